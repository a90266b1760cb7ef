"""An e-mail → the article in its text, or the articles of a newsletter that holds several, and the parts that are attached to it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError
from onrecord.read.article import iso_day
from onrecord.read.mail.around import forwarded, without_frame, without_surroundings
from onrecord.read.mail.digest import items_of
from onrecord.read.mail.mime import entity_of, leaves, words_of_header
from onrecord.read.mail.plain import blocks_of_plain, without_links
from onrecord.read.pages.fragment import blocks_of_source, text_of
from onrecord.read.part import Part, Stated, article_of, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.mail.mime import Entity
    from onrecord.read.options import ReadOptions
    from onrecord.read.pages.fragment import Block
    from onrecord.records import Article

#: A message with its attachments may be so long; servers take 25 to 50 million bytes.
LARGEST = 60_000_000
#: A shorter text that goes with attachments is a note to them.
SHORTEST_ARTICLE = 600
#: The HTML of a message is read unless its text is shorter than this share of the plain one's.
HTML_SHARE = 0.8

_BODY = frozenset({"text/plain", "text/html"})
_NO_ARTICLE = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|x?-?vcard|directory|css|x-amp-html|rfc822-headers)"
    r"|message/(?:delivery-status|disposition-notification|feedback-report|external-body|partial)|multipart/"
    r"|application/(?:pgp-(?:signature|keys)|(?:x-)?pkcs7-signature|ics|ms-tnef)",
)
_ENCRYPTED = re.compile(r"application/(?:pgp-encrypted|(?:x-)?pkcs7-mime)")
_ENDINGS = {"text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml", "application/pdf": ".pdf"}
_FROM = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^<\"]*))\s*<([^<>]*)>")
_AT = re.compile(r"[^\s<>()@]+@([\w.-]+)")
_PREFIX = re.compile(r"\s*(?:(?:re|fwd?|fw|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_WEB = re.compile(r"<?(https?://[^\s<>]+)>?$")


class _Contents(NamedTuple):
    body: list[tuple[Entity, Entity | None]]
    attached: list[Entity]


def parts_of_message(part: Part) -> Iterator[Part | InputError]:
    """The message without what is attached to it, and what is attached, in order; a message alone is its own part."""
    try:
        data = part.whole(LARGEST, advice="save its attachments by themselves")
        message = entity_of(data, part.origin)
        contents = _contents(message)
        if not contents.attached:
            yield part
            return
        text = text_of(_cleaned(_shown(contents.body, data, part.origin, ""), ""))
    except InputError as error:
        yield error
        return
    if any(entity.kind == "message/rfc822" for entity in contents.attached) or len(text) < SHORTEST_ARTICLE:
        if text:
            yield InputError(part.origin, "no-article", "it is only a note to what is attached to it", advice="what is attached is read")
    else:
        alone = b"".join(_without(data, contents.attached))
        yield Part(origin=part.origin, name=part.name, file=BytesIO(alone), told=part.told, depth=part.depth + 1)
    names: set[str] = set()
    for number, entity in enumerate(contents.attached, 1):
        name = _name(entity, number, names)
        names.add(name)
        yield Part(origin=f"{part.origin}/{name}", name=name, file=BytesIO(entity.content(data)), depth=part.depth + 1)


def read_message(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The article in the text of a message.

    Raises:
        InputError: there is none.
    """
    data = part.whole(LARGEST, advice="save its attachments by themselves")
    message = entity_of(data, part.origin)
    subject = message.header("subject")
    shown = _shown(_contents(message).body, data, part.origin, _PREFIX.sub("", subject, count=1))
    stated = _stated(message)
    blocks = _cleaned(shown, _PREFIX.sub("", subject, count=1))
    if inner := forwarded(blocks, subject):
        stated = _stated_by(inner.headers)
        shown = (forwarded(shown, subject) or inner).blocks
        blocks = _cleaned(shown, stated.title or "")
    if not blocks:
        if any(_ENCRYPTED.match(entity.kind) for entity, _ in leaves(message)):
            raise InputError(part.origin, "encrypted", "the message is encrypted", advice="save it decrypted")
        raise InputError(part.origin, "no-article", "the message holds no text", advice="leave it out, or save the page that it links to")
    items = items_of(without_frame(shown), stated.title or "")
    if not items:
        yield article_of(text_of(blocks), either(stated, part.told), part.origin, options, raw=data)
    for number, item in enumerate(items, 1):
        own = Stated(title=item.title, outlet=item.outlet, authors=item.authors, published=item.published)
        try:
            told = replace(either(own, stated, part.told), url=item.url)
            yield article_of(item.text, told, f"{part.origin}#{number}", options)
        except InputError as error:
            yield error


def _contents(message: Entity) -> _Contents:
    """The texts that are shown as the message's own, and what is attached and may be an article."""
    body: list[tuple[Entity, Entity | None]] = []
    attached: list[Entity] = []
    for entity, within in leaves(message):
        is_file = entity.disposition == "attachment" or entity.filename is not None
        if entity.kind in _BODY and not is_file:
            body.append((entity, within))
        elif entity.end > entity.body and not _NO_ARTICLE.match(entity.kind) and not _ENCRYPTED.match(entity.kind):
            attached.append(entity)
    if not body and attached == [message] and message.kind in _BODY:  # a text that is given a name is still the message's
        return _Contents([(message, None)], [])
    return _Contents(body, attached)


def _shown(body: list[tuple[Entity, Entity | None]], data: bytes, origin: str, title: str) -> list[Block]:
    """What the message shows, of alternatives the richer one."""
    blocks: list[Block] = []
    done: set[int] = set()
    for entity, within in body:
        if within is None:
            blocks += _blocks(entity, data, origin)
        elif within.start not in done:
            done.add(within.start)
            forms = [one for one, other in body if other is within]
            page = [block for one in forms if one.kind == "text/html" for block in _blocks(one, data, origin)]
            plain = [block for one in forms if one.kind == "text/plain" for block in _blocks(one, data, origin)]
            blocks += page if _length(page, title) >= HTML_SHARE * _length(plain, title) else plain
    return blocks


def _cleaned(blocks: list[Block], title: str) -> list[Block]:
    """The text of one article, without what stands around it."""
    return without_links(without_surroundings(blocks, title))


def _length(blocks: list[Block], title: str) -> int:
    return len(text_of(_cleaned(blocks, title)))


def _blocks(entity: Entity, data: bytes, origin: str) -> list[Block]:
    text = entity.text(data, origin)
    if entity.kind == "text/html":
        return blocks_of_source(text)
    return blocks_of_plain(text, flowed=entity.parameter("format") == "flowed", delsp=entity.parameter("delsp") == "yes")


def _stated(message: Entity) -> Stated:
    web = _WEB.match(message.header("archived-at"))
    return Stated(
        title=_PREFIX.sub("", message.header("subject"), count=1) or None,
        outlet=_sender(message.raw_header("from")),
        published=_day(message.header("date")),
        url=web[1] if web else None,
        language=message.header("content-language").split(",")[0] or None,
    )


def _stated_by(headers: dict[str, str]) -> Stated:
    return Stated(
        title=_PREFIX.sub("", headers["subject"], count=1) or None,
        outlet=_sender(headers["from"]),
        published=_day(headers.get("date") or headers.get("sent") or ""),
    )


def _sender(value: str) -> str | None:
    """The name that a message says it is from; the address's domain where it gives none."""
    match = _FROM.match(value)
    name = words_of_header((match[1] or match[2] or "").replace("\\", "").strip(" '\"")) if match else ""
    if name and not _AT.fullmatch(name):
        return name
    at = _AT.search(value)
    return at[1].lower().strip(".") if at else words_of_header(value) or None


def _day(words: str) -> str | None:
    if day := iso_day(words):
        return day
    try:
        parts = parsedate(words[:100])  # years of two digits
        return date(*parts[:3]).isoformat() if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _without(data: bytes, attached: list[Entity]) -> Iterator[bytes]:
    at = 0
    for entity in attached:
        yield data[at : entity.start]
        at = entity.end
    yield data[at:]


def _name(entity: Entity, number: int, taken: set[str]) -> str:
    """The name of an attachment, without folders; one that is taken is told apart by the attachment's number."""
    given = PurePosixPath((entity.filename or "").replace("\\", "/").replace("\0", "")).name
    name = "".join(char for char in given if char.isprintable())[-120:] or f"part-{number}{_ENDINGS.get(entity.kind, '')}"
    if entity.kind == "message/rfc822" and not name.lower().endswith(".eml"):
        name += ".eml"
    return name if name not in taken else f"{number}-{name}"

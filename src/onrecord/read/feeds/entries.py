"""What a feed states of itself and of each of its items, in any of the vocabularies of RSS and Atom."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date
from email.utils import parsedate
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from onrecord.read.article import iso_day, split_authors
from onrecord.read.pages.fragment import Block, blocks_of, blocks_of_lines, blocks_of_source, has_tags, local_name
from onrecord.read.part import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
#: Elements that hold the day, the first ones first: when it was published, then when it was made, then when it was changed.
_DAYS = ("published", "pubDate", "issued", "date", "created", "updated", "modified")
#: Elements that hold the whole text: RSS ``content:encoded``, ``fulltext`` and XHTML bodies, Atom ``content``.
_CONTENTS = ("encoded", "content", "full-text", "fulltext", "body", "div")
#: All elements of an item that are looked at.
CHILDREN = (
    *_DAYS,
    *_CONTENTS,
    "title",
    "source",
    "publisher",
    "description",
    "summary",
    "creator",
    "author",
    "origLink",
    "link",
    "guid",
    "id",
)

_ADDRESS = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_MEDIA = re.compile(r"\{[^}]*/mrss/?\}|media:")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


class Entry(NamedTuple):
    """An item: what it states, the texts that it calls its content, and its description."""

    stated: Stated
    contents: list[list[Block]]
    description: list[Block]


def channel_of(root: Element) -> Stated:
    """What a feed says of all its items."""
    above = next((one for one in root if local_name(one) == "channel"), root)
    is_atom = local_name(root) == "feed"
    return Stated(outlet=_title(above), authors=tuple(_authors(above)) if is_atom else ())


def entry_of(item: Element) -> Entry:
    """What an item holds."""
    source = next(_children(item, "source"), None)
    outlet = None if source is None else (_title(source) or _line(source))
    return Entry(
        stated=Stated(
            title=_title(item),
            outlet=outlet or _first_line(item, "publisher"),
            authors=tuple(_authors(item)) or (() if source is None else tuple(_authors(source))),
            published=next((day for name in _DAYS for one in _children(item, name.lower()) if (day := _day(_line(one)))), None),
            modified=next((words for name in ("updated", "modified") for one in _children(item, name) if (words := _line(one))), None),
            url=_url(item),
            uri=_first_line(item, "guid") or _first_line(item, "id"),
            language=item.get(f"{_XML}lang") or next((code for one in _contents(item) if (code := one.get(f"{_XML}lang"))), None),
        ),
        contents=[blocks for one in _contents(item) if (blocks := _blocks(one))],
        description=max((_blocks(one) for name in ("description", "summary") for one in _children(item, name)), key=_length, default=[]),
    )


def _contents(item: Element) -> Iterator[Element]:
    return (one for name in _CONTENTS for one in _children(item, name))


def _children(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name in it, without those that are about a picture or a film (Media RSS)."""
    return (one for one in element if local_name(one) == name and not _MEDIA.match(str(one.tag)))


def _blocks(element: Element) -> list[Block]:
    """The text of an element, whether it holds HTML as characters, XHTML as elements, or plain text."""
    if len(element):
        return blocks_of(element)
    kind, text = (element.get("type") or "").lower(), element.text or ""
    if element.get("mode") == "base64":
        text = _from_base64(text)
    if kind in {"text", "text/plain"} and not has_tags(text):
        return blocks_of_lines(text)
    return blocks_of_source(text)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return text


def _line(element: Element) -> str:
    return " ".join(" ".join(block.text for block in _blocks(element)).split())


def _first_line(element: Element, name: str) -> str | None:
    return next((line for one in _children(element, name) if (line := _line(one))), None)


def _title(element: Element) -> str | None:
    return _first_line(element, "title")


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _authors(element: Element) -> Iterator[str]:
    """The names of who wrote it, once each, without addresses."""
    names: dict[str, None] = {}
    for kind in ("creator", "author"):
        for one in _children(element, kind):
            name = _first_line(one, "name") if len(one) else _line(one)
            bare = _ADDRESS.sub("", name or "").strip(" <>()\"',;")
            names.update(dict.fromkeys(split_authors(bare)))
        if names:
            break
    return iter(names)


def _day(words: str) -> str | None:
    if day := iso_day(words):
        return day
    try:
        parts = parsedate(words[:100])  # years of two digits, as old feeds have them
        return date(*parts[:3]).isoformat() if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _url(item: Element) -> str | None:
    for name in ("origlink", "link", "guid", "id"):
        for one in _children(item, name):
            if (one.get("rel") or "alternate") != "alternate" or one.get("isPermaLink") == "false":
                continue
            address = (one.get("href") or one.text or "").strip()
            if address and name not in {"guid", "id"} and one.base:
                address = urljoin(one.base, address)
            if _WEB.match(address):
                return address
    return None

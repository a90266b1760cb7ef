"""Plain text → article: a head of labelled lines, and the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import article_from_text, iso_day, not_english, split_authors
from onrecord.read.encoding import decode, unix_lines
from onrecord.read.language import language_name

if TYPE_CHECKING:
    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

_LABELS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "source": "outlet",
    "author": "authors",
    "authors": "authors",
    "by": "authors",
    "url": "url",
    "language": "language",
}
_LABELLED = re.compile(rf"[ \t]*({'|'.join(_LABELS)})[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_DATED = re.compile(r" ?date (\d{4}-\d{2}-\d{2})(?:[ \t]+|(?=\n)|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A plain text parted into what its head says and the text itself, which is the end of the whole."""

    text: str
    fields: dict[str, str]


def read_text(data: bytes, origin: str, options: ReadOptions) -> Article:
    """The article that the bytes of a plain text hold.

    Raises:
        InputError: they hold none.
    """
    try:
        whole = unix_lines(decode(data))
    except ValueError as error:
        raise InputError(origin, "encoding", str(error), advice="save the file as UTF-8") from error
    headed = split_head(whole)
    language = headed.fields.get("language", "")
    if language and not says_english(language):
        raise not_english(origin, language_name(language))
    return article_from_text(
        headed.text,
        origin=origin,
        raw=data,
        title=headed.fields.get("title"),
        outlet=headed.fields.get("outlet") or options.outlet,
        authors=split_authors(headed.fields.get("authors", "")),
        published=headed.fields.get("published") or options.published,
        url=headed.fields.get("url"),
        check_language=not language,
    )


def split_head(whole: str) -> Headed:
    """The text without its head: lines such as ``Title: …`` before any other line, or ``date 2026-02-10`` before the first word.

    A label that came before, and one that nothing follows, is no longer of the head.
    """
    text = _without_blank_lines(whole)
    match = _DATED.match(text)
    if match and iso_day(match[1]):
        return Headed(text=_without_blank_lines(text[match.end() :]), fields={"published": match[1]})
    fields: dict[str, str] = {}
    at = 0
    while match := _LABELLED.match(text, at):
        name = _LABELS[match[1].lower()]
        if name in fields and name != "authors":
            break
        fields[name] = f"{fields[name]}; {match[2].rstrip()}" if name in fields else match[2].rstrip()
        at = match.end() + 1
    return Headed(text=_without_blank_lines(text[at:]), fields=fields)


def says_english(language: str) -> bool:
    """True for a language's code or name that means English: ``en``, ``en-GB``, ``eng``, ``English``."""
    return re.match(r"en(?:g|glish)?(?![a-z])", language.strip().lower()) is not None


def _without_blank_lines(text: str) -> str:
    first = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, first) + 1 :].rstrip()

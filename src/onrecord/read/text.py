"""Plain text → article: a head of labelled lines, and the text; or the articles of an export of a press database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import iso_day, split_authors
from onrecord.read.encoding import decode, unix_lines
from onrecord.read.part import Stated, article_of, either, translation_named
from onrecord.read.press.exports import articles_of_export
from onrecord.read.press.plain import export_of_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
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
    "translated from": "translated from",
    "translation": "translation",
}
_LABELLED = re.compile(rf"[ \t]*({'|'.join(_LABELS)})[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_DATED = re.compile(r" ?date (\d{4}-\d{2}-\d{2})(?:[ \t]+|(?=\n)|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """A plain text parted into what its head says and the text itself, which is the end of the whole."""

    text: str
    fields: dict[str, str]

    @property
    def stated(self) -> Stated:
        """What the head says of the article."""
        fields = self.fields
        return Stated(
            title=fields.get("title"),
            outlet=fields.get("outlet"),
            authors=tuple(split_authors(fields.get("authors", ""))),
            published=fields.get("published"),
            url=fields.get("url"),
            language=fields.get("language"),
            original_language=fields.get("translated from"),
            translation=translation_named(fields.get("translation"), "human" if "translated from" in fields else None),
        )


def read_plain(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The article of a part in plain text, or the articles of an export of a press database.

    Raises:
        InputError: it holds none.
    """
    data = part.whole()
    try:
        whole = unix_lines(decode(data))
    except ValueError as error:
        raise InputError(part.origin, "encoding", str(error), advice="save the file as UTF-8") from error
    if export := export_of_plain(whole):
        yield from articles_of_export(export, part, options)
        return
    headed = split_head(whole)
    yield article_of(headed.text, either(headed.stated, part.told), part.origin, options, raw=data)


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


def _without_blank_lines(text: str) -> str:
    first = len(text) - len(text.lstrip())
    return text[text.rfind("\n", 0, first) + 1 :].rstrip()

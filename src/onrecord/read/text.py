"""Plain text → an article; lines at its head that tell of it are no part of its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import article_from_text
from onrecord.read.encoding import decode

if TYPE_CHECKING:
    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

_FIRST = re.compile(r"\A\s?date (\d{4}-\d{2}-\d{2}) ")
_LABEL = re.compile(r"(Title|Headline|Date|Published|Outlet|Source|Authors?|By|URL|Language):[ \t]*(\S.*)", re.IGNORECASE)
_FIELDS = {"headline": "title", "published": "date", "source": "outlet", "authors": "author", "by": "author"}


def article_from_plain(data: bytes, origin: str, options: ReadOptions) -> Article:
    """The article of a plain text file.

    Raises:
        InputError: it is empty, not English, or a date at its head is none.
        ValueError: its bytes are no text.
    """
    fields, text = split_head(decode(data))
    authors = tuple(a.strip() for a in re.split(r",|;| and ", fields.get("author", "")) if a.strip())
    return article_from_text(
        text,
        origin=origin,
        raw=data,
        title=fields.get("title"),
        outlet=fields.get("outlet") or options.outlet,
        authors=authors,
        published=fields.get("date") or options.published,
        url=fields.get("url"),
        language=fields.get("language"),
    )


def split_head(text: str) -> tuple[dict[str, str], str]:
    """What the head of a text tells, by field, and the words that remain."""
    first = _FIRST.match(text)
    if first:
        return {"date": first[1]}, text[first.end() :].strip("\n")
    fields: dict[str, str] = {}
    rest = text.lstrip("\n")
    while match := _LABEL.match(rest):
        label = match[1].lower()
        fields.setdefault(_FIELDS.get(label, label), match[2].strip())
        rest = rest[match.end() :].removeprefix("\n")
    return fields, (rest if fields else text).strip("\n")

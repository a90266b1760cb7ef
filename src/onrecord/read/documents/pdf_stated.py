"""What a PDF states of its article, in its metadata and in the largest words at its start."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from onrecord.read.article import iso_day, split_authors
from onrecord.read.part import Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.read.documents.pdf_layout import Layout
    from onrecord.read.documents.pdf_paragraphs import Paragraph

#: The title is so much larger than the text, and no longer than so many characters.
LARGER = 1.15
LONGEST_TITLE = 300
#: It stands among so many paragraphs from the start.
AMONG = 12

_FILE = re.compile(r"\.\w{2,5}$|^(?:microsoft|untitled|document\d*|slide \d|powerpoint|layout \d|print)|[\\/_]\w+[\\/_]", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [\w'’.-]+){1,4}")
_PUBLISHED = re.compile(rb"prism:(?:publicationDate|coverDate)\s*(?:=\s*[\"']|>\s*(?:<[^<>]{1,40}>\s*){0,2})([^<\"']{4,40})")
_OUTLET = re.compile(rb"prism:publicationName\s*(?:=\s*[\"']|>\s*(?:<[^<>]{1,40}>\s*){0,2})([^<\"']{2,200})")


def stated(own: Mapping[str, str], data: bytes, layout: Layout) -> tuple[Stated, str]:
    """What the document states of its article, and the article's text, without the title where it begins with that.

    Args:
        own: its metadata. When it was made is not when it was published.
        data: its bytes, for the metadata that publishers put there as XML.
        layout: its paragraphs.
    """
    paragraphs = layout.paragraphs
    title, at = _title(own.get("Title", ""), layout)
    rest = [paragraph for number, paragraph in enumerate(paragraphs) if number != at]
    text = "\n".join(paragraph.text for paragraph in (rest if at == 0 and rest else paragraphs))
    return (
        Stated(
            title=title,
            outlet=_first(_OUTLET, data) or layout.nameplate,
            authors=_authors(own.get("Author", ""), paragraphs),
            published=iso_day(_first(_PUBLISHED, data) or ""),
        ),
        text,
    )


def _title(own: str, layout: Layout) -> tuple[str | None, int | None]:
    """The title, and the paragraph that it is."""
    start = [(at, paragraph) for at, paragraph in enumerate(layout.paragraphs[:AMONG]) if paragraph.page == 0]
    own = " ".join(own.split())
    own = own if 0 < len(own) <= LONGEST_TITLE and " " in own and not _FILE.search(own) else ""
    for at, paragraph in start:
        if own and _plain(own) == _plain(paragraph.text):
            return paragraph.text, at
    large = [(at, one) for at, one in start if one.size >= LARGER * layout.size and 3 <= len(one.text) <= LONGEST_TITLE]  # noqa: PLR2004
    if large:
        at, one = max(large, key=lambda pair: (pair[1].size, -pair[0]))
        return one.text, at
    return own or None, None


def _authors(own: str, paragraphs: list[Paragraph]) -> tuple[str, ...]:
    """The authors that the metadata name, where the text names them too: it is often who typed it."""
    text = " ".join(paragraph.text for paragraph in paragraphs)
    names = split_authors(own[:500])
    return tuple(names) if names and all(_NAME.fullmatch(name) and name.lower() in text.lower() for name in names) else ()


def _first(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    match = pattern.search(data)
    return " ".join(html.unescape(match[1].decode("utf-8", errors="replace")).split()) if match else None


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()

"""An export of ProQuest: articles between lines of underscores, each with labelled fields, its text below "Full text:"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import split_authors
from onrecord.read.part import Stated
from onrecord.read.press.entry import Entry, Export, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE = re.compile(r"_{20,}")
_FIELD = re.compile(
    r"(author|publication info|abstract|full text|subject|location|people|company / organization|title|publication title|publication year"
    r"|publication date|publication subject|pages|section|publisher|place of publication|country of publication|issn|source type"
    r"|language of publication|document type|proquest document id|document url|copyright|last updated|database|links|credit"
    r"|identifier / keyword|volume|issue|first page|dateline|e-issn|accession number|business indexing term):(?:\s+(.*)|$)",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"proquest document link|document link|https?://\S+", re.IGNORECASE)
_PLACE = re.compile(r"\s*[;\[].*|, (?:late|early|final|national|online|eastern) edition.*", re.IGNORECASE | re.DOTALL)


def proquest_export(lines: Sequence[str]) -> Export | None:
    """The export that the lines are; None where they are none of ProQuest."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if _LINE.fullmatch(line.strip()):
            pieces.append([])
        elif line.strip():
            pieces[-1].append(line)
    if len(pieces) == 1 or not any(map(_is_article, pieces)):
        return None
    entries = tuple(_entry(piece) for piece in pieces if _is_article(piece))
    cover = [] if _is_article(pieces[0]) else pieces[0]
    return Export(database="ProQuest", entries=entries, said=listed(cover))


def _is_article(piece: Sequence[str]) -> bool:
    names = {match[1].lower() for line in piece if (match := _FIELD.fullmatch(line.strip()))}
    return len(names & {"full text", "publication info", "publication title", "publication date", "title", "document url"}) > 1


def _entry(piece: Sequence[str]) -> Entry:
    fields, text = _parted(piece)
    first = piece[0].strip()
    outlet = fields.get("publication title") or fields.get("publication info") or ""
    stated = Stated(
        title=fields.get("title") or (None if _FIELD.fullmatch(first) else first),
        outlet=_PLACE.sub("", outlet).strip() or None,
        authors=tuple(split_authors(fields.get("author", ""))),
        published=fields.get("publication date") or None,
        url=fields.get("document url"),
        language=fields.get("language of publication") or None,
    )
    fault = None if text else ("no-article", "the export has no full text of it")
    return Entry(lines=tuple(piece), stated=stated, text=tuple(text), fault=fault)


def _parted(piece: Sequence[str]) -> tuple[Mapping[str, str], list[str]]:
    """The fields, and the lines of the text: from its label to the next field."""
    fields: dict[str, str] = {}
    text: list[str] = []
    name = ""
    for line in piece:
        match = _FIELD.fullmatch(line.strip())
        if match:
            name = match[1].lower()
            value = (match[2] or "").strip()
            if name == "full text":
                text += [value] if value else []
            else:
                fields.setdefault(name, value)
        elif name == "full text":
            text.append(line)
        elif name and not fields.get(name) and not _LINK.fullmatch(line.strip()):
            fields[name] = line.strip()
    return fields, text

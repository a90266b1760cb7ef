"""An export of Nexis Uni or Lexis: a cover with the list of titles, then each article from its title to "End of Document"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import iso_day, split_authors
from onrecord.read.part import Stated
from onrecord.read.press.entry import DATE_LINE, Entry, Export, ended, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_END = re.compile(r"end of document", re.IGNORECASE)
_COUNT = re.compile(r"documents? \((\d{1,5})\)", re.IGNORECASE)
_LABEL = re.compile(
    r"(section|length|byline|author|highlight|dateline|series|url|load-date|language|publication-type|journal code|subject|correction-date)"
    r":\s*(.*)",
    re.IGNORECASE,
)
_BODY = re.compile(r"body:?", re.IGNORECASE)
_AFTER = re.compile(r"(?:graphic|classification|correction):?|(?:load-date|publication-type|correction-date):.*", re.IGNORECASE)


def nexis_export(lines: Sequence[str]) -> Export | None:
    """The export that the lines are; None where they are none of Nexis."""
    pieces, rest = ended(lines, _END)
    is_nexis = any(map(_is_article, pieces)) or (_is_article(rest) and any(_COUNT.fullmatch(line.strip()) for line in rest))
    if not is_nexis:
        return None
    first = pieces[0] if pieces else rest
    cover = first[: _title_at(first, is_first=True)]
    entries = [_entry(piece, is_first=not number) for number, piece in enumerate(pieces)]
    if _is_article(rest) or (pieces and _labels(rest)):
        stated = _entry(rest, is_first=not pieces).stated
        entries.append(Entry(lines=tuple(rest), stated=stated, fault=("truncated", "the file breaks off in it")))
    counts = [int(match[1]) for line in cover if (match := _COUNT.fullmatch(line.strip()))]
    return Export(database="Nexis", entries=tuple(entries), said=max([*counts, listed(cover) or 0]) or None)


def _is_article(piece: Sequence[str]) -> bool:
    """Whether the lines have what every article of Nexis has: a text, and some of what is said of it."""
    return _body_at(piece) < len(piece) and bool(_labels(piece))


def _labels(piece: Sequence[str]) -> frozenset[str]:
    """Those labels in the lines that every article has one of."""
    return frozenset(_fields([line.strip() for line in piece])) & {"length", "section", "load-date", "byline"}


def _entry(piece: Sequence[str], *, is_first: bool) -> Entry:
    start = _title_at(piece, is_first=is_first)
    body = _body_at(piece)
    date = _date_at(piece, body)
    head = [line.strip() for line in piece[start:body]]
    after = next((at for at in range(body + 1, len(piece)) if _AFTER.fullmatch(piece[at].strip())), len(piece))
    fields = _fields([*head, *(line.strip() for line in piece[after:])])
    title = " ".join(line.strip() for line in piece[start : max(start, date - 1)]) if date is not None else head[0] if head else None
    language = fields.get("language", "").partition(";")[0].strip()
    stated = Stated(
        title=title or None,
        outlet=piece[date - 1].strip() if date else None,
        authors=tuple(split_authors(fields.get("byline") or fields.get("author") or "")),
        published=_day(piece[date]) if date is not None else None,
        url=fields.get("url") or None,
        language=language or None,
    )
    lines = tuple(piece[start:])
    if body == len(piece):
        return Entry(lines=lines, stated=stated, fault=("no-article", "the export has no text of it"))
    return Entry(lines=lines, stated=stated, text=tuple(piece[body + 1 : after]))


def _title_at(piece: Sequence[str], *, is_first: bool) -> int:
    """Where the title is: at the start or, after the cover, above the outlet, which stands above the date."""
    if not is_first:
        return 0
    date = _date_at(piece, _body_at(piece))
    return max(0, date - 2) if date is not None else 0


def _body_at(piece: Sequence[str]) -> int:
    return next((at for at, line in enumerate(piece) if _BODY.fullmatch(line.strip())), len(piece))


def _date_at(piece: Sequence[str], body: int) -> int | None:
    """Where the date is: the last such line above the text, below a title."""
    return next((at for at in range(min(body, len(piece)) - 1, 0, -1) if DATE_LINE.fullmatch(piece[at].strip())), None)


def _fields(lines: Sequence[str]) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        if match := _LABEL.fullmatch(line):
            fields.setdefault(match[1].lower(), match[2].strip())
    return fields


def _day(line: str) -> str | None:
    """The date, where it is that of a day: "February 2026" is none."""
    return line.strip() if iso_day(line) else None

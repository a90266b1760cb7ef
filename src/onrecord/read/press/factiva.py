"""An export of Factiva: each article from its title to "Document CODE", with or without two-letter labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import split_authors
from onrecord.read.part import Stated
from onrecord.read.press.entry import DATE_LINE, Entry, Export, ended, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_END = re.compile(r"(?:AN\s+)?Document [A-Z][A-Za-z0-9]{17,31}")
_LENGTH = re.compile(r"(?:WC\s+)?(\d[\d,. ]*) words", re.IGNORECASE)
_LABEL = re.compile(r"(?:SE|HD|BY|CR|WC|PD|ET|SN|SC|NGC|GC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|ART)(?:\s+|$)")
_BY = re.compile(r"by:?\s+\S.*", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+(?:(?:,| and| &) (?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]+)*")
_RIGHTS = re.compile(r"(?:copyright\b|©|\(c\)).*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Z][a-z]+(?: - [A-Z][a-z]+)?")
_MARGIN = re.compile(r"page \d+ of \d+.*|.*©.*\bFactiva\b.*", re.IGNORECASE)
#: The lines between the date and the rights are so few.
MOST_BETWEEN = 9
#: A title of fewer words, above a line that may be a name, is the name of a section.
LEAST_TITLE = 4


def factiva_export(lines: Sequence[str]) -> Export | None:
    """The export that the lines are; None where they are none of Factiva."""
    shown = _rejoined([line.strip() for line in lines if not _MARGIN.fullmatch(line.strip())])
    pieces, rest = ended(shown, _END)
    pieces = [piece for piece in pieces if any(line.strip() for line in piece)]
    if not any(_length_at(piece) is not None for piece in pieces):
        return None
    first = _length_at(pieces[0])
    start = _head_at(pieces[0], first) if first is not None else 0
    cover, pieces[0] = pieces[0][:start], pieces[0][start:]
    entries = [_entry(piece) for piece in pieces]
    if _length_at(rest) is not None:
        entries.append(Entry(lines=tuple(rest), stated=_entry(rest).stated, fault=("truncated", "the file breaks off in it")))
    return Export(database="Factiva", entries=tuple(entries), said=listed(cover))


def _rejoined(lines: Sequence[str]) -> list[str]:
    """The lines, where a label that stood in a cell of its own is put before what it labels."""
    joined: list[str] = []
    for line in lines:
        if joined and _LABEL.fullmatch(joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _length_at(piece: Sequence[str]) -> int | None:
    """Where the number of words is, below which the date stands."""
    return next(
        (at for at in range(len(piece) - 1) if _LENGTH.fullmatch(piece[at].strip()) and DATE_LINE.fullmatch(_value(piece[at + 1]))),
        None,
    )


def _value(line: str) -> str:
    """The line without its label."""
    line = line.strip()
    match = _LABEL.match(line)
    return line[match.end() :].strip() if match else line


def _head_at(piece: Sequence[str], length: int) -> int:
    """Where the head of the first article begins, after the list of titles: at its title, which a byline may stand below."""
    above = piece[length - 1] if length else ""
    has_byline = _BY.fullmatch(above) or (length > 1 and _is_name(above) and listed([piece[length - 2]]) is None)
    return max(0, length - (2 if has_byline else 1))


def _is_name(line: str) -> bool:
    return _NAME.fullmatch(line) is not None


def _entry(piece: Sequence[str]) -> Entry:
    length = _length_at(piece)
    if length is None:
        title = next((line.strip() for line in piece if line.strip()), None)
        return Entry(lines=tuple(piece), stated=Stated(title=title), fault=("no-article", "the export has no length and date of it"))
    title, authors = _title_and_authors(piece[:length])
    head = piece[length + 2 : length + 2 + MOST_BETWEEN]
    rights = next((at for at, line in enumerate(head) if _RIGHTS.fullmatch(_value(line))), None)
    languages = [at for at, line in enumerate(head[: rights or len(head)]) if _is_language(line, at)]
    text = piece[length + 2 + (rights if rights is not None else languages[-1] if languages else 1) + 1 :]
    stated = Stated(
        title=title,
        outlet=_time_skipped(head),
        authors=authors,
        published=_value(piece[length + 1]),
        language=_value(head[languages[-1]]).partition(" - ")[0] if languages else None,
    )
    return Entry(lines=tuple(piece), stated=stated, text=tuple(_body(text)))


def _is_language(line: str, at: int) -> bool:
    """Whether a line names the language: it stands below the outlet and its code, in one word."""
    return at > 0 and _LANGUAGE.fullmatch(_value(line)) is not None and not _value(line).isupper()


def _time_skipped(head: Sequence[str]) -> str | None:
    """The outlet: the first line below the date, or below the time that stands there."""
    values = [_value(line) for line in head]
    return next((value for value in values if value and not re.fullmatch(r"\d{1,2}:\d\d.*", value)), None)


def _title_and_authors(above: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    lines = [line.strip() for line in above if line.strip()]
    labelled = {match[0].strip(): line[match.end() :] for line in lines if (match := _LABEL.match(line))}
    if "HD" in labelled:
        return labelled["HD"] or None, tuple(split_authors(labelled.get("BY", "")))
    if lines and _BY.fullmatch(lines[-1]):
        return _title(lines[:-1]), tuple(split_authors(lines[-1]))
    if len(lines) > 1 and _is_name(lines[-1]) and len(lines[-2].split()) >= LEAST_TITLE:
        return _title(lines[:-1]), tuple(split_authors(lines[-1]))
    return _title(lines), ()


def _title(lines: Sequence[str]) -> str | None:
    """The last line; what stands above it is the name of a section."""
    return lines[-1] if lines else None


def _body(lines: Sequence[str]) -> list[str]:
    """The text: with labels, what LP and TD hold."""
    if not any(re.match(r"(?:LP|TD)(?:\s|$)", line.strip()) for line in lines):
        return list(lines)
    body: list[str] = []
    inside = False
    for line in lines:
        match = _LABEL.match(line.strip())
        if match:
            inside = match[0].strip() in {"LP", "TD"}
        if inside and (value := _value(line)):
            body.append(value)
    return body

"""A plain text → the export of a press database that it is, with its paragraphs whole, whether or not lines were broken to fit a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.read.mail.plain import paragraphs_of
from onrecord.read.press.exports import export_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.press.entry import Entry, Export

#: Where a larger share of a text's lines begins in small letters, lines were broken to fit a page.
MOST_SMALL = 0.2

_FILLER = "\x00"  # no text holds it


def export_of_plain(text: str) -> Export | None:
    """The export that a plain text is; None where it is none."""
    lines = text.split("\n")
    export = export_of([line for line in lines if line.strip()])
    if export is None or not any(map(_is_broken, export.entries)):
        return export
    return replace(export, entries=tuple(_whole(export.entries, lines)))


def _is_broken(entry: Entry) -> bool:
    """Whether the lines of a text go on in the next ones."""
    following = [line.strip()[:1].islower() for _, line in pairwise(entry.text)]
    return sum(following) > MOST_SMALL * len(following)


def _whole(entries: Sequence[Entry], lines: Sequence[str]) -> Iterator[Entry]:
    """The articles with whole paragraphs: the blank lines between them, which an export's marks do without, are looked up in the file."""
    at = 0
    for entry in entries:
        text: list[str] = []
        for line in entry.text:
            start = at
            while at < len(lines) and not lines[at].strip().endswith(line.strip()):
                at += 1
            if any(not between.strip() for between in lines[start:at]):
                text.append("")
            label = len(lines[at].strip()) - len(line.strip()) if at < len(lines) else 0
            text.append(_FILLER * label + line.strip())  # a label took room in the line
            at += 1
        yield replace(entry, text=tuple(paragraph.replace(_FILLER, "") for paragraph in paragraphs_of(text)))

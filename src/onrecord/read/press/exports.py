"""The lines of a document → the export of a press database that they are → its articles, their number checked against its own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.part import article_of, either
from onrecord.read.press.factiva import factiva_export
from onrecord.read.press.nexis import nexis_export
from onrecord.read.press.proquest import proquest_export

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.read.press.entry import Export
    from onrecord.records import Article


def export_of(lines: Sequence[str]) -> Export | None:
    """The export that the lines of a document are, told by the marks of its database; None where they are none.

    Args:
        lines: the paragraphs of a document, or the lines of a plain text.
    """
    return nexis_export(lines) or factiva_export(lines) or proquest_export(lines)


def articles_of_export(export: Export, part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of an export, in order, with an error in the place of each that has no text.

    Where the export's own list has more than were found, an error of the whole file comes last.
    """
    for number, entry in enumerate(export.entries, 1):
        origin = f"{part.origin}#{number}"
        if entry.fault is not None:
            reason, message = entry.fault
            yield InputError(origin, reason, message, advice=f"export it from {export.database} again, with its full text")
            continue
        raw = "\n".join(entry.lines).encode("utf-8", errors="surrogatepass")
        text = "\n".join(line.strip() for line in entry.text if line.strip())
        try:
            yield article_of(text, either(entry.stated, part.told), origin, options, raw=raw)
        except InputError as error:
            yield error
    found = len(export.entries)
    if export.said is not None and found < export.said:
        message = f"the file says {export.said} articles, {found} {'was' if found == 1 else 'were'} found"
        yield InputError(part.origin, "incomplete", message, advice=f"export it from {export.database} again, or in smaller pieces")

"""Pictures as files: SVG or PNG, and beside each the table of the statements behind every edge, cell, dot and bar."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from onrecord.errors import SettingsError
from onrecord.wording import FORMULA

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.pictures.picture import Picture

#: Pixels of a PNG for one of the SVG: 288 to the inch.
SHARPNESS = 3.0
COLUMNS = ("mark", "row", "column", "first", "last", "side", "weight", "statement")


def write_picture(picture: Picture, path: Path) -> tuple[Path, Path]:
    """Writes the picture and its table, each whole or not at all, and gives the paths of both.

    The table of ``debate.svg`` and of ``debate.png`` is ``debate.statements.csv``.

    Raises:
        SettingsError: the name ends in neither .svg nor .png, or a file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in {".svg", ".png"}:
        raise SettingsError(name="picture", value=str(path), choices="choose a name that ends in .svg or .png")
    table = path.with_suffix(".statements.csv")
    for file, content in ((path, picture.svg if kind == ".svg" else png(picture)), (table, statements_table(picture))):
        part = file.with_name(file.name + ".part")
        try:
            part.write_bytes(content)
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise SettingsError(name="picture", value=str(file), choices=f"it cannot be written: {error.strerror}") from error
    return path, table


def png(picture: Picture) -> bytes:
    """The picture in pixels; its letters are outlines, so that no font of the system is looked for."""
    import resvg_py  # noqa: PLC0415 - only pixels need it

    return resvg_py.svg_to_bytes(svg_string=picture.svg.decode("utf-8"), zoom=SHARPNESS, skip_system_fonts=True)


def statements_table(picture: Picture) -> bytes:
    """A row for each statement behind each part of each mark; a part without statements has one row."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mark in picture.marks:
        ends = [mark.kind, _neutral(mark.row), _neutral(mark.column), mark.first or "", mark.last or ""]
        for part in mark.parts:
            for statement in part.statements or ("",):
                writer.writerow([*ends, part.side, f"{part.weight:g}", _neutral(statement)])
    return stream.getvalue().encode("utf-8", "replace")


def _neutral(words: str) -> str:
    """The words with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + words if words.startswith(FORMULA) else words

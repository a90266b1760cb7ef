"""A table in CSV → articles, one a row, by its head."""

from __future__ import annotations

import csv
import re
from io import TextIOWrapper
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.encoding import decode
from onrecord.read.tables.rows import article_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: Longer cells are not read.
LONGEST_CELL = 20_000_000
#: So many characters tell how the cells are parted.
SAMPLE = 20_000
_PARTED = ",;\t|"
_ADVICE = "save the table as CSV in UTF-8, with a head that names the columns"


def read_csv(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a table whose first row names the columns; commas, semicolons, tabs and bars may part the cells.

    Raises:
        InputError: it has no head, or none with the column of the text.
    """
    encoding = _encoding(part)
    part.file.seek(0)
    stream = TextIOWrapper(part.file, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(stream, part, options)
    finally:
        stream.detach()


def _encoding(part: Part) -> str:
    """UTF-8, with or without a mark, UTF-16 with one, or what the first characters read most sensibly as."""
    head = part.file.read(SAMPLE)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(head)
        return next((name for name in ("cp1252", "mac_roman") if _same(head, name, text)), "cp1252")
    return "utf-8-sig"


def _same(head: bytes, name: str, text: str) -> bool:
    try:
        return head.decode(name) == text
    except UnicodeDecodeError:
        return False


def _rows(stream: TextIOWrapper, part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    sample = stream.read(SAMPLE)
    stream.seek(0)
    first = sample.partition("\n")[0]
    delimiter = max(_PARTED, key=lambda one: (len(_cells(first, one)), -_PARTED.index(one)))
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            head = [name.strip() for name in next(reader, [])]
        except csv.Error as error:
            raise InputError(part.origin, "csv", f"its first row cannot be read: {error}", advice=_ADVICE) from error
        _check(head, part, options)
        number = 1
        while True:
            number += 1
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield InputError(f"{part.origin}:{number}", "csv", f"the table breaks off here: {error}", advice="mend the row's quotes")
                return
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _article(head, row, f"{part.origin}:{number}", options)
    finally:
        csv.field_size_limit(before)


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _check(head: list[str], part: Part, options: ReadOptions) -> None:
    if options.text_field in head:
        return
    found = ", ".join(name[:40] for name in head[:20] if name) or "none"
    advice = f"columns found: {found}; name the one that holds the text with --text-field"
    raise InputError(part.origin, "no-text-field", f"the column {options.text_field!r} is missing", advice=advice)


def _article(head: list[str], row: list[str], origin: str, options: ReadOptions) -> Article | InputError:
    if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
        message = f"the row has {len(row)} cells, the head {len(head)}"
        return InputError(origin, "csv", message, advice="put cells that hold the parting character in double quotes")
    raw = "\x1f".join(row).encode("utf-8", errors="surrogatepass")
    return article_of_row({name: _cell(value) for name, value in zip(head, row, strict=False) if name}, raw, origin, options)


def _cell(value: str) -> str:
    """The cell as it was before an export neutralised it: an apostrophe before what a spreadsheet would take for a formula."""
    return value[1:] if re.match(r"'[=+\-@\t\r]", value) else value

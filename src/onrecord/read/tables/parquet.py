"""A table in Parquet → articles, one a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.tables.rows import article_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: So many rows are in memory at once.
ROWS = 64


def read_parquet(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a table in Parquet, by the names of its columns.

    Raises:
        InputError: the library that reads it is not installed, the table is broken, or lacks the column of the text.
    """
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra of the install
    except ImportError as error:
        advice = "install it with `pip install onrecord[tables]`, or save the table as JSON Lines or CSV"
        raise InputError(part.origin, "not-installed", "what reads Parquet is not installed", advice=advice) from error
    part.file.seek(0)
    try:
        table = parquet.ParquetFile(part.file)
        columns = [name for name in _columns(options) if name in table.schema_arrow.names]
        if options.text_field.partition(".")[0] not in columns:
            found = ", ".join(table.schema_arrow.names[:20]) or "none"
            advice = f"columns found: {found}; name the one that holds the text with --text-field"
            raise InputError(part.origin, "no-text-field", f"the column {options.text_field!r} is missing", advice=advice)
        number = 0
        for batch in table.iter_batches(batch_size=ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield article_of_row(_plain(row), _bytes(row), f"{part.origin}:{number}", options)
    except (ArrowException, OSError) as error:
        raise InputError(part.origin, "broken", f"the table breaks off: {error}"[:200], advice="write the table again") from error


def _columns(options: ReadOptions) -> list[str]:
    """The columns that hold the fields; of a path, where it begins."""
    fields = (
        options.text_field, options.title_field, options.outlet_field, options.authors_field, options.published_field, options.url_field,
        options.modified_field, options.language_field, options.translation_field, options.original_language_field,
    )  # fmt: skip
    return list(dict.fromkeys(name for field in fields for name in (field, field.partition(".")[0])))


def _plain(row: dict[str, Any]) -> dict[str, object]:
    """The row with its days and times written out."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _bytes(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, default=str, sort_keys=True).encode("utf-8", errors="surrogatepass")

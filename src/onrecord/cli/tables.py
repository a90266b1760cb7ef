"""Rows of a list, printed as the user asks: a table, JSON, JSON Lines, CSV or Parquet."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.errors import ExchangeError
from onrecord.exchange.whole import written_whole
from onrecord.wording import FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import IO, TextIO

    Row = Mapping[str, Any]

FORMATS = ("table", "json", "jsonl", "csv", "parquet")
#: How many characters a cell of a table shows.
CELL = 180
#: Characters of a line where no terminal gives its width.
WIDE = 140
#: Fewest characters that a column of words gets on a narrow one.
LEAST = 12
#: Rows that are turned into Parquet's form at once.
BATCH = 20_000
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_HALVES = re.compile("[\ud800-\udfff]")

_OPTIONS = (
    click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What to print."),
    click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to, instead of standard output."),
)


def format_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds ``--format`` (as ``form``) and ``--out`` to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def print_rows(rows: Iterable[Row], form: str, out: Path | None, *, columns: Sequence[str], empty: str = "nothing found") -> None:
    """Prints rows to standard output, or into a file that is there whole or not at all.

    Args:
        rows: all with the same keys.
        form: one of ``FORMATS``.
        out: the file.
        columns: the keys that a table shows. The other forms have all keys; in CSV and Parquet lists and objects are JSON text.
        empty: what a table without a row says.

    Raises:
        BadParameter: the file cannot be written, or Parquet is asked for without pyarrow, or for a terminal.
    """
    if form == "parquet":
        _print_parquet(rows, out, columns)
    elif out is None:
        _print(rows, form, sys.stdout, columns=columns, empty=empty)
    else:
        with whole_file(out) as file:
            stream = io.TextIOWrapper(file, encoding="utf-8", newline="")
            try:
                _print(rows, form, stream, columns=columns, empty=empty)
            finally:
                stream.detach()  # the file is closed by whoever opened it


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that gets its name when the block ends well; a device or pipe is written to as it is.

    Raises:
        BadParameter: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        with written_whole(path) as stream:
            yield stream
    except (OSError, ExchangeError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        message = f"{path} cannot be written: {getattr(cause, 'strerror', None) or error}"
        raise click.BadParameter(message, param_hint="--out") from error


def _print(rows: Iterable[Row], form: str, stream: TextIO, *, columns: Sequence[str], empty: str) -> None:
    if form == "json":
        _print_json(rows, stream)
    elif form == "jsonl":
        stream.writelines(_json(row) + "\n" for row in rows)
    elif form == "csv":
        _print_csv(rows, stream, columns)
    else:
        _print_table(list(rows), stream, columns, empty)


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return _whole(json.dumps(value, ensure_ascii=False))


def _whole(words: str) -> str:
    """The words as UTF-8 can hold them: halves of surrogate pairs are escaped."""
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", words)


def _print_json(rows: Iterable[Row], stream: TextIO) -> None:
    """A list, one row a line, written as the rows come."""
    between = "["
    for row in rows:
        stream.write(between + "\n" + _json(row))
        between = ","
    stream.write("[]\n" if between == "[" else "\n]\n")


def _print_csv(rows: Iterable[Row], stream: TextIO, columns: Sequence[str]) -> None:
    rows, names = _named(rows, columns)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([neutral(name) for name in names])
    for row in rows:
        writer.writerow([neutral(_flat(row.get(name))) for name in names])


def _named(rows: Iterable[Row], columns: Sequence[str]) -> tuple[Iterator[Row], list[str]]:
    """The rows, and the names of their columns: those of the first row, or those of the table where there is none."""
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return iterator, list(columns)
    return itertools.chain([first], iterator), list(first)


def _flat(value: Any) -> str | int | float | bool | None:  # noqa: ANN401 - whatever JSON can hold
    """The value as one cell holds it."""
    if isinstance(value, str):
        return _whole(value)
    return value if value is None or isinstance(value, (bool, int, float)) else _json(value)


def neutral(cell: str | float | bool | None) -> str | float | None:  # noqa: FBT001 - a cell's value
    """The cell as it stands in CSV: words that would start a formula in a spreadsheet get an apostrophe before them."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str) and cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def _print_parquet(rows: Iterable[Row], out: Path | None, columns: Sequence[str]) -> None:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = "Parquet needs pyarrow, which is not installed: pip install 'onrecord[tables]', or take csv"
        raise click.BadParameter(message, param_hint="--format") from error
    if out is None and sys.stdout.isatty():
        message = "Parquet is no text; name a file"
        raise click.BadParameter(message, param_hint="--out")
    rows, names = _named(rows, columns)
    parts = [pa.table({name: pa.array([], pa.string()) for name in names})]
    while some := list(itertools.islice(rows, BATCH)):
        parts.append(pa.Table.from_pylist([{name: _flat(row.get(name)) for name in names} for row in some]))
    whole = pa.concat_tables(parts[1:] or parts, promote_options="permissive")
    whole = whole.cast(pa.schema([f.with_type(pa.string()) if pa.types.is_null(f.type) else f for f in whole.schema]))
    if out is not None:
        with whole_file(out) as stream:
            parquet.write_table(whole, stream)
        return
    made = io.BytesIO()
    parquet.write_table(whole, made)
    sys.stdout.buffer.write(made.getvalue())
    sys.stdout.buffer.flush()


def _print_table(rows: Sequence[Row], stream: TextIO, columns: Sequence[str], empty: str) -> None:
    from rich import box  # noqa: PLC0415 - only a table needs it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDE
    if not rows:
        console.print(Text(empty, style="dim"), highlight=False)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for name in columns:
        values = [row.get(name) for row in rows]
        number = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values if v is not None)
        short = all(len(_cell(v)) <= len("2026-02-10T12:00") and " " not in _cell(v) for v in values)
        least = min(LEAST, max((len(_cell(v)) for v in values), default=0))
        table.add_column(
            _heading(name), min_width=least, justify="right" if number and any(values) else "left", no_wrap=short, overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(_cell(row.get(name))) for name in columns))
    console.print(table, highlight=False)


def _heading(name: str) -> str:
    """The key in words: ``statement_count`` is "statements", ``checked_count`` "checked"."""
    what = name.removesuffix("_count")
    return (what if what == name or what.endswith("ed") else f"{what}s").replace("_", " ")


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The value in few words, on one line."""
    from onrecord.wording import plain  # noqa: PLC0415

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    words = plain(value if isinstance(value, str) else _json(value))
    return words if len(words) <= CELL else words[: CELL - 1].rstrip() + "…"

"""``onrecord extract``: articles in, records out, no database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.inputs import Skipped, read_records, reading_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Record


@click.command()
@reading_options
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "html"]), default="table", show_default=True, help="What to print.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to, instead of standard output.")
def extract(paths: tuple[Path, ...], form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - the reading options
    """Reads articles and prints who said what.

    PATH is a file or a folder: plain text, news HTML, JSON Lines, told apart by their content. Nothing is stored.
    Exit code: 0 if every input was read, 3 if some were skipped (they are named on standard error), 2 on wrong usage.

    \b
    Examples:
      onrecord extract article.txt
      onrecord extract articles/ --format jsonl > record.jsonl
      onrecord extract article.html --format html --out marked.html
      onrecord extract export.jsonl --text-field body --published-field meta.date --format jsonl
    """  # noqa: D301 - \b is click's sign for lines to keep
    skipped = Skipped()
    records = read_records(paths, options, skipped)
    if out is None:
        _print(records, form, sys.stdout)
    else:
        try:
            _write(records, form, out)
        except OSError as error:
            message = f"{out} cannot be written: {error.strerror}"
            raise click.BadParameter(message, param_hint="--out") from error
    skipped.report()
    sys.exit(skipped.exit_code)


def _write(records: Iterable[Record], form: str, path: Path) -> None:
    """Writes a file that is there whole or not at all; a device or pipe is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8") as stream:
            _print(records, form, stream)
        return
    path = path.resolve()  # a link stays one
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            _print(records, form, stream)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _print(records: Iterable[Record], form: str, stream: Any) -> None:  # noqa: ANN401 - a text stream
    if form == "jsonl":
        from onrecord.exchange.record_json import json_text, record_as_dict  # noqa: PLC0415

        for record in records:
            stream.write(json_text(record_as_dict(record)) + "\n")
            stream.flush()
    elif form == "html":
        from onrecord.exchange.page import render_page  # noqa: PLC0415

        stream.write(render_page(list(records)))
    else:
        from rich.console import Console  # noqa: PLC0415

        from onrecord.exchange.listing import print_table  # noqa: PLC0415

        print_table(list(records), Console(file=stream))

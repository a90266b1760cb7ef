"""``onrecord schema``: the JSON Schema of a record."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Prints the JSON Schema of what `extract --format jsonl` writes, one object a line.

    \b
    Example:
      onrecord schema > record.schema.json
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.exchange.record_json import record_schema  # noqa: PLC0415

    click.echo(json.dumps(record_schema(), indent=2))

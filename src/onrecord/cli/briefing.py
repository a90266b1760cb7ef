"""``onrecord briefing``: the debate on a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.inputs import Skipped, read_records, reading_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@reading_options
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True, help="What to print.")
@click.option("--title", metavar="WORDS", help="What the debate is called.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Statements shown a speaker; all unless told.")
def briefing(paths: tuple[Path, ...], form: str, title: str | None, limit: int | None, **options: Any) -> None:  # noqa: ANN401 - the reading options
    """Prints who said what in a set of articles, speaker by speaker, each line with its source.

    This is the first part of the briefing; nothing is stored. Exit codes as for `extract`.

    \b
    Examples:
      onrecord briefing examples/debate
      onrecord briefing articles/ --limit 5
      onrecord briefing articles/ --format json > briefing.json
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.briefing.compose import compose  # noqa: PLC0415

    skipped = Skipped()
    composed = compose(list(read_records(paths, options, skipped)), title=title)
    if form == "json":
        from onrecord.briefing.as_json import briefing_as_dict  # noqa: PLC0415
        from onrecord.exchange.record_json import json_text  # noqa: PLC0415

        click.echo(json_text(briefing_as_dict(composed), indent=2))
    else:
        from rich.console import Console  # noqa: PLC0415

        from onrecord.briefing.terminal import print_briefing  # noqa: PLC0415

        print_briefing(composed, Console(), limit=limit)
    skipped.report()
    sys.exit(skipped.exit_code)

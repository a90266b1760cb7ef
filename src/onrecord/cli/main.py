"""The command line: one command a verb."""

from __future__ import annotations

import os
import sys

import click

from onrecord.cli.briefing import briefing
from onrecord.cli.extract import extract
from onrecord.cli.schema import schema
from onrecord.errors import OnrecordError

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Turns the coverage of a policy debate into its record: who said what, traced to the characters it was read from.

    \b
    Examples:
      onrecord extract article.html
      onrecord extract articles/ --format jsonl > record.jsonl
      onrecord briefing articles/
    """


cli.add_command(extract)
cli.add_command(briefing)
cli.add_command(schema)


def main() -> None:
    """Runs the command line; errors of onrecord's own end in one line and exit code 2, a closed pipe in silence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "surrogatepass")
    try:
        cli()
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        sys.exit(141)


if __name__ == "__main__":
    main()

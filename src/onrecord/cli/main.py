"""The command line: one command a verb."""

from __future__ import annotations

import os
import sys

import click

from onrecord.cli.adding import add, reread
from onrecord.cli.attributes import attributes
from onrecord.cli.bands import bands
from onrecord.cli.briefing import briefing
from onrecord.cli.coders import agree, queue, sample
from onrecord.cli.debates import debate
from onrecord.cli.exchanging import export_, import_
from onrecord.cli.extract import extract
from onrecord.cli.issues import issues
from onrecord.cli.judging import apply, propose
from onrecord.cli.keeping import backup, check, dump, forget, load, restore
from onrecord.cli.listing import articles, balance, log, speakers, statements
from onrecord.cli.merging import merge, organisations, split
from onrecord.cli.network import network
from onrecord.cli.outlets import outlets
from onrecord.cli.repeats import quotations, versions
from onrecord.cli.rulings import history, rule, undo
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
    """  # noqa: D301 - \b is click's sign for lines to keep


cli.add_command(extract)
cli.add_command(briefing)
cli.add_command(schema)
cli.add_command(bands)
cli.add_command(debate)
cli.add_command(attributes)
cli.add_command(add)
cli.add_command(reread)
for _command in (statements, speakers, articles, outlets, log, balance, quotations, versions):
    cli.add_command(_command)
for _command in (backup, restore, check, dump, load, forget):
    cli.add_command(_command)
for _command in (rule, undo, history, agree, sample, queue):
    cli.add_command(_command)
cli.add_command(merge)
cli.add_command(split)
cli.add_command(organisations)
issues.add_command(apply)
issues.add_command(propose)
cli.add_command(issues)
cli.add_command(network)
cli.add_command(export_)
cli.add_command(import_)


def main() -> None:
    """Runs the command line; errors of onrecord's own end in one line and exit code 2, a closed pipe in silence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "surrogatepass")
    try:
        try:
            cli(prog_name="onrecord")
        finally:
            sys.stdout.flush()  # here, where a closed pipe is an exception, not at the interpreter's end, where it is a complaint
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes nowhere
        sys.exit(1)  # as click does where it meets the closed pipe first
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"onrecord: the output cannot be written: {error.strerror}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""``onrecord merge``, ``split`` and ``organisations``: speakers over all articles, as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database, texts_within
from onrecord.cli.days import day
from onrecord.cli.tables import format_options, print_rows

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.store.ruling.merging import Merged

_CODER = click.option("--coder", required=True, metavar="NAME", help="Who rules.")
_REASON = click.option("--reason", metavar="WORDS", help="Why; kept with the ruling.")
_UNDO = click.option("--undo", is_flag=True, help="Take the coder's last merge or split back.")


@click.command()
@click.argument("one", required=False, metavar="[SPEAKER]")
@click.argument("other", required=False, metavar="[OTHER]")
@_CODER
@_REASON
@_UNDO
@database_options
def merge(one: str | None, other: str | None, *, undo: bool, **options: Any) -> None:  # noqa: ANN401 - coder, reason, database
    """Rules that OTHER is the same speaker as SPEAKER, which is kept; each by id or name.

    The program never parts again what you merged. `onrecord log` shows it, --undo takes it back.

    \b
    Examples:
      onrecord merge "Lee Jae-myung" "Ri Jae Myong" --coder Kim
      onrecord merge --undo --coder Kim
    """  # noqa: D301 - \b is click's sign for lines to keep
    if undo != (one is None) or undo != (other is None):
        message = "give two speakers, or --undo alone"
        raise click.UsageError(message)
    from onrecord.store.ruling.merging import merge_speakers, undo_speaker_ruling  # noqa: PLC0415 - `--help` needs no database

    with open_database(options["db"], options["db_file"]) as database:
        if one is None or other is None:
            _tell_undone(undo_speaker_ruling(database, coder=options["coder"]))
        else:
            done = merge_speakers(database, one, other, coder=options["coder"], reason=options["reason"])
            click.echo(f"{_names(done.names)} of {done.other} {_are(done.names)} {done.speaker}'s now")


@click.command()
@click.argument("speaker", required=False, metavar="[SPEAKER]")
@click.option("--articles", multiple=True, metavar="ARTICLE", help="An article where it is somebody else: id, address or file.")
@click.option("--name", metavar="NAME", help="The name that is somebody else's; with --since, what to call the government that follows.")
@click.option(
    "--since", metavar="DAY", callback=day, help="From this day on a government is another one: in all articles since, later ones too."
)
@_CODER
@_REASON
@_UNDO
@database_options
def split(speaker: str | None, articles: tuple[str, ...], name: str | None, since: str | None, *, undo: bool, **options: Any) -> None:  # noqa: ANN401
    """Rules that SPEAKER (id or name) is two: the names in --articles, or those that read --name, are somebody else's.

    With --since, SPEAKER is a government or country that is another one from a day on, until the next such day.
    The program never makes one again of what you split. `onrecord log` shows it, --undo takes it back.

    \b
    Examples:
      onrecord split "John Smith" --articles 438e210049154c61 --coder Kim --reason "a plumber"
      onrecord split "Hillary Clinton" --name "Bill Clinton" --coder Kim
      onrecord split "US government" --since 2025-01-20 --name "Trump administration" --coder Kim
      onrecord split --undo --coder Kim
    """  # noqa: D301
    if undo != (speaker is None):
        message = "give a speaker, or --undo alone"
        raise click.UsageError(message)
    if since is not None and (name is None or articles):
        message = "--since needs --name, what to call the one that follows, and goes without --articles"
        raise click.UsageError(message)
    from onrecord.store.ruling.following import split_since  # noqa: PLC0415
    from onrecord.store.ruling.merging import split_speaker, undo_speaker_ruling  # noqa: PLC0415

    by = {"coder": options["coder"], "reason": options["reason"]}
    with open_database(options["db"], options["db_file"]) as database:
        if speaker is None:
            _tell_undone(undo_speaker_ruling(database, coder=options["coder"]))
            return
        if since is not None and name is not None:
            done = split_since(database, speaker, since=since, name=name, **by)
        else:
            done = split_speaker(database, speaker, articles=articles, name=name, **by)
    click.echo(
        f"{_names(done.names)} of {done.speaker} {_are(done.names)} {done.other}'s now" + (f", and those since {since}" if since else "")
    )


@click.command()
@format_options
@database_options
def organisations(form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - the database's options
    """Lists who belonged to which organisation and country, and when, as the articles tell it.

    An attribute `country` or `government` that you give an organisation, with dates or without, tells where it belongs.

    \b
    Example:
      onrecord organisations --format json
    """  # noqa: D301
    from onrecord.store.ruling.affiliations import COLUMNS, affiliations  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        within = texts_within(database, options["debate"])
        rows = affiliations(database, within=within)
    print_rows(rows, form, out, columns=COLUMNS, empty="no article ties a person to an organisation")


def _tell_undone(done: Merged) -> None:
    click.echo(f"taken back: {'merge' if done.same else 'split'} of {done.speaker} and {done.other}")


def _names(number: int) -> str:
    return f"{number} name{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"

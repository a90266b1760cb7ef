"""``onrecord statements``, ``speakers``, ``articles`` and ``log``: what the database holds, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.tables import format_options, print_rows
from onrecord.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TYPES = ("person", "organization", "country", "group", "unnamed", "document", "author")


def _paged(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page.")(command)
    return click.option(
        "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="Rows a page; 0 for all of them."
    )(command)  # fmt: skip


def _days(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in (("--until", "Published on this day or before."), ("--since", "Published on this day or later.")):
        command = click.option(name, metavar="DATE", callback=_day, help=words)(command)
    return command


def _day(_context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from onrecord.dates import parse_day  # noqa: PLC0415

    if value is None:
        return None
    day = parse_day(value)
    if day is None:
        message = f"{value!r} is no date; write it as 2026-02-10"
        raise click.BadParameter(message, param=parameter)
    return day.isoformat()


@click.command()
@click.option("--speaker", metavar="NAME", help="By this speaker: a name in any of its variants, or an id.")
@click.option("--issue", metavar="ID", help="With a stance on this issue of the codebook.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="Whose main claim is of this kind.")
@_days
@click.option("--text", metavar="WORDS", help="Whose content holds these words; phrases in quotation marks.")
@click.option("--outlet", metavar="NAME", help="In this outlet.")
@click.option("--checked-only", is_flag=True, help="That a person has ruled on.")
@click.option(
    "--reported", type=click.Choice(["exclude", "include", "only"]), default="include", show_default=True, help="Those that others report."
)
@click.option(
    "--sort", type=click.Choice(["newest", "oldest", "speaker", "doubt"]), default="newest", show_default=True, help="In which order."
)
@_paged
@format_options
@database_options
def statements(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists who said what.

    \b
    Examples:
      onrecord statements --speaker "Ana Ruiz" --since 2026-01-01
      onrecord statements --text '"second dam" lake' --format csv --out statements.csv
      onrecord statements --sort doubt --limit 20
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.listing import Filter, list_statements  # noqa: PLC0415 - `--help` needs no database

    sort, limit, page = options.pop("sort"), options.pop("limit"), options.pop("page")
    database = open_database(db, db_file)
    try:
        rows = list_statements(database, Filter(**options), sort=sort, limit=limit or None, page=page)
    finally:
        database.close()
    print_rows(rows, form, out, columns=("id", "published", "speaker", "kind", "content_text", "outlet", "checked"))


@click.command()
@click.option("--text", metavar="LETTERS", help="Whose name holds these letters.")
@click.option("--type", "type_", type=click.Choice(_TYPES), help="Of this type.")
@_paged
@format_options
@database_options
def speakers(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists who speaks, most often first.

    \b
    Example:
      onrecord speakers --type person --limit 20
    """  # noqa: D301
    from onrecord.store.listing import list_speakers  # noqa: PLC0415

    options["limit"] = options["limit"] or None
    database = open_database(db, db_file)
    try:
        rows = list_speakers(database, **options)
    finally:
        database.close()
    print_rows(rows, form, out, columns=("id", "name", "type", "statements", "articles", "first", "last", "roles", "affiliations"))


@click.command()
@click.option("--text", metavar="WORDS", help="That hold these words; phrases in quotation marks.")
@click.option("--outlet", metavar="NAME", help="In this outlet.")
@_days
@_paged
@format_options
@database_options
def articles(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the articles, newest first.

    \b
    Example:
      onrecord articles --outlet "The Port Post" --since 2026-01-01
    """  # noqa: D301
    from onrecord.store.listing import Filter, list_articles  # noqa: PLC0415

    text, limit, page = options.pop("text"), options.pop("limit"), options.pop("page")
    database = open_database(db, db_file)
    try:
        rows = list_articles(database, text=text, wanted=Filter(**options), limit=limit or None, page=page)
    finally:
        database.close()
    print_rows(rows, form, out, columns=("id", "published", "outlet", "title", "statements", "appearances", "origin"))


@click.command()
@click.option("--action", metavar="NAME", help="Of this kind: add, appear, reread, rule, undo, debate, forget, ...")
@_paged
@format_options
@database_options
def log(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists what was done with the record, the latest first.

    \b
    Example:
      onrecord log --action rule
    """  # noqa: D301
    from onrecord.store.listing import list_log  # noqa: PLC0415

    if options.pop("debate") is not None:
        message = "the log is of the whole database"
        raise click.UsageError(message)
    options["limit"] = options["limit"] or None
    database = open_database(db, db_file)
    try:
        rows = list_log(database, **options)
    finally:
        database.close()
    print_rows(rows, form, out, columns=("id", "at", "who", "action", "object", "details"))

"""``onrecord statements``, ``speakers``, ``articles``, ``log`` and ``balance``: what the database holds, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.days import day
from onrecord.cli.tables import format_options, print_rows
from onrecord.records import Kind, SpeakerType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: Rows of a page where nothing is said and people read it.
ROWS = 50
_REPORTED = ("include", "exclude", "only")

_SPEAKER = click.option("--speaker", metavar="NAME", help="By this speaker: a name in any of its variants, or an id.")
_OUTLET = click.option("--outlet", metavar="NAME", help="In this outlet.")
_KIND = click.option("--kind", type=click.Choice(get_args(Kind)), help="With a claim of this kind.")
_CHECKED = click.option("--checked-only", is_flag=True, help="Only what a person has ruled on.")
_REPORT = click.option(
    "--reported", type=click.Choice(_REPORTED), default="include", show_default=True, help="Statements inside statements."
)


def _paged(command: Callable[..., None]) -> Callable[..., None]:
    limit = "Rows a page; 0 for all of them.  [default: 50 in a table, else all]"
    command = click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page.")(command)
    return click.option("--limit", type=click.IntRange(min=0), help=limit)(command)


def _days(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in (("--until", "Published on this day or before."), ("--since", "Published on this day or later.")):
        command = click.option(name, metavar="DATE", callback=day, help=words)(command)
    return command


def _page(options: dict[str, Any], form: str) -> dict[str, Any]:
    """The page that the options ask for; they are taken out."""
    limit, page = options.pop("limit"), options.pop("page")
    if limit is None:
        limit = ROWS if form == "table" or page > 1 else 0
    if not limit and page > 1:
        message = "all rows are one page; give --limit besides"
        raise click.BadParameter(message, param_hint="--page")
    return {"limit": limit or None, "page": page}


def _print(rows: Iterable[dict[str, Any]], form: str, out: Path | None, *, columns: tuple[str, ...], page: dict[str, Any]) -> None:
    """Prints the rows, and below a full page of a table how to see the next."""
    rows = list(rows) if form == "table" else rows
    print_rows(rows, form, out, columns=columns)
    if isinstance(rows, list) and len(rows) == page["limit"]:
        click.echo(f"page {page['page']}; the next is --page {page['page'] + 1}", err=True)


@click.command()
@_SPEAKER
@click.option("--issue", metavar="ID", help="With a stance on this issue of the codebook.")
@_KIND
@_days
@click.option("--text", metavar="WORDS", help="Whose content holds these words; phrases in quotation marks.")
@_OUTLET
@_CHECKED
@_REPORT
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
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415 - `--help` needs no database
    from onrecord.store.asking.listing import list_statements  # noqa: PLC0415

    page, sort = _page(options, form), options.pop("sort")
    with open_database(db, db_file) as database:
        rows = list_statements(database, Filter(**options), sort=sort, **page)
        if form == "table":
            rows = ({**row, "speaker": row["speaker"] and row["speaker"]["name"]} for row in rows)
        elif form in ("csv", "parquet"):
            rows = (_flat(row) for row in rows)
        columns = ("id", "published", "outlet", "speaker", "kind", "content_text", "checked")
        _print(rows, form, out, columns=columns, page=page)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A statement's row with the speaker in columns of its own; spans, claims and such stay JSON."""
    speaker = row["speaker"] or {}
    first = ("id", "article", "outlet", "published", "content_text", "source_text")
    told = {name: row[name] for name in first}
    told |= {f"speaker_{name}": speaker.get(name) for name in ("id", "name", "type", "role", "affiliation")}
    return told | {name: value for name, value in row.items() if name not in first and name != "speaker"}


@click.command()
@_SPEAKER
@click.option("--text", metavar="LETTERS", help="Whose name holds these letters.")
@click.option("--type", "type_", type=click.Choice(get_args(SpeakerType)), help="Of this type.")
@_OUTLET
@_days
@_CHECKED
@_REPORT
@_paged
@format_options
@database_options
def speakers(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists who speaks, most often first.

    \b
    Example:
      onrecord speakers --type person --limit 20
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.speaking import list_speakers  # noqa: PLC0415

    page, type_ = _page(options, form), options.pop("type_")
    with open_database(db, db_file) as database:
        rows = list_speakers(database, Filter(**options), type_=type_, ids=form in ("json", "jsonl"), **page)
    columns = ("id", "name", "type", "statement_count", "checked_count", "article_count", "first", "last", "roles")
    _print(rows, form, out, columns=columns, page=page)


@click.command()
@_SPEAKER
@click.option("--text", metavar="WORDS", help="That hold these words; phrases in quotation marks.")
@_OUTLET
@_days
@click.option("--sort", type=click.Choice(["newest", "oldest"]), default="newest", show_default=True, help="In which order.")
@_paged
@format_options
@database_options
def articles(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the articles.

    \b
    Example:
      onrecord articles --outlet "The Port Post" --since 2026-01-01
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.listing import list_articles  # noqa: PLC0415

    page, sort = _page(options, form), options.pop("sort")
    with open_database(db, db_file) as database:
        rows = list_articles(database, Filter(**options), sort=sort, **page)
        columns = ("id", "published", "outlet", "title", "statement_count", "checked_count", "appearance_count")
        _print(rows, form, out, columns=columns, page=page)


@click.command()
@click.option("--action", metavar="NAME", help="Of this kind: add, appear, reread, rule, undo, debate, forget, ...")
@click.option("--who", metavar="NAME", help="Done by this person.")
@_days
@_paged
@format_options
@database_options
def log(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists what was done with the record, the latest first. Days are those on which it was done.

    \b
    Example:
      onrecord log --action rule --since 2026-02-01
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.listing import list_log  # noqa: PLC0415

    page, action, who = _page(options, form), options.pop("action"), options.pop("who")
    with open_database(db, db_file) as database:
        rows = list_log(database, action=action, who=who, wanted=Filter(**options), **page)
    _print(rows, form, out, columns=("id", "at", "who", "action", "object", "details"), page=page)


@click.command()
@click.option("--by", required=True, metavar="FIELD", help="outlet, type, role, speaker, kind, or an attribute of speakers or outlets.")
@click.option("--over", type=click.Choice(["month", "year"]), help="Counted for each month or year.")
@_SPEAKER
@_KIND
@_OUTLET
@_days
@_CHECKED
@_REPORT
@_paged
@format_options
@database_options
def balance(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Counts who is quoted how often and how long.

    A text counts once, for the outlet where it appeared first. Words are those of the statements, quoted words those of direct ones.

    \b
    Examples:
      onrecord balance --by type
      onrecord balance --by party --over month --checked-only --format csv
    """  # noqa: D301
    from onrecord.store.asking.balance import balance_of  # noqa: PLC0415
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415

    page, by, over = _page(options, form), options.pop("by"), options.pop("over")
    with open_database(db, db_file) as database:
        rows = balance_of(database, by, over=over, wanted=Filter(**options), ids=form in ("json", "jsonl"), **page)
    columns = ("statement_count", "checked_count", "share", "words", "quoted_words", "word_share")
    _print(rows, form, out, columns=(*(("time",) if over else ()), "value", *columns), page=page)

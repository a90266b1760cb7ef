"""``onrecord statements``, ``speakers``, ``articles``, ``log`` and ``balance``: what the database holds, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.lists import CHECKED, KIND, OUTLET, REPEATS, REPORTED, SPEAKER, WITHDRAWN, days, page_of, paged, print_page
from onrecord.cli.tables import format_options
from onrecord.records import SpeakerType

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@SPEAKER
@click.option("--issue", metavar="ID", help="With a stance on this issue of the codebook.")
@KIND
@days
@click.option("--text", metavar="WORDS", help="Whose content holds these words; phrases in quotation marks.")
@OUTLET
@CHECKED
@REPORTED
@REPEATS
@WITHDRAWN
@click.option(
    "--sort", type=click.Choice(["newest", "oldest", "speaker", "doubt"]), default="newest", show_default=True, help="In which order."
)
@paged
@format_options
@database_options
def statements(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists who said what. What several articles repeat is shown once, where it was first; what was withdrawn is left out.

    \b
    Examples:
      onrecord statements --speaker "Ana Ruiz" --since 2026-01-01
      onrecord statements --text '"second dam" lake' --format csv --out statements.csv
      onrecord statements --sort doubt --limit 20
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415 - `--help` needs no database
    from onrecord.store.asking.listing import list_statements  # noqa: PLC0415

    page, sort = page_of(options, form), options.pop("sort")
    with open_database(db, db_file) as database:
        rows = list_statements(database, Filter(**options), sort=sort, **page)
        if form == "table":
            rows = ({**row, "speaker": row["speaker"] and row["speaker"]["name"]} for row in rows)
        elif form in ("csv", "parquet"):
            rows = (_flat(row) for row in rows)
        columns = ("id", "published", "outlet", "speaker", "kind", "content_text", "checked")
        print_page(rows, form, out, columns=columns, page=page)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A statement's row with the speaker in columns of its own; spans, claims and such stay JSON."""
    speaker = row["speaker"] or {}
    first = ("id", "article", "outlet", "published", "content_text", "source_text")
    told = {name: row[name] for name in first}
    told |= {f"speaker_{name}": speaker.get(name) for name in ("id", "name", "type", "role", "affiliation")}
    return told | {name: value for name, value in row.items() if name not in first and name != "speaker"}


@click.command()
@SPEAKER
@click.option("--text", metavar="LETTERS", help="Whose name holds these letters.")
@click.option("--type", "type_", type=click.Choice(get_args(SpeakerType)), help="Of this type.")
@OUTLET
@days
@CHECKED
@REPORTED
@REPEATS
@WITHDRAWN
@paged
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

    page, type_ = page_of(options, form), options.pop("type_")
    with open_database(db, db_file) as database:
        rows = list_speakers(database, Filter(**options), type_=type_, ids=form in ("json", "jsonl"), **page)
    columns = ("id", "name", "type", "statement_count", "checked_count", "article_count", "first", "last", "roles")
    print_page(rows, form, out, columns=columns, page=page)


@click.command()
@SPEAKER
@click.option("--text", metavar="WORDS", help="That hold these words; phrases in quotation marks.")
@OUTLET
@days
@REPEATS
@click.option("--sort", type=click.Choice(["newest", "oldest"]), default="newest", show_default=True, help="In which order.")
@paged
@format_options
@database_options
def articles(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the articles, each once with all that repeats it.

    \b
    Example:
      onrecord articles --outlet "The Port Post" --since 2026-01-01
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.listing import list_articles  # noqa: PLC0415

    page, sort = page_of(options, form), options.pop("sort")
    with open_database(db, db_file) as database:
        rows = list_articles(database, Filter(**options), sort=sort, **page)
        columns = ("id", "published", "outlet", "title", "statement_count", "checked_count", "appearance_count")
        print_page(rows, form, out, columns=columns, page=page)


@click.command()
@click.option("--action", metavar="NAME", help="Of this kind: add, appear, reread, rule, undo, debate, forget, ...")
@click.option("--who", metavar="NAME", help="Done by this person.")
@days
@paged
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

    page, action, who = page_of(options, form), options.pop("action"), options.pop("who")
    with open_database(db, db_file) as database:
        rows = list_log(database, action=action, who=who, wanted=Filter(**options), **page)
    print_page(rows, form, out, columns=("id", "at", "who", "action", "object", "details"), page=page)


@click.command()
@click.option("--by", required=True, metavar="FIELD", help="outlet, type, role, speaker, kind, or an attribute of speakers or outlets.")
@click.option("--over", type=click.Choice(["month", "year"]), help="Counted for each month or year.")
@SPEAKER
@KIND
@OUTLET
@days
@CHECKED
@REPORTED
@REPEATS
@WITHDRAWN
@paged
@format_options
@database_options
def balance(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Counts who is quoted how often and how long.

    An article counts once with all that repeats it, for the outlet where it appeared first. Words are those of the statements, quoted words
    those of direct ones.

    \b
    Examples:
      onrecord balance --by type
      onrecord balance --by party --over month --checked-only --format csv
    """  # noqa: D301
    from onrecord.store.asking.balance import balance_of  # noqa: PLC0415
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415

    page, by, over = page_of(options, form), options.pop("by"), options.pop("over")
    with open_database(db, db_file) as database:
        rows = balance_of(database, by, over=over, wanted=Filter(**options), ids=form in ("json", "jsonl"), **page)
    columns = ("statement_count", "checked_count", "share", "words", "quoted_words", "word_share")
    print_page(rows, form, out, columns=(*(("time",) if over else ()), "value", *columns), page=page)

"""``onrecord outlets``: the outlets of the articles, by what they were recognised, and what the users' table says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.lists import page_of, paged, print_page
from onrecord.cli.tables import format_options

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option("--unknown", is_flag=True, help="Only those of which your table of outlets has nothing.")
@paged
@format_options
@database_options
def outlets(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the outlets, those with most articles first: the names that articles stated, the hosts where they stand, your attributes.

    An article counts for every outlet in which it appeared, its statements for the first of them.

    \b
    Examples:
      onrecord outlets
      onrecord outlets --unknown --format csv --out lacking.csv
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.asking.outlets import list_outlets  # noqa: PLC0415 - `--help` needs no database

    page = page_of(options, form)
    with open_database(db, db_file) as database:
        rows = list_outlets(database, **options, **page)
    if form in ("table", "csv", "parquet"):
        rows = [{**row, "attributes": _in_words(row["attributes"])} for row in rows]
    columns = ("outlet", "article_count", "statement_count", "names", "hosts", "attributes")
    print_page(rows, form, out, columns=columns, page=page)


def _in_words(attributes: dict[str, list[dict[str, Any]]]) -> str:
    """``country: Norland; owner: Ruiz (until 2025-12-31), the ministry (since 2026-01-01)``."""
    return "; ".join(f"{name}: {', '.join(map(_value, values))}" for name, values in attributes.items())


def _value(one: dict[str, Any]) -> str:
    held = " ".join(f"{end} {one[end]}" for end in ("since", "until") if one[end])
    return f"{one['value']} ({held})" if held else str(one["value"])

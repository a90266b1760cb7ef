"""The options that lists share: what they are narrowed to, and which page is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.cli.days import day
from onrecord.cli.tables import print_rows
from onrecord.records import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: Rows of a page where nothing is said and people read it.
ROWS = 50

SPEAKER = click.option("--speaker", metavar="NAME", help="By this speaker: a name in any of its variants, or an id.")
OUTLET = click.option("--outlet", metavar="NAME", help="In this outlet.")
KIND = click.option("--kind", type=click.Choice(get_args(Kind)), help="With a claim of this kind.")
CHECKED = click.option("--checked-only", is_flag=True, help="Only what a person has ruled on.")
REPORTED = click.option(
    "--reported",
    type=click.Choice(["include", "exclude", "only"]),
    default="include",
    show_default=True,
    help="Statements inside statements.",
)
REPEATS = click.option("--repeats", is_flag=True, help="Also what only repeats another article: copies, and versions of one.")
WITHDRAWN = click.option("--withdrawn", is_flag=True, help="Also what an article has no more since it was changed.")


def paged(command: Callable[..., None]) -> Callable[..., None]:
    """Adds ``--limit`` and ``--page`` to a command; see ``page_of``."""
    limit = "Rows a page; 0 for all of them.  [default: 50 in a table, else all]"
    command = click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Which page.")(command)
    return click.option("--limit", type=click.IntRange(min=0), help=limit)(command)


def days(command: Callable[..., None]) -> Callable[..., None]:
    """Adds ``--since`` and ``--until`` to a command."""
    for name, words in (("--until", "Published on this day or before."), ("--since", "Published on this day or later.")):
        command = click.option(name, metavar="DATE", callback=day, help=words)(command)
    return command


def page_of(options: dict[str, Any], form: str) -> dict[str, Any]:
    """The page that the options ask for; they are taken out."""
    limit, page = options.pop("limit"), options.pop("page")
    if limit is None:
        limit = ROWS if form == "table" or page > 1 else 0
    if not limit and page > 1:
        message = "all rows are one page; give --limit besides"
        raise click.BadParameter(message, param_hint="--page")
    return {"limit": limit or None, "page": page}


def print_page(rows: Iterable[dict[str, Any]], form: str, out: Path | None, *, columns: tuple[str, ...], page: dict[str, Any]) -> None:
    """Prints the rows, and below a full page of a table how to see the next."""
    rows = list(rows) if form == "table" else rows
    print_rows(rows, form, out, columns=columns)
    if isinstance(rows, list) and len(rows) == page["limit"]:
        click.echo(f"page {page['page']}; the next is --page {page['page'] + 1}", err=True)

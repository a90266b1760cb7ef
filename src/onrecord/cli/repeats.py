"""``onrecord quotations`` and ``versions``: what several articles quote, and what was changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.lists import CHECKED, KIND, OUTLET, REPEATS, SPEAKER, WITHDRAWN, days, page_of, paged, print_page
from onrecord.cli.tables import format_options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@click.command()
@SPEAKER
@KIND
@OUTLET
@days
@CHECKED
@click.option("--reworded", is_flag=True, help="Only those that are worded differently somewhere.")
@REPEATS
@WITHDRAWN
@paged
@format_options
@database_options
def quotations(db: str | None, db_file: Path | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the quotations that several articles have: where each was first, and its wordings side by side.

    Copies of one article are one article unless --repeats is given. A table and CSV have a row for every wording.

    \b
    Examples:
      onrecord quotations --reworded
      onrecord quotations --speaker "Ana Ruiz" --repeats --format json
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415 - `--help` needs no database
    from onrecord.store.asking.quotations import list_quotations  # noqa: PLC0415

    page, reworded = page_of(options, form), options.pop("reworded")
    with open_database(db, db_file) as database:
        rows = list_quotations(database, Filter(**options), reworded=reworded, **page)
    shown = rows if form in ("json", "jsonl") else [one for row in rows for one in _wordings(row)]
    columns = ("id", "speaker", "first", "wording", "articles", "outlets")
    print_page(shown, form, out, columns=columns, page=page)


def _wordings(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for every wording of a quotation."""
    first = ", ".join(filter(None, (row["outlet"], row["published"])))
    for one in row["wordings"]:
        yield {
            "id": row["id"],
            "speaker": ", ".join(one["speakers"]),
            "first": first,
            "wording": one["content_text"],
            "articles": one["article_count"],
            "outlets": ", ".join(one["outlets"]),
            "statements": one["statements"],
        }


@click.command()
@click.argument("article", required=False)
@OUTLET
@days
@paged
@format_options
@database_options
def versions(db: str | None, db_file: Path | None, form: str, out: Path | None, article: str | None, **options: Any) -> None:  # noqa: ANN401 - filters
    """Lists the articles that were changed: the words that went and came, and the statements that were withdrawn.

    Days are those of the change. With an ARTICLE's id, its own versions alone.

    \b
    Examples:
      onrecord versions --since 2026-02-01
      onrecord versions 4b99e966cb17e8b6 --format json
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.versions import list_versions  # noqa: PLC0415

    page = page_of(options, form)
    with open_database(db, db_file) as database:
        rows = list_versions(database, Filter(**options), article=article, **page)
    if form == "table":
        rows = [{**row, "changed": _in_words(row["changes"]), "withdrawn": _withdrawn(row["withdrawn"])} for row in rows]
    columns = ("replaced_on", "outlet", "title", "old", "new", "changed", "withdrawn")
    print_page(rows, form, out, columns=columns, page=page)


def _in_words(changes: list[dict[str, Any]]) -> str:
    """What changed, as editors mark it: [-old-] {+new+}."""
    marked = (f"[-{one['old']}-]" * bool(one["old"]) + f"{{+{one['new']}+}}" * bool(one["new"]) for one in changes)
    return " ".join(marked)


def _withdrawn(statements: list[dict[str, Any]]) -> str:
    return "; ".join(f"{one['speaker'] or 'nobody named'}: {one['content_text']}" for one in statements)

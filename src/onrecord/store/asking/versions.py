"""Articles that were changed: what every newer version has otherwise, and what was withdrawn with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord.errors import UnknownError
from onrecord.repeats.versions import Difference
from onrecord.store.asking.filtering import Filter, texts_of_debate
from onrecord.store.asking.listing import Page
from onrecord.store.schema import appearances, entries, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from onrecord.store.database import Database


def list_versions(
    database: Database, wanted: Filter | None = None, *, article: str | None = None, limit: int | None = 50, page: int = 1
) -> list[dict[str, Any]]:
    """Every replacing of a text by a newer version, the latest first: place and day, the words that changed, and what was withdrawn.

    Args:
        database: that holds them.
        wanted: days of the change, the outlet, a debate; what else a filter can ask is not looked at.
        article: the id of one of an article's versions, of which alone is told.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: there is no such article or debate.
    """
    wanted = wanted or Filter()
    one = appearances.c
    query = select(one.id, one.text_id, one.replaced_by, one.replaced_on, one.outlet, one.title, one.url, one.origin, one.published)
    query = query.where(one.replaced_by.is_not(None)).order_by(one.replaced_on.desc(), one.id.desc())
    query = query.where(one.outlet == wanted.outlet) if wanted.outlet else query
    query = query.where(one.replaced_on >= wanted.since) if wanted.since else query
    query = query.where(one.replaced_on <= wanted.until) if wanted.until else query
    with database.read() as connection:
        if wanted.debate is not None:
            query = query.where(one.text_id.in_(texts_of_debate(connection, database.name, wanted.debate)))
        if article is not None:
            query = query.where(one.text_id.in_(_versions_of(connection, database.name, article)))
        return [_told(connection, row) for row in connection.execute(Page(limit, page).of(query)).all()]


def _versions_of(connection: Connection, of: str, article: str) -> set[str]:
    """The texts that an article had before and after."""
    if connection.execute(select(texts.c.id).where(texts.c.id == article)).first() is None:
        raise UnknownError(of, f"there is no article {article!r}", advice="`onrecord articles --repeats` lists the ids")
    found, fresh = set[str](), {article}
    pair = appearances.c.text_id, appearances.c.replaced_by
    while fresh:
        found |= fresh
        linked = select(*pair).where(appearances.c.replaced_by.is_not(None), pair[0].in_(fresh) | pair[1].in_(fresh))
        fresh = {id_ for row in connection.execute(linked) for id_ in row} - found
    return found


def _told(connection: Connection, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``appearances``
    read = select(texts.c.id, texts.c.text).where(texts.c.id.in_((row.text_id, row.replaced_by)))
    words = {id_: text for id_, text in connection.execute(read)}  # noqa: C416 - rows are no pairs to a type checker
    old, new = words[row.text_id], words.get(row.replaced_by, "")
    changes = [
        {"old": old[c.old.start : c.old.end], "new": new[c.new.start : c.new.end], "old_span": list(c.old), "new_span": list(c.new)}
        for c in Difference(old, new).changes
    ]
    withdrawn = _withdrawn(connection, row.text_id, row.replaced_on)
    return {
        "id": f"{row.text_id} {row.id}",
        **{name: getattr(row, name) for name in ("replaced_on", "outlet", "title", "url", "origin", "published")},
        "old": row.text_id,
        "new": row.replaced_by,
        "change_count": len(changes),
        "withdrawn_count": len(withdrawn),
        "changes": changes,
        "withdrawn": withdrawn,
    }


def _withdrawn(connection: Connection, text_id: str, day: str) -> list[dict[str, Any]]:
    """The statements of a text that are withdrawn since a day; one that an older version had too is told of by its first."""
    columns = ("statement_id", "speaker_name", "content_text", "withdrawn", "replaced_by")
    query = select(*(entries.c[name] for name in columns)).where(entries.c.text_id == text_id, entries.c.withdrawn == day)
    rows: Sequence[Any] = connection.execute(query.order_by(entries.c.place)).all()
    return [
        {
            "id": r.statement_id,
            "speaker": r.speaker_name,
            "content_text": r.content_text,
            "withdrawn": r.withdrawn,
            "replaced_by": r.replaced_by,
        }
        for r in rows
    ]

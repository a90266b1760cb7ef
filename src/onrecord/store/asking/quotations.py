"""Quotations that several articles have: who was first, where and when, and the wordings side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from onrecord.repeats.wordings import Wording
from onrecord.store.asking.filtering import Filter, conditions, days_of, kind_of
from onrecord.store.asking.listing import Page
from onrecord.store.schema import entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from onrecord.store.database import Database


def list_quotations(
    database: Database, wanted: Filter | None = None, *, reworded: bool = False, limit: int | None = 50, page: int = 1
) -> list[dict[str, Any]]:
    """The quotations that at least two articles have, those that most have first.

    Args:
        database: that holds them.
        wanted: which statements are looked at; copies of an article are one article unless repeats are wanted.
        reworded: only those that are worded differently somewhere.
        limit: how many a page; None for all.
        page: from 1.

    Returns:
        Rows with ``id`` (of the statement that was first), ``speaker``, ``outlet``, ``published`` and ``content_text`` of the first one,
        ``article_count``, ``wording_count``, and ``wordings``: the words with the articles, outlets and statements that have them.

    Raises:
        UnknownError: the database knows no such speaker, outlet or debate.
    """
    wanted = replace(wanted or Filter(), text=None)
    number = func.count(distinct(entries.c.text_id))
    with database.read() as connection:
        asked = [*days_of(wanted, entries.c.number), *conditions(connection, database.name, wanted), *kind_of(wanted)]
        query = select(entries.c.quotation_id).where(entries.c.quotation_id.is_not(None), *asked).group_by(entries.c.quotation_id)
        query = query.having(number > 1).order_by(number.desc(), entries.c.quotation_id)
        ids = connection.execute(query if reworded else Page(limit, page).of(query)).scalars().all()
        rows = [row for id_ in ids if (row := _told(connection, id_, asked))["wording_count"] > 1 or not reworded]
    return rows if limit is None or not reworded else rows[(page - 1) * limit : page * limit]


def _told(connection: Connection, id_: str, asked: Sequence[ColumnElement[bool]]) -> dict[str, Any]:
    columns = ("statement_id", "text_id", "outlet", "published", "speaker_name", "content_text", "form", "number")
    query = select(*(entries.c[name] for name in columns)).where(entries.c.quotation_id == id_, *asked)
    rows: list[Any] = sorted(connection.execute(query).all(), key=lambda row: (row.published is None, row.number))
    wordings: dict[tuple[str, ...], list[Any]] = {}
    for row in rows:
        quoted = Wording.quoted_in(row.content_text, row.form)
        wordings.setdefault(quoted.forms if quoted else (), []).append(row)
    first = rows[0]
    return {
        "id": id_,
        "speaker": first.speaker_name,
        **{name: getattr(first, name) for name in ("outlet", "published", "content_text")},
        "article_count": len({row.text_id for row in rows}),
        "wording_count": len(wordings),
        "wordings": [
            {
                "content_text": some[0].content_text,
                "article_count": len({row.text_id for row in some}),
                "outlets": sorted({row.outlet for row in some if row.outlet}),
                "speakers": sorted({row.speaker_name for row in some if row.speaker_name}),
                "published": some[0].published,
                "statements": [row.statement_id for row in some],
            }
            for some in sorted(wordings.values(), key=lambda some: (-len(some), some[0].published or "9999", some[0].number))
        ],
    }

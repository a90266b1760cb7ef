"""Texts that were stored before copies were looked for are brought together with what they repeat, as if they had come in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from onrecord.repeats.places import place_of
from onrecord.store.schema import appearances, entries, quotation_marks, text_marks, texts
from onrecord.store.writing.counting import count_again
from onrecord.store.writing.grouping import MARKS, group_of, group_text, mark_text
from onrecord.store.writing.quotations import QUOTED, link_quotations, mark_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: Texts of one transaction: a run that is broken off loses no more.
BATCH = 50


def catch_up(database: Database) -> Iterator[int]:
    """Looks for the copies of texts that this version has not marked; tells after each batch how many are left."""
    left = select(texts.c.id).where(texts.c.marked != MARKS).order_by(texts.c.number)
    with database.read() as connection:
        ids = list(connection.execute(left).scalars())
    for start in range(0, len(ids), BATCH):
        with database.begin() as connection:
            for text_id in connection.execute(left.where(texts.c.id.in_(ids[start : start + BATCH]))).scalars().all():
                _catch_up(connection, text_id)
        yield max(0, len(ids) - start - BATCH)


def _catch_up(connection: Connection, text_id: str) -> None:
    query = select(appearances.c.id, appearances.c.url, appearances.c.origin, appearances.c.title)
    for row in connection.execute(query.where(appearances.c.text_id == text_id, appearances.c.place.is_(None))).all():
        connection.execute(
            update(appearances).where(appearances.c.id == row.id).values(place=place_of(row.url, row.origin, title=row.title))
        )
    group_text(connection, text_id)
    own = connection.execute(select(*QUOTED).where(entries.c.text_id == text_id)).mappings().all()
    link_quotations(connection, [], [dict(row) for row in own])
    if group_of(connection, text_id) is not None:
        count_again(connection, [text_id])


def mark_anew(connection: Connection) -> None:
    """Makes the marks of texts and quotations that were marked where a dump was made."""
    for table in (text_marks, quotation_marks):
        connection.execute(delete(table))
    for text_id in connection.execute(select(texts.c.id).where(texts.c.marked == MARKS).order_by(texts.c.number)).scalars().all():
        mark_text(connection, text_id)
        own = connection.execute(select(*QUOTED).where(entries.c.text_id == text_id)).mappings().all()
        mark_quotations(connection, [dict(row) for row in own])

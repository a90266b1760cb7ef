"""The list of speakers: who speaks, how often, since when, and what articles call them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, case, distinct, func, select

from onrecord.store.asking.filtering import Filter, conditions, days_of, is_plain, kind_of
from onrecord.store.asking.listing import Page
from onrecord.store.batches import BATCH
from onrecord.store.schema import entries, speakers, variants
from onrecord.store.words import BITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from onrecord.store.database import Database

_COUNT = func.count().label("statement_count")


def list_speakers(
    database: Database, wanted: Filter, *, type_: str | None = None, limit: int | None = 50, page: int = 1, ids: bool = False
) -> list[dict[str, Any]]:
    """The speakers of the statements that a filter lets through; those with most of them come first.

    Args:
        database: that holds them.
        wanted: which statements; its ``text`` is of the speaker's name, not of the content: letters that it holds.
        type_: person, organization, country, ...
        limit: how many a page; None for all.
        page: from 1.
        ids: whether the ids of the statements are told with them.

    Raises:
        UnknownError: the database knows no such speaker, outlet or debate.
    """
    with database.read() as connection:
        asked = _asked(connection, database.name, wanted)
        named = _named(wanted.text, type_)
        ranked = _kept(named) if is_plain(replace(wanted, text=None)) else _ranked(asked, named)
        found = [{"id": id_, "statement_count": number} for id_, number in connection.execute(Page(limit, page).of(ranked))]
        for start in range(0, len(found), BATCH):
            some = found[start : start + BATCH]
            _tell(connection, some, asked, ids=ids)
    return found


def _kept(named: list[ColumnElement[bool]]) -> Select[tuple[str, int]]:
    """The speakers with their numbers of statements as they are kept, most first."""
    kept = select(speakers.c.id, speakers.c.statement_count).where(speakers.c.statement_count > 0, *named)
    return kept.order_by(speakers.c.statement_count.desc(), speakers.c.id.desc())


def _ranked(asked: list[ColumnElement[bool]], named: list[ColumnElement[bool]]) -> Select[tuple[str, int]]:
    """The speakers with their numbers of those statements that are asked for, most first."""
    query = select(entries.c.speaker_id, _COUNT).where(entries.c.speaker_id.is_not(None), *asked).group_by(entries.c.speaker_id)
    if named:
        query = query.where(entries.c.speaker_id.in_(select(speakers.c.id).where(*named)))
    return query.order_by(_COUNT.desc(), entries.c.speaker_id.desc())


def _named(letters: str | None, type_: str | None) -> list[ColumnElement[bool]]:
    """What is asked of speakers themselves."""
    found = [func.lower(speakers.c.name).contains(letters.lower(), autoescape=True)] if letters else []
    return [*found, speakers.c.type == type_] if type_ else found


def _asked(connection: Connection, of: str, wanted: Filter) -> list[ColumnElement[bool]]:
    return [*days_of(wanted, entries.c.number), *conditions(connection, of, wanted), *kind_of(wanted)]


def _tell(connection: Connection, rows: Sequence[dict[str, Any]], asked: list[ColumnElement[bool]], *, ids: bool) -> None:
    """Puts into speakers' rows what is told of them besides the number of statements."""
    which = [row["id"] for row in rows]
    own = [*asked, entries.c.speaker_id.in_(which)]
    named = {row.id: row for row in connection.execute(select(speakers).where(speakers.c.id.in_(which)))}
    spans = select(
        entries.c.speaker_id,
        func.count(distinct(entries.c.text_id)).label("articles"),
        func.sum(entries.c.checked.cast(Integer)).label("checked"),
        func.min(case((entries.c.number >= 1 << BITS, entries.c.number))).label("first"),  # the index has the number, not the date
        func.max(entries.c.number).label("last"),
    )
    told = {row.speaker_id: row for row in connection.execute(spans.where(*own).group_by(entries.c.speaker_id))}
    called = _called(connection, which)
    said = _said(connection, own, which) if ids else {}
    for row in rows:
        id_, more = row["id"], told[row["id"]]
        row.update(name=named[id_].name, type=named[id_].type, article_count=more.articles, checked_count=more.checked)
        row.update(first=_day(more.first), last=_day(more.last), **called[id_])
        row.update({"statements": said[id_]} if ids else {})


def _day(number: int | None) -> str | None:
    """The date of a number that rises with it; None for one of no date."""
    ordinal = (number or 0) >> BITS
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def _called(connection: Connection, which: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The names, roles and affiliations that articles give speakers, the most frequent first."""
    columns = {"roles": variants.c.role, "affiliations": variants.c.affiliation, "variants": variants.c.name}
    found: dict[str, dict[str, Counter[str]]] = {id_: {key: Counter() for key in columns} for id_ in which}
    query = select(variants.c.speaker_id, func.count(), *columns.values()).where(variants.c.speaker_id.in_(which))
    for id_, number, *values in connection.execute(query.group_by(variants.c.speaker_id, *columns.values())):
        for key, value in zip(columns, values, strict=True):
            if value:
                found[id_][key][value] += number
    return {id_: {key: _most_frequent_first(one) for key, one in told.items()} for id_, told in found.items()}


def _most_frequent_first(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda value: (-counted[value], value))


def _said(connection: Connection, own: list[ColumnElement[bool]], which: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {id_: [] for id_ in which}
    for id_, statement in connection.execute(select(entries.c.speaker_id, entries.c.statement_id).where(*own).order_by(entries.c.number)):
        found[id_].append(statement)
    return found

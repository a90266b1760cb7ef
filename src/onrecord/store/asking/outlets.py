"""The outlets: how many articles and statements each has, what they were recognised by, and what the users' table says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, union

from onrecord.store.asking.filtering import texts_of_debate
from onrecord.store.asking.listing import Page
from onrecord.store.schema import appearances, attributes, entries, mastheads, tallies, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

    from onrecord.store.database import Database


def list_outlets(
    database: Database, *, unknown: bool = False, debate: str | None = None, limit: int | None = 50, page: int = 1
) -> list[dict[str, Any]]:
    """The outlets, those with most articles first, with ``id``, ``outlet``, ``article_count``, ``statement_count``, ``names``, ``hosts``
    and ``attributes``.

    An article counts for every outlet in which it appeared, its statements for the first of them, as in the balance. Names and hosts are
    those that articles stated and stand at; attributes are lists of values with the days from and to which they hold.

    Args:
        database: that holds them.
        unknown: only those of which the users' table has nothing.
        debate: the debate whose articles alone count; without it the table's outlets are told too that have no article yet.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: there is no such debate.
    """  # noqa: D205 - the list of keys belongs to what is true
    with database.read() as connection:
        counted = connection.execute(Page(limit, page).of(_counted(connection, database.name, debate, unknown=unknown))).all()
        names = [row.outlet for row in counted if row.outlet is not None]
        repeated = _repeated(connection, names)
        said = _statements(connection, database.name, debate, names)
        known, told = _recognised_by(connection, names), _attributes(connection, names)
        return [
            {
                "id": row.outlet or "",
                "outlet": row.outlet,
                "article_count": row.article_count - repeated.get(row.outlet or "", 0),
                "statement_count": said.get(row.outlet or "", 0),
                "names": sorted({stated for stated, _ in known.get(row.outlet, ()) if stated}),
                "hosts": sorted({host for _, host in known.get(row.outlet, ()) if host}),
                "attributes": told.get(row.outlet, {}),
            }
            for row in counted
        ]


def _counted(connection: Connection, of: str, debate: str | None, *, unknown: bool) -> Select[Any]:
    """Every outlet with the number of its articles, in order."""
    own = appearances.c
    found = select(own.outlet, func.count(own.text_id.distinct()).label("article_count")).group_by(own.outlet)
    if debate is not None:
        found = found.where(own.text_id.in_(texts_of_debate(connection, of, debate)))
    table = select(attributes.c.key).where(attributes.c.of == "outlet").distinct()
    printed = found.subquery()
    if unknown:
        rows = select(printed).where(printed.c.outlet.is_(None) | printed.c.outlet.not_in(table))
    elif debate is not None:
        rows = select(printed)
    else:
        every = union(select(printed.c.outlet), table).subquery()
        number = func.coalesce(printed.c.article_count, 0).label("article_count")
        rows = select(every.c.outlet, number).outerjoin(printed, printed.c.outlet.is_not_distinct_from(every.c.outlet))
    ordered = rows.subquery().c
    return select(*ordered).order_by(ordered.article_count.desc(), ordered.outlet.nulls_last())


def _repeated(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """How many texts of each outlet are copies or versions of another of its texts; "" is none."""
    own = appearances.c
    surplus = func.count(own.text_id.distinct()) - func.count(texts.c.group_id.distinct())
    query = select(own.outlet, surplus).join(texts, texts.c.id == own.text_id).where(texts.c.group_id.is_not(None))
    rows = connection.execute(query.where(own.outlet.in_(names) | own.outlet.is_(None)).group_by(own.outlet))
    return {outlet or "": int(number) for outlet, number in rows}


def _statements(connection: Connection, of: str, debate: str | None, names: Sequence[str]) -> dict[str, int]:
    """How many statements count for each outlet; "" is none."""
    if debate is None:
        value, number = tallies.c.value, func.sum(tallies.c.statement_count)
        counted = select(value, number).where(tallies.c.field == "outlet", value.in_([*names, ""])).group_by(value)
    else:
        within = texts_of_debate(connection, of, debate)
        counted = select(entries.c.outlet, func.count()).where(entries.c.text_id.in_(within), entries.c.counted).group_by(entries.c.outlet)
    return {outlet or "": int(number) for outlet, number in connection.execute(counted)}


def _recognised_by(connection: Connection, names: Sequence[str]) -> dict[str | None, list[tuple[str, str]]]:
    """The names that articles of outlets stated, and the hosts where they stand."""
    found: dict[str | None, list[tuple[str, str]]] = {}
    own = mastheads.c
    for row in connection.execute(select(own.outlet, own.stated, own.host).where(own.outlet.in_(names))):
        found.setdefault(row.outlet, []).append((row.stated, row.host))
    return found


def _attributes(connection: Connection, names: Sequence[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """What the users' table says of outlets."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    own = attributes.c
    rows = connection.execute(
        select(attributes).where(own.of == "outlet", own.key.in_(names)).order_by(own.name, own.since.is_not(None), own.since, own.id)
    )
    for row in rows:
        value = {"value": row.value, "since": row.since, "until": row.until}
        found.setdefault(row.key, {}).setdefault(row.name, []).append(value)
    return found

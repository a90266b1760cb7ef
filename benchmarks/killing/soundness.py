"""Whether a database is as it must be after anything: sound, and its entries what follows from readings and rulings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from onrecord.store.keeping.checking import problems
from onrecord.store.schema import claims, entries, speakers, tallies, texts
from onrecord.store.writing.articles import refresh

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.database import Database


#: The fields whose entries are tallied, with their columns.
_TALLIED = {
    "outlet": entries.c.outlet, "type": entries.c.speaker_type, "role": entries.c.role, "kind": entries.c.kind,
    "speaker": entries.c.speaker_name,
}  # fmt: skip


def unsound(database: Database) -> list[str]:
    """What is wrong with a database whatever was done to it; empty where all is well."""
    return problems(database) + stale(database)


def stale(database: Database) -> list[str]:
    """The texts whose entries and claims are others than those made anew, and counts that are not those of the entries."""
    with database.engine.execution_options(writes=True).connect() as connection:  # closed without a commit: nothing is changed
        wrong = _miscounted(connection)
        for text_id in list(connection.execute(select(texts.c.id).order_by(texts.c.id)).scalars()):
            before = _projected(connection, text_id)
            refresh(connection, text_id)
            if _projected(connection, text_id) != before:
                wrong.append(f"entries of {text_id} are not what follows from its readings and rulings")
        return wrong + _miscounted(connection)


def _miscounted(connection: Connection) -> list[str]:
    counted = func.count(), func.sum(case((entries.c.checked, 1), else_=0)), func.sum(entries.c.words), func.sum(entries.c.quoted_words)
    found = select(entries.c.speaker_id, *counted).where(entries.c.speaker_id.is_not(None)).group_by(entries.c.speaker_id)
    there = {tuple(row) for row in connection.execute(found)}
    columns = [speakers.c[name] for name in ("id", "statement_count", "checked_count", "words", "quoted_words")]
    kept = {tuple(row) for row in connection.execute(select(*columns)) if any(row[1:])}
    wrong = [f"speakers' counts differ from those of entries: {sorted(there ^ kept)}"] * (there != kept)
    for field, column in _TALLIED.items():
        of_entries = select(column, func.count(), func.sum(entries.c.words)).group_by(column)
        if field == "speaker":
            of_entries = of_entries.where(entries.c.speaker_id.is_(None))
        sums = func.sum(tallies.c.statement_count), func.sum(tallies.c.words)
        of_tallies = select(tallies.c.value, *sums).where(tallies.c.field == field).group_by(tallies.c.value)
        there, kept = ({(row[0] or "", *row[1:]) for row in connection.execute(query) if row[1]} for query in (of_entries, of_tallies))
        wrong += [f"tallies of {field} differ from entries: {sorted(there ^ kept)}"] * (there != kept)
    return wrong


def _projected(connection: Connection, text_id: str) -> list[Any]:
    own = select(entries).where(entries.c.text_id == text_id).order_by(entries.c.statement_id)
    ids = select(entries.c.statement_id).where(entries.c.text_id == text_id)
    parts = select(claims).where(claims.c.statement_id.in_(ids)).order_by(claims.c.statement_id, claims.c.place)
    return [connection.execute(own).all(), connection.execute(parts).all()]

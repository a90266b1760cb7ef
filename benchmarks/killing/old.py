"""Databases at an older schema, with the rows that a program of that time would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import JSON, Column, Table, column, create_engine, func, insert, inspect, select, table, text

from onrecord.store import words as index
from onrecord.store.schema import entries, metadata, texts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: The schemas that were released, the oldest first.
RELEASED = ("0001", "0002", "0003")
Rows = dict[str, list[dict[str, Any]]]


def make_old(url: str, revision: str, of: Database | None = None) -> None:
    """Makes a database at an older schema, with the rows of a present one in the tables and columns that there were then."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))  # as every database of onrecord is
    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        if of is not None:
            with of.read() as source, engine.begin() as connection:
                _copy(source, connection)
    finally:
        engine.dispose()


def rows_of(connection: Connection) -> Rows:
    """All rows by table, in an order of their own: those columns that the database has. Tallies are numbered as it comes."""
    found: Rows = {}
    for one, columns in _there(connection):
        told = [c for c in columns if (one.name, c.name) != ("tallies", "id")]
        found[one.name] = sorted((dict(row) for row in connection.execute(select(*told)).mappings()), key=repr)
    return found


def _there(connection: Connection) -> list[tuple[Table, list[Column[Any]]]]:
    """The tables of the present schema that a database has, with those of their columns that it has."""
    inspected = inspect(connection)
    names = {name: {c["name"] for c in inspected.get_columns(name)} for name in inspected.get_table_names()}
    return [(one, [c for c in one.columns if c.name in names[one.name]]) for one in metadata.sorted_tables if one.name in names]


def _copy(source: Connection, target: Connection) -> None:
    for one, columns in _there(target):
        rows = [dict(row) for row in source.execute(select(*columns)).mappings()]
        if rows:
            old = table(one.name, *(column(c.name, JSON(none_as_null=True) if isinstance(c.type, JSON) else c.type) for c in columns))
            target.execute(insert(old), rows)
            _follow(target, one)
    for name, of, words in (("text_words", texts, texts.c.text), ("entry_words", entries, entries.c.content_text)):
        index.put(target, name, [(number, found) for number, found in source.execute(select(of.c.number, words))])


def _follow(connection: Connection, of: Table) -> None:
    """Lets PostgreSQL's next numbers follow those that were copied."""
    if connection.dialect.name != "sqlite" and "id" in of.c and of.c.id.type.python_type is int:
        last = select(func.max(of.c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence(of.name, "id"), last)))

"""Databases of older schemas: every row is kept, and what newer schemas have besides is filled in."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, func, insert, select

import onrecord.store.migrations
from onrecord.exchange.record_json import record_as_dict
from onrecord.store import words as index
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.migrate import HEAD, version_of
from onrecord.store.migrations.versions import m0002
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.schema import entries, mastheads, metadata, tallies, texts
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.catching_up import catch_up
from tests.records_made import record, speaker, statement, talks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres_server import PostgresServer

RUIZ = speaker("Ana Ruiz", role="mayor", affiliation="Port Town")


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database at the first schema."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
        _to_first(url)
        yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        _to_first(url)
        yield url


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Database]:
    """A database at the present schema: an article of some date with direct speech and a ruling, one of another, one of none."""
    database = Database.open(str(tmp_path / "filled.db"))
    add_record(database, record_as_dict(talks()))
    said = "Ana Ruiz said the lake is deep."
    for number, text in enumerate((said, f"{said} Nobody knows, it was said.")):
        found = [statement(text, "the lake is deep", source="Ana Ruiz", cue="said", speaker=RUIZ)]
        found += [statement(text, "Nobody knows", cue="was said", form="direct")] if number else []
        add_record(database, record_as_dict(record(text, *found, published=None if number else "2026-01-05", outlet="The Hill Times")))
    with database.read() as connection:
        direct = connection.execute(select(entries.c.statement_id).where(entries.c.form == "direct")).scalars().first()
    rule(database, str(direct), "role", "head of the town", by=By("eva"))
    yield database
    database.close()


def _to_first(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", next(iter(onrecord.store.migrations.__path__)))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()


def _copied(filled: Database, url: str) -> None:
    """Copies what a database of the first schema can hold into one."""
    engine = create_engine(url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of indexes that need not be read
        first = MetaData()
        first.reflect(engine)
    with filled.read() as there, engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in first.tables:
                columns = [c for c in table.columns if c.name in first.tables[table.name].columns]
                rows = [dict(row) for row in there.execute(select(*columns)).mappings()]
                if rows:
                    connection.execute(insert(first.tables[table.name]), rows)
        for name, of, words in (("text_words", texts, texts.c.text), ("entry_words", entries, entries.c.content_text)):
            index.put(connection, name, [(row[0], row[1]) for row in there.execute(select(of.c.number, words))])
    engine.dispose()


def rows_of(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows, but for tallies and what outlets are recognised by, which the next command that writes makes."""
    return {
        table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
        for table in metadata.sorted_tables
        if table not in (tallies, mastheads)
    }


def tallied(connection: Connection) -> list[tuple[Any, ...]]:
    """The tallies, however many rows they stand in."""
    key = (tallies.c.field, tallies.c.value, tallies.c.month, tallies.c.checked, tallies.c.reported)
    counted = select(*key, *map(func.sum, (tallies.c.statement_count, tallies.c.words, tallies.c.quoted_words)))
    return sorted(tuple(row) for row in connection.execute(counted.group_by(*key).having(func.sum(tallies.c.statement_count) != 0)))


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_migrations_make_what_the_tables_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": lambda _, name, *_rest: "_words" not in str(name)})
        assert compare_metadata(context, metadata) == []


def test_an_old_database_keeps_every_row_and_is_counted(old: str, filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(m0002, "BATCH", 2)
    _copied(filled, old)
    with Database.open(old) as database:
        assert version_of(database.engine) == HEAD
        assert list(catch_up(database)) == [0]  # which the next command that writes does
    with Database.open(old) as database, database.read() as connection, filled.read() as there:
        assert rows_of(connection) == rows_of(there)
        assert tallied(connection) == tallied(there)
        counted = connection.execute(select(func.sum(entries.c.words), func.sum(entries.c.quoted_words))).one()
        assert tuple(counted) == (7 + 5 + 2 + 5 + 4 + 4 + 2, 7 + 2)
    with Database.open(old) as database:
        assert problems(database) == []

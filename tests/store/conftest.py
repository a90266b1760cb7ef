"""An empty database of each kind: an SQLite file, and one of a PostgreSQL server that the tests start."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import NullPool, column, create_engine, delete, select, table, text, update

from onrecord.store.database import Database
from onrecord.store.migrate import HEAD
from tests.postgres_server import PostgresServer, postgres_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: PostgresServer) -> str:
    """The name of a database at the present schema, to be copied."""
    name = postgres.create()
    Database.open(postgres.url(name)).close()
    return name


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database at the present schema, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "record.db"
    Database.open(str(path)).close()
    return path


@pytest.fixture(scope="session")
def shared_url(postgres: PostgresServer, template: str) -> Iterator[str]:
    """A server's database that one test after another uses, emptied between them: copying one takes longer than most tests."""
    with postgres.database(template) as url:
        yield url


def emptied(url: str) -> None:
    """Takes every row out of a server's database, and lets its numbers begin anew."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # rows go in any order
        every = select(column("tablename")).select_from(table("pg_tables")).where(column("schemaname") == "public")
        for name in connection.execute(every).scalars().all():
            if name != "alembic_version":
                connection.execute(delete(table(name)))
        connection.execute(update(table("alembic_version", column("version_num"))).values(version_num=HEAD))  # a test may have changed it
        connection.execute(text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "record.db")
        found = Database.open(str(tmp_path / "record.db"))
        yield found
        found.close()
        return
    url: str = request.getfixturevalue("shared_url")
    found = Database.open(url)
    yield found
    found.close()
    emptied(url)

"""An empty database of each kind: an SQLite file, and one of a PostgreSQL server that the tests start."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from onrecord.store.database import Database
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


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "record.db")
        found = Database.open(str(tmp_path / "record.db"))
        yield found
        found.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("template")) as url:
        found = Database.open(url)
        yield found
        found.close()

"""The town of ``tests.town_made`` in a database of each kind, for tests that only read; and an empty SQLite database to write to."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from onrecord.store.database import Database
from tests.town_made import fill_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres_server import PostgresServer


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The town, once in a database of each kind."""
    folder = tmp_path_factory.mktemp("town")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), folder / "record.db")
        with Database.open(str(folder / "record.db")) as database:
            yield fill_town(database, folder)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("template")) as url, Database.open(url) as database:
        yield fill_town(database, folder)


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database, for what is no SQL of its own."""
    shutil.copy(empty_file, tmp_path / "record.db")
    with Database.open(str(tmp_path / "record.db")) as database:
        yield database

"""A program that is killed at any moment loses nothing that it had finished, and doubles nothing."""

import multiprocessing
import sqlite3
from contextlib import closing

import pytest

from benchmarks.killing.bench import Files, Server, Told
from benchmarks.killing.works import WORKS
from benchmarks.kills import killed_once
from tests.postgres_server import PostgresServer

pytestmark = pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="needs forkserver")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("kills"))


@pytest.fixture(scope="module")
def server(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return Server(postgres, tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("work", Files.works)
def test_nothing_finished_is_lost_and_nothing_doubled(files: Files, work: str) -> None:
    assert killed_once(work, files, 0.6).wrong == []


@pytest.mark.parametrize("work", ["add", "rule", "migrate"])
def test_nothing_is_lost_or_doubled_on_a_server(server: Server, work: str) -> None:
    assert killed_once(work, server, 0.6).wrong == []


@pytest.mark.parametrize("work", sorted(set(Files.works) - {"migrate"}))
def test_what_was_told_and_is_not_there_is_found(files: Files, work: str) -> None:
    assert WORKS[work].lost(files.bench(work), Told(2, begun=False))


def test_a_row_that_a_migration_lost_is_found(files: Files) -> None:
    bench = files.bench("migrate")
    with closing(sqlite3.connect(bench.old[0])) as connection:
        connection.execute("DELETE FROM log WHERE id = 7")
        connection.commit()
    assert WORKS["migrate"].lost(bench, Told(1, begun=False)) == ["the rows of log in database 0 are others"]

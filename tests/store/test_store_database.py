"""Opening a database, and what stands in the way of it."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from benchmarks.killing.made import article, fill
from benchmarks.killing.soundness import unsound
from onrecord.errors import StoreError
from onrecord.store.database import Database, url_of
from onrecord.store.keeping.checking import problems
from onrecord.store.migrate import HEAD, version_of
from onrecord.store.writing.articles import add_record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one article, closed."""
    found = tmp_path / "record.db"
    database = Database.open(str(found))
    add_record(database, article(0))
    database.close()
    return found


def texts_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM texts").fetchone()[0])


def refused(path: Path, told: str, **more: Any) -> None:
    with pytest.raises(StoreError, match=told):
        Database.open(str(path), **more)


def test_a_new_database_is_at_the_newest_schema(tmp_path: Path) -> None:
    database = Database.open(str(tmp_path / "some" / "folder" / "record.db"))
    assert version_of(database.engine) == HEAD
    database.close()


def test_opening_again_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    Database.open(str(path)).close()
    assert path.read_bytes() == before


def test_a_missing_database_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", "no such database.*onrecord add", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "record.db").touch()
    refused(tmp_path / "record.db", "is empty", create=False)


def test_a_folder_is_told(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused(tmp_path / "file" / "record.db", "folder cannot be made")


def test_a_file_of_another_kind_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes of many years.", encoding="utf-8")
    refused(path, "no SQLite database")
    assert path.read_text(encoding="utf-8") == "Notes of many years."


def test_another_program_s_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    refused(path, "another program.*bookmarks")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_a_newer_database_is_told_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    refused(path, "newer version.*9999.*update onrecord")
    assert texts_in(path) == 1


@pytest.mark.parametrize("length", [17, 90, 4096, 60_000])
def test_a_truncated_file_is_told(path: Path, length: int) -> None:
    whole = path.read_bytes()
    assert len(whole) > length
    path.write_bytes(whole[:length])
    refused(path, "not a database|malformed|broken")


@pytest.mark.parametrize(
    ("given", "told"),
    [("mysql://localhost/x", "mysql is not supported"), ("a b://", "no database URL"), ("postgresql://u:secret@h:x/d", "URL")],
)
def test_what_is_no_url_is_told_without_its_password(given: str, told: str) -> None:
    with pytest.raises(StoreError, match=told) as error:
        url_of(given)
    assert "secret" not in str(error.value)


def add_many(database: Database) -> None:
    for number in range(1, 100):
        add_record(database, article(number))


def test_a_full_database_is_told_and_keeps_what_it_had(path: Path) -> None:
    database = Database.open(str(path))
    event.listen(database.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 10"))
    try:
        with pytest.raises(StoreError, match="disk is full"):
            add_many(database)
        assert problems(database) == []
    finally:
        database.close()


FULL = """
import resource, sys
from benchmarks.killing.made import article
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
database = Database.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
done = 0
try:
    for number in range(1, 1000):
        add_record(database, article(number))
        done += 1
except StoreError as error:
    print(done, error)
"""


def test_a_disk_that_fills_up_is_told_and_loses_nothing(path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", FULL, path], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    done, message = told.stdout.split(" ", 1)
    assert "disk" in message
    assert texts_in(path) == 1 + int(done)
    database = Database.open(str(path))
    assert problems(database) == []
    database.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users reach."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # pytest's own are closed to them
        Path(name).chmod(0o755)
        yield Path(name)


READ_ONLY = """
import os, sys
from benchmarks.killing.made import article
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
database = Database.open(sys.argv[1])
with database.read() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM texts").scalar())
try:
    add_record(database, article(7))
except StoreError as error:
    print(error)
"""


def test_a_read_only_database_is_read_and_its_writing_told(open_folder: Path) -> None:
    path = open_folder / "record.db"
    database = Database.open(str(path))
    add_record(database, article(0))
    with database.read() as connection:  # the log of writes is there: a reader needs no right to make it
        connection.execute(text("SELECT count(*) FROM texts")).scalar()
        for one in open_folder.iterdir():
            one.chmod(0o444)
        told = subprocess.run(
            [sys.executable, "-c", READ_ONLY, path], check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2]
        )
    database.close()
    assert told.stdout.splitlines()[0] == "1", told.stderr
    assert "it is read-only" in told.stdout


def at_once(*works: Callable[[], None]) -> list[BaseException]:
    """Does works at the same time, and returns what went wrong."""
    errors: list[BaseException] = []

    def one(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a thread's errors are seen by nobody
            errors.append(error)

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_two_writers_at_once_wait_for_each_other(database: Database) -> None:
    def write(first: int) -> None:
        with Database.open(database.engine.url) as own:
            fill(own, range(first, first + 15))

    assert at_once(partial(write, 100), partial(write, 200)) == []
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM texts")).scalar() == 30
    assert unsound(database) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_programs_that_make_one_database_at_once_wait_for_each_other(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    with ExitStack() as stack:
        server = request.getfixturevalue("postgres") if kind == "postgresql" else None
        url = stack.enter_context(server.database()) if server else str(tmp_path / "record.db")
        assert at_once(*[lambda: Database.open(url).close()] * 4) == []
        with Database.open(url) as made:
            assert unsound(made) == []


def test_a_writer_that_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.database.PATIENCE", 50)
    one, other = Database.open(str(path)), Database.open(str(path))
    try:
        with one.begin(), pytest.raises(StoreError, match="another program is writing"), other.begin():
            pass
    finally:
        one.close()
        other.close()

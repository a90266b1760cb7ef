"""Backup, restore and check."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from onrecord.errors import StoreError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.copies import backup, restore
from onrecord.store.writing.articles import add_record
from tests.postgres_server import PostgresServer
from tests.records_made import record, statement, talks


def opened(path: Path) -> Database:
    return Database.open(str(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    found = opened(path)
    add_record(found, record_as_dict(talks()))
    yield found
    found.close()


def numbered(number: int) -> dict[str, Any]:
    words = f"The dam number {number} will hold, Ana Ruiz said."
    return record_as_dict(record(words, statement(words, f"The dam number {number} will hold", source="Ana Ruiz", cue="said")))


def texts_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM texts").fetchone()[0])


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith(("-wal", "-shm")))


def test_a_backup_holds_what_was_there(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    assert texts_in(tmp_path / "copy.db") == 1
    assert names(tmp_path) == ["copy.db", "record.db"]


def test_a_backup_is_one_file(database: Database, tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    backup(database, tmp_path / "to" / "copy.db")
    assert [p.name for p in (tmp_path / "to").iterdir()] == ["copy.db"]


def test_a_backup_is_made_while_others_write(database: Database, path: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        other = opened(path)
        number = 0
        while not stop.is_set():
            number += 1
            add_record(other, numbered(number))
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup(database, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    found = [texts_in(tmp_path / f"copy{number}.db") for number in range(3)]
    assert found == sorted(found)


def test_an_earlier_backup_is_replaced(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    add_record(database, numbered(1))
    backup(database, tmp_path / "copy.db")
    assert texts_in(tmp_path / "copy.db") == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [("record.db", "the database itself"), ("thesis.docx", "another kind"), ("folder", "is a folder"), ("no/copy.db", "No such")],
)
def test_a_backup_replaces_nothing_else(database: Database, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"PK and much work")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match=told):
        backup(database, tmp_path / name)
    assert (tmp_path / "thesis.docx").read_bytes() == b"PK and much work"


def test_a_broken_database_is_not_backed_up_as_a_sound_one(database: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        connection.execute(text("DELETE FROM claims"))
        connection.execute(text("UPDATE entries SET claims = 7"))
    with pytest.raises(StoreError, match="not sound"):
        backup(database, tmp_path / "copy.db")
    assert names(tmp_path) == ["record.db"]


def test_restoring_brings_back_what_was_there(database: Database, path: Path, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    add_record(database, numbered(1))
    database.close()
    kept = restore(tmp_path / "copy.db", str(path))
    assert kept == tmp_path / "record.db.before-restore"
    assert (texts_in(path), texts_in(kept), texts_in(tmp_path / "copy.db")) == (1, 2, 1)


def test_restoring_twice_keeps_both(database: Database, path: Path, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    database.close()
    restore(tmp_path / "copy.db", str(path))
    kept = restore(tmp_path / "copy.db", str(path))
    assert kept == tmp_path / "record.db.before-restore-2"


def test_restoring_where_there_is_nothing_makes_the_database(database: Database, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    assert restore(tmp_path / "copy.db", str(tmp_path / "new/record.db")) is None
    assert texts_in(tmp_path / "new/record.db") == 1


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_truncated_backup_changes_nothing(database: Database, path: Path, tmp_path: Path, share: float) -> None:
    copy = tmp_path / "copy.db"
    backup(database, copy)
    add_record(database, numbered(1))
    database.close()
    copy.write_bytes(copy.read_bytes()[: int(copy.stat().st_size * share)])
    with pytest.raises(StoreError):
        restore(copy, str(path))
    assert texts_in(path) == 2
    assert names(tmp_path) == ["copy.db", "record.db"]


@pytest.mark.parametrize(("content", "told"), [(b"no database", "no whole backup"), (None, "no such backup")])
def test_what_is_no_backup_changes_nothing(path: Path, tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(StoreError, match=told):
        restore(tmp_path / "copy.db", str(path))
    assert not path.exists()


def test_a_backup_of_another_program_is_refused(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "places.sqlite")) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(StoreError, match="no database of onrecord"):
        restore(tmp_path / "places.sqlite", str(path))


def test_a_database_in_use_is_not_replaced(database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.keeping.copies.PATIENCE", 0.1)
    backup(database, tmp_path / "copy.db")
    with database.read() as connection:
        connection.execute(text("SELECT count(*) FROM texts")).scalar()
        with pytest.raises(StoreError, match=r"locked.*close the programs"):
            restore(tmp_path / "copy.db", str(path))
    assert names(tmp_path) == ["copy.db", "record.db"]


def test_a_broken_database_is_replaced_and_kept_as_it_is(database: Database, path: Path, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    database.close()
    path.write_bytes(b"SQLite format 3\x00" + b"broken" * 500)
    kept = restore(tmp_path / "copy.db", str(path))
    assert kept is not None
    assert kept.read_bytes().endswith(b"broken")
    assert texts_in(path) == 1


def test_the_writes_of_a_lost_database_do_not_get_into_its_successor(database: Database, path: Path, tmp_path: Path) -> None:
    backup(database, tmp_path / "copy.db")
    database.close()
    path.unlink()
    path.with_name("record.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4000))
    restore(tmp_path / "copy.db", str(path))
    assert not path.with_name("record.db-wal").exists()


def test_a_sound_database_has_no_problems(database: Database) -> None:
    assert problems(database) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM entries WHERE rowid = 1", "has no entry"),
        ("UPDATE statements SET gone_at = '2026'", "entry of a statement that is gone"),
        ("UPDATE texts SET run_id = NULL", "the present reading does not have"),
        ("DELETE FROM appearances", "appeared nowhere"),
        ("DELETE FROM speakers", "leads to a row that is not there"),
        ("UPDATE entries SET claims = 3", "another number of claims"),
        ("INSERT INTO rulings(statement_id, field, coder, ruled_at) VALUES ('none', 'kind', 'eva', '2026')", "ruling on a statement"),
        ("INSERT INTO forgotten(kind, hash, forgotten_at) SELECT 'article', sha256, '2026' FROM appearances", "deleted on request"),
        ("INSERT INTO entry_words(entry_words) VALUES ('delete-all')", "entry_words lacks"),
        ("INSERT INTO text_words(rowid, words) VALUES (1, 'stray')", "holds what is not there"),
        ("UPDATE texts SET text = 'Altered.'", "holds other words than its texts"),
    ],
)
def test_what_is_wrong_is_told(database: Database, path: Path, harm: str, told: str) -> None:
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(harm)
        connection.commit()
    assert any(told in one for one in problems(database)), problems(database)


def test_a_damaged_page_is_told(database: Database, path: Path) -> None:
    database.close()
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : 4096 * 6] = b"\x55" * 4096 * 3
    path.write_bytes(whole)
    assert problems(database)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM text_words", "text_words lacks"),
        ("UPDATE text_words SET words = to_tsvector('simple', 'altered')", "holds other words than its texts"),
        ("UPDATE entries SET claims = 3", "another number of claims"),
    ],
)
def test_what_is_wrong_in_postgresql_is_told(postgres: PostgresServer, template: str, harm: str, told: str) -> None:
    with postgres.database(template) as url:
        server = Database.open(url)
        try:
            add_record(server, record_as_dict(talks()))
            assert problems(server) == []
            with server.begin() as connection:
                connection.execute(text(harm))
            assert any(told in one for one in problems(server))
        finally:
            server.close()


def test_postgresql_is_backed_up_by_its_own_programs(postgres: PostgresServer, template: str, tmp_path: Path) -> None:
    with postgres.database(template) as url:
        server = Database.open(url)
        try:
            with pytest.raises(StoreError, match="pg_dump"):
                backup(server, tmp_path / "copy.db")
        finally:
            server.close()


def test_many_offenders_are_counted(database: Database, path: Path) -> None:
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        for number in range(9):
            connection.execute("INSERT INTO speakers(id, name, type, added_at) VALUES (?, 'x', 'person', '2026')", (f"s{number}",))
            connection.execute(
                "INSERT INTO rulings(statement_id, field, coder, ruled_at) VALUES (?, 'kind', 'eva', '2026')", (f"none{number}",)
            )
        connection.commit()
    assert any("ruling on a statement that is not there: 1, 2, 3, 4, 5 and 4 more" in one for one in problems(database))

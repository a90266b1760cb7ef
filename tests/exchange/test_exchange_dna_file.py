"""A file of DNA is opened without trust, and what is none, is in use or runs something is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import ExchangeError
from onrecord.exchange.dna import file as dna_file
from onrecord.exchange.dna.file import read_tables
from tests.exchange.dna_made import edit, foreign

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.dna"
    foreign(path)
    return path


def test_the_rows_are_known_by_their_number(file: Path) -> None:
    tables = read_tables(file)
    assert tables["CODERS"][2]["Name"] == "Sora"
    assert tables["SETTINGS"]["version"]["Value"] == "3.0.7"


@pytest.mark.parametrize("version", ["3.0.11", "3.1.2"])
def test_any_version_3_is_read(file: Path, version: str) -> None:
    edit(file, f"UPDATE SETTINGS SET Value = '{version}'")  # noqa: S608
    assert len(read_tables(file)["STATEMENTS"]) == 2


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ("UPDATE SETTINGS SET Value = '2.0 beta 25'", "is of DNA 2.0 beta 25, whose files have other tables; files of DNA 3 are read"),
        ("CREATE TABLE ATTRIBUTES (ID INTEGER)", "whose files have other tables"),
        ("UPDATE SETTINGS SET Value = '4.0'", "is of DNA 4.0; files of DNA 3 are read"),
        ("DELETE FROM SETTINGS", "does not say which version of DNA it is of"),
        ("DROP TABLE SETTINGS", "a database, but none of DNA"),
        ("DROP TABLE REGEXES", "has no table REGEXES"),
        ("ALTER TABLE DOCUMENTS DROP COLUMN Section", "the table DOCUMENTS has no column Section"),
        ("ALTER TABLE DOCUMENTS ADD COLUMN Twice TEXT AS (Text || Text)", "the table DOCUMENTS computes its column TWICE"),
        ("CREATE TRIGGER wipe AFTER INSERT ON STATEMENTS BEGIN DELETE FROM STATEMENTS; END", "the trigger 'wipe'.*DROP TRIGGER"),
        ("CREATE VIEW all_of_it AS SELECT * FROM DOCUMENTS", "the view 'all_of_it'.*DROP VIEW"),
        ("CREATE VIRTUAL TABLE words USING fts5(w)", "the virtual table 'words'"),
        ("UPDATE DOCUMENTS SET Title = x'00ff'", "DOCUMENTS 1: Title is .*, and not words"),
        ("UPDATE DOCUMENTS SET Date = 'Monday'", "DOCUMENTS 1: Date is 'Monday', and not a whole number"),
        ("UPDATE DATABOOLEAN SET Value = 0.5", "DATABOOLEAN 1: Value is '0.5', and not a whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(file: Path, order: str, problem: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(order)
        connection.commit()
    with pytest.raises(ExchangeError, match=problem) as caught:
        read_tables(file)
    assert caught.value.place.startswith(str(file))


def test_a_file_that_somebody_is_writing_to_is_locked(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ExchangeError, match="is locked: another program is writing to it"):
            read_tables(file)
    assert read_tables(file)["CODERS"]


def test_a_file_whose_changes_lie_beside_it_is_in_use(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE SETTINGS SET Value = '3.0.8'")
        other.commit()
        with pytest.raises(ExchangeError, match=r"still in harbour\.dna-wal; open and close it in DNA first"):
            read_tables(file)


def test_a_file_with_a_journal_that_was_left_is_not_read(file: Path) -> None:
    file.with_name("harbour.dna-journal").write_bytes(b"x" * 600)
    with pytest.raises(ExchangeError, match="was not closed"):
        read_tables(file)


def test_a_file_that_was_written_ahead_and_closed_is_read(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    assert len(read_tables(file)["STATEMENTS"]) == 2
    assert [one.name for one in file.parent.iterdir()] == ["harbour.dna"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "is no .dna file"), (b"PK\x03\x04 a zip", "is no .dna file"), (b"SQLite format 3\x00" + b"\xff" * 5000, "damaged or no file")],
)
def test_what_is_no_database_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "x.dna"
    path.write_bytes(data)
    with pytest.raises(ExchangeError, match=problem):
        read_tables(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="cannot be read: No such file"):
        read_tables(tmp_path / "none.dna")


def test_a_damaged_file_is_refused(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[3 * 4096 + 8 : -8] = b"\x5a" * (len(data) - 3 * 4096 - 16)
    file.write_bytes(data)
    with pytest.raises(ExchangeError, match="is damaged"):
        read_tables(file)


def test_a_file_whose_pages_do_not_add_up_is_refused_though_its_rows_can_be_read(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[36:40] = (7).to_bytes(4, "big")  # seven free pages, of which there are none
    file.write_bytes(data)
    with pytest.raises(ExchangeError, match=r"is damaged: .*reelist"):
        read_tables(file)


def test_a_file_that_is_too_large_is_not_looked_into(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dna_file, "MOST_BYTES", 1000)
    with pytest.raises(ExchangeError, match="larger than 1,000 bytes"):
        read_tables(file)


def test_a_value_that_is_too_long_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dna_file, "LONGEST_VALUE", 2000)
    edit(file, "UPDATE DOCUMENTS SET Text = Text || hex(zeroblob(2000))")
    with pytest.raises(ExchangeError, match="too big"):
        read_tables(file)


def test_a_name_with_a_percent_sign_or_a_question_mark_is_that_file_s(file: Path) -> None:
    odd = file.with_name("what?mode=rw%20&x.dna")
    file.rename(odd)
    assert read_tables(odd)["CODERS"]

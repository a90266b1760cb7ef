"""The commands that keep the whole database, and the one that deletes from it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.errors import OnrecordError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
from tests.records_made import talks


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "record.db"
    database = Database.open(str(found))
    add_record(database, record_as_dict(talks()))
    database.close()
    return found


def run(*words: object, given: str | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(w) for w in words], input=given)
    if result.exception and not isinstance(result.exception, (SystemExit, OnrecordError)):
        raise result.exception
    return result


def test_a_backup_is_restored(path: Path, tmp_path: Path) -> None:
    assert "checked" in run("backup", tmp_path / "copy.db", "--db", path).stderr
    told = run("restore", tmp_path / "copy.db", "--db", path)
    assert told.exit_code == 0
    assert "record.db.before-restore" in told.stderr


def test_a_missing_backup_is_told(path: Path, tmp_path: Path) -> None:
    assert "no such backup" in str(run("restore", tmp_path / "none.db", "--db", path).exception)


def test_a_sound_database_ends_in_0(path: Path) -> None:
    told = run("check", "--db", path)
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", "the database is sound\n")


def test_what_is_wrong_is_printed_and_ends_in_1(path: Path) -> None:
    database = Database.open(str(path))
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE entries SET claims = 3")
    database.close()
    told = run("check", "--db", path)
    assert told.exit_code == 1
    assert "another number of claims" in told.stdout


def test_a_truncated_database_ends_in_1(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])
    told = run("check", "--db", path)
    assert told.exit_code == 1
    assert "it is broken" in told.stdout


def test_a_missing_database_is_an_error(tmp_path: Path) -> None:
    assert isinstance(run("check", "--db", tmp_path / "none.db").exception, OnrecordError)


def test_a_dump_is_loaded(path: Path, tmp_path: Path) -> None:
    assert "1 texts, 4 statements" in run("dump", tmp_path / "dump", "--db", path).stderr
    assert "1 texts, 4 statements" in run("load", tmp_path / "dump", "--db", tmp_path / "copy.db").stderr
    assert run("check", "--db", tmp_path / "copy.db").exit_code == 0


def test_forgetting_asks_first(path: Path) -> None:
    told = run("forget", "Ana Ruiz", "--reason", "asked for", "--db", path, given="n\n")
    assert told.exit_code == 1
    told = run("forget", "Ana Ruiz", "--reason", "asked for", "--db", path, given="y\n")
    assert told.exit_code == 0


def test_forgetting_a_speaker_names_the_articles_that_stay(path: Path) -> None:
    told = run("forget", "Ana Ruiz", "--reason", "asked for", "--yes", "--db", path)
    assert "deleted speaker" in told.stderr
    assert f"may hold the name: {talks().article.id}" in told.stderr
    assert "earlier backups and dumps still hold it" in told.stderr


def test_forgetting_needs_a_reason(path: Path) -> None:
    assert run("forget", "Ana Ruiz", "--yes", "--db", path).exit_code == 2


@pytest.mark.parametrize(
    "words", [["backup", "copy.db"], ["restore", "copy.db"], ["check"], ["dump", "d"], ["load", "d"], ["forget", "x", "--reason", "r"]]
)
def test_the_whole_database_has_no_debate(path: Path, words: list[str]) -> None:
    told = run(*words, "--debate", "Dam", "--db", path)
    assert (told.exit_code, "whole database" in told.stderr) == (2, True)

"""Which database a command uses."""

from pathlib import Path

import click
import pytest

from onrecord.cli.databases import database_url, open_database
from onrecord.errors import StoreError


@pytest.mark.parametrize("url", ["postgresql://kim:secret@host/record", "postgresql://host/record?password=secret"])
def test_a_url_with_a_password_is_refused(url: str) -> None:
    with pytest.raises(click.BadParameter, match="--db-file") as told:
        database_url(url, None)
    assert "secret" not in str(told.value)


def test_a_file_may_hold_a_url_with_a_password(tmp_path: Path) -> None:
    file = tmp_path / "url"
    file.write_text("postgresql://kim:secret@host/record\n", encoding="utf-8")
    assert database_url(None, file) == "postgresql://kim:secret@host/record"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", None])
def test_a_file_without_a_url_is_told(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "url"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(click.BadParameter, match=r"holds no URL|cannot be read"):
        database_url(None, file)


def test_one_of_the_options_is_given(tmp_path: Path) -> None:
    with pytest.raises(click.BadParameter, match="one of them"):
        database_url("record.db", tmp_path / "url")


def test_a_database_that_is_read_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        open_database(str(tmp_path / "record.db"), None)
    open_database(str(tmp_path / "record.db"), None, create=True).close()
    open_database(str(tmp_path / "record.db"), None).close()


def test_the_environment_names_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "other.db"))
    database = open_database(None, None, create=True)
    database.close()
    assert database.name == str(tmp_path / "other.db")

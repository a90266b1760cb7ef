"""``onrecord merge``, ``split`` and ``organisations``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.errors import UnknownError
from onrecord.store.database import Database
from tests.store.naming_made import add, speakers_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = str(tmp_path / "record.db")
    database = Database.open(path)
    add(database, "Ana Ruiz", role="fellow", affiliation="Alder Trust")
    add(database, "The Lioness")
    database.close()
    return path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def count(path: str) -> int:
    database = Database.open(path)
    try:
        return len(set(speakers_of(database).values()))
    finally:
        database.close()


def test_merge_split_and_undo(file: str) -> None:
    assert "1 names" in run("merge", "Ana Ruiz", "The Lioness", "--coder", "Kim", "--db", file)
    assert count(file) == 1
    run("split", "Ana Ruiz", "--name", "The Lioness", "--coder", "Kim", "--db", file)
    assert count(file) == 2
    assert "taken back: split" in run("split", "--undo", "--coder", "Kim", "--db", file)
    assert count(file) == 1
    assert "taken back: merge" in run("merge", "--undo", "--coder", "Kim", "--db", file)
    assert count(file) == 2


def test_an_unknown_speaker_is_named(file: str) -> None:
    with pytest.raises(UnknownError, match="no speaker 'Nobody'"):
        CliRunner().invoke(cli, ["merge", "Ana Ruiz", "Nobody", "--coder", "Kim", "--db", file], catch_exceptions=False)


@pytest.mark.parametrize("arguments", [["merge", "Ana Ruiz"], ["merge", "a", "b", "--undo"], ["split"]])
def test_half_a_ruling_is_wrong_usage(file: str, arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, [*arguments, "--coder", "Kim", "--db", file]).exit_code == 2


def test_organisations_are_listed(file: str) -> None:
    (row,) = json.loads(run("organisations", "--format", "json", "--db", file))
    assert (row["person"], row["organisation"], row["from"]) == ("Ana Ruiz", "Alder Trust", "2026-02-10")
    assert row["id"]
    assert len(row["statements"]) == 1

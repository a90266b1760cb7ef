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
    assert "1 name of" in run("merge", "Ana Ruiz", "The Lioness", "--coder", "Kim", "--db", file)
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


@pytest.mark.parametrize("undo", ["split --undo --coder Eva", "undo"])
def test_a_government_is_another_one_from_a_day_on_until_that_is_taken_back(file: str, undo: str) -> None:
    with Database.open(file) as database:
        for day in ("2024-05-06", "2025-05-06"):
            add(database, "Washington", kind="country", day=day)
    told = run("split", "Washington", "--since", "20 January 2025", "--name", "Trump administration", "--coder", "Eva", "--db", file)
    assert "1 name of" in told
    assert "since 2025-01-20" in told
    listed = {row["name"]: row for row in json.loads(run("speakers", "--format", "json", "--db", file))}
    assert (listed["Washington"]["last"], listed["Trump administration"]["first"]) == ("2024-05-06", "2025-05-06")
    assert "taken back" in run(*undo.split(), "--db", file)
    assert "Trump administration" not in run("speakers", "--format", "json", "--db", file)


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "Ana Ruiz"],
        ["merge", "a", "b", "--undo"],
        ["split"],
        ["split", "a", "--since", "2025-01-20"],
        ["split", "a", "--name", "b", "--since", "soon"],
        ["split", "a", "--name", "b", "--since", "2025-01-20", "--articles", "c"],
    ],
)
def test_half_a_ruling_is_wrong_usage(file: str, arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, [*arguments, "--coder", "Kim", "--db", file]).exit_code == 2


def test_organisations_are_listed(file: str) -> None:
    (row,) = json.loads(run("organisations", "--format", "json", "--db", file))
    assert (row["person"], row["organisation"], row["from"]) == ("Ana Ruiz", "Alder Trust", "2026-02-10")
    assert row["id"]
    assert len(row["statements"]) == 1

"""``onrecord outlets``, and the table of outlets in and out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
from tests.records_made import record, talks

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """outlet,domain,country,owner,since
The Port Post,post.example,Norland,Ruiz,
The Port Post,,,the ministry,2026-01-01
The Hill Times,post.example; hill.example,Norland,,
The Lake Herald,no domain,Norland,,
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = str(tmp_path / "record.db")
    with Database.open(file) as database:
        add_record(database, record_as_dict(talks(outlet="PORT POST", url="https://www.post.example/1")))
        add_record(database, record_as_dict(record("Nobody said so.", url="https://www.hill.example/1")))
    (tmp_path / "outlets.csv").write_text(TABLE, encoding="utf-8")
    return file


def run(path: str, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*arguments, "--db", path], terminal_width=200, env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output
    return result


def test_a_table_of_outlets_is_joined_to_the_articles(path: str, tmp_path: Path) -> None:
    done = run(path, "attributes", "import", str(tmp_path / "outlets.csv"), code=3)
    assert done.stderr.splitlines() == [
        "skipped  line 5: 'no domain' is no domain; write it as post.example, several with semicolons between",
        "not used  domain post.example: it is of The Hill Times, The Port Post",
        "6 put in, 0 there before, 1 lines skipped",
        "2 articles recognised as another outlet's than before",
    ]
    rows = json.loads(run(path, "outlets", "--format", "json").stdout)
    assert [row["outlet"] for row in rows] == ["The Hill Times", "The Port Post"]
    counted = json.loads(run(path, "balance", "--by", "owner", "--format", "json").stdout)
    assert {row["value"] for row in counted} == {"Ruiz", "the ministry"}
    run(path, "attributes", "remove", "The Hill Times", "--of", "outlet")
    assert [row["outlet"] for row in json.loads(run(path, "outlets", "--format", "json").stdout)] == ["The Port Post", "hill.example"]


def test_the_list_tells_how_outlets_were_recognised(path: str, tmp_path: Path) -> None:
    run(path, "attributes", "import", str(tmp_path / "outlets.csv"), code=3)
    shown = run(path, "outlets").stdout
    assert "PORT POST" in shown
    assert "country: Norland; domain: post.example; owner: Ruiz, the ministry (since 2026-01-01)" in " ".join(shown.split())
    assert "owner: Ruiz, the ministry (since 2026-01-01)" in run(path, "outlets", "--format", "csv").stdout


def test_what_the_table_lacks_is_shown_alone(path: str) -> None:
    shown = run(path, "outlets", "--unknown", "--limit", "1", "--page", "2")
    assert "hill.example" not in run(path, "outlets", "--unknown", "--limit", "1").stdout
    assert "hill.example" in shown.stdout


def test_a_wrong_name_says_what_there_is(path: str, tmp_path: Path) -> None:
    run(path, "attributes", "import", str(tmp_path / "outlets.csv"), code=3)
    done = run(path, "attributes", "remove", "The Hill Times", "--of", "outlet", "--name", "owner", code=1)
    assert "it has country, domain" in str(done.exception)

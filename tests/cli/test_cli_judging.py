"""``onrecord issues apply`` as users run it: who is for and who against, with the statements behind it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord import applying
from onrecord.cli.main import cli
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate
from tests.cli.test_cli_rulings import run
from tests.stance_judges_made import AsJudged, WordEncoder, WordJudge
from tests.stances_made import codebook, put
from tests.test_docs import shown
from tests.town_made import ARTICLES, IDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The town's articles and codebook, nothing judged; and a debate on its second article with an issue of its own."""
    monkeypatch.setattr(applying, "OnnxSentences", WordEncoder)
    monkeypatch.setattr(applying, "Weights", AsJudged)
    monkeypatch.setattr(applying, "OnnxStances", WordJudge)
    monkeypatch.chdir(tmp_path)
    with Database.open(str(tmp_path / "record.db")) as database:
        put(database, *ARTICLES)
        codebook(database, "trams", "buses")
        make_debate(database, "Seoul", choice=Choice(articles=(ARTICLES[1]["article"]["id"],)))
        codebook(database, "loud-buses", debate="Seoul")
    return str(tmp_path / "record.db")


def applied(db: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(db, "issues", "apply", *arguments, "--format", "json").stdout)
    return found


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(row["issue"], row["speaker"], row["stance"], row["reported_by"]) for row in rows]


def test_who_is_for_and_against_is_printed_reported_ones_named_abstentions_left_out(db: str) -> None:
    found = applied(db, "--debate", "Seoul")
    assert told(found) == [
        ("trams", "Bo Ek", "against", None),
        ("buses", "Harbour Union", "for", None),
        ("loud-buses", "Harbour Union", "for", None),
    ]
    assert set(found[0]) == {"id", "issue", "speaker", "stance", "reported_by", "confidence", "checked", "statements"}
    assert (found[0]["statements"], found[0]["confidence"], found[0]["checked"]) == ([IDS[4]], 0.95, False)
    assert ("trams", "Norland", "for", "Ana Ruiz") in told(applied(db))
    assert told(applied(db, "--reported", "only")) == [("trams", "Norland", "for", "Ana Ruiz"), ("buses", "Norland", "for", "somebody")]
    assert all(row["reported_by"] is None for row in applied(db, "--reported", "exclude"))


def test_applying_again_judges_nothing_and_prints_the_same(db: str) -> None:
    first = applied(db)
    done = run(db, "issues", "apply", "--format", "json")
    assert "0 articles judged" in done.stderr
    assert json.loads(done.stdout) == first
    assert sum(line["action"] == "apply" for line in json.loads(run(db, "log", "--format", "json").stdout)) == 1


def test_what_was_done_is_told_and_a_table_counts_statements(db: str) -> None:
    done = run(db, "issues", "apply", "--threshold", "0.5", "--workers", "1")
    assert "4 articles judged, 8 stances for or against given, at 0.50 or surer" in done.stderr
    assert "Harbour" in done.stdout
    assert IDS[4] not in done.stdout


def test_a_threshold_leaves_out_what_is_less_sure(db: str) -> None:
    assert {row["stance"] for row in applied(db, "--threshold", "0.93")} == {"against"}
    assert {row["stance"] for row in applied(db)} == {"for", "against"}


@pytest.mark.usefixtures("db")
def test_without_a_codebook_it_is_said_what_to_do(tmp_path: Path) -> None:
    Database.open(str(tmp_path / "other.db")).close()
    done = run(str(tmp_path / "other.db"), "issues", "apply")
    assert (done.exit_code, "onrecord issues import FILE" in done.stderr) == (0, True)
    assert done.stdout.startswith("no speaker's side is sure enough")


@pytest.mark.parametrize("arguments", [("--threshold", "1.5"), ("--workers", "0"), ("--reported", "some"), ("--format", "yaml")])
def test_wrong_usage_is_exit_2(db: str, arguments: tuple[str, ...]) -> None:
    assert run(db, "issues", "apply", *arguments).exit_code == 2


def test_an_unknown_debate_is_told_with_those_there_are(db: str) -> None:
    assert "there is no debate 'Soul' (there are: Seoul)" in str(run(db, "issues", "apply", "--debate", "Soul").exception)


def test_the_examples_of_the_help_run(db: str) -> None:
    examples = shown(cli.commands["issues"].commands["apply"].help)  # type: ignore[attr-defined]
    assert len(examples) == 2
    for one in examples:
        assert run(db, *one).exit_code == 0

"""``onrecord debate`` and ``onrecord attributes``, as users run them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
from tests.program import onrecord
from tests.records_made import talks

if TYPE_CHECKING:
    from subprocess import CompletedProcess

Run = Callable[..., "CompletedProcess[str]"]
ID = talks().article.id


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a database with one article."""
    database = Database.open(str(tmp_path / "record.db"))
    add_record(database, record_as_dict(talks()))
    database.close()
    return lambda *arguments: onrecord(*arguments, "--db", tmp_path / "record.db")


def test_a_debate_is_made_listed_frozen_compared_and_passed_on(run: Run, tmp_path: Path) -> None:
    assert run("debate", "new", "Dam", "--question", "Will it hold?", "--text", "dam", "--since", "10 February 2026").returncode == 0
    (row,) = json.loads(run("debate", "list", "--format", "json").stdout)
    assert (row["name"], row["question"], row["article_count"]) == ("Dam", "Will it hold?", 1)
    assert run("debate", "freeze", "Dam", "v1", "--option", "reported=exclude").returncode == 0
    assert run("debate", "remove", "Dam", "--articles", ID).returncode == 0
    groups = {row["id"]: row for row in json.loads(run("debate", "compare", "Dam", "v1", "--format", "json").stdout)}
    assert groups["gone"]["count"] == len(groups["gone"]["statements"]) == 4
    assert "4 gone" in run("debate", "compare", "Dam", "v1", "now").stdout
    bundle = tmp_path / "dam.zip"
    assert run("debate", "export", "Dam", bundle, "--freeze", "v1").returncode == 0
    assert run("debate", "import", bundle, "--name", "Again").returncode == 0
    assert [r["article_count"] for r in json.loads(run("debate", "list", "--format", "json").stdout)] == [1, 0]


def test_what_was_done_is_told_with_what_there_is_now(run: Run) -> None:
    assert run("debate", "new", "Dam").stderr == "made the debate Dam with 0 articles\n"
    assert run("debate", "add", "Dam", "--text", "dam").stderr == "Dam: 1 article added, 1 in it now\n"
    assert run("debate", "add", "Dam", "--text", "dam").stderr == "Dam: 0 articles added, 1 in it now\n"
    assert run("debate", "freeze", "Dam", "v1").stderr == "Dam frozen as v1: 1 article, 4 statements, 0 rulings\n"
    assert run("debate", "compare", "Dam", "v1").stdout.splitlines()[-1] == "4 as they were; articles: 0 came, 0 went"
    assert run("debate", "remove", "Dam", "--text", "dam").stderr == "Dam: 1 article removed, 0 in it now\n"


def test_a_bundle_tells_of_merges_and_freezes(run: Run, tmp_path: Path) -> None:
    run("debate", "new", "Dam", "--articles", ID)
    run("debate", "freeze", "Dam", "v1")
    run("merge", "Ana Ruiz", "Norland", "--coder", "Kim")
    done = run("debate", "export", "Dam", tmp_path / "dam.zip")
    told = "0 rulings, 1 merge or split of speakers, 1 freeze"
    assert done.stderr.endswith(f"1 article, 4 statements, {told}\n")
    database = Database.open(str(tmp_path / "other.db"))
    add_record(database, record_as_dict(talks()))
    database.close()
    done = onrecord("debate", "import", tmp_path / "dam.zip", "--db", tmp_path / "other.db")
    assert done.stderr == f"Dam: 1 article put in, 0 with the bundle's reading, {told}; 0 skipped\n"
    done = onrecord("debate", "compare", "Dam", "v1", "--db", tmp_path / "other.db")
    assert done.stdout.splitlines()[-1].startswith("1 new ruling; 3 as they were")


def test_several_articles_follow_one_option(run: Run) -> None:
    done = run("debate", "new", "Two", "--articles", ID, "abc")
    assert done.returncode == 2
    assert "there is no article 'abc'" in done.stderr


def test_what_is_missing_in_a_bundles_database_ends_with_3(run: Run, tmp_path: Path) -> None:
    run("debate", "new", "Dam", "--articles", ID)
    run("debate", "export", "Dam", tmp_path / "dam.zip")
    Database.open(str(tmp_path / "empty.db")).close()
    done = onrecord("debate", "import", tmp_path / "dam.zip", "--db", tmp_path / "empty.db")
    assert done.returncode == 3
    assert f"skipped  article {ID} (The Port Post, 2026-02-10): is not in this database" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["debate", "freeze", "None", "v1"], "there is no debate 'None'"),
        (["debate", "add", "Dam"], "say which articles"),
        (["debate", "add", "Dam", "--text", "dam", "--articles", ID], "either list articles or seek them"),
        (["debate", "new", "Dam", "--since", "soon"], "'soon' is no date"),
        (["debate", "new", "Dam", "--codebook", "none.yml"], "none.yml cannot be read"),
        (["debate", "freeze", "Dam", "v1", "--option", "reported"], "is no NAME=VALUE"),
        (["debate", "import", "README.md"], "is no whole zip"),
        (["attributes", "import", "README.md", "--of", "river"], "speaker"),
        (["attributes", "list", "--debate", "Dam"], "not to a debate"),
    ],
)
def test_wrong_use_ends_with_2_and_what_to_do(run: Run, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_attributes_come_in_and_go_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("key,party\nAna Ruiz,Green\nNobody,Red\n", encoding="utf-8")
    done = run("attributes", "import", tmp_path / "in.csv", "--of", "speaker")
    assert done.returncode == 3
    assert "skipped  line 3: there is no speaker 'Nobody'" in done.stderr
    assert run("attributes", "export", tmp_path / "out.csv").returncode == 0
    assert run("attributes", "import", tmp_path / "out.csv").returncode == 0
    (row,) = json.loads(run("attributes", "list", "--format", "json").stdout)
    assert (row["called"], row["name"], row["value"]) == ("Ana Ruiz", "party", "Green")

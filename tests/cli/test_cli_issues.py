"""``onrecord issues`` as users run it: a codebook in and out, changed with its stances following, and proposed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.cli.main import cli
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate
from tests.cli.test_cli_rulings import run
from tests.program import onrecord
from tests.stance_judges_made import WordEncoder
from tests.stances_made import give
from tests.test_docs import shown
from tests.town_made import ARTICLES, IDS, fill_town

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "issues:\n  - id: trams\n    text: The town should have trams\n  - id: buses\n    text: The town should have buses\n"


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors of words in place of the model's, which takes seconds to open."""
    monkeypatch.setattr("onrecord.infer.sentences.OnnxSentences", WordEncoder)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The town's database, of which each test has a copy."""
    folder = tmp_path_factory.mktemp("town")
    with Database.open(str(folder / "record.db")) as database:
        fill_town(database, folder)
        make_debate(database, "Rails", choice=Choice(articles=(ARTICLES[0]["article"]["id"],)))
    return (folder / "record.db").read_bytes()


@pytest.fixture
def db(filled: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "record.db").write_bytes(filled)
    (tmp_path / "book.yml").write_text(BOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return str(tmp_path / "record.db")


def rows(db: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(db, "issues", *arguments, "--format", "json").stdout)
    return found


def test_what_is_exported_is_what_was_imported(db: str, tmp_path: Path) -> None:
    run(db, "issues", "export", "--out", "again.yml")
    assert (tmp_path / "again.yml").read_text(encoding="utf-8") == run(db, "issues", "export").stdout == BOOK


def test_importing_what_is_there_changes_nothing(db: str) -> None:
    before = (rows(db, "history"), rows(db, "list"), run(db, "log", "--format", "json").stdout)
    for _ in range(2):
        done = run(db, "issues", "import", "book.yml")
        assert (done.exit_code, done.stderr) == (0, "book.yml: 2 issues\n")
    assert (rows(db, "history"), rows(db, "list"), run(db, "log", "--format", "json").stdout) == before


def test_an_import_tells_what_is_other_than_before_and_what_became_of_stances(db: str, tmp_path: Path) -> None:
    (tmp_path / "book.yml").write_text(
        BOOK.replace("id: buses", "id: coaches").replace("have trams", "build a tram line"), encoding="utf-8"
    )
    with Database.open(db) as database:
        give(database, (IDS[0], "trams", "against"))
    done = run(db, "issues", "import", "book.yml", "--coder", "Lee")
    assert "renamed buses to coaches" in done.stderr
    assert "reworded trams" in done.stderr
    assert "stances: 1 kept, 1 waiting" in done.stderr
    assert "`onrecord issues waiting`" in done.stderr
    (waits,) = rows(db, "waiting")
    assert (waits["issue"], waits["stance"], waits["coder"], waits["statements"]) == ("trams", "against", "Kim", [IDS[0]])
    last = rows(db, "history")[0]
    assert (last["coder"], last["change"]) == ("Lee", "imported book.yml")


@pytest.mark.parametrize("option", ["--same", "--mirrored"])
def test_an_import_can_say_what_a_new_sentence_means(db: str, tmp_path: Path, option: str) -> None:
    (tmp_path / "book.yml").write_text(BOOK.replace("should have buses", "should keep its buses"), encoding="utf-8")
    run(db, "issues", "import", "book.yml", option, "buses")
    assert rows(db, "waiting") == []
    (row,) = (one for one in rows(db, "list") if one["id"] == "buses")
    assert (row["for_count"], row["against_count"]) == ((1, 0) if option == "--same" else (0, 1))


def test_issues_that_mirror_each_other_are_warned_of(db: str, tmp_path: Path) -> None:
    (tmp_path / "book.yml").write_text(BOOK + "  - id: no-trams\n    text: The town should not have trams\n", encoding="utf-8")
    done = run(db, "issues", "import", "book.yml")
    assert done.exit_code == 0
    assert "warning: trams and no-trams: mirror" in done.stderr
    assert run(db, "issues", "check").exit_code == 1
    run(db, "issues", "import", "book.yml")
    assert run(db, "issues", "remove", "no-trams").exit_code == 0
    assert run(db, "issues", "check", "--debate", "Rails").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (BOOK + "  - id: trams\n    text: Once more\n", "line 6"),
        ("issues:\n  - id: a\n    text: ''\n", "line 3"),
        ("issues:\n  - {id: a, text: A, parent: b}\n  - {id: b, text: B, parent: a}\n", "book.yml"),
        ("issues: [", "is no YAML"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_and_nothing_changes(db: str, tmp_path: Path, words: str, told: str) -> None:
    before = rows(db, "history")
    (tmp_path / "book.yml").write_text(words, encoding="utf-8")
    assert told in str(run(db, "issues", "import", "book.yml").exception)
    assert rows(db, "history") == before


def test_a_list_counts_speakers_by_what_they_say_themselves(db: str) -> None:
    found = {one["id"]: one for one in rows(db, "list")}
    counts = ("for_count", "against_count", "neither_count", "divided_count")
    assert [found["trams"][one] for one in counts] == [2, 2, 0, 0]
    assert [found["buses"][one] for one in counts] == [1, 0, 0, 0]
    assert (found["buses"]["statements"], list(found)) == ([IDS[5]], ["trams", "buses"])


def test_a_debate_has_a_codebook_of_its_own(db: str) -> None:
    run(db, "issues", "add", "night", "Trams should run at night", "--notes", "Not at dawn.", "--parent", "none", "--debate", "Rails")
    assert rows(db, "list", "--debate", "Rails") == []  # there is no issue `none` to hang below
    run(db, "issues", "add", "night", "Trams should run at night", "--notes", "Not at dawn.", "--debate", "Rails")
    assert [(one["id"], one["notes"]) for one in rows(db, "list", "--debate", "Rails")] == [("night", "Not at dawn.")]
    assert [one["id"] for one in rows(db, "list")] == ["trams", "buses"]


def test_changes_take_stances_along(db: str) -> None:
    run(db, "issues", "rename", "buses", "coaches")
    run(db, "issues", "reword", "coaches", "Coaches should go", "--meaning", "mirrored")
    run(db, "issues", "place", "coaches", "trams")
    (row,) = (one for one in rows(db, "list") if one["id"] == "coaches")
    assert (row["against_count"], row["parent"], row["statements"]) == (1, "trams", [IDS[5]])
    assert run(db, "issues", "merge", "coaches", "trams", "--mirrored").stderr.startswith("stances: 1 kept")
    assert [(one["id"], one["for_count"]) for one in rows(db, "list")] == [("trams", 3)]
    assert [one["change"] for one in rows(db, "history")][:2] == ["merged coaches into trams, mirrored", "placed coaches below trams"]


def test_an_issue_is_split_where_claims_say(db: str, tmp_path: Path) -> None:
    (tmp_path / "parts.yml").write_text(
        "issues:\n  - {id: day, text: Buses by day}\n  - {id: night, text: Buses by night}\n", encoding="utf-8"
    )
    assert run(db, "issues", "split", "buses", "parts.yml", "--claim", f"{IDS[5]}:x=night").exit_code == 2
    run(db, "issues", "split", "buses", "parts.yml", "--claim", f"{IDS[5]}:1=night")
    assert [(one["id"], one["for_count"]) for one in rows(db, "list")] == [("trams", 2), ("day", 0), ("night", 1)]


@pytest.mark.parametrize(
    "arguments",
    [("rename", "tram", "x"), ("merge", "trams", "tram"), ("remove", "tram"), ("place", "trams", "tram"), ("add", "trams", "Again")],
)
def test_an_issue_that_is_not_there_or_is_there_already_is_told_with_choices(db: str, arguments: tuple[str, ...]) -> None:
    told = str(run(db, "issues", *arguments).exception)
    assert "tram" in told
    assert [one["id"] for one in rows(db, "list")] == ["trams", "buses"]


def test_proposals_leave_out_what_the_codebook_has(db: str) -> None:
    found = rows(db, "propose")
    assert all("tram" not in one["text"].lower() or "dawn" in one["text"] or "loud" in one["text"] for one in found)
    run(db, "issues", "remove", "trams")
    more = rows(db, "propose")
    assert {one["text"] for one in found} < {one["text"] for one in more}
    assert all(one["statements"] for one in more)
    assert len(rows(db, "propose", "--limit", "1")) == 1


def test_proposals_are_a_codebook_to_edit_and_import(db: str) -> None:
    run(db, "issues", "propose", "--yaml", "--out", "proposed.yml")
    done = run(db, "issues", "import", "proposed.yml", "--debate", "Rails")
    assert done.exit_code == 0
    assert len(rows(db, "list", "--debate", "Rails")) == len(rows(db, "propose"))


def test_proposals_of_a_debate_rest_on_its_articles(db: str) -> None:
    assert {id_ for one in rows(db, "propose", "--debate", "Rails") for id_ in one["statements"]} <= set(IDS[:4])


def test_without_statements_there_is_nothing_to_propose(tmp_path: Path) -> None:
    Database.open(str(tmp_path / "record.db")).close()
    assert "`onrecord add` articles" in run(str(tmp_path / "record.db"), "issues", "propose").stdout
    assert "no issues yet" in run(str(tmp_path / "record.db"), "issues", "list").stdout
    assert run(str(tmp_path / "record.db"), "issues", "export").stdout == "issues: []\n"


def test_the_examples_of_the_help_run(db: str, tmp_path: Path) -> None:
    with Database.open(db) as database:
        make_debate(database, "Seoul", choice=Choice(articles=(ARTICLES[1]["article"]["id"],)))
    (tmp_path / "parts.yml").write_text("issues:\n  - {id: day, text: By day}\n  - {id: night-trains, text: By night}\n", encoding="utf-8")
    commands = cli.commands["issues"].commands  # type: ignore[attr-defined]
    asked = [("add", "trains", "Trains"), "rename", "reword", ("add", "trains", "Trains"), "place", ("add", "no-night-trains", "No trains")]
    asked += ["merge", "remove", "split", "remove", "add", "propose", "export", "list", "history", "waiting"]
    for step in asked:
        for one in [["issues", *step]] if isinstance(step, tuple) else shown(commands[step].help):
            done = run(db, *one)
            assert done.exit_code == 0, (one, done.exception)
    (tmp_path / "seoul.yml").write_text("issues:\n  - {id: night-trains, text: Trains must run by night}\n", encoding="utf-8")
    for one in reversed(shown(commands["import"].help)):  # over the record's, whose sentence is another; then into Seoul's
        assert run(db, *one).exit_code == 0, one


def test_an_error_is_one_line_and_exit_2(db: str) -> None:
    done = onrecord("issues", "remove", "tram", "--db", db)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("onrecord: tram: ")
    assert done.stderr.count("\n") == 1

"""``onrecord rule``, ``undo`` and ``history`` as users run them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.errors import OnrecordError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate
from onrecord.store.writing.articles import add_record
from tests.records_made import talks

RECORD = record_as_dict(talks())
ARTICLE, DAM = RECORD["article"]["id"], RECORD["statements"][0]["id"]


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "record.db")
    database = Database.open(path)
    add_record(database, RECORD)
    make_debate(database, "Lake")
    database.close()
    return path


def run(db: str, *arguments: str) -> Result:
    result = CliRunner().invoke(cli, [*arguments, "--db", db])
    if result.exception is not None and not isinstance(result.exception, (SystemExit, OnrecordError)):
        raise result.exception
    return result


def test_a_ruling_is_told_with_what_was_before(db: str) -> None:
    assert run(db, "rule", DAM, "form", "mixed", "--coder", "Kim").stdout == f"1: {DAM} form: direct → mixed (Kim)\n"


def test_a_negative_number_is_a_value(db: str) -> None:
    run(db, "rule", DAM, "kind", "prediction", "--coder", "Kim")
    assert "claim 1: attitude: none → against" in run(db, "rule", DAM, "attitude", "-1", "--coder", "Kim").stdout


def test_blind_shows_nothing_of_the_machine(db: str) -> None:
    told = run(db, "rule", DAM, "form", "mixed", "--coder", "Kim", "--blind").stdout
    assert told == f"1: {DAM} form: mixed (Kim, blind)\n"
    assert run(db, "undo").stdout == f"taken back: ruling {told}"


def test_what_was_missed_is_added_and_taken_back(db: str) -> None:
    done = run(db, "rule", ARTICLE, "missed", "“Ask anyone.”", "--coder", "Kim", "--speaker", "Ana Ruiz")
    assert "missed: none → “Ask anyone.” (Kim)" in done.stdout
    assert run(db, "undo", "--coder", "Kim").stdout.count("taken back") == 2


def test_an_article_can_be_read_to_the_end(db: str) -> None:
    assert run(db, "rule", ARTICLE, "missed", "none", "--coder", "Kim").stdout == f"Kim has read {ARTICLE} to the end\n"


def test_nothing_to_take_back_is_told(db: str) -> None:
    assert "no ruling, merge or split" in str(run(db, "undo").exception)


def test_whatever_was_done_last_is_taken_back_in_plain_words(db: str) -> None:
    run(db, "rule", DAM, "form", "mixed", "--coder", "Kim")
    run(db, "merge", "Ana Ruiz", "Norland", "--coder", "Kim")
    told = "taken back: merge 1: Norland is no longer Ana Ruiz but a speaker of its own again (Kim)\n"
    assert run(db, "undo", "--coder", "Kim").stdout == told
    assert run(db, "undo", "--coder", "Kim").stdout == f"taken back: ruling 1: {DAM} form: direct → mixed (Kim)\n"


def horizon_of(db: str, given: str) -> tuple[dict[str, Any], Result]:
    """The horizon of the claim on the dam, in an article of 10 February 2026, once somebody ruled so."""
    run(db, "rule", DAM, "kind", "prediction", "--coder", "Kim")
    done = run(db, "rule", DAM, "horizon", given, "--coder", "Kim")
    found = json.loads(run(db, "statements", "--format", "json").stdout)
    return next(s for s in found if s["id"] == DAM)["claims"][0]["horizon"], done


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ("by the end of 2027", ("2026-02-10", "2027-12-31")),
        ("next spring", ("2027-03-01", "2027-05-31")),
        ("in two weeks", ("2026-02-10", "2026-02-24")),
        ("by May: ..2026-05-31", (None, "2026-05-31")),
    ],
)
def test_words_of_a_horizon_are_counted_from_the_articles_day(db: str, given: str, days: tuple[str | None, str]) -> None:
    found, done = horizon_of(db, given)
    assert (found["phrase"], found["from"], found["to"], found["open"]) == (given.partition(":")[0], *days, None)
    assert found["span"] is None
    assert days[1] in done.stdout


def test_words_of_a_horizon_are_counted_from_the_day_of_the_statement_where_it_is_known(db: str) -> None:
    run(db, "rule", DAM, "said", "Monday: 2026-02-09", "--coder", "Kim")
    found, _ = horizon_of(db, "in two weeks")
    assert (found["from"], found["to"], found["assumed"]) == ("2026-02-09", "2026-02-23", False)


def test_words_of_a_horizon_keep_their_place_in_the_article(db: str) -> None:
    text = RECORD["article"]["text"]
    at = text.index("on Monday")
    assert horizon_of(db, "on Monday")[0]["span"] == [[at, at + 9]]


def test_words_of_a_horizon_that_denote_no_days_keep_it_open_with_the_reason(db: str) -> None:
    found, done = horizon_of(db, "after the vote")
    assert (found["phrase"], found["from"], found["to"]) == ("after the vote", None, None)
    assert found["open"].endswith("the vote")
    assert f"no last day: {found['open']}" in done.stderr


def test_words_that_name_no_time_and_are_not_in_the_article_are_refused(db: str) -> None:
    found, done = horizon_of(db, "banana")
    assert found is None
    assert "does not have the words 'banana'" in str(done.exception)


def test_history_is_a_list_of_objects(db: str) -> None:
    run(db, "rule", DAM, "form", "mixed", "--coder", "Kim", "--reason", "it is")
    machine, person = json.loads(run(db, "history", DAM, "form", "--format", "json").stdout)
    assert (machine["by"], machine["new"], person["by"], person["new"], person["reason"]) == ("made", "direct", "Kim", "mixed", "it is")
    assert machine.keys() == person.keys()


def test_history_fits_a_narrow_page(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    run(db, "rule", DAM, "form", "mixed", "--coder", "Kim", "--reason", "it is")
    run(db, "undo")
    lines = run(db, "history", DAM, "form").stdout.strip("\n").splitlines()
    rows = [line for line in lines if line.strip()]
    assert len(rows) == 4  # the heading, a rule, the machine, the person
    assert max(map(len, rows)) <= 100


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((DAM, "form", "mixed", "--speaker", "Bo"), "goes with `missed` alone"),
        ((ARTICLE, "missed", "the dam", "--claim", "1"), "does not go with `missed`"),
        ((DAM, "form", "mixed", "--claim", "0"), "0 is not in the range"),
    ],
)
def test_options_in_the_wrong_place_are_told(db: str, arguments: tuple[str, ...], told: str) -> None:
    done = run(db, "rule", *arguments, "--coder", "Kim")
    assert done.exit_code == 2
    assert told in done.stderr


@pytest.mark.parametrize("arguments", [("rule", DAM, "form", "mixed", "--coder", "Kim"), ("history", DAM)])
def test_a_debate_narrows(db: str, arguments: tuple[str, ...]) -> None:
    assert "in this debate" in str(run(db, *arguments, "--debate", "Lake").exception)

"""``onrecord rule``, ``undo`` and ``history`` as users run them."""

import json
from pathlib import Path

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
    assert run(db, "undo").stdout == f"taken back: {told}"


def test_what_was_missed_is_added_and_taken_back(db: str) -> None:
    done = run(db, "rule", ARTICLE, "missed", "“Ask anyone.”", "--coder", "Kim", "--speaker", "Ana Ruiz")
    assert "missed: none → “Ask anyone.” (Kim)" in done.stdout
    assert run(db, "undo", "--coder", "Kim").stdout.count("taken back") == 2


def test_an_article_can_be_read_to_the_end(db: str) -> None:
    assert run(db, "rule", ARTICLE, "missed", "none", "--coder", "Kim").stdout == f"Kim has read {ARTICLE} to the end\n"


def test_nothing_to_take_back_is_told(db: str) -> None:
    assert "no ruling stands" in str(run(db, "undo").exception)


def test_history_is_a_list_of_objects(db: str) -> None:
    run(db, "rule", DAM, "form", "mixed", "--coder", "Kim", "--reason", "it is")
    machine, person = json.loads(run(db, "history", DAM, "form", "--format", "json").stdout)
    assert (machine["by"], machine["new"], person["by"], person["new"], person["reason"]) == ("made", "direct", "Kim", "mixed", "it is")
    assert machine.keys() == person.keys()


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

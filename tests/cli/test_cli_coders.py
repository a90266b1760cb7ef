"""``onrecord agree``, ``sample`` and ``queue`` as users run them."""

import csv
import json
from pathlib import Path

import pytest

from onrecord.cli.comparing import coded_twice, compare
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.ruling.coding import Coding, Sample, Unit
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.writing.articles import add_record
from tests.cli.test_cli_rulings import run
from tests.records_made import record, statement

TEXTS = [f"It will rain on day {n}, she said. It is dry, he added." for n in range(6)]


def of(text: str) -> list[str]:
    return [s["id"] for s in record_as_dict(made(text))["statements"]]


def made(text: str):  # noqa: ANN201 - a record
    return record(text, statement(text, "It will rain", cue="said"), statement(text, "It is dry", cue="added", form="direct"))


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Six articles; Kim coded the form of all statements blind, and differs from the machine on one."""
    path = str(tmp_path / "record.db")
    database = Database.open(path)
    for text in TEXTS:
        add_record(database, record_as_dict(made(text)))
        first, second = of(text)
        rule(database, first, "form", "mixed" if text == TEXTS[0] else "indirect", by=By("Kim", blind=True))
        rule(database, second, "form", "direct", by=By("Kim", blind=True))
        rule(database, first, "form", "indirect", by=By("Lee"))
    database.close()
    return path


def figures(db: str, *arguments: str) -> list[dict[str, object]]:
    return json.loads(run(db, "agree", *arguments, "--format", "json").stdout)  # type: ignore[no-any-return]


def test_agreement_with_the_model(db: str) -> None:
    (row,) = figures(db, "--coder", "model", "--against", "Kim")
    assert (row["id"], row["n"], row["articles"], row["agreement"]) == ("form:nominal", 12, 6, 0.9167)
    assert row["kappa"] == 0.8462
    assert row["alpha"] == 0.8516
    assert float(str(row["low"])) < 0.8516 <= float(str(row["high"])) == 1.0
    assert len(row["statements"]) == 12  # type: ignore[arg-type]


def test_three_coders_have_the_kappa_of_many(db: str) -> None:
    (row,) = figures(db, "--coder", "model", "--against", "Kim", "--against", "Lee")
    assert row["n"] == 12
    assert row["kappa"] is not None


def test_codings_in_sight_of_the_machine_are_told(db: str) -> None:
    assert "6 of 6 codings were made with the machine's values in sight" in run(db, "agree", "--coder", "model", "--against", "Lee").stderr
    assert run(db, "agree", "--coder", "model", "--against", "Kim").stderr == ""


def test_nothing_in_common_is_told(db: str) -> None:
    done = run(db, "agree", "--coder", "model", "--against", "Lee", "--blind-only")
    assert done.stdout == "no statement was coded by two of them\n"


def test_what_was_coded_twice_is_exported_with_weights(db: str, tmp_path: Path) -> None:
    run(db, "sample", "3", "--seed", "1", "--name", "spring")
    run(db, "agree", "--coder", "model", "--against", "Kim", "--sample", "spring", "--export", str(tmp_path / "twice.csv"))
    with (tmp_path / "twice.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 6
    assert {(row["weight"], row["sample"], row["field"]) for row in rows} == {("2.0", "spring", "form")}
    assert {row["by model"] for row in rows} == {"indirect", "direct"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("agree", "--coder", "Kim", "--against", "Kim"), "each once"),
        (("agree", "--coder", "Kim", "--against", "Lee", "--field", "colour"), "'colour' is no field"),
        (("queue", "--coder", "Kim"), "goes with --sample"),
    ],
)
def test_wrong_usage_is_told(db: str, arguments: tuple[str, ...], told: str) -> None:
    done = run(db, *arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_an_unknown_coder_is_told(db: str) -> None:
    assert "the coders are Kim, Lee, model" in str(run(db, "agree", "--coder", "Kim", "--against", "Bo").exception)


def test_the_queue_is_listed(db: str) -> None:
    rows = json.loads(run(db, "queue", "--limit", "20", "--format", "json").stdout)
    assert len(rows) == 6  # Lee's rulings check the others
    assert {"id", "doubt", "kind"} <= set(rows[0])


def test_a_sample_is_coded_blind(db: str) -> None:
    run(db, "sample", "1", "--seed", "3")
    (first, second) = json.loads(run(db, "queue", "--sample", "seed-3", "--blind", "--format", "json").stdout)
    assert (first["content"], second["content"], "kind" in first) == ("It will rain", "It is dry", False)
    assert json.loads(run(db, "queue", "--sample", "seed-3", "--coder", "Kim", "--format", "json").stdout) == []


def test_a_queue_of_homeless_rulings_can_be_empty(db: str) -> None:
    assert run(db, "queue", "--homeless").stdout == "nothing is left to check\n"


def unit(number: int, field: str) -> Unit:
    return Unit("text", str(number), None, field)


def test_attitudes_are_numbers_too() -> None:
    values = [("for", "for"), ("against", "neither"), ("neither", "neither"), ("none", "for")]
    coded = {coder: {unit(n, "attitude"): Coding(pair[at]) for n, pair in enumerate(values)} for at, coder in enumerate("AB")}
    nominal, interval = compare(coded, {"text": 10})
    assert (nominal["n"], nominal["agreement"], interval["id"], interval["n"], interval["agreement"]) == (
        4,
        0.5,
        "attitude:interval",
        3,
        0.6667,
    )
    assert interval["alpha"] == pytest.approx(1 - 5 * 2 / (2 * 15), abs=1)


def test_spans_are_compared_character_by_character_too() -> None:
    coded = {
        "A": {unit(1, "content"): Coding("0-6", ((0, 6),)), unit(2, "content"): Coding("2-4", ((2, 4),))},
        "B": {unit(1, "content"): Coding("0-5", ((0, 5),)), unit(2, "content"): Coding("2-4", ((2, 4),))},
    }
    exact, unitised = compare(coded, {"text": 20})
    assert (exact["agreement"], exact["kappa"] is not None) == (0.5, True)
    assert (unitised["measure"], unitised["n"], unitised["agreement"]) == ("unitised", 2, None)
    assert 0.5 < unitised["alpha"] < 1


def test_what_is_exported_without_a_sample_has_no_weight() -> None:
    coded = {coder: {unit(1, "form"): Coding("direct")} for coder in "AB"}
    (row,) = coded_twice(coded, None)
    assert (row["weight"], row["sample"], row["by A"], row["by B"]) == (None, None, "direct", "direct")
    (row,) = coded_twice(coded, Sample("spring", 1, 40, ("text", "other")))
    assert row["weight"] == 40

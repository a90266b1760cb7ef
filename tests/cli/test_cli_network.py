"""``onrecord network`` as users run it: the figures of DNA from a database, levels, windows, files, intervals."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.cli.main import cli
from onrecord.store.database import Database
from onrecord.store.ruling.coding import draw_sample
from onrecord.store.ruling.missed import read_to_the_end
from tests.cli.test_cli_rulings import run
from tests.debate.test_debate_oracle import COMPARED, ORACLE, READ, named
from tests.stances_made import Words, article_of, codebook, give, ids_of, put
from tests.test_docs import shown
from tests.town_made import ARTICLES, IDS, fill_town

if TYPE_CHECKING:
    from pathlib import Path

#: The actors of the oracle by names that are some.
ACTORS = {"A": "Ana Ruiz", "B": "Bo Ek", "C": "Chen Weiming", "D": "Dora Petrova"}
#: Sides for and against are what a record has; statements without an issue have no stance, so that it knows nobody who made no other.
HELD = [one for one in COMPARED if one["qualifier"] == "agreement" and (one["dataset"], one["isolates"]) != ("E2", "1")]


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Databases whose stances are those of the two small debates of DNA's figures."""
    folder = tmp_path_factory.mktemp("oracle")
    Database.open(str(folder / "E1.db")).close()
    shutil.copy(folder / "E1.db", folder / "E2.db")
    for name in ("E1", "E2"):
        with Database.open(str(folder / f"{name}.db")) as database:
            rows = [row for row in READ[name] if row["concept"]]
            days = {row["doc_id"]: row["date"] for row in rows}
            for document, day in days.items():
                own = [row for row in rows if row["doc_id"] == document]
                said = (Words(ACTORS[row["actor"]], f"{row['concept']} is number {k} of {document}") for k, row in enumerate(own))
                ids = put(database, article_of(day, *said))
                codebook(database, "x", "y", "z")
                give(database, *((i, row["concept"], "for" if row["agreement"] else "against") for i, row in zip(ids, own, strict=True)))
    return {name: str(folder / f"{name}.db") for name in ("E1", "E2")}


@pytest.mark.shared
@pytest.mark.skipif(not ORACLE.exists(), reason="the figures of DNA are not beside this checkout")
@pytest.mark.parametrize("one", HELD, ids=named)
def test_figures_from_a_database_are_those_of_dna(oracle: dict[str, str], one: dict[str, Any]) -> None:
    same = ("network", "aggregation", "normalisation", "duplicates", "window", "size")
    arguments = [word for key in same for word in (f"--{key}", one[key])]
    days = ("--since", one["start"], "--until", one["stop"][:10])
    isolates = "--isolates" if one["isolates"] == "1" else "--no-isolates"
    done = run(oracle[one["dataset"]], "network", *arguments, *days, isolates, "--dna-compat", "--format", "json")
    found = json.loads(done.stdout)[one["slice"]]
    actors = ACTORS if one["network"] == "onemode" else {}
    assert found["rows"] == [ACTORS[name] for name in one["rows"]]
    assert found["cols"] == [actors.get(name, name) for name in one["cols"]]
    assert found["matrix"] == [pytest.approx(row, abs=1e-9) for row in one["matrix"]]
    assert found["n_statements"] == one["n_statements"]
    fields = set(one) - {"dataset", "indent"}
    assert fields <= set(found)
    assert {key: found[key] for key in (*same, "isolates", "slice", "qualifier", "kernel")} == {
        key: one[key] for key in (*same, "isolates", "slice", "qualifier", "kernel")
    }
    assert all(found[key] == one[key][:10] for key in ("start", "stop", "mid", "slice_start", "slice_stop"))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The town, of which nobody has checked a sample."""
    folder = tmp_path_factory.mktemp("town")
    with Database.open(str(folder / "record.db")) as database:
        fill_town(database, folder)
    return str(folder / "record.db")


def objects(db: str, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(db, "network", *arguments, "--format", "json").stdout)
    return found


def rows_of(words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(words)))


def test_reported_stances_count_only_where_asked_for(db: str) -> None:
    assert "Norland" not in objects(db)[0]["rows"]
    assert objects(db, "--reported", "only")[0]["rows"] == ["Norland"]
    assert {"Norland", "Ana Ruiz"} <= set(objects(db, "--reported", "include")[0]["rows"])
    assert "6 stances, reported ones excluded" in run(db, "network").stderr


def test_a_network_is_told_with_its_options_its_edges_and_their_statements(db: str) -> None:
    (found,) = objects(db, "--until", "2026-02-28")
    assert (found["id"], found["level"], found["reported"], found["dna_compat"]) == ("slice-0", "speaker", "exclude", False)
    assert (found["rows"], found["cols"]) == (["Ana Ruiz", "Bo Ek", "Harbour Union"], ["buses", "trams"])
    assert found["matrix"] == [[0, 1], [0, -1], [1, 0]]
    assert (found["start"], found["stop"]) == ("2026-01-05", "2026-02-28")
    assert found["edges"][0] == {
        "row": "Ana Ruiz", "column": "trams", "weight": 1, "low": None, "high": None, "statements": [IDS[0]],
    }  # fmt: skip
    assert found["statements"] == [IDS[0], IDS[4], IDS[5]]


def test_without_a_checked_sample_there_are_no_intervals_and_that_is_said(db: str) -> None:
    (found,) = objects(db)
    assert all(edge["low"] is edge["high"] is None for edge in found["edges"])
    assert found["doubt"].startswith("no intervals: no article of a random sample has been checked")
    assert "no intervals" in run(db, "network", "--format", "csv").stderr


def test_those_whom_a_level_leaves_out_are_counted(db: str) -> None:
    done = run(db, "network", "--level", "party", "--format", "csv")
    assert rows_of(done.stdout) == [{"": "Green", "trams": "1.0"}]
    assert "left out: 5 stances of speakers without party" in done.stderr
    assert "no attribute 'faction'" in str(run(db, "network", "--level", "faction").exception)


def test_each_window_has_a_network_of_its_days(db: str) -> None:
    found = objects(db, "--window", "months")
    assert [(one["slice_start"], one["slice_stop"], one["statements"]) for one in found] == [
        ("2026-01-01", "2026-01-31", [IDS[0]]),
        ("2026-02-01", "2026-02-28", [IDS[4], IDS[5]]),
        ("2026-03-01", "2026-03-31", [IDS[6], IDS[7]]),
    ]
    assert {(one["start"], one["stop"]) for one in found} == {("2026-01-05", "2026-03-01")}
    rows = rows_of(run(db, "network", "--window", "months", "--format", "csv").stdout)
    assert [(row["first"], row["column"], row["weight"]) for row in rows][:2] == [
        ("2026-01-01", "trams", "1.0"),
        ("2026-02-01", "trams", "-1.0"),
    ]


def test_a_record_without_stances_has_an_empty_network_of_no_day(tmp_path: Path) -> None:
    with Database.open(str(tmp_path / "record.db")):
        pass
    (found,) = objects(str(tmp_path / "record.db"))
    assert (found["rows"], found["matrix"], found["start"], found["mid"], found["slice_stop"]) == ([], [], None, None, None)
    assert run(str(tmp_path / "record.db"), "network").exit_code == 0


@pytest.mark.parametrize("what", ["groups", "polarisation", "centralities", "backbone"])
def test_figures_have_an_id_each_and_are_printed_too(db: str, what: str) -> None:
    found = objects(db, "--show", what, "--network", "onemode")
    assert found
    assert len({one["id"] for one in found}) == len(found)
    done = run(db, "network", "--show", what, "--format", "csv")
    assert len(rows_of(done.stdout)) > 0
    assert run(db, "network", "--show", what, "--format", "edges").exit_code == 2


def test_events_are_the_stances_that_are_counted(db: str) -> None:
    found = rows_of(run(db, "network", "--exclude-issue", "buses", "--format", "events").stdout)
    assert [(row["actor"], row["issue"], row["side"]) for row in found if "Victoria" not in row["actor"]] == [
        ("Ana Ruiz", "trams", "for"),
        ("Ana Ruiz", "trams", "for"),
        ("Bo Ek", "trams", "against"),
    ]


@pytest.mark.parametrize("form", ["gexf", "graphml", "dl"])
def test_files_of_other_programs_are_the_same_in_a_file_and_on_standard_output(db: str, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"network.{form}"
    assert run(db, "network", "--format", form, "--out", str(out)).exit_code == 0
    assert run(db, "network", "--format", form).stdout == out.read_text(encoding="utf-8")
    assert "Harbour Union" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("--format", "gephi"), ("--format", "pajek"), ("--kernel", "uniform"), ("--format", "docx"), ("--window", "decades"), ("--size", "0")],
)
def test_wrong_usage_is_exit_2(db: str, arguments: tuple[str, ...]) -> None:
    assert run(db, "network", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "2026-03-01", "--until", "2026-01-01"), "the first day comes first"),
        (("--network", "onemode", "--normalisation", "prominence"), "normalisation of a onemode network cannot be 'prominence'; choose"),
        (("--qualifier", "none", "--aggregation", "subtract"), "only ignore is defined"),
        (("--debate", "Rails"), "there is no debate 'Rails'"),
    ],
)
def test_what_does_not_go_together_is_told(db: str, arguments: tuple[str, ...], told: str) -> None:
    assert told in str(run(db, "network", *arguments).exception)


def test_a_checked_sample_gives_intervals_that_hold_the_figures(tmp_path: Path) -> None:
    with Database.open(str(tmp_path / "record.db")) as database:
        fill_town(database, tmp_path)
        draw_sample(database, 4, seed=1)
        for article in ids_of(ARTICLES):
            read_to_the_end(database, article, "Kim")
    path = str(tmp_path / "record.db")
    (found,) = objects(path)
    assert found["doubt"].startswith("95 % intervals from 4 checked articles: 7 of its stances right")
    assert all(edge["low"] <= edge["weight"] <= edge["high"] for edge in found["edges"])
    ruled, free = (next(edge for edge in found["edges"] if edge["row"] == name) for name in ("Harbour Union", "Ana Ruiz"))
    assert ruled["low"] == ruled["high"] == 1
    assert free["low"] < free["high"]
    assert "(" in run(path, "network").stdout
    assert all(edge["low"] is None for edge in objects(path, "--no-intervals")[0]["edges"])
    indices = objects(path, "--show", "polarisation")
    assert all(one["low"] <= one["value"] <= one["high"] for one in indices if one["value"] is not None)


def test_the_examples_of_the_help_run(db: str) -> None:
    examples = [one for one in shown(cli.commands["network"].help or "") if "svg" not in one]
    assert len(examples) == 4
    for one in examples:
        assert run(db, *one).exit_code == 0


def test_a_name_to_leave_out_that_no_stance_has_is_refused_with_those_there_are(db: str) -> None:
    done = run(db, "network", "--exclude-issue", "busses")
    assert done.exit_code == 2
    assert "no stance has 'busses'; choose one of buses" in " ".join(done.stderr.split())

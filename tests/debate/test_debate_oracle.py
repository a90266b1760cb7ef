"""Our figures are those that DNA 3.1.2 printed for two small debates, to the ninth digit."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.debate.design import Design, Qualifier, Selection
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.debate.windows import Windows, over_time
from onrecord.errors import SettingsError
from tests.program import ROOT

if TYPE_CHECKING:
    from onrecord.debate.network import Network

ORACLE = ROOT.parent / "shared" / "reference" / "discourse_networks_oracle.json"
READ: dict[str, Any] = json.loads(ORACLE.read_text(encoding="utf-8")) if ORACLE.exists() else {"results": []}
OURS = [one for one in READ["results"] if one["dataset"] in {"E1", "E2"}]
REFUSED = [one for one in OURS if (one["aggregation"], one["normalisation"]) == ("combine", "prominence")]
COMPARED = [one for one in OURS if one not in REFUSED]


def named(one: dict[str, Any]) -> str:
    return "-".join(
        str(one[key])
        for key in ("dataset", "network", "qualifier", "aggregation", "normalisation", "duplicates", "isolates", "window", "size", "slice")
    )


def rows(one: dict[str, Any]) -> list[DebateStance]:
    return [
        DebateStance(
            str(row["doc_id"]), date.fromisoformat(row["date"]), row["actor"], row["concept"], row[one["qualifier"]], statements=(f"s{at}",)
        )
        for at, row in enumerate(READ[one["dataset"]])
    ]


def drawn(one: dict[str, Any]) -> Network:
    design = Design(
        network=one["network"],
        aggregation=one["aggregation"],
        normalisation=one["normalisation"],
        qualifier=Qualifier("agreement" if one["qualifier"] == "agreement" else "number"),
        isolates=one["isolates"] == "1",
    )
    selection = Selection(first=date.fromisoformat(one["start"]), last=date.fromisoformat(one["stop"][:10]), duplicates=one["duplicates"])
    if one["window"] == "no":
        return network(rows(one), design, selection, dna_compat=True)
    windows = Windows(one["window"], int(one["size"]))
    found = list(over_time(rows(one), windows, design, selection, dna_compat=True))
    window = found[int(one["slice"])]
    assert (window.first.isoformat(), window.last.isoformat()) == (one["slice_start"][:10], one["slice_stop"][:10])
    return window.network


@pytest.mark.shared
@pytest.mark.skipif(not ORACLE.exists(), reason="the figures of DNA are not beside this checkout")
def test_the_oracle_has_the_matrices_it_is_said_to_have() -> None:
    assert len(COMPARED) == 86


@pytest.mark.shared
@pytest.mark.skipif(not ORACLE.exists(), reason="the figures of DNA are not beside this checkout")
@pytest.mark.parametrize("one", COMPARED, ids=named)
def test_a_matrix_is_that_of_dna(one: dict[str, Any]) -> None:
    found = drawn(one)
    assert list(found.rows) == one["rows"]
    assert list(found.columns) == one["cols"]
    assert found.dense().tolist() == [pytest.approx(row, abs=1e-9) for row in one["matrix"]]
    assert len(found.stances) == one["n_statements"]


@pytest.mark.shared
@pytest.mark.skipif(not ORACLE.exists(), reason="the figures of DNA are not beside this checkout")
@pytest.mark.parametrize("one", REFUSED, ids=named)
def test_what_dna_reads_from_the_wrong_cells_is_refused_with_the_reason(one: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="divisors from the wrong cells"):
        drawn(one)

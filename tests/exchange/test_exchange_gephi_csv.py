"""Gephi's pair of tables names every node and edge, and starts no formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import ExchangeError
from onrecord.exchange.networks.gephi_csv import write_gephi_csv
from onrecord.exchange.networks.network_files import FileNode, NetworkFile
from tests.exchange.networks_made import two_mode

if TYPE_CHECKING:
    from pathlib import Path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_node_has_id_label_and_what_is_known(tmp_path: Path) -> None:
    write_gephi_csv(two_mode(), tmp_path)
    found = rows(tmp_path / "nodes.csv")
    assert found[0] == {"Id": "actor:Ana Ruiz", "Label": "Ana Ruiz", "kind": "actor", "group": "1", "party": "Harbour <List>", "seats": "3"}
    assert [row["Label"] for row in found[1:3]] == ['Jo "Kit" O’Neil', "김서연 🚢"]


def test_every_edge_joins_two_ids_with_an_amount(tmp_path: Path) -> None:
    write_gephi_csv(two_mode(), tmp_path)
    found = rows(tmp_path / "edges.csv")
    assert {row["Source"] for row in found} | {row["Target"] for row in found} <= {row["Id"] for row in rows(tmp_path / "nodes.csv")}
    assert found[0] == {
        "Source": "actor:Ana Ruiz", "Target": "issue:The ferry should be free", "Type": "Undirected", "Id": "0", "Weight": "1.0",
        "signed_weight": "1.0", "sign": "1", "statements": "s1", "low": "0.5", "high": "1.5",
    }  # fmt: skip
    assert [row["signed_weight"] for row in found if row["sign"] == "-1"] == ["-1.0"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@ana", "+1", "-x", "\tx", "＝1"])
def test_a_name_starts_no_formula(tmp_path: Path, name: str) -> None:
    network = NetworkFile(title="", mode="onemode", nodes=(FileNode(id=f"actor:{name}", name=name),), edges=())
    manifest = write_gephi_csv(network, tmp_path)
    assert rows(tmp_path / "nodes.csv")[0]["Label"] == "'" + name
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("word that a spreadsheet would take for a formula", 1)]


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_gephi_csv(two_mode(), tmp_path / "a" / "b")
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {"nodes.csv", "edges.csv"}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(ExchangeError, match="cannot be written"):
        write_gephi_csv(two_mode(), tmp_path / "a")

"""GEXF files keep the rules of version 1.3, and say what was drawn, when, and by which statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.exchange.networks.gexf import write_gexf
from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile
from tests.exchange.gexf_rules import broken_rules
from tests.exchange.networks_made import network_files, one_mode, two_mode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debate.gexf"


@given(network=network_files())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_network_keeps_the_rules(file: Path, network: NetworkFile) -> None:
    write_gexf(network, file)
    assert broken_rules(file) == []


def test_the_rules_are_not_blind(file: Path) -> None:
    nx.write_gexf(nx.path_graph(2), file, version="1.2draft")
    assert broken_rules(file)
    write_gexf(two_mode(windows=True), file)
    text = file.read_text(encoding="utf-8")
    for good, bad in (
        ('version="1.3"', 'version="1.2"'),
        ("<attvalues>", "<spells/><attvalues>"),
        ('value="2.5"', 'value="three"'),
        (' id="0"', ""),
    ):
        assert good in text
        file.write_text(text.replace(good, bad), encoding="utf-8")
        assert broken_rules(file), good


def test_networkx_reads_names_kinds_groups_and_attributes(file: Path) -> None:
    write_gexf(two_mode(), file)
    read = nx.read_gexf(file)
    assert read.nodes["actor:Ana Ruiz"] == {"label": "Ana Ruiz", "kind": "actor", "group": "1", "party": "Harbour <List>", "seats": 3.0}
    assert read.nodes["actor:김서연 🚢"]["seats"] == 2.5
    assert read.nodes["issue:The port should grow"]["kind"] == "issue"


def test_an_edge_has_amount_sign_interval_and_statements(file: Path) -> None:
    write_gexf(two_mode(), file)
    read = nx.read_gexf(file)
    assert read.edges["actor:Ana Ruiz", "issue:The ferry should be free"] == {
        "id": "0", "weight": 1.0, "sign": 1, "signed_weight": 1.0, "statements": "s1", "low": 0.5, "high": 1.5,
    }  # fmt: skip
    against = read.edges['actor:Jo "Kit" O’Neil', "issue:The ferry should be free"]
    assert (against["weight"], against["sign"], against["signed_weight"]) == (1.0, -1, -1.0)


def test_an_interval_is_found_whichever_node_comes_first(file: Path) -> None:
    write_gexf(one_mode(), file)
    (edge,) = (
        data for one, other, data in nx.read_gexf(file).edges(data=True) if {one, other} == {"actor:Ana Ruiz", 'actor:Jo "Kit" O’Neil'}
    )
    assert (edge["low"], edge["high"], edge["statements"]) == (-3.0, 0.0, "s1 s2 s3 s4 s6")


def test_an_edge_is_there_in_its_windows_alone(file: Path) -> None:
    write_gexf(two_mode(windows=True), file)
    edge = nx.read_gexf(file).edges["actor:김서연 🚢", "issue:The ferry should be free"]
    assert edge["spells"] == [("2026-04-01", "2026-04-30")]
    assert edge["window_weight"] == [(1.0, "2026-04-01", "2026-04-30")]


def test_what_cancels_over_the_period_is_counted_as_lost(file: Path) -> None:
    manifest = write_gexf(two_mode(windows=True), file)
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("edge of weight 0", 1)]
    assert manifest.counts == {"nodes": 5, "edges": 4, "statements": 4}


def test_characters_that_xml_cannot_hold_are_replaced(file: Path) -> None:
    write_gexf(NetworkFile(title="", mode="onemode", nodes=(FileNode(id="a", name="a\x00\ud800b"),), edges=()), file)
    assert nx.read_gexf(file).nodes["a"]["label"] == "a��b"


def test_an_attribute_named_like_a_field_stays_apart_from_it(file: Path) -> None:
    node = FileNode(id="a", name="a", group="left", attributes={"group": "G7", "group_": "x"})
    write_gexf(NetworkFile(title="", mode="onemode", nodes=(node,), edges=()), file)
    assert nx.read_gexf(file).nodes["a"] == {"label": "a", "kind": "actor", "group": "left", "group_": "G7", "group__": "x"}


def test_a_directed_network_says_so(file: Path) -> None:
    nodes = (FileNode(id="a", name="a"), FileNode(id="b", name="b"))
    network = NetworkFile(title="", mode="onemode", nodes=nodes, edges=(FileEdge(source="a", target="b", weight=1),), directed=True)
    write_gexf(network, file)
    assert list(nx.read_gexf(file).edges) == [("a", "b")]
    assert nx.read_gexf(file).is_directed()


def test_the_same_network_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_gexf(two_mode(windows=True), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()

"""Pajek files number every name once, whatever letters and marks it holds, and tell the two modes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile
from onrecord.exchange.networks.pajek import write_pajek
from tests.exchange.networks_made import network_files, one_mode, two_mode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debate.net"


def test_networkx_reads_names_and_signed_weights(file: Path) -> None:
    write_pajek(one_mode(), file)
    read = nx.Graph(nx.read_pajek(file))
    assert set(read) == {"Ana Ruiz", "Jo ”Kit” O’Neil", "김서연 🚢"}
    assert {frozenset(ends): read.edges[ends]["weight"] for ends in read.edges} == {
        frozenset({"Ana Ruiz", "Jo ”Kit” O’Neil"}): -1.0,
        frozenset({"Ana Ruiz", "김서연 🚢"}): 1.0,
        frozenset({"Jo ”Kit” O’Neil", "김서연 🚢"}): -1.0,
    }


def test_pajek_is_told_that_it_is_utf_8(file: Path) -> None:
    write_pajek(one_mode(), file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf*Network The ferry\n")


def test_of_two_modes_the_actors_come_first_and_are_counted(file: Path) -> None:
    write_pajek(two_mode(), file)
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "*Network The ferry & the port",
        "*Vertices 5 3",
        '1 "Ana Ruiz"',
        '2 "Jo ”Kit” O’Neil"',
        '3 "김서연 🚢"',
        '4 "The ferry should be free"',
        '5 "The port should grow"',
        "*Edges",
        "1 4 1.0",
        "2 4 -1.0",
        "2 5 1.0",
        "3 4 1.0",
    ]


def test_groups_become_a_partition(file: Path) -> None:
    write_pajek(two_mode(), file)
    assert file.with_suffix(".clu").read_text(encoding="utf-8-sig").split() == ["*Vertices", "5", "1", "2", "1", "0", "0"]


def test_without_groups_there_is_no_partition(file: Path) -> None:
    write_pajek(one_mode(), file)
    assert not file.with_suffix(".clu").exists()


def test_an_issue_named_like_an_actor_stays_another(file: Path) -> None:
    nodes = (FileNode(id="actor:NATO", name="NATO"), FileNode(id="issue:NATO", name="NATO", kind="issue"))
    write_pajek(NetworkFile(title="", mode="twomode", nodes=nodes, edges=()), file)
    assert file.read_text(encoding="utf-8-sig").splitlines()[2:4] == ['1 "NATO (actor)"', '2 "NATO (issue)"']


def test_a_directed_network_has_arcs(file: Path) -> None:
    nodes = (FileNode(id="a", name="a"), FileNode(id="b", name="b"))
    network = NetworkFile(title="", mode="onemode", nodes=nodes, edges=(FileEdge(source="a", target="b", weight=2),), directed=True)
    write_pajek(network, file)
    assert [(*ends, data["weight"]) for *ends, data in nx.read_pajek(file).edges(data=True)] == [("a", "b", 2.0)]


def test_what_a_net_cannot_hold_is_counted(file: Path) -> None:
    losses = {loss.what: loss.count for loss in write_pajek(two_mode(windows=True), file).losses}
    assert losses == {
        "edge of weight 0": 1, "quotation mark in a name": 2, "attribute of a node": 3, "statements of an edge": 4,
        "interval of an edge": 1, "windows of an edge": 4,
    }  # fmt: skip


@given(network=network_files())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_network_has_one_line_a_node_and_an_edge(file: Path, network: NetworkFile) -> None:
    write_pajek(network, file)
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    assert len(lines) == 4 + len(network.nodes) + len(network.edges)
    assert all(line.count('"') == 2 for line in lines[2 : 2 + len(network.nodes)])

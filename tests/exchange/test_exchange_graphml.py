"""GraphML files have typed keys, nothing of one program alone, and are read by networkx as they were meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from onrecord.exchange.networks.graphml import write_graphml
from tests.exchange.networks_made import network_files, one_mode, two_mode

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.networks.network_files import NetworkFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debate.graphml"


def test_nodes_have_names_kinds_groups_and_typed_attributes(file: Path) -> None:
    write_graphml(two_mode(), file)
    read = nx.read_graphml(file)
    assert read.nodes["actor:Ana Ruiz"] == {"label": "Ana Ruiz", "kind": "actor", "group": "1", "party": "Harbour <List>", "seats": 3.0}
    assert read.nodes["issue:The port should grow"] == {"label": "The port should grow", "kind": "issue"}


def test_an_edge_has_amount_sign_interval_and_statements(file: Path) -> None:
    write_graphml(two_mode(), file)
    read = nx.read_graphml(file)
    assert read.edges["actor:Ana Ruiz", "issue:The ferry should be free"] == {
        "id": "e0", "weight": 1.0, "signed_weight": 1.0, "sign": 1, "statements": "s1", "low": 0.5, "high": 1.5,
    }  # fmt: skip
    assert read.edges['actor:Jo "Kit" O’Neil', "issue:The ferry should be free"]["sign"] == -1


def test_every_key_is_typed_and_all_is_in_one_namespace(file: Path) -> None:
    write_graphml(two_mode(), file)
    root = etree.parse(str(file)).getroot()
    assert {etree.QName(element).namespace for element in root.iter()} == {"http://graphml.graphdrawing.org/xmlns"}
    keys = root.findall("{*}key")
    assert {key.get("attr.type") for key in keys} == {"string", "double", "int"}
    assert {data.get("key") for data in root.iter("{*}data")} <= {key.get("id") for key in keys}


def test_windows_are_counted_as_lost(file: Path) -> None:
    losses = write_graphml(two_mode(windows=True), file).losses
    assert [(loss.what, loss.count) for loss in losses] == [("edge of weight 0", 1), ("windows of an edge", 4)]


def test_a_network_of_one_mode_is_undirected(file: Path) -> None:
    write_graphml(one_mode(), file)
    read = nx.read_graphml(file)
    assert not read.is_directed()
    assert len(read.edges) == 3


@given(network=network_files())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_network_is_read_by_networkx(file: Path, network: NetworkFile) -> None:
    write_graphml(network, file)
    read = nx.read_graphml(file, force_multigraph=True)
    assert {ident: read.nodes[ident].get("label", "") for ident in read} == {node.id: node.name for node in network.nodes}
    weights = sorted(data["signed_weight"] for _, _, data in read.edges(data=True))
    assert weights == sorted(edge.weight for edge in network.edges)

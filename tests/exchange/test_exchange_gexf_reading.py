"""GEXF comes back as it was written; what is no network is refused with what is wrong and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.errors import ExchangeError
from onrecord.exchange.networks.gexf import write_gexf
from onrecord.exchange.networks.gexf_reading import read_gexf
from tests.exchange.networks_made import network_files

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.networks.network_files import NetworkFile

TAIL = "</attvalues></node></nodes></graph></gexf>"
HEAD = '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph>\n'
NODE = '<nodes><node id="a" label="A"/></nodes>\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debate.gexf"


@given(network=network_files())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nodes_and_edges_come_back(file: Path, network: NetworkFile) -> None:
    write_gexf(network, file)
    read, manifest = read_gexf(file)
    assert read == network
    assert manifest.losses == ()


@pytest.mark.parametrize("version", ["1.1draft", "1.2draft"])
def test_older_versions_of_other_programs_are_read(file: Path, version: str) -> None:
    graph = nx.DiGraph()
    graph.add_node("n1", label="Ana Ruiz", seats=3, kind="actor")
    graph.add_node("n2", label="The port should grow", kind="issue")
    graph.add_edge("n1", "n2", weight=2.5)
    nx.write_gexf(graph, file, version=version)
    read, _ = read_gexf(file)
    assert [(node.name, node.kind, node.attributes) for node in read.nodes] == [
        ("Ana Ruiz", "actor", {"seats": 3}), ("The port should grow", "issue", {}),
    ]  # fmt: skip
    assert [(edge.source, edge.target, edge.weight) for edge in read.edges] == [("n1", "n2", 2.5)]
    assert (read.mode, read.directed) == ("twomode", True)


def test_colours_and_places_are_counted_as_lost(file: Path) -> None:
    graph = nx.Graph()
    graph.add_node("n1", viz={"color": {"r": 1, "g": 2, "b": 3, "a": 0.5}, "position": {"x": 1.0, "y": 2.0, "z": 0.0}})
    nx.write_gexf(graph, file)
    assert [(loss.what, loss.count) for loss in read_gexf(file)[1].losses] == [("colour, place, size or shape", 2)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "debate.gexf: is empty"),
        ("<gexf/>", "debate.gexf: holds no <graph>: it is an empty GEXF file"),
        (HEAD + "<nodes/></graph></gexf>", "debate.gexf: holds no node: it is an empty GEXF file"),
        ("<graphml/>", "debate.gexf: starts with <graphml>"),
        ("Ana Ruiz", "debate.gexf: it is no XML that can be read, line 1"),
        (HEAD + NODE, "debate.gexf: it is no XML that can be read, line 3"),
        (HEAD + NODE + '<edges>\n<edge source="a" target="b"/></edges></graph></gexf>', "debate.gexf:4: an edge to 'b', which is no node"),
        (HEAD + NODE + NODE + "</graph></gexf>", "debate.gexf:3: the node 'a' stands twice"),
        (HEAD + "<nodes><node/></nodes></graph></gexf>", "debate.gexf:2: a node without an id"),
        (HEAD + NODE + '<edges><edge source="a" target="a" weight="much"/></edges></graph></gexf>', "debate.gexf:3: 'much' is no value"),
        (HEAD + NODE + '<edges><edge source="a" target="a" weight="inf"/></edges></graph></gexf>', "debate.gexf:3: 'inf' is no value"),
        (HEAD + '<nodes><node id="a"><attvalues>\n<attvalue for="p" value="1"/>' + TAIL, "debate.gexf:3: a value for 'p'"),
        ('<!DOCTYPE gexf [<!ENTITY a "b">]>' + HEAD + NODE + "</graph></gexf>", "debate.gexf: it declares a document type"),
    ],
)  # fmt: skip
def test_what_is_no_network_is_refused(file: Path, content: str, message: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ExchangeError) as refused:
        read_gexf(file)
    assert message in str(refused.value)


def test_a_bomb_of_entities_is_refused(file: Path) -> None:
    bomb = '<!DOCTYPE gexf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' + "".join(
        f'<!ENTITY {chr(after)} "{f"&{chr(after - 1)};" * 8}">' for after in range(ord("c"), ord("m"))
    )
    file.write_text(bomb + ']><gexf><graph><nodes><node id="&l;"/></nodes></graph></gexf>', encoding="utf-8")
    with pytest.raises(ExchangeError):
        read_gexf(file)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(ExchangeError, match=r"debate\.gexf: cannot be read: No such file"):
        read_gexf(file)

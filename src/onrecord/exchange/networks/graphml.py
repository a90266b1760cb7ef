"""GraphML with typed keys and nothing else, which Gephi, visone, igraph and networkx open.

As in GEXF, ``weight`` is the amount, which all of them draw; ``sign`` and ``signed_weight`` stand beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from onrecord.exchange.contents import Loss, Manifest
from onrecord.exchange.networks.network_files import counts_of, drawn_edges, field_names, typed, written
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile, Value

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_FIELDS = {"label": "string", "kind": "string", "group": "string"}
EDGE_FIELDS = {
    "weight": "double", "signed_weight": "double", "sign": "int", "statements": "string", "low": "double", "high": "double",
}  # fmt: skip


def write_graphml(network: NetworkFile, path: Path) -> Manifest:
    """Writes the network as GraphML.

    Raises:
        ExchangeError: the file cannot be written.
    """
    edges, losses = drawn_edges(network)
    types = typed(network.nodes)
    names = field_names(types)
    keys: dict[tuple[str, str], str] = {}
    with written_whole(path) as stream, etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: NAMESPACE}):
            for part, fields in (("node", NODE_FIELDS | {names[name]: types[name] for name in names}), ("edge", EDGE_FIELDS)):
                for name, form in fields.items():
                    keys[part, name] = f"k{len(keys)}"
                    xml.write(_element("key", {"id": keys[part, name], "for": part, "attr.name": name, "attr.type": form}))
            with xml.element("graph", id="G", edgedefault="directed" if network.directed else "undirected"):
                title = _element("desc", {})
                title.text = written(network.title)
                xml.write(title)
                for node in network.nodes:
                    xml.write(_node(node, names, keys))
                for number, edge in enumerate(edges):
                    xml.write(_edge(number, edge, keys))
    spelled = sum(1 for edge in edges if edge.spells)
    losses += (Loss(what="windows of an edge", count=spelled, why="GraphML knows no time; write gexf"),) if spelled else ()
    return Manifest(format="graphml", counts=counts_of(network, edges), losses=losses)


def _element(name: str, attributes: dict[str, str]) -> Any:  # noqa: ANN401 - lxml has no types
    element = etree.Element(name, {key: written(value) for key, value in attributes.items()})
    element.tail = "\n"
    return element


def _filled(element: Any, part: str, values: dict[str, Value | None], keys: dict[tuple[str, str], str]) -> Any:  # noqa: ANN401
    """The element with its data, where there is a value."""
    for name, value in values.items():
        if value is not None:
            data = etree.SubElement(element, "data", key=keys[part, name])
            data.text = written(value)
    return element


def _node(node: FileNode, names: dict[str, str], keys: dict[tuple[str, str], str]) -> Any:  # noqa: ANN401
    known = {names[name]: value for name, value in node.attributes.items()}
    return _filled(_element("node", {"id": node.id}), "node", {"label": node.name, "kind": node.kind, "group": node.group, **known}, keys)


def _edge(number: int, edge: FileEdge, keys: dict[tuple[str, str], str]) -> Any:  # noqa: ANN401
    values: dict[str, Value | None] = {
        "weight": abs(edge.weight), "signed_weight": edge.weight, "sign": edge.sign, "statements": " ".join(edge.statements),
        "low": edge.low, "high": edge.high,
    }  # fmt: skip
    return _filled(_element("edge", {"id": f"e{number}", "source": edge.source, "target": edge.target}), "edge", values, keys)

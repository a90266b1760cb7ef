"""GEXF 1.3, the format of Gephi: typed attributes, signed edges with their statements, spells where windows were given.

Gephi draws no edge of a weight below 0. ``weight`` is therefore the amount, and ``sign`` and ``signed_weight`` are attributes beside
it. The weight in each window is an attribute of its own, ``window_weight``, as dynamic edge weights are not drawn in all modes; where
windows overlap, which Gephi refuses, one lasts until the next begins.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import etree

from onrecord.exchange.contents import Manifest
from onrecord.exchange.networks.network_files import counts_of, drawn_edges, field_names, typed, written
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile, Spell, Value

NAMESPACE = "http://gexf.net/1.3"
#: The attributes of edges that every file declares, with their types.
EDGE_FIELDS = {
    "sign": "integer", "signed_weight": "double", "statements": "string", "low": "double", "high": "double",
}  # fmt: skip
NODE_FIELDS = {"kind": "string", "group": "string"}


def write_gexf(network: NetworkFile, path: Path) -> Manifest:
    """Writes the network as GEXF 1.3.

    Raises:
        ExchangeError: the file cannot be written.
    """
    edges, losses = drawn_edges(network)
    types = typed(network.nodes)
    names = field_names(types)
    spells = [spell for edge in edges for spell in edge.spells]
    graph = {"defaultedgetype": "directed" if network.directed else "undirected", "mode": "dynamic" if spells else "static"}
    if spells:
        graph |= {"timeformat": "date", "timerepresentation": "interval"}
        graph |= {"start": str(min(spell.first for spell in spells)), "end": str(max(spell.last for spell in spells))}
    with written_whole(path) as stream, etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", nsmap={None: NAMESPACE}, version="1.3"):
            xml.write(_meta(network))
            with xml.element("graph", graph):
                xml.write(_declared("node", NODE_FIELDS | {names[name]: types[name] for name in names}))
                xml.write(_declared("edge", EDGE_FIELDS))
                if spells:
                    xml.write(_declared("edge", {"window_weight": "double"}, mode="dynamic"))
                with xml.element("nodes", count=str(len(network.nodes))):
                    for node in network.nodes:
                        xml.write(_node(node, names))
                with xml.element("edges", count=str(len(edges))):
                    for number, edge in enumerate(edges):
                        xml.write(_edge(number, edge))
    return Manifest(format="gexf", counts=counts_of(network, edges), losses=losses)


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - lxml has no types
    element = etree.Element(name, {key: written(value) for key, value in (attributes or {}).items()})
    element.tail = "\n"
    return element


def _meta(network: NetworkFile) -> Any:  # noqa: ANN401
    meta = _element("meta")
    for name, words in (("creator", "onrecord"), ("description", network.title)):
        etree.SubElement(meta, name).text = written(words)
    return meta


def _declared(kind: str, fields: dict[str, str], mode: str = "static") -> Any:  # noqa: ANN401
    """The declaration of the fields of nodes or edges; a field's id is its name."""
    attributes = _element("attributes", {"class": kind, "mode": mode})
    for name, form in fields.items():
        attributes.append(_element("attribute", {"id": name, "title": name, "type": form}))
    return attributes


def _values(values: dict[str, Value | None]) -> Any:  # noqa: ANN401
    """The fields that have a value."""
    attvalues = _element("attvalues")
    for name, value in values.items():
        if value is not None:
            attvalues.append(_element("attvalue", {"for": name, "value": written(value)}))
    return attvalues


def _node(node: FileNode, names: dict[str, str]) -> Any:  # noqa: ANN401
    element = _element("node", {"id": node.id, "label": node.name})
    element.append(_values({"kind": node.kind, "group": node.group, **{names[name]: value for name, value in node.attributes.items()}}))
    return element


def _edge(number: int, edge: FileEdge) -> Any:  # noqa: ANN401
    ends = {"id": str(number), "source": edge.source, "target": edge.target, "weight": repr(abs(edge.weight))}
    element = _element("edge", ends)
    values = _values(
        {"sign": edge.sign, "signed_weight": edge.weight, "statements": " ".join(edge.statements), "low": edge.low, "high": edge.high}
    )
    element.append(values)
    if edge.spells:
        spells = _element("spells")
        for spell in _apart(edge.spells):
            days = {"start": spell.first.isoformat(), "end": spell.last.isoformat()}
            values.append(_element("attvalue", {"for": "window_weight", "value": repr(spell.weight), **days}))
            spells.append(_element("spell", days))
        element.append(spells)
    return element


def _apart(spells: tuple[Spell, ...]) -> list[Spell]:
    """The spells cut so that each ends before the next begins; of two that begin on one day the later."""
    cut = [replace(one, last=min(one.last, after.first - timedelta(days=1))) for one, after in pairwise(spells)]
    return [spell for spell in (*cut, spells[-1]) if spell.first <= spell.last]

"""GEXF of any version back to nodes and edges, from files that nobody vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Loss, Manifest
from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile, Spell, Value, counts_of
from onrecord.exchange.xml_parsing import parsed_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from onrecord.debate.signs import Sign
    from onrecord.exchange.networks.network_files import NodeKind

#: The largest file that is read: it is held in memory as a tree.
MOST_BYTES = 100_000_000
_NUMBERS = {"integer", "long", "short", "byte", "biginteger"}
_FRACTIONS = {"float", "double", "bigdecimal"}


@dataclass(frozen=True, slots=True)
class _Field:
    """A declared attribute of nodes or edges."""

    title: str
    type: str


def read_gexf(path: Path) -> tuple[NetworkFile, Manifest]:
    """The nodes and edges of a GEXF file, with what it says of them.

    Raises:
        ExchangeError: the file is empty, is no GEXF, has no node, or names what it does not hold; says where.
    """
    root = _root(path)
    graph = next(_named(root, "graph"), None)
    if graph is None:
        raise ExchangeError(str(path), "holds no <graph>: it is an empty GEXF file")
    fields = {kind: _fields(graph, kind) for kind in ("node", "edge")}
    nodes: dict[str, FileNode] = {}
    for element in _named(graph, "node"):
        node = _node(element, fields["node"], path)
        if node.id in nodes:
            raise ExchangeError(_place(path, element), f"the node {node.id!r} stands twice")
        nodes[node.id] = node
    if not nodes:
        raise ExchangeError(str(path), "holds no node: it is an empty GEXF file")
    edges = tuple(_edge(element, fields["edge"], nodes, path) for element in _named(graph, "edge"))
    description = next(_named(root, "description"), None)
    network = NetworkFile(
        title=(description.text or "").strip() if description is not None else "",
        mode="twomode" if len({node.kind for node in nodes.values()}) > 1 else "onemode",
        nodes=tuple(nodes.values()),
        edges=edges,
        directed=graph.get("defaultedgetype") == "directed",
    )
    return network, Manifest(format="gexf", counts=counts_of(network, edges), losses=_losses(graph, edges))


def _root(path: Path) -> Any:  # noqa: ANN401 - lxml has no types
    """The outermost element of a file."""
    try:
        size = path.stat().st_size
        if not size:
            raise ExchangeError(str(path), "is empty: a GEXF file starts with <gexf>")
        if size > MOST_BYTES:
            raise ExchangeError(str(path), f"has {size:,} bytes; at most {MOST_BYTES:,} are read")
        data = path.read_bytes()
    except OSError as error:
        raise ExchangeError(str(path), f"cannot be read: {error.strerror}") from error
    root = parsed_xml(data, str(path))
    if etree.QName(root).localname != "gexf":
        raise ExchangeError(str(path), f"starts with <{etree.QName(root).localname}>: a GEXF file starts with <gexf>")
    return root


def _named(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """The elements of a name at any depth, in whatever namespace, as it changed from version to version."""
    return cast("Iterator[Any]", element.iter(f"{{*}}{name}"))


def _place(path: Path, element: Any) -> str:  # noqa: ANN401
    return f"{path}:{element.sourceline}"


def _fields(graph: Any, kind: str) -> dict[str, _Field]:  # noqa: ANN401
    """The declared attributes of nodes or of edges by id."""
    declared = [one for group in _named(graph, "attributes") if group.get("class") == kind for one in _named(group, "attribute")]
    return {one.get("id", ""): _Field(one.get("title") or one.get("id", ""), one.get("type", "string")) for one in declared}


def _values(element: Any, fields: Mapping[str, _Field], path: Path) -> dict[str, Value]:  # noqa: ANN401
    """What an element says of itself by the titles of its attributes; not what held for a time only."""
    found: dict[str, Value] = {}
    for holder in element.iterchildren("{*}attvalues"):
        for one in holder.iterchildren("{*}attvalue"):
            name = one.get("for") or one.get("id") or ""
            if name not in fields:
                raise ExchangeError(_place(path, one), f"a value for {name!r}, which no <attribute> declares")
            if one.get("start") is None and one.get("end") is None:
                found[fields[name].title] = _value(one.get("value", ""), fields[name].type, _place(path, one))
    return found


def _value(words: str, form: str, place: str) -> Value:
    try:
        if form in _NUMBERS:
            return int(words)
        if form in _FRACTIONS:
            return _finite(words)
    except ValueError as error:
        raise ExchangeError(place, f"{words!r} is no value of the type {form}") from error
    return words.strip().lower() in {"true", "1"} if form == "boolean" else words


def _finite(words: str) -> float:
    """The number.

    Raises:
        ValueError: it is none, or without end.
    """
    number = float(words)
    if not isfinite(number):
        raise ValueError(words)
    return number


def _node(element: Any, fields: Mapping[str, _Field], path: Path) -> FileNode:  # noqa: ANN401
    ident = element.get("id")
    if not ident:
        raise ExchangeError(_place(path, element), "a node without an id")
    values = _values(element, fields, path)
    kind = values.get("kind")
    group = values.pop("group", None)
    if kind in {"actor", "issue"}:
        del values["kind"]
    return FileNode(
        id=ident,
        name=element.get("label") or ident,
        kind=cast("NodeKind", kind) if kind in {"actor", "issue"} else "actor",
        group=None if group is None else str(group),
        attributes=values,
    )


def _edge(element: Any, fields: Mapping[str, _Field], nodes: Mapping[str, FileNode], path: Path) -> FileEdge:  # noqa: ANN401
    ends = [element.get("source") or "", element.get("target") or ""]
    for end in ends:
        if end not in nodes:
            raise ExchangeError(_place(path, element), f"an edge to {end!r}, which is no node of the file")
    values = _values(element, fields, path)
    weight = values.get("signed_weight")
    if not isinstance(weight, float):
        weight = _value(element.get("weight") or "1", "double", _place(path, element))
    sign, low, high = (values.get(name) for name in ("sign", "low", "high"))
    return FileEdge(
        source=ends[0],
        target=ends[1],
        weight=cast("float", weight),
        sign=cast("Sign", sign) if sign in {1, -1} else None,
        statements=tuple(str(values.get("statements", "")).split()),
        low=low if isinstance(low, float) else None,
        high=high if isinstance(high, float) else None,
        spells=_spells(element, fields, path),
    )


def _spells(element: Any, fields: Mapping[str, _Field], path: Path) -> tuple[Spell, ...]:  # noqa: ANN401
    """The days in which an edge is there, with its weight in them, as ``write_gexf`` writes them."""
    spells = []
    for one in _named(element, "attvalue"):
        if fields[one.get("for") or one.get("id") or ""].title == "window_weight" and one.get("start") and one.get("end"):
            try:
                days = date.fromisoformat(one.get("start")), date.fromisoformat(one.get("end"))
            except ValueError as error:
                raise ExchangeError(_place(path, one), f"{one.get('start')} to {one.get('end')} are no days") from error
            spells.append(Spell(*days, cast("float", _value(one.get("value", ""), "double", _place(path, one)))))
    return tuple(spells)


def _losses(graph: Any, edges: tuple[FileEdge, ...]) -> tuple[Loss, ...]:  # noqa: ANN401
    """What the file holds that has no place here."""
    drawn = sum(1 for one in graph.iter("{*}color", "{*}position", "{*}size", "{*}shape", "{*}thickness"))
    inside = sum(1 for _ in graph.iterfind(".//{*}node//{*}node"))
    spelled = sum(1 for _ in _named(graph, "spells")) - sum(1 for edge in edges if edge.spells)
    found = {
        "colour, place, size or shape": (drawn, "pictures are drawn from the statements"),
        "node inside another": (inside, "nodes have no nodes here; it is read as one beside the other"),
        "spells": (spelled, "only those of edges with a window_weight are read"),
    }
    return tuple(Loss(what=what, count=count, why=why) for what, (count, why) in found.items() if count)

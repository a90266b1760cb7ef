"""A network as other programs' files hold it: nodes and edges by id, with what is known of them; frozen.

The id of a node is its kind and its name, so that files of one debate can be laid over each other, and an actor and an issue of one
name stay two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from onrecord.debate.signs import sign_of
from onrecord.exchange.characters import for_xml
from onrecord.exchange.contents import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from onrecord.debate.network import Network
    from onrecord.debate.signs import Sign
    from onrecord.debate.windows import NetworkWindow

NodeKind = Literal["actor", "issue"]
Value = str | int | float | bool
ValueType = Literal["boolean", "long", "double", "string"]

#: The fields that every file has.
RESERVED = frozenset({"id", "label", "kind", "group", "weight", "signed_weight", "sign", "statements", "low", "high", "window_weight"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNode:
    """An actor or an issue.

    Attributes:
        id: unique in the file.
        attributes: what is known of it, name to value.
    """

    id: str
    name: str
    kind: NodeKind = "actor"
    group: str | None = None
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days, both included, in which an edge is there, and its weight in it."""

    first: date
    last: date
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEdge:
    """What joins two nodes.

    Attributes:
        source: the id of a node.
        target: the id of a node.
        weight: the figure of the network; below 0 where it subtracts and conflict or being against prevails.
        sign: which side it stands for; None where sides are not told apart.
        statements: the ids of the statements behind it.
        low: the lower end of the weight's interval.
        high: the upper end of the weight's interval.
        spells: when it is there, in order of time; empty where no windows were given.
    """

    source: str
    target: str
    weight: float
    sign: Sign | None = None
    statements: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFile:
    """A network to be written, or as it was read.

    Attributes:
        title: what the file is called inside.
        mode: whether it joins actors to issues, or nodes of one kind.
        directed: whether an edge leads from its source to its target.
    """

    title: str
    mode: Literal["onemode", "twomode"]
    nodes: tuple[FileNode, ...]
    edges: tuple[FileEdge, ...]
    directed: bool = False


def network_file(
    network: Network,
    *,
    title: str,
    groups: Mapping[str, str | int] | None = None,
    attributes: Mapping[str, Mapping[str, Value]] | None = None,
    intervals: Mapping[tuple[str, str], tuple[float, float]] | None = None,
    windows: Iterable[NetworkWindow] = (),
) -> NetworkFile:
    """The network with what is known of its nodes and edges, ready to be written.

    Args:
        network: the whole period's.
        title: what the file is called inside.
        groups: name of a node → its group.
        attributes: name of a node → what is known of it.
        intervals: names of a row and a column → the ends of that edge's interval; of a one-mode network in either order.
        windows: the networks of the same nodes over time; an edge is there in the windows in which it is not 0. One that is there
            in some but cancels to 0 in the whole period has the weight 0.
    """
    design = network.design
    first: NodeKind = design.of if design.network == "onemode" else "actor"
    second: NodeKind = first if design.network == "onemode" else "issue"
    names = [(name, first) for name in network.rows]
    names += [(name, second) for name in network.columns] if design.network == "twomode" else []
    spells: dict[tuple[str, str], list[Spell]] = {}
    for window in windows:
        for edge in window.network.edges():
            spells.setdefault((edge.row, edge.column), []).append(Spell(window.first, window.last, edge.weight))
    known, bounds = attributes or {}, intervals or {}
    weights = {(edge.row, edge.column): (edge.weight, edge.statements) for edge in network.edges()}
    cancelled = {ends: (0.0, network.statements(*ends)) for ends in sorted(spells.keys() - weights.keys())}
    edges = []
    for (row, column), (weight, statements) in (weights | cancelled).items():
        low, high = bounds.get((row, column)) or (bounds.get((column, row)) if first == second else None) or (None, None)
        edges.append(
            FileEdge(
                source=node_id(first, row),
                target=node_id(second, column),
                weight=weight,
                sign=sign_of(weight, design),
                statements=statements,
                low=low,
                high=high,
                spells=tuple(sorted(spells.get((row, column), ()), key=lambda spell: (spell.first, spell.last))),
            )
        )
    return NetworkFile(
        title=title,
        mode=design.network,
        nodes=tuple(
            FileNode(id=node_id(kind, name), name=name, kind=kind, group=group_of(groups, name), attributes=known.get(name, {}))
            for name, kind in names
        ),
        edges=tuple(edges),
    )


def group_of(groups: Mapping[str, str | int] | None, name: str) -> str | None:
    """The group of a node as words."""
    found = (groups or {}).get(name)
    return None if found is None else str(found)


def node_id(kind: NodeKind, name: str) -> str:
    """The id of a node in every file."""
    return f"{kind}:{name}"


def typed(nodes: Sequence[FileNode]) -> dict[str, ValueType]:
    """The attributes that any node has, by name, with the narrowest type that holds all of their values."""
    found: dict[str, set[type]] = {}
    for node in nodes:
        for name, value in node.attributes.items():
            found.setdefault(name, set()).add(type(value))
    types: dict[str, ValueType] = {}
    for name in sorted(found):
        kinds = found[name]
        if kinds == {bool}:
            types[name] = "boolean"
        elif kinds == {int}:
            types[name] = "long"
        else:
            types[name] = "double" if kinds <= {int, float} else "string"
    return types


def field_names(attributes: Iterable[str]) -> dict[str, str]:
    """What each attribute is called in a file: its name, with lines after it where a field that every file has is called so."""
    names: dict[str, str] = {}
    for attribute in attributes:
        name = attribute
        while name.lower() in RESERVED or name in names.values():
            name += "_"
        names[attribute] = name
    return names


def written(value: Value) -> str:
    """A value as XML files hold it; characters that XML cannot hold are replaced."""
    if isinstance(value, bool):
        return str(value).lower()
    return for_xml(value) if isinstance(value, str) else repr(value)


def drawn_edges(network: NetworkFile) -> tuple[tuple[FileEdge, ...], tuple[Loss, ...]]:
    """The edges that are not 0, which is all that Gephi takes, and the rest as a loss."""
    kept = tuple(edge for edge in network.edges if edge.weight)
    gone = len(network.edges) - len(kept)
    why = "for and against cancel over the whole period, and no weight is left to draw; write a network that does not subtract"
    return kept, (Loss(what="edge of weight 0", count=gone, why=why),) if gone else ()


def counts_of(network: NetworkFile, edges: Sequence[FileEdge]) -> dict[str, int]:
    """How many nodes, edges and statements behind them a file holds."""
    return {"nodes": len(network.nodes), "edges": len(edges), "statements": len({one for edge in edges for one in edge.statements})}

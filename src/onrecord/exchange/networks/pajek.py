"""Pajek's .net, of one mode or of two, with a .clu of the same name for the groups.

A name ends with the next quotation mark there, and nothing lets one stand in it; Pajek tells UTF-8 by the mark at the start of the file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.exchange.contents import Loss, Manifest
from onrecord.exchange.networks.network_files import counts_of, drawn_edges, written
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile


def write_pajek(network: NetworkFile, path: Path) -> Manifest:
    """Writes the network as .net, and the groups, where there are any, as a partition beside it.

    Raises:
        ExchangeError: a file cannot be written.
    """
    edges, losses = drawn_edges(network)
    nodes = sorted(network.nodes, key=lambda node: node.kind) if network.mode == "twomode" else list(network.nodes)
    actors = sum(node.kind == "actor" for node in nodes)
    numbers = {node.id: number for number, node in enumerate(nodes, start=1)}
    size = f"{len(nodes)} {actors}" if network.mode == "twomode" else f"{len(nodes)}"
    lines = [f"*Network {_line(network.title)}".rstrip(), f"*Vertices {size}"]
    lines += [f'{numbers[node.id]} "{label}"' for node, label in zip(nodes, _labels(nodes), strict=True)]
    lines += ["*Arcs" if network.directed else "*Edges"]
    lines += [f"{numbers[edge.source]} {numbers[edge.target]} {edge.weight!r}" for edge in edges]
    _write(path, lines)
    places = {group: at for at, group in enumerate(sorted({node.group for node in nodes if node.group is not None}), start=1)}
    if places:
        places_of = [str(places[node.group]) if node.group is not None else "0" for node in nodes]
        _write(path.with_suffix(".clu"), [f"*Vertices {len(nodes)}", *places_of])
    return Manifest(format="pajek", counts=counts_of(network, edges), losses=losses + _losses(nodes, edges))


def _write(path: Path, lines: Sequence[str]) -> None:
    with written_whole(path) as stream:
        stream.write(("\n".join(lines) + "\n").encode("utf-8-sig"))


def _line(words: str) -> str:
    """The words on one line."""
    return " ".join(written(words).split())


def _labels(nodes: Sequence[FileNode]) -> list[str]:
    """The names without quotation marks and line ends; an issue that is called like an actor says that it is one."""
    plain = [_line(node.name.replace('"', "”")).replace("\\", "/") for node in nodes]
    often = Counter(plain)
    return [f"{label} ({node.kind})" if often[label] > 1 else label for label, node in zip(plain, nodes, strict=True)]


def _losses(nodes: Sequence[FileNode], edges: Sequence[FileEdge]) -> tuple[Loss, ...]:
    """What a .net has no place for."""
    found = {
        "quotation mark in a name": (sum(node.name.count('"') for node in nodes), "written as ”, as a straight one ends the name"),
        "attribute of a node": (sum(len(node.attributes) for node in nodes), "Pajek keeps numbers only, in files of their own"),
        "statements of an edge": (sum(bool(edge.statements) for edge in edges), "an edge has a weight and nothing else"),
        "interval of an edge": (sum(edge.low is not None for edge in edges), "an edge has a weight and nothing else"),
        "windows of an edge": (sum(bool(edge.spells) for edge in edges), "write one file a window, or gexf"),
    }
    return tuple(Loss(what=what, count=count, why=why) for what, (count, why) in found.items() if count)

"""The pair of tables that Gephi's data laboratory takes: nodes.csv and edges.csv in a folder.

``Weight`` is the amount, as Gephi draws no edge below 0; ``sign`` and ``signed_weight`` stand beside it. The tables are also opened in
spreadsheets, and names come out of articles: one that a spreadsheet would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Loss, Manifest
from onrecord.exchange.networks.network_files import counts_of, drawn_edges, field_names, typed, written
from onrecord.exchange.whole import written_whole
from onrecord.wording import FORMULA

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.networks.network_files import NetworkFile, Value

EDGE_COLUMNS = ("Source", "Target", "Type", "Id", "Weight", "signed_weight", "sign", "statements", "low", "high")


def write_gephi_csv(network: NetworkFile, folder: Path) -> Manifest:
    """Writes nodes.csv and edges.csv into the folder, which is made where it is missing.

    Raises:
        ExchangeError: a file cannot be written.
    """
    edges, losses = drawn_edges(network)
    names = field_names(typed(network.nodes))
    node_rows: list[list[Value | None]] = [["Id", "Label", "kind", "group", *names.values()]]
    node_rows += [[node.id, node.name, node.kind, node.group, *(node.attributes.get(name) for name in names)] for node in network.nodes]
    kind = "Directed" if network.directed else "Undirected"
    edge_rows: list[list[Value | None]] = [list(EDGE_COLUMNS)]
    edge_rows += [
        [
            edge.source, edge.target, kind, number, abs(edge.weight), edge.weight, edge.sign, " ".join(edge.statements), edge.low,
            edge.high,
        ]
        for number, edge in enumerate(edges)
    ]  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExchangeError(str(folder), f"cannot be written: {error.strerror}") from error
    marked = 0
    for name, rows in (("nodes.csv", node_rows), ("edges.csv", edge_rows)):
        marked += _write(folder / name, rows)
    spelled = sum(1 for edge in edges if edge.spells)
    found = {
        "windows of an edge": (spelled, "the tables hold none; write gexf"),
        "word that a spreadsheet would take for a formula": (marked, "an apostrophe stands before it"),
    }
    losses += tuple(Loss(what=what, count=count, why=why) for what, (count, why) in found.items() if count)
    return Manifest(format="gephi-csv", counts=counts_of(network, edges), losses=losses)


def _write(path: Path, rows: list[list[Value | None]]) -> int:
    """Writes a table and says how many words in it got an apostrophe."""
    marked = 0
    with written_whole(path) as stream:
        words = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        writer = csv.writer(words, lineterminator="\n")
        for row in rows:
            cells = ["" if value is None else written(value) for value in row]
            formulas = [isinstance(value, str) and value.startswith(FORMULA) for value in row]
            writer.writerow("'" + cell if formula else cell for cell, formula in zip(cells, formulas, strict=True))
            marked += sum(formulas)
        words.detach()  # flushes; the file is closed by whoever opened it
    return marked

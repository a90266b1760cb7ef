"""Which nodes and ties of a network are drawn where all would be too many to read, and what is said of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from onrecord.debate.network import Network

#: How many ties are drawn for each node, on average, where all would be more than ``CLEAR``.
TIES = 3
CLEAR = 90


class Tie(NamedTuple):
    """A cell of the network that is not 0: which row, which column, and the figure."""

    row: int
    column: int
    weight: float


class Chosen(NamedTuple):
    """The places of the rows, columns and ties that are drawn, and what is left out in words."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    ties: tuple[Tie, ...]
    left_out: tuple[str, ...]


def strongest(network: Network, most: int) -> Chosen:
    """The nodes with the most weight on their ties, and the strongest ties among them; each keeps its strongest.

    Args:
        network: of either mode.
        most: how many nodes are drawn at most; of two modes together.
    """
    two = network.design.network == "twomode"
    matrix = network.matrix.tocoo()
    ties = [Tie(*tie) for tie in zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True)]
    ties = ties if two else [tie for tie in ties if tie.row < tie.column]
    offset = len(network.rows) if two else 0
    names = (*network.rows, *network.columns) if two else network.rows
    strength = np.zeros(len(names))
    for tie in ties:
        strength[tie.row] += abs(tie.weight)
        strength[tie.column + offset] += abs(tie.weight)
    kept = set(sorted(range(len(names)), key=lambda at: (-strength[at], names[at]))[:most])
    among = [tie for tie in ties if tie.row in kept and tie.column + offset in kept]
    drawn = _thinned(among, offset, max(CLEAR, TIES * len(kept)))
    rows = tuple(at for at in range(len(network.rows)) if at in kept)
    columns = tuple(at for at in range(len(network.columns)) if at + offset in kept) if two else rows
    words = []
    if len(kept) < len(names):
        what = "actors and issues" if two else f"{network.design.of}s"
        words.append(f"Drawn are the {len(kept)} of {len(names)} {what} with the most weight on their ties.")
    if len(drawn) < len(ties):
        words.append(f"Drawn are the {len(drawn)} strongest of {len(ties)} ties, the strongest of each node among them.")
    return Chosen(rows, columns, tuple(drawn), tuple(words))


def _thinned(ties: list[Tie], offset: int, most: int) -> list[Tie]:
    """The strongest ties, so many at most, but the strongest of each node in any case; weak ones first."""
    order = sorted(ties, key=lambda tie: (-abs(tie.weight), tie.row, tie.column))
    seen: set[int] = set()
    first = []
    for tie in order:
        if not {tie.row, tie.column + offset} <= seen:
            first.append(tie)
            seen |= {tie.row, tie.column + offset}
    chosen = set(first) | set([tie for tie in order if tie not in set(first)][: max(0, most - len(first))])
    return [tie for tie in reversed(order) if tie in chosen]

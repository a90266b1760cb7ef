"""A network with its names, and for each cell the statements behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.debate.matrices import added

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from onrecord.debate.design import Design
    from onrecord.debate.matrices import Sparse
    from onrecord.debate.stances import DebateStance
    from onrecord.debate.table import StanceTable


class Edge(NamedTuple):
    """What joins two nodes, and by which statements."""

    row: str
    column: str
    weight: float
    statements: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Network:
    """A network: ``matrix[k, m]`` joins ``rows[k]`` to ``columns[m]``.

    Attributes:
        rows: the names of the rows, sorted.
        columns: the names of the columns, sorted.
        matrix: the figures, a sparse matrix of compressed rows; what it does not hold is 0.
        table: the rows that the figures were counted from.
        kept: which of them were counted.
        design: which network it is.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    matrix: Sparse
    table: StanceTable
    kept: NDArray[np.int64]
    design: Design

    @property
    def stances(self) -> tuple[DebateStance, ...]:
        """The rows that were counted, in order."""
        return tuple(self.table.stances[at] for at in self.kept)

    def dense(self) -> NDArray[np.float64]:
        """The figures with the zeros written out."""
        return np.asarray(self.matrix.toarray(), dtype=np.float64)

    def statements(self, row: str, column: str) -> tuple[str, ...]:
        """The ids of the statements behind a cell, in order, each once; those of a cell that cancels to 0 too.

        In a one-mode network these are the statements of both nodes on what both spoke of, without sides that add nothing when
        paired with any of the other's. A name that is no node has none.
        """
        at = self._at(row, column) if self.design.network == "twomode" else self._paired(row, column)
        return tuple(dict.fromkeys(one for k in sorted(at) for one in self.table.stances[k].statements))

    def edges(self) -> Iterator[Edge]:
        """Every cell that is not 0, with its statements; of a one-mode network each pair of nodes once."""
        matrix = self.matrix.tocoo()
        for row, column, weight in zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True):
            if self.design.network == "twomode" or row < column:
                ends = (self.rows[row], self.columns[column])
                yield Edge(*ends, weight, self.statements(*ends))

    @cached_property
    def _cells(self) -> dict[str, dict[str, dict[int, list[int]]]]:
        """The counted rows by node of the first side, node of the other, and side taken."""
        table = self.table
        of_issue = self.design.network == "onemode" and self.design.of == "issue"
        cells: dict[str, dict[str, dict[int, list[int]]]] = {}
        levels = table.level.tolist()
        for at in self.kept.tolist():
            stance = table.stances[at]
            mine, other = (stance.issue, stance.actor) if of_issue else (stance.actor, stance.issue)
            cells.setdefault(mine, {}).setdefault(other, {}).setdefault(levels[at], []).append(at)
        return cells

    @cached_property
    def _adds(self) -> list[list[bool]]:
        """Whether a pair of rows is evidence, by their sides; the last row and column stand for no side."""
        if self.design.aggregation in {"congruence", "conflict"}:
            adds: list[list[bool]] = (added(self.table.alike, self.design.aggregation) > 0).tolist()
            return adds
        size = len(self.table.sides) + 1
        return [[True] * size for _ in range(size)]

    def _at(self, actor: str, issue: str) -> list[int]:
        """The counted rows of an actor about an issue."""
        return [at for rows in self._cells.get(actor, {}).get(issue, {}).values() for at in rows]

    def _paired(self, one: str, other: str) -> list[int]:
        """The counted rows of two nodes that add to what joins them."""
        left, right = self._cells.get(one, {}), self._cells.get(other, {})
        adds = self._adds
        found: list[int] = []
        for shared in (left.keys() & right.keys()) if one != other else ():
            mine, theirs = left[shared], right[shared]
            found.extend(at for side, rows in mine.items() if any(adds[side][each] for each in theirs) for at in rows)
            found.extend(at for side, rows in theirs.items() if any(adds[side][each] for each in mine) for at in rows)
        return found

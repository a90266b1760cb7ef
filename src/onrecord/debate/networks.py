"""Stances → one network: who says what how often, or who stands with and against whom.

With n(i, j, q) the weight of the kept rows of actor i, issue j and side q, and alike(q, q') from 1 (the same) to 0 (opposite)::

    two-mode    ignore      sum over q of n(i, j, q)
                subtract    for less against; the sum of q n(i, j, q) for numbers; as ignore for words
                combine     sum over the sides q that occur of 2 to the number of sides after q
    one-mode    congruence  sum over j, q, q' of n(i, j, q) n(i', j, q') alike(q, q')
                conflict    the same with 1 - alike
                ignore      congruence + conflict
                subtract    congruence - conflict

The diagonal of a one-mode network is 0. A cell without a divisor is 0.

Leifeld, P. 2017. Discourse network analysis. In: The Oxford Handbook of Political Networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.debate.design import Design, Selection
from onrecord.debate.keep import firsts, frequent, spells, usable
from onrecord.debate.matrices import onemode, twomode
from onrecord.debate.network import Network
from onrecord.debate.table import NOTHING, StanceTable, tabulate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from onrecord.debate.stances import DebateStance


@dataclass(frozen=True, eq=False)
class Counting:
    """A period's rows ready to be counted, in whole or window by window.

    Attributes:
        table: the rows of the period.
        good: which of them can be counted, duplicates apart.
        kept: the rows that the whole period counts.
        keys: what makes two rows say the same; empty where all are counted.
        design: which network is drawn.
        dna_compat: whether DNA's own definitions hold where they differ.
    """

    table: StanceTable
    good: NDArray[np.bool_]
    kept: NDArray[np.int64]
    keys: tuple[NDArray[np.int64], ...]
    design: Design
    dna_compat: bool

    def keep(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of the rows that are counted where they are all there is."""
        at = at[self.good[at]]
        return firsts(self.keys, at) if self.keys else at

    def nodes(self, at: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The actors and issues that the rows name."""
        actors, issues = np.unique(self.table.actor[at]), np.unique(self.table.issue[at])
        return actors[actors != NOTHING], issues[issues != NOTHING]

    def all_nodes(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The actors and issues of the period: those kept, with isolates all that were named."""
        return self.nodes(np.arange(len(self.table.stances)) if self.design.isolates else self.kept)

    def draw(self, at: NDArray[np.int64], nodes: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Network:
        """The network of kept rows among the nodes."""
        table, design = self.table, self.design
        actors = tuple(table.actors[code] for code in nodes[0])
        issues = tuple(table.issues[code] for code in nodes[1])
        if design.network == "twomode":
            rows, columns = actors, issues
            matrix = twomode(table, at, nodes, design)
        else:
            rows = columns = actors if design.of == "actor" else issues
            matrix = onemode(table, at, nodes, design, dna_compat=self.dna_compat)
        matrix.eliminate_zeros()
        return Network(rows=rows, columns=columns, matrix=matrix, table=table, kept=at, design=design)


def count(
    stances: Iterable[DebateStance], design: Design | None = None, selection: Selection | None = None, *, dna_compat: bool = False
) -> Counting:
    """The rows of the selection's period, ready to be counted.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    design, selection = design or Design(), selection or Selection()
    design.check(dna_compat=dna_compat)
    table = tabulate(stances, design.qualifier, selection)
    sides = design.aggregation != "ignore"
    good = usable(table, selection, sides=sides)
    keys: tuple[NDArray[np.int64], ...] = ()
    if selection.duplicates != "include":
        keys = (table.actor, table.issue, spells(table, selection.duplicates, dna_compat=dna_compat))
        keys = (*keys, table.level) if sides else keys
    kept = np.flatnonzero(good)
    kept = firsts(keys, kept) if keys else kept
    often = frequent(table, kept, selection)
    return Counting(table=table, good=good & often, kept=kept[often[kept]], keys=keys, design=design, dna_compat=dna_compat)


def network(
    stances: Iterable[DebateStance], design: Design | None = None, selection: Selection | None = None, *, dna_compat: bool = False
) -> Network:
    """The network of the whole period.

    Args:
        stances: the rows, in any order.
        design: which network is drawn.
        selection: which rows are counted.
        dna_compat: whether the figures are those that Discourse Network Analyzer itself prints, where its definitions differ:
            months and weeks without their year, ``cosine`` divided by the product of the counts, activity of ``combine``,
            conflict of words.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    counting = count(stances, design, selection, dna_compat=dna_compat)
    return counting.draw(counting.kept, counting.all_nodes())


def event_list(
    stances: Iterable[DebateStance], design: Design | None = None, selection: Selection | None = None, *, dna_compat: bool = False
) -> tuple[DebateStance, ...]:
    """The rows that the network would count, in order.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    counting = count(stances, design, selection, dna_compat=dna_compat)
    return tuple(counting.table.stances[at] for at in counting.kept)

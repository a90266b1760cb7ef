"""How polarised a debate is between groups that are given or searched for, beside what chance alone would show.

DNA's own figure is not offered: it grows with conflict inside the groups and agreement between them, and so names the least
polarised division.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from onrecord.debate.design import Design, Selection
from onrecord.debate.indices import Indices, indices
from onrecord.debate.networks import Counting, count
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from onrecord.debate.stances import DebateStance

#: How many times a search starts anew; the best end of all is taken.
STARTS = 10


@dataclass(frozen=True, slots=True)
class Polarisation:
    """The figures with what they rest on.

    Attributes:
        indices: the figures of the groups.
        null: the figures where sides are dealt anew among the rows about the same issue, so that everybody speaks as often and
            every issue is as disputed; groups that were searched for are searched for again.
        groups: node → group; nodes without a group are in no figure.
        searched: whether the groups were searched for.
        stances: how many rows were counted.
    """

    indices: Indices
    null: tuple[Indices, ...]
    groups: Mapping[str, str]
    searched: bool
    stances: int

    def percentile(self, index: str) -> float | None:
        """The percentage of the null figures that are below the figure found, ties counted half; None where it is not defined."""
        value: float | None = self.indices._asdict()[index]
        values: list[float] = [one for one in (drawn._asdict()[index] for drawn in self.null) if one is not None]
        if value is None or not values:
            return None
        # Figures that are equal by their definitions differ in the last digits by the order of sums.
        close = sum(abs(one - value) <= 1e-9 for one in values)  # noqa: PLR2004
        return 100 * (sum(one < value - 1e-9 for one in values) + close / 2) / len(values)


def polarisation(
    stances: Iterable[DebateStance],
    groups: Mapping[str, str] | int = 2,
    design: Design | None = None,
    selection: Selection | None = None,
    *,
    draws: int = 100,
    seed: int = 0,
) -> Polarisation:
    """The polarisation of a debate.

    Args:
        stances: the rows, in any order.
        groups: node → group, or how many groups to search for at most: those of the greatest ``modularity``.
        design: whose side (``of``), which normalisation of a one-mode network, which qualifier; its kind of network and
            aggregation are not used. Without it, actors, average, agreement.
        selection: which rows are counted.
        draws: how many times sides are dealt anew.
        seed: what the dealing and the search start from; equal seeds give equal figures.

    Raises:
        SettingsError: options that do not go together, or fewer than two groups.
    """
    asked = design or Design(network="onemode", normalisation="average")
    if isinstance(groups, int) and groups < 2:  # noqa: PLR2004 - one group is no division
        raise SettingsError(name="groups", value=groups, choices="two or more can be told apart")
    counting = count(
        stances,
        Design(network="onemode", of=asked.of, aggregation="congruence", normalisation=asked.normalisation, qualifier=asked.qualifier),
        selection,
    )
    names, agreement, conflict = both(counting)
    chance = np.random.default_rng(seed)
    if isinstance(groups, int):
        group = searched(agreement, conflict, groups, chance)
        members = {name: str(number + 1) for name, number in zip(names, group.tolist(), strict=True)}
        inside = np.arange(len(names))
    else:
        members = {name: groups[name] for name in names if name in groups}
        labels = {label: at for at, label in enumerate(sorted(set(members.values())))}
        inside = np.array([at for at, name in enumerate(names) if name in members], dtype=np.int64)
        group = np.array([labels[members[names[at]]] for at in inside], dtype=np.int64)
    null = []
    for _ in range(draws):
        _, agreed, opposed = both(dealt(counting, chance))
        drawn = searched(agreed, opposed, groups, chance) if isinstance(groups, int) else group
        null.append(indices(agreed[np.ix_(inside, inside)], opposed[np.ix_(inside, inside)], drawn))
    found = indices(agreement[np.ix_(inside, inside)], conflict[np.ix_(inside, inside)], group)
    return Polarisation(found, tuple(null), members, isinstance(groups, int), len(counting.kept))


def both(counting: Counting) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]:
    """The nodes, and how much each two agree and conflict."""
    nodes = counting.nodes(counting.kept)
    agreeing = counting.draw(counting.kept, nodes)
    opposing = replace(counting, design=replace(counting.design, aggregation="conflict")).draw(counting.kept, nodes)
    return agreeing.rows, agreeing.dense(), opposing.dense()


def dealt(counting: Counting, chance: np.random.Generator) -> Counting:
    """The same rows with the sides of each issue dealt anew."""
    table, kept = counting.table, counting.kept
    level = table.level.copy()
    by_issue = kept[np.argsort(table.issue[kept], kind="stable")]
    mixed = by_issue[np.lexsort((chance.random(len(by_issue)), table.issue[by_issue]))]
    level[by_issue] = table.level[mixed]
    return replace(counting, table=replace(table, level=level))


def searched(agreement: NDArray[np.float64], conflict: NDArray[np.float64], most: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """The division into at most so many groups with the greatest modularity found: nodes move while a move helps."""
    size = len(agreement)
    gain = surplus(agreement) - surplus(conflict)
    np.fill_diagonal(gain, 0)
    best, best_value = np.zeros(size, dtype=np.int64), float(gain.sum())
    for _ in range(STARTS if size else 0):
        group = settled(gain, chance.integers(most, size=size), most, chance)
        value = float(gain[group[:, None] == group[None, :]].sum())
        if value > best_value + 1e-12:
            best, best_value = group, value
    _, first = np.unique(best, return_index=True)
    order = np.argsort(np.argsort(first))
    return order[np.unique(best, return_inverse=True)[1]].astype(np.int64)


def surplus(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each pair adds to the modularity where it is in one group."""
    total = weights.sum()
    if total <= 0:
        return np.zeros_like(weights)
    sums = weights.sum(axis=1)
    return np.asarray((weights - np.outer(sums, sums) / total) / total, dtype=np.float64)


def settled(gain: NDArray[np.float64], group: NDArray[np.int64], most: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """The groups after every node has gone where it gains most, until none moves."""
    pull = gain @ np.eye(most)[group]
    moved = True
    while moved:
        moved = False
        for node in chance.permutation(len(group)):
            target = int(pull[node].argmax())
            if pull[node, target] > pull[node, group[node]] + 1e-12:
                pull[:, group[node]] -= gain[:, node]
                pull[:, target] += gain[:, node]
                group[node] = target
                moved = True
    return group

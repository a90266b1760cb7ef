"""Which issues carry the network of actors, and which could be left out: dropped one by one, the least missed first.

Two networks are as far apart as the spectra of their Laplacians (node sums less weights), each divided by its sum: the sum of
absolute differences of sorted eigenvalues. What is below 0 in a network counts as 0.

DNA's backbone compares sorted node sums instead (``spectrum="strengths"``), as the subtraction of the weights is lost in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from onrecord.debate.design import Design, one_of
from onrecord.debate.networks import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from onrecord.debate.design import Selection
    from onrecord.debate.stances import DebateStance

Spectrum = Literal["laplacian", "strengths"]


class Dropped(NamedTuple):
    """An issue that is dropped next, with how far from the whole network those kept and those dropped so far are."""

    issue: str
    kept: float
    dropped: float


def spectrum_of(weights: NDArray[np.float64], spectrum: Spectrum = "laplacian") -> NDArray[np.float64]:
    """The sorted eigenvalues of a network's Laplacian, or its sorted node sums, as shares of their sum."""
    weights = np.maximum(weights, 0)
    sums = weights.sum(axis=1)
    values = np.sort(sums if spectrum == "strengths" else np.linalg.eigvalsh(np.diag(sums) - weights))[::-1]
    total = values.sum()
    return np.asarray(values / total if total > 0 else np.zeros_like(values), dtype=np.float64)


def nested_backbone(
    stances: Iterable[DebateStance],
    design: Design | None = None,
    selection: Selection | None = None,
    *,
    spectrum: Spectrum = "laplacian",
) -> tuple[Dropped, ...]:
    """The issues in the order in which they can be spared; equal ones by name.

    As many networks are drawn as half the square of the number of issues: drop rare ones first (``Selection.least_issue``).

    Args:
        stances: the rows, in any order.
        design: a one-mode network of actors; without it, congruence divided by average activity.
        selection: which rows are counted.
        spectrum: what two networks are compared by.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    one_of("spectrum", spectrum, get_args(Spectrum))
    drawn = design or Design(network="onemode", aggregation="congruence", normalisation="average")
    one_of("network of a backbone", drawn.network, ("onemode",))
    one_of("side of a backbone", drawn.of, ("actor",))
    counting = count(stances, drawn, selection)
    nodes = counting.nodes(counting.kept)
    about = counting.table.issue[counting.kept]

    def shape(issues: set[int]) -> NDArray[np.float64]:
        at = counting.kept[np.isin(about, list(issues))]
        return spectrum_of(counting.draw(at, nodes).dense(), spectrum)

    whole = shape(set(nodes[1].tolist()))

    def distance(issues: set[int]) -> float:
        return float(np.abs(whole - shape(issues)).sum())

    left: set[int] = set(nodes[1].tolist())
    gone: set[int] = set()
    steps = []
    while left:
        kept, issue = min((round(distance(left - {issue}), 12), issue) for issue in left)
        left.remove(issue)
        gone.add(issue)
        steps.append(Dropped(counting.table.issues[issue], kept, distance(gone)))
    return tuple(steps)

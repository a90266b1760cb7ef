"""How far a division into groups tells agreement from conflict, as figures of two matrices and the groups.

W is a symmetric matrix of weights of 0 or more without a diagonal, C one of agreement, F one of conflict; sums run over ordered
pairs of different nodes; within and between are the pairs of one group and of two::

    modularity   Q(W) = sum within of (W_ij - k_i k_j / sum W) / sum W, the diagonal's - k_i k_i included; k_i the sum of row i
                 P_Q  = (Q(C) - Q(F)) / 2
    external     EI(W) = (between - within) / sum W
                 P_EI = (EI(F) - EI(C)) / 2, from -1 to 1: all agreement inside, all conflict across
    fit          1 - (sum within of |C - C'| + F, plus sum between of C + |F - F'|) / (2 (sum C + sum F)),
                 C' and F' being all agreement spread evenly within, all conflict spread evenly between; 1 is that ideal
    frustration  positive weight of C - F between, plus negative weight within, as a share of all; 0 where nobody is torn

A figure is None where it is not defined: there is nothing to take a share of.

Newman, M. E. J. 2006. Modularity and community structure in networks. Krackhardt, D., Stern, R. N. 1988. Informal networks and
organizational crises. Doreian, P., Mrvar, A. 1996. A partitioning approach to structural balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Indices(NamedTuple):
    """The figures of one division into groups; those that join agreement and conflict come last."""

    agreement_modularity: float | None
    conflict_modularity: float | None
    agreement_external: float | None
    conflict_external: float | None
    modularity: float | None
    external: float | None
    fit: float | None
    frustration: float | None


def modularity(weights: NDArray[np.float64], group: NDArray[np.int64]) -> float | None:
    """How much more weight lies within the groups than the nodes' sums alone would put there."""
    total = weights.sum()
    if total <= 0:
        return None
    sums = weights.sum(axis=1)
    same = group[:, None] == group[None, :]
    return float((weights[same].sum() - (np.outer(sums, sums)[same] / total).sum()) / total)


def external(weights: NDArray[np.float64], group: NDArray[np.int64]) -> float | None:
    """The weight between groups less that within, as a share of all."""
    total = weights.sum()
    if total <= 0:
        return None
    within = weights[group[:, None] == group[None, :]].sum()
    return float((total - 2 * within) / total)


def fit(agreement: NDArray[np.float64], conflict: NDArray[np.float64], group: NDArray[np.int64]) -> float | None:
    """How near agreement lies to being evenly spread within the groups, and conflict between them."""
    total = agreement.sum() + conflict.sum()
    if total <= 0:
        return None
    between = group[:, None] != group[None, :]
    within = ~between & ~np.eye(len(group), dtype=bool)
    inside = agreement.sum() / max(within.sum(), 1)
    across = conflict.sum() / max(between.sum(), 1)
    off = np.abs(agreement - inside)[within].sum() + conflict[within].sum()
    off += np.abs(conflict - across)[between].sum() + agreement[between].sum()
    return float(1 - off / (2 * total))


def frustration(agreement: NDArray[np.float64], conflict: NDArray[np.float64], group: NDArray[np.int64]) -> float | None:
    """The share of the weight of agreement less conflict that lies on the wrong side of a group's border."""
    signed = agreement - conflict
    total = np.abs(signed).sum()
    if total <= 0:
        return None
    between = group[:, None] != group[None, :]
    return float((np.maximum(signed, 0)[between].sum() + np.maximum(-signed, 0)[~between].sum()) / total)


def half(more: float | None, less: float | None) -> float | None:
    """Half of the difference, None where a side is."""
    return None if more is None or less is None else (more - less) / 2


def indices(agreement: NDArray[np.float64], conflict: NDArray[np.float64], group: NDArray[np.int64]) -> Indices:
    """All figures of a division into groups."""
    inside, across = modularity(agreement, group), modularity(conflict, group)
    agreeing, opposing = external(agreement, group), external(conflict, group)
    return Indices(
        agreement_modularity=inside,
        conflict_modularity=across,
        agreement_external=agreeing,
        conflict_external=opposing,
        modularity=half(inside, across),
        external=half(opposing, agreeing),
        fit=fit(agreement, conflict, group),
        frustration=frustration(agreement, conflict, group),
    )

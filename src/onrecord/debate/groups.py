"""Who belongs together: two ways of dividing the nodes of a debate into groups, both scored on one network.

The network is that of congruence less conflict, divided by average activity, without what is below 0. ``louvain`` divides it.
``hierarchical`` joins the nodes whose sets of issue and side are most alike (Jaccard distance, Ward's criterion), and cuts the tree
where the modularity on the network is greatest, or into the number of groups asked for. Other criteria were tried on debates made
at random with two camps (``benchmarks/networks.py``): single, average and complete linkage split off nodes one by one where many
speak of much, and did not find the camps.

Blondel, V. D., et al. 2008. Fast unfolding of communities in large networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from onrecord.debate.design import Design, Selection, one_of
from onrecord.debate.indices import modularity
from onrecord.debate.matrices import profiles
from onrecord.debate.networks import count
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from onrecord.debate.matrices import Sparse
    from onrecord.debate.stances import DebateStance

Method = Literal["louvain", "hierarchical"]
#: Into how many groups a tree is cut at most where no number is asked for.
MOST = 8


@dataclass(frozen=True, slots=True)
class Groups:
    """A division into groups.

    Attributes:
        method: how it was found.
        members: node → number of its group, from 1: the largest first, then by the first name.
        alone: nodes that agree with nobody on balance, which ``louvain`` puts into no group.
        modularity: how much more of the network lies within the groups than chance would put there; None without a network.
        stances: how many rows were counted.
    """

    method: Method
    members: Mapping[str, int]
    alone: tuple[str, ...]
    modularity: float | None
    stances: int


def groups(
    stances: Iterable[DebateStance],
    design: Design | None = None,
    selection: Selection | None = None,
    *,
    method: Method = "louvain",
    number: int | None = None,
    seed: int = 0,
) -> Groups:
    """The nodes of a debate in groups.

    Args:
        stances: the rows, in any order.
        design: whose side (``of``) and which qualifier; the rest of it is not used. Without it, actors and agreement.
        selection: which rows are counted.
        method: ``louvain`` or ``hierarchical``.
        number: how many groups ``hierarchical`` makes at most; None for the number of the greatest modularity.
        seed: what ``louvain`` starts from; equal seeds give equal groups.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    one_of("method", method, get_args(Method))
    if number is not None and (number < 1 or method == "louvain"):
        raise SettingsError(name="number of groups", value=number, choices="hierarchical takes one from 1, louvain finds its own")
    asked = design or Design()
    drawn = Design(network="onemode", of=asked.of, aggregation="subtract", normalisation="average", qualifier=asked.qualifier)
    counting = count(stances, drawn, selection)
    nodes = counting.nodes(counting.kept)
    joined = counting.draw(counting.kept, nodes)
    tied: NDArray[np.bool_]
    friendly = joined.matrix.maximum(0)
    weights = np.asarray(friendly.toarray(), dtype=np.float64)
    if method == "louvain":
        tied = weights.sum(axis=1) > 0
        group = louvain(friendly, seed)
    else:
        tied = np.ones(len(weights), dtype=bool)
        profile, _ = profiles(counting.table, counting.kept, nodes, drawn)
        group = hierarchical(profile, weights, number)
    numbers = ranked(group[tied])
    names = [name for name, is_tied in zip(joined.rows, tied.tolist(), strict=True) if is_tied]
    alone = tuple(name for name, is_tied in zip(joined.rows, tied.tolist(), strict=True) if not is_tied)
    return Groups(method, dict(zip(names, numbers, strict=True)), alone, modularity(weights, group), len(counting.kept))


def louvain(weights: Sparse, seed: int) -> NDArray[np.int64]:
    """The group of each node by greedy moves that raise the modularity, nodes first, groups then."""
    graph = nx.from_scipy_sparse_array(sparse.csr_array(weights))
    group = np.zeros(weights.shape[0], dtype=np.int64)
    for at, members in enumerate(nx.community.louvain_communities(graph, weight="weight", seed=seed)):
        group[list(members)] = at
    return group


def hierarchical(profile: Sparse, weights: NDArray[np.float64], number: int | None) -> NDArray[np.int64]:
    """The group of each node by what it said: a tree of nearest sets, cut."""
    size = profile.shape[0]
    if size < 2:  # noqa: PLR2004 - a tree joins two
        return np.zeros(size, dtype=np.int64)
    tree = linkage(pdist(profile.toarray() > 0, "jaccard"), "ward")
    cuts = [
        np.asarray(fcluster(tree, into, "maxclust"), dtype=np.int64) for into in ([number] if number else range(2, min(size, MOST) + 1))
    ]
    return max(cuts, key=lambda group: modularity(weights, group) or 0.0)


def ranked(group: NDArray[np.int64]) -> list[int]:
    """The groups numbered from 1: the largest first, then by their first node."""
    found, first, sizes = np.unique(group, return_index=True, return_counts=True)
    order = sorted(range(len(found)), key=lambda at: (-sizes[at], first[at]))
    numbers = {int(found[at]): rank + 1 for rank, at in enumerate(order)}
    return [numbers[one] for one in group.tolist()]

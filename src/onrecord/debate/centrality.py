"""Who stands in the middle of a network.

In a one-mode network only ties above 0 count, for nobody is reached through an opponent; in a two-mode network a tie below 0
counts by its size, for who rejects an issue speaks to it as well. The length of a tie is one over its weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

import networkx as nx
import numpy as np
from scipy import sparse

from onrecord.debate.design import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.debate.matrices import Sparse
    from onrecord.debate.network import Network

#: The turns after which the eigenvector is taken as it is, and the change below which it no longer changes.
TURNS, STILL = 10_000, 1e-12


class Centrality(NamedTuple):
    """One node's place in the network.

    Attributes:
        side: whether it is an actor or an issue.
        name: the node.
        degree: how many nodes it is tied to.
        strength: the sum of the weights of its ties.
        eigenvector: its part in the network's first eigenvector, whose length is 1; high where strong ties lead to high ones.
        betweenness: the share of the shortest ways between two others that lead through it; None where ways were not asked for.
        closeness: one over the mean length of the ways to all it reaches, times the share it reaches; None as above.
    """

    side: Side
    name: str
    degree: int
    strength: float
    eigenvector: float
    betweenness: float | None = None
    closeness: float | None = None


def centralities(network: Network, *, ways: bool = True) -> tuple[Centrality, ...]:
    """The place of each node, rows first, in the network's order.

    Shortest ways take time that grows with nodes times ties: leave them out (``ways=False``) where there are thousands of nodes.
    """
    design = network.design
    if design.network == "twomode":
        ties = sparse.block_array([[None, abs(network.matrix)], [abs(network.matrix).T, None]], format="csr")
        actor, issue = get_args(Side)
        sides: tuple[Side, ...] = (actor,) * len(network.rows) + (issue,) * len(network.columns)
        names = (*network.rows, *network.columns)
    else:
        ties = sparse.csr_array(network.matrix.maximum(0))
        ties.eliminate_zeros()
        sides, names = (design.of,) * len(network.rows), network.rows
    degree = np.diff(ties.indptr).tolist()
    strength = np.asarray(ties.sum(axis=1)).ravel().tolist()
    first = eigenvector(ties).tolist()
    between: dict[int, float] = {}
    close: dict[int, float] = {}
    if ways:
        graph = nx.from_scipy_sparse_array(ties)
        for _, _, tie in graph.edges(data=True):
            tie["length"] = 1 / tie["weight"]
        between = nx.betweenness_centrality(graph, weight="length")
        close = nx.closeness_centrality(graph, distance="length")
    return tuple(
        Centrality(sides[at], names[at], degree[at], strength[at], first[at], between.get(at), close.get(at)) for at in range(len(names))
    )


def eigenvector(ties: Sparse) -> NDArray[np.float64]:
    """The first eigenvector of the ties, the one that evenly spread starts lead to; zeros where there are no ties."""
    size = ties.shape[0]
    scale = ties.max() if ties.nnz else 0
    if scale <= 0:
        return np.zeros(size)
    # The identity keeps networks of two sides from swinging between them.
    turned = ties / scale + sparse.eye_array(size, format="csr")
    vector = np.full(size, 1 / np.sqrt(size))
    for _ in range(TURNS):
        following = turned @ vector
        following /= np.linalg.norm(following)
        if np.abs(following - vector).max() < STILL:
            break
        vector = following
    vector[np.diff(ties.indptr) == 0] = 0
    return np.asarray(vector, dtype=np.float64)

"""Kept rows → sparse matrices by the definitions in ``networks``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from onrecord.debate.table import NOTHING
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.debate.design import Aggregation, Design
    from onrecord.debate.table import StanceTable

#: A sparse matrix; its package tells no types.
Sparse = Any
#: Powers of two up to this are told apart exactly by floating-point sums.
MOST_SIDES = 52


def places(codes: NDArray[np.int64], among: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each code among the sorted codes that hold them all."""
    return np.searchsorted(among, codes)


def inverse(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """One over each value, 0 where it is 0."""
    out = np.zeros_like(values, dtype=np.float64)
    np.divide(1, values, out=out, where=values != 0)
    return out


def incidence(row: NDArray[np.int64], column: NDArray[np.int64], value: NDArray[np.float64], shape: tuple[int, int]) -> Sparse:
    """A sparse matrix of sums: equal places are added."""
    return sparse.coo_array((value, (row, column)), shape=shape).tocsr()


def twomode(table: StanceTable, at: NDArray[np.int64], nodes: tuple[NDArray[np.int64], NDArray[np.int64]], design: Design) -> Sparse:
    """The network of actors and issues.

    Raises:
        SettingsError: ``combine`` with more sides than can be told apart.
    """
    shape = (len(nodes[0]), len(nodes[1]))
    row, column = places(table.actor[at], nodes[0]), places(table.issue[at], nodes[1])
    weight, level = table.weight[at], table.level[at]
    count = incidence(row, column, weight, shape)
    if design.aggregation == "subtract" and design.qualifier.kind != "text":
        sides = np.array(table.sides, dtype=np.float64)
        signs = 2 * sides - 1 if design.qualifier.kind == "agreement" else sides
        matrix = incidence(row, column, weight * signs[level], shape)
    elif design.aggregation == "combine":
        matrix = combined(row, column, level, shape, len(table.sides))
        count = matrix.astype(bool).astype(np.float64)
    else:
        matrix = count
    if design.normalisation == "activity":
        return sparse.diags_array(inverse(count.sum(axis=1))) @ matrix
    if design.normalisation == "prominence":
        return matrix @ sparse.diags_array(inverse(count.sum(axis=0)))
    return matrix


def combined(row: NDArray[np.int64], column: NDArray[np.int64], level: NDArray[np.int64], shape: tuple[int, int], sides: int) -> Sparse:
    """A number for each set of sides: the first side adds 2 to the number of sides after it, the last adds 1.

    Raises:
        SettingsError: more sides than can be told apart.
    """
    if sides > MOST_SIDES:
        raise SettingsError(
            name="aggregation", value="combine", choices=f"{sides} sides are too many to be told apart; {MOST_SIDES} are the most"
        )
    cells = np.unique(np.stack((row, column, level)), axis=1)
    return incidence(cells[0], cells[1], np.exp2(sides - 1 - cells[2]), shape)


def profiles(
    table: StanceTable, at: NDArray[np.int64], nodes: tuple[NDArray[np.int64], NDArray[np.int64]], design: Design
) -> tuple[Sparse, int]:
    """How often each node of the side took which side on what: a block of columns a side, and how many columns a block has.

    Rows without a side, which only ``ignore`` counts, have a block of their own.
    """
    mine, theirs = (0, 1) if design.of == "actor" else (1, 0)
    codes = (table.actor[at], table.issue[at])
    level = np.where(table.level[at] == NOTHING, len(table.sides), table.level[at])
    block = len(nodes[theirs])
    column = level * block + places(codes[theirs], nodes[theirs])
    blocks = len(table.sides) + 1
    return incidence(places(codes[mine], nodes[mine]), column, table.weight[at], (len(nodes[mine]), blocks * block)), block


def added(alike: NDArray[np.float64], aggregation: Aggregation) -> NDArray[np.float64]:
    """What a pair of rows about the same adds, by their sides; the last row and column stand for no side."""
    size = len(alike) + 1
    if aggregation == "ignore":
        return np.ones((size, size))
    pair = np.zeros((size, size))
    pair[:-1, :-1] = {"congruence": alike, "conflict": 1 - alike}.get(aggregation, 2 * alike - 1)
    return pair


def joined(profile: Sparse, block: int, pair: NDArray[np.float64]) -> Sparse:
    """What all pairs of rows about the same add up to, for each two nodes and each node with itself."""
    if (pair == 1).all():
        folded = sum(profile[:, start : start + block] for start in range(0, profile.shape[1], block)) if block else profile
        return folded @ folded.T
    return profile @ sparse.kron(sparse.csr_array(pair), sparse.eye_array(block), format="csr") @ profile.T


def used_by_one(profile: Sparse, total: NDArray[np.float64]) -> Sparse:
    """How often one of two nodes says what the other never says: DNA's conflict of words."""
    used = profile.astype(bool).astype(np.float64)
    shared = (profile @ used.T).toarray()
    return sparse.csr_array(total[:, None] + total[None, :] - shared - shared.T)


def pairs(
    profile: Sparse, block: int, total: NDArray[np.float64], alike: NDArray[np.float64], design: Design, *, dna_compat: bool
) -> Sparse:
    """The one-mode network before it is divided."""
    if dna_compat and design.qualifier.kind == "text" and design.aggregation in {"conflict", "subtract"}:
        unshared = used_by_one(profile, total)
        return unshared if design.aggregation == "conflict" else joined(profile, block, added(alike, "congruence")) - unshared
    return joined(profile, block, added(alike, design.aggregation))


def jaccard(profile: Sparse, total: NDArray[np.float64], row: NDArray[np.int64], column: NDArray[np.int64]) -> NDArray[np.float64]:
    """For each two nodes the sum over issues and sides of the product where both, and of the one count where only one, took it."""
    used = profile.astype(bool).astype(np.float64)
    crossed = profile @ used.T
    shared = profile @ profile.T - crossed - crossed.T
    return np.asarray(total[row] + total[column] + np.asarray(shared[row, column]).ravel(), dtype=np.float64)


def lengths(profile: Sparse, block: int, alike: NDArray[np.float64], aggregation: Aggregation) -> NDArray[np.float64]:
    """How long each node is where the pair of rows is an inner product; conflict, which is none, takes that of congruence."""
    pair = added(alike, "congruence" if aggregation == "conflict" else aggregation)
    turned = profile @ sparse.kron(sparse.csr_array(pair), sparse.eye_array(block), format="csr")
    squares = np.asarray(profile.multiply(turned).sum(axis=1), dtype=np.float64).ravel()
    return np.asarray(np.sqrt(np.maximum(squares, 0)), dtype=np.float64)


def onemode(
    table: StanceTable, at: NDArray[np.int64], nodes: tuple[NDArray[np.int64], NDArray[np.int64]], design: Design, *, dna_compat: bool
) -> Sparse:
    """The network among the nodes of one side."""
    profile, block = profiles(table, at, nodes, design)
    total = np.asarray(profile.sum(axis=1), dtype=np.float64).ravel()
    matrix = pairs(profile, block, total, table.alike, design, dna_compat=dna_compat).tocoo()
    off = matrix.row != matrix.col
    row, column, value = matrix.row[off], matrix.col[off], matrix.data[off]
    if design.normalisation == "average":
        value = value * inverse((total[row] + total[column]) / 2)
    elif design.normalisation == "jaccard":
        value = value * inverse(jaccard(profile, total, row, column))
    elif design.normalisation == "dna_cosine" or (design.normalisation == "cosine" and dna_compat):
        value = value * inverse(total[row] * total[column])
    elif design.normalisation == "cosine":
        length = lengths(profile, block, table.alike, design.aggregation)
        value = value * inverse(length[row] * length[column])
    return incidence(row, column, value, matrix.shape)

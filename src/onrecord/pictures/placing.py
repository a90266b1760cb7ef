"""Where nodes stand: near those they agree with, far from those they oppose, and never upon each other.

Distances are first asked of each pair, then met as well as a plane allows (springs, the stronger the shorter they should be), then the
boxes of nodes and labels are pushed apart. Equal networks give equal places.

Gansner, E. R., Koren, Y., North, S. 2005. Graph drawing by stress majorization.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import shortest_path

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How far apart nodes are that nothing joins, those joined by the strongest tie being 1 apart.
FAR = 4.0
#: What a tie that is against counts as: longer than one that is for.
OPPOSED = {"onemode": 3.6, "twomode": 2.4}
BETWEEN_ISSUES = 3.2
#: How many times as large as all boxes together the picture is before boxes are pushed apart.
ROOM = 2.6
GAP = 7.0
ROUNDS = 500
SEED = 7


def asked(ties: NDArray[np.float64], issues: NDArray[np.bool_], mode: str) -> NDArray[np.float64]:
    """How far apart each two nodes should be.

    Args:
        ties: rows of two nodes and a weight, below 0 where they oppose.
        issues: which nodes are issues among actors; they keep away from each other, as most actors lie between several.
        mode: of the network.
    """
    size = len(issues)
    lengths = np.full((size, size), np.inf)
    most = np.abs(ties[:, 2]).max(initial=0) or 1.0
    for one, other, weight in ties.tolist():
        share = abs(weight) / most
        long = OPPOSED[mode] - 0.4 * (1 - share) if weight < 0 else 1 + 0.8 * (1 - share)
        lengths[int(one), int(other)] = lengths[int(other), int(one)] = long
    friendly = np.where(lengths < min(OPPOSED.values()) - 0.5, lengths, np.inf)
    paths = shortest_path(np.where(np.isfinite(friendly), friendly, 0), directed=False)
    least = np.where(issues[:, None] & issues[None, :], BETWEEN_ISSUES, 1.6)
    found = np.where(np.isfinite(lengths), lengths, np.minimum(np.maximum(paths, least), FAR))
    np.fill_diagonal(found, 0)
    return np.asarray(found, dtype=np.float64)


def placed(distances: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middle of each box, in a picture that is wider than high, its upper left corner at 0, 0.

    Args:
        distances: how far apart each two nodes should be.
        boxes: the width and height of each node with its label.
    """
    size = len(boxes)
    places = np.zeros((size, 2))
    if size > 1:
        start = scaled(distances) + np.random.default_rng(SEED).normal(0, 1e-3, (size, 2))
        places = turned(settled(distances, start))
    spread = np.ptp(places, axis=0)
    area = boxes.prod(axis=1).sum() * ROOM
    wide = np.sqrt(area * 1.5)
    places = places * np.array([wide, area / wide]) / np.where(spread > 1e-9, spread, 1)  # noqa: PLR2004
    places = apart(places, boxes + GAP)
    return np.asarray(places - (places - boxes / 2).min(axis=0), dtype=np.float64)


def settled(distances: NDArray[np.float64], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places after each node has gone, again and again, to where its distances to all others draw it on average.

    Distances count by the inverse of their squares, so that near ones are met best.
    """
    places = start
    weights = 1 / np.where(distances > 0, distances, np.inf) ** 2
    sums = weights.sum(axis=1)[:, None]
    for _ in range(ROUNDS):
        along = places[:, None] - places[None, :]
        lengths = np.sqrt((along**2).sum(axis=2))
        drawn = places[None, :] + along * (distances / np.where(lengths > 0, lengths, 1))[:, :, None]
        moved = (drawn * weights[:, :, None]).sum(axis=1) / sums
        change = np.abs(moved - places).max()
        places = moved
        if change < 1e-4:  # noqa: PLR2004 - a ten-thousandth of the shortest distance
            break
    return np.asarray(places, dtype=np.float64)


def scaled(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places in a plane whose distances come near those asked for, without iteration (classical scaling)."""
    squared = distances**2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh(centred)
    places = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-6))
    return np.asarray(upright(places), dtype=np.float64)


def turned(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places turned so that they reach furthest from left to right."""
    centred = places - places.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return upright(centred @ vectors[:, ::-1])


def upright(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places mirrored so that the first node stands to the upper left, as the signs of axes are chance."""
    signs = np.where(places[0] > 0, -1.0, 1.0)
    return places * signs


def apart(places: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places moved as little as it takes until no two boxes overlap.

    Two that overlap are pushed apart to the side where it takes least; where that comes to no end, all are spread a little.
    """
    places = places.copy()
    half = (boxes[:, None] + boxes[None, :]) / 2
    one, other = np.triu_indices(len(boxes), 1)
    rounds = 0
    while True:
        between = places[other] - places[one]
        over = half[one, other] - np.abs(between)
        hit = (over > 1e-6).all(axis=1)  # noqa: PLR2004 - a millionth of a pixel
        if not hit.any():
            return places
        for at in np.flatnonzero(hit):
            axis = int(over[at, 1] < over[at, 0])
            push = over[at, axis] / 2 + 1e-3
            sign = 1.0 if between[at, axis] >= 0 else -1.0
            places[one[at], axis] -= sign * push * 0.5
            places[other[at], axis] += sign * push * 0.5
        rounds += 1
        if rounds % 50 == 0:
            places *= 1.04

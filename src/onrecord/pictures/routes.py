"""How lines get from node to node: straight, or bent around the nodes and labels between, as what runs behind one seems to end there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How far the middle of a line is moved aside, as a share of its length, in the order tried.
BENDS = (0.0, 0.05, -0.05, 0.1, -0.1, 0.15, -0.15, 0.2, -0.2)
#: A line that leaves the picture is worse than any that runs behind nodes.
_OUTSIDE = 1000
_AT = np.linspace(0.04, 0.96, 40)[:, None]


def bend(ends: NDArray[np.float64], boxes: NDArray[np.float64], size: tuple[float, float]) -> tuple[float, float] | None:
    """The control point of a curve between two points that runs through the fewest boxes; None for a straight line.

    Args:
        ends: two points.
        boxes: rows of left, top, right, bottom of what is to be left free, without the boxes of the ends.
        size: the width and height of the picture, which no curve leaves.
    """
    start, end = ends
    along = end - start
    aside = np.array([-along[1], along[0]])
    middle = (start + end) / 2
    best, fewest = 0.0, np.inf
    for share in BENDS:
        control = middle + aside * share * 2  # a curve goes half as far as its control point
        points = (1 - _AT) ** 2 * start + 2 * _AT * (1 - _AT) * control + _AT**2 * end
        hit = _crossed(points, boxes) + _OUTSIDE * bool((points < 0).any() or (points > size).any())
        if hit < fewest:
            best, fewest = share, hit
        if not hit:
            break
    if not best:
        return None
    x, y = (middle + aside * best * 2).tolist()
    return x, y


def _crossed(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> int:
    """How many boxes the points of a curve lie in."""
    x, y = points[:, 0, None], points[:, 1, None]
    inside = (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])
    return int(inside.any(axis=0).sum())

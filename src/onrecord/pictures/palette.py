"""Colours, shapes and lines that tell apart without colour what they tell apart with it.

For is a dark blue, against a lighter orange: both differ for every kind of colour vision, and in lightness on paper. The colours of
groups are those that Okabe and Ito chose for all readers, and Tol's where those are taken.

Okabe, M., Ito, K. 2008. Color universal design. Tol, P. 2021. Colour schemes. SRON/EPS/TN/09-002.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

INK = "#1a1a1a"
QUIET = "#595959"
LINE = "#cfcfcf"
PAPER = "#ffffff"
PANEL = "#f3f3f3"
FOR = "#1b4f91"
AGAINST = "#e8873a"
NO_SIDE = "#7a7a7a"
#: Between the lines of what is hatched as against.
PALE = "#fbe6d4"
#: How a line that is against is broken, as a multiple of its width with a least length.
DASH = (7.0, 5.0)

SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "star", "hexagon", "wedge")
FILLS = ("#009e73", "#cc79a7", "#f0e442", "#56b4e9", "#882255", "#bbbbbb", "#ddcc77", "#44aa99")
NO_GROUP = ("circle", PAPER)

#: From all against over evenly split to all for; light in the middle, darker to both ends.
DIVERGING = ("#d9702a", "#eba56f", "#f6d3b8", "#f2f2f2", "#bcd0ea", "#7ba3d6", "#3f76bb")


class Look(NamedTuple):
    """How the nodes of a group are drawn."""

    shape: str
    fill: str


def look(number: int) -> Look:
    """The shape and colour of the group of a number from 0; 56 groups pass before a pair comes again."""
    return Look(SHAPES[number % len(SHAPES)], FILLS[(number + number // len(SHAPES)) % len(FILLS)])


def diverging(share: float) -> str:
    """The colour of a share from -1, all against, to 1, all for."""
    place = (max(-1.0, min(1.0, share)) + 1) / 2 * (len(DIVERGING) - 1)
    at = min(int(place), len(DIVERGING) - 2)
    low, high = (_channels(DIVERGING[at + step]) for step in (0, 1))
    return "#" + "".join(f"{round(a + (b - a) * (place - at)):02x}" for a, b in zip(low, high, strict=True))


def lightness(colour: str) -> float:
    """How light a colour is to the eye, from 0 for black to 100 for white (CIE L*)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in _channels(colour))]  # noqa: PLR2004
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def corners(shape: str, radius: float) -> list[tuple[float, float]]:
    """The corners of a shape around 0, 0, of about the area of a circle of the radius; none for a circle."""
    if shape == "square":
        return _polygon(4, radius * 1.22, pi / 4)
    if shape == "star":
        outer, inner = _polygon(5, radius * 1.4, -pi / 2), _polygon(5, radius * 0.62, -pi / 2 + pi / 5)
        return [point for pair in zip(outer, inner, strict=True) for point in pair]
    kinds = {"triangle": (3, 1.36, -pi / 2), "wedge": (3, 1.36, pi / 2), "diamond": (4, 1.3, 0.0)}
    kinds |= {"pentagon": (5, 1.16, -pi / 2), "hexagon": (6, 1.1, 0.0)}
    if shape not in kinds:
        return []
    number, grown, turn = kinds[shape]
    return _polygon(number, radius * grown, turn)


def _polygon(number: int, radius: float, turn: float) -> list[tuple[float, float]]:
    angles = [turn + 2 * pi * at / number for at in range(number)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

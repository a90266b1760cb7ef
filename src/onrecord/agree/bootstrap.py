"""A percentile interval of any figure, from drawing whole articles again with replacement.

What coders do in one article hangs together, so the article is drawn and not its units: drawing units would make the interval
too narrow. It covers the choice of articles alone; other coders would add to it.

Efron, B. and Tibshirani, R. 1993. An Introduction to the Bootstrap, chapters 8 (clusters) and 13 (percentile intervals).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

T = TypeVar("T")


class Interval(NamedTuple):
    """Where a figure lies in the middle ``level`` of its resamples.

    Attributes:
        low: the lower end.
        estimate: the figure of the articles as they are.
        high: the upper end.
        level: the share of resamples between the ends.
        resamples: how many gave a figure.
        undefined: how many gave none, for instance because only one value was drawn; many of them make the ends doubtful.
    """

    low: float
    estimate: float
    high: float
    level: float
    resamples: int
    undefined: int


def interval(
    articles: Sequence[T],
    figure: Callable[[Sequence[T]], float | None],
    *,
    seed: int,
    level: float = 0.95,
    resamples: int = 2000,
) -> Interval | None:
    """The percentile interval of a figure; None where the figure is undefined, for one article alone, or in every resample.

    Args:
        articles: one element for each article, holding whatever the figure is made of.
        figure: the figure of some articles, some of them more than once; None where it is undefined. It is first asked for the
            articles as they are; after that, a ValueError means that a resample lacks what the figure needs.
        seed: the same seed gives the same interval.
        level: above 0 and below 1.
        resamples: how often to draw, at least once.

    Raises:
        ValueError: ``level`` or ``resamples`` is out of its range, or the figure refuses the articles as they are.
    """
    if not 0 < level < 1:
        message = f"level is above 0 and below 1, not {level!r}"
        raise ValueError(message)
    if resamples < 1:
        message = f"resamples is 1 or more, not {resamples!r}"
        raise ValueError(message)
    estimate = figure(articles)
    if estimate is None or len(articles) < 2:  # noqa: PLR2004 - one article cannot vary
        return None
    draws = np.random.default_rng(seed).integers(len(articles), size=(resamples, len(articles)))
    drawn = [value for draw in draws if (value := _figure_of([articles[i] for i in draw], figure)) is not None]
    if not drawn:
        return None
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), estimate, float(high), level, len(drawn), resamples - len(drawn))


def of_units(coefficient: Callable[[Iterable[T]], float | None]) -> Callable[[Sequence[Iterable[T]]], float | None]:
    """The coefficient of units as a figure of articles, each of which is its units."""
    return lambda articles: coefficient(list(chain.from_iterable(articles)))


def _figure_of(drawn: Sequence[T], figure: Callable[[Sequence[T]], float | None]) -> float | None:
    try:
        return figure(drawn)
    except ValueError:
        return None

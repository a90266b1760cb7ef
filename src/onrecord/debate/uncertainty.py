"""How sure the figures of a debate map are: intervals that carry the errors measured on checked articles through to every figure.

A random sample of articles that a person read to the end tells how many of the program's stances are right, on the other side, or
wrong, and how many it missed. Each draw takes as many of the sample's articles with replacement (Efron, 1979, the bootstrap), reads
these shares off them, and deals them out over the unchecked stances: some are dropped, some change sides, and those that are true
stand for missed ones like them. What people ruled on stays. The figure is counted anew from each draw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.debate.network import Network
    from onrecord.debate.stances import DebateStance

#: Added to each of right, other side and wrong, and to found and missed, so that a small sample without errors is not taken for
#: perfection: the prior of Jeffreys (1946) for shares.
PRIOR = 0.5
#: The ends of an interval, as percentiles of the draws.
ENDS = (2.5, 97.5)


class CheckedArticle(NamedTuple):
    """How the program's stances of an article compare with those of the person who read it to the end.

    Attributes:
        right: on the same side, of the same speaker.
        flipped: the person put them on the other side.
        wrong: the person has no such stance.
        missed: stances of the person that the program does not have.
    """

    right: int
    flipped: int
    wrong: int
    missed: int


class Interval(NamedTuple):
    """Between which figures the true one lies in 95 of 100 cases, as far as the sample tells."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Errors:
    """What the checked articles tell in one draw: shares of the program's stances, and missed ones for each true one."""

    right: float
    flipped: float
    missed: float


def errors_of(checked: Sequence[CheckedArticle]) -> Errors:
    """The shares over articles, with ``PRIOR``."""
    right, flipped, wrong, missed = (float(sum(column)) + PRIOR for column in zip(*checked, strict=True))
    given = right + flipped + wrong
    return Errors(right / given, flipped / given, missed / (right + flipped))


def draws(
    stances: Sequence[DebateStance], checked: Sequence[CheckedArticle], *, sure: Collection[int] = (), number: int = 200, seed: int = 0
) -> Iterator[list[DebateStance]]:
    """The stances as they could be, so many times.

    Args:
        stances: the rows; their sides are 1 and 0.
        checked: the articles of the random sample.
        sure: the places of rows that people ruled on.
        number: how many draws.
        seed: equal seeds give equal draws.

    Raises:
        SettingsError: there is no checked article, or a row has another side.
    """
    if not checked:
        raise SettingsError(name="sample", value="none", choices="draw one with `onrecord sample` and check its articles")
    if any(one.qualifier not in (0, 1, None) for one in stances):
        raise SettingsError(name="qualifier", value="other than for and against", choices="intervals are of agreement alone")
    chance = np.random.default_rng(seed)
    known = set(sure)
    free = np.array([at for at in range(len(stances)) if at not in known], dtype=np.int64)
    for _ in range(number):
        errors = errors_of([checked[at] for at in chance.integers(len(checked), size=len(checked))])
        luck = chance.random(len(free))
        more = chance.poisson(errors.missed, size=len(free))
        drawn = [stances[at] for at in sorted(known)]
        for at, roll, extra in zip(free.tolist(), luck.tolist(), more.tolist(), strict=True):
            one = stances[at]
            if roll < errors.right:
                drawn += [one] * (1 + extra)
            elif roll < errors.right + errors.flipped:
                drawn += [_turned(one)] * (1 + extra)
        yield drawn


def edge_intervals(networks: Iterable[Network], found: Network, *, number: int) -> Mapping[tuple[str, str], Interval]:
    """The interval of every edge of a network, from the networks of the draws.

    Args:
        networks: those of the draws.
        found: the network itself.
        number: how many draws there are.
    """
    edges = [(edge.row, edge.column) for edge in found.edges()]
    weights = np.zeros((number, len(edges)))
    for at, drawn in enumerate(networks):
        rows, columns = ({name: k for k, name in enumerate(names)} for names in (drawn.rows, drawn.columns))
        dense = drawn.matrix.tocsr()
        for k, (row, column) in enumerate(edges):
            if row in rows and column in columns:
                weights[at, k] = dense[rows[row], columns[column]]
    low, high = np.percentile(weights, ENDS, axis=0) if edges else (np.zeros(0), np.zeros(0))
    return {edge: Interval(float(low[k]), float(high[k])) for k, edge in enumerate(edges)}


def figure_intervals(figures: Iterable[Mapping[str, float | None]]) -> dict[str, Interval]:
    """The interval of every figure, from those of the draws; draws in which it is not defined are left out."""
    values: dict[str, list[float]] = {}
    for drawn in figures:
        for name, value in drawn.items():
            if value is not None:
                values.setdefault(name, []).append(value)
    return {name: Interval(*(float(end) for end in np.percentile(some, ENDS))) for name, some in values.items()}


def _turned(one: DebateStance) -> DebateStance:
    return one if one.qualifier is None else replace(one, qualifier=1 - int(one.qualifier))

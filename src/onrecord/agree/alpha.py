"""Krippendorff's alpha is one less observed over expected disagreement, both read off the coincidence matrix.

A unit is what several coders gave a value: coder → value. A coder who is absent, or whose value is None, gave none; a unit with
fewer than two values pairs with nothing and counts nowhere. With m values in unit u::

    o(c, k) = sum over u of (ordered pairs c, k by two coders in u) / (m(u) - 1)
    n(c)    = sum over k of o(c, k),  n = sum over c of n(c)
    alpha   = 1 - (n - 1) * sum of o(c, k) d(c, k) / sum of n(c) n(k) d(c, k)

with d(c, k) = 1 where c and k differ for nominal values, and (c - k)² for values on an interval scale.

Alpha is None where it is not defined: no unit has two values, or all paired values are one and the same. Without variation
nothing shows that the coders could have told values apart; other programs print 0 or 1 there, and neither is a finding.

Krippendorff, K. 2011. Computing Krippendorff's alpha-reliability. University of Pennsylvania, repository.upenn.edu/asc_papers/43
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import product
from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

V = TypeVar("V", bound=Hashable)
#: What one unit was given: coder → value; None where the coder gave none.
Unit = Mapping[str, V | None]
#: Units by their names, or in any order: a coefficient asks no name of them.
Units = Mapping[str, Unit[V]] | Iterable[Unit[V]]


class Coincidences(NamedTuple):
    """How often values stood beside each other in a unit: row and column i belong to ``values[i]``."""

    values: tuple[Hashable, ...]
    matrix: NDArray[np.float64]


def given(units: Units[V]) -> list[list[V]]:
    """The values that each unit was given, without those that nobody gave."""
    each: Iterable[Unit[V]] = units.values() if isinstance(units, Mapping) else units
    return [[value for value in unit.values() if value is not None] for unit in each]


def coincidences(units: Units[V]) -> Coincidences:
    """The coincidence matrix of all units with two values or more; its sum is the number of values that can be paired."""
    paired = [values for values in given(units) if len(values) > 1]
    order = {value: at for at, value in enumerate(dict.fromkeys(v for values in paired for v in values))}
    matrix = np.zeros((len(order), len(order)))
    for values in paired:
        counts = Counter(values)
        for left, right in product(counts, repeat=2):
            pairs = counts[left] * (counts[right] - (left == right))
            matrix[order[left], order[right]] += pairs / (len(values) - 1)
    return Coincidences(tuple(order), matrix)


def nominal_alpha(units: Units[Hashable]) -> float | None:
    """Alpha of values that are the same or not; None where it is undefined."""
    found = coincidences(units)
    return _alpha(found.matrix, 1 - np.eye(len(found.values)))


def interval_alpha(units: Units[float]) -> float | None:
    """Alpha of numbers whose differences mean something; None where it is undefined.

    Raises:
        ValueError: a value is not a finite number.
    """
    found = coincidences(units)
    values = np.array([_finite(value) for value in found.values])
    if len(values) > 1:
        # Alpha does not depend on the unit of measurement; the range as unit keeps squares of any numbers in reach.
        values = (values - values.min()) / (values.max() - values.min())
    return _alpha(found.matrix, np.subtract.outer(values, values) ** 2)


def _finite(value: object) -> float:
    if not isinstance(value, Real) or not isfinite(value):
        message = f"interval alpha takes finite numbers, not {value!r}"
        raise ValueError(message)
    return float(value)


def _alpha(matrix: NDArray[np.float64], differences: NDArray[np.float64]) -> float | None:
    totals = matrix.sum(axis=1)
    expected = float((np.outer(totals, totals) * differences).sum())
    if expected == 0:
        return None
    observed = float((matrix * differences).sum())
    return 1 - (float(totals.sum()) - 1) * observed / expected

"""Shares that a coder with known errors counted are put right by a sample that was coded a second time, and correctly.

The coder may be a program. ``assigned`` is what it gave every item; ``true`` is what the second coding says of the sampled ones.

- ``calibrated``: true share of j = sum over i of (assigned share of i) * P(true j | assigned i). For a random sample of the very
  items that are counted, or one drawn within assigned classes; its shares are always possible ones.
- ``inverted``: solves (assigned share of i) = sum over j of P(assigned i | true j) * (true share of j). For a sample from elsewhere
  too, if the coder errs there as it errs here; its shares add up to one, but may lie below 0 or above 1 (``possible`` mends that).
- ``rogan_gladen``: the same for two classes, from sensitivity and specificity.

An item's weight is how many items it stands for: population over sample in its stratum (``stratum_weights``). Where weighted
assigned shares in the sample equal those counted, both methods give the same. Neither figure comes with an interval: resample
the articles of the sample (``onrecord.agree.bootstrap``). They mend shares; for errors that go with another variable, and for
regressions, see TeBlunthuis et al.

Rogan, W. J. and Gladen, B. 1978. Estimating prevalence from the results of a screening test. Am. J. Epidemiology 107(1): 71-76.
Buonaccorsi, J. P. 2010. Measurement Error: Models, Methods, and Applications. Chapman & Hall/CRC, chapters 2 and 3.
TeBlunthuis, N., Hase, V. and Chan, C. 2024. Misclassification in automated content analysis causes bias in regression. Can we
fix it? Yes we can! Communication Methods and Measures 18(3): 278-299, doi 10.1080/19312458.2023.2293713.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

#: A matrix of errors worse conditioned than this says nothing about the true classes (the project's own).
WORST_CONDITION = 1e8


class DoubleCoded(NamedTuple):
    """One sampled item: the class it was assigned, the class it truly has, and how many items it stands for."""

    assigned: str
    true: str
    weight: float = 1.0


def rogan_gladen(apparent: float, *, sensitivity: float, specificity: float) -> float:
    """The true share behind an apparent one; below 0 or above 1 where chance or wrong rates made the apparent one impossible.

    Raises:
        ValueError: one of the three is no share, or the coder does not tell the classes apart.
    """
    for name, share in (("apparent", apparent), ("sensitivity", sensitivity), ("specificity", specificity)):
        if not 0 <= share <= 1:
            message = f"{name} is a share from 0 to 1, not {share!r}"
            raise ValueError(message)
    youden = sensitivity + specificity - 1
    if abs(youden) < 1 / WORST_CONDITION:
        message = f"sensitivity {sensitivity!r} and specificity {specificity!r} are those of chance: nothing can be put right"
        raise ValueError(message)
    return (apparent + specificity - 1) / youden


def calibrated(assigned: Mapping[str, float], sample: Iterable[DoubleCoded]) -> dict[str, float]:
    """True shares by class, from what the sample says of the true classes within each assigned one.

    Args:
        assigned: class → how many items were assigned it, or their share.
        sample: items of the same kind, coded twice.

    Raises:
        ValueError: a number is negative, nothing was assigned, or an assigned class is not in the sample.
    """
    classes, shares, joint = _tables(assigned, sample)
    rows = joint.sum(axis=1)
    for name, share, row in zip(classes, shares, rows, strict=True):
        if share > 0 and row == 0:
            message = f"no item in the sample was assigned {name!r}, so nothing is known of those that were"
            raise ValueError(message)
    scale = np.divide(shares, rows, out=np.zeros_like(shares), where=rows > 0)
    return dict(zip(classes, (scale @ joint).tolist(), strict=True))


def inverted(assigned: Mapping[str, float], sample: Iterable[DoubleCoded]) -> dict[str, float]:
    """True shares by class, from what the sample says of the assigned classes within each true one.

    Args:
        assigned: class → how many items were assigned it, or their share.
        sample: items that the coder errs on as it errs on those, coded twice.

    Raises:
        ValueError: a number is negative, nothing was assigned, a class is never true in the sample, or the coder does not tell
            the classes apart.
    """
    classes, shares, joint = _tables(assigned, sample)
    columns = joint.sum(axis=0)
    for name, column in zip(classes, columns, strict=True):
        if column == 0:
            message = f"no item in the sample truly is {name!r}, so it is not known how such items are assigned"
            raise ValueError(message)
    errors = joint / columns
    if np.linalg.cond(errors) > WORST_CONDITION:
        message = f"the coder does not tell {', '.join(classes)} apart in the sample: nothing can be put right"
        raise ValueError(message)
    return dict(zip(classes, np.linalg.solve(errors, shares).tolist(), strict=True))


def possible(shares: Mapping[str, float]) -> dict[str, float]:
    """The nearest shares from 0 to 1 that add up to one, by least squares.

    The projection onto the simplex of Duchi, J. et al. 2008. Efficient projections onto the l1-ball for learning in high
    dimensions. ICML: 272-279.

    Raises:
        ValueError: there are no shares.
    """
    if not shares:
        message = "there are no shares to make possible"
        raise ValueError(message)
    values = np.array(list(shares.values()), dtype=np.float64)
    falling = np.sort(values)[::-1]
    excess = (np.cumsum(falling) - 1) / np.arange(1, len(values) + 1)
    taken = excess[np.flatnonzero(falling > excess)[-1]]
    return dict(zip(shares, np.maximum(values - taken, 0).tolist(), strict=True))


def stratum_weights(population: Mapping[str, int], sampled: Mapping[str, int]) -> dict[str, float]:
    """Stratum → how many items of the population one sampled item stands for.

    Raises:
        ValueError: a stratum with items was not sampled, or more was sampled than there is.
    """
    for stratum in population.keys() | sampled.keys():
        whole, part = population.get(stratum, 0), sampled.get(stratum, 0)
        if part > whole or part < 0 or (part == 0 and whole > 0):
            message = f"{part} items cannot have been sampled to stand for the {whole} of stratum {stratum!r}"
            raise ValueError(message)
    return {stratum: whole / sampled[stratum] for stratum, whole in population.items() if whole}


def _tables(assigned: Mapping[str, float], sample: Iterable[DoubleCoded]) -> tuple[Sequence[str], NDArray[np.float64], NDArray[np.float64]]:
    """All classes in order, their assigned shares, and the sample's weights by assigned (rows) and true class (columns)."""
    items = list(sample)
    classes = sorted({*assigned, *(i.assigned for i in items), *(i.true for i in items)})
    at = {name: i for i, name in enumerate(classes)}
    shares = np.array([_weight(name, assigned.get(name, 0.0)) for name in classes], dtype=np.float64)
    if shares.sum() == 0:
        message = f"nothing was assigned: {dict(assigned)!r}"
        raise ValueError(message)
    joint = np.zeros((len(classes), len(classes)))
    for item in items:
        joint[at[item.assigned], at[item.true]] += _weight(item.assigned, item.weight)
    return classes, shares / shares.sum(), joint


def _weight(name: str, value: float) -> float:
    if not (isfinite(value) and value >= 0):
        message = f"{name!r} cannot count {value!r}: a count or weight is 0 or more"
        raise ValueError(message)
    return value

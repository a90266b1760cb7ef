"""Kappa is the agreement above chance as a share of what chance leaves to reach: (observed - expected) / (1 - expected).

Cohen's lets each of two coders have habits of their own; Fleiss' pools the habits of any number. Units are those of
``onrecord.agree.alpha``: coder → value, None for no value. Both are None where they are undefined: nothing is paired, or only
one value was ever given, so that chance alone agrees everywhere.

Cohen, J. 1960. A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1): 37-46.
Fleiss, J. L. 1971. Measuring nominal scale agreement among many raters. Psychological Bulletin 76(5): 378-382.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import chain

from onrecord.agree.alpha import Unit, Units, given


def cohen_kappa(units: Units[Hashable]) -> float | None:
    """Kappa of two coders over the units that both gave a value; None where it is undefined.

    Raises:
        ValueError: more than two coders gave values.
    """
    each: Iterable[Unit[Hashable]] = units.values() if isinstance(units, Mapping) else units
    coded = [{coder: value for coder, value in unit.items() if value is not None} for unit in each]
    coders = sorted(set(chain.from_iterable(coded)))
    if len(coders) > 2:  # noqa: PLR2004 - Cohen's kappa is of two
        message = f"Cohen's kappa is of two coders, not of {', '.join(coders)}"
        raise ValueError(message)
    pairs = [tuple(unit[coder] for coder in coders) for unit in coded if len(unit) > 1]
    if not pairs:
        return None
    same = sum(left == right for left, right in pairs)
    lefts, rights = (Counter(values) for values in zip(*pairs, strict=True))
    by_chance = sum(lefts[value] * rights[value] for value in lefts)
    return _above_chance(same * len(pairs), by_chance, len(pairs) ** 2)


def fleiss_kappa(units: Units[Hashable]) -> float | None:
    """Kappa of n values a unit, by the same coders or by others; None where it is undefined. Units without a value are left out.

    Raises:
        ValueError: units have different numbers of values; alpha is for those.
    """
    coded = [Counter(values) for values in given(units) if values]
    sizes = sorted({unit.total() for unit in coded})
    if len(sizes) > 1:
        message = f"Fleiss' kappa takes the same number of values in every unit, not {sizes[0]} in one and {sizes[-1]} in another"
        raise ValueError(message)
    if not coded or sizes[0] == 1:
        return None
    size = sizes[0]
    same = sum(count * (count - 1) for unit in coded for count in unit.values())
    totals: Counter[Hashable] = sum(coded, Counter())
    by_chance = sum(count**2 for count in totals.values())
    # Both over the common denominator of whole numbers: (units * size)² * (size - 1).
    return _above_chance(same * len(coded) * size, by_chance * (size - 1), (len(coded) * size) ** 2 * (size - 1))


def _above_chance(observed: int, expected: int, whole: int) -> float | None:
    """The share of the whole that is above chance; whole numbers, so that certain chance is met exactly."""
    return None if expected == whole else (observed - expected) / (whole - expected)

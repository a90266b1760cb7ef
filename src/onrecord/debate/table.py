"""The rows of a period as columns of numbers, in order of day, document and place: what all networks are counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from onrecord.debate.design import Qualifier, Selection
    from onrecord.debate.stances import DebateStance

#: The day of rows that have none: before all others.
NO_DAY = 0
#: The code of a name or side that was not coded.
NOTHING = -1


@dataclass(frozen=True, eq=False)
class StanceTable:
    """Rows as columns of codes: ``actors[actor[k]]`` is the actor of row k, ``NOTHING`` stands for an empty name or side.

    Attributes:
        stances: the rows.
        actors: the names of actors, sorted.
        issues: the names of issues, sorted.
        actor: the actor of each row.
        issue: the issue of each row.
        document: the document of each row.
        level: the side of each row, as its place in ``sides``.
        day: the day of each row, counted from the first of January of year 1; ``NO_DAY`` where not known.
        weight: how much each row counts.
        sides: the sides, ascending.
        alike: how alike two sides are, from 0 to 1.
    """

    stances: tuple[DebateStance, ...]
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    actor: NDArray[np.int64]
    issue: NDArray[np.int64]
    document: NDArray[np.int64]
    level: NDArray[np.int64]
    day: NDArray[np.int64]
    weight: NDArray[np.float64]
    sides: tuple[int | str, ...]
    alike: NDArray[np.float64]


def coded(values: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The distinct names in order, and the code of each value."""
    names = tuple(sorted(set(values) - {""}))
    codes = {name: at for at, name in enumerate(names)} | {"": NOTHING}
    return names, np.fromiter((codes[value] for value in values), dtype=np.int64, count=len(values))


def sides_of(stances: Sequence[DebateStance], qualifier: Qualifier) -> tuple[int | str, ...]:
    """The sides that count as such, ascending; those of agreement are always against and for.

    Raises:
        SettingsError: a side that the qualifier does not have.
    """
    if qualifier.kind == "none":
        return (0,)
    found = {stance.qualifier for stance in stances} - {None, ""}
    if qualifier.kind == "text":
        return tuple(sorted(str(side) for side in found))
    wrong = next((side for side in found if not isinstance(side, int)), None)
    if wrong is not None:
        raise SettingsError(name="qualifier", value=wrong, choices=f"{qualifier.kind} is written in whole numbers")
    numbers = {int(side) for side in found if isinstance(side, int)}
    if qualifier.kind == "agreement":
        if numbers - {0, 1}:
            raise SettingsError(name="qualifier", value=min(numbers - {0, 1}), choices="agreement is 1 for, 0 against")
        return (0, 1)
    low, high = (qualifier.low, qualifier.high)
    outside = [side for side in sorted(numbers) if (low is not None and side < low) or (high is not None and side > high)]
    if outside:
        raise SettingsError(name="qualifier", value=outside[0], choices=f"the codebook's range is {low} to {high}")
    return tuple(sorted(numbers))


def likeness(sides: tuple[int | str, ...], qualifier: Qualifier) -> NDArray[np.float64]:
    """How alike two sides are: 1 less their distance as a share of the range; words are alike only to themselves."""
    if qualifier.kind == "text" or not sides:
        return np.eye(len(sides))
    values = np.array(sides, dtype=np.float64)
    low = values.min() if qualifier.low is None else qualifier.low
    high = values.max() if qualifier.high is None else qualifier.high
    return 1 - np.abs(values[:, None] - values[None, :]) / (high - low or 1)


def in_period(stances: Iterable[DebateStance], selection: Selection) -> list[DebateStance]:
    """The rows of the period and its documents, in order; a row without a day is in no bounded period."""
    first, last, leave_out = selection.first, selection.last, selection.leave_out
    bounded = first is not None or last is not None

    def falls(day: date | None) -> bool:
        if day is None:
            return not bounded
        return (first is None or day >= first) and (last is None or day <= last)

    there = [one for one in stances if falls(one.day) and leave_out.passes(one.document, leave_out.documents)]
    return sorted(there, key=lambda one: (one.day.toordinal() if one.day else NO_DAY, one.document, one.place, one.statements))


def tabulate(stances: Iterable[DebateStance], qualifier: Qualifier, selection: Selection) -> StanceTable:
    """The rows of the period as a table.

    Raises:
        SettingsError: a side that the qualifier does not have, or a weight that is no amount.
    """
    rows = in_period(stances, selection)
    actors, actor = coded([row.actor for row in rows])
    issues, issue = coded([row.issue for row in rows])
    _, document = coded([row.document for row in rows])
    sides = sides_of(rows, qualifier)
    weight = np.fromiter((row.weight for row in rows), dtype=np.float64, count=len(rows))
    if not (np.isfinite(weight) & (weight > 0)).all():
        wrong = next(row.weight for row in rows if not 0 < row.weight < np.inf)
        raise SettingsError(name="weight", value=wrong, choices="a row counts by an amount above 0")
    if qualifier.kind == "none":
        level = np.zeros(len(rows), dtype=np.int64)
    else:
        places: dict[int | str | None, int] = {side: at for at, side in enumerate(sides)}
        written = ((str(row.qualifier) if qualifier.kind == "text" and row.qualifier is not None else row.qualifier) for row in rows)
        level = np.fromiter((places.get(side, NOTHING) for side in written), dtype=np.int64, count=len(rows))
    return StanceTable(
        stances=tuple(rows),
        actors=actors,
        issues=issues,
        actor=actor,
        issue=issue,
        document=document,
        level=level,
        day=np.fromiter((row.day.toordinal() if row.day else NO_DAY for row in rows), dtype=np.int64, count=len(rows)),
        weight=weight,
        sides=sides,
        alike=likeness(sides, qualifier),
    )

"""Days along a line: which are written, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.debate.windows import shifted, unit_start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.debate.windows import Unit

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Steps between days that are written, from short to long.
_STEPS: tuple[tuple[Unit, int], ...] = (
    ("days", 1), ("weeks", 1), ("weeks", 2), ("months", 1), ("months", 2), ("months", 3), ("months", 6), ("years", 1), ("years", 2),
    ("years", 5), ("years", 10), ("years", 25), ("years", 100),
)  # fmt: skip
#: How many pixels a written day, month or year needs.
_ROOM = {"days": 70.0, "weeks": 70.0, "months": 54.0, "years": 40.0}


class Axis(NamedTuple):
    """A stretch of days, both included, drawn from a place to the right over a width."""

    first: date
    last: date
    left: float
    width: float

    def place(self, day: date) -> float:
        """Where a day stands."""
        return self.left + self.width * ((day - self.first).days + 0.5) / ((self.last - self.first).days + 1)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The beginnings of weeks, months or years that there is room to write, with their words."""
        unit, step = next(one for one in _STEPS if self._room(*one) >= _ROOM[one[0]] or one == _STEPS[-1])
        day = unit_start(self.first, "years" if unit in {"months", "years"} else "weeks") if unit != "days" else self.first
        year = None
        while day <= self.last:
            if day >= self.first:
                yield self.place(day), _words(day, unit, with_year=day.year != year)
                year = day.year
            day = shifted(day, step, unit)

    def _room(self, unit: Unit, step: int) -> float:
        """How many pixels lie between two such days."""
        length = {"days": 1, "weeks": 7, "months": 30, "years": 365}[unit]
        return self.width * step * length / ((self.last - self.first).days + 1)


def short(day: date, *, with_year: bool) -> str:
    """The day as in "3 Mar 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def _words(day: date, unit: Unit, *, with_year: bool) -> str:
    if unit == "years":
        return str(day.year)
    if unit == "months":
        return _MONTHS[day.month - 1] + (f" {day.year}" if with_year else "")
    return short(day, with_year=with_year)

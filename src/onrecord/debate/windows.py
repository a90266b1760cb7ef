"""One network for each window of time, or of so many events, all with the same nodes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from onrecord.debate.design import Design, Selection, one_of
from onrecord.debate.networks import Counting, count
from onrecord.debate.table import NO_DAY
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from onrecord.debate.network import Network
    from onrecord.debate.stances import DebateStance

Unit = Literal["days", "weeks", "months", "years", "events"]


@dataclass(frozen=True, slots=True)
class Windows:
    """How a period is cut: so many units wide, and so many units from one start to the next.

    Attributes:
        unit: days, weeks, months, years, or events, which are kept rows in order of day, document and place.
        size: how many units a window is wide.
        step: how many units lie between the starts of two windows; None for ``size``, so that each row is in one window.

    Raises:
        SettingsError: an unknown unit, or a size or step under 1.
    """

    unit: Unit = "months"
    size: int = 1
    step: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cuts nothing."""
        one_of("window", self.unit, get_args(Unit))
        for name, value in (("size", self.size), ("step", self.step)):
            if value is not None and value < 1:
                raise SettingsError(name, value, "choose a whole number from 1")

    @property
    def pace(self) -> int:
        """How many units lie between the starts of two windows."""
        return self.step or self.size


class NetworkWindow(NamedTuple):
    """The network of one window, both of its days included; ``whole`` says that the window lies within the period."""

    first: date
    last: date
    whole: bool
    network: Network


def shifted(day: date, by: int, unit: Unit) -> date:
    """The day so many units later; the last of the month where the month is too short.

    Raises:
        SettingsError: there is no such day.
    """
    try:
        if unit in {"days", "weeks"}:
            return day + timedelta(days=by * (7 if unit == "weeks" else 1))
        months = day.year * 12 + day.month - 1 + by * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise SettingsError(name="size", value=by, choices=f"{by} {unit} from {day} is no date") from error


def unit_start(day: date, unit: Unit) -> date:
    """The first day of the unit that the day lies in: Monday, the first of the month, the first of January."""
    if unit == "weeks":
        return day - timedelta(days=day.weekday())
    if unit == "months":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "years" else day


def stretches(first: date, last: date, windows: Windows) -> Iterator[tuple[date, date, bool]]:
    """The first day, last day and wholeness of each window of dates.

    Windows that follow each other reach past the period at its end, so that no day is lost; those that overlap do not, unless
    the period is shorter than the first.
    """
    for number in range((last - first).days + 1):
        start = shifted(first, number * windows.pace, windows.unit)
        if start > last:
            return
        end = shifted(first, number * windows.pace + windows.size, windows.unit) - timedelta(days=1)
        if end <= last or number == 0 or windows.pace >= windows.size:
            yield start, end, end <= last


def dna_stretches(first: date, last: date, windows: Windows) -> Iterator[tuple[date, date, bool]]:
    """DNA's windows: around every unit of the period half the size, rounded, to both sides, where that lies in the period."""
    half = windows.size // 2
    for number in range((last - first).days + 1):
        middle = shifted(first, number, windows.unit)
        if middle > last:
            return
        start, end = shifted(middle, -half, windows.unit), shifted(middle, half, windows.unit)
        if start >= first and end <= last:
            yield start, end, True


def events(counting: Counting, windows: Windows) -> Iterator[NDArray[np.int64]]:
    """The kept rows of each window of events; DNA's are an odd number of rows, one row apart."""
    kept = counting.kept[counting.table.day[counting.kept] != NO_DAY]
    size, pace = (windows.size // 2 * 2 + 1, 1) if counting.dna_compat else (windows.size, windows.pace)
    for start in range(0, len(kept), pace):
        if start + size <= len(kept) or (pace >= size and not counting.dna_compat):
            yield kept[start : start + size]


def over_time(
    stances: Iterable[DebateStance],
    windows: Windows,
    design: Design | None = None,
    selection: Selection | None = None,
    *,
    dna_compat: bool = False,
) -> Iterator[NetworkWindow]:
    """The network of each window, in order of time; all have the nodes of the whole period.

    A row that says the same again is looked for within the window, so that a window's network is that of its days alone. Sides
    and least numbers of rows are those of the whole period. A period without bounds starts with the unit of the first row and
    ends with the last row.

    With ``dna_compat`` windows are DNA's (of events too), duplicates are looked for in the whole period, and a window without
    isolates has its own nodes alone.

    Raises:
        SettingsError: options that do not go together, or a side that the qualifier does not have.
    """
    selection = selection or Selection()
    counting = count(stances, design, selection, dna_compat=dna_compat)
    table = counting.table
    nodes = counting.all_nodes()
    own = dna_compat and not counting.design.isolates
    if windows.unit == "events":
        for at in events(counting, windows):
            days = table.day[at]
            ends = (date.fromordinal(int(days[0])), date.fromordinal(int(days[-1])))
            whole = len(at) >= windows.size
            yield NetworkWindow(*ends, whole, counting.draw(at, counting.nodes(at) if own else nodes))
        return
    known = table.day[table.day != NO_DAY]
    if not len(known) and (selection.first is None or selection.last is None):
        return
    first = selection.first or unit_start(date.fromordinal(int(known[0])), windows.unit)
    last = selection.last or date.fromordinal(int(known[-1]))
    for start, end, whole in (dna_stretches if dna_compat else stretches)(first, last, windows):
        between = np.searchsorted(table.day, [start.toordinal(), end.toordinal() + 1])
        at = np.arange(*between)
        if dna_compat:
            low, high = np.searchsorted(counting.kept, between)
            at = counting.kept[low:high]
        else:
            at = counting.keep(at)
        yield NetworkWindow(start, end, whole, counting.draw(at, counting.nodes(at) if own else nodes))

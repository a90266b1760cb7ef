"""Which rows of a table are counted: not those left out, not those that lack a side of the edge, not those said before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from onrecord.debate.table import NO_DAY, NOTHING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.debate.design import Duplicates, LeaveOut, Selection
    from onrecord.debate.table import StanceTable


def passing(names: tuple[str, ...], leave_out: LeaveOut, listed: frozenset[str]) -> NDArray[np.bool_]:
    """Which names are not left out; the last value stands for no name, which is never counted."""
    return np.array([*(leave_out.passes(name, listed) for name in names), False], dtype=np.bool_)


def usable(table: StanceTable, selection: Selection, *, sides: bool) -> NDArray[np.bool_]:
    """Which rows can be counted at all, duplicates apart; ``sides`` is whether a row needs a side."""
    leave_out = selection.leave_out
    good: NDArray[np.bool_] = (table.actor != NOTHING) & (table.issue != NOTHING)
    if sides:
        good &= table.level != NOTHING
    if leave_out.actors:
        good &= passing(table.actors, leave_out, leave_out.actors)[table.actor]
    if leave_out.issues:
        good &= passing(table.issues, leave_out, leave_out.issues)[table.issue]
    if leave_out.qualifiers:
        good &= np.fromiter((leave_out.passes(row.qualifier, leave_out.qualifiers) for row in table.stances), dtype=bool)
    return good


def spells(table: StanceTable, duplicates: Duplicates, *, dna_compat: bool) -> NDArray[np.int64]:
    """The stretch of time or document of each row within which saying the same again counts once.

    A month is one of its year and a week one of its ISO year; DNA compares both without the year (``dna_compat``).
    """
    if duplicates == "document":
        return table.document
    if duplicates == "acrossrange":
        return np.zeros(len(table.stances), dtype=np.int64)

    def spell(ordinal: int) -> int:
        if ordinal == NO_DAY:
            return NOTHING
        day = date.fromordinal(ordinal)
        if duplicates == "year":
            return day.year
        year, number = (day.year, day.month) if duplicates == "month" else day.isocalendar()[:2]
        return number if dna_compat else year * 100 + number

    days, at = np.unique(table.day, return_inverse=True)
    return np.array([spell(int(day)) for day in days], dtype=np.int64)[at]


def firsts(keys: tuple[NDArray[np.int64], ...], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the rows ``at`` whose keys no earlier one of them has, in order."""
    if not len(at):
        return at
    order = np.lexsort((at, *(key[at] for key in keys)))
    ordered = [key[at][order] for key in keys]
    new = np.ones(len(at), dtype=bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in ordered])
    return np.sort(at[order][new])


def frequent(table: StanceTable, at: NDArray[np.int64], selection: Selection) -> NDArray[np.bool_]:
    """Which rows of the table have an actor and an issue that the rows ``at`` name often enough."""
    good = np.ones(len(table.stances), dtype=bool)
    for codes, names, least in (
        (table.actor, table.actors, selection.least_actor),
        (table.issue, table.issues, selection.least_issue),
    ):
        if least > 1:
            often = np.bincount(codes[at], minlength=len(names)) >= least
            good &= np.append(often, False)[codes]  # what has no name is never frequent
    return good

"""Windows cut a period by days, units of the calendar or events, and keep all nodes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.debate.design import Design, LeaveOut, Selection
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.debate.windows import Unit, Windows, over_time, shifted
from onrecord.errors import SettingsError
from tests.debate.debates_made import AGAIN, THREE, row
from tests.debate.test_debate_networks import debates

SUBTRACT = Design(aggregation="subtract")


def ends(windows: Windows, selection: Selection | None = None, rows: tuple[DebateStance, ...] = THREE) -> list[tuple[str, str, bool]]:
    return [(one.first.isoformat(), one.last.isoformat(), one.whole) for one in over_time(rows, windows, SUBTRACT, selection)]


def test_months_start_with_the_month_of_the_first_row() -> None:
    assert ends(Windows("months")) == [("2020-01-01", "2020-01-31", True), ("2020-02-01", "2020-02-29", False)]


def test_weeks_start_on_monday() -> None:
    assert ends(Windows("weeks", 3)) == [("2020-01-06", "2020-01-26", True), ("2020-01-27", "2020-02-16", False)]


def test_a_period_given_starts_the_first_window() -> None:
    assert ends(Windows("years"), Selection(first=date(2019, 7, 1), last=date(2020, 6, 30))) == [("2019-07-01", "2020-06-30", True)]


def test_windows_that_overlap_lie_in_the_period() -> None:
    selection = Selection(first=date(2020, 1, 1), last=date(2020, 1, 10))
    assert ends(Windows("days", 7, 2), selection) == [("2020-01-01", "2020-01-07", True), ("2020-01-03", "2020-01-09", True)]


def test_a_period_shorter_than_its_first_window_is_that_window() -> None:
    assert ends(Windows("days", 7, 2), Selection(first=date(2020, 1, 1), last=date(2020, 1, 3))) == [("2020-01-01", "2020-01-07", False)]


def test_a_window_has_all_nodes_and_only_its_own_rows() -> None:
    january, february = (one.network for one in over_time(THREE, Windows("months"), SUBTRACT))
    assert january.rows == february.rows == ("A", "B", "C")
    assert january.dense().tolist() == [[1, -1, 0], [1, 1, 0], [0, 0, 0]]
    assert february.dense().tolist() == [[0, 0, 0], [0, 0, 0], [-1, 0, 1]]
    assert february.statements("C", "z") == ("s6",)
    assert february.statements("A", "x") == ()


def test_a_month_without_rows_is_an_empty_network() -> None:
    found = list(over_time(AGAIN, Windows("months"), SUBTRACT))
    assert len(found) == 13
    assert not found[5].network.dense().any()
    assert found[5].network.rows == ("A", "B", "C")


def test_the_last_day_of_a_month_is_never_lost() -> None:
    assert shifted(date(2020, 1, 31), 1, "months") == date(2020, 2, 29)
    assert shifted(date(2020, 2, 29), 1, "years") == date(2021, 2, 28)
    assert shifted(date(2020, 1, 15), -1, "months") == date(2019, 12, 15)


def test_events_are_so_many_rows_by_day_document_and_place() -> None:
    found = [one.network.stances for one in over_time(AGAIN, Windows("events", 4), SUBTRACT)]
    assert [[each.statements[0] for each in one] for one in found] == [["s1", "s2", "s7", "s3"], ["s4", "s5", "s6", "s8"], ["s9"]]
    moving = [one.network.stances for one in over_time(AGAIN, Windows("events", 8, 1), SUBTRACT)]
    assert [len(one) for one in moving] == [8, 8]


def test_events_of_dna_are_an_odd_number_around_each_row() -> None:
    found = [one.network.stances for one in over_time(AGAIN, Windows("events", 8), SUBTRACT, dna_compat=True)]
    assert [len(one) for one in found] == [9]


def test_saying_the_same_again_is_looked_for_in_the_window() -> None:
    once = Selection(duplicates="acrossrange")
    rows = [row("1", "2020-01-10", "A", "x", 1, ident="s1"), row("2", "2020-02-11", "A", "x", 1, ident="s2")]
    assert [len(one.network.stances) for one in over_time(rows, Windows("months"), SUBTRACT, once)] == [1, 1]
    moving = Windows("months", 3)
    both = Selection(first=date(2020, 1, 1), last=date(2020, 3, 1), duplicates="acrossrange")
    assert [len(one.network.stances) for one in over_time(rows, moving, SUBTRACT, both, dna_compat=True)] == [1]


def test_rows_without_a_day_are_in_no_window() -> None:
    rows = [*THREE, DebateStance("9", None, "A", "x", 1)]
    assert sum(len(one.network.stances) for one in over_time(rows, Windows("years"), SUBTRACT)) == len(THREE)
    assert sum(len(one.network.stances) for one in over_time(rows, Windows("events", 2), SUBTRACT)) == len(THREE)
    assert list(over_time(rows[-1:], Windows("years"), SUBTRACT)) == []


@settings(max_examples=30)
@given(rows=debates, unit=st.sampled_from(["days", "weeks", "months", "years", "events"]), size=st.integers(1, 9))
def test_windows_that_follow_each_other_hold_each_row_once(rows: list[DebateStance], unit: Unit, size: int) -> None:
    whole = network(rows, SUBTRACT)
    found = list(over_time(rows, Windows(unit, size), SUBTRACT))
    assert [each for one in found for each in one.network.stances] == list(whole.stances)
    assert sum((one.network.dense() for one in found), 0 * whole.dense()) == pytest.approx(whole.dense())


@settings(max_examples=30)
@given(rows=debates, duplicates=st.sampled_from(["document", "week", "acrossrange"]))
def test_the_network_of_a_window_is_that_of_its_days(rows: list[DebateStance], duplicates: Any) -> None:
    design = Design(network="onemode", aggregation="congruence", normalisation="average")
    for window in over_time(rows, Windows("days", 5, 3), design, Selection(duplicates=duplicates)):
        alone = network(rows, design, Selection(first=window.first, last=window.last, duplicates=duplicates))
        at = [window.network.rows.index(name) for name in alone.rows]
        assert window.network.stances == alone.stances
        assert window.network.dense()[at][:, at] == pytest.approx(alone.dense())


@pytest.mark.parametrize(("unit", "size", "step"), [("hours", 1, None), ("days", 0, None), ("days", 1, 0)])
def test_what_cuts_nothing_is_refused(unit: Any, size: int, step: int | None) -> None:
    with pytest.raises(SettingsError, match="cannot be"):
        Windows(unit, size, step)


def test_a_window_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(SettingsError, match="is no date"):
        list(over_time(THREE, Windows("years", 9_000), SUBTRACT))


def test_left_out_rows_take_their_nodes_with_them() -> None:
    leave_out = Selection(leave_out=LeaveOut(actors=frozenset({"B"})))
    assert {one.network.rows for one in over_time(THREE, Windows("months"), SUBTRACT, leave_out)} == {("A", "C")}

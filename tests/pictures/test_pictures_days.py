"""Days stand in proportion on their axis, and as many are written as there is room for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from onrecord.pictures.days import Axis


@pytest.mark.parametrize("length", [1, 3, 10, 40, 100, 200, 400, 900, 3000, 40000])
def test_written_days_never_crowd(length: int) -> None:
    first = date(1950, 3, 9)
    axis = Axis(first, first + timedelta(days=length - 1), 100, 560)
    places = [x for x, _ in axis.ticks()]
    assert places
    assert all(100 <= x <= 660 for x in places)
    assert all(after - before > 38 for before, after in pairwise(places))


def test_months_are_written_with_the_year_where_it_changes() -> None:
    axis = Axis(date(2025, 11, 1), date(2026, 2, 28), 0, 560)
    assert [words for _, words in axis.ticks()] == ["Nov 2025", "Dec", "Jan 2026", "Feb"]


def test_years_are_written_alone() -> None:
    axis = Axis(date(2000, 1, 1), date(2009, 12, 31), 0, 560)
    assert [words for _, words in axis.ticks()][:3] == ["2000", "2001", "2002"]


def test_a_day_stands_in_the_middle_of_its_share() -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 1, 10), 0, 100)
    assert axis.place(date(2026, 1, 1)) == pytest.approx(5)
    assert axis.place(date(2026, 1, 10)) == pytest.approx(95)

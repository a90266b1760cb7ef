"""Words for a length of time, and how long it is."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.judge.when.lengths import Length, later, length_named

TUESDAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("24 hours", Length(24, 24, "hour")),
        ("30 days", Length(30, 30, "day")),
        ("a week", Length(1, 1, "week")),
        ("twelve months", Length(12, 12, "month")),
        ("the next two years", Length(2, 2, "year")),
        ("the coming year", Length(1, 1, "year")),
        ("the year ahead", Length(1, 1, "year")),
        ("the next decade", Length(1, 1, "decade")),
        ("another four to ten years", Length(4, 10, "year")),
        ("5-10 years", Length(5, 10, "year")),
        ("a year or two", Length(1, 2, "year")),
        ("three years, perhaps four", Length(3, 4, "year")),
        ("10 years or less", Length(10, 10, "year")),
        ("three years' time", Length(3, 3, "year")),
        ("three more months", Length(3, 3, "month")),
        ("a period of four years", Length(4, 4, "year")),
        ("at least two years", Length(2, 2, "year")),
        ("a year and a half", Length(1.5, 1.5, "year")),
        ("two and a half years", Length(2.5, 2.5, "year")),
        ("half a century", Length(0.5, 0.5, "century")),
        ("the next quarter century", Length(0.25, 0.25, "century")),
    ],
)
def test_a_length_has_a_number_and_a_unit(words: str, expected: Length) -> None:
    assert length_named(words) == expected


@pytest.mark.parametrize("words", ["about two years", "more than two years", "a couple of years"])
def test_a_number_that_is_called_approximate_is_rough(words: str) -> None:
    assert length_named(words) == Length(2, 2, "year", rough=True)


@pytest.mark.parametrize(
    "words", ["weeks", "a few weeks", "several weeks", "the next few weeks", "coming weeks", "the weeks ahead", "a matter of weeks"]
)
def test_some_weeks_are_sixty_days(words: str) -> None:
    assert length_named(words) == Length(60, 60, "day", rough=True)


@pytest.mark.parametrize("words", ["", "next year", "this year", "the year", "the first 100 days", "years of war", "two terms"])
def test_words_that_name_no_length_are_none(words: str) -> None:
    assert length_named(words) is None


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (1, "hour", "2026-02-11"),
        (48, "hour", "2026-02-12"),
        (2, "week", "2026-02-24"),
        (-2, "week", "2026-01-27"),
        (2, "quarter", "2026-08-10"),
        (1.5, "year", "2027-08-10"),
        (0.25, "century", "2051-02-10"),
    ],
)
def test_a_length_ends_on_the_day_that_the_calendar_gives(number: float, unit: str, expected: str) -> None:
    assert later(TUESDAY, number, unit) == date.fromisoformat(expected)

"""Dates written out, and the days that words in a report denote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dates import DateInterval, add_months, easter, parse_day, past_interval

TUESDAY = date(2026, 2, 10)
TIME_WORDS = (
    "last", "this", "next", "in", "the", "Monday", "Friday", "May", "march", "Feb.", "29", "31", "2024", "0000", "99999", "7",
    "week", "month", "year", "days", "ago", "yesterday", ",", "-",
)  # fmt: skip


def days(start: str, end: str | None = None) -> DateInterval:
    return DateInterval(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-10",
        "2026-02-10T23:30:00+09:00",
        "2026-02-10 08:15",
        "2026/02/10",
        "2026.02.10",
        "10 February 2026",
        "10th of February, 2026",
        "10-Feb-2026",
        "Feb. 10, 2026",
        "February 10th 2026",
        "FEB 10 2026",
        "Tue, 10 Feb 2026 08:00:00 GMT",
        "Published on Tuesday, February 10, 2026 at noon",
    ],
)
def test_a_day_written_in_any_usual_form_is_read(words: str) -> None:
    assert parse_day(words) == TUESDAY


@pytest.mark.parametrize(
    "words",
    ["", "soon", "2026", "February 2026", "10 February", "2026-02-30", "2026-13-01", "31 April 2026", "12026-02-101"],
)
def test_words_that_give_no_one_day_of_the_calendar_are_none(words: str) -> None:
    assert parse_day(words) is None


@given(st.dates())
@settings(deadline=None, max_examples=60)
def test_an_iso_date_and_a_date_written_out_come_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day} {day:%B} {day.year:04}") == day


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Monday", days("2026-02-09")),
        ("Tuesday", days("2026-02-10")),
        ("late on Wednesday", days("2026-02-04")),
        ("last Friday", days("2026-02-06")),
        ("last Tuesday", days("2026-02-03")),
        ("Sunday evening", days("2026-02-08")),
        ("on Jan. 26", days("2026-01-26")),
        ("January 26, 2024", days("2024-01-26")),
        ("12 December", days("2025-12-12")),
        ("February 10", days("2026-02-10")),
        ("on May 5", days("2025-05-05")),
        ("Feb. 29", days("2024-02-29")),
        ("yesterday", days("2026-02-09")),
        ("last night", days("2026-02-09")),
        ("this morning", days("2026-02-10")),
        ("three days ago", days("2026-02-07")),
    ],
)
def test_words_for_a_day_denote_the_latest_one_that_was(words: str, expected: DateInterval) -> None:
    assert past_interval(words, TUESDAY) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("last week", days("2026-02-02", "2026-02-08")),
        ("this week", days("2026-02-09", "2026-02-10")),
        ("two weeks ago", days("2026-01-26", "2026-02-01")),
        ("last month", days("2026-01-01", "2026-01-31")),
        ("three months earlier", days("2025-11-01", "2025-11-30")),
        ("last year", days("2025-01-01", "2025-12-31")),
        ("eight years ago", days("2018-01-01", "2018-12-31")),
        ("in December", days("2025-12-01", "2025-12-31")),
        ("last February", days("2025-02-01", "2025-02-28")),
        ("in May", days("2025-05-01", "2025-05-31")),
        ("March 2024", days("2024-03-01", "2024-03-31")),
        ("late January", days("2026-01-01", "2026-01-31")),
    ],
)
def test_words_for_a_longer_time_denote_all_of_it(words: str, expected: DateInterval) -> None:
    assert past_interval(words, TUESDAY) == expected


@pytest.mark.parametrize("words", ["23 marines", "2 separate talks", "they may agree", "the unions march on", "an august body", "soon", ""])
def test_words_that_name_no_time_denote_none(words: str) -> None:
    assert past_interval(words, TUESDAY) is None


@pytest.mark.parametrize("words", ["next week", "next Monday", "coming Friday", "next May", "later this year"])
def test_a_time_to_come_is_no_time_at_which_something_was_said(words: str) -> None:
    assert past_interval(words, TUESDAY) is None


@pytest.mark.parametrize(
    "words", ["9999999999 days ago", "2000000 weeks ago", "50000 months ago", "3000 years ago", "in March 0000", "1" * 5000 + " days ago"]
)
def test_a_time_outside_the_calendar_denotes_none(words: str) -> None:
    assert past_interval(words, TUESDAY) is None


@given(st.lists(st.sampled_from(TIME_WORDS), max_size=6).map(" ".join), st.dates())
@settings(deadline=None, max_examples=200)
def test_any_words_give_days_in_order_or_none(words: str, written: date) -> None:
    found = past_interval(words, written)
    assert found is None or (found.start is not None and found.end is not None and found.start <= found.end)


@given(st.sampled_from(["Monday", "last Thursday", "on Saturday night", "on Sunday"]), st.dates(min_value=date(2, 1, 1)))
@settings(deadline=None, max_examples=60)
def test_a_weekday_lies_at_most_a_week_before_the_report(words: str, written: date) -> None:
    found = past_interval(words, written)
    assert found is not None
    assert found.start is not None
    assert timedelta(0) <= written - found.start <= timedelta(days=7)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-02-10", 1, "2026-03-10"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize("sunday", ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter_is_found_for_early_and_late_years(sunday: str) -> None:
    assert easter(int(sunday[:4])) == date.fromisoformat(sunday)

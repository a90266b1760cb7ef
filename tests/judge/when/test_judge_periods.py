"""Words that name a time, and the days that they denote."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.judge.when.periods import Period, named_period, period_range
from onrecord.judge.when.wordings import plain

TUESDAY = date(2026, 2, 10)


def named(phrase: str) -> Period:
    found = named_period(plain(phrase), TUESDAY) or period_range(plain(phrase), TUESDAY)
    assert found is not None
    return found


def days(found: Period) -> str:
    return f"{found.start} to {found.end}"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("today", "2026-02-10 to 2026-02-10"),
        ("tonight", "2026-02-10 to 2026-02-10"),
        ("tomorrow", "2026-02-11 to 2026-02-11"),
        ("the day after tomorrow", "2026-02-12 to 2026-02-12"),
        ("Monday", "2026-02-16 to 2026-02-16"),
        ("Thursday night", "2026-02-12 to 2026-02-12"),
        ("this Friday", "2026-02-13 to 2026-02-13"),
        ("noon on Friday", "2026-02-13 to 2026-02-13"),
        ("Nov. 8", "2026-11-08 to 2026-11-08"),
        ("January 20", "2027-01-20 to 2027-01-20"),
        ("8th of November", "2026-11-08 to 2026-11-08"),
        ("Monday, June 8", "2026-06-08 to 2026-06-08"),
        ("the 15th", "2026-02-15 to 2026-02-15"),
        ("Feb. 29", "2028-02-29 to 2028-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_next_one(phrase: str, expected: str) -> None:
    assert days(named(phrase)) == expected


def test_the_weekday_of_the_day_itself_is_a_week_later() -> None:
    assert days(named("Tuesday")) == "2026-02-17 to 2026-02-17"


def test_the_date_of_the_day_itself_is_that_day() -> None:
    assert days(named("Feb. 10")) == "2026-02-10 to 2026-02-10"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("this week", "2026-02-09 to 2026-02-15"),
        ("next week", "2026-02-16 to 2026-02-22"),
        ("this weekend", "2026-02-14 to 2026-02-15"),
        ("this month", "2026-02-01 to 2026-02-28"),
        ("next month", "2026-03-01 to 2026-03-31"),
        ("next quarter", "2026-04-01 to 2026-06-30"),
        ("this year", "2026-01-01 to 2026-12-31"),
        ("next year", "2027-01-01 to 2027-12-31"),
        ("the year after next", "2028-01-01 to 2028-12-31"),
        ("next decade", "2030-01-01 to 2039-12-31"),
        ("this century", "2001-01-01 to 2100-12-31"),
        ("June", "2026-06-01 to 2026-06-30"),
        ("February", "2026-02-01 to 2026-02-28"),
        ("January", "2027-01-01 to 2027-01-31"),
        ("March of next year", "2027-03-01 to 2027-03-31"),
        ("the third quarter", "2026-07-01 to 2026-09-30"),
        ("the first half of next year", "2027-01-01 to 2027-06-30"),
        ("the week of June 8", "2026-06-08 to 2026-06-14"),
        ("the first Monday in June", "2026-06-01 to 2026-06-01"),
        ("the last Friday of the month", "2026-02-27 to 2026-02-27"),
    ],
)
def test_words_for_a_longer_time_denote_all_of_it(phrase: str, expected: str) -> None:
    assert days(named(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("later this month", "2026-02-10 to 2026-02-28"),
        ("later this week", "2026-02-10 to 2026-02-15"),
        ("the rest of the decade", "2026-02-10 to 2029-12-31"),
        ("later in June", "2026-06-01 to 2026-06-30"),
    ],
)
def test_the_rest_of_a_time_begins_with_the_day_counted_from(phrase: str, expected: str) -> None:
    assert days(named(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("June or July", "2026-06-01 to 2026-07-31"),
        ("November to March", "2026-11-01 to 2027-03-31"),
        ("Monday through Friday", "2026-02-16 to 2026-02-20"),
        ("Wednesday or Thursday", "2026-02-11 to 2026-02-12"),
        ("this year or next", "2026-01-01 to 2027-12-31"),
    ],
)
def test_two_times_denote_the_days_from_the_first_to_the_last(phrase: str, expected: str) -> None:
    assert days(named(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("this spring", "2026-03-01 to 2026-05-31"),
        ("summer", "2026-06-01 to 2026-08-31"),
        ("this fall", "2026-09-01 to 2026-11-30"),
        ("this winter", "2025-12-01 to 2026-02-28"),
        ("next winter", "2026-12-01 to 2027-02-28"),
        ("next summer", "2027-06-01 to 2027-08-31"),
        ("the fall of 2027", "2027-09-01 to 2027-11-30"),
        ("early 2027", "2027-01-01 to 2027-04-30"),
        ("mid-2027", "2027-05-01 to 2027-08-31"),
        ("late 2027", "2027-09-01 to 2027-12-31"),
        ("early to mid-2027", "2027-01-01 to 2027-08-31"),
        ("mid-June", "2026-06-11 to 2026-06-20"),
        ("late next week", "2026-02-20 to 2026-02-22"),
        ("mid-century", "2050-01-01 to 2050-12-31"),
        ("the end of 2027", "2027-12-01 to 2027-12-31"),
        ("the second week of May", "2026-05-08 to 2026-05-14"),
        ("fiscal 2027", "2027-01-01 to 2027-12-31"),
    ],
)
def test_a_convention_of_the_calendar_is_rough(phrase: str, expected: str) -> None:
    found = named(phrase)
    assert (days(found), found.rough) == (expected, True)


@pytest.mark.parametrize(
    ("phrase", "expected", "rough"),
    [
        ("next Monday", "2026-02-16 to 2026-02-16", False),
        ("next Thursday", "2026-02-19 to 2026-02-19", True),
        ("next January", "2027-01-01 to 2027-01-31", False),
        ("next November", "2027-11-01 to 2027-11-30", True),
    ],
)
def test_next_is_of_next_week_or_year_and_rough_where_this_ones_is_still_to_come(phrase: str, expected: str, rough: bool) -> None:  # noqa: FBT001
    found = named(phrase)
    assert (days(found), found.rough) == (expected, rough)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("Christmas", "2026-12-25"),
        ("New Year's Day", "2027-01-01"),
        ("New Year's Eve", "2026-12-31"),
        ("Easter", "2026-04-05"),
        ("Good Friday", "2026-04-03"),
        ("July 4", "2026-07-04"),
        ("the Fourth of July", "2026-07-04"),
        ("Thanksgiving", "2026-11-26"),
        ("Labor Day", "2026-09-07"),
        ("Memorial Day", "2026-05-25"),
    ],
)
def test_holidays_are_found_in_the_calendar(phrase: str, day: str) -> None:
    assert days(named(phrase)) == f"{day} to {day}"


def test_a_holiday_whose_day_hangs_on_the_country_is_rough() -> None:
    assert [named(phrase).rough for phrase in ("Thanksgiving", "Christmas")] == [True, False]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Q3 2027", "2027-07-01 to 2027-09-30"),
        ("the second half of 2027", "2027-07-01 to 2027-12-31"),
        ("the first 100 days of 2027", "2027-01-01 to 2027-04-10"),
        ("2026-28", "2026-01-01 to 2028-12-31"),
        ("June 5 to 7, 2027", "2027-06-05 to 2027-06-07"),
        ("2027-06-30", "2027-06-30 to 2027-06-30"),
        ("winter 2027", "2027-12-01 to 2028-02-29"),
        ("summer of 2027", "2027-06-01 to 2027-08-31"),
        ("21st century", "2001-01-01 to 2100-12-31"),
        ("2030s", "2030-01-01 to 2039-12-31"),
    ],
)
def test_a_time_named_with_its_year_is_read_as_it_stands(phrase: str, expected: str) -> None:
    assert days(named(phrase)) == expected


@pytest.mark.parametrize(("phrase", "counted"), [("June", True), ("June 2027", False), ("June or July", True), ("2026-28", False)])
def test_what_the_day_counted_from_had_a_part_in_is_marked(phrase: str, counted: bool) -> None:  # noqa: FBT001
    assert named(phrase).counted == counted


@pytest.mark.parametrize("words", ["", "first", "the election", "31 april", "2026-13-01", "june 31 or july", "fifth quarter of 2027"])
def test_words_that_name_no_time_are_none(words: str) -> None:
    assert named_period(words, TUESDAY) is None
    assert period_range(words, TUESDAY) is None

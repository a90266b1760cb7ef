"""Words for a time to come, and the days that they denote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.dates import DateInterval
from onrecord.judge.when.horizons import HorizonDates, horizon_dates

TUESDAY = date(2026, 2, 10)
WORDS = (
    *(
        "by",
        "before",
        "after",
        "until",
        "from",
        "since",
        "in",
        "within",
        "over",
        "not",
        "no",
        "later",
        "than",
        "as",
        "early",
        "mid-",
        "late",
    ),
    *(
        "the",
        "next",
        "this",
        "coming",
        "few",
        "two",
        "99999",
        "2027",
        "9999",
        "0000",
        "'30s",
        "to",
        "or",
        "and",
        "between",
        "now",
        "of",
        "end",
    ),
    *("start", "first", "last", "half", "quarter", "Q3", "day", "days", "week", "months", "year", "years", "decade", "century", "Monday"),
    *("June", "May", "Feb.", "29", "31", "15th", "summer", "winter", "Christmas", "Easter", "Ramadan", "election", "when", "he", "forever"),
    *("soon", ",", "-", "٣"),
)


def said_on(phrase: str, day: date | None = TUESDAY) -> HorizonDates:
    return horizon_dates(phrase, said=day, published=None)


def days(found: HorizonDates) -> str:
    return f"{found.start or '…'} to {found.end or '…'}"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("in 2028", "2028-01-01 to 2028-12-31"),
        ("October 2027", "2027-10-01 to 2027-10-31"),
        ("on June 30, 2027", "2027-06-30 to 2027-06-30"),
        ("in the 2030s", "2030-01-01 to 2039-12-31"),
        ("between 2027 and 2029", "2027-01-01 to 2029-12-31"),
        ("from November to March 2028", "2027-11-01 to 2028-03-31"),
    ],
)
@pytest.mark.parametrize("published", [TUESDAY, None])
def test_dates_given_in_full_are_never_assumed_and_need_no_day_to_count_from(phrase: str, expected: str, published: date | None) -> None:
    found = horizon_dates(phrase, said=None, published=published)
    assert (days(found), found.assumed, found.open) == (expected, False, None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("by Monday", "2026-02-10 to 2026-02-16"),
        ("by 5 p.m. Friday", "2026-02-10 to 2026-02-13"),
        ("by November 8", "2026-02-10 to 2026-11-08"),
        ("by June 30, 2027", "2026-02-10 to 2027-06-30"),
        ("by 2030", "2026-02-10 to 2030-12-31"),
        ("by the 2030s", "2026-02-10 to 2039-12-31"),
        ("no later than June 1", "2026-02-10 to 2026-06-01"),
        ("by June at the latest", "2026-02-10 to 2026-06-30"),
        ("by the end of the year", "2026-02-10 to 2026-12-31"),
        ("by year's end", "2026-02-10 to 2026-12-31"),
        ("by the end of next year", "2026-02-10 to 2027-12-31"),
        ("by end-2027", "2026-02-10 to 2027-12-31"),
        ("by the start of 2027", "2026-02-10 to 2027-01-01"),
        ("by the new year", "2026-02-10 to 2027-01-01"),
        ("until Friday", "2026-02-10 to 2026-02-13"),
        ("until at least July", "2026-02-10 to 2026-07-31"),
        ("through 2028", "2026-02-10 to 2028-12-31"),
        ("into next year", "2026-02-10 to 2027-12-31"),
        ("between now and Nov. 8", "2026-02-10 to 2026-11-08"),
        ("now through June", "2026-02-10 to 2026-06-30"),
    ],
)
def test_by_and_until_begin_with_the_day_counted_from_and_end_with_the_time(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("before Friday", "2026-02-10 to 2026-02-12"),
        ("before November", "2026-02-10 to 2026-10-31"),
        ("before 2028", "2026-02-10 to 2027-12-31"),
        ("before the year is out", "2026-02-10 to 2026-12-31"),
        ("before the end of the quarter", "2026-02-10 to 2026-03-31"),
        ("before February", "2026-02-10 to 2027-01-31"),
    ],
)
def test_before_ends_on_the_day_before(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("after Friday", "2026-02-14 to …"),
        ("after 2027", "2028-01-01 to …"),
        ("after the end of the year", "2027-01-01 to …"),
        ("not until after June", "2026-07-01 to …"),
        ("from June", "2026-06-01 to …"),
        ("from Monday on", "2026-02-16 to …"),
        ("from now on", "2026-02-10 to …"),
        ("starting in March", "2026-03-01 to …"),
        ("as early as next week", "2026-02-16 to …"),
        ("not before 2027", "2027-01-01 to …"),
        ("in 2027 or later", "2027-01-01 to …"),
        ("since June", "2025-06-01 to …"),
        ("after two years", "2028-02-10 to …"),
    ],
)
def test_after_and_from_have_no_end(phrase: str, expected: str) -> None:
    found = said_on(phrase)
    assert (days(found), found.open) == (expected, "has no end")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("within 30 days", "2026-02-10 to 2026-03-12"),
        ("in three weeks", "2026-02-10 to 2026-03-03"),
        ("over the next two years", "2026-02-10 to 2028-02-10"),
        ("for another four to ten years", "2026-02-10 to 2036-02-10"),
        ("the next decade", "2026-02-10 to 2036-02-10"),
    ],
)
def test_a_length_runs_from_the_day_counted_from(phrase: str, expected: str) -> None:
    found = said_on(phrase)
    assert (days(found), found.assumed) == (expected, False)


def test_in_two_to_three_years_lies_between_the_two() -> None:
    assert days(said_on("in two to three years")) == "2028-02-10 to 2029-02-10"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("30 days from now", "2026-03-12 to 2026-03-12"),
        ("two weeks from now", "2026-02-23 to 2026-03-01"),
        ("six months from now", "2026-08-01 to 2026-08-31"),
        ("a year from now", "2027-02-01 to 2027-02-28"),
        ("this time next year", "2027-02-01 to 2027-02-28"),
        ("three years from now", "2029-02-01 to 2029-02-28"),
        ("a decade from now", "2036-01-01 to 2036-12-31"),
    ],
)
def test_from_now_denotes_the_day_the_week_or_the_month_in_which_it_falls(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("a week from Monday", "2026-02-23 to 2026-02-23"),
        ("two weeks before Christmas", "2026-12-11 to 2026-12-24"),
        ("in the week after Easter", "2026-04-06 to 2026-04-12"),
    ],
)
def test_a_length_can_count_from_another_time(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


def test_a_month_too_short_for_the_day_gives_its_last() -> None:
    assert days(said_on("within a month", date(2027, 1, 31))) == "2027-01-31 to 2027-02-28"


@pytest.mark.parametrize(
    ("phrase", "last"),
    [
        ("now", "2026-02-17"),
        ("immediately", "2026-02-17"),
        ("at once", "2026-02-17"),
        ("overnight", "2026-02-11"),
        ("within hours", "2026-02-11"),
        ("in the coming days", "2026-02-17"),
        ("soon", "2026-05-11"),
        ("imminently", "2026-05-11"),
        ("as soon as possible", "2026-05-11"),
        ("in the next few weeks", "2026-04-11"),
        ("for the next several months", "2026-08-11"),
        ("in the near future", "2027-02-10"),
        ("in the short term", "2027-02-10"),
        ("over the next few years", "2029-02-10"),
        ("for years", "2029-02-10"),
        ("over the medium term", "2031-02-10"),
        ("for the foreseeable future", "2031-02-10"),
        ("in the long run", "2036-02-10"),
        ("for decades", "2056-02-10"),
    ],
)
def test_words_without_a_number_have_a_default_length_that_is_assumed(phrase: str, last: str) -> None:
    found = said_on(phrase)
    assert (days(found), found.assumed) == (f"2026-02-10 to {last}", True)


@pytest.mark.parametrize("phrase", ["before Ramadan", "by the Lunar New Year", "after Eid al-Fitr"])
def test_a_feast_of_another_calendar_stays_open(phrase: str) -> None:
    assert (said_on(phrase).open or "").startswith("hangs on a feast that is not computed: ")


@pytest.mark.parametrize(
    ("phrase", "event"),
    [
        ("before the next election", "the next election"),
        ("after the summit", "the summit"),
        ("once the bill passes", "the bill passes"),
        ("on day one", "day one"),
        ("during her first 100 days", "her first 100 days"),
        ("as president", "as president"),
        ("by the end of her term", "the end of her term"),
        ("until they got a vote", "they got a vote"),
        ("when the regulation goes into effect", "when the regulation goes into effect"),
        ("between now and the convention", "the convention"),
        ("two weeks after the election", "the election"),
        ("within three days of the vote", "the vote"),
        ("before the year 2028 election campaign ends", "the year 2028 election campaign ends"),
        ("on Super Tuesday", "Super Tuesday"),
        ("the final month of the campaign", "the final month of the campaign"),
        ("in the fiscal year that starts in April", "the fiscal year that starts in April"),
    ],
)
def test_what_hangs_on_an_event_stays_open_and_names_it(phrase: str, event: str) -> None:
    assert said_on(phrase) == HorizonDates(None, None, assumed=False, open=f"hangs on an event: {event}")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ahead of the Nov. 8 election", "2026-02-10 to 2026-11-07"),
        ("before the Sunday deadline", "2026-02-10 to 2026-02-14"),
        ("at its October meeting", "2026-10-01 to 2026-10-31"),
        ("at next month’s national convention", "2026-03-01 to 2026-03-31"),
        ("in the 2028 election", "2028-01-01 to 2028-12-31"),
        ("when I take the oath of office next year", "2027-01-01 to 2027-12-31"),
    ],
)
def test_an_event_that_the_phrase_dates_has_days(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


@pytest.mark.parametrize("phrase", ["before the 2028 election", "after the April holidays", "by the July convention"])
def test_before_and_after_an_event_in_some_month_or_year_stay_open(phrase: str) -> None:
    assert (said_on(phrase).open or "").startswith("hangs on an event: ")


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("forever", "has no end"),
        ("never", "has no end"),
        ("always", "has no end"),
        ("today, tomorrow, forever", "has no end"),
        ("every year", "comes round again and again"),
        ("eventually", "names no definite time"),
        ("at some point", "names no definite time"),
        ("one day", "names no definite time"),
        ("by then", "points to a time named elsewhere"),
        ("first", "names no time"),
        ("Feb. 30", "names no time"),
        ("", "names no time"),
        ("in 99999 years", "lies outside the calendar"),
    ],
)
def test_what_denotes_no_days_says_why(phrase: str, reason: str) -> None:
    assert said_on(phrase) == HorizonDates(None, None, assumed=False, open=reason)


@pytest.mark.parametrize("phrase", ["next year", "soon", "by Monday", "in June", "a year from now", "after Christmas", "since Monday"])
def test_without_a_date_what_would_be_counted_stays_open(phrase: str) -> None:
    assert said_on(phrase, None) == HorizonDates(None, None, assumed=False, open="the article has no date")


def test_without_a_date_a_full_one_still_ends_the_horizon() -> None:
    assert said_on("by June 30, 2027", None) == HorizonDates(None, date(2027, 6, 30), assumed=False, open="the article has no date")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("sometime in March", "2026-03-01 to 2026-03-31"),
        ("this summer", "2026-06-01 to 2026-08-31"),
        ("on Monday", "2026-02-16 to 2026-02-16"),
        ("in the new year", "2027-01-01 to 2027-12-31"),
        ("between November and March", "2026-11-01 to 2027-03-31"),
        ("the first half of 2027", "2027-01-01 to 2027-06-30"),
    ],
)
def test_in_a_time_denotes_its_days(phrase: str, expected: str) -> None:
    assert days(said_on(phrase)) == expected


@pytest.mark.parametrize("phrase", ["this summer", "early 2027", "by Thanksgiving", "next Thursday", "in about two years"])
def test_a_convention_of_the_calendar_is_assumed(phrase: str) -> None:
    assert said_on(phrase).assumed


@pytest.mark.parametrize(
    "phrase", ["by the end of 2027", "before the end of the year", "in the third quarter", "by Christmas", "next Monday"]
)
def test_what_the_calendar_settles_is_not_assumed(phrase: str) -> None:
    assert not said_on(phrase).assumed


def test_the_day_said_comes_before_the_day_published() -> None:
    found = horizon_dates("tomorrow", said=TUESDAY, published=date(2026, 3, 1))
    assert (days(found), found.assumed) == ("2026-02-11 to 2026-02-11", False)


@pytest.mark.parametrize("phrase", ["tomorrow", "this year", "within 30 days", "by November 8"])
def test_what_counts_from_the_day_published_is_assumed(phrase: str) -> None:
    assert horizon_dates(phrase, said=None, published=TUESDAY).assumed


def test_a_full_date_already_past_has_no_start() -> None:
    assert said_on("by 2020") == HorizonDates(None, date(2020, 12, 31), assumed=False, open="ends before the day it counts from")


@pytest.mark.parametrize(
    ("phrase", "same"),
    [
        ("BY THE END OF JUNE", "by June"),
        ("by  the end\nof June", "by June"),
        ("“by June,”", "by June"),
        ("by week’s end", "by the end of the week"),
    ],
)
def test_case_white_space_quotation_marks_and_spelling_make_no_difference(phrase: str, same: str) -> None:
    assert said_on(phrase) == said_on(same)


def test_start_and_end_come_as_an_interval() -> None:
    assert said_on("today").interval == DateInterval(TUESDAY, TUESDAY)


def holds_together(found: HorizonDates) -> bool:
    ordered = found.start is None or found.end is None or found.start <= found.end
    return ordered and (found.open is None) == (found.start is not None and found.end is not None)


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.none() | st.dates(), st.none() | st.dates())
@settings(deadline=None, max_examples=300)
def test_any_words_give_days_in_order_or_a_reason(phrase: str, said: date | None, published: date | None) -> None:
    assert holds_together(horizon_dates(phrase, said=said, published=published))


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=100)
def test_any_text_gives_days_in_order_or_a_reason(phrase: str) -> None:
    assert holds_together(said_on(phrase))


@pytest.mark.parametrize("phrase", ["mid-" * 500, "the end of " * 500, "in " * 500, "June or " * 500, "1" * 5000 + " days"])
def test_a_phrase_of_any_length_is_read(phrase: str) -> None:
    assert holds_together(said_on(phrase))


@given(st.sampled_from(["Monday", "on Thursday", "by Saturday night", "before Sunday"]), st.dates(max_value=date(9999, 12, 1)))
@settings(deadline=None, max_examples=60)
def test_a_weekday_lies_at_most_a_week_ahead(phrase: str, said: date) -> None:
    found = said_on(phrase, said)
    assert found.end is not None
    assert timedelta(0) <= found.end - said <= timedelta(days=7)

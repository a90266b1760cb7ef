"""Words for a time, and the date on which they were written → the interval of days that they denote."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple


class DateInterval(NamedTuple):
    """Days from ``start`` to ``end``, both included; None where it is open."""

    start: date | None
    end: date | None


#: Names of the days, Monday first, and numbers of the months by name and by abbreviation, all in lower case.
WEEKDAYS = [d.lower() for d in calendar.day_name]
MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_FULL = re.compile(rf"(?:\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b)?)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}(?!\w)(?:,?[\s-]+(?P<year>\d{{4}})\b)?", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    rf"\b(?:(?P<which>last|this|next|early|late|earlier in|in)\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?\b", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{2})\2(\d{2})(?!\d)")
_WEEKDAY = re.compile(r"\b(?:(?P<which>last|this|next|coming)\s+)?(?P<day>" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?P<which>last|this|next|the past|earlier this|later this|past)\s+(?P<unit>week|month|year)\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?P<n>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b",
    re.IGNORECASE,
)
#: Months that are also words ("they march"; "may" more often the verb than the month, whatever its first letter).
_WORDS = frozenset(["march", "august", "mar", "dec", "sept", "sep"])
_TO_COME = frozenset(["next", "coming", "later this"])
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def parse_day(words: str) -> date | None:
    """The one day that an ISO date or a date written out with its year denotes; None where there is none such.

    Example: ``parse_day("10 February 2026")`` is ``date(2026, 2, 10)``.
    """
    match = _ISO.search(words)
    if match:
        return one_day(int(match[1]), int(match[3]), int(match[4]))
    match = _FULL.search(words) or _DAY_FIRST.search(words)
    if match and match["year"]:
        return one_day(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    return None


def past_interval(words: str, written: date) -> DateInterval | None:
    """The days that words such as "Monday", "on Jan. 26", "last week" denote in a text about what was said before ``written``.

    A weekday or a date without a year is the latest such day that is not after ``written``; "last" never means the day of writing.
    None where the words name no time, one to come, or one outside the calendar.
    """
    try:
        day = _past_day(words, written)
        return DateInterval(day, day) if day is not None else _longer(words, written)
    except (ValueError, OverflowError):  # before the year 1, after 9999
        return None


def _past_day(words: str, written: date) -> date | None:
    lower = words.lower()
    day = parse_day(words)
    if day is None and (match := _FULL.search(words) or _DAY_FIRST.search(words)):
        day = _latest(MONTHS[match["month"].lower()], int(match["day"]), written)
    if day is None and (match := _WEEKDAY.search(words)):
        if _which(match) in _TO_COME:
            return None
        back = (written.weekday() - WEEKDAYS.index(match["day"].lower())) % 7
        day = written - timedelta(days=7 if not back and _which(match) == "last" else back)
    if day is None and re.search(r"\b(yesterday|last night)\b", lower):
        day = written - timedelta(days=1)
    if day is None and re.search(r"\b(today|tonight|this (morning|afternoon|evening))\b", lower):
        day = written
    return day


def _which(match: re.Match[str]) -> str:
    return (match["which"] or "").lower()


def _longer(words: str, written: date) -> DateInterval | None:
    if match := _AGO.search(words):
        number = NUMBERS.get(match["n"].lower()) or int(match["n"])
        return _ago(number, match["unit"].lower(), written)
    if match := _UNIT.search(words):
        back = 0 if "this" in _which(match) else 1
        return None if _which(match) in _TO_COME else _unit(match["unit"].lower(), back, written)
    if match := _MONTH_ONLY.search(words):
        name, which = match["month"], _which(match)
        if which in _TO_COME or (not which and (name.lower() == "may" or (name.islower() and name in _WORDS))):
            return None
        month = MONTHS[name.lower()]
        now = month == written.month and which == "last"
        return _whole_month(int(match["year"]) if match["year"] else written.year - (month > written.month or now), month)
    return None


def one_day(year: int, month: int, day: int) -> date | None:
    """That day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(month: int, day: int, written: date) -> date | None:
    """The latest such day that is not after the day of writing; 29 February comes round within eight years."""
    days = (one_day(written.year - back, month, day) for back in range(9))
    return next((found for found in days if found is not None and found <= written), None)


def _whole_month(year: int, month: int) -> DateInterval:
    return DateInterval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on; the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((year % 19 + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _unit(unit: str, back: int, written: date) -> DateInterval:
    if unit == "week":
        monday = written - timedelta(days=written.weekday() + 7 * back)
        return DateInterval(monday, min(monday + timedelta(days=6), written) if not back else monday + timedelta(days=6))
    if unit == "month":
        month = written.month - back
        return _whole_month(written.year if month else written.year - 1, month or 12)
    return DateInterval(date(written.year - back, 1, 1), date(written.year - back, 12, 31))


def _ago(number: int, unit: str, written: date) -> DateInterval:
    if unit == "day":
        day = written - timedelta(days=number)
        return DateInterval(day, day)
    if unit == "week":
        return _unit("week", number, written)
    if unit == "month":
        months = written.year * 12 + written.month - 1 - number
        return _whole_month(months // 12, months % 12 + 1)
    return _unit("year", number, written)

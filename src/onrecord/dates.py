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


_DAYS = [d.lower() for d in calendar.day_name]
_MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_FULL = re.compile(rf"(?:\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?)", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b(?:(?P<which>last|this|next|early|late|earlier in|in)\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WEEKDAY = re.compile(r"\b(?:(?P<which>last|this|next|coming)\s+)?(?P<day>" + "|".join(_DAYS) + r")\b", re.IGNORECASE)
_UNIT = re.compile(r"\b(?P<which>last|this|next|the past|earlier this|later this|past)\s+(?P<unit>week|month|year)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?P<n>\d+|a|an|one|two|three|four|five|six|seven|ten)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b", re.IGNORECASE)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


def parse_day(words: str) -> date | None:
    """The one day that an ISO date or a date written out with its year denotes; None where there is none such.

    Example: ``parse_day("10 February 2026")`` is ``date(2026, 2, 10)``.
    """
    match = _ISO.search(words)
    if match:
        return _day(*(int(g) for g in match.groups()))
    match = _FULL.search(words) or _DAY_FIRST.search(words)
    if match and match["year"]:
        return _day(int(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
    return None


def past_interval(words: str, written: date) -> DateInterval | None:
    """The days that words such as "Monday", "on Jan. 26", "last week" denote in a text about what was said before ``written``.

    A weekday or a date without a year is the latest such day that is not after ``written``. None where the words name no time.
    """
    lower = words.lower()
    day = parse_day(words)
    if day is None and (match := _FULL.search(words) or _DAY_FIRST.search(words)):
        day = _latest(_MONTHS[match["month"].lower()], int(match["day"]), written)
    if day is None and (match := _WEEKDAY.search(words)):
        back = (written.weekday() - _DAYS.index(match["day"].lower())) % 7
        day = written - timedelta(days=back)
    if day is None and "yesterday" in lower:
        day = written - timedelta(days=1)
    if day is None and re.search(r"\b(today|tonight|this (morning|afternoon|evening))\b", lower):
        day = written
    if day is not None:
        return DateInterval(day, day)
    return _longer(words, written)


def _longer(words: str, written: date) -> DateInterval | None:
    if match := _AGO.search(words):
        number = _NUMBERS.get(match["n"].lower()) or int(match["n"])
        return _ago(number, match["unit"].lower(), written)
    if match := _UNIT.search(words):
        back = 0 if "this" in match["which"].lower() else 1
        return _unit(match["unit"].lower(), back, written)
    if match := _MONTH_ONLY.search(words):
        month = _MONTHS[match["month"].lower()]
        if match["month"].lower() == "may" and not match["which"]:  # the verb, more often than the month
            return None
        year = int(match["year"]) if match["year"] else written.year - (month > written.month)
        return _whole_month(year, month)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(month: int, day: int, written: date) -> date | None:
    found = _day(written.year, month, day)
    return _day(written.year - 1, month, day) if found is None or found > written else found


def _whole_month(year: int, month: int) -> DateInterval:
    return DateInterval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _unit(unit: str, back: int, written: date) -> DateInterval:
    if unit == "week":
        monday = written - timedelta(days=written.weekday() + 7 * back)
        return DateInterval(monday, min(monday + timedelta(days=6), written) if not back else monday + timedelta(days=6))
    if unit == "month":
        month = written.month - back
        return _whole_month(written.year if month else written.year - 1, month or 12)
    return DateInterval(date(written.year - back, 1, 1), date(written.year - back, 12, 31))


def _ago(number: int, unit: str, written: date) -> DateInterval | None:
    if unit == "day":
        day = written - timedelta(days=number)
        return DateInterval(day, day)
    if unit == "week":
        return _unit("week", number, written)
    if unit == "month":
        months = written.year * 12 + written.month - 1 - number
        return _whole_month(months // 12, months % 12 + 1)
    return DateInterval(date(written.year - number, 1, 1), date(written.year - number, 12, 31)) if written.year > number else None

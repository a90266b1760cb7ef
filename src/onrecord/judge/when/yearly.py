"""What comes round each year, such as "spring", "June 30", "the third quarter" or "Easter" → its days in a given year."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from onrecord.dates import MONTHS, WEEKDAYS, add_months, easter, one_day

if TYPE_CHECKING:
    from collections.abc import Callable


class Days(NamedTuple):
    """The days from ``start`` to ``end``, both included."""

    start: date
    end: date


class Yearly(NamedTuple):
    """What comes round each year.

    Attributes:
        of: its days in a year; None in a year without it (29 February).
        rough: a convention settles them: a season's months, or the country whose holiday is meant.
    """

    of: Callable[[int], Days | None]
    rough: bool = False


ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "last": -1,
    "final": -1,
}
ORDINAL = f"(?P<nth>{'|'.join(ORDINALS)})"
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
WEEKDAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
_SUFFIX = "(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"(?:{WEEKDAY},? )?(?:the )?{MONTH} (?:the )?(?P<day>\d{{1,2}}){_SUFFIX}")
_DAY_MONTH = re.compile(rf"(?:{WEEKDAY},? )?(?:the )?(?P<day>\d{{1,2}}){_SUFFIX}(?: of |-| ?){MONTH}")
_NTH_WEEKDAY = re.compile(rf"{ORDINAL} {WEEKDAY} (?:of|in) {MONTH}")
_FRACTION = re.compile(rf"(?:{ORDINAL}|(?P<latter>latter|other)) (?P<unit>half|quarter)|(?P<letter>[hq])(?P<number>[1-4])")
_SPRING, _SUMMER, _AUTUMN, _WINTER = 3, 6, 9, 12
_SEASONS = {"spring": _SPRING, "springtime": _SPRING, "summer": _SUMMER, "summertime": _SUMMER} | {
    "autumn": _AUTUMN, "fall": _AUTUMN, "winter": _WINTER, "wintertime": _WINTER,
}  # fmt: skip
_FIXED = {
    "new year's": (1, 1), "new year": (1, 1), "new years": (1, 1), "valentine's": (2, 14), "st patrick's": (3, 17),
    "may day": (5, 1), "juneteenth": (6, 19), "july fourth": (7, 4), "fourth of july": (7, 4), "bastille": (7, 14),
    "halloween": (10, 31), "veterans": (11, 11), "armistice": (11, 11), "christmas eve": (12, 24), "christmas": (12, 25),
    "xmas": (12, 25), "boxing": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
_FROM_EASTER = {"easter": 0, "ash wednesday": -46, "palm sunday": -7, "good friday": -2, "easter monday": 1, "pentecost": 49, "whitsun": 49}
#: Month, weekday, which of them, days after it: holidays as the United States keep them.
_AMERICAN = {
    "presidents'": (2, 0, 2, 0), "memorial": (5, 0, -1, 0), "labor": (9, 0, 0, 0),
    "thanksgiving": (11, 3, 3, 0), "black friday": (11, 3, 3, 1),
}  # fmt: skip


def months(year: int, month: int, count: int) -> Days:
    """From the first day of a month to the last of the ``count``-th month from it."""
    return Days(date(year, month, 1), add_months(date(year, 1, 31), month + count - 2))


def fraction(words: str) -> tuple[int, int] | None:
    """Which part of how many: "second half" is (1, 2), "Q3" (2, 4)."""
    match = _FRACTION.fullmatch(words)
    if not match:
        return None
    parts = 2 if match["unit"] == "half" or match["letter"] == "h" else 4
    if match["latter"]:
        return 1, parts
    part = int(match["number"]) - 1 if match["letter"] else ORDINALS[match["nth"]]
    return (part % parts, parts) if part < parts else None


def comes_round(words: str) -> Yearly | None:
    """What ``words``, in lower case, name that comes round each year; None where they name nothing such."""
    if words in MONTHS:
        return Yearly(lambda year: months(year, MONTHS[words], 1))
    if words in _SEASONS:
        return Yearly(lambda year: months(year, _SEASONS[words], 3), rough=True)
    if match := _MONTH_DAY.fullmatch(words) or _DAY_MONTH.fullmatch(words):
        month, number = MONTHS[match["month"]], int(match["day"])
        return Yearly(lambda year: _one(one_day(year, month, number)))
    if match := _NTH_WEEKDAY.fullmatch(words):
        nth, weekday, in_month = ORDINALS[match["nth"]], WEEKDAYS.index(match["weekday"]), MONTHS[match["month"]]
        return Yearly(lambda year: _one(_nth_weekday(year, in_month, weekday, nth)))
    if found := fraction(words):
        part, parts = found
        return Yearly(lambda year: months(year, part * 12 // parts + 1, 12 // parts))
    return _holiday(words) or _holiday(re.sub(r"(?<!black)(?<!good)(?<!easter) (?:day|sunday|weekend|holiday)$", "", words))


def _holiday(name: str) -> Yearly | None:
    if name in _FIXED:
        month, day = _FIXED[name]
        return Yearly(lambda year: _one(date(year, month, day)))
    if name in _FROM_EASTER:
        return Yearly(lambda year: _one(easter(year) + timedelta(days=_FROM_EASTER[name])))
    if name in _AMERICAN:
        month, weekday, nth, after = _AMERICAN[name]
        return Yearly(lambda year: _one(_nth_weekday(year, month, weekday, nth, after)), rough=True)
    return None


def _one(day: date | None) -> Days | None:
    return Days(day, day) if day else None


def _nth_weekday(year: int, month: int, weekday: int, nth: int, after: int = 0) -> date | None:
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[nth]) + timedelta(days=after) if nth < len(days) else None

"""Words for a length of time, such as "two to three years" or "the coming weeks" → how long it is.

Where no number is given the length is one of the project's own defaults (reference/forecasts_and_scenarios.md, section 2.2): some
weeks are 60 days, some months half a year, some years three years. The reference has none for the shorter and longer ones: some hours
end on the next day, some days after a week, some decades after 30 years.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from onrecord.dates import NUMBERS, add_months

if TYPE_CHECKING:
    from datetime import date


class Length(NamedTuple):
    """So many units of time.

    Attributes:
        low: the number; the lower one of two ("two to three years").
        high: the same, or the higher one of two.
        rough: the number is a default, or the words call it approximate.
    """

    low: float
    high: float
    unit: str
    rough: bool = False


_DAYS_IN = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
#: How long some of a unit are, where no number is given.
DEFAULTS = {
    "minute": Length(1, 1, "day", rough=True),
    "hour": Length(1, 1, "day", rough=True),
    "day": Length(7, 7, "day", rough=True),
    "week": Length(60, 60, "day", rough=True),
    "fortnight": Length(60, 60, "day", rough=True),
    "month": Length(182, 182, "day", rough=True),
    "quarter": Length(3, 3, "quarter", rough=True),
    "year": Length(3, 3, "year", rough=True),
    "decade": Length(3, 3, "decade", rough=True),
    "century": Length(3, 3, "century", rough=True),
}
_SOME = frozenset(["few", "several", "many", "some", "number of", "handful of", "matter of"])
_WORDS = NUMBERS | {
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "dozen": 12, "couple of": 2, "couple": 2,
    "half a": 0.5, "half an": 0.5, "half": 0.5, "quarter of a": 0.25, "quarter": 0.25,
}  # fmt: skip
_NUMBER = (
    r"(?:(?:a|the) (?=[a-z]{3}))?(?P<%s>\d{1,6}(?:\.\d)?|"
    + "|".join(sorted({*_WORDS, *_SOME}, key=len, reverse=True))
    + r")(?P<%s> and a half)?"
)
_LENGTH = re.compile(
    r"(?P<ahead>(?:the |this )?(?:next|coming|upcoming|following) |another |"
    r"(?:a|the) (?:period|space|span|course|time span) of (?:the next )?|the )?"
    r"(?:(?P<about>about|around|roughly|nearly|almost|approximately|more than|over|well over|close to) |"
    r"(?:at least|at most|up to|less than|as little as|as few as|fewer than|under|no more than|only|just) )*"
    rf"(?:{_NUMBER % ('low', 'low_half')}(?:(?: to | or | and |-|, perhaps |, maybe |, or ){_NUMBER % ('high', 'high_half')})?[ -])?"
    r"(?:(?:more|full|short|long|straight|consecutive|calendar|business|working|additional|further) )?"
    r"(?P<unit>minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?=y|ies))(?P<plural>s|ies)?y?(?:'s?)?"
    rf"(?P<and_half> and a half)?(?:(?: or |, perhaps |, maybe |, or )(?P<or>so|less|more|sooner|under|{'|'.join(NUMBERS)}))?"
    r"(?P<to_come> ahead| to come| time| away| at (?:least|most))?(?: period)?"
)


def length_named(words: str) -> Length | None:
    """The length that ``words``, in lower case, name; None where they name none ("next year", "the year")."""
    match = _LENGTH.fullmatch(words)
    if not match:
        return None
    unit = "century" if match["unit"] == "centur" else match["unit"]
    ahead = (match["ahead"] or "").strip()
    if match["low"] in _SOME or (not match["low"] and match["plural"]):
        return DEFAULTS[unit]
    if not match["low"] and not match["or"] and ahead in {"", "the", "next"} and match["to_come"] not in {" ahead", " to come"}:
        return None
    low = _number(match["low"] or "one") + (0.5 if match["low_half"] or match["and_half"] else 0)
    high = _number(match["high"]) + (0.5 if match["high_half"] else 0) if match["high"] else _number(match["or"] or "") or low
    rough = bool(match["about"]) or match["or"] == "so" or match["low"] in {"couple", "couple of"}
    return Length(min(low, high), max(low, high), unit, rough=rough)


def later(day: date, number: float, unit: str) -> date:
    """The day so many units after ``day``, before it where the number is negative; begun days and months count as whole ones."""
    if unit in _DAYS_IN:
        return day + timedelta(days=math.ceil(number * _DAYS_IN[unit]))
    return add_months(day, math.ceil(number * _MONTHS_IN[unit]))


def _number(words: str) -> float:
    return _WORDS[words] if words in _WORDS else float(words) if words[:1].isdigit() else 0

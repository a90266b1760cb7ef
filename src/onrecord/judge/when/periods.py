"""Words that name a time, such as "next spring" or "the first half of 2027", and the day they are counted from → the days they denote.

What the calendar leaves open is settled by convention, and a period that rests on one is marked as rough:

* Spring is March to May, summer June to August, autumn September to November, winter December to February, as in the north.
* Early, mid and late are thirds. The middle of a century is its year 50. The start and the end of a year are its first and last month.
* Weeks begin on Monday. Decades run from 2030 to 2039, centuries from 2001 to 2100. A fiscal year is the year that it is named for.
* A name that comes round denotes the one that is running or the first to come; a weekday never means the day counted from.
  With "next" it denotes that of next week or next year, which is rough as long as this week's or this year's is still to come.
* Thanksgiving, Labor Day and Memorial Day are those of the United States, Easter that of the western churches.
"""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from onrecord.dates import NUMBERS, WEEKDAYS, add_months, one_day
from onrecord.judge.when.yearly import MONTH, ORDINAL, ORDINALS, WEEKDAY, Days, comes_round, fraction, months


class Period(NamedTuple):
    """Days from ``start`` to ``end``, both included.

    Attributes:
        counted: they were counted from the day of speaking or writing.
        rough: a convention settled them.
    """

    start: date
    end: date
    counted: bool = False
    rough: bool = False


_DAY = timedelta(days=1)
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_THIRDS = {"early": 0, "mid": 1, "middle": 1, "late": 2}
_CLOCK = r"(?:\d{1,2}(?::\d\d)? ?[ap]m(?: [a-z]{1,3}t)?|noon|midnight|midday|close of business)"
_HOUR_BEFORE = re.compile(rf"{_CLOCK} (?:on )?(?=.)")
_HOUR_AFTER = re.compile(rf"(?<!this)(?<!the)(?: (?:early |late )?(?:morning|afternoon|evening|night|lunchtime)|,? (?:at |by )?{_CLOCK})+$")
_DAYS_ON = {
    "today": 0, "now": 0, "immediately": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "midnight": 0,
    "close of business": 0, "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
#: The edge of a time that has more than so many days: its unit, and how many of it.
_EDGES = ((3000, "year", 1), (60, "month", 1), (20, "day", 7), (3, "day", 3))
_CENTURY_DAYS, _MIDDLE_YEAR = 36000, 49
_UNIT = re.compile(
    r"(?:(?:this )?(?P<which>this|next|coming|current|present) )?(?:calendar )?(?P<fiscal>fiscal |financial )?"
    r"(?P<unit>day|weekend|week|month|quarter|year|decade|century)(?P<after> after next)?"
)
_WEEKDAY = re.compile(rf"(?:(?:this )?(?P<which>this|next|coming) )?{WEEKDAY}")
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?")
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d\d)(?:(?P=mark)(?P<day>\d\d))?")
_SHORT_YEARS = re.compile(r"(?P<century>[12]\d)(?P<first>\d\d)[-/](?P<last>\d\d)")
_YEAR = re.compile(r"(?:year |calendar (?:year )?)?(?P<fiscal>(?:fiscal|financial) (?:year )?|fy ?)?(?P<year>[12]\d{3})")
_DECADE = re.compile(r"(?P<century>[12]\d|')(?P<tens>\d0)'?s")
_CENTURY = re.compile(r"(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century")
_THIRD = re.compile(r"(?P<third>early|mid|middle|late)(?: part)?(?:-| of | in | on | )(?P<whole>.+)")
_FRACTION = re.compile(r"(?P<fraction>\w+ (?:half|quarter)|[hq]\d)(?: of | in | )(?P<whole>.+)")
_EDGE = re.compile(r"(?:very )?(?:(?P<end>end|close)|start|beginning|onset|outset|dawn)(?:-| of | )(?P<whole>.+)")
_REST = re.compile(r"(?:rest|remainder|later)(?: of| in| on)? (?P<whole>.+)")
_PIECE = re.compile(
    rf"{ORDINAL} (?:(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}) )?"
    rf"(?P<unit>day|week|month|year|{'|'.join(WEEKDAYS)})(?P<plural>s)? (?:of|in) (?P<whole>.+)"
)
_WEEK_OF = re.compile(r"week (?:of|beginning|starting) (?:on )?(?P<day>.+)")
_YEARLY = re.compile(
    r"(?:(?:this )?(?P<which>this|next|coming) )?(?P<base>.+?)"
    r"(?:,?(?: of| in)? (?:the )?(?P<year>[12]\d{3}|(?P<of>this|next|coming|current) year))?"
)
_BETWEEN = re.compile(r" (?:to|or|and|until|till|through|-) |-")
_DAYS_OF_MONTH = re.compile(
    rf"(?P<name>{MONTH} )(?P<first>\d{{1,2}}) ?(?:-|to|or|and|through) ?(?P<last>\d{{1,2}})(?P<year>,? [12]\d{{3}})?"
)
_THIRDS_RANGE = re.compile(r"(?P<first>early|mid)(?: to | or |-to-)(?P<last>mid|late)(?P<whole>[- ].+)")


def named_period(words: str, now: date) -> Period | None:
    """The days that ``words`` name, counted from ``now`` where they must be counted; None where they name none.

    Args:
        words: in lower case, without points after abbreviations and with straight apostrophes.
        now: the day counted from.

    Raises:
        ValueError, OverflowError: the days lie outside the calendar.
    """
    words = _HOUR_AFTER.sub("", _HOUR_BEFORE.sub("", words.removeprefix("the "))).removeprefix("the ")
    for read in (_unit, _day, _weekday, _years, _yearly, _part, _piece):
        found = read(words, now)
        if found is not None:
            return found
    return None


def period_range(words: str, now: date) -> Period | None:
    """The days from the first named time to the last, as in "2026-28", "June 5 to 7", "May or June", "Monday through Friday"."""
    if match := _DAYS_OF_MONTH.fullmatch(words.removeprefix("the ")):
        year = match["year"] or ""
        return _span(f"{match['name']}{match['first']}{year}", f"{match['name']}{match['last']}{year}", now)
    if match := _THIRDS_RANGE.fullmatch(words.removeprefix("the ")):
        return _span(match["first"] + match["whole"], match["last"] + match["whole"], now)
    for between in _BETWEEN.finditer(words):
        first, last = words[: between.start()], words[between.end() :]
        if last == "next" and first.startswith("this "):  # "this year or next"
            last = first.replace("this", "next", 1)
        if found := _span(first, last, now):
            return found
    return None


def _span(first: str, last: str, now: date) -> Period | None:
    until = named_period(last, now)
    year = re.search(r" [12]\d{3}$", last)
    since = named_period(first + year[0] if year and not re.search(r"\d{4}", first) else first, now)
    if since is None or until is None:
        return None
    if until.end < since.start and year:
        since = named_period(f"{first} {until.end.year - 1}", now) or since
    elif until.end < since.start:
        until = named_period(last, since.start) or until
    if until.end < since.start:
        return None
    return Period(since.start, until.end, counted=since.counted or until.counted, rough=since.rough or until.rough)


def _unit(words: str, now: date) -> Period | None:
    match = _UNIT.fullmatch(words)
    if not match:
        return None
    unit, which = match["unit"], match["which"]
    on = 2 if match["after"] else int(which in {"next", "coming"})
    if unit in _MONTHS_IN:
        count = _MONTHS_IN[unit]
        year = now.year - (unit == "century")  # centuries begin with the year 1
        first = (year * 12 + now.month - 1) // count * count + on * count + 12 * (unit == "century")
        return Period(*months(first // 12, first % 12 + 1, count), counted=True, rough=bool(match["fiscal"]))
    if unit == "day":
        return Period(now + on * _DAY, now + on * _DAY, counted=True)
    monday = now + (7 * on - now.weekday()) * _DAY
    if unit == "week":
        return Period(monday, monday + 6 * _DAY, counted=True)
    if which == "coming":
        monday -= 7 * _DAY
    return Period(monday + 5 * _DAY, monday + 6 * _DAY, counted=True, rough=which == "next")


def _day(words: str, now: date) -> Period | None:
    if words in _DAYS_ON:
        day = now + _DAYS_ON[words] * _DAY
        return Period(day, day, counted=True)
    if re.fullmatch(_CLOCK, words):
        return Period(now, now, counted=True, rough=True)
    if match := _DAY_OF_MONTH.fullmatch(words):
        firsts = [add_months(now.replace(day=1), on) for on in range(3)]
        days = (one_day(first.year, first.month, int(match["day"])) for first in firsts)
        found = next((day for day in days if day is not None and day >= now), None)
        return Period(found, found, counted=True) if found else None
    return None


def _weekday(words: str, now: date) -> Period | None:
    match = _WEEKDAY.fullmatch(words)
    if not match:
        return None
    ahead = WEEKDAYS.index(match["weekday"]) - now.weekday()
    if match["which"] == "next":
        return Period(now + (7 + ahead) * _DAY, now + (7 + ahead) * _DAY, counted=True, rough=ahead > 0)
    day = now + (ahead % 7 or 7) * _DAY
    return Period(day, day, counted=True)


def _years(words: str, now: date) -> Period | None:
    if match := _YEAR.fullmatch(words):
        return Period(*months(int(match["year"]), 1, 12), rough=bool(match["fiscal"]))
    if match := _DECADE.fullmatch(words):
        short = match["century"] == "'"
        century = now.year // 100 if short else int(match["century"])
        return Period(*months(century * 100 + int(match["tens"]), 1, 120), counted=short, rough=short)
    if match := _CENTURY.fullmatch(words.replace("twenty-first", "21st")):
        return Period(*months(int(match["n"]) * 100 - 99, 1, 1200))
    if (match := _SHORT_YEARS.fullmatch(words)) and match["last"] > match["first"]:
        years = int(match["last"]) - int(match["first"]) + 1
        return Period(*months(int(match["century"] + match["first"]), 1, 12 * years))
    if match := _ISO.fullmatch(words):
        first = one_day(int(match["year"]), int(match["month"]), int(match["day"] or 1))
        if first is None:
            return None
        return Period(first, first) if match["day"] else Period(*months(first.year, first.month, 1))
    return None


def _part(words: str, now: date) -> Period | None:
    if (match := _THIRD.fullmatch(words)) and (whole := named_period(match["whole"], now)):
        third = _THIRDS[match["third"]]
        if third == 1 and (whole.end - whole.start).days > _CENTURY_DAYS:
            middle = whole.start.year + _MIDDLE_YEAR
            return whole._replace(start=date(middle, 1, 1), end=date(middle, 12, 31), rough=True)
        return _slice(whole, third, 3)._replace(rough=True)
    if (match := _FRACTION.fullmatch(words)) and (part := fraction(match["fraction"])) and (whole := named_period(match["whole"], now)):
        return _slice(whole, *part)
    if (match := _EDGE.fullmatch(words)) and (whole := named_period(match["whole"], now)):
        return _edge(whole, last=bool(match["end"]))
    if (match := _REST.fullmatch(words)) and (whole := named_period(match["whole"], now)):
        return whole._replace(start=min(max(whole.start, now), whole.end), counted=True)
    return None


def _piece(words: str, now: date) -> Period | None:
    if (match := _WEEK_OF.fullmatch(words)) and (day := named_period(match["day"], now)):
        monday = day.start - day.start.weekday() * _DAY
        return day._replace(start=monday, end=monday + 6 * _DAY)
    match = _PIECE.fullmatch(words)
    whole = named_period(match["whole"], now) if match else None
    if match is None or whole is None:
        return None
    nth, unit = ORDINALS[match["nth"]], match["unit"]
    if unit in WEEKDAYS:
        return _weekday_in(whole, WEEKDAYS.index(unit), nth)
    if match["plural"] and not match["n"]:  # "the last days of the year"
        return _edge(whole, last=nth < 0)
    count = (NUMBERS.get(match["n"]) or int(match["n"])) if match["n"] else 1
    if nth < 0:
        start, end = _after(whole.end + _DAY, unit, -count), whole.end
    else:
        start = _after(whole.start, unit, nth * count)
        end = _after(start, unit, count) - _DAY
    if start > whole.end or end < whole.start:
        return None
    return whole._replace(start=max(start, whole.start), end=min(end, whole.end), rough=whole.rough or unit == "week")


def _weekday_in(whole: Period, weekday: int, nth: int) -> Period | None:
    first = whole.start + (weekday - whole.start.weekday()) % 7 * _DAY
    day = first + 7 * nth * _DAY if nth >= 0 else whole.end - (whole.end.weekday() - weekday) % 7 * _DAY
    return whole._replace(start=day, end=day) if whole.start <= day <= whole.end else None


def _yearly(words: str, now: date) -> Period | None:
    match = _YEARLY.fullmatch(words)
    yearly = comes_round(match["base"]) if match else None
    if match is None or yearly is None:
        return None
    if match["year"]:
        counted = match["year"].endswith("year")
        days = yearly.of(now.year + (match["of"] in {"next", "coming"}) if counted else int(match["year"]))
        return Period(*days, counted=counted, rough=yearly.rough) if days else None
    rounds = (yearly.of(year) for year in range(max(now.year - 1, 1), min(now.year + 9, MAXYEAR) + 1))
    first = next((days for days in rounds if days and days.end >= now), None)
    if first is None:
        return None
    if match["which"] != "next":
        return Period(*first, counted=True, rough=yearly.rough)
    running = first.start <= now
    days = yearly.of(first.start.year + 1 if running else now.year + 1)
    rough = yearly.rough or (not running and first.start.year == now.year)
    return Period(*days, counted=True, rough=rough) if days else None


def _after(day: date, unit: str, count: int) -> date:
    if unit in {"day", "week"}:
        return day + count * (7 if unit == "week" else 1) * _DAY
    return add_months(day, count * _MONTHS_IN[unit])


def _slice(whole: Period, part: int, parts: int) -> Period:
    """One of so many equal parts: in whole months where they come out, otherwise in days."""
    first = whole.start.year * 12 + whole.start.month - 1
    count = whole.end.year * 12 + whole.end.month - first
    if count >= parts and Days(whole.start, whole.end) == months(whole.start.year, whole.start.month, count):
        begin, finish = first + part * count // parts, first + (part + 1) * count // parts
        days = months(begin // 12, begin % 12 + 1, finish - begin)
        return whole._replace(start=days.start, end=days.end)
    count = (whole.end - whole.start).days + 1
    if count < parts:
        return whole
    return whole._replace(start=whole.start + part * count // parts * _DAY, end=whole.start + ((part + 1) * count // parts - 1) * _DAY)


def _edge(whole: Period, *, last: bool) -> Period:
    """The first or last part of a time: a year of a decade, a month of a year, a week of a month, three days of a week."""
    length = (whole.end - whole.start).days + 1
    unit, count = next(((unit, count) for more, unit, count in _EDGES if length > more), ("day", length))
    if last:
        return whole._replace(start=_after(whole.end + _DAY, unit, -count), rough=True)
    return whole._replace(end=_after(whole.start, unit, count) - _DAY, rough=True)

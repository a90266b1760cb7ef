"""Words that say when a claim is to come true → the days in which it is to be looked up.

A horizon counts from the day on which the statement was made; where that is not known, from the day of publishing, and is then
assumed. It is assumed as well where the words give no length and one of the project's own defaults steps in
(reference/forecasts_and_scenarios.md, section 2.2): soon 90 days, the coming weeks 60 days, the coming months half a year, the near
future a year, the coming years three years, the medium term five years, the long term ten years; and, which the reference does not
give, at once seven days, the coming days seven days, overnight until the next day, the foreseeable future five years. A convention of the
calendar, such as spring for March to May, makes it assumed too (``periods``). Dates that the words give in full are never assumed.

How the words set the days, X being a time that they name, N a length:

* in X: the days of X; by, until, through X: from the day counted from to the end of X; before X: to the day before X;
* after X: from the day after X, without an end; from X, as early as X: from the first day of X, without an end;
* in, within, over N: from the day counted from, so long; in two to three years: from two years on to three;
* N from now: the day, the week or the month in which it falls; after N: from then, without an end.

What hangs on an event, never ends or names no definite time has no days, and ``open`` says why; it also says why one of two is missing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.dates import DateInterval, add_months, past_interval
from onrecord.judge.when.lengths import Length, later, length_named
from onrecord.judge.when.periods import Period, named_period, period_range
from onrecord.judge.when.wordings import (
    ABOUT,
    AHEAD,
    BESIDE,
    CLAUSE,
    DAY_INSIDE,
    EDGE_OF,
    EVENT,
    FEAST,
    FEASTS,
    FROM_TO,
    HEDGE,
    LENGTHS,
    LONG_INSIDE,
    NAMES_EVENT,
    NEW_YEAR,
    NO_DATE,
    NO_END,
    NO_TIME,
    OUTSIDE,
    PAST,
    REASONS,
    RELATED,
    RELATIONS,
    THIS_TIME,
    TRAILED,
    plain,
)


class HorizonDates(NamedTuple):
    """When a claim is to come true.

    Attributes:
        start: the first day; None where it is not known.
        end: the last day; None where there is none ("after June") or where it is not known.
        assumed: the days count from the day of publishing, or rest on a default or a convention.
        open: why there are no days, or not both of them; None where there are both.
    """

    start: date | None
    end: date | None
    assumed: bool
    open: str | None

    @property
    def interval(self) -> DateInterval:
        """The two days."""
        return DateInterval(self.start, self.end)


class _Window(NamedTuple):
    """Days, and whether they were counted from the anchor, settled by convention, or merely begin with the anchor."""

    start: date | None
    end: date | None
    counted: bool = True
    rough: bool = False
    from_now: bool = False


_Found = _Window | str  #: a string says why there are no days

_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 1, 1)  # stands in for the anchor where there is none: what is counted from it is thrown away
_LONGEST = 200  # characters; no words for a time are longer


def horizon_dates(phrase: str, *, said: date | None, published: date | None) -> HorizonDates:
    """The days in which what is claimed is to come true, as ``phrase`` tells; never an error, and never a start after the end.

    Example: ``horizon_dates("by the end of next year", said=date(2026, 2, 10), published=None)`` ends on 31 December 2027.

    Args:
        phrase: the words of the horizon.
        said: the day on which the statement was made.
        published: the day on which the article came out; counted from only where ``said`` is not known.
    """
    now = said or published
    text = " ".join(phrase.replace("’", "'").replace("–", "-").replace("—", "-").split())[:_LONGEST].strip(' .,;:!?"“”‘()[]')
    try:
        found = _read(text, now or _ANY_DAY)
    except (ValueError, OverflowError):  # before the year 1, after 9999
        found = OUTSIDE
    if not isinstance(found, str) and found.counted and now is None:
        found = NO_DATE
    if isinstance(found, str):
        return HorizonDates(None, None, assumed=False, open=found)
    assumed = found.rough or (found.counted and said is None)
    if found.from_now and now is None:
        return HorizonDates(None, found.end, assumed=assumed, open=NO_DATE)
    if found.start and found.end and found.start > found.end:
        return HorizonDates(None, found.end, assumed=assumed, open=PAST)
    return HorizonDates(found.start, found.end, assumed=assumed, open=None if found.end else NO_END)


def _read(text: str, now: date) -> _Found:
    while (hedge := HEDGE.match(text)) and hedge.end() < len(text):
        text = text[hedge.end() :]
    text = NEW_YEAR.sub(r"\g<word> next year", text)
    if told := _without_number(text, now):
        return told
    found = _from_to(text, now) or _related(text, now)
    for piece in text.split(", ") if isinstance(found, str) and ", " in text else ():
        part = _read(piece, now)
        if not isinstance(part, str):
            return part
    return found


def _without_number(text: str, now: date) -> _Found | None:
    words = plain(text)
    for pattern, reason in REASONS.items():
        if re.fullmatch(pattern, words):
            return reason
    bare = re.sub(r"^(?:(?:in|over|for|during|within|by|on) )?(?:the )?(?:very )?", "", words)
    for pattern, length in LENGTHS.items():
        if re.fullmatch(pattern, bare) or re.fullmatch(pattern, words):
            return _so_long(length, now)
    feast = FEASTS.search(text)
    return FEAST + feast[0] if feast else None


def _from_to(text: str, now: date) -> _Found | None:
    match = FROM_TO.fullmatch(text)
    if not match:
        return None
    first, last = match["first"] or match["since"] or match["now"], match["last"]
    if plain(first) in {"now", "today", "here"}:
        return _related(f"until {last}", now)
    if found := period_range(f"{plain(first)} to {plain(last)}", now):
        return _Window(*found)
    if match["between"] and (length := length_named(plain(f"{first} to {last}"))):
        return _so_long(length, now, apart=True)
    return EVENT + (last if _period(plain(first), now) else first)


def _related(text: str, now: date) -> _Found:
    text = _trail_first(text)
    match = RELATED.fullmatch(text)
    relation = next((name for name in RELATIONS if match and match[name]), "")
    rest = match["rest"] if match else text
    rest = HEDGE.sub("", rest, count=1) if HEDGE.match(rest) else rest
    if relation == "since":
        return _since(rest, now)
    if relation != "when" and (length := length_named(plain(rest))):
        if relation in {"after", "from"}:
            return _Window(later(now, length.low, length.unit), None, rough=length.rough)
        return _so_long(length, now, apart=text[:3].lower() == "in " and not AHEAD.match(plain(rest)))
    period = _period(plain(rest), now) or _beside(rest, relation, now) or _dated_event(rest, relation, now)
    if isinstance(period, str):
        return period
    if period:
        return _window(period, relation, plain(rest), now)
    if relation in {"in", "from"} and RELATED.fullmatch(rest):
        return _related(rest, now)
    return _no_days(text, relation, rest)


def _trail_first(text: str) -> str:
    """The words after a time that say how a claim lies to it, put before it: "June at the latest" is "by June"."""
    match = TRAILED.fullmatch(text)
    if not match or length_named(plain(text)):
        return text
    inner = RELATED.fullmatch(match["head"])
    if inner and not inner["in"] and not inner["from"]:
        return match["head"]
    return f"{'by' if match['by'] else 'from'} {inner['rest'] if inner else match['head']}"


def _no_days(text: str, relation: str, rest: str) -> str:
    if not re.search(r"[^\W\d]", rest):
        return NO_TIME
    if relation and relation != "when":
        return EVENT + rest
    return EVENT + text if relation or NAMES_EVENT.match(text) else NO_TIME


def _so_long(length: Length, now: date, *, apart: bool = False) -> _Window:
    """From the anchor on, or, ``apart``, from the lower of two numbers to the higher."""
    start = later(now, length.low, length.unit) if apart and length.low < length.high else now
    return _Window(start, later(now, length.high, length.unit), rough=length.rough)


def _window(period: Period, relation: str, words: str, now: date) -> _Window:
    edge = EDGE_OF.match(words)
    whole = _period(words[edge.end() :], now) if edge and relation in {"by", "until", "before", "after"} else None
    if edge and whole:  # the end and the start as moments
        moment = whole.end if edge["end"] else whole.start
        period = whole._replace(start=moment, end=moment)
        relation = "by" if relation == "before" and edge["end"] else relation
    start, end, counted, rough = period
    if relation in {"by", "until"}:
        return _Window(now, end, counted, rough, from_now=True)
    if relation == "before":
        if start <= now and counted and (following := _period(words, end + _DAY)):  # "before June", said in June
            start = following.start
        return _Window(now, start - _DAY, counted, rough, from_now=True)
    if relation == "after":
        return _Window(end + _DAY, None, counted, rough)
    return _Window(start, None if relation == "from" else end, counted, rough)


def _since(text: str, now: date) -> _Found:
    past, period = past_interval(text, now), _period(plain(text), now)
    if past:
        return _Window(past.start, None, counted=not re.search(r"\d{4}", text))
    if period and not period.counted:
        return _window(period, "from", "", now)
    return EVENT + text


def _period(words: str, now: date) -> Period | None:
    """The time that the words name, all of them."""
    found = named_period(words, now) or period_range(words, now)
    if found is None and (about := ABOUT.match(words)):
        found = named_period(words[about.end() :], now)
        return found._replace(rough=True) if found else None
    return found


def _beside(text: str, relation: str, now: date) -> Period | str | None:
    """A time told by its distance from another, as in "a year from now", "two weeks before Christmas"; a string where that is an event."""
    if match := THIS_TIME.fullmatch(plain(text)):
        return _point(Length(1, 1, match["unit"]), now)
    match = BESIDE.fullmatch(text)
    away = plain(match["length"]) if match else ""
    length = length_named(away) or length_named(f"one {away.removeprefix('the ')}")
    if match is None or length is None:
        return None
    rest = match["rest"] or ""
    if match["now"]:
        return None if rest else _point(length, now)
    other = _period(plain(rest), now) or _dated_event(rest, "before", now)
    if other is None:
        return EVENT + rest if rest else None
    if match["after"]:
        start, end = other.end + _DAY, later(other.end, length.high, length.unit)
    else:
        start = end = later(other.start, length.high if match["day"] else -length.high, length.unit)
        if match["before"] and relation in {"", "in"}:
            end = other.start - _DAY
    return other._replace(start=start, end=end, rough=other.rough or length.rough)


def _point(length: Length, now: date) -> Period:
    """The day, the week, the month or the year that lies so long after the anchor."""
    first, last = later(now, length.low, length.unit), later(now, length.high, length.unit)
    if length.unit in {"week", "fortnight"}:
        first, last = first - first.weekday() * _DAY, last + (6 - last.weekday()) * _DAY
    elif length.unit in {"decade", "century"}:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    elif length.unit in {"month", "quarter", "year"}:
        first, last = first.replace(day=1), add_months(last.replace(day=1), 1) - _DAY
    return Period(first, last, counted=True, rough=length.rough)


def _dated_event(text: str, relation: str, now: date) -> Period | None:
    """The time that dates an event, as in "the Nov. 8 election"; a month or a year only for what is to happen in it."""
    if CLAUSE.search(text):
        return None
    if match := DAY_INSIDE.search(text):
        return named_period(plain(match[0]), now)
    match = LONG_INSIDE.search(text)
    if match is None or "," in text or relation not in {"", "in", "when"} or (relation == "when" and match["last"] is None):
        return None
    return named_period(plain(match[0]), now)

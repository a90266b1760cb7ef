"""The balance as far as tallies tell it, so that a million statements need not be read."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import case, func, literal_column, null, select

from onrecord.store.schema import speakers, tallies
from onrecord.store.writing.tallying import FIELDS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from onrecord.store.asking.filtering import Filter

#: How many characters of an ISO date name a stretch of time.
STRETCHES = {"month": "7", "year": "4"}
#: The columns of every count: what tells groups apart, and their numbers.
COLUMNS = ("value", "speaker", "time", "statement_count", "checked_count", "words", "quoted_words")
_NUMBERS = tuple(tallies.c[name] for name in ("statement_count", "words", "quoted_words"))


class Told(NamedTuple):
    """What tallies tell of the statements that are asked for.

    Attributes:
        asked: of tallies.
        rest: the filters of the statements that stand in no whole month, which must be counted themselves.
    """

    asked: list[ColumnElement[bool]]
    rest: list[Filter]


def told(by: str, wanted: Filter) -> Told | None:
    """What tallies tell of a filter; None where they tell nothing: speakers are not tallied, nor what texts or claims have."""
    untold = (wanted.speaker, wanted.issue, wanted.kind, wanted.outlet, wanted.debate, wanted.repeats, wanted.withdrawn)
    if by == "speaker" or by not in FIELDS or any(untold):
        return None
    asked, rest = _months(wanted)
    if wanted.checked_only:
        asked.append(tallies.c.checked)
    if wanted.reported != "include":
        asked.append(tallies.c.reported if wanted.reported == "only" else ~tallies.c.reported)
    return Told(asked, rest)


def _months(wanted: Filter) -> tuple[list[ColumnElement[bool]], list[Filter]]:
    """The months that lie between two days, and the filters of the days before and behind them."""
    since, until, month = wanted.since, wanted.until, tallies.c.month
    if since is None and until is None:
        return [], []
    asked: list[ColumnElement[bool]] = [month != ""]
    rest = []
    if since is not None:
        asked.append(month > since[:7] if since[8:] != "01" else month >= since[:7])
        if since[8:] != "01":
            end = _end(since[:7])
            rest.append(replace(wanted, until=min(end, until) if until else end))
    if until is not None:
        asked.append(month < until[:7] if until != _end(until[:7]) else month <= until[:7])
        if until != _end(until[:7]) and not (rest and since is not None and since[:7] == until[:7]):
            start = f"{until[:7]}-01"
            rest.append(replace(wanted, since=max(start, since) if since else start))
    return asked, rest


def _end(month: str) -> str:
    """The last day of a month."""
    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"


def tallied(by: str, over: str | None, asked: list[ColumnElement[bool]]) -> Select[Any]:
    """The numbers of every value: value, no speaker, time, statements, checked ones, words, quoted words.

    Args:
        by: a field that is tallied.
        over: month, year, or None.
        asked: of tallies.
    """
    none: ColumnElement[str] = literal_column("''")
    value = func.nullif(tallies.c.value, none)
    month = func.substr(tallies.c.month, literal_column("1"), literal_column(STRETCHES[over])) if over else none
    statements, words, quoted = map(func.sum, _NUMBERS)
    checked = func.sum(case((tallies.c.checked, tallies.c.statement_count), else_=0))
    counted = _named(value, null(), func.nullif(month, none), statements, checked, words, quoted)
    return counted.where(tallies.c.field == by, *asked).group_by(value, *([month] if over else [])).having(statements != 0)


def ranked_speakers(limit: int) -> Select[Any]:
    """The speakers with most statements, as ``tallied`` has them, with their ids."""
    own = speakers.c
    ranked = _named(own.name, own.id, null(), own.statement_count, own.checked_count, own.words, own.quoted_words)
    return ranked.where(own.statement_count > 0).order_by(own.statement_count.desc(), own.id.desc()).limit(limit)


def _named(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*(column.label(name) for name, column in zip(COLUMNS, columns, strict=True)))

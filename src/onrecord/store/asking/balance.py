"""The balance of sources: who is quoted how often and how long. A text counts once, whatever outlets it appeared in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import Integer, Null, and_, func, literal_column, null, or_, select

from onrecord.errors import UnknownError
from onrecord.store.asking.filtering import Filter, conditions, days_of, is_plain, kind_of
from onrecord.store.asking.listing import Page
from onrecord.store.asking.tallied import COLUMNS, STRETCHES, ranked_speakers, tallied, told
from onrecord.store.schema import attributes, entries
from onrecord.store.writing.tallying import FIELDS as _COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Select

    from onrecord.store.database import Database

#: What statements can be counted by, besides attributes; the outlet is that of a text's first appearance.
FIELDS = tuple(_COLUMNS)
#: The columns of a count that tell groups apart, and the names of those behind them.
_PARTS, _NUMBERS = 3, COLUMNS[3:]


class _Group(NamedTuple):
    """What is counted together: a value, the speaker's id where that is a speaker's name, a stretch of time."""

    value: str | None
    speaker: str | None
    time: str | None

    @property
    def id(self) -> str:
        return " ".join(filter(None, (self.speaker or self.value, self.time)))


class _Counted(NamedTuple):
    """A group with its numbers, and those of all groups of its stretch of time."""

    group: _Group
    numbers: Sequence[int]
    whole: Sequence[int]

    def row(self, *, stretches: bool) -> dict[str, Any]:
        numbers = dict(zip(_NUMBERS, self.numbers, strict=True))
        statements, words = self.whole
        return {
            "id": self.group.id,
            "value": self.group.value,
            **({"time": self.group.time} if stretches else {}),
            **numbers,
            "share": round(numbers["statement_count"] / statements, 4),
            "word_share": round(numbers["words"] / words, 4) if words else 0.0,
        }


class _Question(NamedTuple):
    """What is counted: the columns that make a group, of which rows."""

    by: str
    over: str | None
    value: ColumnElement[Any]
    source: FromClause

    def parts(self) -> list[ColumnElement[Any]]:
        """Value, speaker and time of an entry; no column where that is not asked."""
        start: ColumnElement[int] = literal_column("1")
        stretch = func.substr(entries.c.published, start, literal_column(STRETCHES[self.over])) if self.over else null()
        return [self.value, entries.c.speaker_id if self.by == "speaker" else null(), stretch]  # namesakes are two


def balance_of(
    database: Database,
    by: str,
    *,
    over: Literal["month", "year"] | None = None,
    wanted: Filter | None = None,
    ids: bool = False,
    limit: int | None = None,
    page: int = 1,
) -> list[dict[str, Any]]:
    """How many statements each outlet, type, role, speaker, kind or value of an attribute has, and how many words.

    Args:
        database: that holds them.
        by: one of ``FIELDS``, or the name of an attribute of speakers or outlets.
        over: the stretch of time for which each is counted.
        wanted: which statements; its words are not looked at.
        ids: whether the ids of the statements are told with them.
        limit: how many rows a page, those with most statements first; None for all. The shares are of all.
        page: from 1.

    Returns:
        Rows with ``value``, ``time`` (where asked for), ``statement_count``, ``checked_count``, ``words``, ``quoted_words`` (of direct
        statements), ``share`` of the statements and ``word_share`` of the words: of all, or of those in the stretch of time. What has
        no such value, or no date, stands under None.

    Raises:
        UnknownError: nothing can be counted by that; it lists the attributes that there are.
    """
    wanted = wanted or Filter()
    with database.read() as connection:
        asked = [*days_of(wanted, entries.c.number), *conditions(connection, database.name, wanted), *kind_of(wanted)]
        question = _question(connection, database.name, by, over)
        queries = list(_queries(connection, database.name, question, wanted, asked))
        if limit is None:
            found = _found(_summed(connection, queries))
        elif by == "speaker" and over is None and is_plain(wanted):  # of very many speakers, those that are shown are read
            found = _found(_summed(connection, [ranked_speakers(limit * page), tallied(by, None, [])]))
            wholes = _wholes(_summed(connection, [tallied("type", None, [])]))
            found = [one._replace(whole=wholes[None]) for one in found[limit * (page - 1) : limit * page]]
        elif len(queries) == 1:
            found = _page(connection, Page(limit, page).of(_ranked(queries[0], question)))
        else:
            found = _found(_summed(connection, queries))[limit * (page - 1) : limit * page]
        said = _said(connection, question, asked, (one.group for one in found)) if ids else {}
    return [one.row(stretches=over is not None) | said.get(one.group, {}) for one in found]


def _question(connection: Connection, of: str, by: str, over: str | None) -> _Question:
    if by in _COLUMNS:
        return _Question(by, over, func.nullif(entries.c[_COLUMNS[by]], literal_column("''")), entries)
    return _Question(by, over, *_attribute(connection, of, by))


def _attribute(connection: Connection, of: str, name: str) -> tuple[ColumnElement[Any], FromClause]:
    """The column of an attribute's value, and entries joined with it; where several hold on a day the statement counts for each."""
    kinds = list(connection.execute(select(attributes.c.of).where(attributes.c.name == name).distinct()).scalars())
    usable = [kind for kind in ("speaker", "outlet") if kind in kinds]
    if not usable:
        query = select(attributes.c.name).where(attributes.c.of.in_(("speaker", "outlet"))).distinct()
        there = sorted(connection.execute(query).scalars())
        told = f"the attributes are {', '.join(there)}" if there else "no speaker and no outlet has an attribute yet"
        raise UnknownError(of, f"nothing can be counted by {name!r}", advice=f"take {', '.join(FIELDS)}; {told}")
    kind = usable[0]
    key = attributes.c.key
    same = or_(key == entries.c.speaker_id, key == entries.c.speaker_name) if kind == "speaker" else key == entries.c.outlet
    holds = and_(
        attributes.c.of == kind,
        attributes.c.name == name,
        same,
        or_(attributes.c.since.is_(None), attributes.c.since <= entries.c.published),
        or_(attributes.c.until.is_(None), attributes.c.until >= entries.c.published),
    )
    return attributes.c.value, entries.outerjoin(attributes, holds)


def _queries(
    connection: Connection, of: str, question: _Question, wanted: Filter, asked: list[ColumnElement[bool]]
) -> Iterator[Select[Any]]:
    """What counts all that is asked for: tallies as far as they tell it, and statements."""
    known = told(question.by, wanted)
    if known is None:
        yield _counted(question, asked)
        return
    yield tallied(question.by, question.over, known.asked)
    for rest in known.rest:
        yield _counted(question, [*days_of(rest, entries.c.number), *conditions(connection, of, rest)])


def _counted(question: _Question, asked: list[ColumnElement[bool]]) -> Select[Any]:
    """The numbers of every group of statements, as ``tallied`` has them."""
    parts = question.parts()
    numbers = (func.count(), *map(func.sum, (entries.c.checked.cast(Integer), entries.c.words, entries.c.quoted_words)))
    named = [column.label(name) for name, column in zip(COLUMNS, (*parts, *numbers), strict=True)]
    grouped = [part for part in parts if not isinstance(part, Null)]
    return select(*named).select_from(question.source).where(*asked).group_by(*grouped)


def _summed(connection: Connection, queries: Iterable[Select[Any]]) -> dict[_Group, Sequence[int]]:
    """The numbers of every group over several queries."""
    found: dict[_Group, Sequence[int]] = {}
    for query in queries:
        for row in connection.execute(query):
            group, numbers = _Group._make(row[:_PARTS]), row[_PARTS:]
            there = found.get(group)
            found[group] = numbers if there is None else [a + b for a, b in zip(there, numbers, strict=True)]
    return found


def _found(summed: Mapping[_Group, Sequence[int]]) -> list[_Counted]:
    """All groups in order: by time, those with most statements first."""
    wholes = _wholes(summed)
    shown = sorted(summed, key=lambda group: group.id, reverse=True)
    shown.sort(key=lambda group: (group.time or "", -summed[group][0], "" if group.speaker else group.value or ""))
    return [_Counted(group, summed[group], wholes[group.time]) for group in shown]


def _wholes(summed: Mapping[_Group, Sequence[int]]) -> dict[str | None, list[int]]:
    """How many statements and words there are in each stretch of time."""
    wholes: dict[str | None, list[int]] = {}
    for group, (statements, _, words, _) in summed.items():
        whole = wholes.setdefault(group.time, [0, 0])
        whole[0] += statements
        whole[1] += words
    return wholes


def _ranked(query: Select[Any], question: _Question) -> Select[Any]:
    """What a query counted, with the numbers of the whole, in the order of ``_found``."""
    counted = query.subquery().c
    wholes = (func.sum(counted[name]).over(partition_by=counted.time) for name in ("statement_count", "words"))
    last = func.coalesce(counted.speaker, counted.value).desc() if question.by == "speaker" else counted.value.nulls_first()
    return select(*counted, *wholes).order_by(counted.time.nulls_first(), counted.statement_count.desc(), last)


def _page(connection: Connection, query: Select[Any]) -> list[_Counted]:
    rows = [list(row) for row in connection.execute(query)]
    return [_Counted(_Group._make(row[:_PARTS]), row[_PARTS:-2], [int(number) for number in row[-2:]]) for row in rows]


def _said(
    connection: Connection, question: _Question, asked: list[ColumnElement[bool]], groups: Iterable[_Group]
) -> dict[_Group, dict[str, list[str]]]:
    """The ids of the statements of groups, as what is added to their rows."""
    said: dict[_Group, list[str]] = {group: [] for group in groups}
    query = select(*question.parts(), entries.c.statement_id).select_from(question.source).where(*asked)
    for *parts, id_ in connection.execute(query):
        there = said.get(_Group(*parts))
        if there is not None:
            there.append(id_)
    return {group: {"statements": ids} for group, ids in said.items()}

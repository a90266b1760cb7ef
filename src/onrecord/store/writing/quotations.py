"""The same quotation in different articles is linked: its entries have the id of the one that was first."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from onrecord.repeats.wordings import Wording, is_same_quotation
from onrecord.store.batches import batches
from onrecord.store.schema import entries, quotation_marks
from onrecord.store.words import BITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

#: A mark is kept of so many quotations at most: more have a turn of phrase in common, or are one that is linked already.
MOST_QUOTATIONS = 200
#: Wordings of one quotation share so many marks, and a quotation is compared with so many that share most.
FEWEST_SHARED, COMPARED = 2, 60
#: What is compared of an entry besides its words.
QUOTED = tuple(
    entries.c[name] for name in ("statement_id", "text_id", "number", "content_text", "form", "speaker_id", "speaker_type", "quotation_id")
)


class _Quotation(NamedTuple):
    """An entry's quotation; ``speaker`` is None where nobody is named."""

    statement: str
    text: str
    wording: Wording
    speaker: str | None
    quotation: str | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> _Quotation | None:
        wording = Wording.quoted_in(row["content_text"], row["form"])
        if wording is None:
            return None
        speaker = row["speaker_id"] if row["speaker_type"] not in (None, "unnamed") else None
        return cls(row["statement_id"], row["text_id"], wording, speaker, row["quotation_id"])

    def is_same_as(self, other: _Quotation) -> bool:
        """Whether two are wordings of one quotation, in different texts."""
        named = {self.speaker, other.speaker} - {None}
        return self.text != other.text and is_same_quotation(self.wording, other.wording, speakers=max(len(named), 1))


def link_quotations(connection: Connection, gone: Sequence[Mapping[str, Any]], come: Sequence[Mapping[str, Any]]) -> None:
    """Links the quotations of entries that were made anew, and unlinks those that went.

    Args:
        connection: of the transaction in which they go and come, after both.
        gone: what ``QUOTED`` names of the entries that were there.
        come: likewise of those that are there.
    """
    before = {row["statement_id"]: row for row in gone}
    same = [row for row in come if _is_same(before.get(row["statement_id"]), row)]
    stay = {row["statement_id"] for row in same}
    kept: dict[str, list[str]] = defaultdict(list)
    for row in same:
        quotation = before[row["statement_id"]]["quotation_id"]
        if quotation is not None:
            kept[quotation].append(row["statement_id"])
    for quotation, ids in kept.items():
        connection.execute(update(entries).where(entries.c.statement_id.in_(ids)).values(quotation_id=quotation))
    left = [row for row in gone if row["statement_id"] not in stay]
    _unmark(connection, left)
    _renew(connection, {row["quotation_id"] for row in left} - {None})
    fresh = (_Quotation.of(row) for row in come if row["statement_id"] not in stay)
    _link(connection, [one for one in fresh if one is not None and one.wording.marks])


def mark_quotations(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keeps the marks of quotations that are linked already, as after a load: they are in no dump."""
    own = [one for row in rows if (one := _Quotation.of(row)) is not None]
    _keep(connection, own, _having(connection, own))


def _is_same(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> bool:
    return old is not None and all(old[name] == new[name] for name in ("content_text", "form", "speaker_id", "speaker_type", "number"))


def _unmark(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        one = _Quotation.of(row)
        if one is not None and one.wording.marks:
            own = quotation_marks.c.statement_id == one.statement, quotation_marks.c.mark.in_(sorted(one.wording.marks))
            connection.execute(delete(quotation_marks).where(*own))


def _link(connection: Connection, own: Sequence[_Quotation]) -> None:
    """Looks for other wordings of the quotations of a text, and keeps their marks for those that come later."""
    having = _having(connection, own)
    _keep(connection, own, having)
    likest = {one.statement: _likest(one, having) for one in own}
    there = {}
    for some in batches({id_ for ids in likest.values() for id_ in ids}):
        for row in connection.execute(select(*QUOTED).where(entries.c.statement_id.in_(some))).mappings():
            there[row["statement_id"]] = _Quotation.of(dict(row))
    for one in own:
        others = [other for id_ in likest[one.statement] if (other := there.get(id_)) is not None and one.is_same_as(other)]
        if others:
            _make_one(connection, [one.statement, *(other.statement for other in others)])


def _likest(one: _Quotation, having: Mapping[int, Sequence[str]]) -> list[str]:
    """The statements that share most marks with one."""
    shared = Counter(statement for mark in one.wording.marks for statement in having.get(mark, ()))
    least = min(FEWEST_SHARED, len(one.wording.marks))
    return sorted((id_ for id_, many in shared.items() if many >= least), key=lambda id_: (-shared[id_], id_))[:COMPARED]


def _make_one(connection: Connection, ids: Sequence[str]) -> None:
    """Makes one quotation of those that some statements have."""
    linked = select(entries.c.quotation_id).where(entries.c.statement_id.in_(ids), entries.c.quotation_id.is_not(None))
    quotations = set(connection.execute(linked).scalars())
    first = min(quotations, default=ids[0])
    connection.execute(update(entries).where(entries.c.statement_id.in_(ids)).values(quotation_id=first))
    if quotations - {first}:
        connection.execute(update(entries).where(entries.c.quotation_id.in_(quotations - {first})).values(quotation_id=first))
    _renew(connection, [first])


def _having(connection: Connection, own: Iterable[_Quotation]) -> dict[int, list[str]]:
    """The statements that have the marks of some quotations, by the mark."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in batches({mark for one in own for mark in one.wording.marks}):
        query = select(quotation_marks.c.mark, quotation_marks.c.statement_id).where(quotation_marks.c.mark.in_(some))
        for mark, statement in connection.execute(query):
            found[mark].append(statement)
    return found


def _keep(connection: Connection, own: Iterable[_Quotation], having: Mapping[int, Sequence[str]]) -> None:
    """Keeps the marks of quotations, but for those that very many have."""
    fresh = [
        {"mark": mark, "statement_id": one.statement}
        for one in own
        for mark in sorted(one.wording.marks)
        if len(having.get(mark, ())) < MOST_QUOTATIONS
    ]
    if fresh:
        connection.execute(insert(quotation_marks), fresh)


def _renew(connection: Connection, quotations: Iterable[str]) -> None:
    """Names quotations by the entry that is first now; one that is left alone is no linked one any more."""
    for quotation in sorted(quotations):
        own = entries.c.quotation_id == quotation
        undated = entries.c.number < 1 << BITS
        found = connection.execute(select(entries.c.statement_id, entries.c.text_id).where(own).order_by(undated, entries.c.number)).all()
        first = found[0].statement_id if len({row.text_id for row in found}) > 1 else None
        if first != quotation:
            connection.execute(update(entries).where(own).values(quotation_id=first))

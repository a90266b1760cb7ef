"""Keeps the numbers that the balance of sources is read from: tallies of entries by field and month, and every speaker's own.

What a text changes is written as rows of its own, so that no writer waits for another. When these are many they are gathered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, bindparam, delete, false, func, insert, literal, literal_column, select, update

from onrecord.store.batches import batches
from onrecord.store.schema import entries, speakers, tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

#: The fields that entries are tallied by, with their columns.
FIELDS = {"outlet": "outlet", "type": "speaker_type", "role": "role", "speaker": "speaker_name", "kind": "kind"}
#: What is needed of an entry to count it.
COUNTED = tuple(
    entries.c[name] for name in ("speaker_id", "published", "checked", "reported_by", "words", "quoted_words", "counted", *FIELDS.values())
)
#: More rows of single texts than this are gathered.
FRESH = 5_000
_NUMBERS = ("statement_count", "words", "quoted_words")
_BATCH = 500


class _Key(NamedTuple):
    """What one tally is of; "" is no value, or no date."""

    field: str
    value: str
    month: str
    checked: bool
    reported: bool


def recount(connection: Connection, gone: Iterable[Mapping[str, Any]], come: Iterable[Mapping[str, Any]]) -> None:
    """Takes the entries that went off the numbers, and puts the new ones on; repeats and withdrawn ones are in no number.

    Args:
        connection: of the transaction in which they go and come.
        gone: with what ``COUNTED`` names.
        come: likewise.
    """
    tallied: dict[_Key, list[int]] = {}
    own: dict[str, list[int]] = {}
    for sign, rows in ((-1, gone), (1, come)):
        for row in (row for row in rows if row["counted"]):
            numbers = [sign, sign * row["words"], sign * row["quoted_words"]]
            if row["speaker_id"] is not None:
                _add(own, row["speaker_id"], [*numbers, sign * row["checked"]])
            for key in _keys(row):
                _add(tallied, key, numbers)
    names = (*_NUMBERS, "checked_count")
    changes = [
        {"of": id_, **{f"more_{name}": number for name, number in zip(names, numbers, strict=True)}}
        for id_, numbers in sorted(own.items())
        if any(numbers)
    ]
    if changes:
        values = {c: speakers.c[c] + bindparam(f"more_{c}") for c in names}
        connection.execute(update(speakers).where(speakers.c.id == bindparam("of")).values(values), changes)
    fresh = [_row(key, numbers, fresh=True) for key, numbers in tallied.items() if any(numbers)]
    if fresh:
        connection.execute(insert(tallies), fresh)
        if _are_many(connection):
            gather(connection)


def gather(connection: Connection) -> None:
    """Puts the changes of single texts together, so that few rows are read; of what is no more, nothing remains.

    Another transaction's changes, and those that another one is gathering, stay as they are.
    """
    rows = connection.execute(select(tallies).where(tallies.c.fresh).with_for_update(skip_locked=True)).all()
    sums: dict[_Key, list[int]] = {}
    for row in rows:
        _add(sums, _key(row), [getattr(row, name) for name in _NUMBERS])
    for ids in batches([row.id for row in rows]):
        connection.execute(delete(tallies).where(tallies.c.id.in_(ids)))
    there = _gathered(connection, {key.value for key in sums})
    new = [_row(key, numbers, fresh=False) for key, numbers in sums.items() if key not in there and any(numbers)]
    if new:
        connection.execute(insert(tallies), new)
    changed = [{"of": there[key], **_named(numbers)} for key, numbers in sums.items() if key in there]
    if changed:
        change = update(tallies).where(tallies.c.id == bindparam("of"))
        values = {name: tallies.c[name] + bindparam(f"more_{name}") for name in _NUMBERS}
        connection.execute(change.values(values), sorted(changed, key=lambda row: row["of"]))
        for ids in batches([row["of"] for row in changed]):
            connection.execute(delete(tallies).where(tallies.c.id.in_(ids), tallies.c.statement_count == 0))


def tally_anew(connection: Connection) -> None:
    """Makes the tallies from the entries, as after a load: they are in no dump."""
    connection.execute(delete(tallies))
    for field in FIELDS:
        own = _true(field).subquery().c
        columns = [*_Key._fields, *_NUMBERS, "fresh"]
        connection.execute(insert(tallies).from_select(columns, select(literal(field), *own, false())))


def miscounted(connection: Connection) -> list[str]:
    """The tallies and the speakers whose numbers are not those of their entries, named; for checking a database."""
    own = [tallies.c[name] for name in _Key._fields[1:]]
    there = select(*own, *(func.sum(tallies.c[name]) for name in _NUMBERS)).group_by(*own)
    wrong: set[str] = set()
    for field in FIELDS:
        rows = _unlike(connection, _true(field), there.where(tallies.c.field == field))
        wrong |= {" ".join((field, *filter(None, row[:2]))) for row in rows if any(row[4:])}
    id_ = entries.c.speaker_id
    numbers = (func.count(), *(func.sum(one) for one in (entries.c.words, entries.c.quoted_words, entries.c.checked.cast(Integer))))
    known = select(speakers.c.id, *(speakers.c[name] for name in (*_NUMBERS, "checked_count")))
    rows = _unlike(connection, select(id_, *numbers).where(id_.is_not(None), entries.c.counted).group_by(id_), known)
    return sorted(wrong | {f"speaker {row[0]}" for row in rows if any(row[1:])})


def _true(field: str) -> Select[Any]:
    """What the tallies of a field must be, without those that are 0."""
    none: ColumnElement[str] = literal_column("''")  # PostgreSQL groups by what it is sure to be the same
    month = func.coalesce(func.substr(entries.c.published, literal_column("1"), literal_column("7")), none)
    key = (func.coalesce(entries.c[FIELDS[field]], none), month, entries.c.checked, entries.c.reported_by.is_not(None))
    found = select(*key, func.count(), func.sum(entries.c.words), func.sum(entries.c.quoted_words)).where(entries.c.counted).group_by(*key)
    return found.where(entries.c.speaker_id.is_(None)) if field == "speaker" else found


def _unlike(connection: Connection, one: Select[Any], other: Select[Any]) -> set[tuple[Any, ...]]:
    """The rows that only one of two queries finds."""
    here, there = ({tuple(row) for row in connection.execute(query)} for query in (one, other))
    return here ^ there


def _keys(row: Mapping[str, Any]) -> Iterator[_Key]:
    month = (row["published"] or "")[:7]
    for field, column in FIELDS.items():
        if field != "speaker" or row["speaker_id"] is None:
            yield _Key(field, row[column] or "", month, row["checked"], row["reported_by"] is not None)


def _add(sums: dict[Any, list[int]], key: Any, numbers: Sequence[int]) -> None:  # noqa: ANN401 - whatever they are summed by
    there = sums.setdefault(key, [0] * len(numbers))
    for at, number in enumerate(numbers):
        there[at] += number


def _key(row: Any) -> _Key:  # noqa: ANN401 - a row of ``tallies``
    return _Key(*(getattr(row, name) for name in _Key._fields))


def _row(key: _Key, numbers: Sequence[int], *, fresh: bool) -> dict[str, Any]:
    return {**key._asdict(), **dict(zip(_NUMBERS, numbers, strict=True)), "fresh": fresh}


def _named(numbers: Sequence[int]) -> dict[str, int]:
    return {f"more_{name}": number for name, number in zip(_NUMBERS, numbers, strict=True)}


def _are_many(connection: Connection) -> bool:
    some = select(tallies.c.id).where(tallies.c.fresh).limit(FRESH + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) > FRESH


def _gathered(connection: Connection, values: Iterable[str]) -> dict[_Key, int]:
    """The gathered rows of some values, by what they are of; of two that were made at once, one."""
    found: dict[_Key, int] = {}
    for some in batches(sorted(values)):
        query = select(tallies).where(tallies.c.field.in_(FIELDS), tallies.c.value.in_(some), tallies.c.fresh.is_(False))
        found |= {_key(row): row.id for row in connection.execute(query)}
    return found

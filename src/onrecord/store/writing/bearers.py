"""The speakers that a name may stand for, with the names that they have, and what people ruled on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from onrecord.store.schema import appearances, speaker_rulings, speakers, variants
from onrecord.variants.choice import Known
from onrecord.variants.match import Variant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row

#: Most names of one speaker that are looked at, and most speakers.
_SAMPLE = 400
_MOST = 300


def kept_under(connection: Connection, keys: Iterable[str]) -> list[str]:
    """The ids of the speakers kept under keys, in order."""
    query = select(speakers.c.id).where(speakers.c.key.in_(sorted(keys))).order_by(speakers.c.id).limit(_MOST)
    return list(connection.execute(query).scalars())


def known_speakers(connection: Connection, keys: Iterable[str]) -> list[Known]:
    """The speakers kept under keys, those that people merged into others as those others, in the order of their ids."""
    found = kept_under(connection, keys)
    if not found:
        return []
    into = merged_into(connection)
    ids = sorted({_end(id_, into) for id_ in found})
    counts = {
        id_: int(number)
        for id_, number in connection.execute(
            select(variants.c.speaker_id, func.count()).where(variants.c.speaker_id.in_(ids)).group_by(variants.c.speaker_id)
        )
    }
    few = [id_ for id_ in ids if 0 < counts.get(id_, 0) <= _SAMPLE]
    rows = list(_names(connection, few, None)) if few else []
    for id_ in ids:
        if counts.get(id_, 0) > _SAMPLE:
            rows += _names(connection, [id_], _SAMPLE)
    names: dict[str, dict[Variant, int]] = {}
    for row in rows:
        own = names.setdefault(row.speaker_id, {})
        variant = Variant(row.name, row.type, row.role, row.affiliation, row.day)
        own[variant] = own.get(variant, 0) + 1
    return [Known(id_, tuple(names[id_].items()), counts[id_]) for id_ in ids if id_ in names]


def _names(connection: Connection, ids: list[str], limit: int | None) -> list[Row[Any]]:
    day = select(func.min(appearances.c.published)).where(appearances.c.text_id == variants.c.text_id).scalar_subquery()
    columns = (variants.c.speaker_id, variants.c.name, variants.c.type, variants.c.role, variants.c.affiliation, day.label("day"))
    query = select(*columns).where(variants.c.speaker_id.in_(ids))
    query = query.limit(limit) if limit else query.order_by(variants.c.text_id, variants.c.local_id)
    return [*connection.execute(query)]


def merged_into(connection: Connection) -> dict[str, str]:
    """The speaker into which people merged another, by the other's id."""
    return {b: a for same, a, b in _standing(connection) if same}


def told_apart(connection: Connection) -> set[frozenset[str]]:
    """Pairs of speakers that people told apart."""
    return {frozenset((a, b)) for same, a, b in _standing(connection) if not same}


def _standing(connection: Connection) -> list[tuple[bool, str, str]]:
    """The last ruling that stands on each pair of speakers, in the order of their making."""
    columns = (speaker_rulings.c.same, speaker_rulings.c.speaker_a, speaker_rulings.c.speaker_b)
    rows = connection.execute(select(*columns).where(speaker_rulings.c.undone_at.is_(None)).order_by(speaker_rulings.c.id))
    return list({frozenset((a, b)): (same, a, b) for same, a, b in rows}.values())


def _end(id_: str, into: dict[str, str]) -> str:
    seen: set[str] = set()
    while id_ in into and id_ not in seen:
        seen.add(id_)
        id_ = into[id_]
    return id_

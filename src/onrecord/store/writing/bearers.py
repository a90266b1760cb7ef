"""The speakers that a name may stand for, with the names that they have, and what people ruled on them."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from onrecord.store.schema import appearances, speakers, variants
from onrecord.store.writing.successions import Standing
from onrecord.variants.choice import Known
from onrecord.variants.match import Variant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection, Row

#: Most names of one speaker that are looked at, and most speakers.
_SAMPLE = 400
_MOST = 300


class _Name(NamedTuple):
    """A name in a text, in the order in which names are looked at."""

    text_id: str
    local_id: str
    variant: Variant


class Nearby:
    """The speakers whom names of one text may stand for, read at once, and kept up with what the text itself adds.

    Attributes:
        standing: what people ruled on speakers.
    """

    def __init__(self, connection: Connection, keys: Collection[str], also: Collection[str] = ()) -> None:
        """Reads the speakers kept under keys with their names, and of those kept under other keys that there are such."""
        self.standing = Standing.read(connection)
        self._following = {id_ for some in self.standing.since.values() for _, id_ in some}
        self._under: dict[str, list[str]] = {}
        self._called: dict[str, tuple[str, str]] = {}
        self._names: dict[str, list[_Name]] = {}
        self._counts: dict[str, int] = {}
        self._made: dict[str, Known] = {}
        for row in _kept(connection, {*keys, *also}):
            self._under.setdefault(row.key, []).append(row.id)
            self._called[row.id] = row.name, row.type
        ids = {self.standing.end(id_) for key in keys for id_ in self._under.get(key, ())}
        ids = ids | {later for id_ in ids for later in self.standing.later(id_)}
        missing = sorted(ids - self._called.keys())
        if missing:
            query = select(speakers.c.id, speakers.c.name, speakers.c.type).where(speakers.c.id.in_(missing))
            self._called |= {id_: (name, type_) for id_, name, type_ in connection.execute(query)}
        self._read_names(connection, sorted(ids))

    def _read_names(self, connection: Connection, ids: list[str]) -> None:
        if not ids:
            return
        counts = select(variants.c.speaker_id, func.count()).where(variants.c.speaker_id.in_(ids)).group_by(variants.c.speaker_id)
        self._counts = {id_: int(number) for id_, number in connection.execute(counts)}
        few = [id_ for id_ in ids if 0 < self._counts.get(id_, 0) <= _SAMPLE]
        rows = _names(connection, few, None) if few else []
        for id_ in ids:
            if self._counts.get(id_, 0) > _SAMPLE:
                rows += _names(connection, [id_], _SAMPLE)
        for text_id, local, id_, name, type_, role, affiliation, day in rows:
            self._names.setdefault(id_, []).append(_Name(text_id, local, Variant(name, type_, role, affiliation, day)))

    def kept(self, keys: Iterable[str]) -> list[str]:
        """The ids of the speakers kept under keys, in order."""
        return sorted(id_ for key in set(keys) for id_ in self._under.get(key, ()))[:_MOST]

    def known(self, keys: Iterable[str]) -> list[Known]:
        """The speakers kept under keys, those that people merged into others as those others, in the order of their ids."""
        ids = {self.standing.end(id_) for id_ in self.kept(keys)}
        for id_ in sorted(ids):  # a name is the first one's; on which day it is whose, comes after
            if id_ in ids and id_ in self._names:
                ids -= self.standing.later(id_)
        return [self._known(id_) for id_ in sorted(ids) if id_ in self._names or id_ in self._following]

    def called(self, id_: str) -> tuple[str, str]:
        """Name and type of a speaker."""
        return self._called[id_]

    def count(self, id_: str, name: str | None = None) -> int | None:
        """How many names a speaker has, or how often a name; None where only a sample was read."""
        if name is None:
            return self._counts.get(id_, 0)
        if self._counts.get(id_, 0) > _SAMPLE:
            return None
        return sum(one.variant.name == name for one in self._names.get(id_, ()))

    def add(self, id_: str, key: str, name: str, type_: str) -> None:
        """Puts a new speaker beside the others."""
        self._under.setdefault(key, []).append(id_)
        self._called[id_] = name, type_

    def call(self, id_: str, name: str, type_: str, key: tuple[str, str] | None = None) -> None:
        """Calls a speaker otherwise; ``key`` is where it was kept and where it is kept now, if that changes too."""
        self._called[id_] = name, type_
        if key is not None:
            self._under[key[0]].remove(id_)
            self._under.setdefault(key[1], []).append(id_)

    def tie(self, id_: str, text_id: str, local: str, variant: Variant) -> None:
        """Gives a speaker one more name."""
        names = self._names.setdefault(id_, [])
        if len(names) < _SAMPLE:
            insort(names, _Name(text_id, local, variant), key=lambda one: one[:2])
        self._counts[id_] = self._counts.get(id_, 0) + 1
        self._made.pop(id_, None)

    def _known(self, id_: str) -> Known:
        if id_ not in self._made:
            found: dict[Variant, int] = {}
            for one in self._names.get(id_, ()):
                found[one.variant] = found.get(one.variant, 0) + 1
            if id_ in self._following:
                found.setdefault(Variant(*self._called[id_]), 1)  # what a person calls it, whatever articles have called it so far
            self._made[id_] = Known(id_, tuple(found.items()), self._counts.get(id_, 0))
        return self._made[id_]


def kept_under(connection: Connection, keys: Iterable[str]) -> list[str]:
    """The ids of the speakers kept under keys, in order."""
    query = select(speakers.c.id).where(speakers.c.key.in_(sorted(keys))).order_by(speakers.c.id).limit(_MOST)
    return list(connection.execute(query).scalars())


def known_speakers(connection: Connection, keys: Collection[str]) -> list[Known]:
    """The speakers kept under keys, those that people merged into others as those others, in the order of their ids."""
    return Nearby(connection, keys).known(keys)


def _kept(connection: Connection, keys: Collection[str]) -> list[Row[Any]]:
    """Id, key, name and type of the speakers kept under keys; of each key no more than are ever looked at."""
    if not keys:
        return []
    columns = (speakers.c.id, speakers.c.key, speakers.c.name, speakers.c.type)
    place = func.row_number().over(partition_by=speakers.c.key, order_by=speakers.c.id).label("place")
    ranked = select(*columns, place).where(speakers.c.key.in_(sorted(keys))).subquery()
    query = select(*(ranked.c[c.name] for c in columns)).where(ranked.c.place <= _MOST)
    return [*connection.execute(query)]


def _names(connection: Connection, ids: list[str], limit: int | None) -> list[Any]:
    day = select(func.min(appearances.c.published)).where(appearances.c.text_id == variants.c.text_id).scalar_subquery()
    own = (variants.c.text_id, variants.c.local_id, variants.c.speaker_id, variants.c.name, variants.c.type, variants.c.role)
    columns = (*own, variants.c.affiliation, day)
    query = select(*columns).where(variants.c.speaker_id.in_(ids))
    query = query.limit(limit) if limit else query.order_by(variants.c.text_id, variants.c.local_id)
    return [*connection.execute(query)]

"""Ties the names of an article to speakers over all articles.

What a person ruled outranks this: a name that a coder tied is never moved, a speaker merged into another is found as that other, and
two speakers that somebody told apart are never made one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import delete, func, insert, or_, select, update

from onrecord.store.database import now
from onrecord.store.schema import appearances, attributes, entries, speaker_rulings, speakers, variants
from onrecord.store.writing.bearers import Nearby, kept_under, known_speakers
from onrecord.store.writing.successions import BEFORE, Standing
from onrecord.store.writing.tallying import COUNTED, recount
from onrecord.variants.choice import ONLY_BEARER, PROMINENT, Known, choose, is_bearer
from onrecord.variants.match import Match, Variant, bearer_keys, family_key, keys_of, lone_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

#: Most family names alone that one new bearer is compared with.
_MOST = 50


def assign_speakers(connection: Connection, text_id: str, found: Iterable[Mapping[str, Any]]) -> None:
    """Gives every speaker of a text's statements its speaker over all articles; what is tied already stays as it is."""
    local = {s["speaker"]["id"]: s["speaker"] for s in found if s.get("speaker")}
    tied = {id_: over_all for id_, over_all in connection.execute(_tied(text_id))}  # noqa: C416 - rows are no pairs
    if local.keys() <= tied.keys():
        return
    day = connection.execute(select(func.min(appearances.c.published)).where(appearances.c.text_id == text_id)).scalar()
    fresh = {id_: variant_of(one, day) for id_, one in local.items() if id_ not in tied}
    order = sorted(fresh, key=lambda id_: bool(lone_key(fresh[id_])))  # a family name alone comes last
    with _Text(connection, text_id, fresh) as text:
        for id_ in order:
            tied[id_] = text.tie(id_, fresh[id_], set(tied.values()))


def key_of(name: str, type_: str) -> str:
    """The key that a speaker is kept under."""
    keys = keys_of(Variant(name, type_))
    return keys.own if keys else ""


def variant_of(speaker: Mapping[str, Any], day: str | None) -> Variant:
    """The speaker of an article's reading, with the article's date."""
    return Variant(speaker["name"], speaker["type"], speaker["role"], speaker["affiliation"], day)


def move(connection: Connection, pairs: Iterable[tuple[str, str]], to: str, match: Match | None, *, coder: str | None = None) -> set[str]:
    """Ties names, as (text, local id), to another speaker; returns the texts whose entries must be made anew.

    Args:
        connection: of a transaction that writes.
        pairs: the names.
        to: the speaker's id.
        match: the program's score and evidence; None for a person's ruling.
        coder: who ruled.
    """
    why = {"score": match.score, "evidence": match.evidence} if match else {"score": 1.0}
    moved = set()
    for text_id, local in pairs:
        row = variants.c.text_id == text_id, variants.c.local_id == local
        connection.execute(update(variants).where(*row).values(speaker_id=to, coder=coder, **why))
        moved.add(text_id)
    return moved


def own_speaker(connection: Connection, text_id: str, local: str, variant: Variant) -> str:
    """A new speaker for one name of one text."""
    id_ = _first_id(text_id, local, variant)
    while connection.execute(select(speakers.c.id).where(speakers.c.id == id_)).first() is not None:
        id_ = _hash(text_id, id_)
    connection.execute(insert(speakers).values(**_row_of(id_, variant)))
    return id_


def speaker_beside(connection: Connection, other: str, name: str, type_: str) -> str:
    """A new speaker that a person names, without a name in any text so far."""
    id_ = _hash(other, name)
    while connection.execute(select(speakers.c.id).where(speakers.c.id == id_)).first() is not None:
        id_ = _hash(other, id_)
    connection.execute(insert(speakers).values(**_row_of(id_, Variant(name, type_))))
    return id_


def remove_if_empty(connection: Connection, id_: str) -> None:
    """Takes away a speaker that no name stands for any more, unless somebody ruled on it or gave it attributes."""
    used = (
        select(variants.c.local_id).where(variants.c.speaker_id == id_),
        select(speaker_rulings.c.id).where(or_(speaker_rulings.c.speaker_a == id_, speaker_rulings.c.speaker_b == id_)),
        select(attributes.c.id).where(attributes.c.of == "speaker", attributes.c.key == id_),
    )
    if all(connection.execute(query).first() is None for query in used):
        connection.execute(delete(speakers).where(speakers.c.id == id_))


def rename(connection: Connection, id_: str, name: str, type_: str) -> None:
    """Gives a speaker another name, in its entries too; the key stays, under which its other names find it."""
    connection.execute(update(speakers).where(speakers.c.id == id_).values(name=name, type=type_))
    retyped = select(*COUNTED).where(entries.c.speaker_id == id_, entries.c.speaker_type.is_distinct_from(type_))
    old = [dict(row) for row in connection.execute(retyped).mappings()]
    recount(connection, old, [{**row, "speaker_type": type_} for row in old])
    connection.execute(update(entries).where(entries.c.speaker_id == id_).values(speaker_name=name, speaker_type=type_))


class _Text:
    """A text whose names are being tied; what is new of it is written at the end, or before something else must see it."""

    def __init__(self, connection: Connection, text_id: str, fresh: Mapping[str, Variant]) -> None:
        self._connection = connection
        self._text_id = text_id
        self._keys = {key for variant in fresh.values() for key in _looked_up(variant)}
        self._also = {key for variant in fresh.values() if variant.type == "person" for key in bearer_keys(variant.name)}
        self._nearby = Nearby(connection, self._keys, self._also)
        first = {_first_id(text_id, id_, variant) for id_, variant in fresh.items()}
        self._taken = set(connection.execute(select(speakers.c.id).where(speakers.c.id.in_(sorted(first)))).scalars())
        self._first = first
        self._speakers: list[dict[str, Any]] = []
        self._variants: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._write()

    def tie(self, local: str, variant: Variant, here: set[str]) -> str:
        """Ties one name, and what follows from it for names of other texts; returns the speaker's id."""
        keys = _looked_up(variant)
        found = choose(variant, self._nearby.known(keys), here=here) if keys else None
        evidence: dict[str, str] = found.match.evidence if found else {"name": "first of this name"}
        over_all = found.id if found else self._own_speaker(local, variant)
        if found and (later := self._nearby.standing.on(found.id, variant.date)) != found.id:
            evidence, over_all = {**evidence, BEFORE: found.id}, later
        row = {"text_id": self._text_id, "local_id": local, "speaker_id": over_all, "score": found.match.score if found else 1.0}
        named = {"name": variant.name, "type": variant.type, "role": variant.role, "affiliation": variant.affiliation}
        self._variants.append(row | named | {"evidence": evidence})
        self._nearby.tie(over_all, self._text_id, local, variant)
        if found is not None and over_all == found.id:
            self._call_by_usual_name(over_all, variant)
        if variant.type == "person" and keys and not lone_key(variant):
            self._after_full_name(variant, over_all, new=found is None)
        return over_all

    def _own_speaker(self, local: str, variant: Variant) -> str:
        id_ = _first_id(self._text_id, local, variant)
        while id_ in self._taken or (id_ not in self._first and self._is_speaker(id_)):
            id_ = _hash(self._text_id, id_)
        self._taken.add(id_)
        row = _row_of(id_, variant)
        self._speakers.append(row)
        self._nearby.add(id_, row["key"], row["name"], row["type"])
        return id_

    def _is_speaker(self, id_: str) -> bool:
        return self._connection.execute(select(speakers.c.id).where(speakers.c.id == id_)).first() is not None

    def _write(self) -> None:
        """Writes what is new."""
        if self._speakers:
            self._connection.execute(insert(speakers), self._speakers)
        if self._variants:
            self._connection.execute(insert(variants), self._variants)
        self._speakers, self._variants = [], []

    def _call_by_usual_name(self, id_: str, variant: Variant) -> None:
        """Calls a speaker by another of its names where that is used twice as often."""
        name, type_ = self._nearby.called(id_)
        if variant.name == name or lone_key(variant) or id_ in self._nearby.standing.chosen:
            return
        if self._count(id_, variant.name) >= 2 * self._count(id_, name):
            self._write()
            rename(self._connection, id_, variant.name, type_)
            self._nearby.call(id_, variant.name, type_)

    def _count(self, id_: str, name: str) -> int:
        """How many articles call a speaker by a name."""
        number = self._nearby.count(id_, name)
        if number is None:
            self._write()
            query = select(func.count()).where(variants.c.speaker_id == id_, variants.c.name == name)
            number = int(self._connection.execute(query).scalar_one())
        return number

    def _after_full_name(self, variant: Variant, over_all: str, *, new: bool) -> None:
        """A full name names a speaker known by the family name alone; a new bearer may make other names clear, or unclear."""
        name, type_ = self._nearby.called(over_all)
        lone = lone_key(Variant(name, type_)) if type_ == "person" else ""
        if lone:
            self._write()
            key = key_of(variant.name, type_)
            rename(self._connection, over_all, variant.name, type_)
            self._connection.execute(update(speakers).where(speakers.c.id == over_all).values(key=key))
            self._nearby.call(over_all, variant.name, type_, (lone, key))
            new = True
        if not new and self._nearby.count(over_all) != PROMINENT:
            return
        several = new and len(self._nearby.kept(bearer_keys(variant.name))) > 1
        if several or self._nearby.kept([family_key(variant)]):
            self._write()
            if _look_again(self._connection, self._text_id, variant, several=several):
                self._nearby = Nearby(self._connection, self._keys, self._also)


def _looked_up(variant: Variant) -> frozenset[str]:
    """The keys of everybody whom a name may stand for."""
    keys = keys_of(variant)
    if keys is None:
        return frozenset()
    return keys.near | {*(bearer_keys(variant.name) if lone_key(variant) else ()), family_key(variant)} - {""}


def _look_again(connection: Connection, text_id: str, variant: Variant, *, several: bool) -> set[str]:
    """Ties family names alone to a bearer that they now clearly mean, and unties those that may mean two; returns their texts."""
    ids = kept_under(connection, bearer_keys(variant.name))
    alone = kept_under(connection, [family_key(variant)])
    taken = several and connection.execute(_taken_for_only(ids)).first() is not None
    if not taken and not alone:
        return set()
    bearers = [one for one in known_speakers(connection, bearer_keys(variant.name)) if is_bearer(one)]
    touched = _untie_unclear(connection, bearers) if taken and len(bearers) > 1 else set()
    touched |= _tie_clear(connection, alone[:_MOST], bearers)
    _renew(connection, touched - {text_id})
    return touched


def _has_plain_id(variant: Variant) -> bool:
    """Whether a speaker's id follows from its name alone, whatever text it is in."""
    return keys_of(variant) is not None and not lone_key(variant)


def _first_id(text_id: str, local: str, variant: Variant) -> str:
    return local if _has_plain_id(variant) else _hash(text_id, local)


def _row_of(id_: str, variant: Variant) -> dict[str, Any]:
    return {"id": id_, "name": variant.name, "type": variant.type, "key": key_of(variant.name, variant.type), "added_at": now()}


def _tied(text_id: str) -> Any:  # noqa: ANN401 - a select of two columns
    return select(variants.c.local_id, variants.c.speaker_id).where(variants.c.text_id == text_id)


def _untie_unclear(connection: Connection, bearers: list[Known]) -> set[str]:
    """Family names alone that were taken for the only bearer's get a speaker of their own again: there are two."""
    ids = [one.id for one in bearers]
    rows = connection.execute(_taken_for_only(ids)).all()
    touched: set[str] = set()
    for row in rows:
        variant = Variant(row.name, row.type, row.role, row.affiliation)
        own = own_speaker(connection, row.text_id, row.local_id, variant)
        touched |= move(connection, [(row.text_id, row.local_id)], own, Match(1.0, {"name": "one of several bearers"}))
    return touched


def _taken_for_only(ids: list[str]) -> Any:  # noqa: ANN401 - a select of rows of variants
    return select(variants).where(variants.c.speaker_id.in_(ids), variants.c.score == ONLY_BEARER, variants.c.coder.is_(None))


def _tie_clear(connection: Connection, alone: list[str], bearers: list[Known]) -> set[str]:
    """Speakers known by a family name alone that now clearly are one bearer; returns the texts that they speak in."""
    names: dict[str, list[Any]] = {}
    for row in connection.execute(select(variants).where(variants.c.speaker_id.in_(alone))):
        names.setdefault(row.speaker_id, []).append(row)
    texts = {row.text_id for rows in names.values() for row in rows}
    here: dict[str, set[str]] = {text_id: set() for text_id in texts}
    for text_id, id_ in connection.execute(select(variants.c.text_id, variants.c.speaker_id).where(variants.c.text_id.in_(texts))):
        here[text_id].add(id_)
    touched: set[str] = set()
    for one in (id_ for id_ in alone if id_ in names):
        rows = names[one]
        if any(row.coder or not lone_key(Variant(row.name, row.type)) for row in rows):
            continue
        choices = [choose(Variant(r.name, r.type, r.role, r.affiliation), bearers, here=here[r.text_id]) for r in rows]
        chosen = {choice.id for choice in choices if choice}
        if len(chosen) != 1 or frozenset((one, *chosen)) in Standing.read(connection).apart:
            continue
        for row, choice in zip(rows, choices, strict=True):
            if choice is not None:
                touched |= move(connection, [(row.text_id, row.local_id)], choice.id, choice.match)
                here[row.text_id].add(choice.id)
        remove_if_empty(connection, one)
    return touched


def _renew(connection: Connection, touched: set[str]) -> None:
    from onrecord.store.writing.articles import refresh  # noqa: PLC0415 - writing calls this module

    for text_id in sorted(touched):
        refresh(connection, text_id)


def _hash(*words: str) -> str:
    return hashlib.sha256("\x00".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""Ties the names of an article to speakers over all articles.

What a person ruled outranks this: a name that a coder tied is never moved, a speaker merged into another is found as that other, and
two speakers that somebody told apart are never made one.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, or_, select, update

from onrecord.store.database import now
from onrecord.store.schema import appearances, attributes, entries, speaker_rulings, speakers, variants
from onrecord.store.writing.bearers import kept_under, known_speakers, told_apart
from onrecord.variants.choice import ONLY_BEARER, PROMINENT, Choice, Known, choose, is_bearer
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
    day = connection.execute(select(func.min(appearances.c.published)).where(appearances.c.text_id == text_id)).scalar()
    fresh = [(id_, variant_of(one, day)) for id_, one in local.items() if id_ not in tied]
    for id_, variant in sorted(fresh, key=lambda pair: bool(lone_key(pair[1]))):  # a family name alone comes last
        tied[id_] = _tie(connection, text_id, id_, variant, set(tied.values()))


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
    keys = keys_of(variant)
    plain_id = keys is not None and not lone_key(variant)
    id_ = local if plain_id else _hash(text_id, local)
    while connection.execute(select(speakers.c.id).where(speakers.c.id == id_)).first() is not None:
        id_ = _hash(text_id, id_)
    row = {"id": id_, "name": variant.name, "type": variant.type, "key": keys.own if keys else "", "added_at": now()}
    connection.execute(insert(speakers).values(**row))
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
    connection.execute(update(entries).where(entries.c.speaker_id == id_).values(speaker_name=name, speaker_type=type_))


def _tied(text_id: str) -> Any:  # noqa: ANN401 - a select of two columns
    return select(variants.c.local_id, variants.c.speaker_id).where(variants.c.text_id == text_id)


def _tie(connection: Connection, text_id: str, local: str, variant: Variant, here: set[str]) -> str:
    """Ties one name of a text, and what follows from it for names of other texts."""
    keys = keys_of(variant)
    found = None
    if keys is not None:
        near = {*keys.near, *(bearer_keys(variant.name) if lone_key(variant) else ()), family_key(variant)} - {""}
        found = choose(variant, known_speakers(connection, near), here=here)
    over_all = found.id if found else own_speaker(connection, text_id, local, variant)
    match = found.match if found else Match(1.0, {"name": "first of this name"})
    connection.execute(
        insert(variants).values(
            text_id=text_id, local_id=local, speaker_id=over_all, name=variant.name, type=variant.type,
            role=variant.role, affiliation=variant.affiliation, score=match.score, evidence=match.evidence,
        )
    )  # fmt: skip
    if found is not None:
        _call_by_usual_name(connection, over_all, variant)
    if variant.type == "person" and keys is not None and not lone_key(variant):
        _after_full_name(connection, text_id, variant, over_all, new=found is None)
    return over_all


def _call_by_usual_name(connection: Connection, id_: str, variant: Variant) -> None:
    """Calls a speaker by another of its names where that is used twice as often."""
    name, type_ = connection.execute(select(speakers.c.name, speakers.c.type).where(speakers.c.id == id_)).one()
    if variant.name == name or lone_key(variant):
        return
    query = select(variants.c.name, func.count()).where(variants.c.speaker_id == id_, variants.c.name.in_((name, variant.name)))
    counts = {one: int(number) for one, number in connection.execute(query.group_by(variants.c.name))}
    chosen = select(speaker_rulings.c.id).where(speaker_rulings.c.speaker_a == id_, speaker_rulings.c.undone_at.is_(None))
    if counts.get(variant.name, 0) >= 2 * counts.get(name, 0) and connection.execute(chosen).first() is None:
        rename(connection, id_, variant.name, type_)


def _after_full_name(connection: Connection, text_id: str, variant: Variant, over_all: str, *, new: bool) -> None:
    """A full name names a speaker known by the family name alone; a new bearer may make other names clear, or unclear."""
    name, type_ = connection.execute(select(speakers.c.name, speakers.c.type).where(speakers.c.id == over_all)).one()
    if type_ == "person" and lone_key(Variant(name, type_)):
        rename(connection, over_all, variant.name, type_)
        connection.execute(update(speakers).where(speakers.c.id == over_all).values(key=key_of(variant.name, type_)))
        new = True
    articles = connection.execute(select(func.count()).where(variants.c.speaker_id == over_all)).scalar_one()
    if not new and articles != PROMINENT:
        return
    family = family_key(variant)
    others = kept_under(connection, bearer_keys(variant.name))
    if others == [over_all] and not kept_under(connection, [family]):
        return
    bearers = [one for one in known_speakers(connection, bearer_keys(variant.name)) if is_bearer(one)]
    touched = _untie_unclear(connection, bearers) if new and len(bearers) > 1 else set()
    touched |= _tie_clear(connection, family, bearers)
    _renew(connection, touched - {text_id})


def _untie_unclear(connection: Connection, bearers: list[Known]) -> set[str]:
    """Family names alone that were taken for the only bearer's get a speaker of their own again: there are two."""
    ids = [one.id for one in bearers]
    rows = connection.execute(
        select(variants).where(variants.c.speaker_id.in_(ids), variants.c.score == ONLY_BEARER, variants.c.coder.is_(None))
    ).all()
    touched: set[str] = set()
    for row in rows:
        variant = Variant(row.name, row.type, row.role, row.affiliation)
        own = own_speaker(connection, row.text_id, row.local_id, variant)
        touched |= move(connection, [(row.text_id, row.local_id)], own, Match(1.0, {"name": "one of several bearers"}))
    return touched


def _tie_clear(connection: Connection, key: str, bearers: list[Known]) -> set[str]:
    """Family names alone, kept under a key, that now clearly are one bearer's."""
    apart = told_apart(connection)
    touched: set[str] = set()
    for one in kept_under(connection, [key])[:_MOST]:
        rows = connection.execute(select(variants).where(variants.c.speaker_id == one)).all()
        if not rows or any(row.coder or not lone_key(Variant(row.name, row.type)) for row in rows):
            continue
        choices = [_choice_of(connection, row, bearers) for row in rows]
        chosen = {choice.id for choice in choices if choice}
        if len(chosen) != 1 or frozenset((one, *chosen)) in apart:
            continue
        for row, choice in zip(rows, choices, strict=True):
            if choice is not None:
                touched |= move(connection, [(row.text_id, row.local_id)], choice.id, choice.match)
        remove_if_empty(connection, one)
    return touched


def _choice_of(connection: Connection, row: Any, bearers: list[Known]) -> Choice | None:  # noqa: ANN401 - a row of variants
    here = set(connection.execute(select(variants.c.speaker_id).where(variants.c.text_id == row.text_id)).scalars())
    return choose(Variant(row.name, row.type, row.role, row.affiliation), bearers, here=here)


def _renew(connection: Connection, touched: set[str]) -> None:
    from onrecord.store.writing.articles import refresh  # noqa: PLC0415 - writing calls this module

    for text_id in sorted(touched):
        refresh(connection, text_id)


def _hash(*words: str) -> str:
    return hashlib.sha256("\x00".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""What people say of speakers: that two are one, or that one is two. It outranks the program for ever, and can be taken back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, or_, select, update

from onrecord.errors import RulingError, UnknownError
from onrecord.store.database import Database, note, now
from onrecord.store.schema import appearances, speaker_rulings, speakers, texts, variants
from onrecord.store.writing.articles import refresh
from onrecord.store.writing.naming import move, own_speaker
from onrecord.store.writing.successions import Standing, settle
from onrecord.variants.match import Variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

_SHOWN = 5


class Merged(NamedTuple):
    """What a ruling on speakers did.

    Attributes:
        ruling: its number.
        same: whether it made one speaker of two, or two of one.
        speaker: the speaker kept.
        other: the one merged into it, or made of a part of it.
        names: how many names of articles moved.
    """

    ruling: int
    same: bool
    speaker: str
    other: str
    names: int


def find_speaker(connection: Connection, name: str, given: str) -> Any:  # noqa: ANN401 - a row of speakers
    """The speaker of an id, or the only one of a name.

    Args:
        connection: of the database.
        name: how messages call the database.
        given: the id or the name.

    Raises:
        UnknownError: there is none, or there are several.
    """
    plain = given.strip().lower()
    own = connection.execute(select(speakers).where(or_(speakers.c.id == given, func.lower(speakers.c.name) == plain))).all()
    found = {row.id: row for row in own if row.id == given} or {row.id: row for row in own}
    if not found:
        ids = select(variants.c.speaker_id).where(func.lower(variants.c.name) == plain)
        found = {row.id: row for row in connection.execute(select(speakers).where(speakers.c.id.in_(ids)))}
    if len(found) > 1:
        named = set(connection.execute(select(variants.c.speaker_id).where(variants.c.speaker_id.in_(list(found)))).scalars())
        found = {id_: row for id_, row in found.items() if id_ in named} or found  # one that was merged into another has no names
    if not found:
        raise UnknownError(name, f"there is no speaker {given!r}", advice="`onrecord speakers` lists them")
    if len(found) > 1:
        ids_told = ", ".join(sorted(found)[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
        raise UnknownError(name, f"{len(found)} speakers are called {given!r}: {ids_told}", advice="give an id")
    return next(iter(found.values()))


def merge_speakers(database: Database, one: str, other: str, *, coder: str, reason: str | None = None) -> Merged:
    """Rules that two speakers are one: the first is kept, and has the names of both from now on.

    Raises:
        UnknownError: one of them is not there.
        RulingError: they are one already.
    """
    with database.begin() as connection:
        kept, gone = find_speaker(connection, database.name, one), find_speaker(connection, database.name, other)
        if kept.id == gone.id or Standing.read(connection).end(gone.id) == kept.id:
            raise RulingError(database.name, f"{one!r} and {other!r} are one speaker already", advice="nothing was changed")
        rows = connection.execute(select(variants).where(variants.c.speaker_id == gone.id)).all()
        return _rule(connection, rows, same=True, pair=(kept.id, gone.id), coder=coder, reason=reason)


def split_speaker(
    database: Database, speaker: str, *, coder: str, articles: Sequence[str] = (), name: str | None = None, reason: str | None = None
) -> Merged:
    """Rules that some names of a speaker are somebody else's: a new speaker has them from now on.

    Args:
        database: that holds the speaker.
        speaker: its id or name.
        coder: who rules.
        articles: ids, addresses or origins of the articles in which the name is somebody else's; all unless told.
        name: the name that is somebody else's; any unless told.
        reason: why.

    Raises:
        UnknownError: the speaker or an article is not there.
        RulingError: neither article nor name is given, the speaker has no such names, or all of them would go.
    """
    if not articles and name is None:
        raise RulingError(database.name, "a split needs articles or a name", advice="give --articles or --name")
    with database.begin() as connection:
        old = find_speaker(connection, database.name, speaker)
        all_rows = connection.execute(
            select(variants).where(variants.c.speaker_id == old.id).order_by(variants.c.text_id, variants.c.local_id)
        ).all()
        within = _texts_of(connection, database.name, articles) if articles else None
        rows = [
            row
            for row in all_rows
            if (within is None or row.text_id in within) and (name is None or row.name.casefold() == name.strip().casefold())
        ]
        if not rows:
            names = ", ".join(sorted({row.name for row in all_rows})[:_SHOWN])
            raise RulingError(database.name, f"{old.name} has no such names there", advice=f"it has {names}")
        if len(rows) == len(all_rows):
            raise RulingError(database.name, f"all names of {old.name} would go", advice="name some of them")
        usual = Counter(row.name for row in rows).most_common(1)[0][0]
        first = next(row for row in rows if row.name == usual)
        variant = Variant(usual, first.type, first.role, first.affiliation)
        new = own_speaker(connection, first.text_id, first.local_id, variant)
        return _rule(connection, rows, same=False, pair=(old.id, new), coder=coder, reason=reason)


def undo_speaker_ruling(database: Database, *, coder: str | None = None, ruling: int | None = None) -> Merged:
    """Takes back a merge or a split: the one of a number, or the last that stands (of a coder).

    Names that another ruling has moved since stay where they are.

    Raises:
        UnknownError: there is none that stands.
    """
    with database.begin() as connection:
        query = select(speaker_rulings).where(speaker_rulings.c.undone_at.is_(None)).order_by(speaker_rulings.c.id.desc())
        if coder is not None:
            query = query.where(speaker_rulings.c.coder == coder)
        if ruling is not None:
            query = query.where(speaker_rulings.c.id == ruling)
        found = connection.execute(query.limit(1)).first()
        if found is None:
            raise UnknownError(database.name, "there is no merge or split to take back", advice="`onrecord log` lists them")
        now_at = found.speaker_a if found.same else found.speaker_b
        touched = set()
        for row in found.moved or () if found.since is None else ():  # what a day moved goes by the days that are left
            where = variants.c.text_id == row["text"], variants.c.local_id == row["local"]
            before = {key: row[key] for key in ("score", "evidence", "coder")}
            there = update(variants).where(*where, variants.c.speaker_id == now_at).values(speaker_id=row["from"], **before)
            if connection.execute(there).rowcount:
                touched.add(row["text"])
        connection.execute(update(speaker_rulings).where(speaker_rulings.c.id == found.id).values(undone_at=now()))
        note(connection, "undo", found.speaker_a, who=coder or found.coder, details={"speaker ruling": found.id})
        touched |= {one.text for one in settle(connection)}
        refresh_all(connection, touched)
        return Merged(found.id, bool(found.same), found.speaker_a, found.speaker_b, len(touched))


def _rule(connection: Connection, rows: Sequence[Any], *, same: bool, pair: tuple[str, str], coder: str, reason: str | None) -> Merged:
    """Writes a ruling, moves the names, renews the entries."""
    one, other = pair
    moved = [
        {
            "text": row.text_id, "local": row.local_id, "from": row.speaker_id,
            "score": row.score, "evidence": row.evidence, "coder": row.coder,
        }
        for row in rows
    ]  # fmt: skip
    values = {"same": same, "speaker_a": one, "speaker_b": other, "moved": moved, "coder": coder, "reason": reason, "ruled_at": now()}
    number = connection.execute(insert(speaker_rulings).values(**values).returning(speaker_rulings.c.id)).scalar_one()
    touched = move(connection, [(row.text_id, row.local_id) for row in rows], one if same else other, None, coder=coder)
    details = {"ruling": int(number), "other": other, "names": len(rows)} | ({"reason": reason} if reason else {})
    note(connection, "merge" if same else "split", one, who=coder, details=details)
    refresh_all(connection, touched | {one.text for one in settle(connection)})
    return Merged(int(number), same, one, other, len(rows))


def _texts_of(connection: Connection, name: str, articles: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for given in articles:
        own = set(connection.execute(select(texts.c.id).where(texts.c.id == given)).scalars())
        place = or_(appearances.c.url == given, appearances.c.origin == given)
        own |= set(connection.execute(select(appearances.c.text_id).where(place)).scalars())
        if not own:
            raise UnknownError(name, f"there is no article {given!r}", advice="`onrecord articles` lists them")
        found |= own
    return found


def refresh_all(connection: Connection, touched: Iterable[str]) -> None:
    """Makes the entries of texts anew."""
    for text_id in sorted(touched):
        refresh(connection, text_id)

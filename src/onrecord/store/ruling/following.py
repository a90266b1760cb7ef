"""Governments told apart by date: from a day on, what articles call by one name is the speaker that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from onrecord.errors import RulingError
from onrecord.store.database import Database, note, now
from onrecord.store.ruling.merging import Merged, find_speaker, refresh_all
from onrecord.store.schema import appearances, speaker_rulings, speakers, variants
from onrecord.store.writing.naming import speaker_beside
from onrecord.store.writing.successions import Standing, settle

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Types of speakers that pass from one to the next.
PASSING = ("country", "organization")


def split_since(database: Database, speaker: str, *, since: str, name: str, coder: str, reason: str | None = None) -> Merged:
    """Rules that a government is another one from a day on, until the next day of which somebody says so; in later articles too.

    Names in articles without a date stay the first one's.

    Args:
        database: that holds the speaker.
        speaker: its id or name.
        since: the day, ISO.
        name: what to call the one that follows; a government or organisation that has the name already is taken for it.
        coder: who rules.
        reason: why.

    Raises:
        UnknownError: there is no such speaker.
        RulingError: it is no country or organisation, another follows on that day already, or no name would be left.
    """
    with database.begin() as connection:
        old = find_speaker(connection, database.name, speaker)
        if old.type not in PASSING:
            advice = "only a country, a government or an organisation becomes another one on a day"
            raise RulingError(database.name, f"{old.name} is a {old.type}", advice=advice)
        called = name.strip()
        if not called or called.casefold() == old.name.casefold():
            raise RulingError(database.name, f"{name!r} is no name of its own", advice=f"call it otherwise than {old.name!r}")
        standing = Standing.read(connection)
        following = next((id_ for day, id_ in standing.since.get(standing.end(old.id), ()) if day == since), None)
        if following is not None:
            usual = connection.execute(select(speakers.c.name).where(speakers.c.id == following)).scalar_one()
            raise RulingError(database.name, f"{old.name} is {usual} from {since} on already", advice="take that back with `split --undo`")
        if all(day and day >= since for day in _days(connection, old.id)):
            raise RulingError(database.name, f"all names of {old.name} would go", advice=f"none is in an article before {since}")
        new = _following(connection, database.name, old, called)
        return _rule(connection, pair=(old.id, new), since=since, coder=coder, reason=reason)


def _days(connection: Connection, id_: str) -> list[str | None]:
    """The days of the articles in which a speaker has a name."""
    day = select(func.min(appearances.c.published)).where(appearances.c.text_id == variants.c.text_id).scalar_subquery()
    return list(connection.execute(select(day).where(variants.c.speaker_id == id_)).scalars())


def _following(connection: Connection, of: str, old: Any, name: str) -> str:  # noqa: ANN401 - a row of speakers
    """The id of the speaker of a name; made where there is none."""
    same = func.lower(speakers.c.name) == name.lower(), speakers.c.type.in_(PASSING), speakers.c.id != old.id
    found = list(connection.execute(select(speakers.c.id).where(*same).order_by(speakers.c.id)).scalars())
    if len(found) > 1:
        named = set(connection.execute(select(variants.c.speaker_id).where(variants.c.speaker_id.in_(found))).scalars())
        found = [id_ for id_ in found if id_ in named] or found
    if len(found) > 1:
        raise RulingError(
            of, f"{len(found)} speakers are called {name!r}: {', '.join(found)}", advice="merge them first, or give another name"
        )
    return found[0] if found else speaker_beside(connection, old.id, name, old.type)


def _rule(connection: Connection, *, pair: tuple[str, str], since: str, coder: str, reason: str | None) -> Merged:
    """Writes the ruling and gives every name to the one of its day; which those are, follows from the days alone."""
    one, other = pair
    values = {"same": False, "speaker_a": one, "speaker_b": other, "since": since, "coder": coder, "reason": reason, "ruled_at": now()}
    number = int(connection.execute(insert(speaker_rulings).values(**values).returning(speaker_rulings.c.id)).scalar_one())
    moved = settle(connection)
    rows = [{"text": row.text, "local": row.local, "from": row.of} for row in moved]
    connection.execute(update(speaker_rulings).where(speaker_rulings.c.id == number).values(moved=rows))
    details = {"ruling": number, "other": other, "since": since, "names": len(moved)} | ({"reason": reason} if reason else {})
    note(connection, "split", one, who=coder, details=details)
    refresh_all(connection, {row.text for row in moved})
    return Merged(number, same=False, speaker=one, other=other, names=len(moved))

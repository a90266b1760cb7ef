"""Articles made for tests of who is who: each names its speakers, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord.exchange.record_json import record_as_dict
from onrecord.store.schema import entries, variants
from onrecord.store.writing.articles import add_record
from tests.records_made import record, speaker, statement

if TYPE_CHECKING:
    from onrecord.store.database import Database


def add(database: Database, *names: str, kind: Any = "person", day: str = "2026-02-10", **more: str | None) -> str:
    """Adds an article in which each of the names says something; returns the text's id."""
    number = len(speakers_of(database))
    text = " ".join(f"{name} said that rain {number}-{n} would come." for n, name in enumerate(names))
    made = [
        statement(text, f"rain {number}-{n} would come", source=name, speaker=speaker(name, kind, **more)) for n, name in enumerate(names)
    ]
    found = record_as_dict(record(text, *made, published=day))
    assert add_record(database, found) == "new"
    return str(found["article"]["id"])


def speakers_of(database: Database) -> dict[tuple[str, str], str]:
    """The speaker over all articles by text and name."""
    with database.read() as connection:
        rows = connection.execute(select(variants.c.text_id, variants.c.name, variants.c.speaker_id))
        return {(text, name): id_ for text, name, id_ in rows}


def entry_names(database: Database, text_id: str) -> list[tuple[str, str]]:
    """Id and name of the speakers of a text's entries, in order."""
    with database.read() as connection:
        query = select(entries.c.speaker_id, entries.c.speaker_name).where(entries.c.text_id == text_id).order_by(entries.c.place)
        return [(id_, name) for id_, name in connection.execute(query)]

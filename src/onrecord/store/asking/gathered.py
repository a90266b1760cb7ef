"""Articles with all that stands of them, and the speakers with their attributes, for whoever takes them out of the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from onrecord.errors import StoreError
from onrecord.store.batches import batches
from onrecord.store.database import note
from onrecord.store.schema import appearances, attributes, debate_texts, entries, log, runs, speakers, stances, statements, texts
from onrecord.store.writing.outlets import FIRST

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from onrecord.store.database import Database


def document_ids(connection: Connection, debate: int | None) -> list[str]:
    """The ids of the texts of a debate, or of all, in order of time; those that only repeat another are left out."""
    wanted = select(texts.c.id).where(texts.c.repeat_of.is_(None)).order_by(texts.c.number)
    if debate is not None:
        wanted = wanted.where(texts.c.id.in_(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate)))
    return list(connection.execute(wanted).scalars())


def documents_of(connection: Connection, ids: Collection[str]) -> list[dict[str, Any]]:
    """Texts with their first appearance, and their statements as they stand with the coders of each; in the order of the ids."""
    rows = {
        row.id: row
        for row in connection.execute(
            select(texts.c.id, texts.c.text, texts.c.language, runs.c.model)
            .outerjoin(runs, runs.c.id == texts.c.run_id)
            .where(texts.c.id.in_(ids))
        )
    }
    first: dict[str, Any] = {}
    for row in connection.execute(select(appearances).where(appearances.c.text_id.in_(ids)).order_by(appearances.c.text_id, *FIRST)):
        first.setdefault(row.text_id, row)
    coders: dict[str, dict[tuple[int, str], str]] = defaultdict(dict)
    given = (
        select(stances.c.statement_id, stances.c.place, stances.c.issue, stances.c.coder)
        .join(entries, entries.c.statement_id == stances.c.statement_id)
        .where(entries.c.text_id.in_(ids), stances.c.coder.is_not(None))
    )
    for statement, place, issue, coder in connection.execute(given):
        coders[statement][place, issue] = coder
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    own = (
        select(entries.c.text_id, entries.c.data, entries.c.speaker_id, statements.c.added_by)
        .join(statements, statements.c.id == entries.c.statement_id)
        .where(entries.c.text_id.in_(ids), entries.c.withdrawn.is_(None))
        .order_by(entries.c.place, entries.c.statement_id)
    )
    for text_id, data, speaker, added in connection.execute(own):
        said[text_id].append({"data": data, "actor": speaker, "coder": added, "coders": coders.get(data["id"], {})})
    return [
        {
            "id": id_, "text": rows[id_].text, "language": rows[id_].language, "models": [rows[id_].model] if rows[id_].model else [],
            **{name: getattr(first.get(id_), name, None) for name in ("title", "outlet", "published", "url")},
            "authors": getattr(first.get(id_), "authors", None) or [], "statements": said[id_],
        }
        for id_ in ids
    ]  # fmt: skip


def actors_of(connection: Connection, ids: Collection[str]) -> list[dict[str, Any]]:
    """Speakers by id with what users' tables say of them, and the role and affiliation that articles gave last."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    ends = attributes.c.until.is_(None), attributes.c.until, attributes.c.id  # what still holds comes last, and stays
    for row in connection.execute(select(attributes).where(attributes.c.of == "speaker").order_by(*ends)):
        told[row.key][row.name] = row.value
    found = []
    for some in batches(set(ids)):
        last: dict[str, dict[str, str]] = defaultdict(dict)
        own = select(entries.c.speaker_id, entries.c.role, entries.c.affiliation).where(entries.c.speaker_id.in_(some))
        for id_, role, affiliation in connection.execute(own.order_by(entries.c.number)):
            last[id_] |= {name: value for name, value in (("role", role), ("affiliation", affiliation)) if value}
        rows = connection.execute(select(speakers).where(speakers.c.id.in_(some)).order_by(speakers.c.name, speakers.c.id))
        for row in rows:
            attributes_ = {**last[row.id], **told.get(row.name, {}), **told.get(row.id, {})}
            found.append({"id": row.id, "name": row.name, "type": row.type, "attributes": attributes_})
    return found


def note_export(database: Database, name: str, form: str) -> None:
    """Keeps when a file was written, so that what is ruled later is not turned back when it comes in again."""
    try:
        with database.begin() as connection:
            note(connection, "export", name, details={"format": form})
    except StoreError:
        return  # one that may only be read takes no rulings either


def last_export(database: Database, name: str) -> str | None:
    """When a file of a name was written last; None if it never was."""
    with database.read() as connection:
        return connection.execute(select(func.max(log.c.at)).where(log.c.action == "export", log.c.object == name)).scalar()

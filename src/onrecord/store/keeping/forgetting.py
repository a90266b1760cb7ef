"""Deleting on request: an article or a speaker goes with all words, and only hashes stay, so that it does not come back.

Everything else in the record is kept for ever. Backups and dumps made before hold what they held: delete them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, or_, select, update

from onrecord.errors import UnknownError
from onrecord.store import words as index
from onrecord.store.batches import batches
from onrecord.store.database import Database, note
from onrecord.store.keeping.copies import overwrite_deleted, scrub
from onrecord.store.schema import (
    appearances,
    attributes,
    claims,
    debate_texts,
    entries,
    freezes,
    judged,
    log,
    readings,
    rulings,
    speaker_rulings,
    speakers,
    stances,
    statements,
    texts,
    variants,
    versions,
    waiting,
)
from onrecord.store.writing.articles import refresh, text_hash
from onrecord.store.writing.counting import count_again
from onrecord.store.writing.grouping import part_with
from onrecord.store.writing.outlets import renew
from onrecord.store.writing.quotations import QUOTED, link_quotations
from onrecord.store.writing.tallying import COUNTED, gather, recount
from onrecord.store.writing.tombstones import bury, name_hash, with_reported

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection


class Forgotten(NamedTuple):
    """What was deleted.

    Attributes:
        kind: ``article`` or ``speaker``.
        id: its id.
        statements: how many statements went with it.
        rulings: how many rulings went with it.
        texts: for a speaker, the articles that the statements stood in: their texts are as they were.
        scrubbed: whether the words are out of the database's files too; else they are when the other programs that use it close.
    """

    kind: str
    id: str
    statements: int
    rulings: int
    texts: tuple[str, ...]
    scrubbed: bool


class _Gone(NamedTuple):
    """What goes: the ids of the article or the speakers, the names, the ids of the statements, the numbers of the rulings."""

    ids: set[str]
    names: set[str]
    statements: set[str]
    rulings: set[int]


def forget(database: Database, what: str, *, reason: str, who: str | None = None) -> Forgotten:
    """Deletes an article (by id, address or origin) or a speaker (by id or name) with all that was said and ruled.

    Args:
        database: that holds it.
        what: the article or the speaker.
        reason: kept with the tombstone and in the log; it must not hold the words.
        who: who asked for it, kept in the log.

    Raises:
        UnknownError: there is no such article or speaker, or several.
    """
    try:
        return _forget(database, what, reason=reason, who=who)
    except UnknownError:
        scrub(database)  # it may be gone since a run that was killed before its words were out of the files
        raise


def _forget(database: Database, what: str, *, reason: str, who: str | None) -> Forgotten:
    with database.begin() as connection:
        overwrite_deleted(connection)
        kind, id_ = _found(connection, what, database.name)
        gone = _Gone({id_}, set(), set(), set())
        whole = _forget_article(connection, id_, gone, reason) if kind == "article" else _forget_speaker(connection, id_, gone, reason)
        if kind == "article":
            renew(connection)  # of names of outlets, too
        gather(connection)  # of roles and names in tallies nothing remains
        _redact(connection, gone)
        note(connection, "forget", id_ if kind == "article" else kind, who=who, details={"kind": kind, "reason": reason})
    return Forgotten(kind, id_, len(gone.statements), len(gone.rulings), whole, scrub(database))


def _found(connection: Connection, what: str, name: str) -> tuple[str, str]:
    """The kind and the id of what is to be deleted."""
    if connection.execute(select(texts.c.id).where(texts.c.id == what)).first():
        return "article", what
    if connection.execute(select(speakers.c.id).where(speakers.c.id == what)).first():
        return "speaker", what
    of_text = select(appearances.c.text_id).where(or_(appearances.c.url == what, appearances.c.origin == what)).distinct()
    of_name = select(variants.c.speaker_id).where(variants.c.name == what).union(select(speakers.c.id).where(speakers.c.name == what))
    found = [("article", id_) for id_ in connection.execute(of_text).scalars()]
    found += [("speaker", id_) for id_ in connection.execute(of_name).scalars()]
    if not found:
        raise UnknownError(
            name, f"there is no article or speaker {what!r}", advice="`onrecord articles` and `onrecord speakers` list the ids"
        )
    if len(found) > 1:
        raise UnknownError(name, f"{what!r} is " + ", ".join(f"{kind} {id_}" for kind, id_ in sorted(found)), advice="give one of the ids")
    return found[0]


def _forget_article(connection: Connection, id_: str, gone: _Gone, reason: str) -> tuple[str, ...]:
    text, number = connection.execute(select(texts.c.text, texts.c.number).where(texts.c.id == id_)).one()
    hashes = set(connection.execute(select(appearances.c.sha256).where(appearances.c.text_id == id_)).scalars())
    bury(connection, "article", {text_hash(text), *hashes}, reason)
    others = part_with(connection, id_)
    own = set(connection.execute(select(statements.c.id).where(statements.c.text_id == id_)).scalars())
    _forget_statements(connection, own, gone)
    index.drop(connection, "text_words", [(number, text)])
    named = set(connection.execute(select(variants.c.speaker_id).where(variants.c.text_id == id_)).scalars())
    for table in (variants, readings, debate_texts, appearances):
        connection.execute(delete(table).where(table.c.text_id == id_))
    connection.execute(delete(texts).where(texts.c.id == id_))
    count_again(connection, others)
    for speaker in sorted(named):
        if connection.execute(select(variants.c.name).where(variants.c.speaker_id == speaker)).first() is None:
            gone.ids.add(speaker)
            gone.names.add(_forget_name(connection, speaker))
    return ()


def _forget_speaker(connection: Connection, id_: str, gone: _Gone, reason: str) -> tuple[str, ...]:
    name, type_ = connection.execute(select(speakers.c.name, speakers.c.type).where(speakers.c.id == id_)).one()
    rows = connection.execute(select(variants.c.text_id, variants.c.local_id, variants.c.name).where(variants.c.speaker_id == id_)).all()
    names = {name} | {row.name for row in rows if type_ != "person" or len(row.name.split()) > 1}  # a bare surname is other people's too
    bury(connection, "speaker", map(name_hash, names), reason)
    local: dict[str, set[str]] = {}
    for row in rows:
        local.setdefault(row.text_id, set()).add(row.local_id)
    repeating = set[str]()
    by_entry = connection.execute(select(entries.c.text_id).where(or_(entries.c.speaker_id == id_, entries.c.speaker_name == name)))
    whole = sorted({*local, *by_entry.scalars()})
    for text_id in whole:
        repeating |= _forget_statements(connection, _said_by(connection, text_id, {*local.get(text_id, ()), id_}, names), gone)
    _forget_rulings_on(connection, names)
    gone.names.update(names)
    _forget_name(connection, id_)
    for text_id in sorted({*whole, *repeating}):
        refresh(connection, text_id)
    return tuple(whole)


def _said_by(connection: Connection, text_id: str, ids: set[str], names: set[str]) -> set[str]:
    """The statements of a text that any reading or ruling gives to a speaker, with those that stand in them."""
    read = select(versions.c.data).join(statements, statements.c.id == versions.c.statement_id).where(statements.c.text_id == text_id)
    ruled = select(entries.c.data).where(entries.c.text_id == text_id)
    found = [*connection.execute(read).scalars(), *connection.execute(ruled).scalars()]
    said = {s["id"] for s in found if s["speaker"] and (s["speaker"]["id"] in ids or s["speaker"]["name"] in names)}
    return with_reported(said, found)


def _forget_statements(connection: Connection, ids: Collection[str], gone: _Gone) -> set[str]:
    """Deletes statements with everything on them; returns the texts that repeat one."""
    gone.statements.update(ids)
    repeating: set[str] = set()
    for some in batches(ids):
        gone.rulings.update(connection.execute(select(rulings.c.id).where(rulings.c.statement_id.in_(some))).scalars())
        repeating.update(connection.execute(select(entries.c.text_id).where(entries.c.repeat_of.in_(some))).scalars())
        own = select(*dict.fromkeys((*QUOTED, *COUNTED))).where(entries.c.statement_id.in_(some))
        old = [dict(row) for row in connection.execute(own).mappings()]
        index.drop(connection, "entry_words", [(row["number"], row["content_text"]) for row in old])
        recount(connection, old, [])
        for table in (claims, stances, judged, waiting, entries, rulings, versions):
            connection.execute(delete(table).where(table.c.statement_id.in_(some)))
        connection.execute(delete(statements).where(statements.c.id.in_(some)))
        link_quotations(connection, old, [])
    return repeating


def _forget_rulings_on(connection: Connection, names: set[str]) -> None:
    """Takes a name out of rulings on other people's statements that do not count: older values, blind ones, those taken back."""
    found = connection.execute(select(rulings.c.id, rulings.c.old, rulings.c.new).where(rulings.c.field == "speaker")).all()
    for id_, old, new in found:
        left = {key: None for key, value in (("old", old), ("new", new)) if _name_in(value) in names}
        if left:
            connection.execute(update(rulings).where(rulings.c.id == id_).values(left))


def _name_in(value: Any) -> str | None:  # noqa: ANN401 - what a ruling holds
    return value.get("name") if isinstance(value, dict) else value if isinstance(value, str) else None


def _forget_name(connection: Connection, id_: str) -> str:
    """Deletes a speaker, the names it has in articles, and what people said of it; returns its name."""
    name = connection.execute(select(speakers.c.name).where(speakers.c.id == id_)).scalar_one()
    connection.execute(delete(variants).where(variants.c.speaker_id == id_))
    connection.execute(delete(speaker_rulings).where(or_(speaker_rulings.c.speaker_a == id_, speaker_rulings.c.speaker_b == id_)))
    connection.execute(delete(attributes).where(attributes.c.of == "speaker", attributes.c.key.in_((id_, name))))
    connection.execute(delete(speakers).where(speakers.c.id == id_))
    return str(name)


def _redact(connection: Connection, gone: _Gone) -> None:
    """Takes what tells of the deleted out of the log's details and the freezes."""
    ids = gone.ids | gone.statements
    numbers = {str(number) for number in gone.rulings}
    for id_, action, object_, details in connection.execute(select(log.c.id, log.c.action, log.c.object, log.c.details)).all():
        named = object_ in gone.names and action not in ("debate", "freeze")  # a debate may be called like a speaker
        own = named or object_ in ids or (object_ in numbers and action in ("rule", "undo"))
        left = None if own else _without(details, ids | gone.names)
        if left != details or own:
            object_left = "" if named else object_
            connection.execute(update(log).where(log.c.id == id_).values(details=left, object=object_left))
    for id_, manifest in connection.execute(select(freezes.c.id, freezes.c.manifest)).all():
        left = _without(manifest, ids)
        if left != manifest:
            connection.execute(update(freezes).where(freezes.c.id == id_).values(manifest=left))


def _without(data: Any, ids: set[str]) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """JSON less every object and every pair that tells of one of the ids."""
    if isinstance(data, dict):
        if any(isinstance(value, str) and value in ids for value in data.values()):
            return None
        return {key: _without(value, ids) for key, value in data.items() if key not in ids}
    if isinstance(data, list):
        left = [value for value in data if not (isinstance(value, str) and value in ids)]
        if len(left) < len(data) and any(not isinstance(value, str) for value in left):
            return None  # a row of values, one of which is the id
        kept = [(value, _without(value, ids)) for value in left]
        return [after for before, after in kept if after is not None or before is None]
    return data

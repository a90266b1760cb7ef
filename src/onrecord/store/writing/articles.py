"""Puts records into the database: texts, appearances, readings, statements, and the entries that follow from them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, insert, select, update

from onrecord.outlets import host_of
from onrecord.repeats.places import place_of
from onrecord.store import words as index
from onrecord.store.database import Database, note, now
from onrecord.store.schema import (
    appearances,
    claims,
    entries,
    forgotten,
    readings,
    rulings,
    runs,
    speakers,
    stances,
    statements,
    texts,
    variants,
    versions,
)
from onrecord.store.writing.counting import count_once
from onrecord.store.writing.grouping import group_of, group_text
from onrecord.store.writing.naming import assign_speakers
from onrecord.store.writing.outlets import FIRST, recognised
from onrecord.store.writing.projection import Ruling, as_it_stands, doubt, main_claim, word_count, words
from onrecord.store.writing.quotations import QUOTED, link_quotations
from onrecord.store.writing.replacing import replace_older, restore, was_reverted
from onrecord.store.writing.stances import judged_by, put_stances
from onrecord.store.writing.successions import settle
from onrecord.store.writing.tallying import COUNTED, recount
from onrecord.store.writing.tombstones import without_forgotten
from onrecord.wording import unmarked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

#: What became of an article: read and stored, as such, as a copy of another or as a version of one; known text from a new place; nothing
#: new; one that may not come back.
Outcome = Literal["new", "repeat", "version", "appeared", "unchanged", "forgotten"]


def seen(connection: Connection, sha256: str, origin: str) -> bool:
    """Whether these bytes from this place are in the database, so that nobody needs to read them again."""
    found = select(appearances.c.id).where(appearances.c.sha256 == sha256, appearances.c.origin == origin)
    return connection.execute(found).first() is not None and not was_reverted(connection, sha256, origin)


def is_forgotten(connection: Connection, *hashes: str) -> bool:
    """Whether an article with one of these hashes (of bytes or text) was deleted on request."""
    return connection.execute(select(forgotten.c.id).where(forgotten.c.hash.in_(hashes))).first() is not None


def storable(*words: str | None) -> bool:
    """False where a text holds what no database keeps: halves of characters (lone surrogates, which JSON can bring in) or NUL."""
    joined = "".join(w for w in words if w)
    return "\x00" not in joined and not any("\ud800" <= c <= "\udfff" for c in joined)


def text_hash(text: str) -> str:
    """The hash by which a text is known after it was deleted."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def add_record(database: Database, record: Mapping[str, Any], *, settings: str = "") -> Outcome:
    """Stores one record (the contract's JSON object) in one transaction.

    Raises:
        StoreError: the database cannot be written to.
    """
    article = record["article"]
    with database.begin() as connection:
        record = {**record, "statements": without_forgotten(connection, record["statements"])}
        if is_forgotten(connection, article["sha256"], text_hash(article["text"])):
            return "forgotten"
        if seen(connection, article["sha256"], article["origin"]):
            return "unchanged"
        known = connection.execute(select(texts.c.id).where(texts.c.id == article["id"])).first() is not None
        if known and restore(connection, article):
            refresh(connection, article["id"])
            return "version"
        if not known:
            _add_text(connection, article)
        versions = replace_older(connection, article, _add_appearance(connection, article))
        if known:
            for text_id in dict.fromkeys([article["id"], *(moved.text for moved in settle(connection))]):
                refresh(connection, text_id)  # an earlier day can be another government's
            note(connection, "appear", article["id"], details={"origin": article["origin"]})
            return "appeared"
        group_text(connection, article["id"])
        run = run_of(connection, record["model"], settings)
        store_reading(connection, article["id"], run, {s["id"]: s for s in record["statements"]}, record["statements"])
        note(connection, "add", article["id"], details={"origin": article["origin"], "statements": len(record["statements"])})
        return "version" if versions else "repeat" if group_of(connection, article["id"]) else "new"


def _add_text(connection: Connection, article: Mapping[str, Any]) -> None:
    number = _free(connection, texts, index.number_of(article["id"], article["published"]))
    columns = ("id", "text", "language", "translation", "original_language")
    connection.execute(insert(texts).values({c: article[c] for c in columns} | {"number": number, "added_at": now()}))
    index.put(connection, "text_words", [(number, article["text"])])


def _add_appearance(connection: Connection, article: Mapping[str, Any]) -> int:
    """Keeps where an article appeared, and returns the number of its appearance."""
    own = {c: article[c] for c in ("sha256", "origin", "url", "title", "authors", "published")}
    own |= {name: article.get(name) for name in ("modified", "uri")}
    own |= {"outlet": recognised(connection, article), "host": host_of(article["url"])}
    more = {"text_id": article["id"], "added_at": now(), "place": _place(article), "stated": article["outlet"]}
    return int(connection.execute(insert(appearances).values(own | more).returning(appearances.c.id)).scalar_one())


def _place(article: Mapping[str, Any]) -> str:
    return place_of(article["url"], article["origin"], uri=article.get("uri"), title=article["title"])


def run_of(connection: Connection, model: str, settings: str) -> int:
    """The number of the run of a model with its settings; made where there is none."""
    found = connection.execute(select(runs.c.id).where(runs.c.model == model, runs.c.settings == settings)).scalar()
    if found is not None:
        return int(found)
    made = connection.execute(insert(runs).values(model=model, settings=settings, started_at=now()).returning(runs.c.id))
    return int(made.scalar_one())


def store_reading(
    connection: Connection, text_id: str, run: int, named: Mapping[str, Mapping[str, Any]], machine: Sequence[Mapping[str, Any]]
) -> None:
    """Stores what a run read of a text, makes it the present reading, and renews the text's entries.

    Args:
        connection: of a transaction that writes.
        text_id: the text.
        run: the run's number.
        named: the statements by the id that they have in the database, which may not be their fingerprint.
        machine: the same statements, in the order of the text.
    """
    names = {one["id"]: id_ for id_, one in named.items()}
    there = set(connection.execute(select(statements.c.id).where(statements.c.id.in_(list(named)))).scalars())
    fresh = [{"id": i, "text_id": text_id, "added_at": now()} for i in named if i not in there]
    if fresh:
        connection.execute(insert(statements), fresh)
    rows = []
    for one in machine:
        data = {**one, "id": names[one["id"]], "reported_by": names.get(one["reported_by"], one["reported_by"])}
        rows.append({"statement_id": data["id"], "run_id": run, "fingerprint": one["id"], "data": data})
    if rows:
        connection.execute(insert(versions), rows)
    connection.execute(insert(readings).values(text_id=text_id, run_id=run, read_at=now()))
    connection.execute(update(texts).where(texts.c.id == text_id).values(run_id=run))
    assign_speakers(connection, text_id, [r["data"] for r in rows])
    refresh(connection, text_id)


def refresh(connection: Connection, text_id: str) -> None:
    """Makes the entries of a text anew from its present reading and the rulings that stand."""
    there = select(*dict.fromkeys((*QUOTED, *COUNTED))).where(entries.c.text_id == text_id)
    old = [dict(row) for row in connection.execute(there).mappings()]
    index.drop(connection, "entry_words", [(row["number"], row["content_text"]) for row in old])
    if old:
        own = select(statements.c.id).where(statements.c.text_id == text_id)
        for table in (claims, stances):
            connection.execute(delete(table).where(table.c.statement_id.in_(own)))
        connection.execute(delete(entries).where(entries.c.text_id == text_id))
    about = connection.execute(
        select(texts.c.text, texts.c.run_id, texts.c.group_id, texts.c.translation, texts.c.stance_run_id).where(texts.c.id == text_id)
    ).one()
    text, run, group, translation, judging = about
    first = connection.execute(
        select(appearances.c.outlet, appearances.c.published).where(appearances.c.text_id == text_id).order_by(*FIRST)
    ).first()
    ruled, judged = _rulings_of(connection, text_id), judged_by(connection, text_id, judging)
    named = _speakers_of(connection, text_id)
    outlet, published = first if first is not None else (None, None)
    standing = (as_it_stands(data, ruled.get(data["id"], ()), judged.get(data["id"])) for data in _present(connection, text_id, run))
    found = [one for one in standing if one is not None]
    put_stances(connection, found)
    rows = [_entry(text, text_id, one, named, outlet=outlet, published=published) for one in found]
    if translation is not None:  # what a translation says is not verbatim
        rows = [row | {"content_text": unmarked(row["content_text"]), "quoted_words": 0} for row in rows]
    parts = [claim for one in found for claim in _claims(one)]
    _number(connection, rows)
    if rows:
        connection.execute(insert(entries), rows)
        index.put(connection, "entry_words", [(r["number"], r["content_text"]) for r in rows])
    if parts:
        connection.execute(insert(claims), parts)
    recount(connection, old, rows)
    link_quotations(connection, old, rows)
    if group is not None:
        count_once(connection, group, (text_id, {row["statement_id"] for row in (*old, *rows)}))


def _present(connection: Connection, text_id: str, run: int | None) -> list[dict[str, Any]]:
    """The statements of the present reading, and those that coders added (their version has run 0)."""
    found = connection.execute(
        select(versions.c.data)
        .join(statements, statements.c.id == versions.c.statement_id)
        .where(statements.c.text_id == text_id, (versions.c.run_id == run) | statements.c.added_by.is_not(None))
    ).scalars()
    return sorted(found, key=lambda d: (d["content"][0] if d["content"] else [0, 0], d["id"]))


def _rulings_of(connection: Connection, text_id: str) -> dict[str, list[Ruling]]:
    rows = connection.execute(
        select(rulings)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(statements.c.text_id == text_id, rulings.c.undone_at.is_(None))
        .order_by(rulings.c.id)
    )
    found: dict[str, list[Ruling]] = {}
    for r in rows:
        found.setdefault(r.statement_id, []).append(Ruling(r.id, r.claim, r.field, r.new, r.coder, r.blind, r.claim_span))
    return found


def _speakers_of(connection: Connection, text_id: str) -> dict[str, tuple[str, str, str]]:
    """The speakers over all articles by the id that the article's reading gives: id, name, type."""
    rows = connection.execute(
        select(variants.c.local_id, speakers.c.id, speakers.c.name, speakers.c.type)
        .join(speakers, speakers.c.id == variants.c.speaker_id)
        .where(variants.c.text_id == text_id)
    )
    return {local: (id_, name, type_) for local, id_, name, type_ in rows}


def _entry(
    text: str, text_id: str, data: dict[str, Any], named: Mapping[str, tuple[str, str, str]], *, outlet: str | None, published: str | None
) -> dict[str, Any]:
    speaker = data.get("speaker") or {}
    id_, name, type_ = named.get(speaker.get("id") or "", (None, speaker.get("name"), speaker.get("type")))
    main = main_claim(data)
    content = words(text, data["content"])
    number = word_count(content)
    return {
        "statement_id": data["id"],
        "text_id": text_id,
        "place": data["content"][0][0] if data["content"] else 0,
        "content_text": content,
        "source_text": words(text, data["source"]) or None,
        "form": data["form"],
        "voice": data["voice"],
        "speaker_id": id_,
        "speaker_name": name,
        "speaker_type": type_,
        "role": speaker.get("role"),
        "affiliation": speaker.get("affiliation"),
        "reported_by": data.get("reported_by"),
        "kind": main["kind"] if main else None,
        "outlet": outlet,
        "published": published,
        "confidence": data["confidence"],
        "checked": data["checked"],
        "claims": len(data["claims"]),
        "doubt": doubt(data),
        "words": number,
        "quoted_words": number if data["form"] == "direct" else 0,
        "counted": True,  # until it turns out to be a repeat
        "quotation_id": None,
        "data": data,
    }


def _claims(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for place, claim in enumerate(data["claims"]):
        certainty, horizon = claim.get("certainty") or {}, claim.get("horizon") or {}
        rows.append(
            {
                "statement_id": data["id"],
                "place": place,
                "kind": claim["kind"],
                "attitude": claim.get("attitude"),
                "level": certainty.get("level"),
                "low": certainty.get("low"),
                "high": certainty.get("high"),
                "horizon_from": horizon.get("from"),
                "horizon_to": horizon.get("to"),
                "conditional": bool(claim.get("condition")),
            }
        )
    return rows


def _number(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Gives entries their rows in the index of words."""
    wanted = [index.number_of(row["statement_id"], row["published"]) for row in rows]
    taken = set(connection.execute(select(entries.c.number).where(entries.c.number.in_(wanted))).scalars())
    for row, number in zip(rows, wanted, strict=True):
        row["number"] = _free(connection, entries, number, taken) if number in taken else number
        taken.add(row["number"])


def _free(connection: Connection, table: Any, number: int, taken: Collection[int] = ()) -> int:  # noqa: ANN401 - a table with numbers
    """The number, or the next above it that nothing has."""
    while number in taken or connection.execute(select(func.count()).where(table.c.number == number)).scalar():
        number += 1
    return number

"""Freezes: a debate as it stood, in hashes, so that a figure can be made again and what changed since can be told apart.

A freeze never changes, except that deleting on request takes what it tells of the deleted out of it.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from onrecord.errors import StoreError, UnknownError
from onrecord.store.database import Database, note, now
from onrecord.store.debates.sets import articles_alone, find_debate
from onrecord.store.schema import (
    appearances,
    debate_texts,
    entries,
    freezes,
    rulings,
    runs,
    speaker_rulings,
    statements,
    texts,
    versions,
)
from onrecord.store.writing.articles import text_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Select

#: The present state, where a version is asked for; no freeze can be called so.
NOW = "now"
#: Of the manifest.
FORMAT = 1
#: Fields of an entry that can differ between two readings although they say the same.
_ASIDE = ("confidence", "checked_fields")


def freeze(database: Database, name: str, version: str, *, options: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Pins a debate as it stands and returns the manifest.

    Args:
        database: that holds the debate.
        name: the debate's.
        version: how the freeze is called; no other of the debate may be called so.
        options: those that the figures were made with.

    Raises:
        StoreError: there is a freeze of that name, or it cannot be called so.
        UnknownError: there is no such debate.
    """
    if not version.strip() or version == NOW or "\x00" in version:
        raise StoreError(database.name, f"a freeze cannot be called {version!r}", advice="give it a date or a word, for instance v1")
    with database.read() as connection:
        moment = now()
        debate = find_debate(connection, database.name, name)
        manifest = manifest_of(connection, debate, options=options)
    with database.begin() as connection:
        if connection.execute(select(freezes.c.id).where(freezes.c.debate_id == debate.id, freezes.c.name == version)).first():
            message = f"{name!r} has a freeze {version!r} already, and a freeze never changes"
            raise StoreError(database.name, message, advice="give another name")
        connection.execute(insert(freezes).values(debate_id=debate.id, name=version, frozen_at=moment, manifest=manifest))
        note(connection, "freeze", name, details={"version": version, **manifest["counts"]})
    return manifest


def frozen(connection: Connection, of: str, debate: Any, version: str) -> dict[str, Any]:  # noqa: ANN401 - a row of ``debates``
    """The manifest of a freeze, or of the present state where the version is ``now``.

    Raises:
        UnknownError: the debate has no such freeze; it lists those that there are.
    """
    if version == NOW:
        return manifest_of(connection, debate) | {"options": None}  # none are given for a state that nobody made figures of
    own = select(freezes.c.name, freezes.c.manifest).where(freezes.c.debate_id == debate.id)
    found = connection.execute(own.where(freezes.c.name == version)).first()
    if found is None:
        there = connection.execute(select(freezes.c.name).where(freezes.c.debate_id == debate.id).order_by(freezes.c.id)).scalars()
        advice = "there are: " + ", ".join([*there, NOW])
        raise UnknownError(of, f"{debate.name!r} has no freeze {version!r}", advice=advice)
    return EMPTY | {key: value for key, value in (found.manifest or {}).items() if value is not None}


EMPTY: dict[str, Any] = {
    "about": {}, "options": {}, "runs": [], "texts": [], "rulings": [], "speaker_rulings": [], "entries": [], "counts": {},
}  # fmt: skip


def manifest_of(connection: Connection, debate: Any, *, options: Mapping[str, str] | None = None) -> dict[str, Any]:  # noqa: ANN401
    """What a debate rests on at this moment: models, codebook, options, rulings, texts and entries, each known by its hash."""
    own = select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate.id)
    found_texts = _texts(connection, own)
    found_entries = _entries(connection, own, {t["id"]: t["run"] for t in found_texts})
    found_rulings = _rulings(connection, own)
    used = {t["run"] for t in found_texts} | {e["run"] for e in found_entries}
    return {
        "format": FORMAT,
        "program": installed("onrecord"),
        "about": {"question": debate.question, "codebook": debate.codebook},
        "options": dict(sorted((options or {}).items())),
        "runs": [
            {"run": r.id, "model": r.model, "settings": r.settings}
            for r in connection.execute(select(runs).order_by(runs.c.id))
            if r.id in used
        ],
        "texts": found_texts,
        "rulings": found_rulings,
        "speaker_rulings": [
            {"id": r.id, "a": r.speaker_a, "b": r.speaker_b, **({"since": r.since} if r.since else {})}
            for r in connection.execute(select(speaker_rulings).where(speaker_rulings.c.undone_at.is_(None)).order_by(speaker_rulings.c.id))
        ],
        "entries": found_entries,
        "counts": {
            "texts": len(found_texts),
            "entries": len(found_entries),
            "rulings": len(found_rulings),
            "articles": connection.execute(select(articles_alone()).where(texts.c.id.in_(own))).scalar_one(),
            "statements": sum("aside" not in entry for entry in found_entries),
        },
    }


def _texts(connection: Connection, own: Select[Any]) -> list[dict[str, Any]]:
    printed: dict[str, list[str]] = {}
    rows = select(appearances.c.text_id, appearances.c.sha256).where(appearances.c.text_id.in_(own)).order_by(appearances.c.sha256)
    for text_id, sha256 in connection.execute(rows):
        printed.setdefault(text_id, []).append(sha256)
    of_texts = select(texts.c.id, texts.c.text, texts.c.run_id).where(texts.c.id.in_(own)).order_by(texts.c.id)
    return [
        {"id": row.id, "sha256": text_hash(row.text), "run": row.run_id, "appearances": printed.get(row.id, [])}
        for row in connection.execute(of_texts)
    ]


def _entries(connection: Connection, own: Select[Any], present: Mapping[str, int | None]) -> list[dict[str, Any]]:
    read = (
        select(versions.c.statement_id, versions.c.run_id, versions.c.fingerprint, statements.c.text_id, statements.c.added_by)
        .join(statements, statements.c.id == versions.c.statement_id)
        .where(statements.c.text_id.in_(own))
    )
    origin = {
        row.statement_id: (row.run_id, row.fingerprint, row.added_by)
        for row in connection.execute(read)
        if row.added_by is not None or row.run_id == present.get(row.text_id)
    }
    columns = [
        entries.c[name]
        for name in ("statement_id", "text_id", "speaker_id", "published", "content_text", "repeat_of", "withdrawn", "data")
    ]  # fmt: skip
    found = []
    for row in connection.execute(select(*columns).where(entries.c.text_id.in_(own)).order_by(entries.c.statement_id)):
        run, fingerprint, added_by = origin[row.statement_id]
        said = row.data.get("said") or {}
        found.append(
            {
                "id": row.statement_id,
                "text": row.text_id,
                "run": run,
                "fingerprint": fingerprint,
                "added": added_by is not None,
                "speaker": row.speaker_id,
                "day": said.get("to") or row.published,
                "content": text_hash(row.content_text),
                "values": hash_of(compared_values(row.data)),
                **({"aside": "withdrawn" if row.withdrawn else "repeat"} if row.withdrawn or row.repeat_of else {}),
            }
        )
    return found


def _rulings(connection: Connection, own: Select[Any]) -> list[dict[str, Any]]:
    standing = (
        select(rulings)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(statements.c.text_id.in_(own), rulings.c.undone_at.is_(None))
        .order_by(rulings.c.id)
    )
    return [
        {
            "id": r.id,
            "statement": r.statement_id,
            "blind": r.blind,
            "sha256": hash_of([r.statement_id, r.claim, r.field, r.old, r.new, r.coder, r.reason, r.blind, r.ruled_at]),
        }
        for r in connection.execute(standing)
    ]


def hash_of(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The hash of JSON, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def compared_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """An entry's values less those that say nothing of what was said."""
    found = {key: value for key, value in data.items() if key not in _ASIDE}
    found["claims"] = [{k: v for k, v in claim.items() if k not in (*_ASIDE, "id")} for claim in data.get("claims") or ()]
    return found

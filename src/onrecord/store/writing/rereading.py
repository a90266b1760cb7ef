"""A newer reading of a stored text: what it finds again keeps its id and its rulings, what it does not becomes a tombstone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select, update

from onrecord.store.database import Database, note, now
from onrecord.store.schema import appearances, readings, rulings, runs, statements, texts, versions
from onrecord.store.writing.align import aligned
from onrecord.store.writing.articles import refresh, run_of, store_reading
from onrecord.store.writing.tombstones import without_forgotten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection


class Change(NamedTuple):
    """What a newer reading of a text changed.

    Attributes:
        kept: statements that were found again.
        new: statements that no earlier reading had.
        gone: statements of the reading before that were not found again.
        homeless: rulings on statements that are gone.
    """

    kept: int
    new: int
    gone: int
    homeless: int


def unread(database: Database, model: str, settings: str = "") -> Iterator[dict[str, Any]]:
    """The stored texts, as articles of the contract, whose present reading is not that of a model with its settings."""
    done = (
        select(texts.c.id).join(runs, runs.c.id == texts.c.run_id).where(runs.c.model == model, runs.c.settings == settings)
    ).scalar_subquery()
    with database.read() as connection:
        ids = list(connection.execute(select(texts.c.id).where(texts.c.id.not_in(done)).order_by(texts.c.number)).scalars())
    for text_id in ids:
        with database.read() as connection:
            yield article_of(connection, text_id)


def article_of(connection: Connection, text_id: str) -> dict[str, Any]:
    """A stored text with its first appearance, as the contract's article."""
    text = connection.execute(select(texts).where(texts.c.id == text_id)).one()
    one = connection.execute(select(appearances).where(appearances.c.text_id == text_id).order_by(appearances.c.id)).first()
    names = ("title", "outlet", "authors", "published", "url", "sha256", "origin")
    return {name: getattr(text, name) for name in ("id", "text", "language", "translation", "original_language")} | {
        name: getattr(one, name, None) for name in names
    }


def reread_text(database: Database, record: Mapping[str, Any], *, settings: str = "") -> Change | None:
    """Stores a newer reading of a stored text in one transaction; None where its present reading is this model's.

    Args:
        database: that holds the text.
        record: the contract's JSON object of the newer reading.
        settings: those of the run.
    """
    text_id = record["article"]["id"]
    with database.begin() as connection:
        record = {**record, "statements": without_forgotten(connection, record["statements"])}
        run = run_of(connection, record["model"], settings)
        if connection.execute(select(readings).where(readings.c.text_id == text_id, readings.c.run_id == run)).first():
            return _made_present(connection, text_id, run)
        old = latest_versions(connection, text_id)
        present = {
            id_
            for id_, gone in connection.execute(select(statements.c.id, statements.c.gone_at).where(statements.c.text_id == text_id))
            if not gone
        }
        match = aligned(old, record["statements"])
        named = {match.get(s["id"]) or _fresh(s["id"], old, run): s for s in record["statements"]}
        moment = now()
        gone = [id_ for id_ in old if id_ in present and id_ not in named]
        if gone:
            connection.execute(update(statements).where(statements.c.id.in_(gone)).values(gone_at=moment))
        back = [id_ for id_ in named if id_ in old and id_ not in present]
        if back:
            connection.execute(update(statements).where(statements.c.id.in_(back)).values(gone_at=None))
        store_reading(connection, text_id, run, named, record["statements"])
        change = Change(len(match), len(named) - len(match), len(gone), _homeless(connection, gone))
        note(connection, "reread", text_id, details=change._asdict() | {"run": run})
        return change


def _made_present(connection: Connection, text_id: str, run: int) -> Change | None:
    """Makes a reading that is there the present one; None where it is that already."""
    if connection.execute(select(texts.c.run_id).where(texts.c.id == text_id)).scalar() == run:
        return None
    has = select(versions.c.statement_id).where(versions.c.run_id == run).scalar_subquery()
    own = (statements.c.text_id == text_id) & statements.c.added_by.is_(None)
    gone = list(
        connection.execute(select(statements.c.id).where(own, statements.c.gone_at.is_(None), statements.c.id.not_in(has))).scalars()
    )
    connection.execute(update(statements).where(statements.c.id.in_(gone)).values(gone_at=now()))
    kept = connection.execute(update(statements).where(own, statements.c.id.in_(has)).values(gone_at=None)).rowcount
    connection.execute(update(texts).where(texts.c.id == text_id).values(run_id=run))
    refresh(connection, text_id)
    change = Change(int(kept), 0, len(gone), _homeless(connection, gone))
    note(connection, "reread", text_id, details=change._asdict() | {"run": run})
    return change


def latest_versions(connection: Connection, text_id: str) -> dict[str, dict[str, Any]]:
    """The last thing that any run read of each statement of a text, by its id; those that coders added are left out."""
    rows = connection.execute(
        select(versions.c.statement_id, versions.c.data)
        .join(statements, statements.c.id == versions.c.statement_id)
        .where(statements.c.text_id == text_id, statements.c.added_by.is_(None))
        .order_by(versions.c.run_id)
    )
    return {id_: data for id_, data in rows}  # noqa: C416 - later rows replace earlier ones


def _fresh(fingerprint: str, old: Mapping[str, object], run: int) -> str:
    """An id for a statement that no reading had; its fingerprint, unless another statement has that id."""
    return fingerprint if fingerprint not in old else hashlib.sha256(f"{fingerprint}\x00{run}".encode()).hexdigest()[:16]


def _homeless(connection: Connection, gone: list[str]) -> int:
    standing = select(rulings.c.id).where(rulings.c.statement_id.in_(gone), rulings.c.undone_at.is_(None))
    return len(connection.execute(standing).all())

"""A newer reading of a stored text: what it finds again keeps its id and its rulings, what it does not becomes a tombstone.

A statement that a coder added is the machine's as well once a model finds it (``added_by`` is empty from then on), under the id that it
has; it is the coder's again when the next model does not find it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, select, update

from onrecord.store.database import Database, note, now
from onrecord.store.schema import appearances, entries, readings, rulings, runs, statements, texts, versions
from onrecord.store.writing.align import aligned
from onrecord.store.writing.articles import refresh, run_of, store_reading
from onrecord.store.writing.projection import MISSED
from onrecord.store.writing.tombstones import without_forgotten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Connection


#: The name under which a coder's additions are kept beside the models' readings; the settings are the coder.
CODER = "coder"


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
    names = ("title", "outlet", "authors", "published", "modified", "url", "uri", "sha256", "origin")
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
        added = _found_by_hand(connection, text_id, [s for s in record["statements"] if match.get(s["id"]) not in present])
        match |= added
        named = {match.get(s["id"]) or _fresh(s["id"], old, run): s for s in record["statements"]}
        connection.execute(update(statements).where(statements.c.id.in_(list(added.values()))).values(added_by=None))
        gone = _bury(connection, [id_ for id_ in old if id_ in present and id_ not in named])
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
    lost = select(statements.c.id).where(own, statements.c.gone_at.is_(None), statements.c.id.not_in(has))
    gone = _bury(connection, list(connection.execute(lost).scalars()))
    kept = connection.execute(update(statements).where(own, statements.c.id.in_(has)).values(gone_at=None)).rowcount
    connection.execute(update(texts).where(texts.c.id == text_id).values(run_id=run))
    refresh(connection, text_id)
    change = Change(int(kept), 0, len(gone), _homeless(connection, gone))
    note(connection, "reread", text_id, details=change._asdict() | {"run": run})
    return change


def latest_versions(connection: Connection, text_id: str) -> dict[str, dict[str, Any]]:
    """The last thing that any model read of each statement of a text, by its id; those that coders alone have are left out."""
    rows = connection.execute(
        select(versions.c.statement_id, versions.c.data)
        .join(statements, statements.c.id == versions.c.statement_id)
        .join(runs, runs.c.id == versions.c.run_id)
        .where(statements.c.text_id == text_id, statements.c.added_by.is_(None), runs.c.model != CODER)
        .order_by(versions.c.run_id)
    )
    return {id_: data for id_, data in rows}  # noqa: C416 - later rows replace earlier ones


def _found_by_hand(connection: Connection, text_id: str, new: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The ids of the statements that coders added and a model now finds, by their fingerprint: what people ruled of them counts."""
    rows = connection.execute(
        select(versions.c.statement_id, versions.c.data, entries.c.data.label("ruled"))
        .join(statements, statements.c.id == versions.c.statement_id)
        .outerjoin(entries, entries.c.statement_id == statements.c.id)
        .where(statements.c.text_id == text_id, statements.c.added_by.is_not(None))
    )
    by_hand = {row.statement_id: row.ruled or row.data for row in rows}
    # Whom a statement reports, a coder who adds it cannot say.
    return aligned(by_hand, [{**one, "reported_by": None} for one in new]) if by_hand else {}


def _bury(connection: Connection, lost: Collection[str]) -> list[str]:
    """Makes tombstones of statements that the present reading does not have, and returns their ids.

    Those by which a coder stands who added them are the coder's alone again, as they were added.
    """
    added = (
        select(versions.c.statement_id, versions.c.run_id, runs.c.settings)
        .join(runs, runs.c.id == versions.c.run_id)
        .join(rulings, rulings.c.statement_id == versions.c.statement_id)
        .where(versions.c.statement_id.in_(lost), runs.c.model == CODER)
        .where(rulings.c.field == MISSED, rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
    )
    kept = {row.statement_id: row for row in connection.execute(added)}
    for id_, row in kept.items():
        connection.execute(delete(versions).where(versions.c.statement_id == id_, versions.c.run_id != row.run_id))
        connection.execute(update(statements).where(statements.c.id == id_).values(added_by=row.settings))
    gone = [id_ for id_ in lost if id_ not in kept]
    connection.execute(update(statements).where(statements.c.id.in_(gone)).values(gone_at=now()))
    return gone


def _fresh(fingerprint: str, old: Mapping[str, object], run: int) -> str:
    """An id for a statement that no reading had; its fingerprint, unless another statement has that id."""
    return fingerprint if fingerprint not in old else hashlib.sha256(f"{fingerprint}\x00{run}".encode()).hexdigest()[:16]


def _homeless(connection: Connection, gone: list[str]) -> int:
    standing = select(rulings.c.id).where(rulings.c.statement_id.in_(gone), rulings.c.undone_at.is_(None))
    return len(connection.execute(standing).all())

"""What people rule: made, taken back, and told with what the machine had read. A ruling is a row that never changes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from onrecord.errors import RulingError, UnknownError
from onrecord.store.align import aligned
from onrecord.store.database import Database, note, now
from onrecord.store.naming_rulings import speaker_of, tie, untie
from onrecord.store.projection import CLAIM_FIELDS, MISSED, STATEMENT_FIELDS, Ruling, main_claim, new_claim, ruled
from onrecord.store.schema import entries, readings, rulings, runs, statements, texts, versions
from onrecord.store.values import NONE, About, spans_of, told, value_of
from onrecord.store.writing import refresh, run_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

#: How the reason of a ruling begins that decides between codings.
ADJUDICATED = "adjudicated"
#: Names that stand for something else where codings are compared.
RESERVED = ("model", ADJUDICATED)
#: The log's word for a text that a coder has read to its end.
WHOLE = "whole"
_OPENING = "“\"„«‘'"


class By(NamedTuple):
    """Who rules, and how.

    Attributes:
        coder: the person's name.
        reason: why.
        blind: made without sight of the machine's values: kept as a coding, and nothing is changed by it.
        adjudicates: it decides between codings that differ; its value may be none of theirs.
    """

    coder: str
    reason: str | None = None
    blind: bool = False
    adjudicates: bool = False


class Ruled(NamedTuple):
    """A ruling in the words of people; ``claim`` counts from 1."""

    id: int
    statement: str
    claim: int | None
    field: str
    old: str
    new: str
    coder: str
    blind: bool


def rule(
    database: Database, statement: str, field: str, given: str, *, by: By, claim: int | None = None, within: Collection[str] | None = None
) -> Ruled:
    """Rules on a field of a statement or of one of its claims, in one transaction.

    Args:
        database: that holds the statement.
        statement: its id.
        field: one of ``STATEMENT_FIELDS`` and ``CLAIM_FIELDS``.
        given: the value in plain words; see ``onrecord.store.values``.
        by: who rules, and how.
        claim: which claim, counted from 1 in the order of the text; the main one unless told. One more than there are, with a kind, adds one.
        within: the articles it must be in.

    Raises:
        UnknownError: there is no such statement.
        RulingError: the field, the claim or the value is none that it can have.
    """
    if field not in (*STATEMENT_FIELDS, *CLAIM_FIELDS):
        raise RulingError(field, "is no field", advice=f"choose {', '.join((*STATEMENT_FIELDS, *CLAIM_FIELDS))}, or {MISSED} for an article")
    _check(by, field)
    with database.begin() as connection:
        text_id, text = _locked_text(connection, statement, within)
        data = _data_of(connection, statement, text_id)
        there, _ = ruled(data, _standing(connection, statement))
        place = _place(there, field, claim)
        near = there["content"] if place is None or place == len(there["claims"]) else there["claims"][place]["span"]
        old = _value(there, field, place)
        if field == "speaker":
            new = speaker_of(connection, text_id, given.strip())
        else:
            new = value_of(field, given, About(text, near or there["content"], old))
        if field == "stance":
            old = next((s for s in old or () if s["issue"] == new["issue"]), None)
        moment = now()
        id_ = _insert(connection, Ruling(0, place, field, new, by.coder, by.blind), statement, old=old, by=by, moment=moment)
        if field == "speaker" and new and not by.blind:
            tie(connection, text_id, new, by.coder, id_)
        if not by.blind:
            refresh(connection, text_id)
        shown = place + 1 if place is not None else None
        return Ruled(id_, statement, shown, field, told(field, old, text), told(field, new, text), by.coder, by.blind)


def add_missed(
    database: Database, article: str, given: str, *, by: By, speaker: str | None = None, within: Collection[str] | None = None
) -> Ruled:
    """Adds a statement that the machine missed, in one transaction.

    A blind one is a coding of the statement that is there already, of the machine or of another coder, where at least half of the
    characters are the same.

    Args:
        database: that holds the article.
        article: its id.
        given: the content, as offsets or as the exact words.
        by: who adds it, and how.
        speaker: whose statement it is: a name, or the id of a known speaker.
        within: the articles it must be one of.

    Raises:
        UnknownError: there is no such article.
        RulingError: the article does not have the words, or they are a statement already.
    """
    _check(by, MISSED)
    with database.begin() as connection:
        text = _locked_article(connection, article, within)
        content = spans_of("content", given.strip(), About(text, []))
        assert content is not None  # noqa: S101 - a content cannot be none
        id_ = _statement_of(connection, article, content, by)
        who = speaker_of(connection, article, speaker.strip()) if speaker else None
        moment = now()
        if not by.blind:
            _bring(connection, article, id_, by.coder, content, text)
        ruling = _insert(connection, Ruling(0, None, MISSED, content, by.coder, by.blind), id_, old=None, by=by, moment=moment)
        if who:
            second = _insert(connection, Ruling(0, None, "speaker", who, by.coder, by.blind), id_, old=None, by=by, moment=moment)
            if not by.blind:
                tie(connection, article, who, by.coder, second)
        if not by.blind:
            refresh(connection, article)
        return Ruled(ruling, id_, None, MISSED, NONE, told(MISSED, content, text), by.coder, by.blind)


def read_to_the_end(database: Database, article: str, coder: str, within: Collection[str] | None = None) -> None:
    """Notes that a coder has read a whole article: what the machine has and the coder does not is no statement to the coder.

    Raises:
        UnknownError: there is no such article.
    """
    _check(By(coder), MISSED)
    with database.begin() as connection:
        _locked_article(connection, article, within)
        note(connection, WHOLE, article, who=coder)


def undo(database: Database, coder: str | None = None, within: Collection[str] | None = None) -> list[Ruled]:
    """Takes the last standing ruling back, or the last of a coder; with it what was ruled in the same act.

    Raises:
        UnknownError: nothing stands.
    """
    with database.begin() as connection:
        last = select(rulings).where(rulings.c.undone_at.is_(None)).order_by(rulings.c.id.desc())
        if coder is not None:
            last = last.where(rulings.c.coder == coder)
        found = connection.execute(last.limit(1)).first() if within is None else _last_within(connection, last, within)
        if found is None:
            name = coder or database.name
            raise UnknownError(name, "no ruling stands that could be taken back", advice="`onrecord history STATEMENT` shows all of them")
        text_id, text = _locked_text(connection, found.statement_id, None)
        same = rulings.c.statement_id == found.statement_id, rulings.c.coder == found.coder, rulings.c.ruled_at == found.ruled_at
        rows = connection.execute(select(rulings).where(*same, rulings.c.undone_at.is_(None)).order_by(rulings.c.id)).all()
        moment = now()
        ids = [row.id for row in rows]
        connection.execute(update(rulings).where(rulings.c.id.in_(ids)).values(undone_at=moment, undone_by=coder or found.coder))
        for row in rows:
            note(connection, "undo", row.statement_id, who=coder or found.coder, details={"ruling": row.id, "field": row.field})
            if row.field == "speaker":
                untie(connection, text_id, row.id)
            elif row.field == MISSED:
                _take_away(connection, row.statement_id, moment)
        refresh(connection, text_id)
        return [_in_words(row, text) for row in rows]


def history(database: Database, statement: str, field: str | None = None, within: Collection[str] | None = None) -> list[dict[str, Any]]:
    """What each run read in a field and what each person ruled on it, in order; of all fields that were ruled on, unless told.

    Raises:
        UnknownError: there is no such statement, or no such field.
    """
    known = (*STATEMENT_FIELDS, *CLAIM_FIELDS, MISSED)
    if field is not None and field not in known:
        raise UnknownError(field, "is no field", advice=f"choose {', '.join(known)}")
    with database.read() as connection:
        text_id, text = _text_of(connection, statement, within)
        made = connection.execute(select(rulings).where(rulings.c.statement_id == statement).order_by(rulings.c.id)).all()
        fields = [f for f in known if f in ({field} if field else {r.field for r in made})] or list(known)
        rows: list[dict[str, Any]] = []
        read = connection.execute(
            select(runs.c.model, runs.c.settings, readings.c.read_at, versions.c.data)
            .join(runs, runs.c.id == versions.c.run_id)
            .join(readings, (readings.c.run_id == versions.c.run_id) & (readings.c.text_id == text_id))
            .where(versions.c.statement_id == statement)
            .order_by(readings.c.read_at)
        )
        for model, settings, at, data in read:
            by = f"{model}, {settings}" if settings else model
            rows += [{"id": f"{by}:{_named(f, p)}", "at": at, "by": by, "field": _named(f, p), "new": told(f, v, text)} for f, p, v in (
                _values(data, fields, every=field is not None or bool(made))
            )]  # fmt: skip
        for row in made:
            if row.field in fields:
                done = _in_words(row, text)
                rows.append({
                    "id": str(row.id), "at": row.ruled_at, "by": row.coder, "field": _named(row.field, row.claim), "old": done.old,
                    "new": done.new, "reason": row.reason, "blind": row.blind, "undone": row.undone_at, "undone_by": row.undone_by,
                })  # fmt: skip
        return rows

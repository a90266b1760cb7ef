"""Statements that the machine missed and a coder adds. Their version is made from the ruling, and goes when it is taken back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from onrecord.errors import RulingError
from onrecord.store.database import Database, note, now
from onrecord.store.ruling.bearing import speaker_of, tie
from onrecord.store.ruling.rows import By, Ruled, check, insert_ruling, lock_article
from onrecord.store.ruling.values import NONE, About, spans_of, told
from onrecord.store.schema import entries, rulings, runs, statements, versions
from onrecord.store.writing.align import aligned
from onrecord.store.writing.articles import refresh, run_of
from onrecord.store.writing.projection import MISSED, Ruling
from onrecord.store.writing.rereading import CODER

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

#: The log's word for a text that a coder has read to its end.
WHOLE = "whole"
_OPENING = "“\"„«‘'"


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
    check(by, MISSED)
    with database.begin() as connection:
        text = lock_article(connection, article, within)
        content = spans_of("content", given.strip(), About(text, []))
        assert content is not None  # noqa: S101 - a content cannot be none
        id_ = statement_of(connection, article, content, by)
        who = speaker_of(connection, article, speaker.strip()) if speaker else None
        moment = now()
        if not by.blind:
            bring(connection, id_, by.coder, content, text)
        ruling = insert_ruling(connection, Ruling(0, None, MISSED, content, by.coder, by.blind), id_, old=None, by=by, moment=moment)
        if who:
            second = insert_ruling(connection, Ruling(0, None, "speaker", who, by.coder, by.blind), id_, old=None, by=by, moment=moment)
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
    check(By(coder), MISSED)
    with database.begin() as connection:
        lock_article(connection, article, within)
        note(connection, WHOLE, article, who=coder)


def take_away(connection: Connection, statement: str, moment: str) -> None:
    """Takes an added statement out of the record where no coder stands by it any more; its rulings tell what it was."""
    added = select(statements.c.id).where(statements.c.id == statement, statements.c.added_by.is_not(None))
    stands = select(rulings.c.id).where(
        rulings.c.statement_id == statement, rulings.c.field == MISSED, rulings.c.undone_at.is_(None), rulings.c.blind.is_(False)
    )
    if connection.execute(added).first() is not None and connection.execute(stands).first() is None:
        connection.execute(delete(versions).where(versions.c.statement_id == statement))
        connection.execute(update(statements).where(statements.c.id == statement).values(gone_at=moment))


def added_data(id_: str, content: list[list[int]], text: str) -> dict[str, Any]:
    """An added statement as the contract's object: its content, and nothing known of it yet."""
    empty = dict.fromkeys(("source", "cue", "said", "occasion", "speaker", "reported_by"))
    form = "direct" if text[content[0][0]] in _OPENING else "indirect"
    return {"id": id_, "content": content, "form": form, "voice": "report", "confidence": 1.0, "claims": [], **empty}


def statement_of(connection: Connection, article: str, content: list[list[int]], by: By) -> str:
    """The id of the statement that has a content; made where there is none."""
    there = {
        row.statement_id: row.data
        for row in connection.execute(select(entries.c.statement_id, entries.c.data).where(entries.c.text_id == article))
    }
    same = next((id_ for id_, data in there.items() if data["content"] == content), None)
    if by.blind:
        marked = connection.execute(
            select(rulings.c.statement_id, rulings.c.coder, rulings.c.new)
            .join(statements, statements.c.id == rulings.c.statement_id)
            .where(statements.c.text_id == article, rulings.c.field == MISSED, rulings.c.blind, rulings.c.undone_at.is_(None))
        ).all()
        blank = dict.fromkeys(("source", "cue", "reported_by"))  # the content alone decides
        known = {id_: {**blank, "content": data["content"]} for id_, data in there.items()}
        known |= {row.statement_id: {**blank, "content": row.new} for row in marked if row.statement_id not in known}
        for row in marked:
            if row.coder == by.coder:
                known.pop(row.statement_id, None)
        match = aligned(known, [{**blank, "id": "new", "content": content}])
        if match:
            return match["new"]
    elif same is not None:
        raise RulingError(MISSED, f"these words are statement {same} already", advice="rule on that one")
    key = "\x00".join((article, MISSED, *(f"{s}-{e}" for s, e in content)))
    id_ = hashlib.sha256(key.encode()).hexdigest()[:16]
    if connection.execute(select(statements.c.id).where(statements.c.id == id_)).first() is None:
        connection.execute(insert(statements).values(id=id_, text_id=article, added_by=by.coder, added_at=now(), gone_at=now()))
    return id_


def bring(connection: Connection, statement: str, coder: str, content: list[list[int]], text: str) -> None:
    """Puts an added statement into the record; one that is in the present reading stays as that has it."""
    own = statements.c.id == statement
    if connection.execute(select(statements.c.gone_at).where(own)).scalar() is None:
        return
    connection.execute(update(statements).where(own).values(gone_at=None, added_by=func.coalesce(statements.c.added_by, coder)))
    of_coders = select(runs.c.id).where(runs.c.model == CODER)
    read = versions.c.statement_id == statement
    connection.execute(delete(versions).where(read, versions.c.run_id.not_in(of_coders)))
    if connection.execute(select(versions.c.run_id).where(read)).first() is None:
        row = {"statement_id": statement, "run_id": run_of(connection, CODER, coder), "fingerprint": statement}
        connection.execute(insert(versions).values(**row, data=added_data(statement, content, text)))

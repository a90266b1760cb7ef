"""Rows of rulings: who rules, what is locked meanwhile, how a ruling is kept and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select

from onrecord.errors import RulingError, UnknownError
from onrecord.store.database import note
from onrecord.store.ruling.values import told
from onrecord.store.schema import rulings, statements, texts
from onrecord.store.writing.projection import Ruling

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

#: How the reason of a ruling begins that decides between codings.
ADJUDICATED = "adjudicated"
#: Names that stand for something else where codings are compared.
RESERVED = ("model", ADJUDICATED)


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


def check(by: By, field: str) -> None:
    """Refuses coders without a name of their own, and what cannot go together.

    Raises:
        RulingError: the coder's name stands for something else, or a blind ruling adjudicates.
    """
    if not by.coder.strip() or by.coder.lower() in RESERVED:
        raise RulingError(field, f"a coder cannot be called {by.coder!r}", advice="give the name of the person who rules")
    if by.blind and by.adjudicates:
        raise RulingError(field, "cannot be adjudicated blind", advice="who adjudicates has seen the codings")


def text_of(connection: Connection, statement: str, within: Collection[str] | None) -> tuple[str, str]:
    """The text that a statement stands in: its id, and its words.

    Raises:
        UnknownError: there is no such statement.
    """
    found = connection.execute(
        select(texts.c.id, texts.c.text).join(statements, statements.c.text_id == texts.c.id).where(statements.c.id == statement)
    ).first()
    if found is None or (within is not None and found.id not in within):
        where = "" if found is None else " in this debate"
        advice = "`onrecord statements` lists the ids"
        if connection.execute(select(texts.c.id).where(texts.c.id == statement)).first() is not None:
            advice = "it is an article's id, and of an article `missed` alone can be ruled"
        raise UnknownError(statement, f"there is no such statement{where}", advice=advice)
    return found.id, found.text


def lock_text(connection: Connection, statement: str, within: Collection[str] | None) -> tuple[str, str]:
    """The text that a statement stands in, while nobody else can change its entries.

    Raises:
        UnknownError: there is no such statement.
    """
    found = text_of(connection, statement, within)
    connection.execute(select(texts.c.id).where(texts.c.id == found[0]).with_for_update())
    return found


def lock_article(connection: Connection, article: str, within: Collection[str] | None) -> str:
    """An article's text, while nobody else can change its entries.

    Raises:
        UnknownError: there is no such article.
    """
    found = connection.execute(select(texts.c.text).where(texts.c.id == article).with_for_update()).scalar()
    if found is None or (within is not None and article not in within):
        where = "" if found is None else " in this debate"
        advice = "`onrecord articles` lists the ids"
        if of := connection.execute(select(statements.c.text_id).where(statements.c.id == article)).scalar():
            advice = f"it is a statement's id, of article {of}"
        raise UnknownError(article, f"there is no such article{where}", advice=advice)
    return str(found)


def standing(connection: Connection, statement: str) -> list[Ruling]:
    """The rulings on a statement that were not taken back."""
    rows = connection.execute(select(rulings).where(rulings.c.statement_id == statement, rulings.c.undone_at.is_(None)))
    return [Ruling(r.id, r.claim, r.field, r.new, r.coder, r.blind, r.claim_span) for r in rows]


def insert_ruling(connection: Connection, ruling: Ruling, statement: str, *, old: Any, by: By, moment: str) -> int:  # noqa: ANN401 - the old value
    """Keeps a ruling with the value before it, writes the line of the log, and returns the number of the ruling."""
    reason = by.reason
    if by.adjudicates:
        reason = f"{ADJUDICATED}: {reason}" if reason else ADJUDICATED
    made = connection.execute(
        insert(rulings)
        .values(
            statement_id=statement, claim=ruling.claim, claim_span=ruling.claim_span, field=ruling.field, old=old,
            new=ruling.new, coder=by.coder, reason=reason,
            blind=by.blind, ruled_at=moment,
        )
        .returning(rulings.c.id)
    ).scalar_one()  # fmt: skip
    details = {"ruling": made, "field": ruling.field, "blind": by.blind, "adjudicates": by.adjudicates}
    note(connection, "rule", statement, who=by.coder, details=details)
    return int(made)


def in_words(row: Any, text: str) -> Ruled:  # noqa: ANN401 - a row of rulings
    """A row of rulings in the words of people."""
    claim = row.claim + 1 if row.claim is not None else None
    old, new = told(row.field, row.old, text), told(row.field, row.new, text)
    return Ruled(row.id, row.statement_id, claim, row.field, old, new, row.coder, row.blind)

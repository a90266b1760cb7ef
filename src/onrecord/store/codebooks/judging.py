"""What the program judges: the claims of each text with the issues that cover it, and what it said of them put into the database."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, select, update

from onrecord.codebook.issues import wording_of
from onrecord.store.batches import batches
from onrecord.store.codebooks.books import issues_by_text
from onrecord.store.database import note
from onrecord.store.schema import entries, issues, judged, rulings, statements, texts
from onrecord.store.writing.articles import refresh, run_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from onrecord.store.database import Database


class TextToJudge(NamedTuple):
    """A text whose claims are to be judged.

    Attributes:
        statements: its statements as they stand (the contract's objects), those with claims.
        issues: id to sentence.
        key: by which it is known that all of this was judged.
    """

    id: str
    text: str
    statements: list[dict[str, Any]]
    issues: dict[str, str]
    key: str


class JudgedClaim(NamedTuple):
    """What the program said of a claim and an issue.

    Attributes:
        statement: the id of the claim's statement.
        place: the claim's place in it, from 0.
        span: where the claim stands.
        text: the issue's sentence.
        stance: for, against, neither; None where it abstained.
        evidence: what it rests on.
    """

    statement: str
    place: int
    span: list[list[int]]
    text: str
    stance: str | None
    confidence: float
    evidence: Mapping[str, Any]


def run_for(database: Database, model: str, settings: Mapping[str, Any]) -> int:
    """The number of the run of a stance model with its settings; made where there is none."""
    with database.begin() as connection:
        return run_of(connection, model, json.dumps(settings, sort_keys=True))


def count_covered(database: Database, within: Collection[str] | None) -> int:
    """How many texts a codebook covers and have statements, of those in a debate or of all."""
    with database.read() as connection:
        return sum(len(ids) for ids in _covered(connection, within))


def unjudged(database: Database, run: int, within: Collection[str] | None) -> Iterator[TextToJudge]:
    """The texts, in order of time, that a run has not judged as they stand, with the issues that cover them."""
    with database.read() as connection:
        listed = list(_covered(connection, within))
    for ids in listed:
        with database.read() as connection:
            covering = issues_by_text(connection, ids)
            done = {row.id: row for row in connection.execute(select(texts).where(texts.c.id.in_(ids)))}
            found: dict[str, list[dict[str, Any]]] = {text_id: [] for text_id in ids}
            own = select(entries.c.text_id, entries.c.data).where(entries.c.text_id.in_(ids)).order_by(entries.c.place)
            for text_id, data in connection.execute(own):
                if data["claims"]:
                    found[text_id].append(data)
        for text_id in ids:
            key = _key(found[text_id], covering[text_id])
            if (done[text_id].stance_run_id, done[text_id].stance_key) != (run, key):
                yield TextToJudge(text_id, done[text_id].text, found[text_id], covering[text_id], key)


def put_judged(database: Database, text: TextToJudge, run: int, said: Iterable[JudgedClaim]) -> int:
    """Keeps what a run said of a text's claims and makes it the present, in one transaction; returns how many sides it gave.

    What claims the text has is looked at again: if they changed meanwhile, nothing is kept, and the next round judges them.
    """
    rows = [
        {
            "statement_id": one.statement, "place": one.place, "wording": wording_of(one.text), "run_id": run, "span": one.span,
            "stance": one.stance, "confidence": one.confidence, "evidence": dict(one.evidence),
        }
        for one in said
    ]  # fmt: skip
    with database.begin() as connection:
        connection.execute(select(texts.c.id).where(texts.c.id == text.id).with_for_update())
        own = select(entries.c.data).where(entries.c.text_id == text.id).order_by(entries.c.place)
        standing = [data for data in connection.execute(own).scalars() if data["claims"]]
        if _key(standing, issues_by_text(connection, [text.id])[text.id]) != text.key:
            return 0
        of_text = select(statements.c.id).where(statements.c.text_id == text.id)
        connection.execute(delete(judged).where(judged.c.run_id == run, judged.c.statement_id.in_(of_text)))
        for some in batches(rows):
            connection.execute(insert(judged), some)
        connection.execute(update(texts).where(texts.c.id == text.id).values(stance_run_id=run, stance_key=text.key))
        refresh(connection, text.id)
        return sum(row["stance"] in ("for", "against") for row in rows)


def note_applied(database: Database, of: str, details: Mapping[str, Any]) -> None:
    """Writes into the log that a codebook was applied."""
    with database.begin() as connection:
        note(connection, "apply", of, details=dict(details))


class RuledStance(NamedTuple):
    """A stance that a person gave.

    Attributes:
        text: the article's.
        statement: the claim's statement: ``id``, ``cue``, and under ``claims`` the one claim's ``span``.
        issue: the sentence of the issue.
        ruling: the number of the ruling.
    """

    text: str
    statement: dict[str, Any]
    issue: str
    stance: str
    ruling: int


def ruled_stances(database: Database, within: Collection[str] | None) -> list[RuledStance]:
    """The stances that people gave on present issues, the last on each claim and issue, in the order of the rulings."""
    with database.read() as connection:
        known = {row.id: row.text for row in connection.execute(select(issues.c.id, issues.c.text))}
        rows = connection.execute(
            select(rulings, entries.c.data, texts.c.text, entries.c.text_id)
            .join(entries, entries.c.statement_id == rulings.c.statement_id)
            .join(texts, texts.c.id == entries.c.text_id)
            .where(rulings.c.field == "stance", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
            .order_by(rulings.c.id)
        )
        last: dict[tuple[str, int, str], RuledStance | None] = {}
        for row in rows:
            issue, stance = row.new["issue"], row.new.get("stance")
            if row.claim_span is None or issue not in known or (within is not None and row.text_id not in within):
                continue
            one = {"id": row.statement_id, "cue": row.data["cue"], "claims": [{"span": row.claim_span}]}
            told = RuledStance(row.text, one, known[issue], stance, row.id) if stance else None
            last[row.statement_id, row.claim, issue] = told
    return sorted((one for one in last.values() if one is not None), key=lambda one: one.ruling)


def _covered(connection: Connection, within: Collection[str] | None) -> Iterator[list[str]]:
    """The texts that a codebook covers, in order of time, some at once."""
    ids = connection.execute(select(texts.c.id).where(texts.c.run_id.is_not(None)).order_by(texts.c.number)).scalars()
    for some in batches(id_ for id_ in ids if within is None or id_ in within):
        covering = issues_by_text(connection, some)
        covered = [id_ for id_ in some if covering[id_]]
        if covered:
            yield covered


def _key(standing: Iterable[Mapping[str, Any]], issues: Mapping[str, str]) -> str:
    """A hash of the claims of statements, where they stand, and of the sentences of issues."""
    claims = [[one["id"], [claim["span"] for claim in one["claims"]], one["cue"]] for one in standing]
    words = json.dumps([claims, sorted(issues.values())], separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""An article's statements as people coded them elsewhere, taken in as these people's rulings: in one transaction, and only what differs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import or_, select

from onrecord.store.database import note, now
from onrecord.store.ruling.bearing import speaker_of, tie, untie
from onrecord.store.ruling.missed import bring, statement_of
from onrecord.store.ruling.rows import By, insert_ruling, lock_article
from onrecord.store.schema import entries, rulings, speakers, statements, variants
from onrecord.store.writing.articles import refresh
from onrecord.store.writing.projection import MISSED, Ruling

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from onrecord.store.database import Database

Spans = list[list[int]]
#: The kind of a claim of which the other program tells none: what it says is coded for whom and what, not for what it puts forward.
UNTOLD = "assessment"


class CodedClaim(NamedTuple):
    """A claim with people's stances.

    Attributes:
        span: where it stands.
        kind: None where the other program has none.
        stances: issue → side and coder.
    """

    span: Spans
    kind: str | None
    stances: Mapping[str, tuple[str, str]]


class CodedStatement(NamedTuple):
    """A statement as somebody coded it.

    Attributes:
        id: of the statement in this database, where the other program kept it; else anything.
        speaker: name, type, role, affiliation, and the id where it is one of this database; None where nobody is named.
        parts: source and cue, where they are told.
        coder: who coded it.
    """

    id: str
    content: Spans
    speaker: Mapping[str, str | None] | None
    parts: Mapping[str, Spans]
    claims: Sequence[CodedClaim]
    coder: str


class Taken(NamedTuple):
    """What became of coded statements.

    Attributes:
        added: statements that were not here.
        changed: statements that people coded otherwise than they stand here.
        same: statements that stand here as coded.
        rulings: how many rulings were made.
    """

    added: int
    changed: int
    same: int
    rulings: int


def take_coded(
    database: Database, article: str, coded: Sequence[CodedStatement], *, reason: str, gone: Mapping[str, str] | None = None
) -> Taken:
    """Takes coded statements of an article in; taking the same in again changes nothing.

    Args:
        database: that holds the article.
        article: its id.
        coded: the statements.
        reason: kept with every ruling.
        gone: ids of statements that a coder took out, with the coder.

    Raises:
        UnknownError: there is no such article.
        RulingError: several speakers have a name.
    """
    with database.begin() as connection:
        lock_article(connection, article, None)
        taking = _Taking(connection, article, reason)
        for one in coded:
            taking.take(one)
        for id_, coder in (gone or {}).items():
            if id_ in taking.there:
                taking.rule(id_, None, "statement", "no", coder, old="yes")
                taking.counts["changed"] += 1
        if taking.counts["rulings"]:
            untie(connection, article)
            refresh(connection, article)
            note(connection, "take", article, details=dict(taking.counts))
        return Taken(*(taking.counts[field] for field in Taken._fields))


class _Taking:
    """The statements of an article being taken in."""

    def __init__(self, connection: Connection, article: str, reason: str) -> None:
        self.connection, self.article, self.reason, self.moment = connection, article, reason, now()
        self.counts: Counter[str] = Counter()
        rows = connection.execute(select(entries.c.data).where(entries.c.text_id == article)).scalars()
        self.there: dict[str, dict[str, Any]] = {data["id"]: data for data in rows}
        self.text = lock_article(connection, article, None)

    def take(self, one: CodedStatement) -> None:
        """Takes one statement in: a new one, or what is coded otherwise than it stands."""
        id_ = one.id if one.id in self.there else self._same(one.content)
        before = self.counts["rulings"]
        if id_ is None:
            self._add(one)
            return
        data = self.there[id_]
        if one.content != data["content"]:
            self.rule(id_, None, "content", one.content, one.coder, old=data["content"])
        if one.speaker and one.speaker["name"] not in self._names(data):
            self._speak(id_, one.speaker, one.coder)
        for claim in one.claims:
            self._claim(id_, data, claim, one.coder)
        self.counts["changed" if self.counts["rulings"] > before else "same"] += 1

    def rule(self, statement: str, claim: tuple[int, Spans | None] | None, field: str, new: Any, coder: str, *, old: Any = None) -> int:  # noqa: ANN401
        """A ruling of a coder."""
        place, span = claim or (None, None)
        self.counts["rulings"] += 1
        by = By(coder, reason=self.reason)
        return insert_ruling(
            self.connection,
            Ruling(0, place, field, new, coder, blind=False, claim_span=span),
            statement,
            old=old,
            by=by,
            moment=self.moment,
        )

    def target(self, row: CodedRuling) -> tuple[Any, ...]:
        """What a ruling is on: statement, claim by its place, field, and the issue of a stance."""
        claims = self.there.get(row.statement, {}).get("claims", ())
        place = next((k for k, one in enumerate(claims) if one["id"] == row.claim), None)
        return row.statement, place, row.field, row.new["issue"] if row.field == "stance" else None

    def put(self, row: CodedRuling) -> None:
        """Makes a ruling, if it is on something that is there and says something else."""
        data = self.there.get(row.statement)
        if data is None:
            return
        if row.claim is None:
            if row.field == "speaker" and row.new:
                if row.new["name"] not in self._names(data):
                    self._speak(row.statement, row.new, row.coder)
                return
            told = row.field in ("role", "affiliation")
            old = (data.get("speaker") or {}).get(row.field) if told else None
            if not told or old != row.new:
                self.rule(row.statement, None, row.field, row.new, row.coder, old=old)
            return
        place = next((k for k, one in enumerate(data["claims"]) if one["id"] == row.claim), None)
        if place is None:
            return
        claim = data["claims"][place]
        old = next((s for s in claim.get("stances") or () if row.field == "stance" and s["issue"] == row.new["issue"]), None)
        self.rule(row.statement, (place, claim["span"]), row.field, row.new, row.coder, old=claim["span"] if row.field == "span" else old)

    def _same(self, content: Spans) -> str | None:
        return next((id_ for id_, data in self.there.items() if data["content"] == content), None)

    def _add(self, one: CodedStatement) -> None:
        id_ = statement_of(self.connection, self.article, one.content, By(one.coder))
        bring(self.connection, id_, one.coder, one.content, self.text)
        self.rule(id_, None, MISSED, one.content, one.coder)
        if one.speaker:
            self._speak(id_, one.speaker, one.coder)
        for field, spans in one.parts.items():
            if spans:
                self.rule(id_, None, field, spans, one.coder)
        for place, claim in enumerate(one.claims):
            self.rule(id_, (place, claim.span), "kind", claim.kind or UNTOLD, one.coder)
            if claim.span != one.content:
                self.rule(id_, (place, one.content), "span", claim.span, one.coder)
            for issue, (side, coder) in claim.stances.items():
                self.rule(id_, (place, claim.span), "stance", {"issue": issue, "stance": side}, coder)
        self.there[id_] = {"id": id_, "content": one.content, "speaker": one.speaker, "claims": [_taken(claim) for claim in one.claims]}
        self.counts["added"] += 1

    def _speak(self, id_: str, speaker: Mapping[str, str | None], coder: str) -> None:
        """A ruling on who speaks: one of this id that is known, else the only one of this name and type, else a new one."""
        told = {key: value or None for key, value in speaker.items() if key != "id"}
        name = str(told["name"])
        known = select(speakers.c.id).where(speakers.c.name == name)
        ids = list(self.connection.execute(known.where(speakers.c.type == told["type"])).scalars())
        if speaker.get("id") in ids:
            ids = [str(speaker["id"])]
        given = ids[0] if len(ids) == 1 else name if ids else json.dumps(told)
        found = speaker_of(self.connection, self.article, given)
        assert found is not None  # noqa: S101 - none is what an empty name would give
        who = {**found, **told}
        tie(self.connection, self.article, who, coder, self.rule(id_, None, "speaker", who, coder))

    def _names(self, data: Mapping[str, Any]) -> Collection[str]:
        """What the statement's speaker is called: in the article, and over all."""
        speaker = data.get("speaker") or {}
        own = (
            select(speakers.c.name)
            .join(variants, variants.c.speaker_id == speakers.c.id)
            .where(variants.c.text_id == self.article, variants.c.local_id == (speaker.get("id") or ""))
        )
        return {speaker.get("name"), *self.connection.execute(own).scalars()}

    def _claim(self, id_: str, data: Mapping[str, Any], claim: CodedClaim, coder: str) -> None:
        """What is coded of a claim that is there, found by where it stands; one that is not there is added."""
        claims = data["claims"]
        place = next((k for k, one in enumerate(claims) if one["span"] == claim.span), None)
        if place is None:
            if not claim.stances:
                return
            place = len(claims)
            self.rule(id_, (place, claim.span), "kind", claim.kind or UNTOLD, coder)
            self.rule(id_, (place, data["content"]), "span", claim.span, coder)
            claims.append({"span": claim.span, "stances": []})
        stands = {s["issue"]: s["stance"] for s in claims[place].get("stances") or ()}
        for issue, (side, who) in claim.stances.items():
            if stands.get(issue) != side:
                told = {"issue": issue, "stance": None if side == "none" else side}
                if told["stance"] != stands.get(issue):
                    self.rule(id_, (place, claim.span), "stance", told, who, old={"issue": issue, "stance": stands.get(issue)})


def _taken(claim: CodedClaim) -> dict[str, Any]:
    """A claim that was taken in, as far as the next ones are compared with it."""
    return {"span": claim.span, "stances": [{"issue": issue, "stance": side} for issue, (side, _) in claim.stances.items()]}


class CodedRuling(NamedTuple):
    """A person's ruling on a statement that is here.

    Attributes:
        claim: the claim's id; None for a field of the statement.
        new: as a ruling holds it; of a speaker name, type and the id where it is one of this database.
    """

    statement: str
    claim: str | None
    field: str
    new: Any
    coder: str


def take_rulings(
    database: Database, article: str, rows: Sequence[CodedRuling], *, reason: str, as_of: str | None = None
) -> tuple[int, int]:
    """Makes rulings on an article's statements, in one transaction; returns how many, and how many gave way to later ones.

    Those on statements or claims that the article no longer has, and those that say what stands, are left out.

    Args:
        database: that holds the article.
        article: its id.
        rows: the rulings, in order.
        reason: kept with each.
        as_of: the moment (UTC, ISO) up to which they can know of other rulings: what was ruled later on the same thing stays.

    Raises:
        UnknownError: there is no such article.
        RulingError: several speakers have a name.
    """
    if not rows:
        return 0, 0
    with database.begin() as connection:
        taking = _Taking(connection, article, reason)
        later = _later(connection, article, as_of, reason) if as_of else set()
        for row in rows:
            if taking.target(row) in later:
                taking.counts["later"] += 1
            else:
                taking.put(row)
        if taking.counts["rulings"]:
            untie(connection, article)
            refresh(connection, article)
            note(connection, "take", article, details=dict(taking.counts))
        return taking.counts["rulings"], taking.counts["later"]


def _later(connection: Connection, article: str, as_of: str, reason: str) -> set[tuple[Any, ...]]:
    """What of an article people ruled on after a moment, but for what came of the same file: statement, claim, field, issue of a stance."""
    rows = connection.execute(
        select(rulings)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(
            statements.c.text_id == article,
            rulings.c.ruled_at > as_of,
            rulings.c.undone_at.is_(None),
            rulings.c.blind.is_(False),
            or_(rulings.c.reason.is_(None), rulings.c.reason != reason),
        )
    )
    return {(row.statement_id, row.claim, row.field, row.new["issue"] if row.field == "stance" else None) for row in rows}

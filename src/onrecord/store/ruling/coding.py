"""Codings to compare: samples of whole articles drawn at random, the review queue beside them, and what each coder gave.

The model is a coder like others: its codings are what the present run read, without rulings.
"""

from __future__ import annotations

import hashlib
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, select

from onrecord.errors import StoreError, UnknownError
from onrecord.store.batches import BATCH, batches
from onrecord.store.database import Database, note
from onrecord.store.ruling.missed import WHOLE
from onrecord.store.ruling.rows import ADJUDICATED
from onrecord.store.ruling.values import SPANS, told
from onrecord.store.schema import appearances, entries, log, rulings, statements, texts, variants, versions
from onrecord.store.writing.projection import CLAIM_FIELDS, MISSED, STATEMENT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Row

#: The coder that the machine is.
MODEL = "model"
#: What a coder gives a field that has no value.
NO_VALUE = "none"
#: How many of the most doubtful statements are looked at for those of some articles, before the articles are.
WINDOW = 4_000
_QUEUED = (
    entries.c.statement_id, entries.c.text_id, entries.c.place, entries.c.outlet, entries.c.published, entries.c.doubt, entries.c.claims,
    entries.c.kind, entries.c.speaker_name, entries.c.content_text, entries.c.number,
)  # fmt: skip


class Sample(NamedTuple):
    """Articles drawn at random.

    Attributes:
        name: what it is called.
        seed: draws the same articles from the same ones.
        population: how many there were to draw from.
        articles: their ids, in the order of drawing.
    """

    name: str
    seed: int
    population: int
    articles: tuple[str, ...]


class Unit(NamedTuple):
    """What is coded: a field of a statement, of its claim (counted from 0), or of the claim's stance on an issue."""

    text: str
    statement: str
    claim: int | None
    field: str
    issue: str | None = None


class Coding(NamedTuple):
    """What a coder gave a unit.

    Attributes:
        value: for comparing: the same value has the same words.
        spans: of a field that is words in the text.
        blind: made without sight of the machine's value.
    """

    value: str
    spans: tuple[tuple[int, int], ...] = ()
    blind: bool = False


def draw_sample(
    database: Database, size: int, seed: int, *, name: str | None = None, who: str | None = None, within: Collection[str] | None = None
) -> Sample:
    """Draws whole articles at random and keeps them under a name; every article has the same chance, of those that repeat each other one.

    The articles are those whose hash with the seed is least: a larger sample of one seed holds the smaller one, on any machine.

    Raises:
        StoreError: there are not as many articles, or another sample has the name.
    """
    name = name or f"seed-{seed}"
    with database.begin() as connection:
        known = samples(connection).get(name)
        own = None if within is None else set(within)
        shown = select(texts.c.id).where(texts.c.repeat_of.is_(None))
        ids = [i for i in connection.execute(shown).scalars() if own is None or i in own]
        if not 1 <= size <= len(ids):
            raise StoreError(name, f"{size} articles cannot be drawn from {len(ids)}", advice=f"draw 1 to {len(ids)}")
        drawn = sorted(ids, key=lambda i: hashlib.sha256(f"{seed}\x00{i}".encode()).hexdigest())[:size]
        if known is not None:
            if (known.seed, set(known.articles)) == (seed, set(drawn)):
                return known
            raise StoreError(name, "a sample of this name is there already", advice="give another with --name")
        details = {"seed": seed, "population": len(ids), "articles": drawn}
        note(connection, "sample", name, who=who, details=details)
        return Sample(name, seed, len(ids), tuple(drawn))


def samples(connection: Connection) -> dict[str, Sample]:
    """All samples by name; articles that were deleted since are left out."""
    rows = connection.execute(select(log.c.object, log.c.details).where(log.c.action == "sample").order_by(log.c.id)).all()
    drawn = {i for _, details in rows for i in details["articles"]}
    there = {i for some in batches(drawn) for i in connection.execute(select(texts.c.id).where(texts.c.id.in_(some))).scalars()}
    return {
        name: Sample(name, d["seed"], d["population"], tuple(i for i in d["articles"] if i in there)) for name, d in rows
    }  # fmt: skip


def sample_of(connection: Connection, name: str) -> Sample:
    """The sample of a name.

    Raises:
        UnknownError: there is none.
    """
    known = samples(connection)
    if name not in known:
        raise UnknownError(
            name, "there is no such sample", advice=f"the samples are {', '.join(known)}" if known else "`onrecord sample` draws one"
        )
    return known[name]


def articles_of(connection: Connection, sample: Sample) -> list[dict[str, Any]]:
    """The articles of a sample as rows to print."""
    rows: dict[str, dict[str, Any]] = {}
    columns = appearances.c.text_id, appearances.c.title, appearances.c.outlet, appearances.c.published
    for some in batches(sample.articles):
        for row in connection.execute(select(*columns).where(appearances.c.text_id.in_(some)).order_by(appearances.c.id)):
            rows.setdefault(row.text_id, {"id": row.text_id, "title": row.title, "outlet": row.outlet, "published": row.published})
    return [rows[i] | {"sample": sample.name} for i in sample.articles if i in rows]


def review_queue(connection: Connection, *, limit: int, within: Collection[str] | None = None, blind: bool = False) -> list[dict[str, Any]]:
    """The unchecked entries on which most rests, the most doubtful first; those of samples are kept apart.

    Args:
        connection: that reads.
        limit: how many at most.
        within: the articles they must be in.
        blind: without anything that the machine says of them but where they stand.
    """
    apart = {i for sample in samples(connection).values() for i in sample.articles}
    own = None if within is None else set(within) - apart
    unchecked = entries.c.checked.cast(Integer) == 0  # so put that SQLite reads them in their order, not by the index of what is checked
    query = select(*_QUEUED).where(unchecked, entries.c.counted).order_by(entries.c.doubt.desc(), entries.c.number.desc())
    with connection.execute(query.execution_options(yield_per=BATCH)) as rows:
        first = rows if own is None else islice(rows, WINDOW)
        found = list(islice((row for row in first if (row.text_id not in apart if own is None else row.text_id in own)), limit))
    if own is not None and len(found) < limit:
        of_articles = (row for some in batches(own) for row in connection.execute(query.where(entries.c.text_id.in_(some)).limit(limit)))
        found = nsmallest(limit, of_articles, key=lambda row: (-row.doubt, -row.number))
    return [_queued(row, blind=blind) for row in found]


def to_code(
    connection: Connection, sample: Sample, coder: str | None, *, limit: int, within: Collection[str] | None = None, blind: bool = False
) -> list[dict[str, Any]]:
    """The statements of a sample that a coder has not coded in any field, in the order of the articles."""
    done = select(rulings.c.statement_id).where(rulings.c.coder == coder, rulings.c.undone_at.is_(None))
    order = {i: at for at, i in enumerate(i for i in sample.articles if within is None or i in within)}
    found: list[Any] = []
    for some in batches(order):
        query = select(*_QUEUED).where(entries.c.text_id.in_(some), entries.c.statement_id.not_in(done))
        rows = connection.execute(query.order_by(entries.c.place, entries.c.statement_id)).all()
        found += sorted(rows, key=lambda row: order[row.text_id])
        if len(found) >= limit:
            break
    return [_queued(row, blind=blind) for row in found[:limit]]


def homeless(connection: Connection, within: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The standing rulings on statements that the present reading does not have."""
    rows = connection.execute(
        select(rulings, texts.c.text, statements.c.text_id)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .join(texts, texts.c.id == statements.c.text_id)
        .where(statements.c.gone_at.is_not(None), statements.c.added_by.is_(None), rulings.c.undone_at.is_(None))
        .order_by(rulings.c.id)
    )
    return [
        {
            "id": str(r.id), "statements": [r.statement_id], "article": r.text_id, "coder": r.coder, "field": r.field,
            "value": told(r.field, r.new, r.text), "reason": r.reason,
        }
        for r in rows
        if within is None or r.text_id in within
    ]  # fmt: skip


def codings(
    connection: Connection, coders: Iterable[str], within: Collection[str] | None = None, *, blind_only: bool = False
) -> dict[str, dict[Unit, Coding]]:
    """What each coder gave: the last ruling that stands on each unit.

    ``model`` is the machine, for the statements that another coder coded; ``adjudicated`` is whoever decided between others.

    Raises:
        UnknownError: nobody of a name has ruled.
    """
    people = {coder: _of_person(connection, coder, within, blind_only=blind_only) for coder in coders if coder != MODEL}
    if MODEL not in coders:
        return people
    wanted = {unit for coded in people.values() for unit in coded}
    return {coder: people[coder] if coder != MODEL else _of_model(connection, wanted) for coder in coders}


def _of_person(connection: Connection, coder: str, within: Collection[str] | None, *, blind_only: bool) -> dict[Unit, Coding]:
    decided = rulings.c.reason.like(f"{ADJUDICATED}%")
    theirs = decided if coder == ADJUDICATED else (rulings.c.coder == coder) & (rulings.c.reason.is_(None) | ~decided)
    rows = connection.execute(
        select(rulings, statements.c.text_id)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(rulings.c.undone_at.is_(None), theirs)
        .order_by(rulings.c.id)
    ).all()
    whole = _read_whole(connection, coder)
    if not rows and not whole:
        known = ", ".join(sorted({MODEL, *connection.execute(select(rulings.c.coder).distinct()).scalars()}))
        raise UnknownError(coder, "no coder of this name has ruled", advice=f"the coders are {known}")
    rows = [row for row in rows if (within is None or row.text_id in within) and (row.blind or not blind_only)]
    speakers = _speakers(connection, {row.text_id for row in rows})
    found: dict[Unit, Coding] = {}
    for row in rows:
        found |= _of_ruling(row, speakers)
    return _with_unmarked(connection, found, [i for i in whole if within is None or i in within])


def _of_ruling(row: Row[Any], speakers: Mapping[tuple[str, str], str]) -> dict[Unit, Coding]:
    unit = Unit(row.text_id, row.statement_id, row.claim, row.field)
    if row.field == MISSED:
        spans = tuple((s, e) for s, e in row.new)
        return {
            unit._replace(field="statement"): Coding("yes", blind=row.blind),
            unit._replace(field="content"): Coding(_plain("content", row.new, row.text_id, speakers), spans, row.blind),
        }
    if row.field == "stance":
        return {unit._replace(issue=row.new["issue"]): Coding(row.new["stance"] or NO_VALUE, blind=row.blind)}
    return {unit: _coding(unit, row.new, speakers, blind=row.blind)}


def _coding(unit: Unit, value: Any, speakers: Mapping[tuple[str, str], str], *, blind: bool) -> Coding:  # noqa: ANN401 - what a field holds
    spans = tuple((s, e) for s, e in value or ()) if unit.field in SPANS else ()
    return Coding(_plain(unit.field, value, unit.text, speakers), spans, blind)


def _plain(field: str, value: Any, text_id: str, speakers: Mapping[tuple[str, str], str]) -> str:  # noqa: ANN401 - what a field holds
    """A value so that the same is the same: of a speaker who it is, of certainty the level, of times the days."""
    if value is None or value == []:
        return NO_VALUE
    if field in SPANS:
        return ",".join(f"{s}-{e}" for s, e in value)
    if field == "speaker":
        name = value.get("name") if isinstance(value, dict) else value
        id_ = value.get("id") if isinstance(value, dict) else None
        return speakers.get((text_id, id_ or ""), id_) or " ".join(str(name).casefold().split())
    if field == "certainty":
        return str(value["level"])
    if field in ("horizon", "said"):
        days = f"{value.get('from') or ''}..{value.get('to') or ''}"
        return days if days != ".." else str(value["phrase"]).casefold()
    if field == "attitude":
        return told("attitude", value, "")
    return " ".join(str(value).casefold().split())


def _of_model(connection: Connection, wanted: Collection[Unit]) -> dict[Unit, Coding]:
    """What the present run read of the statements that others coded; one that a coder added is none to it."""
    speakers = _speakers(connection, {unit.text for unit in wanted})
    found: dict[Unit, Coding] = {}
    for some in batches({unit.statement for unit in wanted}):
        rows = connection.execute(
            select(statements.c.id, statements.c.text_id, statements.c.added_by, versions.c.data)
            .join(texts, texts.c.id == statements.c.text_id)
            .outerjoin(versions, (versions.c.statement_id == statements.c.id) & (versions.c.run_id == texts.c.run_id))
            .where(statements.c.id.in_(some))
        )
        for id_, text_id, added_by, data in rows:
            if data is not None and added_by is None:
                found |= dict(_read(text_id, data, speakers))
            elif added_by is not None:
                found |= _denied(text_id, id_)
    read = {unit.statement for unit in found}
    for unit in wanted:  # a claim or a stance that a person gave and the machine did not
        if unit.field in ("kind", "stance") and unit.statement in read:
            found.setdefault(unit, Coding(NO_VALUE, blind=True))
    return found


def _read(text_id: str, data: Mapping[str, Any], speakers: Mapping[tuple[str, str], str]) -> Iterator[tuple[Unit, Coding]]:
    speaker = data.get("speaker") or {}
    for field in STATEMENT_FIELDS:
        unit = Unit(text_id, data["id"], None, field)
        value = "yes" if field == "statement" else speaker.get(field) if field in ("role", "affiliation") else data.get(field)
        yield unit, _coding(unit, value, speakers, blind=True)
    for place, claim in enumerate(data["claims"]):
        for field in CLAIM_FIELDS:
            unit = Unit(text_id, data["id"], place, field)
            if field != "stance":
                yield unit, _coding(unit, claim.get(field), speakers, blind=True)
        for stance in claim.get("stances", ()):
            yield Unit(text_id, data["id"], place, "stance", stance["issue"]), Coding(stance["stance"], blind=True)


def _denied(text_id: str, statement: str) -> dict[Unit, Coding]:
    """The codings of somebody to whom it is no statement."""
    unit = Unit(text_id, statement, None, "statement")
    return {unit: Coding("no", blind=True), unit._replace(field="content"): Coding(NO_VALUE, blind=True)}


def _with_unmarked(connection: Connection, found: dict[Unit, Coding], whole: Collection[str]) -> dict[Unit, Coding]:
    """With the statements that a coder who read texts to their end did not code: they are none to that coder."""
    coded = {unit.statement for unit in found}
    there = select(statements.c.text_id, statements.c.id).where(statements.c.gone_at.is_(None) | statements.c.added_by.is_not(None))
    for some in batches(whole):
        for text_id, id_ in connection.execute(there.where(statements.c.text_id.in_(some))):
            if id_ not in coded:
                found |= _denied(text_id, id_)
    for unit, coding in list(found.items()):
        if unit.field == "statement" and coding.value == "no":
            found.setdefault(unit._replace(field="content"), Coding(NO_VALUE, blind=coding.blind))
    return found


def _read_whole(connection: Connection, coder: str) -> list[str]:
    return list(connection.execute(select(log.c.object).where(log.c.action == WHOLE, log.c.who == coder)).scalars())


def _speakers(connection: Connection, ids: Collection[str]) -> dict[tuple[str, str], str]:
    """The speaker over all articles by text and the id there."""
    columns = variants.c.text_id, variants.c.local_id, variants.c.speaker_id
    return {(t, i): s for some in batches(ids) for t, i, s in connection.execute(select(*columns).where(variants.c.text_id.in_(some)))}


def _queued(row: Any, *, blind: bool) -> dict[str, Any]:  # noqa: ANN401 - a row of _QUEUED
    where = {"id": row.statement_id, "article": row.text_id, "place": row.place, "outlet": row.outlet, "published": row.published}
    if blind:
        return {**where, "content": row.content_text}
    return {**where, "doubt": row.doubt, "claims": row.claims, "kind": row.kind, "speaker": row.speaker_name, "content": row.content_text}


def lengths(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """How many characters texts have."""
    found: dict[str, int] = {}
    for some in batches(ids):
        found |= {id_: len(text) for id_, text in connection.execute(select(texts.c.id, texts.c.text).where(texts.c.id.in_(some)))}
    return found

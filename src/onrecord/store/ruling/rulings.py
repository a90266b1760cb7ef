"""What people rule: made, taken back, and told with what the machine had read. A ruling is a row that never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from onrecord.codebook.issues import choices
from onrecord.errors import RulingError, UnknownError
from onrecord.store.database import Database, note, now
from onrecord.store.ruling.bearing import speaker_of, tie, untie
from onrecord.store.ruling.missed import added_data, take_away
from onrecord.store.ruling.rows import By, Ruled, check, in_words, insert_ruling, lock_text, standing, text_of
from onrecord.store.ruling.values import About, told, value_of
from onrecord.store.schema import appearances, entries, issues, readings, rulings, runs, statements, texts, versions
from onrecord.store.writing.articles import refresh
from onrecord.store.writing.projection import CLAIM_FIELDS, MISSED, STATEMENT_FIELDS, Ruling, main_claim, new_claim, ruled
from onrecord.store.writing.stances import judged_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_STANCE = "stance"
#: What each row of a history has.
HISTORY = ("id", "at", "by", "field", "old", "new", "reason", "blind", "undone", "undone_by")


def rule(
    database: Database, statement: str, field: str, given: str, *, by: By, claim: int | None = None, within: Collection[str] | None = None
) -> Ruled:
    """Rules on a field of a statement or of one of its claims, in one transaction.

    Args:
        database: that holds the statement.
        statement: its id.
        field: one of ``STATEMENT_FIELDS`` and ``CLAIM_FIELDS``.
        given: the value in plain words; see ``onrecord.store.ruling.values``.
        by: who rules, and how.
        claim: which claim, counted from 1 in the order of the text; the main one unless told. A kind for one more than there are adds it.
        within: the articles it must be in.

    Raises:
        UnknownError: there is no such statement.
        RulingError: the field, the claim or the value is none that it can have.
    """
    if field not in (*STATEMENT_FIELDS, *CLAIM_FIELDS):
        raise RulingError(
            field, "is no field", advice=f"choose {', '.join((*STATEMENT_FIELDS, *CLAIM_FIELDS))}, or {MISSED} for an article"
        )
    check(by, field)
    with database.begin() as connection:
        text_id, text = lock_text(connection, statement, within)
        data = _data_of(connection, statement, text_id)
        there, gone = ruled(data, standing(connection, statement), judged_of(connection, text_id).get(statement))
        place = _place(there, field, claim)
        near = there["content"] if place is None or place == len(there["claims"]) else there["claims"][place]["span"]
        old: Any = "no" if gone and field == "statement" else _value(there, field, place)
        new: Any
        if field == "speaker":
            new = speaker_of(connection, text_id, given.strip())
        else:
            new = value_of(field, given, About(text, near or there["content"], old))
        if field == "stance":
            _check_issue(connection, new["issue"])
            old = next((s for s in old or () if s["issue"] == new["issue"]), None)
        moment = now()
        span = there["claims"][place]["span"] if place is not None and place < len(there["claims"]) else None
        id_ = insert_ruling(connection, Ruling(0, place, field, new, by.coder, by.blind, span), statement, old=old, by=by, moment=moment)
        if field == "speaker" and new and not by.blind:
            tie(connection, text_id, new, by.coder, id_)
        if not by.blind:
            refresh(connection, text_id)
        shown = place + 1 if place is not None else None
        return Ruled(id_, statement, shown, field, told(field, old, text), told(field, new, text), by.coder, by.blind)


def _check_issue(connection: Connection, issue: str) -> None:
    """Refuses a stance on an issue that no codebook has, where there is a codebook at all."""
    known = list(connection.execute(select(issues.c.id).distinct().order_by(issues.c.id)).scalars())
    if known and issue not in known:
        raise RulingError(_STANCE, f"no codebook has the issue {issue!r}", advice=choices(issue, known))


def undo(database: Database, coder: str | None = None, within: Collection[str] | None = None) -> list[Ruled]:
    """Takes the last standing ruling back, or the last of a coder; with it what was ruled in the same act.

    Raises:
        UnknownError: nothing stands.
    """
    with database.begin() as connection:
        last = (
            select(rulings, statements.c.text_id)
            .join(statements, statements.c.id == rulings.c.statement_id)
            .where(rulings.c.undone_at.is_(None))
            .order_by(rulings.c.id.desc())
        )
        if coder is not None:
            last = last.where(rulings.c.coder == coder)
        found = next((row for row in connection.execute(last) if within is None or row.text_id in within), None)
        if found is None:
            name = coder or database.name
            raise UnknownError(name, "no ruling stands that could be taken back", advice="`onrecord history STATEMENT` shows all of them")
        text_id, text = lock_text(connection, found.statement_id, None)
        same = rulings.c.statement_id == found.statement_id, rulings.c.coder == found.coder, rulings.c.ruled_at == found.ruled_at
        rows = connection.execute(select(rulings).where(*same, rulings.c.undone_at.is_(None)).order_by(rulings.c.id)).all()
        moment = now()
        ids = [row.id for row in rows]
        connection.execute(update(rulings).where(rulings.c.id.in_(ids)).values(undone_at=moment, undone_by=coder or found.coder))
        for row in rows:
            note(connection, "undo", row.statement_id, who=coder or found.coder, details={"ruling": row.id, "field": row.field})
            if row.field == MISSED:
                take_away(connection, row.statement_id, moment)
        untie(connection, text_id)
        refresh(connection, text_id)
        return [in_words(row, text) for row in rows]


def dates_of(database: Database, statement: str, within: Collection[str] | None = None) -> tuple[str | None, str | None]:
    """The one day on which a statement was made, where it is known, and the day on which its article first came out.

    Raises:
        UnknownError: there is no such statement.
    """
    with database.read() as connection:
        text_id, _ = text_of(connection, statement, within)
        published = connection.execute(select(func.min(appearances.c.published)).where(appearances.c.text_id == text_id)).scalar()
        data = connection.execute(select(entries.c.data).where(entries.c.statement_id == statement)).scalar() or {}
        said = data.get("said") or {}
        return said.get("from") if said.get("from") == said.get("to") else None, published


def history(database: Database, statement: str, field: str | None = None, within: Collection[str] | None = None) -> list[dict[str, Any]]:
    """What each run read in a field and what each person ruled on it, in order; of all fields that were ruled on, unless told.

    Raises:
        UnknownError: there is no such statement, or no such field.
    """
    known = (*STATEMENT_FIELDS, *CLAIM_FIELDS, MISSED)
    if field is not None and field not in known:
        raise UnknownError(field, "is no field", advice=f"choose {', '.join(known)}")
    with database.read() as connection:
        text_id, text = text_of(connection, statement, within)
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
            for f, place, value in _values(data, fields, every=field is not None or bool(made)):
                named = _named(f, place)
                rows.append({
                    **dict.fromkeys(HISTORY), "id": f"{by}:{named}", "at": at, "by": by, "field": named, "new": told(f, value, text),
                })  # fmt: skip
        for row in made:
            if row.field in fields:
                done = in_words(row, text)
                rows.append({
                    "id": str(row.id), "at": row.ruled_at, "by": row.coder, "field": _named(row.field, row.claim), "old": done.old,
                    "new": done.new, "reason": row.reason, "blind": row.blind, "undone": row.undone_at, "undone_by": row.undone_by,
                })  # fmt: skip
        return rows


def _data_of(connection: Connection, statement: str, text_id: str) -> dict[str, Any]:
    """What the present reading or the coder who added it has of a statement."""
    row = connection.execute(
        select(versions.c.data)
        .join(statements, statements.c.id == versions.c.statement_id)
        .join(texts, texts.c.id == statements.c.text_id)
        .where(versions.c.statement_id == statement, (versions.c.run_id == texts.c.run_id) | statements.c.added_by.is_not(None))
    ).first()
    if row is not None:
        return dict(row.data)
    marked = connection.execute(
        select(rulings.c.new)
        .where(rulings.c.statement_id == statement, rulings.c.field == MISSED, rulings.c.undone_at.is_(None))
        .order_by(rulings.c.id.desc())
    ).first()
    if marked is None:
        advice = "rule on one that `onrecord statements` lists"
        raise RulingError(statement, "the present reading does not have this statement any more", advice=advice)
    text = connection.execute(select(texts.c.text).where(texts.c.id == text_id)).scalar_one()
    return added_data(statement, marked.new, text)


def _place(data: dict[str, Any], field: str, claim: int | None) -> int | None:
    """The place of the claim that is meant, from 0; None for a field of the statement."""
    claims = data["claims"]
    if field in STATEMENT_FIELDS:
        if claim is not None:
            raise RulingError(field, "is a field of the statement, not of a claim", advice=f"claims have {', '.join(CLAIM_FIELDS)}")
        return None
    if claim is None:
        main = main_claim(data)
        claim = claims.index(main) + 1 if main is not None else 1
    if 1 <= claim <= len(claims) or (field == "kind" and claim == len(claims) + 1):
        return claim - 1
    has = f"claims 1 to {len(claims)}" if len(claims) > 1 else "one claim" if claims else "no claim"
    advice = f"a ruling on kind with --claim {len(claims) + 1} adds one"
    raise RulingError(field, f"the statement has {has}, not a claim {claim}", advice=advice)


def _value(data: dict[str, Any], field: str, place: int | None) -> Any:  # noqa: ANN401 - what the field holds
    """A field's present value."""
    if place is not None:
        claim = data["claims"][place] if place < len(data["claims"]) else new_claim(data, place)
        return claim.get("stances" if field == "stance" else field)
    if field == "statement":
        return "yes"
    if field in ("role", "affiliation"):
        return (data.get("speaker") or {}).get(field)
    return data.get(field)


def _named(field: str, place: int | None) -> str:
    return field if place is None else f"claim {place + 1}: {field}"


def _values(data: dict[str, Any], fields: Collection[str], *, every: bool) -> list[tuple[str, int | None, Any]]:
    """The machine's values of some fields; those without a value only where every one is asked for."""
    found: list[tuple[str, int | None, Any]] = [(f, None, _value(data, f, None)) for f in STATEMENT_FIELDS if f in fields]
    for place in range(len(data["claims"])):
        for f in (f for f in CLAIM_FIELDS if f in fields):
            value = _value(data, f, place)
            found += [(f, place, one) for one in value] if f == "stance" else [(f, place, value)]
    return [one for one in found if every or one[2] is not None]

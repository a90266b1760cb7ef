"""The stances as they stand: what the present run judged, by where the claims stand, and the rows that networks and lists are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, or_, select

from onrecord.store.schema import debate_texts, issues, judged, stances, statements, texts
from onrecord.store.writing.projection import span_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from onrecord.store.writing.projection import Judged


def judged_of(connection: Connection, text_id: str) -> dict[str, Judged]:
    """What the text's present run of stances says of its statements, on the issues of the codebooks that cover it, without abstentions."""
    return judged_by(connection, text_id, connection.execute(select(texts.c.stance_run_id).where(texts.c.id == text_id)).scalar())


def judged_by(connection: Connection, text_id: str, run: int | None) -> dict[str, Judged]:
    """What a run of stances says of a text's statements, as ``judged_of`` tells it; nothing without a run."""
    if run is None:
        return {}
    own = select(debate_texts.c.debate_id).where(debate_texts.c.text_id == text_id)
    rows = connection.execute(
        select(judged.c.statement_id, judged.c.span, judged.c.stance, judged.c.confidence, issues.c.id)
        .join(statements, statements.c.id == judged.c.statement_id)
        .join(issues, issues.c.wording == judged.c.wording)
        .where(
            statements.c.text_id == text_id,
            judged.c.run_id == run,
            judged.c.stance.is_not(None),
            or_(issues.c.debate_id == 0, issues.c.debate_id.in_(own)),
        )
        .order_by(judged.c.statement_id, issues.c.debate_id, issues.c.place)
    )
    found: dict[str, dict[tuple[tuple[int, ...], ...], dict[str, dict[str, Any]]]] = {}
    for row in rows:
        claim = found.setdefault(row.statement_id, {}).setdefault(span_key(row.span), {})
        claim[row.id] = {"issue": row.id, "stance": row.stance, "confidence": row.confidence}
    return {statement: {span: list(by_issue.values()) for span, by_issue in claims.items()} for statement, claims in found.items()}


def put_stances(connection: Connection, standing: Iterable[Mapping[str, Any]]) -> None:
    """Writes the stances of statements that have none written, and takes the coders' names out of the statements' objects."""
    rows = []
    for one in standing:
        for place, claim in enumerate(one["claims"]):
            for stance in claim.get("stances") or ():
                coder = stance.pop("coder", None)
                rows.append({**stance, "statement_id": one["id"], "place": place, "coder": coder})
    if rows:
        connection.execute(insert(stances), rows)

"""Stances that wait since their codebook changed, until somebody rules on the claim and one of the present issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord.store.schema import entries, rulings, waiting

if TYPE_CHECKING:
    from collections.abc import Collection

    from onrecord.store.database import Database


def waiting_stances(database: Database, within: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The stances that wait, the longest first; a later ruling on a stance of the same claim ends the waiting."""
    with database.read() as connection:
        rows = connection.execute(
            select(waiting, entries.c.content_text, entries.c.text_id)
            .join(entries, entries.c.statement_id == waiting.c.statement_id)
            .order_by(waiting.c.id)
        ).all()
        later = select(rulings.c.statement_id, rulings.c.claim, rulings.c.ruled_at).where(
            rulings.c.field == "stance", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False)
        )
        ruled: dict[tuple[str, int], str] = {}
        for statement, claim, at in connection.execute(later):
            ruled[statement, claim] = max(at, ruled.get((statement, claim), ""))
    return [
        {
            "id": str(row.id), "claim": row.claim + 1, "issue": row.issue, "stance": row.stance, "coder": row.coder, "why": row.why,
            "since": row.since, "content_text": row.content_text, "statements": [row.statement_id],
        }
        for row in rows
        if (within is None or row.text_id in within) and ruled.get((row.statement_id, row.claim), "") <= row.since
    ]  # fmt: skip

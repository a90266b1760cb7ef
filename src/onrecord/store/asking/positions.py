"""Where speakers stand: their stances on the issues, out of all their statements that count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from onrecord.store.asking.filtering import Filter, conditions, days_of
from onrecord.store.schema import entries, issues, stances

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onrecord.store.database import Database

_SIDES = ("for", "against", "neither")
#: The reporter of whom an article does not say who it is.
NOBODY = "somebody"


def positions(database: Database, wanted: Filter, ids: Collection[str] | None = None) -> list[dict[str, Any]]:
    """One row for each speaker, issue and reporter: the side that the statements are on, and these.

    Where statements are on both sides, the side with the greater sum of confidences is told if it is at least twice the other's;
    else the row's stance is ``divided``.

    Args:
        database: that holds the stances.
        wanted: which statements.
        ids: the issues; all unless told.

    Raises:
        UnknownError: the database knows no such speaker, outlet or debate.
    """
    reporter = entries.alias()
    with database.read() as connection:
        asked = [*conditions(connection, database.name, wanted), *days_of(wanted, entries.c.number)]
        rows = connection.execute(
            select(
                stances.c.issue, stances.c.stance, stances.c.confidence, stances.c.coder, entries.c.statement_id, entries.c.speaker_id,
                entries.c.speaker_name, entries.c.reported_by,
                func.coalesce(reporter.c.speaker_name, reporter.c.source_text, NOBODY).label("reporter"),
            )
            .join(entries, entries.c.statement_id == stances.c.statement_id)
            .outerjoin(reporter, reporter.c.statement_id == entries.c.reported_by)
            .where(*asked, entries.c.speaker_name.is_not(None))
            .order_by(entries.c.number, stances.c.place)
        ).all()  # fmt: skip
        order = {
            id_: k for k, id_ in enumerate(connection.execute(select(issues.c.id).order_by(issues.c.debate_id, issues.c.place)).scalars())
        }
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        if ids is not None and row.issue not in ids:
            continue
        reporter_name = row.reporter if row.reported_by else None
        key = row.issue, row.speaker_id or row.speaker_name, reporter_name
        one = found.setdefault(
            key,
            {
                "row": row,
                "reporter": reporter_name,
                "sums": dict.fromkeys(_SIDES, 0.0),
                "counts": Counter(),
                "statements": {},
                "coders": set(),
            },
        )
        one["sums"][row.stance] += row.confidence
        one["counts"][row.stance] += 1
        one["statements"].setdefault(row.stance, {})[row.statement_id] = None
        one["coders"].add(row.coder)
    told = [_row(one) for one in found.values()]
    return sorted(told, key=lambda r: (order.get(r["issue"], len(order)), r["stance"] != "for", r["speaker"], r["reported_by"] or ""))


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    row, reporter, sums, by_side = one["row"], one["reporter"], one["sums"], one["statements"]
    stance = _side(sums)
    named = [stance] if stance in by_side else list(by_side)
    ids = [id_ for side in named for id_ in by_side[side]]
    sure = max(sums["for"], sums["against"]) / (sums["for"] + sums["against"]) if stance in ("for", "against") else None
    best = sums[stance] / one["counts"][stance] if stance in by_side else None
    return {
        "id": f"{row.issue}:{row.speaker_id or row.speaker_name}" + (f":{reporter}" if reporter else ""),
        "issue": row.issue, "speaker": row.speaker_name, "stance": stance, "reported_by": reporter,
        "confidence": None if best is None else round(best * (sure or 1.0), 4),
        "checked": None not in one["coders"], "ruled": one["coders"] != {None}, "statements": ids,
    }  # fmt: skip


def _side(sums: Mapping[str, float]) -> str:
    for side, other in (("for", "against"), ("against", "for")):
        if sums[side] > 0 and sums[side] >= 2 * sums[other]:
            return side
    return "divided" if sums["for"] and sums["against"] else "neither"

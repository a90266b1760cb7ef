"""Where speakers stand by all that was judged of them: several claims that lean one way tell more than each of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select

from onrecord.store.asking.filtering import Filter, conditions, days_of
from onrecord.store.asking.positions import NOBODY, positions
from onrecord.store.schema import debate_texts, entries, issues, judged, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from onrecord.store.database import Database

_SIDES = ("for", "against")
#: Least chance of a claim's side at which it counts for a speaker's side.
NAMED = 0.2


def positions_by_evidence(database: Database, wanted: Filter, ids: Collection[str] | None = None, *, least: float) -> list[dict[str, Any]]:
    """The sides of speakers, as ``positions`` tells them, from the chances of all their claims, those on which the program abstained too.

    The chance that a speaker is on a side is that at least one claim is, as if each were judged for itself: one less the product of one
    less each claim's chance, of those that have some (``NAMED``). A side is told where that is at least ``least`` and at least twice the
    other side's. Where a person ruled on a stance of the speaker's on the issue, the stances as they stand decide.

    Args:
        database: that holds what was judged.
        wanted: which statements.
        ids: the issues; all unless told.
        least: least chance at which a side is told.

    Raises:
        UnknownError: the database knows no such speaker, outlet or debate.
    """
    standing = {row["id"]: row for row in positions(database, wanted, ids)}
    ruled = {id_: row for id_, row in standing.items() if row["ruled"]}
    with database.read() as connection:
        rows = _judged(connection, database.name, wanted)
        order = list(connection.execute(select(issues.c.id).order_by(issues.c.debate_id, issues.c.place)).scalars())
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if ids is not None and row.issue not in ids:
            continue
        reporter = row.reporter if row.reported_by else None
        id_ = f"{row.issue}:{row.speaker_id or row.speaker_name}" + (f":{reporter}" if reporter else "")
        one = found.setdefault(
            id_, {"issue": row.issue, "speaker": row.speaker_name, "reported_by": reporter, "not": [1.0, 1.0], "said": ({}, {})}
        )
        for at, chance in enumerate(_chances(row)):
            if chance >= NAMED:
                one["not"][at] *= 1 - chance
                one["said"][at][row.statement_id] = None
    told = [side for id_, one in found.items() if id_ not in ruled and (side := _row(id_, one, least)) is not None]
    told += [{key: value for key, value in row.items() if key != "ruled"} for row in ruled.values()]
    place = {id_: k for k, id_ in enumerate(order)}
    return sorted(told, key=lambda r: (place.get(r["issue"], len(place)), r["stance"] != "for", r["speaker"], r["reported_by"] or ""))


def _judged(connection: Connection, of: str, wanted: Filter) -> Sequence[Any]:
    """What the present runs judged of the claims of statements that count, on the issues of the codebooks that cover them."""
    reporter = entries.alias()
    covers = exists().where(debate_texts.c.text_id == entries.c.text_id, debate_texts.c.debate_id == issues.c.debate_id)
    asked = [*conditions(connection, of, wanted), *days_of(wanted, entries.c.number)]
    return (
        connection.execute(
            select(
                issues.c.id.label("issue"), judged.c.stance, judged.c.confidence, judged.c.evidence, judged.c.place, entries.c.statement_id,
                entries.c.speaker_id, entries.c.speaker_name, entries.c.reported_by,
                func.coalesce(reporter.c.speaker_name, reporter.c.source_text, NOBODY).label("reporter"),
            )
            .join(entries, entries.c.statement_id == judged.c.statement_id)
            .join(texts, and_(texts.c.id == entries.c.text_id, texts.c.stance_run_id == judged.c.run_id))
            .join(issues, issues.c.wording == judged.c.wording)
            .outerjoin(reporter, reporter.c.statement_id == entries.c.reported_by)
            .where(*asked, entries.c.speaker_name.is_not(None), or_(issues.c.debate_id == 0, covers))
            .order_by(entries.c.number, judged.c.place, issues.c.debate_id)
        ).all()
    )  # fmt: skip


def _chances(row: Any) -> tuple[float, float]:  # noqa: ANN401 - a row of what was judged
    """The chances of for and against that a claim was judged to have."""
    told: Mapping[str, float] = (row.evidence or {}).get("chances") or ({row.stance: row.confidence} if row.stance else {})
    return float(told.get("for", 0.0)), float(told.get("against", 0.0))


def _row(id_: str, one: Mapping[str, Any], least: float) -> dict[str, Any] | None:
    """A speaker's row; None where neither side is sure enough."""
    sure = [1 - none for none in one["not"]]
    for at, side in enumerate(_SIDES):
        if sure[at] >= least and sure[at] >= 2 * sure[1 - at]:
            own = {key: one[key] for key in ("issue", "speaker", "reported_by")}
            return {
                "id": id_,
                **own,
                "stance": side,
                "confidence": round(sure[at], 4),
                "checked": False,
                "statements": list(one["said"][at]),
            }
    return None

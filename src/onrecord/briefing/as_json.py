"""The briefing as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.briefing.compose import Briefing, Line, SpeakerEntry
    from onrecord.records import Said

SCHEMA_VERSION = 1


def briefing_as_dict(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain data; each line names the statements that it was made from under ``statements``."""
    return {
        "schema": SCHEMA_VERSION,
        "title": briefing.title,
        "checked": 0,
        "from": briefing.dates[0] if briefing.dates else None,
        "to": briefing.dates[1] if briefing.dates else None,
        "articles": [{**asdict(article), "authors": list(article.authors)} for article in briefing.articles],
        "speakers": [_speaker(entry) for entry in briefing.speakers],
    }


def _speaker(entry: SpeakerEntry) -> dict[str, Any]:
    return {
        "id": entry.speaker.id if entry.speaker else None,
        "name": entry.name,
        "type": entry.speaker.type if entry.speaker else None,
        "roles": [{"role": r.role, "affiliation": r.affiliation, "articles": list(r.articles)} for r in entry.roles],
        "lines": [_line(line) for line in entry.lines],
        "reported": [_line(line) for line in entry.reported],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "statements": [line.statement_id],
        "text": line.text,
        "cue": line.cue,
        "form": line.form,
        "article": line.article,
        "paragraph": line.paragraph,
        "said": _said(line.said),
        "occasion": line.occasion,
        "confidence": line.confidence,
        "reported_by": line.reported_by,
        "translation": line.translation,
        "claims": [asdict(claim) for claim in line.claims],
        "repeated": list(line.repeated),
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    start, end = said.interval or (None, None)
    return {"phrase": said.phrase, "from": start.isoformat() if start else None, "to": end.isoformat() if end else None}

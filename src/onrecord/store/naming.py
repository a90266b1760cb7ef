"""Ties the names of an article to speakers over all articles."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from onrecord.store.database import now
from onrecord.store.schema import speakers, variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

#: Types whose members never are one across articles.
APART = ("group", "unnamed", "document", "author")


def assign_speakers(connection: Connection, text_id: str, found: Iterable[Mapping[str, Any]]) -> None:
    """Gives every speaker of a text's statements its speaker over all articles; what is tied already stays as it is."""
    local = {s["speaker"]["id"]: s["speaker"] for s in found if s.get("speaker")}
    tied = set(connection.execute(select(variants.c.local_id).where(variants.c.text_id == text_id)).scalars())
    for id_, speaker in local.items():
        if id_ in tied:
            continue
        over_all = _same_name(text_id, speaker)
        if connection.execute(select(speakers.c.id).where(speakers.c.id == over_all)).first() is None:
            connection.execute(insert(speakers).values(id=over_all, name=speaker["name"], type=speaker["type"], added_at=now()))
        connection.execute(
            insert(variants).values(
                text_id=text_id, local_id=id_, speaker_id=over_all, name=speaker["name"], type=speaker["type"],
                role=speaker["role"], affiliation=speaker["affiliation"], score=1.0, evidence={"same name": speaker["name"]},
            )
        )  # fmt: skip


def _same_name(text_id: str, speaker: Mapping[str, Any]) -> str:
    """The speaker's own id where a full name tells it; else one of this text alone."""
    if speaker["type"] not in APART and (speaker["type"] != "person" or len(speaker["name"].split()) > 1):
        return str(speaker["id"])
    return hashlib.sha256(f"{text_id}\x00{speaker['id']}".encode()).hexdigest()[:16]

"""The claims of the statements that count, in the words of their articles, with who makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from onrecord.records import SpokenClaim
from onrecord.store.batches import batches
from onrecord.store.schema import entries, texts
from onrecord.store.writing.projection import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from onrecord.store.database import Database


def claims_made(database: Database, within: Collection[str] | None = None) -> list[SpokenClaim]:
    """The claims, in order of time; of a debate's texts, or of all."""
    found: list[SpokenClaim] = []
    with database.read() as connection:
        ids = connection.execute(select(texts.c.id).where(texts.c.run_id.is_not(None)).order_by(texts.c.number)).scalars().all()
        for some in batches(id_ for id_ in ids if within is None or id_ in within):
            rows = (
                select(entries.c.data, entries.c.speaker_name, entries.c.speaker_id, texts.c.text)
                .join(texts, texts.c.id == entries.c.text_id)
                .where(entries.c.text_id.in_(some), entries.c.counted)
                .order_by(texts.c.number, entries.c.place)
            )
            for row in connection.execute(rows):
                for place, claim in enumerate(row.data["claims"]):
                    found.append(
                        SpokenClaim(
                            statement=row.data["id"], place=place, words=words(row.text, claim["span"]), kind=claim["kind"],
                            attitude=claim.get("attitude") or 0, target=words(row.text, claim.get("target")) or None,
                            speaker=row.speaker_id or row.speaker_name, reported=row.data["reported_by"] is not None,
                        )
                    )  # fmt: skip
    return found

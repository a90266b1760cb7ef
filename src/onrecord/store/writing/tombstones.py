"""What was deleted on request is known by hashes alone, so that it does not come back."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from onrecord.store.database import now
from onrecord.store.schema import forgotten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection


def name_hash(name: str) -> str:
    """The hash by which a speaker's name is known after it was deleted: letter case and spaces count for nothing."""
    plain = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    return hashlib.sha256(f"speaker\x00{plain}".encode("utf-8", "surrogatepass")).hexdigest()


def bury(connection: Connection, kind: str, hashes: Iterable[str], reason: str) -> None:
    """Leaves a dated tombstone for every hash."""
    moment = now()
    rows = [{"kind": kind, "hash": one, "reason": reason, "forgotten_at": moment} for one in sorted(set(hashes))]
    if rows:
        connection.execute(insert(forgotten), rows)


def without_forgotten(connection: Connection, statements: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A reading's statements less those of speakers that were deleted on request, and less what those were quoted to report."""
    found = list(statements)
    hashes = set(connection.execute(select(forgotten.c.hash).where(forgotten.c.kind == "speaker")).scalars())
    if not hashes:
        return found
    gone = {s["id"] for s in found if s.get("speaker") and s["speaker"]["name"] and name_hash(s["speaker"]["name"]) in hashes}
    gone = with_reported(gone, found)
    return [s for s in found if s["id"] not in gone]


def with_reported(gone: set[str], statements: Iterable[Mapping[str, Any]]) -> set[str]:
    """The ids, and those of all statements that stand in one of them."""
    found = list(statements)
    whole = set(gone)
    while True:
        inner = {s["id"] for s in found if s["reported_by"] in whole} - whole
        if not inner:
            return whole
        whole |= inner

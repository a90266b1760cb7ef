"""Whether rows of a bundle are what they must be: rulings on speakers, and freezes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from onrecord.store.debates.freezing import NOW
from onrecord.store.debates.pinned import ENTRY, HEAD, RULING, SPEAKERS, TEXT
from onrecord.store.debates.unpacking import ID, MOMENT, SHA256, is_place

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: More runs, rulings, or words of any kind than a database has.
_MOST = 1 << 31


def is_row_of_speakers(row: dict[str, Any]) -> bool:
    """Whether a row is a ruling on speakers, or the names of one."""
    if "speaker" in row:
        return set(row) == {"speaker", "names"} and _is(ID, row["speaker"]) and _are_names(row["names"])
    since = row.get("since")
    return (
        isinstance(row.get("same"), bool)
        and all(_is(ID, row.get(key)) for key in ("a", "b"))
        and all(_are_names(row.get(key)) for key in ("one", "other"))
        and isinstance(row.get("coder"), str)
        and bool(row["coder"])
        and isinstance(row.get("reason"), str | None)
        and _is(MOMENT, row.get("ruled_at"))
        and (since is None or (not row["same"] and _is(_DAY, since) and isinstance(row.get("name"), str) and bool(row["name"])))
    )


def are_rows_of_freezes(rows: Iterable[dict[str, Any]]) -> bool:
    """Whether rows are freezes, each with what it pins after it."""
    runs: int | None = None
    for row in rows:
        if len(row) != 1:
            return False
        ((kind, value),) = row.items()
        if not isinstance(value, dict):
            return False
        if kind == HEAD:
            if not _is_head(value):
                return False
            runs = len(value["runs"])
        elif runs is None or kind not in _PARTS or not _PARTS[kind](value, runs):
            return False
    return True


def _is_head(row: dict[str, Any]) -> bool:
    runs, counts, name = row.get("runs"), row.get("counts"), row.get("name")
    return (
        set(row) == {"name", "frozen_at", "format", "program", "about", "options", "runs", "counts"}
        and isinstance(name, str)
        and bool(name.strip())
        and name != NOW
        and _is(MOMENT, row["frozen_at"])
        and (row["format"] is None or is_place(row["format"], _MOST))
        and isinstance(row["program"], str | None)
        and isinstance(row["about"], dict)
        and set(row["about"]) <= {"question", "codebook"}
        and all(isinstance(value, str | None) for value in row["about"].values())
        and isinstance(row["options"], dict)
        and all(isinstance(value, str) for value in row["options"].values())
        and isinstance(runs, list)
        and all(isinstance(r, dict) and isinstance(r.get("model"), str) and isinstance(r.get("settings"), str) for r in runs)
        and isinstance(counts, dict)
        and set(counts) <= {"texts", "entries", "rulings", "articles", "statements"}
        and all(is_place(value, _MOST) for value in counts.values())
    )


def _is_text(row: dict[str, Any], runs: int) -> bool:
    return (
        set(row) == {"id", "sha256", "run", "appearances"}
        and _is(ID, row["id"])
        and _is(SHA256, row["sha256"])
        and _is_run(row["run"], runs)
        and isinstance(row["appearances"], list)
        and all(_is(SHA256, one) for one in row["appearances"])
    )


def _is_entry(row: dict[str, Any], runs: int) -> bool:
    return (
        set(row) - {"aside"} == {"id", "text", "run", "fingerprint", "added", "speaker", "day", "content", "values"}
        and row.get("aside") in (None, "withdrawn", "repeat")
        and all(_is(ID, row[key]) for key in ("id", "text", "fingerprint"))
        and all(_is(SHA256, row[key]) for key in ("content", "values"))
        and _is_run(row["run"], runs)
        and isinstance(row["added"], bool)
        and (row["speaker"] is None or _is(ID, row["speaker"]))
        and (row["day"] is None or _is(_DAY, row["day"]))
    )


def _is_ruling(row: dict[str, Any], _runs: int) -> bool:
    return (
        set(row) == {"place", "statement", "blind", "sha256"}
        and _is_run(row["place"], _MOST)
        and _is(ID, row["statement"])
        and isinstance(row["blind"], bool)
        and _is(SHA256, row["sha256"])
    )


def _is_merge(row: dict[str, Any], _runs: int) -> bool:
    return set(row) == {"place", "a", "b"} and _is_run(row["place"], _MOST) and all(_is(ID, row[key]) for key in ("a", "b"))


_PARTS = {TEXT: _is_text, ENTRY: _is_entry, RULING: _is_ruling, SPEAKERS: _is_merge}


def _is_run(value: Any, number: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return value is None or is_place(value, number)


def _is(pattern: re.Pattern[str], value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _are_names(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return isinstance(value, list) and all(isinstance(n, list) and len(n) == 2 and _is(ID, n[0]) and _is(ID, n[1]) for n in value)  # noqa: PLR2004

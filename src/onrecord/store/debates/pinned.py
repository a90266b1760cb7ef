"""The freezes of a debate on their way through a replication bundle: each is rows, and comes to name what is here.

Numbers of runs and rulings, and ids of statements and speakers, are those of one database; a bundle tells them by their place in it, or
by ids that the importing database knows its own for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select, update

from onrecord.store.database import note
from onrecord.store.debates.freezing import EMPTY, compared_values, hash_of
from onrecord.store.debates.quoting import plain
from onrecord.store.schema import entries, freezes
from onrecord.store.writing.articles import run_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

#: What a row of a freeze can be of, the first one being the freeze itself.
HEAD, TEXT, ENTRY, RULING, SPEAKERS = "freeze", "text", "entry", "ruling", "speakers"


def rows_of(connection: Connection, debate: int, version: str, *, ruled: Mapping[int, int], merged: Mapping[int, int]) -> list[Any]:
    """The rows of a debate's freezes up to one of them, in the order of their making.

    Args:
        connection: that reads.
        debate: the debate's number.
        version: the last freeze; all of them for the present state.
        ruled: the places of the bundle's rulings, by their number.
        merged: the places of its rulings on speakers, likewise.
    """
    rows: list[dict[str, Any]] = []
    for one in connection.execute(select(freezes).where(freezes.c.debate_id == debate).order_by(freezes.c.id)):
        rows += _rows(one, EMPTY | {key: value for key, value in (one.manifest or {}).items() if value is not None}, ruled, merged)
        if one.name == version:  # no freeze can be called as the present state is
            break
    return rows


def _rows(one: Any, state: Mapping[str, Any], ruled: Mapping[int, int], merged: Mapping[int, int]) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    places = {run["run"]: place for place, run in enumerate(state["runs"])}
    yield {
        HEAD: {
            "name": plain(one.name),
            "frozen_at": one.frozen_at,
            "format": state.get("format"),
            "program": state.get("program"),
            "about": {key: value and plain(value) for key, value in state["about"].items()},
            "options": {key: plain(value) for key, value in state["options"].items()},
            "runs": [{"model": plain(run["model"]), "settings": plain(run["settings"])} for run in state["runs"]],
            "counts": state["counts"],
        }
    }
    yield from ({TEXT: text | {"run": places.get(text["run"])}} for text in state["texts"])
    yield from ({ENTRY: entry | {"run": places.get(entry["run"])}} for entry in state["entries"])
    yield from (
        {RULING: {"place": ruled.get(r["id"]), "statement": r["statement"], "blind": r["blind"], "sha256": r["sha256"]}}
        for r in state["rulings"]
    )
    own = {entry["speaker"] for entry in state["entries"]}
    for r in state["speaker_rulings"]:
        if r["id"] in merged or {r["a"], r["b"]} & own:
            yield {SPEAKERS: {"place": merged.get(r["id"]), "a": r["a"], "b": r["b"]}}


class Names(NamedTuple):
    """What things of the bundle are called here.

    Attributes:
        statements: the ids of statements, by those of the bundle.
        rulings: the numbers of rulings, by their place.
        merged: the numbers of rulings on speakers, likewise; one can be several.
        speaker: gives the id of a speaker.
        told: restores words.
        deleted: ids of articles and statements that were deleted here on request; nothing of them is kept.
    """

    statements: Mapping[str, str]
    rulings: Mapping[int, int]
    merged: Mapping[int, list[int]]
    speaker: Callable[[str], str]
    told: Callable[[str], str]
    deleted: Collection[str]


class Taken(NamedTuple):
    """What came of a bundle's freezes: how many were put in or completed, and which names were taken."""

    put_in: int
    refused: tuple[str, ...]


def put_freezes(connection: Connection, debate: Any, rows: Iterable[dict[str, Any]], names: Names, bundle: str, *, anew: bool) -> Taken:  # noqa: ANN401
    """Puts a bundle's freezes into a debate.

    Args:
        connection: of a transaction that writes, after everything else of the bundle was put in.
        debate: a row of ``debates``.
        rows: of the bundle's freezes.
        names: what things are called here.
        bundle: the hash of the bundle.
        anew: whether freezes that came from it before are made anew, since more of what they name is here now.
    """
    own = select(freezes.c.name, freezes.c.id, freezes.c.manifest).where(freezes.c.debate_id == debate.id)
    there = {row.name: row for row in connection.execute(own)}
    number, refused = 0, []
    for head, found in _grouped(rows):
        version = names.told(head["name"])
        known = there.get(version)
        if known is not None and (known.manifest or {}).get("bundle") != bundle:
            refused.append(version)
            continue
        if known is not None and not anew:
            continue
        manifest = _manifest(connection, head, found, names) | {"bundle": bundle}
        if known is not None:
            connection.execute(update(freezes).where(freezes.c.id == known.id).values(manifest=manifest))
        else:
            values = {"debate_id": debate.id, "name": version, "frozen_at": head["frozen_at"], "manifest": manifest}
            connection.execute(insert(freezes).values(**values))
            note(connection, "freeze", debate.name, details={"version": version, "imported": True, **head["counts"]})
            number += 1
    return Taken(number, tuple(refused))


def _grouped(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """Each freeze with its rows by what they are of."""
    head: dict[str, Any] | None = None
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        ((kind, value),) = row.items()
        if kind != HEAD:
            found[kind].append(value)
            continue
        if head is not None:
            yield head, found
        head, found = value, {one: [] for one in (TEXT, ENTRY, RULING, SPEAKERS)}
    if head is not None:
        yield head, found


def _manifest(connection: Connection, head: dict[str, Any], found: dict[str, list[dict[str, Any]]], names: Names) -> dict[str, Any]:
    runs = [(names.told(run["model"]), names.told(run["settings"])) for run in head["runs"]]
    numbers = [run_of(connection, *run) for run in runs]
    renamed = {here: bundled for bundled, here in names.statements.items() if here != bundled}
    texts = [text | {"run": _at(numbers, text["run"])} for text in found[TEXT] if text["id"] not in names.deleted]
    listed = [entry for entry in found[ENTRY] if not {entry["id"], entry["text"]} & set(names.deleted)]
    ruled = [
        {
            "id": names.rulings.get(row["place"], _no_number(row["sha256"])),
            "statement": names.statements.get(row["statement"], row["statement"]), "blind": row["blind"], "sha256": row["sha256"],
        }
        for row in found[RULING] if row["statement"] not in names.deleted
    ]  # fmt: skip
    merged = [
        {"id": number, "a": names.speaker(row["a"]), "b": names.speaker(row["b"])}
        for row in found[SPEAKERS]
        for number in names.merged.get(row["place"]) or [_no_number(hash_of([row["a"], row["b"]]))]
    ]
    return {
        "format": head["format"],
        "program": head["program"],
        "about": {key: value and names.told(value) for key, value in head["about"].items()},
        "options": {key: names.told(value) for key, value in head["options"].items()},
        "runs": [{"run": number, "model": model, "settings": settings} for number, (model, settings) in zip(numbers, runs, strict=True)],
        "texts": texts,
        "rulings": ruled,
        "speaker_rulings": merged,
        "entries": [_entry(connection, entry, numbers, names, renamed) for entry in listed],
        "counts": head["counts"],
    }


def _entry(connection: Connection, entry: dict[str, Any], numbers: list[int], names: Names, renamed: Mapping[str, str]) -> dict[str, Any]:
    id_ = names.statements.get(entry["id"], entry["id"])
    speaker = entry["speaker"] and names.speaker(entry["speaker"])
    found = entry | {"id": id_, "run": _at(numbers, entry["run"]), "speaker": speaker}
    data = connection.execute(select(entries.c.data).where(entries.c.statement_id == id_)).scalar() if renamed else None
    if data is None:
        return found
    told = dict(data) | {key: renamed.get(data[key], data[key]) for key in ("id", "reported_by")}
    if hash_of(compared_values(told)) == entry["values"]:  # it differs by nothing but what its statements are called here
        found["values"] = hash_of(compared_values(data))
    return found


def _at(numbers: list[int], place: int | None) -> int | None:
    return None if place is None else numbers[place]


def _no_number(sha256: str) -> int:
    """A number that nothing here has, the same in every freeze, for a ruling that is not here."""
    return -int(sha256[:12], 16)

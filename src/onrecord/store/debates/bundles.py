"""A replication bundle: a debate without its articles' words, for somebody who has the articles.

It is a zip of ``manifest.json`` (models, texts by their hashes, options), ``statements.jsonl``, ``rulings.jsonl`` and, where there are
such, ``speakers.jsonl`` (merges and splits), ``freezes.jsonl`` and ``codebook.yml``: identifiers, hashes, offsets, classes, coders' names.
What quotes an article is written as a reference (see ``quoting``).
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from onrecord.errors import StoreError
from onrecord.store.batches import BATCH
from onrecord.store.debates.freezing import NOW, frozen
from onrecord.store.debates.identities import who_is_who
from onrecord.store.debates.pinned import HEAD, rows_of
from onrecord.store.debates.quoting import Quotations, each_string, plain, referred
from onrecord.store.debates.sets import find_debate
from onrecord.store.ruling.missed import added_data
from onrecord.store.schema import appearances, rulings, runs, statements, texts, versions
from onrecord.store.writing.projection import MISSED
from onrecord.store.writing.rereading import CODER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: Of the bundle; the first had neither speakers nor freezes.
FORMAT = 2
MANIFEST, STATEMENTS, RULINGS, CODEBOOK = "manifest.json", "statements.jsonl", "rulings.jsonl", "codebook.yml"
SPEAKERS, FREEZES = "speakers.jsonl", "freezes.jsonl"
#: Fields of which a ruling's value is a class, not an article's words.
CLASS_FIELDS = ("statement", "form", "kind")


class Exported(NamedTuple):
    """What a bundle holds.

    Attributes:
        articles: how many texts it names.
        statements: how many statements.
        rulings: how many rulings.
        speakers: how many rulings on speakers: merges and splits.
        freezes: how many freezes.
        homeless: how many standing rulings were left out, since the reading does not have their statements.
    """

    articles: int
    statements: int
    rulings: int
    speakers: int
    freezes: int
    homeless: int


class _Content(NamedTuple):
    """What goes into a bundle, before quotations are hidden."""

    manifest: dict[str, Any]
    statements: list[dict[str, Any]]
    rulings: list[dict[str, Any]]
    speakers: list[dict[str, Any]]
    freezes: list[dict[str, Any]]
    codebook: str | None
    homeless: int


class _Ruled(NamedTuple):
    """Rulings on their way out.

    Attributes:
        rows: in the order of their making.
        places: where each stands among them, by its number.
        missed: those that add a statement which has no version.
        homeless: how many are left out.
    """

    rows: list[dict[str, Any]]
    places: dict[int, int]
    missed: list[Any]
    homeless: int


def export_bundle(database: Database, name: str, path: Path, *, version: str = NOW) -> Exported:
    """Writes the replication bundle of a debate, or of a freeze of it; the same state gives the same bytes.

    Args:
        database: that holds the debate.
        name: the debate's.
        path: the zip to write; it is there whole or not at all.
        version: the freeze; the present state unless told.

    Raises:
        UnknownError: there is no such debate or freeze.
        StoreError: the file cannot be written.
    """
    with database.read() as connection:
        debate = find_debate(connection, database.name, name)
        state = frozen(connection, database.name, debate, version)
        content = _gathered(connection, debate, version, state)
        members = _members(connection, content, [t["id"] for t in state["texts"]])
    _write(path, members)
    merged, pinned = sum("same" in row for row in content.speakers), sum(HEAD in row for row in content.freezes)
    return Exported(len(content.manifest["texts"]), len(content.statements), len(content.rulings), merged, pinned, content.homeless)


def _gathered(connection: Connection, debate: Any, version: str, state: dict[str, Any]) -> _Content:  # noqa: ANN401 - a row of ``debates``
    present = {t["id"]: t["run"] for t in state["texts"]}
    places = {run["run"]: place for place, run in enumerate(state["runs"])}
    entered = {e["id"]: e["run"] for e in state["entries"]}
    found = [_statement(row, text, places) for row, text in _read(connection, present, entered) if row.run_id in places]
    ruled = _ruled(connection, {r["id"] for r in state["rulings"]}, {s["id"] for s in found})
    missed = [_missed(row, places.get(entered.get(row.statement_id))) for row in ruled.missed]
    found = sorted([*found, *missed], key=lambda s: (s["text"], s["id"]))
    who = who_is_who(connection, present, {r["id"] for r in state["speaker_rulings"]})
    pinned = rows_of(connection, debate.id, version, ruled=ruled.places, merged=who.places)
    speakers = who.rows if pinned else [row for row in who.rows if "same" in row]  # only freezes need the names of all
    printed = _printed(connection, present)
    about = state["about"]
    manifest = {
        "onrecord": FORMAT,
        "program": state.get("program"),
        "debate": plain(debate.name),
        "question": about.get("question") and plain(about["question"]),
        "version": plain(version),
        "options": {key: plain(value) for key, value in (state["options"] or {}).items()},
        "runs": [{"model": plain(run["model"]), "settings": plain(run["settings"])} for run in state["runs"]],
        "texts": [
            {
                "id": t["id"],
                "sha256": t["sha256"],
                "run": places.get(t["run"]),
                "appearances": [printed.get((t["id"], sha256), {}) | {"sha256": sha256} for sha256 in t["appearances"]],
            }
            for t in sorted(state["texts"], key=lambda t: str(t["id"]))
        ],
    }
    codebook = about.get("codebook")
    words = plain(codebook) if codebook is not None else None
    return _Content(manifest, found, ruled.rows, speakers, pinned, words, ruled.homeless)


def _read(connection: Connection, present: dict[str, int | None], runs_of: dict[str, int]) -> Iterator[tuple[Any, str]]:
    """The versions that the texts' readings and coders brought, with their texts, in the order of ids.

    Args:
        connection: that reads.
        present: the run whose reading counts, by text.
        runs_of: the run of each entry: that of a coder who added it, whether or not a newer model finds it now.
    """
    ids = sorted(present)
    for start in range(0, len(ids), BATCH):
        own = (
            select(
                versions,
                statements.c.text_id,
                statements.c.added_by,
                func.coalesce(statements.c.added_by, runs.c.settings).label("coder"),
                runs.c.model,
            )
            .join(statements, statements.c.id == versions.c.statement_id)
            .join(runs, runs.c.id == versions.c.run_id)
            .where(statements.c.text_id.in_(ids[start : start + BATCH]))
            .order_by(statements.c.text_id, versions.c.statement_id, versions.c.run_id)
        )
        of_texts = select(texts.c.id, texts.c.text).where(texts.c.id.in_(ids[start : start + BATCH]))
        words = dict(connection.execute(of_texts).all())
        for row in connection.execute(own):
            if row.added_by is not None or row.run_id in (present[row.text_id], runs_of.get(row.statement_id)):
                yield row, words[row.text_id]


def _statement(row: Any, text: str, places: dict[int, int]) -> dict[str, Any]:  # noqa: ANN401 - a row of ``versions`` and ``statements``
    return {
        "id": row.statement_id,
        "text": row.text_id,
        "run": places[row.run_id],
        "fingerprint": row.fingerprint,
        "added_by": plain(row.coder) if row.model == CODER else None,
        "data": each_string(row.data, lambda words: referred(words, text)),
    }


def _missed(row: Any, run: int | None) -> dict[str, Any]:  # noqa: ANN401 - a row of ``rulings`` with its text
    """A statement that coders added and that has no version: it was taken back after the freeze, or coded blind."""
    data = None
    if run is not None:
        data = each_string(added_data(row.statement_id, row.new, row.text), lambda words: referred(words, row.text))
    return {
        "id": row.statement_id, "text": row.text_id, "run": run, "fingerprint": row.statement_id, "added_by": plain(row.added_by),
        "data": data,
    }  # fmt: skip


def _ruled(connection: Connection, numbers: set[int], ids: set[str]) -> _Ruled:
    """The rulings with these numbers.

    Args:
        connection: that reads.
        numbers: of the rulings.
        ids: of the statements that the reading or a coder brought.
    """
    found: list[dict[str, Any]] = []
    places: dict[int, int] = {}
    homeless = 0
    missed: dict[str, Any] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        own = (
            select(rulings, statements.c.text_id, statements.c.added_by, texts.c.text)
            .join(statements, statements.c.id == rulings.c.statement_id)
            .join(texts, texts.c.id == statements.c.text_id)
            .where(rulings.c.id.in_(wanted[start : start + BATCH]))
            .order_by(rulings.c.id)
        )
        for row in connection.execute(own):
            if row.statement_id in ids or row.added_by is not None:
                places[row.id] = len(found)
                found.append(_ruling(row))
            else:
                homeless += 1
            if row.statement_id not in ids and row.field == MISSED:
                missed[row.statement_id] = row
    return _Ruled(found, places, list(missed.values()), homeless)


def _ruling(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``rulings`` with its text
    old, new = (
        value if row.field in CLASS_FIELDS else each_string(value, lambda words: referred(words, row.text)) for value in (row.old, row.new)
    )
    return {
        "statement": row.statement_id, "text": row.text_id, "claim": row.claim, "claim_span": row.claim_span, "field": row.field,
        "old": old, "new": new,
        "coder": plain(row.coder), "reason": row.reason and plain(row.reason), "blind": row.blind, "ruled_at": row.ruled_at,
    }  # fmt: skip


def _printed(connection: Connection, present: Iterable[str]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Outlet and day of the texts' appearances, by which a reader finds the articles that are missing."""
    ids = sorted(present)
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    for start in range(0, len(ids), BATCH):
        for row in connection.execute(
            select(appearances).where(appearances.c.text_id.in_(ids[start : start + BATCH])).order_by(appearances.c.id)
        ):
            outlet = row.outlet and plain(row.outlet)
            found.setdefault((row.text_id, row.sha256), {"outlet": outlet, "published": row.published})
    return found


def _members(connection: Connection, content: _Content, ids: list[str]) -> dict[str, bytes]:
    """The files of the zip, in order, without anything that the texts say in as many words."""
    quotations = Quotations()
    parts = (content.manifest, content.statements, content.rulings, content.speakers, content.freezes, content.codebook)
    for part in parts:
        each_string(part, quotations.note, classes=True)
    for start in range(0, len(ids), BATCH):
        some = select(texts.c.id, texts.c.text).where(texts.c.id.in_(ids[start : start + BATCH])).order_by(texts.c.id)
        quotations.search((id_, text) for id_, text in connection.execute(some))
    manifest, found, ruled, who, pinned, codebook = (each_string(part, quotations.hidden, classes=True) for part in parts)
    members = {STATEMENTS: _lines(found), RULINGS: _lines(ruled)}
    members |= {name: _lines(rows) for name, rows in ((SPEAKERS, who), (FREEZES, pinned)) if rows}
    if codebook is not None:
        members[CODEBOOK] = codebook.encode()
    manifest["members"] = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    return {MANIFEST: _json(manifest) + b"\n", **members}


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(_json(row) + b"\n" for row in rows)


def _json(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()


def _write(path: Path, members: dict[str, bytes]) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.is_dir():
            raise StoreError(str(path), "is a folder", advice="name a file in it")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in members.items():
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # no moment, so that the same state gives the same bytes
                info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                archive.writestr(info, data, compresslevel=9)
        part.replace(path)
    except OSError as error:
        raise StoreError(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)

"""The whole database as files that every program can read, and back: JSON Lines, one file a table, with a manifest.

Nothing is lost on the way: from SQLite to PostgreSQL and back the files stay the same, byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Integer, Table, Text, cast, func, insert, null, select, text

from onrecord.errors import StoreError
from onrecord.store import words as index
from onrecord.store.batches import BATCH, batches
from onrecord.store.migrate import HEAD, fill, versions_known
from onrecord.store.schema import entries, mastheads, metadata, outlet_signs, quotation_marks, tallies, text_marks, texts
from onrecord.store.writing.catching_up import mark_anew
from onrecord.store.writing.outlets import renew
from onrecord.store.writing.tallying import tally_anew

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy import Column, Connection, RowMapping

    from onrecord.store.database import Database

#: The file that tells what the others hold.
MANIFEST = "manifest.json"
_FORM = 1
#: What follows from the other tables is made anew.
_DUMPED = [table for table in metadata.sorted_tables if table not in (tallies, text_marks, quotation_marks, mastheads, outlet_signs)]
#: Numbers that follow from other rows; see ``onrecord.store.migrate.fill``.
_COUNTS = ("words", "quoted_words", "checked_count", "marked", "mark_count")


def dump(database: Database, folder: Path) -> dict[str, int]:
    """Writes every table into a folder, as it is at one moment, and returns the number of rows of each.

    The manifest (schema, rows and sha256 of each file) is written last: a folder without one is not whole.

    Raises:
        StoreError: the folder holds something, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(str(folder), "is not empty", advice="give a new folder")
        files = []
        with database.read() as connection:
            if not database.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            for table in _DUMPED:
                rows, sha256 = _write_table(connection, table, folder / f"{table.name}.jsonl")
                files.append({"table": table.name, "rows": rows, "sha256": sha256})
        manifest = {"form": _FORM, "schema": HEAD, "files": files}
        part = folder / f"{MANIFEST}.part"
        part.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        part.replace(folder / MANIFEST)
    except OSError as error:
        raise StoreError(str(folder), f"cannot be written to: {error.strerror}") from error
    return {str(one["table"]): int(str(one["rows"])) for one in files}


def load(database: Database, folder: Path) -> dict[str, int]:
    """Fills an empty database from a dump, all of it or nothing, and returns the number of rows of each table.

    Raises:
        StoreError: the dump is missing, not whole, changed, or newer than this program; or the database is not empty.
    """
    manifest = _manifest(folder)
    for one in manifest["files"]:
        _verify(folder, one)
    numbers = {one["table"]: one["rows"] for one in manifest["files"]}
    with database.begin() as connection:
        _refuse_full(connection, database.name)
        for table in _DUMPED:
            if table.name in numbers:
                _read_table(connection, table, folder / f"{table.name}.jsonl")
        fill(connection, manifest["schema"])
        renew(connection)
        tally_anew(connection)
        mark_anew(connection)
        for name, of, words_of in (("text_words", texts, texts.c.text), ("entry_words", entries, entries.c.content_text)):
            rows = connection.execute(select(of.c.number, words_of).order_by(of.c.number).execution_options(yield_per=BATCH))
            for batch in batches(rows):
                index.put(connection, name, [(number, words) for number, words in batch])
        if not database.is_sqlite:
            _set_sequences(connection)
    return numbers


def _write_table(connection: Connection, table: Table, path: Path) -> tuple[int, str]:
    columns = [cast(c, Text).label(c.name) if isinstance(c.type, JSON) else c for c in table.columns]
    rows = connection.execute(select(*columns).order_by(*table.primary_key).execution_options(yield_per=BATCH))
    number, sha256 = 0, hashlib.sha256()
    with path.open("wb") as stream:
        for row in rows.mappings():
            line = _line(table, row)
            stream.write(line)
            sha256.update(line)
            number += 1
        stream.flush()
        os.fsync(stream.fileno())
    return number, sha256.hexdigest()


def _line(table: Table, row: RowMapping) -> bytes:
    """A row as JSON; a column that has no value is left out, so that it differs from JSON's own null."""
    found = {c.name: json.loads(row[c.name]) if isinstance(c.type, JSON) else row[c.name] for c in table.columns if row[c.name] is not None}
    try:
        return json.dumps(found, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # halves of surrogate pairs, which JSON can hold and UTF-8 cannot
        return json.dumps(found).encode() + b"\n"


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        wrong = set(map(str, (f["table"] for f in found["files"]))) - {table.name for table in _DUMPED}
        form, schema = found["form"], found["schema"]
    except OSError as error:
        raise StoreError(str(folder), f"is no whole dump: {MANIFEST} cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(str(path), "is no manifest of a dump") from error
    if form != _FORM or schema not in versions_known() or wrong:
        raise StoreError(
            str(folder), f"was made by a newer version of onrecord (schema {schema}, this one knows {HEAD})", advice="update onrecord"
        )
    return dict(found)


def _verify(folder: Path, one: Mapping[str, Any]) -> None:
    path = folder / f"{one['table']}.jsonl"
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(str(path), f"cannot be read: {error.strerror}", advice="nothing was loaded") from error
    if sha256 != one["sha256"]:
        raise StoreError(str(path), "is not as it was dumped: its hash differs", advice="nothing was loaded")


def _refuse_full(connection: Connection, name: str) -> None:
    full = next((t.name for t in metadata.sorted_tables if connection.execute(select(*t.primary_key).limit(1)).first()), None)
    if full is not None:
        raise StoreError(name, f"is not empty: there are {full}", advice="load into a new database: --db FILE")


def _read_table(connection: Connection, table: Table, path: Path) -> None:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for number, lines in enumerate(batches(stream)):
            rows = []
            for place, line in enumerate(lines, start=number * BATCH + 1):
                try:
                    rows.append(_row(table, json.loads(line)))
                except (ValueError, TypeError) as error:
                    message = f"line {place} is no row of {table.name}"
                    raise StoreError(str(path), message, advice="nothing was loaded") from error
            connection.execute(insert(table), rows)


def _row(table: Table, found: dict[str, Any]) -> dict[str, Any]:
    """A row with every column; where the dump has no value there is none."""
    unknown = sorted(set(found) - set(table.columns.keys()))
    if unknown:
        raise ValueError(unknown)
    return {c.name: found.get(c.name, _unsaid(c)) for c in table.columns}


def _unsaid(column: Column[Any]) -> Any:  # noqa: ANN401 - whatever a column can hold
    """What a column has where a dump says nothing: no value, or what stands in one that dumps of older schemas lack."""
    if column is entries.c.counted:
        return True
    if column.name in _COUNTS and not column.nullable:
        return 0
    return null() if isinstance(column.type, JSON) else None


def _set_sequences(connection: Connection) -> None:
    """Lets PostgreSQL's next numbers follow those that were loaded."""
    for table in metadata.sorted_tables:
        key = list(table.primary_key)
        if len(key) == 1 and isinstance(key[0].type, Integer):
            last = connection.execute(select(func.max(key[0]))).scalar()
            if last:
                connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key[0].name), last)))

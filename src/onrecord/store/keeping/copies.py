"""Copies of an SQLite database: a backup while others write, its restoring, and the removal of deleted words from the file.

PostgreSQL has programs of its own for this (``pg_dump``); ``onrecord dump`` and ``load`` work with both.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, text

from onrecord.errors import StoreError
from onrecord.store.database import Database, url_of
from onrecord.store.keeping.checking import problems
from onrecord.store.schema import metadata
from onrecord.store.words import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: Seconds that restoring waits for other programs to close the database.
PATIENCE = 5.0
#: Seconds after which a part of a copy is taken for one that was broken off.
_STALE = 3600
_MAGIC = b"SQLite format 3\x00"


def backup(database: Database, path: Path) -> None:
    """Copies the whole database, as it is at one moment, into a file, while others read and write it.

    The copy gets its name when it is whole and was checked; a file of an earlier backup is replaced then.

    Raises:
        StoreError: it is no SQLite database, the file is something else than a backup, cannot be written, or the copy is not sound.
    """
    if not database.is_sqlite:
        raise StoreError(database.name, "only an SQLite database is backed up so", advice="use pg_dump, or `onrecord dump DIR`")
    _refuse_other_files(database, path)
    with _part_of(path) as part:
        connection = database.engine.raw_connection()
        try:
            source = connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise StoreError(database.name, "is opened by another driver than Python's own", advice="open it by its path")
            _copy(source, part)
        finally:
            connection.close()
        wrong = _wrong_with(part)
        if wrong:
            raise StoreError(database.name, f"the copy is not sound: {wrong[0]}", advice="run `onrecord check`")
        _settle(part)
        part.replace(path)


def restore(path: Path, given: str | URL | None = None) -> Path | None:
    """Puts a backup in the place of an SQLite database, and returns where the one that was there is kept.

    The backup is copied and checked first: where it is broken nothing changes. The change itself is one transaction.

    Args:
        path: the backup; it is only read.
        given: the database; see ``url_of``.

    Raises:
        StoreError: the backup is missing, broken or newer than this program, or another program has the database open.
    """
    url = given if isinstance(given, URL) else url_of(given)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        name = url.render_as_string(hide_password=True)
        raise StoreError(name, "only an SQLite file is restored so", advice="use pg_restore, or `onrecord load DIR`")
    if not path.is_file():
        raise StoreError(str(path), "there is no such backup")
    target = Path(url.database)
    if target.is_dir():
        raise StoreError(str(target), "is a folder", advice="name a file in it")
    if target.exists() and target.samefile(path):
        raise StoreError(str(path), "is the database itself", advice="give the file that `onrecord backup` made")
    with _written(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with _part_of(target) as part:
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
                _copy(source, part)
        except sqlite3.Error as error:
            raise StoreError(str(path), f"is no whole backup: {error}", advice="nothing was changed; give another backup") from error
        wrong = _wrong_with(part)
        if wrong:
            raise StoreError(str(path), f"is not sound: {wrong[0]}", advice="nothing was changed; give another backup")
        _settle(part)
        with _written(target):
            return _replace(target, part)


def overwrite_deleted(connection: Connection) -> None:
    """Lets what this connection deletes be overwritten at once, and not when its place is needed."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))


def scrub(database: Database) -> bool:
    """Removes what was deleted from the database's files too; False where that ends only when other programs close it.

    Deleted rows stay in free pages, in the log of writes and in the index of words until they are overwritten.
    """
    if database.is_sqlite:
        with database.begin() as connection:
            overwrite_deleted(connection)
            for name in NAMES:
                connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('optimize')"))  # noqa: S608 - one of NAMES
        plain = database.engine.raw_connection()
        try:
            cursor = plain.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            checkpoint = cursor.fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                return False
            raise StoreError(database.name, f"the words deleted may still be in the file: {error}", advice="run it again") from error
        finally:
            plain.close()
        return bool(checkpoint and checkpoint[0] == 0)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in (*(table.name for table in metadata.sorted_tables), *NAMES):
            connection.execute(text(f"VACUUM FULL {name}"))
    return True


def _refuse_other_files(database: Database, path: Path) -> None:
    if path.is_dir():
        raise StoreError(str(path), "is a folder", advice="name a file in it")
    if not path.exists():
        return
    if database.engine.url.database and path.samefile(database.engine.url.database):
        raise StoreError(str(path), "is the database itself", advice="give another name")
    with _written(path), path.open("rb") as stream:
        start = stream.read(len(_MAGIC))
    if start and start != _MAGIC:
        raise StoreError(str(path), "is a file of another kind, which a backup would replace", advice="give another name")


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    """A name beside the file for a copy that is not whole; what is left under it is removed, also what was broken off earlier."""
    prefix = f".{path.name}."
    with _written(path):
        for old in path.parent.iterdir():
            if old.name.startswith(prefix) and ".part" in old.name and time.time() - old.stat().st_mtime > _STALE:
                old.unlink(missing_ok=True)
    part = path.with_name(f"{prefix}{os.getpid()}.part")
    try:
        yield part
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    """Copies a database into a new file."""
    try:
        with closing(sqlite3.connect(part)) as target:
            source.backup(target)
    except sqlite3.OperationalError as error:
        raise StoreError(str(part.parent), f"the copy cannot be written there: {error}", advice="nothing was changed") from error


def _wrong_with(part: Path) -> list[str]:
    """What is wrong with a copy; it is brought to the present schema where it is older."""
    with closing(sqlite3.connect(part)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchall():
            return ["it is no database of onrecord"]
    database = Database.open(URL.create("sqlite", database=str(part)), create=False)
    try:
        return problems(database)
    finally:
        database.close()


def _settle(part: Path) -> None:
    """Makes a copy one file without a log of writes beside it, and waits until the disk has it."""
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(str(path), f"cannot be read or written: {error.strerror}") from error


def _replace(target: Path, part: Path) -> Path | None:
    """Puts a checked copy in a database's place."""
    if not target.exists():
        _move_beside(target, kept=None)
        part.replace(target)
        return None
    kept = _free_name(target)
    try:
        with closing(sqlite3.connect(target, isolation_level=None, timeout=PATIENCE)) as old:
            old.execute("PRAGMA locking_mode = EXCLUSIVE")
            old.execute("BEGIN EXCLUSIVE")  # nobody else has it open from here on
            old.execute("COMMIT")
            with _part_of(kept) as before:
                _copy(old, before)
                _settle(before)
                before.replace(kept)
            with closing(sqlite3.connect(part)) as new:
                new.backup(old)
    except sqlite3.OperationalError as error:
        raise StoreError(str(target), f"was not replaced: {error}", advice="close the programs that use it") from error
    except sqlite3.DatabaseError:  # what is there is broken: it is put aside as it is
        shutil.move(target, kept)
        _move_beside(target, kept=kept)
        part.replace(target)
    return kept


def _move_beside(target: Path, *, kept: Path | None) -> None:
    """Takes the log of writes of a former database away, which SQLite would write into the new one."""
    for end in ("-wal", "-shm", "-journal"):
        old = target.with_name(target.name + end)
        if old.exists():
            old.replace((kept or _free_name(target)).with_name((kept or _free_name(target)).name + end))


def _free_name(target: Path) -> Path:
    number = 1
    while True:
        name = target.with_name(f"{target.name}.before-restore" + (f"-{number}" if number > 1 else ""))
        if not name.exists():
            return name
        number += 1

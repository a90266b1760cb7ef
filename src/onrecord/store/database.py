"""Opens the record's database, brings it to the present schema, and gives transactions.

SQLite by default, PostgreSQL by URL. A write is one transaction: on SQLite it takes the lock at once and waits for others.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from onrecord.errors import StoreError
from onrecord.store.migrate import HEAD, upgrade, version_of
from onrecord.store.schema import log

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Milliseconds that a writer waits for another.
PATIENCE = 30_000
#: The lock that a writer holds in PostgreSQL, any number that is always the same.
_WRITING = 0x6F6E7265
_SQLITE_MAGIC = b"SQLite format 3\x00"


def default_path() -> Path:
    """The SQLite file in the user's data folder."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "onrecord/onrecord.db"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "onrecord/onrecord.db"


def url_of(given: str | None) -> URL:
    """The URL of a database: as given (a URL, or the path of an SQLite file), else ``ONRECORD_DB``, else the user's own file.

    Raises:
        StoreError: it is no URL, or of a database that onrecord does not know.
    """
    words = given or os.environ.get("ONRECORD_DB") or str(default_path())
    if "://" not in words:
        return URL.create("sqlite", database=str(Path(words).expanduser()))
    try:
        url = make_url(words)
    except (ArgumentError, ValueError) as error:
        shown = re.sub(r"(://[^:/@]*:).*@", r"\1***@", words)
        raise StoreError(shown, "is no database URL", advice="give a file, sqlite:///FILE or postgresql://HOST/NAME") from error
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(url.render_as_string(), f"{backend} is not supported", advice="use sqlite or postgresql")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url


def now() -> str:
    """The present moment, UTC, as ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Database:
    """An open database at the present schema.

    Attributes:
        engine: SQLAlchemy's.
        name: how messages call it, without a password.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.name = _name(engine.url)

    @classmethod
    def open(cls, given: str | URL | None = None, *, create: bool = True) -> Database:
        """Opens a database and brings it to the present schema.

        Args:
            given: a URL or the path of an SQLite file; see ``url_of``.
            create: make it where there is none.

        Raises:
            StoreError: it is missing, no database, newer than this program, read-only where it must be changed, or unreachable.
        """
        url = given if isinstance(given, URL) else url_of(given)
        name = _name(url)
        if url.get_backend_name() == "sqlite":
            _prepare_file(url, name, create=create)
        engine = _engine(url, name)
        try:
            with translated(name):
                found = version_of(engine)
                if found != HEAD:
                    upgrade(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with translated(self.name), self.engine.execution_options(writes=True).begin() as connection:
            if not self.is_sqlite:  # SQLite lets one write at a time; two that name the same new speaker must not do it at once
                connection.execute(select(func.pg_advisory_xact_lock(_WRITING)))
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that reads one state of the database."""
        still = self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with translated(self.name), still.connect() as connection:
            yield connection

    def close(self) -> None:
        """Gives the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """The database, closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()


def note(connection: Connection, action: str, of: str, *, who: str | None = None, details: Any = None) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Writes a line of the log, in the transaction of what it tells of."""
    connection.execute(log.insert().values(at=now(), who=who, action=action, object=of, details=details))


def logged(connection: Connection, action: str) -> list[Any]:
    """The objects of the log's lines with an action, in order."""
    return list(connection.execute(select(log.c.object).where(log.c.action == action).order_by(log.c.id)).scalars())


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turns the driver's errors into ``StoreError`` with what to do."""
    try:
        yield
    except OperationalError as error:
        words = str(error.orig)
        raise StoreError(name, *_told(words)) from error
    except DatabaseError as error:
        raise StoreError(name, str(error.orig), advice="`onrecord check` tells what is broken") from error


def _told(words: str) -> tuple[str]:
    known = {
        "locked": "another program is writing to it; try again when it has ended",
        "readonly": "it is read-only; give yourself the right to write, or copy it",
        "read-only": "it is read-only; give yourself the right to write, or copy it",
        "disk is full": "the disk is full; nothing was written that was not finished",
        "No space": "the disk is full; nothing was written that was not finished",
        "disk I/O": "the disk cannot be read or written; nothing was written that was not finished",
        "not a database": "is no database of onrecord, or is broken; restore a backup",
        "unable to open": "cannot be opened; check the path and your rights",
        "could not connect": "cannot be reached; is the server running, and are host and name right?",
    }
    return (next((told for sign, told in known.items() if sign.lower() in words.lower()), words.strip()),)


def _name(url: URL) -> str:
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _prepare_file(url: URL, name: str, *, create: bool) -> None:
    if not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    if not path.exists():
        if not create:
            raise StoreError(name, "there is no such database", advice="`onrecord add` makes one")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(name, f"its folder cannot be made: {error.strerror}") from error
        return
    if path.is_dir():
        raise StoreError(name, "is a folder", advice="name a file in it")
    try:
        with path.open("rb") as stream:
            start = stream.read(16)
    except OSError as error:
        raise StoreError(name, f"cannot be read: {error.strerror}") from error
    if not start and not create:
        raise StoreError(name, "is empty", advice="give another name, or restore a backup")
    if start and start != _SQLITE_MAGIC:
        raise StoreError(name, "is no SQLite database", advice="give another name, or restore a backup")


def _engine(url: URL, name: str) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, pool_pre_ping=True)
        engine = create_engine(url, connect_args={"timeout": PATIENCE / 1000})
    except ModuleNotFoundError as error:
        raise StoreError(name, f"the driver {error.name} is not installed", advice="pip install 'onrecord[postgres]'") from error

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            f"busy_timeout = {PATIENCE}",
            "cache_size = -64000",
        ):
            try:
                cursor.execute(f"PRAGMA {pragma}")
            except sqlite3.OperationalError:
                if not pragma.startswith("journal_mode"):  # a read-only file cannot change its journal
                    raise
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine

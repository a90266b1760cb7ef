"""Where one kill happens: a database filled with articles, and a folder for files, as a copy of one that was prepared once."""

from __future__ import annotations

import itertools
import shutil
import time
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import NullPool, create_engine, text

from benchmarks.killing.copying import OLD
from benchmarks.killing.made import BEFORE, fill
from benchmarks.killing.old import RELEASED, make_old
from benchmarks.killing.works import WORKS
from onrecord.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgres_server import PostgresServer


class Bench(NamedTuple):
    """What a child works on.

    Attributes:
        database: its URL or path.
        folder: for the files that the work makes.
        old: databases at an older schema.
    """

    database: str
    folder: Path
    old: tuple[str, ...] = ()


class Told(NamedTuple):
    """What a child told before it was killed.

    Attributes:
        finished: how many acts it finished.
        begun: whether it had begun the next.
    """

    finished: int
    begun: bool

    @property
    def possible(self) -> range:
        """How many acts may be there: one that was begun may be kept although the child could not tell it any more."""
        return range(self.finished, self.finished + 1 + self.begun)


class Files:
    """Benches with an SQLite database.

    Args:
        folder: an empty one.
    """

    works = tuple(WORKS)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = itertools.count()

    def bench(self, work: str) -> Bench:
        """A bench prepared for a work."""
        made = self.folder / f"made-{work}"
        if not made.exists():
            made.mkdir()
            with Database.open(str(made / "record.db")) as database:
                fill(database, range(BEFORE))
                WORKS[work].prepare(made, database)
                if WORKS[work].old:
                    make_old(f"sqlite:///{made / 'old.db'}", RELEASED[0], database)
        folder = self.folder / f"{work}-{next(self._numbers)}"
        shutil.copytree(made, folder)
        old = [str(shutil.copy(folder / "old.db", folder / f"old{n}.db")) for n in range(OLD)] if WORKS[work].old else []
        return Bench(str(folder / "record.db"), folder, tuple(old))

    def settle(self, bench: Bench) -> None:
        """Waits until nothing of the child works any more: a file's program is gone when it is."""

    def clear(self, bench: Bench) -> None:
        """Takes a bench away."""
        shutil.rmtree(bench.folder)


class Server:
    """Benches with a PostgreSQL database.

    Args:
        server: a running one.
        folder: an empty one, for files.
    """

    works = tuple(name for name, work in WORKS.items() if not work.copies)

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.server, self.folder = server, folder
        self._made: dict[str, tuple[str, str]] = {}
        self._numbers = itertools.count()

    def bench(self, work: str) -> Bench:
        """A bench prepared for a work."""
        if work not in self._made:
            self._made[work] = self.server.create(), self.server.create()
            of, old = self._made[work]
            with Database.open(self.server.url(of)) as database:
                fill(database, range(BEFORE))
                WORKS[work].prepare(self.folder, database)
                if WORKS[work].old:
                    make_old(self.server.url(old), RELEASED[0], database)
        of, old = self._made[work]
        folder = self.folder / f"{work}-{next(self._numbers)}"
        folder.mkdir()
        urls = [self.server.url(self.server.create(old)) for _ in range(OLD)] if WORKS[work].old else []
        return Bench(self.server.url(self.server.create(of)), folder, tuple(urls))

    def settle(self, bench: Bench) -> None:
        """Waits until the server has ended what the child's connections were at."""
        for url in (bench.database, *bench.old):
            engine = create_engine(url, poolclass=NullPool)
            others = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            with engine.connect() as connection:
                while connection.execute(others).scalar():
                    connection.rollback()  # the view stays as it is within a transaction
                    time.sleep(0.01)

    def clear(self, bench: Bench) -> None:
        """Takes a bench away."""
        shutil.rmtree(bench.folder)
        for url in (bench.database, *bench.old):
            self.server.drop(url.split("@/")[1].split("?")[0])

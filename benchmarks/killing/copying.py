"""Works that copy or change a database as a whole: migrations, backups, restoring, dumps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from benchmarks.killing.made import BEFORE, article, fill
from benchmarks.killing.old import rows_of
from benchmarks.killing.soundness import unsound
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.keeping.copies import backup, restore
from onrecord.store.keeping.dumping import MANIFEST, dump, load
from onrecord.store.migrate import HEAD, version_of
from onrecord.store.schema import texts
from onrecord.store.writing.articles import add_record

if TYPE_CHECKING:
    from benchmarks.killing.bench import Bench, Told

#: Databases at an older schema that a child can bring to the present one.
OLD = 7
#: Articles more in the second of two backups that are restored in turn.
MORE = 5


def migrate(bench: Bench, database: Database, number: int) -> None:  # noqa: ARG001 - as every work is called
    """Opens a database of an older schema."""
    Database.open(bench.old[number]).close()


def lost_by_migrate(bench: Bench, told: Told) -> list[str]:
    """Each database can be opened, is at the present schema then, has every row that it had, and can be added to."""
    wrong = []
    with Database.open(bench.old[-1]) as database, database.read() as connection:  # no child came as far as the last
        last = rows_of(connection)
    for number in range(min(told.finished + 1, OLD - 1)):
        with Database.open(bench.old[number]) as database:
            if version_of(database.engine) != HEAD:
                wrong.append(f"{database.name} is at {version_of(database.engine)}")
            with database.read() as connection:
                found = rows_of(connection)
            wrong += [f"the rows of {name} in database {number} are others" for name in last if found.get(name) != last[name]]
            if add_record(database, article(BEFORE)) != "new":
                wrong.append(f"{database.name} cannot be added to")
            wrong += unsound(database)
    return wrong


def back_up(bench: Bench, database: Database, number: int) -> None:  # noqa: ARG001 - as every work is called
    """Copies the database into a file, over the copy before."""
    backup(database, bench.folder / "copy.db")


def lost_by_backup(bench: Bench, told: Told) -> list[str]:
    """The database and the copy are whole, whenever there is a copy; and there is one when one was told."""
    copy = bench.folder / "copy.db"
    wrong = _not_whole(Path(bench.database), BEFORE)
    if copy.exists() or told.finished:
        wrong += _not_whole(copy, BEFORE)
    with Database.open(bench.database) as database:
        backup(database, copy)
    return wrong + _not_whole(copy, BEFORE)


def backed_up_before(folder: Path, database: Database) -> None:
    """Makes two backups that differ."""
    backup(database, folder / "backup0.db")
    fill(database, range(BEFORE, BEFORE + MORE))
    backup(database, folder / "backup1.db")


def restore_once(bench: Bench, database: Database, number: int) -> object:
    """Puts the two backups into the database's place in turn."""
    database.close()
    return restore(bench.folder / f"backup{number % 2}.db", bench.database)


def lost_by_restore(bench: Bench, told: Told) -> list[str]:
    """What is there is one of the two backups, and what was there before each restoring is kept."""
    path = Path(bench.database)
    with Database.open(bench.database) as database:
        there = _articles(database)
        wrong = unsound(database)
    if there not in {_restored(number) for number in told.possible}:
        wrong.append(f"{there} articles are there after {told.finished} restores")
    for number in range(told.finished):
        wrong += _not_whole(path.with_name(f"{path.name}.before-restore" + (f"-{number + 1}" if number else "")), _restored(number))
    restore(bench.folder / "backup0.db", bench.database)
    return wrong + _not_whole(path, BEFORE)


def dump_once(bench: Bench, database: Database, number: int) -> object:
    """Writes the database into a new folder."""
    return dump(database, bench.folder / f"dump{number}")


def lost_by_dump(bench: Bench, told: Told) -> list[str]:
    """A dump that was told is whole; one that was not is whole, or refused; the database is as it was."""
    wrong = []
    for number in range(told.finished + told.begun):
        folder = bench.folder / f"dump{number}"
        try:
            wrong += _not_loaded(bench, folder)
        except StoreError as error:
            if number < told.finished or (folder / MANIFEST).exists():
                wrong.append(f"dump {number} cannot be loaded: {error}")
    with Database.open(bench.database) as database:
        wrong += unsound(database)
        dump(database, bench.folder / "again")
    return wrong + _not_loaded(bench, bench.folder / "again")


def _not_loaded(bench: Bench, folder: Path) -> list[str]:
    path = bench.folder / "loaded.db"
    try:
        with Database.open(str(path)) as database:
            load(database, folder)
        return _not_whole(path, BEFORE)
    finally:
        path.unlink(missing_ok=True)


def _restored(number: int) -> int:
    """The articles that are there after so many restores."""
    return BEFORE if number % 2 else BEFORE + MORE


def _not_whole(path: Path, articles: int) -> list[str]:
    try:
        with Database.open(str(path), create=False) as database:
            there = _articles(database)
            return [f"{path.name} holds {there} articles"] * (there != articles) + [f"{path.name}: {one}" for one in unsound(database)]
    except StoreError as error:
        return [str(error)]


def _articles(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(texts)).scalar_one())

"""A disk that fills up in the middle of a work: it is told, nothing finished is lost, and the work can be done again with more room."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.killing.made import fill
from benchmarks.killing.old import RELEASED, make_old
from benchmarks.killing.soundness import unsound
from onrecord.errors import StoreError
from onrecord.store.database import Database
from onrecord.store.keeping.copies import backup, restore
from onrecord.store.keeping.dumping import dump, load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs its limits and its disks in memory")
ROOT = Path(__file__).parents[2]
ARTICLES = 16
WORKS = ("add", "migrate", "backup", "restore", "dump", "load")
#: Bytes that a file may have, or that the disk has left.
ROOM = 60_000

LIMITED = f"""
import resource, sys
from tests.store.test_store_full_disk import done
resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))
print(done(sys.argv[1], sys.argv[2]))
"""


def done(work: str, folder: Path | str) -> str:
    """Does a work, and returns what was told instead of its end."""
    folder = Path(folder)
    try:
        with Database.open(str(folder / ("old.db" if work == "migrate" else "record.db"))) as database:
            if work == "add":
                fill(database, range(100, 160))
            elif work == "backup":
                backup(database, folder / "copy.db")
            elif work == "restore":
                database.close()
                restore(folder / "backup.db", str(folder / "record.db"))
            elif work == "dump":
                dump(database, folder / "dump")
            elif work == "load":
                with Database.open(str(folder / "new.db")) as new:
                    load(new, folder / "dumped")
    except StoreError as error:
        return str(error)
    return ""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database, a backup, a dump and a database at an older schema."""
    folder = tmp_path_factory.mktemp("made")
    with Database.open(str(folder / "record.db")) as database:
        fill(database, range(ARTICLES))
        backup(database, folder / "backup.db")
        dump(database, folder / "dumped")
        make_old(f"sqlite:///{folder / 'old.db'}", RELEASED[-1], database)
    return folder


def check(work: str, folder: Path) -> None:
    """Nothing is lost, nothing is left over, and with more room it is done."""
    with Database.open(str(folder / "record.db")) as database:
        assert unsound(database) == []
    assert not [path.name for path in folder.iterdir() if ".part" in path.name]
    assert not (folder / "copy.db").exists()
    assert not (folder / "dump" / "manifest.json").exists()
    shutil.rmtree(folder / "dump", ignore_errors=True)
    assert done(work, folder) == ""
    for name in ("record.db", "old.db", "copy.db", "new.db"):
        if (folder / name).exists():
            with Database.open(str(folder / name)) as database:
                assert unsound(database) == []


@pytest.mark.parametrize("work", WORKS)
def test_a_file_that_cannot_grow_is_told_and_nothing_is_lost(made: Path, tmp_path: Path, work: str) -> None:
    folder = shutil.copytree(made, tmp_path / "disk")
    command = [sys.executable, "-W", "error", "-c", LIMITED, work, folder]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert "disk" in told or "File too large" in told
    check(work, folder)


@pytest.mark.parametrize("work", WORKS)
def test_a_disk_without_room_is_told_and_nothing_is_lost(made: Path, disk: Path, work: str) -> None:
    shutil.copytree(made, disk, dirs_exist_ok=True)
    filler = disk / "filler"
    with filler.open("wb") as stream:
        stream.write(bytes(shutil.disk_usage(disk).free - ROOM))
    assert "disk" in done(work, disk)
    filler.unlink()
    check(work, disk)

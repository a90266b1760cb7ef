"""Several files that belong together, as a folder or as one archive; what is read is mistrusted."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.errors import ExchangeError
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: No archive or folder of annotations comes near these; what goes beyond them is there to hurt, or is something else.
MOST_MEMBERS = 100_000
MOST_BYTES = 1_000_000_000
LARGEST_MEMBER = 200_000_000
#: An archive that grows to more than this, and to so many times its size, is a bomb.
SAFE_BYTES = 10_000_000
MOST_GROWTH = 200
_PLAIN = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST_STEM = 80
#: The only time that members have, so that the same contents give the same bytes.
_THEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The files of a folder or an archive that was looked at and found harmless.

    Attributes:
        place: the folder or the archive, for messages.
        names: of its files, parted by ``/``, in order.
        read: the bytes of the file of a name.
    """

    place: str
    names: tuple[str, ...]
    read: Callable[[str], bytes]

    def text(self, name: str) -> str:
        """The text of a file in UTF-8, with its line ends as they are.

        Raises:
            ExchangeError: it is not in UTF-8.
        """
        try:
            return self.read(name).decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"it is not in UTF-8 (byte {error.start:,}); save it in UTF-8"
            raise ExchangeError(self.at(name), message) from error

    def at(self, name: str, line: int | None = None) -> str:
        """What messages call a file in it, or a line of that file, counted from 1."""
        return f"{self.place}/{name}" + (f":{line}" if line else "")


def stems(ids: Iterable[str]) -> dict[str, str]:
    """A name for the file of each thing, by its id: the id itself, as far as every file system takes it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, id_ in enumerate(ids, start=1):
        stem = _PLAIN.sub("_", id_).strip(".")[:_LONGEST_STEM] or "document"
        if stem.lower() in taken:
            stem = f"{stem}_{number}"
        taken.add(stem.lower())
        found[id_] = stem
    return found


def write_archive(path: Path, members: Mapping[str, bytes]) -> None:
    """Writes a ZIP archive of these members, in their order; the same members give the same bytes.

    Raises:
        ExchangeError: it cannot be written.
    """
    with written_whole(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)


def write_folder(path: Path, members: Mapping[str, bytes]) -> None:
    """Writes a new folder of these members, which gets its name when all are in it.

    Raises:
        ExchangeError: it is there already and not empty, or cannot be written.
    """
    path = path.resolve()
    part = path.with_name(path.name + ".part")
    try:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise ExchangeError(str(path), "it is there already; name a new folder, for people may have worked in that one")
        try:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            for name, data in members.items():
                file = part / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
            if path.exists():
                path.rmdir()
            part.replace(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise ExchangeError(str(path), f"cannot be written: {error.strerror}") from error


@contextmanager
def opened_bundle(path: Path) -> Iterator[Bundle]:
    """The files in a folder, or in a ZIP archive; nothing is unpacked to the disk.

    Raises:
        ExchangeError: there is none, it cannot be read, or it is made to hurt: names that lead out of it, too many files, a bomb.
    """
    place = str(path)
    try:
        if path.is_dir():
            yield _folder(path)
            return
        with zipfile.ZipFile(path) as archive:
            yield _archive(archive, place)
    except FileNotFoundError as error:
        raise ExchangeError(place, "there is no such file or folder") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise ExchangeError(place, f"it is no ZIP archive, or a broken one ({error}); export it again") from error
    except OSError as error:
        raise ExchangeError(place, f"cannot be read: {error.strerror or error}") from error


def _folder(path: Path) -> Bundle:
    sizes: dict[str, int] = {}
    for folder, folders, files in os.walk(path):  # it follows no links, and none are read
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in (Path(folder) / name for name in files if not name.startswith(".")):
            if file.is_file() and not file.is_symlink():
                sizes[file.relative_to(path).as_posix()] = file.stat().st_size
                _refuse_too_many(str(path), len(sizes))
    return _bundle(str(path), sizes, lambda name: (path / name).read_bytes())


def _archive(archive: zipfile.ZipFile, place: str) -> Bundle:
    infos = archive.infolist()
    _refuse_too_many(place, len(infos))
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _refuse_hostile(info, place)
        if info.is_dir() or "__MACOSX" in PurePosixPath(info.filename).parts:
            continue
        if info.filename in members:
            raise ExchangeError(place, f"two members are called {info.filename[:80]!r}; pack the archive again")
        members[info.filename] = info
    unpacked, packed = (sum(getattr(one, size) for one in members.values()) for size in ("file_size", "compress_size"))
    if unpacked > SAFE_BYTES and unpacked > MOST_GROWTH * max(packed, 1):
        message = f"it unpacks to {unpacked:,} bytes, {unpacked // max(packed, 1):,} times its size; do not trust this archive"
        raise ExchangeError(place, message)
    sizes = {name: info.file_size for name, info in members.items()}
    return _bundle(place, sizes, lambda name: archive.read(members[name]))  # of which the library gives no more than this size


def _bundle(place: str, sizes: Mapping[str, int], read: Callable[[str], bytes]) -> Bundle:
    """The files, read one by one as far as the limits let; what is not read, such as a film, may be of any size."""
    so_far = 0

    def within_limits(name: str) -> bytes:
        nonlocal so_far
        so_far += sizes[name]
        if sizes[name] > LARGEST_MEMBER or so_far > MOST_BYTES:
            limits = f"at most {LARGEST_MEMBER:,} of one file and {MOST_BYTES:,} of all are read"
            raise ExchangeError(place, f"{name[:80]!r} has {sizes[name]:,} bytes, and {limits}; part it")
        return read(name)

    return Bundle(place=place, names=tuple(sorted(sizes)), read=within_limits)


def _refuse_hostile(info: zipfile.ZipInfo, place: str) -> None:
    name = info.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if ".." in path.parts or path.is_absolute() or ":" in (path.parts or ("",))[0]:
        raise ExchangeError(place, f"the member's name {name[:80]!r} leads out of the archive; do not trust this archive")
    if info.flag_bits & 1:
        raise ExchangeError(place, f"the member {name[:80]!r} is encrypted; pack the archive without a password")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ExchangeError(place, f"the member {name[:80]!r} is packed in an unusual way; pack the archive with another program")


def _refuse_too_many(place: str, count: int) -> None:
    if count > MOST_MEMBERS:
        raise ExchangeError(place, f"it holds more than {MOST_MEMBERS:,} files; part it")

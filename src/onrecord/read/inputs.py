"""Files and folders → a stream of articles, with an error in the place of each that could not be read."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.read.apart import Apart
from onrecord.read.formats import OWN, kind_of_part, read_part
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.read.options import ReadOptions


def read_inputs(paths: Iterable[Path], options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of files and folders, in order; what could not be read is an error in its place, and never raised.

    Folders are read with all that is in them, by name, without hidden files and ``README.md``.
    """
    apart = Apart()
    try:
        for path in paths:
            yield from _read_path(path, options, apart)
    finally:
        apart.close()


def _read_path(path: Path, options: ReadOptions, apart: Apart) -> Iterator[Article | InputError]:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield InputError(_origin(path), "not-found", "there is no such file or folder", advice="check the name")
    except OSError as error:
        yield _unreadable(path, error)
    else:
        yield from _read_folder(path, options, apart) if stat.S_ISDIR(mode) else _read_file(path, options, apart)


def _read_folder(folder: Path, options: ReadOptions, apart: Apart) -> Iterator[Article | InputError]:
    found = False
    for item in _files(folder):
        for read in [item] if isinstance(item, InputError) else _read_file(item, options, apart):
            found = found or isinstance(read, Article)
            yield read
    if not found:
        advice = "put articles in it, in any format that `onrecord extract --help` names, or name another folder"
        yield InputError(_origin(folder), "nothing-readable", "the folder holds nothing that can be read as an article", advice=advice)


def _files(folder: Path) -> Iterator[Path | InputError]:
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for path in names:
        if path.name.startswith(".") or path.name.lower() == "readme.md":
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if stat.S_ISREG(mode):
            yield path
        elif stat.S_ISDIR(mode):
            if not path.is_symlink():  # it may lead back here
                yield from _files(path)
        else:
            yield InputError(_origin(path), "unreadable", "it is neither a file nor a folder", advice="leave it out")


def _read_file(path: Path, options: ReadOptions, apart: Apart) -> Iterator[Article | InputError]:
    origin = _origin(path)
    try:
        with path.open("rb") as file:
            if not file.seekable():
                yield from _read_stream(file, path, options, apart)
                return
            part = Part(origin=origin, name=path.name, file=file)
            if kind_of_part(part) in OWN:
                yield from read_part(part, options)
                return
    except OSError as error:
        yield _unreadable(path, error)
        return
    yield from apart.read(path, path.name, origin, options)


def _read_stream(file: BinaryIO, path: Path, options: ReadOptions, apart: Apart) -> Iterator[Article | InputError]:
    """What comes through a pipe is put into a file, which can be read more than once."""
    with TemporaryDirectory(prefix="onrecord-") as folder:
        copy = Path(folder) / "input"
        with copy.open("wb") as whole:
            shutil.copyfileobj(file, whole)
        with copy.open("rb") as whole:
            part = Part(origin=_origin(path), name=path.name, file=whole)
            if kind_of_part(part) in OWN:
                yield from read_part(part, options)
                return
        yield from apart.read(copy, path.name, _origin(path), options)


def _unreadable(path: Path, error: OSError) -> InputError:
    message = f"it cannot be read: {error.strerror or error}"
    return InputError(_origin(path), "unreadable", message, advice="check that you may read it")


def _origin(path: Path) -> str:
    """The path in characters that can be printed, whatever its bytes."""
    return str(path).encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")

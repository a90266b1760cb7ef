"""Files and folders → a stream of articles, with an error in the place of each that could not be read."""

from __future__ import annotations

import stat
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.read.detect import HEAD, kind_of, nature_of_binary
from onrecord.read.html import read_html
from onrecord.read.table import read_table
from onrecord.read.text import read_text
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.read.options import ReadOptions

#: A longer text or page is not read; JSON Lines may be of any length.
LARGEST = 20_000_000


def read_inputs(paths: Iterable[Path], options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of files and folders, in order; what could not be read is an error in its place, and never raised.

    Folders are read with all that is in them, by name, without hidden files and ``README.md``.
    """
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            yield InputError(_origin(path), "not-found", "there is no such file or folder", advice="check the name")
        except OSError as error:
            yield _unreadable(path, error)
        else:
            yield from _read_folder(path, options) if stat.S_ISDIR(mode) else _read_file(path, options)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Article | InputError]:
    found = False
    for item in _files(folder):
        for read in [item] if isinstance(item, InputError) else _read_file(item, options):
            found = found or isinstance(read, Article)
            yield read
    if not found:
        advice = "put articles as text, HTML or JSON Lines in it, or name another folder"
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


def _read_file(path: Path, options: ReadOptions) -> Iterator[Article | InputError]:
    try:
        with path.open("rb") as file:
            yield from _read_open(file if file.seekable() else BytesIO(file.read(LARGEST + 1)), _origin(path), options)
    except OSError as error:
        yield _unreadable(path, error)


def _read_open(file: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    head = file.read(HEAD)
    kind = kind_of(head)
    if kind == "empty" and len(head) == HEAD:  # white space so far
        file = BytesIO((head + file.read(LARGEST)).lstrip())
        head = file.read(HEAD)
        kind = kind_of(head)
    if kind == "jsonl":
        file.seek(0)
        yield from read_table(file, origin, options)
    elif kind == "binary":
        yield _binary(origin, head)
    elif kind == "empty":
        yield InputError(origin, "empty", "the file is empty", advice="put a text in it, or leave it out")
    else:
        data = head + file.read(LARGEST)
        if len(data) > LARGEST:
            message = f"the file is larger than {LARGEST // 1_000_000} MB"
            yield InputError(origin, "too-large", message, advice="split it into its articles, or write it as JSON Lines")
            return
        try:
            yield read_html(data, origin, options) if kind == "html" else read_text(data, origin, options)
        except InputError as error:
            yield error


def _binary(origin: str, head: bytes) -> InputError:
    what = nature_of_binary(head) or "no text"
    return InputError(origin, "binary", f"the file is {what}", advice="save the article as plain text or as a web page")


def _unreadable(path: Path, error: OSError) -> InputError:
    message = f"it cannot be read: {error.strerror or error}"
    return InputError(_origin(path), "unreadable", message, advice="check that you may read it")


def _origin(path: Path) -> str:
    """The path in characters that can be printed, whatever its bytes."""
    return str(path).encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")

"""Files and folders → a stream of articles and of what could not be read; nothing stops the stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.detect import detect
from onrecord.read.html import article_from_html
from onrecord.read.table import articles_from_lines
from onrecord.read.text import article_from_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: Bytes above which a file of one article is none.
MOST_BYTES = 20_000_000
_LOOK = 65_536
_LEFT_OUT = ("readme", "license", "licence", "changelog")


def read_inputs(paths: Iterable[Path], options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of files and folders, in the order given, folders in the order of their names; errors stand in their place."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path, options)
        elif not path.exists():
            yield InputError(str(path), "not-found", "there is no such file or folder", advice="check the spelling and where you are")
        else:
            yield from _file(path, options)


def _folder(folder: Path, options: ReadOptions) -> Iterator[Article | InputError]:
    try:
        files = sorted(p for p in folder.rglob("*") if p.is_file() and not _hidden(p, folder))
    except OSError as error:
        yield InputError(str(folder), "unreadable", f"it cannot be listed: {error.strerror}", advice="check its permissions")
        return
    files = [p for p in files if p.stem.lower() not in _LEFT_OUT]
    some = False
    for path in files:
        for one in _file(path, options):
            some = some or not isinstance(one, InputError)
            yield one
    if not some:
        advice = "give a folder with articles as plain text, HTML or JSON Lines"
        yield InputError(str(folder), "nothing-readable", "there is no article in it", advice=advice)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)


def _file(path: Path, options: ReadOptions) -> Iterator[Article | InputError]:
    origin = str(path)
    try:
        with path.open("rb") as stream:
            kind = detect(stream.read(_LOOK))
            stream.seek(0)
            if kind == "json":
                yield from articles_from_lines(stream, origin, options)
                return
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        yield InputError(origin, "unreadable", f"it cannot be opened: {error.strerror}", advice="check its permissions")
        return
    if kind == "empty":
        yield InputError(origin, "empty", "there is nothing in it", advice="remove it or look at how it was saved")
    elif kind == "binary":
        yield InputError(origin, "binary", "it is no text, HTML or JSON", advice="save it as text or as a web page")
    elif len(data) > MOST_BYTES:
        message = f"it is larger than {MOST_BYTES:,} bytes"
        yield InputError(origin, "too-large", message, advice="split it into articles, or write them as JSON Lines")
    else:
        yield _one(data, kind, origin, options)


def _one(data: bytes, kind: str, origin: str, options: ReadOptions) -> Article | InputError:
    try:
        return article_from_html(data, origin, options) if kind == "html" else article_from_plain(data, origin, options)
    except InputError as error:
        return error
    except ValueError as error:
        return InputError(origin, "encoding", str(error), advice="save it as UTF-8")

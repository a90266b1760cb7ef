"""What arrives in folders: looks that list names and stamps, and what in them has been quiet long enough to be read.

Folders are looked at again and again. What the system tells of changes by itself says nothing on network drives about what other
machines write, and those are where exports and scans arrive.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: Seconds in which a file must not change before it is read.
QUIET = 2.0
#: How names end that programs write to before a file is whole: browsers, rsync, file transfer, editors.
_UNFINISHED = (
    ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".opdownload", ".aria2", "~",
)  # fmt: skip


class Stamp(NamedTuple):
    """What tells that a file has changed, without reading it; its rights, because one that could not be read may now be."""

    size: int
    modified: int
    mode: int


@dataclass(slots=True)
class Look:
    """What one look at folders found.

    Attributes:
        files: the files by path, with their stamps.
        refused: what is neither file nor folder, or cannot be looked at, with the reason.
        away: the folders, of those asked for, that cannot be listed: not there, or their drive does not answer.
        bare: those that hold no file, as the place of a drive does while the drive is away.
    """

    files: dict[str, Stamp] = field(default_factory=dict)
    refused: dict[str, InputError] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is hidden, unfinished or about the folder itself, and is not read."""
    name = name.lower()
    return name.startswith((".", "~")) or name.endswith(_UNFINISHED) or name == "readme.md"


def stamp_of(path: str) -> Stamp | None:
    """The present stamp of a file; None where it is gone, or no file any more."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of a hundred thousand files
    except (OSError, ValueError):
        return None
    return _stamp(found) if stat.S_ISREG(found.st_mode) else None


def look_into(folders: Iterable[str], *, leave_out: Collection[str] = ()) -> Look:
    """Lists the files of folders and of the folders in them, with their stamps; nothing is opened.

    Args:
        folders: absolute paths.
        leave_out: absolute paths of files that are never to be read, such as the database itself.
    """
    look = Look()
    for folder in folders:
        ahead, before = [folder], len(look.files)
        while ahead:
            path = ahead.pop()
            try:
                ahead += _list(path, look, leave_out)
            except FileNotFoundError:
                if path == folder:  # one further down was taken away while we looked
                    look.away.add(folder)
            except OSError as error:
                if path == folder:
                    look.away.add(folder)
                else:
                    look.refused[path] = _unreadable(path, error.strerror or str(error))
        if len(look.files) == before:
            look.bare.add(folder)
    return look


def _list(folder: str, look: Look, leave_out: Collection[str]) -> list[str]:
    """Puts the files of a folder into the look; the folders in it."""
    inner = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_passed_over(entry.name) or entry.path in leave_out:
                continue
            try:
                found = entry.stat()
            except FileNotFoundError:  # taken away meanwhile, or a link to nowhere
                continue
            except OSError as error:
                look.refused[entry.path] = _unreadable(entry.path, error.strerror or str(error))
                continue
            if stat.S_ISREG(found.st_mode):
                look.files[entry.path] = _stamp(found)
            elif stat.S_ISDIR(found.st_mode):
                if not entry.is_symlink():  # it may lead back here
                    inner.append(entry.path)
            else:
                look.refused[entry.path] = InputError(
                    shown(entry.path), "unreadable", "it is neither a file nor a folder", advice="leave it out"
                )
    return inner


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_size, found.st_mtime_ns, found.st_mode)


def _unreadable(path: str, why: str) -> InputError:
    return InputError(shown(path), "unreadable", f"it cannot be read: {why}", advice="check that you may read it")


def shown(path: str) -> str:
    """The path in characters that can be printed, whatever its bytes."""
    return path.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")


class Arrivals:
    """Knows by name and stamp what was taken, and tells after each look what has arrived or changed and is quiet.

    Nothing but names and stamps is kept, and those of files that are gone are dropped once others are there.
    """

    def __init__(self, *, quiet: float = QUIET) -> None:
        self.quiet = quiet
        self._taken: dict[str, Stamp] = {}
        self._waiting: dict[str, tuple[Stamp, float]] = {}
        self._first = True

    def settled(self, look: Look, now: float, *, wall: float) -> list[str]:
        """The files to be read now, in order; each is taken, and told again only after it has changed.

        What lies there at the first look is taken at once, unless it was changed just now.

        Args:
            look: what was found.
            now: seconds on a clock that only goes forward.
            wall: seconds on the clock that the files' stamps are of.
        """
        ready = []
        for path, stamp in look.files.items():
            if self._taken.get(path) == stamp:
                self._waiting.pop(path, None)
                continue
            seen, since = self._waiting.get(path, (None, now))
            if seen != stamp:
                since = now - max(0.0, wall - stamp.modified / 1e9) if self._first else now
            if now - since >= self.quiet:
                self._waiting.pop(path, None)
                self._taken[path] = stamp
                ready.append(path)
            else:
                self._waiting[path] = stamp, since
        self._forget(look)
        self._first = False
        return sorted(ready, key=lambda path: PurePath(path).parts)

    def is_as_taken(self, path: str) -> bool:
        """Whether the file is there and still as it was when it was taken."""
        stamp = stamp_of(path)
        return stamp is not None and self._taken.get(path) == stamp

    def again(self, path: str) -> None:
        """Takes a file for not read: it is told again once it is quiet."""
        self._taken.pop(path, None)

    def _forget(self, look: Look) -> None:
        """Drops the files that are gone; those of a folder that is away, or all at once bare, are expected back as they were."""
        away = tuple(os.path.join(path, "") for path in (*look.away, *look.bare, *look.refused))  # noqa: PTH118 - with its separator
        for known in (self._taken, self._waiting):
            for path in [p for p in known if p not in look.files and not p.startswith(away)]:
                del known[path]

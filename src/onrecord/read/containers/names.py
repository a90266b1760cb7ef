"""The names of members: which are read, and which a hostile archive gives to climb out of it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from onrecord.errors import InputError

_DRIVE = re.compile(r"[A-Za-z]:")


def is_left_out(name: str) -> bool:
    """Whether a member is what folders are read without: hidden files, ``README.md``, and what macOS puts beside files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part not in {".", ".."} for part in parts) or "__MACOSX" in parts or parts[-1:] == ("README.md",)


def unsafe_name(origin: str, name: str) -> InputError | None:
    """The error of a member whose name leads out of the archive; None for others."""
    path = PurePosixPath(name.replace("\\", "/"))
    if ".." not in path.parts and not path.is_absolute() and not _DRIVE.match(name):
        return None
    message = f"the member's name {name[:80]!r} leads out of the archive"
    return InputError(origin, "unsafe-name", message, advice="do not trust this archive")

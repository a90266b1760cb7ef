"""A tar archive → its members, in the order in which they lie."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.read.containers.names import is_left_out, unsafe_name
from onrecord.read.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts_of_tar(part: Part) -> Iterator[Part | InputError]:
    """The files in a tar archive; nothing is written to the disk, and links are not followed.

    Raises:
        InputError: it is broken.
    """
    try:
        with tarfile.open(fileobj=part.file, mode="r:") as archive:
            for member in archive:
                yield from _member(archive, member, part)
    except tarfile.TarError as error:
        raise InputError(part.origin, "broken", f"the archive is broken or cut off ({error})", advice="fetch it again") from error


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, part: Part) -> Iterator[Part | InputError]:
    if member.isdir() or is_left_out(member.name):
        return
    origin = f"{part.origin}/{member.name}"
    unsafe = unsafe_name(part.origin, member.name)
    file = archive.extractfile(member) if unsafe is None and member.isreg() else None
    if unsafe is not None:
        yield unsafe
    elif file is None:
        yield InputError(origin, "unreadable", "the member is neither a file nor a folder", advice="leave it out")
    else:
        with file:
            yield Part(origin=origin, name=member.name, file=cast("BinaryIO", file), told=part.told, depth=part.depth + 1)

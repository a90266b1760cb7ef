"""A ZIP archive → its members, by name."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.read.containers.names import is_left_out, unsafe_name
from onrecord.read.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

#: An archive that says it unpacks to more than this, and to so many times its size, is a bomb.
MOST_UNPACKED = 1_000_000_000
MOST_GROWTH = 200
#: What is packed as an archive but is one document, by a member that it has: what it is, and what to do.
_OFFICE = {
    "xl/workbook.xml": ("an Excel file", "save its rows as CSV"),
    "ppt/presentation.xml": ("a PowerPoint file", "save it as PDF"),
    "mimetype": ("an OpenDocument file or an e-book", "save it as Word or PDF"),
}


def parts_of_zip(part: Part) -> Iterator[Part | InputError]:
    """The members of a ZIP archive, by name; nothing is written to the disk.

    Raises:
        InputError: it is broken, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(part.file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(part.origin, "broken", "the archive is broken or cut off", advice="fetch it again") from error
    with archive:
        office = next((told for name, told in _OFFICE.items() if name in archive.NameToInfo), None)
        if office is not None:
            raise InputError(part.origin, "binary", f"the file is {office[0]}", advice=office[1])
        members = sorted((m for m in archive.infolist() if not m.is_dir() and not is_left_out(m.filename)), key=lambda m: m.filename)
        unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        if unpacked > MOST_UNPACKED and unpacked > MOST_GROWTH * max(packed, 1):
            message = f"the archive says that it unpacks to {unpacked:,} bytes, {unpacked // max(packed, 1):,} times its size"
            raise InputError(part.origin, "bomb", message, advice="do not trust this archive")
        if not members:
            yield InputError(part.origin, "nothing-readable", "the archive holds no file", advice="put articles in it, or leave it out")
        for member in members:
            yield from _member(archive, member, part)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Part) -> Iterator[Part | InputError]:
    origin = f"{part.origin}/{member.filename}"
    unsafe = unsafe_name(part.origin, member.filename)
    if unsafe is not None:
        yield unsafe
    elif member.flag_bits & 1:
        yield InputError(origin, "encrypted", "the member is encrypted", advice="unpack it with its password")
    else:
        try:
            file = archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            yield InputError(origin, "broken", f"the member cannot be unpacked ({error})", advice="fetch the archive again")
            return
        with file:
            yield Part(origin=origin, name=member.filename, file=cast("BinaryIO", file), told=part.told, depth=part.depth + 1)

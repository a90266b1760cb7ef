"""What is packed with gzip → the one file in it; a packed web archive → its records."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.read.containers.warc import parts_of_warc
from onrecord.read.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.errors import InputError


def parts_of_gzip(part: Part) -> Iterator[Part | InputError]:
    """The file that is packed, unpacked as it is read; of a web archive, whose records are packed one by one, the records."""
    with gzip.open(part.file) as file:
        head = file.read(5)
        file.seek(0)
        if head != b"WARC/":
            name = part.name.removesuffix(".gz").removesuffix(".tgz")
            yield Part(origin=part.origin, name=name, file=cast("BinaryIO", file), told=part.told, depth=part.depth + 1)
            return
    part.file.seek(0)
    yield from parts_of_warc(part)

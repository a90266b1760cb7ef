"""A ZIP archive → its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.part import Part


def parts_of_zip(part: Part) -> Iterator[Part | InputError]:
    """The parts, in order."""
    yield InputError(part.origin, "binary", "A ZIP archive cannot be read yet")

"""ninjs → articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_ninjs(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:  # noqa: ARG001
    """The articles of the part."""
    raise InputError(part.origin, "binary", "ninjs cannot be read yet")
    yield

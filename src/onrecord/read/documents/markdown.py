"""Markdown → articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.text import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.errors import InputError
    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_markdown(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of the part."""
    yield from read_plain(part, options)

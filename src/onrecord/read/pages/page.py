"""A web page → the article on it, or the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.pages.html import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.errors import InputError
    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_page(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The article on a web page.

    Raises:
        InputError: there is none.
    """
    yield read_html(part.whole(), part.origin, options, part.told, charset=part.charset)

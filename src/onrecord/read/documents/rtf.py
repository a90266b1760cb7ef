"""RTF → its article, or the articles of an export of a press database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.documents.docx import read_blocks
from onrecord.read.documents.rtf_text import rtf_text
from onrecord.read.pages.fragment import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_rtf(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a file in RTF.

    Raises:
        InputError: it is cut off, nested too deeply, or holds no text.
    """
    data = part.whole()
    try:
        text = rtf_text(data)
    except RecursionError as error:
        raise InputError(part.origin, "nested", "its groups are nested too deeply", advice="save it again, or leave it out") from error
    if not text.whole:
        raise InputError(part.origin, "truncated", "the file breaks off in a group", advice="fetch or save it again")
    lines = (" ".join(line.split(" ")).strip() for line in text.body.split("\n"))
    blocks = [Block(line, "p") for line in lines if line]
    yield from read_blocks(blocks, part, options, raw=data, properties={"title": text.title, "creator": text.author})

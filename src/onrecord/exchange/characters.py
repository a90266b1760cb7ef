"""Characters that a format cannot hold, replaced one for one so that offsets stay, and offsets as Java programs count them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.spans import Span

#: What stands for a character that cannot be written.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_HALVES = re.compile("[\ud800-\udfff]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAST_OF_ONE_UNIT = 0xFFFF


def encodable(text: str) -> str:
    """The text with halves of characters replaced, which UTF-8 cannot hold."""
    return _HALVES.sub(REPLACEMENT, text)


def for_xml(text: str) -> str:
    """The text with those characters replaced that XML 1.0 cannot hold."""
    return _NO_XML.sub(REPLACEMENT, text)


class Utf16Offsets:
    """Where the characters of a text stand for programs that count UTF-16 units, as Java and JavaScript do."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > _LAST_OF_ONE_UNIT]

    def offset(self, at: int) -> int:
        """The offset in UTF-16 units of an offset in code points."""
        return at + bisect_left(self._wide, at)

    def span(self, span: Span) -> tuple[int, int]:
        """Start and end in UTF-16 units."""
        return self.offset(span.start), self.offset(span.end)

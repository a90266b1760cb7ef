"""The plain text of an e-mail → its paragraphs, without the breaks of lines, the marks of quoting and the signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.pages.fragment import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Lines that are longer were not broken to fit a screen.
LONGEST_BROKEN = 100
#: Shorter lines were not either.
SHORTEST_BROKEN = 50
#: A line with so much of the width left over, after the next word, ends where its author ended it.
ROOM = 0.07
#: A longer block after the signature's mark is none.
LONGEST_SIGNATURE = 15

#: A header of a message that stands in another one's text.
HEADER_LINE = re.compile(r"\*{0,2}(From|Date|Sent|Subject|To|Cc|Reply-To):\*{0,2}\s*(.*)", re.IGNORECASE)

_QUOTED = re.compile(r"(?:>[ ]?)+")
_RULE = re.compile(r"[-=_*~#+.·•—–\s]{3,}")
_ITEM = re.compile(r"\s*(?:[-*•·]|\d{1,2}[.)])\s")
_LINK = re.compile(r"\s*(?:<\s*https?://[^\s<>]+\s*>|\[\s*https?://[^\s\[\]]+\s*\]|\(\s*https?://[^\s()]+\s*\))")


def blocks_of_plain(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Block]:
    """The paragraphs; ``flowed`` and ``delsp`` are what the type says of spaces at the ends of lines (RFC 3676)."""
    lines = _without_signature(text.split("\n"))
    if flowed:
        lines = list(_flowing(lines, delsp=delsp))
    lines = [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]
    return [Block(" ".join(paragraph.split(" ")).strip(), "p") for paragraph in paragraphs_of(lines)]


def without_links(blocks: list[Block]) -> list[Block]:
    """The blocks without the addresses that plain texts put after the words that are links."""
    cleaned = (block._replace(text=_LINK.sub("", block.text).strip()) for block in blocks)
    return [block for block in cleaned if block.text and not re.fullmatch(r"https?://\S+", block.text)]


def _without_signature(lines: list[str]) -> list[str]:
    for at in range(len(lines) - 1, max(-1, len(lines) - LONGEST_SIGNATURE - 2), -1):
        if lines[at] in {"-- ", "--"}:
            return lines[:at]
    return lines


def _flowing(lines: list[str], *, delsp: bool) -> Iterator[str]:
    """The lines joined where one ends in a space and the next is as deeply quoted."""
    pieces: list[str] = []
    depth = 0
    for line in lines:
        bare = line.lstrip(">")
        at = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        if pieces and at != depth:
            yield ">" * depth + "".join(pieces)
            pieces.clear()
        depth = at
        goes_on = bare.endswith(" ") and bare != "-- "
        pieces.append(bare[:-1] if goes_on and delsp else bare)
        if not goes_on:
            yield ">" * depth + "".join(pieces)
            pieces.clear()
    if pieces:
        yield ">" * depth + "".join(pieces)


def paragraphs_of(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs: what blank lines and rules part, each line by itself unless it was broken to fit the width of the others."""
    lines = list(lines)
    fitting = [len(line.rstrip()) for line in lines if len(line.rstrip()) <= LONGEST_BROKEN and "://" not in line]
    width = max(fitting, default=0)
    paragraph, last = "", ""
    for line in lines:
        words = line.strip()
        if not words or _RULE.fullmatch(words):
            if paragraph:
                yield paragraph
            paragraph, last = "", ""
            continue
        if paragraph and _is_broken(last, line, width):
            paragraph += f" {words}"
        else:
            if paragraph:
                yield paragraph
            paragraph = words
        last = line.rstrip()
    if paragraph:
        yield paragraph


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether the line ends only because the next word did not fit."""
    if not width >= SHORTEST_BROKEN or len(line) > LONGEST_BROKEN or _ITEM.match(following):
        return False
    if HEADER_LINE.match(following) or HEADER_LINE.match(line):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * (1 - ROOM)

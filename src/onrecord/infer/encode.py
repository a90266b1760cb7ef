"""A text as word pieces that remember their characters, with the features that an uncased encoder does not see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.quotation import quotations
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

#: A window's length in pieces, its two special ones included; the encoder was trained with this length.
WINDOW = 254
#: Pieces of the paragraphs before that a window sees without answering for them.
CONTEXT = 64
#: Pieces that two windows of one long paragraph share on either side of their border.
OVERLAP = 40

#: Values of the feature ``case``: other, Capital, ALL CAPS, miXed.
CASES = 4
#: Values of the feature ``quote``: outside, inside, inside a nested one, opening mark, closing mark.
QUOTES = 5
_LOWER, _CAPITAL, _UPPER, _MIXED = range(CASES)
_OUTSIDE, _INSIDE, _NESTED, _OPEN, _CLOSE = range(QUOTES)
#: Halves of surrogate pairs, which the tokenizer does not take; what stands in their place has their length.
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text.

    Attributes:
        ids: (n,) the piece's number in the vocabulary.
        starts: (n,) its first character in the text.
        ends: (n,) one past its last.
        case: (n,) below ``CASES``.
        quote: (n,) below ``QUOTES``.
        first: (n,) 1 where a paragraph begins, else 0.
        paragraphs: half-open ranges of pieces, one a paragraph.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    first: NDArray[np.int64]
    paragraphs: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """The pieces of a half-open range, with the paragraphs or parts of paragraphs in it."""
        cut = slice(start, end)
        inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.paragraphs if a < end and start < b)
        return Pieces(
            ids=self.ids[cut],
            starts=self.starts[cut],
            ends=self.ends[cut],
            case=self.case[cut],
            quote=self.quote[cut],
            first=self.first[cut],
            paragraphs=inside,
        )

    def range_of(self, span: Span) -> tuple[int, int]:
        """The half-open range of pieces that share a character with a span."""
        low = int(np.searchsorted(self.ends, span.start, side="right"))
        return low, max(low, int(np.searchsorted(self.starts, span.end, side="left")))


@dataclass(frozen=True, slots=True)
class Window:
    """A range of pieces to run at once, and the part of it that it answers for; both half-open."""

    start: int
    end: int
    core_start: int
    core_end: int


def cut_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of a text, paragraph by paragraph, with offsets into the text as it is."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = []
    lines = list(paragraphs(text))
    whole = _HALVES.sub("\ufffd", text)
    for line, encoding in zip(lines, tokenizer.encode_batch([whole[s:e] for s, e in lines], add_special_tokens=False), strict=True):
        at = len(ids)
        ids.extend(encoding.ids)
        offsets.extend((line.start + s, line.start + e) for s, e in encoding.offsets)
        if len(ids) > at:
            ranges.append((at, len(ids)))
    first = np.zeros(len(ids), dtype=np.int64)
    first[[start for start, _ in ranges]] = 1
    spans = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
    case = np.fromiter((_case_of(text[s:e]) for s, e in offsets), dtype=np.int64, count=len(ids))
    states = _quote_states(text)
    quote = states[spans[:, 0]] if ids else np.zeros(0, dtype=np.int64)
    return Pieces(np.asarray(ids, dtype=np.int64), spans[:, 0], spans[:, 1], case, quote, first, tuple(ranges))


def _case_of(piece: str) -> int:
    if piece.islower() or not any(c.isalpha() for c in piece):
        return _LOWER
    if piece.isupper():
        return _UPPER if len(piece) > 1 else _CAPITAL
    return _CAPITAL if piece[0].isupper() and not any(c.isupper() for c in piece[1:]) else _MIXED


def _quote_states(text: str) -> NDArray[np.int64]:
    states = np.zeros(len(text), dtype=np.int64)
    marks = []
    for quotation in quotations(text):
        states[quotation.start : quotation.end] = _NESTED if quotation.nested else _INSIDE
        marks.append(quotation)
    for quotation in marks:
        states[quotation.start : quotation.inner] = _OPEN
        if quotation.closed and text[quotation.end - 1] in "”’'\"»“":
            width = 2 if text[quotation.end - 2 : quotation.end] in ("''", "’’") else 1
            states[quotation.end - width : quotation.end] = _CLOSE
    return states


def cut_windows(pieces: Pieces, *, length: int = WINDOW, context: int = CONTEXT) -> Iterator[Window]:
    """The windows of a text: whole paragraphs where they fit, with the end of the paragraph before as context.

    Every piece lies in the core of exactly one window. A paragraph longer than a window is cut into overlapping ones.
    """
    room = length - 2
    rows = list(pieces.paragraphs)
    at = 0
    while at < len(rows):
        start = rows[at][0]
        before = max(rows[at - 1][0], start - context) if at else start
        if rows[at][1] - start <= room:
            before = max(before, rows[at][1] - room)
        last = at
        while last + 1 < len(rows) and rows[last + 1][1] - before <= room:
            last += 1
        end = rows[last][1]
        if end - before <= room:
            yield Window(before, end, start, end)
        else:
            yield from _cut_long(before, start, end, room)
        at = last + 1


def _cut_long(before: int, start: int, end: int, room: int) -> Iterator[Window]:
    """One paragraph that is longer than a window: windows that overlap, each answering up to the middle of the overlap."""
    core = start
    left = before
    while True:
        right = min(left + room, end)
        stop = end if right == end else right - OVERLAP
        yield Window(left, right, core, stop)
        if right == end:
            return
        core = stop
        left = core - OVERLAP


def words_covered(pieces: Pieces, start: int, end: int) -> Span:
    """The characters from the first to the last of a range of pieces."""
    return Span(int(pieces.starts[start]), int(pieces.ends[end - 1]))

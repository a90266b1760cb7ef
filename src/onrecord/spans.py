"""Half-open stretches of a text, and what can be asked of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,30}(?:\s\([^)]*\))?\s*[-–—]\s+(?=\w)")


class Span(NamedTuple):
    """The characters of a text from ``start`` up to but without ``end``, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where every character of the other is one of this one's."""
        return self.start <= other.start and other.end <= self.end


def trim(text: str, span: Span) -> Span:
    """The span without the white space at its ends; empty at its start where there is nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def whole_words(text: str, span: Span) -> Span:
    """The span, widened to where its first and last word begin and end; words joined by a hyphen or an apostrophe are one."""
    start, end = span
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return Span(start, end)


def _joins(text: str, at: int) -> bool:
    """True where the characters on either side of a border belong to one word."""
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    if left.isalnum() and right in "-’'":
        tail = text[at + 1 : at + 3]
        return tail[:1].isalnum() and not (right != "-" and tail[:1] == "s" and not tail[1:].isalnum())
    return left in "-’'" and right.isalnum() and at > 1 and text[at - 2].isalnum()


def without_dateline(text: str, span: Span) -> Span:
    """The span without the place that a report is dated from, where it begins with one: "CAIRO – The minister"."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return Span(dateline.end(), span.end) if dateline else span


def join_close(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, with those joined that overlap or have only white space within a paragraph between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(" \t\u00a0")):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The text that the spans cover, pieces parted by one space."""
    return " ".join(text[start:end] for start, end in spans)


def paragraphs(text: str) -> Iterator[Span]:
    """The lines of a text that hold more than white space, without the white space around them."""
    start = 0
    for line in text.splitlines(keepends=True):
        span = trim(text, Span(start, start + len(line)))
        if span.start < span.end:
            yield span
        start += len(line)

"""Contents against quotation marks: both marks or none, whole quotations, the form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.spans import Span, join_close, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotation import Quotation
    from onrecord.records import Form

#: A quotation is taken whole where a content covers at least this share of it, else left out; chosen on PolNeAR dev.
WHOLE = 0.4


def snap(text: str, pieces: Sequence[Span], quotes: Sequence[Quotation]) -> tuple[Span, ...]:
    """The pieces with no quotation cut in its middle: taken whole with its marks, or left out; a small part within one stays a part.

    ``quotes`` are the outermost quotations that count here, in the order of the text.
    """
    snapped: list[Span] = []
    for piece in pieces:
        start, end = piece
        for quote in quotes:
            if quote.start < end and start < quote.end:
                start, end = _with_quote(text, Span(start, end), quote)
        span = trim(text, Span(start, end))
        if span.start < span.end:
            snapped.append(span)
    return join_close(text, snapped)


def _with_quote(text: str, piece: Span, quote: Quotation) -> Span:
    low, high = max(piece.start, quote.start), min(piece.end, quote.end)
    if low == quote.start and high == quote.end:
        return piece
    if not quote.closed and quote.end > piece.end:  # no mark tells where it ends: the content does
        return Span(quote.start if piece.start <= quote.inner else piece.start, piece.end)
    if high - low >= WHOLE * (quote.end - quote.start):
        return Span(min(piece.start, quote.start), max(piece.end, quote.end))
    if piece.start < quote.start:
        return trim(text, Span(piece.start, quote.start))
    if piece.end > quote.end:
        return trim(text, Span(quote.end, piece.end))
    return piece


#: Words that alone say nothing of what somebody said.
_POINTERS = frozenset(
    (
        "it",
        "this",
        "that",
        "so",
        "them",
        "him",
        "her",
        "he",
        "she",
        "they",
        "the",
        "a",
        "an",
        "to",
        "of",
        "and",
        "as",
        "will",
        "isn",
        "is",
        "t",
        "not",
        "instead",
    )
)


def says_something(text: str, content: Sequence[Span]) -> bool:
    """False for a content of small words alone, which say nothing of what somebody said."""
    return any(word not in _POINTERS for start, end in content for word in re.findall(r"\w+", text[start:end].lower()))


def form_of(text: str, content: Sequence[Span], quotes: Sequence[Quotation]) -> Form:
    """Direct where the content stands wholly in quotations, opening mark to closing one; mixed where some of it does; else indirect.

    A part of a quotation, and one whose marks face the wrong way, is mixed: what was said word for word cannot be told from it.
    """
    near = [q for q in quotes if content and q.start < content[-1].end and content[0].start < q.end]
    near = [q for q in near if not any(o.start < q.start and q.end <= o.end for o in near)]
    inside = outside = 0
    for start, end in content:
        for quote in near:
            inside += _letters(text, max(start, quote.start), min(end, quote.end))
        outside += _letters(text, start, end)
    if not inside:
        return "indirect"
    return "direct" if inside == outside and _within_marks(text, content, near) else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


def _within_marks(text: str, content: Sequence[Span], quotes: Sequence[Quotation]) -> bool:
    """True where the first piece begins with a quotation's opening mark and the last one ends with a closing one, or runs on."""
    opens = any(q.start == content[0].start and text[q.start] not in "”’»" for q in quotes)
    last = content[-1]
    ends = [q for q in quotes if q.start < last.end and q.end >= last.end - 1 and not text[q.end : last.end].strip(".,;")]
    return opens and any(q.closed and text[q.end - 1] not in "“‘«„" and q.end <= last.end for q in ends)


def is_bare(text: str, quote: Quotation, paragraph: Span) -> bool:
    """True for a quotation that is all of its paragraph but white space and punctuation, and says a clause at least."""
    around = text[paragraph.start : quote.start] + text[quote.end : paragraph.end]
    return not any(c.isalnum() for c in around) and len(text[quote.start : quote.end].split()) >= 4  # noqa: PLR2004

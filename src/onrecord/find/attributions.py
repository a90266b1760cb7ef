"""A reading → the attributions of an article, as spans of characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.find.link import Draft, link
from onrecord.find.marks import form_of, is_bare, snap
from onrecord.infer.encode import words_covered
from onrecord.quotation import Quotation, quotations
from onrecord.records import Attribution
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from onrecord.infer.reading import Reading

#: Least score of a nested statement, which little text trained; chosen on our own articles.
NESTED_LEAST = 0.45


def find_attributions(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """The attributions in the order of the text, each outer one before those that stand in it."""
    quotes = quotations(text)
    outer_quotes = [q for q in quotes if not q.nested]
    outer = [_attribution(text, reading, d, outer_quotes) for d in link(reading)]
    outer = _without_doubles([a for a in outer if a.content])
    outer = _extended(text, outer, outer_quotes)
    outer += _bare(text, outer, outer_quotes)
    outer.sort(key=lambda a: a.content[0])
    return tuple(_with_nested(text, reading, outer, [q for q in quotes if q.nested]))


def _attribution(text: str, reading: Reading, draft: Draft, quotes: list[Quotation]) -> Attribution:
    pieces = reading.pieces
    contents = snap(text, [_whole_words(text, words_covered(pieces, *c)) for c in sorted(draft.contents)], quotes)
    cue = _whole_words(text, words_covered(pieces, *draft.cue)) if draft.cue else None
    source = _source(text, words_covered(pieces, *draft.source)) if draft.source else None
    content = _without(contents, [s for s in (cue, source) if s])
    score = draft.content_score * (draft.source_score if draft.cue else 0.7)
    return Attribution(
        content=content,
        source=(source,) if source else (),
        cue=(cue,) if cue else (),
        form=form_of(text, content, quotes),
        score=score,
    )


_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,30}(?:\s\([^)]*\))?\s*[-–—]\s+(?=\w)")


def _whole_words(text: str, span: Span) -> Span:
    """The span without half words: word pieces are smaller than words."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _source(text: str, span: Span) -> Span:
    """The source without half words and without the place that a report is dated from."""
    span = _whole_words(text, span)
    dateline = _DATELINE.match(text, span.start, span.end)
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return Span(dateline.end(), span.end) if dateline and begins else span


def _without(content: tuple[Span, ...], others: list[Span]) -> tuple[Span, ...]:
    """Each word has one role: the content's pieces without the words of source and cue at their ends."""
    kept = []
    for piece in content:
        start, end = piece
        for other in others:
            if other.start <= start < other.end:
                start = other.end
            if other.start < end <= other.end:
                end = other.start
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)


def _without_doubles(found: list[Attribution]) -> list[Attribution]:
    """Of attributions whose contents became the same by taking quotations whole, the surest; pieces are joined."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: -a.score):
        if not any(_shared(one.content, other.content) > 0.5 for other in kept):  # noqa: PLR2004
            kept.append(one)
    return sorted(kept, key=lambda a: a.content[0])


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return both / max(1, min(sum(e - s for s, e in one), sum(e - s for s, e in other)))


def _extended(text: str, found: list[Attribution], quotes: list[Quotation]) -> list[Attribution]:
    """Joins quotations that nobody claims to the quoted statement before them in their paragraph: ``"A," she said. "B."``."""
    out = list(found)
    for line in paragraphs(text):
        free = [q for q in quotes if line.holds(q.span) and not _claimed(q, out) and len(text[q.start : q.end].split()) >= 4]  # noqa: PLR2004
        for quote in free:
            before = [k for k, a in enumerate(out) if a.cue and a.form != "indirect" and line.start <= a.content[0].start < quote.start]
            if before and text[: quote.start].rstrip()[-1:] in '.!?,:”"':
                last = max(before, key=lambda k: out[k].content[-1].end)
                one = out[last]
                content = tuple(sorted((*one.content, quote.span)))
                out[last] = Attribution(
                    content=content, source=one.source, cue=one.cue, form=form_of(text, content, quotes), score=one.score * 0.9
                )
    return out


def _claimed(quote: Quotation, found: list[Attribution]) -> bool:
    return any(quote.span.overlaps(s) for a in found for s in (*a.content, *a.cue, *a.source))


def _bare(text: str, found: list[Attribution], quotes: list[Quotation]) -> list[Attribution]:
    """Paragraphs that are nothing but a quotation and that no cue claims: statements that run on from the speaker before."""
    return [
        Attribution(content=(quote.span,), form="direct", score=0.6)
        for line in paragraphs(text)
        for quote in quotes
        if line.holds(quote.span) and is_bare(text, quote, line) and not _claimed(quote, found)
    ]


def _with_nested(text: str, reading: Reading, outer: list[Attribution], quotes: list[Quotation]) -> list[Attribution]:
    """The outer attributions, each followed by those found in its content."""
    inner = [_attribution(text, reading, d, quotes) for d in link(reading, "inner") if d.cue]
    out: list[Attribution] = []
    for one in outer:
        place = len(out)
        out.append(one)
        for other in inner:
            lies = all(any(o.holds(s) for o in one.content) for s in (*other.content, *other.cue))
            smaller = _shared(other.content, one.content) * _size(other) < 0.9 * _size(one)  # noqa: PLR2004
            if other.content and lies and smaller and other.score >= NESTED_LEAST:
                out.append(
                    Attribution(
                        content=other.content, source=other.source, cue=other.cue, form=other.form, within=place, score=other.score
                    )
                )
    return out


def _size(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)

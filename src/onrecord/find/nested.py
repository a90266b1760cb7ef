"""A second pass over contents: the statements that a statement reports of others."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.find.marks import form_of, says_something
from onrecord.find.positions import positions_in
from onrecord.infer.encode import words_covered
from onrecord.infer.heads import ROLES
from onrecord.infer.reading import softmax
from onrecord.infer.tags import Tagged, tag_spans
from onrecord.quotation import Quotation, quotations
from onrecord.records import Attribution, Markings
from onrecord.spans import Span, trim, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.judging import Judgement

_SOURCE, _CUE, _CONTENT = (ROLES.index(role) for role in ("source", "cue", "content"))
#: What is added to the log-odds of a piece to belong to a nested statement; chosen on our own articles.
BIAS = 1.0
#: Pieces that a cue and its source or content may be apart.
FAR = 40
#: Pieces by which a cue behind its content, or a source behind its cue, counts as farther away.
BEHIND = 8
#: A nested statement that takes more than this share of its outer one's content is that one again.
MOST = 0.92


def with_nested(text: str, markings: Markings, judgements: Sequence[Judgement]) -> Markings:
    """The markings with the statements that the second pass finds in their attributions, each behind the one that it stands in.

    Args:
        text: the article's text.
        markings: what the first pass found.
        judgements: the judge's scores of each attribution.
    """
    quotes = quotations(text)
    out: list[Attribution] = []
    place: dict[int, int] = {}
    seconds: dict[int, list[Attribution]] = {}
    for number, (one, judgement) in enumerate(zip(markings.attributions, judgements, strict=True)):
        if one.within is not None:
            if not any(_same(one, second) for second in seconds[one.within]):  # the second pass is the surer one
                out.append(replace(one, within=place[one.within]))
            continue
        place[number], seconds[number] = len(out), []
        out.append(one)
        if one.source or one.cue or one.voice == "report":  # a document's own paragraph attributes nothing
            near = [q for q in quotes if one.content and q.start < one.content[-1].end and one.content[0].start < q.end]
            seconds[number] = find_nested(text, one, place[number], judgement, near)
            out.extend(seconds[number])
    return replace(markings, attributions=tuple(out))


def _same(one: Attribution, other: Attribution) -> bool:
    """True where two contents share more than half of the smaller one."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    return both > min(_size(one.content), _size(other.content)) / 2


class _Link(NamedTuple):
    """A cue with the content nearest to it, and the source nearest to it."""

    cue: Tagged
    content: Tagged
    source: Tagged | None


def find_nested(text: str, outer: Attribution, place: int, judgement: Judgement, quotes: Sequence[Quotation]) -> list[Attribution]:
    """The statements that stand in the content of another, in the order of the text.

    Args:
        text: the article's text.
        outer: the statement that reports them.
        place: its index among the article's attributions.
        judgement: the judge's scores of it.
        quotes: the text's quotations.
    """
    rows = judgement.marked("content")
    if not len(rows):
        return []
    scores = judgement.head("inner")[rows]
    scores[:, 0] -= BIAS
    chances = softmax(scores)
    inner = [q for q in quotes if q.nested or outer.form == "indirect"]
    found = _tagged(text, outer, place, judgement, tag_spans(chances, _stretches(judgement, rows)), inner)
    for plain in positions_in(text, outer.content, judgement):
        one = _nested(text, outer, place, (plain.source, plain.cue, plain.content), plain.score, inner)
        if one is not None and not any(_same(one, other) or plain.cue.overlaps(other.cue[0]) for other in found):
            found.append(one)
    return sorted(found, key=lambda a: a.content[0])


def _tagged(
    text: str, outer: Attribution, place: int, judgement: Judgement, tagged: list[Tagged], inner: Sequence[Quotation]
) -> list[Attribution]:
    """The nested statements that the judge's tags make up."""
    rows = judgement.marked("content")
    found = []
    for link in _links(tagged):
        source = _span(text, judgement, rows, link.source) if link.source else None
        spans = (source, _span(text, judgement, rows, link.cue), _span(text, judgement, rows, link.content))
        one = _nested(text, outer, place, spans, min(link.cue.score, link.content.score), inner)
        if one is not None:
            found.append(one)
    return found


def _nested(
    text: str,
    outer: Attribution,
    place: int,
    spans: tuple[Span | None, Span | None, Span | None],
    score: float,
    inner: Sequence[Quotation],
) -> Attribution | None:
    """The statement of a source, a cue and a content; None where one is missing or the content is empty or the outer one again."""
    source, cue, content = spans
    if source is None or cue is None or content is None or not says_something(text, (content,)):
        return None
    if _size([content]) > MOST * _size(outer.content):
        return None
    form = form_of(text, (content,), inner)
    return Attribution(content=(content,), source=(source,), cue=(cue,), form=form, within=place, score=score)


def _stretches(judgement: Judgement, rows: np.ndarray) -> list[tuple[int, int]]:
    """Half-open ranges of the content's rows that follow on each other in the text: no nested span runs over a reporter's words."""
    breaks = np.nonzero(np.diff(judgement.at[rows]) != 1)[0] + 1
    borders = [0, *breaks.tolist(), len(rows)]
    return [(a, b) for a, b in pairwise(borders) if a < b]


def _links(tagged: list[Tagged]) -> list[_Link]:
    """Every content with the cue nearest to it, and that cue's source; a cue before its content is nearer than one behind it."""
    cues = [t for t in tagged if t.label == _CUE]
    sources = [t for t in tagged if t.label == _SOURCE]
    links = []
    for content in (t for t in tagged if t.label == _CONTENT):
        cue = _nearest(cues, content)
        if cue is not None:
            links.append(_Link(cue, content, _nearest(sources, cue)))
    return links


def _nearest(some: list[Tagged], to: Tagged) -> Tagged | None:
    """The nearest of some spans; one before is nearer than one behind at the same distance."""
    near = [t for t in some if _gap(t, to) <= FAR]
    return min(near, key=lambda t: _gap(t, to) + (BEHIND if t.start > to.start else 0), default=None)


def _gap(one: Tagged, other: Tagged) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _span(text: str, judgement: Judgement, rows: np.ndarray, tagged: Tagged) -> Span | None:
    first, last = int(judgement.at[rows[tagged.start]]), int(judgement.at[rows[tagged.end - 1]])
    span = trim(text, whole_words(text, words_covered(judgement.pieces, first, last + 1)))
    return span if any(c.isalnum() for c in text[span.start : span.end]) else None


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)

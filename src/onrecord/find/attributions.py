"""A reading → the attributions of an article, as spans of characters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.find.link import Draft, link
from onrecord.find.marks import form_of, is_bare, says_something, snap
from onrecord.find.turns import find_turns, signature
from onrecord.infer.encode import words_covered
from onrecord.quotation import Quotation, quotations
from onrecord.records import Attribution
from onrecord.spans import Span, paragraphs, whole_words, without_dateline

if TYPE_CHECKING:
    from onrecord.infer.reading import Reading

#: Least score of a nested statement, which little text trained; chosen on our own articles.
NESTED_LEAST = 0.45
#: The same of a statement that stands within a quotation and that the tags of the first layer give.
INSIDE_LEAST = 0.6
#: Least score of an attribution with a cue; chosen on PolNeAR articles kept from training.
LEAST = 0.28
#: The same for one without a source, and for one whose content has fewer characters than ``SHORT``.
SOURCELESS_LEAST = 0.55
SHORT_LEAST = 0.55
SHORT = 20
#: Least score and number of words of a content that no cue claims, indirect and quoted; chosen on PolNeAR articles kept from training.
LONE_LEAST = 0.62
LONE_QUOTED_LEAST = 0.5
LONE_WORDS = 4
#: Score of a quotation that is a whole paragraph and runs on from the speaker before; chosen on our own articles.
BARE = 0.85
#: Factor of a content's score where no cue claims it; score of a quotation signed with a dash; not searched.
CUELESS = 0.7
SIGNED = 0.9


def find_attributions(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """The attributions in the order of the text, each outer one before those that stand in it."""
    quotes, turns, lines = quotations(text), find_turns(text), list(paragraphs(text))
    parts = list(reading.parts())
    found: list[Attribution] = []
    for number, part in enumerate(parts):
        start = int(part.pieces.starts[0]) if number else 0
        end = int(parts[number + 1].pieces.starts[0]) if number + 1 < len(parts) else len(text)
        near = [q for q in quotes if q.start < end and start < q.end]
        here = _find_in_part(
            text,
            part,
            near,
            [t for t in turns if start <= t.content[0].start < end],
            [line for line in lines if start <= line.start < end],
        )
        place = len(found)
        found.extend(a if a.within is None else replace(a, within=a.within + place) for a in here)
    return tuple(found)


def _find_in_part(text: str, reading: Reading, quotes: list[Quotation], turns: list[Attribution], lines: list[Span]) -> list[Attribution]:
    outer_quotes = [q for q in quotes if not q.nested]
    found = [_attribution(text, reading, d, outer_quotes) for d in link(reading)]
    found = [a for a in found if _says_something(text, a)]
    found = [a for a in _without_doubles(found) if not _is_turn(a, turns) and not _overlaps_turn(a, turns)]
    inside = [a for a in found if _stands_inside(a, outer_quotes) or _holder(a, turns)]
    outer = [*turns, *(a for a in found if a not in inside)]
    outer = _extended(text, [_with_signature(text, a, outer_quotes) for a in outer], outer_quotes, lines)
    outer = _continued(text, outer, outer_quotes)
    outer += _bare(text, outer, outer_quotes, lines)
    outer += [a for a in inside if a.cue and not _holder(a, outer)]
    outer.sort(key=lambda a: a.content[0])
    inner = [_attribution(text, reading, d, [q for q in quotes if q.nested]) for d in link(reading, "inner") if d.cue]
    inner = [a for a in inner if a.content and a.score >= NESTED_LEAST]
    return _with_nested(outer, _without_doubles([*inner, *(a for a in inside if a.cue and a.score >= INSIDE_LEAST)]))


def _says_something(text: str, one: Attribution) -> bool:
    """False for a content without a word, and for a stray piece of a clause that no cue claims."""
    words = sum(len(text[s:e].split()) for s, e in one.content)
    if not says_something(text, one.content):
        return False
    if not one.cue:
        return words >= LONE_WORDS and one.score >= (LONE_LEAST if one.form == "indirect" else LONE_QUOTED_LEAST)
    short = sum(e - s for s, e in one.content) < SHORT
    return one.score >= (SHORT_LEAST if short else LEAST if one.source else SOURCELESS_LEAST)


def _stands_inside(one: Attribution, quotes: list[Quotation]) -> bool:
    """True where all of an attribution lies within one quotation: what a quoted speaker reports of somebody."""
    spans = (*one.content, *one.cue, *one.source)
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    return any(q.start < low and high < q.end and q.closed for q in quotes)


def _holder(one: Attribution, outer: list[Attribution]) -> Attribution | None:
    """The attribution whose content all of this one lies in."""
    spans = (*one.content, *one.cue)
    return next((o for o in outer if o is not one and all(any(p.holds(s) for p in o.content) for s in spans)), None)


def _attribution(text: str, reading: Reading, draft: Draft, quotes: list[Quotation]) -> Attribution:
    pieces = reading.pieces
    cue = whole_words(text, words_covered(pieces, *draft.cue)) if draft.cue else None
    source = without_dateline(text, whole_words(text, words_covered(pieces, *draft.source))) if draft.source else None
    # a quotation that the cue stands in is no content
    around = [q for q in quotes if not (cue and q.inner <= cue.start and cue.end < q.end)]
    spans = [whole_words(text, words_covered(pieces, *c)) for c in sorted(draft.contents)]
    contents = snap(text, _in_paragraph(text, spans, cue, around) if cue else spans, around)
    content = _without(contents, [s for s in (cue, source) if s])
    score = draft.content_score * (draft.source_score if draft.cue else CUELESS)
    return Attribution(
        content=content,
        source=(source,) if source else (),
        cue=(cue,) if cue else (),
        form=form_of(text, content, around),
        score=score,
    )


CLOSING_MARKS = "”\"’'»"


def _in_paragraph(text: str, contents: list[Span], cue: Span, quotes: list[Quotation]) -> list[Span]:
    """The contents in the cue's paragraph; those elsewhere only where the quotation runs on, or where there is no other."""
    start = text.rfind("\n", 0, cue.start) + 1
    end = text.find("\n", cue.end)
    end = len(text) if end < 0 else end
    here = [c for c in contents if start <= c.start < end]
    kept: list[Span] = []
    for c in contents:
        quoted = any(q.start <= c.start < q.end for q in quotes)
        if c in here or not here or (quoted and _runs_on(text, here, kept, c)):
            kept.append(c)
    return kept


def _runs_on(text: str, here: list[Span], kept: list[Span], one: Span) -> bool:
    """True where the piece before stands in the paragraph before and no mark closes it."""
    before = [k for k in (*here, *kept) if k.end <= one.start]
    if not before:
        return False
    last = max(before)
    gap = text[last.end : one.start]
    return gap.strip(" \n\"“'‘") == "" and text[last.end - 1 : last.end] not in ("”", '"') and "”" not in gap and gap.count("\n") <= 2  # noqa: PLR2004


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
    """Of attributions whose contents became the same by taking quotations whole, the surest."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: -a.score):
        if not any(_shared(one.content, other.content) > 0.5 for other in kept):  # noqa: PLR2004
            kept.append(one)
    return sorted(kept, key=lambda a: a.content[0])


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return both / max(1, min(sum(e - s for s, e in one), sum(e - s for s, e in other)))


def _extended(text: str, found: list[Attribution], quotes: list[Quotation], lines: list[Span]) -> list[Attribution]:
    """Joins quotations that nobody claims to the quoted statement before them in their paragraph: ``"A," she said. "B."``."""
    out = list(found)
    for line in lines:
        free = [q for q in quotes if line.holds(q.span) and not _claimed(q, out) and len(text[q.start : q.end].split()) >= 4]  # noqa: PLR2004
        for quote in free:
            before = [k for k, a in enumerate(out) if a.cue and a.form != "indirect" and line.start <= a.content[0].start < quote.start]
            if before and text[line.start : quote.start].rstrip()[-1:] in '.!?,:”"':
                last = max(before, key=lambda k: out[k].content[-1].end)
                one = out[last]
                content = tuple(sorted((*one.content, quote.span)))
                out[last] = Attribution(
                    content=content, source=one.source, cue=one.cue, form=form_of(text, content, quotes), score=one.score * 0.9
                )
    return out


def _claimed(quote: Quotation, found: list[Attribution]) -> bool:
    return any(quote.span.overlaps(s) for a in found for s in (*a.content, *a.cue, *a.source))


def _bare(text: str, found: list[Attribution], quotes: list[Quotation], lines: list[Span]) -> list[Attribution]:
    """Paragraphs that are nothing but a quotation and that no cue claims: signed with a dash, or running on from the speaker before."""
    bare: list[Attribution] = []
    for line in lines:
        for quote in quotes:
            if not line.holds(quote.span) or _claimed(quote, found):
                continue
            form = form_of(text, [quote.span], quotes)
            signed = signature(text, quote) if not text[line.start : quote.start].strip() else None
            if signed:
                bare.append(Attribution(content=(quote.span,), cue=(signed[0],), source=(signed[1],), form=form, score=SIGNED))
            elif is_bare(text, quote, line):
                bare.append(Attribution(content=(quote.span,), form=form, score=BARE))
    return bare


def _continued(text: str, found: list[Attribution], quotes: list[Quotation]) -> list[Attribution]:
    """Joins a quotation that no mark closes at its paragraph's end to the statement that the next paragraph goes on with."""
    out = list(found)
    for this, following in reversed(list(pairwise(quotes))):
        runs_on = this.closed and text[this.end - 1] not in CLOSING_MARKS and not text[this.end : following.start].strip()
        others = [a for a in out if a.cue or a.content != (this.span,)]
        if not runs_on or _claimed(this, others):
            continue
        for k, one in enumerate(out):
            if one.cue and any(following.start <= s.start < following.end for s in one.content):
                content = tuple(sorted((this.span, *one.content)))
                out[k] = replace(one, content=content, form=form_of(text, content, quotes))
                out = [a for a in out if a.cue or a.content != (this.span,)]
                break
    return out


def _with_signature(text: str, one: Attribution, quotes: list[Quotation]) -> Attribution:
    """The attribution with the dash and name that sign its quotation, where no cue claims it."""
    quote = next((q for q in quotes if q.end == one.content[-1].end), None)
    signed = signature(text, quote) if quote and not one.cue else None
    return replace(one, cue=(signed[0],), source=(signed[1],), score=SIGNED) if signed else one


def _is_turn(one: Attribution, turns: list[Attribution]) -> bool:
    """True for what the tags give of a turn that the layout already gives."""
    return any(one.source == t.source or (_size(one) > 0.8 * _size(t) and _shared(one.content, t.content) > 0.8) for t in turns)  # noqa: PLR2004


def _overlaps_turn(one: Attribution, turns: list[Attribution]) -> bool:
    """True where an attribution shares words with a turn without lying in its content."""
    spans = (*one.content, *one.cue, *one.source)
    for turn in turns:
        near = [s for s in spans if any(s.overlaps(t) for t in (*turn.content, *turn.source))]
        if near and not all(any(t.holds(s) for t in turn.content) for s in spans):
            return True
    return False


def _with_nested(outer: list[Attribution], inner: list[Attribution]) -> list[Attribution]:
    """The outer attributions, each followed by those that lie in its content."""
    out: list[Attribution] = []
    held = [(_holder(other, outer), other) for other in inner]
    for one in outer:
        place = len(out)
        out.append(one)
        out.extend(
            replace(other, within=place)
            for holder, other in held
            if holder is one and _shared(other.content, one.content) * _size(other) < 0.9 * _size(one)
        )
    return out


def _size(one: Attribution) -> int:
    return sum(end - start for start, end in one.content)

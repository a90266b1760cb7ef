"""A statement's content → its claims, as spans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.infer.reading import softmax
from onrecord.infer.tags import tag_spans
from onrecord.judge.clauses import sentences, words_in
from onrecord.spans import Span, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.judging import Judgement

#: What no claim begins with, and what none ends with.
_HEAD = re.compile(r"[\s\"“”„‘’'«»,;:–—…-]+|\.(?=\s)")
_TAIL = re.compile(r"[\s\"“”„‘’'«»,;:–—-]+$")
#: Opening marks by the closing ones.
_PAIRS = {"”": "“", "’": "‘", '"': '"'}
#: Punctuation behind which a claim may begin, and words that may open one without it.
_BORDER = re.compile(r"[.,;:!?–—…”\"’)\n]")
_OPENERS = frozenset(("and", "but", "or", "while", "as", "so", "because", "although", "though", "whereas", "yet", "since"))
#: What ends a sentence, with the marks that may close it.
_STOP = re.compile(r"[.!?…][”\"’')]*\s")
#: Words of a clause that is none of its own: in front of its main clause, and behind it.
_LEADING = frozenset(
    (
        "if",
        "unless",
        "even",
        "although",
        "though",
        "when",
        "once",
        "while",
        "as",
        "since",
        "because",
        "after",
        "before",
        "until",
        "should",
        "were",
        "had",
    )
)
_TRAILING = frozenset(("if", "unless", "even", "when", "once", "until", "provided", "depending", "which", "who", "that"))
#: Letters that a claim needs; less is a stray piece.
_LEAST_LETTERS = 2
#: Words below which a sentence is no claim of its own.
LEAST_WORDS = 3


def cut_claims(text: str, content: Sequence[Span], judgement: Judgement) -> list[tuple[Span, ...]]:
    """The claims of a content in the order of the text; none where the judge finds nothing that is claimed."""
    rows = judgement.marked("content")
    if not len(rows):
        return []
    chances = softmax(judgement.head("claim")[rows])
    stretches: list[Span] = []
    for tagged in tag_spans(chances, [(0, len(rows))]):
        first, last = judgement.at[rows[tagged.start]], judgement.at[rows[tagged.end - 1]]
        around = whole_words(text, Span(int(judgement.pieces.starts[first]), int(judgement.pieces.ends[last])))
        if stretches and not _may_part(text, stretches[-1], around):
            stretches[-1] = Span(stretches[-1].start, around.end)
        else:
            stretches.append(around)
    found = [claim for around in stretches for claim in by_sentence(text, within(text, content, around))]
    long = [claim for claim in found if sum(len(text[s:e].split()) for s, e in claim) >= LEAST_WORDS]
    return long or found


def _may_part(text: str, before: Span, after: Span) -> bool:
    """True where a claim may begin: in a new sentence, or in a clause that is one of its own; "If he wins, | we lose" is one claim."""
    between = text[max(before.start, before.end - 2) : after.start]
    if _STOP.search(between):
        return True
    if _opening(text, before) in _LEADING or _opening(text, after) in _TRAILING:
        return False
    return bool(_BORDER.search(between)) or _opening(text, after) in _OPENERS


def _opening(text: str, span: Span) -> str:
    """The first word of the last sentence in a stretch, "and" and "but" passed over."""
    words = [w.lower() for w in re.findall(r"[\w’']+", re.split(_STOP, text[span.start : span.end].rstrip())[-1])]
    return next((w for w in words if w not in ("and", "but")), words[0] if words else "")


def by_sentence(text: str, spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """The spans cut where a sentence ends: no claim runs over two. A sentence of a word or two goes with the one before it."""
    found: list[list[Span]] = []
    ended = True
    for piece in spans:
        words = words_in(text, piece)
        for first, last in sentences(text, words):
            part = trimmed(text, Span(words[first].start, words[last - 1].end))
            if part.start == part.end:
                continue
            short = len(text[part.start : part.end].split()) < LEAST_WORDS
            if found and (not ended or short):
                before = found[-1]
                if before[-1].start >= piece.start:
                    before[-1] = Span(before[-1].start, part.end)
                else:
                    before.append(part)
            else:
                found.append([part])
            ended = words[last - 1].stops or (words[last - 1].quotes and last - 2 >= first and words[last - 2].stops)
    return [tuple(some) for some in found]


def within(text: str, content: Sequence[Span], around: Span) -> tuple[Span, ...]:
    """The pieces of a content inside a stretch of text, without quotation marks, commas and white space at their ends."""
    cut = (trimmed(text, Span(max(p.start, around.start), min(p.end, around.end))) for p in content if p.overlaps(around))
    return tuple(s for s in cut if sum(map(str.isalnum, text[s.start : s.end])) >= _LEAST_LETTERS)


def trimmed(text: str, span: Span) -> Span:
    """The span without marks and white space at its ends; a sentence keeps its full stop, a closed inner quotation its marks."""
    start, end = span
    head = _HEAD.match(text, start, end)
    if head and not _opens_inner(text, start, end):
        start = head.end()
    tail = _TAIL.search(text[start:end])
    if tail:
        cut = start + tail.start()
        end = next((cut + at + 1 for at, mark in enumerate(text[cut:end]) if _closes(text[start:cut], mark)), cut)
    return Span(start, max(start, end))


def _closes(before: str, mark: str) -> bool:
    """True for a closing mark whose opening one stands in the words before it."""
    opening = _PAIRS.get(mark)
    if opening is None:
        return False
    before = re.sub(r"(?<=\w)’(?=\w)", "", before)  # an apostrophe closes nothing
    return before.count(opening) % 2 == 1 if mark == opening else before.count(mark) < before.count(opening)


def _opens_inner(text: str, start: int, end: int) -> bool:
    """True where the mark at the beginning closes again before the end: a quoted word, no quotation around the whole."""
    closing = {"“": "”", "‘": "’", '"': '"'}.get(text[start : start + 1])
    if closing is None:
        return False
    at = text.find(closing, start + 1, end)
    return 0 <= at < end - 3 and any(c.isalnum() for c in text[at:end])


def nothing_claimed(judgement: Judgement, other: int) -> float:
    """The chance that the content as a whole claims nothing.

    Args:
        judgement: the judge's scores.
        other: the column of the head ``kind`` that stands for no claim.
    """
    rows = judgement.marked("content", "cue")
    return float(softmax(judgement.pooled("kind", rows))[other]) if len(rows) else 1.0

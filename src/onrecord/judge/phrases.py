"""The words of a statement that say how sure, on which condition, until when, who should act, and about what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.infer.encode import words_covered
from onrecord.infer.heads import PHRASES
from onrecord.infer.reading import softmax
from onrecord.infer.tags import tag_spans
from onrecord.spans import Span, trim, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.infer.judging import Judgement

#: Which parts of a statement hold each phrase.
_PARTS = {name: ("content", "cue") if name in ("certainty", "target") else ("content",) for name in PHRASES}


#: What is added to the log-odds that a piece belongs to a phrase: rare phrases are else missed. Chosen on PolNeAR dev and our own articles.
_BIAS = {"certainty": 0.0, "condition": 0.5, "horizon": 0.5, "addressee": 0.5, "target": 0.7}


#: Chance from which words that a list knows are taken, where no phrase was found in a claim; chosen on PolNeAR dev and our own articles.
SUSPECT = 0.15
#: The same for words that hardly ever mean anything else.
CLEAR = 0.05


class Phrase(NamedTuple):
    """Words that the judge found, and how sure it is of them."""

    span: Span
    score: float


def find_phrases(text: str, judgement: Judgement) -> dict[str, list[Phrase]]:
    """The phrases of a statement by their name, each in the order of the text."""
    return {name: _of(text, judgement, name) for name in PHRASES}


def suspected(judgement: Judgement, name: str, spans: Sequence[Span], least: float = SUSPECT) -> list[Phrase]:
    """Of some stretches of text, those that the judge takes for a phrase with a chance of at least so much."""
    chances = 1 - softmax(judgement.head(name))[:, 0]
    found = []
    for span in spans:
        rows = judgement.rows_of([span])
        if len(rows) and (chance := float(chances[rows].max())) >= least:
            found.append(Phrase(span, chance))
    return found


def _of(text: str, judgement: Judgement, name: str) -> list[Phrase]:
    scores = judgement.head(name).copy()
    scores[:, 0] -= _BIAS[name]
    chances = softmax(scores)
    found = []
    for low, high in _runs(judgement.marked(*_PARTS[name]), judgement):
        for tagged in tag_spans(chances[low:high], [(0, high - low)]):
            first, last = int(judgement.at[low + tagged.start]), int(judgement.at[low + tagged.end - 1])
            span = trim(text, whole_words(text, words_covered(judgement.pieces, first, last + 1)))
            span = _trimmed(text, span)
            if span.start < span.end and text[span.start : span.end].lower() not in ("the", "a", "an"):
                found.append(Phrase(span, tagged.score))
    return found


def _trimmed(text: str, span: Span) -> Span:
    """The span without marks at its ends; the point of an abbreviation stays ("U.S.")."""
    start, end = span
    while start < end and text[start] in ' ,;:–—“‘"(':
        start += 1
    while end > start and (text[end - 1] in ' ,;:–—“‘"' or (text[end - 1] in ".!?" and "." not in text[start : end - 1])):
        end -= 1
    return Span(start, end)


def _runs(rows: NDArray[np.int64], judgement: Judgement) -> list[tuple[int, int]]:
    """Half-open ranges of rows that follow on each other both as rows and in the text, with one mark."""
    out: list[tuple[int, int]] = []
    for row in rows.tolist():
        last = out[-1][1] - 1 if out else -2
        same = last == row - 1 and judgement.marks[last] == judgement.marks[row] and judgement.at[last] + 1 == judgement.at[row]
        if same:
            out[-1] = (out[-1][0], row + 1)
        else:
            out.append((row, row + 1))
    return out

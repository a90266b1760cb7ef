"""The words of a statement that say how sure, on which condition, until when, who should act, and about what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.infer.encode import words_covered
from onrecord.infer.heads import PHRASES
from onrecord.infer.reading import softmax
from onrecord.infer.tags import tag_spans
from onrecord.spans import Span, trim, whole_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.infer.judging import Judgement

#: Which parts of a statement hold each phrase.
_PARTS = {name: ("content", "cue") if name in ("certainty", "target") else ("content",) for name in PHRASES}


class Phrase(NamedTuple):
    """Words that the judge found, and how sure it is of them."""

    span: Span
    score: float


def find_phrases(text: str, judgement: Judgement) -> dict[str, list[Phrase]]:
    """The phrases of a statement by their name, each in the order of the text."""
    return {name: _of(text, judgement, name) for name in PHRASES}


def _of(text: str, judgement: Judgement, name: str) -> list[Phrase]:
    chances = softmax(judgement.head(name))
    found = []
    for low, high in _runs(judgement.marked(*_PARTS[name]), judgement):
        for tagged in tag_spans(chances[low:high], [(0, high - low)]):
            first, last = int(judgement.at[low + tagged.start]), int(judgement.at[low + tagged.end - 1])
            span = trim(text, whole_words(text, words_covered(judgement.pieces, first, last + 1)))
            if span.start < span.end:
                found.append(Phrase(span, tagged.score))
    return found


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

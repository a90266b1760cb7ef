"""Positions of others that a content reports in words which leave no doubt: "Japan would like …", "from Seoul's perspective, …".

The second pass over contents misses some of them; the words are rarely anything else where a holder stands beside them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.infer.heads import ROLES
from onrecord.infer.reading import softmax
from onrecord.lexicon import position_words
from onrecord.spans import Span, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.infer.judging import Judgement

#: Least chance of a piece before the cue to belong to a source; chosen on our own articles for training.
HOLDER = 0.1
_CUE = re.compile(r"\b(?:" + "|".join(re.escape(w).replace("'", "[’']") for w in position_words("positions")) + r")\b")
_NAME = r"(?:the |President |Prime Minister )?[A-Z][\w’-]*?(?: (?:of )?[A-Z][\w-]*?){0,3}"
_VIEW = re.compile(rf"\b(?:from|in|From|In) (?P<source>{_NAME})[’']s? (?P<cue>{'|'.join(position_words('viewpoints'))}),? ")
_ENDS = re.compile(
    r",?[.!?;:”\"](?=\s|$)|,$|, (?:and|but|which|while|whereas|although|though|who)\b| (?:but|while|whereas|although|because) "
)
#: Who is no other: the speaker's own self, those spoken to, and words that name nobody.
_NOBODY = re.compile(r"(?:i|we|you|it|that|this|who|which|what|there|nobody|whoever|anyone|everyone)\b", re.IGNORECASE)
#: Fewest words of a position.
WORDS = 2


class Position(NamedTuple):
    """Where a reported position stands."""

    source: Span
    cue: Span
    content: Span
    score: float


def positions_in(text: str, content: Sequence[Span], judgement: Judgement) -> Iterator[Position]:
    """The positions of others in a content whose holder and wording are plain.

    Args:
        text: the article's text.
        content: the spans of the statement's content.
        judgement: the judge's scores of it.
    """
    chances = softmax(judgement.head("inner"))
    first = ROLES.index("source")
    holder = chances[:, 2 * first + 1] + chances[:, 2 * first + 2]
    for part in content:
        for match in _VIEW.finditer(text, *part):
            said = _to_end(text, match.end(), part.end)
            if said is not None:
                yield Position(Span(*match.span("source")), Span(*match.span("cue")), said, 0.5)
        for match in _CUE.finditer(text, *part):
            source = _before(text, part, match.start(), judgement, holder)
            said = _to_end(text, match.end(), part.end)
            if source is not None and said is not None:
                yield Position(source[0], Span(*match.span()), said, source[1])


def _to_end(text: str, start: int, end: int) -> Span | None:
    """The clause behind a cue; None where too little stands there."""
    stop = _ENDS.search(text[start:end])
    span = trim(text, Span(start, start + stop.start() if stop else end))
    return span if len(text[span.start : span.end].split()) >= WORDS else None


def _before(text: str, part: Span, cue: int, judgement: Judgement, holder: NDArray[np.floating]) -> tuple[Span, float] | None:
    """The words right before a cue that the judge may take for a source, with their greatest chance."""
    low, score = cue, 0.0
    while low > part.start:
        word = max(part.start, text.rfind(" ", 0, low - 1) + 1)
        rows = judgement.rows_of([Span(word, low)])
        chance = max((float(holder[r]) for r in rows), default=0.0)
        if chance < HOLDER or text[low - 2 : low - 1] in (",", ".", ";", ":"):
            break
        low, score = word, max(score, chance)
    span = trim(text, Span(low, cue)) if low < cue else None
    if span is None or span.start >= span.end or _NOBODY.match(text, span.start):
        return None
    return span, score

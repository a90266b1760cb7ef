"""Whether words that can say how sure somebody is do so where they stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.judge.certainty import certainty_words_in, normal
from onrecord.lexicon import certainty_modifiers
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Least score of a phrase in which no list knows a word; chosen on PolNeAR train, read by models of its folds.
UNKNOWN = 0.6
#: Words that alone say nothing of how sure anybody is.
_EMPTY = frozenset(
    (
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "don't",
        "doesn't",
        "didn't",
        "do",
        "does",
        "did",
        "not",
        "will",
        "would",
        "can",
        "to",
        "be",
    )
)
#: How far around a word an idiom is looked for, in characters.
_AROUND = 30
_MONTH = re.compile(r"May(?=,? \d| (?:and|or|through) (?:June|April)|$|[.,;!?’'”\"])|(?<=[a-z,] )May\b")
_COMPARED = re.compile(r"(?:\w+\W+){0,8}?than (?!not\b)")


@cache
def _idioms() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w).replace(r"\ ", r"\s+").replace("'", "[’']").replace("_", r"[\w’']+") for w in certainty_modifiers("idioms")
    )
    return re.compile(rf"(?<![\w’'])(?:{words})(?![\w])", re.IGNORECASE)


def is_mark(text: str, span: Span) -> bool:
    """False where a listed word of certainty says something else: "make sure", "could not attend", "in May", "more likely than men"."""
    words = normal(text[span.start : span.end])
    if words in certainty_modifiers("idle") or (words == "may" and _MONTH.match(text, span.start)):
        return False
    if words in ("more likely", "less likely") and _COMPARED.match(text, span.end + 1):
        return False
    low = max(0, span.start - _AROUND)
    return not any(Span(*m.span()).holds(span) for m in _idioms().finditer(text, low, span.end + _AROUND))


def says_how_sure(text: str, span: Span, score: float) -> bool:
    """True for a phrase with a word that marks certainty where it stands, or with none that a list knows, if the judge is sure of it."""
    known = certainty_words_in(text, span)
    if known:
        return any(is_mark(text, word) for word in known)
    return score >= UNKNOWN and not all(word in _EMPTY for word in normal(text[span.start : span.end]).split())


def marking(text: str, spans: Sequence[Span]) -> list[Span]:
    """The words of certainty in some stretches of text that mark it."""
    return [word for span in spans for word in certainty_words_in(text, span) if is_mark(text, word)]

"""Who made a poll or a study that names its maker: "a YouGov poll", "a survey by Latino Decisions"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.lexicon import country_words
from onrecord.spans import Span, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOUN = re.compile(r"\b(?:poll|polls|survey|surveys|study|tracker|index|average|polling|count|analysis)\b")
_BEFORE = re.compile(r"((?:[A-Z][\w&.’'-]*(?:/| and | of | for | )?)+)(?:\s*[a-z]+)?\s*$")
_BY = re.compile(r"\b(?:by|from)\s+([^,]+?)(?=,|$|\s(?:for|in|on|among|last|this|that|which|found|shows?)\b)")
_CAPITALS = re.compile(r"(?:[A-Z][\w&.’'-]*(?: of | for | and the | and |\s)?)+")
_ARTICLE = re.compile(r"(?:The|An?)\s+")
_NO_MAKERS = frozenset(("a", "an", "the", "one", "exit", "most", "new"))
_MONTHS = frozenset(
    (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    )
)


def maker_of(text: str, head: Span, whole: Span, named: Sequence[Span] = ()) -> Span | None:
    """The name of who made a poll or study.

    Args:
        text: the article.
        head: the words of the source up to its head noun.
        whole: all its words.
        named: spans of organisations' names.
    """
    noun = _NOUN.search(text, head.start, head.end)
    if noun is None:
        return None
    found = _before(text, Span(head.start, noun.start()))
    if found and found.start == whole.start and " " not in text[found.start : found.end] and not any(n.overlaps(found) for n in named):
        found = None  # "Recent polls": a capital for the sentence's sake
    return found or _behind(text, Span(head.start, whole.end))


def _before(text: str, part: Span) -> Span | None:
    match = _BEFORE.search(text, part.start, part.end)
    if match is None:
        return None
    name = trim(text, Span(match.start(1), match.end(1)))
    article = _ARTICLE.match(text, name.start, name.end)
    start = article.end() if article and article.end() < name.end else name.start
    words = re.sub(r"(?:’s|'s)$", "", text[start : name.end])
    if not words or words in country_words() or words.lower() in _NO_MAKERS or words in _MONTHS:
        return None
    return Span(start, start + len(words))


def _behind(text: str, part: Span) -> Span | None:
    match = _BY.search(text, part.start, part.end)
    if match is None:
        return None
    runs = [Span(*m.span()) for m in _CAPITALS.finditer(text, match.start(1), match.end(1)) if m.group().split()[0] not in _MONTHS]
    return trim(text, runs[-1]) if runs else None

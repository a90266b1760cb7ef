"""Which stretch of a claim is its time to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.judge.when.wordings import TIMES
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A modal verb with a time to come: no assessment, whatever the judge makes of it.
_TO_COME = re.compile(r"(?:\b(?:will|may|might|could)|[’']ll) (?:\w+ )?(?:soon|tomorrow|eventually|someday|shortly)\b", re.IGNORECASE)
#: What somebody must do now: the time belongs to the demand, whatever the judge makes of it.
_URGENT = re.compile(
    r"\b(?:must|should|ought to|needs? to|ha(?:s|ve) to) (?P<time>now|soon|quickly|immediately|urgently|at once|right away)\b",
    re.IGNORECASE,
)
#: Words of a phrase of time from which on it holds more than the time, where a plain time stands in it.
LONGEST_HORIZON = 6
_NO_HORIZON = re.compile(r"\bago$|^(?:day|night|week|month|year)s?$", re.IGNORECASE)
_OPENS_CLAUSE = frozenset(("until", "till", "when", "after", "before", "once"))
_CLAUSE_ENDS = re.compile(r"[,;:.?!”\"](?=\s|$)")


def tells_of_what_is_to_come(text: str, claim: Span) -> bool:
    """True for a modal verb beside a time to come: "may soon"."""
    return _TO_COME.search(text, *claim) is not None


def urgent_times(text: str, claim: Span) -> Iterator[Span]:
    """The times at which somebody must do something at once: "must now"."""
    return (Span(*m.span("time")) for m in _URGENT.finditer(text, *claim))


def belongs_to_noun(text: str, span: Span) -> bool:
    """True for a time that only tells which: "next week's vote"."""
    return text.startswith(("’s", "'s"), span.end)


def time_of(text: str, span: Span, claim: Sequence[Span]) -> Span | None:
    """The time in words that were marked as one: without what is no time, and with the clause that its connective opens.

    Args:
        text: the article's text.
        span: the words marked.
        claim: the spans of the claim that they stand in.

    Returns:
        None where they name no time to come.
    """
    words = text[span.start : span.end]
    if _NO_HORIZON.search(words):
        return None
    if len(words.split()) > LONGEST_HORIZON and (time := TIMES.search(words)):
        return Span(span.start + time.start(), span.start + time.end())
    if words.lower() in _OPENS_CLAUSE:
        end = min([s.end for s in claim if s.holds(span)], default=span.end)
        stop = _CLAUSE_ENDS.search(text, span.end, end)
        return Span(span.start, stop.start() if stop else end)
    return span

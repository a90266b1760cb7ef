"""An article's text and reading → everything that the later steps need of them: attributions, names, roles, occasions."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from onrecord.find.attributions import find_attributions
from onrecord.find.tags import plain_spans
from onrecord.infer.encode import words_covered
from onrecord.infer.heads import ENTITIES
from onrecord.infer.reading import softmax
from onrecord.records import Attribution, Entity, Markings
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.reading import Reading

ROLE_NAMES: tuple[Literal["role", "affiliation"], ...] = ("role", "affiliation")
OCCASION_NAMES: tuple[Literal["said", "occasion"], ...] = ("said", "occasion")
#: Least probability that a name means the same as a source for it to be passed on.
ALIAS_LEAST = 0.02
#: A short source, which a name may stand for; longer ones name their speaker themselves.
ALIAS_WORDS = 6


def find_markings(text: str, reading: Reading) -> Markings:
    """All markings of an article."""
    entities = tuple(
        Entity(span=_whole_words(text, words_covered(reading.pieces, s.start, s.end)), type=cast("Literal['person']", ENTITIES[s.label]))
        for s in plain_spans(softmax(reading.head("ner")))
    )
    attributions = find_attributions(text, reading)
    return Markings(
        attributions=tuple(_with_aliases(text, a, reading, entities) for a in attributions),
        entities=entities,
        roles=tuple((ROLE_NAMES[label], span) for label, span in _labelled(text, reading, "roles")),
        occasions=tuple((OCCASION_NAMES[label], span) for label, span in _labelled(text, reading, "said")),
    )


def _labelled(text: str, reading: Reading, head: str) -> list[tuple[int, Span]]:
    spans = plain_spans(softmax(reading.head(head)))
    return [(s.label, _whole_words(text, words_covered(reading.pieces, s.start, s.end))) for s in spans if s.label < 2]  # noqa: PLR2004


def _whole_words(text: str, span: Span) -> Span:
    """The span, widened to where its first and last word begin and end; words joined by a hyphen or an apostrophe are one."""
    start, end = span
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return Span(start, end)


def _joins(text: str, at: int) -> bool:
    """True where the characters on either side of a border belong to one word."""
    left, right = text[at - 1], text[at]
    if left.isalnum() and right.isalnum():
        return True
    if left.isalnum() and right in "-’'":
        tail = text[at + 1 : at + 3]
        return tail[:1].isalnum() and not (right != "-" and tail[:1] == "s" and not tail[1:].isalnum())
    return left in "-’'" and right.isalnum() and at > 1 and text[at - 2].isalnum()


def _with_aliases(text: str, one: Attribution, reading: Reading, entities: Sequence[Entity]) -> Attribution:
    if not one.source or len(text[one.source[0].start : one.source[0].end].split()) > ALIAS_WORDS:
        return one
    first, last = reading.pieces.range_of(one.source[0])
    scores = reading.related("same", range(first, last))
    found = []
    for entity in entities:
        if entity.type == "person" and entity.span.end <= one.source[0].start:
            low, high = reading.pieces.range_of(entity.span)
            chance = _logistic(float(scores[low:high].mean())) if high > low else 0.0
            if chance >= ALIAS_LEAST:
                found.append((entity.span, chance))
    return replace(one, aliases=tuple(found))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

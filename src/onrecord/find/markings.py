"""An article's text and reading → everything that the later steps need of them: attributions, names, roles, occasions."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from onrecord.find.attributions import find_attributions
from onrecord.find.documents import with_document
from onrecord.find.genre import genre_of
from onrecord.find.link import range_means
from onrecord.infer.encode import words_covered
from onrecord.infer.heads import ENTITIES
from onrecord.infer.reading import softmax
from onrecord.infer.tags import plain_spans
from onrecord.records import Attribution, Entity, Markings
from onrecord.spans import whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.reading import Reading
    from onrecord.spans import Span

ROLE_NAMES: tuple[Literal["role", "affiliation"], ...] = ("role", "affiliation")
OCCASION_NAMES: tuple[Literal["said", "occasion"], ...] = ("said", "occasion")
#: Least probability that a name means the same as a source for it to be passed on.
ALIAS_LEAST = 0.02
#: A short source, which a name may stand for; longer ones name their speaker themselves.
ALIAS_WORDS = 6


def find_markings(
    text: str,
    reading: Reading,
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    url: str | None = None,
    outlet: str | None = None,
) -> Markings:
    """All markings of an article.

    Args:
        text: its text.
        reading: what the model reads in it.
        title: its headline; this and the rest tell what kind of document it is.
        authors: who wrote it.
        url: where it stands on the web.
        outlet: who published it.
    """
    genre = genre_of(text, title=title, authors=authors, url=url, outlet=outlet)
    entities = tuple(
        Entity(span=whole_words(text, words_covered(reading.pieces, s.start, s.end)), type=cast("Literal['person']", ENTITIES[s.label]))
        for s in plain_spans(softmax(reading.head("ner")))
    )
    attributions = with_document(text, find_attributions(text, reading), genre)
    persons = [(e.span, *reading.pieces.range_of(e.span)) for e in entities if e.type == "person"]
    persons = [(span, low, high) for span, low, high in persons if high > low]
    return Markings(
        attributions=tuple(with_aliases(text, a, reading, persons) for a in attributions),
        entities=entities,
        roles=tuple((ROLE_NAMES[label], span) for label, span in _labelled(text, reading, "roles")),
        occasions=tuple((OCCASION_NAMES[label], span) for label, span in _labelled(text, reading, "said")),
        genre=genre,
    )


def _labelled(text: str, reading: Reading, head: str) -> list[tuple[int, Span]]:
    spans = plain_spans(softmax(reading.head(head)))
    return [(s.label, whole_words(text, words_covered(reading.pieces, s.start, s.end))) for s in spans if s.label < 2]  # noqa: PLR2004


def with_aliases(text: str, one: Attribution, reading: Reading, persons: Sequence[tuple[Span, int, int]]) -> Attribution:
    """The attribution with the names that the reader takes to mean the same as its source.

    Args:
        text: the article's text.
        one: an attribution.
        reading: the article's reading.
        persons: spans of persons' names with their ranges of pieces.
    """
    if not one.source or len(text[one.source[0].start : one.source[0].end].split()) > ALIAS_WORDS:
        return one
    first, last = reading.pieces.range_of(one.source[0])
    start, scores = reading.related_near("same", range(first, last))
    near = persons[bisect_left(persons, start, key=itemgetter(1)) : bisect_left(persons, start + len(scores), key=itemgetter(1))]
    before = [(s, low - start, high - start) for s, low, high in near if s.end <= one.source[0].start and high <= start + len(scores)]
    if not before:
        return one
    means = range_means(scores, np.array([low for _, low, _ in before]), np.array([high for _, _, high in before]))
    chances = [_logistic(m) for m in means.tolist()]
    return replace(one, aliases=tuple((span, c) for (span, _, _), c in zip(before, chances, strict=True) if c >= ALIAS_LEAST))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

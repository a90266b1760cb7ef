"""Readings made by hand: a piece for every word and mark, tags and relations given by the words that they cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.encode import Pieces
from onrecord.infer.heads import ENTITIES, RELATIONS, ROLES, STATE_WIDTH, WIDTH
from onrecord.infer.reading import SLICES, Reading
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Log-odds of what the reading is sure of.
SURE = 9.0
_OCCASION = ("said", "occasion")
_NAMES: dict[str, Sequence[str]] = {"tags": ROLES, "inner": ROLES, "ner": ENTITIES, "roles": ("role", "affiliation"), "said": _OCCASION}


def pieces_of(text: str) -> Pieces:
    """One piece for every word and every mark."""
    found = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = np.array([s for s, _ in found], dtype=np.int64), np.array([e for _, e in found], dtype=np.int64)
    lines = [(int(np.searchsorted(starts, a)), int(np.searchsorted(starts, b))) for a, b in paragraphs(text)]
    zeros = np.zeros(len(found), dtype=np.int64)
    return Pieces(zeros, starts, ends, zeros, zeros, zeros, tuple(lines))


class ReadingMade:
    """A reading in the making: sure that every piece is outside of everything until told otherwise."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces = pieces_of(text)
        self.logits = np.zeros((len(self.pieces), WIDTH), dtype=np.float32)
        for name in _NAMES:
            self.logits[:, SLICES[name].start] = SURE
        self.rows: tuple[dict[int, tuple[int, np.ndarray]], ...] = tuple({} for _ in RELATIONS)

    def range_of(self, words: str) -> tuple[int, int]:
        """The pieces of the words where they stand first."""
        at = self.text.index(words)
        return self.pieces.range_of(Span(at, at + len(words)))

    def tag(self, head: str, label: str, words: str) -> ReadingMade:
        """Marks the words with one of a head's labels."""
        low, high = self.range_of(words)
        column = SLICES[head].start + 2 * _NAMES[head].index(label)
        self.logits[low:high, SLICES[head]] = 0
        self.logits[low, column + 1] = SURE
        self.logits[low + 1 : high, column + 2] = SURE
        return self

    def relate(self, relation: str, anchor: str, *targets: str, score: float = SURE) -> ReadingMade:
        """Ties the pieces of the anchor's words to those of the targets' words."""
        scores = np.full(len(self.pieces), -SURE, dtype=np.float32)
        for words in targets:
            scores[slice(*self.range_of(words))] = score
        for at in range(*self.range_of(anchor)):
            self.rows[RELATIONS.index(relation)][at] = (0, scores)
        return self

    def says(self, source: str, cue: str, *contents: str, head: str = "tags") -> ReadingMade:
        """Marks a statement: its source, its cue, its contents, and what ties them."""
        for label, words in (("source", source), ("cue", cue), *(("content", c) for c in contents)):
            if words:
                self.tag(head, label, words)
        self.relate("source", cue, *([source] if source else []))
        return self.relate("content", cue, *contents)

    def made(self) -> Reading:
        """The reading."""
        return Reading(self.pieces, self.logits, self.rows, np.zeros((len(self.pieces), STATE_WIDTH), dtype=np.float32))

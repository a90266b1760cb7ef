"""What the reader's graph says of an article, laid out by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.heads import RELATIONS, ROLES, STATE_WIDTH, WIDTH, slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from onrecord.infer.encode import Pieces, Window

    Floats = NDArray[np.float32]
    #: ids, case, quote, first of a window with its two special pieces → logits (t, WIDTH), pairs (relations, t, t), states (t, width)
    Graph = Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]], tuple[Floats, Floats, Floats]]

SLICES = slices()
#: Rows of the pair scores are kept for pieces whose chance of being an anchor (a cue's, a source's) exceeds this.
KEEP = 0.03
#: Pieces of a part of a reading; longer than nearly every article.
PART = 4000
#: Log-odds of a piece that no window shows together with an anchor.
OUT_OF_SIGHT = -20.0
_FIRST, _LAST = 101, 102  # the vocabulary's numbers of [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Reading:
    """Scores of an article's pieces.

    Attributes:
        logits: (pieces, WIDTH).
        rows: for each relation, by anchor piece: the first piece of its window and the scores of the window's pieces.
        states: (pieces, width) of the layer that the judge goes on from.
    """

    pieces: Pieces
    logits: Floats
    rows: tuple[dict[int, tuple[int, Floats]], ...]
    states: Floats

    def head(self, name: str) -> Floats:
        """One head's logits, (pieces, width)."""
        return self.logits[:, SLICES[name]]

    def parts(self, most: int = PART) -> Iterator[Reading]:
        """The reading in parts of whole paragraphs of at most so many pieces, so that work on a book grows with its length.

        Places in the text stay what they are; pieces are counted anew in each part. A longer paragraph is cut.
        """
        start = 0
        ends = [piece for a, b in self.pieces.paragraphs for piece in (*range(a + most, b, most), b)]
        for number, end in enumerate(ends):
            following = ends[number + 1] if number + 1 < len(ends) else None
            if following is None or following - start > most:
                yield self._part(start, end)
                start = end

    def _part(self, start: int, end: int) -> Reading:
        if start == 0 and end == len(self.pieces):
            return self
        rows: tuple[dict[int, tuple[int, Floats]], ...] = tuple(
            {
                anchor - start: (max(first, start) - start, scores[max(0, start - first) : end - first])
                for anchor, (first, scores) in of.items()
                if start <= anchor < end
            }
            for of in self.rows
        )
        return Reading(self.pieces.part(start, end), self.logits[start:end], rows, self.states[start:end])

    def related_near(self, relation: str, anchors: range) -> tuple[int, Floats]:
        """The same as ``related``, for the pieces in sight of the anchors alone: the first such piece, and the scores from it on."""
        rows = self.rows[RELATIONS.index(relation)]
        seen = [rows[a] for a in anchors if a in rows]
        if not seen:
            return anchors.start, np.zeros(0, dtype=np.float32)
        start, end = min(s for s, _ in seen), max(s + len(scores) for s, scores in seen)
        return start, _mean_of(seen, start, end)

    def related(self, relation: str, anchors: Iterable[int]) -> Floats:
        """(pieces,) log-odds that a piece stands in the relation to the anchors, their mean; very low out of sight."""
        rows = self.rows[RELATIONS.index(relation)]
        return _mean_of([rows[a] for a in anchors if a in rows], 0, len(self.pieces))


def _mean_of(rows: list[tuple[int, Floats]], start: int, end: int) -> Floats:
    """The mean of rows that each begin at a piece, over the pieces from ``start`` to ``end``; very low where no row reaches."""
    total = np.zeros(end - start, dtype=np.float32)
    seen = np.zeros(end - start, dtype=np.float32)
    for first, scores in rows:
        total[first - start : first - start + len(scores)] += scores
        seen[first - start : first - start + len(scores)] += 1
    return np.where(seen > 0, total / np.maximum(seen, 1), OUT_OF_SIGHT).astype(np.float32)


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers: Floats = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def read_pieces(pieces: Pieces, windows: Iterable[Window], graph: Graph) -> Reading:
    """Runs the graph window by window; a window's result depends on that window alone."""
    logits = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    states = np.zeros((len(pieces), STATE_WIDTH), dtype=np.float32)
    rows: tuple[dict[int, tuple[int, Floats]], ...] = tuple({} for _ in RELATIONS)
    for w in windows:
        s = slice(w.start, w.end)
        parts = [np.concatenate([[a], values[s], [b]]) for values, a, b in _inputs(pieces)]
        scores, pairs, deep = graph(*parts)
        scores, pairs = scores[1:-1], pairs[:, 1:-1, 1:-1]
        core = slice(w.core_start - w.start, w.core_end - w.start)
        logits[w.core_start : w.core_end] = scores[core]
        states[w.core_start : w.core_end] = deep[1:-1][core]
        for relation, wanted in enumerate(_anchors(scores[core])):
            for at in np.nonzero(wanted)[0]:
                rows[relation][w.core_start + int(at)] = (w.start, pairs[relation, core.start + int(at)].copy())
    return Reading(pieces, logits, rows, states)


def _inputs(pieces: Pieces) -> list[tuple[NDArray[np.int64], int, int]]:
    return [(pieces.ids, _FIRST, _LAST), (pieces.case, 0, 0), (pieces.quote, 0, 0), (pieces.first, 0, 0)]


def _anchors(scores: Floats) -> list[NDArray[np.bool_]]:
    """Which pieces anchor each relation: cues of both layers, sources of both layers."""
    chance = [softmax(scores[:, SLICES[head]]) for head in ("tags", "inner")]

    def of(role: str) -> NDArray[np.bool_]:
        first = 2 * ROLES.index(role) + 1
        return np.asarray(np.any([c[:, first : first + 2].sum(axis=1) > KEEP for c in chance], axis=0))

    return [of("cue"), of("cue"), of("source")]

"""What the judge's graph says of one statement, laid out by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.heads import GATES, JUDGE_WIDTH, JUDGE_WIDTHS, MARKS, slices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from onrecord.infer.encode import Pieces
    from onrecord.infer.reading import Reading
    from onrecord.spans import Span

    Floats = NDArray[np.float32]
    #: states (n, width) and marks (n,) of a statement's pieces → logits (n, JUDGE_WIDTH)
    JudgeGraph = Callable[[Floats, NDArray[np.int64]], Floats]

SLICES = slices(JUDGE_WIDTHS)

#: Pieces on either side of each part of a statement that the judge sees with it.
AROUND = 4
#: Most pieces that the judge takes at once; a longer statement is read in parts, each with its source and cue.
LONGEST = 510
#: Pieces of a part of a long content, and of a source or cue beside it.
PART, BESIDE = 360, 60
#: The vocabulary's numbers of ".", "!" and "?", behind which a part begins where it can.
_STOPS = (1012, 999, 1029)


def sequence_of(
    pieces: Pieces, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of the pieces that the judge reads for a statement, in order, and what each is to the statement.

    Returns:
        (n,) rising numbers of pieces, (n,) indices of ``MARKS``.
    """
    of: dict[int, int] = {}
    for name, spans in (("content", content), ("source", source), ("cue", cue)):
        for span in spans:
            of.update(dict.fromkeys(range(*pieces.range_of(span)), MARKS.index(name)))
    if not of:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    own = np.array(sorted(of), dtype=np.int64)
    near = np.unique((own[:, None] + np.arange(-AROUND, AROUND + 1)[None, :]).ravel())
    at = near[(near >= 0) & (near < len(pieces))]
    at = at if len(at) <= LONGEST else own[:LONGEST]
    return at, np.array([of.get(int(p), 0) for p in at], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's scores of one statement.

    Attributes:
        pieces: the article's pieces.
        at: (n,) numbers of the pieces that were read, rising.
        marks: (n,) what each is to the statement, indices of ``MARKS``.
        logits: (n, JUDGE_WIDTH).
    """

    pieces: Pieces
    at: NDArray[np.int64]
    marks: NDArray[np.int64]
    logits: Floats

    def head(self, name: str) -> Floats:
        """One head's logits, (n, width)."""
        return self.logits[:, SLICES[name]]

    def rows_of(self, spans: Sequence[Span]) -> NDArray[np.int64]:
        """The rows of the pieces that share a character with the spans, rising."""
        wanted = [np.arange(*self.pieces.range_of(s)) for s in spans]
        return np.nonzero(np.isin(self.at, np.concatenate(wanted)))[0] if wanted else np.zeros(0, dtype=np.int64)

    def marked(self, *names: str) -> NDArray[np.int64]:
        """The rows of the pieces that are one of these to the statement, rising."""
        return np.nonzero(np.isin(self.marks, [MARKS.index(n) for n in names]))[0]

    def pooled(self, name: str, rows: NDArray[np.int64]) -> Floats:
        """(width,) the logits of a head that classifies a claim: the mean of its pieces', weighed by the head's gate."""
        gate = self.head("gate")[rows, GATES.index(name)]
        weight = np.exp(gate - gate.max())
        return np.asarray((weight / weight.sum()) @ self.head(name)[rows], dtype=np.float32)


def judge_statement(reading: Reading, graph: JudgeGraph, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Judgement:
    """Runs the judge's graph over one statement of a reading."""
    pieces = reading.pieces
    said = np.unique(np.concatenate([np.arange(*pieces.range_of(s)) for s in content])) if content else np.zeros(0, dtype=np.int64)
    beside = sum(high - low for s in (*source, *cue) for low, high in [pieces.range_of(s)])
    if len(said) + beside <= LONGEST:
        at, marks = sequence_of(pieces, source, cue, content)
        logits = graph(reading.states[at], marks) if len(at) else np.zeros((0, JUDGE_WIDTH), dtype=np.float32)
        return Judgement(pieces, at, marks, logits)
    return _judged_in_parts(reading, graph, source, cue, said)


def _judged_in_parts(
    reading: Reading, graph: JudgeGraph, source: Sequence[Span], cue: Sequence[Span], said: NDArray[np.int64]
) -> Judgement:
    """A long statement, part by part; what is read of its source and cue is what the first part gives."""
    of: dict[int, int] = {}
    for name, spans in (("source", source), ("cue", cue)):
        numbers = [p for s in spans for p in range(*reading.pieces.range_of(s))]
        of.update(dict.fromkeys(numbers[:BESIDE], MARKS.index(name)))
    rows: dict[int, tuple[int, Floats]] = {}
    start = 0
    while start < len(said):
        end = min(start + PART, len(said))
        if end < len(said):
            stops = np.nonzero(np.isin(reading.pieces.ids[said[start:end]], _STOPS))[0]
            end = start + int(stops[-1]) + 1 if len(stops) and stops[-1] > PART // 3 else end
        marked = {int(p): MARKS.index("content") for p in said[start:end]} | of
        at = np.array(sorted(marked), dtype=np.int64)
        marks = np.array([marked[int(p)] for p in at], dtype=np.int64)
        for number, mark, scores in zip(at.tolist(), marks.tolist(), graph(reading.states[at], marks), strict=True):
            rows.setdefault(number, (mark, scores))
        start = end
    at = np.array(sorted(rows), dtype=np.int64)
    return Judgement(reading.pieces, at, np.array([rows[p][0] for p in at.tolist()]), np.stack([rows[p][1] for p in at.tolist()]))

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
#: Most pieces that the judge takes at once; a longer statement loses its end.
LONGEST = 510


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
    at, marks = sequence_of(reading.pieces, source, cue, content)
    if not len(at):
        return Judgement(reading.pieces, at, marks, np.zeros((0, JUDGE_WIDTH), dtype=np.float32))
    return Judgement(reading.pieces, at, marks, graph(reading.states[at], marks))

"""What the judge's graph says of one statement, laid out by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.heads import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.infer.encode import Pieces
    from onrecord.spans import Span

#: Pieces on either side of each part of a statement that the judge sees with it.
AROUND = 16
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

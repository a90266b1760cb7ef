"""A judge of pairs that has learned from the rulings on stances of one codebook; the model itself stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.infer.rulings import Ruled, learn
from onrecord.infer.stancing import STANCES, IssueClaim, Stances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.rulings import AdjustedJudge
    from onrecord.judge.stances import Encoder, PairJudge

#: Fewest rulings that are learned from: below, the curve of ``evaluation.stance_rulings`` shows no gain.
FEWEST = 20


class LearnedJudge:
    """The model's chances moved by rulings.

    Args:
        judge: the model.
        encode: makes claims comparable by meaning.
        pairs: what was ruled on.
        stances: what was ruled: for, against or neither.
    """

    def __init__(self, judge: PairJudge, encode: Encoder, pairs: Sequence[IssueClaim], stances: Sequence[str]) -> None:
        self._judge, self._encode = judge, encode
        self._adjusted: AdjustedJudge = learn(self._seen(pairs, judge(pairs)), [STANCES.index(one) for one in stances])

    def __call__(self, pairs: Sequence[IssueClaim]) -> Stances:
        """Chances and features of the pairs, in their order."""
        found = self._judge(pairs)
        return found._replace(chances=self._adjusted(self._seen(pairs, found))) if pairs else found

    def _seen(self, pairs: Sequence[IssueClaim], found: Stances) -> Ruled:
        return Ruled([pair.issue for pair in pairs], found.features, self._encode([pair.claim for pair in pairs]), found.chances)

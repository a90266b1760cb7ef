"""Rulings on stances change how the pairs like them are judged: the model stays as it is, its scores are moved for one codebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Doubles = NDArray[np.float64]

#: How strongly scores are held where they were. This and the next two were chosen on the two curves of ``evaluation.stance_rulings``.
HOLD = 1.0
#: How fast likeness falls as the cosine of the model's features falls, and as that of the claims' vectors does.
FEATURES_FALL, MEANING_FALL = 0.02, 0.15
_TURNS = 300
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Ruled:
    """Pairs with what is needed to say how like each other they are.

    Attributes:
        issues: (pairs) the issue of each, by any name.
        features: (pairs, width) as the stance model gives them.
        vectors: (pairs, width) the claims' unit vectors.
        chances: (pairs, 3) as the stance model gives them.
    """

    issues: Sequence[str]
    features: Floats
    vectors: Floats
    chances: Floats


@dataclass(frozen=True, slots=True)
class AdjustedJudge:
    """The stance model after the rulings of one codebook.

    Attributes:
        pairs: the pairs that were ruled on.
        weights: (pairs, 3) how each moves the scores of pairs like it.
    """

    pairs: Ruled
    weights: Doubles

    def __call__(self, pairs: Ruled) -> Floats:
        """Chances of for, against and neither, (pairs, 3); without rulings those of the model."""
        return _chances(np.log(pairs.chances.astype(np.float64) + _TINY) + likeness(pairs, self.pairs) @ self.weights).astype(np.float32)


def likeness(some: Ruled, others: Ruled) -> Doubles:
    """How like pairs are to others, 0 to 2: by the model's features, and where the issue is the same also by the claims' meaning."""
    features = np.exp((_unit(some.features) @ _unit(others.features).T - 1) / FEATURES_FALL)
    same = np.asarray(some.issues)[:, None] == np.asarray(others.issues)[None, :]
    meaning = np.exp((_unit(some.vectors) @ _unit(others.vectors).T - 1) / MEANING_FALL)
    found: Doubles = features + same * meaning
    return found


def learn(pairs: Ruled, stances: Sequence[int], hold: float = HOLD) -> AdjustedJudge:
    """A judge moved by rulings: kernel logistic regression that starts from the model's own scores.

    Args:
        pairs: the pairs ruled on.
        stances: what was ruled, as numbers: for, against, neither.
        hold: how strongly scores are held where they were.
    """
    wanted = np.eye(3)[np.asarray(stances, dtype=np.int64)]
    alike = likeness(pairs, pairs)
    scores = np.log(pairs.chances.astype(np.float64) + _TINY)
    weights = np.zeros_like(scores)
    if len(weights):
        pace = 1 / (hold + 0.5 * float(np.linalg.eigvalsh(alike)[-1]))
        for _ in range(_TURNS):
            weights -= pace * (_chances(scores + alike @ weights) - wanted + hold * weights)
    return AdjustedJudge(pairs, weights)


def _unit(rows: Floats) -> Doubles:
    wide = rows.astype(np.float64)
    unit: Doubles = wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), _TINY)
    return unit


def _chances(scores: Doubles) -> Doubles:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Doubles = raised / raised.sum(axis=1, keepdims=True)
    return chances

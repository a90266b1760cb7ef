"""An encoder and a judge of stances that go by words, in place of the models, which take seconds to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.infer.stancing import IssueClaim, Stances

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEMS = ("tram", "bus", "dawn", "loud")


class WordEncoder:
    """Unit vectors of which words a text has."""

    def __init__(self, *_model: object) -> None: ...

    def __call__(self, texts: Sequence[str]) -> Any:
        """One row a text."""
        rows = np.array([[float(stem in text.lower()) for stem in _STEMS] + [0.1] for text in texts], np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class AsJudged:
    """Takes the judge's chances as they are."""

    def __init__(self, *_weights: object) -> None: ...

    def chances(self, chances: Any, _pairs: object) -> Any:
        """The judge's."""
        return chances


class WordJudge:
    """Against where a claim has ``no``, ``too`` or ``late``; neither where it has ``Norland``; else for. What was asked is kept."""

    asked: list[IssueClaim]

    def __init__(self, *_model: object) -> None:
        self.asked = []

    def __call__(self, pairs: Sequence[IssueClaim]) -> Stances:
        """By the words of the claims."""
        self.asked += pairs
        found = [self._chances(f" {pair.claim} ") for pair in pairs]
        return Stances(np.array(found, np.float32).reshape(-1, 3), np.zeros((len(pairs), 4), np.float32))

    def _chances(self, claim: str) -> tuple[float, float, float]:
        if any(f" {word} " in claim for word in ("no", "too", "late")):
            return (0.02, 0.95, 0.03)
        return (0.1, 0.1, 0.8) if "Norland" in claim else (0.9, 0.05, 0.05)

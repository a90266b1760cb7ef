"""What the stance model says of a pair, weighed with what else is known of it: how near, in which words, in what kind of claim.

The chance that a claim takes a side on an issue, and that the side is for, are two logistic regressions; see ``training.fit_stances``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.codebook.wordpairs import SentenceWords, shared_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

_TINY = 1e-4
#: What is looked at for whether a claim takes a side, and for which one it is; the latter turn with the side.
SIDED = (
    "one", "model sided", "model decided", "related", "claim related", "nearest", "share of words", "demand or promise", "prediction",
    "for or against something", "reported",
)  # fmt: skip
TURNED = ("model", "words turned", "words the same", "attitude", "model if demanded")
_DEMANDS = ("prescription", "commitment")


class PairKnown(NamedTuple):
    """What is known of a claim and an issue beside the model's chances.

    Attributes:
        claim: the claim's words with the cue before them.
        issue: the issue's sentence.
        kind: of the claim.
        attitude: 1, 0 or -1, towards what the claim is about.
        reported: whether somebody else tells it of the speaker.
        related: the cosine of the issue with claim, sentence or paragraph, whichever is highest.
        alone: the cosine with the claim alone.
        lead: how much nearer the issue is to the claim than the nearest other one; below 0 where it is not the nearest.
    """

    claim: str
    issue: str
    kind: str
    attitude: int
    reported: bool
    related: float
    alone: float
    lead: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of ``SIDED`` and of ``TURNED``, in their order."""

    sided: tuple[float, ...]
    turned: tuple[float, ...]

    def chances(self, chances: Doubles, pairs: Sequence[PairKnown]) -> Doubles:
        """(pairs, 3) of for, against and neither, from the model's."""
        sided, turned = features(chances, pairs)
        some = _logistic(sided @ np.array(self.sided))
        favour = _logistic(turned @ np.array(self.turned))
        return np.stack([some * favour, some * (1 - favour), 1 - some], axis=1)


def features(chances: Doubles, pairs: Sequence[PairKnown]) -> tuple[Doubles, Doubles]:
    """(pairs, len(SIDED)) and (pairs, len(TURNED)) of what is weighed.

    Args:
        chances: (pairs, 3) the model's, of for, against and neither.
        pairs: what else is known.
    """
    sided, turned = np.zeros((len(pairs), len(SIDED))), np.zeros((len(pairs), len(TURNED)))
    for row, (pair, chance) in enumerate(zip(pairs, np.clip(chances, _TINY, 1), strict=True)):
        shared = shared_words(_words(pair.claim), _words(pair.issue))
        demands = float(pair.kind in _DEMANDS)
        side = float(np.log((chance[0] + chance[1]) / chance[2]))
        model = float(np.log(chance[0] / chance[1]))
        sided[row] = (
            1, side, abs(model), pair.related, pair.alone, pair.lead, shared.share, demands, pair.kind == "prediction",
            abs(pair.attitude), pair.reported,
        )  # fmt: skip
        turned[row] = (
            model, -shared.share if shared.turned else 0.0, 0.0 if shared.turned else shared.share,
            pair.attitude * (-1 if turns(pair.issue) else 1) * pair.related, model * demands,
        )  # fmt: skip
    return sided, turned


@lru_cache(4096)
def turns(issue: str) -> bool:
    """Whether an issue is against what it is about: it shares a word that turns with its own denial."""
    return shared_words(_words(issue), _words(_without(issue))).turned


@lru_cache(4096)
def _words(text: str) -> SentenceWords:
    return SentenceWords.of(text)


def _without(issue: str) -> str:
    """The issue's words but for those that turn a sentence or have an opposite."""
    words = _words(issue)
    return " ".join(written for stem, written in zip(words.stems, words.written, strict=True) if stem not in words.loose)


def _logistic(scores: Doubles) -> Doubles:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))

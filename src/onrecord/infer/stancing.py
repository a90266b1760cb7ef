"""What a claim is to an issue, for, against or neither, by the stance model: pairs in, calibrated chances out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.infer.catalogue import Model, bundled
from onrecord.infer.opening import open_graph
from onrecord.infer.sentences import VECTOR_WIDTH, OnnxSentences, text_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

#: What a claim can be to an issue, in the order of the model's scores.
STANCES = ("for", "against", "neither")

#: Most pieces of an issue, of a claim with its cue, and of the sentence around it, special ones included.
LONGEST_ISSUE, LONGEST_CLAIM, LONGEST_SENTENCE = 66, 122, 74
#: What a piece is in a pair.
ISSUE, CLAIM, AROUND = range(3)
INPUTS = ["issue", "claim", "parts"]
#: Texts whose states are kept; the issues of a codebook come back with every claim.
_KEPT = 1024


class IssueClaim(NamedTuple):
    """An issue and a claim to judge against it.

    Attributes:
        issue: the issue's sentence.
        claim: the claim's words.
        cue: the words by which it is told that somebody says it; empty where there are none.
        sentence: the sentence around the claim; empty where it says no more.
    """

    issue: str
    claim: str
    cue: str = ""
    sentence: str = ""


class Stances(NamedTuple):
    """What the model says of pairs.

    Attributes:
        chances: (pairs, 3) of for, against and neither, in the order of ``STANCES``; each row adds up to one.
        features: (pairs, width) the model's view of each pair, which rulings of a codebook are learned from.
    """

    chances: Floats
    features: Floats


class OnnxStances:
    """The stance model, one pair a call on one thread: a pair's chances depend on that pair alone.

    Safe to call from several threads at once.

    Args:
        model: the model; by default the bundled one.
        sentences: the sentence encoder of the same model, where one is open already.

    Raises:
        ModelError: the model has no stance model, or a file is broken.
    """

    def __init__(self, model: Model | None = None, sentences: OnnxSentences | None = None) -> None:
        self._model = model or bundled()
        self._sentences = sentences or OnnxSentences(self._model)
        stances = self._model.stances
        self._graph = open_graph(self._model, stances.stance if stances else None, INPUTS)
        self._temperature = stances.temperature if stances else 1.0
        self._issue = lru_cache(_KEPT)(self._issue_states)
        self._claim = lru_cache(_KEPT)(self._claim_states)

    def __call__(self, pairs: Sequence[IssueClaim]) -> Stances:
        """Chances and features of the pairs, in their order."""
        scores, features = [], []
        for pair in pairs:
            claim, parts = self._claim(pair.claim, pair.cue, pair.sentence)
            score, feature = self._graph.run(None, {"issue": self._issue(pair.issue), "claim": claim, "parts": parts})
            scores.append(score)
            features.append(feature)
        if not scores:
            return Stances(np.zeros((0, len(STANCES)), np.float32), np.zeros((0, VECTOR_WIDTH), np.float32))
        return Stances(softened(np.stack(scores), self._temperature), np.stack(features))

    def _issue_states(self, issue: str) -> Floats:
        return self._sentences.encode(text_pieces(issue, self._sentences.tokenizer, LONGEST_ISSUE)).states

    def _claim_states(self, claim: str, cue: str, sentence: str) -> tuple[Floats, Ints]:
        pieces, parts = claim_pieces(claim, cue, sentence, self._sentences.tokenizer)
        return self._sentences.encode(pieces).states, parts


def claim_pieces(claim: str, cue: str, sentence: str, tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    """The pieces of "cue: claim", then those of the sentence around where it says more, and what each is in a pair."""
    own = text_pieces(f"{cue}: {claim}" if cue else claim, tokenizer, LONGEST_CLAIM)
    around = own[:0]
    if sentence and sentence.strip() != claim.strip():
        around = text_pieces(sentence, tokenizer, LONGEST_SENTENCE)[1:]
    return np.concatenate([own, around]), np.repeat(np.array([CLAIM, AROUND], dtype=np.int64), [len(own), len(around)])


def softened(scores: Floats, temperature: float) -> Floats:
    """Chances from scores, row by row; the higher the temperature, the less sure."""
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)) / temperature)
    chances: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return chances

"""Texts as unit vectors by the untouched sentence encoder: near in meaning is near in angle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.infer.catalogue import Model, bundled
from onrecord.infer.opening import open_graph, open_tokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

#: Most pieces of a text, the two special ones included: what the encoder was trained with. The rest of a longer text is not seen.
LONGEST = 254
#: Width of the vectors, and of the states of each piece.
VECTOR_WIDTH = 384
#: The vocabulary's numbers of the pieces that begin and end a text.
BEGIN, END = 101, 102
#: Halves of surrogate pairs, which the tokenizer does not take.
_HALVES = re.compile("[\ud800-\udfff]")


class Encoded(NamedTuple):
    """What the encoder makes of one text.

    Attributes:
        states: (pieces, ``VECTOR_WIDTH``) after the layers that the stance model shares.
        vector: (``VECTOR_WIDTH``,) of length one.
    """

    states: Floats
    vector: Floats


class OnnxSentences:
    """The untouched sentence encoder, one text a call on one thread: a text's vector depends on that text alone.

    Safe to call from several threads at once.

    Args:
        model: the model whose encoder it is; by default the bundled one.

    Raises:
        ModelError: the model has no sentence encoder, or its file is broken.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or bundled()
        self._graph = open_graph(self._model, self._model.stances.sentences if self._model.stances else None, ["ids"])
        self._tokenizer = open_tokenizer(self._model)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The texts' unit vectors, (texts, ``VECTOR_WIDTH``); the dot product of two is their cosine."""
        out = np.zeros((len(texts), VECTOR_WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            out[row] = self.encode(text_pieces(text, self._tokenizer)).vector
        return out

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts into the encoder's pieces."""
        return self._tokenizer

    def encode(self, pieces: Ints) -> Encoded:
        """The states and the vector of one text given as pieces, special ones included."""
        states, vector = self._graph.run(None, {"ids": pieces})
        return Encoded(states, vector)


def text_pieces(text: str, tokenizer: Tokenizer, longest: int = LONGEST) -> Ints:
    """The text's pieces between the special ones, at most so many."""
    ids: list[int] = tokenizer.encode(_HALVES.sub("\ufffd", text), add_special_tokens=False).ids
    return np.array([BEGIN, *ids[: longest - 2], END], dtype=np.int64)

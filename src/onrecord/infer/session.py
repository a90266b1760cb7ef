"""The model at work: a text in, its reading out. The only place that runs ONNX or word pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.infer.catalogue import Model, bundled, checked_bytes
from onrecord.infer.encode import cut_pieces, cut_windows
from onrecord.infer.reading import Reading, read_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Reader(Protocol):
    """Anything that reads a text: the bundled model, or another one passed in its place."""

    @property
    def model(self) -> Model:
        """The model that reads."""

    def __call__(self, text: str) -> Reading:
        """The reading of a text."""


class OnnxReader:
    """The bundled reader, one window a call on one thread: a window's result depends on that window alone.

    Safe to call from several threads at once.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or bundled()
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(checked_bytes(self._model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(self._model.tokenizer))
        except ModelError:
            raise
        except Exception as error:  # both libraries raise bare exceptions of their own
            message = f"{self._model.graph} cannot be loaded: {error}"
            raise ModelError(message) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @property
    def model(self) -> Model:
        """The model that reads."""
        return self._model

    def __call__(self, text: str) -> Reading:
        """The reading of a text, window by window."""
        pieces = cut_pieces(text, self._tokenizer)
        return read_pieces(pieces, cut_windows(pieces), self._run)

    def _run(
        self, ids: NDArray[np.int64], case: NDArray[np.int64], quote: NDArray[np.int64], first: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        logits, pairs = self._session.run(None, {"ids": ids, "case": case, "quote": quote, "first": first})
        return logits, pairs

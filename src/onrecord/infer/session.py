"""The model at work: a text in, its reading out. The only place that runs ONNX or word pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.infer.catalogue import Model, bundled, checked_bytes
from onrecord.infer.encode import cut_pieces, cut_windows
from onrecord.infer.judging import Judgement, judge_statement
from onrecord.infer.reading import Reading, read_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.spans import Span

#: What the graph takes for each piece.
INPUTS = ["ids", "case", "quote", "first"]
JUDGE_INPUTS = ["states", "marks"]
_ADVICE = "install the package again, or name the folder of another model in ONRECORD_MODEL"


class Reader(Protocol):
    """Anything that reads a text: the bundled model, or another one passed in its place."""

    @property
    def model(self) -> Model:
        """The model that reads."""

    def __call__(self, text: str) -> Reading:
        """The reading of a text."""

    def judge(self, reading: Reading, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Judgement:
        """The judge's scores of one statement of a reading."""


class OnnxReader:
    """The bundled reader, one window a call on one thread: a window's result depends on that window alone.

    Safe to call from several threads at once.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or bundled()
        self._reader = self._session(self._model.graph, INPUTS)
        self._judge = self._session(self._model.judge, JUDGE_INPUTS)
        try:
            self._tokenizer = Tokenizer.from_file(str(self._model.tokenizer))
        except Exception as error:  # likewise
            message = f"{self._model.tokenizer} cannot be loaded: {error}; {_ADVICE}"
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

    def judge(self, reading: Reading, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Judgement:
        """The judge's scores of one statement, one statement a call."""
        return judge_statement(reading, self._run_judge, source, cue, content)

    def _session(self, graph: Path, wanted: list[str]) -> ort.InferenceSession:
        """A graph, loaded, once its hash and its inputs are the expected ones."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        data = checked_bytes(self._model, graph)
        try:
            session = ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            inputs = [one.name for one in session.get_inputs()]
        except Exception as error:  # the runtime raises exceptions of its own, with no base but this
            message = f"{graph} cannot be loaded: {error}; {_ADVICE}"
            raise ModelError(message) from error
        if inputs != wanted:
            message = f"{graph} takes {', '.join(inputs)}, not {', '.join(wanted)}: it is of another version; {_ADVICE}"
            raise ModelError(message)
        return session

    def _run_judge(self, states: NDArray[np.float32], marks: NDArray[np.int64]) -> NDArray[np.float32]:
        logits: NDArray[np.float32] = self._judge.run(None, {"states": states, "marks": marks})[0]
        return logits

    def _run(
        self, ids: NDArray[np.int64], case: NDArray[np.int64], quote: NDArray[np.int64], first: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        logits, pairs, states = self._reader.run(None, dict(zip(INPUTS, (ids, case, quote, first), strict=True)))
        return logits, pairs, states

"""The model at work: a text in, its reading out. The only place that runs ONNX or word pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from onrecord.infer.catalogue import Model, bundled
from onrecord.infer.encode import cut_pieces, cut_windows
from onrecord.infer.judging import Judgement, judge_statement
from onrecord.infer.opening import open_graph, open_tokenizer
from onrecord.infer.reading import Reading, read_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.spans import Span

#: What the graph takes for each piece.
INPUTS = ["ids", "case", "quote", "first"]
JUDGE_INPUTS = ["states", "marks"]


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
        self._reader = open_graph(self._model, self._model.graph, INPUTS)
        self._judge = open_graph(self._model, self._model.judge, JUDGE_INPUTS)
        self._tokenizer = open_tokenizer(self._model)

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

    def _run_judge(self, states: NDArray[np.float32], marks: NDArray[np.int64]) -> NDArray[np.float32]:
        logits: NDArray[np.float32] = self._judge.run(None, {"states": states, "marks": marks})[0]
        return logits

    def _run(
        self, ids: NDArray[np.int64], case: NDArray[np.int64], quote: NDArray[np.int64], first: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        logits, pairs, states = self._reader.run(None, dict(zip(INPUTS, (ids, case, quote, first), strict=True)))
        return logits, pairs, states

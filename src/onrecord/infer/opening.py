"""A model's files opened for running: its graphs, each on one thread, and its tokenizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.infer.catalogue import Model, checked_bytes

if TYPE_CHECKING:
    from pathlib import Path

_ADVICE = "install the package again, or name the folder of another model in ONRECORD_MODEL"


def open_graph(model: Model, graph: Path | None, wanted: list[str]) -> ort.InferenceSession:
    """A graph of the model, loaded to run on one thread, once its hash and its inputs are the expected ones.

    Raises:
        ModelError: the model has no such graph, or it is broken or of another version.
    """
    if graph is None:
        message = f"model {model.name} judges no stances: its model.json names no graphs for it; {_ADVICE}"
        raise ModelError(message)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    data = checked_bytes(model, graph)
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


def open_tokenizer(model: Model) -> Tokenizer:
    """The model's tokenizer, which cuts nothing off and fills nothing up.

    Raises:
        ModelError: its file is broken.
    """
    try:
        tokenizer = Tokenizer.from_file(str(model.tokenizer))
    except Exception as error:  # likewise
        message = f"{model.tokenizer} cannot be loaded: {error}; {_ADVICE}"
        raise ModelError(message) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer

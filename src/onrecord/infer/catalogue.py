"""Which models the package holds: files, hashes, licence; the hash is checked before a model runs."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError

#: The folder of the models that come with the package.
WEIGHTS = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Model:
    """A model's files and what was fitted after its training.

    Attributes:
        name: name and version, as records show it.
        graph: the ONNX file.
        tokenizer: the tokenizer's JSON file.
        sha256: of the graph.
        licence: the terms of the weights.
        confidence: points (raw score, share right) of the calibration curve, rising in both.
    """

    name: str
    graph: Path
    tokenizer: Path
    sha256: str
    licence: str
    confidence: tuple[tuple[float, float], ...]


def bundled(folder: Path | None = None) -> Model:
    """The model in a folder, described by its ``model.json``; by default the package's own, or the one that ``ONRECORD_MODEL`` names.

    Raises:
        ModelError: the description or a file is missing or broken.
    """
    if folder is None:
        folder = Path(os.environ.get("ONRECORD_MODEL") or WEIGHTS)
    path = folder / "model.json"
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        model = Model(
            name=f"{row['name']} {row['version']}",
            graph=folder / row["graph"],
            tokenizer=folder / row["tokenizer"],
            sha256=row["sha256"],
            licence=row["licence"],
            confidence=tuple((float(x), float(y)) for x, y in row["confidence"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path}: no usable description of a model ({error}); install the package again"
        raise ModelError(message) from error
    for file in (model.graph, model.tokenizer):
        if not file.is_file():
            message = f"{file} is missing; install the package again"
            raise ModelError(message)
    return model


@cache
def checked_bytes(model: Model) -> bytes:
    """The graph's bytes, once they have the hash that the description gives.

    Raises:
        ModelError: the file is not the one that was released.
    """
    try:
        data = model.graph.read_bytes()
    except OSError as error:
        message = f"{model.graph} cannot be read: {error.strerror}; check its permissions, or install the package again"
        raise ModelError(message) from error
    found = hashlib.sha256(data).hexdigest()
    if found != model.sha256:
        message = f"{model.graph} has sha256 {found}, not {model.sha256}: the file is broken or was exchanged; install the package again"
        raise ModelError(message)
    return data

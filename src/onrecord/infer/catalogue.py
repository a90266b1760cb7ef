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
class StanceModel:
    """The files that judge stances, and what was fitted after their training.

    Attributes:
        version: of its training.
        sentences: the sentence encoder's ONNX file.
        stance: the ONNX file of the model on pairs of issue and claim.
        temperature: what scores are divided by, so that chances are as often right as they say.
        threshold: the least chance of a side at which a stance is given unless somebody asks for another.
        neither: the least chance at which it is said that a claim takes no side.
        related: the least cosine of issue and claim at which a pair is judged.
        most: the most issues that a claim is judged against.
        speaker: the least chance at which a speaker's side is told, from all that was judged of the speaker's claims.
        weights: how chances are weighed with what else is known of a pair; see ``onrecord.judge.weighing``.
    """

    version: str
    sentences: Path
    stance: Path
    temperature: float
    threshold: float
    neither: float = 0.5
    related: float = 0.15
    most: int = 5
    weights: tuple[tuple[float, ...], tuple[float, ...]] | None = None
    speaker: float = 0.5


@dataclass(frozen=True, slots=True)
class Model:
    """A model's files and what was fitted after its training.

    Attributes:
        name: name and version, as records show it.
        graph: the reader's ONNX file.
        judge: the judge's ONNX file.
        tokenizer: the tokenizer's JSON file.
        sha256: of each graph, by the file's name.
        licence: the terms of the weights.
        confidence: points (raw score, share right) of the calibration curve, rising in both.
        stances: what judges stances; a model that only reads has none.
    """

    name: str
    graph: Path
    judge: Path
    tokenizer: Path
    sha256: tuple[tuple[str, str], ...]
    licence: str
    confidence: tuple[tuple[float, float], ...]
    stances: StanceModel | None = None


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
            judge=folder / row["judge"],
            tokenizer=folder / row["tokenizer"],
            sha256=tuple(sorted((str(k), str(v)) for k, v in row["sha256"].items())),
            licence=row["licence"],
            confidence=tuple((float(x), float(y)) for x, y in row["confidence"]),
            stances=_stances(folder, row["stances"]) if "stances" in row else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path}: no usable description of a model ({error}); install the package again"
        raise ModelError(message) from error
    for file in (model.graph, model.judge, model.tokenizer):
        if not file.is_file():
            message = f"{file} is missing; install the package again"
            raise ModelError(message)
    return model


def _stances(folder: Path, row: dict[str, Any]) -> StanceModel:
    return StanceModel(
        version=str(row["version"]),
        sentences=folder / row["sentences"],
        stance=folder / row["stance"],
        temperature=float(row["temperature"]),
        threshold=float(row["threshold"]),
        neither=float(row.get("neither", 0.5)),
        related=float(row.get("related", 0.15)),
        most=int(row.get("most", 5)),
        weights=(tuple(row["weights"]["sided"]), tuple(row["weights"]["turned"])) if "weights" in row else None,
        speaker=float(row.get("speaker", 0.5)),
    )


@cache
def checked_bytes(model: Model, graph: Path) -> bytes:
    """A graph's bytes, once they have the hash that the model's description gives.

    Raises:
        ModelError: the file is not the one that was released.
    """
    try:
        data = graph.read_bytes()
    except OSError as error:
        message = f"{graph} cannot be read: {error.strerror}; check its permissions, or install the package again"
        raise ModelError(message) from error
    found, wanted = hashlib.sha256(data).hexdigest(), dict(model.sha256).get(graph.name)
    if found != wanted:
        message = f"{graph} has sha256 {found}, not {wanted}: the file is broken or was exchanged; install the package again"
        raise ModelError(message)
    return data

"""An exported reader → the package: fits confidence on articles that no training saw, writes graph, tokenizer, description.

Run: python -m training.release_reader --onnx build/onnx --checkpoint build/reader/reader.pt --judge build/judge/judge.pt --version 0.1.0
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
from pathlib import Path

import numpy as np

from evaluation.figures import confidence_pairs
from evaluation.records import SHARED, extract
from onrecord.infer.catalogue import WEIGHTS
from training.examples import calibration_ids

CHECKPOINTS = Path(__file__).with_name("checkpoints")
#: Statements a step of the curve, at least.
STEP = 60


def rising_curve(pairs: list[tuple[float, bool]], step: int = STEP) -> list[list[float]]:
    """Points (score, share right) of the best curve that never falls, by pooling adjacent violators (Ayer et al. 1955).

    Args:
        pairs: scores with whether each was right.
        step: how many neighbours are pooled to begin with.
    """
    pairs = sorted(pairs)
    groups = [pairs[k : k + step] for k in range(0, len(pairs), step)]
    if len(groups) > 1 and len(groups[-1]) < step // 2:
        groups[-2:] = [groups[-2] + groups[-1]]
    pools: list[list[tuple[float, bool]]] = []
    for group in groups:
        pools.append(group)
        while len(pools) > 1 and np.mean([r for _, r in pools[-2]]) >= np.mean([r for _, r in pools[-1]]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [[round(float(np.mean([s for s, _ in p])), 4), round(float(np.mean([r for _, r in p])), 4)] for p in pools]


def describe(folder: Path, version: str, curve: list[list[float]]) -> None:
    """Writes the folder's model.json."""
    graphs = [folder / "reader.onnx", folder / "judge.onnx"]
    row = {
        "name": "onrecord-reader",
        "version": version,
        "graph": graphs[0].name,
        "judge": graphs[1].name,
        "tokenizer": "tokenizer.json",
        "sha256": {graph.name: hashlib.sha256(graph.read_bytes()).hexdigest() for graph in graphs},
        "licence": "see MODEL_CARD.md: research corpora went in",
        "confidence": curve,
    }
    (folder / "model.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def present_curve() -> list[list[float]]:
    """The curve of the model in the package."""
    row: dict[str, list[list[float]]] = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    return row["confidence"]


def fit(folder: Path) -> list[list[float]]:
    """The curve of confidence, fitted on the articles of PolNeAR train that were kept from training."""
    describe(folder, "unfitted", [])  # an empty curve leaves the scores as they are
    os.environ["ONRECORD_MODEL"] = str(folder)
    path = SHARED / "corpora/polnear/train.jsonl"
    kept = calibration_ids(path)
    rows = [line for line in path.open(encoding="utf-8") if json.loads(line)["id"] in kept]
    part = folder / "kept.jsonl"
    part.write_text("".join(rows), encoding="utf-8")
    records = extract([part], "--published-field", "date")
    part.unlink()
    pairs = [pair for row in rows for pair in confidence_pairs(json.loads(row), records)]
    return rising_curve(pairs)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--onnx", type=Path, default=Path("build/onnx"))
    parser.add_argument("--checkpoint", type=Path, default=Path("build/reader/reader.pt"))
    parser.add_argument("--judge", type=Path, default=Path("build/judge/judge.pt"))
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    curve = fit(options.onnx)
    describe(options.onnx, options.version, curve)
    for name in ("reader.onnx", "judge.onnx", "tokenizer.json", "model.json"):
        shutil.copy(options.onnx / name, WEIGHTS / name)
    CHECKPOINTS.mkdir(exist_ok=True)
    for checkpoint in (options.checkpoint, options.judge):
        if checkpoint.resolve().parent != CHECKPOINTS.resolve():
            shutil.copy(checkpoint, CHECKPOINTS / checkpoint.name)
    print(json.dumps(curve))


if __name__ == "__main__":
    main()

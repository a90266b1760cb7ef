"""A trained stance model → the package: sentence encoder and stance model as ONNX graphs, temperature and threshold, description.

Run: python -m training.release_stances --minilm FOLDER --checkpoint build/stances/stances.pt --version 0.1.0
Run it after ``training.release_reader``, which writes the description anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from onrecord.infer.catalogue import WEIGHTS
from onrecord.infer.sentences import LONGEST, VECTOR_WIDTH
from onrecord.infer.stancing import INPUTS, LONGEST_CLAIM, LONGEST_ISSUE, LONGEST_SENTENCE, IssueClaim, OnnxStances
from training import stance_examples
from training.model import Reader, from_minilm
from training.stance_model import Stancer, load_stancer, lower_states, upper_states

#: Layers of the sentence encoder whose second multiplication stays in float32.
WIDE = 0
CHECKPOINTS = Path(__file__).with_name("checkpoints")
#: What a wrong stance costs where a right one gains one: less would have it say more and err more often.
COST = 1.5


class OneText(nn.Module):
    """The untouched encoder on one text without a batch axis."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """(pieces,) to the shared layers' states (pieces, width) and the text's unit vector (width,)."""
        states = lower_states(self.reader, ids[None], None)
        vector = F.normalize(upper_states(self.reader, states, None).mean(1), dim=-1)
        return states[0], vector[0]


class OnePair(nn.Module):
    """The stance model on one pair without a batch axis."""

    def __init__(self, stancer: Stancer) -> None:
        super().__init__()
        self.stancer = stancer

    def forward(self, issue: Tensor, claim: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        """States of issue and claim, parts of the claim's pieces, to scores (3,) and features (width,)."""
        every = torch.cat([torch.zeros_like(issue[:, 0], dtype=torch.int64), parts])
        scores, features = self.stancer(torch.cat([issue, claim])[None], every[None])
        return scores[0], features[0]


def written(
    module: nn.Module, example: tuple[Tensor, ...], shapes: tuple[dict[int, Any], ...], names: list[str], outputs: list[str], out: Path
) -> Path:
    """The module's graph in float32."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            module.eval(),
            example,
            out,
            input_names=names,
            output_names=outputs,
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
            optimize=True,
        )
    return out


def small(plain: Path, out: Path, wide: int) -> Path:
    """The graph in int8, the second multiplications of its first ``wide`` layers and the small last ones in float32."""
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(plain, ready, skip_symbolic_shape=True)
    graph = onnx.load(ready).graph
    shapes = {c.name: list(c.dims) for c in graph.initializer}
    nodes = [n for n in graph.node if n.op_type in ("MatMul", "Gemm")]
    seconds = [k for k, n in enumerate(nodes) if any(shapes.get(i) == [1536, 384] for i in n.input)]
    kept = [nodes[k].name for k in seconds[:wide]] + [n.name for n in nodes[seconds[-1] + 1 :]]
    quantize_dynamic(
        ready,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=kept,
        extra_options={"MatMulConstBOnly": True},
    )
    ready.unlink()
    onnx.checker.check_model(out)
    return out


def export(minilm: Path, checkpoint: Path, out: Path) -> None:
    """Writes sentences.onnx and stance.onnx (int8) to the folder, and both in float32 beside them."""
    pieces = torch.export.Dim("pieces", min=3, max=LONGEST + LONGEST_SENTENCE)
    reader = from_minilm(str(minilm / "model.safetensors"))
    plain = written(
        OneText(reader), (torch.ones(24, dtype=torch.int64),), ({0: pieces},), ["ids"], ["states", "vector"], out / "sentences.f32.onnx"
    )
    small(plain, out / "sentences.onnx", wide=WIDE)
    issue = torch.export.Dim("issue", min=2, max=LONGEST_ISSUE)
    claim = torch.export.Dim("claim", min=2, max=LONGEST_CLAIM + LONGEST_SENTENCE)
    example = (torch.ones((12, VECTOR_WIDTH)), torch.ones((24, VECTOR_WIDTH)), torch.ones(24, dtype=torch.int64))
    plain = written(
        OnePair(load_stancer(checkpoint)),
        example,
        ({0: issue}, {0: claim}, {0: claim}),
        INPUTS,
        ["scores", "features"],
        out / "stance.f32.onnx",
    )
    small(plain, out / "stance.onnx", wide=0)


def describe(folder: Path, version: str, temperature: float, threshold: float) -> None:
    """Adds the stance model to the description in the folder, taken from the package's."""
    row = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    for name in ("sentences.onnx", "stance.onnx"):
        row["sha256"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    row["stances"] = {
        "version": version,
        "sentences": "sentences.onnx",
        "stance": "stance.onnx",
        "temperature": round(temperature, 3),
        "threshold": round(threshold, 3),
    }
    (folder / "model.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def fit(logs: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """Temperature by likelihood, and the threshold at which right stances less ``COST`` times the wrong ones are most.

    Args:
        logs: (pairs, 3) logarithms of the chances at temperature one.
        wanted: (pairs,) the right stances' numbers.
    """
    rows = np.arange(len(wanted))

    def loss(temperature: float) -> float:
        scores = logs / temperature
        return float(np.mean(np.log(np.exp(scores).sum(1)) - scores[rows, wanted]))

    temperature = min(np.arange(0.5, 4.0, 0.02), key=loss)
    chances = np.exp(logs / temperature)
    chances /= chances.sum(1, keepdims=True)
    sided, right = chances[:, :2].max(1), chances[:, :2].argmax(1) == wanted
    steps = [float(x) for x in np.arange(0.34, 0.99, 0.005)]
    gain = [int((right & (sided >= x)).sum()) - COST * int((~right & (sided >= x)).sum()) for x in steps]
    threshold = steps[int(np.argmax(gain))]
    return float(temperature), threshold


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--checkpoint", type=Path, default=Path("build/stances/stances.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/stances/onnx"))
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    export(options.minilm, options.checkpoint, options.out)
    for name in ("reader.onnx", "judge.onnx", "tokenizer.json"):
        shutil.copy(WEIGHTS / name, options.out / name)
    describe(options.out, options.version, 1.0, 0.5)
    os.environ["ONRECORD_MODEL"] = str(options.out)
    _, kept = stance_examples.own()
    chances = OnnxStances()([IssueClaim(p.issue, p.claim, p.cue, p.sentence) for p in kept]).chances
    temperature, threshold = fit(np.log(chances.astype(np.float64) + 1e-9), np.array([p.stance for p in kept]))
    describe(options.out, options.version, temperature, threshold)
    for name in ("sentences.onnx", "stance.onnx", "model.json"):
        part = WEIGHTS / f"{name}.part"
        shutil.copy(options.out / name, part)
        part.replace(WEIGHTS / name)
    CHECKPOINTS.mkdir(exist_ok=True)
    shutil.copy(options.checkpoint, CHECKPOINTS / "stances.pt")
    print(f"temperature {temperature:.2f}, threshold {threshold:.3f}")


if __name__ == "__main__":
    main()

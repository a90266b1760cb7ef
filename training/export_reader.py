"""Checkpoints of reader and judge → ONNX graphs: float32 for comparison, int8 weights and activations for the package.

Run: python -m training.export_reader --checkpoint build/reader/reader.pt --judge build/judge/judge.pt --minilm FOLDER --out build/onnx
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.infer.encode import WINDOW
from onrecord.infer.heads import STATE_WIDTH
from onrecord.infer.judging import LONGEST
from training.model import Judge, Reader, load, load_judge


class OneWindow(nn.Module):
    """The reader on one window without a batch axis, as the package calls it."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(pieces,) inputs to (pieces, WIDTH) logits, (relations, pieces, pieces) pair scores, (pieces, width) states."""
        logits, pairs, states = self.reader(ids[None], case[None], quote[None], first[None])
        return logits[0], pairs[0], states[0]


class OneStatement(nn.Module):
    """The judge on one statement without a batch axis."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, states: Tensor, marks: Tensor) -> Tensor:
        """(pieces, width) states and (pieces,) marks to (pieces, JUDGE_WIDTH) logits."""
        return self.judge(states[None], marks[None])[0]


#: Layers whose second multiplication stays in float32: its input has a few very large values, which eight bits a tensor cannot
#: hold beside the small ones. Chosen on PolNeAR dev: none of them loses .004 of the cues' F1, these three nothing, all six cost more time.
WIDE = 3


def kept_in_float(graph: onnx.ModelProto, first: int) -> list[str]:
    """Names of the multiplications that are not quantised: the small last ones, and the second ones of the ``first`` layers."""
    shapes = {c.name: list(c.dims) for c in graph.graph.initializer}
    nodes = [n for n in graph.graph.node if n.op_type in ("MatMul", "Gemm")]
    wide = [k for k, n in enumerate(nodes) if any(shapes.get(i) == [1536, 384] for i in n.input)]
    return [nodes[k].name for k in wide[:first]] + [n.name for n in nodes[wide[-1] + 1 :]]


def export(checkpoint: Path, out: Path) -> tuple[Path, Path]:
    """Writes reader.f32.onnx and reader.onnx (int8) to the folder; returns their paths."""
    names = ["ids", "case", "quote", "first"]
    example = tuple(torch.ones(24, dtype=torch.int64) for _ in names)
    pieces = torch.export.Dim("pieces", min=3, max=WINDOW)
    shapes = tuple({0: pieces} for _ in names)
    return _written(OneWindow(load(checkpoint)), example, shapes, names, ["logits", "pairs", "states"], out / "reader.onnx", wide=WIDE)


def export_judge(checkpoint: Path, out: Path) -> tuple[Path, Path]:
    """Writes judge.f32.onnx and judge.onnx (int8) to the folder; returns their paths."""
    example = (torch.ones((24, STATE_WIDTH)), torch.ones(24, dtype=torch.int64))
    pieces = torch.export.Dim("pieces", min=2, max=2 * LONGEST)
    module, shapes = OneStatement(load_judge(checkpoint)), ({0: pieces}, {0: pieces})
    return _written(module, example, shapes, ["states", "marks"], ["logits"], out / "judge.onnx", wide=0)


def _written(
    module: nn.Module,
    example: tuple[Tensor, ...],
    shapes: tuple[dict[int, Any], ...],
    inputs: list[str],
    outputs: list[str],
    small: Path,
    *,
    wide: int,
) -> tuple[Path, Path]:
    """The module's graph in float32 and in int8, as files beside each other."""
    small.parent.mkdir(parents=True, exist_ok=True)
    plain, ready = small.with_suffix(".f32.onnx"), small.with_suffix(".ready.onnx")
    with torch.no_grad():
        torch.onnx.export(
            module,
            example,
            plain,
            input_names=inputs,
            output_names=outputs,
            dynamic_shapes=shapes,
            dynamo=True,
            external_data=False,
            optimize=True,
        )
    quant_pre_process(plain, ready, skip_symbolic_shape=True)
    quantize_dynamic(
        ready,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=kept_in_float(onnx.load(ready), wide),
        extra_options={"MatMulConstBOnly": True},
    )
    ready.unlink()
    onnx.checker.check_model(small)
    return plain, small


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/reader/reader.pt"))
    parser.add_argument("--judge", type=Path, help="the judge's checkpoint")
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2, for its tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("build/onnx"))
    options = parser.parse_args()
    paths = export(options.checkpoint, options.out)
    if options.judge:
        paths += export_judge(options.judge, options.out)
    for path in paths:
        print(f"{path} {path.stat().st_size / 1e6:.1f} MB")
    shutil.copy(options.minilm / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()

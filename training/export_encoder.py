"""The untouched encoder all-MiniLM-L6-v2 → a float32 ONNX graph without heads: what benchmarks measure against.

Run: python -m training.export_encoder --minilm FOLDER --out build/bench/minilm.f32.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from onrecord.infer.encode import WINDOW
from training.model import Reader, from_minilm


class Encoder(nn.Module):
    """The encoder on one window without a batch axis, as it was before features and heads."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> Tensor:
        """(pieces,) numbers in the vocabulary to (pieces, width)."""
        x = self.reader.norm(self.reader.words(ids[None]) + self.reader.positions.weight[: ids.shape[0]])
        for layer in self.reader.layers:
            x = layer(x, None)
        return x[0]


def export(minilm: Path, out: Path) -> Path:
    """Writes the graph; returns its path."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_suffix(".part.onnx")
    encoder = Encoder(from_minilm(str(minilm / "model.safetensors")).eval())
    shapes = ({0: torch.export.Dim("pieces", min=3, max=WINDOW)},)
    example = (torch.ones(24, dtype=torch.int64),)
    with torch.no_grad():
        torch.onnx.export(
            encoder, example, part, input_names=["ids"], output_names=["states"],
            dynamic_shapes=shapes, dynamo=True, external_data=False, optimize=True,
        )  # fmt: skip
    return part.replace(out)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, default=Path("build/bench/minilm.f32.onnx"))
    options = parser.parse_args()
    path = export(options.minilm, options.out)
    print(f"{path} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

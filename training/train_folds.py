"""Trains and exports a reader and a judge for each of three folds of PolNeAR train and dev, for ``evaluation.folds``.

Run: python -m training.train_folds --shared ../shared --minilm FOLDER --minutes 12 --out build/folds
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from training.examples import FOLDS
from training.release_reader import describe, present_curve


def run(module: str, *arguments: str) -> None:
    """Runs a module of this project and stops where it fails."""
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


def main() -> None:
    """Reads the command line; what a fold already has is not made again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minilm", type=Path, required=True, help="the folder of all-MiniLM-L6-v2")
    parser.add_argument("--minutes", type=float, default=12, help="for the reader of each fold")
    parser.add_argument("--epochs", type=int, default=5, help="of the judge of each fold")
    parser.add_argument("--out", type=Path, default=Path("build/folds"))
    options = parser.parse_args()
    for fold in range(FOLDS):
        folder = options.out / str(fold)
        common = ["--shared", str(options.shared), "--fold", str(fold), "--out", str(folder)]
        if not (folder / "reader.pt").exists():
            weights = str(options.minilm / "model.safetensors")
            run(
                "training.train_reader",
                *common,
                "--minilm",
                weights,
                "--minutes",
                str(options.minutes),
                "--passes",
                "20",
                "--own-weight",
                "3",
            )
        reader, judge = str(folder / "reader.pt"), str(folder / "judge.pt")
        if not (folder / "judge.onnx").exists():
            minilm, epochs = str(options.minilm), str(options.epochs)
            run("training.train_judge", *common, "--minilm", minilm, "--reader", reader, "--epochs", epochs, "--times", "1")
            run("training.export_reader", "--checkpoint", reader, "--judge", judge, "--minilm", minilm, "--out", str(folder))
        shutil.copy(options.minilm / "tokenizer.json", folder / "tokenizer.json")
        describe(folder, f"fold {fold}", present_curve())


if __name__ == "__main__":
    main()

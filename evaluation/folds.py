"""Figures of claims over folds of PolNeAR train and dev: each article is read by a model that has not seen it.

Of the three folds those are measured whose models are there.

The fold's models are trained and exported by ``training.train_folds``; they are not part of the checkout, the figures are.

Run ``python -m evaluation.folds --models build/folds --write evaluation/folds.json``.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from evaluation import claims as cl
from evaluation import records as rec
from training.examples import FOLDS, fold_of

FILE = Path(__file__).with_name("folds.json")
SPLITS = ("train", "dev")


def made_folds(models: Path) -> list[int]:
    """The folds whose models are there."""
    return [fold for fold in range(FOLDS) if (models / str(fold) / "model.json").exists()]


def fold_records(articles: dict[str, dict[str, Any]], models: Path) -> list[rec.Record]:
    """The records of articles, each read by the model of the fold that it was left out of."""
    records: list[rec.Record] = []
    for fold in made_folds(models):
        folder = models / str(fold)
        part = folder / "articles.jsonl"
        part.write_text("".join(json.dumps(a) + "\n" for name, a in articles.items() if fold_of(name) == fold), encoding="utf-8")
        os.environ["ONRECORD_MODEL"] = str(folder)
        try:
            records += rec.of_polnear(part)
        finally:
            del os.environ["ONRECORD_MODEL"]
            part.unlink()
    return records


def measure(models: Path) -> dict[str, Any]:
    """Figures and intervals over the labelled articles of both splits."""
    labels = cl.claim_labels([rec.GOLD / f"claims_{split}.jsonl" for split in SPLITS])
    articles: dict[str, dict[str, Any]] = {}
    for split in SPLITS:
        for row in map(json.loads, (rec.SHARED / f"corpora/polnear/{split}.jsonl").open(encoding="utf-8")):
            if row["id"] in labels and fold_of(row["id"]) in made_folds(models):
                articles[row["id"]] = row
    labels = {name: rows for name, rows in labels.items() if name in articles}
    figures = cl.ClaimFigures(articles, labels, fold_records(articles, models))
    intervals = figures.intervals()
    rows: dict[str, Any] = {
        name: {"value": round(value, 4), "interval": [round(v, 4) for v in intervals[name]]} for name, value in figures.figures().items()
    }
    return rows | {"contents": {"value": sum(map(len, labels.values())), "folds": made_folds(models)}}


def main() -> None:
    """Reads the command line, measures, prints, and writes the file that the documents quote."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("build/folds"))
    parser.add_argument("--write", type=Path, help="the file of figures to renew")
    options = parser.parse_args()
    rows = measure(options.models)
    text = json.dumps(rows, indent=1) + "\n"
    print(text)
    if options.write:
        options.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""How much rulings improve the judge of one codebook: accuracy on pairs not ruled on, over the number of rulings.

Run: python -m evaluation.stance_rulings [--write evaluation/stance_rulings.json]

Two kinds of codebooks: the topics of each file of ``training/stances`` that were kept from training, and
codebooks of twelve issues of perspectrum dev with one wording a perspective and one near argument of another issue each.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.records import SHARED
from evaluation.stance_corpora import judged, near_negatives, rounded, stances_of
from onrecord.infer.catalogue import bundled
from onrecord.infer.rulings import Ruled, learn
from onrecord.infer.sentences import OnnxSentences
from onrecord.infer.stancing import OnnxStances
from training import stance_examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.stance_examples import Pair

    Numbers = NDArray[np.int64]

RULINGS = (0, 5, 10, 20, 50, 100)
SEEDS = 20
#: Issues of one codebook of perspectrum, and how many such codebooks are drawn.
ISSUES, CODEBOOKS = 12, 8
#: Pairs that are never ruled on, to measure with, at least.
MEASURED = 20


def described(pairs: Sequence[Pair], stances: OnnxStances, sentences: OnnxSentences) -> Ruled:
    """The pairs with what the model says of them."""
    found = judged(stances, pairs)
    return Ruled([p.issue for p in pairs], found.features, sentences([p.claim for p in pairs]), found.chances)


def part(pairs: Ruled, rows: Numbers) -> Ruled:
    """Some of the pairs."""
    return Ruled([pairs.issues[int(k)] for k in rows], pairs.features[rows], pairs.vectors[rows], pairs.chances[rows])


def accuracies(pairs: Ruled, wanted: Numbers, hold: float | None = None) -> dict[int, list[float]]:
    """Accuracy on the pairs not ruled on, for each number of rulings that leaves enough of them, a seed each."""
    found: dict[int, list[float]] = {}
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(len(wanted))
        ruled_most = max(n for n in RULINGS if n + MEASURED <= len(wanted))
        rest = order[ruled_most:]
        for number in (n for n in RULINGS if n <= ruled_most):
            rows = order[:number]
            judge = learn(part(pairs, rows), wanted[rows].tolist(), *(() if hold is None else (hold,)))
            found.setdefault(number, []).append(float((judge(part(pairs, rest)).argmax(axis=1) == wanted[rest]).mean()))
    return found


def own_codebooks() -> list[list[Pair]]:
    """The kept topics of each file of our own pairs as one codebook."""
    _, kept = stance_examples.own()
    files = dict.fromkeys(p.topic.split()[0] for p in kept)
    return [[p for p in kept if p.topic.split()[0] == name] for name in files]


def perspectrum_codebooks(shared: Path, sentences: OnnxSentences) -> list[list[Pair]]:
    """Codebooks of several issues each with one wording a perspective and as many near arguments of the other issues."""
    folder = shared / "corpora/perspectrum"
    single = stance_examples.perspectrum(folder, "dev", wordings=1)
    issues = list(dict.fromkeys(p.issue for p in single))
    rng = np.random.default_rng(0)
    found = []
    for _ in range(CODEBOOKS):
        some = {issues[int(k)] for k in rng.permutation(len(issues))[:ISSUES]}
        pairs = [p for p in single if p.issue in some]
        found.append(pairs + near_negatives(pairs, sentences, 1))
    return found


def curve(codebooks: Sequence[Sequence[Pair]], stances: OnnxStances, sentences: OnnxSentences) -> list[dict[str, float]]:
    """Mean accuracy over codebooks and seeds, with its standard deviation over codebooks, for each number of rulings."""
    rows: dict[int, list[float]] = {}
    for pairs in codebooks:
        for number, values in accuracies(described(pairs, stances, sentences), stances_of(pairs)).items():
            rows.setdefault(number, []).append(float(np.mean(values)))
    return [
        {"rulings": n, "codebooks": len(v), "accuracy": float(np.mean(v)), "deviation": float(np.std(v))} for n, v in sorted(rows.items())
    ]


def figures(shared: Path = SHARED) -> dict[str, Any]:
    """Both curves of the model in use."""
    model = bundled()
    sentences = OnnxSentences(model)
    stances = OnnxStances(model, sentences)
    return {
        "model": model.stances.version if model.stances else "",
        "seeds": SEEDS,
        "own": curve(own_codebooks(), stances, sentences),
        "perspectrum": curve(perspectrum_codebooks(shared, sentences), stances, sentences),
    }


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="where the curves go as JSON; by default they are printed")
    options = parser.parse_args()
    text = json.dumps(rounded(figures()), indent=1) + "\n"
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()

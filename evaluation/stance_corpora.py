"""How well stances are judged: on perspectrum dev, argkp dev, and the topics of ``training/stances`` that no training saw.

Run: python -m evaluation.stance_corpora [--write evaluation/stance_corpora.json]

The corpora's dev parts helped to choose between trainings; temperature and threshold are fitted on the kept topics, so the
figures on these are of a development set too.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.records import SHARED
from onrecord.infer.catalogue import bundled
from onrecord.infer.sentences import OnnxSentences
from onrecord.infer.stancing import IssueClaim, OnnxStances, Stances
from training import stance_examples
from training.stance_examples import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

#: Negatives a positive.
NEGATIVES = 5
#: Least cosine of issue and claim at which a pair is judged at all in the figures "retrieved" (seen on perspectrum dev).
RELATED = 0.25
#: Least chances of a side for which precision and coverage are told.
STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
SIDES = (0, 1)


def judged(stances: OnnxStances, pairs: Sequence[Pair], jobs: int = 2) -> Stances:
    """What the model says of pairs, several at a time."""
    parts = [[IssueClaim(p.issue, p.claim, p.cue, p.sentence) for p in pairs[k : k + 50]] for k in range(0, len(pairs), 50)]
    with ThreadPoolExecutor(jobs) as pool:
        found = list(pool.map(stances, parts))
    return Stances(np.concatenate([f.chances for f in found]), np.concatenate([f.features for f in found]))


def near_negatives(pairs: Sequence[Pair], sentences: OnnxSentences, times: int = NEGATIVES) -> list[Pair]:
    """For each issue, so many times its positives: the arguments of other issues that the sentence encoder finds nearest to it.

    Issues that mean nearly the same are not looked for, so a few of these arguments do take a side.
    """
    claims = list(dict.fromkeys((p.claim, p.issue) for p in pairs))
    vectors = sentences([claim for claim, _ in claims])
    found = []
    for issue in dict.fromkeys(p.issue for p in pairs):
        scores = vectors @ sentences([issue])[0]
        wanted = times * sum(p.issue == issue for p in pairs)
        others = [int(k) for k in np.argsort(-scores, kind="stable") if claims[k][1] != issue]
        found += [Pair(issue, claims[k][0], stance_examples.NEITHER) for k in others[:wanted]]
    return found


def any_negatives(pairs: Sequence[Pair], times: int = NEGATIVES, seed: int = 0) -> list[Pair]:
    """For each positive, so many arguments of other issues, drawn at random."""
    rng = np.random.default_rng(seed)
    found = []
    for pair in pairs:
        left = times
        while left:
            other = pairs[int(rng.integers(len(pairs)))]
            if other.issue != pair.issue:
                found.append(Pair(pair.issue, other.claim, stance_examples.NEITHER))
                left -= 1
    return found


def cosines(pairs: Sequence[Pair], sentences: OnnxSentences) -> Floats:
    """How near each pair's claim is to its issue."""
    texts = list(dict.fromkeys(t for p in pairs for t in (p.issue, p.claim)))
    vectors = dict(zip(texts, sentences(texts), strict=True))
    return np.array([vectors[p.issue] @ vectors[p.claim] for p in pairs], dtype=np.float32)


def stances_of(pairs: Sequence[Pair]) -> Numbers:
    """The right stances' numbers."""
    return np.array([p.stance for p in pairs], dtype=np.int64)


def mean_f1(wanted: Numbers, found: Numbers) -> float:
    """The mean of the F1 of for and against."""
    parts = []
    for side in SIDES:
        right = int(((wanted == side) & (found == side)).sum())
        parts.append(2 * right / max(1, int((wanted == side).sum() + (found == side).sum())))
    return float(np.mean(parts))


def curve(chances: Floats, wanted: Numbers) -> list[dict[str, float]]:
    """Precision and coverage of the stances given, by the least chance of a side at which one is given."""
    rows = []
    for least in STEPS:
        told = chances[:, :2].max(axis=1) >= least
        right = int((told & (chances[:, :2].argmax(axis=1) == wanted)).sum())
        sided = max(1, int((wanted < 2).sum()))
        given = int(told.sum())
        rows.append(
            {"least": least, "given": given, "precision": right / max(1, given), "coverage": given / sided, "recall": right / sided}
        )
    return rows


def figures(shared: Path = SHARED) -> dict[str, Any]:
    """All figures of the model in use."""
    model = bundled()
    sentences = OnnxSentences(model)
    stances = OnnxStances(model, sentences)
    corpora = shared / "corpora"
    perspectives = stance_examples.perspectrum(corpora / "perspectrum", "dev")
    wanted, found = stances_of(perspectives), judged(stances, perspectives).chances
    out: dict[str, Any] = {
        "model": model.stances.version if model.stances else "",
        "perspectrum": {"pairs": len(wanted), "sides_macro_f1": mean_f1(wanted, found[:, :2].argmax(axis=1))},
    }
    for name, negatives in (("near", near_negatives(perspectives, sentences)), ("any", any_negatives(perspectives))):
        both = np.concatenate([found, judged(stances, negatives).chances])
        every = np.concatenate([wanted, stances_of(negatives)])
        out["perspectrum"][f"with_5_{name}_negatives_mean_f1"] = mean_f1(every, both.argmax(axis=1))
        both[cosines([*perspectives, *negatives], sentences) < RELATED] = (0, 0, 1)
        out["perspectrum"][f"with_5_{name}_negatives_retrieved_mean_f1"] = mean_f1(every, both.argmax(axis=1))
        out["perspectrum"][f"with_5_{name}_negatives_retrieved_curve"] = curve(both, every)
    arguments = stance_examples.argkp(corpora / "argkp", "dev")
    found = judged(stances, arguments).chances
    out["argkp"] = {"pairs": len(arguments), "accuracy": float((found[:, :2].argmax(axis=1) == stances_of(arguments)).mean())}
    _, kept = stance_examples.own()
    wanted, found = stances_of(kept), judged(stances, kept).chances
    out["own"] = {
        "topics": len({p.topic for p in kept}),
        "pairs": len(kept),
        "accuracy_of_three": float((found.argmax(axis=1) == wanted).mean()),
        "sides_macro_f1": mean_f1(wanted[wanted < 2], found[wanted < 2, :2].argmax(axis=1)),
        "threshold": model.stances.threshold if model.stances else 0.0,
        "curve": curve(found, wanted),
    }
    return out


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="where the figures go as JSON; by default they are printed")
    options = parser.parse_args()
    text = json.dumps(rounded(figures()), indent=1) + "\n"
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    print(text, end="")


def rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The value with its fractions to four digits."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return [rounded(v) for v in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()

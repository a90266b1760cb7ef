"""How the stance model's chances are weighed with what else is known of a pair, and from which chance on a side is given → the description.

Run: python -m training.fit_stances [--write]
Fitted on ``evaluation/stances/transit`` (development), as the program reads it, and on nothing else: temperature comes from the kept own
topics (``training.release_stances``). Figures are by leaving out one article in turn; ``pact`` and the seed are never looked at.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from evaluation.debate_maps import FOLDER, SIDES
from evaluation.marked import read_marked
from evaluation.records import of_marked
from onrecord.codebook.reading import read_codebook
from onrecord.infer.catalogue import WEIGHTS
from onrecord.infer.sentences import OnnxSentences
from onrecord.infer.stancing import OnnxStances
from onrecord.judge.stances import Bar, claims_of, known_pairs
from onrecord.judge.weighing import SIDED, TURNED, Weights, features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from evaluation.marked import MarkedArticle
    from onrecord.judge.stances import ClaimWords

    Doubles = NDArray[np.float64]

#: How strongly weights are held at 0 (1 for the model's own), found by leaving out articles.
HOLD_SIDED, HOLD_TURNED = 0.5, 0.5
#: The number of "takes no side" among stances.
NONE = 2
#: What a wrong stance costs where a right one gains one.
COST = 3.0
#: The least chance at which a speaker's side is told: where right ones less ``COST`` times the wrong ones are most in the table
#: "positions" of ``python -m evaluation.debate_maps transit``.
SPEAKER = 0.45


def main() -> None:
    """Prints the figures of the fit, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sided, turned, stance, article, gold = pairs("transit")
    chances = np.zeros((len(stance), 3))
    for out in range(int(article.max()) + 1):
        rest = article != out
        weights = fitted(sided[rest], turned[rest], stance[rest])
        chances[~rest] = of(weights, sided[~rest], turned[~rest])
    table = curve(chances, stance, gold)
    for row in table:
        print(row)
    best = max(table, key=lambda row: row["right"] - COST * row["wrong"])
    weights = fitted(sided, turned, stance)
    print(dict(zip(SIDED, np.round(weights.sided, 2), strict=True)), dict(zip(TURNED, np.round(weights.turned, 2), strict=True)))
    print("threshold", best)
    if options.write:
        path = WEIGHTS / "model.json"
        row = json.loads(path.read_text(encoding="utf-8"))
        numbers = {"sided": [round(x, 4) for x in weights.sided], "turned": [round(x, 4) for x in weights.turned]}
        row["stances"] |= {"weights": numbers, "threshold": best["threshold"], "speaker": SPEAKER}
        path.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def pairs(name: str) -> tuple[Doubles, Doubles, NDArray[np.int64], NDArray[np.int64], int]:
    """Of every pair that is judged in a debate: its features, its stance (2: none), its article; and how many stances the marks have."""
    articles = [read_marked(path) for path in sorted((FOLDER / name).glob("[0-9]*.md"))]
    issues = {one.id: one.text for one in read_codebook(FOLDER / name / "codebook.yml").issues}
    encode = OnnxSentences()
    judge, bar = OnnxStances(sentences=encode), Bar(1.0, 1.0, 0.15, 5)
    by_text = {article.text: at for at, article in enumerate(articles)}
    parts: list[Any] = []
    gold = 0
    for record in of_marked(articles):
        at = by_text[record["article"]["text"]]
        claims = claims_of(record["article"]["text"], record["statements"])
        found, asked, known = known_pairs(claims, issues, encode, bar)
        chances = np.asarray(judge(asked).chances, dtype=np.float64)
        said = {one["id"]: one for one in record["statements"]}
        stances = [_stance(articles[at], claims[row], said, list(issues)[column]) for row, column in found]
        parts.append((*features(chances, known), np.array(stances), np.full(len(stances), at)))
        gold += sum(s in SIDES for one in articles[at].statements for c in one.claims for s in (c.get("stances") or {}).values())
    sided, turned, stance, article = (np.concatenate(column) for column in zip(*parts, strict=True))
    return sided, turned, stance, article, gold


def _stance(article: MarkedArticle, claim: ClaimWords, said: dict[str, Any], issue: str) -> int:
    """What the marks say of a claim that the program read: 0 for, 1 against, 2 no side, or it is no statement of that speaker."""
    one = said[claim.statement]
    mine = {at for start, end in one["content"] for at in range(start, end)}
    own = {at for start, end in claim.span for at in range(start, end)}
    found: set[str] = set()
    for statement in article.statements:
        content = {at for start, end in statement.content for at in range(start, end)}
        if 2 * len(mine & content) < len(mine | content):
            continue
        for marked in statement.claims:
            start = article.text.find(marked.get("text") or "\x00", min(content), max(content) + 1)
            place = set(range(start, start + len(marked["text"]))) if start >= 0 else content
            stance = (marked.get("stances") or {}).get(issue)
            if stance in SIDES and 2 * len(place & own) >= min(len(place), len(own)):
                found.add(stance)
    return {("for",): 0, ("against",): 1}.get(tuple(sorted(found)), NONE)  # type: ignore[call-overload, no-any-return]


def fitted(sided: Doubles, turned: Doubles, stance: NDArray[np.int64]) -> Weights:
    """The two regressions, held at the model's own opinion where little speaks against it."""
    takes = stance != NONE
    start = np.array([float(name == "model sided") for name in SIDED])
    one = _logistic_fit(sided, takes.astype(float), start, HOLD_SIDED)
    start = np.array([float(name == "model") for name in TURNED])
    other = _logistic_fit(turned[takes], (stance[takes] == 0).astype(float), start, HOLD_TURNED)
    return Weights(tuple(one.tolist()), tuple(other.tolist()))


def _logistic_fit(x: Doubles, y: Doubles, start: Doubles, hold: float) -> Doubles:
    free = np.array([0.0 if (x[:, k] == 1).all() else 1.0 for k in range(x.shape[1])])

    def loss(w: Doubles) -> tuple[float, Doubles]:
        scores = x @ w
        off = (w - start) * free
        chance = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        value = float(np.sum(np.logaddexp(0, scores) - y * scores) + hold * (off @ off))
        return value, x.T @ (chance - y) + 2 * hold * off

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def of(weights: Weights, sided: Doubles, turned: Doubles) -> Doubles:
    """The chances by weights, from features."""
    some = 1 / (1 + np.exp(-(sided @ np.array(weights.sided))))
    favour = 1 / (1 + np.exp(-(turned @ np.array(weights.turned))))
    return np.stack([some * favour, some * (1 - favour), 1 - some], axis=1)


def curve(chances: Doubles, stance: NDArray[np.int64], gold: int) -> list[dict[str, float]]:
    """Precision and coverage at each threshold."""
    best, side = chances[:, :2].max(axis=1), chances[:, :2].argmax(axis=1)
    rows = []
    for threshold in np.arange(0.2, 0.96, 0.05):
        told = best >= threshold
        right = int((told & (side == stance)).sum())
        given = int(told.sum())
        rows.append({
            "threshold": round(float(threshold), 2), "given": given, "right": right, "wrong": given - right,
            "precision": round(right / max(1, given), 3), "recall": round(right / max(1, gold), 3),
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    main()

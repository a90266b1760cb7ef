"""Spans of PolNeAR train as models that have not seen them predict them, for the judge to train on what it will meet.

Run: python -m training.predict_spans --shared ../shared --models build/folds --out build/predicted.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evaluation.folds import fold_records
from training.examples import CLAIMS

#: Least share that a predicted content and a labelled one have in common, intersection over union: the scorers'.
SAME = 0.5


def chars(spans: list[list[int]] | None) -> set[int]:
    """The characters that spans cover."""
    return {i for s, e in spans or [] for i in range(s, e)}


def matched(article: dict[str, Any], record: dict[str, Any], wanted: set[int]) -> list[dict[str, Any]]:
    """For each wanted attribution that was found, its spans as predicted."""
    given = [s for s in record["statements"] if not s["reported_by"] and s["cue"]]
    cover = [chars(s["content"]) for s in given]
    out = []
    for number in sorted(wanted):
        gold = chars(article["attributions"][number].get("content"))
        best = max(range(len(given)), key=lambda k, of=gold: len(of & cover[k]) / max(1, len(of | cover[k])), default=None)
        if best is not None and gold and len(gold & cover[best]) / len(gold | cover[best]) >= SAME:
            spans = {role: given[best][role] for role in ("source", "cue", "content")}
            out.append({"article": article["id"], "number": number, **spans})
    return out


def main() -> None:
    """Reads the command line and writes one line a found attribution."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=Path("build/folds"))
    parser.add_argument("--out", type=Path, default=Path("build/predicted.jsonl"))
    options = parser.parse_args()
    wanted: dict[str, set[int]] = {}
    for path in (options.shared / "gold/claims_train.jsonl", CLAIMS / "train.jsonl"):
        for row in map(json.loads, path.open(encoding="utf-8")):
            article, number = row["id"].split("/", 1)[1].rsplit("#", 1)
            wanted.setdefault(article, set()).add(int(number))
    corpus = (options.shared / "corpora/polnear/train.jsonl").open(encoding="utf-8")
    articles = {a["id"]: a for a in map(json.loads, corpus) if a["id"] in wanted}
    by_text = {a["text"]: a for a in articles.values()}
    rows = []
    for record in fold_records(articles, options.models):
        article = by_text[record["article"]["text"]]
        rows += matched(article, record, wanted[article["id"]])
    options.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    print(f"{len(rows)} of {sum(map(len, wanted.values()))} found")


if __name__ == "__main__":
    main()

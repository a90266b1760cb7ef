"""How well copies of a text are found among 10,000 articles: recall and precision of pairs.

Two halves. The independent one: the copies of ``evaluation/copies`` (by its editor, of articles of PolNeAR, and its pairs written one by
one), which were made without knowing the method. The other: copies by the editor below, on which the thresholds were chosen. The rest of
the 10,000 are passages of GAP and articles put together from sentences of many others, which share a sentence with each of them.

    python -m evaluation.near_copies [--write evaluation/near_copies.json]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from evaluation.copies.edit import edited
from evaluation.records import SHARED
from onrecord.repeats.copies import Compared, Likeness, likeness
from onrecord.repeats.marks import marks_of, worth_comparing

#: The articles that there are in all, and copies of each half.
ARTICLES, COPIES = 10_000, 400
WRITTEN = Path(__file__).with_name("copies") / "written"
POLNEAR = SHARED / "corpora" / "polnear"


class Case(NamedTuple):
    """A text, and the text that it is a copy of."""

    name: str
    text: str
    original: str | None = None


def main() -> None:
    """Prints the figures of both halves, and writes them where asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed or wrong in the half on which thresholds are chosen")
    asked = parser.parse_args()
    figures = {name: measured(cases, show=asked.misses and name == "own") for name, cases in halves().items()}
    for name, row in figures.items():
        print(name, row)
    if asked.write:
        asked.write.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def halves(*, filled: bool = True) -> dict[str, list[Case]]:
    """The cases of both halves, each filled up to ``ARTICLES`` with the same texts that are copies of nothing, unless that is not asked."""
    lines = [line for name in ("train", "dev") for line in (POLNEAR / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    articles = [_text(line) for line in lines]
    random.Random(0).shuffle(articles)  # noqa: S311 - a draw, no secret
    pool = [Case(f"article {n}", text) for n, text in enumerate(articles)]
    own = [Case(f"own copy {n}", own_copy(one.text, n), one.name) for n, one in enumerate(pool[:COPIES])]
    other = [Case(f"copy {n}", edited(one.text, None, n).text, one.name) for n, one in enumerate(pool[COPIES : 2 * COPIES])]
    written: list[Case] = []
    for path in sorted(WRITTEN.glob("*.json")):
        pair = json.loads(path.read_text(encoding="utf-8"))
        written.append(Case(f"written {path.stem}", pair["original"]["text"]))
        written.append(Case(f"written {path.stem} copy", pair["copy"]["text"], f"written {path.stem}" if pair["same"] else None))
    both = {"own": [*pool, *own], "independent": [*pool, *other, *written]}
    return {name: _filled(cases) for name, cases in both.items()} if filled else both


def _text(line: str) -> str:
    return str(json.loads(line)["text"])


def _filled(cases: list[Case]) -> list[Case]:
    with (SHARED / "corpora" / "gap" / "gap-development.tsv").open(encoding="utf-8", newline="") as file:
        passages = [row["Text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    cases = [*cases, *(Case(f"passage {n}", text) for n, text in enumerate(passages))]
    sentences = [
        [s for s in re.split(r"(?<=[.!?])\s+|\n+", one.text) if 40 < len(s) < 400] for one in cases if one.name.startswith("article")
    ]
    chance = random.Random(1)  # noqa: S311
    number = 0
    while len(cases) < ARTICLES:
        number += 1
        drawn = chance.sample([s for s in sentences if s], chance.randint(10, 20))
        cases.append(Case(f"mixture {number}", " ".join(chance.choice(s) for s in drawn)))
    return cases


def own_copy(text: str, seed: int) -> str:
    """A copy of a text: cut from the end or in the middle, paragraphs moved, up to a fifth of its words changed, a head, a slug."""
    chance = random.Random(seed)  # noqa: S311
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        lines = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text)
    if chance.random() < 0.6:
        lines = lines[: max(3, int(len(lines) * chance.uniform(0.4, 0.8)))]
    for _ in range(chance.randint(0, 2)):
        if len(lines) > 4:
            lines.insert(chance.randrange(1, len(lines)), lines.pop(chance.randrange(1, len(lines))))
    words = [word for word in text.split() if word.islower()]
    share = chance.choice((0.0, 0.05, 0.1, 0.2))
    lines = [
        " ".join(chance.choice(words) if w.islower() and chance.random() < share * 1.5 else w for w in line.split(" ")) for line in lines
    ]
    if chance.random() < 0.4:
        lines[0] = f"LONDON (PA) — {lines[0]}"
    if chance.random() < 0.3:
        lines.append("Copyright 2016. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.")
    return ("\n\n" if chance.random() < 0.5 else "\n").join(lines)


def _other(word: str, words: list[str], share: float, chance: random.Random) -> str:
    """The word, or another: names and words with capitals stay, so that of all words about this share is changed."""
    return chance.choice(words) if word.islower() and chance.random() < share * 1.5 else word


def measured(cases: list[Case], *, show: bool = False) -> dict[str, float]:
    """Recall and precision of the pairs of copies; pairs of the corpus itself, which nobody labelled, are counted apart."""
    began = time.perf_counter()
    ready: list[Compared] = []
    postings: dict[int, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], Likeness] = {}
    kept: list[int] = []
    compared = 0
    for number, case in enumerate(cases):
        one = Compared.of(case.text)
        marks = marks_of(one.words)
        shared = Counter(other for mark in marks for other in postings[mark])
        for other, count in shared.items():
            if not worth_comparing(count, len(marks), kept[other]):
                continue
            compared += 1
            like = likeness(ready[other], one)
            if like.is_copy:
                found[other, number] = like
        for mark in marks:
            postings[mark].append(number)
        kept.append(len(marks))
        ready.append(one)
    by_name = {case.name: number for number, case in enumerate(cases)}
    true = {tuple(sorted((by_name[c.original], n))) for n, c in enumerate(cases) if c.original is not None}
    unlabelled = [pair for pair in found if pair not in true and all(cases[n].name.startswith(("article", "passage")) for n in pair)]
    right = len(true & found.keys())
    wrong = [pair for pair in found if pair not in true and pair not in unlabelled and not _through(pair, cases, by_name, unlabelled)]
    if show:
        _show(cases, ready, [*(p for p in true if p not in found)], wrong)
    return {
        "articles": len(cases), "copies": len(true), "recall": round(right / len(true), 4),
        "precision": round(right / max(right + len(wrong), 1), 4), "wrong": len(wrong), "pairs_in_the_corpus": len(unlabelled),
        "compared": compared, "seconds": round(time.perf_counter() - began, 1),
    }  # fmt: skip


def _through(pair: tuple[int, int], cases: list[Case], by_name: dict[str, int], unlabelled: list[tuple[int, int]]) -> bool:
    """Whether a pair follows from the labels: a copy, and a text of the corpus that is a copy of its original."""
    ends = [by_name[cases[n].original or cases[n].name] for n in pair]
    return ends[0] != ends[1] and tuple(sorted(ends)) in unlabelled


def _show(cases: list[Case], ready: list[Compared], missed: list[tuple[int, ...]], wrong: list[tuple[int, int]]) -> None:
    for what, pairs in (("missed", missed), ("wrong", wrong)):
        for one, other in pairs:
            shared = len(marks_of(ready[one].words) & marks_of(ready[other].words))
            print(what, cases[one].name, cases[other].name, shared, likeness(ready[one], ready[other]))


if __name__ == "__main__":
    main()

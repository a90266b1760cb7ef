"""Pairs of sources from two articles of PolNeAR train, for labelling whether they name one speaker, and the labels kept.

Draw: python -m evaluation.label_pairs draw --shared ../shared --sheets 2 --size 200 --out FOLDER
Keep: python -m evaluation.label_pairs keep FOLDER/1.jsonl LABELS --out evaluation/pairs/dev.jsonl

The corpus' words are not ours to publish: what is kept of a pair is the articles' names and offsets into them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

_NAME = re.compile(r"\b(?:[A-Z][\w’'.-]*)(?:\s+(?:of|the|de|van|von|al|for)\s+[A-Z][\w’'.-]*|\s+[A-Z][\w’'.-]*)*")
_UNNAMED = re.compile(
    r"\b(officials?|sources?|aides?|voters|experts?|people|critics|analysts|supporters|lawmakers|Democrats|Republicans)\b"
)
ANSWERS = ("same", "different", "unclear")
#: Most pairs in which one string takes part.
CAP = 8


def mentions(shared: Path) -> list[dict[str, Any]]:
    """Sources with a name or an unnamed group, with the article and what stands around them."""
    found = []
    for article in map(json.loads, (shared / "corpora/polnear/train.jsonl").open(encoding="utf-8")):
        seen: set[str] = set()
        for attribution in article["attributions"]:
            for start, end in (attribution.get("source") or [])[:1]:
                words = article["text"][start:end]
                names = [n for n in _NAME.findall(words) if n not in ("He", "She", "They", "I", "We", "It", "The", "A", "An", "Mr", "Mr.")]
                key = max(names, key=len, default="") or (m[0] if (m := _UNNAMED.search(words)) else "")
                if key and key not in seen:
                    seen.add(key)
                    found.append({"article": article["id"], "span": [start, end], "key": key, "row": article})
    return found


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    text, (start, end) = one["row"]["text"], one["span"]
    last = one["key"].split()[-1]
    first = re.search(rf"[^\n]{{0,120}}\b{re.escape(last)}\b[^\n]{{0,80}}", text)
    return {
        "article": one["article"],
        "span": one["span"],
        "date": one["row"]["date"],
        "title": one["row"]["title"],
        "source": text[start:end],
        "around": text[max(0, start - 220) : end + 180],
        "first_mention": first[0] if first else "",
    }


def _drawn(found: list[dict[str, Any]], rng: random.Random, size: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of mentions from different articles: most share a word of their names, some only begin alike, some are unnamed."""
    by_word: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in found:
        for word in {w.strip(".,’'") for w in one["key"].split() if len(w) > 3}:
            by_word[word].append(one)
    used: dict[str, int] = defaultdict(int)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    words = sorted(w for w, some in by_word.items() if len({s["article"] for s in some}) > 1)
    while len(pairs) < size:
        pool = by_word[rng.choice(words)]
        if rng.random() < 0.15:  # names that only look alike
            word = rng.choice(words)
            near = [w for w in words if w[:3] == word[:3] and w != word]
            if near:
                pool = [rng.choice(by_word[word]), rng.choice(by_word[rng.choice(near)])]
        a, b = rng.choice(pool), rng.choice(pool)
        if a["article"] == b["article"] or used[a["key"]] >= CAP or used[b["key"]] >= CAP:
            continue
        used[a["key"]] += 1
        used[b["key"]] += 1
        pairs.append((a, b))
    return pairs


def draw(options: argparse.Namespace) -> None:
    """Writes the sheets."""
    rng = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    pairs = _drawn(mentions(options.shared), rng, options.sheets * options.size)
    options.out.mkdir(parents=True, exist_ok=True)
    for sheet in range(options.sheets):
        rows = pairs[sheet * options.size : (sheet + 1) * options.size]
        lines = [json.dumps({"n": n, "a": _shown(a), "b": _shown(b)}, ensure_ascii=False) for n, (a, b) in enumerate(rows)]
        (options.out / f"{sheet + 1}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def keep(options: argparse.Namespace) -> None:
    """Writes the labels of a sheet without the corpus' words."""
    labels = {r["n"]: r["answer"] for r in map(json.loads, options.labels.read_text(encoding="utf-8").splitlines()) if r}
    rows = []
    for pair in map(json.loads, options.sheet.read_text(encoding="utf-8").splitlines()):
        answer = labels.get(pair["n"])
        if answer not in ANSWERS:
            message = f"pair {pair['n']}: {answer!r} is none of {ANSWERS}"
            raise SystemExit(message)
        rows.append({side: {k: pair[side][k] for k in ("article", "span")} for side in "ab"} | {"answer": answer})
    options.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jobs = parser.add_subparsers(required=True)
    one = jobs.add_parser("draw")
    one.add_argument("--shared", type=Path, default=Path("../shared"))
    one.add_argument("--sheets", type=int, default=2)
    one.add_argument("--size", type=int, default=200)
    one.add_argument("--seed", type=int, default=5)
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(do=draw)
    two = jobs.add_parser("keep")
    two.add_argument("sheet", type=Path)
    two.add_argument("labels", type=Path)
    two.add_argument("--out", type=Path, required=True)
    two.set_defaults(do=keep)
    options = parser.parse_args()
    options.do(options)


if __name__ == "__main__":
    main()

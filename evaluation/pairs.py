"""Do names of speakers in two articles end as one speaker where people say so? Precision and recall over labelled pairs of sources.

    python -m evaluation.pairs [evaluation/pairs/dev.jsonl] [--shared ../shared] [--misses]

Every article of PolNeAR train is put into a database in the corpus' order; the records are kept under ``build/pairs``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from evaluation.records import SHARED, extract
from onrecord.store.database import Database
from onrecord.store.schema import variants
from onrecord.store.writing.articles import add_record

HERE = Path(__file__).parent
CACHE = HERE.parent / "build/pairs/train.jsonl"


class Figures(NamedTuple):
    """Counts over pairs.

    Attributes:
        found: one speaker, and rightly.
        wrong: one speaker, and not rightly.
        missed: two speakers that are one.
        apart: two speakers, and rightly.
        unread: pairs left out because the reader found one of the sources not at all, or gave it no speaker.
        unread_same: those among them that are one speaker.
    """

    found: int
    wrong: int
    missed: int
    apart: int
    unread: int
    unread_same: int

    @property
    def precision(self) -> float:
        """The share of pairs taken for one speaker that are."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """The share of pairs that are one speaker that are taken for one."""
        return self.found / max(1, self.found + self.missed)


def records(corpus: Path) -> dict[str, dict[str, Any]]:
    """The records of the corpus' articles by their ids, in the corpus' order; made once."""
    if not CACHE.exists():
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        made = extract([corpus], "--published-field", "date", "--outlet-field", "publisher")
        part = CACHE.with_suffix(".part")
        part.write_text("".join(json.dumps(r) + "\n" for r in made), encoding="utf-8")
        part.replace(CACHE)
    by_text = {r["article"]["text"]: r for r in map(json.loads, CACHE.read_text(encoding="utf-8").splitlines())}
    rows = map(json.loads, corpus.read_text(encoding="utf-8").splitlines())
    return {row["id"]: by_text[row["text"]] for row in rows if row["text"] in by_text}


def named(read: dict[str, dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The speaker over all articles, by text and the speaker's id in the article, once all articles are in a database."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(str(Path(folder) / "pairs.db"))
        try:
            for record in read.values():
                add_record(database, record)
            with database.read() as connection:
                rows = connection.execute(select(variants.c.text_id, variants.c.local_id, variants.c.speaker_id))
                return {(text, local): speaker for text, local, speaker in rows}
        finally:
            database.close()


def speaker_at(record: dict[str, Any], span: list[int]) -> dict[str, Any] | None:
    """The speaker of the statement whose source overlaps a span most."""
    start, end = span
    best: tuple[int, dict[str, Any] | None] = (0, None)
    for one in record["statements"]:
        common = sum(max(0, min(e, end) - max(s, start)) for s, e in one["source"] or ())
        if common > best[0]:
            best = (common, one["speaker"])
    return best[1]


def measure(pairs: Path, corpus: Path, *, misses: bool) -> Figures:
    """Counts over a file of pairs; prints what went wrong where told."""
    read = records(corpus)
    ties = named(read)
    counts = dict.fromkeys(Figures._fields, 0)
    for pair in map(json.loads, pairs.read_text(encoding="utf-8").splitlines()):
        if pair["answer"] == "unclear":
            continue
        same = pair["answer"] == "same"
        articles = [read.get(pair[side]["article"]) for side in "ab"]
        speakers = [speaker_at(r, pair[s]["span"]) if r else None for r, s in zip(articles, "ab", strict=True)]
        over_all = [ties.get((r["article"]["id"], s["id"])) if r and s else None for r, s in zip(articles, speakers, strict=True)]
        if None in over_all:
            counts["unread"] += 1
            counts["unread_same"] += same
            outcome = "unread"
        else:
            one = over_all[0] == over_all[1]
            outcome = ("found" if same else "wrong") if one else ("missed" if same else "apart")
            counts[outcome] += 1
        if misses and (outcome in ("wrong", "missed") or (outcome == "unread" and same)):
            told = [{k: s[k] for k in ("name", "type", "role", "affiliation")} if s else None for s in speakers]
            sources = [r["article"]["text"][slice(*pair[s]["span"])] if r else None for r, s in zip(articles, "ab", strict=True)]
            print(outcome, json.dumps([sources, told], ensure_ascii=False))
    return Figures(**counts)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=Path, default=HERE / "pairs/dev.jsonl")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--misses", action="store_true", help="Print the pairs that went wrong.")
    options = parser.parse_args()
    figures = measure(options.pairs, options.shared / "corpora/polnear/train.jsonl", misses=options.misses)
    print(json.dumps(figures._asdict() | {"precision": round(figures.precision, 4), "recall": round(figures.recall, 4)}))


if __name__ == "__main__":
    main()

"""How well a database puts copies into groups as 10,000 articles come in, one after another: the cases of ``evaluation.near_copies``.

What is counted are pairs of texts in one group: a wrong pair joins two groups, so that this is harder than comparing two by two.

    python -m evaluation.grouped_copies [--write evaluation/grouped_copies.json]
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from evaluation.near_copies import halves
from onrecord.repeats.copies import Compared, likeness
from onrecord.store.database import Database
from onrecord.store.schema import texts
from onrecord.store.writing.articles import add_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.near_copies import Case


def main() -> None:
    """Prints the figures of both halves, and writes them where asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    figures = {}
    for name, cases in halves().items():
        with tempfile.TemporaryDirectory() as folder, Database.open(str(Path(folder) / "record.db")) as database:
            began = time.perf_counter()
            for number, case in enumerate(cases):
                add_record(database, _record(number, case))
            seconds = time.perf_counter() - began
            figures[name] = measured(cases, _groups(database)) | {"milliseconds_an_article": round(1000 * seconds / len(cases), 1)}
        print(name, figures[name], flush=True)
    if asked.write:
        asked.write.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(cases: Sequence[Case], groups: dict[str, str]) -> dict[str, Any]:
    """Recall and precision of pairs in one group.

    Pairs of the corpus's own articles, which nobody labelled, are counted apart, and so is what follows from them: a copy of the one is a
    copy of the other.
    """
    text = {case.name: Compared.of(case.text) for case in cases if case.original is None}
    by_group: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_group[groups.get(_id(case), case.name)].append(case)
    true = right = wrong = unlabelled = 0
    for case in cases:
        if case.original is not None:
            true += 1
            right += any(one.name == case.original for one in by_group[groups.get(_id(case), case.name)])
    for some in by_group.values():
        for one, other in itertools.combinations({case.name: case for case in some}.values(), 2):
            if (one.original or one.name) == (other.original or other.name):
                continue
            origins = one.original or one.name, other.original or other.name
            if all(name.startswith(("article", "passage")) for name in origins) and likeness(text[origins[0]], text[origins[1]]).is_copy:
                unlabelled += 1
            else:
                wrong += 1
    precision = round(right / max(right + wrong, 1), 4)
    recall = round(right / max(true, 1), 4)
    return {
        "articles": len(cases),
        "copies": true,
        "recall": recall,
        "precision": precision,
        "wrong": wrong,
        "pairs_in_the_corpus": unlabelled,
    }


def _id(case: Case) -> str:
    return hashlib.sha256(case.text.encode()).hexdigest()[:16]


def _record(number: int, case: Case) -> dict[str, Any]:
    blank = dict.fromkeys(("title", "outlet", "published", "url", "translation", "original_language"))
    article = {
        "id": _id(case),
        "text": case.text,
        "sha256": hashlib.sha256(case.text.encode()).hexdigest(),
        "origin": f"{number} {case.name}",
    }
    return {"article": blank | article | {"authors": [], "language": "en"}, "statements": [], "model": "none"}


def _groups(database: Database) -> dict[str, str]:
    with database.read() as connection:
        rows = connection.execute(select(texts.c.id, texts.c.group_id).where(texts.c.group_id.is_not(None)))
        return {id_: group for id_, group in rows}  # noqa: C416 - rows are no pairs to a type checker


if __name__ == "__main__":
    main()

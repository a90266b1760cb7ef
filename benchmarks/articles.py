"""The articles that are timed: PolNeAR's development part where it lies beside the checkout, else our own."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
POLNEAR = ROOT.parent / "shared" / "corpora" / "polnear" / "dev.jsonl"
OWN = (ROOT / "examples" / "debate", ROOT / "tests" / "debates" / "second")


def name_of_articles() -> str:
    """What the articles are, in words."""
    return "PolNeAR dev" if POLNEAR.is_file() else "our own debates"


def write_articles(path: Path, count: int) -> Path:
    """Writes a file of JSON Lines with so many articles, the same ones repeated where there are fewer; returns its path."""
    rows = _rows()
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in itertools.islice(itertools.cycle(rows), count))
    return path


def _rows() -> list[dict[str, Any]]:
    if POLNEAR.is_file():
        found = (json.loads(line) for line in POLNEAR.read_text(encoding="utf-8").splitlines())
        return [{"text": row["text"], "published": row["date"], "outlet": row["publisher"]} for row in found]
    from onrecord.read import ReadOptions, read_inputs  # noqa: PLC0415 - what measures memory stays small
    from onrecord.records import Article  # noqa: PLC0415

    articles = [one for one in read_inputs(OWN, ReadOptions()) if isinstance(one, Article)]
    return [{"text": one.text, "published": one.published, "outlet": one.outlet} for one in articles]

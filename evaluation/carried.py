"""How many statements keep their id when a newer model reads an article again.

``evaluation/carried/readings.jsonl`` holds what readers 0.1.0 and 0.2.0 marked in 200 articles of PolNeAR train, as offsets, and which
statements of the two are the same: those marked exactly alike, and of the others those that were labelled the same by reading them,
independently of the method.

Run: python -m evaluation.carried
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from onrecord.store.writing.align import aligned

FILE = Path(__file__).with_name("carried") / "readings.jsonl"


def statements(rows: list[list[Any]], name: str) -> list[dict[str, Any]]:
    """Rows of content, source, cue and whether reported, as the contract's objects."""
    return [
        {"id": f"{name}{n}", "content": content, "source": source, "cue": cue, "reported_by": "another" if reported else None}
        for n, (content, source, cue, reported) in enumerate(rows)
    ]


def measure() -> dict[str, float]:
    """The share of same statements that keep their id, and the share of ids carried over that are right."""
    right = labelled = carried = 0
    for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()):
        old, new = statements(row["old"], "o"), statements(row["new"], "n")
        found = {id_: fingerprint for fingerprint, id_ in aligned({s["id"]: s for s in old}, new).items()}
        same = {f"o{a}": f"n{b}" for a, b in row["same"]}
        right += sum(found.get(a) == b for a, b in same.items())
        labelled += len(same)
        carried += len(found)
    return {"carried": right / labelled, "right": right / carried, "statements": labelled}


def main() -> None:
    """Prints the figures."""
    for name, value in measure().items():
        print(f"{name:12}{value:.4f}" if value <= 1 else f"{name:12}{value:.0f}")


if __name__ == "__main__":
    main()

"""Edit the texts written by hand and print what came of it."""

import json
import statistics
from collections import Counter
from pathlib import Path

from evaluation.copies.edit import edited, survival

WRITTEN = Path(__file__).parent / "written"


def main() -> None:
    """Print how much survives in the copies written by hand and in mechanical ones, and how often each edit was made."""
    pairs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(WRITTEN.glob("*.json"))]
    for same in (True, False):
        kept = [survival(pair["original"]["text"], pair["copy"]["text"]) for pair in pairs if pair["same"] is same]
        print(f"written, same {same}: {len(kept)}, kept: least {min(kept):.2f}, median {statistics.median(kept):.2f}, most {max(kept):.2f}")
    copies = [edited(pair["original"]["text"], pair["original"]["title"], seed) for pair in pairs for seed in range(20)]
    kept = [copy.kept for copy in copies]
    print(f"edited: {len(copies)}, kept: least {min(kept):.2f}, median {statistics.median(kept):.2f}, most {max(kept):.2f}")
    for name, count in Counter(name for copy in copies for name in copy.edits).most_common():
        print(f"{name:14}{count / len(copies):6.1%}")


if __name__ == "__main__":
    main()

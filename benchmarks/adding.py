"""How much slower ``onrecord add`` is than ``onrecord extract`` over the same articles, in one run, alternating.

Run: python -m benchmarks.adding --shared ../shared [--articles 924] [--rounds 1]
Prints the ratio of their speeds (1 is as fast; must: at least .9).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = [sys.executable, "-m", "onrecord.cli.main"]


def seconds(*arguments: str) -> float:
    """How long a command takes."""
    began = time.perf_counter()
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Reads the command line and prints seconds and ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=924)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "articles.jsonl"
        lines = [
            line
            for split in ("train", "dev")
            for line in (options.shared / f"corpora/polnear/{split}.jsonl").read_text(encoding="utf-8").strip().split("\n")
        ][: options.articles]
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        common = [str(part), "--published-field", "date", "--outlet-field", "publisher"]
        extract = add = 0.0
        for number in range(options.rounds):
            extract += seconds("extract", *common, "--format", "jsonl", "--out", str(Path(folder) / "record.jsonl"))
            add += seconds("add", *common, "--db", str(Path(folder) / f"{number}.db"))
        words = sum(len(json.loads(line)["text"].split()) for line in lines)
    ratio = extract / add
    print(f"{len(lines)} articles, {words:,} words: extract {extract:.0f} s, add {add:.0f} s, speed of add by that of extract {ratio:.3f}")


if __name__ == "__main__":
    main()

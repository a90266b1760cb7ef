"""Records for the scorers: what ``onrecord extract`` prints for a set of articles, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from evaluation.marked import MarkedArticle, read_marked

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
OWN = Path(__file__).with_name("articles")

Record = dict[str, Any]


def extract(paths: list[Path], *options: str) -> list[Record]:
    """The records of files, by the command that users run.

    Raises:
        RuntimeError: the command failed or skipped an article.
    """
    command = [sys.executable, "-m", "onrecord.cli.main", "extract", *map(str, paths), "--format", "jsonl", *options]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        message = f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}"
        raise RuntimeError(message)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def of_polnear(path: Path) -> list[Record]:
    """The records of a PolNeAR file."""
    return extract([path], "--published-field", "date", "--outlet-field", "publisher")


def own_articles() -> list[MarkedArticle]:
    """The held-out marked articles."""
    return [read_marked(path) for path in sorted(OWN.glob("*.md"))]


def of_marked(articles: list[MarkedArticle]) -> list[Record]:
    """The records of marked articles, read without their marks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = [{"text": a.text, "published": str(a.head["published"]), "title": a.head.get("title")} for a in articles]
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return extract([path])

"""How much of a web page's article, and how little else, is read from it: ``evaluation/pages`` against what the reader gives.

A word counts as often as it stands in the text; F1 is of the words of one page, figures are means over pages. In order: only words that
stand in the known order count. Lines: of the known paragraphs and of those read, how many are the same. A page that holds several articles
is read where the same articles come out in the same order; its words are those of all of them with their headings.

Run: python -m evaluation.page_texts [--write evaluation/page_texts.json] [--half dev] [--peers PYTHON] [--misses]

``--peers`` names a Python that has other libraries (``pip install readability-lxml newspaper4k goose3 lxml-html-clean``); those that come
with this project are measured by its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.pages.page import read_page
from onrecord.read.part import Part
from onrecord.records import Article

FOLDER = Path(__file__).with_name("pages")
HALVES = ("dev", "test")
STATED = ("title", "outlet", "authors", "published", "url")

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is known of it."""

    path: Path
    known: dict[str, Any]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def pages(half: str) -> list[Page]:
    """The pages of a half."""
    return [Page(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in sorted((FOLDER / half).glob("*.html"))]


def read(page: Page) -> list[Article]:
    """The articles that the reader finds on a page; none where it refuses it."""
    data = page.path.read_bytes()
    try:
        found = list(read_page(Part(origin=page.path.name, name=page.path.name, file=BytesIO(data)), ReadOptions()))
    except InputError:
        return []
    return [one for one in found if isinstance(one, Article)]


def whole_text(articles: list[Article]) -> str:
    """The text of the page's article; of several with their headings."""
    if len(articles) == 1:
        return articles[0].text
    return "\n".join(f"{one.title or ''}\n{one.text}" for one in articles)


def f1(known: int, found: int, same: int) -> float:
    """F1 of so many known, found, and the same."""
    return 2 * same / (known + found) if known + found else 1.0


def text_figures(known: str, found: str) -> Figures:
    """Precision, recall and F1 of the words, F1 of the words in order and of the lines."""
    ours, theirs = found.split(), known.split()
    same = (Counter(ours) & Counter(theirs)).total()
    blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    lines = [Counter(" ".join(line.split()) for line in text.split("\n") if line.strip()) for text in (known, found)]
    return {
        "precision": same / len(ours) if ours else 0.0,
        "recall": same / len(theirs),
        "f1": f1(len(theirs), len(ours), same),
        "in_order": f1(len(theirs), len(ours), sum(block.size for block in blocks)),
        "lines": f1(lines[0].total(), lines[1].total(), (lines[0] & lines[1]).total()),
    }


def stated_right(page: Page, articles: list[Article]) -> dict[str, bool]:
    """Which fields of the page are right; of a page that holds several articles, which are so of every one of them that states any."""
    known = page.known
    if not articles:
        return dict.fromkeys(STATED, False)
    if known["articles"] is None:
        one = articles[0]
        return {name: (list(one.authors) if name == "authors" else getattr(one, name)) == known[name] for name in STATED}
    pairs = list(zip(known["articles"], articles, strict=False))
    return {
        "title": all(article.title == stated["title"] for stated, article in pairs),
        "published": all(article.published == stated["published"] for stated, article in pairs),
        "outlet": all(article.outlet == known["outlet"] for article in articles),
    }


def parted_right(page: Page, articles: list[Article]) -> bool:
    """Whether the page came apart into its articles, each with its words (F1 of .9 and more) in the place that it has on the page."""
    texts = [one["text"] for one in page.known["articles"] or [page.known]]
    return len(texts) == len(articles) and all(
        text_figures(text, article.text)["f1"] >= 0.9 for text, article in zip(texts, articles, strict=True)
    )


def mean(values: list[float]) -> float:
    """Their mean."""
    return sum(values) / len(values) if values else 0.0


def measure(half: str) -> tuple[Figures, dict[str, Figures]]:
    """Figures of the reader over a half, and page by page."""
    every = pages(half)
    read(every[0])  # loads what reading needs
    began = time.process_time()
    articles = {page.name: read(page) for page in every}
    seconds = (time.process_time() - began) / len(every)
    by_page = {page.name: text_figures(page.known["text"], whole_text(articles[page.name])) for page in every}
    right = {page.name: stated_right(page, articles[page.name]) for page in every}
    figures = averages(every, by_page)
    for name in STATED:
        asked = [fields[name] for fields in right.values() if name in fields]
        figures[name] = f"{sum(asked)}/{len(asked)}"
    for several in (False, True):
        whole = [page for page in every if (page.known["articles"] is not None) == several]
        done = sum(parted_right(page, articles[page.name]) for page in whole)
        figures["several articles parted" if several else "one article whole"] = f"{done}/{len(whole)}"
    figures["milliseconds"] = round(1000 * seconds, 1)
    for page in every:
        by_page[page.name] |= {"wrong": sorted(name for name, is_right in right[page.name].items() if not is_right)}
        by_page[page.name] |= {"articles": len(articles[page.name])}
    return figures, by_page


def averages(every: list[Page], by_page: dict[str, Figures]) -> Figures:
    """Means over the pages, the worst page, and F1 by system."""
    figures: Figures = {
        name: round(mean([one[name] for one in by_page.values()]), 4) for name in ("f1", "precision", "recall", "in_order", "lines")
    }
    worst = min(by_page, key=lambda name: by_page[name]["f1"])
    figures["worst"] = {worst: round(by_page[worst]["f1"], 4)}
    systems = sorted({page.known["system"] for page in every})
    figures["by system"] = {
        system: round(mean([by_page[page.name]["f1"] for page in every if page.known["system"] == system]), 4) for system in systems
    }
    return figures


def peers(half: str, pythons: list[str]) -> dict[str, Figures]:
    """Figures of other libraries, each measured by the first of the Pythons that has it."""
    every = pages(half)
    names = "\n".join(str(page.path.resolve()) for page in every)
    script = str(Path(__file__).with_name("page_peers.py"))
    figures: dict[str, Figures] = {}
    for python in pythons:
        done = subprocess.run([python, script], input=names, capture_output=True, text=True, check=True)
        for name, texts in json.loads(done.stdout).items():
            if name not in figures:
                found = {page.name: text_figures(page.known["text"], text) for page, text in zip(every, texts, strict=True)}
                figures[name] = averages(every, found)
    return figures


def show(name: str, figures: Figures) -> None:
    """Prints a line of figures."""
    worst, value = next(iter(figures["worst"].items()))
    print(
        f"  {name:28} f1 {figures['f1']:.4f}  precision {figures['precision']:.4f}  recall {figures['recall']:.4f}  "
        f"in order {figures['in_order']:.4f}  lines {figures['lines']:.4f}  worst {value:.3f} {worst}"
    )


def show_misses(by_page: dict[str, Figures]) -> None:
    """Prints the pages that are not read word for word, and what is wrong of the rest."""
    for name, one in by_page.items():
        if one["f1"] < 0.9999 or one["wrong"] or one["lines"] < 0.9999:
            print(
                f"    {name:22} f1 {one['f1']:.3f} p {one['precision']:.3f} r {one['recall']:.3f} lines {one['lines']:.2f} {one['wrong']}"
            )


def main() -> None:
    """Prints the figures, and writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--peers", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--misses", action="store_true", help="name the pages that are not read as they should be")
    arguments = parser.parse_args()
    written: dict[str, Any] = {}
    for half in [arguments.half] if arguments.half else HALVES:
        figures, by_page = measure(half)
        print(half)
        show("onrecord", figures)
        print(
            "  " + "  ".join(f"{name} {value}" for name, value in figures.items() if isinstance(value, str)),
            f" {figures['milliseconds']} ms",
        )
        print("  " + "  ".join(f"{name} {value:.3f}" for name, value in figures["by system"].items()))
        if arguments.misses:
            show_misses(by_page)
        others = peers(half, [sys.executable, *arguments.peers])
        for name, other in others.items():
            show(name, other)
        written[half] = {"onrecord": figures, **others}
    if arguments.write:
        arguments.write.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

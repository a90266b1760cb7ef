"""PDF files with known text → how well they are read: words, reading order, titles; beside plain readers' figures.

Run: python -m evaluation.reading_order [--half tuned|held] [--write evaluation/reading_order.json]

Words are what stands between white space, in small letters; their F1 is of the two bags of words, and lines that a reader may keep or leave
(``either_way``) do not count as too much. Reading order: of the runs of five words that stand once in the known text and once in what was
read, the share in the longest chain that is in the same order in both. It is right where that share is at least .98 and at least nine of
ten runs of the known text were found. The title is put before a text from which it was taken out. Parted: as many articles
were read as there are, each with its words (F1 of .9).

Layouts whose place in the order of names is odd were looked at when the reader was tuned (``tuned``); of the others (``held``) only figures
were seen. At first sight 11 of those 12 were in the right order, with words at .993 and 12 titles; what was mended after that was mended on
layouts of the tests' own (numbered lines set wide apart, large initials, words at the left and the right of one line). When files of
several articles were parted, ``two-articles`` was looked at too.
"""

from __future__ import annotations

import argparse
import io
import json
import re
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.documents.pdf import read_pdf
from onrecord.read.options import ReadOptions
from onrecord.read.part import Part

if TYPE_CHECKING:
    from onrecord.records import Article

LAYOUTS = Path(__file__).parent / "layouts"
RUN = 5
RIGHT = 0.98
FOUND = 0.9
PARTED = 0.9


def words_of(text: str) -> list[str]:
    """The words that are compared."""
    return text.lower().split()


def words_f1(known: str, read: str, either_way: list[str]) -> float:
    """The F1 of the words that were read against the known ones."""
    want, got = Counter(words_of(known)), Counter(words_of(read))
    extra = got - want
    free = extra & Counter(words_of(" ".join(either_way)))
    hit = (want & got).total()
    precision = hit / max(got.total() - free.total(), 1)
    recall = hit / max(want.total(), 1)
    return 2 * precision * recall / (precision + recall) if hit else 0.0


def order(known: str, read: str) -> tuple[float, float]:
    """The share of runs in the longest chain in order, and the share of the known runs that were found."""
    want, got = _runs(known), _runs(read)
    places = [got[run] for run in want if run in got]
    chain: list[int] = []
    for place in places:
        at = bisect_left(chain, place)
        chain[at : at + 1] = [place]
    return (len(chain) / len(places) if places else 0.0), len(places) / max(len(want), 1)


def _runs(text: str) -> dict[tuple[str, ...], int]:
    words = [re.sub(r"\W+", "", word) for word in words_of(text)]
    words = [word for word in words if word]
    runs = [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def is_right(shares: tuple[float, float]) -> bool:
    """Whether the reading order is right."""
    return shares[0] >= RIGHT and shares[1] >= FOUND


def read_here(path: Path) -> list[Article | InputError]:
    """What onrecord reads of a file."""
    with path.open("rb") as file:
        try:
            return list(read_pdf(Part(origin=path.name, name=path.name, file=file), ReadOptions()))
        except InputError as error:
            return [error]


def titled(article: Article) -> str:
    """The text of an article, with its title before it where it was taken out."""
    return f"{article.title}\n{article.text}" if article.title and article.title not in article.text else article.text


def read_pypdf(path: Path) -> str:
    """The plain text that pypdf reads."""
    from pypdf import PdfReader  # noqa: PLC0415 - only for the comparison

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def read_pdfminer(path: Path) -> str:
    """The plain text that pdfminer.six reads, with its layout analysis."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415 - only for the comparison

    return extract_text(io.BytesIO(path.read_bytes()))


def _measured(known: dict[str, Any], text: str) -> dict[str, Any]:
    shares = order(known["text"], text)
    return {
        "words": round(words_f1(known["text"], text, known.get("either_way", [])), 4),
        "order": round(shares[0], 4),
        "found": round(shares[1], 4),
        "right": is_right(shares),
    }


def measure(path: Path, *, others: bool = True) -> dict[str, Any]:
    """The figures of one layout, with other readers' beside them where asked."""
    known = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = read_here(path)
    if "refuse" in known:
        return {"refuse": known["refuse"], "reason": next((one.reason for one in found if isinstance(one, InputError)), None)}
    articles = [one for one in found if not isinstance(one, InputError)]
    text = "\n".join(map(titled, articles))
    title = articles[0].title if articles else None
    paragraphs = Counter(map(_folded, known["text"].split("\n")))
    same = (paragraphs & Counter(map(_folded, text.split("\n")))).total()
    ours = {**_measured(known, text), "title": _folded(title or "") == _folded(known["title"])}
    ours["paragraphs"] = round(same / paragraphs.total(), 4)
    ours["parted"] = _is_parted([one["text"] for one in known.get("articles", [known])], [titled(one) for one in articles])
    if not others:
        return {"onrecord": ours}
    return {"onrecord": ours, "pypdf": _measured(known, read_pypdf(path)), "pdfminer": _measured(known, read_pdfminer(path))}


def _is_parted(known: list[str], read: list[str]) -> bool:
    """Whether as many articles were read as there are, each with its own words."""
    return len(known) == len(read) and all(words_f1(*pair, []) >= PARTED for pair in zip(known, read, strict=True))


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of several layouts together."""
    read = [row for row in rows if "onrecord" in row]
    refused = [row for row in rows if "refuse" in row]
    figures: dict[str, Any] = {
        name: {
            "layouts": len(read),
            "words": round(sum(row[name]["words"] for row in read) / max(len(read), 1), 4),
            "right": sum(row[name]["right"] for row in read),
        }
        for name in ("onrecord", "pypdf", "pdfminer")
    }
    figures["onrecord"]["parted"] = sum(row["onrecord"]["parted"] for row in read)
    figures["onrecord"]["titles"] = sum(row["onrecord"]["title"] for row in read)
    figures["onrecord"]["paragraphs"] = round(sum(row["onrecord"]["paragraphs"] for row in read) / max(len(read), 1), 4)
    figures["refused"] = f"{sum(row['reason'] is not None for row in refused)} of {len(refused)}"
    return figures


def main() -> None:
    """Prints the figures, and writes them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["tuned", "held"])
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    paths = sorted(LAYOUTS.glob("*.pdf"), key=lambda path: path.stem)
    halves = {"tuned": paths[::2], "held": paths[1::2]}
    figures: dict[str, Any] = {}
    for half, some in halves.items():
        if options.half in {None, half}:
            rows = {path.stem: measure(path) for path in some}
            figures[half] = {"together": summary(list(rows.values())), "layouts": rows}
            _show(half, figures[half])
    if options.write:
        options.write.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _show(half: str, figures: dict[str, Any]) -> None:
    print(f"{half:26}{'words':>7}{'order':>7}{'found':>7}{'parag.':>7}  title {'pypdf':>16}{'pdfminer':>16}")
    for name, row in figures["layouts"].items():
        if "refuse" in row:
            print(f"  {name:24}to be refused: {row['refuse']}; {row['reason'] or 'READ'}")
            continue
        ours = row["onrecord"]
        others = "".join(f"{row[other]['words']:10.3f} {'right' if row[other]['right'] else 'wrong'}" for other in ("pypdf", "pdfminer"))
        mark = "" if ours["right"] else "  WRONG"
        shown = f"{ours['words']:7.3f}{ours['order']:7.3f}{ours['found']:7.3f}{ours['paragraphs']:7.3f}"
        print(f"  {name:24}{shown}  {'yes' if ours['title'] else 'no ':5}{others}{mark}")
    print(json.dumps(figures["together"]))


if __name__ == "__main__":
    main()

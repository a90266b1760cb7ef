"""Measures speed, memory and size, and prints them with what they must be and aim to be.

Run ``python -m benchmarks.speed [--articles 80] [--json] [--write README.md]`` on an idle machine with two cores.
Exit code 1 where a must is missed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import process
from benchmarks.articles import ROOT, name_of_articles, write_articles

#: Where the reference's graph is kept between runs.
BUILD = ROOT / "build" / "bench"
#: The stream whose memory is compared with that of the articles timed is so many times longer.
LONGER = 10
#: Share by which two measurements of the reference may differ before the machine is called busy.
BUSY = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure.

    Attributes:
        name: a short code.
        words: what it is.
        value: what was measured.
        form: how the value is shown.
        least: what it must be at least.
        most: what it must be at most.
        aim: what it should be, in words.
    """

    name: str
    words: str
    value: float
    form: str = "{:.2f}"
    least: float | None = None
    most: float | None = None
    aim: str = ""

    @property
    def held(self) -> bool:
        """True where the figure is what it must be."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def must(self) -> str:
        """What it must be, in words."""
        return f"≥ {self.form.format(self.least)}" if self.least is not None else f"≤ {self.form.format(self.most)}" if self.most else ""


def process_figures(folder: Path, count: int) -> list[Figure]:
    """Memory, seconds to start, size."""
    short = process.peak_memory(write_articles(folder / "short.jsonl", count))
    long = process.peak_memory(write_articles(folder / "long.jsonl", LONGER * count))
    megabytes, seconds = "{:.0f} MB", "{:.3f} s"
    return [
        Figure(name="memory.short", words=f"peak memory, {count} articles", value=short, form=megabytes, most=600),
        Figure(name="memory.long", words=f"peak memory, {LONGER * count} articles", value=long, form=megabytes, most=600),
        Figure(name="memory.growth", words="the second by the first", value=long / short, most=1.1, aim="1"),
        Figure(name="start.import", words="import onrecord", value=process.seconds("-c", "import onrecord"), form=seconds, most=0.15),
        Figure(
            name="start.help", words="onrecord --help", value=process.seconds("-m", "onrecord.cli.main", "--help"), form=seconds, most=0.4
        ),
        Figure(name="size", words="package with weights", value=process.installed_size(), form=megabytes, most=100),
    ]


def speed_figures(path: Path) -> list[Figure]:
    """Words a second against the reference, which is measured before and after, and the time by step."""
    from benchmarks.reference import Reference  # noqa: PLC0415 - large, and memory is measured before
    from benchmarks.steps import articles_in, seconds_by_step, words_a_second  # noqa: PLC0415

    articles = articles_in(path)
    reference = Reference(BUILD, [article.text for article in articles])
    before = reference.pieces_a_second()
    words = words_a_second(path)
    after = reference.pieces_a_second()
    if abs(after - before) > BUSY * before:
        print(
            f"the reference ran at {before:,.0f} and then at {after:,.0f} pieces a second: the machine is busy, measure again",
            file=sys.stderr,
        )
    steps = seconds_by_step(articles)
    whole = sum(steps.values())
    claims = steps["judge"] + steps["claims"]
    named = f"{len(articles)} articles of {name_of_articles()}"
    rate, share = "{:,.0f}", "{:.1%}"
    return [
        Figure(name="speed.words", words=f"words a second, two workers, warm, {named}", value=words, form=rate),
        Figure(
            name="speed.reference", words="reference: pieces a second, float32 encoder, one thread", value=(before + after) / 2, form=rate
        ),
        Figure(name="speed.ratio", words="the first by the second", value=2 * words / (before + after), least=1.0, aim="2"),
        *(
            Figure(name=f"share.{step}", words=f"share of {step}, one thread", value=spent / whole, form=share)
            for step, spent in steps.items()
        ),
        Figure(
            name="share.rest",
            words="share of all but encode in what says who said what",
            value=1 - steps["encode"] / (whole - claims),
            form=share,
            most=0.2,
        ),
        Figure(
            name="share.claims", words="time that claims add to the rest", value=claims / (whole - claims), form=share, most=0.35, aim="10%"
        ),
    ]


def as_markdown(figures: list[Figure]) -> str:
    """The table of figures, musts and aims."""
    rows = [f"| {one.words} | {one.form.format(one.value)} | {one.must} | {one.aim} |" for one in figures]
    return "\n".join(["| figure | measured | must | aim |", "| --- | --- | --- | --- |", *rows])


def write_between_marks(path: Path, table: str) -> None:
    """Puts the table between the two marks of a document.

    Raises:
        ValueError: the document has no such marks.
    """
    text = path.read_text(encoding="utf-8")
    new, count = re.subn(r"(<!-- speed -->\n).*?(<!-- /speed -->)", lambda m: f"{m[1]}{table}\n{m[2]}", text, flags=re.DOTALL)
    if count != 1:
        message = f"{path} has {count} places between <!-- speed --> and <!-- /speed -->, not one"
        raise ValueError(message)
    path.write_text(new, encoding="utf-8")


def main() -> int:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=80, help="how many articles are timed")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--write", type=Path, nargs="*", default=[], help="documents whose table of speed is renewed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = process_figures(folder, options.articles)
        figures = speed_figures(folder / "short.jsonl") + figures
    print(json.dumps([asdict(one) | {"held": one.held} for one in figures], indent=1) if options.json else as_markdown(figures))
    for path in options.write:
        write_between_marks(path, as_markdown(figures))
    missed = [one for one in figures if not one.held]
    for one in missed:
        print(f"{one.words} is {one.form.format(one.value)}; it must be {one.must}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

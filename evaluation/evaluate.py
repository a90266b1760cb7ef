"""Computes every figure that the documents quote, in one run of the committed model, and prints them in one table.

Run ``python -m evaluation.evaluate [--json] [--write README.md] [--float32 GRAPH] [--fast]``. Exit code 1 where a floor is not held.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evaluation import claims as cl
from evaluation import figures as fig
from evaluation import formats
from evaluation import records as rec

#: The one figure that needs the float32 graph, which is not part of the checkout.
NEEDS_FLOAT32 = "dev.lost_by_int8"
FLOORS = Path(__file__).with_name("floors.json")
#: What ``evaluation.folds`` measured, with models that are not part of the checkout.
FOLDS = Path(__file__).with_name("folds.json")
#: F1s over fewer than thirty labels, where one of them is more than any graph can lose.
FEW = ("dev.certainty_f1", "dev.condition_f1", "dev.horizon_f1")
#: The page that tells what claims are, with a table of kinds.
CLAIMS_PAGE = rec.ROOT / "docs/claims.md"
#: Contents of PolNeAR dev whose claims were labelled, all with their spans, independently of the method.
CLAIMS = Path(__file__).with_name("claims") / "dev.jsonl"
Row = dict[str, Any]


def polnear_rows(records: list[rec.Record], *, intervals: bool = True) -> dict[str, Row]:
    """Figures on PolNeAR dev: attributions, direct quotations, calibration."""
    gold = fig.polnear_gold(rec.SHARED / "corpora/polnear/dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        attributions = fig.AttributionFigures(gold, records, Path(folder))
    rows = _rows("dev", attributions.figures(), attributions.intervals() if intervals else {})
    rows["dev.direct_marks"] = {"value": attributions.direct_marks}
    error, bins = fig.calibration(gold, records)
    rows["dev.calibration_error"] = {"value": error, "bins": bins}
    labels = fig.speaker_labels(rec.GOLD / "speakers_dev.jsonl")
    speakers = fig.SpeakerFigures(gold, labels, records)
    rows |= _rows("dev", speakers.figures(), speakers.intervals() if intervals else {})
    claims = cl.ClaimFigures(gold, cl.claim_labels([rec.GOLD / "claims_dev.jsonl"]), records)
    rows |= _rows("dev", claims.figures(), claims.intervals() if intervals else {})
    rows["dev.kind_of_found"]["confusion"] = {f"{gold}>{given}": n for (gold, given), n in claims.confusion.items()}
    spans = cl.SpanFigures(cl.cut_of_polnear(gold, CLAIMS), records)
    return rows | _rows("dev", spans.figures(), spans.intervals() if intervals else {})


def own_rows(*, intervals: bool = True) -> dict[str, Row]:
    """Figures on the held-out marked articles."""
    articles = rec.own_articles()
    records = rec.of_marked(articles)
    gold = fig.marked_gold(articles)
    with tempfile.TemporaryDirectory() as folder:
        attributions = fig.AttributionFigures(gold, records, Path(folder))
    speakers = fig.SpeakerFigures(gold, fig.marked_labels(articles), records)
    error, _ = fig.calibration(gold, records)
    rows = _rows("own", attributions.figures(), attributions.intervals() if intervals else {})
    rows |= _rows("own", speakers.figures(), speakers.intervals() if intervals else {})
    spans = cl.SpanFigures(cl.cut_of_marked(articles), records)
    rows |= _rows("own", spans.figures(), spans.intervals() if intervals else {})
    nested = cl.NestedFigures(articles, records)
    rows |= _rows("own", nested.figures(), nested.intervals() if intervals else {})
    rows["own.direct_marks"] = {"value": attributions.direct_marks}
    rows["own.calibration_error"] = {"value": error}
    return rows


def seed_rows() -> dict[str, Row]:
    """Figures on the seed article."""
    found = fig.seed_figures(rec.extract([rec.GOLD / "seed.txt"])[0])
    rows: dict[str, Row] = {}
    for name, value in found.items():
        rows[f"seed.{name}"] = {"value": value} if isinstance(value, float) else {"value": value[0], "of": value[1]}
    return rows


def float32_rows(graph: Path, rows: dict[str, Row]) -> dict[str, Row]:
    """The most that any F1 on PolNeAR dev loses by the graphs that are shipped, against their float32 originals; ``FEW`` left out."""
    os.environ["ONRECORD_MODEL"] = str(_folder_of(graph))
    try:
        plain = polnear_rows(rec.of_polnear(rec.SHARED / "corpora/polnear/dev.jsonl"), intervals=False)
    finally:
        del os.environ["ONRECORD_MODEL"]
    lost = {k: plain[k]["value"] - rows[k]["value"] for k in plain if k.endswith("_f1") and k not in FEW}
    return {"dev.lost_by_int8": {"value": max(lost.values()), "each": lost}}


def _folder_of(graph: Path) -> Path:
    """A model folder for a graph: the bundled description with this graph's name and hash."""
    from onrecord.infer.catalogue import WEIGHTS  # noqa: PLC0415

    row = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    judge = graph.with_name(graph.name.replace("reader", "judge"))
    hashes = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (graph, judge)}
    row |= {"graph": graph.name, "judge": judge.name, "sha256": hashes, "tokenizer": "tokenizer.json"}
    (graph.parent / "model.json").write_text(json.dumps(row), encoding="utf-8")
    (graph.parent / "tokenizer.json").write_bytes((WEIGHTS / "tokenizer.json").read_bytes())
    return graph.parent


def _rows(prefix: str, values: fig.Figures, intervals: dict[str, tuple[float, float]]) -> dict[str, Row]:
    return {f"{prefix}.{k}": {"value": v, **({"interval": intervals[k]} if k in intervals else {})} for k, v in values.items()}


def read_floors() -> dict[str, Any]:
    """The floors, the ceilings and the targets of all figures."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def below_floors(rows: dict[str, Row]) -> list[str]:
    """What falls below its floor (or above its ceiling), in words."""
    floors = read_floors()
    found = [f"{name} was not measured" for name in (*floors["at_least"], *floors["at_most"]) if name not in rows and name != NEEDS_FLOAT32]
    for name, floor in floors["at_least"].items():
        if name in rows and rows[name]["value"] < floor - 1e-9:
            found.append(f"{name} is {rows[name]['value']:.4g}, below its floor {floor}")
    for name, ceiling in floors["at_most"].items():
        if name in rows and rows[name]["value"] > ceiling + 1e-9:
            found.append(f"{name} is {rows[name]['value']:.4g}, above its ceiling {ceiling}")
    return found


def as_markdown(rows: dict[str, Row]) -> str:
    """The table of figures, musts and aims."""
    targets = read_floors()["targets"]
    lines = ["| figure | measured | 95 % interval | must | aim |", "| --- | --- | --- | --- | --- |"]
    for name, (words, must, aim) in targets.items():
        row = rows.get(name)
        if row is None:
            lines.append(f"| {words} | not measured | | {must} | {aim} |")
            continue
        value = f"{row['value']}/{row['of']}" if "of" in row else f"{row['value']:.3f}"
        interval = f"{row['interval'][0]:.3f} to {row['interval'][1]:.3f}" if "interval" in row else ""
        lines.append(f"| {words} | {value} | {interval} | {must} | {aim} |")
    return "\n".join(lines)


def kinds_as_markdown(rows: dict[str, Row]) -> str:
    """What kind the labels give, and what kind the judge gives, content by content."""
    cells = rows["dev.kind_of_found"]["confusion"]
    given = (*cl.KINDS, "other")
    lines = [f"| labelled | F1 | {' | '.join(f'given {k}' if k != 'other' else 'no claim given' for k in given)} |", "| --- " * 7 + "|"]
    for kind in given:
        score = f"{rows[f'dev.kind_f1_{kind}']['value']:.3f}" if kind != "other" else ""
        name = kind if kind != "other" else "no claim"
        lines.append(f"| {name} | {score} | {' | '.join(str(cells.get(f'{kind}>{k}', 0)) for k in given)} |")
    return "\n".join(lines)


def write_between_marks(path: Path, table: str, mark: str = "figures") -> None:
    """Puts the table between the two marks of a document.

    Raises:
        ValueError: the document has no such marks.
    """
    text = path.read_text(encoding="utf-8")
    new, count = re.subn(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m: f"{m[1]}{table}\n{m[2]}", text, flags=re.DOTALL)
    if count != 1:
        message = f"{path} has {count} places between <!-- {mark} --> and <!-- /{mark} -->, not one"
        raise ValueError(message)
    path.write_text(new, encoding="utf-8")


def measure(*, fast: bool = False, float32: Path | None = None) -> dict[str, Row]:
    """All figures; ``fast`` leaves the intervals out, and looks for copies among fewer articles."""
    rows = polnear_rows(rec.of_polnear(rec.SHARED / "corpora/polnear/dev.jsonl"), intervals=not fast)
    rows |= own_rows(intervals=not fast)
    rows |= seed_rows()
    rows |= formats.rows(fast=fast)
    if FOLDS.exists():
        rows |= {f"folds.{name}": row for name, row in json.loads(FOLDS.read_text(encoding="utf-8")).items()}
    if float32 is not None:
        rows |= float32_rows(float32, rows)
    return rows


def main() -> int:
    """Reads the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--write", type=Path, nargs="*", default=[], help="documents whose table of figures is renewed")
    parser.add_argument("--float32", type=Path, help="the float32 graph that training.export_reader writes, to compare with")
    parser.add_argument("--fast", action="store_true", help="no intervals, and copies among fewer articles")
    options = parser.parse_args()
    began = time.time()
    rows = measure(fast=options.fast, float32=options.float32)
    print(json.dumps(rows, indent=1) if options.json else as_markdown(rows))
    for path in options.write:
        write_between_marks(path, as_markdown(rows))
    if options.write:
        write_between_marks(CLAIMS_PAGE, kinds_as_markdown(rows), "kinds")
    below = below_floors(rows)
    for line in below:
        print(line, file=sys.stderr)
    print(f"measured in {time.time() - began:.0f} s", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())

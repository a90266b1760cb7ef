"""Records and gold → the figures that the documents quote, by the scorers that lie beside the project."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.records import GOLD, Record

if TYPE_CHECKING:
    from pathlib import Path

    from evaluation.marked import MarkedArticle

sys.path.insert(0, str(GOLD))  # the scorers are run as they are

Figures = dict[str, float]
#: Resamples of articles behind an interval.
RESAMPLES = 1000


def polnear_gold(path: Path) -> dict[str, dict[str, Any]]:
    """A PolNeAR file's articles by their ids."""
    return {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n"))}


def marked_gold(articles: list[MarkedArticle]) -> dict[str, dict[str, Any]]:
    """Marked articles as a PolNeAR file has them: statements that stand in no other, with their spans."""
    gold = {}
    for article in articles:
        rows = []
        for s in article.statements:
            if s.reported_by is None:
                spans = {"source": s.source, "cue": s.cue, "content": s.content}
                rows.append({role: [list(span) for span in found] for role, found in spans.items() if found})
        gold[article.name] = {"id": article.name, "text": article.text, "attributions": rows}
    return gold


class AttributionFigures:
    """Attribution figures article by article, so that articles can be resampled."""

    def __init__(self, gold: dict[str, dict[str, Any]], records: list[Record], folder: Path) -> None:
        import score_attributions as scorer  # noqa: PLC0415 - lies beside the project

        path = folder / "records.jsonl"
        path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
        self._scorer = scorer
        predicted, self.direct_marks = scorer.from_records(str(path), gold)
        self.parts = []
        for key, article in gold.items():
            one = scorer.Scorer()
            one.add(article["text"], article["attributions"], predicted.get(key, {}).get("attributions", []))
            self.parts.append(one)
        self.missing = sorted(set(gold) - set(predicted))

    def figures(self, chosen: list[int] | None = None) -> Figures:
        """The figures over all articles, or over the chosen ones (with repeats)."""
        whole = self._scorer.Scorer()
        for k in range(len(self.parts)) if chosen is None else chosen:
            part = self.parts[k]
            whole.articles += 1
            whole.label_pairs.update(part.label_pairs)
            for cell, counts in part.counts.items():
                mine = whole.counts.setdefault(cell, [0, 0, 0])
                for i, value in enumerate(counts):
                    mine[i] += value
            whole.direct = [a + b for a, b in zip(whole.direct, part.direct, strict=True)]
        result = whole.result()
        return {
            "token_content_f1": result["token"]["content"]["f1"],
            "token_source_f1": result["token"]["source"]["f1"],
            "token_cue_f1": result["token"]["cue"]["f1"],
            "attribution_f1": result["attribution"]["f1"],
            "content_only_f1": result["attribution_content_only"]["f1"],
            "alpha": result["alpha"],
            "direct_found": result["direct"]["recall"],
            "direct_with_source": result["direct"]["recall_with_source"],
        }

    def intervals(self, seed: int = 1) -> dict[str, tuple[float, float]]:
        """95 % intervals by bootstrap over articles."""
        rng = np.random.default_rng(seed)
        n = len(self.parts)
        samples = [self.figures(rng.integers(n, size=n).tolist()) for _ in range(RESAMPLES)]
        return {k: percentiles([s[k] for s in samples]) for k in samples[0]}


def percentiles(values: list[float]) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


class SpeakerFigures:
    """Speaker figures article by article: (all, found, right speaker, right type) counts."""

    def __init__(self, gold: dict[str, dict[str, Any]], labels: dict[str, dict[int, dict[str, Any]]], records: list[Record]) -> None:
        import score_speakers as scorer  # noqa: PLC0415 - lies beside the project

        by_text = {scorer.solid(r["article"]["text"]): r for r in records}
        self.parts: list[tuple[int, int, int, int]] = []
        for name, rows_of in labels.items():
            article = gold[name]
            rows = [(i, row) for i, row in rows_of.items() if "content" in article["attributions"][i]]
            record = by_text.get(scorer.solid(article["text"]))
            counts = [len(rows), 0, 0, 0]
            if record is not None:
                self._count(scorer, article, rows, record, counts)
            self.parts.append((counts[0], counts[1], counts[2], counts[3]))

    @staticmethod
    def _count(scorer: Any, article: dict[str, Any], rows: list[tuple[int, dict[str, Any]]], record: Record, counts: list[int]) -> None:  # noqa: ANN401 - a module
        gold_frame, frame = scorer.frames(article["text"], record["article"]["text"])
        flat = scorer.outer(record)
        contents = [gold_frame.chars(article["attributions"][i]["content"]) for i, _ in rows]
        hit = scorer.pairs(contents, [frame.chars(s["content"]) for s in flat])
        for k, (_, row) in enumerate(rows):
            if k in hit:
                speaker = flat[hit[k]].get("speaker")
                counts[1] += 1
                counts[2] += scorer.right(row, speaker)
                counts[3] += (row["type"] if row["type"] != "none" else None) == (speaker or {}).get("type")

    def figures(self, chosen: list[int] | None = None) -> Figures:
        """Shares: right of found, right of all, type of found."""
        parts = self.parts if chosen is None else [self.parts[k] for k in chosen]
        total, found, right, typed = (sum(p[i] for p in parts) for i in range(4))
        return {
            "speaker_of_found": right / max(1, found),
            "speaker_of_all": right / max(1, total),
            "type_of_found": typed / max(1, found),
        }

    def intervals(self, seed: int = 1) -> dict[str, tuple[float, float]]:
        """95 % intervals by bootstrap over articles."""
        rng = np.random.default_rng(seed)
        n = len(self.parts)
        samples = [self.figures(rng.integers(n, size=n).tolist()) for _ in range(RESAMPLES)]
        return {k: percentiles([s[k] for s in samples]) for k in samples[0]}


def speaker_labels(path: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """Labels of a file of the speakers' guide, by article and attribution."""
    labels: dict[str, dict[int, dict[str, Any]]] = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
        labels.setdefault(row["article"], {})[row["i"]] = row
    return labels


def marked_labels(articles: list[MarkedArticle]) -> dict[str, dict[int, dict[str, Any]]]:
    """Speakers of marked articles in the shape of a label file."""
    labels: dict[str, dict[int, dict[str, Any]]] = {}
    for article in articles:
        outer = [s for s in article.statements if s.reported_by is None]
        for number, s in enumerate(outer):
            who = s.speaker or {"name": None, "type": "none"}
            row = {"speaker": who.get("name"), "type": who["type"], "role": who.get("role"), "affiliation": who.get("affiliation")}
            labels.setdefault(article.name, {})[number] = row
    return labels


def seed_figures(record: Record) -> dict[str, tuple[int, int] | float]:
    """The seed's figures: (right, of) for counts, a share for precision."""
    import score_record as scorer  # noqa: PLC0415 - lies beside the project

    gold = json.loads((GOLD / "seed.json").read_text(encoding="utf-8"))
    result, _ = scorer.score(gold, (GOLD / "seed.txt").read_text(encoding="utf-8"), record)
    shares = ("statement_precision", "claim_precision")
    counts = ("false_certainties", "false_conditions", "false_horizons")
    out: dict[str, tuple[int, int] | float] = {name: float(result[name]) for name in (*shares, *counts)}
    names = ("statements", "source", "speaker", "form", "role", "affiliation", "said", "occasion")
    for name in (*names, "claims", "kind", "certainty", "condition", "horizon", "addressee", "nested", "nested_speaker"):
        right, of = result[name].split("/")
        out[name] = (int(right), int(of))
    return out


def calibration(gold: dict[str, dict[str, Any]], records: list[Record]) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error in ten bins of confidence, and the bins: mean confidence, share right, number."""
    pairs = [pair for article in gold.values() for pair in confidence_pairs(article, records)]
    bins: list[tuple[float, float, int]] = []
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        some = [(c, r) for c, r in pairs if low <= c < low + 0.1 or (low >= 0.9 and c >= 1.0)]
        if some:
            mean, share = float(np.mean([c for c, _ in some])), float(np.mean([r for _, r in some]))
            bins.append((mean, share, len(some)))
            error += abs(mean - share) * len(some) / len(pairs)
    return error, bins


def confidence_pairs(article: dict[str, Any], records: list[Record]) -> list[tuple[float, bool]]:
    """For each statement of an article's record: its confidence, and whether content and source are right (IoU >= .5)."""
    import score_attributions as attributions  # noqa: PLC0415 - lie beside the project
    import score_record as scorer  # noqa: PLC0415

    solid = "".join(article["text"].split())
    record = next((r for r in records if "".join(r["article"]["text"].split()) == solid), None)
    if record is None:
        return []
    text = article["text"]
    gold = [{r: attributions.normalise(text, a.get(r) or ()) for r in attributions.ROLES} for a in article["attributions"]]
    statements = scorer.outer(record)
    pred = [{r: attributions.normalise(record["article"]["text"], s.get(r) or ()) for r in attributions.ROLES} for s in statements]
    ranked = sorted(
        (-attributions.iou(g["content"], p["content"]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(pred)
        if g["content"] and attributions.iou(g["content"], p["content"]) >= 0.5 and attributions.same_source(g["source"], p["source"])
    )
    used: Counter[tuple[str, int]] = Counter()
    right: set[int] = set()
    for _, i, j in ranked:
        if not used["g", i] and not used["p", j]:
            used["g", i] += 1
            used["p", j] += 1
            right.add(j)
    return [(float(s["confidence"]), j in right) for j, s in enumerate(statements)]

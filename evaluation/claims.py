"""Records and labels of claims → their figures, article by article, so that articles can be resampled.

``ClaimFigures`` counts what ``score_claims.py`` counts, with its own functions for matching; ``SpanFigures`` counts claims'
spans on contents whose claims are all labelled; ``NestedFigures`` counts statements within statements.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.figures import RESAMPLES, Figures, percentiles

if TYPE_CHECKING:
    from pathlib import Path

    from evaluation.marked import MarkedArticle
    from evaluation.records import Record

KINDS = ("assessment", "prediction", "prescription", "commitment")
PHRASES = ("certainty", "condition", "horizon")
Labels = dict[str, dict[int, dict[str, Any]]]


class Resampled:
    """Counts of each article that add up to figures."""

    parts: list[Counter[str]]

    def figures(self, chosen: list[int] | None = None) -> Figures:
        """The figures over all articles, or over the chosen ones (with repeats)."""
        total: Counter[str] = Counter()
        for k in range(len(self.parts)) if chosen is None else chosen:
            total.update(self.parts[k])
        return self.of(total)

    def of(self, total: Counter[str]) -> Figures:
        """The figures of summed counts."""
        raise NotImplementedError

    def intervals(self, seed: int = 1) -> dict[str, tuple[float, float]]:
        """95 % intervals by bootstrap over articles."""
        rng = np.random.default_rng(seed)
        n = len(self.parts)
        samples = [self.figures(rng.integers(n, size=n).tolist()) for _ in range(RESAMPLES)]
        return {k: percentiles([s[k] for s in samples]) for k in samples[0]}


def f1(tp: float, fp: float, fn: float) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def claim_labels(paths: list[Path]) -> Labels:
    """Labels of files of the claims' guide, by article and attribution; the first path wins."""
    labels: Labels = {}
    for path in paths:
        for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
            name, number = row["id"].split("/", 1)[1].rsplit("#", 1)
            labels.setdefault(name, {}).setdefault(int(number), row)
    return labels


class ClaimFigures(Resampled):
    """Kind, level, attitude and phrases of labelled contents."""

    def __init__(self, gold: dict[str, dict[str, Any]], labels: Labels, records: list[Record]) -> None:
        import score_speakers as speakers  # noqa: PLC0415 - lie beside the project

        by_text = {speakers.solid(r["article"]["text"]): r for r in records}
        self.parts = []
        self.confusion: Counter[tuple[str, str]] = Counter()
        for name, rows in labels.items():
            record = by_text.get(speakers.solid(gold[name]["text"]))
            self.parts.append(self._count(gold[name], rows, record))

    def _count(self, article: dict[str, Any], rows: dict[int, dict[str, Any]], record: Record | None) -> Counter[str]:
        import score_record as scorer  # noqa: PLC0415 - lies beside the project

        n: Counter[str] = Counter({"all": len(rows)})
        if record is None:
            return n
        gold_frame, frame = scorer.frames(article["text"], record["article"]["text"])
        flat = scorer.outer(record)
        gold = [gold_frame.chars(a.get("content")) for a in article["attributions"]]
        hit = scorer.pairs(gold, [frame.chars(s["content"]) for s in flat])
        for i, row in rows.items():
            if i in hit:
                near = [(len(frame.chars(c["span"]) & gold[i]), c) for c in flat[hit[i]].get("claims", [])]
                claims = [c for size, c in sorted(near, key=lambda x: (not x[1].get("main"), -x[0])) if size]
                n.update(self._judged(scorer, row, claims, record["article"]["text"]))
        return n

    def _judged(self, scorer: Any, row: dict[str, Any], claims: list[dict[str, Any]], text: str) -> Counter[str]:  # noqa: ANN401 - a module
        kind = claims[0]["kind"] if claims else "other"
        level = next((c["certainty"]["level"] for c in claims if c.get("certainty")), "none")
        self.confusion[row["kind"], kind] += 1
        n = Counter({"found": 1, "kind": int(kind == row["kind"]), f"{row['kind']}>{kind}": 1})
        if row["level"] != "none":
            n.update({"marked": 1, "level": int(level == row["level"])})
        if row["attitude"] is not None:
            given = (claims[0].get("attitude") or 0) if claims else 0
            n.update({"attitudes": 1, "attitude": int(given == row["attitude"])})
        values = {
            "certainty": [c["certainty"]["phrase"] for c in claims if c.get("certainty")],
            "condition": [scorer.text_of(text, c["condition"]) for c in claims if c.get("condition")],
            "horizon": [c["horizon"]["phrase"] for c in claims if c.get("horizon")],
        }
        for name, given in values.items():
            right = bool(row[name]) and any(scorer.overlap_f1(row[name], v) >= 0.5 for v in given)
            n.update(
                {f"{name}_tp": int(right), f"{name}_fp": int(bool(given) and not right), f"{name}_fn": int(bool(row[name]) and not right)}
            )
        return n

    def of(self, total: Counter[str]) -> Figures:
        """Shares and F1s as ``score_claims.py`` names them."""
        per_kind = {}
        for kind in KINDS:
            tp = total[f"{kind}>{kind}"]
            fp = sum(v for k, v in total.items() if k.endswith(f">{kind}")) - tp
            fn = sum(v for k, v in total.items() if k.startswith(f"{kind}>")) - tp
            per_kind[kind] = f1(tp, fp, fn)
        return {
            "claim_found": total["found"] / max(1, total["all"]),
            "kind_of_found": total["kind"] / max(1, total["found"]),
            "kind_of_all": total["kind"] / max(1, total["all"]),
            "kind_macro_f1": sum(per_kind.values()) / len(KINDS),
            **{f"kind_f1_{k}": v for k, v in per_kind.items()},
            "level_of_marked": total["level"] / max(1, total["marked"]),
            "attitude_of_found": total["attitude"] / max(1, total["attitudes"]),
            **{f"{p}_f1": f1(total[f"{p}_tp"], total[f"{p}_fp"], total[f"{p}_fn"]) for p in PHRASES},
        }


#: Contents with their claims' spans, in an article's text.
Cut = list[tuple[list[list[int]], list[list[list[int]]]]]


class SpanFigures(Resampled):
    """Claims' spans on found contents whose claims are all labelled, at IoU >= .5."""

    def __init__(self, texts: dict[str, tuple[str, Cut]], records: list[Record]) -> None:
        import score_record as scorer  # noqa: PLC0415 - lie beside the project
        import score_speakers as speakers  # noqa: PLC0415

        by_text = {speakers.solid(r["article"]["text"]): r for r in records}
        self.parts = []
        for text, contents in texts.values():
            n: Counter[str] = Counter()
            record = by_text.get(speakers.solid(text))
            if record is not None:
                gold_frame, frame = scorer.frames(text, record["article"]["text"])
                flat = scorer.outer(record)
                hit = scorer.pairs([gold_frame.chars(c) for c, _ in contents], [frame.chars(s["content"]) for s in flat])
                for i, (_, claims) in enumerate(contents):
                    if i in hit:
                        given = [frame.chars(c["span"]) for c in flat[hit[i]].get("claims", [])]
                        right = len(scorer.pairs([gold_frame.chars(c) for c in claims], given))
                        n.update({"right": right, "given": len(given), "gold": len(claims)})
            self.parts.append(n)

    def of(self, total: Counter[str]) -> Figures:
        """F1, precision and recall."""
        right, given, gold = total["right"], total["given"], total["gold"]
        return {
            "claim_span_f1": f1(right, given - right, gold - right),
            "claim_span_precision": right / max(1, given),
            "claim_span_recall": right / max(1, gold),
        }


def cut_of_polnear(gold: dict[str, dict[str, Any]], path: Path) -> dict[str, tuple[str, Cut]]:
    """Contents of PolNeAR articles whose claims ``training.label_claims`` labelled: offsets into the pieces joined by " | "."""
    found: dict[str, tuple[str, Cut]] = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
        name, number = row["id"].split("/", 1)[1].rsplit("#", 1)
        content = gold[name]["attributions"][int(number)]["content"]
        claims = [_offsets(content, *c["span"]) for c in row["claims"]]
        found.setdefault(name, (gold[name]["text"], []))[1].append((content, claims))
    return found


def _offsets(content: list[list[int]], low: int, high: int) -> list[list[int]]:
    out, at = [], 0
    for start, end in content:
        a, b = max(low, at), min(high, at + end - start)
        if a < b:
            out.append([start + a - at, start + b - at])
        at += end - start + 3
    return out


def cut_of_marked(articles: list[MarkedArticle]) -> dict[str, tuple[str, Cut]]:
    """The statements of marked articles that stand in no other, with their claims' spans."""
    found = {}
    for article in articles:
        rows: Cut = []
        for s in article.statements:
            if s.reported_by is not None or not s.content:
                continue
            content, low, high = [list(p) for p in s.content], s.content[0][0], s.content[-1][1]
            claims = []
            for c in s.claims:
                at = article.text.find(c["text"], low, high) if c.get("text") else -1
                whole = [[max(a, at), min(b, at + len(c["text"]))] for a, b in content] if at >= 0 else content
                claims.append([[a, b] for a, b in whole if a < b])
            rows.append((content, [c for c, label in zip(claims, s.claims, strict=True) if label["kind"] != "other"]))
        found[article.name] = (article.text, rows)
    return found


class NestedFigures(Resampled):
    """Statements within statements of marked articles: contents at IoU >= .5, and their speakers."""

    def __init__(self, articles: list[MarkedArticle], records: list[Record]) -> None:
        import score_record as scorer  # noqa: PLC0415 - lie beside the project
        import score_speakers as speakers  # noqa: PLC0415

        by_text = {speakers.solid(r["article"]["text"]): r for r in records}
        self.parts = []
        for article in articles:
            record = by_text[speakers.solid(article.text)]
            gold_frame, frame = scorer.frames(article.text, record["article"]["text"])
            gold = [s for s in article.statements if s.reported_by is not None]
            given = [s for s in record["statements"] if s["reported_by"]]
            hit = scorer.pairs([gold_frame.chars([list(p) for p in s.content]) for s in gold], [frame.chars(s["content"]) for s in given])
            right = [
                scorer.same_speaker(g.speaker["name"], g.speaker["type"], (given[j].get("speaker") or {}).get("name"))
                for i, j in hit.items()
                if (g := gold[i]).speaker
            ]
            self.parts.append(Counter({"right": len(hit), "given": len(given), "gold": len(gold), "speaker": sum(right)}))

    def of(self, total: Counter[str]) -> Figures:
        """Recall, precision, and the share of found ones whose speaker is right."""
        return {
            "nested_recall": total["right"] / max(1, total["gold"]),
            "nested_precision": total["right"] / max(1, total["given"]),
            "nested_speaker_of_found": total["speaker"] / max(1, total["right"]),
        }

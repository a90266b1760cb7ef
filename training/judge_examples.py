"""Labelled statements for the judge: their spans, their claims, and the statements within them, from three kinds of labels.

``gold/claims_*.jsonl`` labels one claim a content; ``training/claims`` and our own articles label every claim and where it stands.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.marked import MarkedArticle, read_marked
from onrecord.infer.heads import KINDS, LEVELS, PHRASES, ROLES
from onrecord.infer.judging import sequence_of
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.infer.encode import Pieces

IGNORE = -100
Spans = list[tuple[int, int]]
_SENTENCE = re.compile(r"[.!?][”\"’']*\s+(?=[“\"‘'A-Z])")
#: What parts the pieces of a content in the sheets of ``training.label_claims``.
_BAR = " | "
OTHER = KINDS.index("other")


@dataclass(frozen=True)
class LabelledClaim:
    """One claim: where it stands, its classes (``IGNORE`` where unknown), and its phrases."""

    spans: Spans
    kind: int
    level: int = IGNORE
    attitude: int = IGNORE
    main: int = IGNORE
    phrases: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelledStatement:
    """One statement's spans and what is known of it.

    Attributes:
        cut: whether ``claims`` are all its claims with their spans.
        known: where the absence of a phrase means that there is none, by phrase.
        inner: spans of roles of the statements within this one; None where nobody marked them.
    """

    source: Spans
    cue: Spans
    content: Spans
    claims: tuple[LabelledClaim, ...]
    cut: bool
    known: dict[str, Spans]
    inner: tuple[tuple[int, int, int], ...] | None = None


@dataclass(frozen=True)
class LabelledText:
    """A text with the statements of which something is known."""

    name: str
    text: str
    statements: tuple[LabelledStatement, ...]


def as_spans(pieces: Any) -> Spans:
    """Pairs of offsets as JSON has them."""
    return [(int(s), int(e)) for s, e in pieces or ()]


def _find(text: str, words: str | None, spans: Spans) -> tuple[int, int] | None:
    if not words or not spans:
        return None
    at = text.find(words, spans[0][0], spans[-1][1])
    return (at, at + len(words)) if at >= 0 else None


def _level(name: str | None) -> int:
    return LEVELS.index(name or "none")


def sentence_at(text: str, content: Spans, place: int) -> tuple[int, int]:
    """The part of a content's piece from the sentence border before a place to the one after it."""
    low, high = next(((s, e) for s, e in content if s <= place < e), content[0])
    borders = [low, *(m.end() for m in _SENTENCE.finditer(text, low, high)), high]
    start = max(b for b in borders if b <= place)
    return start, min(b for b in borders if b > place)


def one_claim(text: str, spans: dict[str, Spans], row: dict[str, Any]) -> LabelledStatement:
    """A statement of a file that labels one claim a content; of several sentences, only the labelled phrases' are known."""
    content, cue = spans["content"], spans["cue"]
    phrases = {}
    known: dict[str, Spans] = {}
    several = len(content) > 1 or any(_SENTENCE.search(text, s, e) for s, e in content)
    for name in ("certainty", "condition", "horizon", "target"):
        found = _find(text, row.get(name), content) or (_find(text, row.get(name), cue) if name in ("certainty", "target") else None)
        if found:
            phrases[name] = found
        if not several:
            known[name] = content + (cue if name in ("certainty", "target") else [])
        elif found:
            known[name] = [sentence_at(text, content, found[0])] if any(s <= found[0] < e for s, e in content) else cue
    attitude = IGNORE if row.get("attitude") is None else row["attitude"] + 1
    claim = LabelledClaim(content, KINDS.index(row["kind"]), _level(row.get("level")), attitude, IGNORE, phrases)
    return LabelledStatement(spans["source"], cue, content, (claim,), cut=False, known=known)


def offsets(content: Spans, low: int, high: int) -> Spans:
    """A range of a content as sheets show it (pieces with " | " between) as spans of the text."""
    out, at = [], 0
    for start, end in content:
        a, b = max(low, at), min(high, at + end - start)
        if a < b:
            out.append((start + a - at, start + b - at))
        at += end - start + len(_BAR)
    return out


def all_claims(spans: dict[str, Spans], row: dict[str, Any]) -> LabelledStatement:
    """A statement of a file of ``training.label_claims``: all claims, as offsets."""
    content, cue = spans["content"], spans["cue"]
    claims = []
    for c in row["claims"]:
        phrases = {name: at[0] for name in PHRASES if c.get(name) and (at := offsets(content, *c[name]))}
        phrases |= {name: at[0] for name in PHRASES if c.get(f"{name}_in_cue") and (at := offsets(cue, *c[f"{name}_in_cue"]))}
        claims.append(
            LabelledClaim(
                offsets(content, *c["span"]), KINDS.index(c["kind"]), _level(c.get("level")), c["attitude"] + 1, int(c["main"]), phrases
            )
        )
    known = {name: content + (cue if name in ("certainty", "target") else []) for name in PHRASES}
    inner = None
    if "nested" in row:
        inner = tuple((s, e, ROLES.index(role)) for role, low, high in row["nested"] for s, e in offsets(content, low, high))
    return LabelledStatement(spans["source"], cue, content, tuple(claims) or (_nothing(content),), cut=True, known=known, inner=inner)


def _nothing(content: Spans) -> LabelledClaim:
    return LabelledClaim(content, KINDS.index("other"), _level(None))


def marked(article: MarkedArticle) -> LabelledText:
    """The statements of a marked article."""
    text = article.text
    found = []
    for s in article.statements:
        content, cue = list(s.content), list(s.cue)
        if not content:
            continue
        claims = []
        for c in s.claims:
            at = _find(text, c.get("text"), content)
            own = [(max(a, at[0]), min(b, at[1])) for a, b in content if max(a, at[0]) < min(b, at[1])] if at else content
            phrases = {
                n: p for n in PHRASES if (p := _find(text, c.get(n), own) or _find(text, c.get(n), content) or _find(text, c.get(n), cue))
            }
            attitude = IGNORE if c.get("attitude") is None and c["kind"] != "assessment" else (c.get("attitude") or 0) + 1
            main = IGNORE if len(s.claims) > 1 else 1
            claims.append(LabelledClaim(own, KINDS.index(c["kind"]), _level(c.get("level")), attitude, main, phrases))
        inside = [n for n in article.statements if n.reported_by == s.number]
        inner = tuple((a, b, ROLES.index(role)) for role in ("content", "source", "cue") for n in inside for a, b in getattr(n, role))
        known = {name: content + (cue if name in ("certainty", "target") else []) for name in PHRASES}
        spans_known = all(c.get("text") for c in s.claims) or len(s.claims) == 1
        found.append(
            LabelledStatement(
                list(s.source),
                cue,
                content,
                tuple(claims) or (_nothing(content),),
                cut=spans_known or not s.claims,
                known=known,
                inner=inner,
            )
        )
    return LabelledText(article.name, text, tuple(found))


def of_own(folder: Path) -> list[LabelledText]:
    """Our own marked articles of a folder."""
    return [marked(a) for a in map(read_marked, sorted(folder.glob("*.md"))) if not a.problems]


def on_predicted(one: LabelledStatement, row: dict[str, Any]) -> LabelledStatement:
    """The statement as a model predicts its spans: its claims, known words and inner statements cut to them."""
    content, cue = as_spans(row["content"]), as_spans(row["cue"])
    cut = [(c, [(max(a, s), min(b, e)) for a, b in c.spans for s, e in content if max(a, s) < min(b, e)]) for c in one.claims]
    claims = tuple(replace(c, spans=spans) for c, spans in cut if spans)
    known = {name: content + (cue if name in ("certainty", "target") else []) for name in one.known}
    return replace(
        one,
        source=as_spans(row["source"]),
        cue=cue,
        content=content,
        claims=claims,
        known=known,
        cut=one.cut and len(claims) == len(one.claims),
    )


def of_polnear(path: Path, labels: Iterable[Path], predicted: Path | None = None) -> list[LabelledText]:
    """The articles of a PolNeAR file with labelled contents.

    Args:
        path: the corpus file.
        labels: files that label one claim a content (rows with ``kind``) or all of them (rows with ``claims``).
        predicted: spans that ``training.predict_spans`` wrote; each statement that it has stands there once more, as predicted.
    """
    other: dict[tuple[str, int], dict[str, Any]] = {}
    if predicted is not None:
        other = {(r["article"], r["number"]): r for r in map(json.loads, predicted.read_text(encoding="utf-8").splitlines())}
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for file in labels:
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            article, number = row["id"].split("/", 1)[1].rsplit("#", 1)
            rows.setdefault(article, []).append((int(number), row))
    out = []
    for article in map(json.loads, path.open(encoding="utf-8")):
        if article["id"] not in rows:
            continue
        found = []
        for number, row in sorted(rows[article["id"]], key=lambda r: r[0]):
            spans = {role: as_spans(article["attributions"][number].get(role)) for role in ROLES}
            found.append(all_claims(spans, row) if "claims" in row else one_claim(article["text"], spans, row))
            if (article["id"], number) in other:
                found.append(on_predicted(found[-1], other[article["id"], number]))
        out.append(LabelledText(article["id"], article["text"], tuple(found)))
    return out


@dataclass
class Item:
    """One statement as arrays over the pieces that the judge reads.

    Attributes:
        at: numbers of the pieces in the text.
        marks: what each is to the statement.
        bio: BIO labels, a head.
        claims: (rows of a claim and its statement's cue, its labels in the order of ``GATES``).
    """

    at: np.ndarray
    marks: np.ndarray
    bio: dict[str, np.ndarray]
    claims: list[tuple[np.ndarray, tuple[int, int, int, int]]]


class _Rows:
    """The rows of the pieces that the judge reads for a statement."""

    def __init__(self, pieces: Pieces, one: LabelledStatement) -> None:
        self.pieces = pieces
        self.at, self.marks = sequence_of(pieces, *(tuple(Span(s, e) for s, e in spans) for spans in (one.source, one.cue, one.content)))

    def of(self, spans: Spans) -> np.ndarray:
        """The rows of the pieces that share a character with the spans, rising."""
        wanted = [np.arange(*self.pieces.range_of(Span(s, e))) for s, e in spans]
        return np.nonzero(np.isin(self.at, np.concatenate(wanted)))[0] if wanted else np.zeros(0, dtype=np.int64)

    def labels(self, known: Spans, labelled: Iterable[tuple[Spans, int]]) -> np.ndarray:
        """BIO labels: outside where known, ``IGNORE`` elsewhere, and each labelled one on all of its rows together."""
        out = np.full(len(self.at), IGNORE)
        out[self.of(known)] = 0
        for spans, label in labelled:
            inside = self.of(spans)
            out[inside] = 2 * label + 2
            out[inside[:1]] = 2 * label + 1
        return out


def item_of(pieces: Pieces, one: LabelledStatement) -> Item | None:
    """The arrays of one statement; None where nothing of its content is in the text's pieces."""
    rows = _Rows(pieces, one)
    if not len(rows.of(one.content)):
        return None
    bio: dict[str, np.ndarray] = {}
    if one.cut:
        bio["claim"] = rows.labels(one.content, [(c.spans, 0) for c in one.claims if c.kind != OTHER])
    if one.inner is not None:
        bio["inner"] = rows.labels(one.content, [([(s, e)], role) for s, e, role in one.inner])
    for name, spans in one.known.items():
        bio[name] = rows.labels(spans, [([c.phrases[name]], 0) for c in one.claims if name in c.phrases])
    claims = [(members, (c.kind, c.level, c.attitude, c.main)) for c in one.claims if len(members := rows.of(c.spans + one.cue))]
    return Item(rows.at, rows.marks, bio, claims)

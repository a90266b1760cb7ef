"""Corpora and our own marked articles as training windows: pieces with one label array a head.

Every head has its own sources: a window carries ``IGNORE`` where its source says nothing about a head.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml

from evaluation.marked import MarkedArticle, MarkedStatement, read_marked
from onrecord.infer.encode import Pieces, Window, cut_pieces, cut_windows
from onrecord.infer.heads import ENTITIES, ROLES
from onrecord.quotation import quotations
from training.judge_examples import IGNORE, Item, LabelledStatement, Spans, as_spans, item_of, marked, of_polnear

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BIO_HEADS = ("tags", "inner", "ner", "roles", "said")
PAIRS = ("source", "content", "same")
#: Our own labels of claims in PolNeAR, as offsets.
CLAIMS = Path(__file__).with_name("claims")


@dataclass
class Labels:
    """What is known of one text: BIO labels a character span, pairs of spans, labelled claims."""

    bio: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    #: Character ranges in which a head's absence of a label means "none".
    known: dict[str, Spans] = field(default_factory=dict)
    #: (relation, anchor spans, positive spans, candidate spans or None for all)
    pairs: list[tuple[str, Spans, Spans, Spans | None]] = field(default_factory=list)
    #: Statements of which claims, or the statements within them, are known.
    statements: list[LabelledStatement] = field(default_factory=list)


@dataclass
class Example:
    """One window's arrays: ``pairs`` of (relation, rows, target of each column), ``statements`` of (rows that the judge reads, labels)."""

    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    first: np.ndarray
    bio: dict[str, np.ndarray]
    pairs: list[tuple[int, list[int], np.ndarray]]
    statements: list[tuple[np.ndarray, Item]]


def calibration_ids(path: Path) -> set[str]:
    """The articles of PolNeAR train that no training sees: confidence is fitted on them."""
    ids = [json.loads(line)["id"] for line in path.open(encoding="utf-8")]
    return {i for i in ids if int(hashlib.sha256(i.encode()).hexdigest(), 16) % 20 == 0}


FOLDS = 3


def fold_of(article: str) -> int:
    """The fold of an article of PolNeAR, train and dev together."""
    return int(hashlib.sha256(f"fold {article}".encode()).hexdigest(), 16) % FOLDS


def fold_ids(path: Path, fold: int) -> set[str]:
    """The articles of a file that belong to a fold."""
    return {i for i in (json.loads(line)["id"] for line in path.open(encoding="utf-8")) if fold_of(i) == fold}


#: Outer opening and closing mark, inner ones: American curly, typewriter, British.
STYLES = (("“", "”", "‘", "’"), ('"', '"', "'", "'"), ("‘", "’", "“", "”"))
#: How often a text is seen in a style of marks that it was not written in; not searched.
OTHER_STYLE = 0.35


def with_marks(text: str, opening: str, closing: str, inner_opening: str, inner_closing: str) -> str:
    """The text with other quotation marks, each character in its place."""
    chars = list(text)
    for q in quotations(text):
        if q.closed and q.inner == q.start + 1 and not text[q.end - 1].isalnum() and text[q.end - 2 : q.end] != "''":
            chars[q.start], last = (inner_opening, inner_closing) if q.nested else (opening, closing)
            if text[q.end - 1] in "”\"'’":
                chars[q.end - 1] = last
    return "".join(chars)


class Text:
    """A text with its pieces and labels, cut anew into windows at every pass."""

    def __init__(self, text: str, labels: Labels, tokenizer: Tokenizer) -> None:
        self.pieces = cut_pieces(text, tokenizer)
        self.styles = [self.pieces]
        for style in STYLES:
            other = cut_pieces(with_marks(text, *style), tokenizer)
            if len(other) == len(self.pieces) and (other.ids != self.pieces.ids).any():
                self.styles.append(other)
        n = len(self.pieces)
        self.bio = {head: np.full(n, IGNORE, dtype=np.int64) for head in BIO_HEADS}
        for head, ranges in labels.known.items():
            for start, end in ranges:
                low, high = self._range(start, end)
                self.bio[head][low:high] = 0
        for head, spans in labels.bio.items():
            for start, end, label in spans:
                low, high = self._range(start, end)
                if low < high:
                    self.bio[head][low] = 2 * label + 1
                    self.bio[head][low + 1 : high] = 2 * label + 2
        self.pairs = []
        for relation, anchors, positives, candidates in labels.pairs:
            rows = self._members(anchors)
            target = np.full(n, IGNORE if candidates is not None else 0, dtype=np.int64)
            for start, end in candidates or ():
                low, high = self._range(start, end)
                target[low:high] = 0
            for start, end in positives:
                low, high = self._range(start, end)
                target[low:high] = 1
            self.pairs.append((PAIRS.index(relation), rows, target))
        self.statements = [item for s in labels.statements if (item := item_of(self.pieces, s)) is not None]

    def _range(self, start: int, end: int) -> tuple[int, int]:
        low = int(np.searchsorted(self.pieces.ends, start, side="right"))
        high = int(np.searchsorted(self.pieces.starts, end, side="left"))
        return low, max(low, high)

    def _members(self, spans: Spans) -> np.ndarray:
        parts = [np.arange(*self._range(s, e)) for s, e in spans]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)

    def windows(self, rng: np.random.Generator | None) -> list[Example]:
        """The windows of this pass: of random length, context and style of marks where ``rng`` is given, as at run time otherwise."""
        if rng is None:
            return [self._example(w, self.pieces) for w in cut_windows(self.pieces)]
        cut = cut_windows(self.pieces, length=int(rng.integers(130, 255)), context=int(rng.integers(24, 100)))
        pieces = self.styles[int(rng.integers(len(self.styles)))] if rng.random() < OTHER_STYLE else self.pieces
        return [self._example(w, pieces) for w in cut]

    def _example(self, w: Window, p: Pieces) -> Example:
        s = slice(w.start, w.end)

        def wrap(values: np.ndarray, a: int, b: int) -> np.ndarray:
            return np.concatenate([[a], values[s], [b]]).astype(np.int64)

        shift = 1 - w.start
        pairs = []
        for relation, rows, target in self.pairs:
            inside = [int(r) + shift for r in rows if w.start <= r < w.end]
            if inside:
                pairs.append((relation, inside, wrap(target, IGNORE, IGNORE)))
        statements = [
            (i.at + shift, i)
            for i in self.statements
            if w.core_start <= i.at[len(i.at) // 2] < w.core_end and w.start <= i.at[0] and i.at[-1] < w.end
        ]
        return Example(
            wrap(p.ids, 101, 102),
            wrap(p.case, 0, 0),
            wrap(p.quote, 0, 0),
            wrap(p.first, 0, 0),
            {h: wrap(v, IGNORE, IGNORE) for h, v in self.bio.items() if (v[s] != IGNORE).any()},
            pairs,
            statements,
        )


def _locate(text: str, words: str | None, spans: Spans) -> tuple[int, int] | None:
    if not words or not spans:
        return None
    at = text.find(words, spans[0][0], spans[-1][1])
    return (at, at + len(words)) if at >= 0 else None


def name_mentions(text: str, name: str) -> Spans:
    """Where a person's full name or bare family name stands."""
    words = {name, name.rsplit(maxsplit=1)[-1]} if name else set()
    spans = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if (at == 0 or not text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
                spans.append((at, end))
            at = text.find(word, end)
    return spans


def add_speakers(labels: Labels, text: str, rows: list[tuple[Spans, dict[str, Any]]]) -> Counter[str]:
    """Adds roles and affiliations near names, and which names a source stands for."""
    counts: Counter[str] = Counter()
    people = {row["name"]: row for _, row in rows if row["type"] == "person"}
    mentions = {name: name_mentions(text, name) for name in people}
    for name, row in people.items():
        for label, field_name in enumerate(("role", "affiliation")):
            words = row.get(field_name)
            for start, end in mentions[name]:
                low, high = max(0, start - 90), min(len(text), end + 160)
                low = max(low, text.rfind("\n", 0, start) + 1)
                stop = text.find("\n", end)
                high = min(high, stop) if stop >= 0 else high
                if end - start > len(name.split()[-1]) or (words and words in text[low:high]):
                    labels.known.setdefault("roles", []).append((low, high))
                if words:
                    after, before = text.find(words, end, high), text.rfind(words, low, start)
                    at = after if after >= 0 and (before < 0 or after - end < start - before - len(words)) else before
                    if at >= 0:
                        labels.bio.setdefault("roles", []).append((at, at + len(words), label))
                        counts[field_name] += 1
    for spans, row in rows:
        if not spans or row["type"] != "person":
            continue
        candidates = [m for name, found in mentions.items() for m in found if m[1] <= spans[0][0]]
        positives = [m for m in mentions[row["name"]] if m[1] <= spans[0][0]]
        if positives and row["name"].split()[-1] not in " ".join(text[s:e] for s, e in spans):
            labels.pairs.append(("same", spans, positives, candidates))
            counts["same"] += 1
    return counts


def attribution_labels(text: str, rows: list[dict[str, Spans]], *, head: str = "tags") -> Labels:
    """Tags and pairs of attributions; weaker roles are written first so that stronger ones stay."""
    labels = Labels(known={head: [(0, len(text))]})
    spans = labels.bio.setdefault(head, [])
    for role in ("content", "source", "cue"):
        for row in rows:
            spans.extend((s, e, ROLES.index(role)) for s, e in row.get(role, ()))
    for row in rows:
        if row.get("cue"):
            labels.pairs.append(("source", row["cue"], row.get("source", []), None))
            labels.pairs.append(("content", row["cue"], row.get("content", []), None))
    return labels


def polnear(path: Path, tokenizer: Tokenizer, shared: Path, split: str, *, skip: set[str]) -> list[Text]:
    """The articles of PolNeAR with what is labelled on them of claims and speakers."""
    files = [shared / f"gold/claims_{split}.jsonl", CLAIMS / f"{split}.jsonl"]
    claims = {t.name: t.statements for t in of_polnear(path, [f for f in files if f.exists()])}
    speakers: dict[str, list[dict[str, Any]]] = {}
    for row in map(json.loads, (shared / f"gold/speakers_{split}.jsonl").open(encoding="utf-8")):
        speakers.setdefault(row["article"], []).append(row)
    texts = []
    for article in map(json.loads, path.open(encoding="utf-8")):
        if article["id"] in skip:
            continue
        text = article["text"]
        rows = [{r: as_spans(a.get(r)) for r in ROLES} for a in article["attributions"]]
        labels = attribution_labels(text, rows)
        labels.statements.extend(claims.get(article["id"], ()))
        known = [
            (rows[s["i"]]["source"], {"name": s["speaker"], **{k: s[k] for k in ("type", "role", "affiliation")}})
            for s in speakers.get(article["id"], ())
        ]
        add_speakers(labels, text, known)
        texts.append(Text(text, labels, tokenizer))
    return texts


def _as_rows(statements: list[MarkedStatement]) -> list[dict[str, Spans]]:
    return [{role: list(getattr(s, role)) for role in ROLES} for s in statements]


def own_labels(article: MarkedArticle) -> Labels:
    """All heads of one of our own articles, nested statements in the head ``inner``."""
    text = article.text
    outer = [s for s in article.statements if s.reported_by is None]
    nested = [s for s in article.statements if s.reported_by is not None]
    labels = attribution_labels(text, _as_rows(outer))
    inner = attribution_labels(text, _as_rows(nested), head="inner")
    labels.known |= inner.known
    labels.bio |= inner.bio
    labels.pairs += inner.pairs
    labels.known["said"] = [(0, len(text))]
    labels.statements.extend(marked(article).statements)
    for s in article.statements:
        near = [(max(0, s.content[0][0] - 250), s.content[-1][1] + 250)] if s.content else []
        for label, words in enumerate(((s.said or {}).get("phrase"), s.occasion)):
            found = _locate(text, words, near)
            if found:
                labels.bio.setdefault("said", []).append((*found, label))
    add_speakers(labels, text, [(list(s.source), s.speaker) for s in article.statements if s.speaker])
    return labels


def own(folder: Path, tokenizer: Tokenizer) -> list[Text]:
    """Our own marked articles."""
    texts = []
    for path in sorted(folder.glob("*.md")):
        try:
            article = read_marked(path)
            if not article.problems:
                texts.append(Text(article.text, own_labels(article), tokenizer))
        except (ValueError, TypeError, AttributeError, KeyError, yaml.YAMLError) as error:
            print(f"{path}: left out: {error}", flush=True)
    return texts


def entities(shared: Path, tokenizer: Tokenizer) -> list[Text]:
    """Entities of CrossNER politics and UNER English EWT, six sentences a text."""
    names = {
        "politician": 0,
        "person": 0,
        "per": 0,
        "organisation": 1,
        "politicalparty": 1,
        "org": 1,
        "country": 2,
        "location": 2,
        "loc": 2,
    }
    sentences: list[tuple[str, list[tuple[int, int, int]]]] = []
    files = [*(shared / "corpora/crossner_politics").glob("*.txt"), *(shared / "corpora/uner_ewt").glob("*.iob2")]
    for path in sorted(files):
        tab = path.suffix == ".iob2"
        words: list[str] = []
        tags: list[str] = []
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            parts = line.split("\t")
            if line.startswith("#"):
                continue
            if line.strip():
                words.append(parts[1] if tab else parts[0])
                tags.append(parts[2] if tab else parts[1])
                continue
            if words:
                sentences.append(_joined(words, tags, names))
            words, tags = [], []
    texts = []
    order = np.random.default_rng(7).permutation(len(sentences))
    for at in range(0, len(order), 6):
        text, spans = "", []
        for k in order[at : at + 6]:
            sentence, found = sentences[k]
            spans += [(s + len(text), e + len(text), label) for s, e, label in found]
            text += sentence + "\n"
        texts.append(Text(text, Labels(bio={"ner": spans}, known={"ner": [(0, len(text))]}), tokenizer))
    return texts


def _joined(words: list[str], tags: list[str], names: dict[str, int]) -> tuple[str, list[tuple[int, int, int]]]:
    text, spans = "", []
    for word, tag in zip(words, tags, strict=True):
        if text and word not in (",", ".", ")", "'s", ":", ";", "?", "!"):
            text += " "
        start = len(text)
        text += word
        label = names.get(tag[2:].lower(), len(ENTITIES) - 1) if tag != "O" else None
        if tag.startswith("B-") and label is not None:
            spans.append((start, len(text), label))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, spans


def gap(shared: Path, tokenizer: Tokenizer) -> list[Text]:
    """Pronouns and the two names that each could stand for."""
    texts = []
    for path in sorted((shared / "corpora/gap").glob("*.tsv")):
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["Text"]
            start = int(row["Pronoun-offset"])
            names = [(int(row[f"{x}-offset"]), int(row[f"{x}-offset"]) + len(row[x])) for x in "AB"]
            right = [n for n, x in zip(names, "AB", strict=True) if row[f"{x}-coref"].upper() == "TRUE"]
            labels = Labels(pairs=[("same", [(start, start + len(row["Pronoun"]))], right, names)])
            texts.append(Text(text, labels, tokenizer))
    return texts

"""Issue and claim pairs with their stance, from corpora of debates and from articles of our own, and how they are varied for training.

Nothing here reads perspectrum dev, argkp dev or ``evaluation/stances`` unless it is asked for the split ``dev`` by name.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.infer.stancing import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

OWN = Path(__file__).with_name("stances")
#: Topics of the first three own files, by place, that no training sees, and of the later ones; thresholds are fitted on them.
KEPT_TOPICS, KEPT_LATER = (-1, -2), (1, 6, 16, 26)
_FIRST = ("a", "b", "c")
FOR, AGAINST, NEITHER = range(len(STANCES))
OPPOSITE = {FOR: AGAINST, AGAINST: FOR, NEITHER: NEITHER}

#: Cues that leave a claim as it is, and such as turn it round, put before claims of corpora that have none.
_PLAIN = ("said", "says", "argued", "told reporters", "warned", "added", "insisted", "according to", "believes", "noted", "wrote")
_TURNING = ("rejected the claim that", "denied that", "dismissed the idea that", "disputed that")
_AUXILIARY = re.compile(r"\b(should|must|ought to|will|would|is|are)\b( not\b|n't\b)?", re.IGNORECASE)
#: Verbs of motions with their opposites: what is done to a thing, in both directions.
_VERBS = (
    ("ban", "allow"),
    ("banned", "allowed"),
    ("prohibit", "permit"),
    ("prohibited", "permitted"),
    ("legalize", "outlaw"),
    ("legalise", "outlaw"),
    ("legalized", "outlawed"),
    ("legalised", "outlawed"),
    ("abolish", "keep"),
    ("abolished", "kept"),
    ("scrap", "keep"),
    ("scrapped", "kept"),
    ("abandon", "keep"),
    ("abandoned", "kept"),
    ("adopt", "reject"),
    ("subsidize", "stop subsidizing"),
    ("increase", "reduce"),
    ("increased", "reduced"),
    ("support", "oppose"),
)
_VERB = dict(_VERBS) | {b: a for a, b in _VERBS if b not in ("keep", "kept", "outlaw", "outlawed")}


@dataclass(frozen=True, slots=True)
class Pair:
    """An issue and a claim with the claim's stance.

    Attributes:
        issue: the issue's sentence.
        claim: the claim's words.
        stance: index of ``STANCES``.
        cue: words by which it is told that somebody says it, or none.
        sentence: the sentence around, or none.
        topic: which pairs belong together; no topic is both trained on and measured.
    """

    issue: str
    claim: str
    stance: int
    cue: str = ""
    sentence: str = ""
    topic: str = ""


def _perspectrum(folder: Path) -> tuple[dict[str, str], dict[int, str], list[dict[str, Any]]]:
    splits, pool, claims = (
        json.loads((folder / f"{name}_v1.0.json").read_text(encoding="utf-8"))
        for name in ("dataset_split", "perspective_pool", "perspectrum_with_answers")
    )
    return splits, {p["pId"]: p["text"] for p in pool}, claims


def perspectrum(folder: Path, split: str, wordings: int | None = None) -> list[Pair]:
    """Each perspective, in all its wordings or the first ones, with the claim that it supports or undermines."""
    splits, texts, claims = _perspectrum(folder)
    stances = {"SUPPORT": FOR, "UNDERMINE": AGAINST}
    return [
        Pair(claim["text"], texts[number], stances[group["stance_label_3"]], topic=f"perspectrum {claim['cId']}")
        for claim in claims
        if splits[str(claim["cId"])] == split
        for group in claim["perspectives"]
        for number in group["pids"][:wordings]
    ]


def perspectrum_wordings(folder: Path) -> list[Pair]:
    """One wording of a perspective of train as the issue, another as a claim for it."""
    splits, texts, claims = _perspectrum(folder)
    return [
        Pair(texts[a], texts[b], FOR, topic=f"perspectrum {claim['cId']}")
        for claim in claims
        if splits[str(claim["cId"])] == "train"
        for group in claim["perspectives"]
        for a, b in zip(group["pids"], group["pids"][1:], strict=False)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def argkp(folder: Path, split: str, *, points: bool = False) -> list[Pair]:
    """Each argument, and on demand each key point, with the motion that it is for or against."""
    found = [
        Pair(row["topic"], row["argument"], FOR if row["stance"] == "1" else AGAINST, topic=f"argkp {row['topic']}")
        for row in _rows(folder / f"arguments_{split}.csv")
    ]
    if points:
        found += [
            Pair(row["topic"], row["key_point"], FOR if row["stance"] == "1" else AGAINST, topic=f"argkp {row['topic']}")
            for row in _rows(folder / f"key_points_{split}.csv")
        ]
    return found


def argkp_points(folder: Path) -> list[Pair]:
    """Key points of train as issues: arguments that make the point are for it, others of the same motion and side are neither."""
    arguments = {row["arg_id"]: row for row in _rows(folder / "arguments_train.csv")}
    points = {row["key_point_id"]: row["key_point"] for row in _rows(folder / "key_points_train.csv")}
    found = []
    for row in _rows(folder / "labels_train.csv"):
        argument = arguments[row["arg_id"]]
        stance = FOR if row["label"] == "1" else NEITHER
        found.append(Pair(points[row["key_point_id"]], argument["argument"], stance, topic=f"argkp {argument['topic']}"))
    return found


_NAMED = (
    ("{} deserves support", 1),
    ("{} is wrong", -1),
    ("We should support {}", 1),
    ("We should oppose {}", -1),
    ("{} is right", 1),
    ("{} should be criticised", -1),
)
_BRACKET = re.compile(r"\[([^\]]*)\]")


def directed(path: Path) -> list[Pair]:
    """Sentences of news in which one names another, as a pair of an issue for or against that one and the sentence."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, first, second, label = line.split("\t")
        plain = _BRACKET.sub(r"\1", sentence)
        number = int(label)
        whom = first if number in (2, 4) else second
        stance = NEITHER if not number else FOR if number in (1, 2) else AGAINST
        found.append(_named(whom, plain, stance, "directed"))
    return found


def newsmtsc(path: Path) -> list[Pair]:
    """Sentences of news with the attitude towards a name in them, as a pair of an issue for or against it and the sentence."""
    stances = {2.0: AGAINST, 4.0: NEITHER, 6.0: FOR}
    return [
        _named(target["mention"], row["sentence_normalized"], stances[target["polarity"]], "newsmtsc")
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for target in row["targets"]
        if target["polarity"] in stances
    ]


def _named(name: str, sentence: str, stance: int, topic: str) -> Pair:
    """A pair about a name; which issue it is follows from the sentence, half of them against the name."""
    issue, side = _NAMED[len(sentence) % len(_NAMED)]
    return Pair(issue.format(name), sentence, stance if side > 0 else OPPOSITE[stance], topic=topic)


def own(folder: Path = OWN) -> tuple[list[Pair], list[Pair]]:
    """Our own pairs from articles made up for it: to train on, and those of the topics kept from training."""
    train: list[Pair] = []
    kept: list[Pair] = []
    for path in sorted(folder.glob("*.jsonl")):
        pairs = list(_own_pairs([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()], path.stem))
        topics = list(dict.fromkeys(p.topic for p in pairs))
        apart = {topics[at] for at in (KEPT_TOPICS if path.stem in _FIRST else KEPT_LATER) if -len(topics) <= at < len(topics)}
        train += [p for p in pairs if p.topic not in apart]
        kept += [p for p in pairs if p.topic in apart]
    return train, kept


def _own_pairs(rows: list[dict[str, Any]], name: str) -> Iterator[Pair]:
    """The pairs of a file: one a line, or a sentence a line with its stances on all issues of its topic, which its first line has."""
    issues: dict[str, dict[str, str]] = {}
    for row in rows:
        topic = f"{name} {row['topic']}"
        if "issues" in row:
            issues[topic] = row["issues"]
        given = row["stances"] if "stances" in row else {None: row["stance"]}
        for key, stance in given.items():
            issue = row["issue"] if key is None else issues[topic][key]
            yield Pair(issue, row["claim"], STANCES.index(stance), row.get("cue") or "", row.get("sentence") or "", topic)


def opposite_issue(issue: str, rng: np.random.Generator) -> str | None:
    """The issue turned into its opposite by one word, or none where that is not clean (no such word, or several clauses)."""
    if re.search(r"[,;:?]| (?:and|or|but|because|than|if|unless|not only|more|most|only) |\bno\b|\bnever\b", issue, re.IGNORECASE):
        return None
    words = issue.split(" ")
    places = [k for k, word in enumerate(words) if word.lower().strip(".") in _VERB]
    if len(places) == 1 and rng.random() < 0.5:  # as often by a verb as by "not"
        word = words[places[0]]
        end = "." if word.endswith(".") else ""
        words[places[0]] = _VERB[word.lower().strip(".")] + end
        return " ".join(words)
    found = list(_AUXILIARY.finditer(issue))
    if len(found) != 1 or found[0].start() == 0:
        return None
    auxiliary = found[0]
    return issue[: auxiliary.end(1)] + ("" if auxiliary.group(2) else " not") + issue[auxiliary.end() :]


def opposed(pair: Pair, rng: np.random.Generator) -> Pair | None:
    """The pair with the opposite issue and the opposite stance, or none."""
    issue = opposite_issue(pair.issue, rng)
    return None if issue is None else replace(pair, issue=issue, stance=OPPOSITE[pair.stance])


def cued(pair: Pair, rng: np.random.Generator, turned: float) -> Pair:
    """The pair with a cue before its claim; with the chance ``turned`` one that turns its stance round."""
    if pair.cue or pair.stance == NEITHER:
        return replace(pair, cue=pair.cue or str(rng.choice(_PLAIN)))
    if rng.random() < turned:
        return replace(pair, cue=str(rng.choice(_TURNING)), stance=OPPOSITE[pair.stance])
    return replace(pair, cue=str(rng.choice(_PLAIN)))

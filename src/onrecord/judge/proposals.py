"""Claims → issues to propose: what speakers are for and against, grouped by meaning, named by the most central words of each group."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.codebook.issues import Codebook, Issue
from onrecord.codebook.naming import id_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from onrecord.judge.stances import Encoder
    from onrecord.records import SpokenClaim

    Floats = NDArray[np.float32]

#: How much a claim speaks for an issue, by its kind: what should be done or will be done can be opposed, an assessment less plainly.
#: These and the next three were chosen on ``evaluation/stances/transit``.
_BY_KIND = {"prescription": 1.0, "commitment": 0.85, "assessment": 0.35, "prediction": 0.3}
#: What is added where the claim is for or against something.
_SIDED = 0.4
#: Least mean cosine at which two groups of claims are one issue.
ALIKE = 0.42
#: How much of what all claims have in common is taken from each before they are compared.
COMMON = 1.0
#: Cosine to an issue of the codebook, of the group's name, at which the group is left out.
KNOWN = 0.8
#: How much nearness to a group chosen before takes from a score.
VARIED = 0.5
#: Claims that are grouped at once; of more, those that speak most for an issue.
MOST = 4000
_FEWEST_WORDS, _MOST_WORDS = 4, 24
_LEADING = re.compile(r"^(?:that|and|but|so|also|in particular|if anything|rather|instead|still)\b,?\s+", re.IGNORECASE)
#: How a claim begins that says of something else what it is about.
_POINTING = re.compile(r"(?:it|this|that|these|those|his|her|its|their)\b", re.IGNORECASE)
#: What is taken from a claim that points elsewhere, or that was cut out in pieces.
_TORN = 0.25
_SHOWN = 5


class Proposal(NamedTuple):
    """An issue that the record suggests.

    Attributes:
        text: the most central words of the group, for a person to make a sentence of.
        speakers: how many different ones there are behind it.
        for_count: statements that are for something.
        against_count: statements that are against something; of what, is for a person to see.
        statement_count: all statements of the group.
        statements: their ids, the most central first.
        quotes: the words of the most central ones.
    """

    text: str
    speakers: int
    for_count: int
    against_count: int
    statement_count: int
    statements: tuple[str, ...]
    quotes: tuple[str, ...]


def propose_issues(made: Sequence[SpokenClaim], *, encode: Encoder, known: Iterable[str] = (), limit: int = 20) -> list[Proposal]:
    """Issues that claims suggest, those that most speakers speak for first.

    Args:
        made: the claims.
        encode: makes texts comparable by meaning.
        known: sentences of issues that need no proposing.
        limit: how many.
    """
    claims = sorted((one for one in made if len(one.words.split()) >= _FEWEST_WORDS or one.attitude), key=weight, reverse=True)[:MOST]
    if not claims:
        return []
    vectors = encode([_plain(one.words) for one in claims])
    there = list(known)
    issues = encode(there) if there else np.zeros((0, vectors.shape[1]), np.float32)
    groups = [(rows, _central(claims, vectors, rows)) for rows in _groups(vectors)]
    groups = [(rows, name) for rows, name in groups if not len(issues) or float((issues @ vectors[name]).max()) < KNOWN]
    scores = np.array([_score([claims[k] for k in rows]) for rows, _ in groups])
    chosen = _varied(scores, vectors[[name for _, name in groups]], limit)
    return [_proposal(claims, vectors, *groups[at]) for at in chosen]


def proposals_as_codebook(proposals: Sequence[Proposal], *, taken: Iterable[str] = ()) -> Codebook:
    """Proposals as a codebook to edit; the notes hold the counts and the words behind each."""
    used = list(taken)
    issues = []
    for one in proposals:
        id_ = id_from(one.text, used)
        used.append(id_)
        counts = f"{one.speakers} speakers, {one.statement_count} statements: {one.for_count} for, {one.against_count} against something"
        quotes = (f"{statement}: {quote}" for statement, quote in zip(one.statements, one.quotes, strict=False))
        issues.append(Issue(id=id_, text=one.text, notes="\n".join(("proposed by onrecord", counts, *quotes))))
    return Codebook(tuple(issues))


def weight(one: SpokenClaim) -> float:
    """How much a claim speaks for an issue that one can be for or against."""
    torn = " … " in one.words or _POINTING.match(_plain(one.words)) is not None
    return _BY_KIND[one.kind] + (_SIDED if one.attitude else 0.0) - (_TORN if torn else 0.0)


def _groups(vectors: Floats) -> list[list[int]]:
    """Claims near in meaning, by average linkage of cosines."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - heavy
    from scipy.spatial.distance import pdist  # noqa: PLC0415

    if len(vectors) == 1:
        return [[0]]
    own = vectors - COMMON * vectors.mean(axis=0)  # what all claims of a debate share tells none of them apart
    apart = np.maximum(np.nan_to_num(pdist(own.astype(np.float64), "cosine")), 0)  # nothing is left of claims that are all the same
    labels = fcluster(linkage(apart, "average"), 1 - ALIKE, "distance")
    found: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels):
        found[int(label)].append(row)
    return list(found.values())


def _varied(scores: NDArray[np.float64], vectors: Floats, limit: int) -> list[int]:
    """The groups with the highest scores, each lessened by how near it is to one chosen before: many issues rather than one in many words.

    Carbonell and Goldstein, 1998, maximal marginal relevance; here as a factor.
    """
    chosen: list[int] = []
    nearest = np.zeros(len(scores))
    left = scores.astype(np.float64)
    while len(chosen) < min(limit, len(scores)):
        at = int(np.argmax(left * (1 - VARIED * nearest)))
        chosen.append(at)
        left[at] = -1.0
        nearest = np.maximum(nearest, np.clip(vectors @ vectors[at], 0, 1))
    return chosen


def _score(group: Sequence[SpokenClaim]) -> float:
    """The weights of a group: each speaker's greatest in full, further claims at a quarter."""
    best: dict[str, float] = {}
    for one in group:
        who = one.speaker or one.statement
        best[who] = max(best.get(who, 0.0), weight(one))
    return sum(best.values()) + 0.25 * (sum(map(weight, group)) - sum(best.values()))


def _central(claims: Sequence[SpokenClaim], vectors: Floats, rows: Sequence[int]) -> int:
    """The claim that names a group: near its middle, a prescription rather than a remark, neither a scrap nor an essay."""
    weights = np.array([weight(claims[k]) for k in rows])
    middle = (vectors[rows] * weights[:, None]).sum(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    lengths = np.array([len(_plain(claims[k].words).split()) for k in rows])
    odd = np.maximum(0, _FEWEST_WORDS - lengths) * 0.1 + np.maximum(0, lengths - _MOST_WORDS) * 0.01
    return int(rows[int(np.argmax(vectors[rows] @ middle + 0.3 * weights - odd))])


def _proposal(claims: Sequence[SpokenClaim], vectors: Floats, rows: Sequence[int], name: int) -> Proposal:
    order = sorted(rows, key=lambda k: -float(vectors[k] @ vectors[name]))
    by_statement: dict[str, str] = {}
    for k in order:
        by_statement.setdefault(claims[k].statement, claims[k].words)
    text = _plain(claims[name].words)
    return Proposal(
        text=text[:1].upper() + text[1:],
        speakers=len({claims[k].speaker or claims[k].statement for k in rows}),
        for_count=len({claims[k].statement for k in rows if claims[k].attitude > 0}),
        against_count=len({claims[k].statement for k in rows if claims[k].attitude < 0}),
        statement_count=len(by_statement),
        statements=tuple(by_statement),
        quotes=tuple(" ".join(quote.split()) for quote in list(by_statement.values())[:_SHOWN]),
    )


def _plain(words: str) -> str:
    """The words without what only joins them to others, and without the mark at their end."""
    found = " ".join(words.replace(" … ", " ").split())
    while (shorter := _LEADING.sub("", found)) != found:
        found = shorter
    return found.strip(" \"“”'‘’.,;:—–-")

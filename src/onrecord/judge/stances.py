"""Claims → stances on the issues of a codebook: which pairs can be related, what the model says of them, and when to abstain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from onrecord.infer.stancing import STANCES, IssueClaim
from onrecord.judge.clauses import sentence_around
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from onrecord.infer.stancing import Stances

    Floats = NDArray[np.float32]

_NEITHER = STANCES.index("neither")


class Encoder(Protocol):
    """Texts to unit vectors, one a row."""

    def __call__(self, texts: Sequence[str]) -> Floats: ...  # noqa: D102


class PairJudge(Protocol):
    """Pairs of issue and claim to chances of for, against and neither."""

    def __call__(self, pairs: Sequence[IssueClaim]) -> Stances: ...  # noqa: D102


class ClaimWords(NamedTuple):
    """A claim in the words of its article.

    Attributes:
        statement: the id of its statement.
        place: its place in the statement, from 0.
        span: where it stands.
        claim: its words.
        cue: the words by which it is told that somebody says it.
        sentence: the sentence around.
    """

    statement: str
    place: int
    span: list[list[int]]
    claim: str
    cue: str
    sentence: str


class StanceOn(NamedTuple):
    """What was judged of a claim and an issue.

    Attributes:
        claim: the claim.
        issue: the issue's id.
        stance: for, against or neither; None where the chance is too small to say.
        confidence: the chance of what was said, or of the likeliest side where nothing was.
        evidence: ``chances`` of the three, and ``related``, the cosine of claim and issue.
    """

    claim: ClaimWords
    issue: str
    stance: str | None
    confidence: float
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """When a pair is judged and when a stance is given.

    Attributes:
        side: least chance at which for or against is given.
        neither: least chance at which neither is given.
        related: least cosine of an issue and a claim, or its sentence, at which the pair is judged.
        most: most issues that a claim is judged against, the nearest ones.
    """

    side: float
    neither: float
    related: float
    most: int


def claims_of(text: str, statements: Sequence[Mapping[str, Any]]) -> list[ClaimWords]:
    """The claims of statements (the contract's objects) in the words of their text."""
    found = []
    for one in statements:
        cue = _words(text, one["cue"])
        for place, claim in enumerate(one["claims"]):
            start, end = claim["span"][0][0], claim["span"][-1][1]
            around = sentence_around(text, Span(start, end))
            sentence = " ".join(text[around.start : around.end].split())
            found.append(ClaimWords(one["id"], place, claim["span"], _words(text, claim["span"]), cue, sentence))
    return found


def judge_claims(claims: Sequence[ClaimWords], issues: Mapping[str, str], *, encode: Encoder, judge: PairJudge, bar: Bar) -> list[StanceOn]:
    """What is judged of each claim and each issue that it can be related to, in the order of the claims.

    Args:
        claims: of one text or many.
        issues: id to sentence.
        encode: makes texts comparable by meaning.
        judge: judges pairs.
        bar: when a pair is judged, and when a stance is given.
    """
    if not claims or not issues:
        return []
    related = _related(claims, issues, encode)
    pairs = [
        (row, column)
        for row in range(len(claims))
        for column in np.argsort(-related[row], kind="stable")[: bar.most]
        if related[row, column] >= bar.related
    ]
    ids, sentences = list(issues), list(issues.values())
    asked = [IssueClaim(sentences[column], claims[row].claim, claims[row].cue, claims[row].sentence) for row, column in pairs]
    chances = judge(asked).chances
    found = []
    for (row, column), chance in zip(pairs, chances, strict=True):
        stance, sure = _given(chance, bar)
        told = {name: round(float(value), 4) for name, value in zip(STANCES, chance, strict=True)}
        evidence = {"chances": told, "related": round(float(related[row, column]), 4)}
        found.append(StanceOn(claims[row], ids[column], stance, round(sure, 4), evidence))
    return found


def _words(text: str, spans: Sequence[Sequence[int]] | None) -> str:
    return " ".join(" ".join(text[start:end] for start, end in spans or ()).split())


def _related(claims: Sequence[ClaimWords], issues: Mapping[str, str], encode: Encoder) -> Floats:
    """(claims, issues) the cosine of an issue with a claim or with the sentence around it, whichever is higher."""
    asked = encode(list(issues.values()))
    alone = encode([one.claim for one in claims])
    around = encode([one.sentence for one in claims])
    found: Floats = np.maximum(alone @ asked.T, around @ asked.T)
    return found


def _given(chance: Floats, bar: Bar) -> tuple[str | None, float]:
    best = int(np.argmax(chance))
    sure = float(chance[best])
    if sure >= (bar.neither if best == _NEITHER else bar.side):
        return STANCES[best], sure
    return None, float(chance[:_NEITHER].max())

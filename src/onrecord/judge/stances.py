"""Claims → stances on the issues of a codebook: which pairs can be related, what the model says of them, and when to abstain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from onrecord.infer.stancing import STANCES, IssueClaim
from onrecord.judge.clauses import sentence_around
from onrecord.judge.weighing import PairKnown
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from onrecord.infer.stancing import Stances
    from onrecord.judge.weighing import Weights

    Floats = NDArray[np.float32]

_NEITHER = STANCES.index("neither")
#: The share of a claim that is somebody else's words from which it is no stance of who tells of them.
TOLD = 0.4
#: How far a paragraph is looked at on either side of a claim.
_REACH = 700


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
        paragraph: the paragraph around.
        kind: prescription, assessment and so on.
        attitude: 1 for, -1 against, 0 neither; towards what the claim is about.
        reported: whether somebody else tells it of the speaker.
    """

    statement: str
    place: int
    span: list[list[int]]
    claim: str
    cue: str
    sentence: str
    paragraph: str
    kind: str = "assessment"
    attitude: int = 0
    reported: bool = False

    def asked(self, issue: str) -> IssueClaim:
        """The claim with the sentence of an issue, as the model is asked."""
        return IssueClaim(issue, self.claim, self.cue, self.sentence)


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
        related: least cosine of an issue and a claim, its sentence or its paragraph at which the pair is judged.
        most: most issues that a claim is judged against, the nearest ones.
    """

    side: float
    neither: float
    related: float
    most: int


def claims_of(text: str, statements: Sequence[Mapping[str, Any]]) -> list[ClaimWords]:
    """The claims of statements (the contract's objects) in the words of their text.

    A claim that mostly consists of what somebody else is told to have said is left out: that statement's own claims are judged, and
    who tells of a position need not share it.
    """
    found = []
    inside: dict[str, set[int]] = defaultdict(set)
    for inner in statements:
        if inner.get("reported_by"):
            inside[inner["reported_by"]].update(at for start, end in inner["content"] for at in range(start, end))
    for one in statements:
        cue = _words(text, one["cue"])
        for place, claim in enumerate(one["claims"]):
            own = {at for start, end in claim["span"] for at in range(start, end)}
            if len(own & inside[one["id"]]) >= TOLD * len(own):
                continue
            start, end = claim["span"][0][0], claim["span"][-1][1]
            around = sentence_around(text, Span(start, end))
            sentence, paragraph = (" ".join(part.split()) for part in (text[around.start : around.end], _paragraph(text, start, end)))
            found.append(
                ClaimWords(
                    one["id"], place, claim["span"], _words(text, claim["span"]), cue, sentence, paragraph,
                    kind=claim.get("kind") or "assessment", attitude=claim.get("attitude") or 0,
                    reported=bool(one.get("reported_by")),
                )
            )  # fmt: skip
    return found


def judge_claims(
    claims: Sequence[ClaimWords], issues: Mapping[str, str], *, encode: Encoder, judge: PairJudge, bar: Bar, weights: Weights | None = None
) -> list[StanceOn]:
    """What is judged of each claim and each issue that it can be related to, in the order of the claims.

    Args:
        claims: of one text or many.
        issues: id to sentence.
        encode: makes texts comparable by meaning.
        judge: judges pairs.
        bar: when a pair is judged, and when a stance is given.
        weights: how the model's chances are weighed with what else is known; they are taken as they are without.
    """
    if not claims or not issues:
        return []
    pairs, asked, known = known_pairs(claims, issues, encode, bar)
    chances = np.asarray(judge(asked).chances, dtype=np.float64)
    if weights is not None and pairs:
        chances = weights.chances(chances, known)
    ids = list(issues)
    found = []
    for (row, column), one, chance in zip(pairs, known, chances, strict=True):
        stance, sure = _given(chance, bar)
        told = {name: round(float(value), 4) for name, value in zip(STANCES, chance, strict=True)}
        evidence = {"chances": told, "related": round(one.related, 4)}
        found.append(StanceOn(claims[row], ids[column], stance, round(sure, 4), evidence))
    return found


def known_pairs(
    claims: Sequence[ClaimWords], issues: Mapping[str, str], encode: Encoder, bar: Bar
) -> tuple[list[tuple[int, int]], list[IssueClaim], list[PairKnown]]:
    """The pairs of claim and issue that can be related, by place; as the model is asked, and what else is known of each."""
    alone, related = _related(claims, issues, encode)
    pairs = [
        (row, int(column))
        for row in range(len(claims))
        for column in np.argsort(-related[row], kind="stable")[: bar.most]
        if related[row, column] >= bar.related
    ]
    sentences = list(issues.values())
    asked = [claims[row].asked(sentences[column]) for row, column in pairs]
    return pairs, asked, [_known(claims[row], sentences[column], alone, related, (row, column)) for row, column in pairs]


def _words(text: str, spans: Sequence[Sequence[int]] | None) -> str:
    return " ".join(" ".join(text[start:end] for start, end in spans or ()).split())


def _paragraph(text: str, start: int, end: int) -> str:
    """The lines that a span stands in, as far as ``_REACH`` characters either way."""
    first = text.rfind("\n", max(0, start - _REACH), start) + 1
    last = text.find("\n", end, end + _REACH)
    return text[max(first, start - _REACH) : last if last >= 0 else end + _REACH]


def _known(claim: ClaimWords, issue: str, alone: Floats, related: Floats, place: tuple[int, int]) -> PairKnown:
    """What is known of a pair beside the model's chances."""
    row, column = place
    others = np.delete(related[row], column)
    lead = float(related[place] - others.max()) if len(others) else 0.0
    words = f"{claim.cue} {claim.claim}".strip()
    return PairKnown(words, issue, claim.kind, claim.attitude, claim.reported, float(related[place]), float(alone[place]), lead)


def _related(claims: Sequence[ClaimWords], issues: Mapping[str, str], encode: Encoder) -> tuple[Floats, Floats]:
    """(claims, issues) the cosine of an issue with a claim, and that with it, its sentence or its paragraph, whichever is highest.

    What is said in passing is often tied to its issue by the sentences before it alone.
    """
    asked = encode(list(issues.values()))
    alone = encode([one.claim for one in claims]) @ asked.T
    found = alone
    for texts in ([one.sentence for one in claims], [one.paragraph for one in claims]):
        known = list(dict.fromkeys(texts))
        rows = {text: row for row, text in enumerate(known)}
        near = encode(known) @ asked.T
        found = np.maximum(found, near[[rows[text] for text in texts]])
    return alone, found


def _given(chance: NDArray[np.float64], bar: Bar) -> tuple[str | None, float]:
    side = int(np.argmax(chance[:_NEITHER]))
    if float(chance[side]) >= bar.side:
        return STANCES[side], float(chance[side])
    if float(chance[_NEITHER]) >= bar.neither:
        return STANCES[_NEITHER], float(chance[_NEITHER])
    return None, float(chance[:_NEITHER].max())

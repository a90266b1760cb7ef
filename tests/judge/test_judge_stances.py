"""Claims are judged against the issues that they can be related to, and no side is given that is not sure enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.infer.stancing import IssueClaim, Stances
from onrecord.judge.stances import Bar, ClaimWords, claims_of, judge_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "Ana Ruiz said, “We need\n trams.” Buses, she said, are “a relic” of the past."
ISSUES = {"trams": "trams should run", "buses": "buses should go", "fish": "fish should be smoked"}
BAR = Bar(side=0.6, neither=0.5, related=0.5, most=2)


class Judge:
    """A judge that gives every pair the same chances, and keeps what it was asked."""

    def __init__(self, *chances: float) -> None:
        self.chances, self.asked = chances, list[IssueClaim]()

    def __call__(self, pairs: Sequence[IssueClaim]) -> Stances:
        """The same of every pair."""
        self.asked += pairs
        return Stances(np.array([self.chances] * len(pairs), np.float32).reshape(-1, 3), np.zeros((len(pairs), 2), np.float32))


def encode(texts: Sequence[str]) -> Any:
    """Unit vectors of which of three words a text has."""
    rows = np.array([[float(word in text.lower()) for word in ("trams", "buses", "fish")] for text in texts])
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def claim(words: str, sentence: str = "", paragraph: str = "") -> ClaimWords:
    return ClaimWords("s1", 0, [[0, 1]], words, "said", sentence or words, paragraph or sentence or words)


def test_claims_are_told_in_the_words_of_their_text_with_the_sentence_around() -> None:
    one = {"id": "s1", "cue": [span("said")], "claims": [{"span": [span("We need\n trams.")]}]}
    two = {"id": "s2", "cue": None, "claims": [{"span": [span("Buses"), span("are “a relic” of the past")]}]}
    first, second = claims_of(TEXT, [one, two])
    assert (first.statement, first.claim, first.cue) == ("s1", "We need trams.", "said")
    assert (second.claim, second.cue) == ("Buses are “a relic” of the past", "")
    assert second.sentence == "Buses, she said, are “a relic” of the past."
    assert second.paragraph == "trams.” Buses, she said, are “a relic” of the past."


def test_only_issues_that_a_claim_can_be_related_to_are_judged() -> None:
    judge = Judge(0.9, 0.05, 0.05)
    found = judge_claims([claim("trams now"), claim("nothing at all")], ISSUES, encode=encode, judge=judge, bar=BAR)
    assert [(one.claim.claim, one.issue, one.stance) for one in found] == [("trams now", "trams", "for")]
    assert judge.asked == [IssueClaim("trams should run", "trams now", "said", "trams now")]


@pytest.mark.parametrize("one", [claim("a relic", "Buses are a relic"), claim("a relic", "They are a relic", "Buses? They are a relic")])
def test_what_is_around_a_claim_can_relate_it_to_an_issue(one: ClaimWords) -> None:
    found = judge_claims([one], ISSUES, encode=encode, judge=Judge(0, 1, 0), bar=BAR)
    assert [(one.issue, one.stance) for one in found] == [("buses", "against")]


def test_a_claim_is_judged_against_no_more_issues_than_allowed_the_nearest_first() -> None:
    near_all = claim("trams and buses", "trams and buses and fish")
    judge = Judge(0.9, 0.05, 0.05)
    judge_claims([near_all], ISSUES, encode=encode, judge=judge, bar=BAR)
    assert [one.issue for one in judge.asked] == ["trams should run", "buses should go"]


@pytest.mark.parametrize(
    ("chances", "stance", "sure"),
    [
        ((0.6, 0.3, 0.1), "for", 0.6),
        ((0.59, 0.3, 0.11), None, 0.59),
        ((0.2, 0.7, 0.1), "against", 0.7),
        ((0.1, 0.3, 0.6), "neither", 0.6),
        ((0.35, 0.2, 0.45), None, 0.35),
    ],
)
def test_no_stance_is_given_below_its_bar(chances: tuple[float, ...], stance: str | None, sure: float) -> None:
    (one,) = judge_claims([claim("trams")], ISSUES, encode=encode, judge=Judge(*chances), bar=BAR)
    assert (one.stance, one.confidence) == (stance, pytest.approx(sure, abs=1e-4))
    assert one.evidence["chances"] == pytest.approx(dict(zip(("for", "against", "neither"), chances, strict=True)), abs=1e-4)
    assert one.evidence["related"] == 1


def test_nothing_is_judged_without_claims_or_issues() -> None:
    judge = Judge(1, 0, 0)
    assert judge_claims([], ISSUES, encode=encode, judge=judge, bar=BAR) == []
    assert judge_claims([claim("trams")], {}, encode=encode, judge=judge, bar=BAR) == []
    assert judge_claims([claim("herring")], ISSUES, encode=encode, judge=judge, bar=BAR) == []
    assert judge.asked == []

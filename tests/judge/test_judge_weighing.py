"""What the stance model says of a pair, weighed with what else is known of it."""

import numpy as np
import pytest

from onrecord.judge.weighing import SIDED, TURNED, PairKnown, Weights, features, turns

KNOWN = PairKnown(
    "urged the town to keep the trams",
    "The town should keep its trams",
    "prescription",
    1,
    reported=False,
    related=0.8,
    alone=0.7,
    lead=0.3,
)
PLAIN = np.array([[0.6, 0.1, 0.3]])


def weights(**given: float) -> Weights:
    """Weights of the model's own opinion, and others by name."""
    sided = tuple(given.get(name.replace(" ", "_"), float(name == "model sided")) for name in SIDED)
    return Weights(sided, tuple(given.get(name.replace(" ", "_"), float(name == "model")) for name in TURNED))


def test_the_models_own_weights_give_the_models_chances() -> None:
    assert weights().chances(PLAIN, [KNOWN])[0] == pytest.approx(PLAIN[0])


def test_chances_add_up_to_one_whatever_the_weights() -> None:
    assert weights(nearest=9.0, attitude=-3.0).chances(PLAIN, [KNOWN]).sum() == pytest.approx(1)


def test_a_nearer_issue_is_likelier_to_be_meant() -> None:
    far = KNOWN._replace(lead=-0.2)
    near, away = weights(nearest=5.0).chances(np.repeat(PLAIN, 2, axis=0), [KNOWN, far])
    assert near[2] < away[2]


@pytest.mark.parametrize(("attitude", "favour"), [(1, True), (-1, False)])
def test_who_is_for_what_an_issue_asks_for_is_for_it(attitude: int, favour: bool) -> None:  # noqa: FBT001 - a case
    found = weights(model=0.0, attitude=5.0).chances(PLAIN, [KNOWN._replace(attitude=attitude)])[0]
    assert bool(found[0] > found[1]) is favour


def test_an_attitude_counts_the_other_way_where_the_issue_is_against_its_subject() -> None:
    other = KNOWN._replace(issue="The trams should be scrapped")
    found = weights(model=0.0, attitude=5.0).chances(PLAIN, [other])[0]
    assert found[1] > found[0]


@pytest.mark.parametrize(
    ("issue", "against"),
    [("The levy should be scrapped", True), ("Trains should not run at night", True), ("The city should build the line", False)],
)
def test_issues_that_are_against_what_they_are_about_are_known_by_their_words(issue: str, against: bool) -> None:  # noqa: FBT001
    assert turns(issue) is against


def test_a_claim_that_turns_the_issues_words_round_is_told_apart() -> None:
    opposed = KNOWN._replace(claim="urged the town to scrap the trams")
    _, (same, turned) = features(np.repeat(PLAIN, 2, axis=0), [KNOWN, opposed])
    names = dict(zip(TURNED, range(len(TURNED)), strict=True))
    assert same[names["words the same"]] > 0 > turned[names["words turned"]]
    assert same[names["words turned"]] == turned[names["words the same"]] == 0

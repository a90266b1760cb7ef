"""Rulings move the judge towards them, most for what is like them, and nothing without them."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.infer.rulings import Ruled, learn, likeness


def pairs_of(issues: list[str], claims: list[int], chances: list[float] | None = None) -> Ruled:
    """Pairs whose claims are alike where their numbers are the same, all with the same chances."""
    vectors = np.eye(8, dtype=np.float32)[claims]
    row = np.array([chances or [0.2, 0.2, 0.6]], dtype=np.float32)
    return Ruled(issues, vectors, vectors, np.repeat(row, len(issues), axis=0))


def test_without_rulings_the_chances_are_the_models() -> None:
    pairs = pairs_of(["a", "b"], [0, 1])
    judge = learn(pairs_of([], []), [])
    assert judge(pairs) == pytest.approx(pairs.chances, abs=1e-4)


def test_a_claim_like_the_ruled_ones_gets_their_stance() -> None:
    judge = learn(pairs_of(["a", "a"], [0, 1]), [0, 1])
    assert judge(pairs_of(["a", "a"], [0, 1])).argmax(axis=1).tolist() == [0, 1]


def test_a_claim_unlike_the_ruled_ones_stays_nearly_as_it_was() -> None:
    judge = learn(pairs_of(["a"], [0]), [0])
    other = pairs_of(["a"], [5])
    assert judge(other) == pytest.approx(other.chances, abs=0.02)
    assert judge(pairs_of(["a"], [0]))[0, 0] > 0.3


def test_a_ruling_counts_more_on_its_own_issue() -> None:
    judge = learn(pairs_of(["a"], [0]), [0])
    own, other = judge(pairs_of(["a", "b"], [0, 0]))[:, 0]
    assert own > other > 0.2


def test_rulings_that_say_what_the_model_says_change_little() -> None:
    sure = [0.98, 0.01, 0.01]
    judge = learn(pairs_of(["a", "a"], [0, 1], sure), [0, 0])
    pairs = pairs_of(["a"], [0], sure)
    assert judge(pairs) == pytest.approx(pairs.chances, abs=0.02)


def test_more_rulings_on_one_claim_move_it_further() -> None:
    once, twice = learn(pairs_of(["a"], [0]), [1]), learn(pairs_of(["a", "a"], [0, 0]), [1, 1])
    pairs = pairs_of(["a"], [0])
    assert twice(pairs)[0, 1] > once(pairs)[0, 1]


def test_the_more_it_is_held_the_less_it_moves() -> None:
    ruled, pairs = pairs_of(["a"], [0]), pairs_of(["a"], [0])
    assert learn(ruled, [0], hold=10.0)(pairs)[0, 0] < learn(ruled, [0], hold=0.1)(pairs)[0, 0]


def test_the_weights_are_where_the_loss_is_least() -> None:
    ruled = pairs_of(["a", "a", "b"], [0, 1, 1])
    judge = learn(ruled, [0, 1, 2])
    wanted = np.eye(3)[[0, 1, 2]]
    assert judge.weights == pytest.approx(wanted - judge(ruled), abs=1e-3)


def test_chances_add_up_to_one() -> None:
    judge = learn(pairs_of(["a", "b"], [0, 1]), [0, 1])
    assert judge(pairs_of(["a", "c"], [0, 3])).sum(axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_likeness_is_symmetric() -> None:
    pairs = pairs_of(["a", "b", "a"], [0, 0, 1])
    assert likeness(pairs, pairs) == pytest.approx(likeness(pairs, pairs).T)

"""The figures on stances count what they say they count."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.stance_corpora import any_negatives, curve, mean_f1, rounded
from training.stance_examples import FOR, NEITHER, Pair


def test_the_mean_f1_is_that_of_the_two_sides() -> None:
    wanted, found = np.array([0, 0, 1, 1, 2]), np.array([0, 2, 1, 1, 1])
    assert mean_f1(wanted, found) == pytest.approx((2 * 1 / 3 + 2 * 2 / 5) / 2)


def test_the_curve_tells_precision_of_what_is_given_and_coverage_of_what_there_is() -> None:
    chances = np.array([[0.9, 0.05, 0.05], [0.1, 0.75, 0.15], [0.72, 0.08, 0.2], [0.1, 0.1, 0.8]], dtype=np.float32)
    row = next(r for r in curve(chances, np.array([0, 1, 2, 1])) if r["least"] == 0.7)
    assert row == {
        "least": 0.7,
        "given": 3,
        "precision": pytest.approx(2 / 3),
        "coverage": pytest.approx(1),
        "recall": pytest.approx(2 / 3),
    }


def test_negatives_are_arguments_of_other_issues() -> None:
    pairs = [Pair(f"issue {k}", f"claim {k}", FOR) for k in range(4)]
    found = any_negatives(pairs, times=3)
    assert len(found) == 12
    assert all(p.stance == NEITHER and p.issue.split()[1] != p.claim.split()[1] for p in found)


def test_fractions_are_rounded_everywhere() -> None:
    assert rounded({"a": [0.123456, {"b": 1}], "c": "d"}) == {"a": [0.1235, {"b": 1}], "c": "d"}

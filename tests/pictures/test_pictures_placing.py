"""Nodes stand near those they agree with, and no two boxes overlap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.pictures.placing import apart, asked, placed

NOBODY = np.zeros((0, 3))


def overlapping(places: np.ndarray, boxes: np.ndarray) -> int:
    low, high = places - boxes / 2, places + boxes / 2
    return sum(bool((np.minimum(high[a], high[b]) - np.maximum(low[a], low[b]) > 1e-3).all()) for a in range(len(boxes)) for b in range(a))


@given(
    st.integers(1, 12).flatmap(
        lambda size: st.tuples(
            arrays.arrays(np.float64, (size, 2), elements=st.floats(-100, 100)),
            arrays.arrays(np.float64, (size, 2), elements=st.floats(1, 120)),
        )
    )
)
@settings(max_examples=60, deadline=None)
def test_boxes_that_overlap_are_pushed_apart(case: tuple[np.ndarray, np.ndarray]) -> None:
    places, boxes = case
    assert overlapping(apart(places, boxes), boxes) == 0


def test_boxes_that_do_not_overlap_stay() -> None:
    places = np.array([[0.0, 0.0], [50.0, 0.0]])
    assert (apart(places, np.full((2, 2), 20.0)) == places).all()


def two_camps() -> np.ndarray:
    pairs = [(a, b, 2.0 if (a < 4) == (b < 4) else -1.0) for a in range(8) for b in range(a)]
    return np.array(pairs, dtype=np.float64)


def test_camps_stand_apart() -> None:
    boxes = np.full((8, 2), 20.0)
    places = placed(asked(two_camps(), np.zeros(8, dtype=bool), "onemode"), boxes)
    between = np.linalg.norm(places[:, None] - places[None, :], axis=2)
    same = np.equal.outer(np.arange(8) < 4, np.arange(8) < 4) & ~np.eye(8, dtype=bool)
    assert between[same].max() < between[~same & ~np.eye(8, dtype=bool)].mean()


def test_the_upper_left_corner_is_at_nought_and_the_picture_wider_than_high() -> None:
    boxes = np.full((8, 2), 20.0)
    places = placed(asked(two_camps(), np.zeros(8, dtype=bool), "onemode"), boxes)
    assert (places - boxes / 2).min(axis=0) == pytest.approx([0, 0])
    assert np.ptp(places[:, 0]) > np.ptp(places[:, 1])


def test_equal_networks_give_equal_places() -> None:
    boxes = np.full((8, 2), 20.0)
    distances = asked(two_camps(), np.zeros(8, dtype=bool), "onemode")
    assert (placed(distances, boxes) == placed(distances, boxes)).all()


@pytest.mark.parametrize("size", [1, 2, 5])
def test_nodes_that_nothing_joins_are_placed_too(size: int) -> None:
    boxes = np.full((size, 2), 20.0)
    places = placed(asked(NOBODY, np.zeros(size, dtype=bool), "onemode"), boxes)
    assert np.isfinite(places).all()
    assert overlapping(places, boxes) == 0


def test_strong_ties_are_asked_to_be_short_and_opposing_ones_long() -> None:
    ties = np.array([[0, 1, 4.0], [1, 2, 1.0], [0, 2, -4.0]])
    found = asked(ties, np.zeros(4, dtype=bool), "onemode")
    assert found[0, 1] < found[1, 2] < found[0, 2]
    assert (found == found.T).all()
    assert found[0, 3] == found.max()

"""A line runs straight where it may, and around what stands in its way."""

from __future__ import annotations

import numpy as np

from onrecord.pictures.routes import bend

ENDS = np.array([[10.0, 50.0], [190.0, 50.0]])
SIZE = (200.0, 100.0)


def test_a_free_line_is_straight() -> None:
    assert bend(ENDS, np.zeros((0, 4)), SIZE) is None
    assert bend(ENDS, np.array([[90.0, 80.0, 110.0, 95.0]]), SIZE) is None


def test_a_line_goes_around_what_stands_in_its_way() -> None:
    control = bend(ENDS, np.array([[95.0, 46.0, 105.0, 54.0]]), SIZE)
    assert control is not None
    middle = (50 + control[1]) / 2
    assert not 46 <= middle <= 54


def test_no_line_leaves_the_picture() -> None:
    control = bend(np.array([[10.0, 2.0], [190.0, 2.0]]), np.array([[95.0, 0.0, 105.0, 100.0]]), SIZE)
    assert control is None

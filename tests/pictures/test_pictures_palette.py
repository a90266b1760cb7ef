"""For and against differ without colour, and so do groups."""

from __future__ import annotations

import pytest

from onrecord.pictures.palette import AGAINST, DIVERGING, FILLS, FOR, SHAPES, corners, diverging, lightness, look


def test_black_and_white_are_the_ends_of_lightness() -> None:
    assert lightness("#000000") == 0
    assert lightness("#ffffff") == pytest.approx(100)


def test_for_is_darker_than_against_on_grey_paper() -> None:
    assert lightness(AGAINST) - lightness(FOR) > 25


def test_groups_differ_in_shape_or_colour_for_a_long_while() -> None:
    assert len({look(number) for number in range(56)}) == 56
    assert len({look(number).shape for number in range(8)}) == len(SHAPES)


def test_fills_of_groups_let_dark_outlines_show_or_differ_from_paper() -> None:
    assert all(lightness(fill) < 95 for fill in FILLS)


def test_the_scale_is_light_in_the_middle_and_darker_to_both_ends() -> None:
    assert [diverging(share) for share in (-1, 0, 1)] == [DIVERGING[0], DIVERGING[3], DIVERGING[-1]]
    shares = [lightness(diverging(share / 10)) for share in range(11)]
    assert shares == sorted(shares, reverse=True)
    shares = [lightness(diverging(-share / 10)) for share in range(11)]
    assert shares == sorted(shares, reverse=True)


def test_shares_beyond_the_ends_are_the_ends() -> None:
    assert diverging(2) == diverging(1)


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_are_of_about_one_area(shape: str) -> None:
    points = corners(shape, 10)
    if shape == "circle":
        assert points == []
        return
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2
    assert 0.7 < area / (3.14159 * 100) < 1.1

"""Figures of formats are held to floors."""

from __future__ import annotations

from evaluation import evaluate, formats


def test_a_figure_of_formats_below_its_floor_is_named() -> None:
    (found,) = [line for line in evaluate.below_floors({"formats.layouts_in_order": {"value": 19}}) if "was not measured" not in line]
    assert found == "formats.layouts_in_order is 19, below its floor 25"


def test_layouts_are_counted_of_all_that_are_to_be_read() -> None:
    rows = formats.layout_rows()
    assert rows["layouts_in_order"]["value"] <= rows["layouts_in_order"]["of"] == 26
    assert 0.99 <= rows["layouts_words"]["value"] <= 1

"""The figures hold their floors: one run of the committed model over PolNeAR dev, the held-out articles and the seed."""

import pytest

from evaluation import evaluate
from evaluation.records import SHARED

pytestmark = [
    pytest.mark.skipif(not (SHARED / "gold/seed.json").exists(), reason="corpora and gold files do not lie beside the checkout"),
    pytest.mark.xdist_group("floors"),
]


def test_no_figure_falls_below_its_floor() -> None:
    rows = evaluate.measure(fast=True)
    assert evaluate.below_floors(rows) == []


def test_every_floor_is_a_figure_that_is_measured_or_compared_with_float32() -> None:
    floors = evaluate.read_floors()
    known = set(floors["targets"])
    assert {*floors["at_least"], *floors["at_most"]} <= known

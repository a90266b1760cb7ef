"""Kernels weigh rows by their distance from the middle, two-mode by row and one-mode by pair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import exp, pi, sqrt
from typing import Any

import numpy as np
import pytest

from onrecord.debate.design import Design, Qualifier
from onrecord.debate.smoothing import Kernel, distances, smoothed
from onrecord.debate.windows import Windows
from onrecord.errors import SettingsError
from tests.debate.debates_made import THREE, row

#: Around 27 January: A speaks 21 days before it, B 7 days before it, C 14 days after it.
WIDTH = Windows("days", 28)
CONGRUENCE = Design(network="onemode", aggregation="congruence", normalisation="average")


def density(share: float) -> float:
    return exp(-share * share / 2) / sqrt(2 * pi)


def at_middle(kernel: Kernel, design: Design, *, dna_compat: bool = False) -> list[list[float]]:
    found = {window.first: window.network for window in smoothed(THREE, kernel, WIDTH, design, dna_compat=dna_compat)}
    network = found[date(2020, 1, 13)]
    assert network.rows == ("A", "B", "C")
    return network.dense().tolist()


@pytest.mark.parametrize(
    ("kernel", "a", "b", "c"),
    [
        ("uniform", 0, 0.5, 0.5),
        ("triangular", 0, 0.5, 0),
        ("epanechnikov", 0, 0.5625, 0),
        ("gaussian", density(1.5), density(0.5), density(1)),
    ],
)
def test_a_row_counts_by_its_distance(kernel: Kernel, a: float, b: float, c: float) -> None:
    assert at_middle(kernel, Design()) == [pytest.approx(line) for line in ([a, a, 0], [b, b, 0], [c, 0, c])]
    assert at_middle(kernel, Design(aggregation="subtract")) == [pytest.approx(line) for line in ([a, -a, 0], [b, b, 0], [-c, 0, c])]


def test_the_triangle_of_dna_is_highest_after_the_middle() -> None:
    assert at_middle("triangular", Design(), dna_compat=True) == [[0, 0, 0], [0.5, 0.5, 0], [2, 0, 2]]


def test_a_pair_counts_by_the_root_of_both() -> None:
    a, b = density(1.5), density(0.5)
    found = at_middle("gaussian", replace(CONGRUENCE, normalisation="no"))
    assert found[0] == pytest.approx([0, sqrt(a * b), 0])
    assert at_middle("gaussian", CONGRUENCE)[0] == pytest.approx([0, sqrt(a * b) / (a + b), 0])


def test_middles_run_from_the_first_to_the_last_day() -> None:
    found = list(smoothed(THREE, "uniform", Windows("days", 28, 5), Design()))
    assert [one.first for one in found[:2]] == [date(2019, 12, 23), date(2019, 12, 28)]
    assert len(found) == 8
    assert [one.whole for one in found] == [False, False, False, True, True, False, False, False]


def test_an_odd_width_is_made_even() -> None:
    odd, even = (list(smoothed(THREE, "gaussian", Windows("days", size)))[3].network.dense() for size in (27, 28))
    assert (odd == even).all()


def test_whole_units_lie_between_two_days() -> None:
    days = np.array([date(2020, 1, 31).toordinal(), date(2020, 3, 31).toordinal(), date(2020, 2, 29).toordinal()])
    assert distances(date(2020, 2, 29), days, "months").tolist() == [0, -1, 0]
    assert distances(date(2020, 2, 29), days, "weeks").tolist() == [4, -4, 0]
    assert distances(date(2022, 3, 1), days, "years").tolist() == [2, 1, 2]


def test_a_pair_lists_its_statements_where_both_weigh_something() -> None:
    rows = [row("1", "2020-01-01", "A", "x", 1, ident="s1"), row("2", "2020-01-03", "B", "x", 1, ident="s2")]
    found = [one.network.statements("A", "B") for one in smoothed(rows, "uniform", Windows("days", 2), CONGRUENCE)]
    assert found == [(), ("s1", "s2"), ()]


@pytest.mark.parametrize(
    ("kernel", "windows", "design", "message"),
    [
        ("square", WIDTH, Design(), "kernel cannot be 'square'; choose uniform"),
        ("uniform", Windows("events", 3), Design(), "window of a kernel cannot be 'events'"),
        ("uniform", WIDTH, Design(aggregation="combine"), "sets of sides cannot be smoothed"),
        ("uniform", WIDTH, replace(CONGRUENCE, normalisation="jaccard"), "normalisation of a smoothed network cannot be 'jaccard'"),
    ],
)
def test_what_has_no_smoothed_form_is_refused(kernel: Any, windows: Windows, design: Design, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        list(smoothed(THREE, kernel, windows, design))


@pytest.mark.parametrize("design", [CONGRUENCE, Design(aggregation="subtract", qualifier=Qualifier("number"))])
def test_figures_of_dna_that_are_not_known_are_refused(design: Design) -> None:
    with pytest.raises(SettingsError, match="by other rules"):
        list(smoothed(THREE, "uniform", WIDTH, design, dna_compat=True))


def test_no_rows_have_no_middle() -> None:
    assert list(smoothed([], "uniform", WIDTH)) == []

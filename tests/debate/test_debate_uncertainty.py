"""Intervals carry the errors of checked articles through to the figures; what people ruled on stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.debate.uncertainty import CheckedArticle, Interval, draws, edge_intervals, errors_of, figure_intervals
from onrecord.errors import SettingsError
from tests.debate.debates_made import CAMPS, THREE, row

PERFECT = [CheckedArticle(right=5, flipped=0, wrong=0, missed=0)] * 20
POOR = [CheckedArticle(right=2, flipped=3, wrong=3, missed=4)] * 20
TWO, ONE = Design(aggregation="subtract"), Design(network="onemode", aggregation="congruence")


def test_shares_are_those_of_all_checked_articles() -> None:
    errors = errors_of([CheckedArticle(600, 100, 300, 70), CheckedArticle(0, 0, 0, 0)])
    assert errors.right == pytest.approx(0.6, abs=0.001)
    assert errors.flipped == pytest.approx(0.1, abs=0.001)
    assert errors.missed == pytest.approx(0.1, abs=0.001)


def test_a_small_sample_without_errors_is_not_taken_for_perfection() -> None:
    errors = errors_of([CheckedArticle(3, 0, 0, 0)])
    assert 0.7 < errors.right < 0.8
    assert errors.flipped > 0
    assert errors.missed > 0


@pytest.mark.parametrize("design", [TWO, ONE])
def test_intervals_of_a_perfect_sample_hold_the_figures(design: Design) -> None:
    found = network(CAMPS, design)
    drawn = (network(one, design) for one in draws(CAMPS, PERFECT, number=40))
    bounds = edge_intervals(drawn, found, number=40)
    assert set(bounds) == {(edge.row, edge.column) for edge in found.edges()}
    assert all(bounds[edge.row, edge.column].low <= edge.weight <= bounds[edge.row, edge.column].high for edge in found.edges())


def test_intervals_of_a_poor_sample_are_wider() -> None:
    found = network(CAMPS, TWO)

    def width(checked: list[CheckedArticle]) -> float:
        bounds = edge_intervals((network(one, TWO) for one in draws(CAMPS, checked, number=40)), found, number=40)
        return sum(high - low for low, high in bounds.values())

    assert width(POOR) > 1.5 * width(PERFECT)


def test_what_people_ruled_on_stays_in_every_draw() -> None:
    places = {0, 3, 5}
    for drawn in draws(THREE, POOR, sure=places, number=20):
        counts = Counter(drawn)
        assert all(counts[THREE[at]] == 1 for at in places)


def test_unchecked_stances_are_dropped_turned_and_repeated_as_often_as_the_sample_says() -> None:
    many = [row(str(k), "2020-01-01", "A", "x", 1, ident=str(k)) for k in range(400)]
    drawn = [one for some in draws(many, [CheckedArticle(600, 200, 200, 400)] * 5, number=10) for one in some]
    turned = sum(one.qualifier == 0 for one in drawn)
    assert len(drawn) / 4000 == pytest.approx(0.8 * 1.5, abs=0.06)
    assert turned / len(drawn) == pytest.approx(0.25, abs=0.04)


def test_equal_seeds_give_equal_draws() -> None:
    assert list(draws(THREE, POOR, number=3, seed=4)) == list(draws(THREE, POOR, number=3, seed=4))
    assert list(draws(CAMPS, POOR, number=3, seed=4)) != list(draws(CAMPS, POOR, number=3, seed=5))


def test_an_edge_that_a_draw_lacks_is_0_in_it() -> None:
    found = network(THREE, TWO)
    bounds = edge_intervals((network(THREE[:1], TWO) for _ in range(2)), found, number=2)
    assert bounds["A", "x"] == Interval(1, 1)
    assert bounds["A", "y"] == Interval(0, 0)


def test_a_network_without_edges_has_no_intervals() -> None:
    assert edge_intervals(iter([]), network([], TWO), number=0) == {}


def test_draws_in_which_a_figure_is_not_defined_are_left_out() -> None:
    assert figure_intervals([{"a": 1.0, "b": None}, {"a": 3.0, "b": None}, {"a": None, "b": None}]) == {"a": Interval(1.05, 2.95)}


def test_without_checked_articles_nothing_is_drawn() -> None:
    with pytest.raises(SettingsError, match="onrecord sample"):
        next(draws(THREE, []))


def test_other_sides_than_for_and_against_are_refused() -> None:
    with pytest.raises(SettingsError, match="agreement alone"):
        next(draws([replace(THREE[0], qualifier=2)], PERFECT))

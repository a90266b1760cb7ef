"""Polarisation is high where camps agree inside and conflict across, and is never told without chance beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.debate.design import Design, Selection
from onrecord.debate.indices import indices, modularity
from onrecord.debate.networks import network
from onrecord.debate.polarisation import polarisation
from onrecord.errors import SettingsError
from tests.debate.debates_made import CAMPS, THREE, row

if TYPE_CHECKING:
    from onrecord.debate.indices import Indices

RAW = Design(network="onemode", aggregation="congruence")


def figures(*groups: str) -> Indices:
    agreement = network(CAMPS, RAW).dense()
    conflict = network(CAMPS, Design(network="onemode", aggregation="conflict")).dense()
    return indices(agreement, conflict, np.array([next(at for at, group in enumerate(groups) if name in group) for name in "ABCDEF"]))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (("ABC", "DEF"), (0.5, -0.5, -1, 1, 0.5, 1, 1, 0)),
        (("ABF", "CDE"), (-1 / 6, -1 / 18, 1 / 3, 1 / 9, -1 / 18, -1 / 9, 7 / 15, 48 / 90)),
        (("ABCD", "EF"), (1 / 9, -2 / 9, -1 / 3, 1 / 3, 1 / 6, 1 / 3, 22 / 35, 30 / 90)),
    ],
)
def test_the_figures_of_two_camps_are_those_counted_by_hand(groups: tuple[str, ...], expected: tuple[float, ...]) -> None:
    assert tuple(figures(*groups)) == pytest.approx(expected)


def test_without_conflict_what_rests_on_it_is_not_defined() -> None:
    agreement = np.array([[0.0, 1], [1, 0]])
    found = indices(agreement, np.zeros((2, 2)), np.array([0, 0]))
    assert (found.conflict_modularity, found.modularity, found.external) == (None, None, None)
    assert found.fit == 1
    assert tuple(indices(np.zeros((0, 0)), np.zeros((0, 0)), np.zeros(0, dtype=np.int64))) == (None,) * 8


def test_one_group_of_all_has_no_modularity_left() -> None:
    assert modularity(np.array([[0.0, 2], [2, 0]]), np.array([0, 0])) == pytest.approx(0)


def test_the_search_finds_the_camps() -> None:
    found = polarisation(CAMPS, 2, draws=20)
    assert {frozenset(name for name, group in found.groups.items() if group == one) for one in "12"} == {frozenset("ABC"), frozenset("DEF")}
    assert found.groups["A"] == "1"
    assert found.searched
    assert found.stances == len(CAMPS)
    assert found.indices.external == pytest.approx(1)


def test_more_groups_are_made_only_where_they_help() -> None:
    assert set(polarisation(CAMPS, 4, draws=0).groups.values()) == {"1", "2"}


def test_camps_are_more_polarised_than_chance() -> None:
    found = polarisation(CAMPS, {name: "for" if name in "ABC" else "against" for name in "ABCDEF"}, draws=50)
    assert len(found.null) == 50
    assert found.percentile("external") == pytest.approx(100, abs=2)
    assert not found.searched


def test_equal_seeds_give_equal_figures() -> None:
    assert polarisation(CAMPS, 2, draws=5, seed=3) == polarisation(CAMPS, 2, draws=5, seed=3)
    assert polarisation(CAMPS, 2, draws=5, seed=3).null != polarisation(CAMPS, 2, draws=5, seed=4).null


def test_sides_are_dealt_within_the_issue() -> None:
    unanimous = [one for one in CAMPS if one.actor in "ABC"]
    found = polarisation(unanimous, {"A": "1", "B": "1", "C": "2"}, draws=5)
    assert set(found.null) == {found.indices}
    assert found.percentile("fit") == 50
    assert found.percentile("external") is None


def test_sides_of_one_issue_are_not_dealt_to_another() -> None:
    rows = [row("1", "2020-01-01", name, issue, int(issue == "x"), ident="s") for name in "ABC" for issue in "xy"]
    found = polarisation(rows, {"A": "1", "B": "1", "C": "2"}, draws=10)
    assert set(found.null) == {found.indices}


def test_the_search_hears_conflict_without_agreement() -> None:
    rows = [row("1", "2020-01-01", name, "x", side, ident="s") for name, side in (("A", 1), ("B", 0))]
    assert polarisation(rows, 2, draws=0).groups == {"A": "1", "B": "2"}


def test_who_has_no_group_is_in_no_figure() -> None:
    found = polarisation(THREE, {"A": "one", "B": "two", "Z": "two"}, draws=0)
    assert found.groups == {"A": "one", "B": "two"}
    assert found.indices.external == pytest.approx(0)
    assert found.percentile("external") is None


def test_no_rows_are_not_polarised_and_no_error() -> None:
    assert polarisation([], 2, draws=2).indices.fit is None
    assert polarisation([], {"A": "x"}, draws=2).stances == 0


def test_one_group_is_no_division() -> None:
    with pytest.raises(SettingsError, match="groups cannot be 1"):
        polarisation(CAMPS, 1)


def test_the_selection_and_the_side_are_heard() -> None:
    found = polarisation(CAMPS, 2, Design(network="onemode", of="issue"), Selection(duplicates="acrossrange"), draws=0)
    assert set(found.groups) == {"x", "y", "z"}

"""Centralities are those of small networks that can be counted by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from onrecord.debate.centrality import centralities
from onrecord.debate.design import Design
from onrecord.debate.networks import network
from tests.debate.debates_made import THREE, row

#: A and C meet only through B.
CHAIN = [row("1", "2020-01-01", *said, 1, ident="s") for said in (("A", "x"), ("B", "x"), ("B", "y"), ("C", "y"))]
CONGRUENCE = Design(network="onemode", aggregation="congruence")


def test_who_joins_two_others_stands_between_them() -> None:
    first, second, third = centralities(network(CHAIN, CONGRUENCE))
    assert (first.name, first.side, first.degree, first.strength) == ("A", "actor", 1, 1)
    assert (second.degree, second.strength, second.betweenness, second.closeness) == (2, 2, 1, 1)
    assert third.closeness == pytest.approx(2 / 3)
    assert [one.eigenvector for one in (first, second, third)] == pytest.approx([1 / 2, 1 / sqrt(2), 1 / 2], abs=1e-6)


def test_opponents_are_no_way() -> None:
    found = centralities(network(THREE, Design(network="onemode", aggregation="subtract")))
    assert [(one.degree, one.strength, one.eigenvector, one.betweenness) for one in found] == [(0, 0, 0, 0)] * 3


def test_issues_stand_after_actors_and_rejection_is_a_tie() -> None:
    found = centralities(network(THREE, Design(aggregation="subtract")))
    assert [(one.side, one.name, one.strength) for one in found] == [
        ("actor", "A", 2),
        ("actor", "B", 2),
        ("actor", "C", 2),
        ("issue", "x", 3),
        ("issue", "y", 2),
        ("issue", "z", 1),
    ]


def test_strong_ties_are_short() -> None:
    rows = [*CHAIN, row("1", "2020-01-01", "A", "x", 1, ident="s"), row("1", "2020-01-01", "C", "x", 1, ident="s")]
    place = {one.name: one for one in centralities(network(rows, CONGRUENCE))}
    assert place["A"].closeness == pytest.approx(2 / (1 / 2 + 1 / 2))


def test_ways_can_be_left_out() -> None:
    assert {one.betweenness for one in centralities(network(CHAIN, CONGRUENCE), ways=False)} == {None}


def test_an_empty_network_has_no_middle() -> None:
    assert centralities(network([], CONGRUENCE)) == ()
    assert centralities(network([], Design())) == ()

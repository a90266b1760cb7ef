"""Where all cannot be drawn, the strongest are, and what is left out is said."""

from __future__ import annotations

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.pictures.strongest import CLEAR, TIES, strongest
from tests.debate.debates_made import THREE
from tests.pictures.debates_drawn import crowd, debate

AGREE = Design(network="onemode", aggregation="congruence")


def test_of_few_nodes_all_are_drawn_and_nothing_is_said() -> None:
    chosen = strongest(network(THREE, Design()), 60)
    assert (chosen.rows, chosen.columns, len(chosen.ties), chosen.left_out) == ((0, 1, 2), (0, 1, 2), 6, ())


def test_of_two_modes_both_are_counted_together() -> None:
    chosen = strongest(network(THREE, Design()), 4)
    assert len(chosen.rows) + len(chosen.columns) == 4
    assert chosen.left_out[0] == "Drawn are the 4 of 6 actors and issues with the most weight on their ties."


def test_the_nodes_kept_have_the_most_weight() -> None:
    drawn = network(debate(crowd(40), stances=400), AGREE)
    sums = drawn.dense().sum(axis=1)
    chosen = strongest(drawn, 10)
    assert min(sums[list(chosen.rows)]) >= max(sums[at] for at in range(len(sums)) if at not in chosen.rows)


def test_of_many_ties_the_strongest_are_drawn_weak_ones_first() -> None:
    drawn = network(debate(crowd(40), stances=900), AGREE)
    chosen = strongest(drawn, 60)
    assert len(chosen.ties) == max(CLEAR, TIES * len(chosen.rows))
    weights = [tie.weight for tie in chosen.ties]
    assert weights == sorted(weights)
    assert chosen.left_out == (
        f"Drawn are the {len(weights)} strongest of {sum(1 for _ in drawn.edges())} ties, the strongest of each node among them.",
    )


def test_every_node_keeps_its_strongest_tie() -> None:
    drawn = network(debate(crowd(60), stances=900), AGREE)
    chosen = strongest(drawn, 60)
    joined = {at for tie in chosen.ties for at in (tie.row, tie.column)}
    ties = {at for at in chosen.rows if drawn.dense()[at].any()}
    assert ties <= joined

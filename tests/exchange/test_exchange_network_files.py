"""A network becomes nodes and edges by id, with the sides, the statements, the groups and the windows that belong to them."""

from __future__ import annotations

import pytest

from onrecord.debate.design import Design, Qualifier
from onrecord.debate.networks import network
from onrecord.exchange.networks.network_files import FileNode, network_file, typed
from tests.exchange.networks_made import FERRY, ONE_MODE, SUBTRACT, one_mode, two_mode


def signs(design: Design) -> set[int | None]:
    return {edge.sign for edge in network_file(network(FERRY, design), title="").edges}


def test_nodes_of_two_modes_tell_actors_from_issues() -> None:
    assert [node.id for node in two_mode().nodes][2:4] == ["actor:김서연 🚢", "issue:The ferry should be free"]


def test_nodes_of_one_mode_stand_once_and_are_of_the_side_asked_for() -> None:
    assert [node.kind for node in one_mode().nodes] == ["actor"] * 3
    issues = network_file(network(FERRY, Design(network="onemode", of="issue")), title="").nodes
    assert {node.kind for node in issues} == {"issue"}


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        (SUBTRACT, {1, -1}),
        (ONE_MODE, {1, -1}),
        (Design(network="onemode", aggregation="congruence"), {1}),
        (Design(network="onemode", aggregation="conflict"), {-1}),
        (Design(), {None}),
        (Design(aggregation="combine"), {None}),
    ],
)
def test_sides_are_told_where_the_network_tells_them(design: Design, expected: set[int | None]) -> None:
    assert signs(design) == expected


def test_words_that_were_only_counted_have_no_side() -> None:
    assert signs(Design(aggregation="subtract", qualifier=Qualifier("text"))) == {None}


def test_an_edge_that_cancels_is_there_in_its_windows() -> None:
    (edge,) = (one for one in two_mode(windows=True).edges if one.target == "issue:The port should grow" and one.source == "actor:Ana Ruiz")
    assert (edge.weight, edge.statements) == (0.0, ("s2", "s6"))
    assert [(spell.first.month, spell.weight) for spell in edge.spells] == [(3, -1.0), (5, 1.0)]


@pytest.mark.parametrize(
    ("values", "form"),
    [((1, 2), "long"), ((1, 2.5), "double"), ((True, False), "boolean"), ((True, 1), "string"), (("a", 1), "string")],
)
def test_an_attribute_has_the_narrowest_type_that_holds_all_its_values(values: tuple[str | float, ...], form: str) -> None:
    nodes = [FileNode(id=str(at), name="", attributes={"x": value}) for at, value in enumerate(values)]
    assert typed(nodes) == {"x": form}

"""Nodes that stand together come into one group, by either method."""

from __future__ import annotations

import random

import pytest

from onrecord.debate.design import Design
from onrecord.debate.groups import Method, groups, hierarchical
from onrecord.debate.matrices import profiles
from onrecord.debate.networks import count
from onrecord.errors import SettingsError
from tests.debate.debates_made import AGAIN, CAMPS, row


@pytest.mark.parametrize("method", ["louvain", "hierarchical"])
def test_two_camps_are_two_groups(method: Method) -> None:
    found = groups(CAMPS, method=method)
    assert found.members == {"A": 1, "B": 1, "C": 1, "D": 2, "E": 2, "F": 2}
    assert found.modularity == pytest.approx(0.5)
    assert (found.method, found.alone, found.stances) == (method, (), 18)


def test_the_largest_group_comes_first() -> None:
    rows = [row("1", "2020-01-01", name, "x", int(name in "CDE"), ident=name) for name in "ABCDE"]
    assert groups(rows).members == {"A": 2, "B": 2, "C": 1, "D": 1, "E": 1}


def test_who_agrees_with_nobody_is_alone() -> None:
    rows = [*CAMPS, row("1", "2020-01-01", "Z", "elsewhere", 1, ident="z")]
    assert groups(rows).alone == ("Z",)
    assert "Z" in groups(rows, method="hierarchical").members


@pytest.mark.parametrize("method", ["louvain", "hierarchical"])
def test_camps_are_found_though_a_quarter_of_all_say_what_the_other_camp_says(method: Method) -> None:
    chance = random.Random(5)  # noqa: S311 - nothing is secret here
    rows = [
        row(
            str(at),
            "2020-01-01",
            f"a{actor:02}",
            f"i{chance.randrange(15):02}",
            int((actor % 2 == 0) == (chance.random() < 0.75)),
            ident="s",
        )
        for at, actor in enumerate(chance.randrange(40) for _ in range(1000))
    ]
    found = groups(rows, method=method, number=2 if method == "hierarchical" else None).members
    right = sum((int(name[1:]) % 2 == int(found["a00"] != 1)) == (number == 1) for name, number in found.items())
    assert set(found.values()) == {1, 2}
    assert right >= 36


def test_a_tree_is_cut_into_the_number_asked_for() -> None:
    assert set(groups(AGAIN, method="hierarchical", number=3).members.values()) == {1, 2, 3}
    assert set(groups(AGAIN, method="hierarchical", number=1).members.values()) == {1}


def test_a_tree_joins_by_the_share_of_issues_and_sides_in_common() -> None:
    counting = count(AGAIN, Design(network="onemode", aggregation="subtract"))
    profile, _ = profiles(counting.table, counting.kept, counting.nodes(counting.kept), counting.design)
    assert profile.toarray().astype(bool).sum(axis=1).tolist() == [3, 2, 2]
    two = hierarchical(profile, counting.draw(counting.kept, counting.nodes(counting.kept)).dense(), 2)
    assert two[1] != two[2]


def test_issues_come_into_groups_as_well() -> None:
    assert set(groups(CAMPS, Design(network="onemode", of="issue")).members) == {"x", "y", "z"}


@pytest.mark.parametrize("method", ["louvain", "hierarchical"])
def test_nobody_is_in_no_group(method: Method) -> None:
    assert groups([], method=method).members == {}
    one = groups([row("1", "2020-01-01", "A", "x", 1, ident="s")], method=method)
    assert one.modularity is None


def test_the_number_is_refused_where_it_means_nothing() -> None:
    with pytest.raises(SettingsError, match="number of groups cannot be 2"):
        groups(CAMPS, number=2)
    with pytest.raises(SettingsError, match="number of groups cannot be 0"):
        groups(CAMPS, method="hierarchical", number=0)
    with pytest.raises(SettingsError, match="method cannot be 'walktrap'; choose louvain, hierarchical"):
        groups(CAMPS, method="walktrap")  # type: ignore[arg-type]

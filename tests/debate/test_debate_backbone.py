"""Issues that change nothing are dropped first."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.debate.backbone import nested_backbone, spectrum_of
from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.errors import SettingsError
from tests.debate.debates_made import CAMPS, THREE, row


def test_the_spectrum_of_two_triangles() -> None:
    weights = network(CAMPS, Design(network="onemode", aggregation="congruence")).dense()
    assert spectrum_of(weights) == pytest.approx([0.25, 0.25, 0.25, 0.25, 0, 0], abs=1e-12)
    assert spectrum_of(weights, "strengths") == pytest.approx([1 / 6] * 6)
    assert spectrum_of(np.zeros((2, 2))).tolist() == [0, 0]


def test_issues_that_say_the_same_can_be_spared_but_for_the_last() -> None:
    steps = nested_backbone(CAMPS)
    assert [step.issue for step in steps] == ["x", "y", "z"]
    assert [step.kept for step in steps] == pytest.approx([0, 0, 1], abs=1e-9)
    assert [step.dropped for step in steps] == pytest.approx([0, 0, 0], abs=1e-9)


def test_an_issue_of_one_actor_is_dropped_before_the_one_that_carries_the_network() -> None:
    rows = [*THREE, row("4", "2020-03-01", "C", "y", 1, ident="s7")]
    steps = nested_backbone(rows, Design(network="onemode", aggregation="congruence"))
    assert steps[0].issue == "z"
    assert steps[0].kept == pytest.approx(0, abs=1e-9)
    assert steps[0].dropped == pytest.approx(1)
    assert (steps[-1].kept, steps[-1].dropped) == pytest.approx((1, 0))


def test_the_strengths_of_dna_give_other_distances() -> None:
    rows = [*THREE, row("4", "2020-03-01", "C", "y", 1, ident="s7"), row("4", "2020-03-01", "D", "y", 1, ident="s8")]
    assert nested_backbone(rows) != nested_backbone(rows, spectrum="strengths")


def test_no_issue_has_no_backbone() -> None:
    assert nested_backbone([]) == ()


def test_other_networks_are_refused() -> None:
    with pytest.raises(SettingsError, match="network of a backbone cannot be 'twomode'"):
        nested_backbone(THREE, Design())
    with pytest.raises(SettingsError, match="side of a backbone cannot be 'issue'"):
        nested_backbone(THREE, Design(network="onemode", of="issue"))
    with pytest.raises(SettingsError, match="spectrum cannot be 'colour'"):
        nested_backbone(THREE, spectrum="colour")  # type: ignore[arg-type]

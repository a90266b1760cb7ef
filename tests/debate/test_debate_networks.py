"""Networks hold what their definitions say, counted by hand and by the slowest of programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from math import isclose
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.debate.design import Aggregation, Design, Duplicates, LeaveOut, Qualifier, Selection
from onrecord.debate.networks import event_list, network
from onrecord.debate.stances import DebateStance
from onrecord.errors import SettingsError
from tests.debate.debates_made import AGAIN, THREE, row

if TYPE_CHECKING:
    from onrecord.debate.network import Network

ONEMODE = Design(network="onemode", aggregation="congruence")
NUMBERS = Qualifier("number")
WORDS = Qualifier("text")
debates = st.lists(
    st.builds(
        DebateStance,
        document=st.sampled_from(["d1", "d2", "d3"]),
        day=st.dates(date(2020, 12, 20), date(2021, 1, 10)),
        actor=st.sampled_from(["A", "B", "C", "D", ""]),
        issue=st.sampled_from(["x", "y", ""]),
        qualifier=st.sampled_from([0, 1, None]),
        weight=st.sampled_from([1.0, 0.5]),
        place=st.integers(0, 3),
        statements=st.tuples(st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6"])),
    ),
    max_size=25,
)


def triangle(found: Network) -> list[float]:
    figures = found.dense()
    return [figures[left, right].item() for left in range(len(figures)) for right in range(left + 1, len(figures))]


@pytest.mark.parametrize(
    ("duplicates", "expected"),
    [
        ("include", [[3, 1, 0], [2, 1, 0], [1, 0, 1]]),
        ("document", [[2, 1, 0], [2, 1, 0], [1, 0, 1]]),
        ("week", [[2, 1, 0], [2, 1, 0], [1, 0, 1]]),
        ("month", [[2, 1, 0], [2, 1, 0], [1, 0, 1]]),
        ("year", [[1, 1, 0], [2, 1, 0], [1, 0, 1]]),
        ("acrossrange", [[1, 1, 0], [1, 1, 0], [1, 0, 1]]),
    ],
)
def test_saying_the_same_again_counts_once_within_the_spell(duplicates: Duplicates, expected: list[list[int]]) -> None:
    assert network(AGAIN, Design(), Selection(duplicates=duplicates)).dense().tolist() == expected


def test_januaries_of_two_years_are_one_month_to_dna_alone() -> None:
    rows = [row("1", "2020-01-10", "A", "x", 1, ident="s1"), row("2", "2021-01-11", "A", "x", 1, ident="s2")]
    monthly = Selection(duplicates="month")
    assert len(network(rows, Design(), monthly).stances) == 2
    assert len(network(rows, Design(), monthly, dna_compat=True).stances) == 1


def test_a_week_across_new_year_is_one_week() -> None:
    rows = [row("1", "2020-12-31", "A", "x", 1, ident="s1"), row("2", "2021-01-02", "A", "x", 1, ident="s2")]
    assert len(network(rows, Design(), Selection(duplicates="week")).stances) == 1
    assert len(network(rows, Design(), Selection(duplicates="month")).stances) == 2


def test_the_other_side_is_no_duplicate_where_sides_are_looked_at() -> None:
    year = Selection(duplicates="year")
    assert network(AGAIN, Design(aggregation="subtract"), year).dense().tolist() == [[0, -1, 0], [2, 1, 0], [-1, 0, 1]]


def test_isolates_are_those_who_spoke_in_the_period_without_an_edge() -> None:
    assert network(AGAIN, Design()).rows == ("A", "B", "C")
    found = network(AGAIN, Design(isolates=True))
    assert found.rows == ("A", "B", "C", "D")
    assert found.dense()[3].tolist() == [0, 0, 0]


def test_combine_gives_each_set_of_sides_its_number() -> None:
    assert network(AGAIN, Design(aggregation="combine")).dense().tolist() == [[3, 2, 0], [1, 1, 0], [2, 0, 1]]


@pytest.mark.parametrize(
    ("aggregation", "normalisation", "expected"),
    [
        ("ignore", "no", [2, 1, 1]),
        ("congruence", "average", [1 / 2, 0, 0]),
        ("conflict", "jaccard", [1 / 3, 1 / 4, 1 / 4]),
        ("subtract", "no", [0, -1, -1]),
        ("subtract", "dna_cosine", [0, -1 / 4, -1 / 4]),
    ],
)
def test_two_actors_are_joined_by_what_both_spoke_of(aggregation: Any, normalisation: Any, expected: list[float]) -> None:
    found = network(THREE, Design(network="onemode", aggregation=aggregation, normalisation=normalisation))
    assert triangle(found) == pytest.approx(expected)


def test_the_cosine_is_that_of_the_rows_of_the_table() -> None:
    for aggregation in ("ignore", "subtract"):
        table = network(AGAIN, Design(aggregation=aggregation)).dense()
        found = network(AGAIN, Design(network="onemode", aggregation=aggregation, normalisation="cosine"))
        lengths = np.linalg.norm(table, axis=1)
        expected = table @ table.T / np.outer(lengths, lengths)
        np.fill_diagonal(expected, 0)
        assert found.dense() == pytest.approx(expected)


def test_the_cosine_of_conflict_is_divided_by_the_lengths_of_congruence() -> None:
    found = network(THREE, Design(network="onemode", aggregation="conflict", normalisation="cosine"))
    assert triangle(found) == pytest.approx([1 / 2] * 3)


def test_of_rows_that_say_the_same_the_first_counts() -> None:
    assert network(AGAIN, Design(aggregation="subtract"), Selection(duplicates="document")).statements("A", "x") == ("s1", "s8")


def test_rows_of_a_day_stand_by_document_then_place() -> None:
    later = replace(THREE[0], document="2", place=0, statements=("later",))
    earlier = replace(THREE[0], document="1", place=5, statements=("earlier",))
    assert event_list([later, earlier]) == (earlier, later)


def test_issues_are_joined_by_who_spoke_of_both() -> None:
    found = network(THREE, replace(ONEMODE, of="issue"))
    assert found.rows == ("x", "y", "z")
    assert triangle(found) == [1, 0, 0]


def test_numbers_are_the_less_alike_the_further_apart() -> None:
    rows = [row("1", "2020-01-01", name, "x", side, ident=name) for name, side in (("A", -2), ("B", 1), ("C", 2))]
    assert triangle(network(rows, replace(ONEMODE, qualifier=NUMBERS))) == [0.25, 0, 0.75]


def test_the_codebook_may_fix_the_range_of_numbers() -> None:
    rows = [row("1", "2020-01-01", name, "x", side, ident=name) for name, side in (("A", 0), ("B", 1))]
    assert triangle(network(rows, replace(ONEMODE, qualifier=NUMBERS))) == [0]
    assert triangle(network(rows, replace(ONEMODE, qualifier=Qualifier("number", low=-2, high=2)))) == [0.75]


def test_one_number_alone_is_no_division_by_nothing() -> None:
    rows = [row("1", "2020-01-01", name, "x", 2, ident=name) for name in "AB"]
    assert triangle(network(rows, replace(ONEMODE, qualifier=NUMBERS))) == [1]


def test_words_conflict_where_both_speak_and_differ() -> None:
    rows = [row("1", "2020-01-01", *said, ident="s") for said in (("A", "x", "tax"), ("B", "x", "ban"), ("B", "y", "ban"))]
    design = Design(network="onemode", aggregation="conflict", qualifier=WORDS)
    assert triangle(network(rows, design)) == [1]
    assert triangle(network(rows, design, dna_compat=True)) == [3]


def test_a_row_without_a_side_counts_only_where_sides_are_not_looked_at() -> None:
    rows = [row("1", "2020-01-01", "A", "x", None, ident="s1"), row("1", "2020-01-01", "B", "x", 1, ident="s2")]
    assert network(rows, Design()).dense().tolist() == [[1], [1]]
    assert network(rows, Design(aggregation="subtract")).rows == ("B",)


def test_the_period_holds_its_first_and_last_day_and_no_row_without_one() -> None:
    rows = [*AGAIN, DebateStance("9", None, "E", "x", 1, statements=("s12",))]
    found = network(rows, Design(), Selection(first=date(2020, 1, 20), last=date(2020, 2, 24)))
    assert [one.statements[0] for one in found.stances] == ["s3", "s4", "s5", "s6", "s8"]
    assert "E" in network(rows, Design()).rows


def test_what_is_listed_is_left_out_or_alone_kept() -> None:
    left_out = LeaveOut(actors=frozenset({"A"}), issues=frozenset({"z"}), qualifiers=frozenset({0}))
    assert [one.statements[0] for one in event_list(THREE, Design(), Selection(leave_out=left_out))] == ["s3", "s4"]
    alone = LeaveOut(documents=frozenset({"1"}), inverted=True)
    assert [one.statements[0] for one in event_list(THREE, Design(), Selection(leave_out=alone))] == ["s1", "s2"]


def test_actors_and_issues_named_too_seldom_are_dropped() -> None:
    assert network(AGAIN, Design(), Selection(least_actor=3)).rows == ("A", "B")
    assert network(AGAIN, Design(), Selection(least_issue=2)).columns == ("x", "y")


def test_a_cell_lists_its_statements() -> None:
    table = network(AGAIN, Design(aggregation="subtract"))
    assert table.statements("A", "x") == ("s1", "s7", "s8")
    assert network(AGAIN, ONEMODE).statements("A", "B") == ("s1", "s7", "s3", "s9")
    assert network(AGAIN, replace(ONEMODE, aggregation="conflict")).statements("A", "B") == ("s2", "s3", "s4", "s8", "s9")
    assert table.statements("A", "nowhere") == ()


def test_edges_name_their_ends_and_statements() -> None:
    (edge,) = network(THREE, ONEMODE).edges()
    assert edge == ("A", "B", 1.0, ("s1", "s3"))


def test_nothing_makes_an_empty_network() -> None:
    for design in (Design(), Design(aggregation="combine"), ONEMODE, replace(ONEMODE, normalisation="jaccard", qualifier=WORDS)):
        found = network([], design)
        assert (found.rows, found.columns, found.dense().size, list(found.edges())) == ((), (), 0, [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"network": "threemode"}, "network cannot be 'threemode'; choose twomode, onemode"),
        ({"aggregation": "congruence"}, "aggregation of a twomode network cannot be 'congruence'; choose ignore, subtract, combine"),
        ({"normalisation": "jaccard"}, "normalisation of a twomode network cannot be 'jaccard'"),
        ({"network": "onemode", "aggregation": "combine"}, "aggregation of a onemode network cannot be 'combine'"),
        ({"aggregation": "subtract", "qualifier": Qualifier("none")}, "without a qualifier only ignore"),
    ],
)
def test_what_does_not_go_together_is_refused_with_the_choices(options: Any, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Design(**options)


def test_combine_is_divided_for_dna_alone() -> None:
    design = Design(aggregation="combine", normalisation="activity")
    with pytest.raises(SettingsError, match="no sum to divide by"):
        network(THREE, design)
    assert network(THREE, design, dna_compat=True).dense().tolist() == [[0.5, 1, 0], [0.5, 0.5, 0], [1, 0, 0.5]]


@pytest.mark.parametrize("side", [2, "for"])
def test_a_side_that_agreement_does_not_have_is_named(side: int | str) -> None:
    with pytest.raises(SettingsError, match=f"qualifier cannot be {side!r}"):
        network([row("1", "2020-01-01", "A", "x", side, ident="s")], Design())


def test_a_number_outside_the_codebook_is_named() -> None:
    with pytest.raises(SettingsError, match="cannot be 5; the codebook's range is -2 to 2"):
        network([row("1", "2020-01-01", "A", "x", 5, ident="s")], Design(qualifier=Qualifier("number", low=-2, high=2)))


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
def test_a_weight_that_is_no_amount_is_named(weight: float) -> None:
    with pytest.raises(SettingsError, match=f"weight cannot be {weight}"):
        network([replace(THREE[0], weight=weight)])


def by_pairs(rows: list[DebateStance], names: tuple[str, ...], aggregation: str, span: int) -> list[list[float]]:
    """The one-mode network of numbers, one pair of rows after the other."""
    figures = [[0.0] * len(names) for _ in names]
    for left, right in product(rows, repeat=2):
        if left.actor != right.actor and left.issue == right.issue and left.issue and left.actor and right.actor:
            assert isinstance(left.qualifier, int)
            assert isinstance(right.qualifier, int)
            apart = abs(left.qualifier - right.qualifier) / (span or 1)
            adds = {"ignore": 1, "congruence": 1 - apart, "conflict": apart, "subtract": 1 - 2 * apart}[aggregation]
            figures[names.index(left.actor)][names.index(right.actor)] += left.weight * right.weight * adds
    return figures


@settings(max_examples=50)
@given(rows=debates, aggregation=st.sampled_from(["ignore", "congruence", "conflict", "subtract"]))
def test_the_network_is_the_sum_over_all_pairs_of_rows(rows: list[DebateStance], aggregation: Aggregation) -> None:
    sided = [replace(one, qualifier=int(one.qualifier) * 3 - len(one.actor)) for one in rows if one.qualifier is not None]
    found = network(sided, Design(network="onemode", aggregation=aggregation, qualifier=NUMBERS))
    sides = [one.qualifier for one in sided if isinstance(one.qualifier, int)] or [0]
    assert found.dense().tolist() == [pytest.approx(line) for line in by_pairs(sided, found.rows, aggregation, max(sides) - min(sides))]


@settings(max_examples=50)
@given(rows=debates)
def test_congruence_and_conflict_are_all_and_their_difference_is_subtract(rows: list[DebateStance]) -> None:
    sided = [one for one in rows if one.qualifier is not None]
    ignore, congruence, conflict, subtract = (
        network(sided, Design(network="onemode", aggregation=name)).dense()  # type: ignore[arg-type]
        for name in ("ignore", "congruence", "conflict", "subtract")
    )
    assert congruence + conflict == pytest.approx(ignore)
    assert congruence - conflict == pytest.approx(subtract)
    assert (ignore == ignore.T).all()
    assert not ignore.diagonal().any()


@settings(max_examples=50)
@given(rows=debates)
def test_activities_of_an_actor_sum_to_one(rows: list[DebateStance]) -> None:
    assert network(rows, Design(normalisation="activity")).dense().sum(axis=1) == pytest.approx(1)
    assert network(rows, Design(normalisation="prominence")).dense().sum(axis=0) == pytest.approx(1)


@settings(max_examples=50)
@given(rows=debates, normalisation=st.sampled_from(["no", "average", "jaccard", "cosine", "dna_cosine"]))
def test_other_names_turn_the_matrix_and_nothing_else(rows: list[DebateStance], normalisation: Any) -> None:
    other = {"A": "D", "B": "A", "C": "B", "D": "C", "": ""}
    design = replace(ONEMODE, normalisation=normalisation)
    one = network(rows, design)
    two = network([replace(each, actor=other[each.actor]) for each in rows], design)
    order = [two.rows.index(other[name]) for name in one.rows]
    assert one.dense() == pytest.approx(two.dense()[np.ix_(order, order)])


@settings(max_examples=50)
@given(rows=debates, duplicates=st.sampled_from(get_args(Duplicates)))
def test_a_rule_for_duplicates_changes_nothing_the_second_time(rows: list[DebateStance], duplicates: Duplicates) -> None:
    once = event_list(rows, ONEMODE, Selection(duplicates=duplicates))
    assert event_list(once, ONEMODE, Selection(duplicates=duplicates)) == once


@settings(max_examples=50)
@given(rows=debates)
def test_the_wider_the_spell_the_fewer_rows_count(rows: list[DebateStance]) -> None:
    dated = [replace(one, day=date(2020, 12, 20) + timedelta(days=11 * int(one.document[1]))) for one in rows]
    counts = [len(event_list(dated, ONEMODE, Selection(duplicates=name))) for name in get_args(Duplicates) if name != "week"]
    assert counts == sorted(counts, reverse=True)


@settings(max_examples=30)
@given(rows=debates, aggregation=st.sampled_from(["ignore", "congruence", "conflict"]))
def test_every_cell_that_is_not_zero_lists_statements_of_both(rows: list[DebateStance], aggregation: Aggregation) -> None:
    named = [replace(one, statements=(f"{one.actor}{at}",)) for at, one in enumerate(rows)]
    found = network(named, Design(network="onemode", aggregation=aggregation))
    for one, two in product(found.rows, repeat=2):
        weight = found.dense()[found.rows.index(one), found.rows.index(two)]
        speakers = {statement[0] for statement in found.statements(one, two)}
        assert speakers == ({one, two} if not isclose(weight, 0) else set())

"""Kappa equals published examples, and does not mind who coded first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.agree.kappa import cohen_kappa, fleiss_kappa

#: Fleiss 1971, table 1: thirty patients, each given one of five diagnoses by six psychiatrists.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
TWO = st.lists(st.fixed_dictionaries({"A": st.integers(0, 3), "B": st.integers(0, 3)}), max_size=20)
THREE = st.lists(st.fixed_dictionaries({"A": st.integers(0, 3), "B": st.integers(0, 3), "C": st.integers(0, 3)}), max_size=20)


def from_table(table: list[list[int]]) -> list[dict[str, int]]:
    """Units of two coders from the table of one's values by the other's."""
    return [{"A": a, "B": b} for a, row in enumerate(table) for b, count in enumerate(row) for _ in range(count)]


def from_counts(rows: str) -> list[dict[str, int]]:
    """Units from how many coders gave each value, a digit a value."""
    values = [[value for value, count in enumerate(row) for _ in range(int(count))] for row in rows.split()]
    return [{str(coder): value for coder, value in enumerate(unit)} for unit in values]


def test_cohens_kappa_of_cohens_own_example() -> None:
    # Cohen 1960, table 1, as 200 cases: .70 observed and .41 expected, kappa .492.
    assert cohen_kappa(from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])) == pytest.approx(0.29 / 0.59)


def test_cohens_kappa_of_the_fifty_grants() -> None:
    # Wikipedia, "Cohen's kappa", simple example: 50 proposals, 20 both yes, 15 both no, kappa .4.
    assert cohen_kappa(from_table([[20, 5], [10, 15]])) == pytest.approx(0.4)


def test_fleiss_kappa_of_fleiss_own_example() -> None:
    assert fleiss_kappa(from_counts(DIAGNOSES)) == pytest.approx(0.430, abs=0.0005)


def test_fleiss_kappa_of_the_fourteen_raters() -> None:
    # Wikipedia, "Fleiss' kappa", worked example: ten subjects, fourteen raters, five categories, kappa .210.
    rows = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]]
    rows += [[7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]
    units = [dict(enumerate(v for v, count in enumerate(row) for _ in range(count))) for row in rows]
    assert fleiss_kappa([{str(coder): value for coder, value in unit.items()} for unit in units]) == pytest.approx(0.210, abs=0.0005)


def test_cohens_kappa_leaves_out_what_one_coder_did_not_code() -> None:
    units: list[dict[str, Any]] = [*from_table([[20, 5], [10, 15]]), {"A": 1}, {"A": None, "B": 0}]
    assert cohen_kappa(units) == pytest.approx(0.4)


def test_cohens_kappa_takes_units_by_name() -> None:
    assert cohen_kappa({"first": {"A": 1, "B": 1}, "second": {"A": 0, "B": 0}}) == 1


def test_cohens_kappa_names_the_coders_where_they_are_three() -> None:
    with pytest.raises(ValueError, match="A, B, C"):
        cohen_kappa([{"A": 1, "B": 1}, {"B": 1, "C": 1}])


def test_fleiss_kappa_names_the_numbers_where_units_have_different_ones() -> None:
    with pytest.raises(ValueError, match="2 in one and 3 in another"):
        fleiss_kappa([{"A": 1, "B": 1}, {"A": 1, "B": 1, "C": 2}])


@pytest.mark.parametrize("kappa", [cohen_kappa, fleiss_kappa])
@pytest.mark.parametrize("units", [[], [{}], [{"A": 1}], [{"A": 1, "B": 1}, {"A": 1, "B": 1}]])
def test_kappa_is_undefined_without_pairs_or_without_variation(kappa: Any, units: Any) -> None:
    assert kappa(units) is None


@given(st.lists(st.integers(0, 5), min_size=2).filter(lambda values: len(set(values)) > 1))
def test_coders_who_always_agree_have_a_kappa_of_one(values: list[int]) -> None:
    units = [{"A": value, "B": value} for value in values]
    assert cohen_kappa(units) == fleiss_kappa(units) == 1


@given(TWO, st.randoms(use_true_random=False))
def test_cohens_kappa_is_the_same_with_coders_changed_and_units_in_any_order(units: list[dict[str, int]], random: Any) -> None:
    other = [{"B": unit["A"], "A": unit["B"]} for unit in units]
    random.shuffle(other)
    assert cohen_kappa(other) == cohen_kappa(units)


@given(THREE, st.randoms(use_true_random=False))
def test_fleiss_kappa_does_not_mind_who_gave_which_value(units: list[dict[str, int]], random: Any) -> None:
    other = [dict(zip("XYZ", random.sample(list(unit.values()), 3), strict=True)) for unit in units]
    random.shuffle(other)
    assert fleiss_kappa(other) == fleiss_kappa(units)


@given(THREE)
def test_kappa_is_never_above_one_nor_below_minus_one(units: list[dict[str, int]]) -> None:
    two = [{"A": unit["A"], "B": unit["B"]} for unit in units]
    for kappa in (cohen_kappa(two), fleiss_kappa(units)):
        assert kappa is None or -1 <= kappa <= 1

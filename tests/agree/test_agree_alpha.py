"""Alpha equals published examples, and does not mind who coded first."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.agree.alpha import coincidences, interval_alpha, nominal_alpha

#: Krippendorff 2011, section C: four observers, twelve units, values missing.
FOUR_OBSERVERS = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
UNITS = st.lists(st.dictionaries(st.sampled_from("ABCD"), st.none() | st.integers(-3, 3)), max_size=12)


def by_unit(by_coder: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(by_coder, values, strict=True)) for values in zip(*by_coder.values(), strict=True)]


def test_nominal_alpha_of_krippendorffs_four_observers() -> None:
    assert nominal_alpha(by_unit(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


def test_interval_alpha_of_krippendorffs_four_observers() -> None:
    assert interval_alpha(by_unit(FOUR_OBSERVERS)) == pytest.approx(0.849, abs=0.0005)


def test_nominal_alpha_of_krippendorffs_two_observers_and_two_values() -> None:
    # Krippendorff 2011, section A.
    units = by_unit({"Meg": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "Owen": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
    assert nominal_alpha(units) == pytest.approx(0.095, abs=0.0005)


def test_nominal_alpha_of_krippendorffs_two_observers_and_five_values() -> None:
    # Krippendorff 2011, section B.
    assert nominal_alpha(by_unit({"Ben": "aabbdcccedda", "Gerry": "babbbccceddd"})) == pytest.approx(0.692, abs=0.0005)


def test_the_coincidence_matrix_is_krippendorffs() -> None:
    # Krippendorff 2011, section C: the matrix of the four observers, whose 40 pairable values are 9, 13, 10, 5 and 3.
    found = coincidences(by_unit(FOUR_OBSERVERS))
    order = [found.values.index(value) for value in (1, 2, 3, 4, 5)]
    expected = [
        [7, 4 / 3, 1 / 3, 1 / 3, 0],
        [4 / 3, 10, 4 / 3, 1 / 3, 0],
        [1 / 3, 4 / 3, 8, 1 / 3, 0],
        [1 / 3, 1 / 3, 1 / 3, 4, 0],
        [0, 0, 0, 0, 3],
    ]
    assert np.allclose(found.matrix[np.ix_(order, order)], expected)


def test_units_may_have_names() -> None:
    units = by_unit(FOUR_OBSERVERS)
    assert nominal_alpha({f"unit {i}": unit for i, unit in enumerate(units)}) == nominal_alpha(units)


def test_a_unit_with_one_value_counts_nowhere() -> None:
    units = by_unit(FOUR_OBSERVERS)
    assert nominal_alpha([*units, {"A": 7, "B": None}, {}]) == nominal_alpha(units)


@pytest.mark.parametrize("alpha", [nominal_alpha, interval_alpha])
@pytest.mark.parametrize("units", [[], [{"A": 1}, {"B": 2}], [{"A": 1, "B": None}]], ids=["none", "single", "missing"])
def test_alpha_is_undefined_where_nothing_can_be_paired(alpha: Any, units: Any) -> None:
    assert alpha(units) is None


@pytest.mark.parametrize("alpha", [nominal_alpha, interval_alpha])
def test_alpha_is_undefined_without_variation(alpha: Any) -> None:
    assert alpha([{"A": 1, "B": 1}, {"A": 1, "B": 1}]) is None


@pytest.mark.parametrize("value", ["high", float("nan"), float("inf")])
def test_interval_alpha_names_a_value_that_is_no_number(value: Any) -> None:
    with pytest.raises(ValueError, match=r"finite numbers, not (?:'high'|nan|inf)"):
        interval_alpha([{"A": 1, "B": value}])


def test_interval_alpha_takes_numbers_of_numpy() -> None:
    assert interval_alpha([{"A": np.int64(1), "B": np.float32(1)}, {"A": np.int64(2), "B": 2}]) == 1


def test_interval_alpha_of_very_small_numbers_is_that_of_large_ones() -> None:
    units = by_unit(FOUR_OBSERVERS)
    small = [{coder: value and value * 1e-200 for coder, value in unit.items()} for unit in units]
    assert interval_alpha(small) == pytest.approx(interval_alpha(units))


@given(st.lists(st.integers(0, 5), min_size=2).filter(lambda values: len(set(values)) > 1), st.integers(2, 4))
def test_coders_who_always_agree_have_an_alpha_of_one(values: list[int], coders: int) -> None:
    units = [dict.fromkeys("ABCD"[:coders], value) for value in values]
    assert nominal_alpha(units) == interval_alpha(units) == 1


@given(UNITS, st.permutations("ABCD"), st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_does_not_matter(units: list[dict[str, Any]], names: list[str], random: Any) -> None:
    other = [{names["ABCD".index(coder)]: unit[coder] for coder in sorted(unit, reverse=True)} for unit in units]
    random.shuffle(other)
    for alpha in (nominal_alpha, interval_alpha):
        assert alpha(other) == (None if alpha(units) is None else pytest.approx(alpha(units)))


@given(UNITS)
def test_alpha_is_never_above_one_nor_below_minus_one(units: list[dict[str, Any]]) -> None:
    for alpha in (nominal_alpha(units), interval_alpha(units)):
        assert alpha is None or -1 - 1e-9 <= alpha <= 1


@given(UNITS, st.integers(1, 50), st.integers(-50, 50))
@settings(max_examples=50)
def test_interval_alpha_does_not_depend_on_the_unit_of_measurement(units: list[dict[str, Any]], scale: int, shift: int) -> None:
    other = [{coder: None if value is None else value * scale + shift for coder, value in unit.items()} for unit in units]
    expected = interval_alpha(units)
    assert interval_alpha(other) == (None if expected is None else pytest.approx(expected))


@given(st.lists(st.fixed_dictionaries({"A": st.integers(0, 1), "B": st.integers(0, 1)}), max_size=20))
def test_of_two_values_nominal_and_interval_alpha_are_the_same(units: list[dict[str, int]]) -> None:
    expected = nominal_alpha(units)
    assert interval_alpha(units) == (None if expected is None else pytest.approx(expected))

"""A share that was counted with known errors is put right, and what cannot be put right is named."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.agree.bootstrap import interval
from onrecord.agree.correct import DoubleCoded, calibrated, inverted, possible, rogan_gladen, stratum_weights

#: 100 items coded twice: of 50 truly pro, 40 were assigned pro; of 50 truly con, 10 were.
SAMPLE = [DoubleCoded("pro", "pro", 40), DoubleCoded("con", "pro", 10), DoubleCoded("pro", "con", 10), DoubleCoded("con", "con", 40)]
RATES = st.floats(0.01, 0.99)


def test_rogan_gladen_of_a_published_herd() -> None:
    # epiR's manual, epi.prev (Rogan and Gladen's method): 23 of 150 cows positive, sensitivity .96 and specificity .89;
    # the true prevalence is 5.1 in 100 cows.
    assert rogan_gladen(23 / 150, sensitivity=0.96, specificity=0.89) == pytest.approx(0.051, abs=0.0005)


@given(RATES, RATES, RATES)
def test_rogan_gladen_undoes_the_errors(true: float, sensitivity: float, specificity: float) -> None:
    assume(abs(sensitivity + specificity - 1) > 0.01)
    apparent = true * sensitivity + (1 - true) * (1 - specificity)
    assert rogan_gladen(apparent, sensitivity=sensitivity, specificity=specificity) == pytest.approx(true)


def test_rogan_gladen_shows_an_apparent_share_that_rates_make_impossible() -> None:
    # Specificity .9 alone gives .1 of false positives: (.05 + .9 - 1) / (.9 + .9 - 1) = -.0625.
    assert rogan_gladen(0.05, sensitivity=0.9, specificity=0.9) == pytest.approx(-0.0625)


@pytest.mark.parametrize("wrong", [{"sensitivity": 1.2}, {"specificity": -0.1}, {"apparent": 20.0}, {"apparent": float("nan")}])
def test_rogan_gladen_names_what_is_no_share(wrong: dict[str, Any]) -> None:
    ((name, value),) = wrong.items()
    shares = {"apparent": 0.5, "sensitivity": 0.9, "specificity": 0.9} | wrong
    with pytest.raises(ValueError, match=f"{name} is .* not {value}"):
        rogan_gladen(shares["apparent"], sensitivity=shares["sensitivity"], specificity=shares["specificity"])


def test_rogan_gladen_refuses_rates_of_chance() -> None:
    with pytest.raises(ValueError, match=r"0\.3 .* 0\.7 are those of chance"):
        rogan_gladen(0.5, sensitivity=0.3, specificity=0.7)


def test_inverted_is_rogan_gladen_for_two_classes() -> None:
    # Sensitivity and specificity of the sample are both .8: (.32 + .8 - 1) / .6 = .2.
    assert inverted({"pro": 320, "con": 680}, SAMPLE) == pytest.approx({"pro": 0.2, "con": 0.8})


def test_inverted_of_three_classes() -> None:
    # Columns are true classes: of truly a, .7 were assigned a, .2 b and .1 c; of b .1, .8, .1; of c .2, .2, .6.
    # True shares .5, .3, .2 are then assigned as .35 + .03 + .04 = .42, .10 + .24 + .04 = .38 and .05 + .03 + .12 = .20.
    table = {("a", "a"): 7, ("b", "a"): 2, ("c", "a"): 1, ("a", "b"): 1, ("b", "b"): 8, ("c", "b"): 1}
    table |= {("a", "c"): 2, ("b", "c"): 2, ("c", "c"): 6}
    sample = [DoubleCoded(assigned, true, weight) for (assigned, true), weight in table.items()]
    assert inverted({"a": 42, "b": 38, "c": 20}, sample) == pytest.approx({"a": 0.5, "b": 0.3, "c": 0.2})


def test_inverted_may_lie_below_nought() -> None:
    # (.1 + .8 - 1) / .6 = -1/6.
    assert inverted({"pro": 10, "con": 90}, SAMPLE) == pytest.approx({"pro": -1 / 6, "con": 7 / 6})


def test_calibrated_weighs_true_shares_within_assigned_classes() -> None:
    # Of those assigned pro .8 are, of those assigned con .2: .32 * .8 + .68 * .2 = .392.
    assert calibrated({"pro": 320, "con": 680}, SAMPLE) == pytest.approx({"pro": 0.392, "con": 0.608})


def test_calibrated_finds_a_class_that_was_never_assigned() -> None:
    sample = [DoubleCoded("pro", "pro"), DoubleCoded("pro", "mixed")]
    assert calibrated({"pro": 7}, sample) == pytest.approx({"mixed": 0.5, "pro": 0.5})


def test_weights_undo_a_sample_drawn_unevenly() -> None:
    # 900 items of news and 100 of opinion, ten drawn from each. All news is right, and half the opinion assigned pro is con.
    # Unweighted, 5 of 15 assigned pro are con; weighted, 5 * 10 of 10 * 90 + 5 * 10 + 5 * 10 are.
    weights = stratum_weights({"news": 900, "opinion": 100}, {"news": 10, "opinion": 10})
    news = [DoubleCoded("pro", "pro", weights["news"])] * 10
    opinion = [DoubleCoded("pro", true, weights["opinion"]) for true in ["pro", "con"] * 5]
    assert calibrated({"pro": 1}, news + opinion) == pytest.approx({"con": 0.05, "pro": 0.95})


def test_items_that_stand_for_none_say_nothing() -> None:
    assert calibrated({"pro": 1, "con": 1}, [*SAMPLE, DoubleCoded("pro", "con", 0)]) == calibrated({"pro": 1, "con": 1}, SAMPLE)


def test_a_stratum_weight_is_population_over_sample() -> None:
    assert stratum_weights({"news": 900, "opinion": 100, "letters": 0}, {"news": 10, "opinion": 20}) == {"news": 90, "opinion": 5}


@pytest.mark.parametrize(("population", "sampled"), [({"news": 9}, {}), ({"news": 9}, {"news": 10}), ({}, {"news": 1})])
def test_a_stratum_that_cannot_have_been_sampled_so_is_named(population: dict[str, int], sampled: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="'news'"):
        stratum_weights(population, sampled)


def test_calibrated_names_an_assigned_class_that_is_not_in_the_sample() -> None:
    with pytest.raises(ValueError, match="'mixed'"):
        calibrated({"pro": 1, "mixed": 1}, SAMPLE)


def test_inverted_names_a_class_that_is_never_true_in_the_sample() -> None:
    with pytest.raises(ValueError, match="'mixed'"):
        inverted({"pro": 1}, [*SAMPLE, DoubleCoded("mixed", "con")])


def test_inverted_refuses_a_coder_who_does_not_tell_classes_apart() -> None:
    with pytest.raises(ValueError, match="does not tell con, pro apart"):
        inverted({"pro": 1, "con": 1}, [DoubleCoded(a, t) for a, t in product(["pro", "con"], repeat=2)])


@pytest.mark.parametrize("correct", [calibrated, inverted])
@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_count_or_weight_that_is_none_is_named(correct: Any, value: float) -> None:
    with pytest.raises(ValueError, match=f"'pro' cannot count {value}"):
        correct({"pro": value}, SAMPLE)
    with pytest.raises(ValueError, match=f"'pro' cannot count {value}"):
        correct({"pro": 1}, [*SAMPLE, DoubleCoded("pro", "con", value)])


@pytest.mark.parametrize("correct", [calibrated, inverted])
def test_nothing_assigned_cannot_be_put_right(correct: Any) -> None:
    with pytest.raises(ValueError, match="nothing was assigned"):
        correct({"pro": 0}, SAMPLE)


def test_possible_shares_stay_as_they_are() -> None:
    assert possible({"a": 0.2, "b": 0.8}) == pytest.approx({"a": 0.2, "b": 0.8})


def test_of_two_classes_the_nearest_possible_shares_are_cut_off_at_nought_and_one() -> None:
    assert possible({"pro": -1 / 6, "con": 7 / 6}) == pytest.approx({"pro": 0, "con": 1})


def test_there_are_no_possible_shares_of_nothing() -> None:
    with pytest.raises(ValueError, match="no shares"):
        possible({})


@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(-3, 3), min_size=1))
def test_possible_shares_lie_within_bounds_add_up_and_keep_their_order(shares: dict[str, float]) -> None:
    found = possible(shares)
    assert all(0 <= share <= 1 + 1e-9 for share in found.values())
    assert sum(found.values()) == pytest.approx(1)
    names = sorted(shares, key=lambda name: shares[name])
    assert all(found[low] <= found[high] for low, high in pairwise(names))


@given(st.lists(st.integers(1, 50), min_size=9, max_size=9))
def test_both_methods_agree_where_the_sample_is_as_the_whole(counts: list[int]) -> None:
    # Then both give the sample's own true shares, whatever the errors.
    sample = [DoubleCoded(a, t, n) for (a, t), n in zip(product("abc", repeat=2), counts, strict=True)]
    assigned = {name: float(sum(i.weight for i in sample if i.assigned == name)) for name in "abc"}
    true = {name: sum(i.weight for i in sample if i.true == name) / sum(counts) for name in "abc"}
    assert calibrated(assigned, sample) == pytest.approx(true)
    try:
        found = inverted(assigned, sample)
    except ValueError:
        assume(False)  # noqa: FBT003 - errors that cannot be undone
    assert found == pytest.approx(true, abs=1e-5)


@given(st.integers(1, 100), st.integers(1, 100))
def test_a_coder_without_errors_needs_no_correction(pro: int, con: int) -> None:
    sample = [DoubleCoded("pro", "pro"), DoubleCoded("con", "con", 3)]
    expected = pytest.approx({"pro": pro / (pro + con), "con": con / (pro + con)})
    assert calibrated({"pro": pro, "con": con}, sample) == expected
    assert inverted({"pro": pro, "con": con}, sample) == expected


def test_a_corrected_share_has_an_interval_from_its_articles() -> None:
    articles = [[item] for item in SAMPLE for _ in range(5)]

    def share(drawn: Any) -> float:
        return calibrated({"pro": 320, "con": 680}, [item for article in drawn for item in article])["pro"]

    found = interval(articles, share, seed=0, resamples=200)
    assert found is not None
    assert found.low < 0.392 < found.high

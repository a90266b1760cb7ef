"""An interval comes from whole articles drawn again, the same ones for the same seed."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.agree.alpha import nominal_alpha
from onrecord.agree.bootstrap import interval, of_units
from onrecord.agree.kappa import cohen_kappa, fleiss_kappa
from onrecord.agree.unitised import CodedText, Mark, tallied_alpha, tally
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

AGREED, DISAGREED = {"A": 1, "B": 1}, {"A": 1, "B": 0}
ARTICLES = [[AGREED, {"A": 0, "B": 0}], [DISAGREED, AGREED], [{"A": 0, "B": 0}], [{"A": 0, "B": 1}, AGREED, AGREED]]


def test_the_ends_are_quantiles_of_the_resamples() -> None:
    # Of two articles 0 and 1, means of resamples are 0, 1/2 and 1 with chances 1/4, 1/2 and 1/4: the 30th and the 70th
    # hundredth both lie in the middle half, the 2.5th and the 97.5th in the outer quarters.
    narrow, wide = (interval([0.0, 1.0], fmean, seed=1, level=level) for level in (0.4, 0.95))
    assert narrow is not None
    assert wide is not None
    assert (narrow.low, narrow.estimate, narrow.high) == (0.5, 0.5, 0.5)
    assert (wide.low, wide.estimate, wide.high) == (0, 0.5, 1)


def test_an_interval_of_a_mean_is_about_as_wide_as_theory_says() -> None:
    # 100 articles, half 0 and half 1: the mean's standard error is sqrt(.25 / 100) = .05, so that the ends are .5 ± 1.96 * .05.
    found = interval([0.0, 1.0] * 50, fmean, seed=7, resamples=4000)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.402, abs=0.015), pytest.approx(0.598, abs=0.015))


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    figure = of_units(nominal_alpha)
    articles = [*ARTICLES, *ARTICLES[:2]]
    assert interval(articles, figure, seed=3, resamples=99) == interval(articles, figure, seed=3, resamples=99)
    assert interval([0.1, 0.5, 0.7], fmean, seed=3, resamples=9) != interval([0.1, 0.5, 0.7], fmean, seed=4, resamples=9)


def test_articles_are_drawn_whole() -> None:
    drawn: list[Sequence[str]] = []

    def figure(articles: Sequence[str]) -> float:
        drawn.append(articles)
        return float(len(articles))

    interval(["first", "second", "third"], figure, seed=0, resamples=50)
    assert all(len(articles) == 3 for articles in drawn)
    assert any(len(set(articles)) < 3 for articles in drawn)


@pytest.mark.parametrize("coefficient", [nominal_alpha, cohen_kappa, fleiss_kappa])
def test_every_coefficient_of_units_has_an_interval(coefficient: Any) -> None:
    found = interval(ARTICLES, of_units(coefficient), seed=0, resamples=200)
    assert found is not None
    assert found.low <= found.estimate <= found.high <= 1
    assert found.estimate == coefficient([unit for article in ARTICLES for unit in article])


def test_alpha_for_unitising_has_an_interval() -> None:
    marks = [Mark(Span(0, 4), "x")]
    texts = [CodedText(20, {"A": marks, "B": [Mark(Span(0, end), "x")]}) for end in (2, 3, 4, 5)]
    found = interval([tally(text) for text in texts], tallied_alpha, seed=0, resamples=200)
    assert found is not None
    assert found.low < found.estimate < found.high


def test_resamples_without_a_figure_are_counted() -> None:
    # Half the resamples of two articles hold one of them twice, and have no variation.
    found = interval([[AGREED], [{"A": 0, "B": 0}]], of_units(nominal_alpha), seed=0, resamples=400)
    assert found is not None
    assert found.resamples + found.undefined == 400
    assert found.undefined == pytest.approx(200, abs=50)


def test_a_resample_that_the_figure_refuses_has_none() -> None:
    def figure(articles: Sequence[int]) -> float:
        if len(set(articles)) == 1:
            message = "one class alone"
            raise ValueError(message)
        return fmean(articles)

    found = interval([0, 1], figure, seed=0, resamples=100)
    assert found is not None
    assert 0 < found.undefined < 100


def test_articles_that_the_figure_refuses_as_they_are_are_an_error() -> None:
    with pytest.raises(ValueError, match="A, B, C"):
        interval([[{"A": 1, "B": 1, "C": 1}]], of_units(cohen_kappa), seed=0)


def test_there_is_no_interval_for_one_article_alone() -> None:
    assert interval([1.0], fmean, seed=0) is None


def test_there_is_no_interval_for_a_figure_that_is_undefined() -> None:
    assert interval([[AGREED], [AGREED]], of_units(nominal_alpha), seed=0) is None


@pytest.mark.parametrize("wrong", [{"level": 0.0}, {"level": 1.0}, {"level": 95.0}, {"resamples": 0}])
def test_a_level_or_number_out_of_range_is_named(wrong: dict[str, Any]) -> None:
    ((name, value),) = wrong.items()
    with pytest.raises(ValueError, match=f"{name} is .* not {value}"):
        interval([0.0, 1.0], fmean, seed=0, **wrong)


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=6), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_the_ends_of_a_mean_lie_between_the_articles(values: list[float], seed: int) -> None:
    found = interval(values, fmean, seed=seed, resamples=50)
    assert found is not None
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9

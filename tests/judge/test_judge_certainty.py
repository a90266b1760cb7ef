"""Words of certainty: their levels, their bands, and how they compose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.judge.certainty import STATED, level_of, likelihood, stated_number
from onrecord.scales import scale, scale_names

READERS = scale("readers")


def band(phrase: str) -> tuple[float, float | None, float] | None:
    found = likelihood(phrase, READERS)
    return None if found is None else (found.low, found.median, found.high)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("likely", (0.67, 0.75, 0.8)),
        ("highly probable", (0.825, 0.875, 0.9)),
        ("will probably not", (0.25, 0.3, 0.4)),
        ("probably not", (0.15, 0.25, 0.3)),
        ("not likely", (0.1, 0.2, 0.25)),
        ("isn’t likely", (0.1, 0.2, 0.25)),
        ("not very likely", (0.1, 0.2, 0.25)),
        ("unlikely", (0.1, 0.2, 0.25)),
        ("not unlikely", (0.35, 0.47, 0.6)),
        ("not impossible", (0.05, 0.2, 0.45)),
        ("cannot rule out", (0.05, 0.2, 0.45)),
        ("not improbable", (0.05, 0.2, 0.45)),
        ("don't expect", (0.1, 0.2, 0.35)),
        ("highly likely", (0.8, 0.9, 0.9)),
        ("almost no chance", (0.01, 0.02, 0.05)),
    ],
)
def test_a_phrase_has_the_readers_quartiles_or_what_the_rules_make_of_them(phrase: str, expected: tuple[float, float, float]) -> None:
    assert band(phrase) == pytest.approx(expected)


@pytest.mark.parametrize(("phrase", "value"), [
    ("2:1 against", 1 / 3), ("a 70 percent chance", 0.7), ("70% likely", 0.7), ("one in four", 0.25), ("3-to-1 on", 0.75),
    ("odds of three to one against", 0.25), ("1 in 10", 0.1), ("7 out of ten", 0.7), ("99.5 per cent", 0.995),
])  # fmt: skip
def test_a_number_that_the_source_gives_overrides_words(phrase: str, value: float) -> None:
    found = likelihood(phrase, READERS)
    assert found is not None
    assert found.scale == STATED
    assert found.low == found.high == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize("phrase", ["from 9 to 5", "110 percent", "two to three weeks", "likely"])
def test_other_numbers_are_no_probabilities(phrase: str) -> None:
    assert stated_number(phrase) is None


@pytest.mark.parametrize(
    "phrase", ["may", "might", "could", "possibly", "perhaps", "could possibly", "cannot rule out", "may well", "not certain"]
)
def test_words_of_mere_possibility_are_never_scored(phrase: str) -> None:
    found = likelihood(phrase, READERS)
    assert found is not None
    assert found.possibility


def test_may_might_and_could_have_one_median() -> None:
    assert {found.median for word in ("may", "might", "could") if (found := likelihood(word, READERS))} == {0.4}


def test_of_stacked_words_the_weakest_counts() -> None:
    stacked, weak = likelihood("could likely", READERS), likelihood("could", READERS)
    assert stacked is not None
    assert stacked == weak


@pytest.mark.parametrize("phrase", ["I think", "seems", "apparently", "in my view"])
def test_a_hedge_has_a_level_and_no_band(phrase: str) -> None:
    assert level_of(phrase) == "hedged"
    assert band(phrase) is None


def test_a_booster_moves_half_the_way_to_the_nearer_end() -> None:
    assert band("very probable") == pytest.approx((0.825, 0.875, 0.9))
    assert band("very improbable") == pytest.approx((0.025, 0.05, 0.1))


def test_a_softener_moves_a_third_of_the_way_to_one_half() -> None:
    assert band("fairly likely") == pytest.approx((0.6133, 0.6667, 0.7))


def test_not_certain_is_an_upper_bound_alone() -> None:
    found = likelihood("not certain", READERS)
    assert found is not None
    assert (found.low, found.high, found.median) == (0.0, 0.9, None)


@pytest.mark.parametrize(
    ("phrase", "level"),
    [
        ("certainly", "certain"), ("no doubt", "certain"), ("There is no doubt", "certain"), ("almost certainly", "certain"),
        ("likely", "likely"), ("very likely", "likely"), ("expected", "likely"), ("probably", "likely"),
        ("could", "possible"), ("can’t rule out", "possible"), ("a possibility", "possible"), ("not certain", "possible"),
        ("unlikely", "unlikely"), ("not likely", "unlikely"), ("will probably not", "unlikely"), ("doubt", "unlikely"),
        ("never", "remote"), ("no chance", "remote"), ("no way", "remote"), ("not possible", "remote"), ("certainly not", "remote"),
        ("I think", "hedged"), ("don’t think", "hedged"), ("seems", "hedged"), ("appears to", "hedged"),
        ("70 percent", "likely"), ("2 percent", "remote"),
    ],
)  # fmt: skip
def test_a_phrase_has_the_guides_level(phrase: str, level: str) -> None:
    assert level_of(phrase) == level


def test_words_that_mark_nothing_have_no_level() -> None:
    assert level_of("the harbour") is None
    assert band("the harbour") is None


def test_a_ladder_gives_the_band_of_its_own_phrase() -> None:
    found = likelihood("highly likely", scale("nato"))
    assert found is not None
    assert (found.low, found.high, found.scale) == (0.9, 1.0, "nato")


def test_a_phrase_that_a_ladder_lacks_gets_the_band_that_its_readers_median_lies_in() -> None:
    found = likelihood("expected", scale("icd-203"))
    assert found is not None
    assert (found.low, found.high) == (0.8, 0.95)


@pytest.mark.parametrize("name", [n for n in scale_names() if n != "readers"])
def test_no_ladder_gives_mere_possibility_a_band(name: str) -> None:
    assert likelihood("might", scale(name)) is None


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    for name in scale_names():
        found = likelihood(words, scale(name))
        assert found is None or 0 <= found.low <= found.high <= 1
    level_of(words)


MIXED = [
    "not",
    "very",
    "likely",
    "unlikely",
    "probable",
    "could",
    "never",
    "certain",
    "I think",
    "don't",
    "expect",
    "highly",
    "70%",
    "even chance",
]


@given(st.lists(st.sampled_from(MIXED), max_size=6))
def test_every_mixture_of_certainty_words_stays_within_0_and_1(words: list[str]) -> None:
    found = likelihood(" ".join(words), READERS)
    assert found is None or 0 <= found.low <= (found.median if found.median is not None else found.low) <= found.high <= 1

"""What two sentences share by their words."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.wordpairs import SentenceWords, may_share, shared_words, stem
from tests.program import ROOT

WORDS = ["town", "line", "tax", "vote", "farm", "raise", "cut", "build", "scrap", "not", "ban", "allow", "more", "less"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(lambda words: SentenceWords.of(" ".join(words)))


@pytest.mark.parametrize(
    "forms",
    [
        "ban bans banned banning",
        "raise raises raised raising",
        "carry carries carried carrying",
        "pay pays paid paying",
        "close closed closing",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_small_words_are_left_out_and_phrases_are_one() -> None:
    words = SentenceWords.of("The country’s army should stay out of the union, shouldn’t it?")
    assert words.written == ("country", "army", "stay out of", "union", "not")


@settings(deadline=None)
@given(one=SENTENCES, other=SENTENCES)
def test_which_is_named_first_says_nothing(one: SentenceWords, other: SentenceWords) -> None:
    there, back = shared_words(one, other), shared_words(other, one)
    assert (there.share, there.contained, there.turned) == (back.share, back.contained, back.turned)


@settings(deadline=None, max_examples=100)
@given(one=SENTENCES, other=SENTENCES, least=st.sampled_from([0.3, 0.6, 0.9]))
def test_a_pair_that_is_passed_over_shares_less(one: SentenceWords, other: SentenceWords, least: float) -> None:
    shared = shared_words(one, other)
    if shared.share >= least or shared.contained == 1:
        assert may_share(one, other, len(one.different & other.different), least)


def test_no_word_is_on_both_sides_of_one_pair_of_opposites() -> None:
    rows = yaml.safe_load((ROOT / "src" / "onrecord" / "codebook" / "opposites.yml").read_text(encoding="utf-8"))["opposites"]
    assert not [row for row in rows if {*map(stem, row["one"])} & {*map(stem, row["other"])}]
    assert all(set(row) == {"one", "other"} for row in rows)

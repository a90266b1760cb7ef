"""Two statements say the same where their words are nearly the same, and their figures and negations are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.repeats.wordings import Wording, in_common, is_repeat, is_same_quotation

FERRY = "the second ferry will cost 14 million and will not be late"


def repeats(one: str, other: str, *, same_speaker: bool = True) -> bool:
    return is_repeat(Wording.of(one), Wording.of(other), same_speaker=same_speaker)


def quoted(one: str, other: str, speakers: int = 1) -> bool:
    return is_same_quotation(Wording.of(one), Wording.of(other), speakers=speakers)


def test_typography_and_letter_case_change_nothing() -> None:
    assert in_common(Wording.of("“We won’t sell,”"), Wording.of('"we won\'t sell"')).of_longer == 1


def test_an_edited_statement_repeats_the_original() -> None:
    assert repeats(FERRY, "the second ferry is to cost 14 million and will not come late")


def test_another_figure_makes_another_statement() -> None:
    assert not repeats(FERRY, FERRY.replace("14", "16"))


def test_a_negation_makes_another_statement() -> None:
    assert not repeats(FERRY, FERRY.replace("will cost", "will not cost"))
    assert not repeats("the bridge will be closed", "the bridge won't be closed")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three hundred people will lose their homes", "five hundred people will lose their homes"),
        ("the levy would double the price of a ticket", "the levy would halve the price of a ticket"),
        ("the council supports the ferry and its loan", "the council opposes the ferry and its loan"),
        ("the yard is raising all wages this year", "the yard is cutting all wages this year"),
    ],
)
def test_a_word_that_turns_the_sense_makes_another_statement(one: str, other: str) -> None:
    assert not repeats(one, other)


def test_a_cut_statement_repeats_the_whole_one_although_it_lost_a_figure() -> None:
    assert repeats("the second ferry, ordered in 2024 from a yard in the north, will never be late", "the second ferry will never be late")


def test_of_two_speakers_only_the_verbatim_one_is_a_repeat() -> None:
    assert repeats(FERRY, FERRY, same_speaker=False)
    assert not repeats(FERRY, "the second ferry is to cost 14 million and will not come late", same_speaker=False)


def test_nothing_repeats_what_only_shares_a_subject() -> None:
    assert not repeats(FERRY, "the second ferry has room for 60 cars and a kitchen")


@pytest.mark.parametrize(
    "other",
    [
        "We cannot and will not run an island on one engine",
        "You cannot run an island on one engine",
        "We cannot run an island on one engine, and everybody in the room tonight knows that",
    ],
)
def test_wordings_of_one_quotation_are_told_whatever_was_trimmed_or_misheard(other: str) -> None:
    assert quoted("We cannot run an island on one engine", other)


def test_another_quotation_of_the_same_speaker_is_another_one() -> None:
    assert not quoted("We cannot run an island on one engine", "We cannot run a school on one teacher")


def test_two_speakers_share_a_quotation_only_where_it_is_long_and_the_same() -> None:
    long = "We cannot run an island on one engine and we will not wait for a third winter"
    assert quoted(long, long, speakers=2)
    assert not quoted("We cannot run an island today", "We cannot run an island today", speakers=2)


def test_only_what_is_between_marks_is_quoted_in_a_mixed_statement() -> None:
    found = Wording.quoted_in("that the price was “absurd, out of all proportion and a disgrace” to the town", "mixed")
    assert found is not None
    assert found.forms == ("absurd", "out", "of", "all", "proportion", "and", "a", "disgrace")


@pytest.mark.parametrize(("words", "form"), [("“Absurd,”", "direct"), ("that the price was “absurd”", "mixed"), (FERRY, "indirect")])
def test_a_few_words_or_none_quoted_are_no_quotation(words: str, form: str) -> None:
    assert Wording.quoted_in(words, form) is None


@given(st.lists(st.sampled_from(["we", "cannot", "run", "an", "island", "14", "not", "ferry"]), max_size=12), st.data())
def test_it_does_not_matter_which_is_named_first(words: list[str], data: st.DataObject) -> None:
    one, other = Wording.of(" ".join(words)), Wording.of(" ".join(data.draw(st.permutations(words))[: data.draw(st.integers(0, 12))]))
    assert in_common(one, other) == in_common(other, one)

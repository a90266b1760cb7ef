"""Marks are the same wherever the same words stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.repeats.marks import FEWEST_WORDS, MOST_MARKS, marks_of, words_of, worth_comparing

TEXT = (
    "The harbour council voted on Monday to buy a second ferry, after a winter in which the first one lay in dock for eleven weeks. "
    "“We cannot run an island on one engine,” the mayor, Ana Ruiz, said after the vote. The boat will cost 14.5 million and is due in "
    "the spring of next year. Opponents called the price absurd and asked why no other yard had been invited to bid for the work."
)


def forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)]


def test_words_are_compared_without_regard_to_capitals_and_kinds_of_apostrophes() -> None:
    assert forms("The MAYOR’s ship isn't late") == forms("the mayor's Ship isn’t LATE") == ["the", "mayor", "ship", "isn't", "late"]


def test_a_word_broken_at_a_lines_end_is_whole_again() -> None:
    assert forms("the har-\nbour coun\u00ad\ncil") == ["the", "harbour", "council"]


def test_figures_keep_their_points() -> None:
    assert forms("14.5 million, 1,200 boats.") == ["14.5", "million", "1,200", "boats"]


def test_words_know_where_they_stand_and_whether_in_quotation_marks() -> None:
    words = words_of("“We wait,” he said.")
    assert [(word.form, word.at, word.quoted) for word in words] == [
        ("we", 1, True),
        ("wait", 4, True),
        ("he", 11, False),
        ("said", 14, False),
    ]


def test_a_copy_shares_its_marks_wherever_they_stand() -> None:
    first, second = TEXT.split(". ", 1)
    marks = marks_of(words_of(TEXT))
    assert marks
    moved = marks_of(words_of(f"{second} {first}."))
    assert len(marks & moved) >= len(marks) - 2


def test_other_text_shares_none() -> None:
    other = "Rain fell on the vineyards for a third week, and growers in the valley fear that rot will take what frost has left them. " * 3
    assert not marks_of(words_of(TEXT)) & marks_of(words_of(other))


def test_a_short_text_has_none() -> None:
    assert marks_of(words_of(" ".join(["harbour"] * (FEWEST_WORDS - 1)))) == frozenset()


def test_a_long_text_has_no_more_than_an_index_can_keep() -> None:
    assert len(marks_of(words_of(" ".join(f"word{n}" for n in range(20_000))))) == MOST_MARKS


@given(st.text(max_size=300))
def test_marks_are_numbers_that_a_database_keeps(text: str) -> None:
    assert all(0 <= mark < 2**63 for mark in marks_of(words_of(text * 3)))


def test_a_background_paragraph_in_common_is_not_worth_comparing() -> None:
    assert not worth_comparing(6, 60, 80)
    assert worth_comparing(10, 60, 80)
    assert not worth_comparing(1, 2, 2)

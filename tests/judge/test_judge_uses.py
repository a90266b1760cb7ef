"""Whether a listed word of certainty marks it where it stands."""

import pytest

from onrecord.judge.uses import is_mark, marking, says_how_sure
from onrecord.spans import Span


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The valley will probably flood.", "probably"),
        ("The council may vote in autumn.", "may"),
        ("May I add that it could fail?", "could"),
        ("I think the dam will hold.", "think"),
        ("The dam is more likely than not to hold.", "more likely"),
        ("It is certain that the dam will hold.", "certain"),
    ],
)
def test_a_word_that_says_how_sure_is_a_mark(text: str, word: str) -> None:
    assert is_mark(text, at(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We must make sure that the dam holds.", "sure"),
        ("He could not attend the vote.", "could"),
        ("The vote is in May or June.", "May"),
        ("It opens on May 4.", "May"),
        ("Farmers are more likely than townspeople to vote.", "more likely"),
        ("A certain number of houses will go.", "certain"),
        ("We have never seen such a flood.", "never"),
        ("He might as well resign.", "might"),
        ("They should act as quickly as possible.", "possible"),
        ("The potential of the valley is large.", "potential"),
    ],
)
def test_the_same_word_in_another_sense_is_none(text: str, word: str) -> None:
    assert not is_mark(text, at(text, word))


def test_a_longer_phrase_of_the_list_outweighs_the_idiom_in_it() -> None:
    text = "We could not rule out a breach."
    assert [text[s:e] for s, e in marking(text, [Span(0, len(text))])] == ["could not rule out"]


def test_words_that_no_list_knows_count_only_where_the_judge_is_sure() -> None:
    text = "The odds favour a breach of the wall."
    assert says_how_sure(text, at(text, "favour"), 0.8)
    assert not says_how_sure(text, at(text, "favour"), 0.5)


def test_a_pronoun_and_an_auxiliary_say_nothing() -> None:
    text = "I don’t see any danger."
    assert not says_how_sure(text, at(text, "I don’t"), 0.9)

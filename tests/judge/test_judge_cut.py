"""Where claims begin and end in a content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.judge.cut import cut_claims, trimmed, within
from onrecord.spans import Span, words_of
from tests.judgements_made import JudgementMade


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("“The dam will hold,”", "The dam will hold"),
        ("“The dam will hold.”", "The dam will hold."),
        ('"The dam will hold," ', "The dam will hold"),
        ("‘The dam will hold’", "The dam will hold"),
        ("the dam is “a gift”", "the dam is “a gift”"),
        ("“a gift” to the valley", "“a gift” to the valley"),
        ("the dam, he said, is “a gift,”", "the dam, he said, is “a gift,”"),
        ("— the dam will hold —", "the dam will hold"),
        ("… and it will hold", "and it will hold"),
        ("will it hold?", "will it hold?"),
        ("‘Abe-again’ trajectory,", "‘Abe-again’ trajectory"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_marks_and_white_space_at_the_ends_are_no_part_of_a_claim(words: str, kept: str) -> None:
    span = trimmed(words, Span(0, len(words)))
    assert words[span.start : span.end] == kept


@given(st.text(alphabet="ab “”\"'‘’,.—…", max_size=40))
def test_a_trimmed_span_lies_in_its_own(words: str) -> None:
    span = trimmed(words, Span(0, len(words)))
    assert 0 <= span.start <= span.end <= len(words)


def test_a_stretch_over_two_pieces_has_two_spans() -> None:
    text = "“The dam,” she said, “will hold.”"
    spans = within(text, (Span(0, 10), Span(21, 33)), Span(0, 33))
    assert [text[s:e] for s, e in spans] == ["The dam", "will hold."]


def test_a_piece_without_letters_is_left_out() -> None:
    text = "“The dam will hold,” she said, “…”"
    spans = within(text, (Span(0, 20), Span(31, 34)), Span(0, 34))
    assert [text[s:e] for s, e in spans] == ["The dam will hold"]


def test_claims_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    made = JudgementMade("[c:“One is old. Two is new. Three is lost,”] [s:Ruiz] [q:said].").untag("claim")
    for words in ("Three is lost", "One is old.", "Two is new."):
        made.tag("claim", words)
    found = cut_claims(made.text, made.content, made.made())
    assert [words_of(made.text, spans) for spans in found] == ["One is old.", "Two is new.", "Three is lost"]


def test_a_sentence_that_claims_nothing_is_in_no_claim() -> None:
    made = JudgementMade("[c:“Thank you. The dam will hold,”] [s:Ruiz] [q:said].").untag("claim").tag("claim", "The dam will hold")
    assert [words_of(made.text, spans) for spans in cut_claims(made.text, made.content, made.made())] == ["The dam will hold"]


def test_a_claim_ends_at_a_whole_word() -> None:
    made = JudgementMade("[s:Ruiz] [q:said] [c:the well-known dam will hold].").untag("claim").tag("claim", "known dam will hold")
    (spans,) = cut_claims(made.text, made.content, made.made())
    assert words_of(made.text, spans) == "well-known dam will hold"


def test_no_claim_begins_in_the_middle_of_a_clause() -> None:
    made = JudgementMade("[s:Ruiz] [q:said] [c:we need a council that listens].").untag("claim")
    made.tag("claim", "we need").tag("claim", "a council that listens")
    assert [words_of(made.text, spans) for spans in cut_claims(made.text, made.content, made.made())] == ["we need a council that listens"]


def test_a_word_alone_is_no_claim_beside_a_longer_one() -> None:
    made = JudgementMade("[c:“Yes. We will begin in June,”] [s:Ruiz] [q:said].")
    assert [words_of(made.text, spans) for spans in cut_claims(made.text, made.content, made.made())] == ["We will begin in June"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("If ministers keep the freeze", "the network will fail"),
        ("Even if fares rise", "the buses will run"),
        ("the dam will hold", "unless the rains come"),
        ("There is a chance", "that the dam will hold"),
    ],
)
def test_a_clause_that_is_none_of_its_own_stays_with_its_main_clause(first: str, second: str) -> None:
    made = JudgementMade(f"[s:Ruiz] [q:said] [c:{first}, {second}].").untag("claim").tag("claim", first).tag("claim", second)
    assert [words_of(made.text, spans) for spans in cut_claims(made.text, made.content, made.made())] == [f"{first}, {second}"]


def test_two_main_clauses_are_two_claims() -> None:
    made = JudgementMade("[s:Ruiz] [q:said] [c:the dam is old, and we must mend it].").untag("claim")
    made.tag("claim", "the dam is old").tag("claim", "we must mend it")
    assert [words_of(made.text, spans) for spans in cut_claims(made.text, made.content, made.made())] == [
        "the dam is old",
        "we must mend it",
    ]

"""What becomes of a hyphen at a line's end."""

from __future__ import annotations

import pytest

from onrecord.read.documents.pdf_hyphens import Writing, joined, writing_of

PLAIN = Writing(frozenset({"the", "council", "government", "worst", "harbour", "front"}))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("govern-", "ment", "government"),
        ("“Pro-", "vided", "“Provided"),
        ("rebuil-", "ding,”", "rebuilding,”"),
        ("GOVERN-", "MENT", "GOVERNMENT"),
        ("four-", "teen", "fourteen"),
        ("self-", "interest", "self-interest"),
        ("worst-", "hit", "worst-hit"),
        ("harbour-", "front", "harbour-front"),
        ("seventeen-", "year-old", "seventeen-year-old"),
        ("state-of-the-", "art", "state-of-the-art"),
        ("so-", "called", "so-called"),
        ("run-", "up", "run-up"),
        ("Barrett-", "Calloway", "Barrett-Calloway"),
        ("2020-", "2024", "2020-2024"),
        ("T-", "shirts", "T-shirts"),
    ],
)
def test_a_hyphen_goes_where_english_writes_none(first: str, second: str, whole: str) -> None:
    assert joined(first, second, PLAIN) == whole


def test_the_document_itself_comes_first() -> None:
    assert joined("har-", "bour", Writing(frozenset({"harbour", "har", "bour"}))) == "harbour"
    assert joined("co-", "op", Writing(frozenset({"co-op"}))) == "co-op"
    assert joined("half-", "way", Writing(frozenset({"halfway"}))) == "halfway"


def test_a_document_that_breaks_no_words_keeps_every_hyphen() -> None:
    lines = ["The wind-", "swept town waits", "for the council to vote on", *["the roof of the old market by the quay"] * 70]
    writing = writing_of([*lines, "The wind and a town swept by it"])
    assert not writing.breaks
    assert joined("rain-", "soaked", writing) == "rain-soaked"


def test_a_document_that_certainly_breaks_a_word_breaks_words() -> None:
    lines = ["The govern-", "ment waits", *["the roof of the old market by the quay"] * 70, "The government waits"]
    assert writing_of(lines).breaks


def test_the_halves_of_broken_words_are_no_words_of_the_document() -> None:
    words = writing_of(["the govern-", "ment said", "that it would"]).words
    assert {"said", "that"} <= words
    assert not {"govern", "ment"} & words

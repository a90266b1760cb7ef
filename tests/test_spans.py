"""Spans are half-open, and what is made of them stays within the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.spans import Span, join_close, paragraphs, trim, without_dateline, words_of

TEXTS = st.text(alphabet=st.sampled_from("ab .\n\r\t“”'\u2028\u00a0é😀"), max_size=80)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    borders = st.integers(0, len(text))
    return text, draw(st.lists(st.tuples(borders, borders).map(lambda pair: Span(min(pair), max(pair))), max_size=8))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))


def test_spans_that_share_a_character_overlap_both_ways() -> None:
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(3, 5).overlaps(Span(0, 4))


def test_a_span_holds_itself_and_not_one_that_reaches_out() -> None:
    assert Span(2, 6).holds(Span(2, 6))
    assert not Span(2, 6).holds(Span(1, 6))
    assert not Span(2, 6).holds(Span(2, 7))


def test_trim_takes_white_space_off_both_ends_alone() -> None:
    assert trim("a  two words \u00a0b", Span(1, 14)) == Span(3, 12)


def test_trim_of_white_space_is_empty() -> None:
    start, end = trim("a   b", Span(1, 4))
    assert start == end


def test_join_close_joins_over_white_space_and_not_over_a_comma() -> None:
    text = "one two, three"
    assert join_close(text, [Span(4, 7), Span(0, 3), Span(9, 14)]) == (Span(0, 7), Span(9, 14))


def test_join_close_keeps_the_longer_of_two_that_overlap() -> None:
    assert join_close("abcdefgh", [Span(0, 8), Span(2, 4)]) == (Span(0, 8),)


def test_words_of_parts_pieces_by_one_space() -> None:
    assert words_of("“The dam,” she said, “will hold.”", [Span(0, 10), Span(21, 33)]) == "“The dam,” “will hold.”"


def test_paragraphs_leave_out_empty_lines_and_the_white_space_at_ends() -> None:
    text = "\n  First line. \n\n \t\nSecond line.\r\n"
    assert [text[s:e] for s, e in paragraphs(text)] == ["First line.", "Second line."]


@given(texts_with_spans())
@settings(deadline=None, max_examples=150)
def test_trimmed_spans_lie_in_the_span_and_lose_only_white_space(made: tuple[str, list[Span]]) -> None:
    text, spans = made
    for span in spans:
        inner = trim(text, span)
        assert span.holds(inner)
        assert text[inner.start : inner.end] == text[span.start : span.end].strip()


@given(texts_with_spans())
@settings(deadline=None, max_examples=150)
def test_joined_spans_are_in_order_apart_and_cover_the_same_words(made: tuple[str, list[Span]]) -> None:
    text, spans = made
    joined = join_close(text, spans)
    assert all(left.end < right.start for left, right in pairwise(joined))
    covered = {at for start, end in spans for at in range(start, end)}
    assert covered <= {at for start, end in joined for at in range(start, end)}
    assert all(text[at].isspace() or at in covered for start, end in joined for at in range(start, end))


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_paragraphs_cover_every_character_that_is_no_white_space(text: str) -> None:
    lines = list(paragraphs(text))
    covered = {at for start, end in lines for at in range(start, end)}
    assert all(at in covered for at, char in enumerate(text) if not char.isspace())
    assert all(left.end <= right.start for left, right in pairwise(lines))


def test_the_place_that_a_report_is_dated_from_is_cut_off() -> None:
    assert without_dateline("CAIRO (MENA) – The minister", Span(0, 27)) == Span(15, 27)


def test_a_span_without_such_a_place_stays_as_it_is() -> None:
    assert without_dateline("The minister – a farmer", Span(0, 23)) == Span(0, 23)

"""Pieces remember their characters and features; windows answer for every piece exactly once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

import onrecord
from onrecord.infer.encode import CASES, QUOTES, Pieces, Window, cut_pieces, cut_windows, words_covered
from onrecord.spans import Span

TOKENIZER = Tokenizer.from_file(str(Path(onrecord.__file__).parent / "infer" / "weights" / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
OUTSIDE, INSIDE, NESTED, OPEN, CLOSE = range(QUOTES)


def pieces_of(text: str) -> Pieces:
    return cut_pieces(text, TOKENIZER)


def words(text: str, pieces: Pieces) -> list[str]:
    return [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]


def made(*lengths: int) -> Pieces:
    """Pieces of paragraphs with these lengths."""
    ends = np.cumsum(lengths, dtype=np.int64).tolist()
    size = ends[-1] if ends else 0
    zeros, at = np.zeros(size, dtype=np.int64), np.arange(size, dtype=np.int64)
    return Pieces(zeros, at, at + 1, zeros, zeros, zeros, tuple(pairwise([0, *ends])))


def test_pieces_are_the_words_and_marks_of_the_text() -> None:
    text = "The dam held, she said."
    assert words(text, pieces_of(text)) == ["The", "dam", "held", ",", "she", "said", "."]


def test_pieces_know_how_their_letters_are_written() -> None:
    text = "the Dam of NATO and A McDam in 2026"
    pieces = pieces_of(text)
    case = {w: int(c) for w, c in zip(words(text, pieces), pieces.case, strict=True)}
    lower, capital, upper, _ = range(CASES)
    assert [case[w] for w in ("the", "Dam", "NATO", "A")] == [lower, capital, upper, capital]


def test_pieces_know_where_they_stand_in_quotations() -> None:
    text = "He said “the ‘old’ dam” fell."
    pieces = pieces_of(text)
    assert list(zip(words(text, pieces), pieces.quote.tolist(), strict=True)) == [
        ("He", OUTSIDE),
        ("said", OUTSIDE),
        ("“", OPEN),
        ("the", INSIDE),
        ("‘", OPEN),
        ("old", NESTED),
        ("’", CLOSE),
        ("dam", INSIDE),
        ("”", CLOSE),
        ("fell", OUTSIDE),
        (".", OUTSIDE),
    ]


def test_a_quotation_that_nothing_closes_has_no_closing_piece() -> None:
    pieces = pieces_of("“The lamp stays on, she said’")
    assert CLOSE not in pieces.quote.tolist()


def test_the_first_piece_of_every_paragraph_is_marked() -> None:
    pieces = pieces_of("The dam held.\n\nNobody knew why.\nNobody asked.")
    assert np.nonzero(pieces.first)[0].tolist() == [start for start, _ in pieces.paragraphs]
    assert len(pieces.paragraphs) == 3


def test_an_empty_text_has_no_pieces_and_no_windows() -> None:
    pieces = pieces_of(" \n\n ")
    assert len(pieces) == 0
    assert list(cut_windows(pieces)) == []


def test_range_of_takes_every_piece_that_shares_a_character() -> None:
    text = "The dam held, she said."
    pieces = pieces_of(text)
    assert pieces.range_of(Span(5, 13)) == (1, 4)


def test_range_of_white_space_is_empty() -> None:
    low, high = pieces_of("The dam").range_of(Span(3, 4))
    assert low == high


def test_words_covered_goes_from_the_first_piece_to_the_last() -> None:
    text = "The dam held, she said."
    assert words_covered(pieces_of(text), 1, 3) == Span(4, 12)


@pytest.mark.parametrize(
    "text", ["Ｔｈｅ ｄａｍ", "e\u0301tude naïve", "😀 dam 😀", "a\u200bb\ufeffc", "ß ﬁ İstanbul", "\ud83d dam", "서울 dam", "x" * 300]
)
def test_characters_that_the_tokenizer_rewrites_keep_their_places(text: str) -> None:
    pieces = pieces_of(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    dam = [w for w in words(text, pieces) if w == "dam"]
    assert len(dam) == text.count("dam")


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=150)
def test_pieces_of_any_text_come_in_order_within_the_text_and_their_paragraph(text: str) -> None:
    pieces = pieces_of(text)
    assert all(0 <= s <= e <= len(text) for s, e in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert (np.diff(pieces.starts) >= 0).all()
    assert [at for low, high in pieces.paragraphs for at in range(low, high)] == list(range(len(pieces)))
    assert ((pieces.quote >= 0) & (pieces.quote < QUOTES)).all()
    assert ((pieces.case >= 0) & (pieces.case < CASES)).all()


@given(st.lists(st.sampled_from(["dam", "Norland's", "“the”", "2026", "co-op,", "Łódź"]), min_size=1, max_size=12).map(" ".join))
@settings(deadline=None, max_examples=80)
def test_every_word_of_a_text_is_covered_by_its_range_of_pieces(text: str) -> None:
    pieces = pieces_of(text)
    at = 0
    for word in text.split(" "):
        low, high = pieces.range_of(Span(at, at + len(word)))
        assert words_covered(pieces, low, high) == Span(at, at + len(word))
        at += len(word) + 1


def test_a_short_text_is_one_window() -> None:
    assert list(cut_windows(made(10, 20, 30))) == [Window(0, 60, 0, 60)]


def test_a_window_holds_whole_paragraphs_and_the_end_of_the_one_before() -> None:
    windows = list(cut_windows(made(20, 20, 20), length=32, context=5))
    assert windows == [Window(0, 20, 0, 20), Window(15, 40, 20, 40), Window(35, 60, 40, 60)]


def test_context_does_not_reach_past_the_paragraph_before() -> None:
    assert list(cut_windows(made(25, 3, 28), length=33, context=10))[-1].start == 25


def test_a_long_paragraph_is_cut_into_windows_that_overlap() -> None:
    windows = list(cut_windows(made(600)))
    assert len(windows) > 2
    assert all(left.end > right.core_start > right.start for left, right in pairwise(windows))


LENGTHS = st.lists(st.one_of(st.integers(1, 60), st.integers(200, 900)), min_size=1, max_size=12)


@given(LENGTHS)
@settings(deadline=None, max_examples=150)
def test_each_piece_lies_in_the_core_of_exactly_one_window(lengths: list[int]) -> None:
    cores = [at for w in cut_windows(made(*lengths)) for at in range(w.core_start, w.core_end)]
    assert cores == list(range(sum(lengths)))


@given(LENGTHS, st.integers(150, 300), st.integers(0, 64))  # a window has to have room for context, overlap and core
@settings(deadline=None, max_examples=150)
def test_no_window_is_longer_than_the_encoder_takes_or_smaller_than_its_core(lengths: list[int], length: int, context: int) -> None:
    for window in cut_windows(made(*lengths), length=length, context=context):
        assert window.start <= window.core_start < window.core_end <= window.end <= sum(lengths)
        assert window.end - window.start <= length - 2


@given(LENGTHS)
@settings(deadline=None, max_examples=100)
def test_a_paragraph_that_fits_is_never_cut(lengths: list[int]) -> None:
    pieces = made(*lengths)
    borders = {start for start, _ in pieces.paragraphs} | {end for _, end in pieces.paragraphs}
    for window in cut_windows(pieces):
        for at in (window.core_start, window.core_end):
            inside = next((end - start for start, end in pieces.paragraphs if start < at < end), 0)
            assert at in borders or inside > 150

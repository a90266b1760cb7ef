"""Letters become words by the white between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.documents.pdf_page import Letter
from onrecord.read.documents.pdf_words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def letters(text: str, left: float = 0.0, base: float = 100.0, size: float = 10.0, *, track: float = 0.0) -> list[Letter]:
    """Letters half as wide as high; spaces move, and are not drawn."""
    found = []
    for letter in text:
        if letter != " ":
            found.append(Letter(letter, left, left + size / 2, base, size))
        left += size / 2 + track
    return found


def texts(drawn: Sequence[Letter]) -> list[str]:
    return [word.text for word in words_of(drawn)]


@given(st.randoms())
def test_the_order_of_drawing_says_nothing(random: object) -> None:
    drawn = letters("the council voted") + letters("on Monday", base=112)
    random.shuffle(drawn)  # type: ignore[attr-defined]
    assert texts(drawn) == ["the", "council", "voted", "on", "Monday"]


@pytest.mark.parametrize("track", [-0.3, 0.0, 0.8, 3.0])
def test_white_is_measured_against_what_lies_between_letters_anyway(track: float) -> None:
    assert texts(letters("the council voted", track=track)) == ["the", "council", "voted"]


def test_a_space_that_is_drawn_parts_words_however_narrow() -> None:
    drawn = [*letters("the"), Letter(" ", 15, 15.5, 100, 10), *letters("council", 15.5)]
    assert texts(drawn) == ["the", "council"]


def test_what_stands_in_other_columns_is_another_word() -> None:
    assert texts(letters("roof") + letters("quay", 60, 100.4)) == ["roof", "quay"]


def test_letters_drawn_twice_a_little_apart_are_drawn_once() -> None:
    assert texts(letters("ROOF") + letters("ROOF", 0.3)) == ["ROOF"]


def test_pieces_of_a_joined_letter_are_all_kept() -> None:
    joined = [Letter(piece, 5, 12, 100, 10) for piece in "ffi"]
    assert texts([*letters("o"), *joined, *letters("ce", 12)]) == ["office"]


def test_small_raised_letters_end_an_ordinal_and_small_raised_figures_go() -> None:
    assert texts(letters("19") + letters("th", 10, 96, 6)) == ["19th"]
    assert texts(letters("said.") + letters("12", 25, 96, 6)) == ["said."]
    assert texts(letters("km") + letters("2", 10, 96, 6)) == ["km2"]
    assert texts(letters("CO") + letters("2", 10, 102, 6)) == ["CO2"]


def test_a_small_letter_that_stands_apart_is_no_mark() -> None:
    assert texts(letters("said") + letters("12", 60, 96, 6)) == ["12", "said"]


def test_a_large_initial_goes_to_the_first_line_beside_it_and_moves_the_others_to_its_left() -> None:
    drawn = letters("T", 0, 112, 30) + letters("he town", 17, 100) + letters("waits for", 17, 112) + letters("a roof", 0, 124)
    words = words_of(drawn)
    assert [word.text for word in words] == ["The", "town", "waits", "for", "a", "roof"]
    assert [word.left for word in words if word.text in {"The", "waits", "a"}] == [0, 0, 0]


def test_a_large_letter_beside_one_line_is_no_initial() -> None:
    assert texts(letters("T", 0, 100, 30) + letters("he town", 17, 100)) == ["T", "he", "town"]

"""Columns are told by the white strips between them."""

from __future__ import annotations

from onrecord.read.documents.pdf_columns import columns_of, strips_of
from onrecord.read.documents.pdf_page import Word


def line(name: str, left: float, base: float, width: float = 150, size: float = 10) -> list[Word]:
    """A line of words as wide as five of their letters, each called by the line's name."""
    step = 5.5 * size / 2
    count = int(width // step)
    return [Word(name, left + step * number, left + step * number + 2.5 * size, base, size) for number in range(count)]


def column(name: str, left: float, first: float, count: int = 8, width: float = 150) -> list[Word]:
    return [word for number in range(count) for word in line(f"{name}{number}", left, first + 12 * number, width)]


def order(words: list[Word], known: tuple[float, ...] = ()) -> list[str]:
    """The columns by the names of their first words."""
    return [min(one, key=lambda word: (word.base, word.left)).text for one in columns_of(words, known)]


def test_one_column_stays_whole() -> None:
    assert order(column("a", 50, 100)) == ["a0"]


def test_two_columns_are_read_from_the_left() -> None:
    assert order(column("b", 250, 104) + column("a", 50, 100)) == ["a0", "b0"]


def test_what_goes_across_columns_stands_before_and_after_them() -> None:
    across, below = line("head", 50, 80, 350, 18), line("foot", 50, 210, 350)
    assert order(column("a", 50, 100) + column("b", 250, 100) + across + below) == ["head", "a0", "b0", "foot"]


def test_a_headline_over_two_of_three_columns_is_read_before_them() -> None:
    words = line("head", 50, 100, 350, 18) + column("a", 50, 125) + column("b", 250, 125) + column("c", 450, 100, 10)
    assert order(words) == ["head", "a0", "b0", "c0"]


def test_a_few_lines_beside_each_other_are_columns_only_where_other_pages_have_them() -> None:
    words = column("a", 50, 100, 2) + column("b", 220, 100, 2)
    assert order(words) == ["a0"]
    assert order(words, (210.0,)) == ["a0", "b0"]


def test_white_that_runs_through_a_few_lines_by_chance_is_no_strip() -> None:
    words = column("a", 50, 100, 8, 350)
    words = [word._replace(right=word.right - 8) if 118 < word.base < 161 and word.left == 50 + 4 * 27.5 else word for word in words]
    assert any(word.right == 50 + 4 * 27.5 + 17 for word in words)
    assert order(words) == ["a0"]


def test_cells_of_a_table_are_no_columns() -> None:
    assert order(column("a", 50, 100, 8, 60) + column("b", 200, 100, 8, 60)) == ["a0"]


def test_a_headline_alone_below_both_columns_begins_anew() -> None:
    upper = column("a", 50, 100) + column("b", 250, 100)
    lower = line("head", 50, 230, 140, 18) + column("c", 50, 250) + column("d", 250, 250)
    assert order(upper + lower)[:2] == ["a0", "b0"]
    assert order(upper + lower)[-2:] == ["head", "d0"] or order(upper + lower)[-3:] == ["head", "c0", "d0"]


def test_strips_are_told_by_their_middle() -> None:
    (middle,) = strips_of(column("a", 50, 100) + column("b", 250, 100))
    assert 190 < middle < 250

"""Words are measured, broken and shaped from fonts that the package brings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pictures.lettering import FONTS, balanced, laid, outline, width_of, wrapped
from tests.pictures.debates_drawn import SCRIPTS


@pytest.mark.parametrize("name", [*SCRIPTS, "Łódź", "Հայաստան", "საქართველო", "বাংলাদেশ", "தமிழ்", "ኢትዮጵያ"])
def test_letters_of_many_scripts_have_outlines(name: str) -> None:
    line = laid(name)
    assert not line.missing
    assert line.width > 1
    assert any(outline(glyph.font, glyph.number, bold=False) for glyph in line.glyphs)


def test_every_font_is_used_for_what_it_is_there_for() -> None:
    names = [*SCRIPTS, "Հայաստան", "საქართველო", "বাংলাদেশ", "தமிழ்", "ኢትዮጵያ"]
    assert {glyph.font for name in names for glyph in laid(name).glyphs} == set(FONTS)


def test_a_letter_without_a_font_is_told() -> None:
    assert laid("a 🚢").missing
    assert not laid("a b").missing


def test_signs_without_a_shape_are_not_drawn() -> None:
    assert laid("a\u200e\u00adb\ufeff").glyphs == laid("ab").glyphs


def test_arabic_letters_take_the_shapes_of_their_places() -> None:
    apart = {glyph.number for letter in "سلم" for glyph in laid(letter).glyphs}
    joined = {glyph.number for glyph in laid("سلم").glyphs}
    assert joined - apart


def test_hebrew_runs_from_right_to_left() -> None:
    alef = laid("א").glyphs[0].number
    first = min(laid("אב").glyphs, key=lambda glyph: -glyph.x)
    assert first.number == alef


def numbers(text: str) -> list[int]:
    """The glyphs from left to right, without spaces."""
    glyphs = [glyph for glyph in laid(text).glyphs if outline(glyph.font, glyph.number, bold=False)]
    return [glyph.number for glyph in sorted(glyphs, key=lambda glyph: glyph.x)]


def test_words_of_two_directions_stand_in_the_order_of_the_first() -> None:
    assert numbers("Ana בן") == numbers("Ana") + numbers("בן")
    assert numbers("בן Ana") == numbers("Ana") + numbers("בן")


def test_digits_in_a_name_from_right_to_left_keep_their_order() -> None:
    assert numbers("בן 12") == numbers("12") + numbers("בן")


def test_bold_letters_are_wider() -> None:
    assert width_of("Ana", 10, bold=True) > width_of("Ana", 10)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn")), max_size=60), st.floats(40, 300))
def test_no_line_is_wider_than_asked(text: str, width: float) -> None:
    assert all(width_of(line, 11) <= width or len(line) == 1 for line in wrapped(text, width, 11))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Zs", "Zl", "Zp")), min_size=1, max_size=40))
def test_breaking_drops_no_letter(word: str) -> None:
    assert "".join(wrapped(word, 60, 11)) == word


def test_what_does_not_fit_ends_in_dots_and_fills_its_line() -> None:
    lines = wrapped("The Interparliamentary Commission for the Coordination of Waterways", 120, 11, most=2)
    assert lines[0] == "The"
    assert lines[1].startswith("Interparliamentary")
    assert lines[1].endswith("…")
    (single,) = wrapped("The Interparliamentary Commission", 120, 11, most=1)
    assert single.startswith("The Interparl")
    assert width_of(single, 11) <= 120


def test_balanced_lines_are_of_about_one_length_and_break_no_word() -> None:
    assert balanced("The toll on barges should stay", 150, 11) == ["The toll on barges", "should stay"]
    assert balanced("Jean-Baptiste Nakamura", 112, 11) == ["Jean-Baptiste", "Nakamura"]


def test_a_space_that_does_not_break_keeps_words_together() -> None:
    assert wrapped("on 5\u00a0January\u00a02026", 60, 11)[0] == "on"


def test_nothing_is_one_empty_line() -> None:
    assert wrapped("", 100, 11) == [""]
    assert laid("").width == 0

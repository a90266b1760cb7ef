"""Lines become paragraphs."""

from __future__ import annotations

from onrecord.read.documents.pdf_page import Line, Word, line_of
from onrecord.read.documents.pdf_paragraphs import paragraphs_of

WIDE = 200.0


def line(text: str, base: float, left: float = 50.0, page: int = 0, *, full: bool = False, size: float = 10.0, bold: bool = False) -> Line:
    """A line whose letters are half as wide as high; one that is full goes to the end of the column."""
    words = []
    start = left
    for word in text.split():
        end = start + len(word) * size / 2
        words.append(Word(word, start, end, base, size, bold))
        start = end + 0.3 * size
    if full:
        words[-1] = words[-1]._replace(right=50 + WIDE)
    return line_of(words, page)


def full(text: str, base: float, left: float = 50.0) -> Line:
    return line(text, base, left, full=True)


def texts(*columns: list[Line], height: float = 800.0) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(columns, 10.0, height)]


def test_white_above_a_line_begins_a_paragraph() -> None:
    lines = [full("The town waits for", 100), line("a roof.", 112), line("It rains.", 130), line("It snows.", 142)]
    assert texts(lines)[0] == "The town waits for a roof."


def test_an_indent_begins_a_paragraph() -> None:
    lines = [
        full("The town waits for", 100, 60),
        full("a roof, and has waited long,", 112),
        full("so we hear today.", 124),
        full("It rains a lot on", 136, 60),
        line("the quay.", 148),
    ]
    assert texts(lines) == ["The town waits for a roof, and has waited long, so we hear today.", "It rains a lot on the quay."]


def test_a_line_that_had_room_for_the_next_word_ends_a_paragraph() -> None:
    lines = [
        full("The town waits for", 100),
        line("a roof.", 112),
        full("It rains a lot on", 124),
        line("the quay.", 136),
    ]
    assert texts(lines) == ["The town waits for a roof.", "It rains a lot on the quay."]


def test_a_sentence_that_ends_with_its_line_ends_no_paragraph() -> None:
    lines = [full("The town waits for", 100), full("a roof. It still waits.", 112), line("It rains here.", 124)]
    assert texts(lines) == ["The town waits for a roof. It still waits. It rains here."]


def test_a_bold_line_is_a_paragraph_of_its_own() -> None:
    lines = [line("Who pays", 100, bold=True), full("The town pays for", 112), line("the roof.", 124)]
    assert texts(lines) == ["Who pays", "The town pays for the roof."]


def test_a_headline_over_two_lines_is_one() -> None:
    lines = [
        line("Town to close", 100, size=20),
        line("its market", 124, size=20),
        full("It rains a lot", 150),
        line("here.", 162),
    ]
    assert texts(lines) == ["Town to close its market", "It rains a lot here."]


def test_items_of_a_list_are_paragraphs_and_hang_together() -> None:
    lines = [
        full("• The roof of the", 100),
        line("market leaks.", 112, 58),
        line("• The quay sinks.", 124),
        line("• The town waits.", 136),
    ]
    assert texts(lines) == ["• The roof of the market leaks.", "• The quay sinks.", "• The town waits."]


def test_a_number_at_the_start_of_a_line_is_no_item_in_the_middle_of_a_sentence() -> None:
    lines = [full("They met in room", 100), full("4. The vote was on", 112), line("Monday.", 124)]
    assert texts(lines) == ["They met in room 4. The vote was on Monday."]


def test_a_sentence_goes_on_in_the_next_column_whatever_its_first_letter() -> None:
    left = [full("The vote, said the mayor of", 100), full("the town of Harrow", 112)]
    right = [line("Bay, was fair.", 100, 300)]
    assert texts(left, right) == ["The vote, said the mayor of the town of Harrow Bay, was fair."]


def test_a_paragraph_does_not_go_on_after_a_page_that_ends_early() -> None:
    first = [full("The town waits for", 100), full("a roof. It still waits.", 112)]
    assert len(texts(first, [line("It rains here.", 100, page=1)])) == 2
    low = [one._replace(base=one.base + 600) for one in first]
    assert len(texts(low, [line("It rains here.", 100, page=1)])) == 1


def test_a_dash_at_a_lines_end_takes_no_space_after_it() -> None:
    assert texts([full("The town waits—", 100), line("and waits.", 112)]) == ["The town waits—and waits."]

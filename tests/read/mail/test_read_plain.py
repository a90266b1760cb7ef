"""The plain text of e-mails → paragraphs."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.mail.plain import blocks_of_plain, without_links
from onrecord.read.pages.fragment import Block, text_of

LONG = (
    "The council voted on Monday to buy a second ferry for the harbour, and the money will come from the state. "
    "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."
)


def text(source: str, *, flowed: bool = False, delsp: bool = False) -> str:
    return text_of(blocks_of_plain(source, flowed=flowed, delsp=delsp))


def test_lines_that_were_broken_to_fit_are_one_paragraph() -> None:
    assert text("\n\n".join(["\n".join(textwrap.wrap(LONG, 72))] * 3)) == "\n".join([LONG] * 3)


def test_lines_that_their_author_ended_stay_apart() -> None:
    assert text("One line here.\nAnother one.\n\n" + "\n".join(textwrap.wrap(LONG, 72))) == f"One line here.\nAnother one.\n{LONG}"


def test_unbroken_lines_are_paragraphs() -> None:
    assert text(f"{LONG}\n{LONG}") == f"{LONG}\n{LONG}"


def test_items_of_a_list_stay_apart() -> None:
    item = "- The council voted on Monday to buy a second ferry for the harbours."
    assert text(f"{item}\n{item}") == f"{item}\n{item}"


def test_flowed_text_is_joined_where_a_line_ends_in_a_space() -> None:
    assert text("The council \nvoted.\n From there on.\nEnd.", flowed=True) == "The council voted.\nFrom there on.\nEnd."
    assert text("Harbour-\n", flowed=True) == "Harbour-"
    assert text("東京 \n都", flowed=True, delsp=True) == "東京都"


def test_flowed_text_that_is_quoted_is_joined_within_its_depth() -> None:
    assert text("> The council \n> voted.\n>> Deeper \n>> still.\nOut.", flowed=True) == "The council voted.\nDeeper still.\nOut."


def test_marks_of_quoting_go_and_the_words_stay() -> None:
    assert text("> One.\n>\n> > Two.\n>Three.") == "One.\nTwo.\nThree."


def test_a_signature_goes_and_a_dash_in_the_middle_does_not() -> None:
    assert text("One.\n\n-- \nBob\nDesk") == "One."
    assert text("One.\n--\n" + "Two is a line.\n" * 40).count("Two") == 40


def test_rows_of_marks_part_paragraphs() -> None:
    assert text("One\n=====\nTwo\n* * *\nThree") == "One\nTwo\nThree"


def test_addresses_after_words_go() -> None:
    blocks = [
        Block("The council <https://h.example/1> voted [https://h.example/2] today ( https://h.example/3 ).", "p"),
        Block("https://h.example", "p"),
    ]
    assert text_of(without_links(blocks)) == "The council voted today."


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=80), st.integers(60, 78))
def test_wrapping_and_unwrapping_keeps_the_words(words: list[str], width: int) -> None:
    assert text("\n".join(textwrap.wrap(" ".join(words), width))).split() == words

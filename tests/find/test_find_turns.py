"""What the layout attributes: turns of a transcript, quotations signed with a dash."""

from __future__ import annotations

from onrecord.find.turns import find_turns, signature
from onrecord.quotation import quotations
from onrecord.spans import words_of

TRANSCRIPT = """Here is the hearing in part.

SEN. DORN: Will the levy be paid this year?

MR. ABARA: It will. We told the cabinet in May.

And there is one thing more: the fund is full.

(LAUGHTER)

SEN. DORN: So nothing is owed.

MR. ABARA: Nothing.

The hearing goes on next week."""


def test_each_turn_goes_to_the_next_one() -> None:
    turns = find_turns(TRANSCRIPT)
    assert [words_of(TRANSCRIPT, t.source) for t in turns] == ["SEN. DORN", "MR. ABARA", "SEN. DORN", "MR. ABARA"]
    assert words_of(TRANSCRIPT, turns[1].content) == "It will. We told the cabinet in May. And there is one thing more: the fund is full."


def test_what_stands_behind_the_last_turn_is_the_reporters() -> None:
    assert words_of(TRANSCRIPT, find_turns(TRANSCRIPT)[-1].content) == "Nothing."


def test_turns_are_a_documents_voice() -> None:
    assert {t.voice for t in find_turns(TRANSCRIPT)} == {"document"}


def test_captions_and_notes_are_no_turns() -> None:
    assert find_turns("Photo: AP\n\nNote: prices rose.\n\nPhoto: EPA\n\nNote: prices fell.\n\nThe end.") == []


def test_a_few_colons_make_no_transcript() -> None:
    assert find_turns("Ruiz: no comment.\n\nThe council met.\n\nSoto: no comment.") == []


def test_a_dash_and_a_name_sign_a_quotation() -> None:
    text = "“It is a wall of water.”\n― Ana Ruiz, farmer\n\nThe end."
    (quote,) = quotations(text)
    signed = signature(text, quote)
    assert signed is not None
    assert words_of(text, signed) == "― Ana Ruiz, farmer"


def test_a_dash_before_a_sentence_signs_nothing() -> None:
    text = "“It is a wall.” — The mayor left before the vote and did not come back that evening.\n"
    assert signature(text, quotations(text)[0]) is None

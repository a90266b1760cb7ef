"""What the layout attributes: turns of a transcript, quotations signed with a dash."""

from __future__ import annotations

import pytest

from onrecord.find.attributions import find_attributions
from onrecord.find.turns import find_turns, signature
from onrecord.quotation import quotations
from onrecord.spans import words_of
from tests import documents_made as made
from tests.readings_made import ReadingMade

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


def turns_of(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every turn."""
    return [(words_of(text, t.source), words_of(text, t.cue), words_of(text, t.content)) for t in find_turns(text)]


QUESTION, ANSWER, AGAIN, LAST = (
    "Will the levy be paid this year?",
    "It will be paid in May.",
    "And if it is not?",
    "Then the bank must wait.",
)


@pytest.mark.parametrize(
    ("asks", "answers", "names"),
    [
        ("Q: ", "A: ", ("Q", "A")),
        ("Q. ", "A. ", ("Q", "A")),
        ("Q    ", "A    ", ("Q", "A")),
        ("Q ", "A ", ("Q", "A")),
        ("Q\t", "MS. RUIZ:\t", ("Q", "MS. RUIZ")),
        ("Q", "A: ", ("Q", "A")),
        ("Question: ", "Answer: ", ("Question", "Answer")),
        ("Host: ", "Otieno: ", ("Host", "Otieno")),
        ("**Q:** ", "**A:** ", ("Q", "A")),
        ("Speaker 1: ", "Speaker 2: ", ("Speaker 1", "Speaker 2")),
        ("REED -- ", "RUIZ -- ", ("REED", "RUIZ")),
        ("Tom Reed — ", "Ana Ruiz — ", ("Tom Reed", "Ana Ruiz")),
        ("Mr. DORN. ", "The CHAIRMAN. ", ("Mr. DORN", "The CHAIRMAN")),
        ("MODERATOR: ", "MINISTER FOR WATER OTIENO (through interpreter): ", ("MODERATOR", "MINISTER FOR WATER OTIENO")),
        ("Élodie Álvarez: ", "Óscar Ruiz: ", ("Élodie Álvarez", "Óscar Ruiz")),
        ("Amy Reed: (00:12)\n", "Ana Ruiz: (00:15)\n", ("Amy Reed", "Ana Ruiz")),
    ],
)
def test_turns_begin_in_many_ways(asks: str, answers: str, names: tuple[str, str]) -> None:
    text = "\n\n".join((asks + QUESTION, answers + ANSWER, asks + AGAIN, answers + LAST))
    assert [(who, words) for who, _, words in turns_of(text)] == [
        (names[0], QUESTION),
        (names[1], ANSWER),
        (names[0], AGAIN),
        (names[1], LAST),
    ]


def test_the_cue_of_a_turn_is_its_mark_or_none() -> None:
    text = "Q    Will it be paid this year?\n\nMS. RUIZ: It will be paid.\n\nQ    And if it is not paid?\n\nMS. RUIZ: Then we wait for it."
    assert [cue for _, cue, _ in turns_of(text)] == ["", ":", "", ":"]


def test_an_article_before_a_noun_answers_nothing() -> None:
    turns = ("Q Will it be paid?", "A It will.", "Q And if it is not paid at all?", "A Then the bank must wait for it.")
    text = "\n\n".join(("A Kenyan minister spoke.", *turns))
    assert [who for who, _, _ in turns_of(text)] == ["Q", "A", "Q", "A"]


def test_the_last_answer_of_a_marked_document_is_whole() -> None:
    assert turns_of(made.PRESS_CONFERENCE)[-1][2].endswith("the bank will wait. Thank you all.")


def test_the_last_answer_goes_on_with_i() -> None:
    turns = (f"Q: {QUESTION}", f"A: {ANSWER}", f"Q: {AGAIN}", f"A: {LAST}")
    text = "\n\n".join((*turns, "I have told the bank so.", "This interview has been edited by my colleague."))
    assert turns_of(text)[-1][2] == f"{LAST} I have told the bank so."


def test_an_exchange_in_one_quotation_is_no_transcript() -> None:
    assert find_turns(made.COURT_REPORT) == []


def test_a_headline_with_a_name_begins_no_turn() -> None:
    text = f"Ruiz: We Will Pay the Levy\n\nThe minister spoke on Monday.\n\n{TRANSCRIPT}"
    assert turns_of(text) == turns_of(TRANSCRIPT)


def test_a_list_with_colons_is_no_transcript() -> None:
    assert find_turns(made.RECIPE) == []
    assert find_turns("Ruiz: 45\n\nSoto: 43\n\nReed: 12\n\nRuiz: 47\n\nSoto: 41\n\nReed: 12") == []


def test_a_few_names_far_apart_are_no_transcript() -> None:
    between = "\n\n".join(["The council met and went home again."] * 40)
    assert (
        find_turns(f"Ruiz: we will pay it all.\n\nSoto: we will not pay it.\n\n{between}\n\nRuiz: we will pay.\n\nSoto: we will not.") == []
    )


def test_what_a_later_paragraph_of_a_turn_reports_stands_in_the_turn() -> None:
    turns = (
        "SEN. DORN: Is it paid by now?",
        "MR. ABARA: It is.",
        "The bank says that it has waited.",
        "SEN. DORN: Good.",
        "MR. ABARA: It is.",
    )
    text = "\n\n".join(turns)
    found = find_attributions(text, ReadingMade(text).says("The bank", "says", "that it has waited").made())
    (nested,) = (a for a in found if a.within is not None)
    assert words_of(text, nested.content) == "that it has waited"
    assert nested.within is not None
    assert words_of(text, found[nested.within].source) == "MR. ABARA"

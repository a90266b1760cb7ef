"""What a document says of its own becomes statements; what it attributes stays as it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.find.documents import sentences, with_document
from onrecord.find.genre import genre_of
from onrecord.find.markings import find_markings
from onrecord.find.turns import find_turns
from onrecord.quotation import quotations
from onrecord.spans import Span, words_of
from tests import documents_made as made
from tests.markings_made import attribution, quoted, said
from tests.readings_made import ReadingMade

if TYPE_CHECKING:
    from onrecord.records import Attribution


def own(text: str, *given: Attribution) -> list[str]:
    """The words of the statements that are the document's own."""
    found = with_document(text, given, genre_of(text))
    return [words_of(text, a.content) for a in found if a.voice == "document" and not a.source]


def test_every_paragraph_of_an_op_ed_is_its_authors() -> None:
    paragraphs = own(made.OP_ED)
    assert [words.split()[0] for words in paragraphs] == ["Every", "The", "Dr.", "What"]
    assert paragraphs[0].endswith("This year I counted more than ever.")


def test_what_is_said_is_indirect_and_without_source_and_cue() -> None:
    found = with_document(made.EDITORIAL, [], genre_of(made.EDITORIAL))
    assert [(a.source, a.cue, a.form, a.voice, a.within, a.score) for a in found] == [((), (), "indirect", "document", None, 0.9)] * 2


def test_a_sentence_that_attributes_is_left_to_the_usual_statements() -> None:
    text = made.OP_ED
    given = attribution(text, said("The finance minister", "says", "the fund is empty"))
    assert own(text, given)[1] == (
        "The government must keep the levy. We in the valley pay it without joy, but we know what it bought us: two pumps, a clinic "
        "and a road. He should look again."
    )
    second = with_document(text, [given], genre_of(text))[1]
    assert len(second.content) == 2


def test_the_order_is_the_texts_and_nested_statements_follow_theirs() -> None:
    text = made.OP_ED
    outer = attribution(text, said("Dr. Abara of the water board", "has warned", "that a second drought would close the clinic"))
    inner = attribution(text, said("", "", "a second drought", within=0))
    last = attribution(text, said("", "should", "vote the money now"))
    found = with_document(text, [outer, inner, last], genre_of(text))
    starts = [a.content[0].start for a in found if a.within is None]
    assert starts == sorted(starts)
    (nested,) = (a for a in found if a.within is not None)
    assert nested.within is not None
    assert found[nested.within] == outer


def test_what_the_author_attributes_to_himself_is_the_documents_voice() -> None:
    text = made.OP_ED
    found = with_document(text, [attribution(text, said("I", "believe", "he is right"))], genre_of(text))
    assert [a.voice for a in found if a.source] == ["document"]


def test_an_i_in_quotation_marks_is_not_the_documents() -> None:
    text = made.OP_ED.replace("I believe he is right.", "“I believe he is right,” she said.")
    found = with_document(text, [attribution(text, said("I", "believe", "he is right"))], genre_of(text))
    assert [a.voice for a in found if a.source] == ["report"]


def test_a_report_gets_nothing_more() -> None:
    given = attribution(made.REPORT, said("their union", "said", "Farmers in the valley will not pay the water levy this year"))
    assert with_document(made.REPORT, [given], genre_of(made.REPORT)) == (given,)


def test_a_transcript_speaks_by_its_turns_alone() -> None:
    turns = find_turns(made.INTERVIEW)
    assert with_document(made.INTERVIEW, turns, genre_of(made.INTERVIEW)) == tuple(turns)


def test_greetings_applause_and_thanks_say_nothing() -> None:
    assert own(made.SPEECH) == [
        "We meet in a year in which three of our rivers did not reach the sea. I will not tell you that it was chance.",
        "My government will double the storage of the Tamsel by 2030. Our farmers have waited long enough. "
        "President Oduya told me last week that his country would match our share.",
    ]


def test_a_name_before_a_speech_is_no_part_of_it() -> None:
    assert own(made.RECORD_OF_PARLIAMENT)[0] == "Mr. Speaker, it is an honour to come before the House once again."


def test_thanks_for_being_heard_say_nothing() -> None:
    assert own(made.TESTIMONY)[0].startswith("My institute has measured")


def test_a_release_is_without_letterhead_dateline_contacts_and_notes() -> None:
    given = attribution(made.RELEASE, quoted("Grace Otieno, the water minister", "said", "“We have kept our promise,”"))
    assert own(made.RELEASE, given) == [
        "The second dam on the Tamsel will open in May, three months ahead of plan. It will store water for two hundred thousand people.",
        "The dam was built by 900 workers. Its turbines will give power to the clinic at Kisa from June.",
    ]


@pytest.mark.parametrize(
    ("dateline", "first"),
    [
        ("KISA, Kenya, March 4, 2026 -- ", "The dam"),
        ("Nairobi, 4 March 2026 – ", "The dam"),
        ("(Nairobi, 4 March 2026) ", "The dam"),
        ("NAIROBI: ", "The dam"),
        ("Three things matter: ", "Three things"),
    ],
)
def test_a_dateline_ends_with_a_dash_behind_a_place_or_a_day(dateline: str, first: str) -> None:
    text = f"FOR IMMEDIATE RELEASE\n\nDam opens\n\n{dateline}The dam will open in May and store water."
    assert own(text)[0].startswith(first)


def test_the_points_of_a_list_are_statements() -> None:
    points = "- raise the levy by a tenth\n- build a second dam at Kisa\n- no more"
    text = f"PRESS RELEASE\n\nLevy to rise\n\nThe ministry will do three things this year.\n\n{points}"
    assert own(text)[1:] == ["raise the levy by a tenth", "build a second dam at Kisa"]


def test_the_salutation_of_a_letter_takes_nothing_from_it() -> None:
    given = attribution(made.LETTER, said("the Editor", "", "Your report on the levy leaves out those who cannot pay it"))
    assert own(made.LETTER, given)[0].startswith("Your report on the levy")


def test_a_sentence_that_is_a_quotation_is_not_the_authors() -> None:
    text = "Opinion\n\nThe fund is empty. “We have kept our promise, and the valley will drink.” It will not be filled again."
    assert own(text) == ["The fund is empty. It will not be filled again."]


def test_a_quoted_word_leaves_a_sentence_the_authors() -> None:
    assert own("Opinion\n\nThey call the hole in the fund a “bridge” and leave it at that.") != []


def split(text: str) -> list[str]:
    found = sentences(text, Span(0, len(text)), [q.span for q in quotations(text)])
    return [text[slice(*s)] for s in found]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "Nobody came.", "Why?", "We do not know!"],
        ["Dr. Lee of the U.S. office met J. R. Reed at 5 p.m. on St. Mark’s Square.", "It rained."],
        ["She wrote “It rained. Nobody came.” and left.", "He stayed."],
        ["“It rained.”", "“Nobody came.”"],
        ["The levy rose by 2.5 per cent.", "It fell again…", "(Applause.)"],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_the_markings_of_an_op_ed_hold_its_genre_and_its_own_words() -> None:
    text = made.OP_ED
    reading = ReadingMade(text).says("The finance minister", "says", "the fund is empty").made()
    markings = find_markings(text, reading, title="The levy is a promise, not a price", authors=["Grace Otieno"])
    assert markings.genre is not None
    assert markings.genre.kind == "op-ed"
    assert [a.voice for a in markings.attributions] == ["document", "document", "report", "document", "document"]


def test_the_markings_of_a_report_are_as_before() -> None:
    reading = ReadingMade(made.REPORT).says("their union", "said", "Farmers in the valley will not pay the water levy this year").made()
    markings = find_markings(made.REPORT, reading)
    assert markings.genre is None
    assert [a.voice for a in markings.attributions] == ["report"]

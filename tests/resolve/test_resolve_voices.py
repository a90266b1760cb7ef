"""Whose voice a document has, as its head, its labels and what is known of it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.find.documents import with_document
from onrecord.find.genre import genre_of
from onrecord.find.turns import find_turns
from onrecord.records import Markings
from onrecord.resolve.speakers import resolve_speakers
from tests import documents_made as made
from tests.markings_made import attribution, entities, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Attribution, Speaker


def speakers(text: str, *given: Attribution, title: str | None = None, **names: Iterable[str]) -> list[tuple[str, Speaker | None]]:
    """The source's words (empty for the document's own) and the speaker of every statement."""
    genre = genre_of(text, title=title)
    attributions = with_document(text, [*find_turns(text), *given], genre)
    markings = Markings(attributions=attributions, entities=entities(text, **names), genre=genre)
    sources = [text[slice(*a.source[0])] if a.source else "" for a in attributions]
    return list(zip(sources, resolve_speakers(text, markings), strict=True))


def own(text: str, title: str | None = None, **names: Iterable[str]) -> tuple[str, str, str | None, str | None]:
    """Type, name, role and affiliation of the one who says what a document says of its own."""
    (found,) = {speaker for source, speaker in speakers(text, title=title, **names) if not source}
    assert found is not None
    return found.type, found.name, found.role, found.affiliation


def labelled(text: str, **names: Iterable[str]) -> dict[str, tuple[str, str] | None]:
    """Type and name of the speaker by the label of the turn."""
    return {source: (s.type, s.name) if s else None for source, s in speakers(text, **names)}


AUTHOR = ("author", "author", None, None)


@pytest.mark.parametrize("text", [made.OP_ED, made.NOTED_OP_ED, made.EDITORIAL, made.LETTER])
def test_an_argument_is_its_authors(text: str) -> None:
    assert own(text, person=["Grace Otieno", "Abara"]) == AUTHOR


def test_a_speech_is_whoevers_its_head_says_with_the_role() -> None:
    assert own(made.SPEECH, person=["Ana Ruiz", "Oduya"], organization=["Water Forum"]) == ("person", "Ana Ruiz", "Prime Minister", None)


def test_a_speech_is_headed_even_where_the_model_marks_no_name() -> None:
    assert own(made.SPEECH)[:2] == ("person", "Ana Ruiz")


def test_testimony_has_role_and_affiliation_from_the_line_below_the_name() -> None:
    assert own(made.TESTIMONY, person=["Lee Min-ho"]) == ("person", "Lee Min-ho", "Director", "Institute of Water Policy")


def test_a_speech_whose_head_names_nobody_is_its_authors() -> None:
    assert own(made.TESTIMONY_WITHOUT_HEAD) == AUTHOR


def test_a_title_names_the_speaker_whom_the_text_does_not() -> None:
    text = "We meet in a dry year. I will not tell you that it was chance.\n\nMy government will double the storage."
    assert own(text, title="Remarks by Foreign Minister Ana Ruiz at the Forum") == ("person", "Ana Ruiz", "Foreign Minister", None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Speech by Ana Ruiz, Governor of the Bank of Marrow, at the forum", ("person", "Ana Ruiz", "Governor", "Bank of Marrow")),
        ("Remarks by the Minister for Water, Ana Ruiz, at the forum", ("person", "Ana Ruiz", None, None)),
        ("Remarks by the spokesperson of the Foreign Ministry", ("unnamed", "spokesperson of the Foreign Ministry", None, None)),
        ("REMARKS BY PRIME MINISTER ANA RUIZ", ("person", "ANA RUIZ", "PRIME MINISTER", None)),
    ],
)
def test_the_head_of_a_speech_is_read(head: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert own(f"{head}\n\nWe meet in a dry year. I will not tell you that it was chance.")[: len(expected)] == expected


@pytest.mark.parametrize(
    ("by", "kind", "name"),
    [
        ("by the Foreign Ministry", "organization", "Foreign Ministry"),
        ("by the Government of Kenya", "country", "Government of Kenya"),
        ("by Greenpeace", "organization", "Greenpeace"),
        ("by Acme Pumps", "organization", "Acme Pumps"),
        ("by NATO", "organization", "NATO"),
        ("by Foreign Minister Grace Otieno", "person", "Grace Otieno"),
        ("by Grace Otieno, water minister,", "person", "Grace Otieno"),
        ("by the foreign ministers of Kenya and Uganda", "group", "foreign ministers of Kenya and Uganda"),
        ("of the Press-Secretary of the Foreign Ministry", "unnamed", "Press-Secretary of the Foreign Ministry"),
    ],
)
def test_a_statement_is_an_institutions_or_a_persons(by: str, kind: str, name: str) -> None:
    text = f"Statement {by} on the closing of the border\n\nThe bridge at Kisa must be opened again before the rains."
    assert own(text)[:2] == (kind, name)


def test_a_release_is_its_issuers() -> None:
    assert own(made.RELEASE, person=["Grace Otieno"])[:2] == ("organization", "Ministry of Water")
    assert own(made.COMPANY_RELEASE, person=["Jane Roe"])[:2] == ("organization", "Acme Pumps")


def test_an_issuer_in_capitals_is_named_as_the_text_writes_it() -> None:
    text = made.RELEASE.replace("Ministry of Water", "MINISTRY OF WATER").replace("It will store", "The Ministry of Water will store")
    assert own(text, person=["Grace Otieno"])[:2] == ("organization", "Ministry of Water")


def test_the_issuer_who_announces_is_the_issuer() -> None:
    text = made.COMPANY_RELEASE
    found = speakers(text, attribution(text, said("Acme Pumps", "announced", "that it has opened a plant in Kisa")))
    assert len({speaker.id for _, speaker in found if speaker}) == 1


def test_i_and_we_in_a_speech_are_the_speakers() -> None:
    text = made.SPEECH
    found = speakers(text, attribution(text, said("I", "will not tell", "that it was chance")), person=["Ana Ruiz"])
    assert {(source, s.name if s else None) for source, s in found} == {("", "Ana Ruiz"), ("I", "Ana Ruiz")}


def test_the_documents_voice_is_nobody_whom_a_pronoun_means() -> None:
    text = made.SPEECH.replace("Let us begin.", "He said that he would sign in May, and we believe it.")
    given = (
        attribution(text, said("President Oduya", "told", "that his country would match our share")),
        attribution(text, said("He", "said", "that he would sign in May")),
    )
    found = speakers(text, *given, person=["Ana Ruiz", "Oduya"])
    assert [s.name for source, s in found if s and source in ("President Oduya", "He")] == ["Oduya", "Oduya"]


def test_q_and_a_of_an_interview_are_who_asks_and_who_answers() -> None:
    assert labelled(made.INTERVIEW, person=["Grace Otieno", "Tom Reed"]) == {"Q": ("person", "Tom Reed"), "A": ("person", "Grace Otieno")}


def test_who_answers_has_role_and_affiliation() -> None:
    found = dict(speakers(made.INTERVIEW, person=["Grace Otieno"], place=["Kenya"]))
    assert found["A"] is not None
    assert (found["A"].role, found["A"].affiliation) == ("water minister", "Kenya")


def test_an_interviewer_who_is_not_named_is_the_author() -> None:
    assert labelled(made.INTERVIEW.replace("Interview by Tom Reed\n\n", ""))["Q"] == ("author", "author")


def test_an_answer_of_nobody_known_is_nobodys() -> None:
    assert labelled(made.INTERVIEW[made.INTERVIEW.index("Q:") :])["A"] is None


def test_a_reporter_at_a_briefing_is_unnamed_and_who_holds_it_has_a_name() -> None:
    found = labelled(made.PRESS_CONFERENCE, person=["ANA RUIZ"])
    assert found == {"MS. RUIZ": ("person", "ANA RUIZ"), "Q": ("unnamed", "Q")}


QUESTION, ANSWER = "Will the levy be paid this year?", "It will be paid in May."


def exchange(above: str, asks: str, answers: str) -> str:
    return "\n\n".join(
        (above, f"{asks}: {QUESTION}", f"{answers}: {ANSWER}", f"{asks}: And if it is not?", f"{answers}: Then the bank must wait.")
    )


@pytest.mark.parametrize(
    ("above", "label", "expected"),
    [
        ("Interview with Grace Otieno", "GO", ("person", "Grace Otieno")),
        ("Q&A with Environment Secretary and Norfolk MP Grace Otieno", "LT", ("person", "Grace Otieno")),
        ("Interview with Grace Otieno", "Otieno", ("person", "Grace Otieno")),
        ("Interview with Grace Otieno", "OTIENO", ("person", "Grace Otieno")),
        ("Press conference by President Ana Ruiz", "THE PRESIDENT", ("person", "Ana Ruiz")),
        ("Daily press briefing", "THE PRESIDENT", ("unnamed", "THE PRESIDENT")),
        ("Ana Ruiz\nDaily press briefing", "MS. RUIZ", ("person", "Ana Ruiz")),
        ("Daily press briefing", "MS. RUIZ", ("person", "RUIZ")),
        ("Daily press briefing", "Greenpeace", ("organization", "Greenpeace")),
        ("Daily press briefing", "SENIOR ADMINISTRATION OFFICIAL", ("unnamed", "SENIOR ADMINISTRATION OFFICIAL")),
    ],
)
def test_a_label_means_who_it_means(above: str, label: str, expected: tuple[str, str]) -> None:
    assert labelled(exchange(above, "Q", label))[label] == expected


@pytest.mark.parametrize("label", ["Moderator", "HOST", "Speaker 1", "AUDIENCE MEMBER", "Question"])
def test_a_label_that_is_no_name_is_somebody_unnamed(label: str) -> None:
    text = exchange("Panel on the levy", label, "Grace Otieno")
    assert labelled(text, person=["Grace Otieno"]) == {label: ("unnamed", label), "Grace Otieno": ("person", "Grace Otieno")}


def test_turns_in_a_report_have_speakers_without_a_genre() -> None:
    report = "\n\n".join(["The council met on Monday, and nothing came of it, as nothing had come of it in the years before."] * 12)
    text = exchange("Extracts follow.", "RUIZ", "Tom Reed") + "\n\n" + report
    assert genre_of(text) is None
    assert labelled(text, person=["Ana Ruiz", "Tom Reed"]) == {"RUIZ": ("person", "RUIZ"), "Tom Reed": ("person", "Tom Reed")}

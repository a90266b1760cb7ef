"""Documents that speak in a voice of their own are told from reports."""

from __future__ import annotations

import pytest

from onrecord.find.genre import genre_of
from tests import documents_made as made


def named(text: str, **known: str) -> str | None:
    """The words that tell whose the document is."""
    genre = genre_of(text, **known)  # type: ignore[arg-type]
    assert genre is not None
    return text[slice(*genre.speaker)] if genre.speaker else genre.named


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (made.OP_ED, "op-ed"),
        (made.NOTED_OP_ED, "op-ed"),
        (made.EDITORIAL, "editorial"),
        (made.LETTER, "letter"),
        (made.SPEECH, "speech"),
        (made.SPEECH_WITHOUT_HEAD, "speech"),
        (made.RECORD_OF_PARLIAMENT, "speech"),
        (made.TESTIMONY, "testimony"),
        (made.TESTIMONY_WITHOUT_HEAD, "testimony"),
        (made.INTERVIEW, "interview"),
        (made.PRESS_CONFERENCE, "transcript"),
        (made.RELEASE, "release"),
        (made.COMPANY_RELEASE, "release"),
        (made.STATEMENT, "statement"),
        (made.PERSONS_STATEMENT, "statement"),
    ],
)
def test_a_document_is_recognised(text: str, kind: str) -> None:
    genre = genre_of(text)
    assert genre is not None
    assert genre.kind == kind


@pytest.mark.parametrize("name", [*made.REPORTS])
def test_a_report_is_no_document(name: str) -> None:
    text = made.REPORTS[name]
    assert genre_of(text) is None
    assert (
        genre_of(text, title=text.split("\n")[0], authors=["Lotte Bergan"], url="https://ledger.example/news/levy", outlet="Ledger") is None
    )


def test_no_text_is_no_document() -> None:
    assert genre_of(" \n\n ") is None


ARGUED = "The levy is too high. Farmers paid for ten years. It is time to end it.\n\nParliament meets in May. It has a choice."


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        ({"url": "https://www.ledger.example/opinion/2026/03/the-levy"}, "op-ed"),
        ({"url": "https://www.ledger.example/commentisfree/2026/mar/04/levy"}, "op-ed"),
        ({"url": "https://opinion.ledger.example/the-levy"}, "op-ed"),
        ({"url": "https://www.ledger.example/opinion/letters_to_editor/the-levy"}, "letter"),
        ({"url": "https://www.ledger.example/editorials/the-levy"}, "editorial"),
        ({"title": "Opinion | The levy is too high"}, "op-ed"),
        ({"title": "Commentary: The levy is too high"}, "op-ed"),
        ({"title": "The levy is too high - Editorial"}, "editorial"),
        ({"authors": ["The Editorial Board"]}, "editorial"),
    ],
)
def test_what_is_known_of_an_article_tells_its_genre(known: dict[str, str], kind: str) -> None:
    genre = genre_of(ARGUED, **known)  # type: ignore[arg-type]
    assert genre is not None
    assert genre.kind == kind


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"url": "https://www.ledger.example/news/opinion-polls-on-the-levy"},
        {"url": "https://["},
        {"title": "Opinion polls on the levy"},
        {"title": "Analysis: The levy is too high"},
        {"authors": ["Grace Otieno"]},
    ],
)
def test_what_only_looks_like_a_sign_is_none(known: dict[str, str]) -> None:
    assert genre_of(ARGUED, **known) is None  # type: ignore[arg-type]


def test_a_section_in_a_menu_is_no_sign() -> None:
    assert genre_of(f"News\n\nSport\n\nOpinion\n\n{ARGUED}") is None


def test_a_note_on_the_papers_own_reporter_is_no_sign() -> None:
    assert (
        genre_of(made.NOTED_OP_ED.replace("a professor of hydrology at the University of Marrow", "a reporter at the Valley Ledger"))
        is None
    )


def test_a_note_on_somebody_who_is_spoken_of_is_no_sign() -> None:
    assert genre_of(made.NOTED_OP_ED.replace("Nobody who has carried", "Grace Otieno, who has carried")) is None


def test_a_note_on_somebody_other_than_the_known_author_is_no_sign() -> None:
    assert genre_of(made.NOTED_OP_ED, authors=["Lotte Bergan"]) is None
    assert genre_of(made.NOTED_OP_ED, authors=["Grace Otieno"]) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (made.SPEECH, "Prime Minister Ana Ruiz"),
        (made.RECORD_OF_PARLIAMENT, "Mr. DORN of Marrow"),
        (made.TESTIMONY, "Dr. Lee Min-ho\nDirector, Institute of Water Policy"),
        (made.INTERVIEW, "Grace Otieno, water minister of Kenya"),
        (made.PRESS_CONFERENCE, "PRESS SECRETARY ANA RUIZ"),
        (made.RELEASE, "Ministry of Water"),
        (made.COMPANY_RELEASE, "Acme Pumps"),
        (made.STATEMENT, "the Foreign Ministry"),
        (made.PERSONS_STATEMENT, "Foreign Minister Grace Otieno"),
        (made.OP_ED, None),
    ],
)
def test_the_head_tells_whose_it_is(text: str, words: str | None) -> None:
    assert named(text) == words


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "Opening remarks as prepared for delivery by Ana Ruiz, Governor of the Bank of Marrow, at the forum",
            "Ana Ruiz, Governor of the Bank of Marrow",
        ),
        ("Full text of Prime Minister Ana Ruiz’s speech to the nation", "Prime Minister Ana Ruiz"),
        ("Ana Ruiz’s final remarks as minister", "Ana Ruiz"),
        ("Speech by the Minister for Water, Ana Ruiz, on 4 March 2026", "the Minister for Water, Ana Ruiz"),
        ("Keynote address\nBy Ana Ruiz", "Ana Ruiz"),
        ("President Ana Ruiz\nWater Forum\nGeneva", "President Ana Ruiz"),
    ],
)
def test_a_speech_is_headed_in_many_ways(head: str, words: str) -> None:
    text = f"{head}\n\nGood morning, everyone. (Applause.)\n\nWe meet in a dry year. I will not tell you that it was chance. (Applause.)"
    assert named(text) == words


def test_a_title_outside_the_text_names_the_speaker() -> None:
    text = "We meet in a dry year. I will not tell you that it was chance.\n\nMy government will double the storage of the Tamsel."
    genre = genre_of(text, title="Remarks by Prime Minister Ana Ruiz at the Water Forum")
    assert genre is not None
    assert (genre.kind, genre.speaker, genre.named) == ("speech", None, "Prime Minister Ana Ruiz")


@pytest.mark.parametrize(
    "above",
    [
        "Interview with Grace Otieno",
        "Q&A with Grace Otieno",
        "We spoke with Grace Otieno about the levy.",
        "Grace Otieno spoke with the Ledger about the levy.",
        "In conversation with Grace Otieno",
    ],
)
def test_who_is_interviewed_stands_above_the_first_question(above: str) -> None:
    text = f"{above}\n\n{made.INTERVIEW[made.INTERVIEW.index('Q:') :]}"
    assert named(text) == "Grace Otieno"


def test_who_interviews_is_named_too() -> None:
    genre = genre_of(made.INTERVIEW)
    assert genre is not None
    assert genre.asker is not None
    assert made.INTERVIEW[slice(*genre.asker)] == "Tom Reed"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (made.OP_ED, "Every dry season", "everybody forget."),
        (made.SPEECH, "Mr. Secretary-General", "Let us begin."),
        (made.RELEASE, "NAIROBI, 4 March", "from June."),
        (made.COMPANY_RELEASE, "KISA, Kenya", "five hundred."),
        (made.NOTED_OP_ED, "Every dry season", "on its bills."),
    ],
)
def test_the_body_is_without_head_notes_and_contacts(text: str, first: str, last: str) -> None:
    genre = genre_of(text)
    assert genre is not None
    body = text[slice(*genre.body)]
    assert (body.startswith(first), body.endswith(last)) == (True, True)


def test_a_release_is_told_by_what_stands_at_its_end() -> None:
    text = made.RELEASE.replace("FOR IMMEDIATE RELEASE\n\n", "")
    genre = genre_of(text)
    assert genre is not None
    assert genre.kind == "release"


def test_a_release_says_from_whom_it_is() -> None:
    assert (
        named("Press release from Tom Reed, superintendent:\n\nThe bridge will be closed on Friday. Please take the ferry.")
        == "Tom Reed, superintendent"
    )

"""What an article says that its persons are, and where they belong."""

from __future__ import annotations

from typing import Literal

import pytest

from onrecord.resolve.people import People
from onrecord.resolve.roles import Station, stations
from onrecord.spans import Span
from tests.markings_made import entities

Marked = tuple[Literal["role", "affiliation"], str]


def station(text: str, person: str, *marked: Marked, organization: tuple[str, ...] = ()) -> Station:
    named = entities(text, person=[person], organization=organization)
    marks = [(kind, Span(text.index(words), text.index(words) + len(words))) for kind, words in marked]
    people = People(text, named)
    number = next(k for k, p in enumerate(people.persons) if " ".join(p.words) == person)
    return stations(text, people, marks, [e.span for e in named if e.type == "organization"]).get(number, Station())


@pytest.mark.parametrize(
    ("apposition", "role", "affiliation"),
    [
        ("a research fellow at the Alder Institute", "research fellow", "Alder Institute"),
        ("professor of Japanese studies at Hanmaek University", "professor of Japanese studies", "Hanmaek University"),
        ("the mayor of Port Town", "mayor", "Port Town"),
        ("a retired judge", "retired judge", None),
        ("the president of the Harbour Union", "president", "Harbour Union"),
        ("a lawyer with the Association for Aid to Migrants", "lawyer", "Association for Aid to Migrants"),
        ("a spokesman for the Centre for Peace", "spokesman", "Centre for Peace"),
        ("an analyst with Fjord Capital", "analyst", "Fjord Capital"),
        ("who is a lawyer for the Alder Trust", "lawyer", "Alder Trust"),
    ],
)
def test_an_apposition_tells_role_and_affiliation(apposition: str, role: str, affiliation: str | None) -> None:
    assert station(f"“No,” said Ana Ruiz, {apposition}.", "Ana Ruiz") == Station(role, affiliation)


def test_an_apposition_between_dashes_counts() -> None:
    assert station("Ana Ruiz — a fellow at the Alder Institute — said no.", "Ana Ruiz") == Station("fellow", "Alder Institute")


def test_what_follows_a_name_without_a_noun_for_a_person_is_no_role() -> None:
    assert station("Ana Ruiz, in a letter from Oslo, said no.", "Ana Ruiz") == Station()


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("former secretary of state", "former secretary of state"),
        ("chief economist", "chief economist"),
        ("opposition lawmaker", "opposition lawmaker"),
    ],
)
def test_words_before_a_name_tell_the_role(before: str, role: str) -> None:
    assert station(f"It was {before} Jane Roe who said no.", "Jane Roe").role == role


def test_an_organisation_before_the_role_is_the_affiliation() -> None:
    text = "Rain is likely, White House spokesman Amir Haddad said."
    assert station(text, "Amir Haddad", organization=("White House",)) == Station("spokesman", "White House")


def test_the_office_before_a_name_is_the_role() -> None:
    assert station("Rain is likely, Foreign Minister Park Ji-hoon said.", "Park Ji-hoon").role == "Foreign Minister"


def test_an_honorific_is_no_role() -> None:
    assert station("Rain is likely, Ms. Ana Ruiz said.", "Ana Ruiz") == Station()


def test_a_party_in_brackets_is_the_affiliation() -> None:
    assert station("Sen. Dale Whitcomb (R-Tex.) said no.", "Dale Whitcomb") == Station("Sen.", "R-Tex.")


def test_a_marked_role_goes_to_the_nearest_name() -> None:
    text = "Tom Harker waited for Ana Ruiz while the beekeeper was late."
    assert station(text, "Ana Ruiz", ("role", "beekeeper")).role == "beekeeper"


def test_a_marked_role_in_another_sentence_is_nobodys() -> None:
    assert station("Ana Ruiz waited. The beekeeper was late.", "Ana Ruiz", ("role", "beekeeper")) == Station()


def test_an_institution_behind_a_second_comma_is_the_affiliation() -> None:
    text = "Ana Ruiz, an associate professor of Coastal Law and Politics, at the University of Marrow, said no."
    assert station(text, "Ana Ruiz") == Station("associate professor of Coastal Law and Politics", "University of Marrow")


def test_a_common_noun_may_stand_before_the_name_of_the_institution() -> None:
    text = "Ana Ruiz, a lawyer for the association Clear Water, said no."
    assert station(text, "Ana Ruiz") == Station("lawyer", "Clear Water")


def test_a_marked_role_in_another_paragraph_is_nobodys() -> None:
    assert station("Ana Ruiz waited.\n\nThe beekeeper was late.", "Ana Ruiz", ("role", "beekeeper")) == Station()


def test_the_words_of_the_text_outrank_the_reader() -> None:
    text = "Ana Ruiz, a judge, waited. The beekeeper was late."
    assert station(text, "Ana Ruiz", ("role", "beekeeper")).role == "judge"


def test_a_marked_affiliation_completes_the_station() -> None:
    text = "Ana Ruiz, a judge, spoke for Norland."
    assert station(text, "Ana Ruiz", ("affiliation", "Norland")) == Station("judge", "Norland")

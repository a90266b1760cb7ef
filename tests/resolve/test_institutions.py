"""Organisations and governments get the fullest name that the article gives them."""

from __future__ import annotations

import pytest

from onrecord.resolve.institutions import Institutions
from onrecord.resolve.phrase import read_phrase
from onrecord.spans import Span
from tests.markings_made import entities


def fullest(text: str, words: str, *, organization: tuple[str, ...] = (), place: tuple[str, ...] = ()) -> tuple[str, str]:
    """Name and type of what the words mean where they stand last."""
    named = entities(text, organization=organization, place=place)
    at = text.rindex(words)
    return Institutions(text, named).fullest(read_phrase(text, Span(at, at + len(words)), named, []))


def test_an_acronym_in_brackets_is_the_name_before_it() -> None:
    text = "The European Central Bank (ECB) met on Monday. The ECB kept its rate."
    assert fullest(text, "The ECB") == ("European Central Bank", "organization")


def test_only_the_words_that_the_acronym_stands_for_are_taken() -> None:
    text = "In April Brussels and the Alder Harbour Trust (AHT) fell out. AHT sued."
    assert fullest(text, "AHT") == ("Alder Harbour Trust", "organization")


def test_an_acronym_that_is_never_spelt_out_in_brackets_is_found_by_initials() -> None:
    text = "The Alder Harbour Trust met on Monday. The AHT will sue."
    assert fullest(text, "The AHT", organization=("Alder Harbour Trust", "AHT")) == ("Alder Harbour Trust", "organization")


def test_points_in_an_acronym_do_not_matter() -> None:
    text = "The Alder Harbour Trust (AHT) met on Monday. The A.H.T. will sue."
    assert fullest(text, "The A.H.T.") == ("Alder Harbour Trust", "organization")


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("Alder Savings Bank", "the bank"),
        ("Harbour Ministry", "the ministry"),
        ("Ministry of Fisheries", "The ministry"),
        ("Port Council", "the council"),
    ],
)
def test_a_noun_means_the_last_organisation_named_with_it(name: str, noun: str) -> None:
    text = f"The {name} met on Monday. Rates will rise, {noun} said."
    assert fullest(text, noun) == (name, "organization")


def test_a_newspaper_is_the_organisation_named_last() -> None:
    text = "The Valley Ledger printed the letter. The newspaper stands by it."
    assert fullest(text, "The newspaper", organization=("Valley Ledger",)) == ("Valley Ledger", "organization")


def test_a_noun_without_a_name_before_it_stays_a_noun() -> None:
    assert fullest("Rain is likely, the council said.", "the council") == ("council", "organization")


def test_a_short_form_is_the_longer_name_that_begins_with_it() -> None:
    text = "Harlan Shipping Lines sold a ferry. Harlan said it was old."
    assert fullest(text, "Harlan", organization=("Harlan Shipping Lines", "Harlan")) == ("Harlan Shipping Lines", "organization")


def test_a_capital_is_its_country_where_the_article_names_that() -> None:
    text = "South Korea and Japan met on Monday. Seoul wants a pact."
    assert fullest(text, "Seoul") == ("South Korea", "country")


def test_a_capital_stays_a_capital_where_the_article_does_not_name_the_country() -> None:
    assert fullest("Talks went on. Seoul wants a pact.", "Seoul") == ("Seoul", "country")


def test_the_kremlin_is_russia() -> None:
    assert fullest("Russia has ships. The Kremlin called it a rehearsal.", "The Kremlin") == ("Russia", "country")


def test_the_white_house_stays_an_institution() -> None:
    text = "The United States has ships. The White House called it a rehearsal."
    assert fullest(text, "The White House") == ("White House", "organization")


def test_a_short_form_of_a_country_gives_way_to_its_longer_name() -> None:
    text = "The Republic of Korea, a donor, paid. The ROK wants more donors."
    assert fullest(text, "The ROK") == ("Republic of Korea", "country")


def test_a_government_with_its_adjective_stands_as_it_is() -> None:
    text = "The Norwegian government has a plan."
    assert fullest(text, "The Norwegian government") == ("Norwegian government", "country")


def test_the_government_is_the_one_that_the_article_names_in_full() -> None:
    text = "The Norwegian government met on Monday. The government has a plan."
    assert fullest(text, "The government") == ("Norwegian government", "country")


def test_the_government_is_that_of_the_country_that_the_article_is_about() -> None:
    text = "Norway waits. Snow fell on Norway. The government has a plan."
    assert fullest(text, "The government") == ("Norway", "country")


def test_the_campaign_of_a_person_takes_the_form_that_the_article_has() -> None:
    text = "A bus of the Ruiz campaign broke down. Ana Ruiz’s campaign blamed the road."
    assert fullest(text, "Ana Ruiz’s campaign") == ("Ruiz campaign", "organization")


def test_her_campaign_is_the_only_one_named() -> None:
    text = "A bus of the Ruiz campaign broke down. Her campaign blamed the road."
    assert fullest(text, "Her campaign") == ("Ruiz campaign", "organization")


def test_a_campaign_is_the_last_one_named_where_the_article_names_two() -> None:
    text = "The Ruiz campaign met the Harker campaign. The campaign blamed the road."
    assert fullest(text, "The campaign") == ("Harker campaign", "organization")


def test_a_campaign_is_the_fullest_form_where_the_article_has_no_short_one() -> None:
    text = "Ana Ruiz’s campaign has a bus. Ruiz’s campaign has a boat. Her campaign blamed the road."
    assert fullest(text, "Her campaign") == ("Ana Ruiz’s campaign", "organization")


def test_the_last_organisation_before_a_place_is_found() -> None:
    text = "The Alder Trust met. Norway waited. It was late."
    some = Institutions(text, entities(text, organization=["Alder Trust"], place=["Norway"]))
    assert some.last_before(text.index("It"), 0) == ("Norway", "country")
    assert some.last_before(text.index("Norway"), 0) == ("Alder Trust", "organization")
    assert some.last_before(4, 0) is None

"""The word lists load, are complete where they must be, and say nothing twice."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from onrecord import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTS = sorted(p.name for p in files("onrecord").joinpath("lexicons").iterdir() if p.name.endswith(".yml"))
#: States whose capital has their own name, a name that is common elsewhere, or none of its own.
WITHOUT_SEAT = {
    *("Djibouti", "Luxembourg", "Monaco", "San Marino", "Singapore", "Hong Kong", "Vatican City"),
    *("Sao Tome and Principe", "Seychelles", "England"),
}


def raw(name: str) -> Any:
    return yaml.safe_load(files("onrecord").joinpath("lexicons", name).read_text(encoding="utf-8"))


def lists_in(data: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of plain words with the keys that lead to it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists_in(value, f"{path}/{key}")
    elif isinstance(data, list) and all(isinstance(value, dict) for value in data):
        for number, value in enumerate(data):
            yield from lists_in(value, f"{path}/{value.get('name', number)}")
    elif isinstance(data, list):
        yield path, data


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_where_it_is_from(name: str) -> None:
    assert "Source:" in files("onrecord").joinpath("lexicons", name).read_text(encoding="utf-8").split("\n\n")[0][:600]


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_is_a_word(name: str) -> None:
    assert not [
        (path, word)
        for path, words in lists_in(raw(name))
        for word in words
        if not isinstance(word, str) or word != word.strip() or not word
    ]


@pytest.mark.parametrize("name", LISTS)
def test_no_list_says_a_word_twice(name: str) -> None:
    assert not [(path, word) for path, words in lists_in(raw(name)) for word, times in Counter(words).items() if times > 1]


def test_every_country_has_a_name_a_seat_and_an_adjective() -> None:
    for country in lexicon.countries():
        assert country.name
        assert country.names[0] == country.name
        assert country.seats or country.name in WITHOUT_SEAT, country.name


def test_no_country_stands_twice() -> None:
    names = Counter(name for country in lexicon.countries() for name in country.names)
    assert not [name for name, times in names.items() if times > 1]


def test_every_member_of_the_united_nations_is_there() -> None:
    assert len(lexicon.countries()) >= 193


@pytest.mark.parametrize(
    ("word", "country", "how"),
    [
        ("Seoul", "South Korea", "seat"),
        ("Norwegian", "Norway", "adjective"),
        ("Japan", "Japan", "name"),
        ("Kremlin", "Russia", "seat"),
        ("Singapore", "Singapore", "name"),
    ],
)
def test_words_for_a_country_lead_to_it(word: str, country: str, how: str) -> None:
    found, kind = lexicon.country_words()[word]
    assert (found.name, kind) == (country, how)


def test_a_name_of_one_country_outranks_a_seat_of_another() -> None:
    words = lexicon.country_words()
    assert all(words[name][1] == "name" for country in lexicon.countries() for name in country.names)


def test_no_given_name_goes_with_both_pronouns() -> None:
    row = raw("given_names.yml")
    assert not {n.lower() for n in row["he"]} & {n.lower() for n in row["she"]}


def test_given_names_are_found_in_lower_case() -> None:
    names = lexicon.given_names()
    assert (names["maria"], names["peter"]) == ("she", "he")
    assert all(name == name.lower() for name in names)


def test_every_title_is_found_in_lower_case() -> None:
    row = raw("titles.yml")
    titles = lexicon.titles()
    assert {t.lower() for some in row["honorifics"].values() for t in some} == titles.honorifics
    assert {t.lower() for t in row["offices"]} == titles.offices


def test_a_title_goes_with_one_pronoun_at_most() -> None:
    row = raw("titles.yml")["honorifics"]
    assert not {t.lower() for t in row["he"]} & {t.lower() for t in row["she"]}
    assert lexicon.titles().pronouns["mr."] == "he"
    assert "dr." not in lexicon.titles().pronouns


@pytest.mark.parametrize(
    ("noun", "kinds"),
    [
        ("senator", {"person"}),
        ("ministry", {"organization"}),
        ("memo", {"document"}),
        ("observers", {"group"}),
        ("paper", {"document", "organization"}),
    ],
)
def test_a_noun_tells_the_kinds_of_speaker_it_can_name(noun: str, kinds: set[str]) -> None:
    assert lexicon.noun_kinds()[noun] == kinds


def test_longer_occasions_come_first() -> None:
    some = lexicon.occasions()
    assert list(some) == sorted(some, key=len, reverse=True)
    assert "press conference" in some


def test_a_list_is_read_once() -> None:
    assert lexicon.noun_kinds() is lexicon.noun_kinds()

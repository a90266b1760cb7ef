"""What kind of speaker the words of a source name."""

from __future__ import annotations

import pytest

from onrecord.records import Entity
from onrecord.resolve.phrase import is_person_plural, read_phrase
from onrecord.spans import Span


def read(words: str, *, persons: tuple[str, ...] = (), organizations: tuple[str, ...] = ()) -> tuple[str, str]:
    where = [Span(words.index(n), words.index(n) + len(n)) for n in organizations]
    named = [Span(words.index(n), words.index(n) + len(n)) for n in persons]
    phrase = read_phrase(words, Span(0, len(words)), [Entity(span=s, type="organization") for s in where], named)
    return phrase.what, words[phrase.span.start : phrase.span.end]


@pytest.mark.parametrize(
    ("word", "what"),
    [("He", "he"), ("she", "she"), ("They", "they"), ("it", "it"), ("who", "who"), ("which", "which"), ("I", "first"), ("we", "first")],
)
def test_pronouns_are_told_apart(word: str, what: str) -> None:
    assert read(word)[0] == what


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz, the mayor of Port Town,", "Ana Ruiz"),
        ("Ana Ruiz — a fellow at the institute", "Ana Ruiz"),
        ("by Ana Ruiz", "Ana Ruiz"),
        ("the mayor, Ana Ruiz,", "Ana Ruiz"),
        ("a beekeeper named Ana Ruiz", "Ana Ruiz"),
        ("foreign ministry spokeswoman Ana Ruiz", "Ana Ruiz"),
        ("CAIRO - Ana Ruiz", "Ana Ruiz"),
        ("CAIRO (Newswire) — Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_a_known_name_is_the_person_that_speaks(words: str, name: str) -> None:
    assert read(words, persons=("Ana Ruiz",)) == ("person", name)


@pytest.mark.parametrize("words", ["Ana Ruiz and Tom Harker", "Ana Ruiz or her deputy"])
def test_names_joined_by_and_or_or_are_a_group(words: str) -> None:
    known = tuple(n for n in ("Ana Ruiz", "Tom Harker") if n in words)
    assert read(words, persons=known) == ("group", words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Harbour Ministry", "Harbour Ministry"),
        ("the Council of State", "Council of State"),
        ("The Ministry of Human Resources and Social Development", "Ministry of Human Resources and Social Development"),
        ("the bank", "bank"),
        ("the White House", "White House"),
        ("Ruiz’s campaign", "Ruiz’s campaign"),
        ("the Morning Star newspaper", "Morning Star newspaper"),
    ],
)
def test_nouns_of_institutions_make_organisations(words: str, name: str) -> None:
    assert read(words) == ("organization", name)


def test_a_name_that_the_reader_takes_for_an_organisation_is_one() -> None:
    assert read("the Alder Trust", organizations=("Alder Trust",)) == ("organization", "Alder Trust")


@pytest.mark.parametrize("words", ["Seoul", "South Korea", "the Philippines", "the ROK", "Tokyo", "the Kremlin"])
def test_countries_and_capitals_are_countries(words: str) -> None:
    assert read(words)[0] == "country"


@pytest.mark.parametrize("words", ["the Norwegian government", "The government", "the Japanese administration"])
def test_governments_are_countries(words: str) -> None:
    assert read(words)[0] == "country"


def test_the_administration_of_a_person_is_an_organisation() -> None:
    assert read("the Okafor administration")[0] == "organization"


@pytest.mark.parametrize(
    "words",
    [
        "observers in Seoul and Washington",
        "several officials",
        "critics",
        "many in the party",
        "Two ministers who left the cabinet",
        "growers",
        "more than 40 percent of drivers",
        "farmers and millers",
        "Norwegians",
    ],
)
def test_groups_are_kept_as_they_stand(words: str) -> None:
    assert read(words) == ("group", words)


@pytest.mark.parametrize(
    ("words", "maker"),
    [
        ("a YouGov poll", "YouGov"),
        ("a new Latino Opinion survey", "Latino Opinion"),
        ("a survey by the pollster Opinia in October", "Opinia"),
        ("a survey by Opinia", "Opinia"),
    ],
)
def test_a_poll_is_its_makers(words: str, maker: str) -> None:
    assert read(words) == ("organization", maker)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a report", "report"),
        ("the lawsuit, filed in May,", "lawsuit"),
        ("exit polls", "exit polls"),
        ("an internal memo", "internal memo"),
        ("the letter", "letter"),
        ("a March poll", "March poll"),
    ],
)
def test_documents_are_documents(words: str, name: str) -> None:
    assert read(words) == ("document", name)


@pytest.mark.parametrize(
    "words",
    [
        "a senior adviser",
        "a student reporter who asked not to be named",
        "an official familiar with the talks",
        "one diplomat",
        "his lawyer",
        "a person close to the chancellor",
    ],
)
def test_persons_without_a_name_are_unnamed(words: str) -> None:
    assert read(words)[0] == "unnamed"


@pytest.mark.parametrize("words", ["the senator", "The professor", "this analyst"])
def test_a_definite_noun_for_a_person_points_back(words: str) -> None:
    assert read(words)[0] == "anaphor"


def test_an_unknown_family_name_with_an_arabic_article_is_a_person() -> None:
    assert read("al-Rumaihan") == ("person", "al-Rumaihan")


@pytest.mark.parametrize("word", ["farmers", "deputies", "witnesses"])
def test_plurals_of_nouns_for_persons_are_known(word: str) -> None:
    assert is_person_plural(word)


@pytest.mark.parametrize("word", ["farmer", "bridges", "news"])
def test_other_words_are_no_plurals_of_persons(word: str) -> None:
    assert not is_person_plural(word)

"""Names of persons: titles, order of the family name, variants."""

from __future__ import annotations

import pytest

from onrecord.resolve.names import Name, is_part_of, parse_name, pronoun_of, same_person_names, title_before
from onrecord.spans import Span


def parsed(text: str) -> Name:
    name = parse_name(text, Span(0, len(text)))
    assert name is not None
    return name


def split(name: str) -> tuple[str, ...]:
    return tuple(name.split())


@pytest.mark.parametrize(
    ("words", "title", "name"),
    [
        ("Mr Okafor", "Mr", "Okafor"),
        ("Ms. Ana Ruiz", "Ms.", "Ana Ruiz"),
        ("Sen. Dale Whitcomb", "Sen.", "Dale Whitcomb"),
        ("Datuk Azlan Rahim", "Datuk", "Azlan Rahim"),
        ("MK Orit Levanon", "MK", "Orit Levanon"),
        ("Foreign Minister Park Ji-hoon", "Foreign Minister", "Park Ji-hoon"),
        ("Finance Minister II Datuk Azlan Rahim", "Finance Minister II Datuk", "Azlan Rahim"),
        ("former President Marta Dias", "former President", "Marta Dias"),
        ("spokesman Amir Haddad", "spokesman", "Amir Haddad"),
        ("Ana Ruiz", "", "Ana Ruiz"),
    ],
)
def test_titles_are_told_from_the_name(words: str, title: str, name: str) -> None:
    assert (parsed(words).title, " ".join(parsed(words).words)) == (title, name)


@pytest.mark.parametrize("words", ["Ana Ruiz’s", "Ana Ruiz's", "“Ana Ruiz,”", "Ana Ruiz,"])
def test_possessives_and_marks_are_no_part_of_a_name(words: str) -> None:
    name = parsed(words)
    assert words[name.span.start : name.span.end] == "Ana Ruiz"


def test_an_initial_keeps_its_point() -> None:
    assert parsed("Ana B. Ruiz").words == ("Ana", "B.", "Ruiz")


def test_a_suffix_of_office_falls_away() -> None:
    assert parsed("Tom Harker MP").words == ("Tom", "Harker")


def test_junior_stays() -> None:
    assert parsed("Tom Harker Jr.").words[:2] == ("Tom", "Harker")
    assert parsed("Tom Harker Jr.").words[-1].rstrip(".") == "Jr"


@pytest.mark.parametrize("words", ["the senator", "Mr", "President", "", "…"])
def test_there_is_no_name_in_common_words_or_bare_titles(words: str) -> None:
    assert parse_name(words, Span(0, len(words))) is None


def test_an_arabic_family_name_may_begin_small() -> None:
    assert parsed("al-Rumaihan").words == ("al-Rumaihan",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "Ana Maria Ruiz"),
        ("Ana B. Ruiz", "Ana Ruiz"),
        ("A. Ruiz", "Ana Ruiz"),
        ("Lee Ki-tae", "Lee Kitae"),
        ("Lee Jae Myung", "Lee Jae-myung"),
        ("Tom Harker Jr.", "Tom Harker"),
        ("Ana Ruiz", "Ana Ruiz Soto"),
    ],
)
def test_variants_of_a_name_are_one_person(one: str, other: str) -> None:
    assert same_person_names(split(one), split(other))
    assert same_person_names(split(other), split(one))


@pytest.mark.parametrize(("one", "other"), [("Lee Ki-tae", "Lee Won-deog"), ("Gary Johnson", "Jeh Johnson"), ("Ana Ruiz", "Ana Soto")])
def test_different_names_are_two_persons(one: str, other: str) -> None:
    assert not same_person_names(split(one), split(other))


@pytest.mark.parametrize(
    ("part", "whole", "how"),
    [
        ("Ruiz", "Ana Ruiz", "family"),
        ("Ana", "Ana Ruiz", "given"),
        ("Ruiz", "Ana Ruiz Soto", "family"),
        ("Ruiz Soto", "Ana Ruiz Soto", "family"),
        ("van den Berg", "Pieter van den Berg", "family"),
        ("Van den Berg", "Pieter van den Berg", "family"),
        ("Berg", "Pieter van den Berg", "family"),
        ("Lee", "Lee Ki-tae", "family"),
        ("Ki-tae", "Lee Ki-tae", "given"),
        ("al-Rumaihan", "Nasser al-Rumaihan", "family"),
        ("Harker", "Tom Harker Jr.", "family"),
        ("Soto", "Ana Ruiz", ""),
    ],
)
def test_a_short_name_is_part_of_a_full_one(part: str, whole: str, how: str) -> None:
    assert is_part_of(split(part), split(whole)) == how


@pytest.mark.parametrize(
    ("words", "pronoun"),
    [("Ms Okafor", "she"), ("Mr Okafor", "he"), ("Maria Okafor", "she"), ("Peter Okafor", "he"), ("Okafor", None), ("Dr Okafor", None)],
)
def test_title_and_given_name_tell_the_pronoun(words: str, pronoun: str | None) -> None:
    assert pronoun_of(parsed(words)) == pronoun


def test_the_title_right_before_a_name_is_found() -> None:
    text = "On Monday Foreign Minister Park spoke."
    span = title_before(text, text.index("Park"))
    assert span is not None
    assert text[span.start : span.end] == "Foreign Minister"


def test_a_word_small_before_a_name_is_no_title() -> None:
    text = "They asked the minister Park."
    assert title_before(text, text.index("Park")) is None

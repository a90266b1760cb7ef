"""The persons of an article are gathered under their fullest names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.resolve.names import parse_name
from onrecord.resolve.people import People, is_headline
from onrecord.spans import Span
from tests.markings_made import entities
from tests.records_made import spans

if TYPE_CHECKING:
    from onrecord.resolve.people import Person


def people(text: str, *names: str, sources: tuple[str, ...] = ()) -> People:
    return People(text, entities(text, person=names), spans(text, *sources))


def fullest(text: str, *names: str, sources: tuple[str, ...] = ()) -> list[str]:
    return [" ".join(p.words) for p in people(text, *names, sources=sources).persons]


def found(some: People, text: str, words: str) -> Person | None:
    at = text.rindex(words)
    name = parse_name(text, Span(at, at + len(words)))
    assert name is not None
    return some.find(name)


def test_a_surname_joins_the_full_name_wherever_that_stands() -> None:
    assert fullest("Ruiz was late. The driver of Ana Ruiz blamed the snow. Ruiz left.", "Ruiz", "Ana Ruiz") == ["Ana Ruiz"]


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "Lee Ki-tae met Lee Won-deog in the harbour."
    assert fullest(text, "Lee Ki-tae", "Lee Won-deog") == ["Lee Ki-tae", "Lee Won-deog"]


def test_a_full_name_is_completed_where_the_reader_marked_only_its_end() -> None:
    assert fullest("The dam, says Ana Ruiz, will hold. Ruiz built it.", "Ruiz") == ["Ana Ruiz"]


def test_a_family_name_before_the_given_names_is_added() -> None:
    assert fullest("The plan of Low Chee Keong is bold.", "Chee Keong") == ["Low Chee Keong"]


def test_a_name_with_particles_is_one() -> None:
    text = "Pieter van den Berg keeps bees. Van den Berg sells honey. Bees like Van den Berg."
    assert fullest(text, "Pieter van den Berg", "Van den Berg") == ["Pieter van den Berg"]


def test_a_title_gives_a_name_away_that_the_reader_missed() -> None:
    assert fullest("At noon Mr. Okafor closed the school.") == ["Okafor"]


def test_the_name_that_begins_a_source_is_found_where_the_reader_missed_it() -> None:
    text = "Patrick Adeyemi, a fellow at the institute, doubts it."
    assert fullest(text, sources=("Patrick Adeyemi, a fellow at the institute",)) == ["Patrick Adeyemi"]


def test_the_capitals_of_a_headline_are_no_names() -> None:
    text = "Harbour Masters Shun Okafor Over Crane Rules\n\nMr. Okafor closed the harbour on Monday, and the cranes stood still."
    assert fullest(text, "Shun Okafor", "Okafor") == ["Okafor"]


@pytest.mark.parametrize("line", ["Harbour Masters Shun Okafor Over Crane Rules", "Two Ministers Quit Cabinet After Budget Row"])
def test_a_line_in_title_case_is_a_headline(line: str) -> None:
    assert is_headline(line)


@pytest.mark.parametrize("line", ["The minister closed the harbour on Monday.", "Ana Ruiz", "Cairo. Lima. Oslo."])
def test_a_sentence_or_a_bare_name_is_no_headline(line: str) -> None:
    assert not is_headline(line)


def test_a_country_or_a_weekday_is_no_person() -> None:
    assert fullest("Norway waits. On Monday it waits more.", "Norway", "Monday") == []


def test_the_surname_of_two_means_the_one_named_last_in_full() -> None:
    text = "Gary Johnson spoke first. Then Jeh Johnson spoke. Johnson sat down."
    person = found(people(text, "Gary Johnson", "Jeh Johnson", "Johnson"), text, "Johnson")
    assert person is not None
    assert person.words == ("Jeh", "Johnson")


def test_the_title_tells_two_persons_of_one_surname_apart() -> None:
    text = "Maria Johnson met Peter Johnson. Later Ms Johnson left."
    person = found(people(text, "Maria Johnson", "Peter Johnson"), text, "Ms Johnson")
    assert person is not None
    assert person.words == ("Maria", "Johnson")


def test_who_only_owns_something_is_not_the_one_named_last() -> None:
    text = "Lee Ki-tae, a scholar, welcomed it. The Lee Jae Myung administration had asked. Lee nodded."
    person = found(people(text, "Lee Ki-tae", "Lee Jae Myung", "Lee"), text, "Lee")
    assert person is not None
    assert person.words == ("Lee", "Ki-tae")


def test_a_given_name_finds_the_person() -> None:
    text = "Ana Ruiz came with Tom Harker. Ana spoke."
    person = found(people(text, "Ana Ruiz", "Tom Harker", "Ana"), text, "Ana")
    assert person is not None
    assert person.words == ("Ana", "Ruiz")


def test_nobody_is_found_for_a_name_that_the_article_does_not_give() -> None:
    text = "Ana Ruiz came. Weber did not."
    assert found(people(text, "Ana Ruiz"), text, "Weber") is None


def test_the_names_of_a_person_stand_in_the_order_of_the_text() -> None:
    text = "Ruiz waited. Ana Ruiz spoke. Ruiz left."
    (person,) = people(text, "Ruiz", "Ana Ruiz").persons
    assert [n.span.start for n in person.names] == sorted(n.span.start for n in person.names)
    last = person.last_before(len(text))
    assert last is not None
    assert last.span.start == text.rindex("Ruiz")

"""Ids made from sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook, Issue
from onrecord.codebook.naming import LONGEST_MADE, id_from


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("The city should build Line 6", "the-city-should-build-line-6"),
        ("The city’s trams shouldn't stop at night.", "the-citys-trams-shouldnt-stop-at-night"),
        ("Owners and developers of land along the new line should pay a charge", "owners-and-developers-of-land-along-the"),
        ("Ísland ætti að kjósa", "island-ætti-að-kjosa"),
        ("São Tomé should re-open its port", "sao-tome-should-re-open-its-port"),
        ("夜間列車を走らせる", "夜間列車を走らせる"),
        ("Donaudampfschifffahrtsgesellschaftskapitänswitwen first", "donaudampfschifffahrtsgesellschaftskapit"),
        ("?!", "issue"),
        ("", "issue"),
    ],
)
def test_an_id_is_made_of_the_first_words(text: str, id_: str) -> None:
    assert id_from(text) == id_


def test_an_id_that_is_taken_gets_the_next_number() -> None:
    assert id_from("Trams", ["Trams", "trams-2"]) == "trams-3"


@given(texts=st.lists(st.text(max_size=80), max_size=8))
def test_made_ids_are_ids_and_each_is_new(texts: list[str]) -> None:
    made: list[str] = []
    for text in texts:
        made.append(id_from(text, made))
        assert len(id_from(text)) <= LONGEST_MADE
    assert Codebook(tuple(Issue(id=id_, text="x") for id_ in made)).ids == tuple(made)

"""A coding is a claim's side on an issue, and people outrank the program."""

from __future__ import annotations

from dataclasses import replace

from onrecord.exchange.contents import Actor, Said, Stance
from onrecord.exchange.dna.codings import codings, hull, left_out, organization_of, standing
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY

MACHINE = Stance(issue="a", side="for", confidence=0.9)
ANN = Stance(issue="a", side="against", coder="Ann")
BEA = Stance(issue="a", side="for", coder="Bea")
NEITHER = Stance(issue="a", side="neither", coder="Ann")


def test_each_claim_issue_and_side_is_one() -> None:
    assert [(one.claim.id, one.issue, one.side, one.coder) for one in codings(FERRY)] == [
        ("c-sail", "second-ferry", "for", "Jo Vik"),
        ("c-opposes", "night-crossings", "against", None),
        ("c-wants", "night-crossings", "for", "Mira"),
    ]


def test_the_program_counts_where_nobody_gave_a_stance() -> None:
    assert standing([MACHINE]) == [((MACHINE,), ())]


def test_a_person_outranks_the_program() -> None:
    assert standing([MACHINE, ANN]) == [((ANN,), (MACHINE,))]


def test_a_person_comes_before_the_program_on_the_same_side() -> None:
    assert standing([MACHINE, BEA]) == [((BEA, MACHINE), ())]


def test_people_who_disagree_are_two() -> None:
    assert standing([ANN, BEA]) == [((ANN,), ()), ((BEA,), ())]


def test_neither_is_no_side() -> None:
    assert standing([MACHINE, NEITHER]) == []
    assert standing([NEITHER, BEA]) == [((BEA,), (NEITHER,))]


def test_the_hull_goes_from_the_first_character_to_the_last() -> None:
    assert hull((Span(8, 9), Span(2, 4)), 9) == Span(2, 9)


def test_there_is_no_hull_outside_of_the_text_or_without_characters() -> None:
    assert [hull(spans, 9) for spans in ((), (Span(2, 10),), (Span(3, 3),))] == [None, None, None]


def test_a_person_speaks_for_the_organization_noted_or_for_its_own() -> None:
    actors = {"k": Actor(id="k", name="Kim", type="person", attributes={"affiliation": "Port Union"})}
    said = Said(id="s", content=(Span(0, 1),), actor="k")
    assert organization_of(said, actors) == "Port Union"
    assert organization_of(replace(said, notes={"organization": "City Hall"}), actors) == "City Hall"
    assert organization_of(replace(said, actor=None), actors) == ""


def test_what_is_in_no_coding_is_counted() -> None:
    assert {loss.what: loss.count for loss in left_out(FERRY)} == {
        "statement without a side": 3,
        "claim without a side": 1,
        "stance neither": 1,
    }

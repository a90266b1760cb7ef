"""DNA statements become the statements that they were, and those that no longer belong to one are their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.exchange.contents import Stance
from onrecord.exchange.dna.assembling import Coded, assemble
from onrecord.exchange.dna.notes import CodingNote
from onrecord.spans import Span

if TYPE_CHECKING:
    from onrecord.exchange.contents import Said

SAID = {
    "content": (Span(0, 20),),
    "source": (),
    "cue": (),
    "form": "direct",
    "voice": "report",
    "reported_by": None,
    "confidence": 0.9,
    "coder": None,
}


def coded(number: int, claim: str = "c", issue: str = "i", *, ours: bool = True) -> Coded:
    span = Span(0, 9) if claim == "c" else Span(10, 20)
    note = CodingNote(statement="s", claim=claim, span=(span,), actor="kim", issue=issue, side="for", confidence=0.8, said=SAID)
    coder = None if ours else "Ann"
    return Coded(number=number, document=1, span=span, actor="kim", issue=issue, side="for", coder=coder, note=note if ours else None)


THREE = (coded(1), coded(2, issue="j"), coded(3, claim="d"))


def said(*rows: Coded, size: int = 30) -> tuple[Said, ...]:
    return assemble(rows, {1: size, 2: size})[1]


def test_codings_of_one_statement_are_one_statement_with_its_claims() -> None:
    (one,) = said(*THREE)
    assert (one.id, one.content, one.form, one.confidence) == ("s", (Span(0, 20),), "direct", 0.9)
    assert [(claim.id, claim.span, [stance.issue for stance in claim.stances]) for claim in one.claims] == [
        ("c", (Span(0, 9),), ["i", "j"]),
        ("d", (Span(10, 20),), ["i"]),
    ]


def test_all_by_somebody_else_is_the_statement_by_somebody_else() -> None:
    (one,) = said(*(replace(row, actor="lee") for row in THREE))
    assert (one.id, one.actor) == ("s", "lee")


def test_one_of_three_by_somebody_else_is_a_statement_of_its_own() -> None:
    own, one = said(replace(THREE[0], actor="lee"), *THREE[1:])
    assert {own.id: own.actor, one.id: one.actor} == {"dna-1": "lee", "s": "kim"}


def test_where_as_many_are_by_each_it_stays_as_it_was() -> None:
    made = {one.id: one.actor for one in said(replace(THREE[0], actor="lee"), THREE[1])}
    assert made == {"dna-1": "lee", "s": "kim"}


def test_all_codings_of_a_claim_moved_move_the_claim_and_the_words_of_the_statement() -> None:
    (one,) = said(*(replace(row, span=Span(2, 8)) for row in THREE[:2]))
    assert (one.claims[0].span, one.content) == ((Span(2, 8),), (Span(2, 8),))


def test_one_of_two_codings_moved_is_a_statement_of_its_own() -> None:
    made = {one.id: one.content for one in said(replace(THREE[0], span=Span(2, 8)), THREE[1])}
    assert made == {"s": (Span(0, 20),), "dna-1": (Span(2, 8),)}


def test_the_same_said_twice_is_two_statements() -> None:
    assert [one.id for one in said(coded(1), replace(coded(1), number=7))] == ["dna-7", "s"]


def test_a_person_who_takes_over_keeps_what_the_program_said_beside() -> None:
    (one,) = said(replace(coded(1), coder="Ann"))
    assert one.claims[0].stances == (Stance(issue="i", side="for", coder="Ann"), Stance(issue="i", side="for", confidence=0.8))


def test_a_side_turned_over_has_no_confidence() -> None:
    (one,) = said(replace(coded(1), side="against"))
    assert one.claims[0].stances == (Stance(issue="i", side="against"),)


def test_our_note_in_another_document_is_not_believed() -> None:
    found = assemble([coded(1), replace(coded(2, issue="j"), document=2)], {1: 30, 2: 30})
    assert {number: [one.id for one in made] for number, made in found.items()} == {1: ["s"], 2: ["dna-2"]}


def test_a_number_that_is_an_id_already_gets_another_one() -> None:
    row = coded(1)
    assert row.note is not None
    rows = (replace(row, note=replace(row.note, statement="dna-2")), coded(2, ours=False))
    assert {one.id for one in said(*rows)} == {"dna-2", "dna-2-2"}


def test_a_document_without_statements_has_none() -> None:
    assert assemble([], {1: 5}) == {1: ()}

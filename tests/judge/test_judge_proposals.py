"""Issues are proposed from what speakers are for and against: grouped by meaning, named by the most central words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from onrecord.codebook.reading import parse_codebook
from onrecord.codebook.writing import codebook_as_yaml
from onrecord.judge.proposals import proposals_as_codebook, propose_issues
from onrecord.records import SpokenClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Kind

MATTERS = ("trams", "buses", "fares", "bridge", "harbour")


def encode(texts: Sequence[str]) -> Any:
    """Unit vectors of what a text is about, and a little of its length, so that few are the same."""
    rows = np.array([[float(word in text.lower()) for word in MATTERS] + [len(text) / 1000] for text in texts], np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def said(statement: str, words: str, speaker: str | None = None, *, kind: Kind = "prescription", attitude: int = 0) -> SpokenClaim:
    return SpokenClaim(
        statement=statement, place=0, words=words, kind=kind, attitude=attitude, target=None, speaker=speaker or statement, reported=False
    )


CLAIMS = [
    said("s1", "that trams should run through the night", "Ruiz", attitude=1),
    said("s2", "but trams at night are a waste of money", "Ek", kind="assessment", attitude=-1),
    said("s3", "we will have trams until two in the morning", "Ruiz", kind="commitment"),
    said("s4", "the fares should not rise again", "Obi"),
    said("s5", "a new bridge will be open by spring", "Petrova", kind="prediction"),
    said("s6", "Yes", "Petrova"),
]


def test_claims_on_one_matter_are_one_proposal_and_the_best_founded_comes_first() -> None:
    first, *others = propose_issues(CLAIMS, encode=encode)
    assert first.text == "Trams should run through the night"
    assert (first.speakers, first.statement_count, first.for_count, first.against_count) == (2, 3, 1, 1)
    assert set(first.statements) == {"s1", "s2", "s3"}
    assert [one.statements for one in others] == [("s4",), ("s5",)]


def test_a_remark_without_a_side_is_no_issue() -> None:
    assert all("s6" not in one.statements for one in propose_issues(CLAIMS, encode=encode))


def test_what_the_codebook_has_is_left_out() -> None:
    found = propose_issues(CLAIMS, encode=encode, known=["Trams should run all night"])
    assert [one.statements for one in found] == [("s4",), ("s5",)]


def test_where_the_codebook_has_everything_there_is_nothing_to_propose() -> None:
    assert propose_issues(CLAIMS, encode=encode, known=["trams", "fares", "a bridge"]) == []
    assert propose_issues([], encode=encode) == []


def test_no_more_are_proposed_than_asked_for() -> None:
    assert [one.statements[0] for one in propose_issues(CLAIMS, encode=encode, limit=2)] == ["s1", "s4"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_same_words_of_several_speakers_are_one_proposal(number: int) -> None:
    claims = [said(f"s{k}", "the harbour should be dredged", f"speaker {k}") for k in range(number)]
    (one,) = propose_issues(claims, encode=encode)
    assert (one.speakers, one.statement_count) == (number, number)


def test_a_statement_is_quoted_with_its_most_central_claim() -> None:
    aside = said("s1", "as to trams, somebody else may be asked some other day", kind="assessment")
    first = propose_issues([CLAIMS[0], aside, *CLAIMS[3:]], encode=encode)[0]
    assert (first.statements, first.quotes) == (("s1",), ("that trams should run through the night",))


def test_proposals_are_a_codebook_to_edit_with_ids_that_are_free() -> None:
    book = proposals_as_codebook(propose_issues(CLAIMS, encode=encode), taken=["trams-should-run-through-the-night"])
    assert book.ids[0] == "trams-should-run-through-the-night-2"
    assert "s1: that trams should run through the night" in book.issues[0].notes
    assert "2 speakers, 3 statements: 1 for, 1 against something" in book.issues[0].notes
    assert parse_codebook(codebook_as_yaml(book), "proposed") == book

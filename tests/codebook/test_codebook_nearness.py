"""Issues that ask one question twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import yaml

from onrecord.codebook.issues import Codebook, Issue
from onrecord.codebook.nearness import IssueWarning, issue_warnings
from onrecord.codebook.reading import read_codebook
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FOLDER = Path(__file__).parent


def pairs(name: str) -> list[tuple[str, str, str]]:
    rows = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [(kind, one, other) for kind, some in rows.items() for one, other in some]


def book(*texts: str) -> Codebook:
    return Codebook(tuple(Issue(id=id_, text=text) for id_, text in zip("abcdefgh", texts, strict=False)))


def found(one: str, other: str) -> str:
    warnings = issue_warnings(book(one, other))
    return warnings[0].kind if warnings else "apart"


@pytest.mark.parametrize(("kind", "one", "other"), pairs("pairs.yml"))
def test_a_pair_is_told(kind: str, one: str, other: str) -> None:
    assert found(one, other) == kind
    assert found(other, one) == kind


def test_pairs_that_nothing_was_chosen_on_are_told_mostly_and_none_falsely() -> None:
    rows = pairs("pairs_held_out.yml")
    wrong = [(kind, found(one, other)) for kind, one, other in rows if found(one, other) != kind]
    assert len(rows) == 27
    assert len(wrong) <= 6
    assert not [kind for kind, _ in wrong if kind == "apart"]


@pytest.mark.parametrize("name", ["pact", "transit"])
def test_codebooks_of_care_give_no_warning(name: str) -> None:
    assert issue_warnings(read_codebook(ROOT / "evaluation" / "stances" / name / "codebook.yml")) == ()


def test_a_warning_names_the_issues_in_order_and_the_words() -> None:
    warnings = issue_warnings(book("The dam should be built", "Rents should fall", "The dam shouldn’t be built"))
    assert warnings == (IssueWarning("mirror", ("a", "c"), "100 % of the words are the same, and turned by not"),)


def test_an_issue_may_overlap_the_one_above_it_but_not_mirror_it() -> None:
    above = Issue(id="a", text="The metro should run at night")
    narrower = Issue(id="b", text="The metro should run at night on weekends", parent="a")
    mirrored = Issue(id="c", text="The metro should not run at night", parent="b")
    assert [one.issues for one in issue_warnings(Codebook((above, narrower, mirrored)))] == [("a", "c"), ("b", "c")]


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Of a town on one axis, of a vote on the other; the longer the text, the longer the vector."""
    return np.array([[len(text) * ("town" in text), len(text) * ("vote" in text)] for text in texts], dtype=np.float32)


def test_meaning_is_compared_where_vectors_are_given() -> None:
    texts = book("The town needs trams", "Rails belong in every town", "People like to vote", "Snow")
    assert issue_warnings(texts) == ()
    assert issue_warnings(texts, vectors=vectors) == (IssueWarning("near", ("a", "b"), "near in meaning (1.00)"),)


def test_where_words_tell_more_than_meaning_they_are_given() -> None:
    one = issue_warnings(book("The town should keep its trams", "The town should scrap its trams"), vectors=vectors)
    assert [warning.kind for warning in one] == ["mirror"]


@pytest.mark.parametrize("few", [Codebook(), book("Snow")])
def test_a_codebook_without_a_pair_has_no_warning(few: Codebook) -> None:
    assert issue_warnings(few, vectors=vectors) == ()

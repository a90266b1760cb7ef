"""What differs between two versions of a codebook, and what an import makes of stances."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.codebook.comparing import compare_codebooks, replace_codebook
from onrecord.codebook.following import GivenStance, follow
from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError
from tests.codebook.books import codebooks


def book(**texts: str) -> Codebook:
    return Codebook(tuple(Issue(id=id_, text=text) for id_, text in texts.items()))


BEFORE = book(dam="The dam should be built", levy="A levy should pay for it", vote="The people should vote")


def moved(after: Codebook, **meanings: str) -> dict[str, str]:
    """What becomes of a stance for each issue."""
    change = replace_codebook(compare_codebooks(BEFORE, after), meanings=meanings)  # type: ignore[arg-type]
    found = follow(change, [GivenStance(id_, id_, "for") for id_ in BEFORE.ids])
    return (
        {one.after.claim: f"{one.after.stance} {one.after.issue}" for one in found.kept}
        | {one.stance.claim: "waits" for one in found.waiting}
        | {one.claim: "ends" for one in found.ended}
    )


def test_what_is_new_gone_and_reworded_is_told() -> None:
    after = book(vote="The people should vote", dam="The dam should be built by 2030", bonds="Bonds should pay for it")
    difference = compare_codebooks(BEFORE, after)
    assert difference.lines == (
        "added bonds: Bonds should pay for it",
        "removed levy: A levy should pay for it",
        "reworded dam: “The dam should be built” is now “The dam should be built by 2030”",
        "other order",
    )
    assert moved(after) == {"dam": "waits", "levy": "ends", "vote": "for vote"}


def test_an_issue_of_another_id_and_the_same_text_is_renamed() -> None:
    after = book(barrage="The dam should be built", levy="A levy should pay for it", vote="The people should vote")
    assert compare_codebooks(BEFORE, after).lines == ("renamed dam to barrage",)
    assert moved(after) == {"dam": "for barrage", "levy": "for levy", "vote": "for vote"}


def test_issues_whose_ids_change_places_keep_their_stances() -> None:
    after = book(levy="The dam should be built", dam="A levy should pay for it", vote="The people should vote")
    assert moved(after) == {"dam": "for levy", "levy": "for dam", "vote": "for vote"}


def test_an_id_that_is_free_again_takes_no_stances_over() -> None:
    after = book(dam="The lake should be drained", barrage="The dam should be built", vote="The people should vote")
    assert moved(after) == {"dam": "for barrage", "levy": "ends", "vote": "for vote"}


def test_marks_and_letter_case_change_no_meaning() -> None:
    after = book(dam="The Dam should be built.", levy="A levy should pay for it", vote="The people should vote")
    assert compare_codebooks(BEFORE, after).lines == ("reworded dam: “The dam should be built” is now “The Dam should be built.”",)
    assert moved(after)["dam"] == "for dam"


@pytest.mark.parametrize(("meaning", "stance"), [("same", "for dam"), ("mirrored", "against dam"), ("other", "waits")])
def test_a_person_says_what_a_new_text_means(meaning: str, stance: str) -> None:
    after = book(dam="The valley should be left as it is", levy="A levy should pay for it", vote="The people should vote")
    assert moved(after, dam=meaning)["dam"] == stance


def test_signs_and_figures_are_words() -> None:
    before, after = book(a="Rents may rise by 15 %"), book(a="Rents may rise by 1.5 %")
    change = replace_codebook(compare_codebooks(before, after))
    assert follow(change, [GivenStance("1", "a", "for")]).waiting


def test_notes_and_parents_are_compared_through_a_rename() -> None:
    before = Codebook((Issue(id="a", text="A"), Issue(id="b", text="B", parent="a"), Issue(id="c", text="C", parent="a")))
    after = Codebook((Issue(id="z", text="A", notes="new"), Issue(id="b", text="B", parent="z"), Issue(id="c", text="C")))
    assert compare_codebooks(before, after).lines == ("renamed a to z", "other notes on z", "placed c below none")


@pytest.mark.parametrize(
    ("meanings", "words"),
    [({"levy": "same"}, "levy: has no new text"), ({"dam": "worse"}, "meaning cannot be 'worse'; choose one of same")],
)
def test_a_meaning_that_cannot_be_is_refused(meanings: dict[str, str], words: str) -> None:
    after = book(dam="Other", levy="A levy should pay for it")
    with pytest.raises(CodebookError, match=words):
        replace_codebook(compare_codebooks(BEFORE, after), meanings=meanings)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=60)
@given(before=codebooks(), after=codebooks())
def test_each_issue_is_in_both_added_or_removed(before: Codebook, after: Codebook) -> None:
    difference = compare_codebooks(before, after)
    assert len(before.issues) - len(difference.removed) == len(after.issues) - len(difference.added)
    assert {*difference.removed} <= {*before.issues}
    assert {*difference.added} <= {*after.issues}
    change = replace_codebook(difference)
    found = follow(change, [GivenStance(id_, id_, "for") for id_ in before.ids])
    assert {one.after.issue for one in found.kept} <= set(after.ids)
    assert [one.issue for one in found.ended] == [one.id for one in difference.removed]
    assert compare_codebooks(before, before).lines == ()

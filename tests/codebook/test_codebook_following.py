"""What becomes of stances when their codebook changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.changing import Change, Meaning, merge_issues, place_issue, remove_issue, rename_issue, reword_issue, split_issue
from onrecord.codebook.following import Followed, GivenStance, Stance, follow
from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError
from tests.codebook.books import codebooks

BOOK = Codebook(tuple(Issue(id=id_, text=f"The town should have {id_}") for id_ in "abc"))
SIDES: tuple[Stance, ...] = ("for", "against", "neither")
ON_A = GivenStance("1", "a", "for")
PARTS = [Issue(id="x", text="X"), Issue(id="y", text="Y")]


def after(change: Change, *stances: GivenStance) -> list[GivenStance]:
    """The stances after a change that keeps all of them."""
    found = follow(change, stances)
    assert not found.waiting
    assert not found.ended
    return [one.after for one in found.kept]


def test_stances_on_other_issues_stay() -> None:
    other = GivenStance("1", "c", "against")
    for change in (merge_issues(BOOK, "a", "b", mirrored=True), remove_issue(BOOK, "a"), rename_issue(BOOK, "a", "z")):
        assert after(change, other) == [other]


@pytest.mark.parametrize(("mirrored", "stances"), [(False, ["for", "against", "neither"]), (True, ["against", "for", "neither"])])
def test_a_merge_takes_stances_along_and_a_mirrored_one_turns_them(*, mirrored: bool, stances: list[Stance]) -> None:
    given_ = [GivenStance(claim, "a", stance) for claim, stance in zip("123", SIDES, strict=True)]
    moved = after(merge_issues(BOOK, "a", "b", mirrored=mirrored), *given_)
    assert moved == [GivenStance(claim, "b", stance) for claim, stance in zip("123", stances, strict=True)]


def test_stances_of_one_claim_that_agree_become_one() -> None:
    both = (ON_A, GivenStance("1", "b", "against"))
    kept = follow(merge_issues(BOOK, "a", "b", mirrored=True), both).kept
    assert [(one.after, one.before) for one in kept] == [(GivenStance("1", "b", "against"), both)]


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_side_outranks_neither(first: str) -> None:
    second = "b" if first == "a" else "a"
    stances = (GivenStance("1", first, "neither"), GivenStance("1", second, "against"))
    assert after(merge_issues(BOOK, "a", "b"), *stances) == [GivenStance("1", "b", "against")]


def test_two_sides_of_one_claim_wait_with_the_reason() -> None:
    both = (ON_A, GivenStance("1", "b", "for"))
    found = follow(merge_issues(BOOK, "a", "b", mirrored=True), both)
    assert [one.stance for one in found.waiting] == list(both)
    assert found.waiting[0].reason == "the claim is for and against b by stances on a and b"
    assert not found.kept


def test_stances_follow_a_rename_and_stay_through_a_new_place() -> None:
    assert after(rename_issue(BOOK, "a", "z"), ON_A) == [GivenStance("1", "z", "for")]
    assert after(place_issue(BOOK, "a", "b"), ON_A) == [ON_A]
    assert after(rename_issue(BOOK, "a", "a"), ON_A) == [ON_A]


@pytest.mark.parametrize(("meaning", "stance"), [("same", "for"), ("mirrored", "against")])
def test_stances_follow_words_that_say_the_same_or_the_opposite(meaning: Meaning, stance: Stance) -> None:
    assert after(reword_issue(BOOK, "a", "Other words", meaning=meaning), ON_A) == [GivenStance("1", "a", stance)]


def test_stances_on_a_text_that_says_something_else_wait() -> None:
    found = follow(reword_issue(BOOK, "a", "Other words", meaning="other"), [ON_A])
    assert found.waiting[0] == (ON_A, "the text of a was “The town should have a” when the stance was given")


def test_an_unchanged_text_leaves_stances_alone() -> None:
    assert after(reword_issue(BOOK, "a", " The town should have a", meaning="other"), ON_A) == [ON_A]


def test_stances_on_a_split_issue_wait_unless_their_part_is_given() -> None:
    given_ = [GivenStance(claim, "a", "for") for claim in "1234"]
    found = follow(split_issue(BOOK, "a", PARTS, claims={"1": ("x",), "2": ("x", "y"), "3": ()}), given_)
    assert [one.after for one in found.kept] == [GivenStance("1", "x", "for"), GivenStance("2", "x", "for"), GivenStance("2", "y", "for")]
    assert found.waiting == ((given_[3], "a was split in x, y"),)
    assert found.ended == (given_[2],)


def test_a_mapping_of_a_split_is_for_the_split_issue_alone() -> None:
    other = GivenStance("1", "b", "for")
    assert after(split_issue(BOOK, "a", PARTS, claims={"1": ("x",)}), other) == [other]


def test_stances_on_a_removed_issue_end() -> None:
    assert follow(remove_issue(BOOK, "a"), [ON_A]) == Followed(kept=(), waiting=(), ended=(ON_A,))


def test_a_stance_on_an_issue_that_never_was_is_refused() -> None:
    with pytest.raises(CodebookError, match="z: there is no such issue to have a stance on; choose one of a, b, c"):
        follow(remove_issue(BOOK, "a"), [GivenStance("1", "z", "for")])


@settings(deadline=None, max_examples=100)
@given(book=codebooks(least=2), data=st.data())
def test_no_stance_is_lost_and_none_is_on_an_issue_that_is_gone(book: Codebook, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(book.ids))[:2]
    change = data.draw(
        st.sampled_from(
            [
                merge_issues(book, one, other, mirrored=data.draw(st.booleans())),
                remove_issue(book, one),
                rename_issue(book, one, "another-name"),
                reword_issue(book, one, "Other words", meaning=data.draw(st.sampled_from(["same", "mirrored", "other"]))),
                split_issue(
                    book, one, [Issue(id="part-of-1", text="P"), Issue(id=one, text="Q")], claims={"1": ("part-of-1",), "2": (one,)}
                ),
            ]
        )
    )
    stances = data.draw(
        st.lists(
            st.builds(GivenStance, st.sampled_from("123"), st.sampled_from(book.ids), st.sampled_from(["for", "against", "neither"])),
            unique_by=lambda stance: (stance.claim, stance.issue),
        )
    )
    found = follow(change, stances)
    places = [one for kept in found.kept for one in kept.before] + [one.stance for one in found.waiting] + list(found.ended)
    assert sorted(places) == sorted(stances)
    assert {one.after.issue for one in found.kept} <= set(change.after.ids)
    assert len({(one.after.claim, one.after.issue) for one in found.kept}) == len(found.kept)


@settings(deadline=None, max_examples=50)
@given(stances=st.lists(st.sampled_from(["for", "against", "neither"]), max_size=5))
def test_what_is_mirrored_twice_is_as_it_was(stances: list[Stance]) -> None:
    held = [GivenStance(str(number), "a", stance) for number, stance in enumerate(stances)]
    change = reword_issue(BOOK, "a", "The town should not have a", meaning="mirrored")
    back = reword_issue(change.after, "a", BOOK.issue("a").text, meaning="mirrored")
    assert after(back, *after(change, *held)) == held
    assert back.after == BOOK

"""Changes to a codebook: what the new one is, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.changing import (
    Change,
    add_issue,
    annotate_issue,
    merge_issues,
    place_issue,
    remove_issue,
    rename_issue,
    reword_issue,
    split_issue,
)
from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError
from tests.codebook.books import codebooks


def issue(id_: str, parent: str | None = None, notes: str = "") -> Issue:
    return Issue(id=id_, text=f"The town should have {id_}", parent=parent, notes=notes)


#: a ← b ← c ← d, and e apart
BOOK = Codebook((issue("a"), issue("b", "a"), issue("c", "b"), issue("d", "c"), issue("e")))


def parents(change: Change) -> dict[str, str | None]:
    return {one.id: one.parent for one in change.after.issues}


def test_an_issue_is_added_behind_the_others() -> None:
    assert add_issue(BOOK, issue("f", "a")).after.ids == ("a", "b", "c", "d", "e", "f")


def test_what_hung_below_a_merged_issue_hangs_below_the_one_that_stays() -> None:
    assert parents(merge_issues(BOOK, "b", "e")) == {"a": None, "c": "e", "d": "c", "e": None}


def test_an_issue_that_takes_in_one_above_it_takes_its_place() -> None:
    assert parents(merge_issues(BOOK, "b", "d")) == {"a": None, "c": "d", "d": "a", "e": None}
    assert parents(merge_issues(BOOK, "c", "d")) == {"a": None, "b": "a", "d": "b", "e": None}


def test_an_issue_that_takes_in_one_below_it_stays_in_its_place() -> None:
    assert parents(merge_issues(BOOK, "d", "a")) == {"a": None, "b": "a", "c": "b", "e": None}
    assert parents(merge_issues(BOOK, "b", "a")) == {"a": None, "c": "a", "d": "c", "e": None}


def test_a_merge_keeps_the_notes_of_both_and_says_which_are_of_the_opposite() -> None:
    book = Codebook((issue("a", notes="one"), issue("b", notes="two")))
    assert merge_issues(book, "b", "a").after.issue("a").notes == "one\ntwo"
    assert merge_issues(book, "b", "a", mirrored=True).after.issue("a").notes == "one\nOf the opposite, “The town should have b”:\ntwo"


@pytest.mark.parametrize(("one", "other"), [("one", ""), ("", "one"), ("one", "one")])
def test_notes_are_not_written_twice(one: str, other: str) -> None:
    book = Codebook((issue("a", notes=one), issue("b", notes=other)))
    assert merge_issues(book, "b", "a").after.issue("a").notes == "one"


def test_a_rename_holds_wherever_the_id_stands() -> None:
    assert parents(rename_issue(BOOK, "b", "z")) == {"a": None, "z": "a", "c": "z", "d": "c", "e": None}
    assert rename_issue(BOOK, "b", "B").after.ids == ("a", "B", "c", "d", "e")


def test_other_words_and_notes_leave_the_rest() -> None:
    assert reword_issue(BOOK, "b", "New  words", meaning="same").after.issue("b") == Issue(id="b", text="New words", parent="a")
    assert annotate_issue(BOOK, "b", "why").after.issue("b") == issue("b", "a", "why")


def test_the_parts_of_a_split_issue_stand_in_its_place() -> None:
    change = split_issue(BOOK, "b", [issue("x"), issue("y", "e")])
    assert change.after.ids == ("a", "x", "y", "c", "d", "e")
    assert parents(change) == {"a": None, "x": "a", "y": "e", "c": "a", "d": "c", "e": None}


def test_what_hung_below_a_split_issue_stays_below_the_part_of_its_id() -> None:
    assert parents(split_issue(BOOK, "b", [issue("x"), issue("b")]))["c"] == "b"


def test_what_hung_below_a_removed_issue_moves_up() -> None:
    assert parents(remove_issue(BOOK, "b")) == {"a": None, "c": "a", "d": "c", "e": None}
    assert parents(remove_issue(BOOK, "a"))["b"] is None


def test_an_issue_is_placed_below_another_or_none() -> None:
    assert parents(place_issue(BOOK, "b", "e"))["b"] == "e"
    assert parents(place_issue(BOOK, "b", None))["b"] is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: add_issue(BOOK, issue("A")), "two issues have ids that differ in letter case"),
        (lambda: add_issue(BOOK, issue("f", "g")), "parent of f cannot be 'g'"),
        (lambda: merge_issues(BOOK, "b", "b"), "b: cannot be merged into itself; choose one of a, c, d, e"),
        (lambda: merge_issues(BOOK, "b", "z"), "z: there is no such issue; choose one of a, b, c, d, e"),
        (lambda: merge_issues(BOOK, "z", "b"), "z: there is no such issue"),
        (lambda: rename_issue(BOOK, "b", "a"), "two issues have the id a"),
        (lambda: rename_issue(BOOK, "b", "b c"), "id cannot be 'b c'"),
        (lambda: reword_issue(BOOK, "b", " ", meaning="same"), "text of b is empty"),
        (
            lambda: reword_issue(BOOK, "b", "x", meaning="better"),  # type: ignore[arg-type]
            "meaning cannot be 'better'; choose one of same, mirrored, other",
        ),
        (lambda: annotate_issue(BOOK, "b", "\x07"), "control character"),
        (lambda: split_issue(BOOK, "b", [issue("x")]), "two parts or more, not in 1"),
        (lambda: split_issue(BOOK, "b", [issue("x"), issue("a")]), "two issues have the id a"),
        (lambda: split_issue(BOOK, "b", [issue("x"), issue("y")], claims={"1": ("z",)}), "claim 1 cannot go to 'z', which is no part"),
        (lambda: remove_issue(BOOK, "z"), "there is no such issue"),
        (lambda: place_issue(BOOK, "b", "d"), "circle: b → d → c → b"),
        (lambda: place_issue(BOOK, "b", "z"), "parent of b cannot be 'z'"),
        (lambda: Codebook().issue("a"), "there is none to choose"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(change: object, words: str) -> None:
    before = BOOK.issues
    with pytest.raises(CodebookError) as caught:
        change()  # type: ignore[operator]
    assert words in str(caught.value)
    assert before == BOOK.issues


@settings(deadline=None, max_examples=80)
@given(book=codebooks(least=2), data=st.data())
def test_a_change_gives_a_codebook_and_keeps_the_others_texts(book: Codebook, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(book.ids))[:2]
    mirrored = data.draw(st.booleans())
    merged, removed = merge_issues(book, one, other, mirrored=mirrored), remove_issue(book, one)
    texts = {issue.id: issue.text for issue in book.issues if issue.id != one}
    for change in (merged, removed):
        assert {issue.id: issue.text for issue in change.after.issues} == texts
        assert list(change.after.ids) == [id_ for id_ in book.ids if id_ != one]
        assert change.before is book


@settings(deadline=None, max_examples=50)
@given(book=codebooks(least=1), data=st.data())
def test_a_rename_and_the_one_back_are_none(book: Codebook, data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(book.ids))
    assert rename_issue(rename_issue(book, id_, "another-name").after, "another-name", id_).after == book

"""Issues and codebooks that are right by construction."""

from __future__ import annotations

import pytest

from onrecord.codebook import issues
from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError, OnrecordError


def issue(id_: str, parent: str | None = None) -> Issue:
    return Issue(id=id_, text=f"The town should have {id_}", parent=parent)


def test_idle_white_space_is_dropped() -> None:
    one = Issue(id="a", text="  The town\n should  sleep ", notes="\n first  \r\n\r\nsecond\t\n\n")
    assert (one.text, one.notes) == ("The town should sleep", "first\n\nsecond")


@pytest.mark.parametrize("id_", ["night-trains", "a", "line_6", "plan-1.2", "夜間", "A"])
def test_an_id_can_be(id_: str) -> None:
    assert issue(id_).id == id_


@pytest.mark.parametrize("id_", ["", " a", "a b", "-a", "a-", "a/b", "../a", "a\nb", "a\x07", "<b>", "a" * 65])
def test_an_id_cannot_be(id_: str) -> None:
    with pytest.raises(CodebookError, match="id"):
        issue(id_)


@pytest.mark.parametrize("text", ["", "  \n ", "a\x00b", "a\x1b[31mb", "a\u202eb", "a\ud800b", "a\u2028b", "x" * 501])
def test_a_text_cannot_be(text: str) -> None:
    with pytest.raises(CodebookError, match=r"^a: text"):
        Issue(id="a", text=text)


def test_a_message_holds_nothing_that_a_terminal_obeys() -> None:
    with pytest.raises(CodebookError) as caught:
        issue("a\x1b[2J")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("second", ["trams", "Trams", "TRAMS"])
def test_two_issues_of_one_id_are_refused(second: str) -> None:
    with pytest.raises(CodebookError, match="two issues"):
        Codebook((issue("trams"), issue(second)))


def test_marks_written_in_two_ways_make_one_id() -> None:
    with pytest.raises(CodebookError, match="marks"):
        Codebook((issue("caf\u00e9"), Issue(id="CAF\u00c9", text="x")))


def test_an_unknown_parent_is_refused_with_the_nearest_choices_first() -> None:
    with pytest.raises(CodebookError, match=r"^b: parent of b cannot be 'tram': choose one of trams, a, or leave it out$") as caught:
        Codebook((issue("a"), issue("trams"), issue("b", "tram")))
    assert isinstance(caught.value, OnrecordError)


def test_many_choices_are_counted() -> None:
    with pytest.raises(CodebookError, match=r"and 30 more"):
        Codebook(tuple(issue(f"i{n}") for n in range(40))).issue("none")


@pytest.mark.parametrize("parents", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "b"}])
def test_a_circle_of_parents_is_refused_and_drawn(parents: dict[str, str]) -> None:
    with pytest.raises(CodebookError, match=r"circle: . → .") as caught:
        Codebook(tuple(issue(id_, parents.get(id_)) for id_ in "abc"))
    assert caught.value.name in parents


def test_a_codebook_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issues, "MOST_ISSUES", 2)
    with pytest.raises(CodebookError, match="at most 2"):
        Codebook(tuple(map(issue, "abc")))
    monkeypatch.setattr(issues, "MOST_CHARACTERS", 30)
    with pytest.raises(CodebookError, match=r"^b: texts and notes have more than 30"):
        Codebook(tuple(map(issue, "ab")))


def test_what_is_above_an_issue_is_in_order() -> None:
    book = Codebook((issue("a"), issue("b", "a"), issue("c", "b")))
    assert book.above("c") == ("b", "a")
    assert book.above("a") == ()

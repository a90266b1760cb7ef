"""Quotation marks of every kind are paired within their paragraph, and apostrophes are none."""

from __future__ import annotations

import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.quotation import Quotation, quotations
from onrecord.spans import paragraphs

ALPHABET = st.sampled_from(
    ["a", "s", "B", "7", " ", " ", ",", ".", "\n", "“", "”", '"', "'", "‘", "’", "''", "„", "«", "»", "—", "(", "ago ", "😀"]
)
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)


def found(text: str) -> list[str]:
    """The quotations that are closed and stand in no other, as words."""
    return [text[q.start : q.end] for q in quotations(text) if q.closed and not q.nested]


def nested(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text) if q.nested]


@pytest.mark.parametrize(
    "quotation",
    [
        "“The dam will hold,”",
        '"The dam will hold,"',
        "''The dam will hold,''",
        "``The dam will hold,''",
        "‘The dam will hold,’",
        "'The dam will hold,'",
        "„The dam will hold,“",
        "«The dam will hold,»",
        "‘‘The dam will hold,’’",
    ],
)
def test_every_kind_of_marks_is_a_quotation_with_both_its_marks(quotation: str) -> None:
    text = f"On Monday, {quotation} the engineer said."
    assert found(text) == [quotation]


def test_inner_is_where_the_words_begin() -> None:
    text = "''We wait,'' he said. “So do we.”"
    assert [text[q.inner : q.inner + 2] for q in quotations(text)] == ["We", "So"]


@pytest.mark.parametrize("quotation", ['"We need chairs,”', '“We need chairs,"', "''We need chairs,\"", "“We need chairs,’’"])
def test_an_opening_mark_of_one_kind_and_a_closing_one_of_another_make_a_quotation(quotation: str) -> None:
    assert found(f"{quotation} the teacher said.") == [quotation]


def test_a_quotation_split_by_its_cue_is_two() -> None:
    assert found("“It is not,” says Strand, “a threat. It is arithmetic.”") == ["“It is not,”", "“a threat. It is arithmetic.”"]


def test_single_marks_inside_double_ones_are_nested() -> None:
    text = "“The auditors wrote ‘cannot be confirmed’ in the margin,” she said."
    assert found(text) == ["“The auditors wrote ‘cannot be confirmed’ in the margin,”"]
    assert nested(text) == ["‘cannot be confirmed’"]


def test_double_marks_inside_british_single_ones_are_nested() -> None:
    text = "‘They told us “the aquifer doesn’t care”. Well, the judge does’, he said."
    assert found(text) == ["‘They told us “the aquifer doesn’t care”. Well, the judge does’"]
    assert nested(text) == ["“the aquifer doesn’t care”"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She calls it ‘a shadow,’” he said.", "‘a shadow,’"),
        ("\"She calls it 'a shadow,'\" he said.", "'a shadow,'"),
        ("''She calls it 'a shadow,''' he said.", "'a shadow,'"),
        ("''''", ""),
        ("“‘A shadow,’ she calls it,” he said.", "‘A shadow,’"),
        ("'''A shadow,' she calls it,'' he said.", "'A shadow,'"),
    ],
)
def test_a_nested_quotation_at_either_end_keeps_its_own_mark(text: str, inner: str) -> None:
    assert nested(text) == ([inner] if inner else [])


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“She said “never” and left,” he recalled.", "“She said “never” and left,”", "“never”"),
        ('"The "new" policy is old," he said.', '"The "new" policy is old,"', '"new"'),
        ('"It comes across as “too loud” or worse," she said.', '"It comes across as “too loud” or worse,"', "“too loud”"),
    ],
)
def test_the_same_marks_inside_each_other_are_nested_where_both_close(text: str, outer: str, inner: str) -> None:
    assert found(text) == [outer]
    assert nested(text) == [inner]


@pytest.mark.parametrize("quotation", ["”We are late,”", "“We are late,“", "”We are late.”"])
def test_marks_that_face_the_wrong_way_count_as_what_their_place_makes_them(quotation: str) -> None:
    assert found(f"{quotation} said the clerk. Nobody laughed.") == [quotation]


def test_a_closing_mark_left_over_from_a_broken_paragraph_opens_nothing() -> None:
    assert found("” he said. “Yes, in May.”") == ["“Yes, in May.”"]


def test_a_mark_after_a_colon_without_a_space_opens() -> None:
    assert found('He answered:"We have no plan."') == ['"We have no plan."']


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“The lamp stays on, she said.\n\nNobody answered. “Nobody,” she said."
    first = quotations(text)[0]
    assert text[first.start : first.end] == "“The lamp stays on, she said."
    assert not first.closed
    assert found(text) == ["“Nobody,”"]


def test_a_mark_that_never_closes_ends_before_the_next_quotation_of_its_paragraph() -> None:
    text = "“The lamp stays on, she said. “It is cheap,” she added."
    assert [(text[q.start : q.end], q.closed) for q in quotations(text)] == [
        ("“The lamp stays on, she said.", False),
        ("“It is cheap,”", True),
    ]


@pytest.mark.parametrize(("mark", "end"), [("“", "”"), ('"', '"'), ("''", "''"), ("‘", "’"), ("'", "'")])
def test_a_quotation_over_paragraphs_counts_as_closed_where_the_next_opens_again(mark: str, end: str) -> None:
    text = f"{mark}First the lifts went.\n\n{mark}Then the lights went.\n\n{mark}Then we left.{end}"
    assert [text[q.start : q.end] for q in quotations(text)] == text.split("\n\n")
    assert all(q.closed for q in quotations(text))


@pytest.mark.parametrize(
    "text",
    [
        "In the '90s and the ’80s nobody asked.",
        "It was built in '62, or by '63 at the latest.",
        "Between ’14 and ’16 the port was shut.",
        "Rock 'n' roll, rock ’n’ roll, a plate o' chips.",
        "Get 'em while they're hot; 'tis the season, 'til May.",
        "The workers' party and the farmers' union met at Jones’ farm.",
        "I'd say she'd've known, wouldn't you?",
        'A 6\' 2" fence by a 9" wall.',
        "",
    ],
)
def test_apostrophes_years_and_inches_quote_nothing(text: str) -> None:
    assert quotations(text) == ()


def test_a_decade_written_with_an_opening_mark_is_no_quotation() -> None:
    assert found("In the ‘90s she called it “a fad”.") == ["“a fad”"]


def test_a_stray_opening_mark_does_not_nest_the_double_quotations_after_it() -> None:
    assert found("The ‘Stans are rich. “For now,” the minister’s aide said.") == ["“For now,”"]


@pytest.mark.parametrize(
    "quotation",
    [
        "'The workers' club isn't ours,'",
        "‘The boys’ school and the girls’ school are one’",
        "'I drove the last 'un and I'll ride the first 'un,'",
        "'He's goin' to lose,'",
        "'The workers' and peasants' party is over,'",
        "'20 people came'",
    ],
)
def test_a_british_quotation_with_apostrophes_is_whole(quotation: str) -> None:
    assert found(f"{quotation} said the porter. Nothing was left.") == [quotation]


def test_a_british_quotation_that_ends_in_s_ends_before_a_word_that_nobody_owns() -> None:
    assert found("It was 'full of lies' and the workers' party knew.") == ["'full of lies'"]


def test_a_number_in_single_marks_is_a_quotation() -> None:
    assert found("They called it the '62' because of its colour.") == ["'62'"]


def test_a_pull_quote_and_its_repeat_are_both_found() -> None:
    text = "“A silent orchard is not a peaceful place.”\n\nShe says: “A silent orchard is not a peaceful place. It’s empty.”"
    assert found(text) == ["“A silent orchard is not a peaceful place.”", "“A silent orchard is not a peaceful place. It’s empty.”"]


def test_a_quotation_after_a_dash_or_in_brackets_is_found() -> None:
    assert found('It was late—"too late"—and wet ("very wet").') == ['"too late"', '"very wet"']


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_quotations_of_any_text_lie_within_one_paragraph(text: str) -> None:
    lines = list(paragraphs(text))
    for one in quotations(text):
        assert one.start < one.inner <= one.end
        assert any(line.holds(one.span) for line in lines)


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_quotations_of_any_text_lie_apart_or_inside_each_other(text: str) -> None:
    for one, other in combinations(quotations(text), 2):
        assert not one.span.overlaps(other.span) or one.span.holds(other.span) or other.span.holds(one.span)


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_quotations_come_in_order_and_nested_exactly_where_another_holds_them(text: str) -> None:
    some = quotations(text)
    assert all((left.start, -left.end) < (right.start, -right.end) for left, right in pairwise(some))
    for one in some:
        assert one.nested == any(other.span.holds(one.span) for other in some if other is not one)


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=200)
def test_a_paragraph_is_read_the_same_whatever_stands_before_it(before: str, text: str) -> None:
    shift = len(before) + 2
    moved = [Quotation(q.start - shift, q.end - shift, q.inner - shift, q.closed, q.nested) for q in quotations(f"{before}\n\n{text}")]
    assert tuple(q for q in moved if q.start >= 0) == quotations(text)


@given(st.lists(st.sampled_from(["“We wait,”", "“It’s ours.”", "“A ‘no’ is a no,”", '"Never,"', "''Soon.''"]), min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_well_formed_quotations_come_back_as_they_were_written(written: list[str]) -> None:
    text = " she said. Then: ".join(written) + " she said."
    assert found(text) == written


@pytest.mark.parametrize("unit", ["“a ", "'a ", "‘a ", "the 'workers' party ", '"a "b ', "“a” ‘b “c ", "''' "])
def test_a_long_text_without_line_breaks_takes_seconds_at_most(unit: str) -> None:
    began = time.perf_counter()
    quotations(unit * (100_000 // len(unit)))
    assert time.perf_counter() - began < 10

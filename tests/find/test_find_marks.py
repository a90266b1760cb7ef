"""Contents take quotations whole, with both marks, or leave them out; the form follows from what stands in marks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.marks import form_of, is_bare, snap
from onrecord.quotation import Quotation, quotations
from onrecord.spans import Span, paragraphs
from tests.records_made import spans

if TYPE_CHECKING:
    from onrecord.records import Form


def outer(text: str) -> list[Quotation]:
    return [q for q in quotations(text) if not q.nested]


def snapped(text: str, *words: str) -> list[str]:
    return [text[s:e] for s, e in snap(text, spans(text, *words), outer(text))]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("“The dam will hold,” she said.", "The dam will hold", "“The dam will hold,”"),
        ("“The dam will hold,” she said.", "“The dam will", "“The dam will hold,”"),
        ("She said “the dam will hold”.", "dam will hold”", "“the dam will hold”"),
        ("''The dam will hold,'' she said.", "The dam will hold,", "''The dam will hold,''"),
        ("She found the dam “old and weak at both ends”.", "the dam “old and weak", "the dam “old and weak at both ends”"),
    ],
)
def test_a_content_that_has_most_of_a_quotation_takes_it_whole(text: str, words: str, whole: str) -> None:
    assert snapped(text, words) == [whole]


def test_a_quotation_of_which_a_content_has_little_is_left_out() -> None:
    text = "She said that the dam was safe, and “nobody in the whole valley need ever fear it”, before she left."
    assert snapped(text, "the dam was safe, and “nobody") == ["the dam was safe, and"]


def test_a_quotation_that_a_content_enters_from_its_end_is_left_out() -> None:
    text = "“Nobody in the whole valley need ever fear it” is how she put the report on the dam."
    assert snapped(text, "it” is how she put the report") == ["is how she put the report"]


def test_a_content_that_holds_a_quotation_stays_as_it_is() -> None:
    text = "He called it a “net positive”, with little to fear."
    assert snapped(text, "a “net positive”, with little") == ["a “net positive”, with little"]


def test_an_unclosed_quotation_ends_where_the_content_ends() -> None:
    text = "“The lamp stays on, said its keeper. He has been there for thirty years and more."
    assert snapped(text, "The lamp stays on,") == ["“The lamp stays on,"]


def test_pieces_that_become_neighbours_are_joined() -> None:
    text = "“The dam will hold. It always has. Ask us,” she said."
    assert snapped(text, "The dam will hold.", "It always has. Ask us") == ["“The dam will hold. It always has. Ask us,”"]


def test_white_space_at_the_ends_of_a_piece_is_no_part_of_it() -> None:
    assert snapped("It held, she said.", "It held, ") == ["It held,"]


@pytest.mark.parametrize(
    ("text", "words", "form"),
    [
        ("“The dam will hold,” she said.", ["“The dam will hold,”"], "direct"),
        ("“The dam,” she said, “will hold.”", ["“The dam,”", "“will hold.”"], "direct"),
        ("She said the dam would hold.", ["the dam would hold"], "indirect"),
        ("She called the dam “a joke”.", ["the dam “a joke”"], "mixed"),
        ("“The dam will hold,” she said.", ["dam will hold"], "mixed"),
        ("“The lamp stays on, she said.", ["“The lamp stays on,"], "mixed"),
        ("“The dam,” she said, would hold.", ["“The dam,”", "would hold"], "mixed"),
    ],
)
def test_the_form_is_direct_only_for_words_wholly_in_marks(text: str, words: list[str], form: Form) -> None:
    assert form_of(text, spans(text, *words), outer(text)) == form


def test_a_quotation_that_runs_on_into_the_next_paragraph_is_direct() -> None:
    text = "“First the lifts went.\n\n“Then the lights.”"
    assert form_of(text, spans(text, "“First the lifts went."), outer(text)) == "direct"


def test_no_content_is_indirect() -> None:
    assert form_of("Nothing.", (), []) == "indirect"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“The dam will hold for years.”", True),
        ("— “The dam will hold for years.”", True),
        ("“The dam will hold for years,” she said.", False),
        ("“The dam.”", False),
    ],
)
def test_a_bare_quotation_is_a_clause_that_is_all_of_its_paragraph(text: str, *, bare: bool) -> None:
    assert is_bare(text, outer(text)[0], next(iter(paragraphs(text)))) is bare


TEXTS = st.lists(st.sampled_from(["dam ", "it ", "“", "” ", '"', "'", "’s ", ". ", ", ", "\n\n", "said "]), min_size=1, max_size=25).map(
    "".join
)


@given(TEXTS, st.data())
@settings(deadline=None, max_examples=300)
def test_snapped_pieces_of_any_text_lie_apart_in_order_without_white_space_at_their_ends(text: str, data: st.DataObject) -> None:
    borders = st.integers(0, len(text))
    pieces = [Span(min(p), max(p)) for p in data.draw(st.lists(st.tuples(borders, borders), max_size=3))]
    found = snap(text, pieces, outer(text))
    assert all(left.end < right.start for left, right in pairwise(found))
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in found)


@given(TEXTS, st.data())
@settings(deadline=None, max_examples=300)
def test_no_piece_of_any_text_cuts_a_closed_quotation_unless_it_lies_in_it(text: str, data: st.DataObject) -> None:
    borders = st.integers(0, len(text))
    low, high = sorted(data.draw(st.tuples(borders, borders)))
    some = outer(text)
    for piece in snap(text, [Span(low, high)], some):
        for quote in some:
            assert not quote.closed or not piece.overlaps(quote.span) or piece.holds(quote.span) or quote.span.holds(piece)

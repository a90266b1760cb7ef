"""Tags become spans by the best path on which every span begins with its beginning."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.infer.reading import softmax
from onrecord.infer.tags import plain_spans, tag_spans

OUTSIDE, BEGIN_0, GO_0, BEGIN_1, GO_1 = range(5)


def sure_of(*tags: int, width: int = 5) -> np.ndarray:
    """Probabilities that are nearly certain of a tag for each piece."""
    rows = np.full((len(tags), width), 0.01 / (width - 1), dtype=np.float32)
    rows[range(len(tags)), tags] = 0.99
    return rows


def ranges(probabilities: np.ndarray, *lines: tuple[int, int]) -> list[tuple[int, int, int]]:
    return [(s.start, s.end, s.label) for s in tag_spans(probabilities, lines or [(0, len(probabilities))])]


def test_pieces_that_are_surely_outside_give_no_span() -> None:
    assert ranges(sure_of(OUTSIDE, OUTSIDE, OUTSIDE)) == []


def test_a_span_goes_from_its_beginning_over_what_goes_on() -> None:
    assert ranges(sure_of(OUTSIDE, BEGIN_0, GO_0, GO_0, OUTSIDE)) == [(1, 4, 0)]


def test_a_second_beginning_begins_a_second_span_of_the_same_label() -> None:
    assert ranges(sure_of(BEGIN_0, GO_0, BEGIN_0, GO_0)) == [(0, 2, 0), (2, 4, 0)]


def test_spans_of_two_labels_may_touch() -> None:
    assert ranges(sure_of(BEGIN_0, BEGIN_1, GO_1)) == [(0, 1, 0), (1, 3, 1)]


def test_a_span_ends_with_its_paragraph() -> None:
    assert ranges(sure_of(BEGIN_0, GO_0, BEGIN_0, GO_0), (0, 2), (2, 4)) == [(0, 2, 0), (2, 4, 0)]


def test_no_span_goes_on_over_a_paragraphs_border() -> None:
    probabilities = sure_of(BEGIN_0, GO_0, GO_0, OUTSIDE)
    assert all(not (s < 2 < e) for s, e, _ in ranges(probabilities, (0, 2), (2, 4)))


def test_a_weak_beginning_is_chosen_where_the_next_piece_surely_goes_on() -> None:
    probabilities = sure_of(OUTSIDE, GO_0, OUTSIDE)
    probabilities[0] = [0.6, 0.4, 0.0, 0.0, 0.0]
    assert ranges(probabilities) == [(0, 2, 0)]


def test_no_paragraph_begins_with_a_tag_that_goes_on() -> None:
    probabilities = sure_of(GO_0, OUTSIDE)
    probabilities[0] = [0.05, 0.05, 0.5, 0.4, 0.0]
    assert ranges(probabilities) == [(0, 1, 1)]


def test_the_score_is_the_mean_chance_of_the_label_whichever_of_its_tags() -> None:
    probabilities = sure_of(BEGIN_0, GO_0)
    probabilities[0] = [0.2, 0.6, 0.2, 0.0, 0.0]
    probabilities[1] = [0.4, 0.0, 0.6, 0.0, 0.0]
    assert tag_spans(probabilities, [(0, 2)])[0].score == pytest.approx(0.7)


def test_paragraphs_that_no_range_names_are_left_out() -> None:
    assert ranges(sure_of(BEGIN_0, OUTSIDE, BEGIN_0), (1, 3)) == [(2, 3, 0)]


def test_plain_spans_begin_where_the_label_changes() -> None:
    found = plain_spans(sure_of(BEGIN_0, GO_0, GO_1, GO_1, OUTSIDE, BEGIN_1, BEGIN_1))
    assert [(s.start, s.end, s.label) for s in found] == [(0, 2, 0), (2, 4, 1), (5, 6, 1), (6, 7, 1)]


@st.composite
def scores(draw: st.DrawFn) -> tuple[np.ndarray, list[tuple[int, int]]]:
    size = draw(st.integers(1, 12))
    seed = draw(st.integers(0, 2**32 - 1))
    logits = np.random.default_rng(seed).normal(scale=draw(st.sampled_from([0.5, 3.0])), size=(size, 7)).astype(np.float32)
    cuts = sorted(draw(st.sets(st.integers(1, size - 1), max_size=3))) if size > 1 else []
    return softmax(logits), list(pairwise([0, *cuts, size]))


@given(scores())
@settings(deadline=None, max_examples=150)
def test_any_scores_give_spans_apart_in_order_and_within_one_paragraph(made: tuple[np.ndarray, list[tuple[int, int]]]) -> None:
    probabilities, lines = made
    found = tag_spans(probabilities, lines)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for span in found:
        assert span.start < span.end
        assert 0 <= span.score <= 1 + 1e-5
        assert any(low <= span.start and span.end <= high for low, high in lines)


@given(scores())
@settings(deadline=None, max_examples=80)
def test_a_paragraph_is_tagged_the_same_alone_and_in_company(made: tuple[np.ndarray, list[tuple[int, int]]]) -> None:
    probabilities, lines = made
    together = [(s.start, s.end, s.label) for s in tag_spans(probabilities, lines)]
    alone = [(s.start + low, s.end + low, s.label) for low, high in lines for s in tag_spans(probabilities[low:high], [(0, high - low)])]
    assert together == alone

"""Alpha for unitising equals its definition, worked by hand and counted out character by character."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.agree.unitised import CodedText, Mark, tallied_alpha, tally, u_alpha, u_alpha_binary
from onrecord.spans import Span


def text(length: int, **coders: list[tuple[int, int, str]]) -> CodedText:
    return CodedText(length, {coder: [Mark(Span(start, end), value) for start, end, value in marks] for coder, marks in coders.items()})


@st.composite
def coded_texts(draw: st.DrawFn) -> CodedText:
    length = draw(st.integers(1, 14))
    coders = {}
    for coder in draw(st.sets(st.sampled_from("ABC"))):
        borders = sorted(draw(st.sets(st.integers(0, length))))
        named = [(start, end, draw(st.sampled_from(["", "x", "y"]))) for start, end in pairwise(borders)]
        coders[coder] = [mark for mark in named if mark[2]]
    return text(length, **coders)


TEXTS = st.lists(coded_texts(), max_size=3)


def counted_out(texts: list[CodedText]) -> float | None:
    """The definition in other words: how often two characters differ, of all pairs that are not one decision.

    A cell is one character as one coder saw it: its value, and the decision it belongs to (a mark, or itself in a gap).
    """
    observed, cells = 0.0, []
    for number, one in enumerate(t for t in texts if len(t.marks) > 1):
        seen = {}
        for coder, marks in one.marks.items():
            row: list[tuple[Any, Any]] = [(None, (number, coder, at)) for at in range(one.length)]
            for (start, end), value in marks:
                row[start:end] = [(value, (number, coder, start))] * (end - start)
            seen[coder] = row
            cells += row
        for left, right in combinations(seen.values(), 2):
            observed += 2 * sum(a[0] != b[0] for a, b in zip(left, right, strict=True)) / (len(seen) - 1)
    pairs = [(a[0] != b[0]) for a, b in product(cells, repeat=2) if a[1] != b[1]]
    if not any(pairs):
        return None
    return 1 - (observed / len(cells)) / (sum(pairs) / len(pairs))


def test_u_alpha_of_two_marks_that_overlap() -> None:
    # Ten characters, A marks 2-6 and B 4-8. l = 2 * 10 = 20, l(x) = 4 + 4 = 8, l(0) = 12.
    # Alike are 4-6 (x) and 0-2, 8-10 (gaps): each stretch twice, 2 * 2 + 2 * 4 = 12; unlike are 20 - 12 = 8.
    # s = 4² + 4² + 12 = 44; expected unlike = 20 * 2 * 8 * 12 / (20² - 44) = 3840 / 356.
    # alpha = 1 - 8 * 356 / 3840 = .258.
    assert u_alpha([text(10, A=[(2, 6, "x")], B=[(4, 8, "x")])]) == pytest.approx(1 - 8 * 356 / 3840)


def test_u_alpha_of_three_coders_with_two_values() -> None:
    # Six characters: A marks 0-3 x, B 0-3 y, C 0-2 x. l = 18, l(x) = 5, l(y) = 3, l(0) = 3 + 3 + 4 = 10.
    # Alike, in ordered pairs over m - 1 = 2: x of A and C in 0-2: 2 * 2 / 2 = 2; gaps: 2-3 none (C alone), 3-6 all three,
    # 6 * 3 / 2 = 9. Unlike = 18 - 11 = 7. s = 9 + 9 + 4 + 10 = 32.
    # Expected unlike = 18 * (18² - 25 - 9 - 100) / (18² - 32) = 18 * 190 / 292. alpha = 1 - 7 * 292 / 3420 = .402.
    assert u_alpha([text(6, A=[(0, 3, "x")], B=[(0, 3, "y")], C=[(0, 2, "x")])]) == pytest.approx(1 - 7 * 292 / 3420)


def test_u_alpha_binary_does_not_ask_what_marks_are_called() -> None:
    # The same: l(marked) = 8, l(0) = 10. Unlike is 2-3 alone: A with C and B with C, each twice, 4 / 2 = 2.
    # Expected unlike = 18 * 2 * 8 * 10 / 292 = 2880 / 292. alpha = 1 - 2 * 292 / 2880 = .797.
    coded = [text(6, A=[(0, 3, "x")], B=[(0, 3, "y")], C=[(0, 2, "x")])]
    assert u_alpha_binary(coded) == pytest.approx(1 - 2 * 292 / 2880)


def test_marks_that_touch_are_two_decisions() -> None:
    # One mark of 4 pairs with itself 16 times, two of 2 only 8 times, so that less unlikeness is expected of them.
    one = u_alpha([text(10, A=[(2, 6, "x")], B=[(4, 8, "x")])])
    two = u_alpha([text(10, A=[(2, 4, "x"), (4, 6, "x")], B=[(4, 8, "x")])])
    assert two == pytest.approx(1 - 8 * (400 - 36) / 3840)
    assert one is not None
    assert two is not None
    assert two < one


def test_a_coder_who_found_nothing_is_not_one_who_did_not_read() -> None:
    both = text(10, A=[(2, 6, "x")], B=[(2, 6, "x")])
    assert u_alpha([both, text(5, A=[(0, 5, "x")])]) == 1
    disagreed = u_alpha([both, text(5, A=[(0, 5, "x")], B=[])])
    assert disagreed is not None
    assert disagreed < 1


@pytest.mark.parametrize(
    "texts",
    [[], [text(9)], [text(9, A=[(0, 3, "x")])], [text(9, A=[], B=[])], [text(9, A=[(0, 9, "x")], B=[(0, 9, "x")])]],
    ids=["no text", "no coder", "one coder", "nothing marked", "all marked"],
)
def test_alpha_for_unitising_is_undefined_without_pairs_or_without_variation(texts: list[CodedText]) -> None:
    assert u_alpha(texts) is None
    assert u_alpha_binary(texts) is None


@pytest.mark.parametrize("mark", [(3, 3, "x"), (8, 11, "x"), (-1, 2, "x"), (4, 2, "x")])
def test_a_mark_that_is_no_part_of_the_text_is_named(mark: tuple[int, int, str]) -> None:
    with pytest.raises(ValueError, match=f"A's mark {mark[0]}-{mark[1]}"):
        u_alpha([text(10, A=[mark], B=[])])


def test_marks_of_one_coder_that_overlap_are_named() -> None:
    with pytest.raises(ValueError, match=r"A's mark 4-8 overlaps .* 6"):
        u_alpha([text(10, A=[(4, 8, "x"), (2, 6, "y")], B=[])])


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_u_alpha_is_what_counting_out_characters_gives(texts: list[CodedText]) -> None:
    expected = counted_out(texts)
    assert u_alpha(texts) == (None if expected is None else pytest.approx(expected))


@given(coded_texts(), st.integers(2, 4))
def test_coders_who_mark_the_same_have_an_alpha_of_one(one: CodedText, coders: int) -> None:
    same = CodedText(one.length, dict.fromkeys("KLMN"[:coders], next(iter(one.marks.values()), [])))
    assert u_alpha([same]) in (1, None)
    assert u_alpha_binary([same]) in (1, None)


@given(TEXTS, st.permutations("ABC"), st.randoms(use_true_random=False))
def test_the_order_of_coders_marks_and_texts_does_not_matter(texts: list[CodedText], names: list[str], random: Any) -> None:
    other = [CodedText(t.length, {names["ABC".index(c)]: list(reversed(t.marks[c])) for c in reversed(t.marks)}) for t in texts]
    random.shuffle(other)
    expected = u_alpha(texts)
    assert u_alpha(other) == (None if expected is None else pytest.approx(expected))


@given(TEXTS)
def test_u_alpha_is_never_above_one(texts: list[CodedText]) -> None:
    alpha = u_alpha(texts)
    assert alpha is None or alpha <= 1


@given(TEXTS)
def test_texts_tallied_before_give_the_same_alpha(texts: list[CodedText]) -> None:
    assert tallied_alpha([tally(one) for one in texts]) == u_alpha(texts)

"""The layouts of evaluation/layouts are read in the right order; and the measure that says so can say no."""

from __future__ import annotations

import pytest

from evaluation.reading_order import LAYOUTS, is_right, measure, order, words_f1

FILES = sorted(LAYOUTS.glob("*.pdf"), key=lambda path: path.stem)
KNOWN = " ".join(f"Word{number} of sentence {number // 8}." for number in range(80))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_layout_is_read_in_order_or_refused(path: object) -> None:
    figures = measure(path, others=False)  # type: ignore[arg-type]
    if "refuse" in figures:
        assert figures["reason"]
    else:
        assert figures["onrecord"]["right"]
        assert figures["onrecord"]["words"] >= 0.985
        assert figures["onrecord"]["title"]
        assert figures["onrecord"]["parted"]


def test_a_text_whose_halves_are_swapped_is_in_the_wrong_order() -> None:
    half = KNOWN.index("Word40")
    swapped = f"{KNOWN[half:]} {KNOWN[:half]}"
    assert words_f1(KNOWN, swapped, []) == 1
    assert not is_right(order(KNOWN, swapped))
    assert is_right(order(KNOWN, KNOWN.upper()))


def test_a_text_of_which_half_is_missing_is_not_right() -> None:
    assert not is_right(order(KNOWN, KNOWN[: len(KNOWN) // 2]))


def test_words_too_many_count_unless_a_reader_may_keep_them() -> None:
    assert words_f1("a b c d", "a b c d Page 4", []) == pytest.approx(0.8)
    assert words_f1("a b c d", "a b c d Page 4", ["Page 4"]) == 1

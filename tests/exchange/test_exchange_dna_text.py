"""Texts, names and days fit into DNA, and what was changed for that can be changed back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.exchange.dna.text import DnaText, Names, code_points, fit, named_after, put_back, seconds, shorten, when

ANY = st.text(st.sampled_from("ab\r\n🚢é\x00\ud83d\ufffd\u2028"), max_size=20)


@settings(deadline=None)
@given(ANY)
def test_a_text_comes_back(text: str) -> None:
    made = fit(text)
    assert made.original == text
    assert put_back(made.text, made.replaced) == made


@settings(deadline=None)
@given(ANY)
def test_both_of_dna_s_counts_are_one(text: str) -> None:
    made = fit(text).text
    assert len(made.encode("utf-16-le")) == 2 * len(made)
    assert "\r" not in made


@settings(deadline=None)
@given(ANY)
def test_offsets_come_back_but_inside_of_a_line_end(text: str) -> None:
    made = fit(text)
    for at in range(len(text) + 1):
        inside = text[at - 1 : at + 1] == "\r\n" and at > 0
        assert made.from_dna(made.to_dna(at)) == at - inside


def test_what_does_not_go_with_the_text_is_not_put_back() -> None:
    assert put_back("a\ufffdb", [(0, "🚢"), (1, "x"), (9, "🚢")]) == DnaText("a\ufffdb")
    assert put_back("a\ufffd\ufffd", [(2, "🚢"), (1, "🚢")]) == DnaText("a\ufffd\ufffd")
    assert put_back("a\ufffdb", [(1, "🚢")]).original == "a🚢b"


@settings(deadline=None)
@given(ANY.map(lambda text: text.replace("\ud83d", "")))
def test_utf_16_units_are_turned_into_code_points(text: str) -> None:
    point = code_points(text)
    for at in range(len(text) + 1):
        assert point(len(text[:at].encode("utf-16-le")) // 2) == at


@pytest.mark.parametrize("unit", [-1, 2, 4, 5])
def test_an_offset_outside_or_inside_of_a_character_is_none(unit: int) -> None:
    assert code_points("a🚢")(unit) is None


def test_names_are_short_and_distinct() -> None:
    names = Names()
    given_names = [names.give(name) for name in ("Kim", "KIM", "Kim", "", "x" * 191, "x" * 192)]
    assert given_names[:4] == ["Kim", "KIM (2)", "Kim (3)", " (2)"]
    assert given_names[4:] == ["x" * 189 + "…", "x" * 185 + "… (2)"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=4) | st.integers(188, 193).map(lambda size: "x" * size), max_size=8))
def test_a_name_is_known_by_the_words_that_it_was_made_of(words: list[str]) -> None:
    names = Names()
    given_names = [names.give(one) for one in words]
    assert len({name.casefold() for name in given_names}) == len(words)
    assert all(len(name) <= 190 and named_after(name, one) for name, one in zip(given_names, words, strict=True))


def test_another_name_is_not() -> None:
    assert not named_after("Lee", "Kim")
    assert not named_after("Lee (2)", "Kim")


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"


@pytest.mark.parametrize("published", ["1970-01-01", "2026-02-10", "2026-02-10T14:30:05", "1641-05-06", "0001-01-01", "9999-12-31"])
def test_days_and_hours_come_back(published: str) -> None:
    counted = seconds(published)
    assert counted is not None
    assert when(counted) == published


@pytest.mark.parametrize("published", [None, "", "soon", "2026-02-30"])
def test_what_is_no_day_is_none(published: str | None) -> None:
    assert seconds(published) is None


@pytest.mark.parametrize("counted", [10**12, -(10**12), 10**30])
def test_seconds_outside_of_the_calendar_are_none(counted: int) -> None:
    assert when(counted) is None

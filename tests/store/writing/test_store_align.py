"""Which statements of two readings of one text are the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.writing.align import aligned


def one(id_: str, *content: tuple[int, int], source: tuple[int, int] | None = None, reported_by: str | None = None) -> dict[str, Any]:
    return {
        "id": id_,
        "content": [list(c) for c in content],
        "source": [list(source)] if source else None,
        "cue": [[90, 94]] if source else None,
        "reported_by": reported_by,
    }


def test_the_same_content_is_the_same_statement() -> None:
    assert aligned({"a": one("a", (0, 10))}, [one("x", (0, 10))]) == {"x": "a"}


def test_a_content_that_shares_half_is_the_same_statement() -> None:
    assert aligned({"a": one("a", (0, 10))}, [one("x", (0, 20))]) == {"x": "a"}
    assert aligned({"a": one("a", (0, 10))}, [one("x", (0, 21))]) == {}


def test_the_nearest_contents_are_matched_first_and_once() -> None:
    old = {"a": one("a", (0, 10)), "b": one("b", (0, 14))}
    assert aligned(old, [one("x", (0, 14)), one("y", (0, 10))]) == {"x": "b", "y": "a"}


def test_of_two_with_one_content_the_source_decides() -> None:
    old = {"a": one("a", (0, 10), source=(12, 15)), "b": one("b", (0, 10), source=(20, 25))}
    assert aligned(old, [one("x", (0, 10), source=(20, 25)), one("y", (0, 10), source=(12, 15))]) == {"x": "b", "y": "a"}


def test_a_content_within_the_other_is_the_same_statement_where_the_cue_is_the_same() -> None:
    old, new = one("a", (0, 10), source=(80, 85)), one("x", (0, 60), source=(80, 85))
    assert aligned({"a": old}, [new]) == {"x": "a"}
    assert aligned({"a": old}, [new | {"cue": [[70, 74]]}]) == {}


def test_a_reported_statement_is_never_one_of_the_article_itself() -> None:
    assert aligned({"a": one("a", (0, 10))}, [one("x", (0, 10), reported_by="y")]) == {}


SPANS = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=12, unique=True))
def test_a_reading_matches_itself(spans: list[tuple[int, int]]) -> None:
    some = [one(str(n), s) for n, s in enumerate(spans)]
    assert aligned({s["id"]: s for s in some}, some) == {s["id"]: s["id"] for s in some}


@given(st.lists(SPANS, max_size=12), st.lists(SPANS, max_size=12))
def test_no_statement_is_matched_twice(old: list[tuple[int, int]], new: list[tuple[int, int]]) -> None:
    found = aligned({f"o{n}": one(f"o{n}", s) for n, s in enumerate(old)}, [one(f"n{n}", s) for n, s in enumerate(new)])
    assert len(set(found.values())) == len(found)

"""Lines around a headline → what they state."""

from __future__ import annotations

import pytest

from onrecord.read.bylines import Byline, byline_of, has_dateline


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("By Anouk Verhoeven", Byline(("Anouk Verhoeven",))),
        ("BY Anouk Verhoeven and Jo Bergan", Byline(("Anouk Verhoeven", "Jo Bergan"))),
        ("By John Q. Public | Staff writer", Byline(("John Q. Public",))),
        ("By Jo Vik, 9 February 2026", Byline(("Jo Vik",), None, "2026-02-09")),
        ("By Jo Vik, February 9, 2026", Byline(("Jo Vik",), None, "2026-02-09")),
        ("The Harbour Post, 10 February 2026", Byline((), "The Harbour Post", "2026-02-10")),
        ("The Harbour Post | Monday, March 3, 2025", Byline((), "The Harbour Post", "2025-03-03")),
        ("Reuters · 2026-02-10", Byline((), "Reuters", "2026-02-10")),
        ("Nairobi, 10 February 2026", Byline((), None, "2026-02-10")),
        ("Friday, 24 November 2023", Byline((), None, "2023-11-24")),
        ("By the time the vote came, nobody was left", None),
        ("The council voted on 10 February 2026", None),
        ("the harbour, 10 February 2026", None),
        ("10 February 2026" + " and more" * 20, None),
        ("", None),
    ],
)
def test_a_line_states_authors_outlet_and_day(line: str, stated: Byline | None) -> None:
    assert byline_of(line) == stated


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("SEOUL (Coast News) — The minister said", True),
        ("HARROW BAY, Feb. 10 - The council voted", True),
        ("NEW YORK — The council voted", True),
        ("The ferry — the second one — sank", False),
        ("NATO-led troops", False),
    ],
)
def test_a_dateline_is_a_place_in_capitals_and_a_dash(text: str, begins: bool) -> None:  # noqa: FBT001
    assert has_dateline(text) is begins

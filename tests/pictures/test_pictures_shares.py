"""Shares of for and against window by window, with counts, and gaps where nothing was said."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.debate.design import Design, Selection
from onrecord.debate.windows import Windows, over_time
from onrecord.errors import SettingsError
from onrecord.pictures.picture import Caption
from onrecord.pictures.shares import draw_shares
from tests.debate.debates_made import row
from tests.pictures.debates_drawn import debate
from tests.pictures.svg_read import SVG, description, groups, title, words

CAPTION = Caption(title="The ferry", definition="Shares of the stances of a month.")
ROWS = (
    row("1", "2026-01-05", "Ana", "x", 1, ident="s1"),
    row("2", "2026-01-09", "Bo", "x", 1, ident="s2"),
    row("3", "2026-01-12", "Cy", "x", 0, ident="s3"),
    row("4", "2026-03-01", "Ana", "x", 0, ident="s4"),
    row("5", "2026-03-01", "Ana", "y", 1, ident="s5"),
)


def test_a_bar_is_what_was_said_on_an_issue_in_a_window() -> None:
    picture = draw_shares(over_time(ROWS, Windows(), Design()), CAPTION)
    found = {(mark.column, mark.first): [(part.side, part.weight, part.statements) for part in mark.parts] for mark in picture.marks}
    assert found == {
        ("x", date(2026, 1, 1)): [("for", 2, ("s1", "s2")), ("against", 1, ("s3",))],
        ("x", date(2026, 3, 1)): [("against", 1, ("s4",))],
        ("y", date(2026, 3, 1)): [("for", 1, ("s5",))],
    }
    shown = {title(group): group.get("data-statements") for group in groups(picture, "bar")}
    assert shown["x, 1 Jan 2026 to 31 Jan 2026: 2 for, 1 against"] == "s1 s2 s3"


def test_heights_are_shares_and_against_is_hatched() -> None:
    picture = draw_shares(over_time(ROWS, Windows(), Design()), CAPTION)
    against, favour = groups(picture, "bar")[0].iter(SVG + "rect")
    assert float(favour.get("height")) == pytest.approx(2 * float(against.get("height")), rel=0.01)
    assert against.get("fill") == "url(#against)"


def test_the_counts_stand_above_the_bars() -> None:
    assert {"+2 −1", "−1", "+1"} <= set(words(draw_shares(over_time(ROWS, Windows(), Design()), CAPTION)))


def test_narrow_bars_tell_their_sum() -> None:
    picture = draw_shares(over_time(debate(stances=400), Windows("days", 2), Design()), CAPTION)
    mixed = [mark for mark in picture.marks if len(mark.parts) == 2]
    assert mixed
    assert {str(int(sum(part.weight for part in mark.parts))) for mark in mixed} <= set(words(picture))


def test_stances_of_windows_that_overlap_are_counted_once_in_the_caption() -> None:
    picture = draw_shares(over_time(ROWS, Windows("months", 2, 1), Design(), Selection(last=date(2026, 4, 30))), CAPTION)
    assert [mark.first.month for mark in picture.marks if mark.column == "x"] == [1, 2, 3]
    assert "n = 5 stances, 5 January 2026 to 1 March 2026." in description(picture)


def test_too_many_windows_are_refused_with_the_number_that_fits() -> None:
    with pytest.raises(SettingsError, match="a picture holds 1 to 120; make them wider"):
        draw_shares(over_time(debate(), Windows("days"), Design()), CAPTION)


@pytest.mark.parametrize("selection", [Selection(), Selection(first=date(2020, 1, 1), last=date(2020, 2, 1))])
def test_nothing_to_draw_is_refused(selection: Selection) -> None:
    with pytest.raises(SettingsError, match="nothing to draw"):
        draw_shares(over_time((), Windows(), Design(), selection), CAPTION)


def test_of_many_issues_the_most_discussed_are_drawn() -> None:
    rows = debate(issues=tuple(f"Issue {at}" for at in range(30)), stances=500)
    assert "Drawn are the 24 of 30 issues" in description(draw_shares(over_time(rows, Windows(), Design()), CAPTION))

"""Stances on one issue over time: a row for each actor, dots where something was said and nothing where not."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.errors import SettingsError
from onrecord.pictures.dots import draw_dots
from onrecord.pictures.palette import AGAINST, FOR
from onrecord.pictures.picture import Caption
from tests.debate.debates_made import row
from tests.pictures.debates_drawn import ISSUES, crowd, debate
from tests.pictures.svg_read import SVG, description, groups, title, words

CAPTION = Caption(title="The ferry", definition="A sign is the stances of a day.")
ROWS = (
    row("1", "2026-01-05", "Ana", "x", 1, ident="s1"),
    row("2", "2026-01-05", "Ana", "x", 1, ident="s2"),
    row("3", "2026-03-01", "Ana", "x", 0, ident="s3"),
    row("4", "2026-02-01", "Bo", "x", 0, ident="s4"),
    row("5", "2026-02-01", "Bo", "y", 0, ident="s5"),
)


def test_a_dot_is_what_an_actor_said_on_a_day_on_one_side() -> None:
    picture = draw_dots(network(ROWS, Design()), "x", CAPTION)
    found = {(mark.row, mark.first, mark.parts[0].side): mark.parts[0].statements for mark in picture.marks}
    assert found == {
        ("Ana", date(2026, 1, 5), "for"): ("s1", "s2"),
        ("Ana", date(2026, 3, 1), "against"): ("s3",),
        ("Bo", date(2026, 2, 1), "against"): ("s4",),
    }
    assert {title(group): group.get("data-statements") for group in groups(picture, "dot")}["Ana, 5 Jan 2026: 2 for"] == "s1 s2"


def test_for_and_against_differ_in_shape_fill_and_place() -> None:
    picture = draw_dots(network(ROWS, Design()), "x", CAPTION)
    of_ana = [(mark, group) for mark, group in zip(picture.marks, groups(picture, "dot"), strict=True) if mark.row == "Ana"]
    drawn = {mark.parts[0].side: group for mark, group in of_ana}
    (disc,), (square,) = drawn["for"].iter(SVG + "circle"), drawn["against"].iter(SVG + "rect")
    assert disc.get("fill") == FOR
    assert (square.get("fill"), square.get("stroke")) == ("#ffffff", AGAINST)
    assert float(disc.get("cy")) + float(disc.get("r")) < float(square.get("y"))


def test_a_dot_of_several_says_how_many() -> None:
    picture = draw_dots(network(ROWS, Design()), "x", CAPTION)
    (double,) = (group for group in groups(picture, "dot") if "2 for" in title(group))
    assert [inner.get("aria-label") for inner in double.iter(SVG + "g") if inner.get("aria-label")] == ["2"]


def test_later_days_stand_further_right() -> None:
    picture = draw_dots(network(ROWS, Design()), "x", CAPTION)
    places = {}
    for mark, group in zip(picture.marks, groups(picture, "dot"), strict=True):
        shape = next(group.iter(SVG + "circle", SVG + "rect"))
        places[mark.first] = float(shape.get("cx") or float(shape.get("x")) + float(shape.get("width")) / 2)
    assert [places[day] for day in sorted(places)] == sorted(places.values())


def test_rows_are_ordered_by_group_then_by_who_spoke_first() -> None:
    drawn = network(ROWS, Design())
    assert [title(node) for node in groups(draw_dots(drawn, "x", CAPTION), "node")] == ["Ana", "Bo"]
    grouped = draw_dots(drawn, "x", CAPTION, groups={"Ana": 2, "Bo": 1})
    assert [title(node) for node in groups(grouped, "node")] == ["Bo, group 1", "Ana, group 2"]


def test_the_sums_stand_at_the_end_of_the_row() -> None:
    assert {"+2 −1", "−1"} <= set(words(draw_dots(network(ROWS, Design()), "x", CAPTION)))


def test_what_has_no_day_is_counted_as_not_drawn() -> None:
    rows = (*ROWS, DebateStance("6", None, "Bo", "x", 1))
    told = description(draw_dots(network(rows, Design()), "x", CAPTION))
    assert "n = 4 stances, 5 January 2026 to 1 March 2026. Not drawn: 1 without a day." in told


def test_of_many_actors_those_with_the_most_stances_are_drawn() -> None:
    picture = draw_dots(network(debate(crowd(60), ISSUES[:1], stances=400), Design()), ISSUES[0], CAPTION, most=10)
    assert len(groups(picture, "node")) == 10
    assert "Drawn are the 10 of" in description(picture)


@pytest.mark.parametrize(
    ("rows", "issue", "message"),
    [
        (ROWS, "z", "issue cannot be 'z'; those with stances are: x, y"),
        ([DebateStance("1", None, "Ana", "x", 1)], "x", "no stance on it has a day"),
        ((), "x", "nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: tuple[DebateStance, ...], issue: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        draw_dots(network(rows, Design()), issue, CAPTION)

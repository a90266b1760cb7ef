"""The table of actors and issues: every cell with its numbers, its sign in more than colour, and its statements."""

from __future__ import annotations

import pytest

from onrecord.debate.design import Design, Qualifier, Selection
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.errors import SettingsError
from onrecord.pictures.heat_map import draw_heat_map
from onrecord.pictures.picture import Caption
from tests.debate.debates_made import AGAIN, THREE
from tests.pictures.debates_drawn import PEOPLE, crowd, debate
from tests.pictures.svg_read import SVG, description, groups, root, title, words

CAPTION = Caption(title="Who stands where", definition="Stances by actor and issue.")


def test_every_cell_shows_its_numbers_with_their_signs() -> None:
    picture = draw_heat_map(network(AGAIN, Design()), CAPTION)
    cells = {(mark.row, mark.column): group for mark, group in zip(picture.marks, groups(picture, "cell"), strict=True)}
    shown = {ends: next(words_of for words_of in _labels(group)) for ends, group in cells.items()}
    assert shown == {("A", "x"): "+2 −1", ("A", "y"): "−1", ("B", "x"): "+2", ("B", "y"): "+1", ("C", "x"): "−1", ("C", "z"): "+1"}


def _labels(group: object) -> list[str]:
    return [inner.get("aria-label") for inner in group.iter(SVG + "g") if inner.get("aria-label")]


def test_every_cell_names_the_statements_of_both_sides() -> None:
    picture = draw_heat_map(network(AGAIN, Design()), CAPTION)
    (mark,) = (mark for mark in picture.marks if (mark.row, mark.column) == ("A", "x"))
    assert [(part.side, part.weight, part.statements) for part in mark.parts] == [("for", 2, ("s1", "s7")), ("against", 1, ("s8",))]
    (group,) = (group for group in groups(picture, "cell") if title(group) == "A – x: 2 for, 1 against")
    assert group.get("data-statements") == "s1 s7 s8"


def test_what_is_against_is_hatched_too() -> None:
    picture = draw_heat_map(network(AGAIN, Design()), CAPTION)
    for mark, group in zip(picture.marks, groups(picture, "cell"), strict=True):
        weights = {part.side: part.weight for part in mark.parts}
        hatched = any(rect.get("fill") == "url(#against)" for rect in group.iter(SVG + "rect"))
        assert hatched == (weights.get("against", 0) > weights.get("for", 0))


def test_few_stances_are_paler_than_many() -> None:
    rows = [DebateStance("d", None, actor, "x", 1, place=at, statements=(f"s{at}",)) for at, actor in enumerate(["A", "B", "B", "B", "B"])]
    picture = draw_heat_map(network(rows, Design()), CAPTION)
    fills = {
        mark.row: next(group.iter(SVG + "rect")).get("fill") for mark, group in zip(picture.marks, groups(picture, "cell"), strict=True)
    }
    assert int(fills["B"][1:3], 16) < int(fills["A"][1:3], 16)


def test_rows_stand_by_group_then_by_how_much_was_said() -> None:
    members = dict(PEOPLE)
    picture = draw_heat_map(network(debate(), Design()), CAPTION, groups=members)
    names = [title(node).split(", group")[0] for node in groups(picture, "node")]
    assert [members[name] for name in names] == sorted(members[name] for name in names)
    counts = {name: sum(stance.actor == name for stance in debate()) for name in names}
    for camp in (1, 2, 3):
        of_camp = [counts[name] for name in names if members[name] == camp]
        assert of_camp == sorted(of_camp, reverse=True)


def test_the_sums_are_there() -> None:
    shown = words(draw_heat_map(network(debate(), Design()), CAPTION))
    assert "130" in shown
    assert "n = 130 stances, 5 January 2026 to 23 June 2026." in description(draw_heat_map(network(debate(), Design()), CAPTION))


def test_many_issues_are_written_upwards() -> None:
    issues = tuple(f"Issue {at} should be settled" for at in range(14))
    text = draw_heat_map(network(debate(issues=issues), Design()), CAPTION).svg.decode("utf-8")
    assert text.count("rotate(-90)") >= 14
    assert "rotate(-90)" not in draw_heat_map(network(debate(), Design()), CAPTION).svg.decode("utf-8")


def test_more_than_fit_are_left_out_and_that_is_said() -> None:
    rows = debate(crowd(75), tuple(f"Issue {at}" for at in range(30)), stances=2000)
    picture = draw_heat_map(network(rows, Design()), CAPTION)
    assert len(groups(picture, "node")) == 60
    assert "Drawn are the 60 of" in description(picture)
    assert "Drawn are the 24 of 30 issues with the most stances." in description(picture)


def test_duplicates_left_out_of_the_network_are_left_out_here() -> None:
    once = network(AGAIN, Design(aggregation="subtract"), Selection(duplicates="document"))
    (mark,) = (mark for mark in draw_heat_map(once, CAPTION).marks if (mark.row, mark.column) == ("A", "x"))
    assert [part.weight for part in mark.parts] == [1, 1]


def test_numbers_are_for_above_nought_and_against_below() -> None:
    rows = [DebateStance("d", None, "A", "x", side, place=at) for at, side in enumerate((2, 1, 0, -2))]
    (mark,) = draw_heat_map(network(rows, Design(qualifier=Qualifier("number"))), CAPTION).marks
    assert [(part.side, part.weight) for part in mark.parts] == [("for", 2), ("against", 1)]


def test_words_for_sides_are_refused() -> None:
    rows = [DebateStance("d", None, "A", "x", "yes")]
    with pytest.raises(SettingsError, match="told apart"):
        draw_heat_map(network(rows, Design(qualifier=Qualifier("text"))), CAPTION)


def test_an_empty_debate_is_refused() -> None:
    with pytest.raises(SettingsError, match="nothing to draw"):
        draw_heat_map(network((), Design()), CAPTION)


def test_the_same_debate_gives_the_same_bytes() -> None:
    one, other = (draw_heat_map(network(rows, Design()), CAPTION) for rows in (THREE, THREE[::-1]))
    assert one.svg == other.svg
    assert root(one).get("role") == "img"

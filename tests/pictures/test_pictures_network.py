"""The picture of a network: nodes and labels apart, sides told by line and colour, every tie with its statements."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from onrecord.debate.design import Design
from onrecord.debate.groups import groups as groups_of
from onrecord.debate.networks import network
from onrecord.errors import SettingsError
from onrecord.pictures.frame import MARGIN
from onrecord.pictures.network import draw_network
from onrecord.pictures.palette import AGAINST, FOR, NO_SIDE
from onrecord.pictures.picture import Caption
from tests.debate.debates_made import CAMPS, THREE, row
from tests.pictures.debates_drawn import SCRIPTS, crowd, debate
from tests.pictures.svg_read import SVG, description, groups, label_box, root, title, words

TWO = Design(aggregation="subtract")
ONE = Design(network="onemode", aggregation="subtract", normalisation="average")
CAPTION = Caption(
    title="The barrage", definition="Actors are joined by agreement less conflict.", notes=("Reported stances are excluded.",)
)


def lines(edge: object) -> dict[str, str]:
    (path,) = edge.iter(SVG + "path")
    return dict(path.attrib)


@pytest.mark.parametrize("design", [TWO, ONE], ids=["twomode", "onemode"])
def test_labels_of_sixty_nodes_do_not_overlap(design: Design) -> None:
    rows = debate(crowd(53), stances=600) if design is TWO else debate(crowd(60), stances=900)
    nodes = groups(draw_network(network(rows, design), CAPTION), "node")
    assert len(nodes) >= 59
    boxes = [label_box(node) for node in nodes]
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []


def test_all_labels_lie_within_the_picture() -> None:
    picture = draw_network(network(debate(), TWO), CAPTION)
    width, height = (float(root(picture).get(side)) - 2 * MARGIN for side in ("width", "height"))
    for box in map(label_box, groups(picture, "node")):
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= width
        assert box.bottom <= height


@pytest.mark.parametrize("design", [TWO, ONE], ids=["twomode", "onemode"])
def test_the_same_network_gives_the_same_bytes(design: Design) -> None:
    rows = debate()
    mixed = random.Random(1).sample(rows, len(rows))  # noqa: S311 - only to mix
    one, other = (draw_network(network(some, design), CAPTION, groups={"Ana Ruiz": 1}) for some in (rows, mixed))
    assert one.svg == other.svg
    assert one.marks == other.marks


@pytest.mark.parametrize("design", [TWO, ONE, Design()], ids=["twomode", "onemode", "counts"])
def test_every_tie_names_its_statements(design: Design) -> None:
    drawn = network(debate(), design)
    edges = {(edge.row, edge.column): edge for edge in drawn.edges()}
    picture = draw_network(drawn, CAPTION)
    assert {(mark.row, mark.column) for mark in picture.marks} == set(edges)
    for mark, group in zip(picture.marks, groups(picture, "edge"), strict=True):
        edge = edges[mark.row, mark.column]
        assert group.get("data-statements").split() == list(edge.statements)
        assert mark.parts[0].statements == edge.statements
        assert title(group).startswith(f"{mark.row} – {mark.column}: ")


def test_for_and_against_differ_in_line_and_colour() -> None:
    picture = draw_network(network(THREE, TWO), CAPTION)
    for mark, group in zip(picture.marks, groups(picture, "edge"), strict=True):
        assert (lines(group)["stroke"], "stroke-dasharray" in lines(group)) == (
            (FOR, False) if mark.parts[0].side == "for" else (AGAINST, True)
        )
    assert {mark.parts[0].side for mark in picture.marks} == {"for", "against"}


def test_agreement_and_conflict_are_called_so() -> None:
    picture = draw_network(network(CAMPS, ONE), CAPTION)
    assert {mark.parts[0].side for mark in picture.marks} == {"agreement", "conflict"}
    assert "agreement, 1" in words(picture)


def test_counts_without_sides_have_neither() -> None:
    picture = draw_network(network(THREE, Design()), CAPTION)
    assert {(lines(group)["stroke"], "stroke-dasharray" in lines(group)) for group in groups(picture, "edge")} == {(NO_SIDE, False)}
    assert {mark.parts[0].side for mark in picture.marks} == {""}


def test_stronger_ties_are_wider() -> None:
    picture = draw_network(network(debate(), TWO), CAPTION)
    drawn = sorted(
        (abs(m.parts[0].weight), float(lines(g)["stroke-width"])) for m, g in zip(picture.marks, groups(picture, "edge"), strict=True)
    )
    widths = [width for _, width in drawn]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_groups_differ_in_shape_and_colour_and_are_in_the_key() -> None:
    picture = draw_network(network(CAMPS, ONE), CAPTION, groups={"A": 1, "B": 1, "C": "the rest"})
    shapes = {title(node): (next(iter(node.iter(SVG + "circle", SVG + "polygon"))).tag, node) for node in groups(picture, "node")}
    assert shapes["A, group 1"][0] == SVG + "circle"
    assert shapes["C, the rest"][0] == SVG + "polygon"
    assert {"group 1", "the rest", "in no group"} <= set(words(picture))


def test_an_issue_stands_in_a_box_with_the_sign_of_its_group() -> None:
    design = Design(network="onemode", of="issue")
    picture = draw_network(network(THREE, design), CAPTION, groups={"x": 1})
    grouped = next(node for node in groups(picture, "node") if title(node) == "x, group 1")
    assert len(list(grouped.iter(SVG + "rect"))) == len(list(grouped.iter(SVG + "circle"))) == 1


def test_the_caption_tells_number_days_definition_notes_and_what_is_left_out() -> None:
    drawn = network(debate(crowd(80), stances=1200), ONE)
    told = description(draw_network(drawn, CAPTION))
    assert told.startswith(
        "Actors are joined by agreement less conflict. n = 1200 stances, 5 January 2026 to 23 June 2026. Reported stances"
    )
    assert f"Drawn are the 60 of {len(drawn.rows)} actors" in told
    assert "Drawn are the 180 strongest of" in told


def test_fewer_nodes_are_drawn_where_asked() -> None:
    assert len(groups(draw_network(network(debate(), TWO), CAPTION, most=5), "node")) == 5


def test_a_network_without_ties_says_so() -> None:
    picture = draw_network(network(THREE[:1], Design(network="onemode")), CAPTION)
    assert "No tie joins anybody." in description(picture)
    assert picture.marks == ()


def test_names_of_many_scripts_are_drawn_without_boxes() -> None:
    rows = debate(tuple((name, at % 3 + 1) for at, name in enumerate(SCRIPTS)), stances=100)
    picture = draw_network(network(rows, TWO), CAPTION, groups=groups_of(rows).members)
    assert set(SCRIPTS) <= set(words(picture))
    assert "no font" not in description(picture)


def test_a_letter_without_a_font_is_told_of() -> None:
    picture = draw_network(network([row("1", "2026-01-01", "Ana 🚢", "x", 1, ident="s1")], TWO), CAPTION)
    assert "A box stands for a letter that the program has no font for" in description(picture)


def test_names_are_no_markup_and_are_shown_whole_where_they_are_cut() -> None:
    name = "<script>alert(1)</script> & " + "the Commission for the Coordination of Transboundary Waterways " * 3
    picture = draw_network(network([row("1", "2026-01-01", name.strip(), "x\x00y", 1, ident="s1")], TWO), CAPTION)
    assert list(root(picture).iter(SVG + "script")) == []
    assert name.strip() in {title(node) for node in groups(picture, "node")}


def test_nothing_is_fetched_from_anywhere() -> None:
    text = draw_network(network(THREE, TWO), CAPTION).svg.decode("utf-8")
    assert text.count("http") == text.count("http://www.w3.org/")
    assert "font-family" not in text


@pytest.mark.parametrize(("rows", "most"), [((), 60), (THREE, 0)])
def test_nothing_to_draw_is_refused(rows: tuple[object, ...], most: int) -> None:
    with pytest.raises(SettingsError):
        draw_network(network(rows, TWO), CAPTION, most=most)

"""Around every picture stand its title, its key and a caption that tells what it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.pictures.frame import MARGIN, NARROWEST, Body, Key, extent, framed
from onrecord.pictures.picture import Caption
from tests.debate.debates_made import THREE
from tests.pictures.svg_read import SVG, description, root, words

CAPTION = Caption(title="The barrage", definition="Stances.", notes=("One note.", "Another."))
SMALL = Body(100, 40, lambda canvas: canvas.draw("rect", width=100, height=40))


@pytest.mark.parametrize(
    ("caption", "stances", "expected"),
    [
        (CAPTION, THREE, "n = 6 stances, 6 January 2020 to 10 February 2020."),
        (CAPTION, THREE[:1], "n = 1 stance, 6 January 2020 to 6 January 2020."),
        (CAPTION, (), "n = 0 stances."),
        (
            Caption(title="", definition="", first=date(2019, 1, 1), last=date(2021, 5, 2)),
            THREE,
            "n = 6 stances, 1 January 2019 to 2 May 2021.",
        ),
    ],
)
def test_the_number_of_stances_and_their_days_are_told(caption: Caption, stances: tuple[object, ...], expected: str) -> None:
    assert extent(caption, stances).replace("\u00a0", " ") == expected


def test_the_caption_is_in_the_picture_and_in_its_description() -> None:
    picture = framed(SMALL, [], CAPTION, THREE, ["More."])
    told = "Stances. n = 6 stances, 6 January 2020 to 10 February 2020. One note. Another. More."
    assert description(picture) == told
    assert " ".join(" ".join(words(picture)[1:]).split()) == told
    assert root(picture).findtext(SVG + "title") == "The barrage"


def test_a_small_picture_is_as_wide_as_a_caption_needs() -> None:
    assert float(root(framed(SMALL, [], CAPTION, THREE)).get("width")) == NARROWEST + 2 * MARGIN


def test_a_key_that_is_too_long_goes_on_in_the_next_line() -> None:
    keys = [Key(10, lambda canvas, x, y: canvas.draw("circle", cx=x, cy=y, r=1), f"meaning number {at}") for at in range(12)]
    short, long = (float(root(framed(SMALL, some, CAPTION, THREE)).get("height")) for some in (keys[:2], keys))
    assert long > short
    circles = list(root(framed(SMALL, keys, CAPTION, THREE)).iter(SVG + "circle"))
    assert len({circle.get("cy") for circle in circles}) > 1
    assert all(float(circle.get("cx")) < NARROWEST for circle in circles)

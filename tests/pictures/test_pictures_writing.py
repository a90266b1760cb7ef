"""Pictures become files: SVG or PNG, whole or not at all, each with the table of its statements."""

from __future__ import annotations

import csv
import io
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.errors import SettingsError
from onrecord.pictures.heat_map import draw_heat_map
from onrecord.pictures.network import draw_network
from onrecord.pictures.picture import Caption, Picture
from onrecord.pictures.writing import SHARPNESS, png, statements_table, write_picture
from tests.debate.debates_made import THREE, row
from tests.pictures.svg_read import root
from tests.program import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

CAPTION = Caption(title="The barrage", definition="Stances.")


@pytest.fixture(scope="module")
def picture() -> Picture:
    return draw_network(network(THREE, Design(aggregation="subtract")), CAPTION)


@pytest.mark.parametrize("name", ["debate.svg", "debate.png", "debate.PNG"])
def test_the_picture_and_its_table_are_written(picture: Picture, tmp_path: Path, name: str) -> None:
    path, table = write_picture(picture, tmp_path / name)
    assert path.read_bytes() == (picture.svg if name.endswith("svg") else png(picture))
    assert table == tmp_path / "debate.statements.csv"
    assert {file.name for file in tmp_path.iterdir()} == {name, table.name}


def test_a_png_is_as_large_as_its_svg_and_sharp_in_print(picture: Picture) -> None:
    width, height = struct.unpack(">II", png(picture)[16:24])
    svg = root(picture)
    assert width == pytest.approx(float(svg.get("width")) * SHARPNESS, abs=2)
    assert height == pytest.approx(float(svg.get("height")) * SHARPNESS, abs=2)


def test_the_same_picture_gives_the_same_pixels(picture: Picture) -> None:
    assert png(picture) == png(picture)


def test_the_table_has_a_row_for_each_statement_of_each_side() -> None:
    rows = (*THREE, row("4", "2020-02-24", "A", "x", 0, ident="s8"))
    table = statements_table(draw_heat_map(network(rows, Design()), CAPTION)).decode("utf-8")
    found = list(csv.DictReader(io.StringIO(table)))
    assert len(found) == 7
    assert [one for one in found if (one["row"], one["column"]) == ("A", "x")] == [
        {"mark": "cell", "row": "A", "column": "x", "first": "", "last": "", "side": side, "weight": "1", "statement": statement}
        for side, statement in (("for", "s1"), ("against", "s8"))
    ]


def test_a_part_without_statements_has_its_row_too() -> None:
    bare = [type(one)(one.document, one.day, one.actor, one.issue, one.qualifier) for one in THREE]
    assert len(statements_table(draw_heat_map(network(bare, Design()), CAPTION)).splitlines()) == 7


def test_a_name_starts_no_formula_in_the_table() -> None:
    rows = [row("1", "2026-01-01", "=1+1", "@x", 1, ident="s1")]
    table = statements_table(draw_heat_map(network(rows, Design()), CAPTION)).decode("utf-8")
    assert table.splitlines()[1] == "cell,'=1+1,'@x,,,for,1,s1"


@pytest.mark.parametrize(
    ("name", "message"), [("debate.jpg", "ends in .svg or .png"), ("none/debate.svg", "cannot be written: No such file")]
)
def test_what_cannot_be_written_is_refused(picture: Picture, tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        write_picture(picture, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_drawing_is_silent_and_reads_nothing_of_the_user(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.pictures.network import draw_network
from onrecord.pictures.picture import Caption
from onrecord.pictures.writing import write_picture
rows = [DebateStance("1", None, name, "x", 1, statements=("s",)) for name in ("Ana", "김서연")]
write_picture(draw_network(network(rows, Design()), Caption(title="T", definition="D.")), Path({str(tmp_path / "a.png")!r}))
"""
    home = tmp_path / "home"
    home.mkdir()
    surroundings = environment(HOME=str(home), XDG_CACHE_HOME=str(home), XDG_CONFIG_HOME=str(home))
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, env=surroundings, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(home.iterdir()) == []
    assert (tmp_path / "a.png").exists()

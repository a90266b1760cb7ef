"""Words as outlines: measured, broken into lines and shaped from the fonts in ``fonts/``, so that pictures look alike everywhere.

Letters are shaped by HarfBuzz. Where a text mixes directions, its runs are put in order by a short form of the Unicode bidirectional
algorithm: without embeddings and marks for direction, which names and captions do not have.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Asked in this order for each letter.
FONTS = (
    "NotoSans-Regular.ttf", "DroidSansFallback.ttf", "NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf", "NotoSansBengali-Regular.ttf", "NotoSansTamil-Regular.ttf", "NotoSansThai-Regular.ttf",
    "NotoSansArmenian-Regular.ttf", "NotoSansGeorgian-Regular.ttf", "NotoSansEthiopic-Regular.ttf",
)  # fmt: skip
#: How much wider bold strokes are, as a share of the size.
_BOLD = 0.03
#: How many units of an outline are as long as the size of its letters.
UNITS = 1000
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


class Glyph(NamedTuple):
    """An outline at its place in a line; a size of 1 is that of the letters."""

    font: str
    number: int
    bold: bool
    x: float
    y: float


class Laid(NamedTuple):
    """A line of text as outlines; ``missing`` says whether a letter was in none of the fonts."""

    glyphs: tuple[Glyph, ...]
    width: float
    missing: bool


@lru_cache(maxsize=4096)
def laid(text: str, *, bold: bool = False) -> Laid:
    """The outlines of a line of text, at a size of 1."""
    glyphs: list[Glyph] = []
    x, missing = 0.0, False
    for font, level, words in _runs(_shown(text)):
        scale = 1 / _face(font).upem
        buffer = hb.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        hb.shape(_font(font, bold), buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(font, info.codepoint, bold, x + place.x_offset * scale, place.y_offset * scale))
            missing = missing or info.codepoint == 0
            x += place.x_advance * scale
    return Laid(tuple(glyphs), x, missing)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is."""
    return laid(text, bold=bold).width * size


def wrapped(text: str, width: float, size: float, *, most: int = 99, bold: bool = False) -> list[str]:
    """The text in lines of at most the width; what does not fit into so many lines ends in "…"."""
    lines: list[str] = []
    words = list(_pieces(text, width, size, bold=bold))
    for piece in words:
        joined = f"{lines[-1]}{piece}" if lines else piece.lstrip()
        if lines and width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(piece.lstrip())
    if len(lines) > most:
        last = " ".join(lines[most - 1 :])
        while last and width_of(last + "…", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + "…"]
    return lines or [""]


def balanced(text: str, width: float, size: float, *, most: int = 99) -> list[str]:
    """The text in as few lines as ``wrapped`` needs, of about one length."""
    lines = wrapped(text, width, size, most=most)
    widest = max((width_of(word, size) for word in text.split()), default=0.0)
    while len(lines) > 1 and not lines[-1].endswith("…"):
        narrower = max(width_of(line, size) for line in lines) - 1
        found = wrapped(text, narrower, size)
        if len(found) > len(lines) or narrower < widest:
            break
        lines = found
    return lines


@lru_cache(maxsize=4096)
def outline(font: str, number: int, *, bold: bool) -> str:
    """The outline of a glyph as the path of an SVG, in thousandths of its size, y upwards."""
    drawn: list[str] = []
    scale = UNITS / _face(font).upem

    def point(command: str, *places: float) -> None:
        drawn.append(command + " ".join(f"{place * scale:.0f}" for place in places))

    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, _: point("M", x, y))
    functions.set_line_to_func(lambda x, y, _: point("L", x, y))
    functions.set_quadratic_to_func(lambda a, b, x, y, _: point("Q", a, b, x, y))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, _: point("C", a, b, c, d, x, y))
    functions.set_close_path_func(lambda _: drawn.append("Z"))
    _font(font, bold).draw_glyph(number, functions, drawn)
    return "".join(drawn)


def _pieces(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """The words with the space before them; those wider than a line in parts that are not. A space that does not break joins words."""
    for at, word in enumerate(re.findall(r"[^ \t\r\n]+", text)):
        piece = f" {word}" if at else word
        while width_of(piece.lstrip(), size, bold=bold) > width:
            fit = _fitting(piece, width, size, bold=bold)
            yield piece[:fit]
            piece = piece[fit:]
        if piece.strip():
            yield piece


def _fitting(piece: str, width: float, size: float, *, bold: bool) -> int:
    """How many characters of a word fit a line: at least one; marks stay on their letters."""
    start = len(piece) - len(piece.lstrip())
    fit = start + 1
    while fit < len(piece) and width_of(piece[start : fit + 1], size, bold=bold) <= width:
        fit += 1
    while fit > start + 1 and fit < len(piece) and unicodedata.combining(piece[fit]):
        fit -= 1
    return fit


def _shown(text: str) -> str:
    """The text on one line, without what has no shape."""
    flat = " ".join(text.split())
    return "".join(letter for letter in flat if unicodedata.category(letter) not in {"Cc", "Cs", "Cf"} or letter in "\u200c\u200d")


def _runs(text: str) -> list[tuple[str, int, str]]:
    """The text in stretches of one font and one direction, in the order in which they are drawn from left to right."""
    letters = zip(_fonts(text), _levels(text), text, strict=True)
    runs = [(*key, "".join(letter for *_, letter in run)) for key, run in groupby(letters, key=lambda one: one[:2])]
    for level in range(max((run[1] for run in runs), default=0), 0, -1):
        ordered: list[tuple[str, int, str]] = []
        for high, some in groupby(runs, key=lambda run, least=level: run[1] >= least):  # type: ignore[misc]
            stretch = list(some)
            ordered.extend(reversed(stretch) if high else stretch)
        runs = ordered
    return runs


def _fonts(text: str) -> list[str]:
    """The font of each letter: that of the letter before where it has this one too, else the first that has."""
    found: list[str] = []
    for letter in text:
        before = [found[-1]] if found and found[-1] != FONTS[1] else []
        having = (font for font in (*before, *FONTS) if _font(font, False).get_nominal_glyph(ord(letter)))  # noqa: FBT003
        found.append(next(having, FONTS[0]))
    return found


def _levels(text: str) -> list[int]:
    """The level of each letter: even from left to right, odd from right to left."""
    strong = [_strong(letter) for letter in text]
    base = next((one for one in strong if one in {0, 1}), 0)
    levels: list[int | None] = []
    before = base
    for one in strong:
        if one == _NUMBER:
            levels.append(2 if before == 1 else base)
        else:
            levels.append(None if one is None else 2 if one < base else one)
            before = before if one is None else one
    return [_neighbours(levels, at, base) if level is None else level for at, level in enumerate(levels)]


_NUMBER = 3


def _strong(letter: str) -> int | None:
    """0 for a letter from left to right, 1 for one from right to left, 3 for a digit, None for what goes with its neighbours."""
    kind = unicodedata.bidirectional(letter)
    if kind == "EN":
        return _NUMBER
    return 1 if kind in _RIGHT_TO_LEFT else 0 if kind == "L" else None


def _neighbours(levels: list[int | None], at: int, base: int) -> int:
    """The level of what has none: that of both its neighbours where they are of one, else that of the whole."""
    before = next((level for level in reversed(levels[:at]) if level is not None), base)
    after = next((level for level in levels[at + 1 :] if level is not None), base)
    return before if before == after else base


@cache
def _face(name: str) -> hb.Face:
    return hb.Face(hb.Blob(files(__package__).joinpath("fonts", name).read_bytes()))


@cache
def _font(name: str, bold: bool) -> hb.Font:  # noqa: FBT001 - a key of the cache
    font = hb.Font(_face(name))
    if bold:
        font.synthetic_bold = (_BOLD, _BOLD, False)
    return font

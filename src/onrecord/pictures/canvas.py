"""An SVG in the making: shapes, words as outlines, and marks that name their statements."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from onrecord.pictures.lettering import UNITS, laid, outline
from onrecord.pictures.palette import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.pictures.lettering import Glyph
    from onrecord.pictures.picture import Mark

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | float
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


class Canvas:
    """What is drawn, from back to front; lengths are pixels, 96 to the inch, y downwards.

    Attributes:
        marks: the marks drawn so far.
        missing: whether a letter was in none of the fonts.
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.missing = False
        self._root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})
        self._definitions = etree.SubElement(self._root, f"{{{SVG}}}defs")
        self._within = [self._root]
        self._glyphs: dict[tuple[str, int, bool], str] = {}

    def draw(self, name: str, **attributes: Value) -> Any:  # noqa: ANN401 - lxml has no types
        """Draws an element; lines in the names of attributes stand for hyphens."""
        return _element(self._within[-1], name, attributes)

    def define(self, name: str, **attributes: Value) -> Any:  # noqa: ANN401
        """Adds an element that others refer to."""
        return _element(self._definitions, name, attributes)

    @contextmanager
    def pattern(self, ident: str, size: float, turned: float) -> Iterator[None]:
        """What is drawn in the block fills what refers to it, in squares of a size, turned by so many degrees."""
        square: dict[str, Value] = {
            "width": size,
            "height": size,
            "patternUnits": "userSpaceOnUse",
            "patternTransform": f"rotate({turned:g})",
        }
        self._within.append(self.define("pattern", id=ident, **square))
        try:
            yield
        finally:
            self._within.pop()

    @contextmanager
    def group(self, **attributes: Value) -> Iterator[None]:
        """What is drawn in the block belongs together."""
        self._within.append(self.draw("g", **attributes))
        try:
            yield
        finally:
            self._within.pop()

    @contextmanager
    def mark(self, mark: Mark, title: str) -> Iterator[None]:
        """What is drawn in the block stands for statements, which are named by it; the title shows when it is pointed at."""
        self.marks.append(mark)
        with self.group(**{"class": mark.kind, "data_statements": " ".join(mark.statements)}):
            self.title(title)
            yield

    def title(self, words: str) -> None:
        """Names the group that is being drawn."""
        self.draw("title").text = _NO_XML.sub("\ufffd", words)

    def polygon(self, points: Sequence[Point], **attributes: Value) -> None:
        """Draws a closed line through points."""
        self.draw("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), **attributes)

    def words(
        self, place: Point, text: str, size: float, *, anchor: Anchor = "start", bold: bool = False, fill: str = INK, halo: bool = False
    ) -> None:
        """Draws a line of text whose baseline starts, ends or has its middle at a place; a halo keeps lines off it."""
        line = laid(text, bold=bold)
        self.missing = self.missing or line.missing
        x, y = place
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * line.width * size
        with self.group(aria_label=_NO_XML.sub("\ufffd", text), fill=fill):
            if halo:
                with self.group(stroke=PAPER, stroke_width=UNITS / 4, stroke_linejoin="round", fill=PAPER):
                    self._glyphs_at(x, y, line.glyphs, size)
            self._glyphs_at(x, y, line.glyphs, size)

    def finished(self, width: float, height: float, title: str, description: str) -> bytes:
        """The SVG of a size, with what it shows in words."""
        size = {"width": number(width), "height": number(height), "viewBox": f"0 0 {number(width)} {number(height)}", "role": "img"}
        for name, value in size.items():
            self._root.set(name, value)
        for at, (name, words) in enumerate((("title", title), ("desc", description))):
            element = etree.Element(f"{{{SVG}}}{name}")
            element.text = _NO_XML.sub("\ufffd", words)
            self._root.insert(at, element)
        self._root.insert(3, _element(None, "rect", {"width": width, "height": height, "fill": PAPER}))
        found: bytes = etree.tostring(self._root, xml_declaration=True, encoding="utf-8")
        return found + b"\n"

    def _glyphs_at(self, x: float, y: float, glyphs: Sequence[Glyph], size: float) -> None:
        """Draws outlines, each a reference to one that is drawn in the size of its font once."""
        for glyph in glyphs:
            path = outline(glyph.font, glyph.number, bold=glyph.bold)
            if path:
                key = (glyph.font, glyph.number, glyph.bold)
                if key not in self._glyphs:
                    self._glyphs[key] = f"g{len(self._glyphs)}"
                    self.define("path", id=self._glyphs[key], d=path)
                scale = f"{size / UNITS:g}"
                place = f"translate({number(x + glyph.x * size)} {number(y - glyph.y * size)}) scale({scale} -{scale})"
                self.draw("use", transform=place).set(f"{{{XLINK}}}href", "#" + self._glyphs[key])


def number(value: float) -> str:
    """A length with as many places as can be seen."""
    return f"{round(value, 2) + 0.0:g}" if abs(value) < 1000 else f"{value:.1f}"  # noqa: PLR2004 - g has six digits


def _element(parent: Any, name: str, attributes: dict[str, Value]) -> Any:  # noqa: ANN401
    shown = {
        key.replace("_", "-"): value if isinstance(value, str) else number(value) for key, value in attributes.items() if value is not None
    }
    tag = f"{{{SVG}}}{name}"
    return etree.Element(tag, shown) if parent is None else etree.SubElement(parent, tag, shown)

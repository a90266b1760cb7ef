"""Draws placed lines on PDF pages, in several of the ways that programs which write PDFs do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.layouts.inks import open_canvas, text_width
from evaluation.layouts.setting import RAISED, RAISED_SIZE, Placed, Poured, Style, measure, printed

LETTER = (612.0, 792.0)
A4 = (595.0, 842.0)
SMALLER = 0.78
Order = Callable[[list[Placed]], list[Placed]]


@dataclass(frozen=True)
class Shape:
    """A rule or a box; grey 0 is black."""

    page: int
    x: float
    y: float
    width: float
    height: float
    grey: float = 0
    filled: bool = True


@dataclass
class Doc:
    """A document being made: lines, shapes, and the text on its pages that is not part of its known text."""

    size: tuple[float, float] = LETTER
    items: list[Placed] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    either_way: list[str] = field(default_factory=list)
    turned: set[int] = field(default_factory=set)
    order: Order | None = None
    packed: bool = True
    broken: int = 0
    real: int = 0
    footnotes: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)

    def add(self, poured: Poured) -> Poured:
        """Takes in lines that were poured."""
        self.items.extend(poured.items)
        self.broken += poured.broken
        self.real += poured.real
        return poured

    def put(self, page: int, at: tuple[float, float], text: str, style: Style, align: str = "left") -> None:
        """Puts one line by its baseline, with its left end, middle or right end at the place."""
        x, y = at
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        self.items.append(Placed(page, x - share * measure(text, style), y, text, style))

    def aside(self, page: int, at: tuple[float, float], text: str, style: Style, align: str = "left") -> None:
        """Puts one line that is not part of the known text, such as a running head or page number."""
        self.put(page, at, text, style, align)
        self.left_out.append(text)

    @property
    def pages(self) -> int:
        """The number of pages."""
        return max(item.page for item in self.items) + 1


def _escaped(text: str) -> str:
    """Gives the text as it stands in a PDF string of a standard font."""
    codes = text.encode("cp1252")
    return "".join(chr(c) if 32 <= c < 127 and chr(c) not in "()\\" else f"\\{c:03o}" for c in codes)


def _draw_kern(canvas: Any, item: Placed) -> None:  # noqa: ANN401
    """Draws a line as typesetting programs do: no spaces, only moves between words and kerns within them."""
    style = item.style
    space = (text_width(" ", style.font, style.size) + item.gap) * 1000 / style.size
    parts = []
    for number, word in enumerate(item.text.split(" ")):
        if number:
            parts.append(f"{-space:.1f}")
        middle = len(word) // 2 if len(word) > 5 else 0
        parts.append(f"({_escaped(word[:middle])}) 12 ({_escaped(word[middle:])})" if middle else f"({_escaped(word)})")
    canvas.setFont(style.font, style.size)
    canvas.addLiteral(f"BT 1 0 0 1 {item.x:.2f} {item.y:.2f} Tm [{' '.join(parts)}] TJ ET")


def _draw_words(canvas: Any, item: Placed) -> None:  # noqa: ANN401
    """Draws each word by itself at its own place, without spaces."""
    style, x = item.style, item.x
    canvas.setFont(style.font, style.size)
    space = text_width(" ", style.font, style.size) + item.gap
    for word in item.text.split(" "):
        drawn = printed(word, style)
        canvas.drawString(x, item.y, drawn)
        x += text_width(drawn, style.font, style.size) + space


def _draw_glyphs(canvas: Any, item: Placed) -> None:  # noqa: ANN401
    """Draws each letter by itself at its own place, without spaces."""
    style, x = item.style, item.x
    canvas.setFont(style.font, style.size)
    for letter in printed(item.text, style):
        if letter != " ":
            canvas.drawString(x, item.y, letter)
        x += text_width(letter, style.font, style.size) + style.spacing + (item.gap if letter == " " else 0)


def _draw_caps(canvas: Any, item: Placed) -> None:  # noqa: ANN401
    """Draws capitals large and other letters as smaller capitals, run by run."""
    style, x = item.style, item.x
    runs: list[tuple[str, float]] = []
    for letter in item.text:
        size = style.size * (SMALLER if letter.islower() else 1)
        if runs and runs[-1][1] == size:
            runs[-1] = (runs[-1][0] + letter.upper(), size)
        else:
            runs.append((letter.upper(), size))
    for run, size in runs:
        canvas.setFont(style.font, size)
        canvas.drawString(x, item.y, run)
        x += text_width(run, style.font, size)


def _draw_line(canvas: Any, item: Placed) -> None:  # noqa: ANN401
    """Draws a line whole, spaces widened by word spacing, raised figures between its parts."""
    style, x = item.style, item.x
    for number, part in enumerate(RAISED.split(item.text)):
        raised = number % 2 == 1
        size = style.size * (RAISED_SIZE if raised else 1)
        drawn = printed(part, style)
        text = canvas.beginText(x, item.y + (style.size * 0.35 if raised else 0))
        text.setFont(style.font, size)
        text.setCharSpace(style.spacing)
        text.setWordSpace(item.gap)
        text.textOut(drawn)
        text.setCharSpace(0)
        text.setWordSpace(0)
        canvas.drawText(text)
        x += text_width(drawn, style.font, size) + item.gap * drawn.count(" ") + style.spacing * len(drawn)


DRAWERS: dict[str, Callable[[Any, Placed], None]] = {
    "line": _draw_line,
    "words": _draw_words,
    "kern": _draw_kern,
    "glyphs": _draw_glyphs,
    "caps": _draw_caps,
}


def _draw_page(canvas: Any, items: Sequence[Placed], shapes: Sequence[Shape]) -> None:  # noqa: ANN401
    """Draws one page's shapes, then its lines."""
    for shape in shapes:
        canvas.setFillGray(shape.grey)
        canvas.setStrokeGray(shape.grey)
        canvas.rect(shape.x, shape.y, shape.width, shape.height, stroke=int(not shape.filled), fill=int(shape.filled))
    canvas.setFillGray(0)
    for item in items:
        DRAWERS[item.style.mode](canvas, item)


def save(doc: Doc, path: Path, title: str, password: str = "") -> None:
    """Writes the document as a PDF file."""
    canvas = open_canvas(path, doc.size, packed=doc.packed, password=password)
    canvas.setTitle(title)
    items = doc.order(doc.items) if doc.order else doc.items
    for page in range(doc.pages):
        if page in doc.turned:
            canvas.setPageSize((doc.size[1], doc.size[0]))
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, doc.size[0], 0)
        else:
            canvas.setPageSize(doc.size)
            canvas.setPageRotation(0)
        _draw_page(canvas, [item for item in items if item.page == page], [s for s in doc.shapes if s.page == page])
        canvas.showPage()
    canvas.save()

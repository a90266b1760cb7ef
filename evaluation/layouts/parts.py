"""Pieces that several layouts share: sets of styles, rows of frames, running heads."""

from collections.abc import Callable

from evaluation.layouts.drawing import Doc, Shape
from evaluation.layouts.setting import Frame, Style

MANY = 8


def styles(plain: str, bold: str, size: float, lead: float, **body: object) -> dict[str, Style]:
    """Gives a style for each kind of paragraph, from the fonts and the size of the body.

    Args:
        plain: The font of the body.
        bold: The font of titles and subheads.
        size: The size of the body.
        lead: The distance between its lines.
        body: Further settings of the body's paragraphs.

    Returns:
        Styles by kind.
    """
    para = Style(plain, size, lead).but(**body)
    flat = para.but(first=0, justify=False, hyphenate=False)
    return {
        "para": para,
        "line": flat.but(after=0),
        "item": flat.but(left=16, mark="•", after=2),
        "head": Style(bold, size + 1.5, lead + 2, before=lead * 0.7, after=2),
        "by": Style(plain, size - 0.5, lead, after=lead * 0.8),
        "deck": Style(plain, size + 3, lead + 4, after=4),
        "title": Style(bold, size * 1.8, size * 2.1, after=5),
    }


def columns(page: int, count: int, left: float, top: float, width: float, bottom: float, gutter: float = 18) -> list[Frame]:
    """Gives columns of the same width on one page, from left to right."""
    each = (width - gutter * (count - 1)) / count
    return [Frame(page, left + number * (each + gutter), top, each, bottom) for number in range(count)]


def stack(left: float, top: float, width: float, bottom: float, first_top: float | None = None) -> list[Frame]:
    """Gives one frame a page; the first page's may begin lower."""
    return [Frame(page, left, first_top if first_top and page == 0 else top, width, bottom) for page in range(MANY)]


def on_pages(doc: Doc, draw: Callable[[int], None], start: int = 0) -> None:
    """Calls a function for each page that has text so far."""
    for page in range(start, doc.pages):
        draw(page)


def rule(doc: Doc, page: int, left: float, y: float, width: float, *, thick: float = 0.6) -> None:
    """Draws a level rule."""
    doc.shapes.append(Shape(page, left, y, width, thick))

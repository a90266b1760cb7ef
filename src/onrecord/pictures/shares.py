"""How much of what was said on each issue was for and how much against, window by window, with the numbers of stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import SettingsError
from onrecord.pictures.days import short
from onrecord.pictures.frame import Body, Key, framed
from onrecord.pictures.lettering import balanced, width_of
from onrecord.pictures.palette import AGAINST, FOR, INK, LINE, PALE, QUIET
from onrecord.pictures.picture import Mark
from onrecord.pictures.signs import LETTERS, NAME, amount
from onrecord.pictures.tallied import Tally, sided, tally, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.debate.stances import DebateStance
    from onrecord.debate.windows import NetworkWindow
    from onrecord.pictures.canvas import Canvas
    from onrecord.pictures.picture import Caption, Picture

#: How many windows and issues a picture holds at most.
MOST_WINDOWS, MOST_ISSUES = 120, 24
FIGURES = 9.0
_PLOT = 600.0
_BAR, _ROW, _ABOVE = 40.0, 62.0, 16.0
#: A window is at least this wide; both counts stand above its bar where they can be read there, else their sum.
_LEAST, _READABLE = 13.0, 7.5
#: How many pixels a written day needs.
_DAY = 70.0
#: What a bar leaves free of its window.
_FREE = 0.18


def draw_shares(windows: Iterable[NetworkWindow], caption: Caption) -> Picture:
    """The shares of for and against on each issue over time; where nothing was said there is no bar.

    Args:
        windows: the networks of each window, of any mode; what counts is their stances.
        caption: what stands above and below it.

    Raises:
        SettingsError: more windows than can be read, sides are not told apart, or there is nothing to draw.
    """
    cut = tuple(windows)
    if not 0 < len(cut) <= MOST_WINDOWS:
        why = f"a picture holds 1 to {MOST_WINDOWS}; make them wider" if cut else "no stance has a day: there is nothing to draw over time"
        raise SettingsError(name="windows", value=len(cut), choices=why)
    by_window = [sided(window.network.design, window.network.stances) for window in cut]
    stances = told_apart(cut[0].network.design, tuple(dict.fromkeys(stance for some in by_window for stance in some)))
    names = sorted({stance.issue for stance in stances}, key=lambda name: (-_on(stances, name).total, name))
    issues = names[:MOST_ISSUES]
    wide = max(_LEAST, _PLOT / len(cut))

    def draw(canvas: Canvas) -> None:
        with canvas.pattern("against", 5, 45):
            canvas.draw("rect", width=5, height=5, fill=PALE)
            canvas.draw("rect", width=2.2, height=5, fill=AGAINST)
        for row, issue in enumerate(issues):
            _draw_row(canvas, issue, row * _ROW + _ABOVE, wide * len(cut))
            for at, (window, some) in enumerate(zip(cut, by_window, strict=True)):
                found = _on(some, issue)
                if found.total:
                    mark = Mark("bar", "", issue, found.parts, window.first, window.last)
                    _draw_bar(canvas, mark, found, (NAME + wide * at, row * _ROW + _ABOVE, wide))
        _draw_days(canvas, cut, len(issues) * _ROW + 4, wide)

    more = [f"Drawn are the {len(issues)} of {len(names)} issues with the most stances."] if len(issues) < len(names) else []
    return framed(Body(NAME + wide * len(cut) + 8, len(issues) * _ROW + 24, draw), _keys(), caption, stances, more)


def _on(stances: Iterable[DebateStance], issue: str) -> Tally:
    """The stances on an issue by side."""
    return tally(stance for stance in stances if stance.issue == issue)


def _draw_row(canvas: Canvas, issue: str, top: float, width: float) -> None:
    """Draws the name of an issue and the lines of none, half and all."""
    lines = balanced(issue, NAME - 14, LETTERS, most=3)
    for at, line in enumerate(lines):
        baseline = top + _BAR / 2 + LETTERS * (0.36 + (at - (len(lines) - 1) / 2) * 1.2)
        canvas.words((NAME - 12, baseline), line, LETTERS, anchor="end")
    for share in (0.0, 0.5, 1.0):
        y = top + _BAR * share
        canvas.draw("line", x1=NAME, y1=y, x2=NAME + width, y2=y, stroke=LINE, stroke_width=0.7)


def _draw_bar(canvas: Canvas, mark: Mark, found: Tally, place: tuple[float, float, float]) -> None:
    """Draws the share of for from below and that of against above it, with their numbers where there is room, else their sum."""
    left, top, wide = place
    x, width = left + wide * _FREE / 2, wide * (1 - _FREE)
    high = _BAR * found.favour / found.total
    days = " to ".join(short(day, with_year=True) for day in (mark.first, mark.last) if day)
    words = f"{mark.column}, {days}: " + ", ".join(f"{amount(part.weight)} {part.side}" for part in found.parts)
    with canvas.mark(mark, words):
        if found.against:
            canvas.draw("rect", x=x, y=top, width=width, height=_BAR - high, fill="url(#against)", stroke=AGAINST, stroke_width=0.8)
        if found.favour:
            canvas.draw("rect", x=x, y=top + _BAR - high, width=width, height=high, fill=FOR, stroke=FOR, stroke_width=0.8)
        figures = found.figures if _size(found.figures, wide) >= _READABLE else amount(found.total)
        canvas.words((left + wide / 2, top - 4), figures, _size(figures, wide), anchor="middle", fill=INK)


def _size(figures: str, wide: float) -> float:
    """The size of letters in which figures are no wider than their window."""
    return min(FIGURES, FIGURES * (wide - 4) / width_of(figures, FIGURES))


def _draw_days(canvas: Canvas, windows: Sequence[NetworkWindow], y: float, wide: float) -> None:
    """Writes the first days of as many windows as there is room for."""
    every = max(1, -(-int(_DAY) // int(wide)))
    year = None
    for at in range(0, len(windows), every):
        day = windows[at].first
        x = NAME + wide * at
        canvas.draw("line", x1=x, y1=y - 8, x2=x, y2=y - 2, stroke=QUIET, stroke_width=0.8)
        canvas.words((x, y + LETTERS), short(day, with_year=day.year != year), LETTERS, fill=QUIET)
        year = day.year


def _keys() -> list[Key]:
    """What the parts of a bar mean."""

    def favour(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("rect", x=x, y=y - 6, width=20, height=12, fill=FOR)

    def against(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("rect", x=x, y=y - 6, width=20, height=12, fill="url(#against)", stroke=AGAINST, stroke_width=0.8)

    return [Key(20, favour, "share for (+)"), Key(20, against, "share against (−)"), Key(0, lambda *_: None, "no bar: nothing said")]

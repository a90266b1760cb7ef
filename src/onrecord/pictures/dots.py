"""Who took which side on one issue when: a row for each actor, a dot for each day; where nothing was said there is nothing."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from onrecord.errors import SettingsError
from onrecord.pictures.days import Axis, short
from onrecord.pictures.frame import Body, Key, framed
from onrecord.pictures.palette import AGAINST, FOR, INK, LINE, PAPER, QUIET
from onrecord.pictures.picture import Mark
from onrecord.pictures.signs import LETTERS, NAME, GroupLooks, amount, draw_actor
from onrecord.pictures.tallied import tally, told_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from onrecord.debate.network import Network
    from onrecord.debate.stances import DebateStance
    from onrecord.pictures.canvas import Canvas
    from onrecord.pictures.picture import Caption, Part, Picture

#: How many actors a picture holds at most.
MOST = 60
FIGURES = 9.5
_ROW, _PLOT, _SUM = 28.0, 560.0, 64.0
#: For stands above the line of an actor, against below it.
_ASIDE = 6.5
_DOT = 4.4


def draw_dots(
    network: Network, issue: str, caption: Caption, *, groups: Mapping[str, str | int] | None = None, most: int = MOST
) -> Picture:
    """The stances on an issue over time, from those that a network counts: actor by actor, for above the line, against below.

    Args:
        network: of any mode; what counts is its stances.
        issue: the name of the issue.
        caption: what stands above and below it; its days are those of the axis.
        groups: name of an actor → its group; rows are ordered by it, in each from who spoke first.
        most: how many actors are drawn at most: those with the most stances.

    Raises:
        SettingsError: there is no such issue, sides are not told apart, or no stance on it has a day.
    """
    about = [stance for stance in told_apart(network.design, network.stances) if stance.issue == issue]
    if not about:
        names = ", ".join(sorted({stance.issue for stance in network.stances if stance.issue}))
        raise SettingsError(name="issue", value=issue, choices=f"those with stances are: {names}")
    dated = [stance for stance in about if stance.day]
    if not dated:
        raise SettingsError(name="issue", value=issue, choices="no stance on it has a day: there is nothing to draw over time")
    days = [stance.day for stance in dated if stance.day]
    rows: dict[str, list[DebateStance]] = {}
    for stance in dated:
        rows.setdefault(stance.actor, []).append(stance)
    actors = sorted(sorted(rows, key=lambda name: (-len(rows[name]), name))[:most], key=lambda name: (_first(rows[name]), name))
    looks = GroupLooks(groups, actors)
    actors.sort(key=looks.place)
    left = NAME + looks.width
    axis = Axis(caption.first or min(days), caption.last or max(days), left + 8, _PLOT - 16)

    def draw(canvas: Canvas) -> None:
        _draw_axis(canvas, axis, left, _ROW * len(actors))
        for at, actor in enumerate(actors):
            _draw_row(canvas, actor, issue, rows[actor], looks, (axis, _ROW * (at + 0.5)))

    more = [] if len(dated) == len(about) else [f"Not drawn: {len(about) - len(dated)} without a day."]
    more += [] if len(actors) == len(rows) else [f"Drawn are the {len(actors)} of {len(rows)} actors with the most stances."]
    body = Body(left + _PLOT + _SUM, _ROW * len(actors) + 22, draw)
    return framed(body, [*_keys(), *looks.keys()], caption, dated, more)


def _first(stances: Sequence[DebateStance]) -> date:
    """The day of the first of some stances with days."""
    return min(stance.day for stance in stances if stance.day)


def _draw_axis(canvas: Canvas, axis: Axis, left: float, bottom: float) -> None:
    for x, words in axis.ticks():
        canvas.draw("line", x1=x, y1=0, x2=x, y2=bottom + 4, stroke=LINE, stroke_width=0.7)
        canvas.words((x, bottom + 17), words, LETTERS, anchor="middle", fill=QUIET)
    canvas.draw("line", x1=left, y1=bottom, x2=left + _PLOT, y2=bottom, stroke=INK, stroke_width=0.8)


def _draw_row(
    canvas: Canvas, actor: str, issue: str, stances: Sequence[DebateStance], looks: GroupLooks, place: tuple[Axis, float]
) -> None:
    """Draws an actor, a dot for each day and side, and the sums."""
    axis, y = place
    left = axis.left - 8
    draw_actor(canvas, actor, looks, (left, y), _ROW)
    canvas.draw("line", x1=left, y1=y, x2=left + _PLOT, y2=y, stroke=LINE, stroke_width=0.7)
    days: dict[date, list[DebateStance]] = {}
    for stance in stances:
        if stance.day:
            days.setdefault(stance.day, []).append(stance)
    dots = [(part, day) for day in sorted(days) for part in tally(days[day]).parts]
    for part, day in sorted(dots, key=lambda dot: dot[0].weight):  # large ones last, so that their numbers can be read
        words = f"{actor}, {short(day, with_year=True)}: {amount(part.weight)} {part.side}"
        with canvas.mark(Mark("dot", actor, issue, (part,), day, day), words):
            _draw_dot(canvas, axis.place(day), y, part)
    canvas.words((left + _PLOT + 10, y + LETTERS * 0.36), tally(stances).figures, LETTERS)


def _draw_dot(canvas: Canvas, x: float, y: float, part: Part) -> None:
    """Draws a dot of about the area of its weight: a full disc above the line for, an open square below it against."""
    radius = _DOT if part.weight <= 1 else min(_ASIDE + 4, _DOT * sqrt(part.weight) + 1)
    if part.side == "for":
        canvas.draw("circle", cx=x, cy=y - _ASIDE, r=radius, fill=FOR, stroke=PAPER, stroke_width=0.8)
    else:
        side = radius * 1.7
        canvas.draw("rect", x=x - side / 2, y=y + _ASIDE - side / 2, width=side, height=side, fill=PAPER, stroke=AGAINST, stroke_width=2.2)
    if part.weight > 1:
        ink, middle = (PAPER, y - _ASIDE) if part.side == "for" else (INK, y + _ASIDE)
        canvas.words((x, middle + FIGURES * 0.36), amount(part.weight), FIGURES, anchor="middle", fill=ink)


def _keys() -> list[Key]:
    """What the dots mean."""

    def favour(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("circle", cx=x + _DOT, cy=y, r=_DOT, fill=FOR)

    def against(canvas: Canvas, x: float, y: float) -> None:
        side = _DOT * 1.7
        canvas.draw("rect", x=x + 1, y=y - side / 2, width=side, height=side, fill=PAPER, stroke=AGAINST, stroke_width=2.2)

    return [Key(2 * _DOT, favour, "for, above the line"), Key(2 * _DOT, against, "against, below it")]

"""Signs that several pictures share: the shapes of groups, the lines of sides, figures in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.pictures.frame import Key
from onrecord.pictures.lettering import balanced, wrapped
from onrecord.pictures.palette import AGAINST, DASH, FOR, INK, NO_GROUP, NO_SIDE, PAPER, Look, corners, look

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onrecord.debate.signs import Sign
    from onrecord.pictures.canvas import Canvas

#: The radius of a node.
RADIUS = 8.0
#: The width that names of actors have before a row, their letters, and those of names in two lines.
NAME, LETTERS, SMALL = 190.0, 11.0, 9.5
#: How high a row is that has room for two lines.
_TWO_LINES = 24.0


class GroupLooks:
    """How the groups of a picture look, in the order of their numbers or names."""

    def __init__(self, groups: Mapping[str, str | int] | None, names: Collection[str]) -> None:
        self._groups = {name: groups[name] for name in names if groups and name in groups}
        self.order: list[str | int] = sorted(set(self._groups.values()), key=lambda one: (isinstance(one, str), one))
        self._without = bool(self._groups) and any(name not in self._groups for name in names)

    def __contains__(self, name: str) -> bool:
        """Whether a node is in a group."""
        return name in self._groups

    @property
    def width(self) -> float:
        """The room that the shape of a group takes before a row."""
        return 2 * RADIUS + 6 if self.order else 0.0

    def place(self, name: str) -> int:
        """Where the group of a node comes among the groups; those without one come last."""
        return self.order.index(self._groups[name]) if name in self._groups else len(self.order)

    def of(self, name: str) -> Look:
        """How a node looks."""
        return look(self.place(name)) if name in self._groups else Look(*NO_GROUP)

    def words(self, name: str) -> str:
        """The group of a node in words, with a comma before it; nothing where it has none."""
        return f", {group_in_words(self._groups[name])}" if name in self._groups else ""

    def keys(self) -> list[Key]:
        """The groups for the key."""
        found = [_group_key(look(at), group_in_words(group)) for at, group in enumerate(self.order)]
        return [*found, _group_key(Look(*NO_GROUP), "in no group")] if self._without else found


def group_in_words(group: str | int) -> str:
    """What a group is called: by its name, or by its number."""
    return f"group {group}" if isinstance(group, int) else group


def draw_shape(canvas: Canvas, x: float, y: float, shape: Look, radius: float = RADIUS) -> None:
    """Draws the shape of a group."""
    points = [(x + dx, y + dy) for dx, dy in corners(shape.shape, radius)]
    if points:
        canvas.polygon(points, fill=shape.fill, stroke=INK, stroke_width=1.1, stroke_linejoin="round")
    else:
        canvas.draw("circle", cx=x, cy=y, r=radius, fill=shape.fill, stroke=INK, stroke_width=1.1)


def draw_actor(canvas: Canvas, name: str, looks: GroupLooks, place: tuple[float, float], high: float) -> None:
    """Draws a name, in two lines where it is long and a row is high enough, and the shape of its group, up to the left end of a row."""
    right, middle = place
    size, lines = LETTERS, wrapped(name, NAME - 12, LETTERS, most=1)
    if lines[0].endswith("…") and high >= _TWO_LINES:
        size, lines = SMALL, balanced(name, NAME - 12, SMALL, most=2)
    with canvas.group(**{"class": "node"}):
        canvas.title(name + looks.words(name))
        for at, line in enumerate(lines):
            baseline = middle + size * (0.36 + (at - (len(lines) - 1) / 2) * 1.12)
            canvas.words((right - (looks.width + 8), baseline), line, size, anchor="end")
        if looks.order:
            draw_shape(canvas, right - RADIUS - 6, middle, looks.of(name), RADIUS * 0.75)


def side_of(sign: Sign | None, mode: str) -> str:
    """What a sign means in a network of a mode."""
    if sign is None:
        return ""
    return ("for" if sign > 0 else "against") if mode == "twomode" else ("agreement" if sign > 0 else "conflict")


def line_style(sign: Sign | None, width: float) -> dict[str, str | float]:
    """How the line of a side is drawn: colour, width, and broken where it is against."""
    if sign is None:
        return {"stroke": NO_SIDE, "stroke_width": width}
    if sign > 0:
        return {"stroke": FOR, "stroke_width": width}
    dash = " ".join(f"{max(least, times):g}" for least, times in zip(DASH, (width * 1.8, width * 1.3), strict=True))
    return {"stroke": AGAINST, "stroke_width": width, "stroke_dasharray": dash}


def line_key(sign: Sign | None, words: str, width: float = 3.0) -> Key:
    """A line for the key."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("line", x1=x, y1=y, x2=x + 34, y2=y, **line_style(sign, width))

    return Key(34, draw, words)


def amount(weight: float) -> str:
    """A figure as people read it: whole where it is whole, else with two places, with a real minus."""
    words = f"{weight:.0f}" if float(weight).is_integer() else f"{weight:.2f}"
    return words.replace("-", "−")


def _group_key(shape: Look, words: str) -> Key:
    return Key(2 * RADIUS, lambda canvas, x, y: draw_shape(canvas, x + RADIUS, y, shape, RADIUS * 0.8), words)


def issue_key() -> Key:
    """The box of an issue for the key."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("rect", x=x, y=y - 6, width=22, height=12, rx=3, fill=PAPER, stroke=INK, stroke_width=1)

    return Key(22, draw, "issue")

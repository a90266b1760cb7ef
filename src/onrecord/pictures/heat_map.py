"""A table of actors and issues: each cell with its stances for and against, coloured by which prevail and how clearly.

The colour is that of (for - against) / (for + against + 1): a single stance is paler than five on one side. Where against prevails the
cell is hatched too, for readers and printers without colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.pictures.frame import Body, Key, framed
from onrecord.pictures.lettering import balanced, width_of
from onrecord.pictures.palette import DIVERGING, INK, LINE, PAPER, QUIET, diverging, lightness
from onrecord.pictures.picture import Mark
from onrecord.pictures.signs import LETTERS, NAME, GroupLooks, amount, draw_actor
from onrecord.pictures.tallied import Tally, tally, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.debate.network import Network
    from onrecord.debate.stances import DebateStance
    from onrecord.pictures.canvas import Canvas
    from onrecord.pictures.picture import Caption, Picture

#: How many actors and how many issues a picture holds at most.
MOST_ACTORS, MOST_ISSUES = 60, 24
FIGURES = 10.5
_LINE = 1.2
#: How high rows are: lower where there are more than these.
_HIGH, _LOW, _MANY = 24.0, 18.0, 25
#: Above a column its issue stands in lines, or, where there are more columns than these, turned upwards.
_LEVEL = 12
_WIDE, _NARROW = 92.0, 46.0
_UPWARDS = 190.0
_SUM = 44.0
_BETWEEN_GROUPS = 9.0


class Table(NamedTuple):
    """What is drawn: names in order, the cells that hold something, the look of groups, what is left out."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: Mapping[tuple[str, str], Tally]
    looks: GroupLooks
    left_out: tuple[str, ...]


class Measures(NamedTuple):
    """Where the cells are: left of the first column, the width of a column and the height of a row, and the top of each row."""

    left: float
    wide: float
    high: float
    tops: tuple[float, ...]

    def middle(self, column: int) -> float:
        """The middle of a column."""
        return self.left + self.wide * (column + 0.5)

    def right(self, columns: int) -> float:
        """Where sums end."""
        return self.left + self.wide * columns + _SUM - 4


def draw_heat_map(network: Network, caption: Caption, *, groups: Mapping[str, str | int] | None = None) -> Picture:
    """The table of who stands where on what, from the stances that a network counts.

    Rows are ordered by group, in each from who speaks most; issues from those that the first group is for to those it is against.

    Args:
        network: of any mode; what counts is its stances.
        caption: what stands above and below it.
        groups: name of an actor → its group.

    Raises:
        SettingsError: sides are not told apart, or there is nothing to draw.
    """
    stances = told_apart(network.design, network.stances)
    table = _table(stances, groups)
    upwards = len(table.issues) > _LEVEL
    wide = _NARROW if upwards else _WIDE
    heads = [balanced(issue, _UPWARDS if upwards else wide - 6, LETTERS, most=3 if upwards else 7) for issue in table.issues]
    head = max(max(width_of(line, LETTERS) for line in lines) if upwards else len(lines) * LETTERS * _LINE for lines in heads) + 8
    high = _LOW if len(table.actors) > _MANY else _HIGH
    left = NAME + table.looks.width
    measures = Measures(left, wide, high, _tops(table, head, high))

    def draw(canvas: Canvas) -> None:
        with canvas.pattern("against", 5, 45):
            canvas.draw("rect", width=1.3, height=5, fill=PAPER, fill_opacity=0.55)
        for at, lines in enumerate(heads):
            _draw_head(canvas, lines, measures.middle(at), head, upwards=upwards)
        canvas.words((measures.right(len(heads)), head - 6), "n", LETTERS, anchor="end", fill=QUIET)
        for at in range(len(table.actors)):
            _draw_row(canvas, table, at, measures)
        _draw_sums(canvas, table, measures)

    body = Body(left + wide * len(heads) + _SUM, measures.tops[-1] + 2 * high + 4, draw)
    return framed(body, [*_keys(), *table.looks.keys()], caption, stances, table.left_out)


def _table(stances: Sequence[DebateStance], groups: Mapping[str, str | int] | None) -> Table:
    """The names in order and the cells, without the actors and issues of whom least was counted where there are too many."""
    by_actor, by_issue = _by(stances, "actor"), _by(stances, "issue")
    actors = sorted(by_actor, key=lambda name: (-tally(by_actor[name]).total, name))[:MOST_ACTORS]
    issues = sorted(by_issue, key=lambda name: (-tally(by_issue[name]).total, name))[:MOST_ISSUES]
    looks = GroupLooks(groups, actors)
    actors.sort(key=looks.place)
    first = [stance for actor in actors if looks.place(actor) == looks.place(actors[0]) for stance in by_actor[actor]]
    issues.sort(key=lambda name: -tally(stance for stance in first if stance.issue == name).balance)
    cells: dict[tuple[str, str], list[DebateStance]] = {}
    for stance in stances:
        if stance.actor in actors and stance.issue in issues:
            cells.setdefault((stance.actor, stance.issue), []).append(stance)
    gone = [(len(by_actor), len(actors), "actors"), (len(by_issue), len(issues), "issues")]
    left_out = tuple(f"Drawn are the {kept} of {whole} {what} with the most stances." for whole, kept, what in gone if kept < whole)
    return Table(tuple(actors), tuple(issues), {ends: tally(some) for ends, some in cells.items()}, looks, left_out)


def _by(stances: Iterable[DebateStance], side: str) -> dict[str, list[DebateStance]]:
    """The stances by actor or by issue."""
    found: dict[str, list[DebateStance]] = {}
    for stance in stances:
        found.setdefault(stance.actor if side == "actor" else stance.issue, []).append(stance)
    return found


def _tops(table: Table, head: float, high: float) -> tuple[float, ...]:
    """Where each row begins: groups are set apart."""
    tops: list[float] = []
    top = head
    places = [table.looks.place(actor) for actor in table.actors]
    for at, place in enumerate(places):
        top += _BETWEEN_GROUPS if at and place != places[at - 1] else 0
        tops.append(top)
        top += high
    return tuple(tops)


def _draw_head(canvas: Canvas, lines: Sequence[str], middle: float, head: float, *, upwards: bool) -> None:
    """Draws the name of an issue above its column."""
    if not upwards:
        for at, line in enumerate(reversed(lines)):
            canvas.words((middle, head - 6 - at * LETTERS * _LINE), line, LETTERS, anchor="middle")
        return
    shift = LETTERS * (0.36 + (1 - len(lines)) / 2 * _LINE)
    for at, line in enumerate(lines):
        with canvas.group(transform=f"translate({middle + shift + at * LETTERS * _LINE:.2f} {head - 6:.2f}) rotate(-90)"):
            canvas.words((0, 0), line, LETTERS)


def _draw_row(canvas: Canvas, table: Table, row: int, measures: Measures) -> None:
    """Draws an actor, the cells and their sum."""
    actor, top, (left, wide, high, _) = table.actors[row], measures.tops[row], measures
    middle = top + high / 2
    draw_actor(canvas, actor, table.looks, (left, middle), high)
    total = 0.0
    for at, issue in enumerate(table.issues):
        found = table.cells.get((actor, issue))
        if found is None:
            canvas.draw("rect", x=left + wide * at, y=top, width=wide, height=high, fill="none", stroke=LINE, stroke_width=0.7)
            continue
        total += found.total
        _draw_cell(canvas, Mark("cell", actor, issue, found.parts), found, (left + wide * at, top, wide, high))
    canvas.words((measures.right(len(table.issues)), middle + FIGURES * 0.36), amount(total), FIGURES, anchor="end", fill=QUIET)


def _draw_cell(canvas: Canvas, mark: Mark, found: Tally, place: tuple[float, float, float, float]) -> None:
    x, top, wide, high = place
    colour = diverging((found.favour - found.against) / (found.total + 1))
    words = f"{mark.row} – {mark.column}: " + ", ".join(f"{amount(part.weight)} {part.side}" for part in found.parts)
    with canvas.mark(mark, words):
        canvas.draw("rect", x=x, y=top, width=wide, height=high, fill=colour, stroke=LINE, stroke_width=0.7)
        if found.against > found.favour:
            canvas.draw("rect", x=x, y=top, width=wide, height=high, fill="url(#against)")
        size = min(FIGURES, FIGURES * (wide - 6) / width_of(found.figures, FIGURES))
        ink = INK if lightness(colour) > 50 else PAPER  # noqa: PLR2004 - the middle between black and white
        canvas.words((x + wide / 2, top + high / 2 + size * 0.36), found.figures, size, anchor="middle", fill=ink)


def _draw_sums(canvas: Canvas, table: Table, measures: Measures) -> None:
    """Draws the line of sums below the columns."""
    baseline = measures.tops[-1] + measures.high + FIGURES + 6
    canvas.words((measures.left - 8, baseline), "n", FIGURES, anchor="end", fill=QUIET)
    for at, issue in enumerate(table.issues):
        total = sum(found.total for (_, about), found in table.cells.items() if about == issue)
        canvas.words((measures.middle(at), baseline), amount(total), FIGURES, anchor="middle", fill=QUIET)
    whole = sum(found.total for found in table.cells.values())
    canvas.words((measures.right(len(table.issues)), baseline), amount(whole), FIGURES, anchor="end", fill=QUIET)


def _keys() -> list[Key]:
    """What the colours and figures mean."""

    def scale(canvas: Canvas, x: float, y: float) -> None:
        for at, colour in enumerate(DIVERGING):
            canvas.draw("rect", x=x + at * 13, y=y - 6, width=13, height=12, fill=colour, stroke=LINE, stroke_width=0.5)
        canvas.draw("rect", x=x, y=y - 6, width=13 * (len(DIVERGING) // 2), height=12, fill="url(#against)")

    def empty(canvas: Canvas, x: float, y: float) -> None:
        canvas.draw("rect", x=x, y=y - 6, width=20, height=12, fill="none", stroke=LINE, stroke_width=1)

    return [Key(13.0 * len(DIVERGING), scale, "all against (−) to all for (+); paler where few"), Key(20, empty, "nothing said")]

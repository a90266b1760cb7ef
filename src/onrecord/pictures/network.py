"""A network drawn: nodes by group in shape and colour, ties by side in line and colour, as wide as they are strong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.debate.signs import sign_of
from onrecord.errors import SettingsError
from onrecord.pictures.canvas import number
from onrecord.pictures.frame import Body, framed
from onrecord.pictures.lettering import balanced, width_of
from onrecord.pictures.palette import INK, PANEL
from onrecord.pictures.picture import Mark, Part
from onrecord.pictures.placing import asked, placed
from onrecord.pictures.routes import bend
from onrecord.pictures.signs import LETTERS, RADIUS, GroupLooks, amount, draw_shape, issue_key, line_key, line_style, side_of
from onrecord.pictures.strongest import strongest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from onrecord.debate.network import Network
    from onrecord.pictures.canvas import Canvas
    from onrecord.pictures.frame import Key
    from onrecord.pictures.picture import Caption, Picture
    from onrecord.pictures.strongest import Chosen, Tie

#: How many nodes a picture holds whose labels can still be read on a page.
MOST = 60
_LINE = 1.22
_NAME, _ISSUE = 112.0, 150.0
_PAD = 6.0
#: The width of the weakest and of the strongest tie.
_THIN, _THICK = 1.0, 5.5


class Node(NamedTuple):
    """A node with its label in lines."""

    name: str
    is_issue: bool
    lines: tuple[str, ...]

    @property
    def box(self) -> tuple[float, float]:
        """The width and height of the node with its label."""
        wide = max(width_of(line, LETTERS) for line in self.lines)
        high = len(self.lines) * LETTERS * _LINE
        return (wide + 2 * _PAD, high + 2 * _PAD) if self.is_issue else (max(wide, 2.6 * RADIUS), 2.6 * RADIUS + 2 + high)

    @property
    def centre(self) -> float:
        """How far below the middle of the box the middle of the symbol is."""
        return 0.0 if self.is_issue else 1.3 * RADIUS - self.box[1] / 2


def draw_network(network: Network, caption: Caption, *, groups: Mapping[str, str | int] | None = None, most: int = MOST) -> Picture:
    """The picture of a network.

    Args:
        network: of one mode or of two.
        caption: what stands above and below it.
        groups: name of a node → its group.
        most: how many nodes are drawn at most: those with the most weight on their ties. The caption says what is left out.

    Raises:
        SettingsError: nothing is to be drawn.
    """
    if most < 1:
        raise SettingsError(name="nodes", value=most, choices="at least one is drawn")
    if not network.rows and not network.columns:
        raise SettingsError(name="network", value="empty", choices="no stance was counted: there is nothing to draw")
    chosen = strongest(network, most)
    nodes, at_node = _nodes(network, chosen)
    boxes = np.array([node.box for node in nodes])
    ends = [(at_node["row", tie.row], at_node["column", tie.column]) for tie in chosen.ties]
    signs = [sign_of(tie.weight, network.design) for tie in chosen.ties]
    ties = [(*pair, (sign or 1) * abs(tie.weight)) for pair, sign, tie in zip(ends, signs, chosen.ties, strict=True)]
    issues = np.array([node.is_issue and network.design.network == "twomode" for node in nodes])
    places = placed(asked(np.array(ties, dtype=np.float64).reshape(-1, 3), issues, network.design.network), boxes)
    looks = GroupLooks(groups, [node.name for node in nodes if not node.is_issue or network.design.network == "onemode"])
    scale = max((abs(tie.weight) for tie in chosen.ties), default=1.0)

    corners = np.hstack([places - boxes / 2, places + boxes / 2])
    size = float(corners[:, 2].max()), float(corners[:, 3].max())
    centres = places + np.array([[0.0, node.centre] for node in nodes])

    def draw(canvas: Canvas) -> None:
        for tie, pair in zip(chosen.ties, ends, strict=True):
            control = bend(centres[list(pair)], np.delete(corners, pair, axis=0), size)
            _draw_tie(canvas, network, tie, _path(centres[list(pair)], control), _THICK / scale)
        for node, place in zip(nodes, places.tolist(), strict=True):
            _draw_node(canvas, node, place, looks)

    nothing = [] if chosen.ties else ["No tie joins anybody."]
    return framed(Body(*size, draw), _keys(network, chosen, looks), caption, network.stances, [*chosen.left_out, *nothing])


def _nodes(network: Network, chosen: Chosen) -> tuple[list[Node], dict[tuple[str, int], int]]:
    """The nodes that are drawn, and the place among them of each row and column."""
    two = network.design.network == "twomode"
    nodes: list[Node] = []
    at_node: dict[tuple[str, int], int] = {}
    for side, names, places in (("row", network.rows, chosen.rows), ("column", network.columns, chosen.columns)):
        is_issue = side == "column" if two else network.design.of == "issue"
        for at in places:
            if not two and side == "column":
                at_node[side, at] = at_node["row", at]
                continue
            at_node[side, at] = len(nodes)
            lines = balanced(names[at], _ISSUE if is_issue else _NAME, LETTERS, most=5 if is_issue else 3)
            nodes.append(Node(names[at], is_issue, tuple(lines)))
    return nodes, at_node


def _path(ends: NDArray[np.float64], control: tuple[float, float] | None) -> str:
    """The line between two points as the path of an SVG."""
    (x1, y1), (x2, y2) = ends.tolist()
    middle = f"Q{number(control[0])} {number(control[1])} " if control else "L"
    return f"M{number(x1)} {number(y1)}{middle}{number(x2)} {number(y2)}"


def _draw_tie(canvas: Canvas, network: Network, tie: Tie, path: str, scale: float) -> None:
    design = network.design
    sign = sign_of(tie.weight, design)
    row, column = network.rows[tie.row], network.columns[tie.column]
    statements = network.statements(row, column)
    side = side_of(sign, design.network)
    said = f"{len(statements)} {'statement' if len(statements) == 1 else 'statements'}"
    words = f"{row} – {column}: {f'{side} ' if side else ''}{amount(abs(tie.weight))}, {said}"
    with canvas.mark(Mark("edge", row, column, (Part(side, tie.weight, statements),)), words):
        width = max(_THIN, abs(tie.weight) * scale)
        canvas.draw("path", d=path, fill="none", **line_style(sign, width))


def _draw_node(canvas: Canvas, node: Node, place: list[float], looks: GroupLooks) -> None:
    (x, y), (width, height) = place, node.box
    with canvas.group(**{"class": "node"}):
        canvas.title(node.name + looks.words(node.name))
        if node.is_issue:
            canvas.draw("rect", x=x - width / 2, y=y - height / 2, width=width, height=height, rx=5, fill=PANEL, stroke=INK, stroke_width=1)
            if node.name in looks:
                draw_shape(canvas, x - width / 2, y - height / 2, looks.of(node.name), RADIUS * 0.75)
            top = y - height / 2 + _PAD
        else:
            draw_shape(canvas, x, y + node.centre, looks.of(node.name))
            top = y - height / 2 + 2.6 * RADIUS + 2
        for at, line in enumerate(node.lines):
            baseline = top + LETTERS * (0.9 + at * _LINE)
            canvas.words((x, baseline), line, LETTERS, anchor="middle", halo=not node.is_issue)


def _keys(network: Network, chosen: Chosen, looks: GroupLooks) -> list[Key]:
    """What the lines, their widths and the shapes mean."""
    mode = network.design.network
    keys: list[Key] = []
    for sign in (1, -1, None):
        weights: NDArray[np.float64] = np.array([abs(t.weight) for t in chosen.ties if sign_of(t.weight, network.design) == sign])
        if len(weights):
            low, high = amount(float(weights.min())), amount(float(weights.max()))
            words = side_of(sign, mode) or "tie"
            keys.append(line_key(sign, f"{words}, {low}" + (f" (thin) to {high} (wide)" if low != high else "")))
    issues = mode == "twomode" or network.design.of == "issue"
    return [*keys, *([issue_key()] if issues else []), *looks.keys()]

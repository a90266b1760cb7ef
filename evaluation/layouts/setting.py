"""Breaks paragraphs into lines and pours them into frames; knows nothing of how a page is drawn."""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from evaluation.layouts.hyphens import break_points
from evaluation.layouts.inks import text_width

RAISED = re.compile(r"\{(\d+)\}")
LIGATURES = (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02"))
RAISED_SIZE = 0.62


class TooLongError(Exception):
    """The frames are full and there is text left."""


@dataclass(frozen=True)
class Style:
    """How a kind of paragraph is set; `mode` says how a line is drawn: line, words, kern, glyphs or caps."""

    font: str = "Times-Roman"
    size: float = 10
    lead: float = 12.5
    justify: bool = False
    hyphenate: bool = False
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 0
    center: bool = False
    mode: str = "line"
    ligatures: bool = False
    mark: str = ""
    spacing: float = 0

    def but(self, **changes: object) -> "Style":
        """Gives the same style with some settings changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Block:
    """One paragraph of a source text and its kind."""

    kind: str
    text: str


@dataclass(frozen=True)
class Frame:
    """A place on a page into which lines are poured."""

    page: int
    x: float
    top: float
    width: float
    bottom: float


@dataclass(frozen=True)
class Placed:
    """One line of text at its place on a page; `gap` is what each space is widened by."""

    page: int
    x: float
    y: float
    text: str
    style: Style
    gap: float = 0


@dataclass
class Poured:
    """The lines placed, the frame and height reached, and how many lines end in either sort of hyphen."""

    items: list[Placed] = field(default_factory=list)
    frame: int = 0
    y: float = 0
    broken: int = 0
    real: int = 0


class Line(NamedTuple):
    """A line's text and whether its last hyphen is one that only breaks a word."""

    text: str
    broken: bool


@dataclass(frozen=True)
class Notch:
    """A place kept free at the left of a text's first lines, for a capital set large."""

    lines: int
    width: float


def printed(text: str, style: Style) -> str:
    """Gives the characters that are drawn for the text."""
    if style.mode == "caps":
        return text.upper()
    if style.ligatures:
        for plain, joined in LIGATURES:
            text = text.replace(plain, joined)
    return text


def measure(text: str, style: Style) -> float:
    """Gives the width of the text as set, raised figures and letter spacing counted."""
    total = 0.0
    for number, part in enumerate(RAISED.split(text)):
        size = style.size * (RAISED_SIZE if number % 2 else 1)
        drawn = printed(part, style)
        total += text_width(drawn, style.font, size) + style.spacing * len(drawn)
    return total


class Breaker:
    """Hands out the lines of one paragraph, each for the width it is asked for."""

    def __init__(self, text: str, style: Style) -> None:
        """Cuts the text into the pieces between which a line may end: words, and the parts of compounds."""
        self.style = style
        self.left: deque[tuple[str, bool]] = deque()
        for word in text.split(" "):
            parts = re.findall(r".+?(?:(?<=[A-Za-z])-(?=[A-Za-z])|—|$)", word)
            self.left.extend((part, place == 0) for place, part in enumerate(parts))

    def _take_part(self, line: str, width: float) -> str | None:
        """Takes the longest beginning of the next piece that fits with a hyphen, and leaves its rest."""
        piece, spaced = self.left[0]
        for place in reversed(break_points(piece)):
            longer = line + (" " if spaced and line else "") + piece[:place] + "-"
            if measure(longer, self.style) <= width:
                self.left[0] = (piece[place:], False)
                return longer
        return None

    def next_line(self, width: float, *, force: bool = False) -> Line:
        """Takes the next line; with `force` it ends in a broken word even if that leaves it short."""
        line, taken = "", []
        while self.left:
            piece, spaced = self.left[0]
            longer = line + (" " if spaced and line else "") + piece
            if line and measure(longer, self.style) > width:
                break
            taken.append((line, self.left.popleft()))
            line = longer
        if not self.left or not (self.style.hyphenate or force):
            return Line(line, broken=False)
        broken = self._take_part(line, width)
        while force and broken is None and len(taken) > 1:
            line, piece_back = taken.pop()
            self.left.appendleft(piece_back)
            broken = self._take_part(line, width)
        return Line(broken, broken=True) if broken is not None else Line(line, broken=False)


def _place(line: Line, style: Style, frame: Frame, y: float, indent: float, *, last: bool) -> Placed:
    """Puts one line at its place in the frame."""
    room = frame.width - indent
    spare = room - measure(line.text, style)
    spaces = line.text.count(" ")
    gap = spare / spaces if style.justify and not last and spaces else 0
    x = frame.x + indent + (spare / 2 if style.center else 0)
    return Placed(frame.page, x, y - style.size, line.text, style, gap)


class _Pouring:
    """Pours blocks into frames, one after another."""

    def __init__(self, frames: Sequence[Frame], *, end_in_hyphen: bool, notch: Notch | None) -> None:
        """Starts at the top of the first frame."""
        self.frames = frames
        self.out = Poured(y=frames[0].top)
        self.end_in_hyphen = end_in_hyphen
        self.notch = notch
        self.notched = 0

    def _next_frame(self) -> None:
        """Goes on to the next frame."""
        self.out.frame += 1
        if self.out.frame >= len(self.frames):
            raise TooLongError
        self.out.y = self.frames[self.out.frame].top

    def _indent(self, style: Style, *, first: bool) -> float:
        """Gives the indent of the line that is next."""
        indent = style.left + (style.first if first else 0)
        if self.notch and self.notched < self.notch.lines:
            self.notched += 1
            indent = self.notch.width
        return indent

    def block(self, block: Block, style: Style, keep: float) -> None:
        """Pours one block; `keep` is the height that must be free for it to begin in this frame."""
        out = self.out
        frame = self.frames[out.frame]
        out.y -= style.before if out.y < frame.top else 0
        if out.y - keep < frame.bottom:
            self._next_frame()
        breaker = Breaker(block.text, style)
        first = True
        while breaker.left:
            if out.y - style.lead < self.frames[out.frame].bottom:
                self._next_frame()
            frame = self.frames[out.frame]
            indent = self._indent(style, first=first)
            force = self.end_in_hyphen and out.y - 2 * style.lead < frame.bottom
            line = breaker.next_line(frame.width - indent, force=force)
            if first and style.mark:
                out.items.append(Placed(frame.page, frame.x + style.left - 12, out.y - style.size, style.mark, style))
            out.items.append(_place(line, style, frame, out.y, indent, last=not breaker.left))
            out.broken += line.broken
            out.real += line.text.endswith("-") and not line.broken
            out.y -= style.lead
            first = False
        out.y -= style.after


def pour(
    blocks: Sequence[Block],
    styles: Mapping[str, Style],
    frames: Sequence[Frame],
    *,
    end_in_hyphen: bool = False,
    notch: Notch | None = None,
) -> Poured:
    """Pours the blocks into the frames in order.

    Args:
        blocks: The paragraphs, in reading order.
        styles: How each kind of paragraph is set.
        frames: The places to fill, in reading order.
        end_in_hyphen: Whether each frame's last line is to end within a broken word.
        notch: A place kept free beside the first lines.

    Returns:
        The lines placed and where the text ended.

    Raises:
        TooLongError: The frames are full and there is text left.
    """
    pouring = _Pouring(frames, end_in_hyphen=end_in_hyphen, notch=notch)
    for block in blocks:
        style = styles[block.kind]
        follow = styles["para"].lead * 2 if block.kind == "head" else 0
        pouring.block(block, style, style.lead + follow)
    return pouring.out


def balance(blocks: Sequence[Block], styles: Mapping[str, Style], frames: Sequence[Frame], lowest: float) -> Poured:
    """Pours the blocks into columns made as short as they can be, none going below the lowest height."""
    top = max(frame.top for frame in frames)
    for height in range(40, int(top - lowest) + 1, 4):
        shorter = [replace(frame, bottom=top - height) for frame in frames]
        try:
            return pour(blocks, styles, shorter)
        except TooLongError:
            continue
    raise TooLongError

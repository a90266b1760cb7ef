"""What stands around a picture: the title above it, the key and the caption below."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.pictures.canvas import Canvas
from onrecord.pictures.lettering import width_of, wrapped
from onrecord.pictures.palette import INK, QUIET
from onrecord.pictures.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from onrecord.debate.stances import DebateStance
    from onrecord.pictures.picture import Caption

MARGIN = 24.0
#: Captions are not set narrower than this, whatever is drawn.
NARROWEST = 520.0
TITLE, KEY, NOTE = 17.0, 11.0, 10.5
_LINE = 1.4
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Key(NamedTuple):
    """A sample of what is drawn, of a width, and what it means; it is drawn around the middle of its left edge."""

    width: float
    draw: Callable[[Canvas, float, float], None]
    words: str


class Body(NamedTuple):
    """What is drawn inside the frame, from its upper left corner at 0, 0."""

    width: float
    height: float
    draw: Callable[[Canvas], None]


def framed(body: Body, keys: Sequence[Key], caption: Caption, stances: Sequence[DebateStance], more: Iterable[str] = ()) -> Picture:
    """The picture: title, body, key, and the caption with the number of stances, their days and the notes.

    Args:
        body: what is drawn.
        keys: what its signs mean.
        caption: of the caller.
        stances: the rows that are drawn.
        more: what the drawing has to say, after the notes of the caller.
    """
    canvas = Canvas()
    width = max(body.width, NARROWEST)
    y = MARGIN
    for line in wrapped(caption.title, width, TITLE, bold=True):
        canvas.words((MARGIN, y + TITLE), line, TITLE, bold=True)
        y += TITLE * _LINE
    y += 8
    with canvas.group(transform=f"translate({MARGIN + (width - body.width) / 2:g} {y:g})"):
        body.draw(canvas)
    y += body.height + 14
    y = _keys(canvas, keys, y, width)
    missing = ["A box stands for a letter that the program has no font for; the table beside the picture has it."] if canvas.missing else []
    words = " ".join([caption.definition, extent(caption, stances), *caption.notes, *more, *missing])
    for line in wrapped(words, width, NOTE):
        canvas.words((MARGIN, y + NOTE), line, NOTE, fill=QUIET)
        y += NOTE * _LINE
    return Picture(canvas.finished(width + 2 * MARGIN, y + MARGIN - 6, caption.title, words), tuple(canvas.marks))


def extent(caption: Caption, stances: Sequence[DebateStance]) -> str:
    """How many stances are drawn and from when to when."""
    days = [stance.day for stance in stances if stance.day]
    first, last = caption.first or min(days, default=None), caption.last or max(days, default=None)
    when = f", {day_in_words(first)} to {day_in_words(last)}" if first and last else ""
    return f"n = {len(stances)} {'stance' if len(stances) == 1 else 'stances'}{when}."


def day_in_words(day: date) -> str:
    """The day as in "3 March 2026", which no line breaks."""
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"


def _keys(canvas: Canvas, keys: Sequence[Key], y: float, width: float) -> float:
    """Draws the keys in lines and gives the place below them."""
    x = 0.0
    for key in keys:
        wide = key.width + 6 + width_of(key.words, KEY)
        if x and x + wide > width:
            x, y = 0.0, y + KEY * 1.9
        key.draw(canvas, MARGIN + x, y + KEY / 2)
        canvas.words((MARGIN + x + key.width + 6, y + KEY / 2 + KEY * 0.36), key.words, KEY, fill=INK)
        x += wide + 20
    return y + KEY * 1.9 + 4 if keys else y

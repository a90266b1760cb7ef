"""What a page of a PDF holds, as frozen records: letters, then words, then lines. Lengths are points; down is positive."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


class Letter(NamedTuple):
    """A character as drawn; a space is one too.

    Attributes:
        base: the line that it stands on.
        size: of the font, as it is seen.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


class Word(NamedTuple):
    """Letters without white space between them."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False

    @property
    def top(self) -> float:
        """Where its capitals end."""
        return self.base - 0.75 * self.size


class Line(NamedTuple):
    """Words beside each other in one column.

    Attributes:
        size: of most of its words.
        bold: whether all of it is.
        italic: whether all of it is.
        page: the number of its page, from 0.
    """

    words: tuple[Word, ...]
    left: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool
    page: int

    @property
    def text(self) -> str:
        """Its words with a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """Where its capitals end."""
        return self.base - 0.75 * self.size


class Page(NamedTuple):
    """A page, turned so that most of its text stands upright.

    Attributes:
        frames: rectangles that are filled or have an outline.
        pictures: where images are drawn.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()


def line_of(words: Iterable[Word], page: int) -> Line:
    """The line of words that stand beside each other."""
    row = tuple(sorted(words, key=lambda word: word.left))
    size = common_size(row)
    return Line(
        words=row,
        left=row[0].left,
        right=max(word.right for word in row),
        base=median(word.base for word in row),
        size=size,
        bold=all(word.bold for word in row),
        italic=all(word.italic for word in row),
        page=page,
    )


def common_size(words: Iterable[Word]) -> float:
    """The size that most letters have; 0 where there are no words."""
    letters: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        letters[size] = letters.get(size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def rows_of(words: Iterable[Word], tolerance: float = 0.35) -> list[list[Word]]:
    """The words by the line that they stand on, from top to bottom, each from left to right.

    Args:
        words: in any order.
        tolerance: words of a row may stand apart by so much of their size.
    """
    rows: list[list[Word]] = []
    start = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - start <= tolerance * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
            start = word.base
    return [sorted(row, key=lambda word: word.left) for row in rows]

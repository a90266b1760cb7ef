"""Words of a page → its columns in reading order, found by the white strips between them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.documents.pdf_page import Word, common_size, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: A strip is at least so wide, in sizes of the text. All figures here were tuned on layouts of our own and half of evaluation/layouts.
LEAST_WIDTH = 0.75
#: So many lines stand on each side of a strip; of one that is narrow, of one that is wide, of one at a place where other pages have theirs.
LEAST_LINES_NARROW = 5
LEAST_LINES_WIDE = 3
LEAST_LINES_KNOWN = 1
WIDE = 1.5
#: A column is so wide, in sizes of the text; one whose lines are level with those beside it could be a table's.
LEAST_COLUMN = 5.0
LEAST_LEVEL_COLUMN = 9.0
#: White inside a line of a column.
MOST_INNER = 1.3
#: Strips that are followed at once: what bounds the time that a page of dots takes.
MOST_STRIPS = 150
#: Columns in columns.
DEEPEST = 12


class Strip(NamedTuple):
    """White between columns, as wide and as high as it goes."""

    left: float
    right: float
    top: float
    bottom: float


class _Side(NamedTuple):
    bases: tuple[float, ...]
    width: float


def columns_of(words: Sequence[Word], known: Sequence[float] = ()) -> list[list[Word]]:
    """The words of each column, in reading order: what is above columns, then each from left to right, then what is below.

    Args:
        words: what stands on the page.
        known: where other pages have their strips; there fewer lines are enough.
    """
    return _columns(list(words), known, 0)


def strips_of(words: Sequence[Word]) -> list[float]:
    """The middle of each strip that parts columns on a page."""
    found: list[float] = []
    _columns(list(words), (), 0, found)
    return found


def _columns(words: list[Word], known: Sequence[float], depth: int, found: list[float] | None = None) -> list[list[Word]]:
    if not words:
        return []
    strip = _parting(words, known) if depth < DEEPEST else None
    if strip is None:
        return [words]
    if found is not None:
        found.append((strip.left + strip.right) / 2)
    parts: tuple[list[Word], ...] = ([], [], [], [])
    for word in words:
        if word.base < strip.top:
            parts[0].append(word)
        elif word.base > strip.bottom:
            parts[3].append(word)
        else:
            parts[1 if word.right <= strip.left + 0.1 else 2].append(word)
    return [column for part in parts for column in _columns(part, known, depth + 1, found)]


def _parting(words: list[Word], known: Sequence[float]) -> Strip | None:
    """The strip that goes down furthest between two columns."""
    size = common_size(words)
    rows = rows_of(words)
    best, most = None, (0, 0, 0.0)
    for strip, height in _strips(rows, LEAST_WIDTH * size):
        inside = rows[height[0] : height[1] + 1]
        lines = _lines_beside(strip, inside, size, known)
        if lines[0] and (*lines, strip.right - strip.left) > most:
            best, most = strip, (*lines, strip.right - strip.left)
    return best and _until_new_head(best, rows, size)


def _strips(rows: list[list[Word]], least: float) -> Iterable[tuple[Strip, tuple[int, int]]]:
    """All white strips with words on both sides that cannot be made wider or higher, and the rows that they pass."""
    edge_left, edge_right = min(row[0].left for row in rows), max(word.right for row in rows for word in row)
    active: dict[tuple[float, float], int] = {}
    for number, row in enumerate([*rows, []]):
        gaps = _gaps(row, edge_left, edge_right, least) if row else []
        going: dict[tuple[float, float], int] = {}
        for (left, right), first in active.items():
            for start, end in gaps:
                inner = (max(left, start), min(right, end))
                if inner[1] - inner[0] >= least:
                    going[inner] = min(first, going.get(inner, first))
            if going.get((left, right), number) > first and number - first > 0 and left > edge_left and right < edge_right:
                passed = rows[first:number]
                top, bottom = min(word.base for word in passed[0]), max(word.base for word in passed[-1])
                yield Strip(left, right, top - 0.01, bottom + 0.01), (first, number - 1)
        for gap in gaps:
            going.setdefault(gap, number)
        if len(going) > MOST_STRIPS:
            going = dict(sorted(going.items(), key=lambda one: one[1])[:MOST_STRIPS])
        active = going


def _gaps(row: list[Word], left: float, right: float, least: float) -> list[tuple[float, float]]:
    gaps, reached = [], left
    for word in row:
        if word.left - reached >= least:
            gaps.append((reached, word.left))
        reached = max(reached, word.right)
    if right - reached >= least:
        gaps.append((reached, right))
    return gaps


def _lines_beside(strip: Strip, rows: list[list[Word]], size: float, known: Sequence[float]) -> tuple[int, int]:
    """How many lines of columns stand beside a strip: the fewer of both sides, and all; 0 where those are no columns."""
    left = _side([[word for word in row if word.right <= strip.left + 0.1] for row in rows], size, from_right=True)
    right = _side([[word for word in row if word.left >= strip.right - 0.1] for row in rows], size, from_right=False)
    if left is None or right is None:
        return 0, 0
    fewer = min(len(left.bases), len(right.bases))
    wide = strip.right - strip.left >= WIDE * size
    least = LEAST_LINES_WIDE if wide else LEAST_LINES_NARROW
    if any(strip.left <= place <= strip.right for place in known):
        least = LEAST_LINES_KNOWN
    if fewer < least or _are_labels(left, right, size):
        return 0, 0
    narrow = min(left.width, right.width)
    level = sum(any(abs(base - other) < 0.1 * size for other in right.bases) for base in left.bases) / len(left.bases)
    if narrow < (LEAST_LEVEL_COLUMN if level > 0.5 else LEAST_COLUMN) * size:  # noqa: PLR2004
        return 0, 0
    return fewer, len(left.bases) + len(right.bases)


def _side(rows: list[list[Word]], size: float, *, from_right: bool) -> _Side | None:
    """The lines next to a strip: where they stand, and how wide they usually are."""
    bases, widths = [], []
    for row in rows:
        if not row:
            continue
        words = row[::-1] if from_right else row
        last = words[0]
        for word in words[1:]:
            gap = last.left - word.right if from_right else word.left - last.right
            if gap > MOST_INNER * size:
                break
            last = word
        bases.append(words[0].base)
        widths.append(words[0].right - last.left if from_right else last.right - words[0].left)
    if not bases:
        return None
    return _Side(tuple(bases), median(sorted(widths)[len(widths) // 2 :]))


def _are_labels(left: _Side, right: _Side, size: float) -> bool:
    """Whether what stands at the left are names or dates, each beside the start of a longer text."""
    if len(left.bases) > 0.6 * len(right.bases):
        return False
    steps = [b - a for a, b in zip(left.bases, left.bases[1:], strict=False)]
    alone = sum(step > 1.8 * size for step in steps)
    level = sum(any(abs(base - other) < 0.1 * size for other in right.bases) for base in left.bases)
    return alone > 0.5 * len(steps) and level > 0.7 * len(left.bases)


def _until_new_head(strip: Strip, rows: list[list[Word]], size: float) -> Strip:
    """The strip down to a headline that stands alone across the page with other columns below it."""
    passed = [row for row in rows if strip.top <= row[0].base <= strip.bottom]
    for above, row in pairwise(passed):
        alone = all(word.right <= strip.left + 0.1 for word in row) or all(word.left >= strip.right - 0.1 for word in row)
        white = min(word.top for word in row) - max(word.base for word in above)
        if alone and min(word.size for word in row) >= 1.4 * size and white > 1.2 * size:
            top = max(word.base for word in above)
            if len([one for one in passed if one[0].base <= top]) >= LEAST_LINES_WIDE:
                return strip._replace(bottom=top + 0.01)
    return strip

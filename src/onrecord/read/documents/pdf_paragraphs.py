"""The lines of columns → paragraphs, over the ends of lines, columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.documents.pdf_hyphens import Writing, joined, writing_of
from onrecord.read.documents.pdf_lines import is_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.read.documents.pdf_page import Line

#: Lines further apart than this many times what is usual in their column are two paragraphs'. Tuned as the columns are.
MOST_LEADING = 1.25
#: A line that begins so far to the right, in sizes of the text, begins a paragraph.
LEAST_INDENT = 0.6
#: Lines further apart than so many of their sizes are no paragraph's, whatever else the column does.
MOST_STEP = 3.2
#: A column of more lines tells its leading itself.
ENOUGH = 6
#: A line that begins so far from where the last one began, in sizes of the text, belongs to something else.
FAR = 9.0
#: Letters that differ by this share are those of something else.
LEAST_CHANGE = 0.07
#: From this size, in sizes of the text, lines are a headline's, whose ends say nothing.
HEADLINE = 1.15
#: A line is full where the next word would not fit, with so much to spare in sizes of the text.
SLACK = 0.8

#: Text that ends higher up a page than this share of it does not go on with the next page.
FOOT = 0.7

_SPEAKER = re.compile(r"(?:[A-Z][A-Z.’'-]*\s){0,4}[A-Z][A-Z.’'-]+:\s|(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w.’'-]+:\s|[QA][.:]\s")
_END = re.compile(r"[.!?:…][\"'”’»)\]\d]*$")


class Paragraph(NamedTuple):
    """The text of a paragraph, and how it is drawn.

    Attributes:
        page: the number of the page that it begins on, from 0.
        top: where it begins on it.
    """

    text: str
    size: float
    page: int
    top: float


class _Block(NamedTuple):
    lines: tuple[Line, ...]
    room: float  # between the end of its last line and that of the column
    indented: bool


def paragraphs_of(columns: Sequence[Sequence[Line]], size: float, height: float) -> list[Paragraph]:
    """The paragraphs of columns in reading order.

    Args:
        columns: the lines of each.
        size: of the document's text.
        height: of a page.
    """
    columns = [lines for lines in columns if lines]
    leading = _leading(columns) or 1.2 * size
    blocks = [_blocks(lines, size, leading) for lines in columns]
    whole: list[_Block] = []
    indents = _uses_indents(blocks, size)
    feet: dict[int, float] = {}
    for line in (line for lines in columns for line in lines):
        feet[line.page] = max(feet.get(line.page, 0.0), line.base)
    for column in blocks:
        for number, block in enumerate(column):
            is_first = number == 0 and bool(whole) and _is_at_foot(whole[-1].lines[-1], block.lines[0], feet, height)
            if whole and _goes_on(whole[-1], block, is_first, indents):
                whole[-1] = _Block(whole[-1].lines + block.lines, block.room, whole[-1].indented)
            else:
                whole.append(block)
    writing = writing_of([line.text for block in whole for line in block.lines])
    return [Paragraph(_text(block.lines, writing), block.lines[0].size, block.lines[0].page, block.lines[0].top) for block in whole]


def _blocks(lines: Sequence[Line], size: float, usual: float) -> list[_Block]:
    """The lines of a column, parted where paragraphs begin."""
    leading = (_leading([lines]) if len(lines) > ENOUGH else 0) or usual
    groups: list[list[int]] = []
    for at in range(len(lines)):
        if groups and not _begins(lines, at, groups[-1], leading, size):
            groups[-1].append(at)
        else:
            groups.append([at])
    left = median(line.left for line in lines)
    return [
        _Block(tuple(lines[at] for at in group), _room(lines, group[-1]), lines[group[0]].left - left > LEAST_INDENT * size)
        for group in groups
    ]


def _leading(columns: Sequence[Sequence[Line]]) -> float:
    """The commonest way from a line to the next of the same size; 0 where there is none."""
    steps = Counter(
        round(2 * (after.base - line.base)) / 2
        for lines in columns
        for line, after in pairwise(lines)
        if abs(line.size - after.size) < LEAST_CHANGE * line.size and 0.8 * line.size < after.base - line.base < MOST_STEP * line.size
    )
    return max(steps, key=lambda step: (steps[step], -step), default=0.0)


def _begins(lines: Sequence[Line], at: int, group: list[int], leading: float, size: float) -> bool:
    """Whether a line begins a paragraph: by its size, the white above it, its look and its first words, then by the lines' ends."""
    last, line = lines[at - 1], lines[at]
    step = line.base - last.base
    large = max(line.size, last.size)
    usual = max(leading, 1.05 * large) if large < HEADLINE * size else 1.35 * large
    if abs(line.size - last.size) > LEAST_CHANGE * large:
        return True
    runs_on = line.text[:1].islower() and not _END.search(last.text) and _style(line) == _style(last)
    if step > MOST_LEADING * usual or step < 0:
        return not runs_on
    if line.size >= HEADLINE * size:
        return False
    if step < 0.5 * line.size:  # beside each other
        return True
    if _style(line) != _style(last) and (_fits(lines, at) or step > 1.1 * usual):
        return True
    is_mark = is_item(line.words[0].text)
    if is_mark or runs_on:
        return is_mark and _is_list(lines, at)
    return bool(_SPEAKER.match(line.text) and _END.search(last.text)) or _ends_before(lines, at, group, size)


def _ends_before(lines: Sequence[Line], at: int, group: list[int], size: float) -> bool:
    """Whether a paragraph ends before a line, by where this begins and that one ends."""
    last, line = lines[at - 1], lines[at]
    shift = line.left - last.left
    moved = shift > LEAST_INDENT * size and not _hangs(lines, group)
    moved = moved or (shift < -LEAST_INDENT * size and len(group) > 1) or abs(shift) > FAR * size
    if moved:
        return not _is_centred(line, last, lines)
    return (_fits(lines, at) and bool(_END.search(last.text))) or _is_short(lines, at - 1)


def _fits(lines: Sequence[Line], at: int) -> bool:
    """Whether a line's first word would have stood on the line before it."""
    line = lines[at]
    return line.words[0].right - line.left + SLACK * line.size < _room(lines, at - 1)


def _style(line: Line) -> tuple[bool, bool]:
    return line.bold, line.italic


def _room(lines: Sequence[Line], at: int) -> float:
    """The white between a line's end and the end of the lines around it."""
    return max(line.right for line in lines[max(at - 3, 0) : at + 4]) - lines[at].right


def _is_short(lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends before the middle of its column."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return lines[at].right < (left + right) / 2


def _is_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that begins with a mark or a number begins an item: the lines before it end, or those after it stand further in."""
    line, last = lines[at], lines[at - 1]
    mark = line.words[0].text
    if not mark[0].isalnum() and mark not in {"-", "–", "—", "*"} and mark[0] != "(":
        return True
    after = lines[at + 1] if at + 1 < len(lines) else None
    hangs = after is not None and after.left - line.left > LEAST_INDENT * line.size
    return hangs or bool(_END.search(last.text)) or last.text.endswith((";", ",")) or is_item(last.words[0].text)


def _hangs(lines: Sequence[Line], group: list[int]) -> bool:
    """Whether a paragraph's other lines stand further in than its first, as those of a list do."""
    first = lines[group[0]]
    if is_item(first.words[0].text):
        return True
    return len(group) > 1 and lines[group[1]].left - first.left > LEAST_INDENT * first.size


def _is_centred(line: Line, last: Line, lines: Sequence[Line]) -> bool:
    """Whether two lines stand in the middle of their column, with white at both sides."""
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    return all(
        abs((one.left + one.right) - (left + right)) < line.size and min(one.left - left, right - one.right) > 2 * line.size
        for one in (line, last)
    )


def _uses_indents(blocks: list[list[_Block]], size: float) -> bool:
    """Whether paragraphs begin with an indent."""
    texts = [block for column in blocks for block in column if len(block.lines) > 1 and block.lines[0].size < HEADLINE * size]
    return sum(block.indented for block in texts) > 0.4 * len(texts)


def _is_at_foot(end: Line, start: Line, feet: dict[int, float], height: float) -> bool:
    """Whether the text before a column goes down as far as that page's does, or far down the page, so that the column may carry on."""
    return end.base > (feet[end.page] - 4 * end.size if start.page == end.page else FOOT * height)


def _goes_on(last: _Block, block: _Block, is_first: bool, indents: bool) -> bool:  # noqa: FBT001
    """Whether a paragraph goes on in the next column, or below what stood in between."""
    end, start = last.lines[-1], block.lines[0]
    if abs(end.size - start.size) > LEAST_CHANGE * end.size or _style(end) != _style(start) or is_item(start.words[0].text):
        return False
    beside = start.page == end.page and abs(start.base - end.base) < 0.5 * start.size
    if (_SPEAKER.match(start.text) and _END.search(end.text)) or (beside and not is_first):
        return False
    full = last.room < start.words[0].right - start.left + 0.3 * start.size
    if _END.search(end.text):
        return is_first and full and not block.indented and not (indents and len(last.lines) == 1 and not last.indented)
    if start.text[:1].islower() or end.text.endswith("-"):
        return True
    return is_first and last.room < 4 * start.size and not block.indented


def _text(lines: tuple[Line, ...], writing: Writing) -> str:
    text = ""
    for line in lines:
        piece = line.text
        if text.endswith("-") and not text.endswith((" -", "--")) and text != "-":
            start, _, end = text.rpartition(" ")
            first, _, rest = piece.partition(" ")
            text = " ".join(filter(None, [start, joined(end, first, writing), rest]))
        elif text.endswith(("—", "/")) or not text:
            text += piece
        else:
            text += f" {piece}"
    return text

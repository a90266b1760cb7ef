"""The words of a column → its lines, without tables, captions and footnotes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.read.documents.pdf_page import Box, Line, Page, Word, common_size, line_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Smaller letters than this share of the text's are those of notes and captions.
SMALL = 0.95
#: White that parts the cells of a table, in sizes of its text.
LEAST_CELL = 1.0
#: White that parts what stands at the left and at the right of a column.
APART = 4.0
#: A cell of a table that holds no figure has so few words.
LONGEST_CELL = 6
#: So many rows one below the other make a table.
LEAST_ROWS = 3
#: A caption begins so near to its picture, in sizes of its text.
NEAR_PICTURE = 2.5

_CAPTION = re.compile(
    r"(?:Fig(?:ure|\.)?|Table|Chart|Photo(?:graph)?|Picture|Image|Map|Box|Exhibit|Graph)\s*(?:\d+|[A-Z])?[.:–—]\s*"
    r"|(?:Fig(?:ure|\.)?|Table|Chart|Exhibit|Graph)\s+\d+(?:\.\d+)?\s"
    r"|(?:Sources?|Credit|Photo(?:graph)?s?)\s*:|(?:Photo(?:graph)?|Picture|Image)s? by ",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[.)]?(?:\s|$)|(?:\d{1,3}|[*†‡§¶]{1,3})(?=[A-Z“\"'‘])")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d+\s*$|(?:…\s?){2,}\s*\d+\s*$")
_ITEM = re.compile(r"[•▪▫■□◦‣●○–—*·-]|(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|\((?:\d{1,3}|[A-Za-z]|[ivx]{1,5})\)")
_NUMBER = re.compile(r"[\W_]*\d[\d.,:%–-]*[\W_]*(?:[A-Za-z]{1,3})?[\W_]*|[–—-]|n/?a", re.IGNORECASE)


def lines_of(words: Sequence[Word], page: Page, size: float) -> list[Line]:
    """The lines of a column that are an article's text.

    Args:
        words: of the column.
        page: where it stands.
        size: of the document's text.
    """
    rows = rows_of(words)
    rows = [row for row, is_cell in zip(rows, _cells(rows), strict=True) if not is_cell]
    lines = [line_of(piece, page.number) for row in rows for piece in _pieces(row)]
    lines = [line for line in lines if not _LEADER.search(line.text)]
    return _without_footnotes(_without_captions(lines, page, size), page, size)


def bands_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page above, between and below the tables that go across it."""
    rows = rows_of(words)
    if not rows:
        return []
    wide = 0.6 * (max(word.right for word in words) - min(word.left for word in words))
    cells = _cells(rows)
    across = [
        is_cell and row[-1].right - row[0].left > wide and any(_has_figures(one) for one in rows[number : number + 2])
        for number, (row, is_cell) in enumerate(zip(rows, cells, strict=True))
    ]
    bands: list[list[Word]] = [[]]
    for number, row in enumerate(rows):
        if number and across[number] and not across[number - 1]:
            bands.append([])
        bands[-1] += row
    return bands


def is_item(word: str) -> bool:
    """Whether a word is the mark of a list's item."""
    return bool(_ITEM.fullmatch(word))


def _cells(rows: list[list[Word]]) -> list[bool]:
    """Of each row whether it is a table's."""
    cut = [_cut(row) for row in rows]
    is_row = [_is_tabular(cells) for cells in cut]
    found = [False] * len(rows)
    start = 0
    while start < len(rows):
        if not is_row[start]:
            start += 1
            continue
        end = start + 1
        while end < len(rows) and (is_row[end] or (end + 1 < len(rows) and is_row[end + 1] and _is_rest(rows[end], rows[start]))):
            end += 1
        if sum(is_row[start:end]) >= LEAST_ROWS and _share_white(cut[start:end]):
            if start and _is_head(rows[start - 1], rows[start], rows[start + 1]):
                start -= 1
            found[start:end] = [True] * (end - start)
        start = end
    return found


def _pieces(row: list[Word]) -> list[list[Word]]:
    """A row parted where the white is wider than between the words of any line, as between what stands at the left and at the right."""
    pieces = [[row[0]]]
    for word in row[1:]:
        last = pieces[-1][-1]
        if word.left - last.right > APART * max(word.size, last.size) and not is_item(last.text):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _cut(row: list[Word]) -> list[list[Word]]:
    """The cells of a row: its words parted by wide white."""
    cells = [[row[0]]]
    for word in row[1:]:
        last = cells[-1][-1]
        if word.left - last.right > LEAST_CELL * max(word.size, last.size):
            cells.append([word])
        else:
            cells[-1].append(word)
    return cells


def _is_tabular(cells: list[list[Word]]) -> bool:
    if len(cells) > 1 and is_item("".join(word.text for word in cells[0])):
        cells = cells[1:]
    if len(cells) < 2:  # noqa: PLR2004
        return False
    figures = sum(all(_NUMBER.fullmatch(word.text) for word in cell) for cell in cells[1:])
    if len(cells) == 2:  # noqa: PLR2004
        return figures == 1
    return figures > 0 or all(len(cell) <= LONGEST_CELL for cell in cells)


def _is_head(row: list[Word], first: list[Word], second: list[Word]) -> bool:
    """Whether a row is the head of the table below it: as close to it as its rows are, and in as many short cells."""
    cells, below = _cut(row), _cut(first)
    near = first[0].base - row[0].base < 1.6 * (second[0].base - first[0].base)
    return near and len(cells) >= max(2, len(below) - 1) and all(len(cell) <= LONGEST_CELL for cell in cells)


def _has_figures(row: list[Word]) -> bool:
    """Whether half of a row's cells, but for the first, are figures: lines of narrow columns beside each other are short too."""
    cells = _cut(row)
    figures = sum(all(_NUMBER.fullmatch(word.text) for word in cell) for cell in cells[1:])
    return figures >= 0.5 * (len(cells) - 1) and all(len(cell) <= LONGEST_CELL for cell in cells)


def _is_rest(row: list[Word], above: list[Word]) -> bool:
    """Whether a row is the second line of a cell: short, and begins where a cell does."""
    return len(_cut(row)) <= 2 and any(abs(row[0].left - cell[0].left) < 2 for cell in _cut(above))  # noqa: PLR2004


def _share_white(cut: list[list[list[Word]]]) -> bool:
    """Whether the white between the cells goes down most rows."""
    gaps = [[(a[-1].right, b[0].left) for a, b in pairwise(cells)] for cells in cut if len(cells) > 1]
    return any(
        sum(any(min(right, other[1]) > max(left, other[0]) for other in row) for row in gaps) >= 0.8 * len(gaps) for left, right in gaps[0]
    )


def _without_captions(lines: list[Line], page: Page, size: float) -> list[Line]:
    kept: list[Line] = []
    caption: Line | None = None  # the line before, where it is a caption's
    for line in lines:
        below = caption is not None and line.base - caption.base < 1.6 * caption.size and _alike(line, caption)
        small = line.size < SMALL * size
        begins = bool(_CAPTION.match(line.text)) and (small or line.bold or line.italic or _is_beside_picture(line, page))
        if begins or (below and (small or _is_beside_picture(line, page))) or (small and _is_beside_picture(line, page)):
            caption = line
        else:
            caption = None
            kept.append(line)
    return kept


def _alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) < 0.06 * line.size


def _is_beside_picture(line: Line, page: Page) -> bool:
    for picture in (*page.pictures, *_empty_frames(page)):
        if picture.width * picture.height > 0.7 * page.width * page.height:
            continue
        across = min(line.right, picture.right) - max(line.left, picture.left) > 0.5 * (line.right - line.left)
        if across and -0.5 * line.size < line.top - picture.bottom < NEAR_PICTURE * line.size:
            return True
    return False


def _empty_frames(page: Page) -> list[Box]:
    return [
        frame
        for frame in page.frames
        if frame.height > 40  # noqa: PLR2004
        and not any(frame.left < word.left and word.right < frame.right and frame.top < word.base < frame.bottom for word in page.words)
    ]


def _without_footnotes(lines: list[Line], page: Page, size: float) -> list[Line]:
    """The lines of a column above its footnotes: small lines at its end, the first of which begins with a mark."""
    start = len(lines)
    while start and lines[start - 1].size < SMALL * size:
        start -= 1
    for at in range(start, len(lines)):
        low = lines[at].base > 0.4 * page.height
        if low and _NOTE.match(lines[at].text):
            return lines[:at]
    return lines


def text_size(pages: Sequence[Page]) -> float:
    """The size of most of the text of a document."""
    return common_size(word for page in pages for word in page.words)

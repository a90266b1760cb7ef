"""What stands on pages and is no article's text: running heads, feet, page numbers, line numbers, nameplates, pull quotes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.documents.pdf_page import Page, Word, common_size, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Running heads stand within this share of the page's height, running feet likewise.
MARGIN = 0.14
#: So many lines of a margin are looked at, from the edge inward.
MOST_ROWS = 4
#: The same words at the same height, within so many points, on so large a share of the pages are no text.
SAME_PLACE = 4.0
LEAST_SHARE = 0.25
#: White between the text and a single line in the margin, in sizes of the text.
LEAST_WHITE = 2.0
#: So many line numbers on a page are some.
LEAST_NUMBERS = 4
#: A pull quote's letters are so much larger than the text's, and so many of its pairs of words stand in the text too.
LARGER = 1.12
LEAST_REPEATED = 0.6

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|pg\.?)?\s*(?:[A-Z]?\d{1,4}|[ivxlc]{1,7}|[A-Z]-?\d{1,3})(?:\s*(?:/|of|\||von)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
_NUMBERED = re.compile(r"^[\W_]*\d{1,4}\b(?!\s+(?:years|per cent|percent|days))|(?:\bpage\s+\d{1,4}|[\W_\s]\d{1,4})[\W_]*$", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:Vol(?:ume)?\.?|No\.|Issue|Edition|Nr\.)\s*\d|\bEst(?:\.|ablished)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")


class Plate(NamedTuple):
    """The nameplate of a newspaper, and the pages without it."""

    name: str | None
    pages: list[Page]


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads, feet, page numbers and line numbers."""
    pages = _without_line_numbers(pages)
    size = common_size(word for page in pages for word in page.words)
    edges = [(_margin(page, size, foot=False), _margin(page, size, foot=True)) for page in pages]
    heads, feet = _repeated([head for head, _ in edges], edges), _repeated([foot for _, foot in edges], edges)
    kept = []
    for page, (head, foot) in zip(pages, edges, strict=True):
        gone = _furniture(page, head, heads, size, foot=False) | _furniture(page, foot, feet, size, foot=True)
        kept.append(page._replace(words=tuple(word for word in page.words if id(word) not in gone)))
    return kept


def without_nameplate(pages: Sequence[Page]) -> Plate:
    """The pages without a newspaper's name and the line of its issue, where a headline follows them on the first page."""
    if not pages:
        return Plate(None, list(pages))
    size = common_size(word for page in pages for word in page.words)
    rows = rows_of(pages[0].words)
    for number, row in enumerate(rows[:4]):
        after = rows[number + 1] if number + 1 < len(rows) else []
        is_issue = _ISSUE.search(_text(row)) and len(row) <= 20 and common_size(row) <= 1.1 * size  # noqa: PLR2004
        if number and is_issue and common_size(after) >= 1.3 * size:
            gone = {id(word) for one in rows[: number + 1] for word in one}
            name = _text(max(rows[:number], key=common_size))
            words = tuple(word for word in pages[0].words if id(word) not in gone)
            return Plate(name, [pages[0]._replace(words=words), *pages[1:]])
    return Plate(None, list(pages))


def without_pull_quotes(pages: Sequence[Page]) -> list[Page]:
    """The pages without words in larger letters that stand in the text of the same page too, but for what begins the page."""
    size = common_size(word for page in pages for word in page.words)
    kept = []
    for page in pages:
        pairs = {pair for row in rows_of(word for word in page.words if word.size < LARGER * size) for pair in _pairs(row)}
        gone: set[int] = set()
        for group in _large(page.words, size):
            mine = [pair for row in rows_of(group) for pair in _pairs(row)]
            repeated = sum(pair in pairs for pair in mine)
            below = any(word.base < group[0].top and word.size < LARGER * size for word in page.words)
            if len(group) > 4 and repeated >= LEAST_REPEATED * len(mine) and below:  # noqa: PLR2004
                gone |= {id(word) for word in group}
        kept.append(page._replace(words=tuple(word for word in page.words if id(word) not in gone)))
    return kept


def _margin(page: Page, size: float, *, foot: bool) -> list[list[Word]]:
    """The lines in a margin, from the edge inward."""
    rows = rows_of(page.words)
    if foot:
        return [row for row in rows[::-1] if row[0].base > (1 - MARGIN) * page.height][:MOST_ROWS]
    return [row for row in rows if row[0].base < MARGIN * page.height + size][:MOST_ROWS]


def _repeated(margins: list[list[list[Word]]], pages: Sequence[object]) -> Counter[tuple[str, int]]:
    """Lines that stand at the same place on several pages, whatever the numbers in them."""
    seen: Counter[tuple[str, int]] = Counter()
    for margin in margins:
        seen.update({(_pattern(row), place) for row in margin for place in _places(row)})
    least = max(2, LEAST_SHARE * len(pages))
    return Counter({key: count for key, count in seen.items() if count >= least})


def _pattern(row: Iterable[Word]) -> str:
    return _DIGITS.sub("#", _text(row).lower())


def _places(row: list[Word]) -> tuple[int, int]:
    """The height of a line, roughly, and the next rough height, so that near ones share one."""
    rough = row[0].base / (2 * SAME_PLACE)
    return (int(rough), int(rough + 0.5) + 1_000_000)


def _furniture(page: Page, margin: list[list[Word]], repeated: Counter[tuple[str, int]], size: float, *, foot: bool) -> set[int]:
    gone: set[int] = set()
    outermost = True
    for number, row in enumerate(margin):
        again = any((_pattern(row), place) in repeated for place in _places(row))
        outermost = outermost and (again or (not (number and _is_text(row, size)) and _is_alone(page, row, gone, size, foot=foot)))
        if outermost or (again and not _is_text(row, size)):
            gone |= {id(word) for word in row}
    return gone


def _is_alone(page: Page, row: list[Word], gone: set[int], size: float, *, foot: bool) -> bool:
    """Whether a line in the margin is a page number, or small and short and apart from the text."""
    others = [word for word in page.words if id(word) not in gone and word not in row]
    if not others:
        return bool(_PAGE_NUMBER.fullmatch(_text(row)))
    white = (
        min(word.top for word in row) - max(word.base for word in others)
        if foot
        else min(word.top for word in others) - max(word.base for word in row)
    )
    text, small = _text(row), common_size(row) < 0.97 * size
    if _PAGE_NUMBER.fullmatch(text):
        return white > 0.6 * size
    numbered = bool(_NUMBERED.search(text))
    short = len(row) <= 14 and common_size(row) <= 1.02 * size  # noqa: PLR2004
    first = page.number == 0 and not foot
    if first:
        return short and small and numbered and white > LEAST_WHITE * size and row[0].base < 0.08 * page.height
    return short and (small or numbered) and white > LEAST_WHITE * size * (1.0 if foot or small else 0.6)


def _is_text(row: list[Word], size: float) -> bool:
    return common_size(row) >= 0.97 * size and len(row) > 4  # noqa: PLR2004


def _without_line_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages without the numbers that count their lines at the left or at the right; a page with a few has them where others do."""
    counts = [_line_numbers(page.words) for page in pages]
    places = [(word.left, word.right) for words in counts for word in words]
    if not places:
        return list(pages)
    kept = []
    for page, words in zip(pages, counts, strict=True):
        gone = {id(word) for word in words or _numbers_at(page.words, places)}
        kept.append(page._replace(words=tuple(word for word in page.words if id(word) not in gone)))
    return kept


def _line_numbers(words: tuple[Word, ...]) -> list[Word]:
    rows = rows_of(words)
    for at in (0, -1):
        column = max(_columns(_outer(rows, at)), key=len, default=[])
        numbers = [int(word.text) for word in column]
        steps = Counter(after - before for before, after in pairwise(numbers))
        usual, times = steps.most_common(1)[0] if steps else (0, 0)
        if len(column) < LEAST_NUMBERS or usual not in {1, 2, 5, 10} or times < 0.9 * (len(column) - 1):
            continue
        span = sum(column[0].base <= row[0].base <= column[-1].base for row in rows)
        if len(column) * usual >= 0.6 * span:  # fewer are the numbers of a list
            return column
    return []


def _outer(rows: list[list[Word]], at: int) -> list[Word]:
    """The numbers that stand first or last in their lines, off from the other words."""
    return [row[at] for row in rows if row[at].text.isdecimal() and len(row[at].text) <= 4 and _stands_off(row, at)]  # noqa: PLR2004


def _numbers_at(words: tuple[Word, ...], places: list[tuple[float, float]]) -> list[Word]:
    """The numbers of a page that stand off where the line numbers of others do."""
    rows = rows_of(words)
    return [
        word
        for at in (0, -1)
        for word in _outer(rows, at)
        if any(abs(word.left - left) < 1 or abs(word.right - right) < 1 for left, right in places)
    ]


def _columns(found: list[Word]) -> list[list[Word]]:
    """The words that stand straight below each other, at their right or their left edge, from top to bottom."""
    columns: list[list[Word]] = []
    for edge in (attrgetter("right"), attrgetter("left")):
        last = float("-inf")
        for word in sorted(found, key=edge):
            if edge(word) - last > 1:
                columns.append([])
            columns[-1].append(word)
            last = edge(word)
    return [sorted(column, key=lambda word: word.base) for column in columns]


def _stands_off(row: list[Word], at: int) -> bool:
    """Whether the outermost word of a line is apart from the next one, or alone."""
    if len(row) == 1:
        return True
    outer, inner = (row[0], row[1]) if at == 0 else (row[-1], row[-2])
    gap = inner.left - outer.right if at == 0 else outer.left - inner.right
    return gap > 0.7 * max(inner.size, outer.size)


def _large(words: Iterable[Word], size: float) -> list[list[Word]]:
    """Words in larger letters, those of one size near each other together."""
    groups: list[list[Word]] = []
    for word in sorted((word for word in words if word.size >= LARGER * size), key=lambda word: (word.base, word.left)):
        for group in groups:
            near = group[-1]
            across = max(one.right for one in group) + 2 * word.size > word.left > min(one.left for one in group) - 6 * word.size
            if abs(near.size - word.size) < 0.05 * word.size and word.base - near.base < 2 * word.size and across:
                group.append(word)
                break
        else:
            groups.append([word])
    return groups


def _pairs(row: list[Word]) -> list[tuple[str, str]]:
    plain = [_plain(word) for word in row]
    return list(pairwise(plain))


def _plain(word: Word) -> str:
    return re.sub(r"\W+", "", word.text).lower()


def _text(row: Iterable[Word]) -> str:
    return " ".join(word.text for word in row)

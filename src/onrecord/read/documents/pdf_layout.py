"""The pages of a document → its paragraphs in reading order, without what is no article's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.documents.pdf_columns import columns_of, strips_of
from onrecord.read.documents.pdf_lines import bands_of, lines_of, text_size
from onrecord.read.documents.pdf_margins import without_margins, without_nameplate, without_pull_quotes
from onrecord.read.documents.pdf_paragraphs import Paragraph, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.read.documents.pdf_page import Box, Line, Page, Word

#: A frame beside the text with so many words in it, and no more than this share of the page's, is a sidebar.
LEAST_BOXED = 12
MOST_BOXED = 0.5


class Layout(NamedTuple):
    """What a document reads.

    Attributes:
        size: of its text.
        nameplate: the newspaper's name over it.
    """

    paragraphs: list[Paragraph]
    size: float
    nameplate: str | None


def laid_out(pages: Sequence[Page]) -> Layout:
    """The paragraphs of the pages in reading order; what stands in boxes beside the text comes after it."""
    plate = without_nameplate(without_margins(pages))
    pages = without_pull_quotes(plate.pages)
    size = text_size(pages)
    flows = [_flows(page) for page in pages]
    known = [place for flow, _ in flows for place in strips_of(flow)] if len(pages) > 1 else []
    main: list[list[Line]] = []
    beside: list[list[Line]] = []
    for page, (flow, boxes) in zip(pages, flows, strict=True):
        main += [lines_of(column, page, size) for band in bands_of(flow) for column in columns_of(band, known)]
        beside += [lines_of(column, page, size) for box in boxes for column in columns_of(box)]
    height = max((page.height for page in pages), default=0.0)
    paragraphs = paragraphs_of(main, size, height) + paragraphs_of(beside, size, height)
    return Layout(paragraphs, size, plate.name)


def _flows(page: Page) -> tuple[list[Word], list[list[Word]]]:
    """The words of a page's text, and those of each box beside it."""
    boxes: list[list[Word]] = []
    taken: set[int] = set()
    for frame in sorted(page.frames, key=lambda frame: -frame.width * frame.height):
        inside = [word for word in page.words if id(word) not in taken and _holds(frame, word)]
        if LEAST_BOXED <= len(inside) <= MOST_BOXED * len(page.words) and _is_beside(frame, page.words):
            boxes.append(inside)
            taken |= {id(word) for word in inside}
    if len(taken) > MOST_BOXED * len(page.words):
        return list(page.words), []
    boxes.sort(key=lambda words: (min(word.base for word in words), min(word.left for word in words)))
    return [word for word in page.words if id(word) not in taken], boxes


def _holds(frame: Box, word: Word) -> bool:
    return frame.left - 1 <= word.left and word.right <= frame.right + 1 and frame.top - 1 <= word.top and word.base <= frame.bottom + 1


def _is_beside(frame: Box, words: Sequence[Word]) -> bool:
    """Whether other words stand at the left or the right of a frame, and none over its edge."""
    level = [word for word in words if frame.top < word.base < frame.bottom and not _holds(frame, word)]
    over = [word for word in level if word.left < frame.right and word.right > frame.left]
    return len(level) >= LEAST_BOXED and not over

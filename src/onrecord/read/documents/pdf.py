"""A PDF with text → the article in it, or the articles of press clippings."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.documents.pdf_layout import laid_out
from onrecord.read.documents.pdf_letters import Refused, opened, sheet_of
from onrecord.read.documents.pdf_page import Page
from onrecord.read.documents.pdf_several import Bookmark, clippings_of
from onrecord.read.documents.pdf_stated import stated
from onrecord.read.documents.pdf_words import words_of
from onrecord.read.part import Stated, article_of, either
from onrecord.read.quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.documents.pdf_letters import Sheet
    from onrecord.read.documents.pdf_several import Clipping
    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: Larger files are books of pictures.
LARGEST = 200_000_000
#: A document of more pages or letters is a book, not an article.
MOST_PAGES = 500
MOST_LETTERS = 2_500_000
#: Longer outlines are cut off.
MOST_BOOKMARKS = 5_000
#: A page with fewer letters, most of which is a picture, is scanned.
LEAST_LETTERS = 25
LEAST_PICTURE = 0.5
#: Where a larger share of the letters is unknown the text is none.
MOST_UNKNOWN = 0.2

_SPLIT = "split it into its articles"
_AGAIN = "download or export it again"
_RECOGNISE = "run it through text recognition (OCR), for instance with ocrmypdf, and read what that writes"
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})\b")
_PAGES = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")
_END = re.compile(rb"%%EOF|startxref\s+\d+\s*$")


def read_pdf(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The article or articles of the part, and an error for the pages in it that are scanned.

    Raises:
        InputError: it is locked, cut off, broken, scanned as a whole or holds no page or no text.
    """
    data = part.whole(LARGEST, advice=_SPLIT)
    _check_whole(data, part.origin)
    try:
        with opened(data) as document:
            sheets = _sheets(document, part.origin)
            own = dict(document.get_metadata_dict())
            bookmarks = _bookmarks(document)
    except Refused as error:
        if error.locked:
            message = "it asks for a password"
            raise InputError(part.origin, "encrypted", message, advice="open it with the password and save it without one") from error
        if _PAGES.search(data) and not _PAGE.search(data):
            raise InputError(part.origin, "no-pages", "it has no pages", advice=_AGAIN) from error
        raise InputError(part.origin, "broken", "it is no PDF that can be opened", advice=_AGAIN) from error
    scanned = [number for number, sheet in sheets if len(sheet.letters) < LEAST_LETTERS and sheet.pictured >= LEAST_PICTURE]
    _check_text(sheets, scanned, part.origin)
    pages = [Page(number, sheet.width, sheet.height, words_of(sheet.letters), sheet.frames, sheet.pictures) for number, sheet in sheets]
    layout = laid_out(pages)
    said, text = stated(own, data, layout)
    clippings = clippings_of(layout, bookmarks)
    if not clippings:
        yield article_of(text, either(said, part.told), part.origin, options, raw=data)
    for number, one in enumerate(clippings, 1):
        try:
            yield _clipping(one, said, part, options, number)
        except InputError as error:
            yield error
    inner = [number + 1 for number in scanned if 0 < number < len(sheets) - 1]  # the others are covers
    if inner:
        pages_named = f"page {inner[0]} is" if len(inner) == 1 else f"pages {', '.join(map(str, inner))} are"
        yield InputError(part.origin, "scanned", f"{pages_named} an image without text", advice=_RECOGNISE)


def _clipping(one: Clipping, said: Stated, part: Part, options: ReadOptions, number: int) -> Article:
    """The article of one of several; the document's title and authors are none of its own, but of what stands before the first."""
    of_all = said if one.title is None else Stated(outlet=said.outlet, published=said.published)
    own = Stated(title=one.title, outlet=one.stated.outlet, authors=one.stated.authors, published=one.stated.published)
    text = "\n".join(paragraph.text for paragraph in one.paragraphs)
    return article_of(text, either(own, of_all, part.told), f"{part.origin}#{number}", options)


def _bookmarks(document: Any) -> list[Bookmark]:  # noqa: ANN401  (the library's)
    """The document's outline, without what is below its entries; where the document is itself the only entry, what is below that."""
    found: dict[int, list[Bookmark]] = {0: [], 1: []}
    with quiet(), suppress(ValueError):  # titles that are no text
        for mark in islice(document.get_toc(max_depth=2), MOST_BOOKMARKS):
            to = mark.get_dest()
            page = to.get_index() if to is not None else None
            if page is not None and mark.level in found:
                found[mark.level].append(Bookmark(mark.get_title(), page))
    return found[1] if len(found[0]) == 1 else found[0]


def _check_whole(data: bytes, origin: str) -> None:
    """Refuses a file whose end is missing, of which what is there could be taken for all."""
    length = _LENGTH.search(data[:2048])
    if (length and len(data) < int(length[1])) or not _END.search(data[-2048:].rstrip(b"\0 \r\n")):
        raise InputError(origin, "truncated", "its end is missing", advice=_AGAIN)


def _sheets(document: object, origin: str) -> list[tuple[int, Sheet]]:
    count = len(document)  # type: ignore[arg-type]  # the library's
    if not count:
        raise InputError(origin, "no-pages", "it has no pages", advice=_AGAIN)
    if count > MOST_PAGES:
        raise InputError(origin, "too-large", f"it has {count:,} pages, more than {MOST_PAGES:,}", advice=_SPLIT)
    sheets: list[tuple[int, Sheet]] = []
    letters = 0
    for number in range(count):
        sheet = sheet_of(document, number)
        letters += len(sheet.letters)
        if letters > MOST_LETTERS:
            raise InputError(origin, "too-large", f"it has more than {MOST_LETTERS:,} letters", advice=_SPLIT)
        sheets.append((number, sheet))
    return sheets


def _check_text(sheets: list[tuple[int, Sheet]], scanned: list[int], origin: str) -> None:
    letters = sum(len(sheet.letters) for _, sheet in sheets)
    if scanned and (len(scanned) == len(sheets) or letters < LEAST_LETTERS * len(sheets)):
        raise InputError(origin, "scanned", "its pages are images without text", advice=_RECOGNISE)
    if not letters:
        raise InputError(origin, "empty", "its pages hold no text", advice=_RECOGNISE)
    if sum(sheet.unknown for _, sheet in sheets) > MOST_UNKNOWN * letters:
        raise InputError(origin, "encoding", "it does not say which letters its signs are", advice=_RECOGNISE)

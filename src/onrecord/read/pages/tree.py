"""A page's bytes → its tree of elements, as browsers make one, whatever the bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.encoding import declared_encoding, decode, unix_lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Browsers take a page that names no encoding for Windows-1252; with a larger share of bytes beyond ASCII it is no English, and guessed.
MOST_FOREIGN = 0.1
#: A page of more elements is no article's.
MOST_ELEMENTS = 200_000

# XML, which the tree is, has no place for them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,6}|\d{1,7});?", re.IGNORECASE)


def source_of(data: bytes, origin: str, charset: str | None = None) -> str:
    """A page's bytes in characters; ``charset`` is what the server said of its encoding.

    Raises:
        InputError: no encoding makes sense of them.
    """
    try:
        return unix_lines(decode(data, declared=charset or declared_encoding(data) or _usual_encoding(data)))
    except ValueError as error:
        raise InputError(origin, "encoding", str(error), advice="save the page as UTF-8") from error


def _usual_encoding(data: bytes) -> str | None:
    foreign = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    return "windows-1252" if foreign <= MOST_FOREIGN * len(data) else None


def tree_of(source: str, origin: str) -> HtmlElement | None:
    """The tree of a page, its quotations in quotation marks; None where there is nothing in it.

    Raises:
        InputError: it is far too large.
    """
    from lxml import etree, html  # noqa: PLC0415  (heavy)

    if source.count("<") > 2 * MOST_ELEMENTS:  # most have an end
        message = f"the page has more than {MOST_ELEMENTS:,} elements"
        raise InputError(origin, "too-large", message, advice="save the page of a single article, or its text by itself")
    clean = _NO_XML.sub("", _REFERENCE.sub(_as_browsers_do, source))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None
    for quote in tree.xpath("//q"):  # browsers put the marks around it
        quote.text = f"“{quote.text or ''}"
        quote.tail = f"”{quote.tail or ''}"
        quote.drop_tag()
    return tree


def _as_browsers_do(match: re.Match[str]) -> str:
    """A reference to a character by its number, read as Windows-1252 from 128 to 159, and none to what no text has."""
    code = int(match[1][1:], 16) if match[1][0] in "xX" else int(match[1])
    if 0x80 <= code < 0xA0:  # noqa: PLR2004
        return bytes([code]).decode("cp1252", errors="ignore")
    return "" if code <= 0x10FFFF and _NO_XML.match(chr(code)) else match[0]  # noqa: PLR2004

"""A web page → article: its text without what stands around it, and what it states of itself."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError
from onrecord.read.article import split_authors
from onrecord.read.encoding import declared_encoding, decode, unix_lines
from onrecord.read.pages.stated import stated
from onrecord.read.part import Stated, article_of, either
from onrecord.read.quiet import quiet

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: Without so many characters in long lines, what only the lenient extraction finds is teasers and menus.
LEAST_PROSE = 400
LONG_LINE = 100

_ADVICE = "save the page of a single article, after it has loaded, or copy its text into a plain text file"
# XML, which the tree is, has no place for them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,6}|\d{1,7});?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


class _Page(NamedTuple):
    text: str
    stated: Stated
    guessed: Stated


def read_html(data: bytes, origin: str, options: ReadOptions, told: Stated | None = None) -> Article:
    """The article on a web page; ``told`` is what its container says of it.

    Raises:
        InputError: there is none.
    """
    try:
        source = unix_lines(decode(data, declared=declared_encoding(data)))
    except ValueError as error:
        raise InputError(origin, "encoding", str(error), advice="save the page as UTF-8") from error
    try:
        with quiet():
            page = _page(source)
    except ImportError:  # a broken installation is no broken page
        raise
    except Exception as error:  # whatever foreign code makes of a page
        raise InputError(origin, "no-article", f"the page cannot be parsed ({type(error).__name__})", advice=_ADVICE) from error
    if page is None or not page.text:
        raise InputError(origin, "no-article", "no article's text was found on the page", advice=_ADVICE)
    return article_of(page.text, either(page.stated, told or Stated(), page.guessed), origin, options, raw=data)


def _page(source: str) -> _Page | None:
    tree = _tree(source)
    if tree is None:
        return None
    sure = stated(tree)
    strict = _extract(tree, strict=True)
    guessed = _guessed(strict)
    titles = [sure.title or guessed.title or "", *(heading.text_content() for heading in tree.xpath("//h1"))]
    text = _without_title(_text(strict), titles)
    if not _has_sentence(text):
        text = unix_lines(sure.body or "") or _without_title(_text(_extract(tree, strict=False)), titles)
        if sum(len(line) for line in text.split("\n") if len(line) >= LONG_LINE) < LEAST_PROSE:
            text = ""
    return _Page(text, sure, guessed)


def _tree(source: str) -> HtmlElement | None:
    from lxml import etree, html  # noqa: PLC0415  (heavy)

    clean = _NO_XML.sub("", _REFERENCE.sub(_as_browsers_do, source))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing in it
        return None


def _as_browsers_do(match: re.Match[str]) -> str:
    """A reference to a character by its number, read as Windows-1252 from 128 to 159, and none to what no text has."""
    code = int(match[1][1:], 16) if match[1][0] in "xX" else int(match[1])
    if 0x80 <= code < 0xA0:  # noqa: PLR2004
        return bytes([code]).decode("cp1252", errors="ignore")
    return "" if code <= 0x10FFFF and _NO_XML.match(chr(code)) else match[0]  # noqa: PLR2004


def _prepare(tree: HtmlElement) -> HtmlElement:
    """A copy without the menus and boxes beside an article, with set-off quotations made plain and the marks of <q> written out."""
    tree = deepcopy(tree)
    for quote in tree.xpath("//figure[.//blockquote]|//article//aside[.//blockquote]"):
        quote.tag = "div"
    for quote in tree.xpath("//q"):  # browsers put the marks around it
        quote.text = f"“{quote.text or ''}"
        quote.tail = f"”{quote.tail or ''}"
        quote.drop_tag()
    if tree.xpath("//article"):
        for beside in tree.xpath("//*[self::aside or self::nav or self::footer][not(ancestor::article or descendant::article)]"):
            beside.drop_tree()
    return tree


def _extract(tree: HtmlElement, *, strict: bool) -> Document | None:
    from trafilatura import bare_extraction  # noqa: PLC0415  (heavy)

    found = bare_extraction(
        _prepare(tree),
        with_metadata=strict,
        include_comments=False,
        include_tables=False,
        favor_precision=strict,
        # without the search through all the text, whose first date may be any
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return None if isinstance(found, dict) else found


def _guessed(document: Document | None) -> Stated:
    if document is None:
        return Stated()
    return Stated(
        title=document.title,
        outlet=document.sitename,
        authors=tuple(split_authors(document.author or "")),
        published=document.date,
        url=document.url,
    )


def _text(document: Document | None) -> str:
    """The text, a paragraph a line, without the hyphens that are put before a list's items."""
    if document is None or not document.text:
        return ""
    items = {" ".join("".join(item.itertext()).split())[:40] for item in document.body.iter("item")}
    lines = (" ".join(line.split()) if line.isspace() else line.strip() for line in unix_lines(document.text).split("\n"))
    return "\n".join(line[2:] if line.startswith("- ") and " ".join(line[2:].split())[:40] in items else line for line in lines if line)


def _without_title(text: str, titles: list[str]) -> str:
    """The text without the heading, which the article has as its title."""
    first, _, rest = text.partition("\n")
    return rest if first.split() in [title.split() for title in titles] else text


def _has_sentence(text: str) -> bool:
    return any(_SENTENCE_END.search(line) for line in text.split("\n"))

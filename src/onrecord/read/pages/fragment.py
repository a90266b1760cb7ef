"""A piece of HTML or XHTML, such as the content of a feed's item or the body of an e-mail → paragraphs of text.

All of it is taken to be the article: only what shows no words of it (scripts, pictures with their captions, hidden elements, forms)
is left out. Where an article stands among menus and boxes, ``html`` looks for it.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.encoding import unix_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

#: A line that ends in no punctuation, with a small letter after it, goes on; elsewhere a line's end parts paragraphs.
_GOES_ON = re.compile(r"[\w,;’'\-–—][\"”’)\]]*$")

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2"})
_BLOCKS = _HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "bq", "block", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "header", "hedline", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_LEFT_OUT = frozenset({
    "applet", "area", "audio", "base", "button", "canvas", "embed", "figcaption", "head", "iframe", "img", "input", "link", "map", "media",
    "meta", "nav", "noscript", "object", "option", "picture", "script", "select", "source", "style", "svg", "template", "textarea",
    "title", "track", "video",
})  # fmt: skip
_HIDDEN = re.compile(r"display:none|visibility:hidden|max-height:0(?![.\d])|opacity:0(?![.\d])")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Boxes that blog systems put into the content of feeds: captions, buttons, lists of other articles.
_BOX = re.compile(r"\b(?:wp-caption|sharedaddy|jp-relatedposts|feedflare|addtoany_share\w*)\b")
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NO_WORDS = re.compile(r"[\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*")
# References that browsers take for characters of Windows-1252.
_WINDOWS = re.compile(r"&#(?:x[89][0-9a-f]|1[2-5]\d);?", re.IGNORECASE)
# XML, which the tree is, has no place for them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


class Block(NamedTuple):
    """A paragraph, a heading, an item of a list.

    Attributes:
        text: its words, on one line.
        tag: the innermost element that sets it apart: ``p``, ``h2``, ``li``, ``blockquote``.
        linked: which share of its characters are links.
        bold: which share of them are bold.
        link: where the first link in it leads to; empty where there is none.
    """

    text: str
    tag: str
    linked: float = 0.0
    bold: float = 0.0
    link: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as a heading."""
        return self.tag in _HEADINGS


def text_of(blocks: Iterable[Block]) -> str:
    """Their text, one a line."""
    return "\n".join(block.text for block in blocks)


def without_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks without a first one that says what the title says."""
    return blocks[1:] if title and blocks and blocks[0].text.split() == title.split() else blocks


def has_tags(source: str) -> bool:
    """Whether there is a tag in it."""
    return _TAG.search(source) is not None


def blocks_of_source(source: str) -> list[Block]:
    """The blocks of a piece of HTML; without a tag in it, its lines are the paragraphs."""
    if not has_tags(source):
        return blocks_of_lines(html.unescape(source))
    from lxml import etree  # noqa: PLC0415  (heavy)
    from lxml import html as lxml_html  # noqa: PLC0415

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    shown = _WINDOWS.sub(lambda reference: html.unescape(reference[0]), unix_lines(source))
    clean = _NO_XML.sub("", shown).encode("utf-8")
    try:
        return blocks_of(lxml_html.document_fromstring(clean, parser=parser))
    except etree.ParserError:  # nothing in it
        return []


def blocks_of_lines(text: str) -> list[Block]:
    """The paragraphs of a plain text."""
    return [Block(paragraph, "p") for paragraph, _ in _paragraphs(unix_lines(text).split("\n"))]


def blocks_of(root: Element) -> list[Block]:
    """The blocks of an element and all that is in it; of a tree with namespaces the local names count."""
    return _Walk().through(root)


def local_name(element: Element) -> str:
    """The element's name in small letters, without its namespace or prefix."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


class _Piece(NamedTuple):
    """Words within a block, and the link that they are, if any."""

    words: str
    link: str | None
    bold: bool

    @property
    def size(self) -> int:
        """Its characters but white space."""
        return len(_SPACE.sub("", self.words))


class _Walk:
    """A walk through a tree that writes down its words; without recursion, as trees may be deep."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[list[_Piece]] = [[]]
        self._within: list[str] = []
        self._links: list[str] = []
        self._bold = 0
        self._preformatted = 0

    def through(self, root: Element) -> list[Block]:
        """The blocks of the tree."""
        from lxml.etree import iterwalk  # noqa: PLC0415  (heavy)

        walk = iterwalk(root, events=("start", "end"))
        left_out = None
        for event, element in walk:
            if event == "start":
                if element is not root and _is_left_out(element):
                    left_out = element
                    walk.skip_subtree()
                else:
                    self._enter(element, local_name(element))
            else:
                if left_out is element:
                    left_out = None
                else:
                    self._leave(element, local_name(element))
                if element is not root:
                    self._write(element.tail)
        self._end_block()
        return self.blocks

    def _enter(self, element: Element, name: str) -> None:
        if name in _BLOCKS:
            self._end_block()
            self._within.append(name)
        elif name == "br":
            self._lines.append([])
        elif name == "q" and not _is_marked(element):
            self._write("“")
        if name == "a":
            self._links.append((element.get("href") or "").strip())
        self._bold += _is_bold(element, name)
        self._preformatted += name == "pre"
        self._write(element.text)

    def _leave(self, element: Element, name: str) -> None:
        if name == "a":
            self._links.pop()
        self._bold -= _is_bold(element, name)
        self._preformatted -= name == "pre"
        if name == "q" and not _is_marked(element):
            self._write("”")
        elif name in _BLOCKS:
            self._end_block()
            self._within.pop()

    def _write(self, words: str | None) -> None:
        if not words:
            return
        link = self._links[-1] if self._links else None
        first, *others = words.split("\n") if self._preformatted else [words]
        self._lines[-1].append(_Piece(first, link, self._bold > 0))
        self._lines += ([_Piece(other, link, self._bold > 0)] for other in others)

    def _end_block(self) -> None:
        tag = self._within[-1] if self._within else "p"
        for paragraph, lines in _paragraphs("".join(piece.words for piece in line) for line in self._lines):
            pieces = [piece for at in lines for piece in self._lines[at]]
            whole = max(1, sum(piece.size for piece in pieces))
            linked = sum(piece.size for piece in pieces if piece.link is not None) / whole
            bold = sum(piece.size for piece in pieces if piece.bold) / whole
            link = next((piece.link for piece in pieces if piece.link and piece.words.strip()), "")
            self.blocks.append(Block(paragraph, tag, linked, bold, link))
        self._lines = [[]]


def _is_bold(element: Element, name: str) -> bool:
    return name in {"b", "strong"} or _BOLD.search(element.get("style") or "") is not None


def _is_marked(quote: Element) -> bool:
    """Whether a <q> has quotation marks of its own; around others browsers put them."""
    return (quote.text or "").lstrip()[:1] in {"“", '"', "‘", "'", "«"}


def _is_left_out(element: Element) -> bool:
    name = local_name(element)
    if name in _LEFT_OUT or element.get("hidden") is not None or _BOX.search(element.get("class") or ""):
        return True
    if name == "figure":
        return not any(local_name(inner) in {"blockquote", "pre", "table"} for inner in element.iterdescendants())
    return _HIDDEN.search((element.get("style") or "").replace(" ", "").lower()) is not None


def _paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, range]]:
    """The lines, with the numbers of each; of lines that follow each other, what goes on in the next one is one paragraph with it."""
    paragraph, begun, end = "", 0, 0
    for at, line in enumerate(_SPACE.sub(" ", line).strip(" ") for line in lines):
        words = "" if _NO_WORDS.fullmatch(line) else line
        end = at + 1
        if paragraph and words and words[0].islower() and _GOES_ON.search(paragraph):
            paragraph += f" {words}"
            continue
        if paragraph:
            yield paragraph, range(begun, at)
        paragraph, begun = words, at
    if paragraph:
        yield paragraph, range(begun, end)

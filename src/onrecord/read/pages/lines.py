"""An element of a page → its lines as a browser would show them, and how much of what it holds is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: A shorter line is no prose, whatever it ends with.
LEAST_PROSE_LINE = 40

#: Whether a text ends a sentence is told by so many characters.
END = 40

#: Elements that begin and end a line.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: What a browser shows nothing of, or nothing that is text.
SILENT = frozenset({
    "applet", "audio", "base", "button", "canvas", "embed", "head", "iframe", "input", "link", "map", "math", "meta", "noscript", "object",
    "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip

_SPACES = re.compile("[ \t\n\r\f\u200b\u2060\ufeff]+")  # not the no-break space, which is of the text
_CLOSED = r"[\"'”’»)\]]*(?:\s*[^\w\s]{1,6})?\s*$"  # a small picture or a sign may follow the end
_ENDED = re.compile(rf"[.!?…:;,]{_CLOSED}")
_SENTENCE = re.compile(rf"[.!?…]{_CLOSED}")
_LOWER = re.compile(r"[a-z]")


@dataclass(slots=True)
class Line:
    """A line of the page.

    Attributes:
        block: the block that it stands in.
        linked: how many of its characters are of links.
        bold: how many are bold.
    """

    text: str
    block: HtmlElement
    linked: int = 0
    bold: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is marked as a heading, or bold from end to end and no sentence."""
        bold = self.bold >= len(self.text) - 1 and not ends_sentence(self.text)
        return bold or self.block.tag in HEADINGS or self.block.get("role") == "heading"

    @property
    def is_linked(self) -> bool:
        """Whether it is a link and hardly more."""
        return self.linked > 0 and self.linked >= 0.75 * len(self.text) and len(self.text) - self.linked < LEAST_PROSE_LINE

    @property
    def prose(self) -> int:
        """Its length where it is running text, else 0."""
        if len(self.text) < LEAST_PROSE_LINE or self.linked > len(self.text) / 2 or not _ENDED.search(self.text[-END:]):
            return 0
        return len(self.text)


@dataclass(slots=True)
class Held:
    """What an element and all in it hold.

    Attributes:
        chars: characters.
        linked: how many of them are of links.
        prose: how many of them are of running text.
        paragraphs: lines of running text.
        links: lines that are a link and hardly more.
    """

    chars: int = 0
    linked: int = 0
    prose: int = 0
    paragraphs: int = 0
    links: int = 0

    def add(self, other: Held) -> None:
        """Counts in what another holds."""
        self.chars += other.chars
        self.linked += other.linked
        self.prose += other.prose
        self.paragraphs += other.paragraphs
        self.links += other.links


@dataclass(slots=True)
class _Writer:
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0

    def write(self, text: str | None, *, linked: bool, bold: bool) -> None:
        if text:
            self.pieces.append(text)
            if linked or bold:
                letters = len(_SPACES.sub(" ", text).strip())
                self.linked += letters * linked
                self.bold += letters * bold

    def end(self, block: HtmlElement) -> None:
        if not self.pieces:
            return
        for text in "".join(self.pieces).split("\n\n") if block.tag == "pre" else ["".join(self.pieces)]:
            if words := _SPACES.sub(" ", text).strip():
                self.lines.append(Line(words, block, min(self.linked, len(words)), min(self.bold, len(words))))
        self.pieces.clear()
        self.linked = self.bold = 0


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _SENTENCE.search(text[-END:]) is not None


def lines_of(root: HtmlElement) -> list[Line]:
    """The lines of an element, top to bottom; a line break ends a line, except where a sentence goes on in small letters after it."""
    writer, links, bolds = _Writer(), 0, 0
    blocks = [root]
    node, entering = root, True
    while True:  # by hand and not by calls, as pages nest as deep as they like
        if entering:
            tag = node.tag
            if tag == "br":
                _break(writer, blocks[-1], node)
            elif isinstance(tag, str) and tag not in SILENT:
                if tag in BLOCKS:
                    writer.end(blocks[-1])
                    blocks.append(node)
                links += tag == "a"
                bolds += tag in {"b", "strong"}
                writer.write(node.text, linked=links > 0, bold=bolds > 0)
                if len(node):
                    node = node[0]
                    continue
            entering = False
        tag = node.tag
        if isinstance(tag, str) and tag not in SILENT and tag != "br":
            links -= tag == "a"
            bolds -= tag in {"b", "strong"}
            if tag in BLOCKS:
                writer.end(blocks[-1])
                blocks.pop()
        if node is root:
            break
        writer.write(node.tail, linked=links > 0, bold=bolds > 0)
        following = node.getnext()
        node, entering = (following, True) if following is not None else (node.getparent(), False)
    writer.end(root)
    return writer.lines


def _break(writer: _Writer, block: HtmlElement, br: HtmlElement) -> None:
    written = "".join(piece[-END:] for piece in writer.pieces[-3:]).rstrip()
    if written and not _ENDED.search(written[-END:]) and _LOWER.match((br.tail or "")[:END].lstrip()):
        writer.pieces.append(" ")
    else:
        writer.end(block)


def held_by(root: HtmlElement, lines: list[Line]) -> dict[HtmlElement, Held]:
    """What each element below and with ``root`` holds; elements without a character are left out."""
    held: dict[HtmlElement, Held] = {}
    for line in lines:
        one = Held(len(line.text), line.linked, line.prose, int(line.prose > 0), int(line.is_linked))
        held.setdefault(line.block, Held()).add(one)
    for node in reversed(list(root.iter())):  # children before their parents
        own, parent = held.get(node), node.getparent()
        if own is not None and node is not root and parent is not None:
            held.setdefault(parent, Held()).add(own)
    return held

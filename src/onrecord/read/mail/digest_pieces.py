"""A block of a newsletter → what it is by its form: a headline and of which kind, a byline, a link to the full story, or prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.read.bylines import Byline, byline_of, has_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.read.pages.fragment import Block

#: A headline has no more characters, and a line without any mark on it fewer.
LONGEST_HEADLINE = 200
LONGEST_PLAIN_HEADLINE = 120
#: A line of fewer words that ends no sentence is a label.
LEAST_PROSE = 8
#: A headline that nothing but a link or its form marks has so many words.
LEAST_HEADLINE = 3
#: Nearly all of a line.
NEARLY = 0.9

_URL = r"https?://[^\s<>\[\]()]+"
_ONLY_URL = re.compile(rf"[<(\[]?\s*({_URL})\s*[>)\]]?")
_URL_AFTER = re.compile(rf"\s{{0,9}}(?:<\s*({_URL})\s*>|\[\s*({_URL})\s*\]|\(\s*({_URL})\s*\)|(?<=\s)({_URL})$)")
_MORE_WORDS = (
    r"(?:(?:read|see|get|view|find out|learn|full|continue|keep|go)\b.{0,15}"
    r"\b(?:more|story|article|report|post|reading|deeper|full|details|it)"
    r"|more here|full (?:story|article|report|text)|continue)\b"
)
_MORE = re.compile(rf"\W*{_MORE_WORDS}.{{0,60}}", re.IGNORECASE)
_MORE_END = re.compile(rf"([.!?…][”\"’')\]]*)\s{{0,9}}\W{{0,9}}{_MORE_WORDS}[^.!?]{{0,40}}\W{{0,9}}$", re.IGNORECASE)
_RELATED = re.compile(
    r"\W*(?:related|see also|also|read(?: also| next)?|watch|listen|more|opinion|explainer|background|analysis|don.t miss)\s*[:|>–—-]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*$")
_NO_HEADLINE_END = re.compile(r"[.,;:…][\"”’)\]]*$")
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)/]|\[\d{1,2}\]|#\d{1,2}|\d{1,2}\s[|–—-])\s+")
_MARK = re.compile(r"(?:[*•●▪■□◆►▶→»>#=-]+|[*_]{2})\s*")
_TAIL = re.compile(r"[\s»›→>*_#=]{1,40}$")

#: The rank of a headline that only its form marks, below those of elements.
_LOWEST = 7


class Piece(NamedTuple):
    """A block of a newsletter.

    Attributes:
        text: its words, without addresses and the marks of a list.
        style: the kind of headline that it is; empty where it is none.
        link: the address that it leads to.
        leads_on: whether the full story is linked at the end of its words.
        has_dateline: whether it begins with one.
        byline: what it states, where it is a byline.
    """

    text: str
    role: Literal["headline", "byline", "more", "prose", "other"]
    style: str = ""
    link: str = ""
    leads_on: bool = False
    has_dateline: bool = False
    byline: Byline | None = None


def rank_of(style: str) -> int:
    """How high a kind of headline stands: 1 is the highest; lines that only their form makes headlines have one rank."""
    return int(style[1]) if style[0] == "h" and style[1:].isdigit() else _LOWEST


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """What the blocks are, one by one; an address in a line of its own belongs to the headline above it, or leads to the full story."""
    held: Piece | None = None
    for piece in map(_piece, blocks):
        if held is not None and held.style and not held.link and piece.role == "more" and not piece.text:
            held = held._replace(link=piece.link)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _piece(block: Block) -> Piece:
    text, link, is_plain = _parted(block)
    if not text or (link and _MORE.fullmatch(text)):
        return Piece(text, "more", link=link)
    if (byline := byline_of(text)) is not None and not block.is_heading:
        return Piece(text, "byline", byline=byline)
    ended = _MORE_END.search(text) if link else None
    style = "" if ended else _style(block, text, link)
    if style:
        return Piece(_headline(text), "headline", style, link if is_plain or block.linked > NEARLY else "")
    text = text[: ended.end(1)] if ended else text
    is_prose = bool(_SENTENCE_END.search(text)) or len(text.split()) >= LEAST_PROSE
    return Piece(text, "prose" if is_prose else "other", link=link, leads_on=bool(ended), has_dateline=has_dateline(text))


def _parted(block: Block) -> tuple[str, str, bool]:
    """The words, the address, and whether it was written out beside them, as in a plain text."""
    text = block.text.strip()
    if match := _ONLY_URL.fullmatch(text):
        return "", block.link or match[1], True
    found = [next(filter(None, match.groups())) for match in _URL_AFTER.finditer(text)]
    return (_URL_AFTER.sub("", text).strip() if found else text), block.link or next(iter(found), ""), bool(found)


def _style(block: Block, text: str, link: str) -> str:
    """The kind of headline that a block is by its form."""
    if len(text) > LONGEST_HEADLINE or _RELATED.match(text) or not any(char.isalpha() for char in text):
        return ""
    if block.is_heading:
        return block.tag
    if _NO_HEADLINE_END.search(text) or len(text.split()) < LEAST_HEADLINE:
        return ""
    if block.bold > NEARLY:
        return "bold"
    bare = _MARK.sub("", text, count=1)
    if len(bare) > LONGEST_PLAIN_HEADLINE or not (bare[:1].isupper() or bare[:1].isdigit() or bare[:1] in "“\"'‘"):
        return ""
    if _NUMBER.match(bare):
        return "numbered"
    if bare != text:
        return "marked"
    if bare.isupper():
        return "caps"
    return "linked" if block.linked > NEARLY else "plain" if link or block.linked == 0 else ""


def _headline(text: str) -> str:
    """The headline's words, without the mark or the number before it."""
    return _TAIL.sub("", _NUMBER.sub("", _MARK.sub("", text, count=1), count=1)).strip() or text

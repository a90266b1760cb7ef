"""Markdown → article: the words without the marks, a paragraph a line; or the articles of an export of a press database.

A file without any mark is plain text, and stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import LONGEST_TEXT
from onrecord.read.documents.front_matter import front_matter
from onrecord.read.encoding import decode, unix_lines
from onrecord.read.pages.fragment import Block, blocks_of_source, text_of
from onrecord.read.part import Stated, article_of, either
from onrecord.read.press.exports import articles_of_export, export_of
from onrecord.read.press.plain import export_of_plain
from onrecord.read.text import read_plain, split_head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: A line that is longer is no line of a paragraph that was broken to fit a screen, but a paragraph by itself.
LONG_LINE = 120
#: A line across the page, as an export writes it in letters.
RULE = 60

# What a plain text has too: paragraphs, numbers before them, and rows of stars or dashes between them.
_PLAIN = frozenset({
    "paragraph_open", "paragraph_close", "inline", "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close", "hr",
    "text", "softbreak",
})  # fmt: skip
_INLINE_TAG = re.compile(
    r"<!--.*|</?(?:a|abbr|b|bdi|bdo|big|br|center|cite|code|del|dfn|div|em|figcaption|figure|font|i|iframe|img|ins|kbd|mark|p|q|s|samp|small"
    r"|span|strike|strong|sub|sup|time|tt|u|var|video|wbr)(?:\s.*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEAD = re.compile(r"#{1,6}\s+")
_SPACES = re.compile(" {2,}")  # where a mark stood
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The article of a part in Markdown, or the articles of an export of a press database.

    Raises:
        InputError: it holds none.
    """
    data = part.whole()
    try:
        whole = unix_lines(decode(data))
    except ValueError as error:
        raise InputError(part.origin, "encoding", str(error), advice="save the file as UTF-8") from error
    matter = front_matter(whole)
    headed = split_head(whole[matter.end :])
    tokens = _tokens(headed.text) if len(headed.text) <= LONGEST_TEXT else []  # which is refused in a moment
    is_marked = any(map(_is_mark, tokens))
    blocks = list(_blocks(tokens)) if is_marked else []
    export = export_of(["_" * RULE if block.tag == "hr" else block.text for block in blocks]) or export_of_plain(_bare(headed.text))
    if export is not None:
        yield from articles_of_export(export, part, options)
        return
    if not is_marked and not matter.end:
        yield from read_plain(part, options)
        return
    blocks = [block for block in blocks if block.tag != "hr"]
    text = text_of(blocks) if is_marked else headed.text
    stated = either(matter.stated, headed.stated, part.told)
    title = blocks[0].text if blocks and blocks[0].tag == "h1" else None
    if title and title.split() == (stated.title or title).split():
        text = text_of(blocks[1:])
        stated = either(stated, Stated(title=title))
    yield article_of(text, stated, part.origin, options, raw=data)


def _bare(text: str) -> str:
    """The lines without the marks of headings, strong words, links and escapes."""
    text = _ESCAPE.sub(r"\1", _LINK.sub(r"\1", text))
    return "\n".join(_HEAD.sub("", line, count=1).replace("**", "") for line in text.split("\n"))


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt  # noqa: PLC0415  (only here)

    # in articles a paragraph whose first line is set in is no code
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code").parse(text)


def _is_mark(token: Token) -> bool:
    return token.type not in _PLAIN or any(child.type not in _PLAIN for child in token.children or ())


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    tag, number = "p", ""
    for token in tokens:
        if token.type == "heading_open":
            tag = token.tag
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline":
            for line in _words(token.children or []).split("\n"):
                if words := _SPACES.sub(" ", line).strip():
                    yield Block(number + words, tag)
                    number = ""
            tag = "p"
        elif token.type == "fence":
            yield from (Block(line, "pre") for line in token.content.split("\n") if line.strip())
        elif token.type == "hr":
            yield Block("", "hr")
        elif token.type == "html_block":
            yield from blocks_of_source(token.content)


def _words(children: list[Token]) -> str:
    r"""The words of a paragraph, with ``\n`` where a line ends on purpose."""
    pieces: list[str] = []
    length = 0
    for child in children:
        piece = ""
        if child.type in {"text", "code_inline"}:
            piece = child.content
        elif child.type == "html_inline":
            piece = "\n" if _BREAK.fullmatch(child.content) else "" if _INLINE_TAG.fullmatch(child.content) else child.content
        elif child.type == "hardbreak":
            piece = "\n"
        elif child.type == "softbreak":
            piece = "\n" if length > LONG_LINE else " "
            length = -1
        length += len(piece)
        pieces.append(piece)
    return "".join(pieces)

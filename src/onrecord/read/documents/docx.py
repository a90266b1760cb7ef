"""A Word document → its article, or the articles of an export of a press database."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import split_authors
from onrecord.read.documents.docx_blocks import blocks_of_body, style_names
from onrecord.read.documents.docx_package import document_of, is_word
from onrecord.read.pages.fragment import text_of, without_title
from onrecord.read.part import Stated, article_of, either
from onrecord.read.press.exports import articles_of_export, export_of
from onrecord.read.text import split_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.read.options import ReadOptions
    from onrecord.read.pages.fragment import Block
    from onrecord.read.part import Part
    from onrecord.records import Article

__all__ = ["is_word", "read_blocks", "read_docx"]

#: A title in a file's properties of fewer words, which the text does not begin with, is left from a template.
LEAST_TITLE = 4
#: A byline stands in so many paragraphs from the start or in as many from the end.
NEAR = 5

_FILE_NAME = re.compile(r"\.\w{3,4}$|^(?:microsoft word|document\d*\b|untitled|template)|[_\\/]", re.IGNORECASE)
_FILE_WORDS = re.compile(r"\b(?:template|draft|final version|presentation)\b", re.IGNORECASE)


def read_docx(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a Word document.

    Raises:
        InputError: it is broken, a bomb, encrypted, or holds no text.
    """
    data = part.whole()
    try:
        document = document_of(part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        message = "the Word document is broken, cut off or encrypted"
        raise InputError(part.origin, "broken", message, advice="save it again without a password") from error
    blocks = list(blocks_of_body(document.body, style_names(document.styles)))
    yield from read_blocks(blocks, part, options, raw=data, properties=document.properties)


def read_blocks(
    blocks: list[Block], part: Part, options: ReadOptions, *, raw: bytes, properties: Mapping[str, str]
) -> Iterator[Article | InputError]:
    """The articles of a document's paragraphs: one, or as many as an export of a press database holds.

    Args:
        blocks: the paragraphs, headings and titles, in order.
        part: the file.
        options: what holds for articles that do not tell.
        raw: the bytes of the file.
        properties: the ``title`` and the ``creator`` that the file states.

    Raises:
        InputError: they hold no article.
    """
    export = export_of([block.text for block in blocks])
    if export is not None:
        yield from articles_of_export(export, part, options)
        return
    title = _title(blocks, properties.get("title", ""))
    stated = Stated(title=title, authors=_authors(blocks, properties.get("creator", "")))
    headed = split_head(text_of(without_title(blocks, title)))
    yield article_of(headed.text, either(headed.stated, stated, part.told), part.origin, options, raw=raw)


def _title(blocks: list[Block], said: str) -> str | None:
    """The paragraph in the style of a title, a heading that the text begins with, or the title in the file's properties."""
    styled = next((block.text for block in blocks[:NEAR] if block.tag == "title"), None)
    if styled is None and blocks and blocks[0].is_heading:
        styled = blocks[0].text
    if styled is not None:
        return styled
    said = " ".join(said.split())
    if blocks and said and blocks[0].text.split() == said.split():
        return said
    is_file = _FILE_NAME.search(said) or _FILE_WORDS.search(said)
    return said if len(said.split()) >= LEAST_TITLE and not is_file else None


def _authors(blocks: list[Block], creator: str) -> tuple[str, ...]:
    """Who made the file, where a byline says that they wrote the text: whoever typed it is no author."""
    names = split_authors(creator)
    lines = {" ".join(split_authors(block.text)).lower() for block in [*blocks[:NEAR], *blocks[-NEAR:]] if block.text}
    return tuple(names) if names and " ".join(names).lower() in lines else ()

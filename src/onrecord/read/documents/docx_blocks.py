"""The body of a Word document → its paragraphs in order: without notes, margins, tables of data, and what was deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.pages.fragment import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

#: What is no text that stands: deleted, moved away, drawn otherwise for older programs, ruby, the words of a field's command.
_OUT = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"})
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "br": "\n", "cr": "\n"}
#: A line of so many words that ends a sentence is prose.
LEAST_PROSE = 8
_SENTENCE = re.compile(r"[.!?…][\"”’)\]\d]*$")
_HEADING = re.compile(r"heading ([1-6])")
_LEFT_OUT = re.compile(r"toc \d|toc heading|header|footer|footnote text|endnote text")


def style_names(styles: Element | None) -> dict[str, str]:
    """The names of the styles by their ids: ids are in the writer's language, names of built-in styles in English."""
    if styles is None:
        return {}
    return {_value(style, "styleId"): _value(name).lower() for style in styles if _name(style) == "style" for name in _named(style, "name")}


def blocks_of_body(document: Element, styles: Mapping[str, str]) -> Iterator[Block]:
    """The paragraphs of a document; what stands in text boxes comes after the rest.

    A table of one column, and one of several most of whose words are sentences, is layout: its cells are paragraphs, row by row. Any other
    is data, as figures and names are, and is left out, unless there is nothing else.
    """
    boxes: list[Element] = []
    blocks = list(_blocks(document, styles, boxes, tables=False))
    while boxes:
        blocks += _blocks(boxes.pop(0), styles, boxes, tables=False)
    yield from blocks or _blocks(document, styles, [], tables=True)


def _blocks(element: Element, styles: Mapping[str, str], boxes: list[Element], *, tables: bool) -> Iterator[Block]:
    pending = ""
    for paragraph in _paragraphs(element, tables=tables):
        text = pending + "".join(_words(paragraph, boxes))
        pending = ""
        if _is_joined(paragraph):
            pending = text
            continue
        yield from _lines(text, _style(paragraph, styles))
    yield from _lines(pending, "")


def _lines(text: str, style: str) -> Iterator[Block]:
    if _LEFT_OUT.fullmatch(style):
        return
    heading = _HEADING.fullmatch(style)
    tag = "title" if style == "title" else f"h{heading[1]}" if heading else "p"
    for line in text.split("\n"):
        if words := re.sub(" {2,}", " ", line).strip():
            yield Block(words, tag)


def _paragraphs(element: Element, *, tables: bool) -> Iterator[Element]:
    """The paragraphs below an element, in order; those in tables of data only where asked for."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield child
        elif name == "tbl" and not tables and not _is_column(child) and not _is_prose(child):
            continue
        elif name not in _OUT:
            yield from _paragraphs(child, tables=tables)


def _is_column(table: Element) -> bool:
    return all(len(list(_named(row, "tc"))) <= 1 for row in _named(table, "tr"))


def _is_prose(table: Element) -> bool:
    """Whether most of the words in a table of several columns are in sentences."""
    lines = [line for paragraph in _paragraphs(table, tables=True) for line in "".join(_words(paragraph, [])).split("\n")]
    lengths = [(len(line.split()), _SENTENCE.search(line.strip()) is not None) for line in lines]
    return sum(words for words, ends in lengths if ends and words >= LEAST_PROSE) > sum(words for words, _ in lengths) / 2


def _words(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The characters of a paragraph; the text boxes that hang on it are put aside."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield (child.text or "").replace("\n", " ")
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name not in _OUT and not (name == "r" and _is_hidden(child)):
            yield from _words(child, boxes)


def _is_hidden(run: Element) -> bool:
    return any(_value(mark) not in {"0", "false", "off"} for inner in _named(run, "rPr") for mark in _named(inner, "vanish"))


def _is_joined(paragraph: Element) -> bool:
    """Whether the end of the paragraph was deleted, which joins it to the next."""
    properties = [mark for inner in _named(paragraph, "pPr") for mark in _named(inner, "rPr")]
    return any(True for mark in properties for _ in _named(mark, "del"))


def _style(paragraph: Element, styles: Mapping[str, str]) -> str:
    style = next((_value(one) for inner in _named(paragraph, "pPr") for one in _named(inner, "pStyle")), "")
    return styles.get(style, style.lower())


def _named(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Element, name: str = "val") -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""

"""Where on a page an article's text stands, and its lines: the smallest element that holds nearly all of the prose."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord.read.pages.lines import Held, ends_sentence, held_by, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from onrecord.read.pages.lines import Line

#: The column holds this share of the prose around it.
COLUMN_SHARE = 0.9
#: A marked article is taken for the column where it holds this share of the page's prose.
ARTICLE_SHARE = 0.5
#: The only <article> of a page is so already where it holds this share.
LONE_ARTICLE_SHARE = 0.25
#: With more lines of prose above it, a heading is none of the article's title.
MOST_ABOVE = 1
#: A line of so many words that stands again in another is set off from it, to catch the eye.
LEAST_REPEATED = 8
#: A line is compared with so many that hold its first words.
MOST_COMPARED = 20

_MARKED = "//*[@itemprop='articleBody']|//article|//main|//*[@role='main' or @role='article']"
_BULLET = re.compile(r"[•·▪■◦●‣⁃∙]\s*")
_WORDS = re.compile(r"\w+")


def text_of(root: HtmlElement, titles: Iterable[str] = ()) -> list[str]:
    """The article's lines in a part of a page that is cleared of what stands beside them; its title, and what comes before, is none."""
    lines = within(lines_of(column_of(root, lines_of(root))), {_key(title) for title in titles})
    texts = [_BULLET.sub("", line.text, count=1) if _BULLET.match(line.text) else line.text for line in _with_text_below(lines)]
    return _once(texts)


def column_of(root: HtmlElement, lines: list[Line]) -> HtmlElement:
    """The element that the article's paragraphs stand in."""
    held = held_by(root, lines)
    column = root
    everything = held.get(root, Held()).prose
    found = [marked for marked in root.xpath(f".{_MARKED.replace('|', '|.')}") if marked in held]
    kinds = Counter(marked.tag for marked in found)
    for marked in found:
        is_lone = marked.tag == "article" and kinds["article"] == 1
        if held[marked].prose >= (LONE_ARTICLE_SHARE if is_lone else ARTICLE_SHARE) * everything:
            column = marked  # the innermost comes last
    while True:
        prose = held.get(column, Held()).prose
        inner = next((child for child in column if child in held and held[child].prose >= COLUMN_SHARE * prose), None)
        if inner is None or not prose or inner.tag in {"p", "li", "blockquote"}:
            return column
        column = inner


def within(lines: list[Line], titles: set[str]) -> list[Line]:
    """The lines of the article among those of its column: from the first sentence to the last, without links that stand alone.

    Before and after stand bylines, dates and buttons.
    """
    lines = [line for line in lines if not line.is_linked or line.is_heading]
    headed = [number for number, line in enumerate(lines) if line.is_heading and _key(line.text) in titles]
    if headed and not any(line.prose for line in lines[headed[0] + 1 : headed[-1]]):  # some systems have every heading in <h1>
        headed = headed[-1:]
    if headed and sum(line.prose > 0 for line in lines[: headed[0]]) <= MOST_ABOVE:
        lines = lines[headed[0] + 1 :]
    sentences = [number for number, line in enumerate(lines) if line.prose or ends_sentence(line.text)]
    return lines[sentences[0] : sentences[-1] + 1] if sentences else []


def _with_text_below(lines: list[Line]) -> list[Line]:
    """The lines without headings that head nothing, as what they headed was no text."""
    kept: list[Line] = []
    for line in lines:
        if kept and _level(kept[-1]) and _level(line) and _level(line) <= _level(kept[-1]):
            kept.pop()
        kept.append(line)
    return kept


def _level(line: Line) -> int:
    """1 to 6 for a heading, else 0."""
    tag = line.block.tag
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0  # noqa: PLR2004


def _once(texts: list[str]) -> list[str]:
    """The lines without those that repeat what stands in another: pull quotes, and paragraphs that a page has twice."""
    words = [_WORDS.findall(text.lower()) for text in texts]
    keys = [f" {' '.join(line)} " for line in words]
    begins = {tuple(line[:LEAST_REPEATED]): set[int]() for line in words if len(line) >= LEAST_REPEATED}
    for number, line in enumerate(words):
        for at in range(len(line) - LEAST_REPEATED + 1):
            holders = begins.get(tuple(line[at : at + LEAST_REPEATED]))
            if holders is not None and len(holders) < MOST_COMPARED:
                holders.add(number)
    kept: list[str] = []
    seen: set[str] = set()
    for text, line, key in zip(texts, words, keys, strict=True):
        if len(line) >= LEAST_REPEATED:
            holders = begins[tuple(line[:LEAST_REPEATED])]
            if key in seen or any(len(keys[holder]) > len(key) and key in keys[holder] for holder in holders):
                continue
            seen.add(key)
        kept.append(text)
    return kept


def _key(title: str) -> str:
    return " ".join(_WORDS.findall(title.lower()))

"""What a page that states nothing shows of its article all the same: the heading that its title repeats, a byline and a date beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import split_authors
from onrecord.read.pages.lines import lines_of
from onrecord.read.pages.stated import day_in
from onrecord.read.part import Stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.read.pages.lines import Line

#: Lines this far below the heading may still be of its head.
HEAD_LINES = 12
#: A heading of fewer words may stand in the page's title by chance.
LEAST_WORDS = 3

#: A longer title is none.
LONGEST_TITLE = 1000

_JOINT = r"[\s|:·•»«–—-]+"
_BYLINE = re.compile(
    r"(?:(?:posted|written|reported|published) )?by:? (?P<names>.{3,120}?)(?:\s*(?:[@|·•]|\bat \d|\bon \w+ \d|, \d).*)?", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,4}")
_WORD = re.compile(r"\w+")


def shown(tree: HtmlElement, title: str | None) -> Stated:
    """What the page shows of its article.

    Args:
        tree: the page.
        title: the article's title, where the page states it.
    """
    named = " ".join((tree.findtext(".//title") or "")[:LONGEST_TITLE].split())
    lines = lines_of(tree)
    at = _heading(lines, title or named, exactly=title is not None)
    if at is None:
        return Stated()
    heading = lines[at].text
    head = _head(lines, at)
    return Stated(
        title=heading,
        outlet=_rest(named, heading),
        authors=next(filter(None, map(_names, [*head, *_posted(lines)])), ()),
        published=next(filter(None, map(day_in, [*head, *(line.text for line in lines[max(0, at - 1) : at])])), None),
    )


def _heading(lines: list[Line], named: str, *, exactly: bool) -> int | None:
    """Where the heading stands: the longest line that is all in the page's title, before any that is as long."""
    title = f" {_key(named)} "
    best, longest = None, 0
    for number, line in enumerate(lines):
        key = f" {_key(line.text)} "
        if len(key) > longest and (key == title if exactly else key in title and key.count(" ") > LEAST_WORDS):
            best, longest = number, len(key)
    return best


def _head(lines: list[Line], at: int) -> list[str]:
    """The lines between the heading and the text."""
    head = []
    for line in lines[at + 1 : at + 1 + HEAD_LINES]:
        if line.prose and not _BYLINE.fullmatch(line.text):
            break
        head.append(line.text)
    return head


def _posted(lines: list[Line]) -> list[str]:
    """Lines such as ``posted by Ada Lund @ 9:14``, which blogs have below a text."""
    return [line.text for line in lines if line.text.lower().startswith("posted by ")]


def _rest(named: str, heading: str) -> str | None:
    """What the page's title has besides the heading, at its start or its end."""
    whole = re.escape(heading)
    match = re.fullmatch(rf"(?:(?P<before>.+?){_JOINT})?{whole}(?:{_JOINT}(?P<after>.+))?", named)
    return (match["before"] or match["after"]) if match else None


def _names(line: str) -> tuple[str, ...]:
    byline = _BYLINE.fullmatch(line)
    names = split_authors(byline["names"]) if byline else []
    return tuple(names) if all(_NAME.fullmatch(name) and name[0].isupper() for name in names) else ()


def _key(words: str) -> str:
    return " ".join(_WORD.findall(words.lower()))

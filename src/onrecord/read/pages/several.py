"""A page that holds several articles → the posts on it: those of a live blog, of a blog's front page, of a newsletter.

A page falls apart only where its parts say of themselves that they are articles: each has a heading and, all of them, a date, a byline, a
permanent link or a link to where it stands by itself; in a live blog a time is enough. A page that states that it is one article, and is
no live blog, is one.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.read.article import iso_day, split_authors
from onrecord.read.pages.beside import clear, clear_comments, is_box
from onrecord.read.pages.column import text_of
from onrecord.read.pages.lines import HEADINGS, Held, held_by, lines_of
from onrecord.read.pages.marks import words_of
from onrecord.read.pages.stated import BYLINES, day_in, kinds_of, live_updates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from onrecord.read.pages.html import Page

#: The posts hold this share of the page's prose; where they hold less they are beside its article.
LEAST_SHARE = 0.6
#: A post with fewer paragraphs of prose is a teaser, but in a live blog.
LEAST_PARAGRAPHS = 2
#: So many teasers and nothing else make a list.
LEAST_LISTED = 3

_POSTS = frozenset({"article", "li", "section", "div", "tr", "td", "table"})
_ONE_ARTICLE = re.compile(r"(?:Article|BlogPosting|OpinionPiece|Report)$|^article$")
_LISTS = frozenset({"Blog", "CollectionPage", "ItemList"})
_ELSEWHERE = re.compile(
    r"(?:read|continue|view|see)\b.{0,20}\b(?:on|more|online|full|in|at|reading|story|article|post)\b.{0,30}|permalink|.{0,10}comments?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(\d{1,2})[.:h](\d{2})\b")
_DATED = frozenset({"byline", "date", "dateline", "permalink", "posted", "published", "time", "timestamp"})
_MARK = "data-onrecord-post"


@dataclass(frozen=True, slots=True)
class Post:
    """One of the articles of a page.

    Attributes:
        anchor: its id on the page, or its number.
        url: where it stands by itself, if it says so.
    """

    text: str
    title: str | None
    published: str | None
    authors: tuple[str, ...]
    anchor: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of a page, in its order; none where it holds one article, or lists articles that stand elsewhere."""

    found: tuple[Post, ...] = ()
    is_list: bool = False


def posts_of(page: Page) -> Posts:
    """The posts on a page."""
    live = "LiveBlogPosting" in kinds_of(page.tree) or _calls_itself_live(page.tree)
    if not live and states_one(page):
        return Posts()
    tree = deepcopy(page.tree)
    clear_comments(tree)
    held = held_by(tree, lines_of(tree))
    units = _units(tree, held, live=live)
    full = units if live else [unit for unit in units if held[unit].paragraphs >= LEAST_PARAGRAPHS]
    if len(full) > 1 and (live or _say_so(full)):
        return Posts(_read(page, tree, full, live=live))
    if live:
        return Posts(_stated(page))
    listed = [unit for unit in units if held[unit].paragraphs < LEAST_PARAGRAPHS and held[unit].links]
    return Posts(is_list=not full and len(listed) >= LEAST_LISTED)


def states_one(page: Page) -> bool:
    """Whether a page states that it is one article."""
    kinds = kinds_of(page.tree)
    return any(map(_ONE_ARTICLE.search, kinds)) and _LISTS.isdisjoint(kinds)


def _calls_itself_live(tree: HtmlElement) -> bool:
    names = (words_of(element) for element in tree.iter("body", "main", "article", "section", "div"))
    return any("liveblog" in words or ("live", "blog") in pairwise(words) for words in names)


def _units(tree: HtmlElement, held: dict[HtmlElement, Held], *, live: bool) -> list[HtmlElement]:
    """The elements that may be posts: alike, one below the other, with most of the page's prose among them."""
    groups: dict[tuple[object, ...], list[HtmlElement]] = {}
    for element, one in held.items():
        if one.prose and element.tag in _POSTS and _may_be_post(element, live=live):
            by_class = None if element.tag == "article" or "block" in words_of(element) else element.get("class")
            groups.setdefault((element.getparent(), element.tag, by_class), []).append(element)
            if element.tag == "article":
                groups.setdefault(("article",), []).append(element)
    alike = [group for group in map(_outermost, groups.values()) if len(group) > 1]
    best = max(alike, key=lambda group: (_prose(group, held), len(group)), default=[])
    order = {element: number for number, element in enumerate(tree.iter())}
    return sorted(best, key=order.__getitem__) if _prose(best, held) >= LEAST_SHARE * held.get(tree, Held()).prose else []


def _prose(elements: Iterable[HtmlElement], held: dict[HtmlElement, Held]) -> int:
    return sum(held[element].prose for element in elements)


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    every = set(elements)
    return [element for element in elements if not any(above in every for above in element.iterancestors())]


def _may_be_post(element: HtmlElement, *, live: bool) -> bool:
    if is_box(element) or any(is_box(above) for above in element.iterancestors("aside", "div", "section")):
        return False
    return _heading(element) is not None or (live and next(element.iter("time"), None) is not None)


def _heading(element: HtmlElement) -> HtmlElement | None:
    return next((heading for heading in element.iter(*HEADINGS) if heading.text_content().strip()), None)


def _say_so(units: list[HtmlElement]) -> bool:
    """Whether each says, in the same way as the others, that it is an article."""
    return any(all(map(says, units)) for says in (_has_date, _has_byline, _has_own_place, _leads_elsewhere))


def _has_date(unit: HtmlElement) -> bool:
    return next(unit.iter("time"), None) is not None or any(
        not _DATED.isdisjoint(words_of(element)) for element in unit.iter("div", "p", "span")
    )


def _has_byline(unit: HtmlElement) -> bool:
    return bool(unit.xpath("." + BYLINES.replace("|//", "|.//")))


def _has_own_place(unit: HtmlElement) -> bool:
    heading = _heading(unit)
    return heading is not None and _link(heading) is not None


def _link(heading: HtmlElement) -> str | None:
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return next((target for link in links if (target := link.get("href", "").strip()) and not target.startswith("#")), None)


def _leads_elsewhere(unit: HtmlElement) -> bool:
    return any(line.is_linked and _ELSEWHERE.fullmatch(line.text) for line in lines_of(unit))


def _read(page: Page, tree: HtmlElement, units: list[HtmlElement], *, live: bool) -> tuple[Post, ...]:
    anchors = [unit.get("id", "").strip() for unit in units]
    distinct = all(anchors) and len(set(anchors)) == len(anchors)
    known = [(_title(page, unit), _published(unit), _authors(unit)) for unit in units]
    for number, unit in enumerate(units):
        unit.set(_MARK, str(number))
    clear(tree)
    left = {int(unit.get(_MARK)): unit for unit in tree.xpath(f"//*[@{_MARK}]")}
    posts = []
    for number, (title, published, authors) in enumerate(known):
        text = "\n".join(text_of(left[number], [title or ""])) if number in left else ""
        if text:
            anchor = anchors[number] if distinct else str(number + 1)
            link = _permanent(units[number]) or (f"{page.stated.url}#{anchor}" if distinct and page.stated.url else None)
            posts.append(
                Post(
                    text,
                    title,
                    published or page.stated.published or page.guessed.published,
                    authors or (page.stated.authors if live else ()),
                    anchor,
                    link,
                )
            )
    return tuple(posts)


def _permanent(unit: HtmlElement) -> str | None:
    heading = _heading(unit)
    link = _link(heading) if heading is not None else None
    return link if link and link.startswith(("http://", "https://")) else None


def _title(page: Page, unit: HtmlElement) -> str | None:
    """Its heading; where it has none the page's title and the time."""
    heading = _heading(unit)
    if heading is not None:
        return " ".join(heading.text_content().split())
    title = page.stated.title or page.guessed.title
    time = next(unit.iter("time"), None)
    words = " ".join((time.text_content(), time.getparent().text_content(), time.get("datetime", ""))) if time is not None else ""
    clock = _CLOCK.search(words)
    return f"{title}, {int(clock[1]):02}:{clock[2]}" if title and clock else title


def _published(unit: HtmlElement) -> str | None:
    times = (time.get("datetime") or time.text_content() for time in unit.iter("time"))
    shown = (day_in(line.text) for line in lines_of(unit) if not line.prose)
    return next((day for words in times if (day := iso_day(words))), None) or next(filter(None, shown), None)


def _authors(unit: HtmlElement) -> tuple[str, ...]:
    found = unit.xpath("." + BYLINES.replace("|//", "|.//"))
    return tuple(dict.fromkeys(author for element in found for author in split_authors(element.text_content())))


def _stated(page: Page) -> tuple[Post, ...]:
    """The posts that a live blog states apart from what it shows."""
    return tuple(
        Post(text, title or page.stated.title, day or page.stated.published, authors or page.stated.authors, str(number), url)
        for number, (text, title, day, authors, url) in enumerate(live_updates(page.tree), 1)
    )

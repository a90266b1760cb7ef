"""What a web page states of itself outright: JSON-LD first, then meta elements, then marked-up bylines and times."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from onrecord.read.article import iso_day, split_authors
from onrecord.read.part import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

#: JSON-LD nested deeper than this says nothing of the page.
DEEPEST = 8

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title")
_OUTLET = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "date",
)
_URL = ("og:url", "twitter:url")
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|OpinionPiece|Report)$")
_TIMES = "//time[@datetime]|//*[@itemprop='datePublished']"
#: Where names of authors are marked up.
BYLINES = "//a[@rel='author' or starts-with(@rel, 'author ')]|//*[@itemprop='author']//*[@itemprop='name']"


_WRITTEN_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d)\b"
)
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)", re.IGNORECASE)
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
#: So far into a page browsers note where they saved it from.
_SAVED_WITHIN = 4096


def saved_from(source: str) -> str | None:
    """The address that a browser noted on a page when it saved it."""
    noted = _SAVED_FROM.search(source[:_SAVED_WITHIN])
    return noted[1] if noted else None


def stated(tree: HtmlElement) -> Stated:
    """What the page states of itself."""
    data, nodes = _article_data(tree)
    meta = _meta(tree)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    return Stated(
        title=_string(data.get("headline")) or _first(meta, _TITLE),
        outlet=_name(data.get("publisher"), nodes) or _first(meta, _OUTLET) or _site(nodes),
        authors=tuple(dict.fromkeys(_data_authors(data.get("author"), nodes) or _meta_authors(meta) or _bylines(tree))),
        published=_day(_string(data.get("datePublished"))) or _meta_day(meta) or _time(tree),
        modified=_string(data.get("dateModified")) or _first(meta, _MODIFIED),
        url=_web(_string(data.get("url"))) or _web(_first(meta, _URL)) or _web(canonical[0] if canonical else None),
        body=_body(data.get("articleBody")),
    )


def kinds_of(tree: HtmlElement) -> frozenset[str]:
    """What the page says that it is: the types of its JSON-LD objects, and the type that it tells social networks."""
    kinds = {kind for node in _data(tree) for kind in _strings(node.get("@type"))}
    return frozenset(kinds | {words.lower() for words in _meta(tree).get("og:type", ())})


def live_updates(tree: HtmlElement) -> list[tuple[str, str | None, str | None, tuple[str, ...], str | None]]:
    """Text, title, day, authors and address of each post that a live blog states."""
    found = []
    for node in _data(tree):
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else []:
            text = _body(update.get("articleBody")) if isinstance(update, dict) else None
            if text:
                title, day = _string(update.get("headline")), _day(_string(update.get("datePublished")))
                found.append((text, title, day, tuple(_data_authors(update.get("author"), {})), _web(_string(update.get("url")))))
    return found


def day_in(words: str) -> str | None:
    """The day that a line names, written out, if it names one: ``Tuesday, February 08, 2005``."""
    named = _WRITTEN_DAY.search(words[:200])
    return iso_day(named[0]) if named else None


def _article_data(tree: HtmlElement) -> tuple[dict[str, object], dict[str, dict[str, object]]]:
    """The JSON-LD object of the first article, and all objects that have an @id."""
    article: dict[str, object] = {}
    nodes: dict[str, dict[str, object]] = {}
    for node in _data(tree):
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > 1:
            nodes.setdefault(identity, node)
        if not article and any(_ARTICLE_TYPE.search(kind) for kind in _strings(node.get("@type"))):
            article = node
    return article, nodes


def _data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD, the outer before those in them."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(loaded, 0)


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)


def _strings(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _string(value: object) -> str | None:
    """The words of a value, without the entities that some systems leave in their JSON."""
    return next((words for item in _strings(value) if (words := " ".join(html.unescape(item).split()))), None)


def _body(value: object) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _name(value: object, nodes: dict[str, dict[str, object]]) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        identity = value.get("@id")
        if "name" not in value and isinstance(identity, str):
            value = nodes.get(identity, value)
        return _string(value.get("name"))
    return _string(value)


def _site(nodes: dict[str, dict[str, object]]) -> str | None:
    return next((name for node in nodes.values() if "WebSite" in _strings(node.get("@type")) and (name := _string(node.get("name")))), None)


def _data_authors(value: object, nodes: dict[str, dict[str, object]]) -> list[str]:
    names = [_name(item, nodes) for item in (value if isinstance(value, list) else [value])]
    return [author for name in names if name and not _web(name) for author in split_authors(name)]


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by their name or property, in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]"):
        words = " ".join(element.get("content").split())
        for key in ("property", "name", "itemprop"):
            if (name := element.get(key)) and words:
                found.setdefault(name.strip().lower(), []).append(words)
    return found


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _meta_authors(meta: dict[str, list[str]]) -> list[str]:
    for name in _AUTHORS:
        authors = [author for words in meta.get(name, ()) if not _web(words) for author in split_authors(words)]
        if authors:
            return authors
    return []


def _meta_day(meta: dict[str, list[str]]) -> str | None:
    return next((day for name in _PUBLISHED for words in meta.get(name, ()) if (day := _day(words))), None)


def _bylines(tree: HtmlElement) -> list[str]:
    return [author for element in tree.xpath(BYLINES) for author in split_authors(element.text_content())]


def _time(tree: HtmlElement) -> str | None:
    """The first marked-up time, in the article if there is one, as other articles on the page have theirs."""
    times = tree.xpath(_TIMES)
    inside = [element for element in times if any(True for _ in element.iterancestors("article", "main"))]
    outside = [] if tree.xpath("//article") else times
    candidates = (element.get("datetime") or element.get("content") or element.text_content() for element in inside or outside)
    return next((day for words in candidates if (day := _day(words))), None)


def _day(words: str | None) -> str | None:
    return iso_day(words) if words else None


def _web(words: str | None) -> str | None:
    return words if words and re.match(r"https?://\S+$", words.strip(), re.IGNORECASE) else None

"""A news page → an article: its text by a library that finds it, its metadata by the page's own words."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from onrecord.dates import parse_day
from onrecord.errors import InputError
from onrecord.read.article import article_from_text
from onrecord.read.encoding import declared_encoding, decode

if TYPE_CHECKING:
    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: Words below which what a page yields is no article but a menu.
_LEAST_WORDS = 25
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "published": ("article:published_time", "date", "dc.date", "pubdate", "datepublished", "parsely-pub-date", "sailthru.date"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "url": ("og:url",),
}


def article_from_html(data: bytes, origin: str, options: ReadOptions) -> Article:
    """The article of a page.

    Raises:
        InputError: the page holds no article, or one that is not English.
        ValueError: its bytes are no text.
    """
    page = decode(data, declared=declared_encoding(data))
    text, found = _extracted(page)
    if text is None or len(text.split()) < _LEAST_WORDS:
        advice = "save the page of the article itself, after it has loaded, or its text"
        raise InputError(origin, "no-article", "the page holds no article text", advice=advice)
    own = page_metadata(page)
    text = _without_title(text, own.get("title") or found.get("title"))
    published = own.get("published") or found.get("date") or options.published
    return article_from_text(
        text,
        origin=origin,
        raw=data,
        title=own.get("title") or found.get("title"),
        outlet=own.get("outlet") or found.get("sitename") or options.outlet,
        authors=_authors(own.get("author") or found.get("author")),
        published=published if published and parse_day(published) else options.published,
        url=own.get("url") or found.get("url"),
    )


def _extracted(page: str) -> tuple[str | None, dict[str, str]]:
    import trafilatura  # noqa: PLC0415 - heavy, and needed for HTML alone
    from lxml import etree  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, deduplicate=False, with_metadata=True)
    except (ValueError, etree.LxmlError, RecursionError, AttributeError, TypeError):
        return None, {}
    if document is None:
        return None, {}
    row: dict[str, Any] = document if isinstance(document, dict) else document.as_dict()
    names = ("title", "sitename", "author", "date", "url")
    return row.get("text") or None, {n: str(row[n]) for n in names if row.get(n)}


def _without_title(text: str, title: str | None) -> str:
    """The text without its first line where that only repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and rest.strip() and first.strip() in (title, title.split(" | ")[0].strip()) else text


def page_metadata(page: str) -> dict[str, str]:
    """Title, outlet, author, date and address as a page tells them: in JSON-LD, else in meta elements, else in a time element."""
    from lxml import etree, html  # noqa: PLC0415 - heavy, and needed for HTML alone

    try:
        tree = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, RecursionError):
        return {}
    found = _json_ld(tree)
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content", "").strip():
            metas.setdefault(name, " ".join(meta.get("content").split()))
    for field, names in _META.items():
        if field not in found and (value := next((metas[n] for n in names if n in metas), None)) and not value.startswith("http" * (field == "author")):
            found[field] = value
    if "published" not in found:
        times = [t.get("datetime") for t in tree.iter("time") if t.get("datetime")]
        if times:
            found["published"] = times[0]
    return found


def _json_ld(tree: Any) -> dict[str, str]:  # noqa: ANN401 - an lxml element
    found: dict[str, str] = {}
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for row in _rows(data):
            kind = row.get("@type")
            if not any("Article" in str(k) or "Posting" in str(k) for k in (kind if isinstance(kind, list) else [kind])):
                continue
            publisher = row.get("publisher")
            values = {
                "title": row.get("headline"),
                "published": row.get("datePublished"),
                "outlet": publisher.get("name") if isinstance(publisher, dict) else publisher,
                "author": _names(row.get("author")),
            }
            for field, value in values.items():
                if isinstance(value, str) and value.strip():
                    found.setdefault(field, " ".join(value.split()))
    return found


def _rows(data: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON
    if isinstance(data, list):
        return [row for one in data[:100] for row in _rows(one)]
    if isinstance(data, dict):
        return [data, *_rows(data.get("@graph", []))]
    return []


def _names(author: Any) -> str:  # noqa: ANN401 - JSON
    some = author if isinstance(author, list) else [author]
    names = [a.get("name") if isinstance(a, dict) else a for a in some]
    return "; ".join(n for n in names if isinstance(n, str))


def _authors(words: str | None) -> tuple[str, ...]:
    if not words:
        return ()
    parts = re.split(r";|,| and | & ", re.sub(r"^\s*by\s+", "", words, flags=re.IGNORECASE))
    return tuple(dict.fromkeys(p.strip() for p in parts if p.strip()))

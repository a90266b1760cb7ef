"""A web page → the article on it: its text without what stands around it, and what the page states of it.

Two readings of the page are made when what is no text by its marks is taken out: the column that holds nearly all of its prose, and what
trafilatura extracts. Where they mean the same article the column is taken, which leaves out less of it and has less of what stands around
it; where they do not, trafilatura's.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import split_authors
from onrecord.read.encoding import unix_lines
from onrecord.read.pages.beside import clear, clear_around
from onrecord.read.pages.column import text_of
from onrecord.read.pages.lines import ends_sentence
from onrecord.read.pages.shown import shown
from onrecord.read.pages.stated import saved_from, stated
from onrecord.read.pages.tree import source_of, tree_of
from onrecord.read.part import Stated, article_of, either
from onrecord.read.quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from trafilatura.settings import Document

    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: Without so many characters in long lines, what the strict extraction does not find is teasers and menus.
LEAST_PROSE = 400
LONG_LINE = 100
#: Two texts of a page mean the same article where one of them holds this share of the other's words.
SAME_ARTICLE = 0.8
#: A text that the page states apart is fuller than the one that it shows where it has so many times its words.
FULLER = 1.2

ADVICE = "save the page of a single article, after it has loaded, or copy its text into a plain text file"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is parsed.

    Attributes:
        tree: its elements; they are not changed.
        stated: what it states of itself.
        guessed: what else it shows of itself, and what trafilatura makes out of it.
    """

    tree: HtmlElement
    stated: Stated
    guessed: Stated

    @property
    def titles(self) -> list[str]:
        """What may stand above its article as a heading."""
        headings = [heading.text_content() for heading in self.tree.iter("h1")]
        return [title for title in (self.stated.title, self.guessed.title, *headings) if title]


def page_of(data: bytes, origin: str, *, charset: str | None = None) -> Page:
    """The page that the bytes hold; ``charset`` is what the server said of its encoding.

    Raises:
        InputError: they cannot be parsed.
    """
    source = source_of(data, origin, charset)
    tree = tree_of(source, origin)
    if tree is None:
        raise no_article(origin)
    sure = either(stated(tree), Stated(url=saved_from(source)))
    silent = not (sure.title and sure.outlet and sure.authors and sure.published)
    return Page(tree, sure, either(shown(tree, sure.title), _guessed(tree)) if silent else _guessed(tree))


def read_html(data: bytes, origin: str, options: ReadOptions, told: Stated | None = None, *, charset: str | None = None) -> Article:
    """The article on a web page; ``told`` is what its container says of it, ``charset`` what the server said of its encoding.

    Raises:
        InputError: there is none.
    """
    with parsing(origin):
        page = page_of(data, origin, charset=charset)
    return article_on(page, data, origin, options, told)


def article_on(page: Page, data: bytes, origin: str, options: ReadOptions, told: Stated | None = None) -> Article:
    """The one article on a page, whose bytes are ``data``.

    Raises:
        InputError: there is none.
    """
    with parsing(origin):
        text = article_text(page)
    if not text:
        raise no_article(origin)
    return article_of(text, either(page.stated, told or Stated(), page.guessed), origin, options, raw=data)


@contextmanager
def parsing(origin: str) -> Iterator[None]:
    """Within it foreign libraries keep quiet, and what they raise over a page is an error of the page.

    Raises:
        InputError: something was raised.
    """
    try:
        with quiet():
            yield
    except (InputError, ImportError, MemoryError):  # a broken installation is no broken page; memory is limited elsewhere
        raise
    except Exception as error:  # whatever foreign code makes of a page
        raise InputError(origin, "no-article", f"the page cannot be parsed ({type(error).__name__})", advice=ADVICE) from error


def no_article(origin: str, message: str = "no article's text was found on the page") -> InputError:
    """The error of a page that holds none."""
    return InputError(origin, "no-article", message, advice=ADVICE)


def article_text(page: Page) -> str:
    """The text of the one article on a page, a paragraph a line; empty where there is none."""
    tree = deepcopy(page.tree)
    clear(tree)
    column = "\n".join(text_of(tree, page.titles))
    extracted = _without_title(_text(_extract(tree, strict=True)), page.titles)
    body = unix_lines(page.stated.body or "")
    if _has_sentence(extracted):
        same = max(_share(extracted, column), _share(column, extracted)) >= SAME_ARTICLE
        text = column if same else extracted
        return body if _is_fuller(body, text) else text
    return body or (column if _is_prose(column) else _text_leniently(page))


def _text_leniently(page: Page) -> str:
    """The text where next to nothing was left: what boxes are called is not believed, but enough prose is asked for."""
    tree = deepcopy(page.tree)
    clear(tree, believing=False)
    text = _without_title(_text(_extract(tree, strict=False)), page.titles)
    return text if _is_prose(text) else ""


def _share(text: str, other: str) -> float:
    """Which share of the words of a text the other has."""
    words, others = Counter(_WORD.findall(text)), Counter(_WORD.findall(other))
    return (words & others).total() / max(1, words.total())


def _is_fuller(body: str, text: str) -> bool:
    """Whether the page states the text that it shows, and more, as some do that show the opening alone."""
    return len(body) >= FULLER * len(text) and _share(text, body) >= SAME_ARTICLE


def _is_prose(text: str) -> bool:
    return sum(len(line) for line in text.split("\n") if len(line) >= LONG_LINE) >= LEAST_PROSE


def _prepare(tree: HtmlElement) -> None:
    """Makes set-off quotations plain, which trafilatura takes for boxes."""
    for quote in tree.xpath("//figure[.//blockquote]|//article//aside[.//blockquote]"):
        quote.tag = "div"


def _extract(tree: HtmlElement, *, strict: bool) -> Document | None:
    from trafilatura import bare_extraction  # noqa: PLC0415  (heavy)

    _prepare(tree)
    found = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False, favor_precision=strict)
    return None if isinstance(found, dict) else found


def _guessed(tree: HtmlElement) -> Stated:
    from trafilatura import extract_metadata  # noqa: PLC0415  (heavy)

    # without the search through all the text, whose first date may be any
    around = deepcopy(tree)
    clear_around(around)
    document = extract_metadata(around, date_config={"original_date": True, "extensive_search": False})
    return Stated(
        title=document.title,
        outlet=document.sitename,
        authors=tuple(split_authors(document.author or "")),
        published=document.date,
        url=document.url,
    )


def _text(document: Document | None) -> str:
    """The text, a paragraph a line, without the hyphens that are put before a list's items."""
    if document is None or not document.text:
        return ""
    items = {" ".join("".join(item.itertext()).split())[:40] for item in document.body.iter("item")}
    lines = (" ".join(line.split()) if line.isspace() else line.strip() for line in unix_lines(document.text).split("\n"))
    return "\n".join(line[2:] if line.startswith("- ") and " ".join(line[2:].split())[:40] in items else line for line in lines if line)


def _without_title(text: str, titles: list[str]) -> str:
    """The text without the heading, which the article has as its title."""
    first, _, rest = text.partition("\n")
    return rest if first.split() in [title.split() for title in titles] else text


def _has_sentence(text: str) -> bool:
    return any(ends_sentence(line) for line in text.split("\n"))

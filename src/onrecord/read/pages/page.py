"""A web page → the article on it, or the articles; of an export of a press database, its articles."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.mail.around import is_newsletter, without_frame
from onrecord.read.mail.digest import items_of
from onrecord.read.pages.fragment import blocks_of
from onrecord.read.pages.html import ADVICE, article_on, page_of, parsing
from onrecord.read.pages.several import Post, posts_of, states_one
from onrecord.read.part import Stated, article_of, either
from onrecord.read.press.exports import articles_of_export, export_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.pages.html import Page
    from onrecord.read.part import Part
    from onrecord.records import Article

#: A line across the page, as an export in plain text writes it in letters.
RULE = 60
# Words that stand in every export of a press database, whose lines alone are looked at.
_EXPORTED = re.compile(rb"(?i:end of document|full\s?text)|Document\s+(?:<[^<>]*>)*[A-Z]{2}")


def read_page(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles on a web page, in its order: one, or the posts of a live blog, a blog's front page, a newsletter.

    Raises:
        InputError: there is none.
    """
    data = part.whole()
    with parsing(part.origin):
        page = page_of(data, part.origin, charset=part.charset)
        export = export_of(_lines(page)) if _EXPORTED.search(data) else None
    if export is not None:
        yield from articles_of_export(export, part, options)
        return
    with parsing(part.origin):
        posts = posts_of(page)
        items = [] if posts.found else _items_of(page)
    if items:
        yield from _articles_of(items, page, part, options)
        return
    if posts.is_list:
        message = "the page lists articles that stand elsewhere"
        raise InputError(part.origin, "no-article", message, advice=ADVICE)
    if not posts.found:
        yield article_on(page, data, part.origin, options, part.told)
    yield from _articles_of(posts.found, page, part, options)


def _lines(page: Page) -> list[str]:
    """What the page shows, line by line, with a line of letters for a line across it."""
    tree = deepcopy(page.tree)
    for rule in tree.iter("hr"):
        rule.text = "_" * RULE
    return [block.text for block in blocks_of(tree)]


def _items_of(page: Page) -> list[Post]:
    """The articles of a newsletter's page, told apart as those of an e-mail."""
    blocks = [] if states_one(page) else blocks_of(page.tree)
    if not is_newsletter(blocks):
        return []
    title = page.stated.title or page.guessed.title
    day = page.stated.published or page.guessed.published
    return [
        Post(item.text, item.title or title, item.published or day, item.authors, str(number), item.url)
        for number, item in enumerate(items_of(without_frame(blocks), title or ""), 1)
    ]


def _articles_of(posts: Iterable[Post], page: Page, part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    for post in posts:
        try:
            yield _article_of(post, page, part, options)
        except InputError as error:
            yield error


def _article_of(post: Post, page: Page, part: Part, options: ReadOptions) -> Article:
    own = Stated(title=post.title, published=post.published, authors=post.authors, url=post.url)
    of_all = Stated(
        outlet=page.stated.outlet or part.told.outlet or page.guessed.outlet,
        published=part.told.published,
        language=part.told.language,
        translation=part.told.translation,
        original_language=part.told.original_language,
    )
    return article_of(post.text, either(own, of_all), f"{part.origin}#{post.anchor}", options)

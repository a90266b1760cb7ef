"""A web page → the article on it, or the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.pages.html import ADVICE, article_on, page_of, parsing
from onrecord.read.pages.several import posts_of
from onrecord.read.part import Stated, article_of, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.pages.html import Page
    from onrecord.read.pages.several import Post
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_page(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles on a web page, in its order: one, or the posts of a live blog, a blog's front page, a newsletter.

    Raises:
        InputError: there is none.
    """
    data = part.whole()
    with parsing(part.origin):
        page = page_of(data, part.origin, charset=part.charset)
        posts = posts_of(page)
    if posts.is_list:
        message = "the page lists articles that stand elsewhere"
        raise InputError(part.origin, "no-article", message, advice=ADVICE)
    if not posts.found:
        yield article_on(page, data, part.origin, options, part.told)
    for post in posts.found:
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

"""A feed (RSS 0.9 to 2.0, Atom) → articles, one an item that holds its whole text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.feeds.entries import CHILDREN, channel_of, entry_of
from onrecord.read.pages.fragment import Block, text_of, without_title
from onrecord.read.part import article_of, either
from onrecord.read.slices import parsed, sliced, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.feeds.entries import Entry
    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part, Stated
    from onrecord.read.slices import Slice
    from onrecord.records import Article

#: What is only a description is an article from so many characters on. Not measured on feeds: teasers that content systems make by
#: themselves are cut at 55 words or 300 characters, those that people write are seldom longer than two sentences.
LEAST_DESCRIPTION = 700
#: What calls itself the content is one from so many on: the shortest items of wire services are a headline and a sentence.
LEAST_CONTENT = 120
#: A text of so many characters that ends in an ellipsis may end so by its author's will.
LONG_TEXT = 3000

_CUT = re.compile(r"(?:\[\s*(?:…|\.\.\.|&hellip;)\s*\]|\(\s*(?:…|\.\.\.)\s*\))$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)$")
_MORE = re.compile(r"(?:\b(?:read|see|view)\s+(?:the\s+)?(?:more|on|full\b.*|rest\b.*|whole\b.*)|\bcontinue reading\b.*|\bkeep reading\b.*|\bmore)\W*$", re.IGNORECASE)  # fmt: skip # noqa: E501
_FOOTER = re.compile(
    r"the post .+ (?:appeared first on|first appeared on) .+|(?:comments|permalink|discuss|share(?: this)?)\W*", re.IGNORECASE
)
_SHORT = 200


def read_feed(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a feed, in its order, with an error in the place of each item that holds none.

    Raises:
        InputError: it is no feed, or holds no item.
    """
    feed = sliced(xml_text(part.whole(), part.origin), "item", "entry")
    if not feed.items:
        raise InputError(part.origin, "no-article", "the feed holds no item", advice="save it again when it has some")
    channel = _channel(feed.rest, part)
    for number, item in enumerate(feed.items, 1):
        origin = f"{part.origin}:{number}"
        try:
            yield _article(item, feed.scope, channel, origin, options)
        except InputError as error:
            yield error


def _channel(rest: str, part: Part) -> Stated:
    try:
        return either(channel_of(parsed(rest, part.origin)), part.told)
    except InputError:  # its items can be read all the same
        return part.told


def _article(item: Slice, scope: str, channel: Stated, origin: str, options: ReadOptions) -> Article:
    if not item.whole:
        raise InputError(origin, "broken", "the feed breaks off in it", advice="save the feed again")
    entry = entry_of(parsed(item.source, origin, scope, children=CHILDREN))
    blocks = _full_text(entry, origin)
    return article_of(text_of(blocks), either(entry.stated, channel), origin, options, raw=item.raw)


def _full_text(entry: Entry, origin: str) -> list[Block]:
    """The text of the entry, by what is called content or else by a description as long as an article.

    Raises:
        InputError: there is no more than its beginning.
    """
    description = _without_footer(without_title(entry.description, entry.stated.title))
    for content in entry.contents:
        blocks = _without_footer(without_title(content, entry.stated.title))
        least = LEAST_CONTENT if text_of(blocks) != text_of(description) else LEAST_DESCRIPTION
        if _is_whole(blocks, least):
            return blocks
    if _is_whole(description, LEAST_DESCRIPTION):
        return description
    held = "only the beginning of this article" if description or entry.contents else "nothing of this article but its title"
    link = entry.stated.url
    raise InputError(origin, "teaser", f"the feed holds {held}", advice=f"save and add its page{f': {link}' if link else ''}")


def _is_whole(blocks: list[Block], least: int) -> bool:
    if not blocks or sum(len(block.text) for block in blocks) < least:
        return False
    last = blocks[-1].text
    if _CUT.search(last) or (_MORE.search(last) and (blocks[-1].linked or len(last) < _SHORT)):
        return False
    return not _ELLIPSIS.search(last) or len(text_of(blocks)) >= LONG_TEXT


def _without_footer(blocks: list[Block]) -> list[Block]:
    """The blocks without what a blog system puts after each article."""
    while blocks and _FOOTER.fullmatch(blocks[-1].text):
        blocks = blocks[:-1]
    return blocks

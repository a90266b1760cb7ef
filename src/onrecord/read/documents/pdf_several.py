"""The paragraphs of a PDF that holds several articles, such as press clippings → the articles; none where it is one.

A document falls apart only on strong evidence. By its bookmarks: most of them are headlines in it, and most of those have a byline, a date
or a dateline; or each begins a page and none is called as chapters are. Without bookmarks: two headlines or more have a byline, a date or a
dateline, and so has every other line after the first of them that is as large.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.bylines import Byline, byline_of, has_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.documents.pdf_layout import Layout
    from onrecord.read.documents.pdf_paragraphs import Paragraph

#: A headline is so much larger than the text; letters that differ by a smaller share are of one size.
LARGER = 1.3
SAME = 0.05
LONGEST_HEADLINE = 250
#: An article has so many words.
LEAST_WORDS = 40
#: A byline stands among so many paragraphs below its headline; an outlet and a date may stand right above.
NEAR = 3
#: Of bookmarks so many are headlines in the document, and of those so many have a byline.
LEAST_FOUND = 0.75
#: Headlines that nothing but bookmarks and pages marks have so many words, on average, and what stands before them is no larger share.
LEAST_TITLE = 4
MOST_BEFORE = 0.15
#: More words before the first headline are an article of their own.
MOST_FRONT = 60

_CHAPTER = re.compile(
    r"\W*(?:\d|[IVX]+\.|chapter|part\b|section|annex|appendix|introduction|conclusions?\b|executive summary|summary|abstract|contents"
    r"|foreword|preface|acknowledge?ments|references|bibliography|notes|endnotes|method|background|recommendations|about\b|index\b|glossary|figure|table)",
    re.IGNORECASE,
)


class Bookmark(NamedTuple):
    """An entry of a document's outline that leads to a page, which is counted from 0."""

    title: str
    page: int


class Clipping(NamedTuple):
    """One of the articles of a document."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]
    stated: Byline = Byline()


class _Start(NamedTuple):
    """Where an article begins: at its headline, or at the outlet and the date above it."""

    head: int
    begin: int
    stated: Byline | None


def clippings_of(layout: Layout, bookmarks: Sequence[Bookmark] = ()) -> list[Clipping]:
    """The articles of a document, in reading order; none where it holds one."""
    paragraphs = layout.paragraphs
    starts = _by_bookmarks(paragraphs, bookmarks) or _by_size(layout)
    if not starts:
        return []
    ends = [*(start.begin for start in starts[1:]), len(paragraphs)]
    bodies = [paragraphs[start.head + 1 : end] for start, end in zip(starts, ends, strict=True)]
    if min(map(_words, bodies)) < LEAST_WORDS:
        return []
    front = paragraphs[: starts[0].begin]
    found = [Clipping(None, tuple(front))] if _words(front) > MOST_FRONT else []
    masthead = _masthead(starts)
    return found + [
        Clipping(paragraphs[start.head].text, tuple(body), _filled(start.stated or Byline(), masthead))
        for start, body in zip(starts, bodies, strict=True)
    ]


def _masthead(starts: Sequence[_Start]) -> Byline:
    """The outlet and the day above the first headline, where no other headline has its own: they are of the whole paper."""
    first, *others = starts
    is_alone = first.begin < first.head and not any(start.stated and (start.stated.outlet or start.stated.published) for start in others)
    return first.stated or Byline() if is_alone else Byline()


def _filled(own: Byline, masthead: Byline) -> Byline:
    return own._replace(outlet=own.outlet or masthead.outlet, published=own.published or masthead.published)


def _by_bookmarks(paragraphs: Sequence[Paragraph], bookmarks: Sequence[Bookmark]) -> list[_Start]:
    heads = sorted({head for mark in bookmarks if (head := _headline(paragraphs, mark)) is not None})
    if len(heads) < 2 or len(heads) < LEAST_FOUND * len(bookmarks):  # noqa: PLR2004
        return []
    starts = list(_starts(paragraphs, heads))
    if sum(start.stated is not None for start in starts) >= max(2, LEAST_FOUND * len(starts)):
        return starts
    titles = [paragraphs[head].text for head in heads]
    own_pages = all(not start.begin or paragraphs[start.begin - 1].page < paragraphs[start.head].page for start in starts)
    named = sum(len(title.split()) for title in titles) >= LEAST_TITLE * len(titles) and not any(
        _CHAPTER.match(mark.title) for mark in bookmarks
    )
    before = _words(paragraphs[: starts[0].begin]) <= MOST_BEFORE * _words(paragraphs)
    return starts if own_pages and named and before else []


def _headline(paragraphs: Sequence[Paragraph], mark: Bookmark) -> int | None:
    """The paragraph that a bookmark names: the largest on its page of those that say what it says, or its beginning."""
    name = _plain(mark.title)
    found = [
        at
        for at, one in enumerate(paragraphs)
        if one.page == mark.page and len(one.text) <= LONGEST_HEADLINE and name and _means(_plain(one.text), name)
    ]
    return max(found, key=lambda at: (paragraphs[at].size, -at), default=None)


def _means(text: str, name: str) -> bool:
    short, long = sorted((text, name), key=len)
    return long.startswith(short) and len(short) >= 0.6 * len(long)


def _by_size(layout: Layout) -> list[_Start]:
    large = [
        (at, one)
        for at, one in enumerate(layout.paragraphs)
        if one.size >= LARGER * layout.size and len(one.text) <= LONGEST_HEADLINE and any(char.isalpha() for char in one.text)
    ]
    starts = list(_starts(layout.paragraphs, [at for at, _ in large]))
    signed = [start for start in starts if start.stated is not None]
    if len(signed) < 2:  # noqa: PLR2004
        return []
    least = min(layout.paragraphs[start.head].size for start in signed) * (1 - SAME)
    others = [start for start in starts if start.head > signed[0].head and layout.paragraphs[start.head].size >= least]
    return signed if all(start.stated is not None for start in others) else []


def _starts(paragraphs: Sequence[Paragraph], heads: Sequence[int]) -> Iterator[_Start]:
    for head, following in pairwise([*heads, len(paragraphs)]):
        above = byline_of(paragraphs[head - 1].text) if head else None
        above = above if above is not None and above.published else None
        below = paragraphs[head + 1 : min(head + 1 + NEAR, following)]
        lines = [line for one in below if (line := byline_of(one.text)) is not None]
        dated = next((has_dateline(one.text) for one in below if len(one.text) > LONGEST_HEADLINE / 2), False)
        stated = [*lines, *([above] if above else [])]
        merged = Byline(
            authors=next((line.authors for line in stated if line.authors), ()),
            outlet=next((line.outlet for line in stated if line.outlet), None),
            published=next((line.published for line in stated if line.published), None),
        )
        yield _Start(head, head - 1 if above else head, merged if stated or dated else None)


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(one.text.split()) for one in paragraphs)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()

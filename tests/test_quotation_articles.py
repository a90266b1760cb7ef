"""Contents that people marked as beginning with a quotation mark are whole quotations, in articles full of hard ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evaluation.marked import read_marked
from onrecord.quotation import quotations
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.marked import MarkedArticle
    from onrecord.quotation import Quotation

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.md"))
MARKS = "“„‘\"'«"


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> MarkedArticle:
    return read_marked(request.param)


def quoted_contents(article: MarkedArticle) -> list[Span]:
    """The pieces of content that begin with a mark."""
    return [Span(*piece) for one in article.statements for piece in one.content if article.text[piece[0]] in MARKS]


def ends_reached(text: str, start: int, some: Sequence[Quotation]) -> set[int]:
    """Where the quotations end that begin at a place, or follow on such a one with only white space between."""
    ends: set[int] = set()
    places = {start}
    while places:
        at = places.pop()
        for one in some:
            between = text[at : one.start] if at <= one.start else "x"
            if (one.start == at or (at != start and not between.strip())) and one.end not in ends:
                ends.add(one.end)
                places.add(one.end)
    return ends


def test_the_article_is_marked_without_a_mistake(article: MarkedArticle) -> None:
    assert article.problems == ()


def test_a_content_that_begins_with_a_mark_begins_a_quotation(article: MarkedArticle) -> None:
    starts = {one.start for one in quotations(article.text)}
    assert [article.text[s:e] for s, e in quoted_contents(article) if s not in starts] == []


def test_a_content_that_begins_with_a_mark_is_a_quotation_or_neighbouring_ones(article: MarkedArticle) -> None:
    some = quotations(article.text)
    for start, end in quoted_contents(article):
        whole = [one for one in some if one.start == start]
        unclosed = any(not one.closed and end <= one.end for one in whole)  # no mark tells where it ends
        mixed = article.text[end - 1] not in "”’\"'»" and any(one.closed and one.end < end for one in whole)
        assert end in ends_reached(article.text, start, some) or unclosed or mixed, article.text[start:end]


def test_no_content_cuts_a_closed_quotation(article: MarkedArticle) -> None:
    pieces = [Span(*piece) for one in article.statements for piece in one.content]
    closed = [one.span for one in quotations(article.text) if one.closed]
    cut = [(p, q) for p in pieces for q in closed if p.overlaps(q) and not p.holds(q) and not q.holds(p)]
    assert [(article.text[p.start : p.end], article.text[q.start : q.end]) for p, q in cut] == []


@pytest.mark.parametrize("path", [path for path in ARTICLES if path.stem != "unclosed_mark"], ids=lambda path: path.stem)
def test_every_quotation_is_closed_where_no_mark_is_missing(path: Path) -> None:
    text = read_marked(path).text
    assert [text[one.start : one.end] for one in quotations(text) if not one.closed] == []


@pytest.mark.parametrize(
    ("name", "count"),
    [("apostrophes", 4), ("british_marks", 6), ("doubled_apostrophes", 7), ("mixed_marks", 6), ("pull_quote", 5), ("runs_on", 7)],
)
def test_the_article_has_as_many_outer_quotations_as_a_reader_counts(name: str, count: int) -> None:
    text = read_marked(Path(__file__).parent / "articles" / f"{name}.md").text
    assert len([one for one in quotations(text) if not one.nested]) == count

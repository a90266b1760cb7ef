"""The order of the work, written once: read → find → a second pass over contents → resolve → judge."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from onrecord.find.markings import find_markings
from onrecord.find.nested import with_nested
from onrecord.judge.statements import judge_statements
from onrecord.read import article_from_text
from onrecord.records import Article, Record
from onrecord.resolve.statements import make_statements
from onrecord.scales import scale as default_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.errors import InputError
    from onrecord.infer.session import Reader
    from onrecord.records import Attribution, Statement
    from onrecord.scales import Scale
    from onrecord.spans import Span

#: Articles that may wait for their turn, for each worker: what bounds the memory of a stream.
AHEAD = 2


@cache
def bundled_reader() -> Reader:
    """The reader that comes with the package, loaded once."""
    from onrecord.infer.session import OnnxReader  # noqa: PLC0415 - loads the runtime, which `--help` does not need

    return OnnxReader()


def extract_article(article: Article, *, reader: Reader | None = None, scale: Scale | None = None) -> Record:
    """The record of one article, with the bands of a scale of certainty words, by default the readers'."""
    reader = reader or bundled_reader()
    text = article.text
    reading = reader(text)
    markings = find_markings(text, reading, title=article.title, authors=article.authors, url=article.url, outlet=article.outlet)
    judged = {_parts(a): reader.judge(reading, *_parts(a)) for a in markings.attributions}
    markings = with_nested(text, markings, [judged[_parts(a)] for a in markings.attributions])
    statements = make_statements(article, markings, reader.model.confidence)
    judgements = [judged.get(_parts(s)) or reader.judge(reading, *_parts(s)) for s in statements]
    claimed = judge_statements(article, statements, judgements, scale or default_scale())
    return Record(article=article, statements=claimed, model=reader.model.name)


def _parts(one: Attribution | Statement) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    return one.source, one.cue, one.content


def extract(
    text: str, *, published: str | None = None, title: str | None = None, outlet: str | None = None, scale: str | None = None
) -> Record:
    """The record of a text.

    Args:
        text: the article's text; spans of the record point into it as it is.
        published: ISO date, for what "Monday" means.
        title: the headline, if known.
        outlet: who published it, if known.
        scale: the name or the file of a scale of certainty words; the readers' unless told.

    Raises:
        InputError: the text is empty or not English, or the date is none.
        ScaleError: the scale does not exist, or its file is wrong.

    Example:
        >>> record = extract("“It will rain,” the minister said.", published="2026-02-10")
        >>> record.statements[0].form
        'direct'
    """
    return extract_article(
        article_from_text(text, origin="text", title=title, outlet=outlet, published=published),
        scale=default_scale(scale) if scale else None,
    )


def extract_all(
    articles: Iterable[Article | InputError], *, reader: Reader | None = None, scale: Scale | None = None, workers: int = 2
) -> Iterator[Record | InputError]:
    """The records of a stream of articles, in its order; errors pass through.

    A few articles are read ahead, never more than ``AHEAD`` for each worker, so that memory does not grow with the stream.
    """
    reader = reader or bundled_reader()
    waiting: deque[Future[Record] | InputError] = deque()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for article in articles:
            if isinstance(article, Article):
                waiting.append(pool.submit(extract_article, article, reader=reader, scale=scale))
            else:
                waiting.append(article)
            while len(waiting) > AHEAD * workers:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(one: Future[Record] | InputError) -> Record | InputError:
    return one.result() if isinstance(one, Future) else one

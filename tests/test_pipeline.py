"""The pipeline gives each article its own record: order, company and number of workers do not matter, and nothing is read ahead far."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import InputError, Span
from onrecord.exchange.record_json import record_as_dict
from onrecord.exchange.told import tell
from onrecord.pipeline import AHEAD, bundled_reader, extract, extract_all, extract_article
from onrecord.read import ReadOptions, read_inputs
from onrecord.records import Article, Record
from onrecord.wording import joined
from tests.program import DAM, ROOT
from tests.records_made import article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.infer.catalogue import Model
    from onrecord.infer.judging import Judgement
    from onrecord.infer.reading import Reading

WORDS = (
    "Ana Ruiz", "Ruiz", "the minister", "Seoul", "she", "officials", "reporters", "a new law", "the talks", "on Monday", "U.S.", "Mr.",
    "said", "told", "warned that", "according to", "says", "added", "is expected to", "will", "not", "fail", "hold", "and", "who",
    "if", "it’s", "2026", "“", "”", "‘", "’", '"', "'", "''", "«", "»", "“We will not go,”",
    "«It’s 'over'»", ",", ".", "?", ":", "—", "…", "-", "\\",
    "😀", "e\u0301", "\ufeff", "\ud83d", "\u200b", "\u00ad", "İ", "ﬁ", "大", "\x00", "NATO", "McCain",
)  # fmt: skip
SPACES = (" ", " ", " ", " ", "  ", "\n", "\n\n", "\u00a0", "\t", "\u2028", "\r\n", "")
MARKS = "\"'“”„‘’‚«»‹›`"
NEWS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=60).map(
    lambda some: "".join(word + space for word, space in some)
)


class CountingReader:
    """The bundled reader under another name, which counts what it reads."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @property
    def model(self) -> Model:
        """The bundled model under another name."""
        return replace(bundled_reader().model, name="another 7")

    def __call__(self, text: str) -> Reading:
        """What the bundled reader reads."""
        self.texts.append(text)
        return bundled_reader()(text)

    def judge(self, reading: Reading, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]) -> Judgement:
        """What the bundled judge reads."""
        return bundled_reader().judge(reading, source, cue, content)


def read(*folders: str) -> list[Article]:
    found = list(read_inputs([ROOT / folder for folder in folders], ReadOptions()))
    articles = [one for one in found if isinstance(one, Article)]
    assert articles == found
    return articles


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The articles of two debates."""
    return read("examples/debate", "tests/debates/second")


@pytest.fixture(scope="module")
def alone(articles: list[Article]) -> dict[str, Record]:
    """The record of each article read by itself."""
    return {one.id: extract_article(one) for one in articles}


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_order_and_company_of_articles_do_not_matter(articles: list[Article], alone: dict[str, Record], workers: int) -> None:
    shuffled = random.Random(workers).sample(articles, len(articles))  # noqa: S311 - not for secrets
    records = list(extract_all(shuffled, workers=workers))
    assert [r.article.id for r in records if isinstance(r, Record)] == [one.id for one in shuffled]
    assert records == [alone[one.id] for one in shuffled]


def test_ids_are_the_texts_alone(articles: list[Article], alone: dict[str, Record]) -> None:
    first = articles[0]
    elsewhere = extract_article(replace(first, origin="elsewhere", outlet="Another", title=None, url="https://example.org/"))
    assert [s.id for s in elsewhere.statements] == [s.id for s in alone[first.id].statements]


def test_ids_are_unique_within_an_article(alone: dict[str, Record]) -> None:
    for record in alone.values():
        assert len({s.id for s in record.statements}) == len(record.statements) > 0


def test_reported_statements_stand_in_one_of_the_same_article(alone: dict[str, Record]) -> None:
    for record in alone.values():
        known = {s.id for s in record.statements}
        assert all(s.reported_by in known for s in record.statements if s.reported_by)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_is_not_read_ahead_by_more_than_the_bound(workers: int) -> None:
    pulled = 0

    def stream() -> Iterator[Article]:
        nonlocal pulled
        for number in range(40):
            pulled += 1
            yield article(f"{DAM} It was report number {number}.")

    for given_back, _ in enumerate(extract_all(stream(), workers=workers), start=1):
        assert pulled <= given_back + AHEAD * workers
    assert pulled == 40


def test_a_stream_can_be_left_early() -> None:
    stream = extract_all((article(f"{DAM} {n}") for n in range(1000)), workers=2)
    assert isinstance(next(iter(stream)), Record)
    stream.close()  # type: ignore[attr-defined]
    assert list(stream) == []


def test_errors_pass_through_in_their_place() -> None:
    first, second = (InputError(name, "empty", "holds no text") for name in ("a.txt", "b.txt"))
    found = list(extract_all([first, article(DAM), article(DAM + " Twice."), second, article(DAM + " Thrice.")], workers=2))
    assert found[0] is first
    assert found[3] is second
    assert [isinstance(one, Record) for one in found] == [False, True, True, False, True]


def test_nothing_gives_nothing() -> None:
    assert list(extract_all([])) == []


def test_another_reader_can_be_passed() -> None:
    reader = CountingReader()
    record = extract_article(article(DAM), reader=reader)
    assert record.model == "another 7"
    (in_stream,) = extract_all([article(DAM)], reader=reader, workers=1)
    assert in_stream == record
    assert reader.texts == [DAM, DAM]


def test_a_plain_quotation_is_its_speakers() -> None:
    (one,) = extract(DAM, published="2026-02-10").statements
    assert (one.form, one.content, one.source) == ("direct", (Span(0, 40),), (Span(41, 49),))
    assert one.speaker is not None
    assert (one.speaker.name, one.speaker.type) == ("Ana Ruiz", "person")


def test_a_text_that_is_none_is_an_error() -> None:
    with pytest.raises(InputError, match="text"):
        extract(" \n")


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(NEWS)
def test_spans_of_any_text_are_sound(text: str) -> None:
    record = extract_article(article(text))
    assert record.article.text == text
    assert len({s.id for s in record.statements}) == len(record.statements)
    for one, told, row in zip(record.statements, tell(record), record_as_dict(record)["statements"], strict=True):
        spans = [*one.content, *one.source, *one.cue, *one.occasion, *([one.said.span] if one.said else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert one.content
        assert all(left.end <= right.start for left, right in zip(one.content, one.content[1:], strict=False))
        assert told.words == joined(text, one.content)
        assert [text[s:e] for s, e in row["content"]] == [text[s:e] for s, e in one.content]
        assert one.form != "direct" or text[one.content[0].start] in MARKS
        assert 0 <= one.confidence <= 1


def test_the_scale_of_certainty_words_can_be_named() -> None:
    (statement,) = extract("“The dam will likely hold,” Ana Ruiz said.", scale="icd-203").statements
    certainty = statement.claims[0].certainty
    assert certainty is not None
    assert certainty.scale == "icd-203"

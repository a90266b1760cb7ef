"""When and where a statement was made is read off the words around it."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.resolve.occasions import said_when, said_where
from onrecord.spans import words_of
from tests.markings_made import attribution, said

FRIDAY = date(2026, 2, 13)


def when(text: str, *, published: date | None = FRIDAY) -> tuple[str, str | None, str | None] | None:
    """The words for the time of what Ruiz said, and the days they denote."""
    found = said_when(text, attribution(text, said("Ruiz", "said", "the bridge is safe")), published)
    if found is None:
        return None
    days = (found.interval.start, found.interval.end) if found.interval else (None, None)
    assert text[found.span.start : found.span.end] == found.phrase
    return found.phrase, *(d.isoformat() if d else None for d in days)


def where(text: str, cue: str = "said") -> str:
    return words_of(text, said_where(text, attribution(text, said("Ruiz", cue, "the bridge is safe"))))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Monday", "2026-02-09", "2026-02-09"),
        ("Friday", "2026-02-13", "2026-02-13"),
        ("on Jan. 26", "2026-01-26", "2026-01-26"),
        ("on 26 January", "2026-01-26", "2026-01-26"),
        ("yesterday", "2026-02-12", "2026-02-12"),
        ("last week", "2026-02-02", "2026-02-08"),
        ("in December", "2025-12-01", "2025-12-31"),
        ("two days ago", "2026-02-11", "2026-02-11"),
    ],
)
def test_words_for_a_time_denote_days(words: str, start: str, end: str) -> None:
    assert when(f"Ruiz said {words} that the bridge is safe.") == (words, start, end)


def test_a_time_before_the_source_counts() -> None:
    assert when("On Monday, Ruiz said the bridge is safe.") == ("On Monday", "2026-02-09", "2026-02-09")


def test_the_words_are_kept_where_the_date_of_the_article_is_unknown() -> None:
    assert when("Ruiz said on Monday the bridge is safe.", published=None) == ("on Monday", None, None)


def test_a_time_within_the_content_is_not_when_it_was_said() -> None:
    text = "Ruiz said the bridge is safe since Monday."
    one = attribution(text, said("Ruiz", "said", "the bridge is safe since Monday"))
    assert said_when(text, one, FRIDAY) is None


def test_a_time_in_another_sentence_does_not_count() -> None:
    assert when("It rained on Monday. Ruiz said the bridge is safe. It was dry on Tuesday.") is None


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("at a press conference", "press conference"),
        ("during a hearing of the Harbour Committee", "hearing of the Harbour Committee"),
        ("in a post", "post"),
        ("in an interview with The Valley Ledger", "interview with The Valley Ledger"),
        ("in her weekly column", "weekly column"),
    ],
)
def test_an_occasion_is_named_behind_the_cue(words: str, occasion: str) -> None:
    assert where(f"Ruiz said {words} that the bridge is safe.") == occasion


def test_an_occasion_may_stand_before_the_source() -> None:
    assert where("At a rally in Oslo, Ruiz said the bridge is safe.") == "rally in Oslo"


def test_a_paper_that_was_told_is_the_occasion() -> None:
    assert where("Ruiz told The Valley Ledger that the bridge is safe.", "told") == "The Valley Ledger"


def test_reporters_and_pronouns_that_were_told_are_none() -> None:
    assert where("Ruiz told reporters that the bridge is safe.", "told") == ""
    assert where("Ruiz told me that the bridge is safe.", "told") == ""


def test_nothing_is_told_where_nothing_is_said_of_it() -> None:
    assert when("Ruiz said the bridge is safe.") is None
    assert where("Ruiz said the bridge is safe.") == ""


def test_an_attribution_without_a_cue_has_neither_time_nor_place() -> None:
    text = "On Monday at a press conference. The bridge is safe."
    one = attribution(text, said("", "", "The bridge is safe"))
    assert said_when(text, one, FRIDAY) is None
    assert said_where(text, one) == ()


def test_a_month_that_is_more_likely_to_come_is_not_when_it_was_said() -> None:
    text = "In May, Ruiz said the bridge is safe."
    assert when(text, published=date(2026, 4, 2)) is None
    assert when(text, published=date(2026, 7, 2)) == ("In May", "2026-05-01", "2026-05-31")

"""What several articles repeat is one line of the briefing, with the others told beside it."""

from __future__ import annotations

from onrecord.briefing.compose import compose
from tests.ferry_made import CORRECTED, CUT, EDITED, FIRST, OTHER, WIRE, version


def lines(*records: object) -> list[tuple[int, str, tuple[int, ...]]]:
    found = compose(list(records))  # type: ignore[arg-type]
    return sorted((line.article, line.text[:20], line.repeated) for entry in found.speakers for line in entry.lines)


def test_a_statement_of_copies_is_one_line_of_the_first() -> None:
    assert lines(FIRST, EDITED, CUT) == [
        (1, "called the price abs", (2,)),
        (1, "the boat would cost ", (2, 3)),
        (1, "“We cannot run an is", (2, 3)),
    ]


def test_an_own_report_with_the_same_quotation_is_a_line_of_its_own() -> None:
    assert [article for article, text, _ in lines(FIRST, OTHER) if "We" in text] == [1, 2]


def test_an_article_that_repeats_another_says_which() -> None:
    assert [article.repeats for article in compose([FIRST, OTHER, CUT]).articles] == [None, 1, None]


def test_what_a_newer_version_has_no_more_is_left_out() -> None:
    assert lines(version(*WIRE), version(*CORRECTED, published="2026-02-12")) == [
        (1, "“We cannot run an is", (2,)),
        (2, "the boat would cost ", ()),
    ]

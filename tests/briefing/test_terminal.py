"""The briefing in a terminal says what it rests on and cites every line."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from onrecord.briefing.compose import compose
from onrecord.briefing.terminal import print_briefing
from onrecord.dates import DateInterval
from onrecord.records import Record, Said
from onrecord.spans import Span
from tests.records_made import record, speaker, statement, talks


def printed(*records: Record, width: int = 80, limit: int | None = None) -> str:
    out = io.StringIO()
    print_briefing(compose(records, title="The dam"), Console(file=out, width=width), limit=limit)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [80, 110, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(talks(), width=width).splitlines())) <= width


def test_the_header_tells_what_it_rests_on() -> None:
    head = flat(printed(talks()))
    assert head.startswith("The dam 1 article · 1 outlet · 10 Feb 2026 · 1 speaker · 3 statements and 1 reported by others")
    assert "none checked by a person yet" in head


def test_the_articles_are_listed_by_number() -> None:
    assert "1 2026-02-10 The Port Post Dam talks" in flat(printed(talks()))


def test_a_statement_is_quoted_and_cited() -> None:
    assert "• “The dam will hold,” … “Ask anyone.” [1 ¶1]" in flat(printed(talks()))


def test_a_speaker_is_named_with_role_affiliation_and_counts() -> None:
    assert "Ana Ruiz — mayor, Port Town 2 statements in 1 article: 1 direct, 1 indirect" in flat(printed(talks()))


def test_long_statements_hang_under_their_first_word() -> None:
    text = "The dam will hold. " * 10
    lines = printed(record(text, statement(text, text.strip(), speaker=speaker("Ana Ruiz")))).splitlines()
    first = next(k for k, line in enumerate(lines) if "•" in line)
    assert lines[first].index("The") == len(lines[first + 1]) - len(lines[first + 1].lstrip())


def test_unsure_statements_are_marked_and_the_mark_explained() -> None:
    page = flat(printed(talks()))
    assert "? are expected: The talks … to fail [1 ¶3]" in page
    assert "? marks a statement of which the model is unsure" in page


def test_what_others_report_of_a_speaker_says_so() -> None:
    assert "as reported by others • wants: the lake (as reported by Ana Ruiz) [1 ¶2]" in flat(printed(talks()))


def test_groups_come_after_the_named() -> None:
    text = "Yes. No."
    group = statement(text, "Yes.", speaker=speaker("observers", "group"))
    page = printed(record(text, group, statement(text, "No.", speaker=speaker("Ana Ruiz"))))
    assert page.index("Ana Ruiz") < page.index("Groups, unnamed sources, documents") < page.index("observers")


def test_a_limit_counts_what_it_leaves_out() -> None:
    page = flat(printed(talks(), limit=1))
    assert "… 1 more" in page
    assert "Norland wants" not in page


def test_when_and_where_it_was_said_are_told() -> None:
    text = "At a rally on Monday Ruiz said no."
    said = Said(phrase="on Monday", span=Span(11, 20), interval=DateInterval(date(2026, 2, 9), date(2026, 2, 9)))
    page = flat(printed(record(text, statement(text, "no", said=said, occasion=(Span(3, 10),)))))
    assert "no (said 9 Feb 2026, “on Monday”; occasion: a rally) [1 ¶1]" in page


def test_what_was_read_neither_styles_nor_commands_the_terminal() -> None:
    text = "Ruiz said [red]no[/red]\x1b[2J."
    page = printed(record(text, statement(text, "[red]no[/red]\x1b[2J", speaker=speaker("[bold]Ruiz"))))
    assert "[red]no[/red]" in page
    assert "\x1b" not in page


def test_a_briefing_of_nothing_says_so() -> None:
    assert "0 articles · 0 speakers · 0 statements" in flat(printed())


def test_a_cue_that_changes_what_a_line_means_stands_before_it() -> None:
    page = flat(printed(talks()))
    assert "said on Monday: that Norland wants the lake" in page
    assert "said: “The dam" not in page


def test_a_translation_bears_no_quotation_marks_and_says_what_it_is() -> None:
    shown = flat(printed(talks(translation="machine", original_language="de")))
    assert "• The dam will hold, … Ask anyone. (translated by a machine from de) [1 ¶1]" in shown
    assert "“The dam" not in shown

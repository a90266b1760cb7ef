"""The table shows a statement a row and cuts nothing off unsaid."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from onrecord.exchange.listing import print_table, shorten
from tests.records_made import record, speaker, statement, talks

if TYPE_CHECKING:
    from onrecord.records import Record


def printed(*records: Record, width: int = 80) -> str:
    out = io.StringIO()
    print_table(records, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(talks(), width=width).splitlines())) <= width


def test_a_row_tells_speaker_role_form_words_cue_place_and_confidence() -> None:
    flat = " ".join(printed(talks(), width=200).split())
    assert "Ana Ruiz, mayor, Port Town direct “The dam will hold,” … “Ask anyone.” said 1 ¶1 90%" in flat


def test_a_reported_statement_says_by_whom() -> None:
    assert "Norland, as reported by Ana Ruiz (2)" in printed(talks(), width=200)


def test_an_unsure_statement_carries_a_question_mark() -> None:
    assert "30%?" in printed(talks())


def test_articles_are_named_below() -> None:
    assert "1  2026-02-10 · The Port Post · Dam talks" in printed(talks())


def test_no_colour_where_it_is_piped() -> None:
    assert "\x1b" not in printed(talks())


def test_what_was_read_neither_styles_nor_commands_the_terminal() -> None:
    text = "\x1b[2J[bold]Ruiz[/bold] said [red]no[/red]."
    row = printed(record(text, statement(text, "[red]no[/red]", source="Ruiz", speaker=speaker("[bold]Ruiz\x1b[2J"))), width=120)
    assert "[red]no[/red]" in row
    assert "\x1b" not in row


def test_a_word_too_long_for_its_column_ends_in_an_ellipsis() -> None:
    text = "Ruiz said " + "x" * 170
    assert "x…" in printed(record(text, statement(text, "x" * 170)))


def test_long_words_are_cut_after_a_whole_one() -> None:
    assert shorten("the dam will certainly hold", 17) == "the dam will …"


def test_short_words_are_left_alone() -> None:
    assert shorten("the dam", 7) == "the dam"


def test_no_statements_make_no_table() -> None:
    assert "0 statements in 1 article" in printed(record("Nothing."))

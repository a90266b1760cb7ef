"""Quotations that several articles have, each with who was first and with its wordings side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.quotations import list_quotations
from tests.ferry_made import CUT, FIRST, OTHER, report
from tests.records_made import record, speaker, statement
from tests.store.writing.test_store_repeats import add

if TYPE_CHECKING:
    from onrecord.records import Record
    from onrecord.store.database import Database

HEARD = "“We can’t run an island on one engine, can we,” Ruiz asked."


def misheard() -> Record:
    text = f"Another paper heard it otherwise, and made more of the kitchen.\n\n{HEARD}"
    said = statement(
        text, "“We can’t run an island on one engine, can we,”", source="Ruiz", speaker=speaker("Ana Ruiz", role="mayor"), form="direct"
    )
    return record(text, said, outlet="The Star", published="2026-02-14")


def test_a_quotation_is_told_with_who_was_first_and_how_many_had_it(database: Database) -> None:
    add(database, OTHER, FIRST)
    (found,) = list_quotations(database)
    assert (found["outlet"], found["published"], found["speaker"], found["article_count"]) == ("The Wire", "2026-02-10", "Ana Ruiz", 2)
    assert [one["outlets"] for one in found["wordings"]] == [["The Sun", "The Wire"]]


def test_wordings_stand_side_by_side_the_most_frequent_first(database: Database) -> None:
    add(database, OTHER, FIRST, misheard())
    (found,) = list_quotations(database, reworded=True)
    assert [(one["content_text"], one["article_count"]) for one in found["wordings"]] == [
        ("“We cannot run an island on one engine,”", 2),
        ("“We can’t run an island on one engine, can we,”", 1),
    ]


def test_what_is_worded_alike_everywhere_is_left_out_where_other_wordings_are_asked_for(database: Database) -> None:
    add(database, OTHER, FIRST)
    assert list_quotations(database, reworded=True) == []


def test_copies_of_one_article_are_one_unless_they_are_asked_for(database: Database) -> None:
    add(database, FIRST, CUT)
    assert list_quotations(database) == []
    assert [row["article_count"] for row in list_quotations(database, Filter(repeats=True))] == [2]


def test_pages_follow_each_other(database: Database) -> None:
    two = "“The yard will take every boat that the county orders from it,” Carl Voss said."
    for number, outlet in enumerate(("A", "B", "C")):
        text = f"Report number {number} of the paper {outlet}, which sent its own people.\n\n{two}"
        words = "“The yard will take every boat that the county orders from it,”"
        said = statement(text, words, source="Carl Voss", speaker=speaker("Carl Voss"), form="direct")
        add(database, record(text, said, outlet=outlet, published=f"2026-03-0{number + 1}"))
    add(database, OTHER, FIRST)
    pages = [[row["article_count"] for row in list_quotations(database, limit=1, page=page)] for page in (1, 2, 3)]
    assert pages == [[3], [2], []]


def test_only_the_articles_of_an_outlet_are_looked_at_where_one_is_named(database: Database) -> None:
    add(database, OTHER, FIRST, report("Nothing was said.", outlet="The Moon"))
    assert list_quotations(database, Filter(outlet="The Moon")) == []

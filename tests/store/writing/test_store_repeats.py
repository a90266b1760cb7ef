"""Texts that repeat each other are grouped as they come in, and count once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import balance_of
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.listing import list_articles, list_statements
from onrecord.store.asking.speaking import list_speakers
from onrecord.store.debates.sets import Choice, add_chosen, list_debates, make_debate, take_out_of_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.ruling.undoing import undo_last
from onrecord.store.schema import quotation_marks, text_marks, texts
from onrecord.store.writing.articles import add_record
from tests.ferry_made import COST, CRITIC, CUT, EDITED, ENGINE, FIRST, LEAD, LOAN, OTHER, WIRE, report
from tests.records_made import record, speaker, statement

if TYPE_CHECKING:
    from onrecord.records import Record
    from onrecord.store.database import Database


def add(database: Database, *records: Record) -> None:
    for one in records:
        add_record(database, record_as_dict(one))
    assert problems(database) == []


def said(database: Database, **wanted: Any) -> list[tuple[str, str]]:
    """Who said what, where it counts."""
    return sorted((row["outlet"], row["content_text"][:24]) for row in list_statements(database, Filter(**wanted)))


def groups(database: Database) -> list[tuple[str, str | None, str | None]]:
    """Every text with its group and the text that is shown for it."""
    columns = (texts.c.id, texts.c.group_id, texts.c.repeat_of)
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(texts.c.id))]


def test_copies_are_counted_once_where_they_were_first(database: Database) -> None:
    add(database, FIRST, EDITED, CUT)
    assert said(database) == [
        ("The Wire", "called the price absurd"),
        ("The Wire", "the boat would cost 14.5"),
        ("The Wire", "“We cannot run an island"),
    ]
    assert [(row["value"], row["statement_count"]) for row in balance_of(database, "outlet")] == [("The Wire", 3)]
    assert {row["name"]: (row["statement_count"], row["article_count"]) for row in list_speakers(database, Filter())} == {
        "Ana Ruiz": (2, 1),
        "Carl Voss": (1, 1),
    }


def test_copies_are_listed_where_they_are_asked_for(database: Database) -> None:
    add(database, FIRST, CUT)
    found = list(list_statements(database, Filter(repeats=True)))
    assert sorted(row["outlet"] for row in found) == ["The Times"] * 2 + ["The Wire"] * 3
    ids = {row["id"] for row in found if row["repeat_of"] is None}
    assert {row["repeat_of"] for row in found} - {None} <= ids
    assert [row["statement_count"] for row in balance_of(database, "outlet", wanted=Filter(repeats=True))] == [3, 2]
    (mayor, _) = list_speakers(database, Filter(repeats=True))
    assert mayor["statement_count"] == 4


def test_a_statement_tells_how_often_it_was_repeated(database: Database) -> None:
    add(database, FIRST, EDITED, CUT)
    counts = {row["content_text"][:10]: row["repeat_count"] for row in list_statements(database, Filter())}
    assert counts == {"“We cannot": 2, "the boat w": 2, "called the": 1}


def test_an_outlet_has_what_its_copy_has_and_nothing_of_what_it_cut(database: Database) -> None:
    add(database, FIRST, CUT)
    assert said(database, outlet="The Times") == [("The Wire", "the boat would cost 14.5"), ("The Wire", "“We cannot run an island")]
    assert said(database, outlet="The Times", repeats=True) == [
        ("The Times", "the boat would cost 14.5"),
        ("The Times", "“We cannot run an island"),
    ]


def test_articles_are_shown_once_with_all_their_appearances(database: Database) -> None:
    add(database, FIRST, EDITED, CUT, OTHER)
    found = {row["outlet"]: row for row in list_articles(database, Filter())}
    assert sorted(found) == ["The Sun", "The Wire"]
    assert [one["outlet"] for one in found["The Wire"]["appearances"]] == ["The Wire", "The Post", "The Times"]
    assert len(list(list_articles(database, Filter(repeats=True)))) == 4
    assert [row["outlet"] for row in list_articles(database, Filter(outlet="The Times"))] == ["The Wire"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::4])
def test_the_record_is_the_same_in_whatever_order_articles_come_in(database: Database, order: tuple[int, ...]) -> None:
    known = [FIRST, EDITED, CUT, OTHER]
    add(database, *(known[at] for at in order))
    assert said(database) == [
        ("The Sun", "“We cannot run an island"),
        ("The Wire", "called the price absurd"),
        ("The Wire", "the boat would cost 14.5"),
        ("The Wire", "“We cannot run an island"),
    ]
    first, edited, cut, other = (one.article.id for one in known)
    name = min(first, edited, cut)
    assert groups(database) == sorted([(first, name, None), (edited, name, first), (cut, name, first), (other, None, None)])
    assert {row["first_quoted"]["outlet"] for row in list_statements(database, Filter(text="engine"))} == {"The Wire"}


def test_an_article_that_comes_late_and_joins_two_groups_makes_one_of_them(database: Database) -> None:
    one, other = report(LEAD, ENGINE, outlet="A", published="2026-02-11"), report(COST, CRITIC, LOAN, outlet="B", published="2026-02-12")
    add(database, one, other)
    assert len(said(database)) == 3
    add(database, report(*WIRE, outlet="C", published="2026-02-13"))
    assert [outlet for outlet, _ in said(database)] == ["A", "B", "B"]
    assert len(list(list_articles(database, Filter()))) == 1


def test_an_older_article_that_comes_late_becomes_the_first(database: Database) -> None:
    add(database, CUT, FIRST)
    assert {outlet for outlet, _ in said(database)} == {"The Wire"}


def test_what_the_first_article_does_not_have_counts_in_the_copy(database: Database) -> None:
    more = report(
        *WIRE[:3],
        "“Nobody asked us, and nobody will ask us after the vote either,” said Carl Voss.",
        outlet="The Post",
        published="2026-02-11",
    )
    add(database, report(LEAD, ENGINE, COST, outlet="The Wire", published="2026-02-10"), more)
    assert ("The Wire", "“We cannot run an island") in said(database)


def test_what_is_ruled_to_be_no_statement_does_not_come_back_in_its_copies(database: Database) -> None:
    add(database, FIRST, CUT)
    first = next(row for row in list_statements(database, Filter(text="engine")))
    rule(database, first["id"], "statement", "no", by=By("Kim"))
    add(database, EDITED)
    assert list(list_statements(database, Filter(text="engine"))) == []
    assert problems(database) == []
    undo_last(database, "Kim")
    assert [row["outlet"] for row in list_statements(database, Filter(text="engine"))] == ["The Wire"]
    assert problems(database) == []


def test_a_copy_that_names_another_person_is_another_statement(database: Database) -> None:
    text = "\n\n".join((LEAD, ENGINE.replace("the mayor, Ana Ruiz,", "the harbour master, Ida Brunn,"), COST))
    said_by = statement(text, "“We cannot run an island on one engine,”", source="Ida Brunn", speaker=speaker("Ida Brunn"), form="direct")
    add(database, FIRST, record(text, said_by, outlet="The Moon", published="2026-02-12"))
    assert {row["speaker"]["name"] for row in list_statements(database, Filter(text="engine"))} == {"Ana Ruiz", "Ida Brunn"}


def test_a_translation_repeats_its_original_whichever_was_first_and_shows_no_quotation_marks(database: Database) -> None:
    more = {"outlet": "Die Post", "published": "2026-02-09", "translation": "machine", "original_language": "de"}
    add(database, report(*WIRE[:3], "Read on in the paper of Monday.", **more), FIRST)
    assert {row["outlet"] for row in list_statements(database, Filter(text="engine"))} == {"The Wire"}
    (shown,) = [row for row in list_statements(database, Filter(text="engine", repeats=True)) if row["outlet"] == "Die Post"]
    assert (shown["translation"], shown["original_language"]) == ("machine", "de")
    assert shown["content_text"] == "We cannot run an island on one engine,"
    (row,) = [row for row in balance_of(database, "outlet", wanted=Filter(repeats=True)) if row["value"] == "Die Post"]
    assert row["quoted_words"] == 0


def test_when_the_first_is_deleted_on_request_the_others_count(database: Database) -> None:
    add(database, FIRST, EDITED, CUT)
    forget(database, FIRST.article.id, reason="asked for")
    assert problems(database) == []
    assert {outlet for outlet, _ in said(database)} == {"The Post"}
    with database.read() as connection:
        assert connection.execute(text_marks.select().where(text_marks.c.text_id == FIRST.article.id)).first() is None


def test_of_a_deleted_speaker_no_mark_remains(database: Database) -> None:
    add(database, FIRST, OTHER)
    forget(database, "Ana Ruiz", reason="asked for")
    assert problems(database) == []
    with database.read() as connection:
        assert connection.execute(quotation_marks.select()).first() is None


def test_a_copy_enters_the_debates_of_what_it_repeats(database: Database) -> None:
    add(database, FIRST)
    make_debate(database, "Ferry", choice=Choice(articles=(FIRST.article.id,)))
    add(database, CUT, OTHER)
    (debate,) = list_debates(database)
    assert (debate["article_count"], debate["statement_count"]) == (1, 3)
    assert said(database, debate="Ferry") == said(database, outlet="The Wire")


def test_copies_enter_and_leave_a_debate_together(database: Database) -> None:
    add(database, FIRST, CUT)
    make_debate(database, "Ferry")
    assert add_chosen(database, "Ferry", Choice(articles=(CUT.article.id,))) == 2
    assert take_out_of_debate(database, "Ferry", Choice(articles=(CUT.article.id,))) == 2


def test_the_same_quotation_elsewhere_is_linked_and_counts_there(database: Database) -> None:
    add(database, OTHER, FIRST)
    found = {row["outlet"]: row for row in list_statements(database, Filter(text="engine"))}
    assert found["The Sun"]["first_quoted"]["outlet"] == "The Wire"
    assert found["The Sun"]["first_quoted"]["id"] == found["The Wire"]["id"] == found["The Wire"]["first_quoted"]["id"]
    assert found["The Sun"]["first_quoted"]["published"] == "2026-02-10"


def test_a_quotation_given_once_is_not_linked(database: Database) -> None:
    add(database, FIRST)
    assert [row["first_quoted"] for row in list_statements(database, Filter())] == [None] * 3


def test_when_the_first_quotation_goes_the_next_is_the_first(database: Database) -> None:
    third = report("A third paper had it too, on a page about something else entirely.", ENGINE, outlet="The Star", published="2026-02-14")
    add(database, FIRST, OTHER, third)
    forget(database, FIRST.article.id, reason="asked for")
    assert {row["first_quoted"]["outlet"] for row in list_statements(database, Filter(text="engine"))} == {"The Sun"}
    forget(database, OTHER.article.id, reason="asked for")
    assert [row["first_quoted"] for row in list_statements(database, Filter(text="engine"))] == [None]
    assert problems(database) == []

"""Debates: named sets of articles."""

import pytest

from onrecord.errors import StoreError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, add_chosen, list_debates, make_debate, put_into_debate, take_out_of_debate, texts_of_debate
from onrecord.store.writing.articles import add_record
from tests.records_made import record, statement


def put(database: Database, text: str, **more: str) -> str:
    """Stores an article with one statement and returns its id."""
    one = record_as_dict(record(text, statement(text, text.split(",", maxsplit=1)[0], source="Ana Ruiz", cue="said"), **more))
    one["article"]["origin"] = text
    add_record(database, one)
    return str(one["article"]["id"])


@pytest.fixture
def ids(database: Database) -> list[str]:
    return [
        put(database, "The dam will hold, Ana Ruiz said.", outlet="The Port Post", published="2026-02-10"),
        put(database, "The dam will fail, Ana Ruiz said.", outlet="The Lake Herald", published="2026-03-10"),
        put(database, "The lake is full, Ana Ruiz said.", outlet="The Port Post", published="2026-03-20"),
    ]


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        (Choice(), []),
        (Choice(outlets=("The Port Post",)), [0, 2]),
        (Choice(since="2026-03-10"), [1, 2]),
        (Choice(until="2026-03-10"), [0, 1]),
        (Choice(text="dam"), [0, 1]),
        (Choice(text='"dam will hold"'), [0]),
        (Choice(text="dam", since="2026-03-01"), [1]),
        (Choice(text="…"), []),
        (Choice(outlets=("The Port Post", "The Lake Herald")), [0, 1, 2]),
    ],
)
def test_a_debate_has_the_articles_that_meet_everything_asked(
    database: Database, ids: list[str], choice: Choice, chosen: list[int]
) -> None:
    assert make_debate(database, "Dam", choice=choice) == len(chosen)
    assert texts_of_debate(database, "Dam") == {ids[n] for n in chosen}


def test_listed_articles_are_put_in(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam", choice=Choice(articles=(ids[0], ids[2])))
    assert texts_of_debate(database, "Dam") == {ids[0], ids[2]}


def test_a_listed_article_that_is_not_there_is_named_and_nothing_is_made(database: Database, ids: list[str]) -> None:
    with pytest.raises(UnknownError, match="there is no article 'abc'"):
        make_debate(database, "Dam", choice=Choice(articles=(ids[0], "abc")))
    assert list_debates(database) == []


def test_an_unknown_outlet_is_answered_with_those_there_are(database: Database, ids: list[str]) -> None:
    assert ids
    with pytest.raises(UnknownError, match=r"'Port Post'.*The Port Post, The Lake Herald"):
        make_debate(database, "Dam", choice=Choice(outlets=("Port Post",)))


def test_names_are_unique(database: Database) -> None:
    make_debate(database, "Dam")
    with pytest.raises(StoreError, match="there is a debate 'Dam' already"):
        make_debate(database, "Dam")


def test_an_unknown_debate_is_answered_with_those_there_are(database: Database) -> None:
    with pytest.raises(UnknownError, match="debate new"):
        texts_of_debate(database, "Lake")
    make_debate(database, "Dam")
    with pytest.raises(UnknownError, match="there are: Dam"):
        texts_of_debate(database, "Lake")


def test_putting_in_twice_changes_nothing(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam")
    assert [put_into_debate(database, "Dam", ids[:2]) for _ in range(2)] == [2, 0]


def test_what_is_not_stored_is_not_put_in(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam")
    assert put_into_debate(database, "Dam", [ids[0], "abc"]) == 1


def test_articles_are_added_and_taken_out_by_search(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam")
    assert add_chosen(database, "Dam", Choice(text="dam")) == 2
    assert take_out_of_debate(database, "Dam", Choice(since="2026-03-01")) == 1
    assert texts_of_debate(database, "Dam") == {ids[0]}


def test_a_debate_is_chosen_from_another(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam", choice=Choice(text="dam"))
    make_debate(database, "March", choice=Choice(since="2026-03-01", within="Dam"))
    assert texts_of_debate(database, "March") == {ids[1]}


def test_the_list_tells_what_a_debate_spans(database: Database, ids: list[str]) -> None:
    make_debate(database, "Dam", question="Will it hold?", codebook="issues: []", choice=Choice(articles=tuple(ids)))
    (row,) = list_debates(database)
    del row["id"], row["added_at"]
    assert row == {
        "name": "Dam", "question": "Will it hold?", "article_count": 3, "statement_count": 3, "first_published": "2026-02-10",
        "last_published": "2026-03-20", "codebook": True, "freezes": [],
    }  # fmt: skip

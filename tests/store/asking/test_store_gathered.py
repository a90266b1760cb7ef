"""Articles with all that stands of them, and speakers with what is known of them, as they are taken out of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.asking.gathered import actors_of, document_ids, documents_of
from onrecord.store.debates.sets import Choice, debate_number, make_debate
from onrecord.store.ruling.missed import add_missed
from onrecord.store.ruling.rulings import rule
from tests.stances_made import KIM, Words, article_of, ids_of, put
from tests.town_made import ARTICLES, IDS

if TYPE_CHECKING:
    from onrecord.store.database import Database

UNDATED, FIRST, SECOND, THIRD = ids_of([ARTICLES[3], *ARTICLES[:3]])


def test_texts_come_in_order_of_time(town: Database) -> None:
    with town.read() as connection:
        assert document_ids(connection, None) == [UNDATED, FIRST, SECOND, THIRD]


def test_a_text_comes_with_where_it_stood_and_its_statements_with_who_coded_them(town: Database) -> None:
    with town.read() as connection:
        second, first = documents_of(connection, [SECOND, FIRST])
    assert (first["id"], first["outlet"], first["published"], first["models"]) == (FIRST, "The Port Post", "2026-01-05", ["made"])
    assert first["text"] == ARTICLES[0]["article"]["text"]
    assert [one["data"]["id"] for one in second["statements"]] == list(IDS[4:6])
    assert [one["coders"] for one in second["statements"]] == [{}, {(0, "buses"): "Kim"}]
    assert [one["coder"] for one in second["statements"]] == [None, None]
    assert first["statements"][2]["actor"] is None


def test_speakers_come_with_what_articles_say_last_and_what_holds_now(town: Database) -> None:
    with town.read() as connection:
        documents = documents_of(connection, [FIRST, SECOND, THIRD, UNDATED])
        actors = actors_of(connection, {one["actor"] for document in documents for one in document["statements"] if one["actor"]})
    by_name = {one["name"]: one for one in actors}
    assert [one["name"] for one in actors] == sorted(one["name"] for one in actors)
    assert by_name["Ana Ruiz"]["attributes"] == {"affiliation": "Port Town", "party": "Green"}
    assert (by_name["Norland"]["type"], by_name["Norland"]["attributes"]) == ("country", {"party": "Blue"})


def test_a_debates_texts_alone_and_statements_that_people_added(empty: Database) -> None:
    articles = [
        article_of("2026-01-05", Words("Ana Ruiz", "trams should run")),
        article_of("2026-01-06", Words("Bo Ek", "buses should go")),
    ]
    ids = put(empty, *articles)
    first, second = ids_of(articles)
    make_debate(empty, "Trams", choice=Choice(articles=(first,)))
    add_missed(empty, second, "heathgo2026-01-06", by=KIM)
    rule(empty, ids[1], "statement", "no", by=KIM)
    number = debate_number(empty, "Trams")
    with empty.read() as connection:
        assert document_ids(connection, number) == [first]
        (row,) = documents_of(connection, [second])
    ((start, end),) = row["statements"][0]["data"]["content"]
    assert (row["text"][start:end], [one["coder"] for one in row["statements"]]) == ("heathgo2026-01-06", ["Kim"])

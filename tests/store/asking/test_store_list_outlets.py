"""The list of outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert

from onrecord.errors import UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.outlets import list_outlets
from onrecord.store.debates.sets import make_debate, put_into_debate
from onrecord.store.schema import attributes
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.outlets import renew
from tests.records_made import record, speaker, statement, talks

if TYPE_CHECKING:
    from onrecord.store.database import Database


@pytest.fixture
def filled(database: Database) -> Database:
    """The talks in The Port Post and, later, in the Lake Herald; another article of the Post; one of nowhere; a table of two outlets."""
    for changed in (
        {"url": "https://www.post.example/1"},
        {"outlet": "Lake Herald", "origin": "elsewhere", "published": "2026-02-11"},
        {"outlet": "Lake Herald", "origin": "once more", "published": "2026-02-11"},
    ):
        made = record_as_dict(talks())
        made["article"].update(changed)
        add_record(database, made)
    text = "Ana Ruiz said the lake is deep."
    said = statement(text, "the lake is deep", source="Ana Ruiz", cue="said", speaker=speaker("Ana Ruiz"))
    add_record(database, record_as_dict(record(text, said, outlet="PORT POST", url="http://m.post.example/2")))
    add_record(database, record_as_dict(record("Nobody said so.")))
    with database.begin() as connection:
        own = {"of": "outlet", "key": "The Port Post", "name": "owner"}
        connection.execute(insert(attributes).values(value="Ruiz", until="2025-12-31", **own))
        connection.execute(insert(attributes).values(value="the ministry", since="2026-01-01", **own))
        connection.execute(insert(attributes).values(of="outlet", key="The Hill Times", name="domain", value="hill.example"))
        connection.execute(insert(attributes).values(of="speaker", key="Lake Herald", name="type", value="paper"))
        renew(connection)
    return database


def numbers(rows: list[dict[str, Any]]) -> list[tuple[str | None, int, int]]:
    return [(row["outlet"], row["article_count"], row["statement_count"]) for row in rows]


def test_articles_count_for_each_outlet_and_statements_for_the_first(filled: Database) -> None:
    assert numbers(list_outlets(filled)) == [("The Port Post", 2, 5), ("Lake Herald", 1, 0), (None, 1, 0), ("The Hill Times", 0, 0)]


def test_an_outlet_tells_names_hosts_and_attributes(filled: Database) -> None:
    post = list_outlets(filled)[0]
    assert post["names"] == ["PORT POST", "The Port Post"]
    assert post["hosts"] == ["post.example"]
    assert post["attributes"] == {
        "owner": [{"value": "Ruiz", "since": None, "until": "2025-12-31"}, {"value": "the ministry", "since": "2026-01-01", "until": None}]
    }


def test_the_unknown_are_those_that_the_table_lacks(filled: Database) -> None:
    assert numbers(list_outlets(filled, unknown=True)) == [("Lake Herald", 1, 0), (None, 1, 0)]


def test_pages_follow_each_other(filled: Database) -> None:
    whole = list_outlets(filled, limit=None)
    assert [row for page in (1, 2, 3) for row in list_outlets(filled, limit=2, page=page)] == whole
    assert len(whole) == 4


def test_a_debates_articles_alone_count(filled: Database) -> None:
    make_debate(filled, "Dam")
    put_into_debate(filled, "Dam", [record_as_dict(talks())["article"]["id"]])
    assert numbers(list_outlets(filled, debate="Dam")) == [("Lake Herald", 1, 0), ("The Port Post", 1, 4)]
    assert numbers(list_outlets(filled, debate="Dam", unknown=True)) == [("Lake Herald", 1, 0)]
    with pytest.raises(UnknownError, match="Lake"):
        list_outlets(filled, debate="Lake")

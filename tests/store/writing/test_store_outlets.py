"""Outlets of articles recognised as they come, and again when more is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, insert, select, update

from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import balance_of
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.dumping import dump, load
from onrecord.store.keeping.forgetting import forget
from onrecord.store.schema import appearances, attributes, entries, mastheads
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.outlets import renew, shared_signs
from tests.records_made import record, speaker, statement

if TYPE_CHECKING:
    from pathlib import Path


def add(database: Database, number: int, outlet: str | None = None, url: str | None = None, *, origin: str | None = None) -> None:
    """Adds an article with one statement, at an address of its own."""
    text = f"Ana Ruiz said dam {number} will hold."
    said = statement(text, f"dam {number} will hold", source="Ana Ruiz", cue="said", speaker=speaker("Ana Ruiz"))
    made = record_as_dict(record(text, said, outlet=outlet, url=url and f"{url}/{number}", published="2026-02-10"))
    made["article"]["origin"] = origin or f"{number}.html"
    add_record(database, made)


def outlets(database: Database) -> list[str | None]:
    """The outlets of all appearances, which those of the entries and the balance must follow."""
    with database.read() as connection:
        found = list(connection.execute(select(appearances.c.outlet).order_by(appearances.c.id)).scalars())
        assert sorted(map(str, connection.execute(select(entries.c.outlet)).scalars())) == sorted(map(str, found))
    assert {row["value"]: row["statement_count"] for row in balance_of(database, "outlet")} == {one: found.count(one) for one in found}
    assert problems(database) == []
    return found


def table(database: Database, *rows: tuple[str, str, str]) -> int:
    """Puts attributes of outlets in the place of those that there are."""
    with database.begin() as connection:
        connection.execute(delete(attributes))
        for key, name, value in rows:
            connection.execute(insert(attributes).values(of="outlet", key=key, name=name, value=value))
        return renew(connection)


def test_what_an_article_states_is_kept_beside_the_outlet_that_is_meant(database: Database) -> None:
    for number, name in enumerate(("The Korea Herald", "The Korea Herald", "KOREA HERALD")):
        add(database, number, name, "https://www.kh.example")
    assert outlets(database) == ["The Korea Herald"] * 3
    with database.read() as connection:
        rows = connection.execute(select(appearances.c.stated, appearances.c.host).order_by(appearances.c.id)).all()
    assert rows == [("The Korea Herald", "kh.example"), ("The Korea Herald", "kh.example"), ("KOREA HERALD", "kh.example")]


def test_earlier_articles_take_the_most_frequent_spelling(database: Database) -> None:
    add(database, 0, "Korea Herald")
    assert outlets(database) == ["Korea Herald"]
    for number in range(1, 4):
        add(database, number, "The Korea Herald")
    assert outlets(database) == ["The Korea Herald"] * 4


@pytest.mark.parametrize("names", [["Post", "The Post"] * 8, ["The Post", "Post"] * 8])
def test_the_spelling_is_the_same_in_whatever_order_articles_come(database: Database, names: list[str]) -> None:
    for number, name in enumerate(names):
        add(database, number, name)
    assert outlets(database) == ["The Post"] * 16


def test_a_host_gets_its_name_when_an_article_tells_it(database: Database) -> None:
    add(database, 0, None, "https://www.post.example")
    add(database, 1, "post.example")
    add(database, 2, "Reuters", "https://m.post.example")
    assert outlets(database) == ["post.example"] * 3
    add(database, 3, "The Port Post", "http://post.example")
    assert outlets(database) == ["The Port Post"] * 4
    add(database, 4, "The Lake Herald", "http://post.example")  # a host of two
    assert outlets(database) == ["post.example"] * 3 + ["The Port Post", "The Lake Herald"]


def test_an_article_without_name_and_address_has_no_outlet(database: Database) -> None:
    add(database, 0)
    add(database, 1)
    assert outlets(database) == [None, None]


def test_the_users_table_names_earlier_and_later_articles(database: Database) -> None:
    def more(number: int) -> None:
        add(database, number, None, "https://www.post.example")
        add(database, number + 1, "PP Online", None)
        add(database, number + 2, "Post World News", None)
        add(database, number + 3, "PORT POST", "https://elsewhere.example")
        add(database, number + 4, origin=f"/home/eva/pp.xml:{number}")

    more(0)
    rows = (("domain", "post.example"), ("masthead", "PP Online"), ("feed", "Post World News; pp.xml"))
    assert table(database, *(("The Port Post", *row) for row in rows)) == 5
    more(5)
    assert outlets(database) == ["The Port Post"] * 10
    assert table(database) == 10
    assert outlets(database) == ["post.example", "PP Online", "Post World News", "PORT POST", None] * 2


def test_a_domain_is_a_surer_sign_than_a_feed(database: Database) -> None:
    table(database, ("Agenda", "feed", "all.xml"), ("The Port Post", "domain", "post.example"))
    add(database, 0, "Agenda", "https://post.example", origin="all.xml:1")
    add(database, 1, "Agenda", "https://lake.example", origin="all.xml:2")
    assert outlets(database) == ["The Port Post", "Agenda"]


def test_articles_of_a_feed_stay_when_their_name_is_spelled_otherwise(database: Database) -> None:
    table(database, ("The Daily", "feed", "daily.xml"))
    add(database, 0, "Post", origin="daily.xml:1")
    for number in range(1, 4):
        add(database, number, "The Post")
    assert outlets(database) == ["The Daily", *["The Post"] * 3]


def test_a_sign_of_two_outlets_is_no_sign(database: Database) -> None:
    table(database, ("The Port Post", "domain", "post.example"), ("The Lake Herald", "domain", "post.example"))
    add(database, 0, "The Lake Herald", "https://post.example")
    assert outlets(database) == ["The Lake Herald"]
    with database.read() as connection:
        assert shared_signs(connection) == [("domain post.example", ["The Lake Herald", "The Port Post"])]


def test_a_text_of_two_outlets_counts_for_the_first_when_that_is_renamed(database: Database) -> None:
    add(database, 0, "Lake Herald")
    add(database, 0, "Port Post", origin="elsewhere")
    table(database, ("The Lake Herald", "masthead", "Lake Herald"), ("The Port Post", "masthead", "Port Post"))
    assert [row["value"] for row in balance_of(database, "outlet")] == ["The Lake Herald"]


def test_what_an_older_version_put_in_is_recognised_once(database: Database) -> None:
    for number, name in enumerate(("Post", "The Post", "The Post")):
        add(database, number, name, "https://post.example")
    with database.begin() as connection:  # as the migration leaves it
        connection.execute(delete(mastheads))
        connection.execute(update(appearances).values(host=None, outlet=appearances.c.stated))
        connection.execute(update(entries).values(outlet="The Post"))
    add(database, 3, None, "https://post.example")
    assert outlets(database) == ["The Post"] * 4


def test_nothing_is_moved_twice(database: Database) -> None:
    add(database, 0, "Post", "https://post.example")
    add(database, 1, None, "https://post.example")
    with database.begin() as connection:
        assert renew(connection) == 0


def test_names_of_outlets_go_with_the_last_article_that_states_them(database: Database) -> None:
    add(database, 0, "Ana Ruiz’s Diary", "https://ruiz.example")
    add(database, 1, None, "https://ruiz.example")
    assert outlets(database) == ["Ana Ruiz’s Diary"] * 2
    forget(database, "0.html", reason="asked for")
    assert outlets(database) == ["ruiz.example"]
    with database.read() as connection:
        assert list(connection.execute(select(mastheads.c.stated)).scalars()) == [""]


def test_a_loaded_dump_recognises_as_before(database: Database, tmp_path: Path) -> None:
    table(database, ("The Port Post", "domain", "post.example"))
    add(database, 0, "Post", "https://post.example")
    dump(database, tmp_path / "dump")
    with Database.open(str(tmp_path / "loaded.db")) as loaded:
        load(loaded, tmp_path / "dump")
        add(loaded, 1, None, "https://m.post.example")
        assert outlets(loaded) == ["The Port Post"] * 2

"""Who is quoted how often and how long."""

from typing import Any

import pytest
from sqlalchemy import insert

from onrecord.errors import UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import balance_of
from onrecord.store.asking.filtering import Filter
from onrecord.store.database import Database
from onrecord.store.schema import attributes
from onrecord.store.writing.articles import add_record
from tests.records_made import record, speaker, statement, talks

RUIZ = speaker("Ana Ruiz", role="mayor", affiliation="Port Town")


@pytest.fixture
def filled(database: Database) -> Database:
    """Four statements of February in two outlets, and one of January in another."""
    for changed in ({}, {"outlet": "The Lake Herald", "origin": "elsewhere"}):
        made = record_as_dict(talks())
        made["article"].update(changed)
        add_record(database, made)
    text = "Ana Ruiz said the lake is deep."
    said = statement(text, "the lake is deep", source="Ana Ruiz", cue="said", speaker=RUIZ)
    add_record(database, record_as_dict(record(text, said, published="2026-01-05", outlet="The Hill Times")))
    return database


def counted(database: Database, by: str, **options: Any) -> dict[Any, Any]:
    return {
        (row["value"], row["time"]) if "time" in row else row["value"]: row["statement_count"]
        for row in balance_of(database, by, **options)
    }


def define(database: Database, of: str, key: str, value: str, **days: str) -> None:
    with database.begin() as connection:
        connection.execute(insert(attributes).values(of=of, key=key, name="party", value=value, **days))


@pytest.mark.parametrize(
    ("by", "numbers"),
    [
        ("outlet", {"The Port Post": 4, "The Hill Times": 1}),
        ("type", {"person": 3, "country": 1, None: 1}),
        ("role", {"mayor": 3, None: 2}),
        ("speaker", {"Ana Ruiz": 3, "Norland": 1, None: 1}),
        ("kind", {None: 5}),
    ],
)
def test_statements_count_once_whatever_outlets_reprinted_them(filled: Database, by: str, numbers: dict[Any, int]) -> None:
    assert counted(filled, by) == numbers


def test_words_are_counted_in_all_and_in_direct_speech(filled: Database) -> None:
    rows = {row["value"]: row for row in balance_of(filled, "speaker")}
    assert (rows["Ana Ruiz"]["words"], rows["Ana Ruiz"]["quoted_words"]) == (7 + 5 + 4, 7)
    assert rows["Norland"]["quoted_words"] == 0


def test_shares_are_of_statements_and_of_words(filled: Database) -> None:
    rows = balance_of(filled, "outlet")
    assert [(row["share"], row["word_share"]) for row in rows] == [(0.8, 0.8261), (0.2, 0.1739)]


def test_stretches_of_time_have_shares_of_their_own(filled: Database) -> None:
    assert counted(filled, "outlet", over="month") == {("The Hill Times", "2026-01"): 1, ("The Port Post", "2026-02"): 4}
    assert [row["share"] for row in balance_of(filled, "outlet", over="month")] == [1.0, 1.0]
    assert counted(filled, "outlet", over="year") == {("The Hill Times", "2026"): 1, ("The Port Post", "2026"): 4}


def test_a_filter_narrows_what_is_counted(filled: Database) -> None:
    assert counted(filled, "speaker", wanted=Filter(until="2026-01-31")) == {"Ana Ruiz": 1}
    assert balance_of(filled, "speaker", wanted=Filter(checked_only=True)) == []


def test_statements_are_told_where_asked(filled: Database) -> None:
    rows = balance_of(filled, "speaker", over="month", ids=True)
    assert [len(row["statements"]) for row in rows] == [row["statement_count"] for row in rows]
    assert len({row["id"] for row in rows}) == len(rows)
    assert balance_of(filled, "speaker", wanted=Filter(checked_only=True), ids=True) == []


def test_an_attribute_of_speakers_is_counted_by_their_id_or_name(filled: Database) -> None:
    define(filled, "speaker", RUIZ.id, "Lake Party")
    define(filled, "speaker", "Norland", "none")
    assert counted(filled, "party") == {"Lake Party": 3, "none": 1, None: 1}


def test_an_attribute_holds_on_its_days_alone(filled: Database) -> None:
    define(filled, "speaker", "Ana Ruiz", "Lake Party", until="2026-01-31")
    define(filled, "speaker", "Ana Ruiz", "Dam Party", since="2026-02-01")
    assert counted(filled, "party") == {"Lake Party": 1, "Dam Party": 2, None: 2}


def test_an_attribute_can_be_of_outlets(filled: Database) -> None:
    define(filled, "outlet", "The Port Post", "left")
    assert counted(filled, "party") == {"left": 4, None: 1}


def test_what_nothing_can_be_counted_by_is_told_with_what_can(filled: Database) -> None:
    with pytest.raises(UnknownError, match=r"'party'.*outlet, type, role, speaker, kind; no speaker and no outlet has an attribute"):
        balance_of(filled, "party")
    define(filled, "outlet", "The Port Post", "left")
    with pytest.raises(UnknownError, match="the attributes are party"):
        balance_of(filled, "leaning")

"""A newer model and the statements that coders added by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.missed import add_missed
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import history, rule, undo
from onrecord.store.schema import entries, statements
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.rereading import Change, reread_text
from tests.records_made import talks

KIM = By("Kim")
WORDS = "“Ask anyone.”"
WHOLE = record_as_dict(talks())
ARTICLE, TEXT = WHOLE["article"]["id"], WHOLE["article"]["text"]
DAM, LAKE, NORLAND, TALKS = (s["id"] for s in WHOLE["statements"])
AT = TEXT.index(WORDS)


def reading(model: str, *content: list[int], **more: Any) -> dict[str, Any]:
    """What a model reads: the statement on the lake, and what is told here."""
    found = record_as_dict(talks())
    found["model"] = model
    extra = [{**found["statements"][3], "id": f"{start:016x}", "content": [[start, end]], **more} for start, end in content]
    found["statements"] = [found["statements"][1], *extra]
    return found


def found_whole(model: str, **more: Any) -> dict[str, Any]:
    """A reading that has the words that Kim adds."""
    return reading(model, [AT, AT + len(WORDS)], **more)


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    """A database of each kind with one article, which is sound after every test."""
    add_record(database, reading("first"))
    yield database
    assert problems(database) == []


@pytest.fixture
def added(database: Database) -> str:
    """The id of the statement that Kim added, with rulings on it."""
    id_ = add_missed(database, ARTICLE, WORDS, by=KIM, speaker="Ana Ruiz").statement
    rule(database, id_, "kind", "prescription", by=KIM)
    return id_


def shown(database: Database) -> dict[str, Any]:
    with database.read() as connection:
        return {row.statement_id: row for row in connection.execute(select(entries))}


def by_whom(database: Database, id_: str) -> str | None:
    with database.read() as connection:
        found: str | None = connection.execute(select(statements.c.added_by).where(statements.c.id == id_)).scalar_one()
        return found


def test_what_a_newer_model_finds_too_is_one_statement_with_its_id_and_rulings(database: Database, added: str) -> None:
    assert reread_text(database, found_whole("second")) == Change(kept=2, new=0, gone=0, homeless=0)
    found = shown(database)
    assert set(found) == {LAKE, added}
    assert (found[added].content_text, found[added].speaker_name, found[added].kind) == (WORDS, "Ana Ruiz", "prescription")
    assert (found[added].confidence, by_whom(database, added)) == (0.3, None)


def test_a_content_that_shares_half_is_the_statement_that_was_added(database: Database, added: str) -> None:
    reread_text(database, reading("second", [AT, AT + 8]))
    assert set(shown(database)) == {LAKE, added}


def test_a_statement_within_another_is_the_one_that_was_added(database: Database, added: str) -> None:
    reread_text(database, found_whole("second", reported_by=LAKE))
    assert shown(database)[added].reported_by == LAKE


def test_words_that_a_coder_ruled_to_be_the_content_are_what_is_looked_for(database: Database, added: str) -> None:
    rule(database, added, "content", "Norland wants", by=KIM)
    start = TEXT.index("Norland wants")
    reread_text(database, reading("second", [start, start + 13]))
    assert set(shown(database)) == {LAKE, added}


def test_what_a_newer_model_does_not_find_stays_as_it_was_added(database: Database, added: str) -> None:
    before = shown(database)[added]
    assert reread_text(database, reading("second")) == Change(kept=1, new=0, gone=0, homeless=0)
    assert shown(database)[added] == before
    assert by_whom(database, added) == "Kim"


def test_what_is_found_and_then_lost_is_the_coders_again(database: Database, added: str) -> None:
    before = shown(database)[added]
    reread_text(database, found_whole("second"))
    assert reread_text(database, reading("third")) == Change(kept=1, new=0, gone=0, homeless=0)
    assert shown(database)[added] == before
    assert by_whom(database, added) == "Kim"


def test_what_is_lost_by_going_back_to_an_older_model_is_the_coders_again(database: Database, added: str) -> None:
    reread_text(database, found_whole("second"))
    reread_text(database, reading("first"))
    assert set(shown(database)) == {LAKE, added}
    reread_text(database, found_whole("third"))
    assert set(shown(database)) == {LAKE, added}


def test_what_an_older_model_had_read_is_not_there_beside_what_was_added(database: Database) -> None:
    reread_text(database, found_whole("second"))
    reread_text(database, reading("third"))
    id_ = add_missed(database, ARTICLE, WORDS, by=KIM).statement
    reread_text(database, found_whole("fourth"))
    assert set(shown(database)) == {LAKE, id_}


def test_a_statement_of_the_reading_before_keeps_its_id_beside_one_that_was_added(database: Database, added: str) -> None:
    start, end = next((s, e) for s, e in WHOLE["statements"][1]["content"])
    add_missed(database, ARTICLE, f"{start}-{end - 1}", by=KIM)
    reread_text(database, reading("second"))
    assert {LAKE, added} < set(shown(database))


def test_a_model_keeps_what_it_found_when_the_addition_is_taken_back(database: Database, added: str) -> None:
    reread_text(database, found_whole("second"))
    undo(database)
    undo(database)
    assert shown(database)[added].checked is False
    reread_text(database, reading("third"))
    assert set(shown(database)) == {LAKE}
    assert add_missed(database, ARTICLE, WORDS, by=KIM).statement == added
    assert by_whom(database, added) == "Kim"


def test_history_has_the_models_reading_beside_the_coders(database: Database, added: str) -> None:
    reread_text(database, found_whole("second"))
    assert [row["by"] for row in history(database, added, "content")] == ["second"]
    assert [row["by"] for row in history(database, added, "speaker")] == ["second", "Kim"]

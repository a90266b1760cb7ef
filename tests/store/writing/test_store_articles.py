"""Records put into the database."""

from typing import Any

import pytest
from sqlalchemy import func, select

from onrecord.exchange.record_json import record_as_dict
from onrecord.store import words
from onrecord.store.database import Database
from onrecord.store.schema import appearances, claims, entries, rulings, statements, texts, versions
from onrecord.store.writing.articles import add_record, refresh
from onrecord.store.writing.rereading import article_of, reread_text, unread
from tests.records_made import record, statement, talks


def made(**more: Any) -> dict[str, Any]:
    return record_as_dict(talks(**more))


def count(database: Database, table: Any) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_record_is_stored_with_its_entries(database: Database) -> None:
    assert add_record(database, made()) == "new"
    assert (count(database, texts), count(database, statements), count(database, entries)) == (1, 4, 4)
    with database.read() as connection:
        row = connection.execute(select(entries).order_by(entries.c.place)).first()
    assert row is not None
    assert (row.content_text, row.speaker_name, row.outlet, row.published) == (
        "“The dam will hold,” … “Ask anyone.”", "Ana Ruiz", "The Port Post", "2026-02-10",
    )  # fmt: skip


def test_the_same_bytes_from_the_same_place_change_nothing(database: Database) -> None:
    add_record(database, made())
    assert add_record(database, made()) == "unchanged"
    assert (count(database, appearances), count(database, versions)) == (1, 4)


def test_the_same_text_from_elsewhere_is_one_more_appearance(database: Database) -> None:
    add_record(database, made())
    other = made(outlet="The Lake Herald")
    other["article"]["origin"] = "elsewhere"
    assert add_record(database, other) == "appeared"
    assert (count(database, texts), count(database, appearances), count(database, statements)) == (1, 2, 4)


def test_what_fails_half_way_leaves_nothing(database: Database) -> None:
    broken = made()
    broken["statements"][1]["form"] = None
    with pytest.raises(Exception, match=r"(?i)not.null"):
        add_record(database, broken)
    assert (count(database, texts), count(database, appearances), count(database, statements)) == (0, 0, 0)


def found_words(database: Database, query: str) -> int:
    with database.read() as connection:
        match = words.matching(connection.dialect.name, "entry_words", query)
        assert match is not None
        return len(connection.execute(select(entries.c.statement_id).where(entries.c.number.in_(match))).all())


@pytest.mark.parametrize(("query", "hits"), [("dam", 1), ('"dam will hold"', 1), ('"hold dam"', 0), ("lake", 2), ("nothing", 0)])
def test_the_words_of_entries_are_found(database: Database, query: str, hits: int) -> None:
    add_record(database, made())
    assert found_words(database, query) == hits


def test_words_of_two_chinese_letters_are_found(database: Database) -> None:
    text = "「日本政府反对新大坝」, Ana Ruiz said."
    add_record(database, record_as_dict(record(text, statement(text, "日本政府反对新大坝", source="Ana Ruiz", cue="said"))))
    assert [found_words(database, query) for query in ("大坝", "反对", "坝大")] == [1, 1, 0]


def test_renewing_entries_changes_nothing(database: Database) -> None:
    add_record(database, made())
    with database.begin() as connection:
        before = connection.execute(select(entries).order_by(entries.c.statement_id)).all()
        refresh(connection, before[0].text_id)
        assert connection.execute(select(entries).order_by(entries.c.statement_id)).all() == before
    assert found_words(database, "dam") == 1


def test_only_what_a_model_has_not_read_is_read_again(database: Database) -> None:
    add_record(database, made())
    assert list(unread(database, "made")) == []
    (article,) = unread(database, "newer")
    assert (article["title"], article["published"]) == ("Dam talks", "2026-02-10")


def newer() -> dict[str, Any]:
    """The same text read by another model, which has the first statement shorter and the last one not at all."""
    found = made()
    found["model"] = "newer"
    found["statements"] = found["statements"][:3]
    first = found["statements"][0]
    first["id"], first["content"] = "f" * 16, first["content"][:1]
    return found


def test_a_newer_reading_keeps_ids_and_leaves_tombstones(database: Database) -> None:
    add_record(database, made())
    old = [s["id"] for s in made()["statements"]]
    assert reread_text(database, newer()) == (3, 0, 1, 0)
    with database.read() as connection:
        assert set(connection.execute(select(entries.c.statement_id)).scalars()) == set(old[:3])
        gone = connection.execute(select(statements.c.id).where(statements.c.gone_at.is_not(None))).scalars().all()
    assert gone == old[3:]


def test_a_reading_is_stored_once(database: Database) -> None:
    add_record(database, made())
    reread_text(database, newer())
    assert reread_text(database, newer()) is None


def test_a_reading_that_is_there_becomes_the_present_one_again(database: Database) -> None:
    add_record(database, made())
    reread_text(database, newer())
    assert reread_text(database, made()) == (4, 0, 0, 0)
    assert count(database, entries) == 4
    assert reread_text(database, newer()) == (3, 0, 1, 0)


def test_rulings_on_what_is_gone_are_counted_and_kept(database: Database) -> None:
    add_record(database, made())
    last = made()["statements"][3]["id"]
    with database.begin() as connection:
        connection.execute(rulings.insert().values(statement_id=last, field="form", new="mixed", coder="Kim", ruled_at="2026"))
    change = reread_text(database, newer())
    assert change is not None
    assert change.homeless == 1
    assert count(database, rulings) == 1


def test_a_ruling_stands_on_what_a_newer_reading_finds_again(database: Database) -> None:
    add_record(database, made())
    first = made()["statements"][0]["id"]
    with database.begin() as connection:
        connection.execute(rulings.insert().values(statement_id=first, field="form", new="mixed", coder="Kim", ruled_at="2026"))
    reread_text(database, newer())
    with database.read() as connection:
        row = connection.execute(select(entries.c.form, entries.c.checked).where(entries.c.statement_id == first)).one()
    assert tuple(row) == ("mixed", True)


def test_the_article_of_a_text_is_that_of_its_first_appearance(database: Database) -> None:
    add_record(database, made())
    with database.read() as connection:
        article = article_of(connection, made()["article"]["id"])
    assert article == made()["article"]


def test_claims_are_rows_of_their_own(database: Database) -> None:
    one = made()
    empty = dict.fromkeys(("certainty", "condition", "horizon", "target", "addressee"))
    claim = {"id": "c", "span": [[0, 4]], "main": True, "kind": "prediction", "confidence": 0.8, "attitude": 1, "links": [], "stances": []}
    one["statements"][0]["claims"] = [claim | empty]
    add_record(database, one)
    with database.read() as connection:
        row = connection.execute(select(claims)).one()
        kind = connection.execute(select(entries.c.kind).where(entries.c.statement_id == row.statement_id)).scalar()
    assert (row.kind, row.attitude, row.conditional, kind) == ("prediction", 1, False, "prediction")

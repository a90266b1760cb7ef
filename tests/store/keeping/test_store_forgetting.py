"""What is deleted on request is gone, and stays away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from onrecord.errors import UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database, note
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.schema import attributes, entries, forgotten, log, metadata, rulings, speakers, statements, texts, variants
from onrecord.store.writing.articles import add_record, refresh
from onrecord.store.writing.tombstones import name_hash, without_forgotten
from tests.postgres_server import PostgresServer
from tests.records_made import record, speaker, statement, talks

OTHER = "“Fish need the river,” Bo Lind said. Ana Ruiz disagreed: “Quartzite lasts.”"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database.open(str(tmp_path / "record.db"))
    add_record(found, record_as_dict(talks()))
    add_record(found, other())
    yield found
    found.close()


def other() -> dict[str, Any]:
    lind = speaker("Bo Lind")
    return record_as_dict(
        record(
            OTHER,
            statement(OTHER, "“Fish need the river,”", source="Bo Lind", cue="said", speaker=lind),
            statement(OTHER, "“Quartzite lasts.”", source="Ana Ruiz", cue="disagreed", speaker=speaker("Ana Ruiz")),
            outlet="The Lake Herald",
        )
    )


def article_id(database: Database, outlet_words: str) -> str:
    with database.read() as connection:
        return str(connection.execute(select(texts.c.id).where(texts.c.text.contains(outlet_words))).scalar_one())


def count(database: Database, table: Any) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def rule(database: Database, words: str, field: str, new: Any, **more: Any) -> str:
    with database.begin() as connection:
        one = connection.execute(select(entries).where(entries.c.content_text.contains(words))).first()
        assert one is not None
        row = {"statement_id": one.statement_id, "field": field, "new": new, "coder": "eva", "ruled_at": "2026", **more}
        connection.execute(insert(rulings).values(row))
        note(connection, "rule", one.statement_id, who="eva", details={"field": field, "new": new})
        refresh(connection, one.text_id)
        return str(one.statement_id)


def bytes_of(database: Database) -> bytes:
    """All that stands in the database's files, in small letters."""
    path = Path(database.name)
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*"))).lower()


def test_an_article_goes_with_all_that_is_of_it(database: Database) -> None:
    rule(database, "dam", "role", "chief sapphire")
    gone = forget(database, article_id(database, "dam"), reason="licence ended")
    assert (gone.kind, gone.statements, gone.rulings, gone.scrubbed) == ("article", 4, 1, True)
    assert [count(database, t) for t in (texts, statements, entries, rulings)] == [1, 2, 2, 0]
    assert problems(database) == []


@pytest.mark.parametrize("words", [b"norland", b"talks", b"port post", b"sapphire", b"mayor"])
def test_an_article_s_words_are_out_of_the_file(database: Database, words: bytes) -> None:
    rule(database, "dam", "role", "chief sapphire")
    assert words in bytes_of(database)
    forget(database, article_id(database, "dam"), reason="licence ended")
    assert words not in bytes_of(database)
    assert b"quartzite" in bytes_of(database)


def test_a_forgotten_article_does_not_come_back(database: Database) -> None:
    forget(database, article_id(database, "dam"), reason="licence ended")
    assert add_record(database, record_as_dict(talks())) == "forgotten"
    assert count(database, texts) == 1


def test_the_same_words_in_another_file_do_not_come_back(database: Database) -> None:
    forget(database, article_id(database, "dam"), reason="licence ended")
    again = record_as_dict(talks())
    again["article"] |= {"sha256": "0" * 64, "origin": "elsewhere"}
    assert add_record(database, again) == "forgotten"


def test_the_tombstone_tells_when_and_why_and_no_words(database: Database) -> None:
    id_ = article_id(database, "dam")
    forget(database, id_, reason="licence ended", who="eva")
    with database.read() as connection:
        stones = connection.execute(select(forgotten)).all()
        line = connection.execute(select(log).where(log.c.action == "forget")).one()
    assert {(s.kind, s.reason, len(s.hash), s.forgotten_at[:2]) for s in stones} == {("article", "licence ended", 64, "20")}
    assert (line.object, line.who, line.details) == (id_, "eva", {"kind": "article", "reason": "licence ended"})


def test_an_article_is_found_by_its_address(database: Database) -> None:
    added = other()
    added["article"] |= {"id": "f" * 16, "text": "New.", "sha256": "1" * 64, "url": "https://lake.test/1"}
    added["statements"] = []
    add_record(database, added)
    assert forget(database, "https://lake.test/1", reason="r").id == "f" * 16


def test_a_speaker_goes_with_all_statements(database: Database) -> None:
    gone = forget(database, "Ana Ruiz", reason="asked for by her")
    assert (gone.kind, gone.statements, len(gone.texts)) == ("speaker", 4, 2)  # three of hers, and what one of them reports
    with database.read() as connection:
        left = set(connection.execute(select(entries.c.speaker_name)).scalars())
        named = connection.execute(select(variants.c.name).where(variants.c.name == "Ana Ruiz")).all()
    assert left == {"Bo Lind", None}
    assert named == []
    assert problems(database) == []


def test_only_the_articles_texts_still_hold_the_speaker_s_words(database: Database) -> None:
    with database.begin() as connection:
        id_ = connection.execute(select(speakers.c.id).where(speakers.c.name == "Ana Ruiz")).scalar_one()
        connection.execute(insert(attributes).values(of="speaker", key=id_, name="party", value="Violet"))
    rule(database, "Quartzite", "role", "chief sapphire")
    forget(database, "Ana Ruiz", reason="asked for by her")
    with database.read() as connection:
        rows = [str(row) for t in metadata.sorted_tables if t is not texts for row in connection.execute(select(t))]
    assert not [row for row in rows if any(w in row for w in ("Ana Ruiz", "Quartzite", "dam will hold", "sapphire", "Violet"))]
    assert not [w for w in (b"violet", b"sapphire") if w in bytes_of(database)]


def test_a_name_goes_from_rulings_that_do_not_count(database: Database) -> None:
    rule(database, "Fish", "speaker", {"name": "Ana Ruiz", "type": "person"}, blind=True)
    forget(database, "Ana Ruiz", reason="asked for by her")
    with database.read() as connection:
        assert connection.execute(select(rulings.c.new)).scalars().all() == [None]
        assert connection.execute(select(log.c.details).where(log.c.action == "rule")).scalars().all() == [
            {"field": "speaker", "new": None}
        ]


def test_a_statement_that_a_ruling_gave_to_the_speaker_goes(database: Database) -> None:
    id_ = rule(database, "Fish", "speaker", {"name": "Ana Ruiz", "type": "person"})
    forget(database, "Ana Ruiz", reason="asked for by her")
    with database.read() as connection:
        assert connection.execute(select(statements.c.id).where(statements.c.id == id_)).first() is None


def test_a_forgotten_speaker_is_left_out_of_new_readings(database: Database) -> None:
    forget(database, "Ana Ruiz", reason="asked for by her")
    found = other()["statements"]
    with database.read() as connection:
        assert [s["speaker"]["name"] for s in without_forgotten(connection, found)] == ["Bo Lind"]


def test_what_a_forgotten_speaker_reports_is_left_out(database: Database) -> None:
    forget(database, "Ana Ruiz", reason="asked for by her")
    with database.read() as connection:
        left = without_forgotten(connection, record_as_dict(talks())["statements"])
    assert [s["speaker"] for s in left] == [None]


def test_a_name_s_hash_is_of_its_letters_alone() -> None:
    assert name_hash("Ana  RUIZ ") == name_hash("ana ruiz") != name_hash("Ana Ruíz")


def test_who_is_unknown_is_told(database: Database) -> None:
    with pytest.raises(UnknownError, match="'Nobody'"):
        forget(database, "Nobody", reason="r")


def test_a_name_of_several_is_told_with_their_ids(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(insert(speakers).values(id="2" * 16, name="Bo Lind", type="person", added_at="2026"))
    with pytest.raises(UnknownError, match=f"speaker {'2' * 16}"):
        forget(database, "Bo Lind", reason="r")


def test_a_postgresql_database_forgets_too(postgres: PostgresServer, template: str) -> None:
    with postgres.database(template) as url:
        server = Database.open(url)
        try:
            add_record(server, record_as_dict(talks()))
            add_record(server, other())
            assert forget(server, "Ana Ruiz", reason="asked for by her").statements == 4
            assert forget(server, article_id(server, "dam"), reason="licence ended").scrubbed
            assert problems(server) == []
            assert add_record(server, record_as_dict(talks())) == "forgotten"
        finally:
            server.close()


def test_the_index_finds_no_word_of_a_forgotten_article(database: Database) -> None:
    forget(database, article_id(database, "Quartzite"), reason="r")
    assert b"quartzite" not in bytes_of(database)
    assert problems(database) == []

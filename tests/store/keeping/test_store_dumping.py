"""The whole database as files, and back."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, null, select, text

from onrecord.errors import StoreError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import balance_of
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.dumping import dump, load
from onrecord.store.keeping.forgetting import forget
from onrecord.store.schema import forgotten, log, metadata, rulings, statements
from onrecord.store.writing.articles import add_record
from tests.postgres_server import PostgresServer
from tests.records_made import record, statement, talks


def opened(path: Path) -> Database:
    return Database.open(str(path))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = opened(tmp_path / "record.db")
    add_record(found, record_as_dict(talks()))
    yield found
    found.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    found = opened(tmp_path / "empty.db")
    yield found
    found.close()


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_there_is_a_file_for_every_table(database: Database, tmp_path: Path) -> None:
    numbers = dump(database, tmp_path / "dump")
    made_anew = {"tallies", "text_marks", "quotation_marks", "mastheads", "outlet_signs"}
    assert set(files(tmp_path / "dump")) == {"manifest.json"} | {f"{name}.jsonl" for name in metadata.tables if name not in made_anew}
    assert (numbers["texts"], numbers["entries"], numbers["rulings"]) == (1, 4, 0)


def test_what_is_loaded_is_sound_and_the_same(database: Database, empty: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "one")
    load(empty, tmp_path / "one")
    assert problems(empty) == []
    dump(empty, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_dump_of_an_older_schema_is_loaded_and_filled(database: Database, empty: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "one")
    lacking = {"entries": ("words", "quoted_words"), "speakers": ("checked_count", "words", "quoted_words"), "speaker_rulings": ("since",)}
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8")) | {"schema": "0001"}
    for one in manifest["files"]:
        path = tmp_path / "one" / f"{one['table']}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        kept = [{k: v for k, v in row.items() if k not in lacking.get(one["table"], ())} for row in rows]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in kept), encoding="utf-8")
        one["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (tmp_path / "one" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    load(empty, tmp_path / "one")
    assert problems(empty) == []
    assert balance_of(empty, "speaker") == balance_of(database, "speaker")


def test_a_dump_goes_to_postgresql_and_back(
    database: Database, empty: Database, tmp_path: Path, postgres: PostgresServer, template: str
) -> None:
    dump(database, tmp_path / "one")
    with postgres.database(template) as url:
        server = Database.open(url)
        try:
            load(server, tmp_path / "one")
            assert problems(server) == []
            assert add_record(server, record_as_dict(record("New.", title="after"))) == "new"  # numbers go on behind those loaded
            forget(server, record("New.").article.id, reason="a test")
            with server.begin() as connection:
                connection.execute(delete(forgotten))
                connection.execute(delete(log).where(log.c.object == record("New.").article.id))
            dump(server, tmp_path / "two")
        finally:
            server.close()
    load(empty, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert problems(empty) == []


def test_no_value_and_json_null_stay_apart(database: Database, empty: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        id_ = connection.execute(select(statements.c.id)).scalars().first()
        row = {"statement_id": id_, "field": "kind", "new": "prediction", "coder": "eva", "ruled_at": "2026", "blind": False}
        connection.execute(insert(rulings), [row | {"old": None}, row | {"old": null()}])
    dump(database, tmp_path / "one")
    load(empty, tmp_path / "one")
    with empty.read() as connection:
        kept = connection.execute(text("SELECT old FROM rulings ORDER BY id")).scalars().all()
    assert kept == ["null", None]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=9),
    lambda v: st.lists(v) | st.dictionaries(WORDS, v),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(WORDS, VALUES), max_size=5),
    contents=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=9, max_size=90), max_size=3, unique=True),
)
def test_a_dump_of_what_was_loaded_is_the_same_byte_by_byte(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Any]], contents: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("some")
    database, other = opened(folder / "one.db"), opened(folder / "two.db")
    try:
        for words in contents:
            add_record(database, record_as_dict(record(words, statement(words, words[2:7]), title=words)))
        with database.begin() as connection:
            for words, value in rows:
                connection.execute(insert(log).values(at="2026", action="some", object=words, details=value))
        dump(database, folder / "one")
        load(other, folder / "one")
        dump(other, folder / "two")
        assert files(folder / "one") == files(folder / "two")
        assert problems(other) == []
    finally:
        database.close()
        other.close()


def test_a_folder_that_holds_something_is_refused(database: Database, tmp_path: Path) -> None:
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump/notes.txt").touch()
    with pytest.raises(StoreError, match="not empty"):
        dump(database, tmp_path / "dump")


def test_a_database_that_holds_something_is_refused(database: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "dump")
    with pytest.raises(StoreError, match="not empty"):
        load(database, tmp_path / "dump")


def test_a_changed_file_is_refused(database: Database, empty: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "dump")
    path = tmp_path / "dump/texts.jsonl"
    path.write_bytes(path.read_bytes().replace(b"dam", b"dim"))
    with pytest.raises(StoreError, match="its hash differs"):
        load(empty, tmp_path / "dump")


def test_a_missing_file_is_refused(database: Database, empty: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "dump")
    (tmp_path / "dump/texts.jsonl").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        load(empty, tmp_path / "dump")


def test_a_dump_that_was_broken_off_is_refused(database: Database, empty: Database, tmp_path: Path) -> None:
    dump(database, tmp_path / "dump")
    (tmp_path / "dump/manifest.json").unlink()
    with pytest.raises(StoreError, match="no whole dump"):
        load(empty, tmp_path / "dump")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": 3}', '{"files": [1], "form": 1, "schema": "0001"}'])
def test_what_is_no_manifest_is_refused(empty: Database, tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="no manifest"):
        load(empty, tmp_path)


@pytest.mark.parametrize("change", [{"schema": "9999"}, {"form": 2}])
def test_a_newer_dump_is_refused(database: Database, empty: Database, tmp_path: Path, change: dict[str, Any]) -> None:
    dump(database, tmp_path / "dump")
    path = tmp_path / "dump/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(StoreError, match="newer version"):
        load(empty, tmp_path / "dump")


def test_loading_is_all_or_nothing(database: Database, empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump(database, tmp_path / "dump")
    monkeypatch.setattr("onrecord.store.keeping.dumping.index.put", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(empty, tmp_path / "dump")
    with empty.read() as connection:
        assert not [t.name for t in metadata.sorted_tables if connection.execute(select(t)).first()]

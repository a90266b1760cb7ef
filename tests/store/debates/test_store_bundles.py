"""Replication bundles: out without an article's words, in by somebody who has the articles."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from onrecord.errors import StoreError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.debates import unpacking
from onrecord.store.debates.bundles import export_bundle
from onrecord.store.debates.freezing import freeze
from onrecord.store.debates.importing import import_bundle
from onrecord.store.debates.quoting import Quotations, plain, referred, restored
from onrecord.store.debates.sets import Choice, make_debate, texts_of_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.missed import add_missed
from onrecord.store.ruling.rows import By
from onrecord.store.schema import (
    claims,
    debate_texts,
    debates,
    entries,
    log,
    readings,
    rulings,
    runs,
    speakers,
    statements,
    variants,
    versions,
)
from onrecord.store.writing.articles import add_record, refresh, text_hash
from onrecord.store.writing.tombstones import bury, name_hash
from tests.records_made import record, speaker, statement

TEXT = (
    "“The dam will probably hold until the end of the year,” Ana Ruiz of the Port Institute for Water and Power Studies said. "
    "Norland wants the whole lake for itself before winter comes, she said.\n\nNobody asked the fishermen of the lower bay."
)
OTHER = "The head of the Muddy Green Rivers Department said that the weir leaks."
CODEBOOK = "issues:\n  - id: the-dam-will-probably-hold\n    text: The dam will, probably, hold until the end\n    note: Büchi ⟦1\n"
REASON = "the text has “wants the whole lake for itself”, see 12"


def made() -> dict[str, Any]:
    institute = speaker("Ana Ruiz", affiliation="Port Institute for Water and Power Studies", role="head")
    found = record_as_dict(
        record(
            TEXT,
            statement(TEXT, "“The dam will probably hold until the end of the year,”", source="Ana Ruiz", cue="said", speaker=institute),
            statement(TEXT, "Norland wants the whole lake for itself before winter comes", source="she", cue="said", speaker=institute),
            outlet="The Port Post",
            published="2026-02-10",
            title="The dam will probably hold until the end",
        )
    )
    at = TEXT.index("until the end of the year")
    start = TEXT.index("probably")
    certainty = {"phrase": "probably", "span": [[start, start + 8]], "level": "likely", "low": 0.6, "high": 0.8, "scale": "readers"}
    horizon = {
        "phrase": "until the end of the year",
        "span": [[at, at + 25]],
        "from": None,
        "to": "2026-12-31",
        "assumed": False,
        "open": None,
    }
    empty = dict.fromkeys(("condition", "condition_logic", "target", "addressee", "attitude"))
    claim = {"id": "c" * 16, "span": [[1, 40]], "main": True, "kind": "prediction", "confidence": 0.8, "links": [], "stances": []}
    found["statements"][0]["claims"] = [claim | empty | {"certainty": certainty, "horizon": horizon}]
    found["statements"][1]["reported_by"] = found["statements"][0]["id"]
    return found


def other() -> dict[str, Any]:
    found = record_as_dict(record(OTHER, statement(OTHER, "that the weir leaks", source="The head", cue="said")))
    found["article"]["origin"] = "elsewhere"
    return found


TEXT_ID, OTHER_ID = made()["article"]["id"], other()["article"]["id"]
FIRST, SECOND = (s["id"] for s in made()["statements"])


def filled(path: Path, *records: dict[str, Any]) -> Database:
    found = Database.open(str(path))
    for one in records:
        add_record(found, one, settings="scale readers")
    return found


def rule(database: Database, id_: str, field: str, new: Any, *, at: str = "2026-01-01T00:00:00", **more: Any) -> None:
    with database.begin() as connection:
        row = {"statement_id": id_, "field": field, "new": new, "coder": "Kim", "ruled_at": at} | more
        connection.execute(rulings.insert().values(**row))
        refresh(connection, connection.execute(select(statements.c.text_id).where(statements.c.id == id_)).scalar_one())


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """A database with a debate of two articles and rulings, one of which quotes."""
    found = filled(tmp_path / "source.db", made(), other())
    make_debate(found, "Dam", question="Will it hold?", codebook=CODEBOOK, choice=Choice(articles=(TEXT_ID, OTHER_ID)))
    rule(found, FIRST, "affiliation", "Muddy Green Rivers Department", reason=REASON)
    rule(found, SECOND, "form", "mixed", reason="DAM WILL PROBABLY, hold until")
    rule(found, FIRST, "kind", "assessment", claim=0)
    yield found
    found.close()


@pytest.fixture
def bundle(source: Database, tmp_path: Path) -> Path:
    path = tmp_path / "dam.zip"
    export_bundle(source, "Dam", path)
    return path


@pytest.fixture
def target(database: Database) -> Database:
    """A database with the same articles, not read by the bundle's model."""
    for one in (made(), other()):
        add_record(database, {**one, "model": "older", "statements": []})
    return database


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(database: Database, table: Any, *left_out: str) -> list[Any]:
    with database.read() as connection:
        columns = [c for c in table.c if c.name not in left_out]
        return sorted(connection.execute(select(*columns)).all(), key=repr)


def runs_of(words: str) -> set[tuple[str, ...]]:
    found = [w.casefold() for w in re.findall(r"\w+", words)]
    return {tuple(found[at : at + 4]) for at in range(len(found) - 3)}


def test_no_four_words_of_a_text_are_in_the_bundle(bundle: Path) -> None:
    found = members(bundle)
    assert set(found) == {"manifest.json", "statements.jsonl", "rulings.jsonl", "codebook.yml"}
    said = runs_of(TEXT) | runs_of(OTHER)
    for name, words in found.items():
        told = words.replace("the-dam-will-probably-hold", "")  # an identifier stays whole
        assert not runs_of(told) & said, name
        assert "Ruiz" not in words


def test_a_bundle_holds_hashes_classes_and_coders(bundle: Path) -> None:
    found = members(bundle)
    manifest = json.loads(found["manifest.json"])
    assert [t["sha256"] for t in manifest["texts"]] == sorted(map(text_hash, (TEXT, OTHER)), key=lambda h: h[:16])
    assert manifest["runs"] == [{"model": "made", "settings": "scale readers"}]
    assert '"coder":"Kim"' in found["rulings.jsonl"]
    assert '"new":"mixed"' in found["rulings.jsonl"]
    assert '"level":"likely"' in found["statements.jsonl"]


def test_the_same_state_gives_the_same_bytes(source: Database, bundle: Path, tmp_path: Path) -> None:
    export_bundle(source, "Dam", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_a_bundle_restores_entries_rulings_and_debate(source: Database, target: Database, bundle: Path) -> None:
    done = import_bundle(target, bundle)
    assert (done.debate, done.articles, done.readings, done.rulings, done.skipped) == ("Dam", 2, 2, 3, ())
    assert rows(target, entries) == rows(source, entries)
    assert rows(target, claims) == rows(source, claims)
    assert rows(target, rulings, "id", "reason") == rows(source, rulings, "id", "reason")
    assert rows(target, debates, "id", "added_at") == [
        ("Dam", "Will it hold?", CODEBOOK.replace("dam will, probably, hold", "dam will probably hold"))
    ]
    assert texts_of_debate(target, "Dam") == {TEXT_ID, OTHER_ID}


def test_what_was_imported_gives_the_same_bundle(target: Database, bundle: Path, tmp_path: Path) -> None:
    import_bundle(target, bundle)
    export_bundle(target, "Dam", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_words_of_a_reason_come_back_as_the_text_has_them(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    with target.read() as connection:
        reasons = connection.execute(select(rulings.c.reason).where(rulings.c.reason.is_not(None)).order_by(rulings.c.id)).scalars().all()
    assert reasons == [REASON, "dam will probably hold until"]


TABLES = (debates, debate_texts, entries, claims, rulings, runs, readings, statements, versions, speakers, variants, log)


def test_importing_twice_changes_nothing(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    before = [rows(target, table) for table in TABLES]
    done = import_bundle(target, bundle)
    assert (done.articles, done.readings, done.rulings, done.skipped) == (0, 0, 0, ())
    assert [rows(target, table) for table in TABLES] == before


def test_importing_where_it_came_from_changes_nothing_but_the_debate(source: Database, bundle: Path) -> None:
    before = [rows(source, table) for table in (entries, rulings, versions, readings)]
    assert import_bundle(source, bundle, name="Again")[2:] == (0, 0, 0, 0, ())
    assert [rows(source, table) for table in (entries, rulings, versions, readings)] == before


def test_ids_and_rulings_of_before_are_kept(tmp_path: Path, bundle: Path) -> None:
    old = made()
    old["model"] = "older"
    old["statements"] = [old["statements"][0] | {"id": "d" * 16, "claims": []}]
    database = filled(tmp_path / "own.db", old, other())
    rule(database, "d" * 16, "role", "spokeswoman")
    import_bundle(database, bundle)
    with database.read() as connection:
        row = connection.execute(select(entries).where(entries.c.statement_id == "d" * 16)).one()
        inner = connection.execute(select(entries.c.reported_by).where(entries.c.statement_id == SECOND)).scalar_one()
    assert (row.role, row.affiliation, row.kind, inner) == ("spokeswoman", "Muddy Green Rivers Department", "assessment", "d" * 16)
    assert import_bundle(database, bundle).rulings == 0
    database.close()


def test_a_later_ruling_here_is_not_outranked(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    with target.begin() as connection:
        connection.execute(rulings.delete())
    rule(target, SECOND, "form", "direct", at="2026-06-01T00:00:00", coder="Lee")
    done = import_bundle(target, bundle)
    assert [s.reason for s in done.skipped] == ["a later one by Lee stands here"]
    assert done.rulings == 2


def test_a_ruling_taken_back_here_stays_so(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    with target.begin() as connection:
        connection.execute(update(rulings).values(undone_at="2026-07-01"))
    assert import_bundle(target, bundle).rulings == 0


def test_absent_and_differing_articles_are_named_with_the_reason(tmp_path: Path, bundle: Path) -> None:
    changed = other()
    changed["article"]["id"], changed["article"]["text"], changed["statements"] = "9" * 16, OTHER + " Again.", []
    database = filled(tmp_path / "own.db", changed)
    done = import_bundle(database, bundle)
    assert sorted((s.of, s.reason) for s in done.skipped) == sorted(
        [
            (f"article {OTHER_ID}", "the same file is here, but its text was read otherwise"),
            (f"article {TEXT_ID} (The Port Post, 2026-02-10)", "is not in this database; `onrecord add` it and import again"),
            ("the codebook", "quotes articles that are not here: … stands for their words"),
        ]
    )
    database.close()


def test_a_text_of_the_same_id_that_differs_is_not_used(tmp_path: Path, bundle: Path) -> None:
    changed = other()
    changed["article"]["text"] = OTHER.upper()
    database = filled(tmp_path / "own.db", {**changed, "statements": []}, made())
    assert (f"article {OTHER_ID}", "its text differs from the bundle's") in import_bundle(database, bundle).skipped
    assert texts_of_debate(database, "Dam") == {TEXT_ID}
    database.close()


def test_a_ruling_in_the_words_of_a_missing_article_is_skipped_and_comes_later(tmp_path: Path, bundle: Path) -> None:
    database = filled(tmp_path / "own.db", {**made(), "model": "older", "statements": []})
    done = import_bundle(database, bundle)
    assert (f"ruling on affiliation of statement {FIRST}", "it has words of an article that is not here") in done.skipped
    assert done.rulings == 2
    add_record(database, other())
    again = import_bundle(database, bundle)
    assert (again.articles, again.rulings, again.skipped) == (1, 1, ())
    database.close()


def test_another_debate_of_the_name_is_left_alone(target: Database, bundle: Path) -> None:
    make_debate(target, "Dam")
    with pytest.raises(StoreError, match="--name"):
        import_bundle(target, bundle)
    assert rows(target, entries) == []
    assert import_bundle(target, bundle, name="Theirs").debate == "Theirs"


def test_a_freeze_is_exported_as_it_was(source: Database, bundle: Path, target: Database, tmp_path: Path) -> None:
    freeze(source, "Dam", "v1")
    rule(source, SECOND, "form", "direct", at="2026-05-01T00:00:00")
    export_bundle(source, "Dam", tmp_path / "v1.zip", version="v1")
    assert members(tmp_path / "v1.zip")["rulings.jsonl"] == members(bundle)["rulings.jsonl"]
    import_bundle(target, tmp_path / "v1.zip")
    with target.read() as connection:
        assert connection.execute(select(entries.c.form).where(entries.c.statement_id == SECOND)).scalar_one() == "mixed"


@pytest.mark.parametrize("blind", [False, True])
def test_what_a_coder_added_comes_with_it(source: Database, target: Database, tmp_path: Path, blind: bool) -> None:  # noqa: FBT001
    add_missed(source, TEXT_ID, "Nobody asked the fishermen", by=By("Kim", blind=blind), speaker="Bo Fisher")
    export_bundle(source, "Dam", tmp_path / "more.zip")
    assert "fishermen" not in "".join(members(tmp_path / "more.zip").values())
    done = import_bundle(target, tmp_path / "more.zip")
    assert (done.rulings, done.skipped) == (5, ())
    assert problems(target) == []
    assert rows(target, entries) == rows(source, entries)
    assert rows(target, statements, "added_at", "gone_at") == rows(source, statements, "added_at", "gone_at")
    before = [rows(target, table) for table in TABLES]
    import_bundle(target, tmp_path / "more.zip")
    assert [rows(target, table) for table in TABLES] == before


def test_the_words_of_people_deleted_here_do_not_come_back(target: Database, bundle: Path) -> None:
    with target.begin() as connection:
        bury(connection, "speaker", [name_hash("Ana Ruiz")], "asked for")
    done = import_bundle(target, bundle)
    assert any(s.reason == "their speaker was deleted here on request" for s in done.skipped)
    with target.read() as connection:
        assert connection.execute(select(func.count()).select_from(entries).where(entries.c.text_id == TEXT_ID)).scalar_one() == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_bundle_cut_off_is_refused(target: Database, bundle: Path, share: float) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(StoreError, match=r"get the file again"):
        import_bundle(target, bundle)
    assert rows(target, debates) == []


def rewritten(path: Path, **changed: bytes | None) -> None:
    """The zip with members replaced, added or left out."""
    found: dict[str, bytes | None] = {**{name: words.encode() for name, words in members(path).items()}, **changed}
    made_anew = io.BytesIO()
    with zipfile.ZipFile(made_anew, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            if data is not None:
                archive.writestr(name, data)
    path.write_bytes(made_anew.getvalue())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"manifest.json": None}, "it has no manifest"),
        ({"manifest.json": b"{}"}, "not that of a replication bundle"),
        ({"manifest.json": b'{"onrecord": 99}'}, "newer version"),
        ({"manifest.json": b"[" * 100_000}, "no JSON"),
        ({"statements.jsonl": b""}, "statements.jsonl is not what it was"),
        ({"rulings.jsonl": None}, "rulings.jsonl is not in it"),
    ],
)
def test_a_foreign_or_changed_zip_is_refused(target: Database, bundle: Path, changed: dict[str, bytes | None], why: str) -> None:
    rewritten(bundle, **changed)
    with pytest.raises(StoreError, match=why):
        import_bundle(target, bundle)
    assert rows(target, debates) == []


def test_a_file_that_is_no_zip_is_refused(target: Database, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_text("no zip")
    with pytest.raises(StoreError, match="is no whole zip"):
        import_bundle(target, tmp_path / "no.zip")
    with pytest.raises(StoreError, match="cannot be read"):
        import_bundle(target, tmp_path / "none.zip")


def test_a_member_that_grows_too_large_is_not_read_to_its_end(target: Database, bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(unpacking.LARGEST, "statements.jsonl", 1 << 20)
    rewritten(bundle, **{"statements.jsonl": b" " * (50 << 20)})
    with pytest.raises(StoreError, match=r"statements.jsonl is larger than 1 MiB"):
        import_bundle(target, bundle)


def test_names_that_lead_elsewhere_are_not_read(target: Database, bundle: Path, tmp_path: Path) -> None:
    rewritten(bundle, **{"../../evil.txt": b"evil", "/evil.txt": b"evil"})
    assert import_bundle(target, bundle).skipped == ()
    assert not list(tmp_path.rglob("evil*"))


def tampered(path: Path, member: str, old: str, new: str) -> None:
    """The bundle with a member changed and its hash made to fit, as somebody would who means harm."""
    found = members(path)
    words = found[member].replace(old, new)
    assert words != found[member]
    manifest = json.loads(found["manifest.json"])
    manifest["members"][member] = text_hash(words)
    rewritten(path, **{member: words.encode(), "manifest.json": json.dumps(manifest).encode()})


def test_a_statement_that_cannot_be_is_skipped(target: Database, bundle: Path) -> None:
    tampered(bundle, "statements.jsonl", '"kind":"prediction"', '"kind":"prophecy"')
    done = import_bundle(target, bundle)
    assert (f"statement {FIRST}", "is damaged in the bundle") in done.skipped
    assert {row.statement_id for row in rows(target, entries)} == {SECOND, other()["statements"][0]["id"]}


def test_a_ruling_that_cannot_be_is_skipped(target: Database, bundle: Path) -> None:
    tampered(bundle, "rulings.jsonl", '"new":"mixed"', '"new":"garbled"')
    assert import_bundle(target, bundle).skipped == ((f"ruling on form of statement {SECOND}", "is damaged in the bundle"),)


def test_a_row_that_is_none_is_refused_before_anything_is_changed(target: Database, bundle: Path) -> None:
    tampered(bundle, "rulings.jsonl", '"field":"form"', '"field":"colour"')
    before = [rows(target, table) for table in TABLES]
    with pytest.raises(StoreError, match="a row that is none"):
        import_bundle(target, bundle)
    assert [rows(target, table) for table in TABLES] == before


def test_a_bundle_that_cannot_be_written_is_told(source: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        export_bundle(source, "Dam", tmp_path / "none" / "dam.zip")
    with pytest.raises(StoreError, match="is a folder"):
        export_bundle(source, "Dam", tmp_path)


WORDS = st.text(alphabet=st.sampled_from([*"ab ⟦⟧1:.é\n"]), max_size=40)


@given(WORDS, WORDS)
def test_references_restore_the_words(words: str, text: str) -> None:
    assert restored(referred(words, text), text, lambda _: None) == words


@given(
    st.lists(st.sampled_from(["a", "b", "c,", "the", "⟦x"]), max_size=30), st.lists(st.sampled_from(["a", "b", "c", "the"]), max_size=30)
)
def test_no_four_words_in_a_row_are_left_after_hiding(words: list[str], text: list[str]) -> None:
    quotations = Quotations()
    given_words, whole = plain(" ".join(words)), " ".join(text)
    quotations.note(given_words)
    quotations.search([("f", whole)])
    hidden = quotations.hidden(given_words)
    assert not runs_of(hidden) & runs_of(whole)
    back = restored(hidden, None, {"f": whole}.get)
    assert re.findall(r"\w+", back) == re.findall(r"\w+", " ".join(words))

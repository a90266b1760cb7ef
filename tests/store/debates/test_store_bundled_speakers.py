"""Merges, splits and freezes in replication bundles: out by names in articles, in as what the importing database calls them."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from onrecord.errors import StoreError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.debates.bundles import export_bundle
from onrecord.store.debates.comparing import compare
from onrecord.store.debates.freezing import freeze
from onrecord.store.debates.importing import Imported, import_bundle
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.ruling.following import split_since
from onrecord.store.ruling.merging import merge_speakers, split_speaker
from onrecord.store.ruling.missed import add_missed
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.ruling.undoing import undo_last
from onrecord.store.schema import entries, freezes, log, speaker_rulings, variants
from onrecord.store.writing.articles import add_record, text_hash
from onrecord.store.writing.rereading import reread_text
from tests.records_made import record, speaker, statement
from tests.store.debates.test_store_bundles import members, rewritten

KIM = By("Kim")
NAMES = ("Ana Ruiz", "The Lioness", "Bob Smith", "Bob Smith", "Bob Smith")
REASON = "she signs “the lake will flow over in the third week” with both names"


def article(number: int, name: str, kind: Any = "person") -> dict[str, Any]:
    text = f"{name} said that the lake will flow over in the third week of month {number}. Nobody asked the {number} fishermen of the bay."
    content = f"the lake will flow over in the third week of month {number}"
    made = statement(text, content, source=name, cue="said", speaker=speaker(name, kind))
    return record_as_dict(record(text, made, published=f"2026-02-{number % 18 + 10}", outlet="The Port Post"))


ARTICLES = [article(number, name) for number, name in enumerate(NAMES)]
IDS = [one["article"]["id"] for one in ARTICLES]
OUTSIDE = article(9, "Cid Outside")


def fill(database: Database, articles: list[dict[str, Any]]) -> Database:
    for one in articles:
        add_record(database, {**one, "article": one["article"] | {"origin": one["article"]["id"]}})
    return database


def who(database: Database) -> list[list[int]]:
    """The articles, by number, whose names are one speaker."""
    with database.read() as connection:
        found: dict[str, list[int]] = {}
        for text, id_ in connection.execute(select(variants.c.text_id, variants.c.speaker_id)):
            if text in IDS:
                found.setdefault(id_, []).append(IDS.index(text))
        return sorted(sorted(numbers) for numbers in found.values())


def told(database: Database, before: str, after: str = "now") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for change in compare(database, "Dam", before, after).changes:
        found.setdefault(change.cause, []).append(change.statement)
    return {cause: sorted(ids) for cause, ids in found.items()}


def rulings_of(database: Database) -> list[tuple[Any, ...]]:
    columns = (speaker_rulings.c.same, speaker_rulings.c.coder, speaker_rulings.c.reason, speaker_rulings.c.ruled_at)
    with database.read() as connection:
        rows = connection.execute(select(*columns, speaker_rulings.c.undone_at).order_by(speaker_rulings.c.id))
        return [tuple(row) for row in rows]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """A database with a debate and an article outside it; v1 is a freeze before a merge, a split and a ruling, v2 one after them."""
    found = fill(Database.open(str(tmp_path / "source.db")), [OUTSIDE, *ARTICLES])
    make_debate(found, "Dam", question="Will it hold?", codebook="issues: []", choice=Choice(articles=tuple(IDS)))
    freeze(found, "Dam", "v1", options={"reported": "exclude"})
    merge_speakers(found, "Ana Ruiz", "The Lioness", coder="Kim", reason=REASON)
    split_speaker(found, "Bob Smith", articles=IDS[4:], coder="Lee", reason="a plumber")
    merge_speakers(found, "Ana Ruiz", "Cid Outside", coder="Kim")
    rule(found, ARTICLES[2]["statements"][0]["id"], "form", "mixed", by=KIM)
    freeze(found, "Dam", "v2", options={"reported": "exclude"})
    yield found
    found.close()


@pytest.fixture
def bundle(source: Database, tmp_path: Path) -> Path:
    path = tmp_path / "dam.zip"
    done = export_bundle(source, "Dam", path)
    assert (done.speakers, done.freezes) == (2, 2)
    return path


@pytest.fixture
def target(database: Database) -> Iterator[Database]:
    """A database of each kind with the same articles, after one by which Bob Smith has another id; it is sound after every test."""
    yield fill(database, [article(20, "Robert Smith"), *ARTICLES[::-1]])
    assert problems(database) == []


def test_no_six_words_of_an_article_and_no_name_are_in_the_bundle(bundle: Path) -> None:
    found = members(bundle)
    assert {"speakers.jsonl", "freezes.jsonl"} < set(found)
    said = {run for one in ARTICLES for run in stretches(one["article"]["text"])}
    assert stretches(REASON) & said
    for name, words in found.items():
        assert not stretches(words) & said, name
        assert not re.search("Ruiz|Lioness|Smith|Outside", words), name


def stretches(words: str) -> set[tuple[str, ...]]:
    found = [w.casefold() for w in re.findall(r"\w+", words)]
    return {tuple(found[at : at + 6]) for at in range(len(found) - 5)}


def test_articles_outside_the_debate_are_not_named(bundle: Path) -> None:
    assert OUTSIDE["article"]["id"] not in "".join(members(bundle).values())


def test_the_same_speakers_are_one_and_apart(source: Database, target: Database, bundle: Path) -> None:
    assert who(target) == [[0], [1], [2, 3, 4]]
    assert speakers_in(target, IDS[2]) != speakers_in(source, IDS[2])
    done = import_bundle(target, bundle)
    assert who(target) == who(source) == [[0, 1], [2, 3], [4]]
    assert (done.speakers, done.freezes, done.skipped) == (2, 2, ())
    assert rulings_of(target) == rulings_of(source)[:2]


def test_the_reason_has_its_words_back(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    assert rulings_of(target)[0][2] == REASON


def test_the_freezes_compare_as_they_do_where_they_were_made(source: Database, target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    for before, after in (("v1", "now"), ("v2", "now"), ("v1", "v2")):
        assert told(target, before, after) == told(source, before, after), (before, after)
    statements = [one["statements"][0]["id"] for one in ARTICLES]
    assert told(target, "v1") == {"new ruling": sorted([statements[1], statements[2], statements[4]])}
    assert compare(target, "Dam", "v1").articles == (0, 0)
    assert compare(target, "Dam", "v1", "v2").other == ()


def test_what_is_done_after_the_import_is_told_from_what_was_frozen(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    id_ = ARTICLES[0]["statements"][0]["id"]
    rule(target, id_, "form", "mixed", by=By("Park"))
    assert told(target, "v2") == {"new ruling": [id_]}


def test_a_ruling_taken_back_since_the_freeze_is_a_change_here_too(source: Database, target: Database, tmp_path: Path) -> None:
    undo_last(source, "Kim")  # the ruling on the form
    undo_last(source, "Kim")  # the merge with somebody outside
    undo_last(source, "Kim")  # the merge
    export_bundle(source, "Dam", tmp_path / "later.zip")
    import_bundle(target, tmp_path / "later.zip")
    assert who(target) == [[0], [1], [2, 3], [4]]
    assert told(target, "v2") == told(source, "v2")
    assert {*told(target, "v2")} == {"new ruling"}


def test_a_frozen_state_is_exported_with_the_merges_that_stood(source: Database, target: Database, tmp_path: Path) -> None:
    export_bundle(source, "Dam", tmp_path / "v1.zip", version="v1")
    done = import_bundle(target, tmp_path / "v1.zip")
    assert (done.speakers, done.freezes) == (0, 1)
    assert who(target) == [[0], [1], [2, 3, 4]]
    assert told(target, "v1") == {}


def test_a_frozen_state_in_the_midst_is_told_apart_from_what_came_later(source: Database, target: Database, tmp_path: Path) -> None:
    merge_speakers(source, "Ana Ruiz", min(speakers_in(source, IDS[2])), coder="Park")
    assert who(source) == [[0, 1, 2, 3], [4]]
    export_bundle(source, "Dam", tmp_path / "v2.zip", version="v2")
    import_bundle(target, tmp_path / "v2.zip")
    assert who(target) == [[0, 1], [2, 3], [4]]
    assert told(target, "v2") == {}


def speakers_in(database: Database, text: str) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(variants.c.speaker_id).where(variants.c.text_id == text)).scalars())


def test_rulings_on_one_speaker_after_another_end_as_they_did(source: Database, target: Database, tmp_path: Path) -> None:
    lioness = next(iter(speakers_in(source, IDS[1])))
    split_speaker(source, lioness, name="The Lioness", coder="Kim")
    merge_speakers(source, next(iter(speakers_in(source, IDS[4]))), next(iter(speakers_in(source, IDS[1]))), coder="Lee")
    export_bundle(source, "Dam", tmp_path / "more.zip")
    assert import_bundle(target, tmp_path / "more.zip").speakers == 4
    assert who(target) == who(source) == [[0], [1, 4], [2, 3]]


def test_a_government_that_follows_from_a_day_on_does_so_here(database: Database, tmp_path: Path) -> None:
    norland = [article(number, "Norland", "country") for number in (3, 8)]
    ids = [one["article"]["id"] for one in norland]
    source = fill(Database.open(str(tmp_path / "norland.db")), norland)
    make_debate(source, "Dam", choice=Choice(articles=tuple(ids)))
    freeze(source, "Dam", "v1")
    split_since(source, "Norland", since="2026-02-15", name="Second Government", coder="Kim")
    export_bundle(source, "Dam", tmp_path / "norland.zip")
    fill(database, norland[::-1])
    assert import_bundle(database, tmp_path / "norland.zip").speakers == 1
    expected = told(source, "v1")
    source.close()
    assert told(database, "v1") == expected == {"new ruling": [norland[1]["statements"][0]["id"]]}
    with database.read() as connection:
        names = select(entries.c.published, entries.c.speaker_name).order_by(entries.c.published)
        assert [tuple(row) for row in connection.execute(names)] == [("2026-02-13", "Norland"), ("2026-02-18", "Second Government")]
    before = state(database)
    import_bundle(database, tmp_path / "norland.zip")
    assert state(database) == before
    undo_last(database, within=ids)
    assert told(database, "v1") == {}
    assert problems(database) == []


def state(database: Database) -> list[Any]:
    with database.read() as connection:
        return [connection.execute(select(table)).all() for table in (speaker_rulings, variants, entries, freezes, log)]


def test_importing_again_changes_nothing(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    before = state(target)
    done = import_bundle(target, bundle)
    assert (done.speakers, done.freezes, done.skipped) == (0, 0, ())
    assert state(target) == before


def test_what_was_imported_can_be_taken_back_and_stays_so(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    undo_last(target, "Lee")
    assert who(target) == [[0, 1], [2, 3, 4]]
    import_bundle(target, bundle)
    assert who(target) == [[0, 1], [2, 3, 4]]


def test_a_later_ruling_here_is_not_outranked(target: Database, bundle: Path) -> None:
    merge_speakers(target, "Bob Smith", "The Lioness", coder="Park")
    done = import_bundle(target, bundle)
    assert [s.reason for s in done.skipped] == ["a later one by Park stands here"]
    assert who(target) == [[0], [1, 2, 3], [4]]


def test_articles_that_come_later_are_put_with_the_speaker(database: Database, bundle: Path) -> None:
    fill(database, [ARTICLES[n] for n in (0, 2)])
    import_bundle(database, bundle)
    assert who(database) == [[0], [2]]
    fill(database, [ARTICLES[n] for n in (1, 3, 4)])
    done = import_bundle(database, bundle)
    assert who(database) == [[0, 1], [2, 3], [4]]
    assert done.speakers == 2
    assert {*told(database, "v2")} == set()
    assert problems(database) == []


def test_the_freezes_name_statements_as_they_are_called_here(database: Database, bundle: Path) -> None:
    own = []
    for number, one in enumerate(ARTICLES):
        made = {**one, "model": "older", "statements": [one["statements"][0] | {"id": f"{number:016x}"}]}
        own.append(made)
    fill(database, own)
    import_bundle(database, bundle)
    assert told(database, "v2") == {}
    assert told(database, "v1")["new ruling"] == [f"{number:016x}" for number in (1, 2, 4)]


def test_another_freeze_of_the_name_is_left_alone(source: Database, target: Database, bundle: Path, tmp_path: Path) -> None:
    import_bundle(target, bundle)
    export_bundle(source, "Dam", tmp_path / "theirs.zip")
    rule(source, ARTICLES[3]["statements"][0]["id"], "form", "mixed", by=KIM)
    export_bundle(source, "Dam", tmp_path / "more.zip")
    with pytest.raises(StoreError, match="--name"):
        import_bundle(target, tmp_path / "more.zip")
    assert import_bundle(target, tmp_path / "more.zip", name="More").freezes == 2


def test_a_freeze_made_here_is_not_replaced(target: Database, bundle: Path) -> None:
    import_bundle(target, bundle)
    with target.begin() as connection:
        connection.execute(delete(freezes).where(freezes.c.name == "v1"))
    freeze(target, "Dam", "v1")
    before = state(target)
    done = import_bundle(target, bundle)
    assert [tuple(skip) for skip in done.skipped] == [("freeze 'v1'", "the debate has another of this name here")]
    assert state(target) == before


def test_what_was_deleted_here_is_not_in_the_freezes(target: Database, bundle: Path) -> None:
    forget(target, IDS[0], reason="asked for")
    import_bundle(target, bundle)
    assert IDS[0] not in json.dumps([manifest for _, _, _, _, manifest in state(target)[3]])
    assert compare(target, "Dam", "v2").forgotten == 1


def test_what_a_coder_added_and_a_newer_model_found_comes_as_it_was_frozen(source: Database, target: Database, tmp_path: Path) -> None:
    words = "Nobody asked the 0 fishermen"
    added = add_missed(source, IDS[0], words, by=KIM).statement
    freeze(source, "Dam", "v3")
    at = ARTICLES[0]["article"]["text"].index(words)
    first = ARTICLES[0]["statements"][0]
    newer = {**ARTICLES[0], "model": "newer", "statements": [first, first | {"id": "f" * 16, "content": [[at, at + len(words)]]}]}
    reread_text(source, newer)
    export_bundle(source, "Dam", tmp_path / "v3.zip", version="v3")
    export_bundle(source, "Dam", tmp_path / "now.zip")
    import_bundle(target, tmp_path / "v3.zip")
    assert told(target, "v3") == {}
    import_bundle(target, tmp_path / "now.zip", name="Now")
    assert told(target, "v3") == told(source, "v3")
    with target.read() as connection:
        rows = connection.execute(select(entries.c.content_text).where(entries.c.statement_id == added)).scalars().all()
    assert rows == [words]


def test_a_bundle_of_the_first_form_is_read(target: Database, bundle: Path) -> None:
    manifest = json.loads(members(bundle)["manifest.json"])
    manifest["onrecord"] = 1
    del manifest["members"]["speakers.jsonl"], manifest["members"]["freezes.jsonl"]
    rewritten(bundle, **{"manifest.json": json.dumps(manifest).encode(), "speakers.jsonl": None, "freezes.jsonl": None})
    done = import_bundle(target, bundle)
    assert (done.articles, done.speakers, done.freezes) == (5, 0, 0)


def rewrite(bundle: Path, member: str, change: Callable[[list[Any]], list[Any]]) -> None:
    """The bundle with rows of a member changed and its hash made to fit, as somebody would who means harm."""
    found = members(bundle)
    rows = change([json.loads(line) for line in found[member].splitlines()])
    words = "".join(json.dumps(row) + "\n" for row in rows)
    manifest = json.loads(found["manifest.json"])
    manifest["members"][member] = text_hash(words)
    rewritten(bundle, **{member: words.encode(), "manifest.json": json.dumps(manifest).encode()})


def rewrite_freezes(bundle: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    rewrite(bundle, "freezes.jsonl", change)


def with_first(kind: str, **values: Any) -> Callable[[list[Any]], list[Any]]:
    """Changes the first row of a freeze that is of a kind."""

    def change(rows: list[Any]) -> list[Any]:
        place = next(n for n, row in enumerate(rows) if kind in row)
        return [*rows[:place], {kind: rows[place][kind] | values}, *rows[place + 1 :]]

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: [rows[0] | {"same": "yes"}, *rows[1:]],
        lambda rows: [rows[0] | {"one": [["x", "y"]]}, *rows[1:]],
        lambda rows: [rows[0] | {"other": 3}, *rows[1:]],
        lambda rows: [rows[0] | {"coder": ""}, *rows[1:]],
        lambda rows: [rows[0] | {"ruled_at": "soon"}, *rows[1:]],
        lambda rows: [rows[0] | {"a": "../a"}, *rows[1:]],
        lambda rows: [rows[1] | {"since": "2026-01-01"}, *rows[2:]],
        lambda rows: [*rows, {"speaker": "a", "names": [["a"]]}],
        lambda rows: [*rows, {}],
    ],
)
def test_a_row_of_speakers_that_is_none_is_refused(target: Database, bundle: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    rewrite(bundle, "speakers.jsonl", change)
    before = state(target)
    with pytest.raises(StoreError, match=r"speakers\.jsonl has a row that is none"):
        import_bundle(target, bundle)
    assert state(target) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[1:],
        lambda rows: [*rows, {"colour": {}}],
        lambda rows: [*rows, {}],
        lambda rows: [*rows, {"entry": 3}],
        with_first("freeze", name="now"),
        with_first("freeze", frozen_at=3),
        with_first("freeze", runs=[{}]),
        with_first("freeze", counts={"entries": -1}),
        with_first("freeze", evil="more"),
        with_first("freeze", about={"evil": "more"}),
        with_first("freeze", counts={"evil": 1}),
        with_first("text", run=99),
        with_first("text", sha256="short"),
        with_first("entry", run=-1),
        with_first("entry", values="x" * 64),
        with_first("entry", day="someday"),
        with_first("ruling", place=True),
        with_first("speakers", a=None),
    ],
)
def test_a_row_of_freezes_that_is_none_is_refused(target: Database, bundle: Path, change: Callable[[list[Any]], list[Any]]) -> None:
    rewrite_freezes(bundle, change)
    before = state(target)
    with pytest.raises(StoreError, match=r"freezes\.jsonl has a row that is none"):
        import_bundle(target, bundle)
    assert state(target) == before


@pytest.mark.parametrize("evil", ["a\x00b", "\ud800"])
def test_characters_that_no_database_keeps_are_refused(target: Database, bundle: Path, evil: str) -> None:
    rewrite(bundle, "speakers.jsonl", lambda rows: [rows[0] | {"reason": evil}, *rows[1:]])
    before = state(target)
    with pytest.raises(StoreError, match="characters that no database keeps"):
        import_bundle(target, bundle)
    assert state(target) == before


def test_names_and_rulings_that_are_not_there_do_no_harm(target: Database, bundle: Path) -> None:
    nobody = ["e" * 16, "e" * 16]
    rewrite(bundle, "speakers.jsonl", lambda rows: [row | {"one": [nobody], "other": [nobody]} if "same" in row else row for row in rows])
    rewrite_freezes(bundle, with_first("ruling", place=12345))
    done = import_bundle(target, bundle)
    assert (done.speakers, who(target)) == (0, [[0], [1], [2, 3, 4]])
    assert isinstance(done, Imported)


def test_a_member_of_another_name_is_refused(target: Database, bundle: Path) -> None:
    manifest = json.loads(members(bundle)["manifest.json"])
    manifest["members"]["evil.jsonl"] = text_hash("")
    rewritten(bundle, **{"manifest.json": json.dumps(manifest).encode(), "evil.jsonl": b""})
    with pytest.raises(StoreError, match="not that of a replication bundle"):
        import_bundle(target, bundle)
    assert zipfile.is_zipfile(bundle)

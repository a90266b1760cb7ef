"""Freezes, and what differs between two of them."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from onrecord.errors import StoreError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.debates.comparing import Comparison, compare
from onrecord.store.debates.freezing import freeze
from onrecord.store.debates.sets import Choice, make_debate, put_into_debate, take_out_of_debate
from onrecord.store.schema import debates, freezes, rulings, speaker_rulings, speakers, variants
from onrecord.store.writing.articles import add_record, refresh
from onrecord.store.writing.rereading import reread_text
from tests.records_made import record, statement, talks

TALKS = record_as_dict(talks())
TEXT = TALKS["article"]["id"]
IDS = [s["id"] for s in TALKS["statements"]]


@pytest.fixture
def database(database: Database) -> Database:
    add_record(database, record_as_dict(talks()))
    make_debate(database, "Dam", question="Will it hold?", codebook="issues: []", choice=Choice(articles=(TEXT,)))
    return database


def rule(database: Database, statement_id: str, field: str, new: Any, *, blind: bool = False) -> None:
    with database.begin() as connection:
        row = {"statement_id": statement_id, "field": field, "new": new, "coder": "Kim", "ruled_at": "2026-01-01", "blind": blind}
        connection.execute(rulings.insert().values(**row))
        refresh(connection, TEXT)


def told(found: Comparison) -> list[tuple[str, str]]:
    return [(c.statement, c.cause) for c in found.changes]


def test_a_freeze_pins_texts_runs_codebook_options_rulings_and_entries(database: Database) -> None:
    rule(database, IDS[0], "form", "mixed")
    manifest = freeze(database, "Dam", "v1", options={"reported": "exclude"})
    assert manifest["about"] == {"question": "Will it hold?", "codebook": "issues: []"}
    assert manifest["options"] == {"reported": "exclude"}
    assert [(r["model"], r["settings"]) for r in manifest["runs"]] == [("made", "")]
    assert manifest["texts"] == [
        {"id": TEXT, "sha256": TALKS["article"]["sha256"], "run": manifest["runs"][0]["run"], "appearances": [TALKS["article"]["sha256"]]}
    ]
    assert [r["statement"] for r in manifest["rulings"]] == [IDS[0]]
    assert {(e["id"], e["fingerprint"], e["text"]) for e in manifest["entries"]} == {(id_, id_, TEXT) for id_ in IDS}


def test_a_freeze_holds_no_words_of_the_text(database: Database) -> None:
    assert "dam will hold" not in str(freeze(database, "Dam", "v1"))


def test_a_freeze_never_changes(database: Database) -> None:
    freeze(database, "Dam", "v1")
    with database.read() as connection:
        before = connection.execute(select(freezes)).all()
    rule(database, IDS[0], "form", "mixed")
    with pytest.raises(StoreError, match="never changes"):
        freeze(database, "Dam", "v1")
    with database.read() as connection:
        assert connection.execute(select(freezes)).all() == before


@pytest.mark.parametrize("version", ["now", "", " "])
def test_a_freeze_cannot_be_called_so(database: Database, version: str) -> None:
    with pytest.raises(StoreError, match="cannot be called"):
        freeze(database, "Dam", version)


def test_an_unknown_freeze_is_answered_with_those_there_are(database: Database) -> None:
    freeze(database, "Dam", "v1")
    with pytest.raises(UnknownError, match="there are: v1, now"):
        compare(database, "Dam", "v2")


def test_nothing_differs_where_nothing_changed(database: Database) -> None:
    freeze(database, "Dam", "v1")
    freeze(database, "Dam", "v2")
    for after in ("v2", "now"):
        found = compare(database, "Dam", "v1", after)
        assert (found.changes, found.same, found.articles, found.other) == ((), 4, (0, 0), ())


def test_an_article_put_in_is_new_speech(database: Database) -> None:
    freeze(database, "Dam", "v1")
    other = record_as_dict(
        record(
            "It fell, Ana Ruiz said.",
            statement("It fell, Ana Ruiz said.", "It fell", source="Ana Ruiz", cue="said"),
            published="2026-04-01",
        )
    )
    add_record(database, other)
    put_into_debate(database, "Dam", [other["article"]["id"]])
    found = compare(database, "Dam", "v1")
    assert [(c.cause, c.later, c.content_text) for c in found.changes] == [("new speech", True, "It fell")]
    assert found.articles == (1, 0)


def test_speech_of_before_that_was_added_later_is_told_from_later_speech(database: Database) -> None:
    freeze(database, "Dam", "v1")
    text = "It fell, Ana Ruiz said."
    other = record_as_dict(record(text, statement(text, "It fell", source="Ana Ruiz", cue="said"), published="2025-04-01"))
    add_record(database, other)
    put_into_debate(database, "Dam", [other["article"]["id"]])
    assert [c.later for c in compare(database, "Dam", "v1").changes] == [False]


def newer() -> dict[str, Any]:
    """The text read by another model: one content is shorter, the second is as it was but surer, the last is gone, another new."""
    found = record_as_dict(talks())
    found["model"] = "newer"
    found["statements"][0] |= {"id": "f" * 16, "content": found["statements"][0]["content"][:1]}
    found["statements"][1]["confidence"] = 0.99
    found["statements"][3] |= {"id": "e" * 16, "content": [[0, 3]]}
    return found


def test_what_another_model_reads_otherwise_is_its_doing(database: Database) -> None:
    freeze(database, "Dam", "v1")
    reread_text(database, newer())
    found = told(compare(database, "Dam", "v1"))
    assert sorted(found) == sorted([("e" * 16, "new model"), (IDS[0], "new model"), (IDS[3], "gone")])


def test_what_a_ruling_changed_is_a_new_ruling_whatever_the_model(database: Database) -> None:
    freeze(database, "Dam", "v1")
    rule(database, IDS[0], "form", "mixed")
    rule(database, IDS[1], "statement", "no")
    assert sorted(told(compare(database, "Dam", "v1"))) == sorted([(IDS[0], "new ruling"), (IDS[1], "new ruling")])
    reread_text(database, newer())
    assert (IDS[0], "new ruling") in told(compare(database, "Dam", "v1"))


def test_a_ruling_taken_back_is_a_change_too(database: Database) -> None:
    rule(database, IDS[0], "statement", "no")
    freeze(database, "Dam", "v1")
    with database.begin() as connection:
        connection.execute(update(rulings).values(undone_at="2026-02-02"))
        refresh(connection, TEXT)
    assert told(compare(database, "Dam", "v1")) == [(IDS[0], "new ruling")]


def test_a_blind_coding_changes_nothing(database: Database) -> None:
    freeze(database, "Dam", "v1")
    rule(database, IDS[0], "form", "mixed", blind=True)
    assert compare(database, "Dam", "v1").changes == ()


def retie(database: Database, *, ruled: bool) -> None:
    with database.begin() as connection:
        old = connection.execute(select(variants.c.speaker_id).where(variants.c.name == "Norland")).scalar_one()
        connection.execute(speakers.insert().values(id="b" * 16, name="Norland", type="country", added_at="2026"))
        connection.execute(update(variants).where(variants.c.name == "Norland").values(speaker_id="b" * 16))
        if ruled:
            connection.execute(speaker_rulings.insert().values(same=True, speaker_a=old, speaker_b="b" * 16, coder="Kim", ruled_at="2026"))
        refresh(connection, TEXT)


@pytest.mark.parametrize(("ruled", "cause"), [(True, "new ruling"), (False, "new naming")])
def test_another_speaker_is_a_persons_doing_or_the_programs(database: Database, ruled: bool, cause: str) -> None:  # noqa: FBT001
    freeze(database, "Dam", "v1")
    retie(database, ruled=ruled)
    assert told(compare(database, "Dam", "v1")) == [(IDS[2], cause)]


def test_statements_of_an_article_taken_out_are_gone(database: Database) -> None:
    freeze(database, "Dam", "v1")
    take_out_of_debate(database, "Dam", Choice(articles=(TEXT,)))
    found = compare(database, "Dam", "v1")
    assert (found.counts()["gone"], found.articles) == (4, (0, 1))


def test_what_was_deleted_on_request_is_counted(database: Database) -> None:
    freeze(database, "Dam", "v1")
    with database.begin() as connection:
        manifest = connection.execute(select(freezes.c.manifest)).scalar_one()
        manifest["entries"] = manifest["entries"][1:]
        connection.execute(update(freezes).values(manifest=manifest))
    found = compare(database, "Dam", "v1")
    assert found.forgotten == 1
    assert found.counts()["gone"] == 1


def test_another_codebook_and_other_options_are_told(database: Database) -> None:
    freeze(database, "Dam", "v1", options={"reported": "exclude"})
    with database.begin() as connection:
        connection.execute(update(debates).values(codebook="issues: [a]"))
    freeze(database, "Dam", "v2", options={"reported": "only"})
    assert compare(database, "Dam", "v1", "v2").other == ("codebook", "options")
    assert compare(database, "Dam", "v1").other == ("codebook",)


def test_a_freeze_whose_manifest_was_emptied_can_be_compared(database: Database) -> None:
    freeze(database, "Dam", "v1")
    with database.begin() as connection:
        connection.execute(delete(rulings))
        connection.execute(update(freezes).values(manifest={"entries": [], "counts": {"entries": 4}}))
    assert compare(database, "Dam", "v1").forgotten == 4

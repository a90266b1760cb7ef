"""What people coded elsewhere is taken in as their rulings: only what differs, and the same again changes nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from onrecord.errors import RulingError, UnknownError
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.coded import CodedClaim, CodedRuling, CodedStatement, Taken, take_coded, take_rulings
from onrecord.store.ruling.merging import split_speaker
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import entries, rulings, speakers, stances
from tests.stances_made import Words, article_of, codebook, judge, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORD = article_of("2026-01-05", Words("Ana Ruiz", "trams should run at night", affiliation="Port Town"), Words("Bo Ek", "buses do"))
ARTICLE, TEXT = RECORD["article"]["id"], RECORD["article"]["text"]
RUIZ, EK = RECORD["statements"]
SPEAKER = {"name": "Cleo Obi", "type": "person", "role": "clerk", "affiliation": "Lake Party"}


@pytest.fixture
def town(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """One article with two statements; the program's stance on the first; sound after every test."""
    shutil.copy(empty_file, tmp_path / "record.db")
    with Database.open(str(tmp_path / "record.db")) as found:
        yield filled(found)
        assert problems(found) == []


def filled(database: Database) -> Database:
    put(database, RECORD)
    codebook(database, "trams", "buses")
    judge(database, (RUIZ["id"], "trams", "for"))
    return database


def span(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


def claim(words: str, kind: str | None = None, **sides: str) -> CodedClaim:
    return CodedClaim(span(words), kind, {issue: (side, "Kim") for issue, side in sides.items()})


def coded(words: str, *claims: CodedClaim, id_: str = "17", speaker: Any = SPEAKER, **parts: str) -> CodedStatement:
    return CodedStatement(id_, span(words), speaker, {name: span(one) for name, one in parts.items()}, claims, "Kim")


def take(database: Database, *some: CodedStatement, gone: dict[str, str] | None = None) -> Taken:
    return take_coded(database, ARTICLE, some, reason="imported", gone=gone)


def standing(database: Database) -> dict[str, dict[str, Any]]:
    """The statements as they stand, by their words."""
    with database.read() as connection:
        return {row.content_text: row.data for row in connection.execute(select(entries))}


def given(database: Database) -> set[tuple[str, int, str, str, str | None]]:
    with database.read() as connection:
        rows = connection.execute(select(stances, entries.c.content_text).join(entries, entries.c.statement_id == stances.c.statement_id))
        return {(row.content_text, row.place, row.issue, row.stance, row.coder) for row in rows}


WHOLE = coded("alder", claim("alder", "prediction", trams="against"), source="Ana Ruiz", cue="said")


def test_a_statement_that_is_not_there_is_added_with_all_that_is_coded(database: Database) -> None:
    filled(database)
    assert take(database, WHOLE) == Taken(added=1, changed=0, same=0, rulings=6)
    found = standing(database)["alder"]
    assert (found["source"], found["cue"], found["claims"][0]["kind"]) == (span("Ana Ruiz"), span("said"), "prediction")
    assert {key: found["speaker"][key] for key in SPEAKER} == SPEAKER
    assert ("alder", 0, "trams", "against", "Kim") in given(database)
    assert problems(database) == []


def test_taking_the_same_in_again_changes_nothing(town: Database) -> None:
    take(town, WHOLE)
    before = standing(town)
    assert take(town, WHOLE) == Taken(added=0, changed=0, same=1, rulings=0)
    assert standing(town) == before


def test_several_claims_of_a_statement_each_have_their_stances(town: Database) -> None:
    parts = claim("trams should", trams="against"), claim("run at night", buses="for", trams="neither")
    one = coded("trams should run at night", *parts, id_=RUIZ["id"], speaker=None)
    assert take(town, one).changed == 1
    assert given(town) == {
        ("trams should run at night", 0, "trams", "for", None),
        ("trams should run at night", 1, "trams", "against", "Kim"),
        ("trams should run at night", 2, "buses", "for", "Kim"),
        ("trams should run at night", 2, "trams", "neither", "Kim"),
    }
    assert take(town, one).same == 1


def test_the_same_words_coded_twice_are_one_statement_with_the_claims_of_both(town: Database) -> None:
    done = take(town, coded("alder", claim("alder", trams="for")), coded("alder", claim("alder", buses="against"), id_="18"))
    assert (done.added, done.changed) == (1, 1)
    assert {row[2:] for row in given(town) if row[0] == "alder"} == {("trams", "for", "Kim"), ("buses", "against", "Kim")}


def test_only_what_differs_from_what_stands_is_ruled(town: Database) -> None:
    same = coded(
        "trams should run at night",
        claim("trams should run at night", trams="for"),
        id_=RUIZ["id"],
        speaker={"name": "Ana Ruiz", "type": "person"},
    )
    assert take(town, same) == Taken(added=0, changed=0, same=1, rulings=0)
    other = same._replace(claims=[claim("trams should run at night", trams="none")], content=span("trams should run"))
    assert take(town, other).rulings == 2
    assert given(town) == set()
    assert "trams should run" in standing(town)


def test_a_statement_that_a_coder_took_out_is_gone_and_stays_so(town: Database) -> None:
    assert take(town, gone={EK["id"]: "Lee"}).changed == 1
    assert "buses do" not in standing(town)
    assert take(town, gone={EK["id"]: "Lee", "0" * 16: "Lee"}).rulings == 0


def test_a_speaker_who_is_known_is_that_one_and_not_a_second(town: Database) -> None:
    take(town, coded("alder", speaker={"name": "Bo Ek", "type": "person", "role": None, "affiliation": "Lake Party"}))
    with town.read() as connection:
        assert connection.execute(select(func.count()).where(speakers.c.name == "Bo Ek")).scalar_one() == 1
        rows = connection.execute(select(entries).where(entries.c.speaker_name == "Bo Ek")).all()
    assert [row.affiliation for row in sorted(rows, key=lambda row: row.content_text)] == ["Lake Party", None]


def test_a_speaker_of_several_with_one_name_is_told_by_the_id_else_by_the_article_else_refused(town: Database) -> None:
    second, third = article_of("2026-02-05", Words("Bo Ek", "buses do not")), article_of("2026-03-05", Words("Cleo Obi", "no buses at all"))
    put(town, second, third)
    split_speaker(town, "Bo Ek", articles=[second["article"]["id"]], coder="Kim")

    def speaker_of(words: str) -> str:
        with town.read() as connection:
            return str(connection.execute(select(entries.c.speaker_id).where(entries.c.content_text == words)).scalar_one())

    one = {"name": "Bo Ek", "type": "person"}
    take(town, coded("birch", speaker=one), coded("alder", speaker=one | {"id": speaker_of("buses do not")}))
    assert (speaker_of("alder"), speaker_of("birch")) == (speaker_of("buses do not"), speaker_of("buses do"))
    elsewhere = CodedStatement("17", [[0, 5]], one, {}, (), "Kim")
    with pytest.raises(RulingError, match="several speakers are called 'Bo Ek'"):
        take_coded(town, third["article"]["id"], [elsewhere], reason="imported")


def test_what_was_taken_in_is_undone_like_any_ruling(town: Database) -> None:
    before = standing(town)
    take(town, WHOLE)
    with town.read() as connection:
        number = connection.execute(select(func.count()).where(rulings.c.undone_at.is_(None))).scalar_one()
    for _ in range(number):
        if "alder" in standing(town):
            undo(town)
    assert standing(town) == before


def ruling(field: str, new: Any, claim_id: str | None = None, statement: str = RUIZ["id"]) -> CodedRuling:
    return CodedRuling(statement, claim_id, field, new, "Kim")


def test_rulings_from_elsewhere_are_made_on_what_is_there(town: Database) -> None:
    own = RUIZ["claims"][0]["id"]
    rows = [
        ruling("stance", {"issue": "trams", "stance": "against"}, own),
        ruling("span", span("trams should run"), own),
        ruling("affiliation", "Lake Party"),
        ruling("speaker", {"name": "Bo Ek", "type": "person"}, statement=EK["id"]),
        ruling("stance", {"issue": "trams", "stance": "for"}, "no such claim"),
        ruling("statement", "yes", statement="0" * 16),
    ]
    assert take_rulings(town, ARTICLE, rows, reason="imported") == (3, 0)
    found = standing(town)["trams should run at night"]
    assert (found["claims"][0]["span"], found["speaker"]["affiliation"]) == (span("trams should run"), "Lake Party")
    assert given(town) == {("trams should run at night", 0, "trams", "against", "Kim")}
    assert take_rulings(town, ARTICLE, [ruling("affiliation", "Lake Party")], reason="imported") == (0, 0)
    assert take_rulings(town, ARTICLE, [], reason="imported") == (0, 0)


def test_a_speaker_can_be_taken_away(town: Database) -> None:
    assert take_rulings(town, ARTICLE, [ruling("speaker", None)], reason="imported") == (1, 0)
    assert standing(town)["trams should run at night"]["speaker"] is None


def test_an_article_that_is_not_there_is_told(town: Database) -> None:
    with pytest.raises(UnknownError, match="there is no such article"):
        take_coded(town, "0" * 16, [WHOLE], reason="imported")


def test_what_somebody_ruled_after_the_file_was_saved_stays(town: Database) -> None:
    own = RUIZ["claims"][0]["id"]
    against = ruling("stance", {"issue": "trams", "stance": "against"}, own)
    rule(town, RUIZ["id"], "stance", "trams: for", by=By("Lee"))
    assert take_rulings(town, ARTICLE, [against], reason="imported", as_of="2026-01-01T00:00:00.000000+00:00") == (0, 1)
    assert given(town) == {("trams should run at night", 0, "trams", "for", "Lee")}
    assert take_rulings(town, ARTICLE, [against], reason="imported", as_of="2999-01-01T00:00:00.000000+00:00") == (1, 0)
    assert given(town) == {("trams should run at night", 0, "trams", "against", "Kim")}

"""Speakers that people merge and split."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from onrecord.errors import RulingError, UnknownError
from onrecord.store.database import now
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.affiliations import affiliations
from onrecord.store.ruling.merging import merge_speakers, split_speaker, undo_speaker_ruling
from onrecord.store.schema import attributes, speaker_rulings, variants
from tests.store.naming_made import add, entry_names, speakers_of

if TYPE_CHECKING:
    from onrecord.store.database import Database


def test_a_merge_moves_names_and_entries(database: Database) -> None:
    add(database, "Ana Ruiz")
    other = add(database, "The Lioness")
    done = merge_speakers(database, "Ana Ruiz", "The Lioness", coder="Kim", reason="her pen name")
    assert entry_names(database, other) == [(done.speaker, "Ana Ruiz")]
    assert problems(database) == []
    with database.read() as connection:
        coders = connection.execute(select(variants.c.coder).where(variants.c.text_id == other)).scalars().all()
        ruling = connection.execute(select(speaker_rulings)).one()
    assert (coders, ruling.same, ruling.coder, ruling.reason) == (["Kim"], True, "Kim", "her pen name")


def test_what_was_merged_stays_merged_when_more_is_added(database: Database) -> None:
    add(database, "Ana Ruiz")
    add(database, "Bea Ruiz")
    done = merge_speakers(database, "Ana Ruiz", "Bea Ruiz", coder="Kim")
    texts = add(database, "Bea Ruiz"), add(database, "Ana Ruiz")
    assert {id_ for text in texts for id_, _ in entry_names(database, text)} == {done.speaker}
    assert set(speakers_of(database).values()) == {done.speaker}


def test_what_was_split_by_name_stays_split_when_more_is_added(database: Database) -> None:
    first = add(database, "Robert Ruiz")
    add(database, "Bob Ruiz")
    done = split_speaker(database, "Robert Ruiz", name="Bob Ruiz", coder="Kim")
    texts = add(database, "Bob Ruiz"), add(database, "Robert Ruiz")
    assert [entry_names(database, text)[0][0] for text in texts] == [done.other, done.speaker]
    assert entry_names(database, first) == [(done.speaker, "Robert Ruiz")]


def test_what_was_split_by_articles_stays_split_when_more_is_added(database: Database) -> None:
    first = add(database, "John Smith")
    second = add(database, "John Smith")
    done = split_speaker(database, "John Smith", articles=[second], coder="Kim")
    for _ in range(3):
        add(database, "John Smith", role="senator")
    assert entry_names(database, first)[0][0] == done.speaker
    assert entry_names(database, second)[0][0] == done.other


def test_a_family_name_that_was_split_off_is_not_taken_for_its_bearer_again(database: Database) -> None:
    for _ in range(3):
        add(database, "Tad Devine")
    alone = add(database, "Devine")
    done = split_speaker(database, "Tad Devine", articles=[alone], coder="Kim")
    for _ in range(3):
        add(database, "Tad Devine")
    assert entry_names(database, alone)[0][0] == done.other


def test_a_merged_family_name_is_not_taken_away_by_a_second_bearer(database: Database) -> None:
    add(database, "Hillary Clinton")
    alone = add(database, "Clinton")
    done = merge_speakers(database, "Hillary Clinton", "Clinton", coder="Kim")
    add(database, "Bill Clinton")
    assert entry_names(database, alone)[0][0] == done.speaker


def test_a_person_may_merge_what_the_program_never_does(database: Database) -> None:
    add(database, "Ana Ruiz")
    aides = add(database, "Her aides", kind="group")
    merge_speakers(database, "Ana Ruiz", "Her aides", coder="Kim")
    assert entry_names(database, aides)[0][1] == "Ana Ruiz"
    assert entry_names(database, add(database, "Her aides", kind="group"))[0][1] == "Her aides"


def test_undo_takes_a_merge_back(database: Database) -> None:
    add(database, "Ana Ruiz")
    other = add(database, "The Lioness")
    before = speakers_of(database)
    merge_speakers(database, "Ana Ruiz", "The Lioness", coder="Kim")
    undo_speaker_ruling(database, coder="Kim")
    assert speakers_of(database) == before
    assert entry_names(database, other)[0][1] == "The Lioness"
    again = add(database, "The Lioness")
    assert speakers_of(database)[again, "The Lioness"] == before[other, "The Lioness"]


def test_undo_takes_a_split_back(database: Database) -> None:
    add(database, "Robert Ruiz")
    add(database, "Bob Ruiz")
    before = speakers_of(database)
    split_speaker(database, "Robert Ruiz", name="bob ruiz", coder="Kim")
    undo_speaker_ruling(database)
    assert speakers_of(database) == before
    with pytest.raises(UnknownError, match="no merge or split"):
        undo_speaker_ruling(database, coder="Kim")


def test_a_merge_after_a_split_counts_as_the_later_one(database: Database) -> None:
    add(database, "Robert Ruiz")
    add(database, "Bob Ruiz")
    done = split_speaker(database, "Robert Ruiz", name="Bob Ruiz", coder="Kim")
    merge_speakers(database, done.speaker, done.other, coder="Lee")
    text = add(database, "Bob Ruiz")
    assert entry_names(database, text)[0][0] == done.speaker


def test_wrong_rulings_are_refused_with_what_is_there(database: Database) -> None:
    add(database, "Ana Ruiz")
    with pytest.raises(UnknownError, match="no speaker 'Nobody'"):
        merge_speakers(database, "Ana Ruiz", "Nobody", coder="Kim")
    with pytest.raises(RulingError, match="one speaker already"):
        merge_speakers(database, "Ana Ruiz", "ana ruiz", coder="Kim")
    with pytest.raises(RulingError, match="all names of Ana Ruiz would go"):
        split_speaker(database, "Ana Ruiz", name="Ana Ruiz", coder="Kim")
    with pytest.raises(RulingError, match="it has Ana Ruiz"):
        split_speaker(database, "Ana Ruiz", name="Bea", coder="Kim")
    with pytest.raises(UnknownError, match="no article 'x'"):
        split_speaker(database, "Ana Ruiz", articles=["x"], coder="Kim")
    with pytest.raises(RulingError, match="needs articles or a name"):
        split_speaker(database, "Ana Ruiz", coder="Kim")


def test_people_are_in_organisations_from_a_day_to_a_day(database: Database) -> None:
    add(database, "Ana Ruiz", role="minister", affiliation="Turkish Ministry of Justice", day="2025-01-02")
    add(database, "Ana Ruiz", role="minister", affiliation="Turkish Ministry of Justice", day="2026-03-04")
    add(database, "Ana Ruiz", role="fellow", affiliation="Alder Trust", day="2026-05-06")
    rows = affiliations(database)
    assert [(r["country"], r["organisation"], r["from"], r["to"], r["articles"]) for r in rows] == [
        ("Turkey", "Turkish Ministry of Justice", "2025-01-02", "2026-03-04", 2),
        (None, "Alder Trust", "2026-05-06", "2026-05-06", 1),
    ]
    assert [len(r["statements"]) for r in rows] == [2, 1]


def test_a_users_attribute_tells_the_government_of_its_days(database: Database) -> None:
    add(database, "Ana Ruiz", affiliation="Alder Trust", day="2026-05-06")
    with database.begin() as connection:
        for value, since, until in (("First Government", None, "2025-12-31"), ("Second Government", "2026-01-01", None)):
            row = {"of": "speaker", "key": "Alder Trust", "name": "government", "value": value, "since": since, "until": until}
            connection.execute(attributes.insert().values(**row))
    assert now() > "2026"
    assert [r["country"] for r in affiliations(database)] == ["Second Government"]

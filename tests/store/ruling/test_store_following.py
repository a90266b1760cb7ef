"""Governments told apart by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from onrecord.errors import RulingError, UnknownError
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.affiliations import affiliations
from onrecord.store.ruling.following import split_since
from onrecord.store.ruling.merging import merge_speakers, split_speaker, undo_speaker_ruling
from onrecord.store.schema import log, speaker_rulings
from tests.store.naming_made import add, entry_names, speakers_of

if TYPE_CHECKING:
    from onrecord.store.database import Database

OLD, NEW = "2024-05-06", "2025-05-06"


def country(database: Database, name: str, day: str) -> str:
    return add(database, name, kind="country", day=day)


def named(database: Database, *texts: str) -> list[str]:
    return [entry_names(database, text)[0][1] for text in texts]


@pytest.fixture
def texts(database: Database) -> tuple[str, str]:
    """An article before the day, and one since, that call the government by two names."""
    return country(database, "US government", OLD), country(database, "Washington", NEW)


def follow(database: Database, since: str = "2025-01-20", name: str = "Trump administration") -> str:
    return split_since(database, "US government", since=since, name=name, coder="Eva").other


def test_a_government_is_one_over_time_unless_somebody_says_otherwise(database: Database, texts: tuple[str, str]) -> None:
    assert named(database, *texts) == ["US government"] * 2


def test_from_the_day_on_names_are_the_next_ones_in_articles_added_later_too(database: Database, texts: tuple[str, str]) -> None:
    new = follow(database)
    late = country(database, "Washington", "2025-01-20"), country(database, "US government", "2025-01-19")
    assert named(database, *texts, *late) == ["US government", "Trump administration", "Trump administration", "US government"]
    assert entry_names(database, late[0])[0][0] == new
    assert problems(database) == []


def test_what_articles_call_by_the_new_name_is_the_new_one_even_before_anything_else_is(database: Database, texts: tuple[str, str]) -> None:
    new = follow(database, "2026-01-20")
    assert entry_names(database, add(database, "Trump administration", kind="organization", day=NEW))[0][0] == new
    assert named(database, texts[1]) == ["US government"]


def test_a_name_without_a_date_stays_the_first_ones(database: Database, texts: tuple[str, str]) -> None:
    follow(database)
    assert named(database, country(database, "US government", None), texts[0]) == ["US government"] * 2  # type: ignore[arg-type]


def test_one_holds_until_the_next_in_whatever_order_they_are_ruled(database: Database, texts: tuple[str, str]) -> None:
    country(database, "US government", "2010-01-01")
    follow(database, "2017-01-20", "First Trump administration")
    follow(database)
    follow(database, "2021-01-20", "Biden administration")
    assert named(database, *texts) == ["Biden administration", "Trump administration"]
    assert named(database, country(database, "Washington", "2019-01-01")) == ["First Trump administration"]


def test_one_that_follows_can_be_followed_in_its_turn(database: Database, texts: tuple[str, str]) -> None:
    follow(database)
    split_since(database, "Trump administration", since="2029-01-20", name="Next administration", coder="Eva")
    late = country(database, "Washington", "2030-01-01"), country(database, "Washington", "2026-01-01")
    assert named(database, texts[1], *late) == ["Trump administration", "Next administration", "Trump administration"]


def test_a_known_speaker_of_the_name_is_the_one_that_follows(database: Database, texts: tuple[str, str]) -> None:
    own = add(database, "Trump administration", kind="organization", day=NEW)
    follow(database)
    assert entry_names(database, own) == entry_names(database, texts[1])


def test_undo_takes_it_back_for_later_articles_too(database: Database, texts: tuple[str, str]) -> None:
    before = speakers_of(database)
    follow(database)
    late = country(database, "Washington", "2025-06-07")
    undo_speaker_ruling(database, coder="Eva")
    assert named(database, *texts, late) == ["US government"] * 3
    assert {key: id_ for key, id_ in speakers_of(database).items() if key in before} == before
    assert problems(database) == []


def test_undo_of_one_in_the_middle_gives_its_names_to_the_one_before(database: Database, texts: tuple[str, str]) -> None:
    country(database, "US government", "2010-01-01")
    follow(database, "2017-01-20", "First Trump administration")
    follow(database, "2021-01-20", "Biden administration")
    undo_speaker_ruling(database)
    assert named(database, texts[0]) == ["First Trump administration"]


def test_merging_both_again_outranks_the_day(database: Database, texts: tuple[str, str]) -> None:
    follow(database)
    merge_speakers(database, "US government", "Trump administration", coder="Kim")
    late = country(database, "Washington", "2025-06-07")
    assert named(database, *texts, late) == ["US government"] * 3
    undo_speaker_ruling(database, coder="Kim")
    assert named(database, *texts, late) == ["US government", "Trump administration", "Trump administration"]


def test_one_merged_into_another_takes_its_days_with_it(database: Database, texts: tuple[str, str]) -> None:
    follow(database)
    add(database, "Potomac", kind="organization", day=OLD)
    merge_speakers(database, "Potomac", "US government", coder="Kim")
    assert named(database, country(database, "Washington", NEW), texts[0]) == ["Trump administration", "Potomac"]


def test_what_a_person_put_elsewhere_stays_there(database: Database, texts: tuple[str, str]) -> None:
    other = country(database, "US government", NEW)
    follow(database)
    done = split_speaker(database, "Trump administration", articles=[other], coder="Kim")
    first = entry_names(database, texts[0])[0][0]
    split_since(database, first, since="2024-12-01", name="Interim government", coder="Eva")
    assert entry_names(database, other)[0][0] == done.other
    assert named(database, texts[1]) == ["Trump administration"]


def test_what_a_person_put_back_stays_there(database: Database, texts: tuple[str, str]) -> None:
    other = country(database, "US government", NEW)
    follow(database)
    done = split_speaker(database, "Trump administration", articles=[other], coder="Kim")
    merge_speakers(database, entry_names(database, texts[0])[0][0], done.other, coder="Kim")
    assert named(database, other, texts[1]) == ["US government", "Trump administration"]


def test_the_name_given_stays_whatever_articles_say(database: Database, texts: tuple[str, str]) -> None:
    follow(database, name="TRUMP ADMINISTRATION")
    own = [add(database, "Trump administration", kind="organization", day=NEW) for _ in range(3)]
    assert named(database, *own, texts[1]) == ["TRUMP ADMINISTRATION"] * 4


def test_a_name_that_could_be_either_is_the_one_of_its_day(database: Database, texts: tuple[str, str]) -> None:
    follow(database, name="American administration")
    late = [country(database, "Washington", NEW) for _ in range(3)]
    assert named(database, country(database, "Washington", OLD), texts[0]) == ["US government"] * 2
    assert named(database, *late) == ["American administration"] * 3


def test_the_ruling_is_kept_and_logged(database: Database, texts: tuple[str, str]) -> None:
    assert texts
    new = split_since(database, "US government", since="2025-01-20", name="Trump administration", coder="Eva", reason="inaugurated").other
    with database.read() as connection:
        ruling = connection.execute(select(speaker_rulings)).one()
        logged = connection.execute(select(log).where(log.c.action == "split")).one()
    assert (ruling.same, ruling.speaker_b, ruling.since, ruling.coder, ruling.reason) == (False, new, "2025-01-20", "Eva", "inaugurated")
    assert (logged.who, logged.details["since"], logged.details["names"]) == ("Eva", "2025-01-20", 1)


def test_what_cannot_follow_is_refused(database: Database, texts: tuple[str, str]) -> None:
    assert texts
    add(database, "Ana Ruiz")
    with pytest.raises(RulingError, match="Ana Ruiz is a person"):
        split_since(database, "Ana Ruiz", since=NEW, name="Bea Ruiz", coder="Eva")
    with pytest.raises(RulingError, match="all names of US government would go"):
        follow(database, "2024-01-01")
    with pytest.raises(RulingError, match="is no name of its own"):
        follow(database, name="us Government")
    with pytest.raises(UnknownError, match="no speaker 'Nobody'"):
        split_since(database, "Nobody", since=NEW, name="x", coder="Eva")
    follow(database)
    with pytest.raises(RulingError, match="is Trump administration from 2025-01-20 on already"):
        follow(database, name="Other")


def test_a_person_belongs_to_the_government_of_the_day(database: Database, texts: tuple[str, str]) -> None:
    assert texts
    follow(database)
    for day in (OLD, NEW):
        add(database, "Ana Ruiz", role="adviser", affiliation="US government", day=day)
    rows = affiliations(database)
    assert [(r["country"], r["organisation"], r["from"]) for r in rows] == [
        ("United States", "Trump administration", NEW),
        ("United States", "United States", OLD),
    ]
    assert entry_names(database, texts[1])[0][0] == rows[0]["organisation_id"]

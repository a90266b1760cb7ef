"""Names of articles tied to speakers over all articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from onrecord.store.keeping.checking import problems
from onrecord.store.schema import variants
from tests.store.naming_made import add, entry_names, speakers_of

if TYPE_CHECKING:
    from onrecord.store.database import Database


def count(database: Database) -> int:
    return len(set(speakers_of(database).values()))


def test_forms_of_one_name_are_one_speaker_with_score_and_evidence(database: Database) -> None:
    add(database, "Bernard Sanders")
    text = add(database, "Bernie Sanders")
    assert count(database) == 1
    with database.read() as connection:
        row = connection.execute(select(variants).where(variants.c.text_id == text)).one()
    assert (row.score, row.evidence) == (0.94, {"name": "form of the first name"})


@pytest.mark.parametrize("kind", ["group", "unnamed", "document", "author"])
def test_what_has_no_name_of_its_own_never_merges_across_articles(database: Database, kind: str) -> None:
    for _ in range(2):
        add(database, "Ana Ruiz", kind=kind)
    add(database, "Ana Ruiz")
    assert count(database) == 3


def test_a_name_of_several_people_is_a_speaker_of_its_own(database: Database) -> None:
    add(database, "Ana Ruiz")
    for _ in range(2):
        add(database, "Bo Lee and Ana Ruiz")
    add(database, "Ana Ruiz", role="Sens.")
    assert count(database) == 4


def test_forms_of_one_name_within_an_article_are_one_speaker(database: Database) -> None:
    text = add(database, "Bernard Sanders", "Bernie Sanders", "Ana Ruiz")
    found = speakers_of(database)
    assert found[text, "Bernard Sanders"] == found[text, "Bernie Sanders"] != found[text, "Ana Ruiz"]


def test_a_bearer_named_later_in_an_article_makes_names_of_other_articles_unclear(database: Database) -> None:
    for _ in range(3):
        add(database, "Hillary Clinton")
    alone = add(database, "Clinton")
    add(database, "Ana Ruiz", "Bill Clinton", "Hillary Clinton")
    assert entry_names(database, alone)[0][1] == "Clinton"
    assert problems(database) == []


def test_namesakes_do_not_merge(database: Database) -> None:
    add(database, "John Smith", role="senator")
    add(database, "John Smith", role="plumber")
    assert count(database) == 2


def test_a_family_name_alone_becomes_clear_when_its_bearer_has_spoken_often(database: Database) -> None:
    early = add(database, "Devine")
    for _ in range(3):
        full = add(database, "Tad Devine")
    late = add(database, "Devine")
    found = speakers_of(database)
    assert found[early, "Devine"] == found[full, "Tad Devine"] == found[late, "Devine"]
    assert entry_names(database, early) == [(found[full, "Tad Devine"], "Tad Devine")]
    assert problems(database) == []


def test_a_second_bearer_makes_a_family_name_alone_unclear_again(database: Database) -> None:
    for _ in range(3):
        full = add(database, "Hillary Clinton")
    alone = add(database, "Clinton")
    assert speakers_of(database)[alone, "Clinton"] == speakers_of(database)[full, "Hillary Clinton"]
    add(database, "Bill Clinton")
    found = speakers_of(database)
    assert found[alone, "Clinton"] not in {id_ for (_, name), id_ in found.items() if name != "Clinton"}
    assert entry_names(database, alone) == [(found[alone, "Clinton"], "Clinton")]


def test_a_family_name_with_an_office_is_named_in_full_when_the_full_name_comes(database: Database) -> None:
    first = add(database, "Merkel", role="chancellor")
    second = add(database, "Angela Merkel", role="Chancellor")
    assert count(database) == 1
    assert entry_names(database, first) == [(speakers_of(database)[second, "Angela Merkel"], "Angela Merkel")]


def test_a_family_name_and_its_bearers_in_one_article_stay_apart(database: Database) -> None:
    for _ in range(3):
        add(database, "Tad Devine")
    text = add(database, "Tad Devine", "Devine")
    found = speakers_of(database)
    assert found[text, "Devine"] != found[text, "Tad Devine"]


def test_a_speaker_is_called_by_the_name_used_most(database: Database) -> None:
    first = add(database, "DOJ", kind="organization")
    for _ in range(2):
        add(database, "Justice Department", kind="organization")
    assert [name for _, name in entry_names(database, first)] == ["Justice Department"]


def test_the_order_of_articles_does_not_matter_for_a_name_of_two_bearers(database: Database) -> None:
    for name in ("Clinton", "Bill Clinton", "Hillary Clinton", "Hillary Clinton", "Hillary Clinton", "Clinton"):
        text = add(database, name)
    found = speakers_of(database)
    assert count(database) == 4
    assert list(found.values()).count(found[text, "Clinton"]) == 1

"""The record of a database, or of a debate, as it is handed to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.exchange.contents import Stance, quoted
from onrecord.exchange.gathering import gather
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.ruling.missed import add_missed
from tests.stances_made import KIM, codebook, ids_of
from tests.town_made import ARTICLES, IDS, fill_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The town, with a debate on its first article that has no codebook, and one on its second that has one issue of the record's."""
    folder: Path = tmp_path_factory.mktemp("town")
    with Database.open(str(folder / "record.db")) as database:
        fill_town(database, folder)
        first, second, *_ = ids_of(ARTICLES)
        make_debate(database, "First", choice=Choice(articles=(first,)))
        make_debate(database, "Second", choice=Choice(articles=(second,)))
        codebook(database, "buses", debate="Second")
        add_missed(database, second, "ember", by=KIM)
        yield database


def test_everything_that_stands_is_gathered_in_order_of_time(town: Database) -> None:
    found = gather(town)
    undated, first, second, third = (document.id for document in found.documents)
    assert [first, second, third, undated] == ids_of(ARTICLES)
    assert (found.name, found.model, found.codebook.ids, found.coders) == ("record", "made", ("trams", "buses"), ("Kim",))
    assert {actor.name for actor in found.actors} == {"Ana Ruiz", "Norland", "Bo Ek", "Harbour Union", "Victoria"}


def test_statements_hold_words_speaker_reporter_and_stances_with_their_coders(town: Database) -> None:
    said = {one.id: (document, one) for document in gather(town).documents for one in document.statements}
    document, inner = said[IDS[1]]
    assert (quoted(document, inner.content), inner.reported_by, inner.confidence) == ("the trams at dawn", IDS[0], 0.9)
    assert inner.claims[0].stances == (Stance(issue="trams", side="for", confidence=0.9),)
    _, union = said[IDS[5]]
    assert union.claims[0].stances == (Stance(issue="buses", side="for", coder="Kim"),)
    assert union.checked
    assert said[IDS[2]][1].actor is None
    (added,) = (one for _, one in said.values() if one.coder)
    assert (added.coder, added.confidence) == ("Kim", None)


def test_an_affiliation_is_noted_where_it_is_another_than_the_speakers_last(town: Database) -> None:
    contents = gather(town)
    said = {one.id: one for document in contents.documents for one in document.statements}
    ruiz = next(actor for actor in contents.actors if actor.name == "Ana Ruiz")
    assert ruiz.attributes["affiliation"] == "Port Town"
    assert (said[IDS[0]].notes, said[IDS[8]].notes) == ({}, {"organization": "Lake Party"})


def test_a_debate_has_its_articles_and_speakers_and_its_codebook_or_the_records(town: Database) -> None:
    first, second = gather(town, "First"), gather(town, "Second")
    assert (first.name, len(first.documents), first.codebook.ids) == ("First", 1, ("trams", "buses"))
    assert {actor.name for actor in first.actors} == {"Ana Ruiz", "Norland"}
    assert second.codebook.ids == ("buses",)
    assert {stance.issue for one in second.documents[0].statements for claim in one.claims for stance in claim.stances} == {"buses"}


def test_some_articles_alone(town: Database) -> None:
    third = ids_of(ARTICLES)[2]
    assert [document.id for document in gather(town, only=[third]).documents] == [third]
    assert gather(town, "First", only=[third]).documents == ()

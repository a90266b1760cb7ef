"""The last thing that was done, taken back, whichever it was."""

import pytest

from onrecord.errors import UnknownError
from onrecord.store.database import Database
from onrecord.store.ruling.merging import merge_speakers, split_speaker
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.ruling.undoing import Parted, undo_last
from tests.store.naming_made import add, speakers_of
from tests.store.ruling.test_store_rulings import ids

KIM = By("Kim")


@pytest.fixture
def articles(database: Database) -> list[str]:
    return [add(database, "Ana Ruiz"), add(database, "The Lioness")]


def fields(done: object) -> list[str]:
    assert isinstance(done, list)
    return [one.field for one in done]


def test_whatever_was_done_last_goes_first(database: Database, articles: list[str]) -> None:
    before = speakers_of(database)
    statement = min(ids(database))
    rule(database, statement, "form", "mixed", by=KIM)
    merge_speakers(database, "Ana Ruiz", "The Lioness", coder="Kim")
    rule(database, statement, "kind", "prediction", by=KIM)
    split_speaker(database, "Ana Ruiz", articles=articles[1:], coder="Kim")
    assert undo_last(database) == Parted(2, same=False, speaker="Ana Ruiz", other="The Lioness", coder="Kim")
    assert fields(undo_last(database)) == ["kind"]
    assert undo_last(database) == Parted(1, same=True, speaker="Ana Ruiz", other="The Lioness", coder="Kim")
    assert speakers_of(database) == before
    assert fields(undo_last(database)) == ["form"]
    with pytest.raises(UnknownError, match="no ruling, merge or split"):
        undo_last(database)


def test_what_others_did_since_stays(database: Database, articles: list[str]) -> None:
    assert articles
    merge_speakers(database, "Ana Ruiz", "The Lioness", coder="Kim")
    rule(database, min(ids(database)), "form", "mixed", by=By("Lee"))
    assert isinstance(undo_last(database, "Kim"), Parted)
    assert fields(undo_last(database, "Lee")) == ["form"]
    with pytest.raises(UnknownError, match="Park"):
        undo_last(database, "Park")


def test_a_merge_is_of_the_articles_in_which_it_moved_a_name(database: Database, articles: list[str]) -> None:
    merge_speakers(database, "Ana Ruiz", "The Lioness", coder="Kim")
    with pytest.raises(UnknownError):
        undo_last(database, within=articles[:1])
    assert isinstance(undo_last(database, within=articles[1:]), Parted)


def test_two_of_one_name_are_told_by_their_ids(database: Database) -> None:
    articles = [add(database, "John Smith") for _ in range(2)]
    done = split_speaker(database, "John Smith", articles=articles[1:], coder="Kim")
    taken = undo_last(database)
    assert isinstance(taken, Parted)
    assert (taken.speaker, taken.other) == (f"John Smith ({done.speaker})", f"John Smith ({done.other})")

"""Texts of an older database, and of a dump, are compared as if they had come in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.listing import list_statements
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.dumping import dump, load
from onrecord.store.schema import appearances, copies, entries, quotation_marks, text_marks, texts
from onrecord.store.writing import catching_up
from onrecord.store.writing.catching_up import catch_up
from onrecord.store.writing.tallying import tally_anew
from tests.ferry_made import CUT, EDITED, FIRST, OTHER
from tests.store.writing.test_store_repeats import add, groups, said

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def grow_old(database: Database) -> None:
    """Makes a database one in which nobody has looked for copies."""
    with database.begin() as connection:
        for table in (copies, text_marks, quotation_marks):
            connection.execute(table.delete())
        connection.execute(update(texts).values(marked=0, mark_count=0, group_id=None, repeat_of=None))
        connection.execute(update(appearances).values(place=None))
        connection.execute(update(entries).values(repeat_of=None, counted=True, quotation_id=None))
        tally_anew(connection)


def test_the_copies_in_an_older_database_come_to_count_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catching_up, "BATCH", 2)
    add(database, FIRST, EDITED, CUT, OTHER)
    before = said(database), groups(database)
    grow_old(database)
    assert said(database) != before[0]
    assert list(catch_up(database)) == [2, 0]
    assert (said(database), groups(database)) == before
    assert {row["first_quoted"]["outlet"] for row in list_statements(database, Filter(text="engine"))} == {"The Wire"}
    with database.read() as connection:
        assert connection.execute(select(appearances.c.id).where(appearances.c.place.is_(None))).first() is None


def test_nothing_is_compared_twice(database: Database) -> None:
    add(database, FIRST, CUT)
    assert list(catch_up(database)) == []


def test_after_a_load_further_copies_are_found(database: Database, tmp_path: Path) -> None:
    add(database, FIRST, OTHER)
    dump(database, tmp_path / "dump")
    with Database.open(str(tmp_path / "loaded.db")) as loaded:
        load(loaded, tmp_path / "dump")
        assert list(catch_up(loaded)) == []
        add(loaded, CUT)
        add(database, CUT)
        assert (said(loaded), groups(loaded)) == (said(database), groups(database))
        assert problems(loaded) == []

"""A database of each kind in which a town argues about trams and buses; tests read it, and none writes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from onrecord.store.database import Database
from onrecord.store.ruling.attributes import import_attributes
from tests.stances_made import Words, article_of, codebook, give, judge, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgres_server import PostgresServer

ARTICLES = (
    article_of(
        "2026-01-05",
        Words("Ana Ruiz", "Norland wants the trams at dawn", affiliation="Port Town", inner=("Norland", "the trams at dawn"), attitude=1),
        Words("", "Norland needs more buses soon", inner=("Norland", "more buses soon"), claim="assessment"),
        outlet="The Port Post",
    ),
    article_of(
        "2026-02-10",
        Words("Bo Ek", "no trams are needed here"),
        Words("Harbour Union", "buses are the better way", kind="organization"),
        outlet="The Herald",
    ),
    article_of("2026-03-01", Words("Victoria", "trams are far too loud"), Words("Victoria", "trams were built late", kind="country")),
    article_of(None, Words("Ana Ruiz", "trams will come true one day", affiliation="Lake Party")),
)
#: Statements in the order of the articles: Ruiz, Norland by Ruiz, nobody, Norland by nobody, Ek, the union, Victoria twice, Ruiz.
IDS = tuple(one["id"] for article in ARTICLES for one in article["statements"])
PARTIES = "speaker,party,since,until\nAna Ruiz,Blue,,2025-12-31\nAna Ruiz,Green,2026-01-01,\nBo Ek,Red,2026-03-01,\nNorland,Blue,,\n"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Stances of the program on trams and buses, one of Kim's, and the parties of some speakers."""
    folder = tmp_path_factory.mktemp("town")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), folder / "record.db")
        with Database.open(str(folder / "record.db")) as database:
            yield _filled(database, folder / "parties.csv")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("template")) as url, Database.open(url) as database:
        yield _filled(database, folder / "parties.csv")


def _filled(database: Database, parties: Path) -> Database:
    put(database, *ARTICLES)
    codebook(database, "trams", "buses")
    sides = ("for", "for", "neither", "against", "against", "neither", "against", "for", "for")
    issues = ("trams", "trams", "buses", "buses", "trams", "buses", "trams", "trams", "trams")
    judge(database, *zip(IDS, issues, sides, strict=True))
    give(database, (IDS[5], "buses", "for"))
    parties.write_text(PARTIES, encoding="utf-8")
    assert import_attributes(database, parties).skipped == ()
    return database


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database, for what is no SQL of its own."""
    shutil.copy(empty_file, tmp_path / "record.db")
    with Database.open(str(tmp_path / "record.db")) as database:
        yield database

"""A town argues about trams and buses: articles, stances of the program and of a person, parties of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.ruling.attributes import import_attributes
from tests.stances_made import Words, article_of, codebook, give, judge, put

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.store.database import Database

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


def fill_town(database: Database, folder: Path) -> Database:
    """Puts the town's articles into a database, with a codebook, stances, one of Kim's among them, and the parties."""
    put(database, *ARTICLES)
    codebook(database, "trams", "buses")
    sides = ("for", "for", "neither", "against", "against", "neither", "against", "for", "for")
    issues = ("trams", "trams", "buses", "buses", "trams", "buses", "trams", "trams", "trams")
    judge(database, *zip(IDS, issues, sides, strict=True))
    give(database, (IDS[5], "buses", "for"))
    (folder / "parties.csv").write_text(PARTIES, encoding="utf-8")
    assert import_attributes(database, folder / "parties.csv").skipped == ()
    return database

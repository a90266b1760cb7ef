"""The debate map of a database: the stances that are counted, and how sure its figures are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.maps import index_intervals, network_intervals, read_map
from onrecord.store.asking.filtering import Filter
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.ruling.coding import draw_sample
from onrecord.store.ruling.missed import read_to_the_end
from tests.stances_made import ids_of
from tests.town_made import ARTICLES, IDS, fill_town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.debate.stances import DebateStance

WANTED = Filter(reported="exclude")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The town; of two articles that were drawn, one was read to the end, and the debate Second has the other one."""
    folder = tmp_path_factory.mktemp("town")
    with Database.open(str(folder / "record.db")) as database:
        fill_town(database, folder)
        sample = draw_sample(database, 1, seed=3)
        read_to_the_end(database, sample.articles[0], "Kim")
        others = tuple(one for one in ids_of(ARTICLES) if one not in sample.articles)
        make_debate(database, "Others", choice=Choice(articles=others))
        yield database


def by_actor(stances: Sequence[DebateStance]) -> Mapping[str, float]:
    return {"stances": float(len(stances))}


def test_a_map_holds_the_stances_with_their_days_and_which_of_them_people_gave(town: Database) -> None:
    drawn = read_map(town, WANTED)
    assert len(drawn.stances) == 6
    assert [drawn.stances[at].statements for at in drawn.sure] == [(IDS[5],)]
    assert {one.day.isoformat() if one.day else None for one in drawn.stances} == {"2026-01-05", "2026-02-10", "2026-03-01", None}
    assert {one.qualifier for one in drawn.stances} == {0, 1}
    assert (drawn.without, drawn.neither) == (0, 1)


def test_intervals_are_there_with_a_checked_article_and_say_what_they_rest_on(town: Database) -> None:
    drawn = read_map(town, WANTED)
    assert len(drawn.checked) == 1
    assert drawn.doubt.startswith("95 % intervals from 1 checked articles: ")
    found = network(drawn.stances, Design(aggregation="subtract"))
    bounds = network_intervals(drawn, found, number=20)
    assert set(bounds) == {(edge.row, edge.column) for edge in found.edges()}
    low, high = index_intervals(drawn, by_actor, number=20)["stances"]
    assert low <= high


def test_a_debate_without_a_checked_article_has_no_intervals(town: Database) -> None:
    drawn = read_map(town, Filter(debate="Others"))
    assert drawn.checked == ()
    assert "onrecord sample" in drawn.doubt
    assert network_intervals(drawn, network(drawn.stances)) == {}
    assert index_intervals(drawn, by_actor) == {}


def test_levels_and_issues_are_those_asked_for(town: Database) -> None:
    assert {one.actor for one in read_map(town, WANTED, level="organization").stances} == {"Harbour Union", "Lake Party", "Port Town"} | {
        one.actor for one in read_map(town, WANTED, level="country").stances
    }
    assert {one.issue for one in read_map(town, WANTED, issues=["buses"]).stances} == {"buses"}

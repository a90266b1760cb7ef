"""Stances as debate maps count them: at a level of speakers, with their days, and compared with those of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import UnknownError
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.mapped import Mapped, checked_articles, mapped_stances
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.ruling.coding import draw_sample
from onrecord.store.ruling.missed import read_to_the_end
from onrecord.store.ruling.rulings import rule
from tests.stances_made import KIM, Words, article_of, codebook, give, ids_of, judge, put
from tests.town_made import ARTICLES, IDS

if TYPE_CHECKING:
    from pathlib import Path


def told(found: Mapped) -> list[tuple[str, str, int]]:
    """Who is on which side, but for the two who are called Victoria."""
    return [(row.actor, row.issue, row.side) for row in found.rows if "Victoria" not in row.actor]


LEVELS = {
    "speaker": ([("Ana Ruiz", "trams", 1), ("Ana Ruiz", "trams", 1), ("Bo Ek", "trams", 0), ("Harbour Union", "buses", 1)], 0),
    "person": ([("Ana Ruiz", "trams", 1), ("Ana Ruiz", "trams", 1), ("Bo Ek", "trams", 0)], 2),
    "organization": ([("Harbour Union", "buses", 1), ("Lake Party", "trams", 1), ("Port Town", "trams", 1)], 2),
    "country": ([], 5),
    "party": ([("Green", "trams", 1)], 5),
}


@pytest.mark.parametrize("level", LEVELS)
def test_at_a_level_speakers_are_counted_for_what_they_belong_to_and_others_are_left_out(town: Database, level: str) -> None:
    found = mapped_stances(town, Filter(reported="exclude"), level=level)
    assert (sorted(told(found)), found.without) == LEVELS[level]


def test_a_country_stands_for_itself(town: Database) -> None:
    found = mapped_stances(town, Filter(reported="exclude"), level="country")
    assert [(row.actor[:8], row.side) for row in found.rows] == [("Victoria", 1)]


@pytest.mark.parametrize(
    ("reported", "sides"), [("only", {("trams", 1), ("buses", 0)}), ("include", {("trams", 1), ("buses", 0)}), ("exclude", set())]
)
def test_what_others_report_of_somebody_is_told_apart(town: Database, reported: str, sides: set[tuple[str, int]]) -> None:
    found = mapped_stances(town, Filter(reported=reported))  # type: ignore[arg-type]
    assert {(issue, side) for actor, issue, side in told(found) if actor == "Norland"} == sides
    assert len(found.rows) == {"only": 2, "include": 8, "exclude": 6}[reported]


def test_two_speakers_of_one_name_are_told_apart(town: Database) -> None:
    found = mapped_stances(town, Filter(reported="exclude"))
    called = {row.actor for row in found.rows if row.actor.startswith("Victoria")}
    assert len(called) == 2
    assert all(name.startswith("Victoria (") and name.endswith(")") for name in called)


def test_rows_hold_day_place_statement_and_whether_a_person_gave_them(town: Database) -> None:
    found = {row.statement: row for row in mapped_stances(town, Filter()).rows}
    assert (found[IDS[0]].day, found[IDS[0]].document, found[IDS[0]].ruled) == ("2026-01-05", ARTICLES[0]["article"]["id"], False)
    assert found[IDS[8]].day is None
    assert found[IDS[5]].ruled
    assert found[IDS[4]].place < found[IDS[5]].place


def test_claims_that_take_no_side_are_counted_apart_and_issues_can_be_chosen(town: Database) -> None:
    assert mapped_stances(town, Filter()).neither == 1  # not two: Kim outranks the program, which said neither of the union
    assert {row.issue for row in mapped_stances(town, Filter(), issues=["buses"]).rows} == {"buses"}


def test_days_and_outlets_narrow(town: Database) -> None:
    assert told(mapped_stances(town, Filter(since="2026-02-01", until="2026-02-28", outlet="The Herald"))) == [
        row for row in told(mapped_stances(town, Filter())) if row[0] in ("Bo Ek", "Harbour Union")
    ]


def test_an_attribute_that_nobody_has_is_refused_with_those_there_are(town: Database) -> None:
    with pytest.raises(UnknownError, match=r"no attribute 'faction' \(choose speaker, person, organization, country, party\)"):
        mapped_stances(town, Filter(), level="faction")


def test_checked_articles_tell_what_of_the_program_was_right(database: Database) -> None:
    articles = [article_of(f"2026-01-0{k}", Words("Ana Ruiz", f"trams should run {k}"), Words("Bo Ek", f"buses {k}")) for k in (1, 2, 3)]
    ids = put(database, *articles)
    draw_sample(database, 3, seed=1)
    late = article_of("2026-01-04", Words("Ana Ruiz", "trams are slow"))  # in no sample
    ids += put(database, late)
    codebook(database, "trams", "buses")
    judge(database, *((id_, "trams", "for") for id_ in ids[:4]), (ids[4], "trams", None), (ids[6], "trams", "for"))
    assert checked_articles(database) == []  # nobody has read them to the end
    for article in ids_of([*articles, late]):
        read_to_the_end(database, article, "Kim")
    give(database, (ids[0], "trams", "against"), (ids[1], "trams", "none"), (ids[1], "buses", "for"), (ids[4], "trams", "for"))
    rule(database, ids[3], "speaker", "Somebody Else", by=KIM)
    right_flipped_wrong_missed = dict(zip(ids_of(articles), [(0, 1, 1, 1), (1, 0, 1, 1), (0, 0, 0, 1)], strict=True))
    assert sorted(checked_articles(database)) == sorted(right_flipped_wrong_missed.values())
    for article, counts in right_flipped_wrong_missed.items():
        assert checked_articles(database, within=[article]) == [counts]


def test_in_a_debate_the_issues_of_its_codebook_and_of_the_records_are_counted(empty: Database) -> None:
    article = article_of("2026-01-05", Words("Ana Ruiz", "trams should run"))
    (id_,) = put(empty, article)
    codebook(empty, "trams")
    for name, issue in (("Rails", "rails"), ("Noise", "noise")):
        make_debate(empty, name, choice=Choice(articles=(article["article"]["id"],)))
        codebook(empty, issue, debate=name)
    judge(empty, (id_, "trams", "for"), (id_, "rails", "for"), (id_, "noise", "against"))
    assert {row.issue for row in mapped_stances(empty, Filter(debate="Rails")).rows} == {"trams", "rails"}
    assert len(mapped_stances(empty, Filter()).rows) == 3


def test_a_person_belongs_to_what_an_article_before_said_where_this_one_says_nothing(tmp_path: Path) -> None:
    with Database.open(str(tmp_path / "other.db")) as database:
        first = put(database, article_of("2026-01-05", Words("Ana Ruiz", "trams are needed", affiliation="Port Town")))
        second = put(database, article_of("2026-02-05", Words("Ana Ruiz", "trams are clean")))
        codebook(database, "trams")
        give(database, (first[0], "trams", "for"), (second[0], "trams", "for"))
        found = mapped_stances(database, Filter(), level="organization")
        assert [row.actor for row in found.rows] == ["Port Town", "Port Town"]

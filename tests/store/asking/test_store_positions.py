"""Where speakers stand on issues, out of all their statements that count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.positions import positions
from onrecord.store.ruling.rulings import rule
from tests.stances_made import KIM, Words, article_of, codebook, give, judge, put
from tests.town_made import IDS

if TYPE_CHECKING:
    from onrecord.store.database import Database


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["issue"], r["speaker"], r["stance"], r["reported_by"]) for r in rows]


def test_positions_are_in_the_order_of_the_codebook_those_for_first(town: Database) -> None:
    assert told(positions(town, Filter(reported="exclude"))) == [
        ("trams", "Ana Ruiz", "for", None),
        ("trams", "Victoria", "for", None),
        ("trams", "Bo Ek", "against", None),
        ("trams", "Victoria", "against", None),
        ("buses", "Harbour Union", "for", None),
    ]


def test_what_others_report_is_told_with_who_reports_it_named_or_not(town: Database) -> None:
    assert told(positions(town, Filter(reported="only"))) == [
        ("trams", "Norland", "for", "Ana Ruiz"),
        ("buses", "Norland", "against", "somebody"),
    ]


def test_a_row_holds_its_statements_whether_a_person_checked_them_and_an_id_of_its_own(town: Database) -> None:
    rows = positions(town, Filter())
    by_speaker = {(row["speaker"], row["issue"]): row for row in rows}
    ruiz, union = by_speaker["Ana Ruiz", "trams"], by_speaker["Harbour Union", "buses"]
    assert (sorted(ruiz["statements"]), ruiz["checked"], ruiz["confidence"]) == (sorted([IDS[0], IDS[8]]), False, 0.9)
    assert (union["statements"], union["checked"], union["confidence"]) == ([IDS[5]], True, 1.0)
    assert len({row["id"] for row in rows}) == len(rows)


def test_issues_and_days_narrow(town: Database) -> None:
    assert {row["issue"] for row in positions(town, Filter(), ["buses"])} == {"buses"}
    assert told(positions(town, Filter(since="2026-02-01", until="2026-02-28"), ["trams"])) == [("trams", "Bo Ek", "against", None)]


def speaking(database: Database, *sides: str) -> list[str]:
    """One speaker's statements, each on a side."""
    ids = put(database, *(article_of(f"2026-01-{k + 1:02}", Words("Ana Ruiz", f"trams should run {k}")) for k in range(len(sides))))
    codebook(database, "trams")
    judge(database, *((id_, "trams", side) for id_, side in zip(ids, sides, strict=True)))
    return ids


@pytest.mark.parametrize(
    ("sides", "stance"), [(("for", "against"), "divided"), (("for", "for", "against"), "for"), (("neither", "against"), "against")]
)
def test_the_side_that_outweighs_the_other_twice_is_told(empty: Database, sides: tuple[str, ...], stance: str) -> None:
    ids = speaking(empty, *sides)
    (row,) = positions(empty, Filter())
    assert row["stance"] == stance
    wanted = [id_ for id_, side in zip(ids, sides, strict=True) if stance in ("divided", side)]
    assert row["statements"] == wanted


def test_confidence_is_no_more_than_1_where_a_statement_claims_the_same_twice(empty: Database) -> None:
    (id_,) = speaking(empty, "for")
    give(empty, (id_, "trams", "for"))
    rule(empty, id_, "kind", "assessment", by=KIM, claim=2)
    rule(empty, id_, "stance", "trams: for", by=KIM, claim=2)
    (row,) = positions(empty, Filter())
    assert (row["confidence"], row["statements"]) == (1.0, [id_])

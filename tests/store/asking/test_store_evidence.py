"""Where speakers stand by all that was judged of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from onrecord.store.asking.evidence import positions_by_evidence
from onrecord.store.asking.filtering import Filter
from onrecord.store.codebooks.judging import JudgedClaim, put_judged, run_for, unjudged
from onrecord.store.database import Database
from onrecord.store.schema import issues
from tests.stances_made import Words, article_of, codebook, give, put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID = (Words("Ana Ruiz", "trams are needed"), Words("Ana Ruiz", "trams are clean"), Words("Bo Ek", "trams are loud"))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[Database, tuple[str, ...]]]:
    """An article of three statements on one issue, nothing judged."""
    with Database.open(str(tmp_path / "record.db")) as database:
        ids = put(database, article_of("2026-01-05", *SAID))
        codebook(database, "trams")
        yield database, tuple(ids)


def judged(database: Database, *chances: tuple[float, float]) -> None:
    """Judges the statements in order; none is sure enough for a stance of its own."""
    run = run_for(database, "stances 1", {})
    text = next(unjudged(database, run, None))
    with database.read() as connection:
        sentence = connection.execute(select(issues.c.text)).scalar_one()
    rows = []
    for one, (favour, against) in zip(text.statements, chances, strict=True):
        told = {"chances": {"for": favour, "against": against, "neither": 1 - favour - against}}
        rows.append(JudgedClaim(one["id"], 0, one["claims"][0]["span"], sentence, None, favour, told))
    put_judged(database, text, run, rows)


def sides(database: Database, least: float) -> list[tuple[Any, ...]]:
    rows = positions_by_evidence(database, Filter(), least=least)
    return [(row["speaker"], row["stance"], row["confidence"], row["statements"]) for row in rows]


def test_claims_that_lean_one_way_tell_more_than_each_alone(town: tuple[Database, tuple[str, ...]]) -> None:
    database, ids = town
    judged(database, (0.4, 0.1), (0.5, 0.0), (0.1, 0.45))
    assert sides(database, 0.6) == [("Ana Ruiz", "for", 0.7, [ids[0], ids[1]])]
    assert {(who, side) for who, side, _, _ in sides(database, 0.4)} == {("Ana Ruiz", "for"), ("Bo Ek", "against")}


def test_claims_that_lean_both_ways_give_no_side(town: tuple[Database, tuple[str, ...]]) -> None:
    database, _ = town
    judged(database, (0.5, 0.1), (0.1, 0.45), (0.1, 0.1))
    assert sides(database, 0.3) == []


def test_small_chances_do_not_add_up(town: tuple[Database, tuple[str, ...]]) -> None:
    database, _ = town
    judged(database, (0.19, 0.0), (0.19, 0.0), (0.19, 0.0))
    assert sides(database, 0.1) == []


def test_a_persons_stance_decides(town: tuple[Database, tuple[str, ...]]) -> None:
    database, ids = town
    judged(database, (0.5, 0.1), (0.5, 0.1), (0.1, 0.1))
    give(database, (ids[0], "trams", "against"))
    (row,) = positions_by_evidence(database, Filter(), least=0.3)
    assert (row["speaker"], row["stance"], row["statements"], row["checked"]) == ("Ana Ruiz", "against", [ids[0]], True)

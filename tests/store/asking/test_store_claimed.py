"""The claims of the statements that count, in the words of their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.asking.claimed import claims_made
from onrecord.store.writing.articles import add_record
from tests.stances_made import Words, article_of, put
from tests.town_made import ARTICLES, IDS

if TYPE_CHECKING:
    from onrecord.store.database import Database


def test_claims_come_in_order_of_time_with_who_makes_them(town: Database) -> None:
    found = claims_made(town)
    assert {one.statement for one in found} == set(IDS)
    by_statement = {one.statement: one for one in found}
    ruiz, norland, nobody = (by_statement[IDS[k]] for k in (0, 1, 2))
    assert (ruiz.words, ruiz.kind, ruiz.attitude, ruiz.reported) == ("Norland wants the trams at dawn", "prescription", 1, False)
    assert (norland.words, norland.reported, norland.kind) == ("the trams at dawn", True, "prescription")
    assert (nobody.speaker, nobody.kind) == (None, "assessment")
    assert ruiz.speaker == by_statement[IDS[8]].speaker != norland.speaker
    assert [one.statement for one in found if one.statement in IDS[:6]] == list(IDS[:6])


def test_claims_of_some_texts_alone(town: Database) -> None:
    assert {one.statement for one in claims_made(town, within={ARTICLES[1]["article"]["id"]})} == set(IDS[4:6])
    assert claims_made(town, within=set()) == []


def test_a_copy_claims_nothing_more(empty: Database) -> None:
    words = " ".join(f"the {colour} tram will run all night along the harbour and back" for colour in ("red", "blue", "green", "white"))
    article = article_of("2026-01-05", Words("Ana Ruiz", words), outlet="The Port Post")
    put(empty, article)
    copy = article_of("2026-01-05", Words("Ana Ruiz", words), outlet="The Herald")
    copy["article"]["text"] += " "
    copy["article"] |= {"id": "f" * 16, "sha256": "f" * 64, "origin": "copy"}
    copy["statements"][0]["id"] = "e" * 16
    assert add_record(empty, copy) == "repeat"
    assert len(claims_made(empty)) == 1

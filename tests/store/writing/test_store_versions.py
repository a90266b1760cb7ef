"""A changed article replaces the one that stood at its place: what it has no more is withdrawn, with date, and leaves all figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.exchange.record_json import record_as_dict
from onrecord.repeats.places import place_of, plain_address
from onrecord.store.asking.balance import balance_of
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.listing import list_articles, list_statements
from onrecord.store.asking.versions import list_versions
from onrecord.store.debates.comparing import compare
from onrecord.store.debates.freezing import freeze
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.writing.articles import add_record
from tests.ferry_made import AT, CORRECTED, COST, CUT, ENGINE, LEAD, LOAN, WIRE, version
from tests.store.writing.test_store_repeats import said

if TYPE_CHECKING:
    from onrecord.records import Record
    from onrecord.store.database import Database


def add(database: Database, *records: Record) -> list[str]:
    found = [add_record(database, record_as_dict(one)) for one in records]
    assert problems(database) == []
    return [str(one) for one in found]


def rows(database: Database, **wanted: Any) -> dict[str, dict[str, Any]]:
    return {row["content_text"]: row for row in list_statements(database, Filter(**wanted))}


def test_what_a_newer_version_drops_or_corrects_is_withdrawn_and_counts_no_more(database: Database) -> None:
    assert add(database, version(*WIRE), version(*CORRECTED, published="2026-02-12")) == ["new", "version"]
    assert set(rows(database)) == {"“We cannot run an island on one engine,”", "the boat would cost 15.4 million"}
    assert [row["statement_count"] for row in balance_of(database, "outlet")] == [2]
    gone = rows(database, withdrawn=True)
    assert gone["called the price absurd"]["withdrawn"] == "2026-02-12"
    assert gone["called the price absurd"]["replaced_by"] is None
    new = gone["the boat would cost 15.4 million"]
    assert (gone["the boat would cost 14.5 million"]["withdrawn"], gone["the boat would cost 14.5 million"]["replaced_by"]) == (
        "2026-02-12",
        new["id"],
    )


def test_what_a_newer_version_keeps_has_its_id_and_its_rulings(database: Database) -> None:
    add(database, version(*WIRE))
    before = rows(database)["“We cannot run an island on one engine,”"]
    rule(database, before["id"], "said", "on Monday: 2026-02-09", by=By("Kim"))
    add(database, version(*CORRECTED, published="2026-02-12"))
    after = rows(database)["“We cannot run an island on one engine,”"]
    assert (after["id"], after["checked"], after["published"]) == (before["id"], True, "2026-02-10")


def test_which_version_is_newer_the_days_tell_whatever_came_first(database: Database) -> None:
    add(database, version(*CORRECTED, published="2026-02-12"), version(*WIRE))
    assert set(rows(database)) == {"“We cannot run an island on one engine,”", "the boat would cost 15.4 million"}
    assert rows(database, withdrawn=True)["called the price absurd"]["withdrawn"] == "2026-02-12"


def test_of_one_day_the_time_of_the_last_change_tells(database: Database) -> None:
    newer = version(*CORRECTED, modified="2026-02-10T14:05:00+00:00")
    add(database, newer, version(*WIRE, modified="2026-02-10T09:30:00+00:00"))
    assert "the boat would cost 15.4 million" in rows(database)
    assert rows(database, withdrawn=True)["the boat would cost 14.5 million"]["withdrawn"] == "2026-02-10"


def test_of_one_day_the_one_that_came_later_is_newer(database: Database) -> None:
    add(database, version(*WIRE), version(*CORRECTED))
    assert "the boat would cost 15.4 million" in rows(database)
    assert "the boat would cost 14.5 million" not in rows(database)


def test_the_article_is_shown_as_it_stands_now(database: Database) -> None:
    newer = version(*CORRECTED, published="2026-02-12")
    add(database, version(*WIRE), newer)
    (shown,) = list_articles(database, Filter())
    assert (shown["id"], shown["appearance_count"]) == (newer.article.id, 2)
    assert {one["replaced_on"] for one in shown["appearances"]} == {None, "2026-02-12"}


def test_what_is_still_printed_elsewhere_is_not_withdrawn_there(database: Database) -> None:
    add(database, version(*WIRE), CUT, version(*CORRECTED, published="2026-02-12"))
    assert ("The Times", "the boat would cost 14.5") in said(database)
    assert "the boat would cost 14.5 million" in rows(database)


def test_the_same_text_elsewhere_still_stands(database: Database) -> None:
    add(database, version(*WIRE), version(*WIRE, url="https://sun.example/1", outlet="The Sun", origin="sun"))
    add(database, version(*CORRECTED, published="2026-02-12"))
    assert "called the price absurd" in rows(database)


def test_another_article_at_the_same_address_withdraws_nothing(database: Database) -> None:
    other = version(
        "Rain is expected on all coasts by Friday, and the wind may reach gale force in the north of the county.", published="2026-02-12"
    )
    assert add(database, version(*WIRE), other) == ["new", "new"]
    assert len(rows(database)) == 3


BACKGROUND = " ".join(
    f"In {year} the line carried {year * 3} people and {year + 7} cars, and made no profit." for year in range(2003, 2023)
)


def test_what_a_feed_announces_gives_way_to_the_article(database: Database) -> None:
    teaser = version("Ruiz said the boat would cost 14.5 million. A yard owner, Carl Voss, called the price absurd.", origin="feed.xml:3")
    add(database, teaser, version(*WIRE, BACKGROUND))
    assert [row["withdrawn"] for row in list_statements(database, Filter(withdrawn=True)) if row["withdrawn"]] == []
    assert len(list(list_articles(database, Filter()))) == 1


def test_what_only_tells_of_the_article_replaces_nothing(database: Database) -> None:
    digest = version(LEAD, ENGINE, origin="mail.eml#2", published="2026-02-11")
    add(database, version(*WIRE, BACKGROUND), digest)
    assert len(rows(database)) == 3
    (shown,) = list_articles(database, Filter())
    assert shown["published"] == "2026-02-10"


def test_a_short_version_that_says_when_it_was_changed_replaces_the_long_one(database: Database) -> None:
    add(database, version(*WIRE, BACKGROUND), version(LEAD, ENGINE, modified="2026-02-11"))
    assert rows(database, withdrawn=True)["called the price absurd"]["withdrawn"] == "2026-02-11"


def test_the_next_day_of_a_column_withdraws_nothing(database: Database) -> None:
    day = (
        "Shares in the harbour company rose 3 percent to 41.20 on Monday, and bonds of the county fell to 98.7.\n\n"
        "Ruiz said the boat would cost 14.5 million. The index closed at 1,204, up 17 points, with 31 gainers and 12 losers."
    )
    after = day.replace("3 percent to 41.20", "2 percent to 42.02").replace("98.7", "97.9").replace("1,204, up 17", "1,230, up 26")
    after = after.replace("31 gainers and 12", "28 gainers and 15").replace("boat would cost 14.5", "boat would cost 15.4")
    add(database, version(day, title="Markets today"), version(after, title="Markets today", published="2026-02-11"))
    assert set(rows(database)) == {"the boat would cost 14.5 million", "the boat would cost 15.4 million"}


def test_posts_of_one_page_stand_beside_each_other(database: Database) -> None:
    one, other = (version(LEAD, text, origin=f"live.html#{n}", title="Live") for n, text in enumerate((ENGINE, COST)))
    add(database, one, other)
    assert len(rows(database)) == 2


def test_an_update_of_an_agency_is_known_by_its_name_for_the_item(database: Database) -> None:
    older, newer = version(*WIRE, url=None, uri="urn:agency:7"), version(*CORRECTED, url=None, uri="urn:agency:7", modified="2026-02-12")
    assert add(database, older, newer) == ["new", "version"]


def test_rows_of_a_file_are_known_by_their_titles_when_they_change_their_places(database: Database) -> None:
    other = version(LEAD, LOAN, url=None, origin="export.jsonl:1", title="The loan")
    older = version(*WIRE, url=None, origin="export.jsonl:2", title="A second ferry")
    newer = version(*CORRECTED, url=None, origin="export.jsonl:3", title="A second ferry")
    assert add(database, other, older, newer)[2] == "version"


def test_a_file_that_has_its_first_words_again_withdraws_the_others(database: Database) -> None:
    one, other = (version(*paragraphs, url=None, origin="inbox/ferry.txt") for paragraphs in (WIRE, CORRECTED))
    assert add(database, one, other, one, one) == ["new", "version", "version", "unchanged"]
    assert "the boat would cost 14.5 million" in rows(database)
    assert rows(database, withdrawn=True)["the boat would cost 15.4 million"]["withdrawn"]


def test_two_captures_in_one_archive_stay_as_they_are_when_it_is_read_again(database: Database) -> None:
    one = version(*WIRE, origin="crawl.warc/ferry", modified="2026-02-10T08:00:00+00:00")
    other = version(*CORRECTED, origin="crawl.warc/ferry", modified="2026-02-11T08:00:00+00:00")
    assert add(database, one, other, one, other) == ["new", "version", "unchanged", "unchanged"]
    assert "the boat would cost 15.4 million" in rows(database)


def test_an_original_without_a_time_of_change_never_replaces_its_correction(database: Database) -> None:
    add(database, version(*CORRECTED, modified="2026-02-12"), version(*WIRE))
    assert "the boat would cost 15.4 million" in rows(database)


def test_when_the_middle_version_is_deleted_on_request_nothing_comes_back(database: Database) -> None:
    middle, last = version(*CORRECTED, published="2026-02-12"), version(LEAD, ENGINE, LOAN, published="2026-02-13")
    add(database, version(*WIRE), middle, last)
    forget(database, middle.article.id, reason="asked for")
    assert problems(database) == []
    assert set(rows(database)) == {"“We cannot run an island on one engine,”"}


def test_a_statement_withdrawn_from_the_third_version_is_shown_once(database: Database) -> None:
    third = version(LEAD, ENGINE, LOAN, published="2026-02-13")
    add(database, version(*WIRE), version(*WIRE, "A word more.", published="2026-02-12"), third)
    found = [row["content_text"] for row in list_statements(database, Filter(withdrawn=True)) if row["withdrawn"]]
    assert sorted(found) == ["called the price absurd", "the boat would cost 14.5 million"]


def test_without_an_address_the_file_is_the_place(database: Database) -> None:
    one, other = (version(*paragraphs, url=None, origin="inbox/ferry.txt") for paragraphs in (WIRE, CORRECTED))
    assert add(database, one, other) == ["new", "version"]


def test_the_difference_is_told_word_by_word_with_what_was_withdrawn(database: Database) -> None:
    old, new = version(*WIRE, title="A second ferry"), version(*CORRECTED, title="A second ferry", published="2026-02-12")
    add(database, old, new)
    (found,) = list_versions(database)
    assert (found["old"], found["new"], found["replaced_on"], found["title"]) == (
        old.article.id,
        new.article.id,
        "2026-02-12",
        "A second ferry",
    )
    assert found["changes"][0]["old"] == "14.5"
    assert found["changes"][0]["new"] == "15.4"
    assert found["changes"][1]["new"] == ""
    assert {one["content_text"] for one in found["withdrawn"]} == {"the boat would cost 14.5 million", "called the price absurd"}
    assert list_versions(database, article=new.article.id) == [found]
    assert list_versions(database, Filter(since="2026-02-13")) == []


def test_three_versions_are_told_as_two_changes(database: Database) -> None:
    third = version(LEAD, ENGINE, LOAN, published="2026-02-13")
    add(database, version(*WIRE), version(*CORRECTED, published="2026-02-12"), third)
    assert [(row["replaced_on"], row["withdrawn_count"]) for row in list_versions(database, article=third.article.id)] == [
        ("2026-02-13", 1),
        ("2026-02-12", 2),
    ]
    assert set(rows(database)) == {"“We cannot run an island on one engine,”"}


def test_when_the_newer_version_is_deleted_on_request_the_older_stands_again(database: Database) -> None:
    newer = version(*CORRECTED, published="2026-02-12")
    add(database, version(*WIRE), newer)
    forget(database, newer.article.id, reason="asked for")
    assert problems(database) == []
    assert len(rows(database)) == 3


def test_a_freeze_tells_what_was_withdrawn_since(database: Database) -> None:
    add(database, version(*WIRE))
    make_debate(database, "Ferry", choice=Choice(outlets=("The Post",)))
    freeze(database, "Ferry", "v1")
    add(database, version(*CORRECTED, published="2026-02-12"))
    found = {change.why for change in compare(database, "Ferry", "v1").changes}
    assert "its article was changed and has it no more" in found


@pytest.mark.parametrize(
    "url",
    [
        "http://www.post.example/ferry/",
        "https://POST.example/ferry?utm_source=feed&fbclid=3",
        "https://m.post.example/ferry#comments",
        "https://amp.post.example/ferry/amp",
    ],
)
def test_an_address_is_one_place_however_it_was_followed(url: str) -> None:
    assert place_of(url, "a") == place_of(AT, "b")


def test_what_an_address_asks_for_tells_places_apart() -> None:
    assert place_of(f"{AT}?id=1", "a") != place_of(f"{AT}?id=2", "a")
    assert plain_address(f"{AT}?b=2&a=1") == plain_address(f"{AT}?a=1&b=2")


def test_no_address_at_all_is_taken_as_it_is() -> None:
    assert plain_address("urn:newsml:post:1") == "urn:newsml:post:1"
    assert plain_address("http://[broken") == "http://[broken"

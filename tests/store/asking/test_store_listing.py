"""Lists of what the database holds."""

from typing import Any

import pytest
from sqlalchemy import select

from onrecord.errors import UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store import batches
from onrecord.store.asking import listing
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.listing import list_articles, list_log, list_statements
from onrecord.store.asking.speaking import list_speakers
from onrecord.store.database import Database, note
from onrecord.store.debates.sets import Choice, make_debate
from onrecord.store.schema import entries, rulings, texts, variants
from onrecord.store.writing.articles import add_record, refresh
from tests.records_made import record, speaker, statement, talks

RUIZ = speaker("Ana Ruiz", role="mayor", affiliation="Port Town")
EMPTY = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "target", "addressee"))


def add(database: Database, made: Any, **changed: Any) -> str:
    """Stores a record and returns the article's id."""
    found = record_as_dict(made)
    found["article"].update(changed)
    add_record(database, found)
    return str(found["article"]["id"])


def claim(kind: str, *, main: bool = True) -> dict[str, Any]:
    return {"id": kind, "span": [[0, 4]], "main": main, "kind": kind, "confidence": 0.8, "attitude": 1, "links": [], "stances": [], **EMPTY}


def dated(day: str | None, words: str, **more: Any) -> Any:
    """The record of an article with one statement by Ana Ruiz."""
    text = f"Ana Ruiz said {words}."
    return record(text, statement(text, words, source="Ana Ruiz", cue="said", speaker=RUIZ), published=day, **more)


@pytest.fixture
def filled(database: Database) -> Database:
    """Talks of February 10 in two outlets, and a statement each of January, of December and of no date."""
    add(database, talks())
    add(database, talks(), outlet="The Lake Herald", published="2026-02-12", origin="elsewhere")
    add(database, dated("2026-01-05", "the second dam is safe", outlet="The Lake Herald"))
    add(database, dated("2025-12-31", "the lake is deep", outlet="The Hill Times"))
    add(database, dated(None, "nobody knows"))
    return database


def contents(database: Database, sort: Any = "newest", limit: int | None = None, page: int = 1, **wanted: Any) -> list[str]:
    rows = list_statements(database, Filter(**wanted), sort=sort, limit=limit, page=page)
    return [row["content_text"] for row in rows]


def test_a_row_has_the_fields_of_the_contract_and_the_words(filled: Database) -> None:
    (row,) = list_statements(filled, Filter(text="second"))
    contract = record_as_dict(dated("2026-01-05", "the second dam is safe"))["statements"][0]
    assert contract.keys() - row.keys() == set()
    assert (row["content_text"], row["outlet"], row["published"], row["checked"]) == (
        "the second dam is safe", "The Lake Herald", "2026-01-05", False,
    )  # fmt: skip
    assert (row["speaker"]["name"], row["speaker"]["role"]) == ("Ana Ruiz", "mayor")


def test_the_newest_come_first_and_what_has_no_date_last(filled: Database) -> None:
    assert contents(filled)[-3:] == ["the second dam is safe", "the lake is deep", "nobody knows"]
    assert contents(filled, "oldest")[:3] == ["nobody knows", "the lake is deep", "the second dam is safe"]


def test_speakers_are_sorted_by_name_and_those_without_one_come_last(filled: Database) -> None:
    names = [row["speaker"] and row["speaker"]["name"] for row in list_statements(filled, Filter(), sort="speaker")]
    assert names == ["Ana Ruiz"] * 5 + ["Norland", None]


def test_what_is_least_sure_can_come_first(filled: Database) -> None:
    doubts = [row["doubt"] for row in list_statements(filled, Filter(), sort="doubt")]
    assert doubts == sorted(doubts, reverse=True)


def test_pages_together_are_the_list(filled: Database) -> None:
    pages = [contents(filled, limit=3, page=page) for page in (1, 2, 3, 4)]
    assert [words for page in pages for words in page] == contents(filled)
    assert [len(page) for page in pages] == [3, 3, 1, 0]


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [("2026-01-01", None, 5), (None, "2026-01-05", 2), ("2026-01-05", "2026-01-05", 1), ("2026-02-11", None, 0), (None, "1900-01-01", 0)],
)
def test_days_are_both_included_and_what_has_no_date_is_in_none(filled: Database, since: str, until: str, number: int) -> None:
    assert len(contents(filled, since=since, until=until)) == number
    assert len(contents(filled, since=since, until=until, reported="include", checked_only=False, text="the")) <= number


@pytest.mark.parametrize(
    ("text", "number"), [("lake", 3), ("LAKE deep", 1), ('"second dam"', 1), ('"dam second"', 0), ("lake second", 0), ("…", 0), ("", 0)]
)
def test_all_words_and_phrases_must_be_there(filled: Database, text: str, number: int) -> None:
    assert len(contents(filled, text=text)) == number
    assert len(contents(filled, "speaker", text=text)) == number


def test_words_are_found_among_what_else_is_asked(filled: Database) -> None:
    assert contents(filled, text="lake", since="2026-01-01", reported="only") == ["the lake"]
    assert contents(filled, "oldest", text="the", outlet="The Hill Times", limit=1) == ["the lake is deep"]


def test_chinese_words_of_two_letters_are_found(database: Database) -> None:
    add(database, dated("2026-01-05", "「日本政府反对新大坝」"))
    assert [len(contents(database, text=text)) for text in ("大坝", "坝大")] == [1, 0]


@pytest.mark.parametrize("who", ["Ana Ruiz", "ANA ruiz", "MAYOR RUIZ", RUIZ.id])
def test_a_speaker_is_found_by_id_name_or_variant_in_any_case(filled: Database, who: str) -> None:
    with filled.begin() as connection:
        one = select(entries.c.text_id).where(entries.c.published == "2026-01-05").scalar_subquery()
        connection.execute(variants.update().where(variants.c.text_id == one).values(name="Mayor Ruiz"))
    assert len(contents(filled, speaker=who)) == 5


def test_letters_beyond_ascii_are_found_in_any_case(database: Database) -> None:
    text = "Édouard Ölmez said the lake is deep."
    add(database, record(text, statement(text, "the lake is deep", source="Édouard Ölmez", cue="said", speaker=speaker("Édouard Ölmez"))))
    assert contents(database, speaker="ÉDOUARD ÖLMEZ") == ["the lake is deep"]


def test_an_unknown_speaker_is_told_with_names_that_are_near(filled: Database) -> None:
    with pytest.raises(UnknownError, match=r"no speaker 'Anna Ruis'.*Ana Ruiz"):
        contents(filled, speaker="Anna Ruis")


def test_very_many_speakers_of_one_name_are_all_found(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.asking.filtering.FEW", 0)
    assert len(contents(filled, speaker="Ana Ruiz")) == 5


def test_an_outlet_has_the_statements_of_what_it_reprinted(filled: Database) -> None:
    assert len(contents(filled, outlet="The Lake Herald")) == 5
    with pytest.raises(UnknownError, match=r"no outlet 'The Lake'.*The Lake Herald"):
        contents(filled, outlet="The Lake")


def test_a_kind_is_that_of_any_claim(database: Database) -> None:
    made = record_as_dict(dated("2026-01-05", "the dam will hold"))
    made["statements"][0]["claims"] = [claim("assessment"), claim("prediction", main=False)]
    add_record(database, made)
    assert [len(contents(database, kind=kind)) for kind in ("assessment", "prediction", "commitment")] == [1, 1, 0]


def test_an_issue_needs_a_codebook(filled: Database) -> None:
    with pytest.raises(UnknownError, match="no codebook has been imported yet"):
        contents(filled, issue="dam")


@pytest.mark.parametrize(("reported", "number"), [("include", 7), ("exclude", 6), ("only", 1)])
def test_statements_inside_statements_can_be_left_out(filled: Database, reported: str, number: int) -> None:
    assert len(contents(filled, reported=reported)) == number


def check(database: Database, words: str) -> None:
    """Lets a person rule on the statement that has the words."""
    (row,) = list_statements(database, Filter(text=words))
    with database.begin() as connection:
        connection.execute(rulings.insert().values(statement_id=row["id"], field="form", new="mixed", coder="Kim", ruled_at="2026"))
        refresh(connection, row["article"])


def test_what_a_person_ruled_on_is_told_and_can_be_listed_alone(filled: Database) -> None:
    check(filled, "second")
    assert contents(filled, checked_only=True) == ["the second dam is safe"]
    assert [row["checked"] for row in list_statements(filled, Filter(text="dam"))] == [False, True]


def test_a_debate_narrows_every_list(filled: Database) -> None:
    make_debate(filled, "Lake", choice=Choice(outlets=("The Hill Times",)))
    assert contents(filled, debate="Lake") == ["the lake is deep"]
    assert [row["published"] for row in list_articles(filled, Filter(debate="Lake"))] == ["2025-12-31"]
    assert [(row["name"], row["statement_count"]) for row in list_speakers(filled, Filter(debate="Lake"))] == [("Ana Ruiz", 1)]
    assert {row["object"] for row in list_log(filled, wanted=Filter(debate="Lake"))} >= {"Lake"}
    with pytest.raises(UnknownError, match="Lake"):
        contents(filled, debate="Dam")


@pytest.mark.parametrize(("told", "hits"), [(500, 1), (0, 1), (0, 500)])
def test_what_is_not_found_near_the_start_is_found_further_on(
    filled: Database, told: int, hits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("WINDOW", 1), ("TOLD", told), ("HITS", hits)):
        monkeypatch.setattr(listing, name, number)
    assert contents(filled, limit=1, outlet="The Hill Times") == ["the lake is deep"]
    assert contents(filled, limit=1, outlet="The Hill Times", text="lake") == ["the lake is deep"]
    assert contents(filled, "speaker", limit=1, outlet="The Hill Times", text="lake") == ["the lake is deep"]


def test_rows_are_fetched_in_parts(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = contents(filled)
    monkeypatch.setattr(batches, "BATCH", 2)
    assert contents(filled) == whole


def test_an_article_has_its_appearances_and_statements(filled: Database) -> None:
    check(filled, "Norland")
    row = next(row for row in list_articles(filled, Filter()) if row["title"] == "Dam talks")
    assert (row["outlet"], row["published"], row["model"], row["statement_count"], row["checked_count"]) == (
        "The Port Post", "2026-02-10", "made", 4, 1,
    )  # fmt: skip
    assert [one["outlet"] for one in row["appearances"]] == ["The Port Post", "The Lake Herald"]
    assert len(row["statements"]) == 4


def test_articles_are_found_by_their_own_words_speaker_outlet_and_days(filled: Database) -> None:
    def found(**wanted: Any) -> list[str | None]:
        return [row["published"] for row in list_articles(filled, Filter(**wanted))]

    assert found() == ["2026-02-10", "2026-01-05", "2025-12-31", None]
    assert found(text="expected") == ["2026-02-10"]
    assert found(outlet="The Lake Herald") == ["2026-02-10", "2026-01-05"]
    assert found(since="2026-02-11") == ["2026-02-10"]  # it appeared again on the twelfth
    assert found(outlet="The Port Post", since="2026-02-11") == []
    assert found(speaker="Norland") == ["2026-02-10"]
    assert [row["published"] for row in list_articles(filled, Filter(), sort="oldest", limit=2, page=2)] == ["2026-01-05", "2026-02-10"]


def test_a_text_that_no_run_has_read_is_an_article(filled: Database) -> None:
    with filled.begin() as connection:
        connection.execute(texts.update().values(run_id=None))
    assert {row["model"] for row in list_articles(filled, Filter())} == {None}


def test_speakers_come_with_numbers_days_roles_and_names(filled: Database) -> None:
    first, second = list_speakers(filled, Filter(), ids=True)
    assert (first["id"], first["name"], first["type"]) == (RUIZ.id, "Ana Ruiz", "person")
    assert (first["statement_count"], first["article_count"], first["checked_count"]) == (5, 4, 0)
    assert (first["first"], first["last"]) == ("2025-12-31", "2026-02-10")
    assert (first["roles"], first["affiliations"], first["variants"]) == (["mayor"], ["Port Town"], ["Ana Ruiz"])
    assert len(first["statements"]) == 5
    assert second["name"] == "Norland"
    assert "statements" not in list_speakers(filled, Filter())[0]


def test_speakers_are_found_by_letters_and_type(filled: Database) -> None:
    assert [row["name"] for row in list_speakers(filled, Filter(text="RUI"))] == ["Ana Ruiz"]
    assert list_speakers(filled, Filter(text="_")) == []
    assert [row["name"] for row in list_speakers(filled, Filter(), type_="country")] == ["Norland"]
    assert [row["name"] for row in list_speakers(filled, Filter(), limit=1, page=2)] == ["Norland"]


def test_speakers_are_counted_in_what_a_filter_lets_through(filled: Database) -> None:
    check(filled, "second")
    (row,) = list_speakers(filled, Filter(checked_only=True))
    assert (row["statement_count"], row["checked_count"], row["first"]) == (1, 1, "2026-01-05")
    assert [row["statement_count"] for row in list_speakers(filled, Filter(until="2026-01-31"))] == [2]


def test_the_log_is_listed_backwards_and_by_kind_and_person(database: Database) -> None:
    with database.begin() as connection:
        note(connection, "add", "a")
        note(connection, "rule", "b", who="Kim", details={"field": "form"})
        note(connection, "rule", "c", who="Lee")
    assert [row["object"] for row in list_log(database)] == ["c", "b", "a"]
    assert [row["object"] for row in list_log(database, action="rule", limit=1, page=2)] == ["b"]
    assert [row["details"] for row in list_log(database, who="Kim")] == [{"field": "form"}]
    today = list_log(database)[0]["at"][:10]
    assert len(list_log(database, wanted=Filter(since=today, until=today))) == 3
    assert list_log(database, wanted=Filter(until="2020-01-01")) == []


def test_an_empty_database_has_empty_lists(database: Database) -> None:
    assert [contents(database), list(list_articles(database, Filter())), list_speakers(database, Filter()), list_log(database)] == [[]] * 4
    with pytest.raises(UnknownError, match="none yet"):
        contents(database, speaker="Ana Ruiz")


def test_entries_keep_the_order_of_their_numbers(filled: Database) -> None:
    with filled.read() as connection:
        numbers = connection.execute(entries.select().order_by(entries.c.number.desc())).all()
    assert [row.content_text for row in numbers] == contents(filled)

"""Samples, the queue, and what each coder gave."""

from typing import Any

import pytest
from sqlalchemy import insert

from onrecord.errors import StoreError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.ruling.coding import (
    Coding,
    Sample,
    Unit,
    articles_of,
    codings,
    draw_sample,
    homeless,
    lengths,
    review_queue,
    sample_of,
    samples,
    to_code,
)
from onrecord.store.ruling.missed import add_missed, read_to_the_end
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import texts
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.rereading import reread_text
from tests.records_made import record, speaker, statement

KIM, LEE = By("Kim", blind=True), By("Lee", blind=True)


def made(number: int) -> dict[str, Any]:
    """The record of an article with two statements, the second of which makes a claim."""
    text = f"The dam will hold, Ana Ruiz said on day {number}. The lake is ours, Norland added. They talked."
    mayor = speaker("Ana Ruiz", role="mayor")
    found = record_as_dict(
        record(
            text,
            statement(text, "The dam will hold", source="Ana Ruiz", cue="said", speaker=mayor, confidence=0.5 + number / 100),
            statement(text, "The lake is ours", source="Norland", cue="added", speaker=speaker("Norland", "country"), confidence=0.9),
            title=f"Day {number}",
        )
    )
    empty = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "attitude", "target", "addressee"))
    claim = {"id": "c", "span": found["statements"][1]["content"], "main": True, "kind": "assessment", "confidence": 0.8}
    found["statements"][1]["claims"] = [claim | {"links": [], "stances": []} | empty]
    return found


RECORDS = [made(n) for n in range(5)]
ARTICLE = RECORDS[0]["article"]["id"]
DAM, LAKE = (s["id"] for s in RECORDS[0]["statements"])


@pytest.fixture
def database(database: Database) -> Database:
    """A database of each kind with five articles."""
    for one in RECORDS:
        add_record(database, one)
    return database


def given(database: Database, *coders: str, **options: Any) -> dict[str, dict[Unit, Coding]]:
    with database.read() as connection:
        return codings(connection, coders, **options)


def test_the_same_seed_draws_the_same(database: Database) -> None:
    first = draw_sample(database, 3, 7, who="Kim")
    assert (first.name, first.population, len(set(first.articles))) == ("seed-7", 5, 3)
    assert draw_sample(database, 3, 7) == first
    with database.read() as connection:
        assert samples(connection) == {"seed-7": first}


def test_a_larger_sample_holds_the_smaller(database: Database) -> None:
    small, large = draw_sample(database, 2, 7, name="small"), draw_sample(database, 4, 7, name="large")
    assert set(small.articles) < set(large.articles)


def test_every_article_is_drawn_by_some_seed(database: Database) -> None:
    drawn = {draw_sample(database, 1, seed).articles[0] for seed in range(40)}
    assert len(drawn) == 5


def test_a_name_stands_for_one(database: Database) -> None:
    draw_sample(database, 2, 7, name="spring")
    with pytest.raises(StoreError, match="spring: a sample of this name"):
        draw_sample(database, 2, 8, name="spring")


@pytest.mark.parametrize("size", [0, 6])
def test_more_than_there_are_cannot_be_drawn(database: Database, size: int) -> None:
    with pytest.raises(StoreError, match=f"{size} articles cannot be drawn from 5"):
        draw_sample(database, size, 1)


def test_samples_stay_in_their_debate(database: Database) -> None:
    assert draw_sample(database, 1, 1, within=[ARTICLE]) == Sample("seed-1", 1, 1, (ARTICLE,))


def test_a_sample_of_very_many_is_drawn_at_random_and_used_like_any(database: Database) -> None:
    many = 33_000  # more than SQLite is told at once
    with database.begin() as connection:
        rows = [{"id": f"{n:016x}", "number": -n, "text": "", "language": "en", "added_at": "2026"} for n in range(1, many + 1)]
        connection.execute(insert(texts), rows)
    drawn = draw_sample(database, many - 5, 7)
    assert (drawn.population, len(set(drawn.articles))) == (many + 5, many - 5)
    assert list(drawn.articles) != sorted(drawn.articles)
    assert set(draw_sample(database, 100, 7, name="small").articles) == set(drawn.articles[:100])
    place = [int(i, 16) for i in drawn.articles[:1_000] if int(i, 16) <= many]
    assert 0.45 < sum(place) / len(place) / many < 0.55
    with database.read() as connection:
        apart = {row["article"] for row in review_queue(connection, limit=20)}
        own = {r["article"]["id"] for r in RECORDS} - set(drawn.articles)
        assert apart == own
        coded = to_code(connection, drawn, "Kim", limit=20)
        assert len(coded) == 2 * (5 - len(own)) == 2 * len(articles_of(connection, drawn))


def test_an_unknown_sample_is_told(database: Database) -> None:
    draw_sample(database, 1, 1, name="spring")
    with database.read() as connection, pytest.raises(UnknownError, match="the samples are spring"):
        sample_of(connection, "autumn")


def test_samples_are_listed_with_titles(database: Database) -> None:
    drawn = draw_sample(database, 1, 1, within=[ARTICLE])
    with database.read() as connection:
        (row,) = articles_of(connection, drawn)
    assert (row["id"], row["title"], row["sample"]) == (ARTICLE, "Day 0", "seed-1")


def test_the_most_doubtful_comes_first(database: Database) -> None:
    with database.read() as connection:
        doubts = [row["doubt"] for row in review_queue(connection, limit=4)]
    assert doubts == [0.5, 0.49, 0.48, 0.47]


def test_what_is_checked_is_not_in_the_queue(database: Database) -> None:
    rule(database, DAM, "form", "mixed", by=By("Kim"))
    with database.read() as connection:
        assert DAM not in {row["id"] for row in review_queue(connection, limit=20)}


def test_samples_are_kept_apart_from_the_queue(database: Database) -> None:
    draw_sample(database, 1, 1, within=[ARTICLE])
    with database.read() as connection:
        assert {row["article"] for row in review_queue(connection, limit=20)} == {r["article"]["id"] for r in RECORDS[1:]}


@pytest.mark.parametrize("window", [0, 3, 4_000])
def test_the_queue_stays_in_its_debate(database: Database, window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.ruling.coding.WINDOW", window)
    with database.read() as connection:
        assert [row["id"] for row in review_queue(connection, limit=5, within={ARTICLE})] == [DAM, LAKE]
        assert len(review_queue(connection, limit=1, within={ARTICLE})) == 1


def test_a_blind_queue_shows_where_and_nothing_else(database: Database) -> None:
    with database.read() as connection:
        row = review_queue(connection, limit=1, blind=True)[0]
    assert set(row) == {"id", "article", "place", "outlet", "published", "content"}


def test_the_queue_of_a_sample_is_what_a_coder_has_not_coded(database: Database) -> None:
    drawn = draw_sample(database, 1, 1, within=[ARTICLE])
    rule(database, DAM, "kind", "prediction", by=KIM)
    with database.read() as connection:
        found = {coder: [row["id"] for row in to_code(connection, drawn, coder, limit=9, blind=True)] for coder in ("Kim", "Lee", None)}
    assert found == {"Kim": [LAKE], "Lee": [DAM, LAKE], None: [DAM, LAKE]}


def test_rulings_without_a_home_are_listed(database: Database) -> None:
    rule(database, LAKE, "kind", "prediction", by=By("Kim"))
    newer = RECORDS[0] | {"model": "newer", "statements": RECORDS[0]["statements"][:1]}
    reread_text(database, newer)
    with database.read() as connection:
        (row,) = homeless(connection)
        assert homeless(connection, within=()) == []
    assert (row["statements"], row["coder"], row["field"], row["value"]) == ([LAKE], "Kim", "kind", "prediction")


def test_the_model_is_a_coder_without_rulings(database: Database) -> None:
    rule(database, LAKE, "kind", "prediction", by=By("Kim"))
    unit = Unit(ARTICLE, LAKE, 0, "kind")
    both = given(database, "model", "Kim")
    assert (both["model"][unit].value, both["Kim"][unit].value) == ("assessment", "prediction")


def test_the_last_one_that_stands_counts(database: Database) -> None:
    for value in ("prediction", "commitment", "prescription"):
        rule(database, LAKE, "kind", value, by=KIM)
    undo(database)
    assert given(database, "Kim")["Kim"] == {Unit(ARTICLE, LAKE, 0, "kind"): Coding("commitment", blind=True)}


def test_a_speaker_is_who_it_is(database: Database) -> None:
    rule(database, DAM, "speaker", "ana ruiz", by=KIM)
    both = given(database, "model", "Kim")
    unit = Unit(ARTICLE, DAM, None, "speaker")
    assert both["model"][unit].value == both["Kim"][unit].value


@pytest.mark.parametrize(
    ("statement", "field", "words", "value"),
    [
        (DAM, "cue", "said", "28-32"),
        (DAM, "cue", "none", "none"),
        (LAKE, "attitude", "-1", "against"),
        (LAKE, "certainty", "likely: is", "likely"),
        (LAKE, "horizon", "day: 2026", "2026-01-01..2026-12-31"),
        (LAKE, "horizon", "day", "day"),
        (DAM, "role", "Mayor  of Port", "mayor of port"),
    ],
)
def test_the_same_value_has_the_same_words(database: Database, statement: str, field: str, words: str, value: str) -> None:
    rule(database, statement, field, words, by=KIM)
    (coding,) = given(database, "Kim")["Kim"].values()
    assert coding.value == value


def test_a_claim_that_the_machine_does_not_have_is_none_to_it(database: Database) -> None:
    rule(database, DAM, "kind", "prediction", by=KIM)
    assert given(database, "Kim", "model")["model"][Unit(ARTICLE, DAM, 0, "kind")].value == "none"


def test_a_stance_is_compared_on_its_issue(database: Database) -> None:
    rule(database, LAKE, "stance", "lake: for", by=KIM)
    unit = Unit(ARTICLE, LAKE, 0, "stance", "lake")
    both = given(database, "Kim", "model")
    assert (both["Kim"][unit].value, both["model"][unit].value) == ("for", "none")


def test_a_statement_that_was_missed_is_none_to_the_model(database: Database) -> None:
    id_ = add_missed(database, ARTICLE, "They talked", by=KIM).statement
    both = given(database, "Kim", "model")
    statement_, content = Unit(ARTICLE, id_, None, "statement"), Unit(ARTICLE, id_, None, "content")
    assert (both["Kim"][statement_].value, both["model"][statement_].value) == ("yes", "no")
    assert (len(both["Kim"][content].spans), both["model"][content].spans) == (1, ())


def test_what_a_coder_who_read_all_did_not_mark_is_none(database: Database) -> None:
    add_missed(database, ARTICLE, "The dam will hold", by=KIM)
    read_to_the_end(database, ARTICLE, "Kim")
    found = given(database, "Kim")["Kim"]
    assert [found[Unit(ARTICLE, s, None, "statement")].value for s in (DAM, LAKE)] == ["yes", "no"]
    assert found[Unit(ARTICLE, LAKE, None, "content")].spans == ()


def test_codings_can_be_blind_ones_alone(database: Database) -> None:
    rule(database, DAM, "form", "mixed", by=By("Kim"))
    rule(database, LAKE, "form", "mixed", by=KIM)
    assert {unit.statement for unit in given(database, "Kim", blind_only=True)["Kim"]} == {LAKE}


def test_adjudicated_ones_are_nobodys_own(database: Database) -> None:
    rule(database, LAKE, "kind", "commitment", by=KIM)
    rule(database, LAKE, "kind", "prescription", by=By("Kim", "guide", adjudicates=True))
    found = given(database, "Kim", "adjudicated")
    assert [c.value for coder in ("Kim", "adjudicated") for c in found[coder].values()] == ["commitment", "prescription"]


def test_an_unknown_coder_is_told(database: Database) -> None:
    rule(database, LAKE, "kind", "commitment", by=LEE)
    with pytest.raises(UnknownError, match="the coders are Lee, model"):
        given(database, "Kim")


def test_codings_stay_in_their_debate(database: Database) -> None:
    rule(database, LAKE, "kind", "commitment", by=KIM)
    assert given(database, "Kim", within=())["Kim"] == {}


def test_texts_have_lengths(database: Database) -> None:
    with database.read() as connection:
        assert lengths(connection, [ARTICLE]) == {ARTICLE: len(RECORDS[0]["article"]["text"])}

"""Codebooks in the database, stances on their issues, and what becomes of stances when a codebook changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.codebook import changing
from onrecord.codebook.comparing import compare_codebooks, replace_codebook
from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError, RulingError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.positions import positions
from onrecord.store.codebooks.books import find_issue, history_of, issues_by_text, present
from onrecord.store.codebooks.changing import Moved, change_codebook
from onrecord.store.codebooks.judging import JudgedClaim, count_covered, put_judged, ruled_stances, run_for, unjudged
from onrecord.store.codebooks.waiting import waiting_stances
from onrecord.store.database import Database
from onrecord.store.debates.sets import Choice, debate_number, make_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import entries, judged, stances, waiting
from onrecord.store.writing.articles import add_record
from tests.records_made import talks

KIM = By("Kim")
DAM = Issue(id="dam", text="The second dam should be built")
LAKE = Issue(id="lake", text="The lake should stay as it is", notes="Its shores too.")
BOOK = Codebook((DAM, LAKE))
EMPTY = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "attitude", "target", "addressee"))


def made() -> dict[str, Any]:
    """Talks, each of whose statements claims its whole content."""
    found = record_as_dict(talks())
    for k, one in enumerate(found["statements"]):
        claim: dict[str, Any] = {"id": f"c{k}", "main": True, "kind": "assessment", "confidence": 0.8, "links": [], "stances": [], **EMPTY}
        one["claims"] = [claim | {"span": one["content"]}]
    return found


ARTICLE = made()["article"]["id"]
FIRST, SECOND, *_ = (s["id"] for s in made()["statements"])


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    """A database of each kind with one article and a codebook of two issues, which is sound after every test."""
    add_record(database, made())
    change_codebook(database, None, lambda before: replace_codebook(compare_codebooks(before, BOOK)), words="imported", coder="Kim")
    yield database
    assert problems(database) == []


def book(database: Database, debate: str | None = None) -> Codebook:
    number = debate_number(database, debate)
    with database.read() as connection:
        return present(connection, number)


def judge(database: Database, run: int, *said: tuple[str, str, str | None]) -> None:
    """Judges the article: of statements, by the sentence of an issue, a stance."""
    text = next(unjudged(database, run, None))
    spans = {one["id"]: one["claims"][0]["span"] for one in text.statements}
    rows = [JudgedClaim(statement, 0, spans[statement], sentence, stance, 0.9, {"related": 0.5}) for statement, sentence, stance in said]
    put_judged(database, text, run, rows)


def standing(database: Database) -> dict[tuple[str, str], tuple[str, str | None]]:
    with database.read() as connection:
        return {(row.statement_id, row.issue): (row.stance, row.coder) for row in connection.execute(select(stances))}


def data(database: Database, statement: str) -> dict[str, Any]:
    with database.read() as connection:
        return dict(connection.execute(select(entries.c.data).where(entries.c.statement_id == statement)).scalar_one())


def change(database: Database, make: Any, debate: int | None = None) -> Moved:
    return change_codebook(database, debate, make, words="changed", coder="Lee")


def test_imported_codebook_is_the_present_one(database: Database) -> None:
    assert book(database) == BOOK


def test_changes_are_told_the_latest_first(database: Database) -> None:
    change(database, lambda old: changing.rename_issue(old, "lake", "shore"))
    with database.read() as connection:
        assert [(row["coder"], row["change"]) for row in history_of(connection, None)] == [("Lee", "changed"), ("Kim", "imported")]


def test_an_id_of_another_debate_with_another_sentence_is_refused(database: Database) -> None:
    make_debate(database, "Barrage", choice=Choice(articles=(ARTICLE,)))
    other = Codebook((Issue(id="dam", text="The dam should be torn down"),))
    with pytest.raises(CodebookError, match="the codebook of the record has this id for another sentence"):
        change(database, lambda old: replace_codebook(compare_codebooks(old, other)), debate_number(database, "Barrage"))
    assert not book(database, "Barrage").issues


def test_a_text_is_judged_against_the_issues_of_the_record_and_of_its_debates(database: Database) -> None:
    make_debate(database, "Barrage", choice=Choice(articles=(ARTICLE,)))
    own = Issue(id="levy", text="The levy should rise")
    change(database, lambda old: changing.add_issue(old, own), debate_number(database, "Barrage"))
    with database.read() as connection:
        assert list(issues_by_text(connection, [ARTICLE])[ARTICLE]) == ["dam", "lake", "levy"]


def test_unknown_issue_names_those_there_are(database: Database) -> None:
    with database.read() as connection, pytest.raises(UnknownError, match="there are: dam, lake"):
        find_issue(connection, "record", "damm")


def test_stances_judged_stand_in_the_statement_and_in_the_list(database: Database) -> None:
    run = run_for(database, "stances 1", {})
    judge(database, run, (FIRST, DAM.text, "for"), (FIRST, LAKE.text, None), (SECOND, DAM.text, "against"))
    assert standing(database) == {(FIRST, "dam"): ("for", None), (SECOND, "dam"): ("against", None)}
    assert data(database, FIRST)["claims"][0]["stances"] == [{"issue": "dam", "stance": "for", "confidence": 0.9}]


def test_what_a_run_judged_is_not_judged_again(database: Database) -> None:
    run = run_for(database, "stances 1", {})
    assert count_covered(database, None) == 1
    judge(database, run, (FIRST, DAM.text, "for"))
    assert list(unjudged(database, run, None)) == []


def test_a_new_sentence_and_a_new_model_are_judged(database: Database) -> None:
    run = run_for(database, "stances 1", {})
    judge(database, run, (FIRST, DAM.text, "for"))
    assert list(unjudged(database, run_for(database, "stances 2", {}), None))
    change(database, lambda old: changing.add_issue(old, Issue(id="levy", text="The levy should rise")))
    assert list(unjudged(database, run, None))


def test_a_claim_ruled_to_stand_elsewhere_is_judged_again_and_loses_its_stance(database: Database) -> None:
    run = run_for(database, "stances 1", {})
    judge(database, run, (FIRST, DAM.text, "for"))
    start, end = data(database, FIRST)["content"][0]
    rule(database, FIRST, "span", f"{start}-{end - 3}", by=KIM)
    assert standing(database) == {}
    assert list(unjudged(database, run, None))


def test_what_changed_while_it_was_judged_is_not_kept(database: Database) -> None:
    run = run_for(database, "stances 1", {})
    text = next(unjudged(database, run, None))
    rule(database, FIRST, "statement", "no", by=KIM)
    assert put_judged(database, text, run, [JudgedClaim(SECOND, 0, [[0, 4]], DAM.text, "for", 0.9, {})]) == 0
    assert standing(database) == {}
    undo(database)


def test_a_newer_run_is_the_present_one_and_the_older_is_kept(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"))
    judge(database, run_for(database, "stances 2", {}), (FIRST, DAM.text, "against"))
    assert standing(database) == {(FIRST, "dam"): ("against", None)}
    with database.read() as connection:
        assert len(connection.execute(select(judged)).all()) == 2


def test_a_ruling_outranks_the_program_and_gives_way_when_taken_back(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"))
    told = rule(database, FIRST, "stance", "dam: against", by=KIM)
    assert (told.old, told.new) == ("dam: for", "dam: against")
    assert standing(database) == {(FIRST, "dam"): ("against", "Kim")}
    undo(database)
    assert standing(database) == {(FIRST, "dam"): ("for", None)}


def test_a_stance_ruled_to_be_none_is_gone(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"))
    rule(database, FIRST, "stance", "dam: none", by=KIM)
    assert standing(database) == {}
    assert data(database, FIRST)["claims"][0]["stances"] == []


def test_stances_follow_a_renamed_issue(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"))
    rule(database, SECOND, "stance", "dam: against", by=KIM)
    moved = change(database, lambda old: changing.rename_issue(old, "dam", "second-dam"))
    assert moved == Moved(kept=1, waiting=0, ended=0, judged=0)
    assert standing(database) == {(FIRST, "second-dam"): ("for", None), (SECOND, "second-dam"): ("against", "Kim")}


def test_stances_change_sides_where_an_issue_is_merged_into_its_opposite(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, LAKE.text, "for"))
    rule(database, SECOND, "stance", "lake: against", by=KIM)
    moved = change(database, lambda old: changing.merge_issues(old, "lake", "dam", mirrored=True))
    assert (moved.kept, moved.judged) == (1, 1)
    assert standing(database) == {(FIRST, "dam"): ("against", None), (SECOND, "dam"): ("for", "Kim")}


def test_stances_wait_where_an_issue_says_something_else_until_somebody_rules(database: Database) -> None:
    rule(database, FIRST, "stance", "dam: for", by=KIM)
    moved = change(database, lambda old: changing.reword_issue(old, "dam", "Two dams should be built", meaning="other"))
    assert (moved.waiting, standing(database)) == (1, {})
    (row,) = waiting_stances(database)
    assert (row["statements"], row["claim"], row["issue"], row["stance"], row["coder"]) == ([FIRST], 1, "dam", "for", "Kim")
    rule(database, FIRST, "stance", "dam: against", by=KIM)
    assert waiting_stances(database) == []


def test_stances_go_to_the_part_that_is_named_where_an_issue_is_split(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (SECOND, DAM.text, "against"))
    rule(database, FIRST, "stance", "dam: for", by=KIM)
    parts = (Issue(id="north", text="The northern dam should be built"), Issue(id="south", text="The southern dam should be built"))
    claims = {f"{FIRST}:1": ("north",), f"{SECOND}:1": ("south",)}
    moved = change(database, lambda old: changing.split_issue(old, "dam", parts, claims=claims))
    assert (moved.kept, moved.judged) == (1, 1)
    assert standing(database) == {(FIRST, "north"): ("for", "Kim"), (SECOND, "south"): ("against", None)}


def test_stances_end_with_their_issue(database: Database) -> None:
    rule(database, FIRST, "stance", "dam: for", by=KIM)
    moved = change(database, lambda old: changing.remove_issue(old, "dam"))
    assert (moved.ended, standing(database)) == (1, {})


def test_a_debate_made_with_a_codebook_knows_its_issues(database: Database) -> None:
    words = "issues:\n  - id: levy\n    text: The levy should rise\n"
    make_debate(database, "Barrage", codebook=words, choice=Choice(articles=(ARTICLE,)))
    with database.read() as connection:
        assert find_issue(connection, "record", "levy") == "The levy should rise"


def test_rulings_on_stances_are_there_to_learn_from(database: Database) -> None:
    rule(database, FIRST, "stance", "dam: for", by=KIM)
    rule(database, SECOND, "stance", "lake: none", by=KIM)
    (one,) = ruled_stances(database, None)
    assert (one.issue, one.stance, one.statement["id"]) == (DAM.text, "for", FIRST)


def test_positions_tell_the_side_that_outweighs_the_other_twice(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"), (FIRST, LAKE.text, "neither"))
    rows = positions(database, Filter())
    speaker = data(database, FIRST)["speaker"]["name"]
    assert [(r["issue"], r["speaker"], r["stance"], r["statements"]) for r in rows] == [
        ("dam", speaker, "for", [FIRST]),
        ("lake", speaker, "neither", [FIRST]),
    ]


def test_a_forgotten_article_leaves_no_stances(database: Database) -> None:
    judge(database, run_for(database, "stances 1", {}), (FIRST, DAM.text, "for"))
    rule(database, FIRST, "stance", "lake: for", by=KIM)
    change(database, lambda old: changing.reword_issue(old, "lake", "The lake should shrink", meaning="other"))
    forget(database, ARTICLE, reason="asked for")
    with database.read() as connection:
        assert [connection.execute(select(table)).all() for table in (judged, stances, waiting)] == [[], [], []]


def test_a_stance_on_an_issue_that_no_codebook_has_is_refused(database: Database) -> None:
    with pytest.raises(RulingError, match=r"no codebook has the issue 'damm'.*choose one of dam, lake"):
        rule(database, FIRST, "stance", "damm: for", by=KIM)


def test_a_codebook_takes_the_place_of_words_that_are_none(database: Database) -> None:
    make_debate(database, "Barrage", codebook="no codebook\n", choice=Choice(articles=(ARTICLE,)))
    number, own = debate_number(database, "Barrage"), Codebook((Issue(id="levy", text="The levy should rise"),))
    make = lambda old: replace_codebook(compare_codebooks(old, own))  # noqa: E731
    with pytest.raises(CodebookError):
        change(database, make, number)
    change_codebook(database, number, make, words="imported", anew=True)
    assert book(database, "Barrage") == own


def test_a_codebook_that_would_end_peoples_stances_is_refused_where_they_may_not(database: Database) -> None:
    rule(database, FIRST, "stance", "dam: for", by=KIM)
    make = lambda old: changing.remove_issue(old, "dam")  # noqa: E731
    with pytest.raises(CodebookError, match="1 stances that people gave would end with dam; give --replace to end them, or --add"):
        change_codebook(database, None, make, words="imported", ending=False)
    assert book(database) == BOOK
    assert standing(database) == {(FIRST, "dam"): ("for", "Kim")}

"""What people rule on the record, and take back."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.errors import RulingError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.keeping.checking import problems
from onrecord.store.ruling.missed import add_missed, read_to_the_end
from onrecord.store.ruling.rows import By, Ruled
from onrecord.store.ruling.rulings import history, rule, undo
from onrecord.store.schema import entries, log, rulings, speakers, variants
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.rereading import reread_text
from tests.records_made import talks

KIM = By("Kim")
BLIND = By("Kim", blind=True)
EMPTY = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "attitude", "target", "addressee"))


def made() -> dict[str, Any]:
    """Talks whose last statement makes two claims."""
    found = record_as_dict(talks())
    text = found["article"]["text"]
    start = text.index("The talks")
    claim: dict[str, Any] = {"confidence": 0.8, "links": [], "stances": [], **EMPTY}
    found["statements"][3]["claims"] = [
        {**claim, "id": "a", "span": [[start, start + 9]], "main": False, "kind": "assessment"},
        {**claim, "id": "b", "span": [[text.index("to fail"), text.index("to fail") + 7]], "main": True, "kind": "prediction"},
    ]
    return found


ARTICLE = made()["article"]["id"]
DAM, LAKE, NORLAND, TALKS = (s["id"] for s in made()["statements"])


@pytest.fixture
def database(database: Database) -> Iterator[Database]:
    """A database of each kind with one article, which is sound after every test."""
    add_record(database, made())
    yield database
    assert problems(database) == []


def entry(database: Database, statement: str) -> Any:
    with database.read() as connection:
        return connection.execute(select(entries).where(entries.c.statement_id == statement)).first()


def data(database: Database, statement: str) -> dict[str, Any]:
    return dict(entry(database, statement).data)


def ids(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(entries.c.statement_id)).scalars())


def names(database: Database, table: Any) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(table.c.name)).scalars())


def test_a_ruling_changes_the_entry_and_keeps_the_old_value(database: Database) -> None:
    ruled = rule(database, TALKS, "kind", "assessment", by=By("Kim", "guide, 4.2"))
    assert ruled == Ruled(1, TALKS, 2, "kind", "prediction", "assessment", "Kim", blind=False)
    assert (entry(database, TALKS).kind, entry(database, TALKS).checked, entry(database, TALKS).doubt) == ("assessment", True, 0)
    with database.read() as connection:
        row = connection.execute(select(rulings)).one()
    assert (row.claim, row.old, row.new, row.reason) == (1, "prediction", "assessment", "guide, 4.2")


def test_a_ruling_is_in_the_log(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=KIM)
    with database.read() as connection:
        row = connection.execute(select(log).where(log.c.action == "rule")).one()
    assert (row.who, row.object, row.details["ruling"]) == ("Kim", TALKS, 1)


@pytest.mark.parametrize(
    ("field", "given", "held"),
    [
        ("kind", "Commitment", "commitment"),
        ("attitude", "for", 1),
        ("attitude", "-1", -1),
        ("attitude", "0", 0),
        ("attitude", "none", None),
        ("condition", "none", None),
    ],
)
def test_a_ruling_takes_plain_words(database: Database, field: str, given: str, held: object) -> None:
    rule(database, TALKS, field, given, by=KIM)
    assert data(database, TALKS)["claims"][1][field] == held


def test_a_ruling_takes_the_exact_words_nearest_to_the_statement(database: Database) -> None:
    rule(database, LAKE, "source", "Ruiz", by=KIM)
    assert data(database, LAKE)["source"] == [[made()["article"]["text"].rindex("Ruiz"), made()["article"]["text"].rindex("Ruiz") + 4]]


def test_a_ruling_takes_offsets(database: Database) -> None:
    rule(database, LAKE, "cue", "3-5, 7-9", by=KIM)
    assert data(database, LAKE)["cue"] == [[3, 5], [7, 9]]


def test_a_ruling_takes_pieces_as_they_are_listed(database: Database) -> None:
    rule(database, TALKS, "content", "“The dam … hold", by=KIM)
    assert entry(database, TALKS).content_text == "“The dam … hold"


def test_certainty_is_a_level_and_words(database: Database) -> None:
    rule(database, TALKS, "certainty", "likely: expected", by=KIM)
    found = data(database, TALKS)["claims"][1]["certainty"]
    text = made()["article"]["text"]
    at = text.index("expected")
    assert (found["level"], found["phrase"], found["span"]) == ("likely", "expected", [[at, at + 8]])
    rule(database, TALKS, "certainty", "possible", by=KIM)
    assert data(database, TALKS)["claims"][1]["certainty"] == found | {"level": "possible"}


def test_certainty_has_the_band_of_its_words(database: Database) -> None:
    rule(database, DAM, "kind", "prediction", by=KIM)
    rule(database, DAM, "certainty", '{"phrase": "likely", "level": "likely", "span": [[5, 8]], "low": 0.6, "high": 0.8}', by=KIM)
    found = data(database, DAM)["claims"][0]["certainty"]
    assert (found["low"], found["high"], found["scale"]) == (0.6, 0.8, "readers")


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ("Monday: 2026-02-09", ("2026-02-09", "2026-02-09")),
        ("Monday: 2026", ("2026-01-01", "2026-12-31")),
        ("Monday: ..2028-02", (None, "2028-02-29")),
        ("Monday: 2026-03/2026-04", ("2026-03-01", "2026-04-30")),
        ("Monday", (None, None)),
    ],
)
def test_times_are_words_with_days(database: Database, given: str, days: tuple[str, str]) -> None:
    rule(database, TALKS, "horizon", given, by=KIM)
    found = data(database, TALKS)["claims"][1]["horizon"]
    assert (found["phrase"], found["from"], found["to"]) == ("Monday", *days)


def test_a_horizon_can_have_words_of_the_coders_own_where_it_has_days_or_a_reason(database: Database) -> None:
    rule(database, TALKS, "horizon", '{"phrase": "by 2028", "to": "2027-12-31", "assumed": true}', by=KIM)
    empty = {"span": None, "from": None}
    held = {"phrase": "by 2028", "to": "2027-12-31", "assumed": True, "open": None, **empty}
    assert data(database, TALKS)["claims"][1]["horizon"] == held
    rule(database, TALKS, "horizon", '{"phrase": "one day", "open": "no date"}', by=KIM)
    assert data(database, TALKS)["claims"][1]["horizon"] == {"phrase": "one day", "to": None, "assumed": False, "open": "no date", **empty}


def test_days_alone_keep_the_words(database: Database) -> None:
    rule(database, LAKE, "said", "Monday: 2026-02-02", by=KIM)
    rule(database, LAKE, "said", "2026-02-09", by=KIM)
    assert (data(database, LAKE)["said"]["phrase"], data(database, LAKE)["said"]["from"]) == ("Monday", "2026-02-09")


def test_a_stance_is_on_an_issue(database: Database) -> None:
    rule(database, TALKS, "stance", "lake: against", by=KIM)
    rule(database, TALKS, "stance", "dam: for", by=KIM)
    rule(database, TALKS, "stance", "lake: none", by=KIM)
    assert data(database, TALKS)["claims"][1]["stances"] == [{"issue": "dam", "stance": "for", "confidence": 1.0}]


@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        ("kind", "guess", "assessment, prediction, prescription, commitment or none"),
        ("attitude", "2", "for, against, neither or 1, -1, 0"),
        ("form", "loud", "direct, indirect, mixed"),
        ("statement", "maybe", "yes, no"),
        ("colour", "red", "choose statement, content"),
        ("content", "none", "statement no"),
        ("content", "no such words", "START-END"),
        ("content", "5-5", "is empty"),
        ("content", "5-9999", "reaches out"),
        ("content", "5-9,7-12", "overlap at 7"),
        ("certainty", "sure: expected", "certain, likely"),
        ("certainty", "likely", "needs the words"),
        ("certainty", "{", "no JSON"),
        ("certainty", '{"level": "likely"}', "it needs phrase, level"),
        ("horizon", "Monday: 2026-13", "no day, month or year"),
        ("horizon", "Monday: 2027..2026", "is after"),
        ("horizon", "2026", "needs the words"),
        ("horizon", "next year", "does not have the words"),
        ("horizon", '{"phrase": "Monday", "open": 3}', "the reason in words"),
        ("horizon", '{"phrase": "Monday", "assumed": "yes"}', "true or false"),
        ("said", '{"phrase": "Monday", "open": "x"}', "it needs phrase"),
        ("stance", "for", "needs the issue"),
        ("stance", "lake: maybe", "for, against, neither, none"),
        ("speaker", "", "needs a name"),
        ("speaker", '{"name": "A", "type": "cat"}', "person, organization"),
        ("speaker", '{"age": 3}', "it needs name"),
        ("role", "", "`none` clears it"),
    ],
)
def test_a_ruling_names_what_can_be_chosen(database: Database, field: str, given: str, told: str) -> None:
    with pytest.raises(RulingError, match=told):
        rule(database, TALKS, field, given, by=KIM)
    assert entry(database, TALKS).checked is False


@pytest.mark.parametrize("coder", ["", " ", "model", "Adjudicated"])
def test_a_coder_has_a_name_of_their_own(database: Database, coder: str) -> None:
    with pytest.raises(RulingError, match="cannot be called"):
        rule(database, TALKS, "kind", "prediction", by=By(coder))


def test_an_unknown_statement_is_told(database: Database) -> None:
    with pytest.raises(UnknownError, match="nothing: there is no such statement"):
        rule(database, "nothing", "kind", "prediction", by=KIM)


def test_the_id_of_something_else_is_told(database: Database) -> None:
    with pytest.raises(UnknownError, match="an article's id"):
        rule(database, ARTICLE, "kind", "prediction", by=KIM)
    with pytest.raises(UnknownError, match=f"a statement's id, of article {ARTICLE}"):
        add_missed(database, TALKS, "5-9", by=KIM)


def test_a_ruling_stays_in_its_debate(database: Database) -> None:
    with pytest.raises(UnknownError, match="in this debate"):
        rule(database, TALKS, "kind", "prediction", by=KIM, within=())


def test_adjudication_is_told_in_the_reason(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=By("Lee", "both misread it", adjudicates=True))
    with database.read() as connection:
        assert connection.execute(select(rulings.c.reason)).scalar() == "adjudicated: both misread it"


def test_nobody_adjudicates_blind(database: Database) -> None:
    with pytest.raises(RulingError, match="blind"):
        rule(database, TALKS, "kind", "assessment", by=By("Lee", blind=True, adjudicates=True))


def test_blind_changes_nothing(database: Database) -> None:
    before = entry(database, TALKS)
    rule(database, TALKS, "kind", "commitment", by=BLIND)
    rule(database, TALKS, "speaker", "A. Stranger", by=BLIND)
    assert entry(database, TALKS) == before
    assert "A. Stranger" not in names(database, speakers)


def test_claims_are_counted_from_one(database: Database) -> None:
    rule(database, TALKS, "kind", "commitment", by=KIM, claim=1)
    assert [c["kind"] for c in data(database, TALKS)["claims"]] == ["commitment", "prediction"]


def test_claims_one_more_than_there_are_is_added_by_its_kind(database: Database) -> None:
    rule(database, DAM, "kind", "prediction", by=KIM)
    rule(database, DAM, "attitude", "for", by=KIM)
    (claim,) = data(database, DAM)["claims"]
    assert (claim["kind"], claim["attitude"], claim["span"], claim["main"]) == ("prediction", 1, data(database, DAM)["content"], True)


def test_claims_that_claim_nothing_go(database: Database) -> None:
    rule(database, TALKS, "kind", "none", by=KIM, claim=1)
    assert [c["id"] for c in data(database, TALKS)["claims"]] == ["b"]
    rule(database, TALKS, "attitude", "for", by=KIM, claim=2)
    assert data(database, TALKS)["claims"][0]["attitude"] == 1


@pytest.mark.parametrize(("statement", "claim", "told"), [(TALKS, 3, "claims 1 to 2"), (DAM, None, "no claim"), (DAM, 1, "no claim")])
def test_claims_that_are_not_there_are_told(database: Database, statement: str, claim: int | None, told: str) -> None:
    with pytest.raises(RulingError, match=told):
        rule(database, statement, "attitude", "for", by=KIM, claim=claim)


def test_claims_have_no_fields_of_the_statement(database: Database) -> None:
    with pytest.raises(RulingError, match="field of the statement"):
        rule(database, TALKS, "form", "direct", by=KIM, claim=1)


def test_a_speaker_of_the_article_is_found_by_name(database: Database) -> None:
    rule(database, TALKS, "speaker", "ana ruiz", by=KIM)
    row = entry(database, TALKS)
    assert (row.speaker_name, row.role, row.speaker_id) == ("Ana Ruiz", "mayor", entry(database, DAM).speaker_id)


def test_a_speaker_is_found_by_id(database: Database) -> None:
    rule(database, TALKS, "speaker", entry(database, NORLAND).speaker_id, by=KIM)
    assert (entry(database, TALKS).speaker_name, entry(database, TALKS).speaker_type) == ("Norland", "country")


def test_a_speaker_leaves_the_role_of_another_one_behind(database: Database) -> None:
    rule(database, DAM, "speaker", "Norland", by=KIM)
    assert entry(database, DAM).role is None


def test_a_speaker_that_is_new_is_tied_and_untied(database: Database) -> None:
    rule(database, TALKS, "speaker", "Bo Lind", by=KIM)
    assert entry(database, TALKS).speaker_id is not None
    rule(database, LAKE, "speaker", "Bo Lind", by=KIM)
    undo(database)
    assert (entry(database, TALKS).speaker_name, "Bo Lind" in names(database, variants)) == ("Bo Lind", True)
    undo(database)
    assert "Bo Lind" not in names(database, variants) | names(database, speakers)
    assert entry(database, TALKS).speaker_name is None


def test_a_speaker_can_be_none(database: Database) -> None:
    rule(database, DAM, "speaker", "none", by=KIM)
    assert (entry(database, DAM).speaker_name, entry(database, DAM).speaker_id) == (None, None)


def test_a_speaker_can_be_described(database: Database) -> None:
    rule(database, TALKS, "speaker", '{"name": "Port Union", "type": "organization"}', by=KIM)
    assert (entry(database, TALKS).speaker_name, entry(database, TALKS).speaker_type) == ("Port Union", "organization")


def test_a_speaker_of_an_unknown_id_is_told(database: Database) -> None:
    with pytest.raises(UnknownError, match="no speaker has this id"):
        rule(database, TALKS, "speaker", "0" * 16, by=KIM)


def test_a_speaker_of_a_name_that_several_have_must_be_given_by_id(database: Database) -> None:
    with database.begin() as connection:
        for id_ in ("one", "two"):
            connection.execute(speakers.insert().values(id=id_, name="Bo Lind", type="person", added_at="2026"))
    with pytest.raises(RulingError, match="one, two"):
        rule(database, TALKS, "speaker", "Bo Lind", by=KIM)


def test_a_statement_that_is_none_goes_and_comes_back(database: Database) -> None:
    rule(database, TALKS, "statement", "no", by=KIM)
    assert TALKS not in ids(database)
    assert rule(database, TALKS, "statement", "yes", by=KIM).old == "no"
    assert TALKS in ids(database)


def test_a_statement_that_is_gone_cannot_be_ruled_on(database: Database) -> None:
    newer = made() | {"model": "newer"}
    newer["statements"] = newer["statements"][:3]
    reread_text(database, newer)
    with pytest.raises(RulingError, match="does not have this statement any more"):
        rule(database, TALKS, "kind", "assessment", by=KIM)


def test_what_was_missed_is_a_statement_from_then_on(database: Database) -> None:
    ruled = add_missed(database, ARTICLE, "“Ask anyone.”", by=KIM, speaker="Ana Ruiz")
    row = entry(database, ruled.statement)
    assert (row.content_text, row.speaker_name, row.role, row.checked, row.form) == (
        "“Ask anyone.”",
        "Ana Ruiz",
        "mayor",
        True,
        "direct",
    )
    rule(database, ruled.statement, "kind", "prescription", by=KIM)
    assert entry(database, ruled.statement).kind == "prescription"


def test_what_was_missed_survives_a_newer_reading(database: Database) -> None:
    ruled = add_missed(database, ARTICLE, "“Ask anyone.”", by=KIM)
    reread_text(database, made() | {"model": "newer"})
    assert ruled.statement in ids(database)


def test_what_was_missed_is_taken_back_whole_and_can_be_added_again(database: Database) -> None:
    before = ids(database)
    first = add_missed(database, ARTICLE, "“Ask anyone.”", by=KIM, speaker="Bo Lind")
    assert [r.field for r in undo(database)] == ["missed", "speaker"]
    assert ids(database) == before
    assert add_missed(database, ARTICLE, "“Ask anyone.”", by=By("Lee")).statement == first.statement
    assert entry(database, first.statement).speaker_name is None


def test_what_was_missed_stays_while_another_coder_stands_by_it(database: Database) -> None:
    one = add_missed(database, ARTICLE, "“Ask anyone.”", by=KIM)
    with pytest.raises(RulingError, match="already"):
        add_missed(database, ARTICLE, "“Ask anyone.”", by=By("Lee"))
    rule(database, one.statement, "form", "mixed", by=By("Lee"))
    undo(database, "Kim")
    assert one.statement not in ids(database)


def test_words_that_are_a_statement_are_none_that_was_missed(database: Database) -> None:
    with pytest.raises(RulingError, match=NORLAND):
        add_missed(database, ARTICLE, "the lake", by=KIM)


def test_words_in_several_places_are_told(database: Database) -> None:
    with pytest.raises(RulingError, match="choose one of "):
        add_missed(database, ARTICLE, "Ruiz", by=KIM)


def test_an_unknown_article_is_told(database: Database) -> None:
    for act in (lambda: add_missed(database, "nothing", "5-9", by=KIM), lambda: read_to_the_end(database, "nothing", "Kim")):
        with pytest.raises(UnknownError, match="no such article"):
            act()


def test_blind_is_a_coding_of_the_statement_that_is_there(database: Database) -> None:
    assert add_missed(database, ARTICLE, "Norland wants the lake", by=BLIND).statement == LAKE
    assert entry(database, LAKE).checked is False


def test_blind_is_no_statement_but_other_coders_meet_there(database: Database) -> None:
    before = ids(database)
    one = add_missed(database, ARTICLE, "Ruiz, the mayor", by=BLIND)
    other = add_missed(database, ARTICLE, "Ruiz, the", by=By("Lee", blind=True))
    assert (one.statement, ids(database)) == (other.statement, before)
    rule(database, one.statement, "kind", "assessment", by=BLIND)
    assert ids(database) == before


def test_blind_twice_is_two_codings(database: Database) -> None:
    add_missed(database, ARTICLE, "Norland wants the lake", by=BLIND)
    assert add_missed(database, ARTICLE, "that Norland wants", by=BLIND).statement != LAKE


def test_undo_takes_the_last_one_back_and_then_the_one_before(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=KIM)
    rule(database, TALKS, "kind", "commitment", by=By("Lee"))
    assert [r.new for r in undo(database)] == ["commitment"]
    assert entry(database, TALKS).kind == "assessment"
    assert [r.new for r in undo(database)] == ["assessment"]
    assert (entry(database, TALKS).kind, entry(database, TALKS).checked) == ("prediction", False)
    with pytest.raises(UnknownError, match="no ruling stands"):
        undo(database)


def test_undo_of_a_coder_leaves_the_others(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=KIM)
    rule(database, TALKS, "kind", "commitment", by=By("Lee"))
    assert undo(database, "Kim")[0].coder == "Kim"
    assert entry(database, TALKS).kind == "commitment"


def test_undo_works_after_a_restart(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=KIM)
    again = Database.open(database.engine.url)
    undo(again)
    again.close()
    assert entry(database, TALKS).kind == "prediction"


def test_undo_stays_in_its_debate(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=KIM)
    with pytest.raises(UnknownError, match="no ruling stands"):
        undo(database, within=["other"])


def test_the_history_shows_runs_and_rulings(database: Database) -> None:
    rule(database, TALKS, "kind", "assessment", by=By("Kim", "so"))
    undo(database)
    rule(database, TALKS, "kind", "commitment", by=By("Lee"))
    rows = history(database, TALKS, "kind")
    assert [(r["by"], r["field"], r.get("old"), r["new"]) for r in rows] == [
        ("made", "claim 1: kind", None, "assessment"),
        ("made", "claim 2: kind", None, "prediction"),
        ("Kim", "claim 2: kind", "prediction", "assessment"),
        ("Lee", "claim 2: kind", "prediction", "commitment"),
    ]
    assert [bool(r.get("undone")) for r in rows] == [False, False, True, False]


def test_the_history_without_a_field_shows_what_was_ruled_on(database: Database) -> None:
    assert {r["field"] for r in history(database, DAM)} == {
        "statement",
        "content",
        "source",
        "cue",
        "form",
        "speaker",
        "role",
        "affiliation",
    }
    rule(database, DAM, "form", "mixed", by=KIM)
    assert {r["field"] for r in history(database, DAM)} == {"form"}


def test_the_history_of_an_unknown_field_is_told(database: Database) -> None:
    with pytest.raises(UnknownError, match="choose statement"):
        history(database, DAM, "colour")

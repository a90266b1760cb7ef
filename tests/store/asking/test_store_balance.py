"""Who is quoted how often and how long."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from onrecord.errors import UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import FIELDS, balance_of
from onrecord.store.asking.filtering import Filter
from onrecord.store.asking.listing import list_statements
from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate, put_into_debate
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import attributes, entries, speakers, tallies, texts
from onrecord.store.writing import tallying
from onrecord.store.writing.articles import add_record, refresh
from tests.records_made import record, speaker, statement, talks

RUIZ = speaker("Ana Ruiz", role="mayor", affiliation="Port Town")


@pytest.fixture
def filled(database: Database) -> Database:
    """Four statements of February in two outlets, and one of January in another."""
    for changed in ({}, {"outlet": "The Lake Herald", "origin": "elsewhere"}):
        made = record_as_dict(talks())
        made["article"].update(changed)
        add_record(database, made)
    text = "Ana Ruiz said the lake is deep."
    said = statement(text, "the lake is deep", source="Ana Ruiz", cue="said", speaker=RUIZ)
    add_record(database, record_as_dict(record(text, said, published="2026-01-05", outlet="The Hill Times")))
    return database


def counted(database: Database, by: str, **options: Any) -> dict[Any, Any]:
    return {
        (row["value"], row["time"]) if "time" in row else row["value"]: row["statement_count"]
        for row in balance_of(database, by, **options)
    }


def define(database: Database, of: str, key: str, value: str, **days: str) -> None:
    with database.begin() as connection:
        connection.execute(insert(attributes).values(of=of, key=key, name="party", value=value, **days))


@pytest.mark.parametrize(
    ("by", "numbers"),
    [
        ("outlet", {"The Port Post": 4, "The Hill Times": 1}),
        ("type", {"person": 3, "country": 1, None: 1}),
        ("role", {"mayor": 3, None: 2}),
        ("speaker", {"Ana Ruiz": 3, "Norland": 1, None: 1}),
        ("kind", {None: 5}),
    ],
)
def test_statements_count_once_whatever_outlets_reprinted_them(filled: Database, by: str, numbers: dict[Any, int]) -> None:
    assert counted(filled, by) == numbers


def test_words_are_counted_in_all_and_in_direct_speech(filled: Database) -> None:
    rows = {row["value"]: row for row in balance_of(filled, "speaker")}
    assert (rows["Ana Ruiz"]["words"], rows["Ana Ruiz"]["quoted_words"]) == (7 + 5 + 4, 7)
    assert rows["Norland"]["quoted_words"] == 0


def test_shares_are_of_statements_and_of_words(filled: Database) -> None:
    rows = balance_of(filled, "outlet")
    assert [(row["share"], row["word_share"]) for row in rows] == [(0.8, 0.8261), (0.2, 0.1739)]


def test_stretches_of_time_have_shares_of_their_own(filled: Database) -> None:
    assert counted(filled, "outlet", over="month") == {("The Hill Times", "2026-01"): 1, ("The Port Post", "2026-02"): 4}
    assert [row["share"] for row in balance_of(filled, "outlet", over="month")] == [1.0, 1.0]
    assert counted(filled, "outlet", over="year") == {("The Hill Times", "2026"): 1, ("The Port Post", "2026"): 4}


def test_a_filter_narrows_what_is_counted(filled: Database) -> None:
    assert counted(filled, "speaker", wanted=Filter(until="2026-01-31")) == {"Ana Ruiz": 1}
    assert balance_of(filled, "speaker", wanted=Filter(checked_only=True)) == []


def test_statements_are_told_where_asked(filled: Database) -> None:
    rows = balance_of(filled, "speaker", over="month", ids=True)
    assert [len(row["statements"]) for row in rows] == [row["statement_count"] for row in rows]
    assert len({row["id"] for row in rows}) == len(rows)
    assert balance_of(filled, "speaker", wanted=Filter(checked_only=True), ids=True) == []


def test_an_attribute_of_speakers_is_counted_by_their_id_or_name(filled: Database) -> None:
    define(filled, "speaker", RUIZ.id, "Lake Party")
    define(filled, "speaker", "Norland", "none")
    assert counted(filled, "party") == {"Lake Party": 3, "none": 1, None: 1}


def test_an_attribute_holds_on_its_days_alone(filled: Database) -> None:
    define(filled, "speaker", "Ana Ruiz", "Lake Party", until="2026-01-31")
    define(filled, "speaker", "Ana Ruiz", "Dam Party", since="2026-02-01")
    assert counted(filled, "party") == {"Lake Party": 1, "Dam Party": 2, None: 2}


def test_an_attribute_can_be_of_outlets(filled: Database) -> None:
    define(filled, "outlet", "The Port Post", "left")
    assert counted(filled, "party") == {"left": 4, None: 1}


def test_a_page_has_those_with_most_statements_and_shares_of_all(filled: Database) -> None:
    whole = balance_of(filled, "speaker")
    assert [balance_of(filled, "speaker", limit=1, page=page)[0] for page in (1, 2, 3)] == whole
    assert balance_of(filled, "speaker", limit=1, page=4) == []
    assert balance_of(filled, "speaker", limit=2, over="month", ids=True) == balance_of(filled, "speaker", over="month", ids=True)[:2]
    assert balance_of(filled, "type", limit=2, ids=True) == balance_of(filled, "type", ids=True)[:2]


#: Filters that tallies tell wholly, in part, or not at all.
FILTERS = [
    {},
    {"checked_only": True},
    {"reported": "only"},
    {"reported": "exclude"},
    {"since": "2026-01-01"},
    {"since": "2026-01-02"},
    {"until": "2026-02-28"},
    {"until": "2026-02-10"},
    {"until": "2026-01-04", "checked_only": True},
    {"since": "2026-01-05", "until": "2026-02-10", "reported": "exclude"},
    {"since": "2026-01-06", "until": "2026-02-09"},
    {"since": "2026-02-10", "until": "2026-02-10"},
    {"since": "2026-02-11", "until": "2026-01-01"},
    {"since": "2024-02-01", "until": "2024-02-29"},
    {"outlet": "The Lake Herald"},
    {"debate": "Dam"},
    {"debate": "Dam", "since": "2026-02-01"},
    {"speaker": "Ana Ruiz"},
    {"kind": "prediction"},
]


@pytest.mark.parametrize("gathered", [False, True])
def test_figures_are_those_of_the_statements_after_whatever_happened(
    filled: Database, *, gathered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallying, "FRESH", 0 if gathered else 1_000)
    happens(filled)
    for options in FILTERS:
        wanted = Filter(**options)
        for by in FIELDS:
            for over in (None, "month", "year"):
                found = balance_of(filled, by, over=over, wanted=wanted)
                expected = counted_one_by_one(filled, by, over, wanted)
                assert {row["id"]: numbers(row) for row in found} == expected, (options, by, over)
                assert balance_of(filled, by, over=over, wanted=wanted, limit=100) == found


def happens(database: Database) -> None:
    """Articles come, one without a date; a model reads one anew; people rule, take back and add."""
    text = "Nobody knows, Ana Ruiz said. Wir werden sehen, hieß es."
    dateless = statement(text, "Nobody knows", source="Ana Ruiz", cue="said", speaker=RUIZ, form="direct")
    add_record(database, record_as_dict(record(text, dateless, statement(text, "Wir werden sehen", cue="hieß es"))))
    make_debate(database, "Dam")
    with database.read() as connection:
        ids = list(connection.execute(select(entries.c.statement_id).order_by(entries.c.number)).scalars())
        some = list(connection.execute(select(texts.c.id).order_by(texts.c.id)).scalars())
    put_into_debate(database, "Dam", some[:2])
    for id_, field, value in zip(
        ids, ("role", "speaker", "form", "statement", "kind"), ("lead", "Bo Lind", "direct", "no", "prediction"), strict=False
    ):
        rule(database, id_, field, value, by=By("eva"))
    undo(database)
    rule(database, ids[-1], "role", "speaker of the house", by=By("eva"))


def counted_one_by_one(database: Database, by: str, over: str | None, wanted: Filter) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for row in list_statements(database, wanted, limit=None):
        speaker_ = row["speaker"] or {}
        values = {"outlet": row["outlet"], "type": speaker_.get("type"), "role": speaker_.get("role"), "kind": row["kind"]}
        value = speaker_.get("id") or speaker_.get("name") if by == "speaker" else values[by]
        time = (row["published"] or "")[: {"month": 7, "year": 4}[over]] if over else None
        there = found.setdefault(" ".join(filter(None, (value, time))), [0, 0, 0, 0])
        words = row["content_text"].strip(" ").count(" ") + 1
        for at, number in enumerate((1, int(row["checked"]), words, words if row["form"] == "direct" else 0)):
            there[at] += number
    return {key: tuple(one) for key, one in found.items()}


def numbers(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[name] for name in ("statement_count", "checked_count", "words", "quoted_words"))


def test_gathered_changes_leave_nothing_of_what_is_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallying, "FRESH", 0)
    add_record(database, record_as_dict(talks()))
    with database.begin() as connection:
        id_ = connection.execute(select(texts.c.id)).scalar_one()
        connection.execute(update(texts).values(run_id=None))
        refresh(connection, id_)
        assert connection.execute(select(func.count()).select_from(tallies)).scalar_one() == 0
        assert set(connection.execute(select(speakers.c.words)).scalars()) == {0}


def test_what_nothing_can_be_counted_by_is_told_with_what_can(filled: Database) -> None:
    with pytest.raises(UnknownError, match=r"'party'.*outlet, type, role, speaker, kind; no speaker and no outlet has an attribute"):
        balance_of(filled, "party")
    define(filled, "outlet", "The Port Post", "left")
    with pytest.raises(UnknownError, match="the attributes are party"):
        balance_of(filled, "leaning")

"""Attributes of speakers, outlets and issues, in and out as CSV."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import StoreError, UnknownError
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.asking.balance import balance_of
from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate
from onrecord.store.ruling.attributes import attributes_csv, import_attributes, list_attributes, neutral, remove_attributes, restored
from onrecord.store.schema import speakers
from onrecord.store.writing.articles import add_record
from tests.records_made import record, speaker, statement, talks


@pytest.fixture
def database(database: Database) -> Database:
    add_record(database, record_as_dict(talks()))
    return database


def written(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "attributes.csv"
    path.write_bytes(words.encode())
    return path


def told(database: Database) -> list[tuple[str | None, ...]]:
    return [tuple(row[key] for key in ("of", "called", "name", "value", "since", "until")) for row in list_attributes(database)]


def test_a_speaker_is_known_by_the_exact_name_or_the_id(database: Database, tmp_path: Path) -> None:
    with database.read() as connection:
        id_ = connection.execute(speakers.select().where(speakers.c.name == "Norland")).one().id
    done = import_attributes(database, written(tmp_path, f"key,party\nAna Ruiz,Green\n{id_},none\n"), "speaker")
    assert done[:3] == (2, 0, ())
    assert sorted(told(database)) == [
        ("speaker", "Ana Ruiz", "party", "Green", None, None), ("speaker", "Norland", "party", "none", None, None),
    ]  # fmt: skip


def test_attributes_hold_for_a_time(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "key,since,until,party\nAna Ruiz,,2025-12-31,Red\nAna Ruiz,1 January 2026,,Green\n")
    assert import_attributes(database, path, "speaker").new == 2
    assert ("speaker", "Ana Ruiz", "party", "Green", "2026-01-01", None) in told(database)


def test_lines_that_cannot_be_put_in_are_named_by_their_numbers(database: Database, tmp_path: Path) -> None:
    words = 'key,since,until,party\n"Ana Ruiz",,,"Gr\neen"\nNobody,,,x\n\nAna Ruiz,soon,,x\n'
    words += "Ana Ruiz,2026-02-01,2026-01-01,x\nAna Ruiz,x\n,,,x\n"
    done = import_attributes(database, written(tmp_path, words), "speaker")
    assert done.new == 1
    assert done.skipped == (
        (4, "there is no speaker 'Nobody'"),
        (6, "'soon' is no date; write it as 2026-02-10"),
        (7, "2026-02-01 is after 2026-01-01"),
        (8, "has not as many cells as the first line"),
        (9, "has no key"),
    )


def test_namesakes_need_an_id(database: Database, tmp_path: Path) -> None:
    with database.begin() as connection:
        connection.execute(speakers.insert().values(id="b" * 16, name="Ana Ruiz", type="person", added_at="2026"))
    (skip,) = import_attributes(database, written(tmp_path, "key,party\nAna Ruiz,Green\n"), "speaker").skipped
    assert "2 speakers are called 'Ana Ruiz'; give an id: " in skip.reason


def test_outlets_and_issues_are_known_by_name_and_codebook(database: Database, tmp_path: Path) -> None:
    make_debate(database, "Dam", codebook="issues:\n  - id: plan-b\n    text: There should be a plan B\n")
    words = "of,key,owner\noutlet,The Port Post,Ruiz\nissue,plan-b,us\noutlet,The Post,x\nissue,plan-c,x\nriver,x,x\n"
    done = import_attributes(database, written(tmp_path, words))
    assert [s.reason for s in done.skipped] == [
        "there is no outlet 'The Post'; add its articles first, or tell its domain, feed or masthead",
        "there is no issue 'plan-c'",
        "cannot be of 'river'; choose speaker, outlet, issue",
    ]  # fmt: skip
    assert done.new == 2


def test_the_same_file_again_changes_nothing_and_another_value_takes_the_place(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, "key,party\nAna Ruiz,Green\n")
    import_attributes(database, path, "speaker")
    before = list_attributes(database)
    assert import_attributes(database, path, "speaker")[:2] == (0, 1)
    assert list_attributes(database) == before
    import_attributes(database, written(tmp_path, "key,party\nAna Ruiz,Red\n"), "speaker")
    assert [row[3] for row in told(database)] == ["Red"]


def test_an_empty_cell_says_nothing(database: Database, tmp_path: Path) -> None:
    import_attributes(database, written(tmp_path, "key,party\nAna Ruiz,Green\n"), "speaker")
    import_attributes(database, written(tmp_path, "key,party\nAna Ruiz,\n"), "speaker")
    assert [row[3] for row in told(database)] == ["Green"]


def test_semicolons_and_a_byte_order_mark_are_read(database: Database, tmp_path: Path) -> None:
    assert import_attributes(database, written(tmp_path, "\ufeffkey;party\r\nAna Ruiz;Green\r\n"), "speaker").new == 1


def test_a_cell_that_would_start_a_formula_is_neutralised_and_restored(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, 'key,note,+more\nAna Ruiz,"=HYPERLINK(""http://x"")",-5\n')
    import_attributes(database, path, "speaker")
    before = list_attributes(database)
    words = attributes_csv(database)
    cells = [cell.strip('"') for line in words.splitlines() for cell in line.split(",")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert import_attributes(database, written(tmp_path, words)) == (0, 2, (), 0, ())
    assert list_attributes(database) == before


@given(st.text(alphabet="'=+-@a\t"))
def test_neutral_cells_are_restored(cell: str) -> None:
    assert restored(neutral(cell)) == cell


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "has no column 'key'"),
        ("name,party\nx,y\n", "has no column 'key'"),
        ("key\nAna Ruiz\n", "has no attribute"),
        ("key,a,a\nAna Ruiz,1,2\n", "two called 'a'"),
        ('key,a\nAna Ruiz,"1\n', "is no CSV"),
        ("key,a\nAna Ruiz,\udce9\n", "is no UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_attributes_is_refused(database: Database, tmp_path: Path, words: str, why: str) -> None:
    path = tmp_path / "attributes.csv"
    path.write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match=why):
        import_attributes(database, path, "speaker")


def test_what_the_keys_are_must_be_said(database: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="--of"):
        import_attributes(database, written(tmp_path, "key,a\nAna Ruiz,1\n"))


OUTLETS = """outlet,domain,feed,masthead,country,owner,state media,since,until
The Port Post,port-post.example,Port Post – all stories,P.P. Online,Norland,Ruiz,no,,2025-12-31
The Port Post,,,,Norland,the ministry,yes,2026-01-01,
"""


@pytest.fixture
def three(database: Database) -> Database:
    """Besides the talks, three articles of one outlet: by its domain, by its feed's title, by another name of it."""
    stated = ({"url": "https://www.port-post.example/1"}, {"outlet": "Port Post - All stories"}, {"outlet": "PP online"})
    for number, told in enumerate(stated):
        text = f"Ana Ruiz said dam {number} will hold."
        said = statement(text, f"dam {number} will hold", source="Ana Ruiz", cue="said", speaker=speaker("Ana Ruiz"))
        add_record(database, record_as_dict(record(text, said, published=f"202{5 + number % 2}-06-01", **told)))
    return database


def counted(database: Database, by: str) -> dict[str | None, int]:
    return {row["value"]: row["statement_count"] for row in balance_of(database, by)}


def test_articles_are_recognised_by_a_table_of_outlets_and_counted_by_its_columns(three: Database, tmp_path: Path) -> None:
    done = import_attributes(three, written(tmp_path, OUTLETS))
    assert done == (9, 0, (), 3, ())
    assert counted(three, "outlet") == {"The Port Post": 7}
    assert counted(three, "country") == {"Norland": 7}
    assert counted(three, "owner") == {"Ruiz": 2, "the ministry": 5}
    assert counted(three, "state media") == {"no": 2, "yes": 5}


def test_a_table_may_come_before_the_articles(database: Database, tmp_path: Path) -> None:
    words = "outlet,domain,country\nThe Hill Times,hill.example,Norland\n"
    assert import_attributes(database, written(tmp_path, words)).new == 2
    add_record(database, record_as_dict(record("Nobody said so.", url="http://sport.hill.example/")))
    assert import_attributes(database, written(tmp_path, "outlet,owner\nHill Times,Ruiz\n")).new == 1
    assert {row[1] for row in told(database)} == {"The Hill Times"}


def test_a_value_that_is_no_domain_and_a_domain_of_two_outlets_are_told(database: Database, tmp_path: Path) -> None:
    words = "outlet,domain\nThe Port Post,port post\nThe Hill Times,post.example\nThe Lake Herald,www.post.example; lake.example\n"
    done = import_attributes(database, written(tmp_path, words))
    assert done.skipped == ((2, "'port post' is no domain; write it as post.example, several with semicolons between"),)
    assert done.shared == (("domain post.example", ["The Hill Times", "The Lake Herald"]),)


def test_what_is_removed_recognises_nothing_any_more(three: Database, tmp_path: Path) -> None:
    import_attributes(three, written(tmp_path, OUTLETS))
    assert remove_attributes(three, "outlet", "The Port Post", "masthead") == 1
    assert counted(three, "outlet") == {"The Port Post": 6, "PP online": 1}
    assert remove_attributes(three, "outlet", "The Port Post") == 8
    assert counted(three, "outlet")["port-post.example"] == 1
    with pytest.raises(UnknownError, match="no outlet 'The Port Post' has an attribute"):
        remove_attributes(three, "outlet", "The Port Post")


def test_an_attribute_of_a_speaker_is_removed_by_name(database: Database, tmp_path: Path) -> None:
    import_attributes(database, written(tmp_path, "speaker,party,seat\nAna Ruiz,Green,Port\n"))
    with pytest.raises(UnknownError, match=r"no attribute 'colour'.*it has party, seat"):
        remove_attributes(database, "speaker", "Ana Ruiz", "colour")
    assert remove_attributes(database, "speaker", "Ana Ruiz", "party") == 1
    assert [row[2] for row in told(database)] == ["seat"]

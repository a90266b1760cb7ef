"""A file written for DNA keeps each rule that DNA's own tables and program set, and answers its questions."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.dna.schema import TABLES
from onrecord.exchange.dna.writing import write_dna
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY
from tests.exchange.dna_made import ATTRIBUTES, BOOLEANS, SHORT_TEXTS, STATEMENT_TABLE, asked

if TYPE_CHECKING:
    from pathlib import Path

LONG = "The Association of Harbour Towns " * 8
ISSUE = Issue(id="grow", text="The harbour should grow")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debate.dna"


def one_said(actor: Actor | None = None, *stances: Stance, **fields: object) -> Contents:
    """Contents of one statement by an actor."""
    text = "🚢 The harbour should grow, Kim said."
    claim = ClaimMade(id="c", span=(Span(2, 25),), stances=stances or (Stance(issue="grow", side="for"),))
    said = Said(id="s", content=claim.span, actor=actor.id if actor else None, claims=(claim,))
    document = replace(Document(id="d", text=text, published="2026-02-10", statements=(said,)), **fields)
    return Contents(name="made", documents=(document,), actors=(actor,) if actor else (), codebook=Codebook((ISSUE,)))


def person(name: str = "Kim", **attributes: str) -> Actor:
    return Actor(id="a", name=name, type="person", attributes=attributes)


def test_all_sixteen_tables_are_there(file: Path) -> None:
    write_dna(Contents(name="empty"), file)
    assert {name for (name,) in asked(file, "SELECT name FROM sqlite_master WHERE type = 'table'")} == set(TABLES)
    assert len(TABLES) == 16


def test_the_version_is_one_that_dna_3_0_and_3_1_open(file: Path) -> None:
    write_dna(FERRY, file)
    assert asked(file, "SELECT Value FROM SETTINGS WHERE Property = 'version'") == [("3.0.11",)]
    assert asked(file, "SELECT Value FROM SETTINGS WHERE Property = 'date'") == [("2026-02-10",)]


def test_each_coder_opens_the_file_with_the_password(file: Path) -> None:
    write_dna(FERRY, file, password="harboúr")  # noqa: S106
    coders = asked(file, "SELECT Name, Password FROM CODERS ORDER BY ID")
    assert [name for name, _ in coders] == ["Admin", "onrecord", "Jo Vik", "Mira"]
    for _, written in coders:
        both = base64.b64decode(written)
        digest = both[:16] + "harboúr".encode()
        for _ in range(100_000):
            digest = hashlib.sha256(digest).digest()
        assert both[16:] == digest


def test_each_ordered_pair_of_coders_has_its_relation(file: Path) -> None:
    write_dna(FERRY, file)
    pairs = asked(file, "SELECT Coder, OtherCoder FROM CODERRELATIONS WHERE viewStatements + editStatements + viewDocuments = 3")
    assert set(pairs) == {(one, other) for one in range(1, 5) for other in range(1, 5) if one != other}


def test_each_statement_has_one_value_for_each_variable(file: Path) -> None:
    write_dna(FERRY, file)
    tables = " UNION ALL ".join(
        f"SELECT StatementId, VariableId FROM {table}"  # noqa: S608
        for table in ("DATASHORTTEXT", "DATALONGTEXT", "DATAINTEGER", "DATABOOLEAN")
    )
    values = asked(file, tables)
    assert sorted(values) == [(statement, variable) for statement in (1, 2, 3) for variable in range(1, 9)]


def test_each_short_text_has_the_empty_entity(file: Path) -> None:
    write_dna(Contents(name="empty"), file)
    empty = asked(file, "SELECT Variable FROM ENTITIES JOIN VARIABLES ON VARIABLES.ID = VariableId WHERE Value = '' ORDER BY 1")
    assert [name for (name,) in empty] == ["concept", "kind", "organization", "person", "reported", "status"]


def test_each_entity_has_a_value_for_each_attribute(file: Path) -> None:
    write_dna(FERRY, file)
    missing = asked(
        file,
        "SELECT ENTITIES.ID FROM ENTITIES JOIN ATTRIBUTEVARIABLES USING (VariableId) LEFT JOIN ATTRIBUTEVALUES "
        "ON EntityId = ENTITIES.ID AND AttributeVariableId = ATTRIBUTEVARIABLES.ID WHERE ATTRIBUTEVALUES.ID IS NULL",
    )
    assert missing == []


def test_the_attributes_that_a_new_database_has_are_there(file: Path) -> None:
    write_dna(FERRY, file)
    assert set(asked(file, ATTRIBUTES, "person")) >= {
        ("Ana Ruiz", "Type", "person"),
        ("Ana Ruiz", "Alias", ""),
        ("Ana Ruiz", "role", "mayor"),
        ("Ana Ruiz", "party", "H & L"),
        ("Ana Ruiz", "onrecord", "person:a-ruiz"),
    }
    assert ("The ferry should cross at night.", "parent", "second-ferry") in asked(file, ATTRIBUTES, "concept")


def test_no_colour_is_empty(file: Path) -> None:
    write_dna(FERRY, file)
    assert asked(file, "SELECT count(*) FROM ENTITIES WHERE Red IS NULL OR Green IS NULL OR Blue IS NULL") == [(0,)]
    assert asked(file, "SELECT Red, Green, Blue FROM ENTITIES WHERE Value = 'Ana Ruiz'") == [(0, 114, 178)]


def test_dna_s_statement_table_shows_the_words_of_each_claim(file: Path) -> None:
    write_dna(FERRY, file)
    rows = asked(file, STATEMENT_TABLE)
    assert [(number, label, coder, words) for number, label, _, _, coder, _, words in rows] == [
        (1, "DNA Statement", "Jo Vik", "The ferry � must sail by spring."),
        (3, "DNA Statement", "Mira", "night crossings"),
        (2, "DNA Statement", "onrecord", "night crossings, which it opposes"),
    ]


def test_dna_s_values_are_those_of_the_stances(file: Path) -> None:
    write_dna(FERRY, file)
    values: dict[int, dict[str, object]] = {}
    for number, variable, value in asked(file, SHORT_TEXTS) + asked(file, BOOLEANS):
        values.setdefault(number, {})[variable] = value
    assert values[1] == {
        "person": "Ana Ruiz",
        "organization": "Port Town",
        "concept": "The town should buy a second ferry.",
        "agreement": 1,
        "kind": "prescription",
        "status": "checked",
        "reported": "",
    }
    assert (values[2]["person"], values[2]["organization"], values[2]["agreement"]) == ("", "The Harbour Union", 0)
    assert values[3]["reported"] == "The Harbour Union"


def test_code_points_and_utf_16_units_agree_after_an_emoji(file: Path) -> None:
    write_dna(one_said(person()), file)
    ((text, start, stop),) = asked(file, "SELECT Text, Start, Stop FROM DOCUMENTS, STATEMENTS")
    assert text[start:stop] == "The harbour should grow"
    assert text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le") == "The harbour should grow"


def test_a_replaced_character_is_counted(file: Path) -> None:
    losses = {loss.what: loss.count for loss in write_dna(FERRY, file).losses}
    assert losses["character outside of DNA's plane"] == 4


def test_lines_end_in_a_line_feed_alone(file: Path) -> None:
    write_dna(one_said(person(), text="\r\nThe harbour should\rgrow, she said."), file)
    ((text, start, stop),) = asked(file, "SELECT Text, Start, Stop FROM DOCUMENTS, STATEMENTS")
    assert text == "\nThe harbour should\ngrow, she said."
    assert text[start:stop] == "The harbour should\ngrow"


def test_a_document_without_a_date_has_that_of_the_earliest_and_says_so(file: Path) -> None:
    manifest = write_dna(FERRY, file)
    ((date, notes),) = asked(file, "SELECT Date, Notes FROM DOCUMENTS WHERE ID = 2")
    assert date == 1_770_681_600  # 2026-02-10, as of the other document
    assert notes.startswith("No date is known")
    assert ("document without a date", 1) in [(loss.what, loss.count) for loss in manifest.losses]


def test_the_clock_on_the_wall_is_written_as_utc(file: Path) -> None:
    write_dna(one_said(person(), published="2026-02-10T14:30:05+09:00"), file)
    assert asked(file, "SELECT Date FROM DOCUMENTS") == [(1_770_733_805,)]


def test_names_longer_than_dna_s_are_cut_and_stay_apart(file: Path) -> None:
    actors = tuple(Actor(id=f"a{at}", name=LONG + end, type="person") for at, end in enumerate(("x", "y")))
    manifest = write_dna(replace(one_said(), actors=actors), file)
    names = [name for (name,) in asked(file, "SELECT Value FROM ENTITIES WHERE VariableId = 1 ORDER BY ID")]
    assert [len(name) for name in names] == [0, 190, 190]
    assert names[1].endswith("…")
    assert names[2].endswith("… (2)")
    assert ("name cut or numbered", 2) in [(loss.what, loss.count) for loss in manifest.losses]


def test_names_that_differ_in_case_alone_are_told_apart(file: Path) -> None:
    actors = tuple(Actor(id=f"a{at}", name=name, type="person") for at, name in enumerate(("Kim Jae", "KIM JAE")))
    write_dna(replace(one_said(), actors=actors), file)
    assert asked(file, "SELECT Value FROM ENTITIES WHERE VariableId = 1 ORDER BY ID") == [("",), ("Kim Jae",), ("KIM JAE (2)",)]


def test_an_apostrophe_in_what_dna_filters_by_is_a_curly_one(file: Path) -> None:
    write_dna(one_said(person("O'Neil"), outlet="Cork's Own", authors=("Jo O'Neil",)), file)
    assert asked(file, "SELECT Author, Source FROM DOCUMENTS") == [("Jo O’Neil", "Cork’s Own")]
    assert asked(file, "SELECT Value FROM ENTITIES WHERE Value LIKE 'O%'") == [("O'Neil",)]


def test_a_document_without_a_title_is_called_by_its_first_words(file: Path) -> None:
    write_dna(one_said(person()), file)
    assert asked(file, "SELECT Title FROM DOCUMENTS") == [("� The harbour should grow, Kim said.",)]


def test_agreement_is_one_or_nought(file: Path) -> None:
    write_dna(one_said(person(), Stance(issue="grow", side="against")), file)
    assert asked(file, "SELECT Value, typeof(Value) FROM DATABOOLEAN") == [(0, "integer")]


def test_stances_neither_are_counted_and_not_written(file: Path) -> None:
    manifest = write_dna(one_said(person(), Stance(issue="grow", side="neither")), file)
    assert manifest.counts["DNA statements"] == 0
    assert {loss.what: loss.count for loss in manifest.losses}["stance neither"] == 1


def test_a_person_s_stance_outranks_the_program_s(file: Path) -> None:
    stances = (Stance(issue="grow", side="for", confidence=0.9), Stance(issue="grow", side="against", coder="Sora"))
    manifest = write_dna(one_said(person(), *stances), file)
    assert asked(file, "SELECT CODERS.Name, Value FROM DATABOOLEAN, STATEMENTS JOIN CODERS ON Coder = CODERS.ID") == [("Sora", 0)]
    assert {loss.what: loss.count for loss in manifest.losses}["stance outranked"] == 1


def test_two_coders_of_one_side_are_one_dna_statement(file: Path) -> None:
    stances = (Stance(issue="grow", side="for", coder="Ann"), Stance(issue="grow", side="for", coder="Sora"))
    manifest = write_dna(one_said(person(), *stances), file)
    assert manifest.counts["DNA statements"] == 1
    assert {loss.what: loss.count for loss in manifest.losses}["second coder of the same side"] == 1


def test_two_coders_who_disagree_are_two_dna_statements(file: Path) -> None:
    stances = (Stance(issue="grow", side="for", coder="Ann"), Stance(issue="grow", side="against", coder="Sora"))
    write_dna(one_said(person(), *stances), file)
    assert [coder for _, _, _, _, coder, _, _ in asked(file, STATEMENT_TABLE)] == ["Ann", "Sora"]


def test_the_tables_hold_what_they_may_and_point_to_what_is_there(file: Path) -> None:
    write_dna(FERRY, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    "order",
    [
        "INSERT INTO STATEMENTS VALUES (9, 1, 1, 5, 5, 1)",
        "INSERT INTO STATEMENTS VALUES (9, 1, 77, 5, 6, 1)",
        "INSERT INTO ENTITIES (VariableId, Value) VALUES (1, 'Ana Ruiz')",
        "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (1, 4, 0)",
        "UPDATE DATABOOLEAN SET Value = 2",
        "UPDATE CODERS SET Red = 256",
        "UPDATE DOCUMENTS SET Title = hex(zeroblob(100))",
        "UPDATE VARIABLES SET DataType = 'date'",
    ],
)
def test_the_tables_refuse_what_dna_s_refuse(file: Path, order: str) -> None:
    write_dna(FERRY, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(order)


def test_deleting_a_document_takes_its_statements_along_as_in_dna(file: Path) -> None:
    write_dna(FERRY, file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM DOCUMENTS")
        assert connection.execute("SELECT count(*) FROM DATASHORTTEXT").fetchone() == (0,)


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.dna", "two.dna"):
        write_dna(FERRY, tmp_path / name)
    assert (tmp_path / "one.dna").read_bytes() == (tmp_path / "two.dna").read_bytes()


def test_a_file_that_is_there_is_replaced_whole(file: Path) -> None:
    file.write_text("old")
    write_dna(FERRY, file)
    assert file.read_bytes().startswith(b"SQLite format 3")
    assert [one.name for one in file.parent.iterdir()] == ["debate.dna"]


def test_what_cannot_be_written_is_said_and_what_was_there_stays(file: Path) -> None:
    file.write_text("old")
    with pytest.raises(ExchangeError, match="the actor 'a', who is not among the actors"):
        write_dna(replace(one_said(person()), actors=()), file)
    assert file.read_text() == "old"


def test_a_stance_on_an_issue_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(ExchangeError, match="the issue 'shrink', which is not in the codebook"):
        write_dna(one_said(person(), Stance(issue="shrink", side="for")), file)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="cannot be written"):
        write_dna(FERRY, tmp_path / "none" / "x.dna")

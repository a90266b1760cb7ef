"""What was written for DNA comes back as it was, and files that people made in DNA come in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Actor, Loss, Stance
from onrecord.exchange.dna.mapping import parse_mapping
from onrecord.exchange.dna.reading import read_dna
from onrecord.exchange.dna.writing import write_dna
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, contents
from tests.exchange.dna_made import ANNOTATION, FOREIGN_TEXT, POSITION, debates, edit, foreign, in_order, kept

if TYPE_CHECKING:
    from onrecord.exchange.contents import Contents, Said

SCALE = """
types:
  DNA Statement: {person: person, organization: organization, issue: concept, side: agreement}
  Position:
    organization: actor
    issue: policy
    side: {variable: score, for: [1, 2], against: [-2, -1], neither: [0]}
  Annotation: skip
"""


def there_and_back(made: Contents) -> Contents:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "debate.dna"
        write_dna(made, path)
        return read_dna(path)[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "harbour.dna"


def said(made: Contents) -> list[Said]:
    return [one for document in made.documents for one in document.statements]


def test_the_ferry_debate_comes_back() -> None:
    assert in_order(there_and_back(FERRY)) == kept(FERRY)


@settings(max_examples=60, deadline=None)
@given(contents())
def test_all_that_dna_can_hold_comes_back(made: Contents) -> None:
    assert in_order(there_and_back(made)) == kept(made)


@settings(max_examples=60, deadline=None)
@given(debates())
def test_what_dna_has_trouble_with_comes_back(made: Contents) -> None:
    assert in_order(there_and_back(made)) == kept(made)


def test_reading_changes_nothing_and_leaves_nothing_beside(file: Path) -> None:
    foreign(file)
    before = file.read_bytes()
    read_dna(file)
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == ["harbour.dna"]


def test_offsets_in_utf_16_units_are_turned_into_code_points(file: Path) -> None:
    foreign(file)
    made, _ = read_dna(file)
    words = [FOREIGN_TEXT[span.start : span.end] for one in said(made) for span in one.content]
    assert words == ["The harbour should grow", "Lee disagreed."]


def test_a_hand_coded_statement_has_its_coder_and_counts_as_checked(file: Path) -> None:
    foreign(file)
    one, _ = said(read_dna(file)[0])
    assert (one.id, one.coder, one.checked, one.actor) == ("dna-1", "Sora", True, "dna-2")
    assert one.claims[0].stances == (Stance(issue="the-harbour-should-grow", side="for", coder="Sora"),)


def test_a_person_has_the_attributes_of_dna_and_the_organization_spoken_for(file: Path) -> None:
    foreign(file)
    made, _ = read_dna(file)
    kim = Actor(id="dna-2", name="Kim", type="person", attributes={"Type": "politician", "affiliation": "Port Union"})
    assert made.actors == (kim, Actor(id="dna-3", name="Lee", type="person"))


def test_another_organization_than_the_usual_one_is_noted_at_the_statement(file: Path) -> None:
    usual = "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (20, 2, 'Town Hall')"
    rows = "INSERT INTO STATEMENTS VALUES (5, 1, 1, 3, 6, 2), (6, 1, 1, 4, 8, 2)"
    texts = "INSERT INTO DATASHORTTEXT VALUES (10, 5, 1, 2), (11, 5, 2, 20), (12, 5, 3, 7), (13, 6, 1, 2), (14, 6, 2, 20), (15, 6, 3, 7)"
    foreign(file, usual, rows, texts, "INSERT INTO DATABOOLEAN VALUES (5, 5, 4, 1), (6, 6, 4, 1)")
    made, _ = read_dna(file)
    assert {one.id: dict(one.notes) for one in said(made)} == {
        "dna-1": {"organization": "Port Union"},
        "dna-2": {},
        "dna-5": {},
        "dna-6": {},
    }


def test_a_concept_is_an_issue_with_dna_s_notes(file: Path) -> None:
    foreign(file)
    (issue,) = read_dna(file)[0].codebook.issues
    assert (issue.id, issue.text, issue.notes) == ("the-harbour-should-grow", "The harbour should grow", "by landfill too")


def test_a_document_has_its_hour_where_it_has_one(file: Path) -> None:
    foreign(file)
    (document,) = read_dna(file)[0].documents
    assert (document.published, document.authors, document.outlet) == ("2026-02-10T14:30:05", ("Jo Vik",), "The Harbour Post")


def test_what_has_no_place_is_counted(file: Path) -> None:
    foreign(file, "INSERT INTO REGEXES (Label) VALUES ('harbou?r')", *ANNOTATION)
    _, manifest = read_dna(file, parse_mapping(SCALE, "map.yml"))
    counted = {loss.what: loss.count for loss in manifest.losses}
    assert counted == {
        "notes of a document": 1,
        "regular expression": 1,
        "section of a document": 1,
        "statement of the type Annotation": 1,
        "type of a document": 1,
    }
    assert Loss(what="regular expression", count=1, why="it only colours texts") in manifest.losses


def test_a_scale_becomes_sides_and_its_value_is_kept(file: Path) -> None:
    foreign(file, *POSITION)
    made, _ = read_dna(file, parse_mapping(SCALE, "map.yml"))
    union = next(one for one in said(made) if one.id == "dna-3")
    assert [(one.issue, one.side) for one in union.claims[0].stances] == [("the-harbour-should-grow", "against")]
    assert dict(union.notes) == {"score": "-2", "tone": "sour"}


def test_one_concept_of_two_types_is_one_issue(file: Path) -> None:
    foreign(file, *POSITION)
    made, _ = read_dna(file, parse_mapping(SCALE, "map.yml"))
    assert made.codebook.ids == ("the-harbour-should-grow",)


def test_a_value_that_the_mapping_says_nothing_of_is_named(file: Path) -> None:
    foreign(file, *POSITION, "UPDATE DATAINTEGER SET Value = 7")
    with pytest.raises(ExchangeError, match=r"STATEMENTS 3: has '7' as score, which the mapping says nothing of"):
        read_dna(file, parse_mapping(SCALE, "map.yml"))


def test_a_type_that_is_not_mapped_is_named_with_all_types_and_variables(file: Path) -> None:
    foreign(file, *POSITION)
    with pytest.raises(ExchangeError, match=r"type 'Position', which is not mapped.*score: integer.*'Annotation' \(0 statements"):
        read_dna(file)


def test_sides_of_one_coder_at_one_place_are_one_statement(file: Path) -> None:
    rows = (
        "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (20, 3, 'Fares should fall')",
        "INSERT INTO STATEMENTS SELECT 5, 1, 1, Start, Stop, 2 FROM STATEMENTS WHERE ID = 1",
        "INSERT INTO DATASHORTTEXT VALUES (10, 5, 1, 2), (11, 5, 2, 5), (12, 5, 3, 20)",
        "INSERT INTO DATABOOLEAN VALUES (5, 5, 4, 0)",
    )
    foreign(file, *rows)
    first = said(read_dna(file)[0])[0]
    assert [(one.issue, one.side) for one in first.claims[0].stances] == [
        ("the-harbour-should-grow", "for"),
        ("fares-should-fall", "against"),
    ]


def test_an_uncoded_concept_is_a_claim_without_a_side(file: Path) -> None:
    foreign(file, "UPDATE DATASHORTTEXT SET Entity = 6 WHERE ID = 3")
    assert said(read_dna(file)[0])[0].claims[0].stances == ()


def test_a_missing_agreement_is_named(file: Path) -> None:
    foreign(file, "DELETE FROM DATABOOLEAN WHERE ID = 2")
    with pytest.raises(ExchangeError, match="STATEMENTS 2: has no value of 'agreement'"):
        read_dna(file)


@pytest.mark.parametrize(
    ("start", "stop", "problem"),
    [
        (0, 500, "goes from 0 to 500 in document 1, whose text has 52 characters"),
        (1, 5, "begins or ends inside of one"),
        (0, 1, "begins or ends inside of one"),
    ],
)
def test_offsets_outside_of_the_text_or_inside_a_character_are_named(file: Path, start: int, stop: int, problem: str) -> None:
    foreign(file, f"UPDATE STATEMENTS SET Start = {start}, Stop = {stop} WHERE ID = 2")  # noqa: S608
    with pytest.raises(ExchangeError, match=f"STATEMENTS 2: .*{problem}"):
        read_dna(file)


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        ("UPDATE STATEMENTS SET Coder = 9 WHERE ID = 1", "STATEMENTS 1: points to coder 9"),
        ("UPDATE STATEMENTS SET DocumentId = 9 WHERE ID = 1", "STATEMENTS 1: points to document 9"),
        ("UPDATE STATEMENTS SET StatementTypeId = 9 WHERE ID = 1", "gives short text to the variable"),
        ("UPDATE DATASHORTTEXT SET Entity = 99 WHERE ID = 1", "DATASHORTTEXT 1: points to entity 99"),
        ("UPDATE DATASHORTTEXT SET Entity = 7 WHERE ID = 1", "DATASHORTTEXT 1: points to entity 7, which is of another variable"),
        ("UPDATE DATASHORTTEXT SET StatementId = 99 WHERE ID = 1", "DATASHORTTEXT 1: points to statement 99"),
        ("UPDATE DATABOOLEAN SET VariableId = 1 WHERE ID = 1", "DATABOOLEAN 1: gives boolean to the variable 'person'"),
        ("UPDATE ATTRIBUTEVALUES SET EntityId = 99 WHERE ID = 1", "ATTRIBUTEVALUES 1: points to entity 99"),
        ("UPDATE DOCUMENTS SET Date = 999999999999999", "DOCUMENTS 1: Date is 999999999999999"),
        ("UPDATE ENTITIES SET Value = '  ' WHERE ID = 7", "ENTITIES 7: the concept can be no issue"),
    ],
)
def test_what_points_nowhere_or_can_be_nothing_is_named(file: Path, order: str, problem: str) -> None:
    foreign(file, order)
    with pytest.raises(ExchangeError, match=problem):
        read_dna(file)


def test_a_note_of_ours_that_somebody_changed_is_counted_and_its_statement_new(file: Path) -> None:
    write_dna(FERRY, file)
    edit(file, "UPDATE DATALONGTEXT SET Value = 'see the other page' WHERE StatementId = 1")
    made, manifest = read_dna(file)
    assert {one.id for one in said(made)} == {"dna-1", "s-union", "s-wants"}
    assert [loss.what for loss in manifest.losses] == ["our note on a statement, changed"]


def test_a_note_of_ours_with_a_place_outside_of_the_text_is_not_believed(file: Path) -> None:
    write_dna(FERRY, file)
    edit(file, "UPDATE DATALONGTEXT SET Value = replace(Value, '[[86,118]]', '[[86,99999]]') WHERE StatementId = 1")
    assert {one.id for one in said(read_dna(file)[0])} == {"dna-1", "s-union", "s-wants"}


def test_a_name_corrected_in_dna_is_the_same_actor_s(file: Path) -> None:
    write_dna(FERRY, file)
    edit(file, "UPDATE ENTITIES SET Value = 'Ana Ruiz-Olden' WHERE Value = 'Ana Ruiz'")
    assert next(actor.name for actor in read_dna(file)[0].actors if actor.id == "a-ruiz") == "Ana Ruiz-Olden"


def test_a_title_changed_in_dna_is_changed_here(file: Path) -> None:
    write_dna(FERRY, file)
    edit(file, "UPDATE DOCUMENTS SET Title = 'Ferries', Author = 'Jo Vik'")
    assert [(one.title, one.authors) for one in read_dna(file)[0].documents] == [("Ferries", ("Jo Vik",)), ("Ferries", ("Jo Vik",))]


def test_a_text_that_was_changed_in_dna_is_as_it_is_there(file: Path) -> None:
    write_dna(FERRY, file)
    edit(file, "UPDATE DOCUMENTS SET Text = 'New: ' || Text WHERE ID = 2")
    assert read_dna(file)[0].documents[1].text.startswith("New: \ufffd\ufffd Night")


def test_the_counts_are_told(file: Path) -> None:
    foreign(file)
    _, manifest = read_dna(file)
    assert dict(manifest.counts) == {"documents": 1, "DNA statements": 2, "statements": 2, "actors": 2, "issues": 1, "coders": 2}


def test_spans_end_where_dna_s_do(file: Path) -> None:
    write_dna(FERRY, file)
    wants = next(one for one in said(read_dna(file)[0]) if one.id == "s-wants")
    assert wants.claims[0].span == (Span(160, 175),)

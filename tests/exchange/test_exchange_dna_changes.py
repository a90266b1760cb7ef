"""What people change in DNA comes back as changes that say what was, what is, and whose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from onrecord.exchange.contents import ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.dna.changes import Change, Placed, changes
from onrecord.exchange.dna.reading import read_dna
from onrecord.exchange.dna.writing import write_dna
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, contents
from tests.exchange.dna_made import clone, coded_by, edit, recode
from tests.exchange.test_exchange_dna_reading import there_and_back

if TYPE_CHECKING:
    from pathlib import Path

#: The DNA statements of the ferry debate.
SAIL, OPPOSES, WANTS = 1, 2, 3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.dna"
    write_dna(FERRY, path)
    return path


def changed(file: Path) -> tuple[Change, ...]:
    return changes(FERRY, read_dna(file)[0])


def only(file: Path) -> Change:
    (change,) = changed(file)
    return change


def flip(file: Path, number: int) -> None:
    edit(file, f"UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId = {number}")  # noqa: S608


def test_what_nobody_touched_is_unchanged(file: Path) -> None:
    assert changed(file) == ()


@settings(max_examples=60, deadline=None)
@given(contents())
def test_no_contents_change_by_going_there_and_back(made: Contents) -> None:
    assert changes(made, there_and_back(made)) == ()


def test_a_stance_turned_over_is_changed_by_its_coder(file: Path) -> None:
    flip(file, OPPOSES)
    coded_by(file, OPPOSES, "Mira")
    change = only(file)
    assert (change.kind, change.statement, change.claim, change.coder) == ("stance changed", "s-union", "c-opposes", "Mira")
    assert change.old == Placed(span=Span(160, 193), actor="a-union", organization="", issue="night-crossings", side="against")
    assert change.new == Placed(span=Span(160, 193), actor="a-union", organization="", issue="night-crossings", side="for")


def test_where_the_program_is_still_named_nobody_is(file: Path) -> None:
    flip(file, OPPOSES)
    assert only(file).coder is None


def test_another_concept_is_another_issue(file: Path) -> None:
    recode(file, WANTS, "concept", "The town should buy a second ferry.")
    change = only(file)
    assert (change.kind, change.coder) == ("issue changed", "Mira")
    assert change.old is not None
    assert change.new is not None
    assert (change.old.issue, change.new.issue, change.new.side) == ("night-crossings", "second-ferry", "for")


def test_a_new_concept_is_a_new_issue(file: Path) -> None:
    recode(file, WANTS, "concept", "Fares should fall.")
    change = only(file)
    assert change.new is not None
    assert change.new.issue == "fares-should-fall"
    assert "fares-should-fall" in read_dna(file)[0].codebook.ids


def test_another_stretch_is_moved(file: Path) -> None:
    edit(file, f"UPDATE STATEMENTS SET Start = 149 WHERE ID = {WANTS}")  # noqa: S608
    change = only(file)
    assert (change.kind, change.statement, change.coder) == ("moved", "s-wants", "Mira")
    assert change.old is not None
    assert change.new is not None
    assert (change.old.span, change.new.span) == (Span(160, 175), Span(149, 175))


def test_another_person_is_re_attributed(file: Path) -> None:
    recode(file, WANTS, "person", "Bo Ek")
    kinds = {change.kind: change for change in changed(file)}
    change = kinds["re-attributed"]
    assert change.old is not None
    assert change.new is not None
    assert (change.statement, change.old.actor, change.new.actor, change.coder) == ("s-wants", "a-ruiz", "a-ek", "Mira")


def test_somebody_new_is_an_actor_of_the_file(file: Path) -> None:
    recode(file, WANTS, "person", "Kim Harbour")
    (change,) = (one for one in changed(file) if one.kind == "re-attributed")
    after = {actor.id: actor for actor in read_dna(file)[0].actors}
    assert change.new is not None
    assert after[change.new.actor or ""].name == "Kim Harbour"


def test_another_organization_of_a_person_is_another_affiliation(file: Path) -> None:
    recode(file, WANTS, "organization", "The Harbour Union")
    change = only(file)
    assert change.kind == "affiliation changed"
    assert change.old is not None
    assert change.new is not None
    assert (change.old.organization, change.new.organization) == ("Port Town", "The Harbour Union")


def test_a_statement_deleted_is_removed(file: Path) -> None:
    edit(file, "PRAGMA foreign_keys = ON", f"DELETE FROM STATEMENTS WHERE ID = {OPPOSES}")  # noqa: S608
    change = only(file)
    assert (change.kind, change.statement, change.claim, change.new) == ("removed", "s-union", "c-opposes", None)
    assert change.old is not None
    assert change.old.issue == "night-crossings"


def test_an_emptied_concept_removes_the_side(file: Path) -> None:
    recode(file, WANTS, "concept", "")
    assert [(one.kind, one.statement) for one in changed(file)] == [("removed", "s-wants")]


def test_a_copy_with_another_concept_adds_a_side_to_the_claim(file: Path) -> None:
    number = clone(file, SAIL, "Mira")
    recode(file, number, "concept", "The ferry should cross at night.")
    change = only(file)
    assert (change.kind, change.statement, change.claim, change.coder) == ("added", "s-bridge", "c-sail", "Mira")
    assert change.new is not None
    assert (change.new.issue, change.new.side) == ("night-crossings", "for")


def test_a_copy_at_another_place_is_a_statement_of_its_own(file: Path) -> None:
    number = clone(file, SAIL, "Mira")
    edit(file, f"UPDATE STATEMENTS SET Start = 23, Stop = 53 WHERE ID = {number}")  # noqa: S608
    change = only(file)
    assert (change.kind, change.statement, change.coder) == ("added", f"dna-{number}", "Mira")
    assert change.new is not None
    assert change.new.span == Span(23, 53)


def test_a_number_used_again_is_not_taken_for_the_statement_that_had_it(file: Path) -> None:
    edit(file, "PRAGMA foreign_keys = ON", f"DELETE FROM STATEMENTS WHERE ID = {WANTS}")  # noqa: S608
    edit(
        file,
        "INSERT INTO STATEMENTS VALUES (3, 1, 2, 3, 18, 4)",
        "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (3, 4, 0)",
        "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (3, 1, 3), (3, 2, 4), (3, 3, 8)",
    )
    assert [(one.kind, one.statement, one.coder) for one in changed(file)] == [("added", "dna-3", "Mira"), ("removed", "s-wants", None)]


def test_a_statement_taken_over_by_a_person_says_so(file: Path) -> None:
    coded_by(file, OPPOSES, "Jo Vik")
    change = only(file)
    assert (change.kind, change.statement, change.coder) == ("coder changed", "s-union", "Jo Vik")


def test_a_statement_marked_as_checked_says_so(file: Path) -> None:
    recode(file, OPPOSES, "status", "checked")
    change = only(file)
    assert (change.kind, change.statement) == ("checked", "s-union")


def test_one_of_two_codings_by_somebody_else_leaves_the_statement_as_it_is(file: Path) -> None:
    number = clone(file, SAIL, "Mira")
    recode(file, number, "concept", "The ferry should cross at night.")
    recode(file, number, "person", "Bo Ek")
    change = only(file)
    assert (change.kind, change.statement) == ("added", f"dna-{number}")
    assert change.new is not None
    assert change.new.actor == "a-ek"


def test_a_document_that_is_not_in_the_file_is_passed_over(file: Path) -> None:
    edit(file, "PRAGMA foreign_keys = ON", "DELETE FROM DOCUMENTS WHERE ID = 1")
    assert changed(file) == ()


def test_what_was_never_written_is_not_removed(file: Path) -> None:
    assert any(said.id == "s-fares" for said in FERRY.documents[0].statements)
    assert changed(file) == ()


def test_a_statement_of_two_claims_by_somebody_else_is_re_attributed_once() -> None:
    text = "Build it now. Build it here."
    claims = tuple(
        ClaimMade(id=f"c{span.start}", span=(span,), stances=(Stance(issue="i", side="for"),)) for span in (Span(0, 13), Span(14, 28))
    )
    said = Said(id="s", content=(Span(0, 28),), actor="kim", claims=claims)
    before = Contents(name="made", documents=(Document(id="d", text=text, statements=(said,)),))
    after = replace(before, documents=(replace(before.documents[0], statements=(replace(said, actor="lee"),)),))
    assert [(change.kind, change.statement) for change in changes(before, after)] == [("re-attributed", "s")]

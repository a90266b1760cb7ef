"""Contents of other programs' files taken into a database: what came from here as the rulings that differ, the rest as people's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError, UnknownError
from onrecord.exchange import taking
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.dna.reading import read_dna
from onrecord.exchange.dna.writing import write_dna
from onrecord.exchange.gathering import gather
from onrecord.exchange.taking import TakenIn, take_in
from onrecord.spans import Span
from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate, texts_of_debate
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.forgetting import forget
from onrecord.store.schema import metadata, rulings
from tests.exchange.contents_made import FERRY
from tests.stances_made import ids_of
from tests.town_made import ARTICLES, IDS, fill_town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOTHING = TakenIn(articles=0, issues=0, added=0, rulings=0, losses=())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A database of the town and an empty one, of which each test has copies."""
    folder = tmp_path_factory.mktemp("town")
    Database.open(str(folder / "empty.db")).close()
    (folder / "town.db").write_bytes((folder / "empty.db").read_bytes())
    with Database.open(str(folder / "town.db")) as database:
        fill_town(database, folder)
    return {name: (folder / f"{name}.db").read_bytes() for name in ("town", "empty")}


def opened(files: dict[str, bytes], name: str, folder: Path) -> Iterator[Database]:
    path = folder / f"{name}.db"
    path.write_bytes(files[name])
    with Database.open(str(path)) as database:
        yield database
        assert problems(database) == []


@pytest.fixture
def town(files: dict[str, bytes], tmp_path: Path) -> Iterator[Database]:
    yield from opened(files, "town", tmp_path)


@pytest.fixture
def empty(files: dict[str, bytes], tmp_path: Path) -> Iterator[Database]:
    yield from opened(files, "empty", tmp_path)


def take(database: Database, contents: Contents, debate: str | None = None, coder: str = "Lee") -> TakenIn:
    return take_in(database, contents, origin="town.dna", coder=coder, debate=debate)


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.read() as connection:
        return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables}


def changed(contents: Contents, statement: str, change: Callable[[Said], Said | None]) -> Contents:
    """The contents with one statement changed, or taken out."""

    def of(document: Document) -> Document:
        made = [change(one) if one.id == statement else one for one in document.statements]
        return replace(document, statements=tuple(one for one in made if one is not None))

    return replace(contents, documents=tuple(of(document) for document in contents.documents))


def with_stances(*stances: Stance) -> Callable[[Said], Said]:
    return lambda one: replace(one, claims=(replace(one.claims[0], stances=stances), *one.claims[1:]))


def said(database: Database, statement: str) -> tuple[Said, dict[str, Actor]]:
    contents = gather(database)
    found = next(one for document in contents.documents for one in document.statements if one.id == statement)
    return found, {actor.id: actor for actor in contents.actors}


def ruled(database: Database) -> list[tuple[Any, ...]]:
    """The rulings since Kim's on the union: statement, field, value, coder."""
    with database.read() as connection:
        rows = connection.execute(select(rulings).order_by(rulings.c.id)).all()[1:]
    return [(row.statement_id, row.field, row.new, row.coder) for row in rows]


def test_what_comes_back_as_it_went_changes_nothing(town: Database) -> None:
    before = counts(town)
    for _ in range(2):
        assert take(town, gather(town)) == NOTHING
    assert counts(town) == before


def test_what_another_database_has_is_taken_in_as_peoples_and_again_changes_nothing(town: Database, empty: Database) -> None:
    contents = replace(gather(town), model=None)  # coded by people alone
    done = take(empty, contents)
    assert (done.articles, done.issues, done.added) == (4, 2, 9)
    assert [(loss.what, loss.count) for loss in done.losses] == [("marks that a statement is told by somebody else", 2)]
    there = gather(empty)
    assert there.codebook == contents.codebook
    assert {one.name for one in there.actors} == {one.name for one in contents.actors}
    told = [[{(s.issue, s.side) for c in one.claims for s in c.stances} for one in document.statements] for document in contents.documents]
    assert [[{(s.issue, s.side) for c in one.claims for s in c.stances} for one in doc.statements] for doc in there.documents] == told
    assert there.coders == ("Kim", "Lee")
    before = counts(empty)
    again = take(empty, contents)
    assert (again.articles, again.issues, again.added, again.rulings) == (0, 0, 0, 0)
    assert counts(empty) == before


def test_what_the_program_of_another_database_read_is_not_taken_in_as_peoples(town: Database, empty: Database) -> None:
    done = take(empty, gather(town))
    assert (done.articles, done.added) == (4, 1)
    assert ("statements that the program read", 8) in [(loss.what, loss.count) for loss in done.losses]
    assert gather(empty).coders == ("Kim", "Lee")  # Kim's stance; the statement counts as added by who takes it in


def test_the_ferry_debate_is_taken_in_with_affiliations_and_coders(empty: Database) -> None:
    done = take(empty, FERRY)
    assert (done.articles, done.issues) == (2, 2)
    there = gather(empty)
    ruiz = next(one for one in there.actors if one.name == "Ana Ruiz")
    assert (ruiz.attributes["affiliation"], ruiz.attributes["role"]) == ("Port Town", "mayor")
    assert there.coders == ("Jo Vik", "Lee", "Mira")
    assert take(empty, FERRY).rulings == 0


def test_a_stance_changed_elsewhere_is_that_coders_ruling(town: Database) -> None:
    contents = changed(gather(town), IDS[0], with_stances(Stance(issue="trams", side="against", coder="Mira")))
    assert take(town, contents) == replace(NOTHING, rulings=1)
    assert ruled(town) == [(IDS[0], "stance", {"issue": "trams", "stance": "against"}, "Mira")]
    assert take(town, contents) == NOTHING


@pytest.mark.parametrize("change", [with_stances(), lambda _: None], ids=["its stance", "the statement"])
def test_what_was_taken_out_elsewhere_has_no_stance_here(town: Database, change: Any) -> None:
    contents = changed(gather(town), IDS[4], change)
    assert take(town, contents).rulings == 1
    assert ruled(town) == [(IDS[4], "stance", {"issue": "trams", "stance": None}, "Lee")]
    assert take(town, contents) == NOTHING


def test_a_claim_moved_and_a_speaker_changed_elsewhere(town: Database) -> None:
    before = gather(town)
    one, actors = said(town, IDS[4])
    union = next(actor.id for actor in actors.values() if actor.name == "Harbour Union")
    start, end = one.content[0]
    moved = replace(one, actor=union, claims=(replace(one.claims[0], span=(Span(start, end - 5),)),))
    contents = changed(before, IDS[4], lambda _: moved)
    assert take(town, contents).rulings == 2
    now, _ = said(town, IDS[4])
    assert (now.actor, now.claims[0].span) == (union, (Span(start, end - 5),))
    assert {row[1] for row in ruled(town)} == {"span", "speaker"}
    assert len(gather(town).actors) == len(before.actors) - 1  # Bo Ek says nothing any more, and the union is one as before


def test_an_affiliation_changed_on_one_statement_comes_in_once(town: Database) -> None:
    contents = changed(gather(town), IDS[0], lambda one: replace(one, notes={"organization": "Harbour League"}))
    take(town, contents)
    assert (IDS[0], "affiliation", "Harbour League", "Lee") in ruled(town)
    before = counts(town)
    assert take(town, contents) == NOTHING
    assert counts(town) == before


def test_a_statement_added_elsewhere_is_added_here(town: Database) -> None:
    contents = gather(town)
    one = contents.documents[1]
    mark = Span(0, 5)
    stance = Stance(issue="buses", side="against", coder="Mira")
    new = Said(id="99", content=(mark,), actor="new", coder="Mira", claims=(ClaimMade(id="c", span=(mark,), stances=(stance,)),))
    documents = (contents.documents[0], replace(one, statements=(new, *one.statements)), *contents.documents[2:])
    cast = (*contents.actors, Actor(id="new", name="Cleo Obi", type="person"))
    contents = replace(contents, documents=documents, actors=cast)
    assert (take(town, contents).added, take(town, contents)) == (1, NOTHING)
    added = gather(town).documents[1].statements[0]
    assert (added.coder, added.claims[0].stances) == ("Mira", (replace(stance, confidence=None),))


def test_stances_on_issues_that_a_file_does_not_know_stay(town: Database) -> None:
    contents = gather(town)
    contents = replace(contents, codebook=Codebook((contents.codebook.issue("buses"),)))
    for id_ in (IDS[0], IDS[1], IDS[4], IDS[6], IDS[7], IDS[8]):
        contents = changed(contents, id_, with_stances())
    assert take(town, contents) == NOTHING


def test_an_issue_with_another_sentence_is_refused_and_nothing_changes(town: Database) -> None:
    before = counts(town)
    other = replace(gather(town), codebook=Codebook((Issue(id="trams", text="Trams should go"),)))
    with pytest.raises(CodebookError, match=r"town\.dna has this id for another sentence, “Trams should go”, than the codebook here"):
        take(town, other)
    assert counts(town) == before
    named = Codebook(tuple(Issue(id=id_, text=id_) for id_ in ("trams", "buses")))  # of a program that keeps no sentences
    assert take(town, replace(gather(town), codebook=named)) == NOTHING


def test_articles_are_put_into_the_debate_that_is_named(town: Database, empty: Database) -> None:
    make_debate(empty, "Town")
    take(empty, gather(town), debate="Town")
    assert len(texts_of_debate(empty, "Town")) == 4
    assert (gather(empty, "Town").codebook.ids, gather(empty).codebook.ids) == (("trams", "buses"), ())
    with pytest.raises(UnknownError, match="no debate 'Village'"):
        take(empty, gather(town), debate="Village")


def test_what_may_not_come_back_or_has_no_text_is_left_out_and_counted(town: Database) -> None:
    contents = gather(town)
    forget(town, ids_of(ARTICLES)[1], reason="licence ended")
    empty_one = Document(id="nothing", text=" \n")
    done = take(town, replace(contents, documents=(*contents.documents, empty_one)))
    assert {loss.what: loss.count for loss in done.losses} == {"documents without text": 1, "documents that were deleted on request": 1}
    assert len(gather(town).documents) == 3


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(town: Database, empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    contents = replace(gather(town), model=None)
    real, calls = taking.take_coded, list[str]()

    def broken(database: Database, article: str, *rest: Any, **more: Any) -> Any:
        calls.append(article)
        if len(calls) > 2:
            raise KeyboardInterrupt
        return real(database, article, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "take_coded", broken)
        with pytest.raises(KeyboardInterrupt):
            take(empty, contents)
    assert problems(empty) == []
    take(empty, contents)
    assert take(empty, contents).rulings == 0
    assert [len(document.statements) for document in gather(empty).documents] == [1, 4, 2, 2]


def test_edits_made_in_dna_come_back_and_nothing_else(town: Database, tmp_path: Path) -> None:
    write_dna(gather(town), tmp_path / "town.dna")
    before = counts(town)
    assert take(town, read_dna(tmp_path / "town.dna")[0]) == NOTHING
    assert counts(town) == before
    contents = changed(read_dna(tmp_path / "town.dna")[0], IDS[6], with_stances(Stance(issue="trams", side="for", coder="Mira")))
    assert take(town, contents).rulings == 1
    assert ruled(town) == [(IDS[6], "stance", {"issue": "trams", "stance": "for"}, "Mira")]

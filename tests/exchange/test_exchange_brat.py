from __future__ import annotations

import contextlib
import json
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bioc import brat as peer
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook
from onrecord.errors import ExchangeError
from onrecord.exchange.brat.reading import read_brat
from onrecord.exchange.brat.writing import write_brat
from onrecord.exchange.contents import ClaimMade, Contents, Document, Said, Stance
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, FERRY_TEXT, contents, damage

if TYPE_CHECKING:
    from collections.abc import Iterable


def parted(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without the line ends in them, as brat keeps them."""
    return tuple(Span(s.start + m.start(), s.start + m.end()) for s in spans for m in re.finditer(r"[^\n]+", text[s.start : s.end]))


def held(whole: Contents) -> Contents:
    """What brat can hold of contents: words, parted where a line ends."""

    def claim(document: Document, one: ClaimMade) -> ClaimMade:
        return replace(one, span=parted(document.text, one.span))

    def said(document: Document, one: Said, known: set[str]) -> Said:
        claims = tuple(made for made in (claim(document, c) for c in one.claims) if made.span)
        parts = {name: parted(document.text, getattr(one, name)) for name in ("content", "source", "cue")}
        return replace(one, claims=claims, reported_by=one.reported_by if one.reported_by in known else None, **parts)

    documents = []
    for document in whole.documents:
        known = {one.id for one in document.statements if parted(document.text, one.content)}
        made = [said(document, one, known) for one in document.statements if one.id in known]
        documents.append(replace(document, statements=tuple(sorted(made, key=lambda one: one.content[0].start))))
    return replace(whole, documents=tuple(documents))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_brat(FERRY, tmp_path / "ferry")
    return tmp_path / "ferry"


def changed(folder: Path, old: str, new: str, file: str = "d-ferry.ann") -> None:
    """Does what a person does in brat."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


@given(whole=contents())
@settings(max_examples=60, deadline=None)
def test_what_brat_can_hold_comes_back(whole: Contents) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "whole.zip"
        write_brat(whole, path)
        back, manifest = read_brat(path)
    assert back == held(whole)
    assert manifest.losses == ()


def test_a_folder_and_an_archive_hold_the_same(folder: Path, tmp_path: Path) -> None:
    manifest = write_brat(FERRY, tmp_path / "ferry.zip")
    assert read_brat(folder) == read_brat(tmp_path / "ferry.zip")
    assert read_brat(folder)[0] == FERRY
    assert manifest.counts == {"documents": 2, "statements": 6, "claims": 4, "stances": 5, "actors": 3, "issues": 2, "coders": 2}
    assert manifest.losses == ()


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_brat(FERRY, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_another_reader_finds_the_words_after_pictograms(folder: Path) -> None:
    text, annotations = ((folder / f"d-ferry.{end}").read_text(encoding="utf-8") for end in ("txt", "ann"))
    document = peer.loads(text, annotations)
    assert text == FERRY_TEXT
    words = {
        entity.id: " ".join(text[part.begin : part.end] for part in sorted(entity.locations))
        for entity in document.entities
    }  # fmt: skip
    assert words == {entity.id: entity.text for entity in document.entities}
    triggers = {event.trigger_id for event in document.events if event.type == "Statement"}
    assert {words[id_] for id_ in triggers} == {
        "“We cannot wait for a bridge,” “The ferry 🚢 must sail by spring.”",
        "that Ruiz wants night crossings, which it opposes",
        "night crossings",
        "Fares to double",
    }
    ids = {one.id for one in document.annotations}
    assert {part for event in document.events for part in event.arguments.values()} <= ids
    assert {attribute.refid for attribute in document.attributes} <= ids


def test_the_configuration_names_every_type_and_attribute_in_use(folder: Path) -> None:
    conf = (folder / "annotation.conf").read_text(encoding="utf-8")
    declared = {re.split(r"\s", line)[0] for line in conf.splitlines() if line and not line.startswith("[")}
    document = peer.loads(FERRY_TEXT, (folder / "d-ferry.ann").read_text(encoding="utf-8"))
    used = {one.type for some in (document.entities, document.events, document.attributes) for one in some}
    assert used <= declared
    assert "Stance_night-crossings\tArg:Claim, Value:for|against|neither" in conf.splitlines()
    assert "Stance_night-crossings | The ferry should cross at night. | night-crossings" in (folder / "visual.conf").read_text()


def test_a_line_end_in_a_content_parts_it_and_is_counted(tmp_path: Path) -> None:
    text = "🚢 It sails.\nIt sinks.\r\n"
    whole = Contents(name="two lines", documents=(Document(id="d", text=text, statements=(Said(id="s", content=(Span(2, 22),)),)),))
    manifest = write_brat(whole, tmp_path / "out")
    back, _ = read_brat(tmp_path / "out")
    assert back.documents[0].statements[0].content == (Span(2, 11), Span(12, 21))
    assert back.documents[0].text == text
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("place where a marked passage goes over the end of a line", 1)]
    assert b"\r" not in (tmp_path / "out" / "d.txt").read_bytes()


def test_an_issue_of_other_letters_keeps_its_id(tmp_path: Path) -> None:
    made = Stance(issue="d.é東", side="against", coder="Mira")
    said = Said(id="s", content=(Span(0, 2),), claims=(ClaimMade(id="c", span=(Span(0, 2),), stances=(made,)),))
    codebook = Codebook((replace(FERRY.codebook.issues[0], id="d.é東"),))
    write_brat(Contents(name="x", documents=(Document(id="d", text="ab", statements=(said,)),), codebook=codebook), tmp_path / "out")
    assert "Stance_d_2e__e9__6771_ E1 against" in (tmp_path / "out" / "d.ann").read_text().replace("E2", "E1")
    assert read_brat(tmp_path / "out")[0].documents[0].statements[0].claims[0].stances == (made,)


def test_a_side_changed_in_brat_is_nobodys_until_somebody_signs_it(folder: Path) -> None:
    changed(folder, "Stance_night-crossings E7 against", "Stance_night-crossings E7 for")
    union = read_brat(folder)[0].documents[0].statements[1]
    assert union.id == "s-union"
    assert union.claims[0].stances == (Stance(issue="night-crossings", side="for"),)


def test_a_statement_made_in_brat_has_an_id_of_its_own(folder: Path) -> None:
    with (folder / "d-night.ann").open("a", encoding="utf-8") as file:
        file.write("T20\tStatement 31 35\tgift\nT21\tSource 71 75\thead\nE9\tStatement:T20 Source:T21\nA9\tForm E9 mixed\n")
        file.write("N9\tReference T21 Actor:new%20one\tThe head\n#9\tAnnotatorNotes E9\task her\n")
    back, manifest = read_brat(folder)
    made = next(one for one in back.documents[1].statements if one.id == "d-night/E9")
    assert (made.content, made.source, made.form, made.actor, made.confidence) == (
        (Span(31, 35),), (Span(71, 75),), "mixed", "new one", None,
    )  # fmt: skip
    assert made.notes == {"note": "ask her"}
    assert next(one for one in back.actors if one.id == "new one").name == "The head"
    assert [loss.what for loss in manifest.losses] == ["type of an actor"]


def test_a_folder_from_elsewhere_is_read_without_what_this_program_keeps_beside(folder: Path) -> None:
    (folder / "onrecord.json").unlink()
    with (folder / "d-night.ann").open("a", encoding="utf-8") as file:
        file.write("T30\tPlace 43 49\thotels\nR1\tNear Arg1:T30 Arg2:T1\n*\tEquiv T30 T1\nA30\tNegation T30\n")
    back, manifest = read_brat(folder)
    assert [document.id for document in back.documents] == ["d-ferry", "d-night"]
    assert [one.id for document in back.documents for one in document.statements] == [
        one.id for document in FERRY.documents for one in document.statements
    ]
    assert back.codebook.ids == ("second-ferry", "night-crossings")
    assert {loss.what for loss in manifest.losses} == {
        "annotation of type Place", "relation Near", "relation Equiv", "attribute Negation", "sentence of an issue", "type of an actor",
    }  # fmt: skip


def test_a_text_that_brat_read_with_single_line_ends_is_understood(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("One.\r\nTwo 🚢 three.\r\n".encode())
    (tmp_path / "a.ann").write_text("T1\tStatement 9 10\t🚢\nE1\tStatement:T1\n", encoding="utf-8")
    document = read_brat(tmp_path)[0].documents[0]
    assert document.text == "One.\nTwo 🚢 three.\n"
    assert document.statements[0].content == (Span(9, 10),)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("T1\tStatement 23 53;85 119\t“We", "T1\tStatement 23 53;85 119\t“He", r"d-ferry\.ann:1: T1 says .* the text was changed"),
        ("T2\tSource 54 68", "T2\tSource 54 9999", r"d-ferry\.ann:2: T2 marks 54 to 9999 of a text of \d+ characters"),
        ("T1\tStatement 23 53;85 119", "T1\tStatement 23 53;40 119", r"d-ferry\.ann:1: the parts of T1 overlap"),
        ("Statement:T1 Source:T2", "Statement:T1 Source:T99", r"'T99', a part of E1, is nowhere"),
        ("Statement:T1 Source:T2", "Statement:T99 Source:T2", r"the trigger 'T99' of E1 is nowhere"),
        ("A8\tForm E1 direct", "A8\tForm E1 sung", r"Form of E1 cannot be 'sung'; choose one of direct, indirect, mixed"),
        (
            "A13\tStance_night-crossings E7 against",
            "A13\tStance_night-crossings E7 maybe",
            r"cannot be 'maybe'; choose one of for, against",
        ),
        ("A9\tVoice", "A8\tVoice", r"the id 'A8' stands in line \d+ too"),
        ("A9\tVoice", "Q9\tVoice", r"the id 'Q9' is none that brat has"),
        ("A9\tVoice E1 report", "A9 Voice E1 report", r"has no tab after its id"),
        ("T3\tCue 69 83", "T3\tCue 69-83", r"'Cue 69-83' cannot be read; it is written TYPE START END"),
    ],
)
def test_a_line_that_is_wrong_is_named(folder: Path, old: str, new: str, told: str) -> None:
    changed(folder, old, new)
    with pytest.raises(ExchangeError, match=told):
        read_brat(folder)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"onrecord": 2}, "not of version 1"),
        ({"actors": [{"id": "a", "name": "A", "type": "robot"}]}, "cannot be 'robot'; choose one of person"),
        ({"issues": [{"id": "a b", "text": "x", "notes": ""}]}, "id cannot be 'a b'"),
        ({"issues": [{"id": "a", "text": "x", "notes": "", "parent": ["a"]}]}, "parent must be a text"),
        ({"documents": "all"}, "documents must be a list"),
        ({"documents": [{"file": 3}]}, "file must be a text, and is '3'"),
    ],
)
def test_what_is_kept_beside_is_mistrusted(folder: Path, row: dict[str, object], told: str) -> None:
    (folder / "onrecord.json").write_text(json.dumps({"onrecord": 1} | row))
    with pytest.raises(ExchangeError, match=rf"onrecord\.json: .*{told}"):
        read_brat(folder)


def test_json_that_is_nested_too_deep_is_refused(folder: Path) -> None:
    (folder / "onrecord.json").write_text("[" * 200_000)
    with pytest.raises(ExchangeError, match="it is no JSON"):
        read_brat(folder)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_folder_is_read_or_refused(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "ferry"
        write_brat(FERRY, folder)
        file = folder / data.draw(st.sampled_from(["d-ferry.ann", "d-ferry.txt", "onrecord.json"]))
        file.write_bytes(damage(data, file.read_bytes()))
        with contextlib.suppress(ExchangeError):
            back, _ = read_brat(folder)
            marked = [(document, span) for document in back.documents for said in document.statements for span in said.content]
            assert all(0 <= span.start < span.end <= len(document.text) for document, span in marked)


def test_annotations_without_their_text_are_refused(folder: Path) -> None:
    (folder / "d-night.txt").unlink()
    with pytest.raises(ExchangeError, match=r"d-night\.ann: its text d-night\.txt is missing"):
        read_brat(folder)


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="there is no text with annotations in it"):
        read_brat(tmp_path)


def test_a_folder_that_people_work_in_is_not_written_over(folder: Path) -> None:
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    with pytest.raises(ExchangeError, match="it is there already; name a new folder"):
        write_brat(FERRY, folder)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_document_taken_out_of_the_folder_is_told(folder: Path) -> None:
    for end in ("txt", "ann"):
        (folder / f"d-night.{end}").unlink()
    back, manifest = read_brat(folder)
    assert [document.id for document in back.documents] == ["d-ferry"]
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("document that is no longer there", 1)]


def test_documents_of_like_names_get_files_of_their_own(tmp_path: Path) -> None:
    whole = Contents(name="x", documents=tuple(Document(id=id_, text=id_) for id_ in ("a/b", "a_b", "A:b", "../..")))
    write_brat(whole, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        names = {name for name in archive.namelist() if name.endswith(".txt")}
    assert len({name.lower() for name in names}) == 4
    assert not any("/" in name or name.startswith(".") for name in names)
    assert read_brat(tmp_path / "x.zip")[0] == whole

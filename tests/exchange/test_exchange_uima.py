from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from cassis import Cas, load_cas_from_xmi, load_typesystem
from hypothesis import given, settings

from onrecord.exchange.bundles import opened_bundle
from onrecord.exchange.companion import read_companion
from onrecord.exchange.contents import Contents, Document, Said
from onrecord.exchange.uima import write_uima
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, FERRY_TEXT, contents


def cases(path: Path) -> dict[str, Cas]:
    """What another program's reader makes of the files, by the id of the article."""
    with opened_bundle(path) as bundle:
        system = load_typesystem(BytesIO(bundle.read("TypeSystem.xml")))
        found = [
            load_cas_from_xmi(BytesIO(bundle.read(name)), typesystem=system, lenient=False)
            for name in bundle.names
            if name.endswith(".xmi")
        ]
    return {cas.select("onrecord.Article")[0].articleId: cas for cas in found}


def words(passages: Any) -> list[str]:
    return [one.get_covered_text() for one in passages.elements] if passages else []


def quoted(document: Document, spans: tuple[Span, ...]) -> list[str]:
    return [document.text[span.start : span.end] for span in spans]


@given(whole=contents())
@settings(max_examples=25, deadline=None)
def test_another_reader_finds_every_passage(whole: Contents) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_uima(whole, Path(place) / "x.zip")
        found = cases(Path(place) / "x.zip")
    assert set(found) == {document.id for document in whole.documents}
    for document in whole.documents:
        cas = found[document.id]
        assert cas.sofa_string == document.text
        made = {one.statementId: one for one in cas.select("onrecord.Statement")}
        assert set(made) == {said.id for said in document.statements}
        for said in document.statements:
            one = made[said.id]
            assert words(one.passages) == quoted(document, said.content)
            assert words(one.source and one.source.passages) == quoted(document, said.source)
            assert words(one.cue and one.cue.passages) == quoted(document, said.cue)
            assert (one.form, one.voice, one.checked, one.confidence) == (said.form, said.voice, said.checked, said.confidence)
            assert (one.actor and one.actor.actorId, one.coder) == (said.actor, said.coder)
            assert (one.reportedBy and one.reportedBy.statementId) == said.reported_by
            claims = one.claims.elements if one.claims else []
            assert [words(claim.passages) for claim in claims] == [quoted(document, claim.span) for claim in said.claims]
            assert [(claim.kind, claim.level, claim.main) for claim in claims] == [(c.kind, c.level, c.main) for c in said.claims]
            sides = [[(s.issue, s.side, s.confidence, s.coder) for s in (c.stances.elements if c.stances else ())] for c in claims]
            assert sides == [[(s.issue, s.side, s.confidence, s.coder) for s in claim.stances] for claim in said.claims]


def test_offsets_count_utf16_units(tmp_path: Path) -> None:
    write_uima(FERRY, tmp_path / "out")
    xmi = (tmp_path / "out" / "d-ferry.xmi").read_text(encoding="utf-8")
    start = len(FERRY_TEXT[: FERRY_TEXT.index("Mayor")].encode("utf-16-le")) // 2
    assert start == FERRY_TEXT.index("Mayor") + 1
    assert f'begin="{start}" end="{start + len("Mayor Ana Ruiz")}"' in xmi


def test_a_statement_reaches_from_its_first_passage_to_its_last(tmp_path: Path) -> None:
    write_uima(FERRY, tmp_path / "out")
    cas = cases(tmp_path / "out")["d-ferry"]
    fares = next(one for one in cas.select("onrecord.Statement") if one.statementId == "s-fares")
    assert fares.get_covered_text() == "Fares are expected to double"
    assert words(fares.passages) == ["Fares", "to double"]


def test_an_actor_stands_in_a_file_once(tmp_path: Path) -> None:
    write_uima(FERRY, tmp_path / "out")
    actors = cases(tmp_path / "out")["d-ferry"].select("onrecord.Actor")
    assert [(one.name, one.actorType) for one in actors] == [("Ana Ruiz", "person"), ("The Harbour Union", "organization")]
    assert actors[0].attributes.elements == ["role: mayor", "affiliation: Port Town", "party: H & L"]


def test_the_codebook_stands_beside(tmp_path: Path) -> None:
    manifest = write_uima(FERRY, tmp_path / "out")
    kept = read_companion((tmp_path / "out" / "onrecord.json").read_bytes(), "onrecord.json")
    assert (kept.codebook, kept.actors) == (FERRY.codebook, FERRY.actors)
    assert manifest.losses == ()


def test_characters_that_xml_has_no_place_for_keep_the_offsets(tmp_path: Path) -> None:
    document = Document(id="d", text="\x00\ud83d🚢\r\n\tsails", statements=(Said(id="s", content=(Span(6, 11),)),))
    manifest = write_uima(Contents(name="x", documents=(document,)), tmp_path / "out")
    cas = cases(tmp_path / "out")["d"]
    assert cas.sofa_string == "\ufffd\ufffd🚢\r\n\tsails"
    assert cas.select("onrecord.Statement")[0].get_covered_text() == "sails"
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("character that XML cannot hold", 2)]


def test_the_same_contents_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_uima(FERRY, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()

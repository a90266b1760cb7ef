from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from onrecord.exchange.web_annotation import AROUND, CONTEXT, around, write_web_annotations
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, TEXTS, contents

if TYPE_CHECKING:
    from onrecord.exchange.contents import Contents

OA, SCHEMA, AS = "http://www.w3.org/ns/oa#", "http://schema.org/", "http://www.w3.org/ns/activitystreams#"
#: The context of the W3C, under its own licence, which stands in it.
ANNO = json.loads(Path(__file__).with_name("anno.jsonld").read_text(encoding="utf-8"))


def loaded(url: str, _options: object) -> dict[str, object]:
    """The context from the disk; nothing else is fetched."""
    assert url == CONTEXT
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": ANNO}


def expanded(whole: Contents, path: Path) -> dict[str, dict[str, Any]]:
    """The nodes of what is written, by their ids, as a reader of JSON-LD sees them; every term has to mean something."""
    write_web_annotations(whole, path)
    dropped: list[str] = []
    document = json.loads(path.read_text(encoding="utf-8"))
    flat = jsonld.flatten(jsonld.expand(document, {"documentLoader": loaded}, on_property_dropped=dropped.append))
    assert dropped == []
    return {node["@id"]: node for node in flat}


def of_type(nodes: dict[str, dict[str, Any]], iri: str) -> list[dict[str, Any]]:
    return [node for node in nodes.values() if iri in node.get("@type", ())]


def value(node: dict[str, Any], iri: str) -> Any:
    return node[iri][0].get("@value", node[iri][0].get("@id"))


def check_selectors(whole: Contents, nodes: dict[str, dict[str, Any]]) -> int:
    """Each target's selectors select the same words of its article, and the quotation selects nothing else."""
    texts = {f"urn:onrecord:article:{document.id}": document.text for document in whole.documents}
    count = 0
    for annotation in of_type(nodes, OA + "Annotation"):
        assert annotation[OA + "motivatedBy"]
        for target in annotation[OA + "hasTarget"]:
            resource = nodes[target["@id"]]
            text = texts[value(resource, OA + "hasSource")]
            selectors = {nodes[one["@id"]]["@type"][0]: nodes[one["@id"]] for one in resource[OA + "hasSelector"]}
            position, words = selectors[OA + "TextPositionSelector"], selectors[OA + "TextQuoteSelector"]
            start, end = (int(value(position, OA + which)) for which in ("start", "end"))
            before, exact, after = (value(words, OA + which) for which in ("prefix", "exact", "suffix"))
            assert text[start:end] == exact
            assert [at for at in range(len(text)) if text.startswith(before + exact + after, at)] == [start - len(before)]
            count += 1
    return count


@pytest.fixture
def nodes(tmp_path: Path) -> dict[str, dict[str, Any]]:
    return expanded(FERRY, tmp_path / "ferry.jsonld")


@given(whole=contents())
@settings(max_examples=25, deadline=None)
def test_every_term_means_something_and_every_selector_finds_its_words(whole: Contents) -> None:
    with tempfile.TemporaryDirectory() as place:
        nodes = expanded(whole, Path(place) / "x.jsonld")
    statements = [said for document in whole.documents for said in document.statements]
    passages = sum(len(said.content) + len(said.source) + len(said.cue) for said in statements)
    claims = [claim for said in statements for claim in said.claims]
    made = of_type(nodes, OA + "Annotation")
    assert value(of_type(nodes, AS + "OrderedCollection")[0], AS + "totalItems") == len(made)
    assert check_selectors(whole, nodes) == passages + sum(len(claim.span) * (1 + len(claim.stances)) for claim in claims)


def test_offsets_count_code_points_after_pictograms(nodes: dict[str, dict[str, Any]]) -> None:
    assert check_selectors(FERRY, nodes) == 26
    words = {value(node, OA + "exact") for node in of_type(nodes, OA + "TextQuoteSelector")}
    assert "“The ferry 🚢 must sail by spring.”" in words
    assert not {word for word in words if word.strip() != word}


def test_the_speakers_own_words_are_a_quotation_and_others_are_not(nodes: dict[str, dict[str, Any]]) -> None:
    quotations = of_type(nodes, SCHEMA + "Quotation")
    assert [value(one, SCHEMA + "text") for one in quotations] == ["“We cannot wait for a bridge,” … “The ferry 🚢 must sail by spring.”"]
    assert value(quotations[0], SCHEMA + "creator") == "urn:onrecord:actor:a-ruiz"
    reported = nodes["urn:onrecord:words:s-wants"]
    assert reported["@type"] == [SCHEMA + "Statement"]
    assert value(reported, "urn:onrecord:term:reportedBy") == "urn:onrecord:words:s-union"


def test_articles_and_actors_are_in_the_vocabulary_of_schema_org(nodes: dict[str, dict[str, Any]]) -> None:
    article = nodes["urn:onrecord:article:d-ferry"]
    assert SCHEMA + "NewsArticle" in article["@type"]
    assert (value(article, SCHEMA + "headline"), value(article, SCHEMA + "datePublished")) == ("The second ferry", "2026-02-10")
    mayor = nodes["urn:onrecord:actor:a-ruiz"]
    assert mayor["@type"] == [SCHEMA + "Person"]
    assert value(mayor, SCHEMA + "jobTitle") == "mayor"
    assert value(nodes[value(mayor, SCHEMA + "memberOf")], SCHEMA + "name") == "H & L"
    assert nodes["urn:onrecord:actor:a-union"]["@type"] == [SCHEMA + "Organization"]


def test_a_stance_names_its_issue_its_side_and_who_gave_it(nodes: dict[str, dict[str, Any]]) -> None:
    stances = [one for one in of_type(nodes, OA + "Annotation") if value(one, OA + "motivatedBy") == OA + "assessing"]
    told = set()
    for one in stances:
        bodies = [nodes[body["@id"]] for body in one[OA + "hasBody"]]
        issue = next(value(body, OA + "hasSource") for body in bodies if OA + "hasSource" in body)
        maker = one.get("http://purl.org/dc/terms/creator") or one[AS + "generator"]
        told.add((value(one, "urn:onrecord:term:side"), issue.rpartition(":")[2], maker[0]["@id"].partition("onrecord:")[2]))
    assert told == {
        ("for", "second-ferry", "program"), ("neither", "second-ferry", "coder:Mira"), ("for", "second-ferry", "coder:Jo%20Vik"),
        ("against", "night-crossings", "program"), ("for", "night-crossings", "coder:Mira"),
    }  # fmt: skip
    assert value(nodes["urn:onrecord:issue:night-crossings"], SCHEMA + "name") == "The ferry should cross at night."


def test_a_claim_appears_in_its_statement(nodes: dict[str, dict[str, Any]]) -> None:
    claim = nodes["urn:onrecord:assertion:c-wait"]
    assert claim["@type"] == [SCHEMA + "Claim"]
    assert value(claim, SCHEMA + "appearance") == "urn:onrecord:words:s-bridge"
    assert value(claim, SCHEMA + "author") == "urn:onrecord:actor:a-ruiz"


def test_the_texts_stay_out_and_the_manifest_says_so(tmp_path: Path) -> None:
    manifest = write_web_annotations(FERRY, tmp_path / "x.jsonld")
    written = (tmp_path / "x.jsonld").read_text(encoding="utf-8")
    assert "Mayor Ana Ruiz" in written
    assert FERRY.documents[0].text not in json.loads(f"[{json.dumps(written)}]")[0].replace("\\n", "\n")
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("text of an article", 2)]


def test_an_address_that_is_none_is_no_scope(tmp_path: Path) -> None:
    nodes = expanded(replace(FERRY, documents=(replace(FERRY.documents[0], url="not an address"),)), tmp_path / "x.jsonld")
    assert not [node for node in nodes.values() if OA + "hasScope" in node]
    assert value(nodes["urn:onrecord:article:d-ferry"], SCHEMA + "url") == "not an address"


@given(text=TEXTS, data=st.data())
def test_words_that_stand_twice_are_told_apart_by_those_around_them(text: str, data: st.DataObject) -> None:
    text *= 6
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    before, after = around(text, span)
    assert before <= max(0, span.start - AROUND) or before == 0
    assert [at for at in range(len(text)) if text.startswith(text[before:after], at)] == [before]

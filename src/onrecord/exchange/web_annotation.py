"""Contents → JSON-LD: a collection of W3C Web Annotations, whose bodies are in the vocabulary of schema.org.

The texts of the articles are not in the file: each passage is given by its words with what stands before and after them, and by its
place, in code points, in the text that this program holds. What is on the web is named as the scope of a passage, for a page has other
words around the text, so that places in it differ.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import Manifest, quoted
from onrecord.exchange.tallies import Losses, only_marked, tally
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
    from onrecord.spans import Span

    Node = dict[str, Any]

FORMAT = "json-ld"
PROGRAM = "urn:onrecord:program"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Terms of this program that the vocabularies of others have no word for.
OWN_TERMS: dict[str, Any] = {
    "onrecord": "urn:onrecord:term:",
    "confidence": {"@id": "onrecord:confidence", "@type": "xsd:double"},
    "checked": {"@id": "onrecord:checked", "@type": "xsd:boolean"},
    "reportedBy": {"@id": "onrecord:reportedBy", "@type": "@id"},
    "side": {"@id": "onrecord:side"},
}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: How many characters stand before and after the words of a passage, at least.
AROUND = 32
_TYPES = {
    "person": "schema:Person",
    "author": "schema:Person",
    "organization": "schema:Organization",
    "country": "schema:Country",
    "document": "schema:CreativeWork",
    "group": "schema:Thing",
    "unnamed": "schema:Thing",
}


def write_web_annotations(contents: Contents, path: Path) -> Manifest:
    """Writes the collection, with one annotation for each statement, source, cue, claim and stance.

    Raises:
        ExchangeError: the file cannot be written.
    """
    losses = Losses()
    contents = only_marked(contents, lambda _, spans: any(span.start < span.end for span in spans), losses)
    losses.add(
        "text of an article", "passages are given by their words and places; the article is named by its address", len(contents.documents)
    )
    total = sum(_count(said) for document in contents.documents for said in document.statements)
    collection = {
        "@context": [CONTEXT, OWN_TERMS],
        "id": _urn("collection", contents.name),
        "type": "AnnotationCollection",
        "label": contents.name,
        "generator": _only({"id": PROGRAM, "type": "Software", "name": "onrecord", "schema:softwareVersion": contents.model}),
        "total": total,
        "schema:hasPart": [_article(document) for document in contents.documents],
        "schema:mentions": [_actor(actor) for actor in contents.actors],
        "schema:about": [_issue(one.id, one.text, one.notes, one.parent) for one in contents.codebook.issues],
        "first": {"id": _urn("page", contents.name), "type": "AnnotationPage", "startIndex": 0, "items": []},
    }
    before, after = _json(collection).rsplit("[]", 1)  # the annotations are written one by one, for they are many
    with written_whole(path) as stream:
        stream.write(f"{before}[".encode())
        for number, annotation in enumerate(one for document in contents.documents for one in _Annotations(document, contents).all()):
            stream.write(f"{',' if number else ''}\n{_json(annotation)}".encode())
        stream.write(f"\n]{after}\n".encode())
    return Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


def _count(said: Said) -> int:
    """How many annotations are made of a statement."""
    return 1 + bool(said.source) + bool(said.cue) + sum(1 + len(claim.stances) for claim in said.claims)


def _json(node: Node) -> str:
    return encodable(json.dumps(node, ensure_ascii=False))


def _urn(kind: str, *ids: str) -> str:
    return ":".join(["urn:onrecord", kind, *(quote(encodable(id_), safe="") for id_ in ids)])


def _only(node: Node) -> Node:
    """The node without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, [], {})}


def _article(document: Document) -> Node:
    return _only(
        {
            "id": _urn("article", document.id),
            "type": ["schema:NewsArticle", "Text"],
            "format": "text/plain",
            "language": document.language,
            "schema:headline": document.title,
            "schema:author": [{"type": "schema:Person", "schema:name": name} for name in document.authors],
            "schema:publisher": None if document.outlet is None else {"type": "schema:Organization", "schema:name": document.outlet},
            "schema:datePublished": document.published,
            "schema:url": document.url,
            "schema:inLanguage": document.language,
        }
    )


def _actor(actor: Actor) -> Node:
    known = dict(actor.attributes)
    person = _TYPES[actor.type] == "schema:Person"
    node: Node = {"id": _urn("actor", actor.id), "type": _TYPES[actor.type], "schema:name": actor.name, "schema:additionalType": actor.type}
    if person:
        node["schema:jobTitle"] = known.pop("role", None)
        for name, term, type_ in (
            ("affiliation", "schema:affiliation", "schema:Organization"),
            ("party", "schema:memberOf", "schema:PoliticalParty"),
            ("country", "schema:nationality", "schema:Country"),
        ):
            value = known.pop(name, None)
            node[term] = None if value is None else {"type": type_, "schema:name": value}
    more = [{"type": "schema:PropertyValue", "schema:name": name, "schema:value": value} for name, value in known.items()]
    return _only(node | {"schema:additionalProperty": more})


def _issue(id_: str, text: str, notes: str, parent: str | None) -> Node:
    return _only(
        {
            "id": _urn("issue", id_),
            "type": "schema:DefinedTerm",
            "schema:termCode": id_,
            "schema:name": text,
            "schema:description": notes or None,
            "schema:isPartOf": None if parent is None else {"id": _urn("issue", parent)},
        }
    )


def _tag(value: str) -> Node:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}


class _Annotations:
    """The annotations of one document."""

    def __init__(self, document: Document, contents: Contents) -> None:
        self._document, self._contents = document, contents
        self._actors = {actor.id for actor in contents.actors}

    def all(self) -> Iterator[Node]:
        """One for each part of each statement, in the order of the statements."""
        for said in self._document.statements:
            yield self._statement(said)
            if said.source:
                yield self._source(said)
            if said.cue:
                yield self._annotation(self._urn("cue", said.id), said.cue, said.coder, motivation="tagging", body=[_tag("cue")])
            for claim in said.claims:
                yield self._claim(said, claim)
                for number, stance in enumerate(claim.stances, start=1):
                    yield self._stance(said, claim, stance, number)

    def _annotation(self, id_: str, spans: Iterable[Span], coder: str | None, *, motivation: str, body: list[Node]) -> Node:
        made_by = {"generator": PROGRAM} if coder is None else {"creator": _coder(coder)}
        targets = [self._target(span) for span in spans]
        return {"id": id_, "type": "Annotation", "motivation": motivation} | made_by | {"body": body, "target": targets}

    def _urn(self, kind: str, *ids: str) -> str:
        return _urn(kind, self._document.id, *ids)

    def _target(self, span: Span) -> Node:
        text = self._document.text
        start, end = around(text, span)
        words = {"exact": text[span.start : span.end], "prefix": text[start : span.start], "suffix": text[span.end : end]}
        return _only(
            {
                "type": "SpecificResource",
                "source": _urn("article", self._document.id),
                "scope": self._document.url if _ADDRESS.fullmatch(self._document.url or "") else None,
                "selector": [
                    {"type": "TextQuoteSelector", **words},
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                ],
            }
        )

    def _statement(self, said: Said) -> Node:
        """A quotation where the words are the speaker's own; a statement in the reporter's words otherwise."""
        words: Node = {
            "id": _urn("words", said.id),
            "type": "schema:Quotation" if said.form == "direct" else "schema:Statement",
            "schema:text": quoted(self._document, said.content),
            "schema:creator": self._speaker(said),
            "schema:isPartOf": {"id": _urn("article", self._document.id)},
            "reportedBy": None if said.reported_by is None else _urn("words", said.reported_by),
        }
        tags = [_tag("statement"), _tag(f"form: {said.form}"), _tag(f"voice: {said.voice}")]
        notes = [{"type": "TextualBody", "purpose": "commenting", "value": f"{name}: {value}"} for name, value in said.notes.items()]
        body = [_only(words), *tags, *notes]
        node = self._annotation(self._urn("statement", said.id), said.content, said.coder, motivation="describing", body=body)
        return node | ({"checked": True} if said.checked else {}) | ({} if said.confidence is None else {"confidence": said.confidence})

    def _speaker(self, said: Said) -> Node | None:
        return {"id": _urn("actor", said.actor)} if said.actor in self._actors and said.actor else None

    def _source(self, said: Said) -> Node:
        speaker = self._speaker(said)
        who = [{"type": "SpecificResource", "source": speaker["id"], "purpose": "identifying"}] if speaker else []
        body = [*who, _tag("source")]
        return self._annotation(self._urn("source", said.id), said.source, said.coder, motivation="identifying", body=body)

    def _claim(self, said: Said, claim: ClaimMade) -> Node:
        made = {
            "id": _urn("assertion", claim.id),
            "type": "schema:Claim",
            "schema:text": quoted(self._document, claim.span),
            "schema:author": self._speaker(said),
            "schema:appearance": {"id": _urn("words", said.id)},
        }
        tags = [_tag("claim: main" if claim.main else "claim: other")]
        tags += [_tag(f"{name}: {value}") for name, value in (("kind", claim.kind), ("certainty", claim.level)) if value is not None]
        id_ = self._urn("claim", said.id, claim.id)
        return self._annotation(id_, claim.span, said.coder, motivation="describing", body=[_only(made), *tags])

    def _stance(self, said: Said, claim: ClaimMade, stance: Stance, number: int) -> Node:
        body = [
            {"type": "SpecificResource", "source": _urn("issue", stance.issue), "purpose": "classifying"},
            _tag(f"{stance.issue}: {stance.side}"),
        ]
        id_ = self._urn("stance", said.id, claim.id, str(number))
        node = self._annotation(id_, claim.span, stance.coder, motivation="assessing", body=body)
        return node | {"side": stance.side} | ({} if stance.confidence is None else {"confidence": stance.confidence})


def _coder(coder: str) -> Node:
    return {"id": _urn("coder", coder), "type": "Person", "name": coder}


def around(text: str, span: Span) -> tuple[int, int]:
    """Where to begin and end so that the words of a span, with those around them, stand in the text once."""
    width = AROUND
    while True:
        start, end = max(0, span.start - width), min(len(text), span.end + width)
        if (start, end) == (0, len(text)) or text.find(text[start:end], text.find(text[start:end]) + 1) < 0:
            return start, end
        width *= 2

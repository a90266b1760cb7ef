"""Contents → UIMA CAS as XMI, one file a document, with the type system, in a folder or an archive; offsets count UTF-16 units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from onrecord.exchange.bundles import stems, write_archive, write_folder
from onrecord.exchange.characters import Utf16Offsets, for_xml
from onrecord.exchange.companion import COMPANION, companion_of
from onrecord.exchange.contents import Manifest
from onrecord.exchange.tallies import Losses, only_marked, tally
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

    from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance

FORMAT = "uima"
TYPE_SYSTEM = "TypeSystem.xml"
_XMI, _CAS, _TCAS, _OWN = "http://www.omg.org/XMI", "http:///uima/cas.ecore", "http:///uima/tcas.ecore", "http:///onrecord.ecore"
_ID = f"{{{_XMI}}}id"
_NAMES = {"xmi": _XMI, "cas": _CAS, "tcas": _TCAS, "onrecord": _OWN}
_SPECIFIER = "http://uima.apache.org/resourceSpecifier"
_ANNOTATION, _TOP = "uima.tcas.Annotation", "uima.cas.TOP"
_STRING, _BOOLEAN, _DOUBLE, _ARRAY, _STRINGS = (f"uima.cas.{name}" for name in ("String", "Boolean", "Double", "FSArray", "StringArray"))
#: The types: what each extends, what it is, and its features with what is in them.
TYPES: dict[str, tuple[str, str, dict[str, str]]] = {
    "Article": (
        _ANNOTATION, "What is known of the text.",
        {
            "articleId": _STRING, "title": _STRING, "outlet": _STRING, "authors": _STRINGS, "published": _STRING, "url": _STRING,
        },
    ),
    "Passage": (_ANNOTATION, "One of the stretches of text that a statement, a source, a cue or a claim consists of.", {}),
    "Actor": (
        _TOP, "Who speaks.", {"actorId": _STRING, "name": _STRING, "actorType": _STRING, "attributes": _STRINGS},
    ),
    "Source": (_ANNOTATION, "The words that name who speaks.", {"passages": "onrecord.Passage", "actor": "onrecord.Actor"}),
    "Cue": (_ANNOTATION, "The words that attribute.", {"passages": "onrecord.Passage"}),
    "Stance": (
        _TOP, "Where a claim stands on an issue.", {"issue": _STRING, "side": _STRING, "confidence": _DOUBLE, "coder": _STRING},
    ),
    "Claim": (
        _ANNOTATION, "What a statement puts forward, or a part of it.",
        {
            "claimId": _STRING, "passages": "onrecord.Passage", "main": _BOOLEAN, "kind": _STRING, "level": _STRING,
            "stances": "onrecord.Stance",
        },
    ),
    "Statement": (
        _ANNOTATION, "One act of attributing something to somebody; it begins and ends where its content does.",
        {
            "statementId": _STRING, "passages": "onrecord.Passage", "source": "onrecord.Source", "cue": "onrecord.Cue",
            "claims": "onrecord.Claim", "actor": "onrecord.Actor", "form": _STRING, "voice": _STRING,
            "reportedBy": "onrecord.Statement", "confidence": _DOUBLE, "checked": _BOOLEAN, "coder": _STRING, "notes": _STRINGS,
        },
    ),
}  # fmt: skip
#: Features that hold several things of a type of ours.
_SEVERAL = {"passages", "claims", "stances"}


def write_uima(contents: Contents, path: Path) -> Manifest:
    """Writes the files, and beside them in ``onrecord.json`` the codebook; an archive where the name ends in ``.zip``.

    Raises:
        ExchangeError: the folder is there already and not empty, or cannot be written.
    """
    losses = Losses()
    contents = only_marked(contents, lambda _, spans: any(span.start < span.end for span in spans), losses)
    actors = {actor.id: actor for actor in contents.actors}
    files = stems(document.id for document in contents.documents)
    members = {TYPE_SYSTEM: type_system(), COMPANION: companion_of(contents, files)}
    for document in contents.documents:
        text = for_xml(document.text)
        changed = sum(one != other for one, other in zip(text, document.text, strict=True))
        losses.add("character that XML cannot hold", "U+FFFD stands there", changed)
        members[f"{files[document.id]}.xmi"] = _Cas(document, text, actors).written()
    (write_archive if path.suffix.lower() == ".zip" else write_folder)(path, members)
    return Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


def type_system() -> bytes:
    """The description of the types, as UIMA reads it."""
    root = etree.Element(f"{{{_SPECIFIER}}}typeSystemDescription", nsmap={None: _SPECIFIER})
    _described(root, "name", "onrecord")
    types = etree.SubElement(root, f"{{{_SPECIFIER}}}types")
    for name, (above, told, features) in TYPES.items():
        one = etree.SubElement(types, f"{{{_SPECIFIER}}}typeDescription")
        for tag, words in (("name", f"onrecord.{name}"), ("description", told), ("supertypeName", above)):
            _described(one, tag, words)
        held = etree.SubElement(one, f"{{{_SPECIFIER}}}features") if features else None
        for feature, kind in features.items():
            row = etree.SubElement(held, f"{{{_SPECIFIER}}}featureDescription")
            _described(row, "name", feature)
            _described(row, "description", "0 to 1, of the program; a person's has none" if feature == "confidence" else "")
            _described(row, "rangeTypeName", _ARRAY if feature in _SEVERAL else kind)
            if feature in _SEVERAL:
                _described(row, "elementType", kind)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _described(parent: Element, tag: str, words: str) -> None:
    etree.SubElement(parent, f"{{{_SPECIFIER}}}{tag}").text = words


class _Cas:
    """The CAS of one document."""

    def __init__(self, document: Document, text: str, actors: dict[str, Actor]) -> None:
        self._document, self._text, self._actors = document, text, actors
        self._offsets = Utf16Offsets(text)
        self._root = etree.Element(f"{{{_XMI}}}XMI", nsmap=_NAMES)
        self._root.set(f"{{{_XMI}}}version", "2.0")
        self._last = 0
        self._sofa = self._number()
        self._indexed: list[str] = []
        self._spoken: dict[str, str] = {}
        self._statements: dict[str, Element] = {}

    def written(self) -> bytes:
        """The bytes of the file."""
        document = self._document
        etree.SubElement(self._root, f"{{{_CAS}}}NULL").set(_ID, "0")
        whole = {"begin": "0", "end": str(self._offsets.offset(len(self._text)))}
        self._add(_TCAS, "DocumentAnnotation", whole | {"language": document.language})
        known = {name: getattr(document, name) for name in ("title", "outlet", "published", "url")}
        self._add(_OWN, "Article", whole | known | {"articleId": document.id}, authors=document.authors)
        for said in document.statements:
            self._statement(said)
        for said in document.statements:
            if said.reported_by in self._statements:
                self._statements[said.id].set("reportedBy", self._statements[said.reported_by].get(_ID, ""))
        view = etree.SubElement(self._root, f"{{{_CAS}}}Sofa")
        view.set(_ID, self._sofa)
        for name, value in (("sofaNum", "1"), ("sofaID", "_InitialView"), ("mimeType", "text"), ("sofaString", self._text)):
            view.set(name, value)
        index = etree.SubElement(self._root, f"{{{_CAS}}}View")
        index.set("sofa", self._sofa)
        index.set("members", " ".join(self._indexed))
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8"))

    def _number(self) -> str:
        self._last += 1
        return str(self._last)

    def _add(self, space: str, tag: str, features: Mapping[str, str | None], **several: Iterable[str]) -> Element:
        """Adds a feature structure to the index."""
        one = etree.SubElement(self._root, f"{{{space}}}{tag}")
        one.set(_ID, self._number())
        self._indexed.append(one.get(_ID, ""))
        if "begin" in features:
            one.set("sofa", self._sofa)
        for name, value in features.items():
            if value is not None:
                one.set(name, for_xml(value))
        for name, values in several.items():
            for value in values:
                etree.SubElement(one, name).text = for_xml(value)
        return one

    def _place(self, span: Span) -> dict[str, str | None]:
        begin, end = self._offsets.span(span)
        return {"begin": str(begin), "end": str(end)}

    def _marked(self, tag: str, spans: tuple[Span, ...], features: Mapping[str, str | None], **several: Iterable[str]) -> Element:
        """Adds an annotation of several passages; it reaches from the first to the last."""
        passages = [self._add(_OWN, "Passage", self._place(span)) for span in spans]
        reach = self._place(Span(min(span.start for span in spans), max(span.end for span in spans)))
        return self._add(_OWN, tag, {**reach, "passages": _ids(passages), **features}, **several)

    def _statement(self, said: Said) -> None:
        actor = self._actor(said.actor)
        source = self._marked("Source", said.source, {"actor": actor}).get(_ID) if said.source else None
        cue = self._marked("Cue", said.cue, {}).get(_ID) if said.cue else None
        claims = _ids([self._claim(claim) for claim in said.claims])
        features = {
            "statementId": said.id, "source": source, "cue": cue, "claims": claims, "actor": actor, "form": said.form, "voice": said.voice,
            "confidence": _share(said.confidence), "checked": str(said.checked).lower(), "coder": said.coder,
        }  # fmt: skip
        notes = [f"{name}: {value}" for name, value in said.notes.items()]
        self._statements[said.id] = self._marked("Statement", said.content, features, notes=notes)

    def _actor(self, id_: str | None) -> str | None:
        """The number of an actor, who stands in the file once."""
        actor = self._actors.get(id_) if id_ is not None else None
        if actor is None:
            return None
        if actor.id not in self._spoken:
            attributes = [f"{name}: {value}" for name, value in actor.attributes.items()]
            features = {"actorId": actor.id, "name": actor.name, "actorType": actor.type}
            self._spoken[actor.id] = self._add(_OWN, "Actor", features, attributes=attributes).get(_ID, "")
        return self._spoken[actor.id]

    def _claim(self, claim: ClaimMade) -> Element:
        stances = _ids([self._stance(stance) for stance in claim.stances])
        features = {"claimId": claim.id, "main": str(claim.main).lower(), "kind": claim.kind, "level": claim.level, "stances": stances}
        return self._marked("Claim", claim.span, features)

    def _stance(self, stance: Stance) -> Element:
        features = {"issue": stance.issue, "side": stance.side, "confidence": _share(stance.confidence), "coder": stance.coder}
        return self._add(_OWN, "Stance", features)


def _ids(made: list[Element]) -> str | None:
    return " ".join(one.get(_ID, "") for one in made) or None


def _share(value: float | None) -> str | None:
    return None if value is None else repr(float(value))

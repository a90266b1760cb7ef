"""A document → a source of a REFI-QDA project, with a selection for each passage and a coding for each thing that is said of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.exchange.characters import for_xml
from onrecord.exchange.days import day_of
from onrecord.exchange.refi import scheme
from onrecord.exchange.refi.scheme import AUTHOR, CHECKED, CLAIM, CONTENT, CUE, NAMESPACE, OWN_ID, PROGRAM, SOURCE, Part, code_name, guid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from onrecord.exchange.contents import ClaimMade, Document, Said
    from onrecord.spans import Span

#: Readers fail where a source or a selection has no time.
_NO_TIME = "1970-01-01T00:00:00Z"


def element(parent: Element | None, tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """A new element of the project, below another one; attributes that are None are left out."""
    name = f"{{{NAMESPACE}}}{tag}"
    made = etree.Element(name, nsmap={None: NAMESPACE}) if parent is None else etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value is not None:
            made.set(key, for_xml(value))
    made.text = None if text is None else for_xml(text)
    return made


def user_guid(coder: str | None) -> str:
    """The identifier of a coder, or of the program."""
    return guid("user", PROGRAM if coder is None else f"coder {coder}")


def variables_of(document: Document) -> dict[str, str]:
    """What is known of a document, by the name of its variable."""
    known = {OWN_ID: document.id} | {name: getattr(document, name) for name in scheme.DOCUMENT_FIELDS}
    authors = {f"{AUTHOR} {number}": name for number, name in enumerate(document.authors, start=1)}
    return {name: value for name, value in (known | authors).items() if value is not None}


def selection_guid(document: Document, said: Said, part: Part) -> str:
    """The identifier of a passage."""
    return guid("selection", document.id, said.id, part.role, str(part.claim), str(part.number))


def parts_of(said: Said) -> Iterator[tuple[Part, int, Span]]:
    """The passages of a statement, without those of its claims, each with the number of its like."""
    for role, spans in ((CONTENT, said.content), (SOURCE, said.source), (CUE, said.cue)):
        for number, span in enumerate(spans, start=1):
            yield Part(said.id, role, 0, number), len(spans), span


def add_source(parent: Element, document: Document) -> None:
    """Adds a document below the element of the sources; the text itself goes into the file that it names."""
    file = guid("document", document.id)
    day = day_of(document.published)
    time = f"{day}T00:00:00Z" if day else _NO_TIME
    source = element(
        parent, "TextSource", guid=file, name=document.id if document.title is None else document.title,
        plainTextPath=f"internal://{file}.txt", creatingUser=user_guid(None), creationDateTime=time,
    )  # fmt: skip
    for said in document.statements:
        _Selections(source, document, time).add(said)
    for name, value in variables_of(document).items():
        holder = element(source, "VariableValue")
        element(holder, "VariableRef", targetGUID=guid("variable", name))
        element(holder, "TextValue", value)


class _Selections:
    """The selections of a document's statements."""

    def __init__(self, source: Element, document: Document, time: str) -> None:
        self._source, self._document, self._time = source, document, time

    def add(self, said: Said) -> None:
        """Adds a statement, passage after passage."""
        whole = [("form", said.form), ("voice", said.voice), *((("review", CHECKED),) if said.checked else ())]
        told: dict[str, object] = {"confidence": said.confidence, "reported_by": said.reported_by, "notes": dict(said.notes)}
        for part, of, span in parts_of(said):
            codes = [("statement", part.role), *(whole if part.role == CONTENT else ())]
            selection = self._selection(said, part, of, span, told if (part.role, part.number) == (CONTENT, 1) else {})
            self._code(selection, (code_name(*code) for code in codes), said.coder)
        for number, claim in enumerate(said.claims, start=1):
            self._claim(said, claim, number)

    def _claim(self, said: Said, claim: ClaimMade, number: int) -> None:
        codes = [("claim", "main" if claim.main else "other"), ("kind", claim.kind), ("certainty", claim.level)]
        names = [code_name(group, value) for group, value in codes if value is not None]
        shares = {code_name(one.issue, one.side): one.confidence for one in claim.stances if one.confidence is not None}
        for at, span in enumerate(claim.span, start=1):
            part = Part(said.id, CLAIM, number, at)
            told: dict[str, object] = {"id": claim.id, "confidence": shares} if at == 1 else {}
            selection = self._selection(said, part, len(claim.span), span, told)
            self._code(selection, names, said.coder)
            for stance in claim.stances:
                self._code(selection, [code_name(stance.issue, stance.side)], stance.coder)

    def _selection(self, said: Said, part: Part, of: int, span: Span, told: dict[str, object]) -> Element:
        selection = element(
            self._source, "PlainTextSelection", guid=selection_guid(self._document, said, part), name=scheme.part_name(part, of),
            startPosition=str(span.start), endPosition=str(span.end), creatingUser=user_guid(said.coder), creationDateTime=self._time,
        )  # fmt: skip
        known = {name: value for name, value in told.items() if value not in (None, {})}
        if known:
            element(selection, "Description", json.dumps(known, ensure_ascii=False))
        return selection

    def _code(self, selection: Element, names: Iterable[str], coder: str | None) -> None:
        for name in names:
            coding = element(
                selection, "Coding", guid=guid("coding", selection.get("guid"), name, coder or ""), creatingUser=user_guid(coder),
                creationDateTime=self._time,
            )  # fmt: skip
            element(coding, "CodeRef", targetGUID=guid("code", name))

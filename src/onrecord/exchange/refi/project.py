"""The XML of a REFI-QDA project → its users, codes, cases and texts with what is coded in them, checked against the texts."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from onrecord.errors import ExchangeError
from onrecord.exchange.refi.scheme import NAMESPACE, PROJECT
from onrecord.exchange.xml_parsing import parsed_xml
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

    from onrecord.exchange.bundles import Bundle
    from onrecord.exchange.tallies import Losses

_NUMBER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_NO_PLACE = "there is no place for it here"
_INTERNAL = "internal://"


class Code(NamedTuple):
    """A code, with the one that it stands below."""

    guid: str
    name: str
    told: str
    above: str | None


class Coding(NamedTuple):
    """That somebody gave a passage a code, or a case: its identifier, and the user's name."""

    target: str
    user: str | None


class Selection(NamedTuple):
    """A passage."""

    guid: str
    name: str
    span: Span
    told: str
    user: str | None
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is coded as one thing, such as a person, with its variables by name and the passages that are about it."""

    guid: str
    name: str
    variables: Mapping[str, str]
    selections: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text with its passages."""

    guid: str
    name: str
    text: str
    variables: Mapping[str, str]
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What the project holds, as far as there is a place for it here."""

    name: str
    told: str
    codes: Mapping[str, Code] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()


def read_project(bundle: Bundle, losses: Losses) -> Project:
    """The project in an archive; what there is no place for is counted.

    Raises:
        ExchangeError: it holds no project, a broken one, or one whose passages do not fit its texts.
    """
    name = next((one for one in bundle.names if one.lower().endswith(".qde") and "/" not in one), None)
    if name is None:
        raise ExchangeError(bundle.place, f"it is no REFI-QDA project, for it holds no {PROJECT}")
    place = bundle.at(name)
    root = parsed_xml(bundle.read(name), place)
    if etree.QName(root).localname != "Project" or etree.QName(root).namespace != NAMESPACE:
        raise ExchangeError(place, f"it is no REFI-QDA project of version 1.0; its root is {str(root.tag)[:80]!r}")
    return _Reading(bundle, root, place, losses).project()


class _Reading:
    def __init__(self, bundle: Bundle, root: Element, place: str, losses: Losses) -> None:
        self._bundle, self._root, self._place, self._losses = bundle, root, place, losses
        self._files = {one.rpartition("/")[2].lower(): one for one in bundle.names}
        self._users = {_guid(one): one.get("name") or one.get("id") or "" for one in _below(root, "Users", "User")}
        self._variables = {_guid(one): one.get("name") or "" for one in _below(root, "Variables", "Variable")}
        #: One of the programs counts the two characters at the end of a line of Windows as one.
        self._one_end = "atlas" in (root.get("origin") or "").lower()

    def project(self) -> Project:
        for group, tag, what in (
            ("Notes", "Note", "note"),
            ("Links", "Link", "link"),
            ("Sets", "Set", "set"),
            ("Graphs", "Graph", "graph"),
        ):
            self._losses.add(what, _NO_PLACE, len(list(_below(self._root, group, tag))))
        codes: dict[str, Code] = {}
        for code in (one for holder in _below(self._root, "CodeBook", "Codes") for one in self._codes(holder, None)):
            if not code.guid or code.guid in codes:
                raise ExchangeError(
                    self._place, f"the code {code.name[:60]!r} has no identifier of its own ({code.guid[:40]!r}); export it again"
                )
            codes[code.guid] = code
        return Project(
            name=self._root.get("name") or "",
            told=_told(self._root),
            codes=codes,
            cases=tuple(map(self._case, _below(self._root, "Cases", "Case"))),
            sources=tuple(self._sources()),
        )

    def _codes(self, holder: Element, above: str | None) -> Iterator[Code]:
        for one in _children(holder, "Code"):
            yield Code(_guid(one), (one.get("name") or "").strip(), _told(one), above)
            yield from self._codes(one, _guid(one))

    def _case(self, case: Element) -> Case:
        selections = frozenset(_target(one) for one in _children(case, "SelectionRef"))
        self._losses.add("code of a case", _NO_PLACE, len(list(_children(case, "CodeRef"))))
        return Case(guid=_guid(case), name=case.get("name") or "", variables=self._values(case), selections=selections)

    def _values(self, holder: Element) -> dict[str, str]:
        found = {}
        for one in _children(holder, "VariableValue"):
            name = next((self._variables.get(_target(ref), "") for ref in _children(one, "VariableRef")), "")
            value = next((child.text or "" for child in one if etree.QName(child).localname.endswith("Value")), None)
            if name and value is not None:
                found[name] = value
        return found

    def _sources(self) -> Iterator[Source]:
        for holder in _below(self._root, "Sources", None):
            tag = etree.QName(holder).localname
            text = holder if tag == "TextSource" else next(_children(holder, "Representation"), None) if tag == "PDFSource" else None
            if text is None:
                self._losses.add(f"source of type {tag.removesuffix('Source').lower()}", "there is a place for texts alone")
                continue
            name = holder.get("name") or _guid(holder)
            words = self._text(text, name)
            if words is None:
                self._losses.add("source without plain text", "save it as plain text in the program it comes from")
                continue
            marked = self._selections(text, words, name)
            self._losses.add(
                "place on a page of a PDF", "there is a place for passages of text alone", len(list(_children(holder, "PDFSelection")))
            )
            self._losses.add("code of a whole text", _NO_PLACE, len(list(_children(holder, "Coding"))))
            yield Source(guid=_guid(holder), name=name, text=words, variables=self._values(holder), selections=marked)

    def _text(self, source: Element, name: str) -> str | None:
        inline = next(_children(source, "PlainTextContent"), None)
        if inline is not None:
            return inline.text or ""
        path = source.get("plainTextPath")
        if path is None:
            return None
        if not path.startswith(_INTERNAL):
            self._losses.add("text outside of the project", f"only what is in the file is read; {path[:60]!r} is not")
            return None
        file = self._files.get(path.removeprefix(_INTERNAL).rpartition("/")[2].lower())
        if file is None:
            raise ExchangeError(self._place, f"the text {path[:80]!r} of {name[:60]!r} is missing in the project; export it again")
        data = self._bundle.read(file)
        utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            text = data.decode("utf-16" if utf16 else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise ExchangeError(self._bundle.at(file), f"it is not in UTF-8 (byte {error.start:,}); export it again") from error
        return text.replace("\r\n", "\n") if self._one_end else text

    def _selections(self, source: Element, text: str, name: str) -> tuple[Selection, ...]:
        found = []
        for one in _children(source, "PlainTextSelection"):
            start, end = (self._offset(one, which) for which in ("startPosition", "endPosition"))
            if not 0 <= start <= end <= len(text):
                message = f"a passage of {name[:60]!r} goes from {start} to {end}, and the text has {len(text)} characters"
                raise ExchangeError(self._at(one), message)
            if start == end:
                self._losses.add("passage without words", "it begins where it ends")
                continue
            self._losses.add("note on a passage", _NO_PLACE, len(list(_children(one, "NoteRef"))))
            user = self._user(one)
            codings = (
                Coding(_target(code), self._user(coding) if coding.get("creatingUser") else user)
                for coding in _children(one, "Coding")
                for code in _children(coding, "CodeRef")
            )
            found.append(Selection(_guid(one), one.get("name") or "", Span(start, end), _told(one), user, tuple(codings)))
        return tuple(found)

    def _offset(self, selection: Element, which: str) -> int:
        value = selection.get(which, "")
        if not _NUMBER.fullmatch(value.strip()):
            raise ExchangeError(self._at(selection), f"{which} cannot be {value[:40]!r}; it is a number of characters")
        return int(value)

    def _at(self, one: Element) -> str:
        return f"{self._place}:{one.sourceline}"

    def _user(self, one: Element) -> str | None:
        guid = one.get("creatingUser") or one.get("modifyingUser")
        return self._users.get(_bare(guid)) or None if guid else None


def _below(root: Element, group: str, tag: str | None) -> Iterator[Element]:
    for holder in _children(root, group):
        yield from _children(holder, tag)


def _children(holder: Element, tag: str | None) -> Iterator[Element]:
    yield from holder.iterchildren(f"{{{NAMESPACE}}}{tag or '*'}")


def _guid(one: Element) -> str:
    return _bare(one.get("guid") or "")


def _target(one: Element) -> str:
    return _bare(one.get("targetGUID") or "")


def _bare(guid: str) -> str:
    """The identifier in one form, for programs write it with and without braces, in small letters and capitals."""
    return guid.strip().strip("{}").lower()


def _told(one: Element) -> str:
    return next((child.text or "" for child in _children(one, "Description")), "")

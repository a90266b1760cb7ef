"""A REFI-QDA project (``.qdpx``) → contents: one of this program that people worked on in another, or one from elsewhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, get_args

from onrecord.codebook.issues import LONGEST_ID, LONGEST_NOTES, LONGEST_TEXT, Codebook, Issue, control_in, folded, issue_flaw
from onrecord.errors import CodebookError, ExchangeError
from onrecord.exchange.bundles import opened_bundle
from onrecord.exchange.contents import Actor, Contents, Document, Manifest
from onrecord.exchange.refi import scheme
from onrecord.exchange.refi.project import read_project
from onrecord.exchange.refi.scheme import AUTHOR, OWN_ID, OWN_TYPE
from onrecord.exchange.refi.statements import FOREIGN, STANCE, Codes, Meaning, statements_of
from onrecord.exchange.tallies import Losses, tally
from onrecord.records import SpeakerType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.exchange.refi.project import Case, Code, Project, Source

_AUTHOR = re.compile(rf"{AUTHOR} \d{{1,6}}")
_NO_ID = re.compile(r"[^\w.-]+")


def read_refi(path: Path) -> tuple[Contents, Manifest]:
    """What the project holds; nothing is changed.

    A code with codes for and against below it becomes an issue; a passage with another code becomes a statement that keeps the code's
    name in its notes, since a code alone takes no side.

    Raises:
        ExchangeError: the file is none, is broken or made to hurt, or its passages do not fit its texts.
    """
    losses = Losses()
    with opened_bundle(path) as bundle:
        project = read_project(bundle, losses)
    ids = _Ids()
    issues = _Issues(project, losses)
    actors = {case.guid: _actor(case, ids, losses) for case in project.cases}
    of_passages = {guid: actors[case.guid].id for case in project.cases for guid in case.selections}
    of_cases = {guid: actor.id for guid, actor in actors.items()}
    codes = Codes(meanings=issues.meanings, actors=of_passages | of_cases, own_id=ids.own)
    documents = []
    for source in project.sources:
        document = _document(source, ids, losses)
        documents.append(replace(document, statements=statements_of(source, document.id, codes, losses)))
    try:
        codebook = Codebook(tuple(issues.found.values()))
    except CodebookError as error:
        raise ExchangeError(str(path), f"its codes make no codebook: {error}") from error
    contents = Contents(
        name=project.name or path.stem,
        documents=_within_known(documents, losses),
        actors=tuple(actors.values()),
        codebook=codebook,
        model=_model(project),
    )
    return contents, Manifest(format=scheme.FORMAT, counts=tally(contents), losses=losses.all())


class _Ids:
    """The ids given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def own(self, kept: str | None, otherwise: str) -> str:
        """The id that was kept, unless something has it; else the other one, with a mark where that is taken too."""
        id_ = kept if kept and kept not in self._taken else otherwise
        while id_ in self._taken:
            id_ += "'"
        self._taken.add(id_)
        return id_


class _Issues:
    """The issues among the codes, and what every code says.

    Attributes:
        found: by the id.
        meanings: by the code's identifier.
    """

    def __init__(self, project: Project, losses: Losses) -> None:
        self._codes, self._losses = project.codes, losses
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._folded: set[str] = set()
        self.found: dict[str, Issue] = {}
        asked = self._with_two_sides()
        for code in project.codes.values():
            own = scheme.issue_of(code.name)
            if own is not None:
                self._add(code, own, *self._own_words(code, own))
            elif code.guid in asked:
                self._add(code, code.name, code.name, code.told)
        for code in project.codes.values():
            stance = scheme.stance_of(code.name)
            if stance is not None and stance[0] not in self._names:  # a program that keeps no tree may drop what holds the sides
                self._add(code._replace(guid=""), stance[0], *self._own_words(code._replace(told=""), stance[0]))
        self.meanings = {code.guid: self._meaning(code) for code in project.codes.values()}

    def _with_two_sides(self) -> set[str | None]:
        """The identifiers of the codes that have a code for and a code against below them."""
        found: dict[str | None, set[str]] = {}
        for code in self._codes.values():
            found.setdefault(code.above, set()).add(scheme.SIDE_WORDS.get(code.name.casefold(), ""))
        return {above for above, sides in found.items() if above is not None and {"for", "against"} <= sides}

    def _own_words(self, code: Code, name: str) -> tuple[str, str]:
        """The sentence and the notes of an issue, as this program writes them."""
        text, _, notes = code.told.partition("\n\n")
        if text.strip():
            return text, notes
        self._losses.add("sentence of an issue", "its code has no description; write the sentence in the codebook")
        return name, ""

    def _add(self, code: Code, name: str, text: str, notes: str) -> None:
        if name in self._names:
            self._losses.add("code of an issue that is there already", "the two are one issue here")
        else:
            self._names[name] = self._issue(name, text, notes, self._parent(code))
        self._ids[code.guid] = self._names[name]

    def _issue(self, name: str, text: str, notes: str, parent: str | None) -> str:
        text, notes = _without_controls(text)[:LONGEST_TEXT], _without_controls(notes)[:LONGEST_NOTES]
        valid = issue_flaw(name, "text", notes) is None and folded(name) not in self._folded
        id_ = name if valid else self._made_id(name)
        self._folded.add(folded(id_))
        self.found[id_] = Issue(id=id_, text=text if text.strip() else id_, notes=notes, parent=parent)
        return id_

    def _made_id(self, name: str) -> str:
        id_ = re.sub("[.-]{2,}", "-", _NO_ID.sub("-", name.casefold())).strip("-.")[: LONGEST_ID - 8].strip("-.") or "issue"
        others = (f"{id_}-{number}" for number in count(2))
        return next(one for one in chain([id_], others) if folded(one) not in self._folded)

    def _parent(self, code: Code) -> str | None:
        above = code.above
        while above is not None and above not in self._ids:
            above = self._codes[above].above if above in self._codes else None
        return self._ids[above] if above else None

    def _meaning(self, code: Code) -> Meaning:
        value = scheme.value_of(code.name)
        if value is not None:
            return Meaning(*value)
        stance = scheme.stance_of(code.name)
        if stance is not None:
            return Meaning(STANCE, self._names[stance[0]], stance[1])
        side = scheme.SIDE_WORDS.get(code.name.casefold())
        if side is not None and code.above in self._ids:
            return Meaning(STANCE, self._ids[code.above], side)
        return Meaning(FOREIGN, code.name)


def _without_controls(text: str) -> str:
    return "".join(" " if control_in(character) else character for character in text)


def _actor(case: Case, ids: _Ids, losses: Losses) -> Actor:
    kind = next((one for one in get_args(SpeakerType) if one == case.variables.get(OWN_TYPE)), None)
    if kind is None:
        losses.add("type of an actor", f"the case has no variable {OWN_TYPE}; taken for a person")
    attributes = {name: value for name, value in case.variables.items() if name not in {OWN_ID, OWN_TYPE}}
    return Actor(id=ids.own(case.variables.get(OWN_ID), case.guid), name=case.name, type=kind or "person", attributes=attributes)


def _document(source: Source, ids: _Ids, losses: Losses) -> Document:
    known = source.variables
    id_ = ids.own(known.get(OWN_ID), source.guid)
    authors = sorted((name for name in known if _AUTHOR.fullmatch(name)), key=lambda name: int(name.partition(" ")[2]))
    for name in known:
        if name not in {OWN_ID, *scheme.DOCUMENT_FIELDS, *authors}:
            losses.add(
                f"variable {name[:60]} of a text", f"these are known: {', '.join(scheme.DOCUMENT_FIELDS)}, {AUTHOR} 1, {AUTHOR} 2, …"
            )
    return Document(
        id=id_,
        text=source.text,
        title=None if source.name == id_ else source.name,
        outlet=known.get("outlet"),
        authors=tuple(known[name] for name in authors),
        published=known.get("published"),
        url=known.get("url"),
        language=known.get("language") or "en",
    )


def _within_known(documents: list[Document], losses: Losses) -> tuple[Document, ...]:
    """The documents without references to statements that are nowhere."""
    known = {said.id for document in documents for said in document.statements}
    found = []
    for document in documents:
        lost = sum(said.reported_by is not None and said.reported_by not in known for said in document.statements)
        losses.add("statement that another one stands in", "it was taken out", lost)
        statements = (said if said.reported_by in known else replace(said, reported_by=None) for said in document.statements)
        found.append(replace(document, statements=tuple(statements)))
    return tuple(found)


def _model(project: Project) -> str | None:
    try:
        told: Mapping[str, object] = json.loads(project.told)
        model = told.get("model")
    except (ValueError, RecursionError, AttributeError):
        return None
    return model if isinstance(model, str) else None

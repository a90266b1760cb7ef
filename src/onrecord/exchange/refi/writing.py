"""Contents → a REFI-QDA project (``.qdpx``), which ATLAS.ti, MAXQDA, NVivo, QualCoder and others open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lxml import etree

from onrecord.exchange.bundles import write_archive
from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import Manifest
from onrecord.exchange.refi import scheme
from onrecord.exchange.refi.scheme import CONTENT, OWN_ID, OWN_TYPE, PROGRAM, PROJECT, SOURCE, code_name, guid, issue_name
from onrecord.exchange.refi.sources import add_source, element, parts_of, selection_guid, user_guid, variables_of
from onrecord.exchange.tallies import Losses, only_marked, tally

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

    from onrecord.codebook.issues import Issue
    from onrecord.exchange.contents import Actor, Contents

#: Codes of issues stand below one another as the issues do, as deep as readers of XML go.
_DEEPEST = 50
_GREY = "#9E9E9E"


def write_refi(contents: Contents, path: Path) -> Manifest:
    """Writes the project: texts, selections, codes for parts, kinds and stances, cases for the actors, users for the coders.

    Raises:
        ExchangeError: the file cannot be written.
    """
    losses = Losses()
    contents = only_marked(contents, lambda _, spans: any(span.start < span.end for span in spans), losses)
    root = element(None, "Project", name=contents.name, origin="onrecord", creatingUserGUID=user_guid(None))
    _add_users(root, contents)
    _add_codes(root, contents, losses)
    _add_variables(root, contents)
    _add_cases(root, contents, losses)
    if contents.documents:
        sources = element(root, "Sources")
        for document in contents.documents:
            add_source(sources, document)
    if contents.model is not None:
        element(root, "Description", json.dumps({"model": contents.model}, ensure_ascii=False))
    members = {PROJECT: etree.tostring(root, xml_declaration=True, encoding="UTF-8")}
    for document in contents.documents:
        text = encodable(document.text)
        _count_characters(document.text, losses)
        # programs disagree whether the end of a line of two characters counts as one
        members[f"sources/{guid('document', document.id)}.txt"] = _with_mark(text.replace("\r", " ")).encode("utf-8")
    write_archive(path, members)
    return Manifest(format=scheme.FORMAT, counts=tally(contents), losses=losses.all())


def _count_characters(text: str, losses: Losses) -> None:
    losses.add("carriage return", "programs count it in different ways; a space stands there", text.count("\r"))
    halves = encodable(text).count("\ufffd") - text.count("\ufffd")
    losses.add("half of a character", "UTF-8 has no place for it; U+FFFD stands there", halves)


def _with_mark(text: str) -> str:
    """The text, with a byte order mark before it where it begins with one, since readers take the first off."""
    return f"\ufeff{text}" if text.startswith("\ufeff") else text


def _add_users(root: Element, contents: Contents) -> None:
    users = element(root, "Users")
    element(users, "User", guid=user_guid(None), name=PROGRAM, id="onrecord")
    for coder in contents.coders:
        element(users, "User", guid=user_guid(coder), name=coder, id=coder)


def _add_codes(root: Element, contents: Contents, losses: Losses) -> None:
    codes = element(element(root, "CodeBook"), "Codes")
    for group, values in scheme.CODES.items():
        above = _code(codes, f"onrecord {group}", codable=False)
        for value in values:
            _code(above, code_name(group, value), colour=scheme.COLOURS.get(group, _GREY))
    unknown = _issues_used(contents).difference(contents.codebook.ids)
    if contents.codebook.issues or unknown:
        above = _code(codes, "onrecord issues", codable=False)
        _add_issues(above, contents.codebook.issues, losses)
        for id_ in sorted(unknown):
            _add_sides(_code(above, issue_name(id_)), id_)


def _issues_used(contents: Contents) -> set[str]:
    statements = (said for document in contents.documents for said in document.statements)
    return {stance.issue for said in statements for claim in said.claims for stance in claim.stances}


def _add_issues(root: Element, issues: tuple[Issue, ...], losses: Losses) -> None:
    """Adds the codes of issues, each below that of its parent."""
    below: dict[str | None, list[Issue]] = {}
    for one in issues:
        below.setdefault(one.parent, []).append(one)

    def add(above: Element, parent: str | None, depth: int) -> None:
        for one in below.get(parent, ()):
            code = _code(above, issue_name(one.id), f"{one.text}\n\n{one.notes}" if one.notes else one.text)
            _add_sides(code, one.id)
            if depth < _DEEPEST:
                add(code, one.id, depth + 1)
            else:
                deeper.append(one.id)

    deeper: list[str] = []
    add(root, None, 0)
    for parent in deeper:
        losses.add("parent of an issue", f"codes stand {_DEEPEST} deep at most", len(below.get(parent, ())))
        add(root, parent, 0)


def _add_sides(code: Element, issue: str) -> None:
    for side in scheme.SIDES:
        _code(code, code_name(issue, side), colour=scheme.SIDE_COLOURS[side])


def _code(above: Element, name: str, told: str | None = None, *, colour: str = _GREY, codable: bool = True) -> Element:
    code = element(above, "Code", guid=guid("code", name), name=name, isCodable=str(codable).lower(), color=colour)
    if told is not None:
        element(code, "Description", told)
    return code


def _add_variables(root: Element, contents: Contents) -> None:
    names = {name: None for document in contents.documents for name in variables_of(document)}
    names |= dict.fromkeys((OWN_ID, OWN_TYPE)) if contents.actors else {}
    names |= {name: None for actor in contents.actors for name in _attributes(actor)}
    if names:
        variables = element(root, "Variables")
        for name in names:
            element(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")


def _attributes(actor: Actor) -> dict[str, str]:
    return {name: value for name, value in actor.attributes.items() if name not in {OWN_ID, OWN_TYPE}}


def _add_cases(root: Element, contents: Contents, losses: Losses) -> None:
    """Adds the actors, each with the passages that they speak in and that name them."""
    spoken: dict[str, list[str]] = {}
    known = {actor.id for actor in contents.actors}
    for document in contents.documents:
        for said in document.statements:
            if said.actor is not None and said.actor not in known:
                losses.add("actor of a statement", "it is not among the actors")
            elif said.actor is not None:
                ids = (selection_guid(document, said, part) for part, _, _ in parts_of(said) if part.role in {CONTENT, SOURCE})
                spoken.setdefault(said.actor, []).extend(ids)
    cases = element(root, "Cases") if contents.actors else None
    for actor in contents.actors:
        case = element(cases, "Case", guid=guid("case", actor.id), name=actor.name)
        for name, value in ({OWN_ID: actor.id, OWN_TYPE: actor.type} | _attributes(actor)).items():
            holder = element(case, "VariableValue")
            element(holder, "VariableRef", targetGUID=guid("variable", name))
            element(holder, "TextValue", value)
        for id_ in spoken.get(actor.id, ()):
            element(case, "SelectionRef", targetGUID=id_)
        losses.add(
            "attribute of an actor", f"{OWN_ID} and {OWN_TYPE} are names of this program", len(actor.attributes) - len(_attributes(actor))
        )
    losses.add(
        "actor of a statement",
        "it is not among the actors",
        sum(len(spoken[id_]) > 0 for id_ in spoken.keys() - {a.id for a in contents.actors}),
    )

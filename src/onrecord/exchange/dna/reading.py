"""A file of Discourse Network Analyzer 3 as contents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.exchange.contents import Contents, Loss, Manifest
from onrecord.exchange.dna.assembling import assemble
from onrecord.exchange.dna.cast import Attributes, Roles, read_issues, read_people
from onrecord.exchange.dna.documents import read_documents
from onrecord.exchange.dna.entities import PARENT
from onrecord.exchange.dna.file import read_tables, rows_by
from onrecord.exchange.dna.mapping import SKIP, FileType, check_mapping
from onrecord.exchange.dna.notes import read_file_line
from onrecord.exchange.dna.schema import NOTES, OUR_ATTRIBUTE
from onrecord.exchange.dna.statements import DnaFile, code, statement_values
from onrecord.exchange.dna.writing import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.exchange.dna.file import Row
    from onrecord.exchange.dna.mapping import DnaMapping, TypeRule


def read_dna(path: Path, mapping: DnaMapping | None = None) -> tuple[Contents, Manifest]:
    """What a file of DNA 3 holds, and what of it has no place here.

    Args:
        path: the file; it is not changed.
        mapping: what its statement types and variables mean; without one, those of DNA's standard type.

    Raises:
        ExchangeError: it is no such file, is in use or damaged, holds what cannot be, or has statement types that are not mapped.
    """
    place = str(path)
    tables = read_tables(path)
    variables = {number: {row["Variable"]: row for row in rows} for number, rows in rows_by(tables["VARIABLES"], "StatementTypeId").items()}
    counts = Counter(row["StatementTypeId"] for row in tables["STATEMENTS"].values())
    labels = {number: row["Label"] for number, row in tables["STATEMENTTYPES"].items()}
    types = [
        FileType(name=label, count=counts[number], variables={name: row["DataType"] for name, row in variables.get(number, {}).items()})
        for number, label in labels.items()
    ]
    by_label = check_mapping(mapping, types, place)
    rules = {number: by_label[label] for number, label in labels.items() if label in by_label}
    note = read_file_line(tables["SETTINGS"].get(OUR_ATTRIBUTE, {"Value": ""})["Value"])
    losses: Counter[str] = Counter()
    roles = _roles(rules, variables)
    attributes = Attributes(tables, note, place)
    codebook, issues = read_issues(tables, roles, attributes, note, place)
    file = DnaFile(
        place=place,
        tables=tables,
        rules=rules,
        variables=variables,
        values=statement_values(tables, place),
        people=read_people(tables, roles, attributes, note),
        issues=issues,
        texts=read_documents(tables, place, losses),
        losses=losses,
    )
    people, coded = code(file)
    said = assemble(coded, {number: len(text.document.text) for number, text in file.texts.items()})
    documents = tuple(replace(text.document, statements=said[number]) for number, text in file.texts.items())
    name = note.name or path.stem
    contents = Contents(name=name, documents=documents, actors=tuple(people.actors.values()), codebook=codebook, model=note.model)
    return contents, _manifest(contents, file, len(coded), attributes)


def _roles(rules: Mapping[int, TypeRule], variables: Mapping[int, Mapping[str, Row]]) -> Roles:
    """The variables that name persons, organizations and issues."""
    found: dict[str, set[int]] = {"person": set(), "organization": set(), "issue": set()}
    for number, rule in rules.items():
        for role, name in (("person", rule.person), ("organization", rule.organization), ("issue", rule.issue)):
            variable = variables.get(number, {}).get(name or "")
            if variable is not None and not rule.skip:
                found[role].add(variable["ID"])
    return Roles(**{role: frozenset(numbers) for role, numbers in found.items()})


def _manifest(contents: Contents, file: DnaFile, coded: int, attributes: Attributes) -> Manifest:
    said = [one for document in contents.documents for one in document.statements]
    counts = {
        "documents": len(contents.documents),
        "DNA statements": coded,
        "statements": len(said),
        "actors": len(contents.actors),
        "issues": len(contents.codebook.issues),
        "coders": len(contents.coders),
    }
    losses = file.losses
    losses["regular expression"] += len(file.tables["REGEXES"])
    losses["link of variables"] += len(file.tables["VARIABLELINKS"])
    losses["name below another"] += sum(row["ChildOf"] is not None for row in file.tables["ENTITIES"].values())
    losses["attribute of a concept"] += attributes.unread(file.issues, {OUR_ATTRIBUTE, NOTES, PARENT})
    known = {*file.people.ids, *file.issues}
    losses["attribute of another variable"] += attributes.unread(set(file.tables["ENTITIES"]) - known)
    found = tuple(Loss(what=what, count=count, why=_WHY.get(what, _SKIPPED)) for what, count in sorted(losses.items()) if count)
    return Manifest(format=FORMAT, counts=counts, losses=found)


_SKIPPED = f"the mapping says {SKIP}, or says nothing of it"
_WHY = {
    "section of a document": "there is no place for it",
    "type of a document": "there is no place for it",
    "notes of a document": "there is no place for them",
    "our note on a statement, changed": "it is taken as a new statement, because what it was can no longer be read",
    "regular expression": "it only colours texts",
    "link of variables": "DNA itself does not use it",
    "name below another": "DNA itself does not use it",
    "attribute of a concept": "an issue has a text, notes and a parent alone",
    "attribute of another variable": "its values are kept as notes of statements, without attributes",
}

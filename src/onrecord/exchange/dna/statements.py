"""The statements of a DNA file in our words: who speaks, on which issue and side, at which characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from onrecord.codebook.issues import shown
from onrecord.errors import ExchangeError
from onrecord.exchange.dna.assembling import Coded
from onrecord.exchange.dna.codings import AFFILIATION, ORGANIZATION_THERE
from onrecord.exchange.dna.file import there
from onrecord.exchange.dna.notes import read_note
from onrecord.exchange.dna.schema import CHECKED, DATA_TABLES, KIND, OURS, PROGRAM, REPORTED, STATUS, UNCHECKED
from onrecord.exchange.dna.text import named_after
from onrecord.records import Kind
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from onrecord.exchange.contents import Side
    from onrecord.exchange.dna.cast import People
    from onrecord.exchange.dna.documents import ReadText
    from onrecord.exchange.dna.file import DnaTables, Row
    from onrecord.exchange.dna.mapping import SideRule, TypeRule
    from onrecord.exchange.dna.notes import CodingNote


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaFile:
    """What statements are read with.

    Attributes:
        rules: of each statement type, by its number.
        values: of each statement, by its number and the name of the variable: the entity's row, the text or the number.
    """

    place: str
    tables: DnaTables
    rules: Mapping[int, TypeRule]
    variables: Mapping[int, Mapping[str, Row]]
    values: Mapping[int, Mapping[str, Any]]
    people: People
    issues: Mapping[int, str]
    texts: Mapping[int, ReadText]
    losses: Counter[str]


def statement_values(tables: DnaTables, place: str) -> dict[int, dict[str, Any]]:
    """The values of each statement, by the name of the variable."""
    found: dict[int, dict[str, Any]] = {number: {} for number in tables["STATEMENTS"]}
    for kind, table in DATA_TABLES.items():
        for number, row in tables[table].items():
            where = f"{place}, {table} {number}"
            statement = there(tables["STATEMENTS"], row["StatementId"], where, "statement")
            variable = there(tables["VARIABLES"], row["VariableId"], where, "variable")
            if (variable["StatementTypeId"], variable["DataType"]) != (statement["StatementTypeId"], kind):
                raise ExchangeError(where, f"gives {kind} to the variable {shown(variable['Variable'])!r}, which has none in its statement")
            if variable["Variable"] in found[statement["ID"]]:
                raise ExchangeError(where, f"is a second value of {shown(variable['Variable'])!r} for statement {statement['ID']}")
            value: Any = row["Value"] if kind != "short text" else there(tables["ENTITIES"], row["Entity"], where, "entity")
            if kind == "short text" and value["VariableId"] != variable["ID"]:
                raise ExchangeError(where, f"points to entity {value['ID']}, which is of another variable")
            found[statement["ID"]][variable["Variable"]] = value
    return found


def code(file: DnaFile) -> tuple[People, list[Coded]]:
    """The people, and the DNA statements of the types that are read, by their number."""
    rows = [row for row in file.tables["STATEMENTS"].values() if _is_read(row, file)]
    speakers = {row["ID"]: _speakers(row, file) for row in rows}
    together = [(file.people.ids[p["ID"]], o["Value"]) for p, o in speakers.values() if p is not None and o is not None]
    speaking = {o["ID"] for p, o in speakers.values() if p is None and o is not None}
    belonging = {o["ID"] for p, o in speakers.values() if p is not None and o is not None}
    people = file.people.belonging(together)
    bare = {
        entity
        for entity in belonging - speaking
        if people.ids[entity] not in people.ours and not people.actors[people.ids[entity]].attributes
    }
    people = people.without(bare)
    return people, [_one(row, speakers[row["ID"]], people, file) for row in rows]


def _is_read(row: Row, file: DnaFile) -> bool:
    there(file.tables["STATEMENTTYPES"], row["StatementTypeId"], f"{file.place}, STATEMENTS {row['ID']}", "statement type")
    rule = file.rules.get(row["StatementTypeId"])
    if rule is None or rule.skip:
        label = file.tables["STATEMENTTYPES"][row["StatementTypeId"]]["Label"]
        file.losses[f"statement of the type {shown(label)}"] += 1
        return False
    return True


def _speakers(row: Row, file: DnaFile) -> tuple[Row | None, Row | None]:
    """The entities of the person and the organization of a statement; None where none is coded."""
    rule = file.rules[row["StatementTypeId"]]
    values = file.values[row["ID"]]
    person, organization = (values.get(name) if name is not None else None for name in (rule.person, rule.organization))
    return (person if person and person["Value"] else None, organization if organization and organization["Value"] else None)


def _one(row: Row, speakers: tuple[Row | None, Row | None], people: People, file: DnaFile) -> Coded:
    where = f"{file.place}, STATEMENTS {row['ID']}"
    rule = file.rules[row["StatementTypeId"]]
    values = file.values[row["ID"]]
    there(file.tables["DOCUMENTS"], row["DocumentId"], where, "document")
    coder = there(file.tables["CODERS"], row["Coder"], where, "coder")["Name"]
    variables = file.variables[row["StatementTypeId"]]
    ours = OURS in variables and variables[OURS]["DataType"] == "long text"
    note = read_note(values.get(OURS, "")) if ours else None
    file.losses["our note on a statement, changed"] += ours and bool(values.get(OURS)) and note is None
    entity = speakers[0] or speakers[1]
    actor = people.ids[entity["ID"]] if entity else None
    issue = values.get(rule.issue)
    words = {name: _word(values.get(name)) for name in (KIND, STATUS, REPORTED)} if ours else {}
    kind: Kind | None = next((one for one in get_args(Kind) if one == words.get(KIND)), None)
    person = None if note is not None and note.coder and named_after(coder, note.coder) else coder
    return Coded(
        number=row["ID"],
        document=row["DocumentId"],
        span=_span(row, file, where),
        actor=actor,
        issue=file.issues.get(issue["ID"]) if issue else None,
        side=_side(rule.side, values, where),
        coder=note.coder if person is None and note is not None else None if coder == PROGRAM else coder,
        kind=kind,
        checked=words[STATUS] == CHECKED if words.get(STATUS) in {CHECKED, UNCHECKED} else coder != PROGRAM,
        note=note,
        notes=_notes(rule, values, note, ours=ours) | _belongs(speakers, people, note),
    )


def _word(value: Any) -> str:  # noqa: ANN401 - a value of any variable
    return str(value["Value"]) if isinstance(value, dict) else "" if value is None else str(value)


def _notes(rule: TypeRule, values: Mapping[str, Any], note: CodingNote | None, *, ours: bool) -> dict[str, str]:
    """What a statement says in variables that have no place here, and what it carried."""
    read = {rule.person, rule.organization, rule.issue, *({KIND, STATUS, REPORTED, OURS} if ours else ())}
    if rule.side.variable is not None and not rule.side.values:
        read.add(rule.side.variable)
    found = {name: _word(value) for name, value in values.items() if name not in read and _word(value)}
    if ours and note is None and _word(values.get(REPORTED)):
        found[REPORTED] = _word(values[REPORTED])
    return {**(note.said["notes"] if note else {}), **found}


def _belongs(speakers: tuple[Row | None, Row | None], people: People, note: CodingNote | None) -> dict[str, str]:
    """The organization that a person speaks for, where it is not the one that he is known to belong to."""
    person, organization = speakers
    if person is None:
        return {}
    actor = people.actors[people.ids[person["ID"]]]
    carried: Mapping[str, str] = note.said["notes"] if note else {}
    known = carried.get(ORGANIZATION_THERE, actor.attributes.get(AFFILIATION, ""))
    value = organization["Value"] if organization else ""
    return {} if value == known or (known and named_after(value, known)) else {ORGANIZATION_THERE: value}


def _span(row: Row, file: DnaFile, where: str) -> Span:
    text = file.texts[row["DocumentId"]]
    start, stop = text.point(row["Start"]), text.point(row["Stop"])
    if start is None or stop is None or start >= stop:
        size = len(text.text.text.encode("utf-16-le")) // 2
        message = f"goes from {row['Start']} to {row['Stop']} in document {row['DocumentId']}, whose text has {size} characters"
        raise ExchangeError(where, f"{message} (in UTF-16 units), or begins or ends inside of one")
    return Span(text.text.from_dna(start), text.text.from_dna(stop))


def _side(rule: SideRule, values: Mapping[str, Any], where: str) -> Side:
    if rule.variable is None:
        return rule.always or "neither"
    if rule.variable not in values:
        raise ExchangeError(where, f"has no value of {shown(rule.variable)!r}, which DNA never leaves out")
    value = values[rule.variable]
    value = value["Value"] if isinstance(value, dict) else value
    if rule.values:
        side = rule.values.get(value)
        if side is None:
            raise ExchangeError(where, f"has {shown(value)!r} as {shown(rule.variable)}, which the mapping says nothing of; add it there")
        return side
    if value not in {0, 1}:
        raise ExchangeError(where, f"has {shown(value)!r} as {shown(rule.variable)}, which is no yes or no")
    return "for" if value else "against"

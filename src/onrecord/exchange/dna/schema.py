"""The tables of a file of Discourse Network Analyzer 3, as data: what is written, and what a file must have to be read."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

DataType = Literal["short text", "long text", "integer", "boolean"]

#: Any 3.x opens a file of this version; one that says 3.1 is refused by 3.0 for its number alone.
VERSION: Final = "3.0.11"
#: Names, titles and values of attributes have at most so many characters.
LONGEST: Final = 190

STANDARD_TYPE: Final = "DNA Statement"
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = "person", "organization", "concept", "agreement"
#: What we add to the standard type: the claim's kind, whether a person checked it, who reports it, and what it is to us.
KIND, STATUS, REPORTED, OURS = "kind", "status", "reported", "onrecord"
VARIABLES: Final[dict[str, DataType]] = {
    PERSON: "short text",
    ORGANIZATION: "short text",
    CONCEPT: "short text",
    AGREEMENT: "boolean",
    KIND: "short text",
    STATUS: "short text",
    REPORTED: "short text",
    OURS: "long text",
}
#: The attribute that holds our id of a person, an organization or a concept; also the row of SETTINGS with what has no other place.
OUR_ATTRIBUTE: Final = "onrecord"
#: The attributes that a new database has.
TYPE, ALIAS, NOTES = STANDARD_ATTRIBUTES = ("Type", "Alias", "Notes")
#: The values of STATUS.
CHECKED, UNCHECKED = "checked", "unchecked"
#: Who codes for the program, and who may do everything.
PROGRAM, ADMIN = "onrecord", "Admin"

DATA_TABLES: Final[dict[DataType, str]] = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "integer": "DATAINTEGER",
    "boolean": "DATABOOLEAN",
}

_PERMISSIONS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments"),
    *("AddStatements", "EditStatements", "DeleteStatements"),
    *("EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)
_COLOUR = "Red 0..255=0, Green 0..255=0, Blue 0..255=0"
_DATA = "ID key, StatementId >STATEMENTS, VariableId >VARIABLES"

#: Each table's columns with what they hold: ``key`` (its number), ``short`` (up to LONGEST characters), ``long`` (any), ``whole`` (a
#: number), ``low..high=default`` (a number within bounds), ``>TABLE`` (a row there; with ``?`` or none).
_LAYOUT: Final = {
    "SETTINGS": "Property label, Value long",
    "CODERS": f"ID key, Name short, {_COLOUR}, Refresh 0..9999=0, FontSize 1..99=14, Password short, PopupWidth 100..9999=300, "
    "ColorByCoder 0..1=0, PopupDecoration 0..1=0, PopupAutoComplete 0..1=1, "
    + ", ".join(f"Permission{name} 0..1=1" for name in _PERMISSIONS),
    "CODERRELATIONS": "ID key, Coder >CODERS, OtherCoder >CODERS, viewStatements 0..1=1, editStatements 0..1=1, "
    "viewDocuments 0..1=1, editDocuments 0..1=1",
    "DOCUMENTS": "ID key, Title short, Text long, Coder >CODERS, Author short, Source short, Section short, Notes long, Type short, "
    "Date whole",
    "STATEMENTTYPES": f"ID key, Label short, {_COLOUR}",
    "VARIABLES": "ID key, Variable short, DataType short, StatementTypeId >STATEMENTTYPES",
    "VARIABLELINKS": "ID key, SourceVariableId >VARIABLES, TargetVariableId >VARIABLES",
    "REGEXES": f"Label label, {_COLOUR}",
    "STATEMENTS": "ID key, StatementTypeId >STATEMENTTYPES, DocumentId >DOCUMENTS, Start whole, Stop whole, Coder >CODERS",
    "ENTITIES": f"ID key, VariableId >VARIABLES, Value short, {_COLOUR}, ChildOf ?>ENTITIES",
    "DATASHORTTEXT": f"{_DATA}, Entity >ENTITIES",
    "DATALONGTEXT": f"{_DATA}, Value long",
    "DATAINTEGER": f"{_DATA}, Value whole",
    "DATABOOLEAN": f"{_DATA}, Value 0..1=1",
    "ATTRIBUTEVARIABLES": "ID key, VariableId >VARIABLES, AttributeVariable short",
    "ATTRIBUTEVALUES": "ID key, EntityId >ENTITIES, AttributeVariableId >ATTRIBUTEVARIABLES, AttributeValue short",
}
_ONCE = "UNIQUE (StatementId, VariableId)"
_RULES: Final = {
    "VARIABLES": ("UNIQUE (Variable, StatementTypeId)", "CHECK (DataType IN ('short text', 'long text', 'integer', 'boolean'))"),
    "VARIABLELINKS": ("CHECK (SourceVariableId <> TargetVariableId)",),
    "CODERRELATIONS": ("CHECK (Coder <> OtherCoder)",),
    "STATEMENTS": ("CHECK (0 <= Start AND Start < Stop)",),
    "ENTITIES": ("UNIQUE (VariableId, Value)",),
    "ATTRIBUTEVARIABLES": ("UNIQUE (VariableId, AttributeVariable)",),
    "ATTRIBUTEVALUES": ("UNIQUE (EntityId, AttributeVariableId)",),
    **dict.fromkeys(DATA_TABLES.values(), (_ONCE,)),
}


class Column(NamedTuple):
    """A column's name, and whether it holds words or a whole number."""

    name: str
    words: bool


def _pairs(table: str) -> list[tuple[str, str]]:
    parts = [part.split(" ") for part in _LAYOUT[table].split(", ")]
    return [(name, kind) for name, kind in parts]


#: The columns of each table, in their order.
TABLES: Final[dict[str, tuple[Column, ...]]] = {
    table: tuple(Column(name, kind in {"label", "short", "long"}) for name, kind in _pairs(table)) for table in _LAYOUT
}


def create_statements() -> tuple[str, ...]:
    """The SQL that makes the tables, each with the limits that DNA sets."""
    return tuple(
        f"CREATE TABLE {table} (" + ", ".join([*(_defined(*pair) for pair in _pairs(table)), *_RULES.get(table, ())]) + ")"
        for table in _LAYOUT
    )


def _defined(name: str, kind: str) -> str:
    if kind == "key":
        return f"{name} INTEGER NOT NULL PRIMARY KEY"
    if kind == "label":
        return f"{name} TEXT NOT NULL PRIMARY KEY CHECK (length({name}) <= {LONGEST})"
    if kind == "short":
        return f"{name} TEXT NOT NULL DEFAULT '' CHECK (length({name}) <= {LONGEST})"
    if kind == "long":
        return f"{name} TEXT NOT NULL DEFAULT ''"
    if kind == "whole":
        return f"{name} INTEGER NOT NULL DEFAULT 0"
    if ">" in kind:
        needed = "" if kind.startswith("?") else " NOT NULL"
        return f"{name} INTEGER{needed} REFERENCES {kind.lstrip('?>')} (ID) ON DELETE CASCADE"
    bounds, default = kind.split("=")
    low, high = bounds.split("..")
    return f"{name} INTEGER NOT NULL DEFAULT {default} CHECK ({name} BETWEEN {low} AND {high})"

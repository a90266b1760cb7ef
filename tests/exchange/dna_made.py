"""What the tests of DNA's files share: what comes back of contents, files with something wrong, and edits as DNA makes them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook, Issue
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.dna.codings import codings
from onrecord.exchange.dna.schema import create_statements
from onrecord.spans import Span
from tests.exchange.contents_made import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


#: The statement table of DNA's window, as its program asks for it: who coded which characters of which document, and their text.
STATEMENT_TABLE = """
    SELECT STATEMENTS.ID, STATEMENTTYPES.Label, Start, Stop, CODERS.Name, DOCUMENTS.Date,
           SUBSTRING(DOCUMENTS.Text, Start + 1, Stop - Start)
    FROM STATEMENTS
    INNER JOIN CODERS ON STATEMENTS.Coder = CODERS.ID
    INNER JOIN STATEMENTTYPES ON STATEMENTS.StatementTypeId = STATEMENTTYPES.ID
    INNER JOIN DOCUMENTS ON DOCUMENTS.ID = STATEMENTS.DocumentId
    ORDER BY DOCUMENTS.Date, DOCUMENTS.ID, Start, Stop, STATEMENTS.ID
"""
#: The values of each statement that it shows and counts.
SHORT_TEXTS = """
    SELECT DATASHORTTEXT.StatementId, VARIABLES.Variable, ENTITIES.Value
    FROM DATASHORTTEXT
    INNER JOIN ENTITIES ON ENTITIES.ID = DATASHORTTEXT.Entity AND ENTITIES.VariableId = DATASHORTTEXT.VariableId
    INNER JOIN VARIABLES ON VARIABLES.ID = DATASHORTTEXT.VariableId
"""
BOOLEANS = """
    SELECT DATABOOLEAN.StatementId, VARIABLES.Variable, DATABOOLEAN.Value
    FROM DATABOOLEAN INNER JOIN VARIABLES ON VARIABLES.ID = DATABOOLEAN.VariableId
"""
#: The attributes of the entities of a variable.
ATTRIBUTES = """
    SELECT ENTITIES.Value, ATTRIBUTEVARIABLES.AttributeVariable, ATTRIBUTEVALUES.AttributeValue
    FROM ENTITIES
    INNER JOIN ATTRIBUTEVARIABLES ON ATTRIBUTEVARIABLES.VariableId = ENTITIES.VariableId
    INNER JOIN ATTRIBUTEVALUES ON ATTRIBUTEVALUES.EntityId = ENTITIES.ID
        AND ATTRIBUTEVALUES.AttributeVariableId = ATTRIBUTEVARIABLES.ID
    INNER JOIN VARIABLES ON VARIABLES.ID = ENTITIES.VariableId
    WHERE VARIABLES.Variable = ?
"""
TABLES_WITH_VALUES = ("DATASHORTTEXT", "DATALONGTEXT", "DATAINTEGER", "DATABOOLEAN")


NAMES = st.sampled_from(["Ana Ruiz", "ana ruiz", "O'Neil", "Long " * 60, "Long " * 60 + "!", "李 🚢", "Ruiz (2)", "a\nb"]) | WORDS
PIECES = st.lists(st.sampled_from(["the ferry ", "🚢", "é", "\r\n", "\r", "\n", "\x00", "\ud83d", "o’er ", "𠮷"]), min_size=1, max_size=12)
WHEN = st.sampled_from(
    [None, "2026-02-10", "2026-02-10T14:30:05", "2026-02-10T00:00:00", "2026-02-10T14:30:00+09:00", "1641-01-05", "soon"]
)


@st.composite
def _coded_said(draw: st.DrawFn, text: str, id_: str, actors: Sequence[str], issues: Sequence[str]) -> Said:
    cuts = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" or at == 0]
    whole = Span(*sorted(draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2, unique=True))))
    sides = st.builds(
        Stance,
        issue=st.sampled_from(issues),
        side=st.sampled_from(["for", "against"]),
        confidence=st.none() | st.sampled_from([0.0, 0.25, 1.0]),
        coder=st.none() | st.sampled_from(["Mira", "mira", "Ø 🚢"]),
    )
    alone = st.lists(sides, min_size=1, max_size=4, unique_by=lambda one: (one.issue, one.coder))
    claims = tuple(
        ClaimMade(id=f"{id_}.{at}", span=(whole,), main=draw(st.booleans()), level=draw(st.sampled_from([None, "likely"])), stances=stances)
        for at, stances in enumerate(draw(st.lists(alone.map(tuple), min_size=1, max_size=2)))
    )
    return Said(
        id=id_,
        content=(whole,),
        source=draw(st.sampled_from([(), (Span(0, 1),)])),
        form=draw(st.sampled_from(["direct", "mixed"])),
        actor=draw(st.none() | st.sampled_from(actors)),
        coder=draw(st.none() | st.just("Mira")),
        checked=draw(st.booleans()),
        claims=claims,
        notes=draw(st.dictionaries(WORDS, WORDS, max_size=1)),
    )


@st.composite
def debates(draw: st.DrawFn) -> Contents:
    """Contents in which all is coded, with what DNA has trouble with: long names and twins, odd characters, line ends, days and hours."""
    kinds = st.sampled_from(["person", "organization", "country", "unnamed"])
    attributes = st.dictionaries(st.sampled_from(["affiliation", "role", "Alias", "Notes"]), NAMES)
    actors = [
        Actor(id=f"a{at}", name=name, type=draw(kinds), attributes=draw(attributes))
        for at, name in enumerate(draw(st.lists(NAMES, min_size=1, max_size=5)))
    ]
    sentences = draw(st.lists(st.sampled_from(["Build it.", "build it.", "Build " * 60]), min_size=1, max_size=3))
    issues = tuple(Issue(id=f"i{at}", text=text, notes="n" * draw(st.sampled_from([0, 5, 300]))) for at, text in enumerate(sentences))
    documents = []
    for number in range(draw(st.integers(1, 2))):
        text = "x" + "".join(draw(PIECES))
        said = (
            draw(_coded_said(text, f"s{number}{at}", [one.id for one in actors], [one.id for one in issues]))
            for at in range(draw(st.integers(1, 2)))
        )
        documents.append(
            Document(
                id=f"d{number}", text=text, title=draw(st.none() | NAMES), outlet=draw(st.none() | NAMES),
                authors=tuple(draw(st.lists(NAMES, max_size=2))), published=draw(WHEN), url=draw(st.none() | st.just("https://x.example/a")),
                language=draw(st.sampled_from(["en", "ko"])), statements=tuple(said),
            )
        )  # fmt: skip
    return Contents(name="made", documents=tuple(documents), actors=tuple(actors), codebook=Codebook(issues))


def asked(path: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that answer a question to the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(question, values).fetchall()


def edit(path: Path, *orders: str) -> None:
    """Changes a file, as a person does in DNA."""
    with closing(sqlite3.connect(path)) as connection:
        for order in orders:
            connection.execute(order)
        connection.commit()


def clone(path: Path, number: int, coder: str) -> int:
    """Copies a DNA statement with all its values, as DNA's menu does, for a coder; the number of the copy."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute(
            "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) "
            "SELECT StatementTypeId, DocumentId, Start, Stop, (SELECT ID FROM CODERS WHERE Name = ?) FROM STATEMENTS WHERE ID = ?",
            (coder, number),
        ).lastrowid
        for table in TABLES_WITH_VALUES:
            value = "Entity" if table == "DATASHORTTEXT" else "Value"
            connection.execute(
                f"INSERT INTO {table} (StatementId, VariableId, {value}) "  # noqa: S608
                f"SELECT ?, VariableId, {value} FROM {table} WHERE StatementId = ?",
                (made, number),
            )
        connection.commit()
    assert made is not None
    return made


def recode(path: Path, number: int, variable: str, value: str) -> None:
    """Gives a DNA statement another short text; it is added to the variable's values where it is new."""
    with closing(sqlite3.connect(path)) as connection:
        (of,) = connection.execute("SELECT ID FROM VARIABLES WHERE Variable = ?", (variable,)).fetchone()
        connection.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (of, value))
        (entity,) = connection.execute("SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (of, value)).fetchone()
        connection.execute("UPDATE DATASHORTTEXT SET Entity = ? WHERE StatementId = ? AND VariableId = ?", (entity, number, of))
        connection.commit()


def coded_by(path: Path, number: int, coder: str) -> None:
    """Names another coder of a DNA statement, as its window does where one chooses a coder."""
    edit(path, f"UPDATE STATEMENTS SET Coder = (SELECT ID FROM CODERS WHERE Name = '{coder}') WHERE ID = {number}")  # noqa: S608


def kept(made: Contents) -> Contents:
    """What DNA can hold of contents: statements and claims with a side, the stances on issues with one; without an order of its own."""
    coded: dict[tuple[str, str], list[Any]] = {}
    for coding in codings(made):
        coded.setdefault((coding.said.id, coding.claim.id), []).extend((*coding.stances, *coding.outranked))
    documents = []
    for document in made.documents:
        statements = []
        for said in document.statements:
            claims = tuple(replace(claim, stances=tuple(coded[said.id, claim.id])) for claim in said.claims if (said.id, claim.id) in coded)
            if claims:
                statements.append(replace(said, claims=claims))
        documents.append(replace(document, statements=tuple(statements)))
    return in_order(replace(made, documents=tuple(documents)))


def in_order(made: Contents) -> Contents:
    """The same, with actors, statements and stances sorted."""
    documents = []
    for document in made.documents:
        statements = [
            replace(
                said,
                claims=tuple(
                    replace(claim, stances=tuple(sorted(claim.stances, key=repr))) for claim in sorted(said.claims, key=lambda one: one.id)
                ),
            )
            for said in document.statements
        ]
        documents.append(replace(document, statements=tuple(sorted(statements, key=lambda one: one.id))))
    return replace(made, documents=tuple(documents), actors=tuple(sorted(made.actors, key=lambda one: one.id)))


#: A document as somebody put it into DNA, with a character that Java counts twice before the words that are coded.
FOREIGN_TEXT = "🚢 The harbour should grow, Kim said.\nLee disagreed."


def foreign(path: Path, *orders: str, version: str = "3.0.7") -> None:
    """A file as people make it in DNA: two coders, the standard type, one with a scale, one of annotations; then changed by orders."""
    start, stop = (len(FOREIGN_TEXT[:at].encode("utf-16-le")) // 2 for at in (2, 25))
    lee = len(FOREIGN_TEXT.encode("utf-16-le")) // 2 - len("Lee disagreed.")
    with closing(sqlite3.connect(path)) as connection:
        for statement in create_statements():
            connection.execute(statement)
        add = connection.execute
        add("INSERT INTO SETTINGS VALUES ('version', ?)", (version,))
        add("INSERT INTO CODERS (ID, Name) VALUES (1, 'Admin'), (2, 'Sora')")
        add("INSERT INTO CODERRELATIONS (ID, Coder, OtherCoder) VALUES (1, 1, 2), (2, 2, 1)")
        add(
            "INSERT INTO DOCUMENTS VALUES (1, 'Harbour', ?, 2, 'Jo Vik', 'The Harbour Post', 'City', 'read twice', 'report', ?)",
            (FOREIGN_TEXT, 1_770_733_805),
        )
        add("INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, 'DNA Statement'), (2, 'Position'), (3, 'Annotation')")
        add(
            "INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1), "
            "(3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'actor', 'short text', 2), "
            "(6, 'policy', 'short text', 2), (7, 'score', 'integer', 2), (8, 'tone', 'short text', 2), (9, 'note', 'long text', 3)"
        )
        add(
            "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (1, 1, ''), (2, 1, 'Kim'), (3, 1, 'Lee'), (4, 2, ''), "
            "(5, 2, 'Port Union'), (6, 3, ''), (7, 3, 'The harbour should grow'), (8, 5, 'Port Union'), "
            "(9, 6, 'The harbour should grow'), (10, 8, 'sour'), (11, 8, '')"
        )
        add("INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (2, 1, 'Alias'), (3, 3, 'Notes')")
        add("INSERT INTO ATTRIBUTEVALUES VALUES (1, 2, 1, 'politician'), (2, 2, 2, ''), (3, 7, 3, 'by landfill too')")
        add("INSERT INTO STATEMENTS VALUES (1, 1, 1, ?, ?, 2), (2, 1, 1, ?, ?, 1)", (start, stop, lee, lee + 14))
        add("INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 2), (2, 1, 2, 5), (3, 1, 3, 7), (4, 2, 1, 3), (5, 2, 2, 4), (6, 2, 3, 7)")
        add("INSERT INTO DATABOOLEAN VALUES (1, 1, 4, 1), (2, 2, 4, 0)")
        for order in orders:
            add(order)
        connection.commit()


#: A statement of the type with a scale, and one of the type that is for notes.
POSITION = (
    "INSERT INTO STATEMENTS VALUES (3, 2, 1, 3, 11, 2)",
    "INSERT INTO DATASHORTTEXT VALUES (7, 3, 5, 8), (8, 3, 6, 9), (9, 3, 8, 10)",
    "INSERT INTO DATAINTEGER VALUES (1, 3, 7, -2)",
)
ANNOTATION = ("INSERT INTO STATEMENTS VALUES (4, 3, 1, 3, 6, 2)", "INSERT INTO DATALONGTEXT VALUES (1, 4, 9, 'check this')")

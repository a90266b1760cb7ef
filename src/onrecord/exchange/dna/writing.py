"""Contents as a file that Discourse Network Analyzer 3 opens."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
import unicodedata
from collections import Counter
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Loss, Manifest
from onrecord.exchange.dna.codings import coder_numbers, codings, is_person, left_out, organization_of
from onrecord.exchange.dna.documents import NO_DATE, dna_fields, substitute_date
from onrecord.exchange.dna.entities import BLACK, GREY, Cast, Entities, coder_colours
from onrecord.exchange.dna.notes import FileNote, file_line, note_of
from onrecord.exchange.dna.schema import (
    ADMIN,
    AGREEMENT,
    CHECKED,
    CONCEPT,
    DATA_TABLES,
    KIND,
    ORGANIZATION,
    OUR_ATTRIBUTE,
    OURS,
    PERSON,
    PROGRAM,
    REPORTED,
    STANDARD_TYPE,
    STATUS,
    TABLES,
    UNCHECKED,
    VARIABLES,
    VERSION,
    create_statements,
)
from onrecord.exchange.dna.text import Names, seconds, shorten, when
from onrecord.exchange.whole import written_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.exchange.contents import Actor, Contents, Said
    from onrecord.exchange.dna.codings import Coding
    from onrecord.exchange.dna.documents import DocumentFields

    Rows = dict[str, list[tuple[Any, ...]]]

FORMAT: Final = "dna"
#: DNA asks for a password where it opens a file. It guards nothing: the file is not encrypted.
PASSWORD: Final = "onrecord"  # noqa: S105 - printed in the documentation
#: Who reports a statement where it is not known who.
SOMEBODY: Final = "somebody"
TYPE_COLOUR: Final = (255, 235, 130)
_ROUNDS: Final = 100_000


class _Places(NamedTuple):
    """The numbers of what statements point to."""

    cast: Cast
    entities: Entities
    coders: Mapping[str | None, int]
    documents: Mapping[str, tuple[int, DocumentFields]]
    variables: Mapping[str, int]


def write_dna(contents: Contents, path: Path, *, password: str = PASSWORD) -> Manifest:
    """Writes a file that DNA 3 opens, and tells what of the contents it does not show.

    Args:
        contents: what to write.
        path: the file; one that is there is replaced.
        password: what each coder opens it with.

    Raises:
        ExchangeError: it cannot be written, or a statement names an actor or an issue that is not there.
    """
    rows, manifest = _rows(contents, str(path), password)
    with written_whole(path) as stream, closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            _fill(connection, rows)
            stream.write(connection.serialize())
        except sqlite3.Error as error:
            raise ExchangeError(str(path), f"cannot be written: {error}") from error
    return manifest


def _rows(contents: Contents, place: str, password: str) -> tuple[Rows, Manifest]:
    rows: Rows = {table: [] for table in TABLES}
    variables = {name: at for at, name in enumerate(VARIABLES, start=1)}
    entities = Entities(variables)
    cast = Cast(contents, entities, place)
    for name in (KIND, STATUS, REPORTED):
        entities.describe(name, ())
    coders = _coders(contents, rows, password)
    texts = _documents(contents, rows)
    coded = list(codings(contents))
    _statements(coded, contents, rows, _Places(cast, entities, coders, texts, variables))
    rows["STATEMENTTYPES"].append((1, STANDARD_TYPE, *TYPE_COLOUR))
    rows["VARIABLES"] += [(variables[name], name, kind, 1) for name, kind in VARIABLES.items()]
    rows["ENTITIES"] += [(*row, None) for row in entities.entities]
    rows["ATTRIBUTEVARIABLES"] += entities.attribute_variables
    rows["ATTRIBUTEVALUES"] += entities.attribute_values
    rows["SETTINGS"] += _settings(contents, entities, rows)
    return rows, _manifest(contents, coded, entities, list(texts.values()))


def _coders(contents: Contents, rows: Rows, password: str) -> dict[str | None, int]:
    """The number of each coder; None is the program."""
    coders = coder_numbers(contents)
    names = Names()
    colours = {ADMIN: BLACK, PROGRAM: GREY}
    palette = coder_colours()
    for name, at in coders.items():
        if name is not None:
            colour = colours.get(name) or next(palette)
            defaults = (0, 14, _hashed(password), 300, 0, 0, 1)
            rows["CODERS"].append((at, names.give(name), *colour, *defaults, *(1 for _ in range(16))))
    pairs = ((one, other) for one in set(coders.values()) for other in set(coders.values()) if one != other)
    rows["CODERRELATIONS"] += [(at, one, other, 1, 1, 1, 1) for at, (one, other) in enumerate(pairs, start=1)]
    return coders


@cache
def _hashed(password: str) -> str:
    """The password as DNA checks it: a salt, and what many rounds of SHA-256 make of both."""
    word = unicodedata.normalize("NFC", password).encode()
    salt = hashlib.sha256(b"onrecord " + word).digest()[:16]  # the same contents give the same file again
    digest = salt + word
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _documents(contents: Contents, rows: Rows) -> dict[str, tuple[int, DocumentFields]]:
    """The number of each document, and its fields."""
    found: dict[str, tuple[int, DocumentFields]] = {}
    substitute = substitute_date(contents.documents)
    for at, document in enumerate(contents.documents, start=1):
        fields = dna_fields(document, substitute)
        found[document.id] = (at, fields)
        rows["DOCUMENTS"].append((at, fields.title, fields.text.text, 1, fields.author, fields.source, "", fields.notes, "", fields.date))
    return found


def _statements(coded: list[Coding], contents: Contents, rows: Rows, places: _Places) -> None:
    actors = {actor.id: actor for actor in contents.actors}
    names = {actor.id: actor.name for actor in contents.actors}
    said = {one.id: one for document in contents.documents for one in document.statements}
    number = places.entities.number
    for at, coding in enumerate(coded, start=1):
        document, fields = places.documents[coding.document.id]
        start, stop = (fields.text.to_dna(offset) for offset in coding.span)
        rows["STATEMENTS"].append((at, 1, document, start, stop, places.coders[coding.coder]))
        person, organization = _who(coding.said, actors, places)
        values: dict[str, Any] = {
            PERSON: person,
            ORGANIZATION: organization,
            CONCEPT: places.cast.issue(coding.issue),
            AGREEMENT: int(coding.side == "for"),
            KIND: number(KIND, coding.claim.kind or ""),
            STATUS: number(STATUS, CHECKED if coding.said.checked else UNCHECKED),
            REPORTED: number(REPORTED, _reporter(coding.said, said, names)),
            OURS: note_of(coding),
        }
        for name, value in values.items():
            table = rows[DATA_TABLES[VARIABLES[name]]]
            table.append((len(table) + 1, at, places.variables[name], value))


def _who(said: Said, actors: Mapping[str, Actor], places: _Places) -> tuple[int, int]:
    """The person and the organization that DNA shows for who speaks."""
    nobody = places.entities.number(PERSON, "")
    if said.actor is None:
        return nobody, places.cast.affiliation("")
    entity = places.cast.actor(said.actor)
    if is_person(actors[said.actor]):
        return entity, places.cast.affiliation(organization_of(said, actors))
    return nobody, entity


def _reporter(one: Said, said: Mapping[str, Said], names: Mapping[str, str]) -> str:
    """Who reports a statement; empty for what the document itself tells."""
    if one.reported_by is None:
        return ""
    reporter = said.get(one.reported_by)
    return shorten(names.get(reporter.actor or "", "") if reporter else "") or SOMEBODY


def _settings(contents: Contents, entities: Entities, rows: Rows) -> list[tuple[str, str]]:
    newest = max((row[-1] for row in rows["DOCUMENTS"]), default=0)
    issues = [{"id": one.id, "text": one.text, "notes": one.notes, "parent": one.parent or ""} for one in contents.codebook.issues]
    note = FileNote(name=contents.name, model=contents.model, issues=tuple(issues), names=entities.names, long=entities.long)
    date = (when(newest) or "")[:10]  # the day it was made would make each file differ
    return [("version", VERSION), ("date", date), (OUR_ATTRIBUTE, file_line(note))]


def _manifest(contents: Contents, coded: list[Coding], entities: Entities, documents: list[tuple[int, DocumentFields]]) -> Manifest:
    fields = [one for _, one in documents]
    counts = Counter({"documents": len(fields), "DNA statements": len(coded), "actors": len(contents.actors)})
    counts["issues"] = len(contents.codebook.issues)
    counts["coders"] = len(contents.coders)
    replaced = sum(was[0] != "\r" for one in fields for _, was in one.text.replaced)
    seen = (
        ("character outside of DNA's plane", replaced, "DNA shows � there, because it counts such characters in two ways; they come back"),
        ("claim in several pieces", sum(len(one.claim.span) > 1 for one in coded), "DNA marks one stretch; the pieces come back"),
        ("second coder of the same side", sum(len(one.stances) - 1 for one in coded), "DNA would count the side again; it comes back"),
        ("name cut or numbered", entities.cut, "DNA tells names apart by their first 190 characters and not by case; they come back"),
        ("attribute cut", sum(len(cut) for cut in entities.long.values()), "DNA keeps 190 characters; the rest comes back"),
        ("title or author cut", sum(one.cut for one in fields), "DNA keeps 190 characters; the rest comes back"),
        ("document without a date", sum(seconds(one.published) is None for one in contents.documents), NO_DATE),
        ("attribute without a place", sum(entities.dropped.values()), "its name is too long for DNA, or one that is used here"),
    )
    losses = (Loss(what=what, count=count, why=why) for what, count, why in seen if count)
    return Manifest(format=FORMAT, counts=dict(counts), losses=(*left_out(contents), *losses))


def _fill(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")
    for statement in create_statements():
        connection.execute(statement)
    for table in TABLES:
        if rows[table]:
            marks = ", ".join("?" * len(TABLES[table]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])  # noqa: S608 - our own names
    connection.execute("COMMIT")

"""What stands beside annotation files that have no place for it: the codebook, the actors, what is known of each document."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError, ExchangeError
from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import Actor, Document
from onrecord.records import SpeakerType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.exchange.contents import Contents

#: The file's name; other programs pass it over.
COMPANION = "onrecord.json"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What was read from the file.

    Attributes:
        documents: the documents without text and statements, by the name of their files.
        returns: where each text had carriage returns, by the name of its files.
    """

    name: str | None = None
    model: str | None = None
    actors: tuple[Actor, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    documents: Mapping[str, Document] = field(default_factory=dict)
    returns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def companion_of(contents: Contents, files: Mapping[str, str]) -> bytes:
    """The file's bytes.

    Args:
        contents: what is written.
        files: the name of the files of each document, by its id.
    """
    rows = {
        "onrecord": VERSION,
        "name": contents.name,
        "model": contents.model,
        "actors": [{"id": a.id, "name": a.name, "type": a.type, "attributes": dict(a.attributes)} for a in contents.actors],
        "issues": [{"id": i.id, "text": i.text, "notes": i.notes, "parent": i.parent} for i in contents.codebook.issues],
        "documents": [_document_row(document, files[document.id]) for document in contents.documents],
    }
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _document_row(document: Document, file: str) -> dict[str, Any]:
    returns = [at for at, character in enumerate(document.text) if character == "\r"]
    return {
        "file": file, "id": document.id, "title": document.title, "outlet": document.outlet, "authors": list(document.authors),
        "published": document.published, "url": document.url, "language": document.language,
    } | ({"carriage_returns": returns} if returns else {})  # fmt: skip


def read_companion(data: bytes, place: str) -> Companion:
    """What the file holds.

    Raises:
        ExchangeError: it is none of ours, or a field has what it cannot have.
    """
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ExchangeError(place, "it is no JSON; take it from the export again, or leave it out") from error
    if not isinstance(whole, dict) or whole.get("onrecord") != VERSION:
        raise ExchangeError(place, f"it is not of version {VERSION}; export again with this program, or leave the file out")
    reading = _Reading(place)
    documents: dict[str, Document] = {}
    returns: dict[str, tuple[int, ...]] = {}
    ids: set[str] = set()
    for row in reading.rows(whole, "documents"):
        file = reading.text(row, "file")
        if file in documents or reading.text(row, "id") in ids:
            reading.refuse(f"two documents have the file {file[:60]!r}, or its id")
        ids.add(reading.text(row, "id"))
        documents[file] = Document(
            id=reading.text(row, "id"), text="", title=reading.maybe(row, "title"), outlet=reading.maybe(row, "outlet"),
            authors=tuple(map(encodable, reading.all_of(row, "authors", str))), published=reading.maybe(row, "published"),
            url=reading.maybe(row, "url"), language=reading.text(row, "language"),
        )  # fmt: skip
        returns[file] = tuple(reading.all_of(row, "carriage_returns", int))
    return Companion(
        name=reading.maybe(whole, "name"),
        model=reading.maybe(whole, "model"),
        actors=tuple(_actor(row, reading) for row in reading.rows(whole, "actors")),
        codebook=_codebook(whole, reading),
        documents=documents,
        returns=returns,
    )


def _actor(row: dict[str, Any], reading: _Reading) -> Actor:
    kind: SpeakerType | None = next((one for one in get_args(SpeakerType) if one == row.get("type")), None)
    if kind is None:
        reading.refuse(f"the type of an actor cannot be {str(row.get('type'))[:60]!r}; choose one of {', '.join(get_args(SpeakerType))}")
    attributes = row.get("attributes", {})
    if not isinstance(attributes, dict) or not all(isinstance(value, str) for value in attributes.values()):
        reading.refuse("the attributes of an actor must be names and texts")
    return Actor(id=reading.text(row, "id"), name=reading.text(row, "name"), type=kind, attributes=attributes)


def _codebook(whole: dict[str, Any], reading: _Reading) -> Codebook:
    try:
        return Codebook(
            tuple(
                Issue(
                    id=reading.text(row, "id"),
                    text=reading.text(row, "text"),
                    notes=reading.text(row, "notes"),
                    parent=reading.maybe(row, "parent"),
                )
                for row in reading.rows(whole, "issues")
            )
        )
    except CodebookError as error:
        raise ExchangeError(reading.place, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Reading:
    """Fields of JSON, taken only where they have the type that they must have."""

    place: str

    def refuse(self, message: str) -> NoReturn:
        raise ExchangeError(self.place, message)

    def rows(self, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
        return self.all_of(row, name, dict)

    def all_of(self, row: dict[str, Any], name: str, kind: type) -> list[Any]:
        value = row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
            self.refuse(f"{name} must be a list of {'texts' if kind is str else 'numbers' if kind is int else 'objects'}")
        return value

    def text(self, row: dict[str, Any], name: str) -> str:
        value = row.get(name)
        if not isinstance(value, str):
            self.refuse(f"{name} must be a text, and is {str(value)[:60]!r}")
        return encodable(value)

    def maybe(self, row: dict[str, Any], name: str) -> str | None:
        return None if row.get(name) is None else self.text(row, name)

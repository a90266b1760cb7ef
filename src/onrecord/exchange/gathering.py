"""The record of a database, or of a debate, gathered to be exchanged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.dna.codings import AFFILIATION, ORGANIZATION_THERE, is_person
from onrecord.spans import Span
from onrecord.store.asking.gathered import actors_of, document_ids, documents_of
from onrecord.store.batches import batches
from onrecord.store.codebooks.books import present
from onrecord.store.debates.sets import debate_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from onrecord.store.database import Database


def gather(database: Database, debate: str | None = None, only: Collection[str] | None = None) -> Contents:
    """The articles, each shown once however often it was reprinted, with statements, stances, speakers and the codebook.

    Args:
        database: that holds them.
        debate: whose articles; all unless told.
        only: ids of articles that alone are meant.

    Raises:
        UnknownError: there is no such debate.
        CodebookError: what the debate was made with is no codebook.
    """
    number = debate_number(database, debate)
    documents: list[Document] = []
    models: set[str] = set()
    with database.read() as connection:
        codebook = present(connection, number)
        if number is not None and not codebook.issues:
            codebook = present(connection, None)
        known = set(codebook.ids)
        ids = [id_ for id_ in document_ids(connection, number) if only is None or id_ in only]
        for some in batches(ids):
            for row in documents_of(connection, some):
                models.update(row["models"])
                documents.append(_document(row, known))
        wanted = {one.actor for document in documents for one in document.statements if one.actor}
        actors = tuple(
            Actor(id=row["id"], name=row["name"], type=row["type"], attributes=row["attributes"]) for row in actors_of(connection, wanted)
        )
    model = ", ".join(sorted(models)) or None
    told = {actor.id: actor.attributes.get(AFFILIATION) for actor in actors if is_person(actor)}
    plain = tuple(_without_usual(document, told) for document in documents)
    return Contents(name=debate or "record", documents=plain, actors=actors, codebook=codebook, model=model)


def _document(row: Mapping[str, Any], known: Collection[str]) -> Document:
    return Document(
        id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"], authors=tuple(row["authors"]), published=row["published"],
        url=row["url"], language=row["language"], statements=tuple(_said(one, known) for one in row["statements"]),
    )  # fmt: skip


def _said(row: Mapping[str, Any], known: Collection[str]) -> Said:
    data = row["data"]
    affiliation = (data["speaker"] or {}).get("affiliation")
    return Said(
        id=data["id"], content=_spans(data["content"]), source=_spans(data["source"]), cue=_spans(data["cue"]), form=data["form"],
        voice=data["voice"], actor=row["actor"], reported_by=data["reported_by"],
        confidence=None if row["coder"] else data["confidence"], checked=data["checked"], coder=row["coder"],
        claims=tuple(_claim(claim, row["coders"], place, known) for place, claim in enumerate(data["claims"])),
        notes={ORGANIZATION_THERE: affiliation} if affiliation else {},
    )  # fmt: skip


def _without_usual(document: Document, told: Mapping[str, str | None]) -> Document:
    """The document whose statements note an affiliation only where it is a person's and another than is told of that person."""

    def plain(one: Said) -> Said:
        own = one.notes.get(ORGANIZATION_THERE)
        return replace(one, notes={}) if own == told.get(one.actor or "", own) else one

    return replace(document, statements=tuple(plain(one) for one in document.statements))


def _claim(claim: Mapping[str, Any], coders: Mapping[tuple[int, str], str], place: int, known: Collection[str]) -> ClaimMade:
    stances = []
    for one in claim.get("stances") or ():
        if one["issue"] in known:
            coder = coders.get((place, one["issue"]))
            stances.append(Stance(issue=one["issue"], side=one["stance"], confidence=None if coder else one["confidence"], coder=coder))
    level = (claim.get("certainty") or {}).get("level")
    own = {"id": claim["id"], "span": _spans(claim["span"]), "main": claim["main"], "kind": claim["kind"], "level": level}
    return ClaimMade(**own, stances=tuple(stances))


def _spans(pieces: Collection[Collection[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*piece) for piece in pieces or ())

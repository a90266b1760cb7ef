"""Documents as Discourse Network Analyzer shows them, and the way back: what its fields cannot hold is carried in its notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from onrecord.errors import ExchangeError
from onrecord.exchange.contents import Document
from onrecord.exchange.dna.cast import free
from onrecord.exchange.dna.notes import DocumentNote, document_line, read_document_line
from onrecord.exchange.dna.text import DnaText, code_points, fit, put_back, seconds, shorten, when

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.exchange.dna.file import DnaTables, Row

NO_DATE: Final = "No date is known; it was given that of the earliest dated document."
_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFields:
    """A document as DNA shows it: its text, and its fields as they fit."""

    text: DnaText
    title: str
    author: str
    source: str
    date: int
    notes: str
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A document, and what turns an offset of DNA's into one in its text."""

    document: Document
    text: DnaText
    point: Callable[[int], int | None]


def dna_fields(document: Document, substitute: int) -> DocumentFields:
    """A document's fields as DNA can hold them; ``substitute`` is the date of one that has none."""
    text = fit(document.text)
    title = shorten(document.title or shorten(text.text.strip().split("\n", 1)[0], _TITLE))
    author, source = (_plain(words) for words in ("; ".join(document.authors), document.outlet or ""))
    counted = seconds(document.published)
    date = substitute if counted is None else counted
    lost: dict[str, Any] = {}
    if title != document.title:
        lost["title"] = document.title
    if (source or None) != document.outlet:
        lost["outlet"] = document.outlet
    if (author,) != document.authors and (author or document.authors):
        lost["authors"] = list(document.authors)
    if counted is None or when(counted) != document.published:
        lost["published"] = document.published
    note = DocumentNote(
        id=document.id,
        replaced=text.replaced,
        fields=lost,
        url=document.url,
        language=document.language,
        own="\n".join(filter(None, (document.url, NO_DATE if counted is None else None))),
    )
    cut = sum(len(words) > len(short) for words, short in ((document.title or "", title), ("; ".join(document.authors), author)))
    return DocumentFields(text=text, title=title, author=author, source=source, date=date, notes=document_line(note), cut=cut)


def substitute_date(documents: Iterable[Document]) -> int:
    """The date of documents that have none: the earliest of the others, so that no period grows."""
    return min((counted for document in documents if (counted := seconds(document.published)) is not None), default=0)


def read_documents(tables: DnaTables, place: str, losses: Counter[str]) -> dict[int, ReadText]:
    """The documents of a file, without their statements."""
    found: dict[int, ReadText] = {}
    taken: set[str] = set()
    for number, row in tables["DOCUMENTS"].items():
        note = read_document_line(row["Notes"])
        text = put_back(row["Text"], note.replaced)
        where = f"{place}, DOCUMENTS {number}"
        id_ = note.id if note.id is not None and note.id not in taken else free(f"dna-{number}", taken)
        taken.add(id_)
        published = when(row["Date"])
        if published is None:
            message = f"Date is {row['Date']}, which is in no year from 1 to 9999"
            raise ExchangeError(where, message)
        plain = Document(
            id=id_, text=text.original, title=row["Title"] or None, outlet=row["Source"] or None,
            authors=(row["Author"],) if row["Author"] else (), published=published, url=note.url, language=note.language,
        )  # fmt: skip
        document = _as_written(plain, row, note.fields)
        found[number] = ReadText(document=document, text=text, point=code_points(row["Text"]))
        losses["section of a document"] += bool(row["Section"])
        losses["type of a document"] += bool(row["Type"])
        losses["notes of a document"] += bool(note.own) and note.id is None
    return found


def _as_written(plain: Document, row: Row, carried: Mapping[str, Any]) -> Document:
    """The document with those fields as they were before they were written, that were not changed in DNA since."""
    before: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in carried.items()}
    was = replace(plain, **before)
    shows = dna_fields(was, row["Date"])
    return replace(
        plain,
        title=was.title if shows.title == row["Title"] else plain.title,
        outlet=was.outlet if shows.source == row["Source"] else plain.outlet,
        authors=was.authors if shows.author == row["Author"] else plain.authors,
        published=was.published if shows.date == row["Date"] else plain.published,
    )


def _plain(words: str) -> str:
    """A field that DNA filters by: an apostrophe in it would end the question that it asks its tables."""
    return shorten(words.replace("'", "’"))

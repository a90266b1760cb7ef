"""Contents → tables in Parquet, which DuckDB, R, pandas and others read: one file a table, in a folder or an archive."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from onrecord.errors import ExchangeError
from onrecord.exchange.bundles import write_archive, write_folder
from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import Manifest, quoted
from onrecord.exchange.tallies import Losses, tally
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.exchange.contents import Contents, Document, Said

    Row = dict[str, Any]

FORMAT = "parquet"
_TEXT, _SPANS, _MAP, _TEXTS, _SHARE, _YES, _NUMBER = "text", "spans", "map", "texts", "share", "yes", "number"
#: The columns of each table, with what is in them; ``document``, ``statement``, ``claim``, ``actor`` and ``issue`` are ids in other tables.
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "id": _TEXT, "title": _TEXT, "outlet": _TEXT, "authors": _TEXTS, "published": _TEXT, "url": _TEXT, "language": _TEXT, "text": _TEXT,
    },
    "statements": {
        "id": _TEXT, "document": _TEXT, "number": _NUMBER, "content_text": _TEXT, "source_text": _TEXT, "cue_text": _TEXT,
        "content": _SPANS, "source": _SPANS, "cue": _SPANS, "form": _TEXT, "voice": _TEXT, "actor": _TEXT, "reported_by": _TEXT,
        "confidence": _SHARE, "checked": _YES, "coder": _TEXT, "notes": _MAP,
    },
    "claims": {
        "id": _TEXT, "statement": _TEXT, "document": _TEXT, "number": _NUMBER, "text": _TEXT, "span": _SPANS, "main": _YES, "kind": _TEXT,
        "level": _TEXT,
    },
    "stances": {
        "claim": _TEXT, "statement": _TEXT, "document": _TEXT, "actor": _TEXT, "issue": _TEXT, "side": _TEXT, "confidence": _SHARE,
        "coder": _TEXT,
    },
    "actors": {"id": _TEXT, "name": _TEXT, "type": _TEXT, "attributes": _MAP},
    "issues": {"id": _TEXT, "text": _TEXT, "notes": _TEXT, "parent": _TEXT},
}  # fmt: skip


def write_parquet(contents: Contents, path: Path) -> Manifest:
    """Writes the tables into a new folder, or into an archive where the name ends in ``.zip``.

    Raises:
        ExchangeError: the library that writes Parquet is not installed, or the folder is there already and not empty, or cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra of the install
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        message = "what writes Parquet is not installed; install it with `pip install onrecord[tables]`"
        raise ExchangeError(str(path), message) from error
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    types = {
        _TEXT: pa.string(), _SPANS: pa.list_(span), _MAP: pa.map_(pa.string(), pa.string()), _TEXTS: pa.list_(pa.string()),
        _SHARE: pa.float64(), _YES: pa.bool_(), _NUMBER: pa.int32(),
    }  # fmt: skip
    known = {"onrecord": "1", "name": encodable(contents.name)} | ({} if contents.model is None else {"model": encodable(contents.model)})
    members = {}
    for name, rows in _rows(contents).items():
        schema = pa.schema([(column, types[kind]) for column, kind in TABLES[name].items()], metadata=known)
        stream = io.BytesIO()
        parquet.write_table(pa.Table.from_pylist([_writable(row) for row in rows], schema), stream)
        members[f"{name}.parquet"] = stream.getvalue()
    (write_archive if path.suffix.lower() == ".zip" else write_folder)(path, members)
    losses = Losses()
    halves = sum(encodable(document.text) != document.text for document in contents.documents)
    losses.add("text with half a character", "UTF-8 has no place for it; U+FFFD stands there", halves)
    return Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


def _rows(contents: Contents) -> dict[str, Iterable[Row]]:
    return {
        "documents": ({name: getattr(document, name) for name in TABLES["documents"]} for document in contents.documents),
        "statements": (row for document in contents.documents for row in _statements(document)),
        "claims": (row for document in contents.documents for said in document.statements for row in _claims(document, said)),
        "stances": (row for document in contents.documents for said in document.statements for row in _stances(document, said)),
        "actors": ({name: getattr(actor, name) for name in TABLES["actors"]} for actor in contents.actors),
        "issues": ({name: getattr(issue, name) for name in TABLES["issues"]} for issue in contents.codebook.issues),
    }


def _statements(document: Document) -> Iterator[Row]:
    for number, said in enumerate(document.statements, start=1):
        words = {f"{name}_text": quoted(document, getattr(said, name)) for name in ("content", "source", "cue")}
        whole = {name: getattr(said, name) for name in TABLES["statements"] if hasattr(said, name)}
        yield whole | words | {"document": document.id, "number": number}


def _claims(document: Document, said: Said) -> Iterator[Row]:
    for number, claim in enumerate(said.claims, start=1):
        whole = {name: getattr(claim, name) for name in ("id", "span", "main", "kind", "level")}
        yield whole | {"statement": said.id, "document": document.id, "number": number, "text": quoted(document, claim.span)}


def _stances(document: Document, said: Said) -> Iterator[Row]:
    for claim in said.claims:
        for stance in claim.stances:
            whole = {name: getattr(stance, name) for name in ("issue", "side", "confidence", "coder")}
            yield whole | {"claim": claim.id, "statement": said.id, "document": document.id, "actor": said.actor}


def _writable(row: Row) -> Row:
    return {name: _value(value) for name, value in row.items()}


def _value(value: object) -> object:
    """The value as the library takes it: spans as structures, mappings as pairs, texts without halves of characters."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, tuple):
        return [{"start": one.start, "end": one.end} if isinstance(one, Span) else _value(one) for one in value]
    items: Mapping[str, str] | None = value if hasattr(value, "items") else None  # type: ignore[assignment]
    return value if items is None else [(encodable(name), encodable(told)) for name, told in items.items()]

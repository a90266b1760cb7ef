"""A record as the JSON object that the contract describes, and the JSON Schema of that object."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Article, Record, Said, Speaker, Statement
    from onrecord.spans import Span

SCHEMA_VERSION = 1
_HALVES = re.compile("[\ud800-\udfff]")


def record_as_dict(record: Record) -> dict[str, Any]:
    """The record as plain data; fields of steps that do not exist yet are None or empty."""
    return {
        "schema": SCHEMA_VERSION,
        "model": record.model,
        "article": _article(record.article),
        "statements": [_statement(s) for s in record.statements],
    }


def json_text(data: Any, *, indent: int | None = None) -> str:  # noqa: ANN401 - whatever JSON can hold
    """The data as JSON text that UTF-8 can hold: halves of surrogate pairs, which JSON can bring in, are escaped."""
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", json.dumps(data, ensure_ascii=False, indent=indent))


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "translation": article.translation,
        "original_language": article.original_language,
        "url": article.url,
        "sha256": article.sha256,
        "origin": article.origin,
    }


def _spans(spans: Iterable[Span]) -> list[list[int]] | None:
    return [[start, end] for start, end in spans] or None


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": _spans(statement.source),
        "cue": _spans(statement.cue),
        "content": _spans(statement.content) or [],
        "form": statement.form,
        "voice": statement.voice,
        "said": _said(statement.said),
        "occasion": _spans(statement.occasion),
        "speaker": _speaker(statement.speaker),
        "reported_by": statement.reported_by,
        "confidence": statement.confidence,
        "claims": [],
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    start = said.interval.start if said.interval else None
    end = said.interval.end if said.interval else None
    return {
        "phrase": said.phrase,
        "span": _spans([said.span]),
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end else None,
    }


def _speaker(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "type": speaker.type,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``record_as_dict`` gives."""
    text, maybe_text = {"type": "string"}, {"type": ["string", "null"]}
    day = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    span = {"type": "array", "prefixItems": [{"type": "integer", "minimum": 0}] * 2, "items": False, "minItems": 2, "maxItems": 2}
    spans: dict[str, Any] = {"type": "array", "items": {"$ref": "#/$defs/span"}, "minItems": 1}
    share = {"type": "number", "minimum": 0, "maximum": 1}
    types = ["person", "organization", "country", "group", "unnamed", "document", "author"]
    article = _object(
        {
            "id": text, "text": text, "title": maybe_text, "outlet": maybe_text, "authors": {"type": "array", "items": text},
            "published": day, "language": text, "translation": {"enum": ["human", "machine", None]}, "original_language": maybe_text,
            "url": maybe_text, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "origin": text,
        }
    )  # fmt: skip
    speaker = _object({"id": text, "name": text, "type": {"enum": types}, "role": maybe_text, "affiliation": maybe_text})
    statement = _object(
        {
            "id": text, "source": _or_null(spans), "cue": _or_null(spans), "content": spans,
            "form": {"enum": ["direct", "indirect", "mixed"]}, "voice": {"enum": ["report", "document"]},
            "said": _or_null(_object({"phrase": text, "span": spans, "from": day, "to": day})), "occasion": _or_null(spans),
            "speaker": _or_null(speaker), "reported_by": maybe_text, "confidence": share,
            "claims": {"type": "array", "items": {"type": "object"}},
        }
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord: the record of one article",
        "description": "Spans are half-open code point offsets into article.text; null where there is none.",
        "$defs": {"span": span},
        **_object(
            {
                "schema": {"const": SCHEMA_VERSION},
                "model": text,
                "article": article,
                "statements": {"type": "array", "items": statement},
            }
        ),
    }

"""A record as the JSON object that the contract describes, and the JSON Schema of that object."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

from onrecord.records import ConditionType, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onrecord.records import Article, Claim, Record, Said, Speaker, Statement
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
        "modified": article.modified,
        "language": article.language,
        "translation": article.translation,
        "original_language": article.original_language,
        "url": article.url,
        "uri": article.uri,
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
        "claims": [_claim(c) for c in statement.claims],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    certainty, logic, horizon = claim.certainty, claim.condition_logic, claim.horizon
    return {
        "id": claim.id,
        "span": _spans(claim.span) or [],
        "main": claim.main,
        "kind": claim.kind,
        "confidence": claim.confidence,
        "certainty": None if certainty is None else {
            "phrase": certainty.phrase, "span": _spans(certainty.span), "level": certainty.level,
            "low": certainty.low, "high": certainty.high, "scale": certainty.scale,
        },
        "condition": _spans(claim.condition),
        "condition_logic": None if logic is None else {"connective": logic.connective, "type": logic.type},
        "horizon": None if horizon is None else {
            "phrase": horizon.phrase, "span": _spans(horizon.span), "from": _day(horizon.interval.start), "to": _day(horizon.interval.end),
            "assumed": horizon.assumed, "open": horizon.open,
        },
        "attitude": claim.attitude,
        "target": _spans(claim.target),
        "addressee": _spans(claim.addressee),
        "links": [{"from": _spans(link.cause), "to": _spans(link.effect), "sign": link.sign} for link in claim.links],
        "stances": [],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "phrase": said.phrase,
        "span": _spans([said.span]),
        "from": _day(said.interval.start) if said.interval else None,
        "to": _day(said.interval.end) if said.interval else None,
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


def _object(properties: dict[str, Any], besides: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of an object with these properties; it may lack those that are named besides."""
    whole = properties | (besides or {})
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": whole}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _claim_schema(spans: dict[str, Any], share: dict[str, Any], day: dict[str, Any]) -> dict[str, Any]:
    text, maybe_text, maybe_share = {"type": "string"}, {"type": ["string", "null"]}, _or_null(share)
    certainty = {
        "phrase": text, "span": spans, "level": {"enum": list(get_args(Level))},
        "low": maybe_share, "high": maybe_share, "scale": maybe_text,
    }  # fmt: skip
    horizon = {"phrase": text, "span": spans, "from": day, "to": day, "assumed": {"type": "boolean"}, "open": maybe_text}
    link = _object({"from": spans, "to": spans, "sign": {"enum": [1, -1]}})
    stance = _object({"issue": text, "stance": {"enum": ["for", "against", "neither"]}, "confidence": share})
    return _object(
        {
            "id": text, "span": spans, "main": {"type": "boolean"}, "kind": {"enum": list(get_args(Kind))}, "confidence": share,
            "certainty": _or_null(_object(certainty)), "condition": _or_null(spans),
            "condition_logic": _or_null(_object({"connective": text, "type": {"enum": list(get_args(ConditionType))}})),
            "horizon": _or_null(_object(horizon)), "attitude": {"enum": [1, 0, -1, None]}, "target": _or_null(spans),
            "addressee": _or_null(spans), "links": {"type": "array", "items": link}, "stances": {"type": "array", "items": stance},
        }
    )  # fmt: skip


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
            "published": day, "language": text, "translation": {"enum": ["human", "machine", None]},
            "original_language": maybe_text, "url": maybe_text,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "origin": text,
        },
        besides={"modified": maybe_text, "uri": maybe_text},
    )  # fmt: skip
    speaker = _object({"id": text, "name": text, "type": {"enum": types}, "role": maybe_text, "affiliation": maybe_text})
    statement = _object(
        {
            "id": text, "source": _or_null(spans), "cue": _or_null(spans), "content": spans,
            "form": {"enum": ["direct", "indirect", "mixed"]}, "voice": {"enum": ["report", "document"]},
            "said": _or_null(_object({"phrase": text, "span": spans, "from": day, "to": day})), "occasion": _or_null(spans),
            "speaker": _or_null(speaker), "reported_by": maybe_text, "confidence": share,
            "claims": {"type": "array", "items": {"$ref": "#/$defs/claim"}},
        }
    )  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "onrecord: the record of one article",
        "description": "Spans are half-open code point offsets into article.text; null where there is none.",
        "$defs": {"span": span, "claim": _claim_schema(spans, share, day)},
        **_object(
            {
                "schema": {"const": SCHEMA_VERSION},
                "model": text,
                "article": article,
                "statements": {"type": "array", "items": statement},
            }
        ),
    }

"""Records made by hand for tests of what shows them: spans are found by the words they cover."""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord.records import Article, Record, Speaker, SpeakerType, Statement
from onrecord.spans import Span


def speaker(name: str, kind: SpeakerType = "person", **more: str | None) -> Speaker:
    """A speaker whose id depends on type and name."""
    return Speaker(id=hashlib.sha256(f"{kind} {name}".encode()).hexdigest()[:16], name=name, type=kind, **more)


def article(text: str, **more: Any) -> Article:
    """An article of this text."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Article(**{"id": digest[:16], "text": text, "sha256": digest, "origin": f"made by hand, {digest[:6]}"} | more)


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Where the words stand first."""
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def statement(text: str, *content: str, source: str = "", cue: str = "", **more: Any) -> Statement:
    """A statement whose parts are given by their words."""
    defaults: dict[str, Any] = {
        "id": hashlib.sha256(repr((text, content)).encode()).hexdigest()[:16],
        "form": "indirect",
        "confidence": 0.9,
    }
    found = {"source": spans(text, source) if source else (), "cue": spans(text, cue) if cue else ()}
    return Statement(content=spans(text, *content), **found, **(defaults | more))


def record(text: str, *statements: Statement, **more: Any) -> Record:
    """The record of an article of this text."""
    return Record(article=article(text, **more), statements=statements, model="made")


def talks(**more: Any) -> Record:
    """A record with a quotation split by its cue, a statement inside a statement, and one that names nobody."""
    text = (
        "“The dam will hold,” Ana Ruiz said. “Ask anyone.”\n\n"
        "Ruiz, the mayor, said on Monday that Norland wants the lake.\n\n"
        "The talks are expected to fail."
    )
    mayor = speaker("Ana Ruiz", role="mayor", affiliation="Port Town")
    outer = statement(text, "that Norland wants the lake", source="Ruiz, the mayor", cue="said on Monday", speaker=mayor, confidence=0.6)
    made = (
        statement(text, "“The dam will hold,”", "“Ask anyone.”", source="Ana Ruiz", cue="said", speaker=mayor, form="direct"),
        outer,
        statement(text, "the lake", source="Norland", cue="wants", speaker=speaker("Norland", "country"), reported_by=outer.id),
        statement(text, "The talks", "to fail", cue="are expected", confidence=0.3),
    )
    return record(text, *made, **{"title": "Dam talks", "outlet": "The Port Post", "published": "2026-02-10", **more})

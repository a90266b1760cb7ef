"""Contents → brat standoff: a text and its annotations for each document, and brat's configuration; a folder, or a ZIP archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord.exchange.brat import scheme
from onrecord.exchange.brat.scheme import ACTORS, CHECKED, CLAIM, CUE, MAIN, SOURCE, STATEMENT, WITHIN, one_line, pieces
from onrecord.exchange.bundles import stems, write_archive, write_folder
from onrecord.exchange.characters import encodable
from onrecord.exchange.companion import COMPANION, companion_of
from onrecord.exchange.contents import Manifest
from onrecord.exchange.tallies import Losses, only_marked, tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.exchange.contents import ClaimMade, Contents, Document, Said, Stance
    from onrecord.spans import Span

FORMAT = "brat"


def write_brat(contents: Contents, path: Path) -> Manifest:
    """Writes what brat shows, and beside it in ``onrecord.json`` what it has no place for; an archive where the name ends in ``.zip``.

    Raises:
        ExchangeError: the folder is there already and not empty, or cannot be written.
    """
    losses = Losses()
    contents = only_marked(contents, lambda document, spans: bool(pieces(document.text, spans)), losses)
    issues = [s.issue for document in contents.documents for said in document.statements for c in said.claims for s in c.stances]
    attributes = scheme.stance_attributes([*contents.codebook.ids, *dict.fromkeys(issues)])
    names = {actor.id: actor.name for actor in contents.actors}
    files = stems(document.id for document in contents.documents)
    members = {
        scheme.ANNOTATION_CONF: scheme.annotation_conf(attributes).encode(),
        scheme.VISUAL_CONF: scheme.visual_conf(attributes, contents.codebook).encode(),
        COMPANION: companion_of(contents, files),
    }
    for document in contents.documents:
        text = encodable(document.text)
        losses.add(
            "half of a character", "UTF-8 has no place for it; U+FFFD stands there", text.count("\ufffd") - document.text.count("\ufffd")
        )
        lines = _Lines(document, names, attributes, losses).all()
        members[f"{files[document.id]}.txt"] = text.replace("\r", " ").encode("utf-8")
        members[f"{files[document.id]}.ann"] = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    (write_archive if path.suffix.lower() == ".zip" else write_folder)(path, members)
    return Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


class _Lines:
    """The annotations of one document, numbered as they come."""

    def __init__(self, document: Document, names: Mapping[str, str], attributes: Mapping[str, str], losses: Losses) -> None:
        self._text = encodable(document.text)
        self._said = document.statements
        self._names, self._attributes, self._losses = names, attributes, losses
        self._lines: list[str] = []
        self._counts: dict[str, int] = {}
        self._events: dict[str, str] = {}

    def all(self) -> list[str]:
        """The lines of the file."""
        self._events = {said.id: self._number("E") for said in self._said}
        for said in self._said:
            self._statement(said)
        return self._lines

    def _number(self, prefix: str) -> str:
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]}"

    def _add(self, prefix: str, rest: str) -> str:
        id_ = self._number(prefix)
        self._lines.append(f"{id_}\t{rest}")
        return id_

    def _mark(self, type_: str, spans: tuple[Span, ...]) -> str | None:
        found = pieces(self._text, spans)
        if not found:
            return None
        self._losses.add("place where a marked passage goes over the end of a line", "brat parts it there", len(found) - len(spans))
        offsets = ";".join(f"{span.start} {span.end}" for span in found)
        return self._add("T", f"{type_} {offsets}\t{' '.join(self._text[span.start : span.end] for span in found)}")

    def _statement(self, said: Said) -> None:
        event = self._events[said.id]
        trigger, source, cue = (
            self._mark(type_, spans) for type_, spans in ((STATEMENT, said.content), (SOURCE, said.source), (CUE, said.cue))
        )
        claims = [self._claim(claim) for claim in said.claims]
        parts = [(SOURCE, source), (CUE, cue), (WITHIN, self._events.get(said.reported_by or ""))]
        parts += [(f"{CLAIM}{number or ''}", claim) for number, claim in zip((0, *range(2, len(claims) + 2)), claims, strict=False)]
        self._lines.append(" ".join([f"{event}\t{STATEMENT}:{trigger}", *(f"{role}:{part}" for role, part in parts if part)]))
        self._add("A", f"Form {event} {said.form}")
        self._add("A", f"Voice {event} {said.voice}")
        if said.checked:
            self._add("A", f"{CHECKED} {event}")
        if said.actor is not None:
            name = one_line(self._names.get(said.actor, said.actor))
            self._add("N", f"Reference {source or event} {ACTORS}:{quote(said.actor, safe='')}\t{name}")
        away = None if said.reported_by in self._events else said.reported_by
        self._note(event, id=said.id, confidence=said.confidence, coder=said.coder, reported_by=away, notes=dict(said.notes))

    def _claim(self, claim: ClaimMade) -> str:
        event = self._add("E", f"{CLAIM}:{self._mark(CLAIM, claim.span)}")
        if claim.main:
            self._add("A", f"{MAIN} {event}")
        for name, value in (("Kind", claim.kind), ("Level", claim.level)):
            if value is not None:
                self._add("A", f"{name} {event} {value}")
        for name, side in dict.fromkeys((self._attributes[stance.issue], stance.side) for stance in claim.stances):
            self._add("A", f"{name} {event} {side}")
        self._note(event, id=claim.id, stances=[_stance(one) for one in claim.stances])
        return event

    def _note(self, target: str, **known: object) -> None:
        """What brat has no place for, so that it comes back with the annotation; nothing that is empty."""
        told = json.dumps({name: value for name, value in known.items() if value not in (None, {}, [])}, ensure_ascii=False)
        self._add("#", f"AnnotatorNotes {target}\t{one_line(told)}")


def _stance(stance: Stance) -> dict[str, Any]:
    known = {"issue": stance.issue, "side": stance.side, "confidence": stance.confidence, "coder": stance.coder}
    return {name: value for name, value in known.items() if value is not None}

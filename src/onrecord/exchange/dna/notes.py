"""What is carried through Discourse Network Analyzer beside its own fields, so that what is ours comes back: as JSON that it keeps unread.

A statement carries it in a variable, a document in its notes, the database in a row of its settings. Files are mistrusted: what is
written there is taken piece by piece, and what is none of what it should be is left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from onrecord.exchange.contents import Side, Stance
from onrecord.records import Form, Level, Voice
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.exchange.dna.codings import Coding

#: What our line in a document's notes begins with.
MARK = "onrecord: "


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingNote:
    """What a DNA statement was when it was written.

    Attributes:
        statement: our statement's id.
        claim: our claim's id.
        span: the pieces of the claim.
        actor: the id of who speaks.
        issue: the issue's id.
        side: for or against.
        coder: who gave the side; None for the program.
        confidence: of the side.
        others: the other stances on the issue: side, coder, confidence.
        main: whether the claim is its statement's main one.
        level: how sure the claim is.
        said: the statement's own fields, as ``Said`` has them.
    """

    statement: str
    claim: str
    span: tuple[Span, ...]
    actor: str | None = None
    issue: str = ""
    side: str = ""
    coder: str | None = None
    confidence: float | None = None
    others: tuple[Stance, ...] = ()
    main: bool = True
    level: Level | None = None
    said: Mapping[str, Any] = field(default_factory=dict)


def note_of(coding: Coding) -> str:
    """What a DNA statement carries of its coding."""
    said, claim, stance = coding.said, coding.claim, coding.stances[0]
    return _written(
        {
            "statement": said.id,
            "claim": claim.id,
            "span": claim.span,
            "actor": said.actor,
            "issue": coding.issue,
            "side": coding.side,
            "coder": stance.coder,
            "confidence": stance.confidence,
            "others": [(one.side, one.coder, one.confidence) for one in (*coding.stances[1:], *coding.outranked)],
            "minor": not claim.main,
            "level": claim.level,
            "content": said.content,
            "source": said.source,
            "cue": said.cue,
            "form": said.form,
            "voice": said.voice,
            "reported_by": said.reported_by,
            "read": said.confidence,
            "added_by": said.coder,
            "notes": dict(said.notes),
        }
    )


def read_note(written: str) -> CodingNote | None:
    """What a DNA statement carries; None where it carries nothing of ours."""
    found = _read(written)
    statement, claim, span = _word(found.get("statement")), _word(found.get("claim")), _spans(found.get("span"))
    if statement is None or claim is None or not span:
        return None
    issue = _word(found.get("issue")) or ""
    said = {
        "content": _spans(found.get("content")),
        "source": _spans(found.get("source")),
        "cue": _spans(found.get("cue")),
        "form": _one_of(found.get("form"), get_args(Form), "indirect"),
        "voice": _one_of(found.get("voice"), get_args(Voice), "report"),
        "reported_by": _word(found.get("reported_by")),
        "confidence": _share(found.get("read")),
        "coder": _word(found.get("added_by")),
        "notes": _words(found.get("notes")),
    }
    return CodingNote(
        statement=statement,
        claim=claim,
        span=span,
        actor=_word(found.get("actor")),
        issue=issue,
        side=_word(found.get("side")) or "",
        coder=_word(found.get("coder")),
        confidence=_share(found.get("confidence")),
        others=tuple(
            Stance(issue=issue, side=side, coder=_word(coder), confidence=_share(confidence))
            for side, coder, confidence in _tuples(found.get("others"), 3)
            if issue and side in get_args(Side)
        ),
        main=found.get("minor") is not True,
        level=_one_of(found.get("level"), get_args(Level), None),
        said=said,
    )


def _written(fields: Mapping[str, Any]) -> str:
    """JSON of the fields that say something, in plain ASCII, so that any program keeps it as it is."""
    kept = {key: value for key, value in fields.items() if value or (value == 0 and value is not False)}
    return json.dumps(kept, separators=(",", ":"))


def _read(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNote:
    """What a document's notes carry.

    Attributes:
        id: our id of it; None where it is none of ours.
        replaced: where in the text something was replaced, and what stood there.
        fields: what DNA's own fields could not hold: title, outlet, authors, published as they were.
        url: where it was published.
        language: what it is written in.
        own: the notes without our line.
    """

    id: str | None = None
    replaced: tuple[tuple[int, str], ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    language: str = "en"
    own: str = ""


def document_line(note: DocumentNote) -> str:
    """The notes of a document: what is for people, and our line below."""
    language = None if note.language == "en" else note.language
    fields = {"id": note.id, "url": note.url, "language": language, "text": note.replaced, **note.fields}
    kept = {key: value for key, value in fields.items() if key in note.fields or value}
    line = MARK + json.dumps(kept, separators=(",", ":"))
    return f"{note.own}\n\n{line}" if note.own else line


def read_document_line(notes: str) -> DocumentNote:
    """What a document's notes carry."""
    before, mark, line = notes.rpartition(MARK)
    found = _read(line) if mark else {}
    id_ = _word(found.get("id"))
    if id_ is None:
        return DocumentNote(own=notes)
    checks: dict[str, Callable[[Any], bool]] = {
        **dict.fromkeys(("title", "outlet", "published"), lambda value: value is None or isinstance(value, str)),
        "authors": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    }
    return DocumentNote(
        id=id_,
        replaced=tuple((at, was) for at, was in _tuples(found.get("text"), 2) if isinstance(at, int) and isinstance(was, str)),
        fields={key: found[key] for key, right in checks.items() if key in found and right(found[key])},
        url=_word(found.get("url")),
        language=_word(found.get("language")) or "en",
        own=before.rstrip("\n"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """What the settings carry: what has no field, or was too long for one.

    Attributes:
        name: of the debate.
        model: that read it.
        issues: the codebook as rows of its four fields.
        names: of actors whose name could not stand as it is, by their id.
        long: attributes that were cut, in full, by what the entity is to us.
    """

    name: str | None = None
    model: str | None = None
    issues: tuple[Mapping[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    long: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def file_line(note: FileNote) -> str:
    """What stands in the settings."""
    return _written({"name": note.name, "model": note.model, "issues": note.issues, "names": dict(note.names), "long": dict(note.long)})


def read_file_line(written: str) -> FileNote:
    """What the settings carry."""
    found = _read(written)
    issues, long = found.get("issues"), found.get("long")
    return FileNote(
        name=_word(found.get("name")),
        model=_word(found.get("model")),
        issues=tuple(_words(one) for one in issues) if isinstance(issues, list) else (),
        names=_words(found.get("names")),
        long={ours: _words(given) for ours, given in long.items()} if isinstance(long, dict) else {},
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _words(value: object) -> dict[str, str]:
    return {key: one for key, one in value.items() if isinstance(one, str)} if isinstance(value, dict) else {}


def _share(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1 else None


def _one_of(value: object, choices: tuple[Any, ...], otherwise: Any) -> Any:  # noqa: ANN401 - as the choices are
    return value if value in choices else otherwise


def _tuples(value: object, size: int) -> list[list[Any]]:
    return [one for one in value if isinstance(one, list) and len(one) == size] if isinstance(value, list) else []


def _spans(value: object) -> tuple[Span, ...]:
    pairs = _tuples(value, 2)
    right = all(type(start) is int and type(end) is int and 0 <= start <= end for start, end in pairs)
    return tuple(Span(start, end) for start, end in pairs) if right else ()

"""What is exchanged: documents with their statements, claims and stances, the actors, the codebook; frozen, without a database.

Spans are half-open offsets, in code points, into the text of their document, whatever unit the other program counts in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from onrecord.codebook.issues import Codebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.records import Form, Kind, Level, SpeakerType, Voice
    from onrecord.spans import Span

Side = Literal["for", "against", "neither"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks: one over all documents.

    Attributes:
        id: unique among the actors.
        attributes: what users and articles say of it (``role``, ``affiliation``, ``party``, ``country``, …), name to value.
    """

    id: str
    name: str
    type: SpeakerType
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Where a claim stands on an issue.

    Attributes:
        issue: the issue's id in the codebook.
        confidence: of the program, 0 to 1; None for a person's.
        coder: the person who gave it; None for the program.
    """

    issue: str
    side: Side
    confidence: float | None = None
    coder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMade:
    """What a statement puts forward, or a part of it, with its stances."""

    id: str
    span: tuple[Span, ...]
    main: bool = True
    kind: Kind | None = None
    level: Level | None = None
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as it stands, with the rulings on it.

    Attributes:
        id: unique among all documents.
        actor: the id of the actor who speaks; None where nobody is named.
        reported_by: the id of the statement that this one stands in.
        confidence: of the program, 0 to 1; None for a statement that a person added.
        checked: whether a person ruled on it.
        coder: the person who added it; None where the program found it.
        notes: what other programs hold of it that has no place here, name to value.
    """

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    form: Form = "indirect"
    voice: Voice = "report"
    actor: str | None = None
    reported_by: str | None = None
    confidence: float | None = None
    checked: bool = False
    coder: str | None = None
    claims: tuple[ClaimMade, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with the statements in it, in the order of the text.

    Attributes:
        published: ISO date, or ISO date and time where the other program keeps one.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str = "en"
    statements: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All that a file of another program holds of a debate, as far as there is a place for it here.

    Attributes:
        name: of the debate or the record.
        model: the program's model that read it; None for what no program read.
    """

    name: str
    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    model: str | None = None

    @property
    def coders(self) -> tuple[str, ...]:
        """The people who added statements or gave stances, in the order of their names."""
        statements = [said for document in self.documents for said in document.statements]
        found = {said.coder for said in statements} | {s.coder for said in statements for claim in said.claims for s in claim.stances}
        return tuple(sorted(name for name in found if name is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a format or this program has no place for.

    Attributes:
        what: the kind of thing, for example "condition of a claim" or "statement type Annotation".
        count: how many of it.
        why: in words for the user, with what to do about it where something can be done.
    """

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What went into a file or came out of one, and what was left behind.

    Attributes:
        format: the format's name as on the command line.
        counts: how many of each kind of thing were carried.
        losses: what was not.
    """

    format: str
    counts: Mapping[str, int]
    losses: tuple[Loss, ...] = ()


def quoted(document: Document, spans: Iterable[Span]) -> str:
    """The words of spans, parted by "…" where there are several."""
    return " … ".join(document.text[span.start : span.end] for span in spans)

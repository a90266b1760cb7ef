"""brat standoff → contents: what this program wrote and people changed in brat, or what they annotated there from the start."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import unquote

from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import CodebookError, ExchangeError
from onrecord.exchange.brat import scheme
from onrecord.exchange.brat.scheme import ACTORS, CHECKED, CLAIM, CUE, MAIN, SOURCE, STATEMENT, WITHIN
from onrecord.exchange.brat.standoff import Standoff, read_standoff
from onrecord.exchange.brat.writing import FORMAT
from onrecord.exchange.bundles import opened_bundle
from onrecord.exchange.characters import encodable
from onrecord.exchange.companion import COMPANION, Companion, read_companion
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Manifest, Said, Stance
from onrecord.exchange.tallies import Losses, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from onrecord.exchange.bundles import Bundle
    from onrecord.spans import Span

_Value = TypeVar("_Value", bound=str)


def read_brat(path: Path) -> tuple[Contents, Manifest]:
    """What the folder or archive holds; nothing is changed.

    Annotations come back with the id of the statement that they were, as long as brat's notes on them stand; new ones get one of their own.

    Raises:
        ExchangeError: a file is missing, broken, or does not fit its text.
    """
    with opened_bundle(path) as bundle:
        reading = _Reading(_companion(bundle))
        stems = [name.removesuffix(".txt") for name in bundle.names if name.endswith(".txt")]
        alone = [name for name in bundle.names if name.endswith(".ann") and name.removesuffix(".ann") not in stems]
        if alone:
            raise ExchangeError(bundle.at(alone[0]), f"its text {alone[0].removesuffix('.ann')}.txt is missing; put it beside")
        if not stems and COMPANION not in bundle.names:
            raise ExchangeError(bundle.place, "there is no text with annotations in it; brat keeps them as NAME.txt and NAME.ann")
        documents = tuple(_document(stem, bundle, reading) for stem in stems)
        gone = set(reading.companion.documents) - set(stems)
        reading.losses.add("document that is no longer there", "its text was taken out; nothing is read of it", len(gone))
    known = {said.id for document in documents for said in document.statements}
    contents = Contents(
        name=reading.companion.name or path.stem,
        documents=tuple(_within_known(document, known) for document in _in_order(documents, reading.companion)),
        actors=tuple(reading.actors.values()),
        codebook=reading.codebook(),
        model=reading.companion.model,
    )
    return contents, Manifest(format=FORMAT, counts=tally(contents), losses=reading.losses.all())


def _companion(bundle: Bundle) -> Companion:
    return read_companion(bundle.read(COMPANION), bundle.at(COMPANION)) if COMPANION in bundle.names else Companion()


def _in_order(documents: Iterable[Document], companion: Companion) -> list[Document]:
    order = {document.id: at for at, document in enumerate(companion.documents.values())}
    return sorted(documents, key=lambda document: order.get(document.id, len(order)))


def _within_known(document: Document, known: set[str]) -> Document:
    """The document without statements that stand in one that is nowhere."""
    statements = (said if said.reported_by in known else replace(said, reported_by=None) for said in document.statements)
    return replace(document, statements=tuple(statements))


@dataclass
class _Reading:
    """What all documents share."""

    companion: Companion
    losses: Losses = field(default_factory=Losses)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.actors = {actor.id: actor for actor in self.companion.actors}
        self.ids.update(document.id for document in self.companion.documents.values())
        self._issues = {name: id_ for id_, name in scheme.stance_attributes(self.companion.codebook.ids).items()}
        self._new: dict[str, Issue] = {}

    def own_id(self, told: object, otherwise: str) -> str:
        """The id that a note tells, unless another annotation has it; else one made from the place."""
        id_ = encodable(told) if isinstance(told, str) and told else otherwise
        if id_ in self.ids:
            id_ = otherwise
        while id_ in self.ids:
            id_ += "'"
        self.ids.add(id_)
        return id_

    def issue(self, attribute: str) -> str | None:
        """The id of the issue that the stances of an attribute are on; None for what can be no id."""
        if attribute not in self._issues:
            id_ = attribute.removeprefix(scheme.STANCE)
            try:
                self._new[id_] = Issue(id=id_, text=id_.replace("_", " ").replace("-", " "))
            except CodebookError:
                return None
            self._issues[attribute] = id_
            self.losses.add("sentence of an issue", "brat keeps its short name alone; write the sentence in the codebook")
        return self._issues[attribute]

    def codebook(self) -> Codebook:
        """The issues kept beside, and those that were met."""
        return Codebook((*self.companion.codebook.issues, *self._new.values())) if self._new else self.companion.codebook


class _Note(NamedTuple):
    """What this program noted on an annotation, and what people did."""

    own: dict[str, Any]
    people: tuple[str, ...]


def _document(stem: str, bundle: Bundle, reading: _Reading) -> Document:
    text = bundle.text(f"{stem}.txt")
    name = f"{stem}.ann"
    annotations = bundle.text(name) if name in bundle.names else ""
    standoff = read_standoff(text, annotations, lambda line: bundle.at(name, line))
    known = reading.companion.documents.get(stem) or Document(id=reading.own_id(None, stem), text="")
    characters = list(standoff.text)
    for at in reading.companion.returns.get(stem, ()):
        if 0 <= at < len(characters) and characters[at] == " ":
            characters[at] = "\r"
    statements = _Statements(standoff, known.id, bundle.at(name), reading).all()
    return replace(known, text="".join(characters), statements=statements)


class _Statements:
    """The statements among the annotations of one text."""

    def __init__(self, standoff: Standoff, document: str, place: str, reading: _Reading) -> None:
        self._standoff, self._document, self._place = standoff, document, place
        self._reading, self._losses = reading, reading.losses
        self._used: set[str] = set()
        self._events = {id_: event for id_, event in standoff.events.items() if event.type == STATEMENT}
        self._ids = {id_: reading.own_id(self._note(id_).own.get("id"), f"{document}/{id_}") for id_ in self._events}

    def all(self) -> tuple[Said, ...]:
        """In the order of the text."""
        found = [self._said(id_) for id_ in self._events]
        self._count_the_rest()
        return tuple(sorted(found, key=lambda said: said.content[0].start))

    def _note(self, id_: str) -> _Note:
        own: dict[str, Any] = {}
        people = []
        for note in self._standoff.notes.get(id_, ()):
            try:
                told = json.loads(note)
            except (ValueError, RecursionError):
                told = None
            if isinstance(told, dict):
                own |= told
            else:
                people.append(note)
        return _Note(own, tuple(people))

    def _said(self, id_: str) -> Said:
        event, note = self._events[id_], self._note(id_)
        own = note.own
        claims = [part for role, part in event.parts if role == CLAIM and part in self._standoff.events]
        made = tuple(self._claim(claim) for claim in dict.fromkeys(claims) if claim not in self._used)
        within = next((part for role, part in event.parts if role == WITHIN and part in self._events and part != id_), None)
        attributes = dict(self._standoff.attributes.get(id_, ()))
        self._used |= {id_, event.trigger}
        notes = own.get("notes") if isinstance(own.get("notes"), dict) else {}
        told = {encodable(str(name)): encodable(str(value)) for name, value in (notes or {}).items()}
        told |= {"note": "\n".join(note.people)} if note.people else {}
        away = own.get("reported_by")
        return Said(
            id=self._ids[id_],
            content=self._standoff.marks[event.trigger].spans,
            source=self._marked(SOURCE, event.parts),
            cue=self._marked(CUE, event.parts),
            form=self._value(id_, attributes, "Form", scheme.FORMS) or "indirect",
            voice=self._value(id_, attributes, "Voice", scheme.VOICES) or "report",
            actor=self._actor(id_, [part for role, part in event.parts if role == SOURCE]),
            reported_by=self._ids[within] if within else _text(away),
            confidence=_share(own.get("confidence")),
            checked=CHECKED in attributes,
            coder=_text(own.get("coder")),
            claims=made,
            notes=told,
        )

    def _marked(self, role: str, parts: Sequence[tuple[str, str]]) -> tuple[Span, ...]:
        ids = [part for one, part in parts if one == role and part in self._standoff.marks]
        self._used.update(ids)
        return tuple(sorted({span for id_ in ids for span in self._standoff.marks[id_].spans}))

    def _value(self, id_: str, attributes: dict[str, str], name: str, choices: Sequence[_Value]) -> _Value | None:
        value = attributes.get(name)
        found = next((choice for choice in choices if choice == value), None)
        if value is not None and found is None:
            message = f"{name} of {id_} cannot be {value[:60]!r}; choose one of {', '.join(choices)}"
            raise ExchangeError(self._place, message)
        return found

    def _actor(self, id_: str, sources: Sequence[str]) -> str | None:
        reference = next((one for target in (*sources, id_) for one in self._standoff.references.get(target, ())), None)
        if reference is None:
            return None
        entry = unquote(reference.entry)
        actor = entry if reference.database == ACTORS else f"{reference.database}:{entry}"
        if actor not in self._reading.actors:
            self._reading.actors[actor] = Actor(id=actor, name=reference.name or entry, type="person")
            self._losses.add("type of an actor", "brat does not tell what a speaker is; taken for a person")
        return actor

    def _claim(self, id_: str) -> ClaimMade:
        event, note = self._standoff.events[id_], self._note(id_)
        self._used |= {id_, event.trigger}
        attributes = dict(self._standoff.attributes.get(id_, ()))
        self._losses.add("note on a claim", "a statement has a place for it; put it there", len(note.people))
        return ClaimMade(
            id=self._reading.own_id(note.own.get("id"), f"{self._document}/{id_}"),
            span=self._standoff.marks[event.trigger].spans,
            main=MAIN in attributes,
            kind=self._value(id_, attributes, "Kind", scheme.KINDS),
            level=self._value(id_, attributes, "Level", scheme.LEVELS),
            stances=self._stances(id_, note.own.get("stances")),
        )

    def _stances(self, id_: str, told: object) -> tuple[Stance, ...]:
        """The stances that stand now; who gave one is known as long as it has not been changed."""
        now: dict[tuple[str, str], Stance] = {}
        for name, value in self._standoff.attributes.get(id_, ()):
            issue = self._reading.issue(name) if name.startswith(scheme.STANCE) else None
            side = self._value(id_, {name: value}, name, scheme.SIDES) if issue else None
            if issue and side:
                now[issue, side] = Stance(issue=issue, side=side)
        kept = [
            replace(now[key], confidence=_share(row.get("confidence")), coder=_text(row.get("coder")))
            for row in (told if isinstance(told, list) else ())
            if isinstance(row, dict) and (key := (str(row.get("issue")), str(row.get("side")))) in now
        ]
        same = {(stance.issue, stance.side) for stance in kept}
        return (*kept, *(stance for key, stance in now.items() if key not in same))

    def _count_the_rest(self) -> None:
        """Counts the annotations that no statement is made of, by their type."""
        why = "no statement is made of it; statements are events of type Statement with Source, Cue and Claim"
        triggers = {event.trigger for event in self._standoff.events.values()}
        rest = [(id_, one.type) for id_, one in self._standoff.marks.items() if id_ not in triggers]
        for id_, type_ in (*rest, *((id_, event.type) for id_, event in self._standoff.events.items())):
            if id_ not in self._used:
                self._losses.add(f"annotation of type {type_[:60]}", why)
        for what, count in self._standoff.others.items():
            self._losses.add(what, "there is no place for it here", count)
        ours = {CHECKED, MAIN, *(name for some in scheme.VALUES.values() for name in some)}
        for name in (name for some in self._standoff.attributes.values() for name, _ in some):
            if name not in ours and not name.startswith(scheme.STANCE):
                self._losses.add(f"attribute {name[:60]}", "there is no place for it here")


def _share(value: object) -> float | None:
    """A confidence as it can be; None for what is none."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1 else None


def _text(value: object) -> str | None:
    return encodable(value) if isinstance(value, str) else None

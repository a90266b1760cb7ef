"""The passages of one text of a REFI-QDA project → statements.

A passage that this program named belongs to the statement and the claim of its name. Passages of other programs, and ours where a
program drops the names, are put together by their words: those of one extent are one, a claim belongs to the content that it stands
in, a source and a cue to the content nearest to them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import ClaimMade, Said, Side, Stance
from onrecord.exchange.refi.scheme import CHECKED, CLAIM, CONTENT, CUE, PROGRAM, SOURCE, code_name, part_of
from onrecord.records import Form, Kind, Level, Voice
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.exchange.refi.project import Selection, Source
    from onrecord.exchange.tallies import Losses

_Value = TypeVar("_Value", bound=str)
STANCE, FOREIGN = "stance", "code"
#: The coder of what a project of another program holds without saying whose it is.
UNSIGNED = "unsigned"
_NO_SIDE = "a code takes no side; its name is kept in the statement's notes. Codes called for and against below it make it an issue"
#: Passages are compared within stretches of so many characters.
_BLOCK = 1_000
_OF_CLAIMS = ("claim", "kind", "certainty", STANCE)


class Meaning(NamedTuple):
    """What a code says: a value of a group of ours, a side on the issue that is the value, or a name of its own."""

    group: str
    value: str
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What the identifiers of a project stand for.

    Attributes:
        meanings: of the codes.
        actors: the id of the actor, by the case's or the passage's identifier.
        own_id: an id that nothing else has, from one that was kept, or else from another one.
    """

    meanings: Mapping[str, Meaning]
    actors: Mapping[str, str]
    own_id: Callable[[str | None, str], str]


@dataclass(slots=True)
class _Passage:
    """Words with all that is said of them, in order, and by whom."""

    span: Span
    coder: str | None
    number: int = 1
    guids: list[str] = field(default_factory=list)
    told: dict[tuple[Meaning, str | None], None] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    memos: list[str] = field(default_factory=list)

    def values(self, *groups: str) -> list[str]:
        return [meaning.value for meaning, _ in self.told if meaning.group in groups]


@dataclass(slots=True)
class _Statement:
    id: str | None
    parts: dict[str, list[_Passage]] = field(default_factory=lambda: {CONTENT: [], SOURCE: [], CUE: []})
    claims: dict[int, list[_Passage]] = field(default_factory=dict)
    others: list[_Passage] = field(default_factory=list)

    def distance(self, passage: _Passage, text: str) -> tuple[bool, int]:
        """How far a passage is from the content: whether in another paragraph, and how many characters."""
        gaps = []
        for one in self.parts[CONTENT]:
            between = text[min(one.span.end, passage.span.end) : max(one.span.start, passage.span.start)]
            gaps.append(("\n" in between, len(between)))
        return min(gaps)

    def shared(self, passage: _Passage) -> tuple[int, int]:
        """How many characters of a passage are the content's, and how few others it has."""
        spans = [one.span for one in self.parts[CONTENT]]
        shared = sum(max(0, min(span.end, passage.span.end) - max(span.start, passage.span.start)) for span in spans)
        return shared, shared - sum(span.end - span.start for span in spans)


def statements_of(source: Source, document: str, codes: Codes, losses: Losses) -> tuple[Said, ...]:
    """The statements of a text, in its order.

    Args:
        source: the text and its passages.
        document: the id that it has here.
        codes: what the project's identifiers stand for.
        losses: counts what no statement is made of.
    """
    named: dict[str, _Statement] = {}
    loose: dict[Span, _Passage] = {}
    for selection in source.selections:
        part = part_of(selection.name)
        if part is None:
            passage = loose.setdefault(selection.span, _Passage(selection.span, _coder(selection.user)))
            _add(passage, selection, codes, losses)
            continue
        passage = _Passage(selection.span, _coder(selection.user), part.number)
        _add(passage, selection, codes, losses)
        statement = named.setdefault(part.statement, _Statement(part.statement))
        (statement.claims.setdefault(part.claim, []) if part.role == CLAIM else statement.parts[part.role]).append(passage)
    statements = [one for one in named.values() if one.parts[CONTENT]]
    losses.add("statement whose content was taken out", "it is no statement without its words", len(named) - len(statements))
    _Placing(statements, source.text, losses).place(list(loose.values()))
    made = (_said(one, document, codes) for one in statements)
    return tuple(sorted(made, key=lambda said: said.content[0].start))


def _coder(user: str | None) -> str | None:
    return None if user == PROGRAM else user or UNSIGNED


def _add(passage: _Passage, selection: Selection, codes: Codes, losses: Losses) -> None:
    """Adds what a selection says to the passage that it is."""
    passage.guids.append(selection.guid)
    for coding in selection.codings:
        if coding.target in codes.actors:
            passage.guids.append(coding.target)
        elif coding.target in codes.meanings:
            passage.told[codes.meanings[coding.target], _coder(coding.user)] = None
        else:
            losses.add("coding with a code that is not there", "the project names no such code")
    try:
        told = json.loads(selection.told) if selection.told.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        passage.kept |= told
    elif selection.told.strip():
        passage.memos.append(encodable(selection.told.strip()))


class _Placing:
    """Puts passages without a name of ours into statements, new ones where there is none."""

    def __init__(self, statements: list[_Statement], text: str, losses: Losses) -> None:
        self._statements, self._text, self._losses = statements, text, losses
        self._blocks: dict[int, list[_Statement]] = {}
        for statement in statements:
            self._note(statement)

    def place(self, loose: list[_Passage]) -> None:
        """Contents first, then what is said of them, then the sources and cues that are left."""
        for passage in loose:
            if CONTENT in passage.values("statement"):
                self._new(passage)
        for passage in loose:
            self._codes(passage)
        for passage in loose:
            for role in (SOURCE, CUE):
                if role in passage.values("statement"):
                    self._part(passage, role)
            if not passage.told:
                self._losses.add("passage without a code", "nothing is said of it here")

    def _new(self, passage: _Passage) -> _Statement:
        statement = _Statement(None)
        statement.parts[CONTENT].append(passage)
        self._statements.append(statement)
        self._note(statement)
        return statement

    def _note(self, statement: _Statement) -> None:
        """Keeps where a statement stands, so that it need not be compared with passages far away."""
        blocks = {block for one in statement.parts[CONTENT] for block in _blocks(one.span)}
        for block in blocks:
            self._blocks.setdefault(block, []).append(statement)

    def _near(self, span: Span) -> list[_Statement]:
        return list({id(one): one for block in _blocks(span) for one in self._blocks.get(block, ())}.values())

    def _codes(self, passage: _Passage) -> None:
        """Makes a claim of a passage that is coded as one, and keeps its other codes, in the statement that it shares most words with."""
        claims, foreign = passage.values(*_OF_CLAIMS), passage.values(FOREIGN)
        for name in foreign:
            self._losses.add(f"code {name[:60]}", _NO_SIDE)
        if not claims and not foreign:
            return
        best = max(self._near(passage.span), key=lambda one: one.shared(passage), default=None)
        if best is None or not best.shared(passage)[0]:
            best = self._new(passage)
        if claims:
            best.claims[max(best.claims, default=0) + 1] = [passage]
        elif passage not in best.parts[CONTENT]:
            best.others.append(passage)

    def _part(self, passage: _Passage, role: str) -> None:
        """Gives a source or a cue to the nearest statement, to those that have none before the others."""
        wide = Span(max(0, passage.span.start - 2 * _BLOCK), passage.span.end + 2 * _BLOCK)
        near = self._near(wide) or self._statements
        lacking = [one for one in near if not one.parts[role]] or near
        nearest = min(lacking, key=lambda one: one.distance(passage, self._text), default=None)
        if nearest is None:
            self._losses.add(f"{role} without a content", "no passage is coded as the content of a statement")
        else:
            nearest.parts[role].append(passage)


def _blocks(span: Span) -> range:
    return range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1)


def _said(statement: _Statement, document: str, codes: Codes) -> Said:
    content = sorted(statement.parts[CONTENT], key=lambda one: one.number)
    every = [*content, *statement.parts[SOURCE], *statement.parts[CUE]]
    kept = {name: value for one in reversed(content) for name, value in one.kept.items()}
    id_ = codes.own_id(statement.id, f"{document}/{content[0].guids[0]}")
    claims = (statement.claims[number] for number in sorted(statement.claims))
    return Said(
        id=id_,
        content=_spans(content),
        source=_spans(statement.parts[SOURCE]),
        cue=_spans(statement.parts[CUE]),
        form=_first(content, "form", get_args(Form)) or "indirect",
        voice=_first(content, "voice", get_args(Voice)) or "report",
        actor=next((codes.actors[guid] for one in every for guid in one.guids if guid in codes.actors), None),
        reported_by=_text(kept.get("reported_by")),
        confidence=_share(kept.get("confidence")),
        checked=any(CHECKED in one.values("review") for one in content),
        coder=content[0].coder,
        claims=tuple(_claim(passages, f"{id_}.{number}", codes) for number, passages in enumerate(claims, start=1)),
        notes=_notes(kept, [*every, *statement.others, *(one for some in statement.claims.values() for one in some)]),
    )


def _notes(kept: Mapping[str, Any], passages: Iterable[_Passage]) -> dict[str, str]:
    """What this program kept, what people noted, and the codes that say no side."""
    own = kept.get("notes")
    notes = {encodable(name): encodable(str(value)) for name, value in own.items()} if isinstance(own, dict) else {}
    each = {id(one): one for one in passages}.values()
    memos = [memo for one in each for memo in one.memos]
    names = dict.fromkeys(name for one in each for name in one.values(FOREIGN))
    for name, more in (("memo", "\n".join(memos)), ("codes", "; ".join(names))):
        if more:
            notes[name] = f"{notes[name]}\n{more}" if name in notes else more
    return notes


def _claim(passages: list[_Passage], otherwise: str, codes: Codes) -> ClaimMade:
    ordered = sorted(passages, key=lambda one: one.number)
    kept = {name: value for one in reversed(ordered) for name, value in one.kept.items()}
    shares = kept.get("confidence")
    known = shares if isinstance(shares, dict) else {}
    said = {code: None for one in ordered for code in one.told if code[0].side}
    stances = tuple(
        Stance(issue=issue, side=side, coder=coder, confidence=None if coder else _share(known.get(code_name(issue, side))))
        for (_, issue, side), coder in said
        if side
    )
    main = [value for one in ordered for value in one.values("claim")]
    return ClaimMade(
        id=codes.own_id(_text(kept.get("id")), otherwise),
        span=_spans(ordered),
        main="main" in main or not main,
        kind=_first(ordered, "kind", get_args(Kind)),
        level=_first(ordered, "certainty", get_args(Level)),
        stances=stances,
    )


def _spans(passages: Iterable[_Passage]) -> tuple[Span, ...]:
    return tuple(sorted({one.span for one in passages}))


def _first(passages: Iterable[_Passage], group: str, choices: tuple[_Value, ...]) -> _Value | None:
    values = (value for one in passages for value in one.values(group))
    return next((choice for value in values for choice in choices if choice == value), None)


def _share(value: object) -> float | None:
    """A confidence as it can be; None for what is none."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1 else None


def _text(value: object) -> str | None:
    return encodable(value) if isinstance(value, str) and value else None

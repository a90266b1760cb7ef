"""DNA statements as statements with claims and stances: what was written from here becomes itself again, what is new is added.

A DNA statement that is no longer by the actor, or no longer at the place, that the others of its statement or claim have, is one of its
own: a statement has one actor, and a claim one place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.exchange.contents import ClaimMade, Said, Stance
from onrecord.exchange.dna.cast import free
from onrecord.exchange.dna.codings import hull

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from onrecord.exchange.contents import Side
    from onrecord.exchange.dna.notes import CodingNote
    from onrecord.records import Kind
    from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A DNA statement, with its values in our words.

    Attributes:
        number: its number in the file.
        document: the number of its document.
        issue: the issue's id; None where no concept is coded.
        coder: its coder; None for the program.
        note: what it was when it was written from here.
        notes: what has no other place.
    """

    number: int
    document: int
    span: Span
    actor: str | None
    issue: str | None
    side: Side
    coder: str | None
    kind: Kind | None = None
    checked: bool = True
    note: CodingNote | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


#: A DNA statement with what it was when it was written from here.
Ours = tuple[Coded, "CodingNote"]
Value = TypeVar("Value", bound="Hashable")


def assemble(coded: Sequence[Coded], sizes: Mapping[int, int]) -> dict[int, tuple[Said, ...]]:
    """The statements of each document, in the order of the text.

    Args:
        coded: the DNA statements, by their number.
        sizes: how many characters the text of each document has.
    """
    homes: dict[str, int] = {}
    ours: dict[str, list[Ours]] = {}
    new: list[Coded] = []
    for one in coded:
        note = one.note
        if note is not None and homes.setdefault(note.statement, one.document) == one.document and _lies_in(note, sizes[one.document]):
            ours.setdefault(note.statement, []).append((one, note))
        else:
            new.append(one)
    found: dict[int, list[Said]] = {number: [] for number in sizes}
    for rows in ours.values():
        said, strangers = _known(rows)
        found[rows[0][0].document].append(said)
        new += strangers
    taken = set(ours)
    for number, said in _added(sorted(new, key=lambda one: one.number), taken):
        found[number].append(said)
    return {number: tuple(sorted(said, key=_place)) for number, said in found.items()}


def _lies_in(note: CodingNote, size: int) -> bool:
    spans = (*note.span, *(span for part in ("content", "source", "cue") for span in note.said[part]))
    return all(span.end <= size for span in spans)


def _place(said: Said) -> tuple[int, int, str]:
    spans = said.content or said.source or said.cue
    return (min(span.start for span in spans), max(span.end for span in spans), said.id)


def _known(rows: Sequence[Ours]) -> tuple[Said, list[Coded]]:
    """A statement that was written from here, and the DNA statements that are no longer of it."""
    actor = _most((row.actor for row, _ in rows), rows[0][1].actor)
    strangers = [row for row, _ in rows if row.actor != actor]
    claims: dict[str, list[Ours]] = {}
    for row, note in rows:
        if row.actor == actor:
            claims.setdefault(note.claim, []).append((row, note))
    made: list[ClaimMade] = []
    moved = False
    for claimed in claims.values():
        note = claimed[0][1]
        before = hull(note.span, max(span.end for span in note.span))
        span = _most((row.span for row, _ in claimed), before)
        moved |= span != before
        here = [row for row, _ in claimed if row.span == span]
        stances, others = _stances(here)
        strangers += [row for row, _ in claimed if row.span != span] + others
        pieces = note.span if span == before else (span,)
        made.append(ClaimMade(id=note.claim, span=pieces, main=note.main, kind=here[0].kind, level=note.level, stances=stances))
    first, note = next(iter(claims.values()))[0]
    fields: dict[str, Any] = {**note.said, "notes": first.notes}
    if moved or not fields["content"]:
        fields["content"] = tuple(sorted({span for claim in made for span in claim.span}))
    checked = any(row.checked for claimed in claims.values() for row, _ in claimed)
    return Said(id=note.statement, actor=actor, checked=checked, claims=tuple(made), **fields), strangers


def _most(values: Iterable[Value], before: Value | None) -> Value:
    """The most frequent of the values; what was before where others are no more frequent."""
    counts = Counter(values)
    return max(counts, key=lambda value: (counts[value], value == before))


def _stances(rows: Sequence[Coded]) -> tuple[tuple[Stance, ...], list[Coded]]:
    """The stances of a claim, and the DNA statements that say one of them again."""
    stances: list[Stance] = []
    again: list[Coded] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if row.issue is None:
            continue
        if (row.issue, row.side) in seen:
            again.append(row)
            continue
        seen.add((row.issue, row.side))
        stances += _given(row, row.issue)
    return tuple(stances), again


def _given(row: Coded, issue: str) -> list[Stance]:
    """The stance of a DNA statement, and those that it stood for too when it was written."""
    note = row.note
    if note is None or (note.issue, note.side) != (issue, row.side):
        return [Stance(issue=issue, side=row.side, coder=row.coder)]
    if note.coder == row.coder:
        return [Stance(issue=issue, side=row.side, coder=row.coder, confidence=note.confidence), *note.others]
    program = [] if note.coder is not None else [Stance(issue=issue, side=row.side, confidence=note.confidence)]
    return [Stance(issue=issue, side=row.side, coder=row.coder), *program, *note.others]


def _added(rows: Sequence[Coded], taken: set[str]) -> list[tuple[int, Said]]:
    """Statements that people made in DNA: DNA statements of one coder at one place by one actor are one, on several issues."""
    groups: dict[tuple[Hashable, ...], list[list[Coded]]] = {}
    for row in rows:
        key = (row.document, row.span, row.actor, row.coder, row.kind, row.checked, tuple(sorted(row.notes.items())))
        alike = groups.setdefault(key, [])
        place = next((group for group in alike if all(row.issue not in {one.issue, None} for one in group)), None)
        if place is None:
            alike.append([row])
        else:
            place.append(row)
    made = []
    for group in sorted((group for alike in groups.values() for group in alike), key=lambda group: group[0].number):
        first = group[0]
        id_ = free(f"dna-{first.number}", taken)
        taken.add(id_)
        stances = [Stance(issue=row.issue, side=row.side, coder=row.coder) for row in group if row.issue is not None]
        claim = ClaimMade(id=f"{id_}-1", span=(first.span,), kind=first.kind, stances=tuple(stances))
        said = Said(
            id=id_, content=(first.span,), actor=first.actor, coder=first.coder, checked=first.checked, claims=(claim,), notes=first.notes
        )
        made.append((first.document, said))
    return made

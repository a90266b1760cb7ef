"""What people changed in another program: two contents compared, one as it was written and one as it came back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from onrecord.exchange.dna.codings import hull, organization_of, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said
    from onrecord.exchange.dna.codings import Taken
    from onrecord.spans import Span

#: ``added`` and ``removed``: a claim's side on an issue, with its statement where that is new or has no other. ``moved``: a claim's
#: characters. ``re-attributed``: who speaks. ``affiliation changed``: for which organization. ``checked``: a person confirmed it.
ChangeKind = Literal[
    "added", "removed", "moved", "re-attributed", "affiliation changed", "stance changed", "issue changed", "coder changed", "checked"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A claim's side, and what is around it; what a change is not about is told as well.

    Attributes:
        span: from the claim's first character to its last.
        actor: the id of who speaks.
        organization: for whom, where that is a person.
        issue: None where the claim takes no side on any.
    """

    span: Span
    actor: str | None
    organization: str
    issue: str | None = None
    side: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        document: the id of the document.
        statement: the id of the statement; of one that was added, the one that it has in the file.
        claim: the id of the claim.
        coder: who is named as its coder in the file; None where that is the program, and then the file does not tell who changed it.
        old: as it was; None for what was added.
        new: as it is; None for what was removed.
    """

    kind: ChangeKind
    document: str
    statement: str
    claim: str
    coder: str | None = None
    old: Placed | None = None
    new: Placed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A side that counts, and the first person who gave it."""

    issue: str
    side: Taken
    coder: str | None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with its sides, and where it stands."""

    document: str
    said: Said
    claim: ClaimMade
    span: Span
    organization: str
    sides: tuple[_Side, ...]

    def placed(self, side: _Side | None = None) -> Placed:
        """The claim with one of its sides."""
        placed = Placed(span=self.span, actor=self.said.actor, organization=self.organization)
        return placed if side is None else replace(placed, issue=side.issue, side=side.side)

    def change(self, kind: ChangeKind, coder: str | None, *, old: Placed | None = None, new: Placed | None = None) -> Change:
        """A change of it."""
        names = {"document": self.document, "statement": self.said.id, "claim": self.claim.id}
        return Change(kind=kind, coder=coder, old=old, new=new, **names)


def changes(before: Contents, after: Contents) -> tuple[Change, ...]:
    """What differs in the sides that claims take, in the order of ``after`` and then of what was removed.

    Compared is what can be there: claims without a side for or against, and documents that are not in ``after`` at all, are passed over
    in ``before``, because they may never have been written.

    Args:
        before: what was written, or what is there now in its place.
        after: what was read from the file.
    """
    documents = {document.id for document in after.documents}
    old = {key: claim for key, claim in _claims(before) if claim.document in documents}
    new = dict(_claims(after))
    found: list[Change] = []
    for key, claim in new.items():
        found += _compared(old[key], claim) if key in old else _added(claim)
    for key, claim in old.items():
        if key not in new:
            found += [claim.change("removed", None, old=claim.placed(side)) for side in claim.sides]
    return tuple(_once_a_statement(found))


def _claims(contents: Contents) -> Iterator[tuple[tuple[str, str], _Claim]]:
    """The claims that take a side, and those of statements that people added, by statement and claim."""
    actors = {actor.id: actor for actor in contents.actors}
    for document in contents.documents:
        for said in document.statements:
            for claim in said.claims:
                placed = _placed(document, said, claim, actors)
                if placed is not None:
                    yield (said.id, claim.id), placed


def _placed(document: Document, said: Said, claim: ClaimMade, actors: Mapping[str, Actor]) -> _Claim | None:
    span = hull(claim.span, len(document.text))
    sides = tuple(
        _Side(issue=group[0].issue, side="for" if group[0].side == "for" else "against", coder=group[0].coder)
        for group, _ in standing(claim.stances)
    )
    return None if span is None else _Claim(document.id, said, claim, span, organization_of(said, actors), sides)


def _added(claim: _Claim) -> list[Change]:
    if not claim.sides:
        return [claim.change("added", claim.said.coder, new=claim.placed())]
    return [claim.change("added", side.coder, new=claim.placed(side)) for side in claim.sides]


def _compared(old: _Claim, new: _Claim) -> Iterator[Change]:
    """What differs between a claim and itself."""
    if not old.sides:  # it was not written, or nothing of it was
        yield from (new.change("added", side.coder, new=new.placed(side)) for side in new.sides)
        return
    coder = _who(old, new)
    if new.span != old.span:
        yield new.change("moved", coder, old=old.placed(), new=new.placed())
    if new.said.actor != old.said.actor:
        yield new.change("re-attributed", coder, old=old.placed(), new=new.placed())
    elif new.organization != old.organization:
        yield new.change("affiliation changed", coder, old=old.placed(), new=new.placed())
    if new.said.checked and not old.said.checked:
        yield new.change("checked", coder, old=old.placed(), new=new.placed())
    yield from _sides(old, new)


def _who(old: _Claim, new: _Claim) -> str | None:
    """The person that the claim's sides name now and did not name before; else the only one that they name."""
    before = {side.coder for side in old.sides}
    people = list(dict.fromkeys(side.coder for side in new.sides if side.coder is not None))
    fresh = [coder for coder in people if coder not in before]
    return next(iter(fresh or (people if len(people) == 1 else ())), None)


def _sides(old: _Claim, new: _Claim) -> Iterator[Change]:
    """What became of the sides: those of one issue are compared, then those that are left, in order."""
    before, after = ({(side.issue, side.side): side for side in claim.sides} for claim in (old, new))
    for key in (key for key in before if key in after):
        if before[key].coder != after[key].coder:
            yield new.change("coder changed", after[key].coder, old=old.placed(before[key]), new=new.placed(after[key]))
    gone = [side for key, side in before.items() if key not in after]
    come = [side for key, side in after.items() if key not in before]
    for was in tuple(gone):
        same = next((one for one in come if one.issue == was.issue), None)
        if same is not None:
            gone.remove(was)
            come.remove(same)
            yield new.change("stance changed", same.coder, old=old.placed(was), new=new.placed(same))
    for was in tuple(gone):
        near = next((one for one in come if (one.side, one.coder) == (was.side, was.coder)), come[0] if come else None)
        if near is not None:
            gone.remove(was)
            come.remove(near)
            yield new.change("issue changed", near.coder, old=old.placed(was), new=new.placed(near))
    yield from (new.change("removed", None, old=old.placed(was)) for was in gone)
    yield from (new.change("added", now.coder, new=new.placed(now)) for now in come)


def _once_a_statement(found: Iterable[Change]) -> Iterator[Change]:
    """The changes, those of the statement itself once where it has several claims."""
    seen: set[tuple[str, str]] = set()
    for change in found:
        if change.kind in {"re-attributed", "affiliation changed", "checked"}:
            if (change.kind, change.statement) in seen:
                continue
            seen.add((change.kind, change.statement))
        yield change

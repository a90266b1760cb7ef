"""Contents as Discourse Network Analyzer counts them: one coding for each claim, issue and side for or against.

What a person said of an issue outranks what the program read, so that where a person gave a stance only people's count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.exchange.contents import Loss
from onrecord.exchange.dna.schema import ADMIN, PROGRAM
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
    from onrecord.records import SpeakerType

Taken = Literal["for", "against"]
#: Who is a person to DNA; the others are organizations to it.
PERSONS: frozenset[SpeakerType] = frozenset({"person", "author", "unnamed"})
#: The attribute of a person that is an organization to DNA, and the note on a statement where it differs there.
AFFILIATION, ORGANIZATION_THERE = "affiliation", "organization"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A claim's side on one issue, and all that is around it.

    Attributes:
        span: from the claim's first character to its last.
        stances: those of this issue and side; the first is a person's where a person gave one.
        outranked: those of this issue that are on no side, or that a person outranks; of the first coding of the issue alone.
    """

    document: Document
    said: Said
    claim: ClaimMade
    span: Span
    stances: tuple[Stance, ...]
    outranked: tuple[Stance, ...] = ()

    @property
    def issue(self) -> str:
        """The issue's id."""
        return self.stances[0].issue

    @property
    def side(self) -> Taken:
        """The side taken."""
        return "for" if self.stances[0].side == "for" else "against"

    @property
    def coder(self) -> str | None:
        """The first person who gave it; None for the program."""
        return self.stances[0].coder


def codings(contents: Contents) -> Iterator[Coding]:
    """All codings, in the order of documents, statements, claims and stances."""
    for document in contents.documents:
        for said in document.statements:
            for claim in said.claims:
                span = hull(claim.span, len(document.text))
                if span is not None:
                    for stances, outranked in standing(claim.stances):
                        yield Coding(document=document, said=said, claim=claim, span=span, stances=stances, outranked=outranked)


def standing(stances: Iterable[Stance]) -> list[tuple[tuple[Stance, ...], tuple[Stance, ...]]]:
    """The stances that count, those of one issue and side together, a person's before the program's; with them those that do not."""
    by_issue: dict[str, list[Stance]] = {}
    for stance in stances:
        by_issue.setdefault(stance.issue, []).append(stance)
    found: list[tuple[tuple[Stance, ...], tuple[Stance, ...]]] = []
    for given in by_issue.values():
        ranked = sorted(given, key=lambda one: one.coder is None)
        count = [one for one in ranked if one.coder is not None] or ranked
        sides = list(dict.fromkeys(one.side for one in count if one.side != "neither"))
        rest = tuple(one for one in given if one.side not in sides)
        for side in sides:
            found.append((tuple(one for one in ranked if one.side == side), rest))
            rest = ()
    return found


def coder_numbers(contents: Contents) -> dict[str | None, int]:
    """The number of each coder in a file, from 1: who may do everything, the program (None), and the people by name."""
    numbers: dict[str | None, int] = {ADMIN: 1, None: 2, PROGRAM: 2}
    for name in contents.coders:
        numbers.setdefault(name, max(numbers.values()) + 1)
    return numbers


def hull(spans: Iterable[Span], size: int) -> Span | None:
    """From the first character of the spans to the last; None where there is none, or it lies outside of the text."""
    pieces = list(spans)
    if not pieces:
        return None
    whole = Span(min(span.start for span in pieces), max(span.end for span in pieces))
    return whole if 0 <= whole.start < whole.end <= size else None


def is_person(actor: Actor) -> bool:
    """Whether DNA keeps the actor among the persons."""
    return actor.type in PERSONS


def organization_of(said: Said, actors: Mapping[str, Actor]) -> str:
    """The organization that a person speaks for in a statement; empty for none."""
    actor = actors.get(said.actor or "")
    if actor is None or not is_person(actor):
        return ""
    return said.notes.get(ORGANIZATION_THERE, actor.attributes.get(AFFILIATION, ""))


def left_out(contents: Contents) -> tuple[Loss, ...]:
    """What is in no coding, counted."""
    counts: Counter[str] = Counter()
    for document in contents.documents:
        for said in document.statements:
            coded = sum(bool(hull(claim.span, len(document.text)) and standing(claim.stances)) for claim in said.claims)
            if not coded:
                counts["statement without a side"] += 1
            else:
                counts["claim without a side"] += len(said.claims) - coded
            for claim in said.claims:
                people = {stance.issue for stance in claim.stances if stance.coder is not None}
                counts["stance neither"] += sum(stance.side == "neither" for stance in claim.stances)
                counts["stance outranked"] += sum(
                    len([one for one in outranked if one.side != "neither" and one.issue in people])
                    for _, outranked in standing(claim.stances)
                )
    return tuple(Loss(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])


_WHY = {
    "statement without a side": "a DNA statement is a side for or against an issue; give it a stance, or export to another format",
    "claim without a side": "a DNA statement is a side for or against an issue",
    "stance neither": "DNA's agreement is yes or no; it comes back where the claim has a side on that issue",
    "stance outranked": "of the program, where a person gave another one; DNA would count both; it comes back",
}

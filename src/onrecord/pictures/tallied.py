"""Stances counted for and against, for the pictures that tell both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import SettingsError
from onrecord.pictures.picture import Part
from onrecord.pictures.signs import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.debate.design import Design
    from onrecord.debate.stances import DebateStance


class Tally(NamedTuple):
    """The weights of some stances by side, with their statements."""

    favour: float
    against: float
    for_statements: tuple[str, ...]
    against_statements: tuple[str, ...]

    @property
    def total(self) -> float:
        """All that was counted."""
        return self.favour + self.against

    @property
    def balance(self) -> float:
        """From -1 where all are against to 1 where all are for; 0 where nothing was counted."""
        return (self.favour - self.against) / self.total if self.total else 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sides that were taken."""
        both = (Part("for", self.favour, self.for_statements), Part("against", self.against, self.against_statements))
        return tuple(part for part in both if part.weight)

    @property
    def figures(self) -> str:
        """Both counts with their signs, as in "+3 −1"; a side that was not taken is left out."""
        return " ".join(f"{sign}{amount(weight)}" for sign, weight in (("+", self.favour), ("−", self.against)) if weight)


def tally(stances: Iterable[DebateStance]) -> Tally:
    """The stances by side; a number above 0 is for, any other against."""
    sides: tuple[list[DebateStance], list[DebateStance]] = ([], [])
    for stance in stances:
        sides[0 if int(stance.qualifier or 0) > 0 else 1].append(stance)
    favour, against = (sum(stance.weight for stance in side) for side in sides)
    return Tally(favour, against, *(tuple(dict.fromkeys(one for stance in side for one in stance.statements)) for side in sides))


def sided(design: Design, stances: Sequence[DebateStance]) -> tuple[DebateStance, ...]:
    """The stances that take a side about something: those that for and against can be counted of.

    Raises:
        SettingsError: sides are words or are not looked at.
    """
    if design.qualifier.kind not in {"agreement", "number"}:
        raise SettingsError(name="qualifier", value=design.qualifier.kind, choices="for and against are told apart of agreement and number")
    in_between = None if design.qualifier.kind == "agreement" else 0
    named = [stance for stance in stances if stance.actor and stance.issue]
    return tuple(stance for stance in named if isinstance(stance.qualifier, int) and stance.qualifier != in_between)


def told_apart(design: Design, stances: Sequence[DebateStance]) -> tuple[DebateStance, ...]:
    """The same, at least one.

    Raises:
        SettingsError: sides are words or are not looked at, or nothing is left to draw.
    """
    found = sided(design, stances)
    if not found:
        raise SettingsError(name="debate", value="empty", choices="no stance was counted: there is nothing to draw")
    return found

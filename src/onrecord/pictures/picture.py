"""What a picture is: its SVG, and for each edge, cell, dot or bar in it what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

MarkKind = Literal["edge", "cell", "dot", "bar"]


class Part(NamedTuple):
    """What one side adds to a mark: ``for``, ``against``, ``agreement``, ``conflict``, or nothing where sides are not told apart."""

    side: str
    weight: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that stands for statements.

    Attributes:
        row: the actor, or the first of two nodes.
        column: the issue, or the second of two nodes.
        parts: by side.
        first: the first day of what is drawn over time.
        last: its last day.
    """

    kind: MarkKind
    row: str
    column: str
    parts: tuple[Part, ...]
    first: date | None = None
    last: date | None = None

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements of all parts, each once."""
        return tuple(dict.fromkeys(one for part in self.parts for one in part.statements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What stands above and below a picture.

    Attributes:
        title: above it.
        definition: what is drawn and how it is counted, in a sentence or two.
        notes: what a reader must know besides, for example that reported stances are excluded; a sentence each.
        first: the first day of the period; None for that of the first stance drawn.
        last: the last day of the period; None for that of the last stance drawn.
    """

    title: str
    definition: str
    notes: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture.

    Attributes:
        svg: the picture, as UTF-8.
        marks: what is drawn, in order.
    """

    svg: bytes
    marks: tuple[Mark, ...]

"""What a debate map is drawn from: one row for each stance that an actor took on an issue in a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class DebateStance:
    """One actor's stance on one issue in one document, as networks count it.

    What stands for the actor (a person, an organisation, a country, an outlet) and for the issue is the caller's choice: names
    that are equal are one node. An empty name was not coded; such a row makes no edge, but its other side is still a node where
    isolates are asked for.

    Attributes:
        document: the document's id, which also orders the rows of one day.
        day: the document's day; None where it is not known, and then the row is in no range of dates and no window.
        actor: the name of the row node.
        issue: the name of the column node.
        qualifier: the side taken, in the qualifier's own values (``Qualifier``); None where none was taken.
        weight: how much the row counts, above 0.
        place: where in the document it stands; orders the rows of one document.
        statements: the ids of the statements behind it.
    """

    document: str
    day: date | None
    actor: str
    issue: str
    qualifier: int | str | None = None
    weight: float = 1.0
    place: int = 0
    statements: tuple[str, ...] = ()

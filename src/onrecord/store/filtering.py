"""What a list is narrowed to: the filters of the commands as conditions on entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, get_args

from sqlalchemy import and_, func, or_, select, union

from onrecord.errors import UnknownError
from onrecord.store.debates import find_debate
from onrecord.store.schema import appearances, claims, debate_texts, entries, speakers, variants
from onrecord.store.words import _BITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, CompoundSelect

#: How a list of statements can be sorted.
Sort = Literal["newest", "oldest", "speaker", "doubt"]
#: Statements that stand in another statement: with the others, left out, or alone.
Reported = Literal["include", "exclude", "only"]
KINDS = ("assessment", "prediction", "prescription", "commitment")
SORTS: tuple[Sort, ...] = get_args(Sort)
REPORTED: tuple[Reported, ...] = get_args(Reported)
#: How many speakers of one name are listed in a query; of more, the query looks for them itself.
FEW = 200
#: Names that an error offers, and names that are compared for that.
SHOWN, COMPARED = 5, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list holds, in which order, and how much of it.

    Attributes:
        speaker: an id, a name, or a name that the speaker has in some article.
        issue: an issue of the codebook.
        kind: what one of the claims is.
        since: the first day of publication, as ISO date.
        until: the last one.
        text: words and quoted phrases, all of which the content holds.
        outlet: where the text appeared.
        checked_only: only what a person has ruled on.
        reported: what becomes of statements inside statements.
        debate: the name of a debate.
        sort: the order.
        limit: how many on a page; None for all.
        page: which page, from 1.
    """

    speaker: str | None = None
    issue: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    outlet: str | None = None
    checked_only: bool = False
    reported: Reported = "include"
    debate: str | None = None
    sort: Sort = "newest"
    limit: int | None = None
    page: int = 1

    @property
    def skipped(self) -> int:
        """How many stand on the pages before."""
        return (self.page - 1) * (self.limit or 0)


def days_of(chosen: Filter, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The days as bounds of the number that rises with the date; what has no date lies outside of any."""
    found = []
    if chosen.since or chosen.until:
        found.append(number >= ((date.fromisoformat(chosen.since).toordinal() if chosen.since else 1) << _BITS))
    if chosen.until:
        found.append(number < (date.fromisoformat(chosen.until).toordinal() + 1) << _BITS)
    return found


def conditions_of(connection: Connection, of: str, chosen: Filter) -> list[ColumnElement[bool]]:
    """What is asked of entries, but for days and words.

    Args:
        connection: of the database.
        of: the database's name, for errors.
        chosen: the filters.

    Raises:
        UnknownError: nothing has that name: a speaker, an outlet, an issue, a debate.
    """
    found: list[ColumnElement[bool]] = []
    if chosen.speaker:
        found.append(_speaker(connection, of, chosen.speaker))
    if chosen.issue:
        raise UnknownError(of, f"there is no issue {chosen.issue!r}: no codebook has been applied yet")
    if chosen.kind:
        found.append(entries.c.statement_id.in_(select(claims.c.statement_id).where(claims.c.kind == chosen.kind)))
    if chosen.outlet:
        found.append(entries.c.text_id.in_(texts_of_outlet(connection, of, chosen.outlet)))
    if chosen.checked_only:
        found.append(entries.c.checked)
    if chosen.reported != "include":
        found.append(entries.c.reported_by.is_(None) if chosen.reported == "exclude" else entries.c.reported_by.is_not(None))
    if chosen.debate:
        found.append(entries.c.text_id.in_(texts_of_debate(connection, of, chosen.debate)))
    return found

"""The debate map of a database: the stances that are counted, with the checked articles that tell how sure the figures are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.debate.uncertainty import CheckedArticle, Interval, draws, edge_intervals, figure_intervals
from onrecord.store.asking.mapped import checked_articles, mapped_stances
from onrecord.store.debates.sets import texts_of_debate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from onrecord.debate.design import Design, Selection
    from onrecord.debate.network import Network
    from onrecord.store.asking.filtering import Filter
    from onrecord.store.database import Database

#: How often figures are counted anew for their intervals.
DRAWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DebateMap:
    """What networks and indices are counted from.

    Attributes:
        stances: the rows, in order of time; sides are 1 and 0.
        sure: the places of those that people gave.
        without: how many stances have no actor at the level asked for.
        neither: how many claims take no side, and are counted nowhere.
        checked: the articles of random samples that somebody read to the end; without any there are no intervals.
    """

    stances: tuple[DebateStance, ...]
    sure: frozenset[int]
    without: int
    neither: int
    checked: tuple[CheckedArticle, ...]

    @property
    def doubt(self) -> str:
        """Why there are no intervals, or what they rest on; one line for people."""
        if not self.checked:
            lacking = "no article of a random sample has been checked with a right stance in it"
            return f"no intervals: {lacking} (`onrecord sample`, then rule and `missed none`)"
        right, flipped, wrong, missed = (sum(column) for column in zip(*self.checked, strict=True))
        told = f"{right} of its stances right, {flipped} on the other side, {wrong} wrong, {missed} missed"
        return f"95 % intervals from {len(self.checked)} checked articles: {told}"


def read_map(database: Database, wanted: Filter, *, level: str = "speaker", issues: Collection[str] | None = None) -> DebateMap:
    """The stances of the statements that a filter lets through, at a level; see ``onrecord.store.asking.mapped``.

    Raises:
        UnknownError: the database knows no such speaker, outlet, debate or attribute.
    """
    found = mapped_stances(database, wanted, level=level, issues=issues)
    stances = tuple(
        DebateStance(
            row.document, date.fromisoformat(row.day) if row.day else None, row.actor, row.issue, row.side, 1.0, row.place, (row.statement,)
        )
        for row in found.rows
    )
    sure = frozenset(at for at, row in enumerate(found.rows) if row.ruled)
    within = texts_of_debate(database, wanted.debate) if wanted.debate else None
    checked = tuple(CheckedArticle(*one) for one in checked_articles(database, within))
    if not any(one.right or one.flipped for one in checked):
        checked = ()  # where the program found nothing that is true, what it missed cannot be told from what it found
    return DebateMap(stances=stances, sure=sure, without=found.without, neither=found.neither, checked=checked)


def network_intervals(
    drawn: DebateMap, found: Network, selection: Selection | None = None, *, dna_compat: bool = False, number: int = DRAWS
) -> Mapping[tuple[str, str], Interval]:
    """The interval of every edge of a network of the whole period; none without checked articles.

    Args:
        drawn: what it was counted from.
        found: the network.
        selection: which rows it counts.
        dna_compat: as it was counted.
        number: how many draws.
    """
    if not drawn.checked:
        return {}
    design: Design = found.design
    networks = (
        network(stances, design, selection, dna_compat=dna_compat)
        for stances in draws(drawn.stances, drawn.checked, sure=drawn.sure, number=number)
    )
    return edge_intervals(networks, found, number=number)


def index_intervals(
    drawn: DebateMap, figures: Callable[[list[DebateStance]], Mapping[str, float | None]], *, number: int = DRAWS
) -> dict[str, Interval]:
    """The intervals of figures; none without checked articles.

    Args:
        drawn: what they were counted from.
        figures: counts them from stances.
        number: how many draws.
    """
    if not drawn.checked:
        return {}
    return figure_intervals(figures(stances) for stances in draws(drawn.stances, drawn.checked, sure=drawn.sure, number=number))

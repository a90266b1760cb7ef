"""Stances taken through a change of their codebook: which are kept, which wait for a person, which end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.codebook.changing import Route
from onrecord.codebook.issues import choices, shown
from onrecord.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.codebook.changing import Change

Stance = Literal["for", "against", "neither"]
_OPPOSITE: dict[Stance, Stance] = {"for": "against", "against": "for", "neither": "neither"}


class GivenStance(NamedTuple):
    """One stance as one coder, or the model, gave it.

    Attributes:
        claim: what the stance is known by: its claim, and where several judge also whose it is.
        issue: the id of the issue that it is on.
    """

    claim: str
    issue: str
    stance: Stance


class KeptStance(NamedTuple):
    """A stance after a change.

    Attributes:
        after: what it is now.
        before: what it was; several where a claim had stances on issues that are one now.
    """

    after: GivenStance
    before: tuple[GivenStance, ...]


class WaitingStance(NamedTuple):
    """A stance of which a person must say what it is now.

    Attributes:
        reason: why the change cannot tell.
    """

    stance: GivenStance
    reason: str


class Followed(NamedTuple):
    """What became of stances; each of them is in one of the three.

    Attributes:
        ended: those whose issue was taken out, or that a person has given no part of a split one.
    """

    kept: tuple[KeptStance, ...]
    waiting: tuple[WaitingStance, ...]
    ended: tuple[GivenStance, ...]


def follow(change: Change, stances: Iterable[GivenStance]) -> Followed:
    """What becomes of stances by a change, in their order.

    Where a claim's stances come together on one issue, a side outranks neither; two sides wait for a person.

    Raises:
        CodebookError: a stance is on an issue that the codebook did not have.
    """
    known = set(change.before.ids)
    arrived: dict[tuple[str, str], list[tuple[GivenStance, Stance]]] = {}
    waiting: list[WaitingStance] = []
    ended: list[GivenStance] = []
    for one in stances:
        if one.issue not in known:
            raise CodebookError(shown(one.issue), f"there is no such issue to have a stance on; {choices(one.issue, change.before.ids)}")
        route = change.routes.get(one.issue, Route(to=(one.issue,)))
        targets = route.claims.get(one.claim, route.to)
        for issue in dict.fromkeys(targets):
            arrived.setdefault((one.claim, issue), []).append((one, _OPPOSITE[one.stance] if route.mirrored else one.stance))
        if not targets and route.waits and one.claim not in route.claims:
            waiting.append(WaitingStance(one, route.waits))
        elif not targets:
            ended.append(one)
    kept, clashing = _together(arrived)
    return Followed(tuple(kept), (*waiting, *clashing), tuple(ended))


def _together(arrived: Mapping[tuple[str, str], list[tuple[GivenStance, Stance]]]) -> tuple[list[KeptStance], list[WaitingStance]]:
    kept: list[KeptStance] = []
    clashing: list[WaitingStance] = []
    for (claim, issue), some in arrived.items():
        sides = {stance for _, stance in some} - {"neither"}
        before = tuple(one for one, _ in some)
        if len(sides) > 1:
            reason = f"the claim is for and against {issue} by stances on {' and '.join(dict.fromkeys(one.issue for one in before))}"
            clashing += [WaitingStance(one, reason) for one in before]
        else:
            kept.append(KeptStance(GivenStance(claim, issue, sides.pop() if sides else "neither"), before))
    return kept, clashing

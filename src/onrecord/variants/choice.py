"""Which of the speakers known so far a name in a new article stands for; none where nothing tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.variants.match import LEAST, Match, Variant, conflict, in_common, lone_key, same_speaker
from onrecord.variants.persons import given_agreement, person_name, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: Articles in which the only bearer of a family name must have spoken before the name alone is taken for his.
PROMINENT = 3
#: Score of a family name alone that has only one bearer so far; it is taken back where a second one comes.
ONLY_BEARER = 0.82
#: How many times as often one of two speakers of one name must have spoken to be taken for the one meant.
MUCH_MORE = 10


class Known(NamedTuple):
    """A speaker over all articles: its id, the names it has, each with the number of articles, and the number of them all."""

    id: str
    names: tuple[tuple[Variant, int], ...]
    articles: int


class Choice(NamedTuple):
    """The speaker chosen, and why."""

    id: str
    match: Match


def choose(variant: Variant, known: Sequence[Known], *, here: Collection[str] = ()) -> Choice | None:
    """The speaker among the known ones that a name stands for.

    Args:
        variant: the name.
        known: everybody who may be meant; for a family name alone all its bearers.
        here: ids of the speakers that other names of the same article stand for.
    """
    if lone_key(variant):
        return _choose_bearer(variant, known, here)
    found = [(match, one) for one in known if (match := _match(variant, one)).score >= LEAST]
    if not found:
        return None
    found.sort(key=lambda pair: (-pair[0].score, -_shared(pair[0]), -pair[1].articles, pair[1].id))
    match, best = found[0]
    if variant.type == "person" and len(found) > 1:
        rival, other = found[1]
        even = rival.score == match.score and _shared(rival) == _shared(match)
        if even and best.articles < MUCH_MORE * other.articles:
            return None  # namesakes, and nothing tells which
    return Choice(best.id, match)


def is_bearer(one: Known) -> bool:
    """Whether a speaker is a person known by a full name."""
    return any(v.type == "person" and not lone_key(v) for v, _ in one.names)


def _match(variant: Variant, one: Known) -> Match:
    """The best agreement with any of a speaker's names, unless one of them is another person's or most of the roles are."""
    full = [(v, count) for v, count in one.names if not lone_key(v)] or list(one.names)
    best = max((same_speaker(variant, v) for v, _ in full), key=lambda m: (m.score, _shared(m)), default=Match(0.0, {}))
    if best.score < LEAST or variant.type != "person":
        return best
    exact = any(plain(v.name) == plain(variant.name) for v, _ in full)
    if not exact and any(_apart(variant, v) for v, _ in full):
        return Match(0.0, {})
    if _shared(best):
        return best
    against = [(why, count) for v, count in full if (why := conflict(variant, v))]
    telling = sum(count for v, count in full if v.role or v.affiliation)
    if 2 * sum(count for _, count in against) > telling:
        return Match(round(best.score - 0.4, 2), best.evidence | {"against": against[0][0]})
    return best


def _apart(a: Variant, b: Variant) -> bool:
    one, other = (person_name(v.name) if v.type == "person" else None for v in (a, b))
    return one is not None and other is not None and not given_agreement(one, other)[0]


def _shared(match: Match) -> bool:
    return "office" in match.evidence or "role or affiliation" in match.evidence


def _choose_bearer(variant: Variant, known: Sequence[Known], here: Collection[str]) -> Choice | None:
    """The bearer whom a family name alone means: by role or affiliation, or as the only one of some prominence."""
    bearers = [one for one in known if is_bearer(one) and any(_same_family(variant, v) for v, _ in one.names)]
    alike = []
    for one in known:
        if one.id in here or (one not in bearers and bearers):
            continue
        shared = [(in_common(variant, v), count) for v, count in one.names if _same_family(variant, v)]
        count = sum(count for evidence, count in shared if evidence)
        if count:
            alike.append((count, one, next(evidence for evidence, _ in shared if evidence)))
    alike.sort(key=lambda row: (-row[0], row[1].id))
    if alike and (len(alike) == 1 or alike[0][0] >= MUCH_MORE * alike[1][0]):
        return Choice(alike[0][1].id, Match(0.85, {"name": "same family name", **alike[0][2]}))
    if alike:
        return None
    if len(bearers) == 1 and bearers[0].id not in here and bearers[0].articles >= PROMINENT:
        against = [v for v, _ in bearers[0].names if conflict(variant, v)]
        if not against:
            return Choice(
                bearers[0].id, Match(ONLY_BEARER, {"name": "only bearer of the family name", "articles": str(bearers[0].articles)})
            )
    others = [one for one in known if one not in bearers and one.id not in here]
    named = [(same_speaker(variant, v), one) for one in others for v, _ in one.names if v.type != "person"]
    named = [(match, one) for match, one in named if match.score >= LEAST]
    return Choice(named[0][1].id, named[0][0]) if named and not bearers else None


def _same_family(a: Variant, b: Variant) -> bool:
    one, other = (person_name(v.name) if v.type == "person" else None for v in (a, b))
    if one is None or other is None or one.family != other.family:
        return False
    return one.generation == other.generation

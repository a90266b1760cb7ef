"""Whether two names in two articles are one speaker's, with a score and the evidence; and under which keys to look for them."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onrecord.lexicon import institutions, short_names
from onrecord.variants.organisations import country_of, organisation_name
from onrecord.variants.persons import given_agreement, given_initials, key_initial, names_several, person_name, plain
from onrecord.variants.roles import office_in_common, seats_differ, trades_apart, words_in_common

#: Least score of one speaker, tuned on ``evaluation/pairs/dev.jsonl``.
LEAST = 0.8
#: Types whose members never are one across articles.
APART = ("group", "unnamed", "document", "author")
_LONGEST_KEY = 64
#: Years between two articles after which a name alone is no evidence.
_LIFETIME = 60
#: Years for which an office is taken to be held.
_TERM = 8


@dataclass(frozen=True, slots=True)
class Variant:
    """A speaker as one article has it.

    Attributes:
        date: the article's, ISO.
    """

    name: str
    type: str
    role: str | None = None
    affiliation: str | None = None
    date: str | None = None


class Match(NamedTuple):
    """How sure it is that two names are one speaker's, 0 to 1, and why."""

    score: float
    evidence: dict[str, str]


NONE = Match(0.0, {})


class Keys(NamedTuple):
    """The key that a speaker is kept under, and those that speakers are kept under who may be the same."""

    own: str
    near: frozenset[str]


def never_merges(variant: Variant) -> bool:
    """Whether a name is never another article's speaker: groups and their like, and a name that stands for several people."""
    return not variant.name or variant.type in APART or (variant.type == "person" and names_several(variant.name, variant.role))


def keys_of(variant: Variant) -> Keys | None:
    """Where to keep and to look for a speaker; None for one that never is another article's."""
    if never_merges(variant):
        return None
    if variant.type == "person":
        return _person_keys(variant.name)
    country = country_of(variant.name)
    if country:
        own = _cut(f"country {plain(country)}")
        return Keys(own, frozenset((own,)))
    name = organisation_name(variant.name)
    if name.apart:
        return None
    own = _cut(name.initials or name.joined)
    near = {own, _cut(name.joined)} | ({name.acronym} if name.acronym else set())
    person = person_name(variant.name)
    if person is not None:
        near.add(_person_key(person.family, key_initial(person)))
    return Keys(own, frozenset(near))


def _person_keys(name: str) -> Keys | None:
    parts = person_name(name)
    if parts is None:
        return None
    other = organisation_name(name)
    near = {_cut(other.joined), _cut(other.initials or other.joined)}
    own = _person_key(parts.family, key_initial(parts))
    return Keys(own, frozenset(near | {own} | {_person_key(parts.family, i) for i in given_initials(parts)}))


def bearer_keys(name: str) -> tuple[str, ...]:
    """The keys of everybody with a family name: for a family name alone."""
    parts = person_name(name)
    return () if parts is None else tuple(_person_key(parts.family, i) for i in string.ascii_lowercase)


def _person_key(family: str, initial: str) -> str:
    return _cut(f"{family} {initial}".strip())


def _cut(key: str) -> str:
    return key[:_LONGEST_KEY]


def _is_person(variant: Variant) -> bool:
    """Whether a person is meant; a reader may take a well-known organisation for one."""
    return variant.type == "person" and variant.name not in institutions() and variant.name not in short_names()


def lone_key(variant: Variant) -> str:
    """The key of a person called by a family name alone; empty for everybody else."""
    parts = person_name(variant.name) if _is_person(variant) else None
    return _person_key(parts.family, "") if parts is not None and parts.lone else ""


def family_key(variant: Variant) -> str:
    """The key under which a person's family name alone is kept; empty for others than persons."""
    parts = person_name(variant.name) if variant.type == "person" else None
    return _person_key(parts.family, "") if parts is not None else ""


def same_speaker(a: Variant, b: Variant) -> Match:
    """How sure it is that two names in two articles are one speaker's."""
    if never_merges(a) or never_merges(b):
        return NONE
    if not (_is_person(a) and _is_person(b)):
        return _same_institution(a, b)
    one, other = person_name(a.name), person_name(b.name)
    if one is None or other is None or one.family != other.family:
        return NONE
    shared = in_common(a, b)
    if one.lone or other.lone:
        if not shared or (one.generation or other.generation) != (other.generation or one.generation):
            return NONE
        return Match(0.85, {"name": "same family name", **shared})
    score, how = given_agreement(one, other)
    if not score:
        return NONE
    against = conflict(a, b)
    if "office" in shared or (shared and one.generation == other.generation):
        score += (1 - score) * 0.6
    if against and not shared:
        score -= 0.4
        shared = {"against": against}
    return Match(round(max(0.0, score), 2), {"name": how, **shared})


def in_common(a: Variant, b: Variant) -> dict[str, str]:
    """What office, and what other words of role and affiliation, two people of one family name have in common."""
    one, other = (a.role, a.affiliation), (b.role, b.affiliation)
    if seats_differ(one, other) and _years(a, b) < _TERM:
        return {}
    parts = person_name(a.name)
    found = {
        "office": office_in_common(a.role, b.role),
        "role or affiliation": words_in_common(one, other, family=parts.family if parts else ""),
    }
    return {kind: words for kind, words in found.items() if words}


def conflict(a: Variant, b: Variant) -> str:
    """Why two people of one name cannot well be one; empty where nothing speaks against it."""
    if _years(a, b) > _LIFETIME:
        return "a lifetime between them"
    if apart := trades_apart(a.role, b.role):
        return apart
    if seats_differ((a.role, a.affiliation), (b.role, b.affiliation)) and _years(a, b) < _TERM:
        return f"one office for {a.affiliation} and {b.affiliation}"
    return ""


def _years(a: Variant, b: Variant) -> float:
    if not a.date or not b.date:
        return 0.0
    return abs((date.fromisoformat(a.date) - date.fromisoformat(b.date)).days) / 365.25


def _same_institution(a: Variant, b: Variant) -> Match:
    """Organisations and governments; a name that articles take for different types is one only where it is the same words."""
    countries = {country_of(a.name), country_of(b.name)}
    if countries != {""}:
        same = len(countries) == 1 and "person" not in (a.type, b.type)
        return Match(0.95, {"name": "country or its government"}) if same else NONE
    one, other = organisation_name(a.name), organisation_name(b.name)
    if one.apart or other.apart or (one.country and other.country and one.country != other.country):
        return NONE
    if one.joined == other.joined:
        if a.type != b.type:
            return Match(0.9, {"name": "same name", "type": f"{a.type} and {b.type}"})
        if one.country != other.country:
            return Match(0.85, {"name": "same name", "country": one.country or other.country})
        return Match(1.0 if plain(a.name) == plain(b.name) else 0.97, {"name": "same name"})
    if _is_person(a) or _is_person(b):
        return NONE
    for short, long in ((one, other), (other, one)):
        if short.acronym and short.acronym == long.initials:
            return Match(0.88, {"name": "acronym"})
    return NONE

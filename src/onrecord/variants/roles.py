"""Whether what two articles say of a person's roles and affiliations fits: in common, neither, or not one person's."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.lexicon import country_words, far_trades, naming_words, noun_kinds, short_titles, trades
from onrecord.variants.persons import plain

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_PARTY = re.compile(r"^(?:R|D|I|Ind|Rep|Dem)[-–](.+)$")
_BEHIND = re.compile(r"\b(?:of|for|at|in|to|from|with|who|and|on)\b.*$")


@lru_cache(maxsize=4096)
def telling(words: str | None) -> frozenset[str]:
    """The words of a role or an affiliation that tell somebody from others, with titles in full."""
    if not words:
        return frozenset()
    party = _PARTY.match(words)
    found = [w.lower().strip(".") for w in _WORD.findall(party[1] if party else words)]
    whole = [p for w in found for p in short_titles().get(w, w).split()]
    return frozenset(plain(w) for w in whole if w not in naming_words("idle") and len(w) > 1)


@lru_cache(maxsize=4096)
def office(role: str | None) -> str:
    """The head of a role, with a short title in full: "former Florida governor" is a governor."""
    if not role:
        return ""
    low = re.sub(r"\s+", " ", _BEHIND.sub("", role.lower().strip(" ."))) or role.lower()
    words = [short_titles().get(w.strip("."), w.strip(".")) for w in low.split()]
    if not words:
        return ""
    pair = " ".join(words[-2:])
    return pair if pair in trades() or pair in ("vice president", "prime minister", "attorney general") else words[-1]


@lru_cache(maxsize=4096)
def trade(role: str | None) -> str:
    """What somebody of a role is by trade, where the lists tell."""
    return trades().get(office(role), "")


def role_in_common(one: str | None, other: str | None) -> str:
    """The office or the telling words that two roles share; empty where they share none."""
    head = office(one)
    if head and head == office(other) and head not in naming_words("idle") and head in trades() | _named_offices():
        return head
    shared = {w for w in telling(one) & telling(other) if "person" not in noun_kinds().get(w, ()) and w not in trades()}
    return " ".join(sorted(shared))


@lru_cache(maxsize=1)
def _named_offices() -> dict[str, str]:
    return dict.fromkeys(("vice president", "prime minister", "attorney general", "chancellor", "pope", "secretary"), "office")


def affiliation_in_common(one: str | None, other: str | None) -> str:
    """The telling words that two affiliations share; empty where they share none."""
    return " ".join(sorted(telling(one) & telling(other)))


def seats_differ(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two people hold one kind of office in different places, as role and affiliation tell."""
    head = office(one[0])
    if head != office(other[0]) or head not in naming_words("seats"):
        return False
    a, b = _place(one[1]), _place(other[1])
    return bool(a and b) and not any(_abbreviates(x, y) or _abbreviates(y, x) for x in a for y in b)


def _place(affiliation: str | None) -> frozenset[str]:
    words = telling(affiliation)
    return words if words and (affiliation or "")[:1].isupper() and affiliation not in _parties() else frozenset()


@lru_cache(maxsize=1)
def _parties() -> frozenset[str]:
    chambers = ("Senate", "House", "Congress", "Parliament")
    return frozenset((*chambers, *(a for word, (_, how) in country_words().items() if how == "adjective" for a in (word,))))


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word may be the short form of another: "tex" of "texas", "ky" of "kentucky"."""
    if short[:1] != long[:1]:
        return False
    letters = iter(long)
    return all(c in letters for c in short)

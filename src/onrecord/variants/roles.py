"""Whether what two articles say of a person's roles and affiliations fits: in common, neither, or not one person's."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.lexicon import country_words, far_trades, naming_words, noun_kinds, short_titles, trades
from onrecord.variants.persons import plain

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_PARTY = re.compile(r"^(?:R|D|I|Ind|Rep|Dem)[-–](.+)$")
#: Offices that are many people's at once, or no trade.
_OFFICES = frozenset(
    (
        *("president", "vice president", "prime minister", "attorney general", "chancellor", "pope", "minister"),
        *("foreign minister", "pollster", "press secretary", "campaign manager"),
    )
)
#: Those of them that are of a trade: a minister's is a government's or a church's.
_TRADES = {"prime minister": ("office",), "foreign minister": ("office",), "minister": ("office", "faith")}
_CHAMBERS = frozenset(("Senate", "House", "Congress", "Parliament"))
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
    return pair if pair in trades() or pair in _OFFICES else words[-1]


@lru_cache(maxsize=4096)
def trades_of(role: str | None) -> tuple[str, ...]:
    """What somebody of a role may be by trade; nothing where the lists do not tell."""
    head = office(role)
    return _TRADES.get(head) or ((trades()[head],) if head in trades() else ())


def trades_apart(one: str | None, other: str | None) -> str:
    """Two trades that are not one person's, as two roles tell; empty where they may be."""
    pairs = [(a, b) for a in trades_of(one) for b in trades_of(other)]
    return " and ".join(sorted(pairs[0])) if pairs and all(frozenset(pair) in far_trades() for pair in pairs) else ""


def office_in_common(one: str | None, other: str | None) -> str:
    """The office that two roles name; empty where they name two, or none that tells somebody from others."""
    head = office(one)
    return head if head and head == office(other) and (head in trades() or head in _OFFICES) else ""


def words_in_common(one: tuple[str | None, str | None], other: tuple[str | None, str | None], *, family: str) -> str:
    """The telling words that role and affiliation of two people share, less their family name; empty where they share none."""
    a, b = (telling(role) | telling(affiliation) for role, affiliation in (one, other))
    kept = {w for w in a & b if w != family and w not in trades() and w not in _OFFICES and not _is_person_noun(w)}
    return " ".join(sorted(kept))


def _is_person_noun(word: str) -> bool:
    return "person" in noun_kinds().get(word, ())


def seats_differ(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two people hold one kind of office in different places, as role and affiliation tell."""
    head = office(one[0])
    if head != office(other[0]) or head not in naming_words("seats") or words_in_common(one, other, family=""):
        return False
    a, b = (_place(affiliation) for _, affiliation in (one, other))
    return bool(a and b) and not (_abbreviates(a, b) or _abbreviates(b, a))


def _place(affiliation: str | None) -> str:
    """What may be the place of an office, in one word; empty for a party, a chamber, a nation."""
    if not telling(affiliation) or not affiliation or not affiliation[0].isupper() or affiliation in _CHAMBERS:
        return ""
    if affiliation in country_words() and country_words()[affiliation][1] == "adjective":
        return ""
    party = _PARTY.match(affiliation)
    return plain(party[1] if party else affiliation)


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word may be the short form of another: "tex" of "texas", "ky" of "kentucky"."""
    if short[:1] != long[:1]:
        return False
    letters = iter(long)
    return all(c in letters for c in short)

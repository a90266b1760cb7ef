"""Names of organisations and governments brought into one form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.lexicon import country_words, function_words, institutions, naming_words, noun_kinds, short_names, titles
from onrecord.variants.persons import plain

_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "at", "de", "la", "du", "des", "&"))
_GOVERNMENT = frozenset(("government", "administration", "regime", "authorities"))
_OWNERS = frozenset(("his", "her", "its", "their", "our", "my", "whose", "your"))
_POINTING = frozenset(("next", "new", "this", "that", "another", "same", "other"))
#: Kinds of institution that many countries have: "Ministry of Justice", "Justice Department".
_REORDERED = re.compile(r"^(Department|Ministry|Office|Bureau|University) of (?:the )?([A-Z].*)$")
_SPACED = re.compile(r"[^\w&]+")


class OrganisationName(NamedTuple):
    """A name in one form.

    Attributes:
        joined: all words that count, in lower case without marks and spaces.
        initials: the letters that an acronym of it has; empty for one or two words.
        acronym: the same for a name that is itself an acronym.
        country: the country whose adjective stands before it; the country itself for its government.
        apart: whether it names nothing by itself ("group", "his campaign", "the party").
    """

    joined: str
    initials: str
    acronym: str
    country: str
    apart: bool


@lru_cache(maxsize=4096)
def organisation_name(name: str) -> OrganisationName:
    """The name of an organisation in one form."""
    words = _words(name)
    country, words = _country_before(words)
    words = _full(words)
    joined = "".join(plain(w) for w in words if w.lower() not in _SMALL or w == "&") or plain("".join(words))
    counting = [w for w in words if w.lower() not in _SMALL]
    initials = "".join(plain(w)[:1] for w in counting) if len(counting) > 2 else _humps(counting)  # noqa: PLR2004 - two letters are many names
    single = words[0] if len(words) == 1 else ""
    acronym = plain(single) if single.isupper() and 3 <= len(plain(single)) <= 8 else ""  # noqa: PLR2004
    return OrganisationName(joined, initials, acronym, country, _apart(words, country=country, name=name))


@lru_cache(maxsize=4096)
def country_of(name: str) -> str:
    """The country that a name is of, or whose government it names; empty where it is none."""
    words = _words(name)
    while words and words[-1].lower() in _GOVERNMENT:
        words.pop()
    bare = " ".join(words)
    for form in (bare, bare + ".", "The " + bare, bare.replace(".", "")):
        if form in country_words():
            country, how = country_words()[form]
            return country.name if how != "seat" or len(words) == len(_words(name)) else ""
    undotted = bare.replace(".", "").upper()
    return {"US": "United States", "USA": "United States", "UK": "United Kingdom"}.get(undotted, "")


def _words(name: str) -> list[str]:
    name = re.sub(r"(?:’s|'s)(?= |$)|(?<=s)[’'](?= |$)", "", name.strip())
    words = [w.strip(',;:“”"()') for w in name.split()]
    words = [w for w in words if w]
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    while len(words) > 1 and plain(words[-1]) in naming_words("legal_forms"):
        words = words[:-1]
    for page in sorted(naming_words("pages"), key=len, reverse=True):
        tail = page.split()
        if len(words) > len(tail) and [w.lower() for w in words[-len(tail) :]] == tail:
            return words[: -len(tail)]
    return words


def _country_before(words: list[str]) -> tuple[str, list[str]]:
    """The country whose adjective or short name begins a longer name, and the other words."""
    for size in (2, 1):
        lead = " ".join(words[:size])
        known = country_words().get(lead) or country_words().get(lead.replace(".", ""))
        short = lead.replace(".", "").upper() in ("US", "UK") and lead[:1].isupper()
        if len(words) > size and (short or (known is not None and known[1] == "adjective")):
            if len(words) - size < 2 and words[size].lower() not in _GOVERNMENT and not short:  # noqa: PLR2004 - "American Legion"
                continue
            name = known[0].name if known else {"US": "United States", "UK": "United Kingdom"}[lead.replace(".", "").upper()]
            national = short or _institution(words[size:])
            return (name, words[size:]) if national else ("", words)
    return "", words


def _institution(words: list[str]) -> bool:
    return any(
        w.lower() in ("ministry", "department", "army", "navy", "parliament", "senate", "court", "embassy", "government") for w in words
    )


def _full(words: list[str]) -> list[str]:
    """The words of the full name, of a campaign its owner's family name, of "Department of State" the State Department."""
    name = " ".join(words)
    full = short_names().get(name) or short_names().get(name.replace(".", "").upper() if "." in name else name)
    if full:
        words = full.split()
        name = full
    for ending in sorted(naming_words("campaigns"), key=len, reverse=True):
        tail = ending.split()
        if len(words) > len(tail) and [w.lower() for w in words[-len(tail) :]] == tail:
            owner = [w for w in words[: -len(tail)] if w[:1].isupper() and w.lower() not in titles().honorifics | titles().offices]
            return [*owner[-1:], "campaign"] if owner else words
    turned = _REORDERED.match(name)
    return [*turned[2].split(), turned[1]] if turned and turned[1] != "University" else words


def _humps(words: list[str]) -> str:
    """The capitals of "RealClearPolitics"."""
    if len(words) != 1 or words[0].isupper():
        return ""
    capitals = re.findall(r"[A-Z](?=[a-z])", words[0])
    return "".join(capitals).lower() if len(capitals) > 2 else ""  # noqa: PLR2004


def _apart(words: list[str], *, country: str, name: str) -> bool:
    if name in institutions():
        return False
    first = (name.split() or [""])[0]
    if not words or first.lower() in _OWNERS or first in _POINTING:
        return True
    capitals = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    if not capitals:
        return True
    bare = " ".join(words).lower()
    if not country and bare in naming_words("ambiguous"):
        return True
    if len(words) == 1 and not words[0].isupper() and "organization" in noun_kinds().get(bare, frozenset()):
        return True
    return bare in function_words("openers") or (" and " in f" {bare} " and len(words) > 8)  # noqa: PLR2004 - a clause, no name

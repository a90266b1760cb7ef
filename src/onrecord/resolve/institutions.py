"""Organisations and governments of one article: short forms, acronyms, nouns and seats of government to the fullest name."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import country_words, function_words, institutions, noun_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Entity
    from onrecord.resolve.phrase import Phrase
    from onrecord.spans import Span

Type = Literal["organization", "country"]
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "at"))
_CAMPAIGN = frozenset(("campaign", "camp", "team"))
_POSSESSIVES = frozenset(("her", "his", "its", "their", "our"))
#: Words such as "The" and "But", which do not begin a name.
_OPENING = "|".join(word.capitalize() for word in sorted(function_words("openers")))
#: Nouns that need not stand in the name that they stand for: "the newspaper" is whichever was named last.
_KINDS = frozenset(
    (
        *("newspaper", "paper", "agency", "regulator", "company", "firm", "broadcaster"),
        *("magazine", "network", "outlet", "lender", "utility", "watchdog"),
    )
)
#: "Alder Harbour Trust (AHT)".
_SPELT_OUT = re.compile(r"((?:[A-Z][\w’'-]+(?: (?:of|for|and|the|on|in) | |-)?){2,8}) \(([A-Z]{2,8})\)")
_OWNED_CAMPAIGN = re.compile(rf"\b(?!(?:{_OPENING})\b)(?:[A-Z][\w-]+ )?([A-Z][\w-]+)(?:’s|'s)? (?:[a-z]+ )?campaign\b")


class Institutions:
    """All organisations and countries that an article names."""

    def __init__(self, text: str, entities: Iterable[Entity]) -> None:
        self._text = text
        found: list[tuple[Span, str]] = []
        for entity in entities:
            if entity.type in ("organization", "place"):
                name = _plain(text[entity.span.start : entity.span.end])
                if name:
                    found.append((entity.span, name))
        self._named = found
        self._acronyms = {m[2]: m[1] for m in _SPELT_OUT.finditer(text)}

    def fullest(self, phrase: Phrase) -> tuple[str, Type]:
        """The fullest name that the article gives to what a phrase names, and whether it is a country's government."""
        name = _plain(self._text[phrase.span.start : phrase.span.end])
        if phrase.what == "country":
            return (self._government(name) if name.lower() in ("government", "administration") else self._country(name)), "country"
        short = name.replace(".", "")
        if short in self._acronyms:
            return _tail_with_initials(self._acronyms[short], short), "organization"
        if phrase.head in _CAMPAIGN and (campaign := self._campaign(name)):
            return campaign, "organization"
        before = name.lower().removesuffix(phrase.head).strip()
        if phrase.definite and (not before or before in _POSSESSIVES) and (longer := self._by_noun(phrase)):
            return longer, "organization"
        return self._longer(name), "organization"

    def _campaign(self, name: str) -> str | None:
        """The form that the article has of a campaign's name: "Ruiz campaign" for "Ana Ruiz’s campaign"."""
        owner = re.sub(r"(?:’s|'s)?\s+(?:[a-z]+\s+)?(?:campaign|camp|team)$", "", name).split()
        if owner and owner[-1][:1].isupper() and owner[-1].lower() not in function_words("openers"):
            short = f"{owner[-1]} campaign"
            return short if _stands(self._text, short) else None
        named = list(_OWNED_CAMPAIGN.finditer(self._text))
        if len({m[1] for m in named}) != 1:
            return None
        short = f"{named[0][1]} campaign"
        return short if _stands(self._text, short) else max((m.group() for m in named), key=len)

    def _government(self, name: str) -> str:
        """Whose government is meant: the one named in full ("Burmese government"), or that of the country mainly written about."""
        named = [_plain(n) for n in re.findall(rf"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?) {name.lower()}\b", self._text)]
        named = [n for n in named if n in country_words() or n.split()[-1] in country_words()]
        if named:
            return f"{named[0]} {name.lower()}"
        counts = Counter(country_words()[m.group()][0].name for m in _country_pattern().finditer(self._text))
        most = counts.most_common(2)
        if most and most[0][1] >= 2 and (len(most) == 1 or most[0][1] >= 2 * most[1][1]) and _stands(self._text, most[0][0]):  # noqa: PLR2004
            return most[0][0]
        return name

    def last_before(self, at: int, since: int) -> tuple[str, Type] | None:
        """The organisation or country named last between two characters."""
        near = [(span, name) for span, name in self._named if since <= span.start and span.end <= at]
        if not near:
            return None
        name = near[-1][1]
        if name in country_words():
            return self._country(name), "country"
        return self._longer(name), "organization"

    def _country(self, name: str) -> str:
        """A seat of government gives way to the country's name where the article has it."""
        known = country_words().get(name) or country_words().get(name.removeprefix("the "))
        if known is None or known[1] == "name":
            if known is None:
                return name
            longer = [n for n in known[0].names if len(n) > len(name) and _stands(self._text, n)]
            return name if len(name) > 3 or not longer else max(longer, key=len)  # noqa: PLR2004 - "ROK", "US" are short forms
        standing = [n for n in known[0].names if len(n) > 3 and _stands(self._text, n)]  # noqa: PLR2004
        standing = standing or [n for n in known[0].names if _stands(self._text, n)]
        return max(standing, key=lambda n: (n == known[0].name, len(n))) if standing else name

    def _longer(self, name: str) -> str:
        words = name.split()
        if name in institutions():
            return name
        name = name if "." not in name or len(name) > 8 else name.replace(".", "")  # noqa: PLR2004 - "I.R.S."
        options = {n for _, n in self._named if len(n.split()) > len(words)}
        fits = [n for n in options if n.startswith(name + " ") or (_initials(n) == name and len(name) > 1) or n.endswith(" " + name)]
        fits = [n for n in fits if not (n.split()[0].islower() or n in country_words())]
        if words[0].isupper() or len(words) == 1:
            return max(fits, key=lambda n: (_initials(n) == name, -len(n)), default=name)
        return name

    def _by_noun(self, phrase: Phrase) -> str | None:
        """The last name before that has the noun, for "the bank", "the ministry"."""
        named = [name for span, name in self._named if span.end <= phrase.span.start and len(name.split()) > 1]
        with_noun = [name for name in named if phrase.head in name.lower().split()]
        if with_noun:
            return with_noun[-1]
        if "organization" in noun_kinds().get(phrase.head, frozenset()):
            found = [m.group() for m in _with_noun(phrase.head).finditer(self._text, 0, phrase.span.start)]
            if found:
                return _plain(found[-1])
        others = [name for name in named if name not in country_words()]
        return others[-1] if phrase.head in _KINDS and others else None


@cache
def _with_noun(noun: str) -> re.Pattern[str]:
    """Names such as "Alder Bank" and "Bank of Alder"."""
    capital = noun.capitalize()
    return re.compile(
        rf"\b(?:(?!(?:{_OPENING})\b)[A-Z][\w’'.-]+ ){{1,4}}(?:{capital}|{noun})\b"
        rf"|\b{capital} of (?:the )?[A-Z][\w’'-]*(?:(?: and| of)? [A-Z][\w’'-]*)*"
    )


@cache
def _country_pattern() -> re.Pattern[str]:
    """Any word for a country, the longest first."""
    return re.compile("|".join(rf"\b{re.escape(w)}\b" for w in sorted(country_words(), key=len, reverse=True)))


def _plain(name: str) -> str:
    name = name.strip(" ,.;:\n")
    for tail in ("’s", "'s", "’", "'"):
        name = name.removesuffix(tail)
    for lead in ("The ", "the "):
        name = name.removeprefix(lead)
    return name


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w.lower() not in _SMALL and w[0].isalpha()).upper()


def _tail_with_initials(words: str, acronym: str) -> str:
    """The end of a run of capitalised words that the acronym abbreviates."""
    parts = words.split()
    for start in range(len(parts)):
        if parts[start].lower() not in _SMALL and _initials(" ".join(parts[start:])) == acronym:
            return " ".join(parts[start:])
    return _plain(words)


def _stands(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None

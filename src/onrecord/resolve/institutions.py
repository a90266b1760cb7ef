"""Organisations and governments of one article: short forms, acronyms, nouns and seats of government to the fullest name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import country_words, institutions, noun_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Entity
    from onrecord.resolve.phrase import Phrase
    from onrecord.spans import Span

Type = Literal["organization", "country"]
_SMALL = frozenset("of the and for in on de la du des at".split())
_CAMPAIGN = frozenset(("campaign", "camp", "team"))


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
        self._acronyms = {m[2]: m[1] for m in re.finditer(r"((?:[A-Z][\w’'-]+(?: (?:of|for|and|the|on|in) | |-)?){2,8}) \(([A-Z]{2,8})\)", text)}

    def fullest(self, phrase: Phrase) -> tuple[str, Type]:
        """The fullest name that the article gives to what a phrase names, and whether it is a country's government."""
        name = _plain(self._text[phrase.span.start : phrase.span.end])
        if phrase.what == "country":
            return self._country(name), "country"
        if name in self._acronyms:
            return _tail_with_initials(self._acronyms[name], name), "organization"
        if phrase.definite and phrase.head == name.lower() and (longer := self._by_noun(phrase)):
            return longer
        return self._longer(name), "organization"

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
        options = {n for _, n in self._named if len(n.split()) > len(words)}
        fits = [n for n in options if n.startswith(name + " ") or (_initials(n) == name and len(name) > 1) or n.endswith(" " + name)]
        fits = [n for n in fits if not (n.split()[0].islower() or n in country_words())]
        if words[0].isupper() or len(words) == 1:
            return max(fits, key=lambda n: (_initials(n) == name, -len(n)), default=name)
        return name

    def _by_noun(self, phrase: Phrase) -> tuple[str, Type] | None:
        """ "the bank", "the ministry": the last name before that has the noun."""
        before = [
            (span, name)
            for span, name in self._named
            if span.end <= phrase.span.start and phrase.head in (w.lower() for w in name.split()) and len(name.split()) > 1
        ]
        if before:
            return before[-1][1], "organization"
        pattern = re.compile(rf"((?:[A-Z][\w’'.-]+ ){{1,4}}){re.escape(phrase.head)}\b")
        found = [m for m in pattern.finditer(self._text, 0, phrase.span.start) if m[1].split()[0].lower() not in ("the", "a", "this", "that")]
        if found and "organization" in noun_kinds().get(phrase.head, frozenset()):
            return _plain(found[-1].group()).removeprefix("The "), "organization"
        return None


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
        if _initials(" ".join(parts[start:])) == acronym:
            return " ".join(parts[start:])
    return words


def _stands(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None

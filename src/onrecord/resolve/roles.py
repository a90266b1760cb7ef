"""What an article says that its persons are, and to what they belong: title, apposition, and what the reader marks near a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import country_words, noun_kinds, titles
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.resolve.names import Name
    from onrecord.resolve.people import People, Person

Mark = tuple[Literal["role", "affiliation"], Span]

#: How far from a name a role that the reader marks may stand, before and behind it, within the paragraph.
BEFORE = 70
BEHIND = 140
_APPOSITION = re.compile(
    r"(?:,|\s[—–-])\s+(?:(?:a|an|the|who is|who was|now|currently|formerly)\s+)*(?P<role>[^,.;—–\n“”\"()]{3,110}?)(?=,|\.|;|\s[—–]|\n|\s[“\"]|\ssaid\b|$)"
)
_OF = re.compile(r"\s+(?:at|with|of|for|from|in)\s+(?:the\s+|a\s+|an\s+)?(?=[A-Z])")
_ROLE_TAIL = re.compile(r"\s+(?:who|that|which|and (?:a|an|the)|based|since|until|when|while|where)\s.*$")


@dataclass(frozen=True, slots=True)
class Station:
    """A person's role and affiliation, exact words of the article; None where it says nothing."""

    role: str | None = None
    affiliation: str | None = None


def stations(text: str, people: People, marks: Sequence[Mark], organisations: Sequence[Span] = ()) -> dict[int, Station]:
    """The station of each person of whom the article tells one, by the person's index.

    Args:
        text: the article.
        people: its persons.
        marks: spans that the reader takes for roles and affiliations.
        organisations: spans of names of organisations and places.
    """
    lines = list(paragraphs(text))
    names = sorted((n.span.start, n.span.end, k) for k, p in enumerate(people.persons) for n in p.names)
    near = _nearest(text, marks, names, lines)
    found = {}
    for number, person in enumerate(people.persons):
        role, affiliation = _by_apposition(text, person)
        before = _before_name(text, person, organisations)
        marked = near.get(number, {})
        role = role or before.role or marked.get("role") or _by_title(person)
        affiliation = affiliation or before.affiliation or _in_brackets(text, person) or marked.get("affiliation")
        if role or affiliation:
            found[number] = Station(role, affiliation)
    return found


def _nearest(
    text: str, marks: Sequence[Mark], names: list[tuple[int, int, int]], lines: list[Span]
) -> dict[int, dict[str, str]]:
    """Gives each marked role and affiliation to the name nearest to it in its paragraph."""
    found: dict[int, dict[str, str]] = {}
    for what, span in marks:
        line = next((ln for ln in lines if ln.start <= span.start < ln.end), None)
        if line is None:
            continue
        best: tuple[int, int] | None = None
        for start, end, owner in names:
            if not (line.start <= start < line.end):
                continue
            gap = start - span.end if start >= span.end else span.start - end
            if 0 <= gap <= (BEFORE if start >= span.end else BEHIND) and (best is None or gap < best[0]):
                best = (gap, owner)
        words = text[span.start : span.end].strip(" ,.")
        if best is not None and len(words) > 1:
            found.setdefault(best[1], {}).setdefault(what, words)
    return found


def _by_apposition(text: str, person: Person) -> tuple[str | None, str | None]:
    """ "Choi Eun-mi, a research fellow at the Asan Institute": role and affiliation."""
    for name in person.names:
        match = _APPOSITION.match(text, name.span.end)
        if not match:
            continue
        words = _ROLE_TAIL.sub("", match["role"])
        cut = _last_of(words)
        role = words[: cut.start()].strip() if cut else words
        head = re.split(r"\s(?:of|for|at|to|in|on|with)\s", role)[0].split()
        if not head or "person" not in noun_kinds().get(head[-1].lower(), frozenset()):
            continue
        affiliation = words[cut.end() :].strip() if cut else None
        if role.lower() in ("president", "chair") or role:
            return role, affiliation or None
    return None, None


_LEAD_IN = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "our", "this", "that", "said", "says", "and", "but", "or", "with", "by", "as", "of", "to", "from", "for", "in", "on", "at", "when", "while", "after", "before", "if", "because", "then", "told", "adds", "added", "asked", "is", "was", "are", "were", "against", "than", "like", "also", "not"]
)
_PARTY = re.compile(r"\s*\(([A-Z][\w.-]{0,4}-[A-Z][\w.]+|[A-Z][\w ]{1,30})\)")


def _before_name(text: str, person: Person, organisations: Sequence[Span]) -> Station:
    """ "White House spokesman Amir Haddad", "former secretary of state Jane Roe": the words right before a name."""
    for name in person.names:
        start = name.title_span.start if name.title else name.span.start
        line = text.rfind("\n", 0, start) + 1
        before = list(re.finditer(r"[\w.’'&-]+", text[max(line, start - 80) : start]))
        shift = max(line, start - 80)
        if not before or text[shift + before[-1].end() : start].strip(" "):
            continue
        kept = _role_words(before, text, shift)
        if not kept:
            continue
        span = Span(shift + kept[0].start(), shift + kept[-1].end())
        inside = [o for o in organisations if span.start <= o.start and o.end < span.end]
        affiliation = None
        if inside and inside[0].start == span.start:
            affiliation = text[inside[0].start : inside[0].end].removesuffix("’s").removesuffix("'s")
            span = Span(min(inside[0].end + 1, span.end - 1), span.end)
        role = text[span.start : span.end].strip(" ’s'")
        if role:
            return Station(text[span.start : span.end].strip(), affiliation)
    return Station()


def _role_words(before: list[re.Match[str]], text: str, shift: int) -> list[re.Match[str]]:
    """The words that end right before a name and hold a noun for a person; none where there is no such noun."""
    last = before[-1].group().lower()
    if "person" not in noun_kinds().get(last, ()) and not (last in ("state", "staff", "party", "affairs") and len(before) > 2):  # noqa: PLR2004
        return []
    kept = [before[-1]]
    for word in reversed(before[:-1]):
        gap = text[shift + word.end() : shift + kept[0].start()]
        low = word.group().lower()
        joins = low == "of" and kept[0].group().lower() in ("state", "staff", "affairs")
        if gap != " " or (low in _LEAD_IN and not joins) or low.endswith("ed") or len(kept) > 6:  # noqa: PLR2004
            break
        kept.insert(0, word)
    return kept


def _in_brackets(text: str, person: Person) -> str | None:
    """ "Ana Ruiz (R-Tex.)": the party in brackets behind a name."""
    for name in person.names:
        match = _PARTY.match(text, name.span.end)
        if match:
            return match[1]
    return None


def _last_of(words: str) -> re.Match[str] | None:
    """The last "at the", "of the" before a name of an organisation: "professor of Japanese studies at Kookmin University"."""
    cuts = list(_OF.finditer(words))
    at = [c for c in cuts if c.group().split()[0] in ("at", "with", "for", "from")]
    if at:
        return at[-1]
    organisations = [c for c in cuts if c.group().split()[0] == "of" and not _is_subject(words[c.end() :])]
    return organisations[-1] if organisations else None


def _is_subject(words: str) -> bool:
    """True for "Japanese studies": an adjective of a country with a common noun is what somebody teaches."""
    parts = words.split()
    return len(parts) > 1 and parts[0] in country_words() and parts[1].islower()


def _by_title(person: Person) -> str | None:
    for name in person.names:
        if name.title and name.title.lower() in titles().offices:
            return name.title
    return None


def name_title(name: Name) -> str:
    """The words of office before a name."""
    return name.title

"""What an article says that its persons are, and to what they belong: title, apposition, and what the reader marks near a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import country_words, function_words, noun_kinds, titles
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.resolve.names import Name
    from onrecord.resolve.people import People, Person

Mark = tuple[Literal["role", "affiliation"], Span]

#: How far from a name a role that the reader marks may stand, before and behind it, within the paragraph.
BEFORE = 70
BEHIND = 140
#: Words of the longest role before a name.
LONGEST = 7
_DEFINITE = frozenset(("the", "his", "her", "its", "their", "our"))
#: Words other than nouns for persons that end a role: "chief of staff Jane Roe".
_ENDS_A_ROLE = frozenset(("state", "staff", "party", "affairs"))
_SENTENCE = re.compile(r"[.!?][”\"’']?\s+[A-Z“\"‘]|[“”\"]")
_APPOSITION = re.compile(
    r"(?:,|\s[—–-])\s+(?:(?:a|an|the|who is|who was|now|currently|formerly)\s+)*"
    r"(?P<role>[^,.;—–\n“”\"()]{3,110}?)(?=,|\.|;|\s[—–]|\n|\s[“\"]|\ssaid\b|$)"
)
_OF = re.compile(r"\s+(?:at|with|of|for|from|in)\s+(?:the\s+|a\s+|an\s+|their\s+|its\s+)?(?:[a-z-]+\s+){0,2}(?=[A-Z])")
#: An organisation behind a second comma: "a professor of Asian Politics, at the University of Marrow".
_AT = re.compile(
    r",?\s+at\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]*(?:\s(?:of|for|and|the|on|in|[A-Z][\w’'-]*))*\s?(?:[A-Z][\w’'-]*)?)(?=[\s,.;]|$)"
)
#: Words that show that what stands behind a name is no role.
_VERBS = frozenset(
    [
        "has",
        "had",
        "have",
        "was",
        "is",
        "were",
        "are",
        "been",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "asked",
        "told",
        "said",
        "says",
        "speaking",
        "calling",
    ]
)
#: Nouns behind which "of" tells what somebody teaches, not for whom he or she works.
_TEACHERS = ("professor", "lecturer", "reader", "scholar", "student")
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


def _nearest(text: str, marks: Sequence[Mark], names: list[tuple[int, int, int]], lines: list[Span]) -> dict[int, dict[str, str]]:
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
            between = text[min(end, span.end) : max(start, span.start)]
            if _SENTENCE.search(between) or (start >= span.end and between.strip() == "and"):
                continue
            if 0 <= gap <= (BEFORE if start >= span.end else BEHIND) and (best is None or gap < best[0]):
                best = (gap, owner)
        words = text[span.start : span.end].strip(" ,.")
        if best is not None and len(words) > 1 and (what == "role" or any(c.isupper() for c in words)):
            found.setdefault(best[1], {}).setdefault(what, words)
    return found


def _by_apposition(text: str, person: Person) -> tuple[str | None, str | None]:
    """Role and affiliation behind a name: "Choi Eun-mi, a research fellow at the Asan Institute"."""
    for name in person.names:
        match = _APPOSITION.match(text, name.span.end)
        if not match:
            continue
        words = _ROLE_TAIL.sub("", match["role"])
        cut = _to_affiliation(words)
        role = words[: cut.start()].strip() if cut else words
        head = re.split(r"\s(?:of|for|at|to|in|on|with)\s", role)[0].split()
        if not head or "person" not in noun_kinds().get(head[-1].lower(), frozenset()) or head[0].lower() in _VERBS:
            continue
        affiliation = words[cut.end() :].strip() if cut else None
        at = _AT.match(text, match.end("role"))
        if at and (affiliation is None or head[-1].lower() in _TEACHERS):
            return (role if affiliation is None else words), at["name"].strip()
        return role, affiliation or None
    return None, None


_PARTY = re.compile(r"\s*\(([A-Z][\w.-]{0,4}-[A-Z][\w.]+|[A-Z][\w ]{1,30})\)")


def _before_name(text: str, person: Person, organisations: Sequence[Span]) -> Station:
    """What the words right before a name tell: "White House spokesman Amir Haddad", "the deputy speaker, Farah Noor,"."""
    for name in person.names:
        start = name.title_span.start if name.title else name.span.start
        words = _words_before(text, start)
        gap = text[words[-1].end : start] if words else ""
        if not words or gap.strip(" ,"):
            continue
        kept = _role_words(text, words)
        apposed = "," in gap
        if not kept or (apposed and not _is_apposed(text, words[: -len(kept)], name)):
            continue
        span = Span(kept[0].start, kept[-1].end)
        inside = [o for o in organisations if o.start == span.start and o.end < span.end]
        affiliation = None
        if inside:
            affiliation = text[inside[0].start : inside[0].end].removesuffix("’s").removesuffix("'s")
            span = Span(min(inside[0].end + 1, span.end - 1), span.end)
        return Station(text[span.start : span.end].strip(), affiliation)
    return Station()


def _words_before(text: str, end: int) -> list[Span]:
    """The words of the line before a place, as far as they may belong to a role."""
    start = max(text.rfind("\n", 0, end) + 1, end - BEFORE - 10)
    return [Span(start + m.start(), start + m.end()) for m in re.finditer(r"\w[\w.’'&-]*", text[start:end])]


def _is_apposed(text: str, before: list[Span], name: Name) -> bool:
    """True for a name set off by commas behind a definite role; "the minister, Farah Noor, and the mayor" are three."""
    definite = bool(before) and text[slice(*before[-1])].lower() in _DEFINITE
    return definite and re.match(r"(?:’s|'s)?,(?! (?:and|or)\b)", text[name.span.end :]) is not None


def _role_words(text: str, before: list[Span]) -> list[Span]:
    """The words that end right before a name and hold a noun for a person; none where there is no such noun."""
    lows = [text[slice(*word)].lower() for word in before]
    if "person" not in noun_kinds().get(lows[-1], ()) and not (lows[-1] in _ENDS_A_ROLE and len(before) > 2):  # noqa: PLR2004
        return []
    first = len(before) - 1
    while first > 0 and len(before) - first <= LONGEST:
        low = lows[first - 1]
        joins = low == "of" and lows[first] in ("state", "staff", "affairs")
        gap = text[before[first - 1].end : before[first].start]
        if gap != " " or (low in function_words("before_role") and not joins) or low.endswith("ed"):
            break
        first -= 1
    return before[first:]


def _in_brackets(text: str, person: Person) -> str | None:
    """The party in brackets behind a name: "Ana Ruiz (R-Tex.)"."""
    for name in person.names:
        match = _PARTY.match(text, name.span.end)
        if match:
            return match[1]
    return None


def _to_affiliation(words: str) -> re.Match[str] | None:
    """The "at the", "for the", "of the" that leads from a role to an organisation: "professor of Japanese studies at Hanmaek University".

    What follows the first such word belongs to the organisation's name: "lawyer with the Association for Aid to Migrants".
    """
    cuts = list(_OF.finditer(words))
    first = [c for c in cuts if c.group().split()[0] in ("at", "with")]
    if first:
        return first[0]
    teaches = any(noun in words[: cuts[0].start()].lower().split() for noun in _TEACHERS) if cuts else False
    for cut in cuts:
        link = cut.group().split()[0]
        if link in ("for", "from", "of") and not (link == "of" and (teaches or _is_subject(words[cut.end() :]))):
            return cut
    return None


def _is_subject(words: str) -> bool:
    """True for "Japanese studies": an adjective of a country with a common noun is what somebody teaches."""
    parts = words.split()
    return len(parts) > 1 and parts[0] in country_words() and parts[1].islower()


def _by_title(person: Person) -> str | None:
    for name in person.names:
        if name.title and name.title.lower() in titles().offices:
            return name.title
    return None

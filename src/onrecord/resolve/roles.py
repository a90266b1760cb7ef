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


def stations(text: str, people: People, marks: Sequence[Mark]) -> dict[int, Station]:
    """The station of each person of whom the article tells one, by the person's index."""
    lines = list(paragraphs(text))
    names = sorted((n.span.start, n.span.end, k) for k, p in enumerate(people.persons) for n in p.names)
    near = _nearest(text, marks, names, lines)
    found = {}
    for number, person in enumerate(people.persons):
        role, affiliation = _by_apposition(text, person)
        marked = near.get(number, {})
        role = role or marked.get("role") or _by_title(person)
        affiliation = affiliation or marked.get("affiliation")
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

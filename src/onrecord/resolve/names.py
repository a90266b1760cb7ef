"""Names of persons as they stand in a text: titles taken off, and which names of one article are one person's."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from onrecord.lexicon import Pronoun, given_names, noun_kinds, titles
from onrecord.spans import Span
from onrecord.variants.persons import family_of, family_stands_first, is_generation

_WORD = re.compile(r"\S+")
_LONGEST_TITLE = 4
_ARABIC = ("al-", "el-", "as-", "ar-", "an-", "ad-", "ash-", "Al-", "El-")


class Name(NamedTuple):
    """A person's name as it stands somewhere in a text.

    Attributes:
        span: the name without titles and what follows it.
        words: its words.
        title: the words of title or office before it; empty where there are none.
        title_span: where they stand.
    """

    span: Span
    words: tuple[str, ...]
    title: str
    title_span: Span


def parse_name(text: str, span: Span) -> Name | None:
    """The name in a span that may begin with titles and end with a possessive or a suffix; None where no name is left."""
    words = [(m.group(), span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(text[span.start : span.end])]
    words = [_clean(w) for w in words]
    words = [w for w in words if w[0]]
    lead = _titles_before(words)
    rest = words[lead:]
    for number in range(len(rest) - 1, 0, -1):
        if _names_a_role(rest[number - 1][0]):
            lead += number
            rest = rest[number:]
            break
    while len(rest) > 1 and rest[0][0] in titles().suffixes:  # "Finance Minister II Datuk Azlan Rahim"
        more = 1 + _titles_before(rest[1:])
        lead, rest = lead + more, rest[more:]
    while len(rest) > 1 and rest[-1][0] in titles().suffixes and not is_generation(rest[-1][0]):
        rest = rest[:-1]
    if not may_begin_name(tuple(w[0] for w in rest)) or (len(rest) == 1 and not lead and _is_title(rest[0][0])):
        return None
    where = Span(rest[0][1], rest[-1][2])
    title_span = Span(words[0][1], words[lead - 1][2]) if lead else Span(where.start, where.start)
    return Name(where, tuple(w[0] for w in rest), text[title_span.start : title_span.end], title_span)


def _clean(word: tuple[str, int, int]) -> tuple[str, int, int]:
    """The word without the punctuation around it and a possessive at its end; a title and an initial keep their points."""
    raw, start, end = word
    while raw and not raw[0].isalnum():
        raw, start = raw[1:], start + 1
    while raw and not raw[-1].isalnum() and not (raw[-1] == "." and (len(raw) == 2 or raw.lower() in _dotted())):  # noqa: PLR2004 - an initial
        raw, end = raw[:-1], end - 1
    for tail in ("’s", "'s"):
        if raw.endswith(tail):
            raw, end = raw[:-2], end - 2
    return raw, start, end


def may_begin_name(words: tuple[str, ...]) -> bool:
    """True for words that begin with a capital, an Arabic article, or particles and then a capital: "van den Berg"."""
    if not words:
        return False
    if words[0][:1].isupper() or is_arabic_family(words[0]):
        return True
    return words[0] in titles().particles and may_begin_name(words[1:])


def is_arabic_family(word: str) -> bool:
    """True for "al-Rumaihan": a family name that is written small at its beginning."""
    return word.startswith(_ARABIC) and word[word.index("-") + 1 :][:1].isupper()


def _names_a_role(word: str) -> bool:
    """True for "spokesman", "Chief", "candidate" within a name's span, where the name proper begins behind it."""
    low = word.lower()
    return low not in given_names() and ("person" in noun_kinds().get(low, ()) or low in titles().offices or low == "former")


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in {t.rstrip(".") for t in titles().honorifics | titles().offices}


def _dotted() -> frozenset[str]:
    return titles().honorifics | titles().offices | {s.lower() for s in titles().suffixes}


def _titles_before(words: list[tuple[str, int, int]]) -> int:
    lead = 0
    while lead < len(words) - 1:
        if lead and words[lead][0] in titles().suffixes and lead < len(words) - 2:
            lead += 1
            continue
        for size in range(min(_LONGEST_TITLE, len(words) - 1 - lead), 0, -1):
            phrase = " ".join(w[0] for w in words[lead : lead + size]).lower()
            if phrase.removeprefix("former ").removeprefix("ex-") in titles().honorifics | titles().offices:
                lead += size
                break
        else:
            break
    return lead


def title_before(text: str, start: int) -> Span | None:
    """The title or office that stands right before a name that begins at ``start``."""
    line = text.rfind("\n", 0, start) + 1
    before = [(m.group(), line + m.start(), line + m.end()) for m in _WORD.finditer(text[max(line, start - 60) : start])]
    shift = max(line, start - 60) - line
    before = [(w, s + shift, e + shift) for w, s, e in before]
    if not before or text[before[-1][2] : start].strip():
        return None
    for size in range(min(_LONGEST_TITLE, len(before)), 0, -1):
        some = before[-size:]
        phrase = " ".join(w[0] for w in some)
        if phrase[:1].isupper() and phrase.lower() in titles().honorifics | titles().offices:
            return Span(some[0][1], some[-1][2])
    return None


def fold(word: str) -> str:
    """A name's word for comparing: no case, no hyphens, points, apostrophes."""
    return re.sub(r"[-.’']", "", word).casefold()


def same_person_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True for two full names of one person: the same, with or without middle names and initials."""
    a, b = ([fold(w) for w in name if not is_generation(w)] for name in (one, other))
    if a == b or "".join(a) == "".join(b):
        return True
    if len(a) < 2 or len(b) < 2:  # noqa: PLR2004
        return False
    if family_stands_first(one) or family_stands_first(other):
        return a[0] == b[0] and "".join(a[1:]) == "".join(b[1:])
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if a[-1] == b[-1] and (a[0] == b[0] or (len(a[0]) == 1 and b[0].startswith(a[0])) or (len(b[0]) == 1 and a[0].startswith(b[0]))):
        return True
    return short[0] == long[0] and all(w in long for w in short)


def is_part_of(part: tuple[str, ...], whole: tuple[str, ...]) -> Literal["family", "given", ""]:
    """How a short name is part of a full one: as its family name, as a given name, or not at all."""
    p = [fold(w) for w in part]
    whole = tuple(w for w in whole if not is_generation(w)) or whole
    family = [fold(w) for w in family_of(whole)]
    full = [fold(w) for w in whole]
    if p in (family, family[-1:]) or (len(p) > 1 and full[-len(p) :] == p):
        return "family"
    if len(p) == 1 and p[0] == full[-1] and not family_stands_first(whole):
        return "family"
    if full[: len(p)] == p or (family_stands_first(whole) and (full[1:] == p or full[-1:] == p)):
        return "given"
    if len(p) == 1 and len(full) > 2 and p[0] in full[1:-1] and len(p[0]) > 2:  # noqa: PLR2004 - Spanish: Ana Ruiz Soto is "Ruiz"
        return "family"
    return ""


def pronoun_of(name: Name) -> Pronoun | None:
    """The pronoun that a name's title or given name goes with, where it surely goes with one."""
    last = name.title.split()[-1].lower() if name.title else ""
    for key in (name.title.lower(), last):
        if key in titles().pronouns:
            return titles().pronouns[key]
    if len(name.words) > 1 and not family_stands_first(name.words):
        return given_names().get(name.words[0].lower())
    return None

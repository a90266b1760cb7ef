"""Names of persons taken apart, and how two of them agree."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.lexicon import (
    family_articles,
    family_spellings,
    given_name_forms,
    given_names,
    spelling_rules,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
#: Syllables of Chinese, Korean and Vietnamese given names; "Jaemyung" has two, "Clarke" none.
_EAST_ASIAN = re.compile(
    r"(?:(?:[zcs]h|hs|ts|ngh?|nh|th|tr|ph|kh|[bcdfghjklmnpqrstvwxyz])?[wy]?[aeiouyü]{1,3}(?:ng|nh|ch|[gklmnprt])?){1,3}"
)
#: Fewest letters of a given name that may be the beginning of a longer one, and of what follows them ("Tom", "Tomislav", not "Dana").
_STEM = 3
#: Letters that do not come apart into a plain one and a mark.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ŏ": "eo", "ŭ": "eu"})

#: What stands between the names of several people.
_BETWEEN = re.compile(r"\s+(?:and|or|&|versus|vs\.?)\s+|\s*[/;+]\s*")
#: Particles of one meaning that alphabets and countries write otherwise.
_SPELLINGS = {"ibn": "bin", "ben": "bin", "el": "al", "ul": "al", "ur": "al"}
#: Plurals of honorifics; those of offices only take an "s".
_PLURAL = ("messrs", "mmes", "drs", "profs")
#: What two names have in common is worth, tuned on ``evaluation/pairs/dev.jsonl``: the threshold above which names merge is 0.8.
SAME, MIDDLE, NICKNAME, ROMANISED, INITIAL, GENERATION = 1.0, 0.97, 0.94, 0.92, 0.75, 0.72


class PersonName(NamedTuple):
    """A name taken apart; everything is in lower case without marks.

    Attributes:
        given: given and middle names and initials; empty for a family name alone.
        family: the family name in one spelling.
        generation: "jr" and its kind.
        title: the titles before it.
        eastern: whether the family name is one of those that stand first at home.
        particles: the small words before the family name, "van" and "der"; none where an article leaves them out.
    """

    given: tuple[str, ...]
    family: str
    generation: str
    title: tuple[str, ...]
    eastern: bool
    particles: frozenset[str] = frozenset()

    @property
    def lone(self) -> bool:
        """Whether it is a family name alone."""
        return not self.given


def plain(word: str) -> str:
    """A word in lower case, without marks above letters, points, hyphens, apostrophes."""
    low = word.lower().translate(_PLAIN)
    letters = unicodedata.normalize("NFKD", low)
    return "".join(c for c in letters if c.isalnum())


@lru_cache(maxsize=4096)
def names_several(name: str, role: str | None = None) -> bool:
    """Whether a person's name, or the title before it, stands for several people: "Smith and Jones", "Sens. Isakson and Boozman".

    Of several people an article may give the first one's name alone; then the title is left to tell it, by its plural.
    """
    parts = _BETWEEN.split(name)
    if len(parts) > 1 and all(part[:1].isalpha() for part in parts):
        return any(part[:1].isupper() for part in parts[1:])
    return _is_plural_title((role or "").strip())


def _is_plural_title(role: str) -> bool:
    """Whether a role is a title before a name, in the plural and nothing else: "Sens.", "Foreign Ministers", "Congressmen"."""
    if not role[:1].isupper():
        return False  # "prosecutors": a role that the article tells of somebody in other words
    low = role.lower().rstrip(".")
    if low.endswith("men"):
        return low.removesuffix("men") + "man" in titles().offices | titles().honorifics
    one = low.removesuffix("s")
    return low in _PLURAL or (one != low and any(form in titles().offices for form in (one, f"{one}.")))


@lru_cache(maxsize=4096)
def person_name(name: str) -> PersonName | None:
    """A person's name taken apart; None where nothing is left of it."""
    words = [w.strip(",;:“”\"'’()") for w in name.split()]
    words = [w for w in words if plain(w)]
    generation = ""
    while len(words) > 1 and plain(words[-1]) in _GENERATIONS:
        generation = _GENERATIONS[plain(words.pop())]
    while len(words) > 1 and words[-1] in titles().suffixes:
        words.pop()
    title: list[str] = []
    known = titles().honorifics | titles().offices
    while len(words) > 1 and (words[0].lower() in known or words[0].lower().rstrip(".") in known):
        title.append(plain(words.pop(0)))
    if not words or not any(plain(w) for w in words):
        return None
    if len(words) == 1:
        return PersonName((), _family(words[0]), generation, tuple(title), eastern=False)
    given, small, family, eastern = _parted(words)
    return PersonName(tuple(given), family, generation, tuple(title), eastern, frozenset(small))


def _parted(words: list[str]) -> tuple[list[str], list[str], str, bool]:
    """Given names, particles, family name, and whether it is an East Asian one, which may stand on either side."""
    side = _eastern_side(words)
    if side == "first":
        return ["".join(plain(w) for w in words[1:])], [], _family(words[0]), True
    if side == "last":
        return ["".join(plain(w) for w in words[:-1])], [], _family(words[-1]), True
    start = _family_start(words)
    given = [plain(p) for w in words[:start] for p in re.split(r"[.]", w) if plain(p)]
    small = [_SPELLINGS.get(plain(w), plain(w)) for w in words[start:-1]]
    return given, small, _family(words[-1]), False


def family_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the family name: particles and last word; the first word of a name whose family name stands first."""
    if len(words) == 1:
        return words
    return words[:1] if family_stands_first(words) else words[_family_start(words) :]


def family_stands_first(words: Sequence[str]) -> bool:
    """True for names such as Lee Ki-tae, Xi Jinping, Nguyen Thi Hoa; not for Bruce Lee or Kim Clarke."""
    return len(words) > 1 and _eastern_side(words) == "first"


def is_generation(word: str) -> bool:
    """True for "Jr." and its kind: a suffix that is part of how a person is called."""
    return plain(word) in _GENERATIONS


def _family_start(words: Sequence[str]) -> int:
    """Where the family name begins: at the particles before the last word."""
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return start


def _is_particle(word: str) -> bool:
    """Whether a word may be a part of a family name; a capital alone is an initial."""
    return word in titles().particles or (len(word) > 1 and word.lower() in _small_particles())


@lru_cache(maxsize=1)
def _small_particles() -> frozenset[str]:
    return frozenset(p.lower() for p in titles().particles)


def _eastern_side(words: Sequence[str]) -> Literal["first", "last", ""]:
    """On which side of a full name an East Asian family name stands; none where there is no such name."""
    first = _eastern(words[0], words[1:])
    last = _eastern(words[-1], words[:-1])
    hyphened = [n for n, w in enumerate(words) if re.search(r"[-‐’'][a-zA-Z]", w)]
    if first and last and hyphened:
        first = hyphened[0] > 0
    return "first" if first else "last" if last else ""


def _eastern(family: str, rest: Sequence[str]) -> bool:
    """Whether a word is a Korean, Chinese or Vietnamese family name with a given name of that kind beside it."""
    if plain(family) not in _family_first() or (family.endswith(".") and plain(family) != "i"):
        return False
    parts = [p for w in rest for p in re.split(r"[-‐]", w) if p]
    if len(parts) < 2 and plain(family) in given_names():  # noqa: PLR2004 - Kim Gordon
        return False
    if any(p.endswith(".") or plain(p) in given_names() for p in rest) or len(parts) > 3:  # noqa: PLR2004 - two syllables, rarely three
        return False
    return all(_EAST_ASIAN.fullmatch(plain(p)) for p in parts)


@lru_cache(maxsize=1)
def _family_first() -> frozenset[str]:
    """Family names that stand first, in all their spellings."""
    known = {plain(f) for f in titles().family_first}
    spellings = family_spellings()
    one = {spellings[f] for f in known if f in spellings}
    return frozenset(known | {name for name, spelling in spellings.items() if spelling in one})


def _family(word: str) -> str:
    """A family name in one spelling."""
    if (
        "-" in word
        and plain(word.split("-", maxsplit=1)[0]) in family_articles()
        and word[:2].lower() in ("al", "el", "as", "ar", "an", "ad", "at", "az")
    ):
        word = word.split("-", 1)[1]
    folded = plain(word)
    folded = family_spellings().get(folded, folded)
    for old, new in spelling_rules("endings"):
        if folded.endswith(old) and len(folded) > len(old) + 1:
            return folded.removesuffix(old) + new
    return folded


@lru_cache(maxsize=4096)
def syllables(given: str) -> str:
    """A Korean or Chinese given name as all its romanisations would have it."""
    for old, new in spelling_rules("syllables"):
        given = given.replace(old, new)
    return given


def key_initial(name: PersonName) -> str:
    """The letter that a person is kept under: of the first name written out, in one romanisation; empty for a family name alone."""
    if name.lone:
        return ""
    first = next((g for g in name.given if len(g) > 1), name.given[0])
    return syllables(first)[0] if name.eastern else first[0]


def given_initials(name: PersonName) -> frozenset[str]:
    """The letters that forms of a person's first name, or of the middle one that he goes by, begin with."""
    found: set[str] = set()
    for one in name.given:
        found |= {form[0] for form in given_name_forms().get(one, ()) if form} | {one[0]}
        if name.eastern:
            found |= {syllables(one)[0]}
    return frozenset(found)


def given_agreement(one: PersonName, other: PersonName) -> tuple[float, str]:
    """How well two full names of one family name agree, and in what; 0 where they are two people's."""
    if one.family != other.family or one.lone or other.lone:
        return 0.0, ""
    if not (one.particles <= other.particles or other.particles <= one.particles):
        return 0.0, ""  # "van der Leyen" and "von der Leyen"
    score, how = _given_agreement(one, other)
    if one.generation != other.generation:
        if one.generation and other.generation:
            return 0.0, ""
        return min(score, GENERATION), f"{how}, {one.generation or other.generation} once"
    return score, how


def _given_agreement(one: PersonName, other: PersonName) -> tuple[float, str]:
    if one.given == other.given:
        return SAME, "same name"
    if one.eastern and other.eastern:
        return (ROMANISED, "same name romanised otherwise") if syllables(one.given[0]) == syllables(other.given[0]) else (0.0, "")
    if "".join(one.given) == "".join(other.given):
        return SAME, "same name"
    first = _forms_agree(one.given[0], other.given[0])
    if first[0]:
        return first if _middles_agree(one.given[1:], other.given[1:]) else (0.0, "")
    for short, long in ((one.given, other.given), (other.given, one.given)):
        if len(short) == 1 and len(long) == 2 and short[0] == long[1] and len(short[0]) > 1:  # noqa: PLR2004
            return MIDDLE - 0.05, "goes by the middle name"
    return 0.0, ""


def _forms_agree(a: str, b: str) -> tuple[float, str]:
    if a == b:
        return (MIDDLE, "same first name") if len(a) > 1 else (INITIAL, "same initial")
    if len(a) == 1 or len(b) == 1:
        return (INITIAL, "initial") if a[0] == b[0] else (0.0, "")
    if b in given_name_forms().get(a, ()):
        return NICKNAME, "form of the first name"
    short, long = sorted((a, b), key=len)
    if len(short) >= _STEM and len(long) >= len(short) + _STEM and long.startswith(short):
        return NICKNAME - 0.04, "short form of the first name"
    return 0.0, ""


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    return all(a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]) for a, b in zip(one, other, strict=False))

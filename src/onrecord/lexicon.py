"""Typed access to the word lists in ``lexicons/*.yml``; each list is read once, when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml

if TYPE_CHECKING:
    from onrecord.records import ConditionType, GenreKind, Level

Pronoun = Literal["he", "she"]
NounKind = Literal["document", "organization", "person", "group"]


class Titles(NamedTuple):
    """Words before and in names, in lower case.

    Attributes:
        pronouns: the pronoun that a title goes with, where it goes with one.
        honorifics: titles that are no role (Mr., Dr.).
        offices: titles that are one (Senator, Foreign Minister).
    """

    pronouns: dict[str, Pronoun]
    honorifics: frozenset[str]
    offices: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]


class Country(NamedTuple):
    """A country as news name it.

    Attributes:
        name: the name by which it is usually called.
        names: all its names, short and long.
        adjectives: words for what belongs to it.
        seats: its capital and houses of government, which stand for its government when they act or speak.
    """

    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    seats: tuple[str, ...]


@cache
def _load(name: str) -> Any:  # noqa: ANN401 - YAML gives what it gives; callers give it its type
    data = files("onrecord").joinpath("lexicons", name).read_text(encoding="utf-8")
    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders


@cache
def titles() -> Titles:
    """Titles, offices, particles and family names that stand first."""
    row = _load("titles.yml")
    honorifics = row["honorifics"]
    pronouns: dict[str, Pronoun] = {t.lower(): "he" for t in honorifics["he"]} | {t.lower(): "she" for t in honorifics["she"]}
    return Titles(
        pronouns=pronouns,
        honorifics=frozenset(t.lower() for some in honorifics.values() for t in some),
        offices=frozenset(t.lower() for t in row["offices"]),
        suffixes=frozenset(row["suffixes"]),
        particles=frozenset(row["particles"]),
        family_first=frozenset(row["family_first"]),
    )


@cache
def noun_kinds() -> dict[str, frozenset[NounKind]]:
    """What kinds of speaker a head noun can name, by the noun in lower case."""
    row = _load("nouns.yml")
    kinds: dict[str, set[NounKind]] = {}
    names: tuple[tuple[str, NounKind], ...] = (
        ("documents", "document"), ("organizations", "organization"), ("persons", "person"), ("groups", "group"),
    )  # fmt: skip
    for name, kind in names:
        for noun in row[name]:
            kinds.setdefault(str(noun).lower(), set()).add(kind)
    return {noun: frozenset(some) for noun, some in kinds.items()}


@cache
def institutions() -> frozenset[str]:
    """Names of institutions that carry no word such as "ministry"."""
    return frozenset(_load("nouns.yml")["institutions"])


@cache
def occasions() -> tuple[str, ...]:
    """Nouns of occasions on which something is said, the longest first."""
    return tuple(sorted(_load("nouns.yml")["occasions"], key=len, reverse=True))


@cache
def position_words(job: Literal["viewpoints", "positions"]) -> tuple[str, ...]:
    """Words that tell the position of another, the longest first."""
    return tuple(sorted(_load("nouns.yml")[job], key=len, reverse=True))


@cache
def function_words(job: str) -> frozenset[str]:
    """The small words that do one job in a noun phrase, such as ``determiners``."""
    return frozenset(_load("function_words.yml")[job])


@cache
def given_names() -> dict[str, Pronoun]:
    """Given names that nearly always go with one pronoun, by the name in lower case.

    They only help to find whom "he" or "she" means in an article; nothing about a person is recorded from them.
    """
    row = _load("given_names.yml")
    both: dict[str, Pronoun] = {str(n).lower(): "he" for n in row["he"]}
    for name in row["she"]:
        both[str(name).lower()] = "she"
    return both


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    return tuple(
        Country(
            name=row["name"],
            names=(row["name"], *row.get("names", ())),
            adjectives=tuple(row.get("adjectives", ())),
            seats=tuple(row.get("seats", ())),
        )
        for row in _load("countries.yml")
    )


@cache
def country_words() -> dict[str, tuple[Country, Literal["name", "adjective", "seat"]]]:
    """The country that a word or phrase belongs to, as written with capitals, and how."""
    found: dict[str, tuple[Country, Literal["name", "adjective", "seat"]]] = {}
    for country in countries():
        for seat in country.seats:
            found.setdefault(seat, (country, "seat"))
        for adjective in country.adjectives:
            found.setdefault(adjective, (country, "adjective"))
    for country in countries():
        for name in country.names:
            found[name] = (country, "name")
    return found


class CertaintyWord(NamedTuple):
    """How a word of certainty is to be taken.

    Attributes:
        phrase: under which phrase a scale lists it; None where it has no place on a scale.
        level: the guide's word.
        possibility: whether it leaves open how likely something is.
        raises: whether a "not" above it sinks beneath it ("do not think that").
    """

    phrase: str | None
    level: Level
    possibility: bool
    raises: bool


@cache
def certainty_words() -> dict[str, CertaintyWord]:
    """Words of certainty, in lower case."""
    return {
        str(word).lower(): CertaintyWord(row.get("as"), row["level"], row.get("possibility", False), row.get("raises", False))
        for row in _load("certainty.yml")["phrases"]
        for word in row["words"]
    }


@cache
def certainty_modifiers(job: Literal["boosters", "softeners", "negations", "bounded", "idle", "clear", "idioms"]) -> tuple[str, ...]:
    """Words that strengthen, weaken or turn a word of certainty, or tell whether it is one where it stands, the longest first."""
    return tuple(sorted(map(str, _load("certainty.yml")[job]), key=len, reverse=True))


class Connective(NamedTuple):
    """Words that begin a condition.

    Attributes:
        words: the words, in lower case.
        type: what the condition is to its claim.
        finds: how far a rule may find a condition by them.
    """

    words: str
    type: ConditionType
    finds: Literal["clause", "future", "phrase", "never"]


@cache
def condition_connectives() -> tuple[Connective, ...]:
    """Connectives of conditions, the longest first."""
    found = [Connective(str(w), row["type"], row["finds"]) for row in _load("conditions.yml")["connectives"] for w in row["words"]]
    return tuple(sorted(found, key=lambda one: -len(one.words)))


@cache
def condition_words(job: str) -> frozenset[str]:
    """The words around conditions that do one job, such as ``asking``."""
    return frozenset(map(str, _load("conditions.yml")[job]))


@cache
def genre_words(job: str) -> tuple[str, ...]:
    """The words that do one job in recognising documents, such as ``greetings``, the longest first."""
    return tuple(sorted(map(str, _load("genres.yml")[job]), key=lambda word: (-len(word), word)))


@cache
def genre_marks(job: Literal["sections", "addresses"]) -> dict[str, GenreKind]:
    """The kind of document that a line near the top, or a part of a web address, tells."""
    rows: dict[GenreKind, list[str]] = _load("genres.yml")[job]
    return {str(word): kind for kind, words in rows.items() for word in words}


class LinkVerb(NamedTuple):
    """A verb that links a cause to its effect.

    Attributes:
        forms: base, third person, past, participle, -ing.
        tail: the words between the verb and its effect.
        sign: whether more of the cause brings more of the effect (1) or less (-1).
        noun: whether the base and the third person are as often nouns.
        modal: whether it counts only behind "would" and its kind.
    """

    forms: tuple[str, ...]
    tail: tuple[str, ...]
    sign: Literal[1, -1]
    noun: bool
    modal: bool


@cache
def link_verbs(job: Literal["verbs", "turning", "reverse"] = "verbs") -> tuple[LinkVerb, ...]:
    """Verbs of cause: those of one sign, those whose sign hangs on a word behind them, those whose effect stands before them."""
    return tuple(
        LinkVerb(
            tuple(row["forms"].split()),
            tuple(row.get("tail", "").split()),
            row.get("sign", 1),
            row.get("noun", False),
            row.get("modal", False),
        )
        for row in _load("links.yml")[job]
    )


@cache
def direction_verbs() -> dict[str, Literal[1, -1]]:
    """Which way a quantity goes, by the forms of the verbs that tell it."""
    row = _load("links.yml")
    ways: tuple[tuple[str, Literal[1, -1]], ...] = (("rising", 1), ("falling", -1))
    return {form: way for job, way in ways for forms in row[job] for form in forms.split()}


@cache
def link_words(job: str) -> frozenset[str]:
    """The words around links that do one job, such as ``denying``."""
    return frozenset(map(str, _load("links.yml")[job]))


@cache
def given_name_forms() -> dict[str, frozenset[str]]:
    """All given names, in lower case, that stand for the name that a form such as "bill" may stand for."""
    found: dict[str, frozenset[str]] = {}
    for row in (*_load("nicknames.yml")["given"], *_load("romanisations.yml")["given"]):
        names = frozenset(str(row).lower().split())
        for name in names:
            found[name] = found.get(name, frozenset()) | names
    return found


@cache
def short_names() -> dict[str, str]:
    """Organisations' full names by short ones that mean one organisation everywhere."""
    return {str(short): str(name) for short, name in _load("nicknames.yml")["organisations"].items()}


@cache
def naming_words(job: Literal["legal_forms", "campaigns", "pages", "ambiguous", "seats", "idle"]) -> frozenset[str]:
    """The words of names and roles that do one job in telling speakers apart, in lower case."""
    return frozenset(str(word).lower() for word in _load("nicknames.yml")[job])


@cache
def trades() -> dict[str, str]:
    """What somebody is by trade, by the head of a role."""
    return {str(word): str(trade) for trade, words in _load("nicknames.yml")["trades"].items() for word in words}


@cache
def far_trades() -> frozenset[frozenset[str]]:
    """Pairs of trades that are not one person's."""
    return frozenset(frozenset(pair.split()) for pair in _load("nicknames.yml")["far"])


@cache
def short_titles() -> dict[str, str]:
    """Titles in full by their short forms, in lower case."""
    return {str(short): str(title) for short, title in _load("nicknames.yml")["short_titles"].items()}


@cache
def family_spellings() -> dict[str, str]:
    """One spelling for all spellings of a family name, in lower case without marks."""
    return {name: row.split()[0] for row in reversed(_load("romanisations.yml")["families"]) for name in row.split()}


@cache
def spelling_rules(job: Literal["endings", "syllables"]) -> tuple[tuple[str, str], ...]:
    """Letters that romanisations write otherwise and what they are turned into, in order."""
    return tuple((old, new) for old, new in (rule.split() for rule in _load("romanisations.yml")[job]))


@cache
def family_articles() -> frozenset[str]:
    """Arabic articles before family names."""
    return frozenset(map(str, _load("romanisations.yml")["articles"]))


@cache
def wire_agencies() -> dict[str, tuple[str, ...]]:
    """The addresses of wire agencies, by each name that an agency is given as a source under."""
    return {name: tuple(row["domains"]) for row in _load("agencies.yml") for name in row["names"]}

"""What kind of speaker the words of a source name: a person, somebody by a pronoun, an institution, a group, a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.lexicon import NounKind, country_words, function_words, institutions, noun_kinds, titles
from onrecord.resolve.names import is_arabic_family
from onrecord.resolve.polls import maker_of
from onrecord.spans import Span, trim, without_dateline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Entity

Pointing = Literal["he", "she", "they", "it", "who", "which", "first", "anaphor"]
What = Pointing | Literal["person", "organization", "country", "group", "unnamed", "document"]

_PRONOUNS: dict[str, What] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "you", "them", "their", "theirs", "themselves", "these", "those"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("which", "that"), "which"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), "first"),
}
_DETERMINERS = function_words("determiners")
_INDEFINITE = function_words("indefinite")
_MANY = function_words("many")
_DESCRIPTIVE = function_words("descriptive")
_LEAD = re.compile(r"^(?:by|from|to|for|with|as|but|and|in|even|among|of|while|because|after|when)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_CUT = re.compile(r",\s|\s[—–-]+\s|—|\s\(|;\s|:\s")
_WORD = re.compile(r"[\w&.’'/%-]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read.

    Attributes:
        what: what it names.
        span: the name or noun phrase, without leading article and trailing apposition where it has a name.
        head: the head noun in lower case; empty where there is none.
        definite: True for "the senator", "his lawyer"; False for "a senator".
    """

    what: What
    span: Span
    head: str = ""
    definite: bool = True


class _Source(NamedTuple):
    """A source that is no pronoun and no person's name, taken apart.

    Attributes:
        whole: all its words.
        head: its words up to the first that only describes the head noun.
        name: the same without an article.
        first: the first word in lower case.
        last: the head noun as written.
        kinds: what kinds of speaker the head noun can name.
    """

    text: str
    whole: Span
    head: Span
    name: Span
    first: str
    last: str
    kinds: frozenset[NounKind]

    @property
    def words(self) -> str:
        """The words of ``name``."""
        return self.text[self.name.start : self.name.end]

    @property
    def capital(self) -> bool:
        """True where the head noun is written with a capital."""
        return self.last[:1].isupper()

    def phrase(self, what: What, span: Span | None = None, *, definite: bool = True) -> Phrase:
        """A reading of the source: of a part of it, or of all of it without its article."""
        return Phrase(what, span or without_article(self.text, self.whole), self.last.lower(), definite)


def read_phrase(text: str, span: Span, entities: Sequence[Entity], persons: Sequence[Span]) -> Phrase:
    """Reads the words of a source.

    Args:
        text: the article.
        span: the source's piece that names the speaker.
        entities: all names of the article.
        persons: spans of names that are known to be persons'.
    """
    whole = _stripped(text, span)
    words = text[whole.start : whole.end]
    low = re.sub(r"[’'](?:ve|s|re|d|ll|m)$", "", words.lower())
    if low in _PRONOUNS:
        return Phrase(_PRONOUNS[low], whole)
    cut = _CUT.search(words)
    part = trim(text, Span(whole.start, whole.start + cut.start())) if cut and cut.start() > 0 else whole
    head_words = _head_words(text, part)
    if not head_words:
        return Phrase("group", without_article(text, whole))
    source = _taken_apart(text, whole, head_words)
    named = [p for p in persons if p.start < source.head.end and source.head.end - len(source.last) < p.end and p.start >= whole.start]
    if named and _coordinated(text, Span(part.start, named[0].start)):
        return source.phrase("group")
    if named and not _followed_by_noun(text, named[0], source.head.end):
        return source.phrase("person", named[0])
    found = _by_name(source, entities) or _by_kind(source)
    if found is not None and found.what in ("unnamed", "anaphor"):
        name = _at_end(source, part, persons) or _apposed(source, part, persons)
        return source.phrase("person", name) if name else found
    return found or _by_shape(source)


def _taken_apart(text: str, whole: Span, head_words: list[Span]) -> _Source:
    while len(head_words) > 2 and text[slice(*head_words[-1])] in titles().suffixes:  # noqa: PLR2004 - "Finance Minister II"
        head_words.pop()
    head = Span(head_words[0].start, head_words[-1].end)
    last = text[slice(*head_words[-1])]
    kinds = noun_kinds().get(last.lower(), frozenset())
    if not kinds and is_person_plural(last.lower()):
        kinds = frozenset(("group",))
    return _Source(text, whole, head, without_article(text, head), text[slice(*head_words[0])].lower(), last, kinds)


_NAMED = re.compile(r"(?:named|called)\s+([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
_NAME_BEHIND = re.compile(r",\s+(?:the\s+[\w-]+\s+)?((?:[A-Z][\w’'.-]*\s+)+[A-Z][\w’'-]*)(?=,|$|\s[—–-])")


def _at_end(source: _Source, part: Span, persons: Sequence[Span]) -> Span | None:
    """The name that a role ends with: "the deputy speaker of parliament Farah Noor"."""
    text, whole = source.text, source.whole
    at_end = [p for p in persons if whole.start <= p.start and p.end == part.end and text[: p.start].rstrip()[-1:].isalpha()]
    before = text[whole.start : at_end[0].start].split() if at_end else []
    joins = not before or before[-1].lower() in _DESCRIPTIVE | {"and", "the"}
    return None if joins else at_end[0]


def _apposed(source: _Source, part: Span, persons: Sequence[Span]) -> Span | None:
    """The name behind a role: "the deputy speaker, Farah Noor,", "a geologist named Chuluun"."""
    text, whole = source.text, source.whole
    match = _NAMED.search(text, whole.start, whole.end)
    if match:
        return Span(match.start(1), match.end(1))
    behind = [p for p in persons if part.end <= p.start and p.end <= whole.end]
    if behind and _only_comma(text, Span(part.end, behind[0].start)) and text[part.end] == ",":
        return behind[0]
    match = _NAME_BEHIND.match(text, part.end, whole.end)
    if match and not any(w.lower() in noun_kinds() or w in country_words() for w in match[1].split()):
        return Span(match.start(1), match.end(1))
    return None


def _stripped(text: str, span: Span) -> Span:
    start, end = without_dateline(text, span)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".%)"):
        end -= 1
    match = _LEAD.match(text[start:end])
    if match and start + match.end() < end:
        start += match.end()
    for tail in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(tail):
            end -= len(tail)
            break
    return Span(start, end)


def without_article(text: str, span: Span) -> Span:
    """The span without "the", "a", "an" at its beginning."""
    match = _ARTICLE.match(text[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match and match.end() < span.end - span.start else span


def _head_words(text: str, part: Span) -> list[Span]:
    """The words up to the first preposition or relative pronoun, which begins what only describes the head."""
    words = [Span(part.start + m.start(), part.start + m.end()) for m in _WORD.finditer(text[part.start : part.end])]
    for number, span in enumerate(words[1:], start=1):
        word = text[slice(*span)]
        following = text[slice(*words[number + 1])] if number + 1 < len(words) else ""
        participle = number > 1 and word.islower() and word.endswith("ed") and following in function_words("after_participle")
        if word in _DESCRIPTIVE or participle:
            return words[:number]
    return words


def _followed_by_noun(text: str, name: Span, head_end: int) -> bool:
    return name.end < head_end and any(c.isalpha() for c in re.sub(r"^[’']s", "", text[name.end : head_end]))


def _only_comma(text: str, gap: Span) -> bool:
    return len(_WORD.findall(text[gap.start : gap.end])) <= 3  # noqa: PLR2004 - "the minister, the veteran Jo Ruiz,"


def _by_name(source: _Source, entities: Sequence[Entity]) -> Phrase | None:
    """What names tell: of countries and institutions, of a poll's maker, and those that the reader marked."""
    bare = re.sub(r"(?:’s|'s)$", "", source.words)
    span = Span(source.name.start, source.name.start + len(bare))
    if bare in country_words() and country_words()[bare][1] != "adjective":
        return source.phrase("country", span)
    if bare in institutions():
        return source.phrase("organization", span)
    if _coordinated(source.text, source.head) and not ({"organization", "document"} & source.kinds and source.capital):
        return source.phrase("group")
    if "document" in source.kinds and (maker := maker_of(source.text, source.head, source.whole, _organisations(entities))) is not None:
        return source.phrase("organization", maker)
    if not source.capital or "group" in source.kinds:
        return None
    marked = next(
        (e for e in entities if e.span.start < source.head.end <= e.span.end + 2 and e.type in ("organization", "place")),
        None,
    )
    if marked is None:
        return None
    person = _behind_role(source.text, source.head)
    if person is not None:
        return source.phrase("person", person)
    return source.phrase("country" if marked.type == "place" else "organization", _whole_name(source))


def _organisations(entities: Sequence[Entity]) -> list[Span]:
    return [e.span for e in entities if e.type == "organization"]


def _by_kind(source: _Source) -> Phrase | None:
    """What the head noun tells: "the ministry", "a memo", "several officials", "the senator"."""
    last = source.last.lower()
    if not source.capital and source.first in _INDEFINITE and last in function_words("collectives") and _of_several(source):
        return source.phrase("group")
    if "organization" in source.kinds and source.first not in _MANY and not (last.endswith("s") and "group" in source.kinds):
        return _institution(source)
    words = source.words.split()
    if "document" in source.kinds and source.capital and len(words) > 2 and all(w[0].isupper() for w in words):  # noqa: PLR2004
        return source.phrase("organization", source.name)
    if "document" in source.kinds and source.first != "who":
        comma = source.text.find(", ", source.head.end, source.whole.end)
        span = Span(source.whole.start, comma) if comma > 0 else source.whole
        return source.phrase("document", without_article(source.text, span), definite=source.first not in _INDEFINITE)
    plural = source.first in _MANY or source.first[:1].isdigit() or source.last in ("percent", "%")
    if "group" in source.kinds or (plural and source.first != "one"):
        return source.phrase("group")
    return _role(source) if "person" in source.kinds else None


def _of_several(source: _Source) -> bool:
    """True for "a group of doctors", "a chorus of prominent Republicans": the words behind the noun name people."""
    return source.text.startswith(" of ", source.head.end)


def _institution(source: _Source) -> Phrase:
    """An organisation by its noun; the government and the administration of a country are the country."""
    if not source.capital and source.text.startswith(" of ", source.head.end):
        return source.phrase("organization", definite=False)
    name = _whole_name(source) if source.capital else source.name
    government = source.last.lower() in ("government", "administration") and not _owner_is_person(source.text, name)
    return source.phrase("country" if government else "organization", name, definite=source.first not in _INDEFINITE)


def _role(source: _Source) -> Phrase:
    """A person by a noun, who may have been named ("the senator") or not ("a senator", "his lawyer", "aides to the mayor")."""
    owned = "’s" in source.words or "'s" in source.words
    bare = source.first not in _DETERMINERS and not source.capital and not owned
    if source.first in function_words("possessives") or (bare and source.whole.end > source.head.end):
        return source.phrase("unnamed")
    definite = source.first not in _INDEFINITE and (source.first in _DETERMINERS or owned or not source.capital)
    return source.phrase("anaphor" if definite else "unnamed", definite=definite)


_GOES_ON = re.compile(r"(?:\s(?:of|on|for|and|in|to|with)(?:\sthe)?\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)+")


def _whole_name(source: _Source) -> Span:
    """An organisation's name from its first capital, with what belongs to it behind a preposition: "Council of State"."""
    words = (source.name.start + m.start() for m in _WORD.finditer(source.words))
    start = next((at for at in words if source.text[at].isupper()), source.name.start)
    more = _GOES_ON.match(source.text, source.name.end, source.whole.end)
    return Span(start, more.end() if more else source.name.end)


def _behind_role(text: str, head: Span) -> Span | None:
    """The name behind a noun for a person: "the Latvian journalist Dainis Ivans"."""
    words = [(m.group(), head.start + m.start(), head.start + m.end()) for m in _WORD.finditer(text[head.start : head.end])]
    for number in range(len(words) - 1, 0, -1):
        word = words[number - 1][0]
        if "person" in noun_kinds().get(word.lower(), ()) and word.islower() and all(w[0][0].isupper() for w in words[number:]):
            return Span(words[number][1], words[-1][2])
    return None


def is_person_plural(low: str) -> bool:
    """True for "deputies", "farmers": the plural of a noun for a person."""
    singulars = (low[:-1], low.removesuffix("ies") + "y", low.removesuffix("es"))
    return low.endswith("s") and any("person" in noun_kinds().get(one, ()) for one in singulars)


def _owner_is_person(text: str, name: Span) -> bool:
    words = text[name.start : name.end].split()
    owned = words[0].lower() not in ("government", "administration")  # "Government of Kenya"
    return owned and len(words) > 1 and words[0][:1].isupper() and words[0] not in country_words()


def _coordinated(text: str, head: Span) -> bool:
    return bool(re.search(r"\sand\s(?!other\b)|\sor\s", text[head.start : head.end]))


def _by_shape(source: _Source) -> Phrase:
    """What capitals, number and determiner tell where nothing is known of the words."""
    last, words = source.last, source.words.split()
    if is_arabic_family(last):
        return source.phrase("person", source.name)
    if source.capital:
        if (person := _behind_role(source.text, source.head)) is not None:
            return source.phrase("person", person)
        people = last.rstrip("s") in country_words() or last in country_words() or source.first in _MANY
        if last.endswith("s") and not last.isupper() and people:
            return source.phrase("group")
        inner = (
            any(c.isupper() for c in last[1:])
            and "-" not in last
            and not last.startswith(("Mc", "Mac", "O’", "O'", "De", "Di", "Le", "La", "Fitz"))
        )
        if source.first == "the" or (inner and len(words) == 1) or last.isupper() or any(w.lower() in ("of", "and", "for") for w in words):
            return source.phrase("organization", _whole_name(source))
        return source.phrase("person", source.name)
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s"))
    if plural or source.first in _MANY or any(c.isdigit() for c in words[0]):
        return source.phrase("group")
    if source.first in _INDEFINITE:
        return source.phrase("unnamed", definite=False)
    return source.phrase("anaphor" if source.first in _DETERMINERS else "group")

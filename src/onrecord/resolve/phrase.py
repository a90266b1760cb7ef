"""What kind of speaker the words of a source name: a person by name, a pronoun, an institution, a group, a document …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon import country_words, institutions, noun_kinds, titles
from onrecord.resolve.names import is_arabic_family
from onrecord.spans import Span, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Entity

What = Literal["person", "he", "she", "they", "it", "who", "which", "first", "organization", "country", "group", "unnamed", "document", "anaphor"]

_PRONOUNS: dict[str, What] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "you", "them", "their", "theirs", "themselves", "these", "those"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("which", "that"), "which"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), "first"),
}
_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "one", "another", "each", "every", "some", "many", "most", "several"])
_MANY = frozenset(["some", "many", "most", "several", "few", "all", "both", "these", "those", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozens", "hundreds", "thousands", "millions", "other", "others", "more"])
_INDEFINITE = frozenset(("a", "an", "one", "another", "some"))
_POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your"])
_PREPOSITIONS = frozenset(
    ["of", "for", "to", "from", "in", "at", "with", "on", "by", "who", "whose", "that", "which", "whom", "representing", "near", "against", "among", "behind", "inside", "outside", "under", "over", "after", "before", "during", "following", "including", "based", "close", "familiar", "involved", "working", "speaking", "across", "within", "like", "without", "between"]
)
_MONTHS = frozenset(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"])
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,30}(?:\s\([^)]*\))?\s*[-–—]\s+(?=\S)")
_AFTER_PARTICIPLE = frozenset(["by", "in", "on", "to", "from", "with", "at", "for", "last", "this", "earlier", "late"])
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
    low = words.lower()
    if low in _PRONOUNS:
        return Phrase(_PRONOUNS[low], whole)
    cut = _CUT.search(words)
    head_part = trim(text, Span(whole.start, whole.start + cut.start())) if cut and cut.start() > 0 else whole
    head_words = _head_words(text, head_part)
    if not head_words:
        return Phrase("group", _without_article(text, whole))
    while len(head_words) > 2 and text[slice(*head_words[-1])] in titles().suffixes:  # noqa: PLR2004
        head_words.pop()
    last_start, last_end = head_words[-1]
    last = text[last_start:last_end]
    first = text[head_words[0][0] : head_words[0][1]].lower()
    named = [p for p in persons if p.start < last_end and last_start < p.end and p.start >= whole.start]
    if named and _coordinated(text, Span(head_part.start, named[0].start)):
        return Phrase("group", _without_article(text, whole), last.lower())
    if named and not _followed_by_noun(text, named[0], last_end):
        return Phrase("person", Span(max(named[0].start, whole.start), named[0].end), last.lower())
    head = Span(head_words[0][0], last_end)
    found = _by_lexicon(text, whole, head, last, entities)
    if found is not None and found.what in ("organization", "country"):
        return found
    if found is not None and found.what in ("unnamed", "anaphor"):
        at_end = [p for p in persons if whole.start <= p.start and p.end == head_part.end and text[: p.start].rstrip()[-1:].isalpha()]
        before = text[whole.start : at_end[0].start].split() if at_end else []
        if before and before[-1].lower() not in _PREPOSITIONS and before[-1].lower() not in ("and", "the"):
            return Phrase("person", at_end[0], last.lower())
    if found is not None and found.what in ("unnamed", "anaphor") and (name := _apposed(text, whole, head_part, persons)):
        return Phrase("person", name, last.lower())
    if found is not None:
        return found
    return _by_shape(text, whole, head, first, last)


_NAMED = re.compile(r"(?:named|called)\s+([A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
_NAME_BEHIND = re.compile(r",\s+(?:the\s+[\w-]+\s+)?((?:[A-Z][\w’'.-]*\s+)+[A-Z][\w’'-]*)(?=,|$|\s[—–-])")


def _apposed(text: str, whole: Span, head: Span, persons: Sequence[Span]) -> Span | None:
    """The name behind a role: "the deputy speaker, Farah Noor,", "a geologist named Chuluun"."""
    match = _NAMED.search(text, whole.start, whole.end)
    if match:
        return Span(match.start(1), match.end(1))
    behind = [p for p in persons if head.end <= p.start and p.end <= whole.end]
    if behind and _only_comma(text, Span(head.end, behind[0].start)) and text[head.end] == ",":
        return behind[0]
    match = _NAME_BEHIND.match(text, head.end, whole.end)
    if match and not any(w.lower() in noun_kinds() or w in country_words() for w in match[1].split()):
        return Span(match.start(1), match.end(1))
    return None


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
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


def _without_article(text: str, span: Span) -> Span:
    match = _ARTICLE.match(text[span.start : span.end])
    return Span(span.start + match.end(), span.end) if match and match.end() < span.end - span.start else span


def _head_words(text: str, part: Span) -> list[tuple[int, int]]:
    """The words up to the first preposition or relative pronoun, which begins what only describes the head."""
    words = [(part.start + m.start(), part.start + m.end()) for m in _WORD.finditer(text[part.start : part.end])]
    kept = []
    for number, (start, end) in enumerate(words):
        word = text[start:end]
        following = text[words[number + 1][0] : words[number + 1][1]] if number + 1 < len(words) else ""
        if number and (word in _PREPOSITIONS or (number > 1 and word.islower() and word.endswith("ed") and following in _AFTER_PARTICIPLE)):
            break
        kept.append((start, end))
    return kept


def _followed_by_noun(text: str, name: Span, head_end: int) -> bool:
    return name.end < head_end and any(c.isalpha() for c in re.sub(r"^[’']s", "", text[name.end : head_end]))


def _only_comma(text: str, gap: Span) -> bool:
    return len(_WORD.findall(text[gap.start : gap.end])) <= 3  # noqa: PLR2004 - "the minister, the veteran Jo Ruiz,"


def _by_lexicon(text: str, whole: Span, head: Span, last: str, entities: Sequence[Entity]) -> Phrase | None:
    name = _without_article(text, head)
    words = text[name.start : name.end]
    bare = re.sub(r"(?:’s|'s)$", "", words)
    if bare in country_words() and country_words()[bare][1] != "adjective":
        return Phrase("country", Span(name.start, name.start + len(bare)), last.lower())
    if bare in institutions():
        return Phrase("organization", Span(name.start, name.start + len(bare)), last.lower())
    kinds = noun_kinds().get(last.lower(), frozenset())
    if not kinds and is_person_plural(last.lower()):
        kinds = frozenset(("group",))
    first = text[head.start : head.end].split(maxsplit=1)[0].lower()
    capital = last[:1].isupper()
    if _coordinated(text, head) and not ({"organization", "document"} & kinds and capital):
        return Phrase("group", _without_article(text, whole), last.lower())
    if (maker := _maker(text, head, whole, kinds)) is not None:
        return Phrase("organization", maker, last.lower())
    ends_name = next((e for e in entities if e.span.start < head.end and head.end <= e.span.end + 2 and e.type in ("organization", "place")), None)
    if ends_name is not None and capital and not (kinds & {"group"}):
        person = _behind_role(text, head)
        if person is not None:
            return Phrase("person", person, last.lower())
        what: What = "country" if ends_name.type == "place" else "organization"
        return Phrase(what, _whole_name(text, name, whole), last.lower())
    if "organization" in kinds and first not in _MANY and not (last.lower().endswith("s") and "group" in kinds):
        if not capital and text[head.end : head.end + 4] == " of ":
            return Phrase("organization", _without_article(text, whole), last.lower(), definite=False)
        if capital:
            name = _whole_name(text, name, whole)
        government = last.lower() in ("government", "administration") and not _owner_is_person(text, name)
        return Phrase("country" if government else "organization", name, last.lower(), definite=first not in _INDEFINITE)
    if capital and "document" in kinds and len(words.split()) > 2 and all(w[0].isupper() for w in words.split()):  # noqa: PLR2004
        return Phrase("organization", name, last.lower())
    if "document" in kinds and first not in ("who",):
        comma = text.find(", ", head.end, whole.end)
        cut = Span(whole.start, comma) if comma > 0 else whole
        return Phrase("document", _without_article(text, cut), last.lower(), definite=first not in _INDEFINITE)
    plural = first in _MANY or first[:1].isdigit() or last in ("percent", "%")
    if "group" in kinds or (plural and first not in ("one",)):
        return Phrase("group", _without_article(text, whole), last.lower())
    if "person" in kinds:
        if first in _POSSESSIVES:
            return Phrase("unnamed", _without_article(text, whole), last.lower())
        if first not in _DETERMINERS and not capital and "’s" not in words and "'s" not in words and whole.end > head.end:
            return Phrase("unnamed", _without_article(text, whole), last.lower())
        definite = first not in _INDEFINITE and (first in _DETERMINERS or "’s" in words or "'s" in words or not capital)
        return Phrase("anaphor" if definite else "unnamed", _without_article(text, whole), last.lower(), definite)
    return None


_GOES_ON = re.compile(r"(?:\s(?:of|on|for|and|in|to|with)(?:\sthe)?\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)+")


def _whole_name(text: str, name: Span, whole: Span) -> Span:
    """An organisation's name from its first capital, with what belongs to it behind a preposition: "Council of State"."""
    start = name.start
    words = [(m.group(), name.start + m.start()) for m in _WORD.finditer(text[name.start : name.end])]
    for word, at in words:
        if word[0].isupper():
            start = at
            break
    more = _GOES_ON.match(text, name.end, whole.end)
    return Span(start, more.end() if more else name.end)


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
    return low.endswith("s") and any("person" in noun_kinds().get(one, ()) for one in (low[:-1], low.removesuffix("ies") + "y", low.removesuffix("es")))


def _maker(text: str, head: Span, whole: Span, kinds: frozenset[str]) -> Span | None:
    """Who made a poll or study that names its maker: "a YouGov poll", "a survey by Latino Decisions"."""
    if "document" not in kinds:
        return None
    noun = re.search(r"\b(?:poll|polls|survey|surveys|study|tracker|index|average|polling|count|analysis)\b", text[head.start : head.end])
    if noun is None:
        return None
    before = re.search(r"((?:[A-Z][\w&.’'-]*(?:/| and | of | for | )?)+)(?:\s*[a-z]+)?\s*$", text[head.start : head.start + noun.start()])
    if before is not None:
        name = trim(text, Span(head.start + before.start(1), head.start + before.end(1)))
        name = _without_article(text, name)
        words = re.sub(r"(?:’s|'s)$", "", text[name.start : name.end])
        if words and words not in country_words() and words.lower() not in ("a", "an", "the", "one", "exit", "most", "new") and words not in _MONTHS:
            return Span(name.start, name.start + len(words))
    by = re.search(r"\b(?:by|from)\s+([^,]+?)(?=,|$|\s(?:for|in|on|among|last|this|that|which|found|shows?)\b)", text[head.start : whole.end])
    if by is not None:
        runs = list(re.finditer(r"(?:[A-Z][\w&.’'-]*(?: of | for | and the | and |\s)?)+", by[1]))
        runs = [r for r in runs if r.group().split()[0] not in _MONTHS]
        if runs:
            start = head.start + by.start(1) + runs[-1].start()
            return trim(text, Span(start, start + len(runs[-1].group().rstrip())))
    return None


def _owner_is_person(text: str, name: Span) -> bool:
    words = text[name.start : name.end].split()
    return len(words) > 1 and words[0][:1].isupper() and words[0] not in country_words()


def _coordinated(text: str, head: Span) -> bool:
    return bool(re.search(r"\sand\s(?!other\b)|\sor\s", text[head.start : head.end]))


def _by_shape(text: str, whole: Span, head: Span, first: str, last: str) -> Phrase:
    """Nothing is known of the words: capitals, number and determiner decide."""
    name = _without_article(text, head)
    words = text[name.start : name.end].split()
    if is_arabic_family(last):
        return Phrase("person", name, last.lower())
    if last[:1].isupper():
        if (person := _behind_role(text, head)) is not None:
            return Phrase("person", person, last.lower())
        if last.endswith("s") and not last.isupper() and (last.rstrip("s") in country_words() or last in country_words() or first in _MANY):
            return Phrase("group", _without_article(text, whole), last.lower())
        if first == "the" or last.isupper() or any(w.lower() in ("of", "and", "for") for w in words):
            return Phrase("organization", _whole_name(text, name, whole), last.lower())
        return Phrase("person", name, last.lower())
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s"))
    if plural or first in _MANY or any(c.isdigit() for c in words[0]):
        return Phrase("group", _without_article(text, whole), last.lower())
    if first in _INDEFINITE:
        return Phrase("unnamed", _without_article(text, whole), last.lower(), definite=False)
    return Phrase("anaphor" if first in _DETERMINERS else "group", _without_article(text, whole), last.lower())

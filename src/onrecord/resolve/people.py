"""The persons of one article: every name in it, gathered under the fullest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.lexicon import Pronoun, country_words, function_words, given_names, institutions, noun_kinds, titles
from onrecord.resolve.names import (
    Name,
    fold,
    is_part_of,
    may_begin_name,
    parse_name,
    pronoun_of,
    same_person_names,
    title_before,
)
from onrecord.resolve.phrase import is_person_plural
from onrecord.spans import Span, paragraphs
from onrecord.variants.persons import family_stands_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Entity

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_PARTICLE = "|".join(sorted((re.escape(p) for p in titles().particles), key=len, reverse=True))
_SOURCE_NAME = re.compile(rf"({_CAPITAL}(?: (?:{_CAPITAL}|[A-Z]\.|{_PARTICLE})){{0,4}} {_CAPITAL})(?=,|\s[—–-]|\s\(|$)")


@dataclass(slots=True, eq=False)
class Person:
    """A person of the article.

    Attributes:
        words: the fullest name's words.
        span: where it stands first.
        names: every name of this person, in the order of the text.
        pronoun: "he" or "she", where a title or given name tells.
    """

    words: tuple[str, ...]
    span: Span
    names: list[Name] = field(default_factory=list)
    pronoun: Pronoun | None = None

    def add(self, name: Name) -> None:
        """Takes one more name in; the longest becomes the name that the person is called by."""
        self.names.append(name)
        longer = len(name.words) > len(self.words)
        if longer or (len(name.words) == len(self.words) and name.span.start < self.span.start):
            self.words, self.span = name.words, name.span
        self.pronoun = self.pronoun or pronoun_of(name)

    def last_before(self, at: int) -> Name | None:
        """The last name of this person that ends before a character."""
        return next((n for n in reversed(self.names) if n.span.end <= at), None)


class People:
    """All persons of an article, found by the words of a name and by its place."""

    def __init__(self, text: str, entities: Iterable[Entity], sources: Iterable[Span] = ()) -> None:
        self._text = text
        self.persons: list[Person] = []
        names = _names(text, list(entities), sources)
        for name in sorted((n for n in names if len(n.words) > 1), key=lambda n: n.span):
            self._take(name)
        for name in sorted((n for n in names if len(n.words) == 1), key=lambda n: n.span):
            self._take(name)
        for person in self.persons:
            person.names.sort(key=lambda n: n.span)

    def _take(self, name: Name) -> Person:
        person = self.find(name) if len(name.words) == 1 else self._same(name)
        if person is None:
            person = Person(name.words, name.span)
            self.persons.append(person)
        person.add(name)
        return person

    def _same(self, name: Name) -> Person | None:
        for person in self.persons:
            if same_person_names(name.words, person.words):
                return person
        return next((p for p in self.persons if is_part_of(name.words, p.words) == "family"), None)

    def find(self, name: Name, active: dict[int, int] | None = None) -> Person | None:
        """The person whom a name means where it stands: of several, the one named or speaking last before it.

        Args:
            name: a full or a short name.
            active: by the index of a person, the last place where he or she spoke.
        """
        if len(name.words) > 1 and (same := self._same(name)):
            return same
        fits = [(p, is_part_of(name.words, p.words)) for p in self.persons]
        fits = [(p, how) for p, how in fits if how]
        if not fits:
            return next((p for p in self.persons if [fold(w) for w in p.words] == [fold(w) for w in name.words]), None)
        wanted = pronoun_of(name)
        agreeing = [(p, how) for p, how in fits if not (wanted and p.pronoun and p.pronoun != wanted)]
        if not agreeing:
            return None
        by_family = [p for p, how in agreeing if how == "family"] or [p for p, _ in agreeing]
        by_family = [p for p in by_family if not self._stray(p)] or by_family
        if name.title.lower() in titles().offices:
            by_family = [p for p in by_family if any(n.title.lower() == name.title.lower() for n in p.names)] or by_family
        if len(by_family) == 1:
            return by_family[0]
        return max(by_family, key=lambda p: self._recency(p, name.span.start, active or {}))

    def _stray(self, person: Person) -> bool:
        """True for what only looks like a name once, in a first line of one sentence: "Excommunicates Trump"."""
        full = [n for n in person.names if len(n.words) > 1]
        known = person.words[0].lower() in given_names() or family_stands_first(person.words)
        first = self._text.strip().split("\n", 1)[0]
        return len(full) == 1 and not known and full[0].span.start < len(first) and not re.search(r"[.!?] ", first)

    def _recency(self, person: Person, at: int, active: dict[int, int]) -> tuple[int, int]:
        full = [n.span.start for n in person.names if n.span.start < at and len(n.words) > 1 and not _owns(self._text, n.span.end)]
        spoke = active.get(self.persons.index(person), -1)
        last = max([spoke, *full], default=-1)
        return (last, len(person.names))


def _owns(text: str, end: int) -> bool:
    """True where a name only tells whose something is: "Lee Jae Myung’s visit", "the Ruto administration"."""
    return (
        re.match(r"['’]s?\b|['’]\s| (?:administration|government|cabinet|campaign|era|doctrine|plan)\b", text[end : end + 20]) is not None
    )


def _names(text: str, entities: list[Entity], sources: Iterable[Span]) -> list[Name]:
    spans = [e.span for e in entities if e.type == "person" or _looks_like_name(text[e.span.start : e.span.end])]
    others = [e.span for e in entities if e.span not in set(spans)]
    for span in sources:
        word = text[span.start : span.end]
        inner = any(c.isupper() for c in word[1:]) and not word.startswith(("Mc", "Mac", "O’", "O'", "De", "Di", "Le", "La"))
        if " " not in word and word[:1].isupper() and word[-1:].isalpha() and not inner and word not in institutions():
            spans.append(span)
        head = _source_name(text, span)
        if head is not None and not any(head.start < o.end and o.start < head.end for o in others):
            spans = [s for s in spans if not (head.start < s.end and s.start < head.end)]
            spans.append(head)
    taken = set(spans)
    for span in _titled(text):
        if not any(span.start < t.end and t.start < span.end for t in taken):
            spans.append(span)
    names = [parse_name(text, s) for s in _fuller(text, spans, others)]
    headlines = [line for line in paragraphs(text) if is_headline(text[line.start : line.end])]
    found = []
    for name in names:
        if name is None or not _is_name(name):
            continue
        if any(h.holds(name.span) for h in headlines) and not (len(name.words) > 1 and name.words[0].lower() in given_names()):
            continue
        if not name.title and (before := title_before(text, name.span.start)):
            name = name._replace(title=text[before.start : before.end], title_span=before)  # noqa: PLW2901
        found.append(name)
    return found


def _fuller(text: str, spans: list[Span], others: list[Span]) -> list[Span]:
    """The spans, and longer names that end (or, Korean and Chinese, begin) with one of them somewhere in the text."""
    found = {_with_family(text, s) for s in spans}
    known = [s for s in found if " " in text[s.start : s.end]]
    for word in {text[s:e] for s, e in spans}:
        name = parse_name(word, Span(0, len(word)))
        if name is None or len(name.words) > 1 or len(name.words[0]) < 2:  # noqa: PLR2004
            continue
        last = re.escape(name.words[0])
        before = rf"(?<![\w’'-])({_CAPITAL}(?: (?:[A-Z]\.|{_CAPITAL}|{_PARTICLE}))*) {last}(?![\w-])"
        runs = [Span(m.start(), m.end()) for m in re.finditer(before, text)]
        if name.words[0] in titles().family_first:
            behind = rf"(?<![\w’'-]){last} ([A-Z][a-z]+(?:-[a-z]+| [A-Z][a-z]+)?)(?![\w-])"
            runs += [Span(m.start(), m.end()) for m in re.finditer(behind, text)]
        for run in runs:
            inside = [k for k in known if run.start <= k.start and k.end == run.end]
            span = None if inside else _longest_name(text, run)
            if span is not None and not any(o.start < span.end <= o.end for o in others):
                found = {s for s in found if not (span.start <= s.start and s.end <= span.end)} | {span}
    return sorted(found)


def _with_family(text: str, span: Span) -> Span:
    """The span with a family name that stands first before it: "Low" before "Chee Keong"."""
    before = re.search(r"([A-Z][a-z]+) $", text[max(0, span.start - 12) : span.start])
    words = text[span.start : span.end].split()
    if not before or before[1] not in titles().family_first or len(words) not in (1, 2):
        return span
    given = words[0][:1].isupper() and len(words[-1]) > 1 and words[0] not in titles().family_first
    return Span(span.start - len(before[1]) - 1, span.end) if given and words[0].lower() not in given_names() else span


def _longest_name(text: str, run: Span) -> Span | None:
    """The longest end of a run of capitalised words, two words at least, in which no word is a country's, an organisation's, a day's."""
    words = [(m.group(), run.start + m.start()) for m in re.finditer(r"\S+", text[run.start : run.end])]
    start = len(words) - 1
    while start > 0 and _may_be_name(words[start - 1][0]):
        start -= 1
    while start < len(words) - 1 and words[start][0] in titles().particles and words[start][0].islower():
        start += 1
    known = [k for k in range(start, len(words) - 1) if words[k][0].lower() in given_names()]
    if known and (known[0] >= start + 2 or text[: words[start][1]].endswith((" for ", " of "))):
        start = known[0]  # "Minister for Digital Development Cheryl Quek"
    lead = words[start][0]
    if start == len(words) - 2 and lead.lower() not in given_names() and _begins_sentence(text, words[start][1]):
        common = re.search(rf"(?<!\w){re.escape(lead.lower())}(?!\w)", text) or lead.endswith(("ly", "ing", "ed", "es"))
        if common:  # "Does Rubio", "Surely Okoth": a capital for the sentence's sake
            return None
    return Span(words[start][1], run.end) if start < len(words) - 1 else None


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 12) : at].rstrip(" “\"'‘(")
    if before.split()[-1:] and before.split()[-1].lower() in titles().offices | titles().honorifics:
        return False
    return at == 0 or not before or before[-1] in ".!?\n:"


def _may_be_name(word: str) -> bool:
    low = word.lower()
    if low in given_names():
        return True
    if word in institutions() or is_person_plural(low):
        return False
    if ("-" in word and word.split("-", maxsplit=1)[0] in country_words()) or low.endswith("-born"):
        return False
    if word in country_words() or low in function_words("never_names") or low in noun_kinds() or low.rstrip("s") in noun_kinds():
        return False
    return not (word.isupper() and len(word) > 2)  # noqa: PLR2004 - an abbreviation


def _looks_like_name(words: str) -> bool:
    """True for "Marco Ruiz" even where the reader took it for an organisation: a given name, and no word of an institution."""
    parts = words.split()
    return 2 <= len(parts) <= 4 and parts[0].lower() in given_names() and all(_may_be_name(w) and w[0].isupper() for w in parts[1:])  # noqa: PLR2004


def _is_name(name: Name) -> bool:
    """False for what the reader took for a name but is a pronoun, an abbreviation, a common noun."""
    if not may_begin_name(name.words):
        return False
    if len(name.words) > 1 or name.title.lower() in titles().honorifics:
        return True
    word = name.words[0]
    low = word.lower()
    if low in function_words("never_names") or low in noun_kinds() or low in titles().offices or is_person_plural(low):
        return False
    return bool(name.title) or not (word in country_words() or word.isupper())


def is_headline(line: str) -> bool:
    """True for a line in title case, whose capitals tell nothing of names."""
    words = [w for w in line.split() if w[:1].isalpha() and len(w) > 3]  # noqa: PLR2004
    capitals = sum(w[0].isupper() for w in words)
    unended = line.rstrip()[-1:] not in ".!?,”\"'’"
    return len(words) >= 4 and capitals >= (0.7 if unended else 0.95) * len(words)  # noqa: PLR2004


def _source_name(text: str, source: Span) -> Span | None:
    """The name that begins a source such as "Patrick Adeyemi, a fellow at …": two to six capitalised words, then a comma or the end."""
    match = _SOURCE_NAME.match(text, source.start, source.end)
    if match is None:
        return None
    words = match[1].split()
    if any(w.lower() in noun_kinds() or w in country_words() or w.isupper() for w in words[1:]) or words[0].lower() in ("the", "a", "an"):
        return None
    if match[1] in country_words():
        return None
    return Span(match.start(1), match.end(1))


def _titled(text: str) -> list[Span]:
    """Names that a title gives away: "Mr. Okafor", "Senator Ruiz"."""
    some = sorted((t for t in titles().honorifics | titles().offices if " " not in t), key=len, reverse=True)
    alternatives = "|".join(re.escape(t[:1].upper() + t[1:]) for t in some)
    pattern = re.compile(rf"\b(?:{alternatives})\.?\s+({_CAPITAL}(?:[ -]{_CAPITAL})*)")
    return [Span(m.start(), m.end()) for m in pattern.finditer(text)]

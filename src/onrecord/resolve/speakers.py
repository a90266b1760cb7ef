"""Markings → the speaker of each attribution, as the article tells it; none where it does not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.lexicon import country_words, noun_kinds
from onrecord.records import Speaker
from onrecord.resolve.institutions import Institutions
from onrecord.resolve.names import fold, parse_name
from onrecord.resolve.people import People, Person
from onrecord.resolve.phrase import Phrase, read_phrase
from onrecord.resolve.roles import Station, stations
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from onrecord.lexicon import Pronoun
    from onrecord.records import Attribution, Markings, SpeakerType

#: Chance, by the reader, that a name means the same as a pronoun or noun for it to be taken at once; chosen on speakers_train.
SURE = 0.5
#: The same for a noun such as "the senator", where no name is a possibility too.
NOUN_LEAST = 0.3
#: Paragraphs back to which a pronoun is followed without the reader's help.
FAR = 3


@dataclass(slots=True)
class _Scene:
    """What is known while the attributions are gone through in the order of the text."""

    text: str
    people: People
    institutions: Institutions
    stations: dict[int, Station]
    markings: Markings
    lines: list[Span]
    active: dict[int, int] = field(default_factory=dict)
    spoke: list[tuple[int, Speaker, Person | None]] = field(default_factory=list)

    def line_of(self, at: int) -> int:
        """The number of the paragraph that a character stands in."""
        return next((n for n, line in enumerate(self.lines) if at < line.end), len(self.lines))


def resolve_speakers(text: str, markings: Markings, *, authors: tuple[str, ...] = ()) -> tuple[Speaker | None, ...]:
    """The speakers in the order of ``markings.attributions``.

    Args:
        text: the article's text.
        markings: what the finder read off it.
        authors: names of the article's writers, who may stand as "I" and "we".
    """
    people = People(text, markings.entities, [a.source[0] for a in markings.attributions if a.source])
    named = [e.span for e in markings.entities if e.type in ("organization", "place")]
    scene = _Scene(
        text=text,
        people=people,
        institutions=Institutions(text, markings.entities),
        stations=stations(text, people, markings.roles, named),
        markings=markings,
        lines=list(paragraphs(text)),
    )
    del authors  # the author's name is metadata, not a speaker in the text
    found: list[Speaker | None] = []
    for attribution in markings.attributions:
        outer = found[attribution.within] if attribution.within is not None else None
        speaker, person = _speaker(scene, attribution, outer)
        found.append(speaker)
        if attribution.within is None and speaker is not None:
            at = attribution.source[0].start if attribution.source else attribution.content[0].start
            scene.spoke.append((at, speaker, person))
            if person is not None:
                scene.active[scene.people.persons.index(person)] = at
    return tuple(found)


def _speaker(scene: _Scene, one: Attribution, outer: Speaker | None) -> tuple[Speaker | None, Person | None]:
    if not one.source:
        return _unnamed_source(scene, one)
    persons = [n.span for p in scene.people.persons for n in p.names]
    phrase = read_phrase(scene.text, one.source[0], scene.markings.entities, persons)
    if phrase.what == "first":
        return _first_person(scene, one, phrase, outer)
    person = _person(scene, one, phrase)
    if person is not None:
        return _as_speaker(scene, person, one.content[0].start), person
    return _other(scene, one, phrase), None


def _unnamed_source(scene: _Scene, one: Attribution) -> tuple[Speaker | None, Person | None]:
    """A quotation that runs on belongs to the speaker before; a passive ("is expected") to nobody who can be told."""
    runs_on = one.form != "indirect" and not one.cue
    if not runs_on or not scene.spoke or one.within is not None:
        return None, None
    at, speaker, person = scene.spoke[-1]
    near = scene.line_of(one.content[0].start) - scene.line_of(at) <= FAR
    return (speaker, person) if near else (None, None)


def _first_person(scene: _Scene, one: Attribution, phrase: Phrase, outer: Speaker | None) -> tuple[Speaker | None, Person | None]:
    """ "I" within a quotation is who is quoted, elsewhere the author."""
    if one.within is not None:
        return outer, None
    del phrase
    inside = _quoted(scene.text, one.source[0])
    if inside and scene.spoke:
        return scene.spoke[-1][1], scene.spoke[-1][2]
    return _make("author", "author"), None


def _quoted(text: str, span: Span) -> bool:
    line = text.rfind("\n", 0, span.start) + 1
    before = text[line : span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _person(scene: _Scene, one: Attribution, phrase: Phrase) -> Person | None:
    if phrase.what == "person":
        name = parse_name(scene.text, _widened(scene.text, phrase.span))
        if name is None:
            return None
        person = scene.people.find(name, scene.active)
        if person is None:
            person = Person(name.words, name.span, [name])
            scene.people.persons.append(person)
        return person
    if phrase.what in ("he", "she"):
        return _by_reader(scene, one, phrase.what, SURE) or _by_place(scene, one, phrase.what)
    if phrase.what == "who":
        return _just_before(scene, one) or (None if _noun_before(scene, one) else _by_reader(scene, one, None, SURE))
    if phrase.what == "anaphor":
        return _by_role(scene, one, phrase) or _by_reader(scene, one, None, NOUN_LEAST) or _named_later(scene, one, phrase) or _last_heard(scene, one, phrase)
    return None


def _widened(text: str, span: Span) -> Span:
    """The name with the title before it, which can tell two people of one surname apart."""
    start = span.start
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start].rsplit(" ", 2)
    if len(before) > 1 and before[-1] == "" and before[-2].rstrip(".").lower() in ("mr", "mrs", "ms", "miss", "sir", "lady", "lord"):
        start -= len(before[-2]) + 1
    return Span(start, span.end)


def _by_reader(scene: _Scene, one: Attribution, pronoun: Pronoun | None, least: float) -> Person | None:
    """The person whose names the reader takes to mean the same as the source, if it is sure enough."""
    scores: dict[int, float] = {}
    for span, chance in one.aliases:
        for number, person in enumerate(scene.people.persons):
            if any(n.span.start < span.end and span.start < n.span.end for n in person.names):
                if pronoun is None or person.pronoun in (None, pronoun):
                    scores[number] = max(scores.get(number, 0.0), chance)
                break
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    return scene.people.persons[best] if scores[best] >= least else None


def _by_place(scene: _Scene, one: Attribution, pronoun: Pronoun) -> Person | None:
    """Whoever spoke last, if near; else the subject of the sentence or paragraph before; a known other pronoun rules out."""
    at = one.source[0].start
    here = scene.line_of(at)

    def fits(person: Person | None) -> bool:
        if person is None or person.pronoun not in (None, pronoun):
            return False
        return len(person.words) > 1 or person.pronoun is not None or scene.people.persons.index(person) in scene.active

    line_start = scene.lines[here].start if here < len(scene.lines) else 0
    mentioned = sorted(
        ((n.span.start, p) for p in scene.people.persons for n in p.names if n.span.end <= at and fits(p)), key=lambda pair: pair[0]
    )
    in_line = [p for start, p in mentioned if start >= line_start]
    for spoken_at, _, person in reversed(scene.spoke):
        if here - scene.line_of(spoken_at) > FAR:
            break
        if person is not None and fits(person) and (not in_line or person in in_line or spoken_at >= line_start):
            return person
    if in_line:
        return in_line[0]
    near = [(start, p) for start, p in mentioned if here - scene.line_of(start) <= FAR]
    if not near:
        return None
    last_line = scene.line_of(near[-1][0])
    return next(p for start, p in near if scene.line_of(start) == last_line)


def _just_before(scene: _Scene, one: Attribution) -> Person | None:
    """The person named right before a relative pronoun: "Dr Amina Sow, who …", "Dr Amina Sow of the union, who …"."""
    at = one.source[0].start
    start = max(scene.text.rfind(mark, 0, at) for mark in (". ", "\n", "” ", '" ')) + 1
    names = [(n.span, p) for p in scene.people.persons for n in p.names if start <= n.span.start and n.span.end <= at]
    near = [(span, p) for span, p in names if at - span.end <= 3]  # noqa: PLR2004
    if near:
        return near[-1][1]
    between = [(span, p) for span, p in names if scene.text[span.end : span.end + 2] == ", " and at - span.end < 120]  # noqa: PLR2004
    return between[-1][1] if between and scene.text[at - 2 : at] == ", " else None


def _noun_before(scene: _Scene, one: Attribution) -> bool:
    """True where a common noun stands right before a relative pronoun: "a student reporter who asked"."""
    before = scene.text[max(0, one.source[0].start - 40) : one.source[0].start].rstrip(" ,").split()
    return bool(before) and before[-1].islower()


def _has_role(scene: _Scene, number: int, noun: str) -> bool:
    station = scene.stations.get(number)
    words = f"{station.role or ''} " if station else ""
    words += " ".join(n.title for n in scene.people.persons[number].names)
    return noun in re.findall(r"[\w-]+", words.lower())


def _by_role(scene: _Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """The person last named or heard whose role has the noun: "the senator", "the professor"."""
    if not phrase.definite or not phrase.head:
        return None
    at = one.source[0].start
    fits = []
    for number, person in enumerate(scene.people.persons):
        last = person.last_before(at)
        if last is not None and _has_role(scene, number, phrase.head):
            fits.append((max(last.span.start, scene.active.get(number, -1)), person))
    return max(fits, key=lambda pair: pair[0])[1] if fits else None


def _named_later(scene: _Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """The one person named in the next paragraphs whose role has the noun: "the supply minister said … The minister, Omar Sabry, …"."""
    at = one.source[0].start
    here = scene.line_of(at)
    fits = [
        p
        for number, p in enumerate(scene.people.persons)
        if p.names[0].span.start > at and scene.line_of(p.names[0].span.start) - here <= FAR and _has_role(scene, number, phrase.head)
    ]
    return fits[0] if len(fits) == 1 else None


def _last_heard(scene: _Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """Whoever spoke in this paragraph or the one before, for a bare "the" and a noun for a person."""
    if "person" not in noun_kinds().get(phrase.head, ()) or not scene.spoke or scene.spoke[-1][2] is None:
        return None
    at = one.source[0].start
    words = scene.text[phrase.span.start : phrase.span.end].split()
    near = scene.line_of(at) - scene.line_of(scene.spoke[-1][0]) <= 1
    return scene.spoke[-1][2] if near and len(words) == 1 and phrase.definite else None


def _other(scene: _Scene, one: Attribution, phrase: Phrase) -> Speaker | None:
    text = scene.text
    words = text[phrase.span.start : phrase.span.end]
    if phrase.what in ("organization", "country"):
        name, kind = scene.institutions.fullest(phrase)
        return _make(kind, name)
    if phrase.what in ("they", "it"):
        return _plural_antecedent(scene, one, phrase)
    if phrase.what in ("who", "which"):
        return _relative_antecedent(scene, one)
    if phrase.what in ("he", "she"):
        last = scene.spoke[-1][1] if scene.spoke else None
        return last if last is not None and last.type == "unnamed" else None
    kind: SpeakerType = "group" if phrase.what == "group" else "document" if phrase.what == "document" else "unnamed"
    if phrase.what in ("anaphor", "unnamed") and phrase.definite:
        for _, speaker, _ in reversed(scene.spoke[-3:]):
            if speaker.type == "unnamed" and phrase.head and phrase.head in speaker.name.lower().split():
                return speaker
    return _make(kind, words)


def _plural_antecedent(scene: _Scene, one: Attribution, phrase: Phrase) -> Speaker | None:
    at = one.source[0].start
    wanted = ("group",) if phrase.what == "they" else ("organization", "country", "document")
    for spoken_at, speaker, _ in reversed(scene.spoke):
        if scene.line_of(at) - scene.line_of(spoken_at) > 1:
            break
        if speaker.type in wanted:
            return speaker
    found = scene.institutions.last_before(at, scene.lines[max(0, scene.line_of(at) - 1)].start if scene.lines else 0)
    if phrase.what == "it" and found is not None:
        return _make(found[1], found[0])
    words = scene.text[phrase.span.start : phrase.span.end]
    return _make("group" if phrase.what == "they" else "document", words)


def _relative_antecedent(scene: _Scene, one: Attribution) -> Speaker | None:
    """The noun phrase right before "who" or "which"."""
    at = one.source[0].start
    start = max(0, at - 60, scene.text.rfind("\n", 0, at) + 1, scene.text.rfind(". ", 0, at) + 1)
    before = scene.text[start:at].rstrip(" ,")
    words = before.split()[-4:]
    stop = ("and", "but", "to", "by", "for", "with", "from", "among", "of", "are", "is", "was", "were", "said", "that", "including", "–", "—")
    for number in range(len(words) - 1, -1, -1):
        if words[number].lower() in stop or words[number].endswith(","):
            words = words[number + 1 :]
            break
    kept = [w for w in words if w.lower() not in ("the", "a", "an")]
    if not kept:
        return None
    end = start + len(before)
    begin = scene.text.rfind(kept[0], start, end)
    phrase = read_phrase(scene.text, Span(begin, end), scene.markings.entities, [])
    if phrase.what in ("organization", "country"):
        name, kind = scene.institutions.fullest(phrase)
        return _make(kind, name)
    name = scene.text[begin:end]
    kinds: SpeakerType = "document" if phrase.what == "document" else "unnamed" if phrase.what == "unnamed" else "group"
    return _make(kinds, name)


def _as_speaker(scene: _Scene, person: Person, at: int) -> Speaker:
    del at
    number = scene.people.persons.index(person)
    station = scene.stations.get(number, Station())
    name = scene.text[person.span.start : person.span.end]
    speaker = _make("person", " ".join(name.split()))
    return replace(speaker, role=station.role, affiliation=station.affiliation)


def _make(kind: SpeakerType, name: str) -> Speaker:
    plain = " ".join(fold(w) for w in name.split())
    digest = hashlib.sha256(f"{kind}\x00{plain}".encode("utf-8", "surrogatepass")).hexdigest()
    return Speaker(id=digest[:16], name=name, type=kind)


def is_country(name: str) -> bool:
    """True for a country's name, adjective or seat of government."""
    return name in country_words()

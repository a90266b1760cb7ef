"""What pronouns and nouns point back to: "she", "who", "the senator", "they"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.lexicon import function_words, noun_kinds, titles
from onrecord.resolve.phrase import read_phrase
from onrecord.resolve.scene import make_speaker
from onrecord.spans import Span

if TYPE_CHECKING:
    from onrecord.lexicon import Pronoun
    from onrecord.records import Attribution, Speaker, SpeakerType
    from onrecord.resolve.people import Person
    from onrecord.resolve.phrase import Phrase
    from onrecord.resolve.scene import Scene

#: Chance, by the reader, that a name means the same as a pronoun for it to be taken at once; chosen on speakers_train.
SURE = 0.5
#: The same for a noun such as "the senator", where no name is a possibility too.
NOUN_LEAST = 0.3
#: Paragraphs back to which a pronoun is followed without the reader's help.
FAR = 3
#: Characters between a name and the relative pronoun that takes it up, with what describes the person between them.
INSERTED = 120
_INSERTION = re.compile(r"(?: (?:of|from|at|with|for) [^,.;:]+)?, |, [^.;:\n]+, ")
_WORD = re.compile(r"\S+")


def person_behind(scene: Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """The person whom a pronoun or a noun for a person points to; None where it points to nobody who is named."""
    if phrase.what in ("he", "she"):
        return _by_reader(scene, one, phrase.what, SURE) or _by_place(scene, one, phrase.what)
    if phrase.what == "who":
        return _just_before(scene, one) or (None if _noun_before(scene, one) else _by_reader(scene, one, None, SURE))
    if phrase.what == "anaphor":
        return (
            _by_role(scene, one, phrase)
            or _by_reader(scene, one, None, NOUN_LEAST, phrase.head)
            or _named_later(scene, one, phrase)
            or _last_heard(scene, one, phrase)
        )
    return None


def others_behind(scene: Scene, one: Attribution, phrase: Phrase) -> Speaker | None:
    """The group, organisation or unnamed person whom a pronoun points to."""
    if phrase.what in ("they", "it"):
        return _several_before(scene, one, phrase)
    if phrase.what in ("who", "which"):
        return _noun_phrase_before(scene, one)
    last = scene.spoke[-1][1] if scene.spoke else None
    return last if last is not None and last.type == "unnamed" else None


def _by_reader(scene: Scene, one: Attribution, pronoun: Pronoun | None, least: float, noun: str = "") -> Person | None:
    """The person whose names the reader takes to mean the same as the source, if it is sure enough."""
    scores: dict[int, float] = {}
    for span, chance in one.aliases:
        for number, person in enumerate(scene.people.persons):
            if any(n.span.overlaps(span) for n in person.names):
                fits = pronoun is None or _may_be(scene, person, pronoun)
                if fits and (not noun or _may_be_called(scene, person, noun)):
                    scores[number] = max(scores.get(number, 0.0), chance)
                break
    if not scores:
        return None
    best = max(scores, key=scores.__getitem__)
    return scene.people.persons[best] if scores[best] >= least else None


def _may_be(scene: Scene, person: Person, pronoun: Pronoun) -> bool:
    """True for whom a pronoun can mean: no other pronoun is known, and more than a single word tells of a person at all."""
    if person.pronoun not in (None, pronoun):
        return False
    return len(person.words) > 1 or person.pronoun is not None or scene.people.persons.index(person) in scene.active


def _by_place(scene: Scene, one: Attribution, pronoun: Pronoun) -> Person | None:
    """Whoever spoke last, if near; else the subject of the sentence or paragraph before; a known other pronoun rules out."""
    at = one.source[0].start
    here = scene.line_of(at)

    def fits(person: Person | None) -> bool:
        return person is not None and _may_be(scene, person, pronoun)

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
    near = [(scene.line_of(start), p) for start, p in mentioned if here - scene.line_of(start) <= FAR]
    return next((p for line, p in near if line == near[-1][0]), None)


def _just_before(scene: Scene, one: Attribution) -> Person | None:
    """The person named right before a relative pronoun: "Dr Amina Sow, who …", "Dr Amina Sow of the union, who …"."""
    at = one.source[0].start
    start = max(scene.text.rfind(mark, 0, at) for mark in (". ", "\n", "” ", '" ')) + 1
    names = [(n.span, p) for p in scene.people.persons for n in p.names if start <= n.span.start and n.span.end <= at]
    near = [p for span, p in names if at - span.end <= 3]  # noqa: PLR2004 - a comma and a space, or a dash
    if near:
        return near[-1]
    inserted = [p for span, p in names if at - span.end < INSERTED and _INSERTION.fullmatch(scene.text, span.end, at)]
    return inserted[-1] if inserted else None


def _noun_before(scene: Scene, one: Attribution) -> bool:
    """True where a common noun stands right before a relative pronoun: "a student reporter who asked"."""
    before = scene.text[max(0, one.source[0].start - 40) : one.source[0].start].rstrip(" ,").split()
    return bool(before) and before[-1].islower()


def _has_role(scene: Scene, number: int, phrase: Phrase) -> bool:
    """True where a person's role or title has the noun; the finance minister is not the prime minister."""
    station = scene.stations.get(number)
    words = f"{station.role or ''} " if station else ""
    words = (words + " ".join(n.title for n in scene.people.persons[number].names)).lower()
    if phrase.head not in re.findall(r"[\w-]+", words):
        return False
    meant = " ".join(scene.text[phrase.span.start : phrase.span.end].lower().split()[-2:])
    held = re.findall(rf"[\w-]+ {re.escape(phrase.head)}\b", words)
    bare = meant == phrase.head or meant not in titles().offices
    return bare or meant in held or not titles().offices.intersection(held)


def _by_role(scene: Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """The person last named or heard whose role has the noun: "the senator", "the professor"."""
    if not phrase.definite or not phrase.head:
        return None
    at = one.source[0].start
    fits = []
    for number, person in enumerate(scene.people.persons):
        last = person.last_before(at)
        if last is not None and _has_role(scene, number, phrase):
            fits.append((max(last.span.start, scene.active.get(number, -1)), person))
    return max(fits, key=lambda pair: pair[0])[1] if fits else None


def _named_later(scene: Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """The one person named in the next paragraphs whose role has the noun: "the supply minister said … The minister, Omar Sabry, …"."""
    at = one.source[0].start
    here = scene.line_of(at)
    fits = [
        p
        for number, p in enumerate(scene.people.persons)
        if p.names[0].span.start > at and scene.line_of(p.names[0].span.start) - here <= FAR and _has_role(scene, number, phrase)
    ]
    return fits[0] if len(fits) == 1 else None


def _last_heard(scene: Scene, one: Attribution, phrase: Phrase) -> Person | None:
    """Whoever spoke in this paragraph or the one before, for a bare "the" and a noun for a person."""
    if "person" not in noun_kinds().get(phrase.head, ()) or not scene.spoke:
        return None
    at, _, person = scene.spoke[-1]
    near = scene.line_of(one.source[0].start) - scene.line_of(at) <= 1
    words = scene.text[phrase.span.start : phrase.span.end].split()
    if not near or len(words) != 1 or not phrase.definite or person is None:
        return None
    return person if _may_be_called(scene, person, phrase.head) else None


def _may_be_called(scene: Scene, person: Person, noun: str) -> bool:
    """True for a noun that does not go against what is known of a person: a minister is no driver."""
    station = scene.stations.get(scene.people.persons.index(person))
    known = station is not None and station.role is not None
    return not known or noun in function_words("anybody")


def _several_before(scene: Scene, one: Attribution, phrase: Phrase) -> Speaker:
    """The group or organisation that spoke last, for "they" and "it"."""
    at = one.source[0].start
    wanted = ("group",) if phrase.what == "they" else ("organization", "country", "document")
    for spoken_at, speaker, _ in reversed(scene.spoke):
        if scene.line_of(at) - scene.line_of(spoken_at) > 1:
            break
        if speaker.type in wanted:
            return speaker
    if phrase.what == "it":
        found = scene.institutions.last_before(at, scene.lines[max(0, scene.line_of(at) - 1)].start if scene.lines else 0)
        if found is not None:
            return make_speaker(found[1], found[0])
    words = scene.text[phrase.span.start : phrase.span.end]
    return make_speaker("group" if phrase.what == "they" else "document", words)


def _noun_phrase_before(scene: Scene, one: Attribution) -> Speaker | None:
    """The noun phrase right before "who" or "which"."""
    span = _before_relative(scene, one.source[0].start)
    if span is None:
        return None
    phrase = read_phrase(scene.text, span, scene.entities_near(span), [])
    if phrase.what in ("organization", "country"):
        name, known = scene.institutions.fullest(phrase)
        return make_speaker(known, name)
    one_person = phrase.what in ("unnamed", "anaphor") and "person" in noun_kinds().get(phrase.head, ())
    kind: SpeakerType = "document" if phrase.what == "document" else "unnamed" if one_person else "group"
    return make_speaker(kind, re.sub(r"^(?:the|an?)\s+", "", scene.text[span.start : span.end], flags=re.IGNORECASE))


def _before_relative(scene: Scene, at: int) -> Span | None:
    """The words right before a relative pronoun, four at most.

    They begin with the last determiner or owner among them ("Ruiz’s supporters who"), or behind a person's name that owns nothing;
    "the" behind a preposition begins nothing ("people in the arena who").
    """
    start = max(scene.text.rfind("\n", 0, at), scene.text.rfind(". ", 0, at)) + 1
    names = [n.span for p in scene.people.persons for n in p.names if n.span.end < at]
    start = max([start, *(n.start if scene.text[n.end] in "’'" else n.end for n in names)])
    end = start + len(scene.text[start:at].rstrip(" ,"))
    words = [Span(start + m.start(), start + m.end()) for m in _WORD.finditer(scene.text[start:end])][-4:]
    lows = [scene.text[w.start : w.end].lower() for w in words]
    first = len(words)
    while first > 0 and lows[first - 1] not in function_words("before_relative") and lows[first - 1][-1] not in ",;:–—":
        first -= 1
        described = lows[first] == "the" and first > 0 and lows[first - 1] in function_words("descriptive")
        if lows[first] in function_words("determiners") and not described:
            break
    return Span(words[first].start, end) if first < len(words) else None

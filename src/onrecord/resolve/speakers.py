"""Markings → the speaker of each attribution, as the article tells it; none where it does not."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.resolve.antecedents import FAR, others_behind, person_behind
from onrecord.resolve.institutions import Institutions
from onrecord.resolve.names import parse_name, title_before
from onrecord.resolve.people import People, Person
from onrecord.resolve.phrase import Phrase, read_phrase
from onrecord.resolve.roles import stations
from onrecord.resolve.scene import Scene, make_speaker, person_speaker
from onrecord.resolve.voices import as_voice, document_speaker, names_nobody, voices_of
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from onrecord.records import Attribution, Markings, Speaker, SpeakerType

Found = tuple["Speaker | None", Person | None]


def resolve_speakers(text: str, markings: Markings) -> tuple[Speaker | None, ...]:
    """The speakers in the order of ``markings.attributions``.

    Args:
        text: the article's text.
        markings: what the finder read off it.
    """
    people = People(text, markings.entities, [a.source[0] for a in markings.attributions if a.source and not names_nobody(text, a)])
    named = [e.span for e in markings.entities if e.type in ("organization", "place")]
    scene = Scene(
        text=text,
        people=people,
        institutions=Institutions(text, markings.entities),
        stations=stations(text, people, markings.roles, named),
        entities=sorted(markings.entities, key=attrgetter("span")),
        lines=list(paragraphs(text)),
    )
    scene.voices = voices_of(scene, markings.genre, markings.attributions)
    found: list[Speaker | None] = []
    for attribution in markings.attributions:
        outer = found[attribution.within] if attribution.within is not None else None
        speaker, person = _speaker(scene, attribution, outer)
        speaker = as_voice(scene, speaker)
        found.append(speaker)
        own = attribution.voice == "document" and not attribution.source
        if attribution.within is None and speaker is not None and not own:
            scene.heard(attribution.source[0].start if attribution.source else attribution.content[0].start, speaker, person)
    return tuple(found)


def _speaker(scene: Scene, one: Attribution, outer: Speaker | None) -> Found:
    if one.voice == "document":
        return document_speaker(scene, one)
    if not one.source:
        return _without_source(scene, one)
    phrase = read_phrase(scene.text, one.source[0], scene.entities_near(one.source[0]), scene.names_near(one.source[0]))
    if phrase.span.start == phrase.span.end:  # nothing but punctuation
        return None, None
    if phrase.what == "first":
        return _first_person(scene, one, outer)
    person = _named(scene, phrase) if phrase.what == "person" else person_behind(scene, one, phrase)
    if person is not None:
        return person_speaker(scene, person), person
    return _other(scene, one, phrase), None


def _without_source(scene: Scene, one: Attribution) -> Found:
    """A quotation that runs on belongs to the speaker before; a passive ("is expected") to nobody who can be told."""
    runs_on = one.form != "indirect" and not one.cue
    if not runs_on or not scene.spoke or one.within is not None:
        return None, None
    at, speaker, person = scene.spoke[-1]
    near = scene.line_of(one.content[0].start) - scene.line_of(at) <= FAR
    return (speaker, person) if near else (None, None)


def _first_person(scene: Scene, one: Attribution, outer: Speaker | None) -> Found:
    """Whoever is quoted, for "I" within a quotation; elsewhere the document's speaker, the author."""
    if one.within is not None:
        return outer, None
    if scene.spoke and _is_quoted(scene.text, one.source[0]):
        return scene.spoke[-1][1:]
    voices = scene.voices
    if voices and voices.writer:
        return voices.writer, voices.person if voices.writer == voices.speaker else None
    return make_speaker("author", "author"), None


def _is_quoted(text: str, span: Span) -> bool:
    line = text.rfind("\n", 0, span.start) + 1
    before = text[line : span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _named(scene: Scene, phrase: Phrase) -> Person | None:
    """The person whom a name means, with the title before it, which can tell two people of one surname apart."""
    title = title_before(scene.text, phrase.span.start)
    name = parse_name(scene.text, Span(title.start, phrase.span.end) if title else phrase.span)
    if name is None:
        return None
    person = scene.people.find(name, scene.active)
    if person is None:
        person = Person(name.words, name.span, [name])
        scene.people.persons.append(person)
    return person


def _other(scene: Scene, one: Attribution, phrase: Phrase) -> Speaker | None:
    """The organisation, country, group, document or unnamed person that a source names or points to."""
    if phrase.what in ("organization", "country"):
        name, kind = scene.institutions.fullest(phrase)
        return make_speaker(kind, name)
    if phrase.what in ("they", "it", "who", "which", "he", "she"):
        return others_behind(scene, one, phrase)
    if phrase.what in ("anaphor", "unnamed") and phrase.definite and phrase.head:
        for _, speaker, _ in reversed(scene.spoke[-3:]):
            if speaker.type == "unnamed" and phrase.head in speaker.name.lower().split():
                return speaker
    kinds: dict[str, SpeakerType] = {"group": "group", "document": "document"}
    return make_speaker(kinds.get(phrase.what, "unnamed"), scene.text[phrase.span.start : phrase.span.end])

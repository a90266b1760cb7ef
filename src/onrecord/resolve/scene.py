"""What is known of an article while its attributions are gone through in the order of the text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.records import Speaker
from onrecord.resolve.names import fold
from onrecord.resolve.roles import Station

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Entity, SpeakerType
    from onrecord.resolve.institutions import Institutions
    from onrecord.resolve.people import People, Person
    from onrecord.resolve.voices import Voices
    from onrecord.spans import Span


#: Characters of the longest name looked for.
LONGEST_NAME = 200


@dataclass(slots=True)
class Scene:
    """An article, who and what it names, and who has spoken so far.

    Attributes:
        entities: its names as the reader marks them.
        stations: what the article says that persons are, by the person's index.
        lines: its paragraphs.
        active: the last place where a person spoke, by the person's index.
        spoke: where, who (and which person) has spoken, in the order of the text.
        voices: who speaks where the article attributes its words to nobody; None for a report.
    """

    text: str
    people: People
    institutions: Institutions
    stations: dict[int, Station]
    entities: Sequence[Entity]
    lines: list[Span]
    active: dict[int, int] = field(default_factory=dict)
    spoke: list[tuple[int, Speaker, Person | None]] = field(default_factory=list)
    voices: Voices | None = None
    _names: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        """Sorts the names of persons once."""
        self._names = sorted(n.span for p in self.people.persons for n in p.names)

    def names_near(self, span: Span) -> list[Span]:
        """The names of persons that touch a span."""
        low = bisect_left(self._names, span.start - LONGEST_NAME, key=attrgetter("start"))
        return [n for n in self._names[low : bisect_right(self._names, span.end, key=attrgetter("start"))] if n.end > span.start]

    def entities_near(self, span: Span) -> list[Entity]:
        """The names that the reader marks and that touch a span."""
        low = bisect_left(self.entities, span.start - LONGEST_NAME, key=attrgetter("span.start"))
        high = bisect_right(self.entities, span.end, key=attrgetter("span.start"))
        return [e for e in self.entities[low:high] if e.span.end > span.start]

    def line_of(self, at: int) -> int:
        """The number of the paragraph that a character stands in."""
        return bisect_right(self.lines, at, key=attrgetter("end"))

    def heard(self, at: int, speaker: Speaker, person: Person | None) -> None:
        """Notes that somebody spoke."""
        self.spoke.append((at, speaker, person))
        if person is not None:
            self.active[self.people.persons.index(person)] = at


def make_speaker(kind: SpeakerType, name: str) -> Speaker:
    """A speaker of this type and name; the same two give the same id in every article."""
    plain = " ".join(fold(word) for word in name.split())
    digest = hashlib.sha256(f"{kind}\x00{plain}".encode("utf-8", "surrogatepass")).hexdigest()
    return Speaker(id=digest[:16], name=name, type=kind)


def person_speaker(scene: Scene, person: Person) -> Speaker:
    """A person of the article as a speaker, with what the article says that he or she is."""
    station = scene.stations.get(scene.people.persons.index(person), Station())
    name = scene.text[person.span.start : person.span.end]
    return replace(make_speaker("person", " ".join(name.split())), role=station.role, affiliation=station.affiliation)

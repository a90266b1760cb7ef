"""What is known of an article while its attributions are gone through in the order of the text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.records import Speaker
from onrecord.resolve.names import fold

if TYPE_CHECKING:
    from onrecord.records import Markings, SpeakerType
    from onrecord.resolve.institutions import Institutions
    from onrecord.resolve.people import People, Person
    from onrecord.resolve.roles import Station
    from onrecord.spans import Span


@dataclass(slots=True)
class Scene:
    """An article, who and what it names, and who has spoken so far.

    Attributes:
        stations: what the article says that persons are, by the person's index.
        lines: its paragraphs.
        active: the last place where a person spoke, by the person's index.
        spoke: where, who (and which person) has spoken, in the order of the text.
    """

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

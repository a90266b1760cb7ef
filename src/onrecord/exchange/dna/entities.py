"""The persons, organizations and concepts of a file for Discourse Network Analyzer, with their attributes and colours, as rows."""

from __future__ import annotations

from collections import Counter
from itertools import cycle
from typing import TYPE_CHECKING, Final

from onrecord.errors import ExchangeError
from onrecord.exchange.dna.codings import is_person
from onrecord.exchange.dna.schema import (
    CONCEPT,
    LONGEST,
    NOTES,
    ORGANIZATION,
    OUR_ATTRIBUTE,
    PERSON,
    STANDARD_ATTRIBUTES,
    TYPE,
)
from onrecord.exchange.dna.text import Names, shorten, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.codebook.issues import Issue
    from onrecord.exchange.contents import Actor, Contents
    from onrecord.records import SpeakerType

Colour = tuple[int, int, int]

BLACK: Final[Colour] = (0, 0, 0)
GREY: Final[Colour] = (120, 120, 120)
#: Colours that colour-blind readers can tell apart (Okabe and Ito 2008).
COLOURS: Final[dict[SpeakerType, Colour]] = {
    "person": (0, 114, 178),
    "organization": (213, 94, 0),
    "country": (0, 158, 115),
    "group": (204, 121, 167),
    "document": (230, 159, 0),
    "author": (86, 180, 233),
    "unnamed": GREY,
}
PARENT: Final = "parent"


def coder_colours() -> Iterator[Colour]:
    """Colours for people who code, over and over."""
    return cycle(colour for colour in COLOURS.values() if colour != GREY)


class Entities:
    """The rows of what short texts are, numbered as they come.

    Attributes:
        entities: number, variable, value, red, green, blue.
        attribute_variables: number, variable, name.
        attribute_values: number, entity, attribute, value.
        names: what actors are called where their name could not stand as it is, by their id.
        long: attributes that were cut, in full, by what the entity is to us.
        cut: how many names were cut or numbered.
        dropped: how many attributes had no place.
    """

    def __init__(self, variables: Mapping[str, int]) -> None:
        self._variables = variables
        self._numbers: dict[tuple[str, str], int] = {}
        self._attributes: dict[str, dict[str, int]] = {}
        self.entities: list[tuple[int, int, str, int, int, int]] = []
        self.attribute_variables: list[tuple[int, int, str]] = []
        self.attribute_values: list[tuple[int, int, int, str]] = []
        self.names: dict[str, str] = {}
        self.long: dict[str, dict[str, str]] = {}
        self.cut = 0
        self.dropped: Counter[str] = Counter()

    def describe(self, variable: str, attributes: Iterable[str]) -> None:
        """Gives a variable its attributes, and the empty entity that stands for what is not coded."""
        known = self._attributes.setdefault(variable, {})
        for name in dict.fromkeys(attributes):
            if name and len(name) <= LONGEST and storable(name) == name:
                known[name] = len(self.attribute_variables) + 1
                self.attribute_variables.append((known[name], self._variables[variable], name))
            else:
                self.dropped[name] += 0
        self.number(variable, "")

    def number(self, variable: str, value: str, colour: Colour = BLACK, attributes: Mapping[str, str] | None = None) -> int:
        """The number of a value of a variable; it is added where it is new."""
        key = (variable, value)
        if key not in self._numbers:
            at = self._numbers[key] = len(self.entities) + 1
            self.entities.append((at, self._variables[variable], value, *colour))
            given = attributes or {}
            for name, attribute in self._attributes.get(variable, {}).items():
                words = given.get(name, "")
                short = shorten(words)
                if short != words:
                    self.long.setdefault(given.get(OUR_ATTRIBUTE, ""), {})[name] = words
                self.attribute_values.append((len(self.attribute_values) + 1, at, attribute, short))
            for name in given:
                if name in self.dropped:
                    self.dropped[name] += 1
        return self._numbers[key]


class Cast:
    """Where actors and issues stand among the entities."""

    def __init__(self, contents: Contents, entities: Entities, place: str) -> None:
        self._place = place
        self._entities = entities
        self._names = {variable: Names() for variable in (PERSON, ORGANIZATION, CONCEPT)}
        self._affiliations: dict[str, int] = {}
        self._actors: dict[str, int] = {}
        for variable in (PERSON, ORGANIZATION):
            own = [actor for actor in contents.actors if is_person(actor) == (variable == PERSON)]
            names = sorted({name for actor in own for name in actor.attributes} - {*STANDARD_ATTRIBUTES, OUR_ATTRIBUTE})
            self._entities.describe(variable, [*STANDARD_ATTRIBUTES, OUR_ATTRIBUTE, *names])
            for actor in own:
                self._add_actor(variable, actor)
        self._entities.describe(CONCEPT, [*STANDARD_ATTRIBUTES, OUR_ATTRIBUTE, PARENT])
        self._issues = {issue.id: self._add_issue(issue) for issue in contents.codebook.issues}

    def actor(self, id_: str) -> int:
        """The entity of an actor.

        Raises:
            ExchangeError: there is no such actor.
        """
        if id_ not in self._actors:
            raise ExchangeError(self._place, f"a statement is by the actor {id_!r}, who is not among the actors")
        return self._actors[id_]

    def affiliation(self, name: str) -> int:
        """The organization of this name, that of an actor where there is one."""
        if name not in self._affiliations:
            self._affiliations[name] = self._entities.number(ORGANIZATION, self._given(ORGANIZATION, name)) if name else self.nobody
        return self._affiliations[name]

    @property
    def nobody(self) -> int:
        """The organization that is none."""
        return self._entities.number(ORGANIZATION, "")

    def issue(self, id_: str) -> int:
        """The concept of an issue.

        Raises:
            ExchangeError: there is no such issue.
        """
        if id_ not in self._issues:
            raise ExchangeError(self._place, f"a stance is on the issue {id_!r}, which is not in the codebook")
        return self._issues[id_]

    def _add_actor(self, variable: str, actor: Actor) -> None:
        ours = f"{actor.type}:{actor.id}"
        if len(ours) > LONGEST:
            raise ExchangeError(self._place, f"the id {actor.id!r} of an actor has more than {LONGEST - len(actor.type) - 1} characters")
        name = self._given(variable, actor.name)
        if name != actor.name:
            self._entities.names[actor.id] = actor.name
        attributes = {TYPE: actor.type, **actor.attributes, OUR_ATTRIBUTE: ours}
        if OUR_ATTRIBUTE in actor.attributes:
            self._entities.dropped[OUR_ATTRIBUTE] += 1
        self._actors[actor.id] = self._entities.number(variable, name, COLOURS[actor.type], attributes)
        if variable == ORGANIZATION:
            self._affiliations.setdefault(actor.name, self._actors[actor.id])

    def _add_issue(self, issue: Issue) -> int:
        attributes = {OUR_ATTRIBUTE: issue.id, NOTES: issue.notes, PARENT: issue.parent or ""}
        return self._entities.number(CONCEPT, self._given(CONCEPT, issue.text), BLACK, attributes)

    def _given(self, variable: str, words: str) -> str:
        name = self._names[variable].give(words)
        self._entities.cut += name != words
        return name

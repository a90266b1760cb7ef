"""The persons, organizations and concepts of a DNA file as actors and a codebook."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from onrecord.codebook.issues import Codebook, Issue
from onrecord.codebook.naming import id_from
from onrecord.errors import CodebookError, ExchangeError
from onrecord.exchange.contents import Actor
from onrecord.exchange.dna.codings import AFFILIATION, PERSONS
from onrecord.exchange.dna.entities import PARENT
from onrecord.exchange.dna.file import rows_by, there
from onrecord.exchange.dna.schema import NOTES, ORGANIZATION, OUR_ATTRIBUTE, PERSON, TYPE
from onrecord.exchange.dna.text import named_after, shorten
from onrecord.records import SpeakerType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onrecord.exchange.dna.file import DnaTables, Row
    from onrecord.exchange.dna.notes import FileNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The variables of a file, by their number, that name persons, organizations and issues."""

    person: frozenset[int]
    organization: frozenset[int]
    issue: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The actors of a file.

    Attributes:
        actors: in the order of the file, persons first.
        ids: the actor of each entity that is one.
        ours: the ids of those that were written from here.
    """

    actors: Mapping[str, Actor]
    ids: Mapping[int, str]
    ours: frozenset[str]

    def belonging(self, affiliations: Iterable[tuple[str, str]]) -> People:
        """The same, where a person that has no affiliation is given the organization that it most often speaks for."""
        counts: dict[str, Counter[str]] = {}
        for person, organization in affiliations:
            counts.setdefault(person, Counter())[organization] += 1
        changed = {
            id_: replace(self.actors[id_], attributes={**self.actors[id_].attributes, AFFILIATION: counted.most_common(1)[0][0]})
            for id_, counted in counts.items()
            if id_ not in self.ours and AFFILIATION not in self.actors[id_].attributes
        }
        return replace(self, actors={**self.actors, **changed})

    def without(self, entities: Collection[int]) -> People:
        """The same without the actors that stand for nothing but these entities."""
        kept = {id_ for entity, id_ in self.ids.items() if entity not in entities}
        return replace(
            self,
            actors={id_: actor for id_, actor in self.actors.items() if id_ in kept},
            ids={entity: id_ for entity, id_ in self.ids.items() if id_ in kept},
        )


class Attributes:
    """What a file says of its entities."""

    def __init__(self, tables: DnaTables, note: FileNote, place: str) -> None:
        self._values: dict[int, dict[str, str]] = {}
        self._long = note.long
        for number, row in tables["ATTRIBUTEVALUES"].items():
            where = f"{place}, ATTRIBUTEVALUES {number}"
            name = there(tables["ATTRIBUTEVARIABLES"], row["AttributeVariableId"], where, "attribute")["AttributeVariable"]
            there(tables["ENTITIES"], row["EntityId"], where, "entity")
            if row["AttributeValue"]:
                self._values.setdefault(row["EntityId"], {})[name] = row["AttributeValue"]

    def of(self, entity: int) -> dict[str, str]:
        """The attributes of an entity that have a value; in full where they were cut, and not changed since."""
        given = self._values.get(entity, {})
        long = self._long.get(given.get(OUR_ATTRIBUTE, ""), {})
        return {name: long[name] if name in long and shorten(long[name]) == value else value for name, value in given.items()}

    def unread(self, entities: Iterable[int], read: Collection[str] = ()) -> int:
        """How many values of entities are of no attribute that is read."""
        return sum(name not in read for entity in entities for name in self._values.get(entity, {}))


def read_people(tables: DnaTables, roles: Roles, attributes: Attributes, note: FileNote) -> People:
    """The actors that a file's persons and organizations are; those of one name are one, also where two types name them."""
    actors: dict[str, Actor] = {}
    ids: dict[int, str] = {}
    ours: set[str] = set()
    same: dict[tuple[str, str], str] = {}
    by_variable = rows_by(tables["ENTITIES"], "VariableId")
    for role, variables in ((PERSON, roles.person), (ORGANIZATION, roles.organization)):
        for row in (row for variable in sorted(variables) for row in by_variable.get(variable, ()) if row["Value"]):
            key: tuple[str, str] = (role, row["Value"])
            if key not in same:
                actor, is_ours = _actor(row, role, attributes.of(row["ID"]), note)
                id_ = actor.id if actor.id not in actors else free(f"dna-{row['ID']}", actors)
                same[key] = id_
                actors[id_] = replace(actor, id=id_)
                ours |= {id_} if is_ours else set()
            ids[row["ID"]] = same[key]
    return People(actors=actors, ids=ids, ours=frozenset(ours))


def free(id_: str, taken: Collection[str]) -> str:
    """The id, with a number behind it where it is taken."""
    found, number = id_, 1
    while found in taken:
        number += 1
        found = f"{id_}-{number}"
    return found


def _actor(row: Row, role: str, given: dict[str, str], note: FileNote) -> tuple[Actor, bool]:
    """The actor of an entity, and whether it was written from here."""
    kinds: list[SpeakerType] = [kind for kind in get_args(SpeakerType) if (kind in PERSONS) == (role == PERSON)]
    said, _, id_ = given.pop(OUR_ATTRIBUTE, "").partition(":")
    ours = next((kind for kind in kinds if kind == said and id_), None)
    if ours is not None:
        if given.get(TYPE) == ours:
            del given[TYPE]
        name = note.names.get(id_, "")
        return Actor(id=id_, name=name if name and named_after(row["Value"], name) else row["Value"], type=ours, attributes=given), True
    kind = next((one for one in kinds if one == given.get(TYPE, "").casefold()), None)
    if kind is not None:
        del given[TYPE]
    return Actor(id=f"dna-{row['ID']}", name=row["Value"], type=kind or kinds[0], attributes=given), False


def read_issues(tables: DnaTables, roles: Roles, attributes: Attributes, note: FileNote, place: str) -> tuple[Codebook, dict[int, str]]:
    """The codebook that a file's concepts are, and the issue of each of them.

    Raises:
        ExchangeError: a concept can be no issue.
    """
    carried = {one.get("id", ""): one for one in note.issues}
    made: dict[str, dict[str, str]] = {}
    ids: dict[int, str] = {}
    same: dict[str, str] = {}
    by_variable = rows_by(tables["ENTITIES"], "VariableId")
    for row in (row for variable in sorted(roles.issue) for row in by_variable.get(variable, ()) if row["Value"]):
        value = row["Value"]
        if value not in same:
            given = attributes.of(row["ID"])
            id_ = given.get(OUR_ATTRIBUTE, "")
            id_ = id_ if id_ and id_ not in made else id_from(value, made)
            was = carried.get(id_, {})
            text = was.get("text", "")
            made[id_] = {
                "text": text if text and named_after(value, text) else value,
                "notes": given.get(NOTES, ""),
                "parent": given.get(PARENT, ""),
                "place": f"{place}, ENTITIES {row['ID']}",
            }
            same[value] = id_
        ids[row["ID"]] = same[value]
    issues = [_issue(id_, fields, made) for id_, fields in made.items()]
    try:
        return Codebook(tuple(issues)), ids
    except CodebookError as error:
        raise ExchangeError(place, f"its concepts are no codebook: {error}") from error


def _issue(id_: str, fields: Mapping[str, str], known: Collection[str]) -> Issue:
    parent = fields["parent"] if fields["parent"] in known else None
    try:
        return Issue(id=id_, text=fields["text"], notes=fields["notes"], parent=parent)
    except CodebookError as error:
        raise ExchangeError(fields["place"], f"the concept can be no issue: {error}") from error

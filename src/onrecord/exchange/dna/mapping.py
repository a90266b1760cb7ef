"""What the statement types and variables of a DNA file mean here, as a YAML file says it, or as DNA's own standard has it.

::

    types:
      DNA Statement:
        person: person
        organization: organization
        issue: concept
        side: agreement
      Position:
        organization: actor
        issue: policy
        side: {variable: score, for: [1, 2], against: [-2, -1], neither: [0]}
      Annotation: skip
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from onrecord.codebook.issues import choices, shown
from onrecord.errors import ExchangeError
from onrecord.exchange.dna.schema import AGREEMENT, CONCEPT, ORGANIZATION, PERSON, STANDARD_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.exchange.contents import Side
    from onrecord.exchange.dna.schema import DataType

SKIP: Final = "skip"
SIDES: Final[tuple[Side, ...]] = ("for", "against", "neither")
_ROLES: Final = ("person", "organization", "issue", "side")
_MOST_BYTES: Final = 1_000_000
_DEEPEST: Final = 5
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRule:
    """How a statement takes a side.

    Attributes:
        variable: what tells it; None where all statements of the type take one side.
        values: which side a value of the variable stands for; empty for a yes or no, where yes is for.
        always: the side that all take.
    """

    variable: str | None = None
    values: Mapping[int | str, Side] = field(default_factory=dict)
    always: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule:
    """What the variables of a statement type are.

    Attributes:
        person: None where the type has none.
        organization: None where the type has none.
        skip: leave statements of this type out.
    """

    person: str | None = None
    organization: str | None = None
    issue: str = ""
    side: SideRule = field(default_factory=SideRule)
    skip: bool = False


#: Rules by the name of the statement type.
DnaMapping = dict[str, TypeRule]
STANDARD: Final[DnaMapping] = {
    STANDARD_TYPE: TypeRule(person=PERSON, organization=ORGANIZATION, issue=CONCEPT, side=SideRule(variable=AGREEMENT))
}


def load_mapping(path: Path) -> DnaMapping:
    """The rules in a file.

    Raises:
        ExchangeError: it cannot be read, or says what cannot be; with the line.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise ExchangeError(str(path), f"is larger than {_MOST_BYTES:,} bytes: too large for a mapping")
        return parse_mapping(data.decode("utf-8-sig"), str(path))
    except OSError as error:
        raise ExchangeError(str(path), f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ExchangeError(str(path), "is not in UTF-8; save it as UTF-8") from error


def parse_mapping(text: str, origin: str) -> DnaMapping:
    """The rules that a YAML text describes.

    Raises:
        ExchangeError: it says what cannot be; with the line.
    """
    try:
        _check_form(text, origin)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{origin}:{mark.line + 1}" if mark else origin
        raise ExchangeError(place, f"is no YAML: {shown(getattr(error, 'problem', None) or error)}") from error
    if root is None:
        raise ExchangeError(origin, "is empty; a mapping begins with types: and lists statement types below")
    reading = _Reading(origin)
    types = reading.fields(root, "a mapping", ("types",))
    if "types" not in types:
        raise ExchangeError(reading.at(root), "has no types:; a mapping begins with it and lists statement types below")
    return {name: reading.rule(name, node) for name, node in reading.fields(types["types"], "types").items()}


def _check_form(text: str, origin: str) -> None:
    """Refuses what would have to be resolved, in one pass that builds nothing."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        place = f"{origin}:{event.start_mark.line + 1 if event.start_mark else 1}"
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "anchors, aliases and tags are not taken; write the words out"
            raise ExchangeError(place, message)
        if depth > _DEEPEST:
            message = "a mapping is not nested so deep; it has types, their variables, and the values of a side"
            raise ExchangeError(place, message)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The nodes of one file, taken only as what they must be."""

    origin: str

    def at(self, node: yaml.Node) -> str:
        """Where a node stands."""
        return f"{self.origin}:{node.start_mark.line + 1}"

    def fields(self, node: yaml.Node, name: str, known: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
        """The fields of a node, each once and of a known name where names are given."""
        if not isinstance(node, yaml.MappingNode):
            raise ExchangeError(self.at(node), f"{name} must have fields ({', '.join(known) or 'the names of statement types'})")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = str(key.value)
            if known and word not in known:
                raise ExchangeError(self.at(key), f"{name} has an unknown field {shown(word)!r}; {choices(word, known)}")
            if word in found:
                raise ExchangeError(self.at(key), f"{name} has {shown(word)!r} twice; leave one out")
            found[word] = value
        return found

    def word(self, node: yaml.Node, name: str) -> str:
        """The words of a node."""
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            raise ExchangeError(self.at(node), f"{name} must be the name of a variable")
        return str(node.value)

    def rule(self, name: str, node: yaml.Node) -> TypeRule:
        """The rule of a statement type."""
        what = f"the type {shown(name)!r}"
        if isinstance(node, yaml.ScalarNode):
            if node.value == SKIP:
                return TypeRule(skip=True)
            raise ExchangeError(self.at(node), f"{what} must have fields ({', '.join(_ROLES)}), or be {SKIP}")
        given = self.fields(node, what, _ROLES)
        if not given.keys() & {"person", "organization"} or not {"issue", "side"} <= given.keys():
            message = f"{what} needs an issue, a side, and a person or an organization; to leave it out, write {SKIP}"
            raise ExchangeError(self.at(node), message)
        words: dict[str, str] = {role: self.word(one, f"{role} of {what}") for role, one in given.items() if role != "side"}
        side = self.side(given["side"], f"side of {what}")
        return TypeRule(person=words.get("person"), organization=words.get("organization"), issue=words["issue"], side=side)

    def side(self, node: yaml.Node, name: str) -> SideRule:
        """How a type takes sides."""
        if isinstance(node, yaml.ScalarNode):
            return SideRule(variable=self.word(node, name))
        given = self.fields(node, name, ("variable", *SIDES, "always"))
        if "always" in given:
            always = next((side for side in SIDES if side == given["always"].value), None)
            if always is None or len(given) > 1:
                raise ExchangeError(self.at(node), f"{name}: always stands alone and is one of {', '.join(SIDES)}")
            return SideRule(always=always)
        if "variable" not in given:
            raise ExchangeError(self.at(node), f"{name} needs a variable, or always")
        values: dict[int | str, Side] = {}
        for side in SIDES:
            for one in self.values(given[side], f"{side} in {name}") if side in given else ():
                if one in values:
                    raise ExchangeError(self.at(given[side]), f"{name}: {shown(one)!r} cannot be both {values[one]} and {side}")
                values[one] = side
        return SideRule(variable=self.word(given["variable"], f"variable of {name}"), values=values)

    def values(self, node: yaml.Node, name: str) -> list[int | str]:
        """A list of whole numbers and words."""
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in node.value):
            raise ExchangeError(self.at(node), f"{name} must be a list of values, such as [1, 2]")
        return [self.value(one, name) for one in node.value]

    def value(self, node: yaml.ScalarNode, name: str) -> int | str:
        """A whole number or a word."""
        kind = str(node.tag).rpartition(":")[2]
        if kind == "int":
            number = yaml.safe_load(node.value)
            if isinstance(number, int):
                return number
        if kind == "str":
            return str(node.value)
        raise ExchangeError(self.at(node), f'{name} has {shown(node.value)!r}, which YAML takes for no word; write "{shown(node.value)}"')


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    """A statement type of a file.

    Attributes:
        variables: what each holds, by its name.
        count: how many statements are of it.
    """

    name: str
    variables: Mapping[str, DataType]
    count: int


def check_mapping(mapping: DnaMapping | None, types: list[FileType], place: str) -> DnaMapping:
    """The mapping where it fits the file; without one, DNA's standard.

    Raises:
        ExchangeError: a type of the file has no rule, or a rule names what the file does not have, or what cannot be that; the error lists
            the file's types and variables.
    """
    listed = f"; the file has {told(types)}"
    rules = STANDARD if mapping is None else mapping
    by_name = {one.name: one for one in types}
    unknown = next((name for name in rules if name not in by_name), None) if mapping is not None else None
    if unknown is not None:
        raise ExchangeError(place, f"the mapping names the type {shown(unknown)!r}, which is not there{listed}")
    for one in types:
        rule = rules.get(one.name)
        if rule is None and one.count:
            advice = f"write a mapping file that says what its variables are, or {SKIP}"
            raise ExchangeError(place, f"statements are of the type {shown(one.name)!r}, which is not mapped: {advice}{listed}")
        problem = _problem(rule, one) if rule is not None and not rule.skip and (one.count or mapping is not None) else None
        if problem:
            raise ExchangeError(place, f"the type {shown(one.name)!r}: {problem}{listed}")
    return dict(rules)


def told(types: list[FileType]) -> str:
    """The types of a file with their variables, in words."""
    return "; ".join(
        f"{shown(one.name)!r} ({one.count} statement{'' if one.count == 1 else 's'}, "
        + ", ".join(f"{shown(name)}: {kind}" for name, kind in one.variables.items())
        + ")"
        for one in types
    )


def _problem(rule: TypeRule, one: FileType) -> str | None:
    """What a rule says that the type cannot be."""
    for role, variable in (("person", rule.person), ("organization", rule.organization), ("issue", rule.issue)):
        if variable is not None and one.variables.get(variable) != "short text":
            return f"{role} is {shown(variable)!r}, which is no variable of short text there"
    side = rule.side
    if side.variable is None:
        return None
    kind: Any = one.variables.get(side.variable)
    if kind not in {"boolean", "integer", "short text"}:
        return f"side is {shown(side.variable)!r}, which is no variable of yes or no, whole numbers or short text there"
    if not side.values:
        return None if kind == "boolean" else f"{shown(side.variable)!r} is of {kind}: list the values for and against"
    wanted = str if kind == "short text" else int
    wrong = next((value for value in side.values if not isinstance(value, wanted)), None)
    return None if wrong is None else f"{shown(side.variable)!r} is of {kind}, and cannot be {wrong!r}"

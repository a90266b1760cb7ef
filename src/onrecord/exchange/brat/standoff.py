"""The lines of one file of brat's annotations → what they mark, checked against the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from onrecord.errors import ExchangeError
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_SPANS = re.compile(r"(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
_EVENT = re.compile(r"([^\s:]+):(\S+?)((?: [^\s:]+:\S+)*) *")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (.*))?")
_REFERENCE = re.compile(r"(\S+) (\S+) ([^\s:]+):(\S+)")


class Mark(NamedTuple):
    """An annotation of words."""

    type: str
    spans: tuple[Span, ...]


class Event(NamedTuple):
    """An annotation with a trigger and parts: pairs of a role, without its number, and the id of what fills it."""

    type: str
    trigger: str
    parts: tuple[tuple[str, str], ...]


class Reference(NamedTuple):
    """An entry of a database that an annotation refers to."""

    database: str
    entry: str
    name: str


@dataclass(slots=True)
class Standoff:
    """The annotations of one text, in the order of the file.

    Attributes:
        text: as the offsets count it.
        attributes: pairs of a name and a value, by the id of what has them; a value is empty where the attribute has none.
        notes: what people and this program noted, by the id of what it is noted on.
        others: what is neither, such as relations, by kind and type, with their number.
    """

    text: str
    marks: dict[str, Mark] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attributes: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    others: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def read_standoff(text: str, annotations: str, at: Callable[[int], str]) -> Standoff:
    """The annotations of a text.

    Args:
        text: as its file has it.
        annotations: the lines of the file of annotations.
        at: what messages call a line, counted from 1.

    Raises:
        ExchangeError: a line cannot be read, or does not fit the text.
    """
    if "\r\n" in text:
        try:
            return _Lines(text, at).read(annotations)
        except ExchangeError:  # newer versions of brat count the end of such a line as one character
            text = text.replace("\r\n", "\n")
    return _Lines(text, at).read(annotations)


class _Lines:
    def __init__(self, text: str, at: Callable[[int], str]) -> None:
        self._found = Standoff(text)
        self._ids: dict[str, int] = {}
        self._at = at
        self._number = 0

    def read(self, annotations: str) -> Standoff:
        """All of the lines, with what they name checked at the end, for a line may name one further down."""
        for number, line in enumerate(annotations.split("\n"), start=1):
            self._number = number
            if line.strip():
                self._line(line.removesuffix("\r"))
        self._check_names()
        return self._found

    def _refuse(self, message: str) -> NoReturn:
        raise ExchangeError(self._at(self._number), message)

    def _line(self, line: str) -> None:
        id_, tab, rest = line.partition("\t")
        data, _, tail = rest.partition("\t")
        if not tab:
            self._refuse(f"{line[:60]!r} has no tab after its id; annotations are written ID, tab, what it is")
        if id_ != "*":
            if id_ in self._ids:
                self._refuse(f"the id {id_[:60]!r} stands in line {self._ids[id_]} too; give each annotation its own")
            self._ids[id_] = self._number
        read = {"T": self._mark, "E": self._event, "A": self._attribute, "M": self._attribute, "N": self._reference, "#": self._note}
        kind = id_[:1]
        if kind in read:
            read[kind](id_, data, tail)
        elif kind in {"R", "*"}:
            self._found.others[f"relation {data.partition(' ')[0]}"[:60]] += 1
        else:
            self._refuse(f"the id {id_[:60]!r} is none that brat has; ids begin with T, E, R, A, M, N, # or *")

    def _matched(self, pattern: re.Pattern[str], data: str, form: str) -> re.Match[str]:
        match = pattern.fullmatch(data)
        if match is None:
            self._refuse(f"{data[:60]!r} cannot be read; it is written {form}")
        return match

    def _mark(self, id_: str, data: str, tail: str) -> None:
        match = self._matched(_SPANS, data, "TYPE START END, or TYPE START END;START END")
        text = self._found.text
        spans = tuple(Span(*map(int, part.split(" "))) for part in match[2].split(";"))
        for span in spans:
            if not span.start < span.end <= len(text):
                self._refuse(f"{id_} marks {span.start} to {span.end} of a text of {len(text)} characters")
        if any(one.overlaps(other) for one, other in pairwise(sorted(spans))):
            self._refuse(f"the parts of {id_} overlap")
        words = [text[span.start : span.end] for span in spans]
        if tail not in {" ".join(words), "".join(words)}:  # old versions of brat put nothing between the parts
            self._refuse(
                f"{id_} says {tail[:60]!r} where the text has {' '.join(words)[:60]!r}; the text was changed after it was annotated"
            )
        self._found.marks[id_] = Mark(match[1], tuple(sorted(spans)))

    def _event(self, id_: str, data: str, _tail: str) -> None:
        match = self._matched(_EVENT, data, "TYPE:TRIGGER ROLE:ID ROLE:ID")
        parts = [part.split(":", 1) for part in match[3].split()]
        self._found.events[id_] = Event(match[1], match[2], tuple((role.rstrip("0123456789"), part) for role, part in parts))

    def _attribute(self, _id: str, data: str, _tail: str) -> None:
        match = self._matched(_ATTRIBUTE, data, "NAME ID, or NAME ID VALUE")
        self._found.attributes[match[2]].append((match[1], match[3] or ""))

    def _reference(self, _id: str, data: str, tail: str) -> None:
        match = self._matched(_REFERENCE, data, "Reference ID DATABASE:ENTRY")
        self._found.references[match[2]].append(Reference(match[3], match[4], tail))

    def _note(self, _id: str, data: str, tail: str) -> None:
        if data.partition(" ")[2]:
            self._found.notes[data.partition(" ")[2]].append(tail)

    def _check_names(self) -> None:
        for id_, event in self._found.events.items():
            self._number = self._ids[id_]
            if event.trigger not in self._found.marks:
                self._refuse(f"the trigger {event.trigger[:60]!r} of {id_} is nowhere in the file")
            for _, part in event.parts:
                if part not in self._found.marks and part not in self._found.events:
                    self._refuse(f"{part[:60]!r}, a part of {id_}, is nowhere in the file")

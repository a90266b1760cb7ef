"""Issues and codebooks: frozen, and right by construction, so that no other part has to check them again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Far above what people keep apart; what is longer is no codebook, or a file that is to hurt.
LONGEST_ID = 64
LONGEST_TEXT = 500
LONGEST_NOTES = 10_000
MOST_ISSUES = 2_000
MOST_CHARACTERS = 500_000
#: So many choices are named; the rest are counted.
_NAMED = 10
_SHOWN = 60
#: Controls, halves of characters, breaks of lines that are none to most programs, and marks that turn the direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")
_ID = re.compile(r"\w+(?:[-.]+\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A question with two sides. White space that says nothing is dropped: runs of it in the text, at the ends of lines in the notes.

    Attributes:
        id: what stances know it by: letters, digits and ``_``, parted by ``-`` or ``.``.
        text: one sentence that one can be for or against.
        notes: what counts and what does not, for people, in any number of lines; empty for none.
        parent: the id of the issue that it is a part of.

    Raises:
        CodebookError: a field is empty, too long, or holds what it cannot.
    """

    id: str
    text: str
    notes: str = ""
    parent: str | None = None

    def __post_init__(self) -> None:
        """Refuses what can be no issue, and drops idle white space."""
        flaw = issue_flaw(self.id, self.text, self.notes)
        if flaw:
            raise CodebookError(shown(self.id) or "an issue", flaw.message)
        object.__setattr__(self, "text", " ".join(self.text.split()))
        object.__setattr__(self, "notes", _tidy(self.notes))


@dataclass(frozen=True, slots=True)
class Codebook:
    """The issues of a debate, in the order in which people keep them.

    Raises:
        CodebookError: two issues have one id, a parent is unknown, parents go round in a circle, or the issues are too many.
    """

    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        """Refuses issues that cannot stand in one codebook."""
        flaw = codebook_flaw(self.issues)
        if flaw:
            raise CodebookError(self.issues[flaw.at].id, flaw.message)

    @property
    def ids(self) -> tuple[str, ...]:
        """The issues' ids, in order."""
        return tuple(one.id for one in self.issues)

    def issue(self, id_: str) -> Issue:
        """The issue of this id.

        Raises:
            CodebookError: there is none; the error names those there are, the nearest first.
        """
        found = next((one for one in self.issues if one.id == id_), None)
        if found is None:
            raise CodebookError(shown(id_), f"there is no such issue; {choices(id_, self.ids)}")
        return found

    def above(self, id_: str) -> tuple[str, ...]:
        """The ids of an issue's parent, of the parent's parent and so on.

        Raises:
            CodebookError: there is no such issue.
        """
        return _above(self.issue(id_).id, {one.id: one.parent for one in self.issues})


class Flaw(NamedTuple):
    """What is wrong with an issue.

    Attributes:
        field: which of its fields.
        at: which issue, counted from 0.
        other: which issue it clashes with.
    """

    field: str
    message: str
    at: int = 0
    other: int | None = None


def issue_flaw(id_: str, text: str, notes: str) -> Flaw | None:
    """What is wrong with the fields of one issue; None where all is well."""
    for field, value, most in (("id", id_, LONGEST_ID), ("text", text, LONGEST_TEXT), ("notes", notes, LONGEST_NOTES)):
        found = control_in(value)
        if found:
            return Flaw(field, f"{field} holds the control character U+{ord(found[0]):04X}; leave it out")
        if len(value) > most:
            return Flaw(field, f"{field} has {len(value)} characters, and at most {most} are allowed")
    if not id_:
        return Flaw("id", "id is empty; give a short name such as night-trains")
    if not _ID.fullmatch(id_):
        return Flaw("id", f"id cannot be {shown(id_)!r}; it is made of letters, digits and _, parted by - or . (night-trains)")
    if not text.strip():
        return Flaw("text", f"text of {id_} is empty; write one sentence that one can be for or against")
    return None


def control_in(text: str) -> re.Match[str] | None:
    """The first character of a text that no field may hold; None where there is none."""
    return _CONTROL.search(text)


def codebook_flaw(issues: Sequence[Issue]) -> Flaw | None:
    """What is wrong between issues; None where all is well."""
    if len(issues) > MOST_ISSUES:
        return Flaw("id", f"there are {len(issues)} issues, and at most {MOST_ISSUES} are allowed", MOST_ISSUES)
    size = 0
    first: dict[str, int] = {}
    for at, one in enumerate(issues):
        size += len(one.text) + len(one.notes)
        if size > MOST_CHARACTERS:
            return Flaw("text", f"texts and notes have more than {MOST_CHARACTERS:,} characters together; shorten the notes", at)
        other = first.setdefault(folded(one.id), at)
        if other != at:
            same = issues[other].id == one.id
            ids = f"the id {one.id}" if same else f"ids that differ in letter case or marks alone, {issues[other].id} and {one.id}"
            return Flaw("id", f"two issues have {ids}; rename one of them", at, other)
    parents = {one.id: one.parent for one in issues}
    for at, one in enumerate(issues):
        if one.parent is not None and one.parent not in parents:
            others = [other for other in parents if other != one.id]
            return Flaw("parent", f"parent of {one.id} cannot be {shown(one.parent)!r}: {choices(one.parent, others)}, or leave it out", at)
    for at, one in enumerate(issues):
        above = _above(one.id, parents)
        if one.id in above:
            circle = " → ".join((one.id, *above[: above.index(one.id) + 1]))
            return Flaw("parent", f"parents go round in a circle: {circle}; take one of these parents out", at)
    return None


def choices(value: str, known: Iterable[str]) -> str:
    """The choices in words, those nearest to a value first: ``choose one of a, b and 3 more``."""
    names = list(known)
    if not names:
        return "there is none to choose"
    near = get_close_matches(value[:LONGEST_ID], names, n=3)
    ordered = near + [name for name in names if name not in near]
    more = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    return f"choose one of {', '.join(ordered[:_NAMED])}{more}"


def shown(value: object) -> str:
    """A value short enough for a message, and without characters that a terminal would obey."""
    text = _CONTROL.sub("\ufffd", " ".join(str(value)[: 4 * _SHOWN].split()))
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def wording_of(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of an issue's sentence: what was judged of it is known by that, not by the id."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def folded(id_: str) -> str:
    """The id without letter case, and with its marks above letters written in one way: what tells ids apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", id_).casefold())


def _above(id_: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The ids above one; in a circle each of them once."""
    found: dict[str, None] = {}
    at = parents[id_]
    while at is not None and at not in found:
        found[at] = None
        at = parents[at]
    return tuple(found)


def _tidy(notes: str) -> str:
    lines = notes.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()

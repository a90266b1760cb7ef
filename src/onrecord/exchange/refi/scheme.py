"""How statements stand in REFI-QDA: what codes are called, what selections are called, and the identifiers.

Programs drop memos and make identifiers anew, but keep the names of codes, cases and variables, and the words that are coded; so the
names carry what matters. A code's name tells what it is even where its place in the tree is lost.
"""

from __future__ import annotations

import re
import uuid
from typing import NamedTuple, get_args

from onrecord.exchange.contents import Side
from onrecord.records import Form, Kind, Level, Voice

FORMAT = "refi-qda"
NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
#: The user that stands for the program among the coders.
PROGRAM = "onrecord (program)"
CONTENT, SOURCE, CUE, CLAIM = "content", "source", "cue", "claim"
CHECKED = "checked"
SIDES: tuple[Side, ...] = get_args(Side)
#: The codes that say what a passage is, by group, and the colour of each group.
CODES: dict[str, tuple[str, ...]] = {
    "statement": (CONTENT, SOURCE, CUE),
    "claim": ("main", "other"),
    "form": get_args(Form),
    "voice": get_args(Voice),
    "kind": get_args(Kind),
    "certainty": get_args(Level),
    "review": (CHECKED,),
}
COLOURS = {"statement": "#F2C500", "claim": "#5FAE4B", "form": "#9E9E9E", "voice": "#9E9E9E", "kind": "#3B8ED0", "certainty": "#8E6BBF"}
SIDE_COLOURS: dict[str, str] = {"for": "#1B7F4B", "against": "#C2452D", "neither": "#8A8A8A"}
#: What people call the two sides of a question when they make codes for them.
SIDE_WORDS: dict[str, Side] = {
    "for": "for", "pro": "for", "in favour": "for", "in favor": "for", "support": "for", "supports": "for", "agree": "for", "yes": "for",
    "against": "against", "contra": "against", "con": "against", "oppose": "against", "opposes": "against", "disagree": "against",
    "no": "against", "neither": "neither", "neutral": "neither", "unclear": "neither",
}  # fmt: skip
#: Variables of documents and cases that this program knows by these names.
OWN_ID, OWN_TYPE, AUTHOR = "onrecord id", "onrecord type", "author"
DOCUMENT_FIELDS = ("outlet", "published", "url", "language")
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:onrecord:refi-qda")
_ISSUE = re.compile(r"issue: (.+)", re.DOTALL)
_STANCE = re.compile(rf"(.+): ({'|'.join(SIDES)})", re.DOTALL)
_PART = re.compile(r"statement (.+), (content|source|cue) (\d{1,6}) of \d+", re.DOTALL)
_CLAIM = re.compile(r"statement (.+), claim (\d{1,6}), (\d{1,6}) of \d+", re.DOTALL)


class Part(NamedTuple):
    """What a selection is of a statement.

    Attributes:
        claim: which of the statement's claims, from 1; 0 where it is none.
        number: which of the passages that it consists of, from 1.
    """

    statement: str
    role: str
    claim: int
    number: int


def guid(*words: str) -> str:
    """The identifier of a thing, the same for the same words."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(words)))


def code_name(group: str, value: str) -> str:
    """What the code of a value is called."""
    return f"{group}: {value}"


def issue_name(issue: str) -> str:
    """What the code of an issue is called."""
    return f"issue: {issue}"


def issue_of(name: str) -> str | None:
    """The id of the issue whose code has this name."""
    match = _ISSUE.fullmatch(name)
    return match[1] if match else None


def stance_of(name: str) -> tuple[str, Side] | None:
    """The issue's id and the side of the code of this name."""
    match = _STANCE.fullmatch(name)
    side = next((one for one in SIDES if match and one == match[2]), None)
    return (match[1], side) if match and side else None


def value_of(name: str) -> tuple[str, str] | None:
    """The group and the value of the code of this name, where it is one of ours."""
    group, _, value = name.partition(": ")
    return (group, value) if value in CODES.get(group, ()) else None


def part_name(part: Part, of: int) -> str:
    """What a selection is called that is a passage of so many of its part of a statement."""
    if part.role == CLAIM:
        return f"statement {part.statement}, claim {part.claim}, {part.number} of {of}"
    return f"statement {part.statement}, {part.role} {part.number} of {of}"


def part_of(name: str) -> Part | None:
    """What a selection of this name is; None where somebody made it in another program."""
    if match := _CLAIM.fullmatch(name):
        return Part(match[1], CLAIM, int(match[2]), int(match[3]))
    if match := _PART.fullmatch(name):
        return Part(match[1], match[2], 0, int(match[3]))
    return None

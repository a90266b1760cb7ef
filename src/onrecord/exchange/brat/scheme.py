"""How statements stand in brat: the types, roles and attributes, and the configuration that makes brat offer them.

A statement is an event whose trigger is its content; its source and cue are entities, its claims events of their own. The form, the
kind, the level and each stance are attributes; who speaks is a reference on the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from onrecord.exchange.contents import Side
from onrecord.records import Form, Kind, Level, Voice
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.codebook.issues import Codebook

STATEMENT, SOURCE, CUE, CLAIM = "Statement", "Source", "Cue", "Claim"
#: The role of the statement that another one stands in.
WITHIN = "In"
#: The database that references to actors name.
ACTORS = "Actor"
CHECKED, MAIN = "Checked", "Main"
FORMS, VOICES, KINDS, LEVELS, SIDES = (get_args(one) for one in (Form, Voice, Kind, Level, Side))
#: Attributes with values, by the type that they belong to.
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    STATEMENT: {"Form": FORMS, "Voice": VOICES},
    CLAIM: {"Kind": KINDS, "Level": LEVELS},
}
STANCE = "Stance_"
ANNOTATION_CONF, VISUAL_CONF = "annotation.conf", "visual.conf"
#: What would end a line or a column of the files: an annotation is parted there, as brat itself does.
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_NO_STORAGE = re.compile(r"[^A-Za-z0-9_-]")


def stance_attributes(issues: Iterable[str]) -> dict[str, str]:
    """The attribute that holds the stances on each issue, by the issue's id; brat knows letters of English alone."""
    found: dict[str, str] = {}
    for id_ in issues:
        name = STANCE + _NO_STORAGE.sub(lambda match: f"_{ord(match[0]):x}_", id_)
        while name in found.values():
            name += "_"
        found.setdefault(id_, name)
    return found


def pieces(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, parted where a line ends, without what overlaps another."""
    found: list[Span] = []
    for span in sorted(spans):
        start = max(span.start, found[-1].end if found else 0)
        found.extend(_unbroken(text, start, span.end))
    return tuple(found)


def _unbroken(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _BREAKS.finditer(text, start, max(start, end)):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < end:
        yield Span(start, end)


def one_line(words: str) -> str:
    """The words without what would end a line or a column."""
    return _BREAKS.sub(" ", words)


def annotation_conf(stances: Mapping[str, str]) -> str:
    """The types, roles and attributes, as brat's configuration states them."""
    lines = [
        "[entities]", SOURCE, CUE, "", "[relations]", "", "[events]",
        f"{STATEMENT}\tSource*:{SOURCE}, Cue*:{CUE}, {WITHIN}?:{STATEMENT}, Claim*:{CLAIM}", CLAIM, "", "[attributes]",
        f"{CHECKED}\tArg:{STATEMENT}", f"{MAIN}\tArg:{CLAIM}",
        *(f"{name}\tArg:{type_}, Value:{'|'.join(choices)}" for type_, some in VALUES.items() for name, choices in some.items()),
        *(f"{name}\tArg:{CLAIM}, Value:{'|'.join(SIDES)}" for name in stances.values()),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def visual_conf(stances: Mapping[str, str], codebook: Codebook) -> str:
    """The colours, and the sentence of each issue as the label of its attribute."""
    texts = {one.id: one_line(one.text).replace("|", "/") for one in codebook.issues}
    labels = [f"{name} | {texts[id_]} | {id_}" for id_, name in stances.items() if id_ in texts]
    colours = {STATEMENT: "#fff2a8", SOURCE: "#a8d4ff", CUE: "#d9d9d9", CLAIM: "#c8efc0"}
    drawing = [f"{type_}\tbgColor:{colour}, fgColor:black" for type_, colour in colours.items()]
    return "\n".join(["[labels]", *labels, "", "[drawing]", *drawing, ""])

"""Codebooks from YAML, or what is wrong with it and in which line.

What a codebook has no use for is refused before anything is built of it: aliases, which let a small file become a huge one, tags,
which name types, and depths. Each value must be written as words: `no` and `12` are none in YAML unless they are quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from onrecord.codebook.issues import (
    MOST_ISSUES,
    Codebook,
    Flaw,
    Issue,
    choices,
    codebook_flaw,
    control_in,
    issue_flaw,
    shown,
)
from onrecord.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("id", "text", "notes", "parent")
NEEDED = ("id", "text")
#: A codebook of all that is allowed is smaller in practice; a larger file is not looked into.
MOST_BYTES = 4_000_000
_DEEPEST = 3
#: So many pieces have the most issues with all fields, twice over.
_MOST_EVENTS = 20 * MOST_ISSUES
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What people write for a field by another name.
_MEANT = {
    **dict.fromkeys(("name", "title", "label", "sentence", "statement", "question", "issue", "claim"), "text"),
    **dict.fromkeys(("note", "comment", "comments", "description", "definition", "memo"), "notes"),
    **dict.fromkeys(("key", "code", "slug"), "id"),
    **dict.fromkeys(("parents", "above", "group", "category", "part_of"), "parent"),
}
_KINDS = {
    "bool": "a yes or no",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "seq": "a list",
    "map": "fields",
}


class _Row(NamedTuple):
    """An issue, and the line of each of its fields."""

    issue: Issue
    lines: dict[str, int]


def read_codebook(path: Path) -> Codebook:
    """The codebook in a file.

    Raises:
        CodebookError: it cannot be read, or is none; with the line.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CodebookError(str(path), f"cannot be read: {error.strerror or error}") from error
    return parse_codebook(data, str(path))


def parse_codebook(data: bytes | str, origin: str) -> Codebook:
    """The codebook that a YAML text describes.

    Args:
        data: the text, or its bytes in UTF-8.
        origin: what errors call it, such as the file's name.

    Raises:
        CodebookError: it is none; with the line.
    """
    text = _decoded(data, origin)
    _check_form(text, origin)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise _no_yaml(error, origin) from error
    rows = [_row(node, at, origin) for at, node in enumerate(_listed(root, origin))]
    flaw = codebook_flaw([row.issue for row in rows])
    if flaw:
        before = "" if flaw.other is None else f" (the first is in line {rows[flaw.other].lines['id']})"
        raise CodebookError(origin, flaw.message + before, line=rows[flaw.at].lines[flaw.field])
    return Codebook(tuple(row.issue for row in rows))


def _decoded(data: bytes | str, origin: str) -> str:
    size = len(data)
    if size > MOST_BYTES:
        raise CodebookError(origin, f"is larger than {MOST_BYTES:,} bytes: too large for a codebook")
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise CodebookError(origin, f"is not in UTF-8 (byte 0x{data[error.start]:02X}); save it as UTF-8", line=line) from error
    else:
        text = data.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = control_in(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise CodebookError(origin, f"holds the control character U+{ord(found[0]):04X}; leave it out", line=line)
    return text


def _check_form(text: str, origin: str) -> None:
    """Refuses what would have to be resolved, in one pass that builds nothing."""
    depth = documents = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            problem = _not_taken(event)
            if depth > _DEEPEST:
                problem = f"a value is made of parts; the fields {', '.join(FIELDS)} hold words alone"
            elif documents > 1:
                problem = "holds a second document (---); a file is one codebook"
            elif count > _MOST_EVENTS:
                problem = f"holds more than a codebook can; at most {MOST_ISSUES} issues are allowed"
            if problem:
                raise CodebookError(origin, problem, line=event.start_mark.line + 1 if event.start_mark else None)
    except yaml.YAMLError as error:
        raise _no_yaml(error, origin) from error


def _not_taken(event: yaml.Event) -> str | None:
    anchor = getattr(event, "anchor", None)
    if isinstance(event, yaml.AliasEvent):
        return f"aliases are not taken (*{shown(anchor)}); write the words out"
    if anchor:
        return f"anchors are not taken (&{shown(anchor)}); leave it out"
    tag = getattr(event, "tag", None)
    return f"tags are not taken ({shown(tag)}); put words in quotation marks instead" if tag else None


def _no_yaml(error: yaml.YAMLError, origin: str) -> CodebookError:
    mark = getattr(error, "problem_mark", None)
    problem = shown(getattr(error, "problem", None) or error)
    hint = "; a sentence with a colon or a # in it needs quotation marks" if "mapping" in problem else ""
    return CodebookError(origin, f"is no YAML: {problem}{hint}", line=mark.line + 1 if mark else None)


def _listed(root: yaml.Node | None, origin: str) -> list[yaml.Node]:
    """The nodes of the issues."""
    if root is None:
        raise CodebookError(origin, "is empty; a codebook begins with issues: (and issues: [] is one without any)", line=1)
    if not isinstance(root, yaml.MappingNode):
        raise CodebookError(origin, f"is {_kind(root)}; a codebook begins with issues: and lists them below", line=_line(root))
    values = _fields(root, ("issues",), "a codebook", origin)
    node = values.get("issues")
    if node is None:
        raise CodebookError(origin, "has no issues:; a codebook begins with it and lists them below", line=_line(root))
    if not isinstance(node, yaml.SequenceNode):
        message = f"issues must be a list, each beginning with - id:, not {_kind(node)} (issues: [] for none)"
        raise CodebookError(origin, message, line=_line(node))
    if len(node.value) > MOST_ISSUES:
        message = f"there are {len(node.value)} issues, and at most {MOST_ISSUES} are allowed"
        raise CodebookError(origin, message, line=_line(node.value[MOST_ISSUES]))
    return list(node.value)


def _row(node: yaml.Node, at: int, origin: str) -> _Row:
    name = f"issue {at + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise CodebookError(origin, f"{name} must have the fields id and text, not be {_kind(node)}", line=_line(node))
    nodes = _fields(node, FIELDS, name, origin)
    missing = [field for field in NEEDED if field not in nodes]
    if missing:
        message = f"{name} has no {' and no '.join(missing)}; an issue needs id and text, and may have notes and parent"
        raise CodebookError(origin, message, line=_line(node))
    lines = {field: _line(value) for field, value in nodes.items()}
    words = {field: _words(value, field, name, origin) for field, value in nodes.items()}
    flaw = issue_flaw(words["id"], words["text"], words.get("notes", "")) or _parent_flaw(words)
    if flaw:
        raise CodebookError(origin, f"{name}: {flaw.message}", line=lines[flaw.field])
    return _Row(Issue(id=words["id"], text=words["text"], notes=words.get("notes", ""), parent=words.get("parent")), lines)


def _parent_flaw(words: dict[str, str]) -> Flaw | None:
    return Flaw("parent", "parent is empty; give an issue's id, or leave it out") if words.get("parent") == "" else None


def _fields(node: yaml.MappingNode, known: tuple[str, ...], name: str, origin: str) -> dict[str, yaml.Node]:
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise CodebookError(origin, f"{name} has a field whose name is {_kind(key)}; {choices('', known)}", line=_line(key))
        if key.value not in known:
            raise CodebookError(origin, f"{name} has an unknown field {shown(key.value)!r}; {_hint(key.value, known)}", line=_line(key))
        if key.value in found:
            raise CodebookError(origin, f"{name} has the field {key.value} twice; leave one out", line=_line(key))
        found[key.value] = value
    return found


def _hint(key: str, known: tuple[str, ...]) -> str:
    meant = _MEANT.get(key.strip().lower())
    return f"did you mean {meant}?" if meant in known else f"{choices(key, known)}; what else is to be kept goes into notes"


def _words(node: yaml.Node, field: str, name: str, origin: str) -> str:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str":
        return str(node.value)
    if not isinstance(node, yaml.ScalarNode):
        raise CodebookError(origin, f"{field} of {name} must be words, not {_kind(node)}", line=_line(node))
    advice = f'write it in quotation marks: "{shown(node.value)}"' if node.value else "fill it"
    if field not in NEEDED:
        advice += " or leave it out"
    raise CodebookError(origin, f"{field} of {name} is read as {_kind(node)}, not as words; {advice}", line=_line(node))


def _kind(node: yaml.Node) -> str:
    return _KINDS.get(str(node.tag).rpartition(":")[2], "words" if isinstance(node, yaml.ScalarNode) else "no words")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1

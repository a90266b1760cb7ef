"""Articles with their statements marked in the text: reader and checker of the format that docs/marking.md describes.

Run ``python -m evaluation.marked check FILE…`` to check files.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROLES = {"s": "source", "q": "cue", "c": "content"}
TYPES = ("person", "organization", "country", "group", "unnamed", "author", "document")
KINDS = ("assessment", "prediction", "prescription", "commitment", "other")
LEVELS = ("certain", "likely", "possible", "unlikely", "remote", "hedged")
QUOTED = ("certainty", "condition", "horizon", "addressee", "target")

_OPEN = re.compile(r"\[((?:\d+[sqc] ?)+): ?")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStatement:
    """One statement as somebody marked it; spans are half-open offsets into the article's text."""

    number: int
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    speaker: dict[str, Any] | None = None
    reported_by: int | None = None
    said: dict[str, Any] | None = None
    occasion: str | None = None
    claims: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article's text, its head, its statements, and what the checker has against it."""

    name: str
    text: str
    head: dict[str, Any]
    statements: tuple[MarkedStatement, ...]
    problems: tuple[str, ...] = field(default=())


def strip_marks(body: str) -> tuple[str, dict[tuple[int, str], list[tuple[int, int]]], list[str]]:
    """Returns the text without its marks, the spans by (number, role letter), and what does not parse."""
    out: list[str] = []
    size = 0
    spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
    open_marks: list[tuple[list[tuple[int, str]], int]] = []
    problems: list[str] = []
    at = 0
    while at < len(body):
        mark = _OPEN.match(body, at)
        if mark:
            keys = [(int(key[:-1]), key[-1]) for key in mark.group(1).split()]
            open_marks.append((keys, size))
            at = mark.end()
            continue
        char = body[at]
        if char == "]":
            if open_marks:
                keys, start = open_marks.pop()
                for key in keys:
                    spans.setdefault(key, []).append((start, size))
            else:
                problems.append(f"a closing bracket without an opening one near {body[max(0, at - 40) : at]!r}")
            at += 1
            continue
        if char == "[":
            problems.append(f"a bracket that opens no mark near {body[at : at + 40]!r}")
        if char == "\\" and body[at + 1 : at + 2] in ("[", "]"):
            at += 1
            char = body[at]
        out.append(char)
        size += 1
        at += 1
    problems.extend(f"mark {keys} is never closed" for keys, _ in open_marks)
    return "".join(out), spans, problems


def read_marked(path: Path) -> MarkedArticle:
    """The marked article in a file, with its problems listed.

    Raises:
        ValueError: the file has no YAML head between two lines of three hyphens.
    """
    raw = path.read_text(encoding="utf-8")
    match = _HEAD.match(raw)
    if not match:
        message = f"{path}: no YAML head between two lines '---'"
        raise ValueError(message)
    head = yaml.safe_load(match.group(1))
    text, spans, problems = strip_marks(match.group(2).strip("\n"))
    speakers = {str(key): value for key, value in (head.get("speakers") or {}).items()}
    rows = {int(key): value or {} for key, value in (head.get("statements") or {}).items()}
    statements = []
    for number in sorted(rows.keys() | {number for number, _ in spans}):
        row = rows.get(number)
        if row is None:
            problems.append(f"statement {number} is marked in the text but missing in the head")
            row = {}
        key = row.get("speaker")
        if key is not None and str(key) not in speakers:
            problems.append(f"statement {number}: speaker {key!r} is not among {sorted(speakers)}")
        roles = {name: tuple(sorted(spans.get((number, letter), ()))) for letter, name in ROLES.items()}
        statements.append(
            MarkedStatement(
                number=number,
                **roles,
                speaker=speakers.get(str(key)) if key is not None else None,
                reported_by=row.get("in"),
                said=row.get("said"),
                occasion=row.get("occasion"),
                claims=tuple(row.get("claims") or ()),
            )
        )
    for speaker in speakers.values():
        problems.extend(_speaker_problems(speaker, text))
    for statement in statements:
        problems.extend(f"statement {statement.number}: {p}" for p in _statement_problems(statement, text, statements))
    return MarkedArticle(name=path.stem, text=text, head=head, statements=tuple(statements), problems=tuple(problems))


def _speaker_problems(speaker: dict[str, Any], text: str) -> list[str]:
    found = []
    if speaker.get("type") not in TYPES:
        found.append(f"speaker type {speaker.get('type')!r} is none of {TYPES}")
    for name in ("name", "role", "affiliation"):
        value = speaker.get(name)
        if value and speaker.get("type") != "author" and value not in text:
            found.append(f"speaker {name} {value!r} does not stand in the text")
    return found


def _statement_problems(statement: MarkedStatement, text: str, others: list[MarkedStatement]) -> list[str]:
    found = []
    if not statement.content:
        found.append("no content is marked")
        return found
    for role in ROLES.values():
        for start, end in getattr(statement, role):
            if text[start:end] != text[start:end].strip() or start == end:
                found.append(f"{role} {text[start:end]!r} is empty or begins or ends with a space")
    if statement.reported_by is not None:
        outer = next((o for o in others if o.number == statement.reported_by), None)
        if outer is None:
            found.append(f"stands in {statement.reported_by}, which does not exist")
        elif not all(any(s <= a and b <= e for s, e in outer.content) for a, b in statement.content):
            found.append(f"its content does not lie in the content of {statement.reported_by}")
    whole = text[statement.content[0][0] : statement.content[-1][1]]
    cue = " ".join(text[s:e] for s, e in statement.cue)
    return found + [problem for claim in statement.claims for problem in _claim_problems(claim, whole, cue)]


def _claim_problems(claim: dict[str, Any], whole: str, cue: str) -> list[str]:
    found = []
    if claim.get("kind") not in KINDS:
        found.append(f"claim kind {claim.get('kind')!r} is none of {KINDS}")
    if (claim.get("level") or None) not in (*LEVELS, None) or bool(claim.get("level")) != bool(claim.get("certainty")):
        found.append(f"certainty {claim.get('certainty')!r} with level {claim.get('level')!r}; levels are {LEVELS}")
    if claim.get("attitude", 0) not in (1, 0, -1):
        found.append(f"attitude {claim.get('attitude')!r} is not 1, 0 or -1")
    if claim.get("text") and claim["text"] not in whole:
        found.append(f"claim text {claim['text']!r} does not stand in the content")
    for name in QUOTED:
        value = claim.get(name)
        if value and value not in whole and not (name in ("certainty", "target") and value in cue):
            found.append(f"{name} {value!r} does not stand in the content")
    return found


def main(arguments: list[str]) -> int:
    """Checks the named files; returns 1 if any has a problem."""
    bad = 0
    for name in arguments:
        try:
            article = read_marked(Path(name))
        except (ValueError, yaml.YAMLError) as error:
            print(f"{name}: {error}")
            bad += 1
            continue
        for problem in article.problems:
            print(f"{name}: {problem}")
        bad += bool(article.problems)
        print(f"{name}: {len(article.text.split())} words, {len(article.statements)} statements")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:] if sys.argv[1:2] == ["check"] else sys.argv[1:]))

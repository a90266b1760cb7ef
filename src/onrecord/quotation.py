"""Pairs of quotation marks: curly, straight, doubled apostrophes, single marks, marks that never close.

Every paragraph is paired on its own, so that one stray mark never turns the rest of an article inside out. A quotation
that is still open at a paragraph's end runs to that end; it counts as closed where the next paragraph opens one again,
as is usual for quotations of several paragraphs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.spans import Span, paragraphs

OPENING = "“„«‟"
CLOSING = "”»"
_DOUBLE = re.compile(r"''|``|‘‘|’’|[“”„‟«»\"]")
_SINGLE = re.compile(r"[‘’']")
#: Words that begin with an apostrophe, and decades: no quotation opens there.
_APOSTROPHE = re.compile(r"['’‘](?:\d0s\b|em\b|tis\b|twas\b|cause\b|til\b|n['’]|round\b)", re.IGNORECASE)
_ENDS = ".,!?…;:"


class Quotation(NamedTuple):
    """A stretch in quotation marks, marks included.

    Attributes:
        start: the opening mark's first character.
        end: one past the closing mark, or the paragraph's end where none closes it.
        inner: one past the opening mark: where the words begin.
        closed: False where no mark closes it and it does not run on into the next paragraph.
        nested: True where it stands inside another.
    """

    start: int
    end: int
    inner: int
    closed: bool
    nested: bool

    @property
    def span(self) -> Span:
        """The stretch, marks included."""
        return Span(self.start, self.end)


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text in order of their starts, the outer before the inner."""
    found: list[Quotation] = []
    lines = list(paragraphs(text))
    for number, line in enumerate(lines):
        following = text[lines[number + 1].start : lines[number + 1].start + 2] if number + 1 < len(lines) else ""
        doubles = _doubles(text, line, following)
        singles = _singles(text, line, following, doubles)
        pairs = sorted(doubles + singles, key=lambda pair: (pair[0], -pair[1]))
        outer_end = -1
        for start, end, inner, closed in pairs:
            found.append(Quotation(start, end, inner, closed, start < outer_end))
            if start >= outer_end:
                outer_end = end
    return tuple(found)


_Pair = tuple[int, int, int, bool]


def _opens(text: str, line: Span, mark: re.Match[str], *, is_open: bool) -> bool:
    """Tells whether a double mark opens, by its shape, else by what stands on either side."""
    shape = mark.group()
    if shape in ("“", "``", "‘‘", "«", "‟"):
        return not (shape == "“" and is_open and text.rfind("„", line.start, mark.start()) >= 0)
    if shape == "„":
        return True
    if shape in ("”", "’’", "»"):
        return False
    before = text[mark.start() - 1] if mark.start() > line.start else " "
    after = text[mark.end()] if mark.end() < line.end else " "
    could_open = not after.isspace() and (before.isspace() or before in "([—–-/‘'" or mark.start() == line.start)
    if is_open:
        return could_open and before.isspace() and (after.isalnum() or after in "[‘'…$£€")
    return could_open


def _doubles(text: str, line: Span, following: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    opened: tuple[int, int] | None = None
    for mark in _DOUBLE.finditer(text, line.start, line.end):
        if _opens(text, line, mark, is_open=opened is not None):
            if opened is not None:
                pairs.append((opened[0], _before(text, opened[0], mark.start()), opened[1], False))
            opened = (mark.start(), mark.end())
        elif opened is not None:
            pairs.append((opened[0], mark.end(), opened[1], True))
            opened = None
    if opened is not None:
        runs_on = following[:1] in set(OPENING + '"') or following in ("''", "``", "‘‘")
        pairs.append((opened[0], line.end, opened[1], bool(following) and runs_on))
    return pairs


def _before(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, line: Span, following: str, doubles: list[_Pair]) -> list[_Pair]:
    """Single marks that quote, inside double ones or by themselves; apostrophes are left alone."""
    pairs: list[_Pair] = []
    marks = [m.start() for m in _SINGLE.finditer(text, line.start, line.end)]
    marks = [at for at in marks if not _part_of_double(text, at)]
    done = line.start
    for at in marks:
        if at < done or not _single_opens(text, line, at):
            continue
        around = next((d for d in doubles if d[0] < at < d[1]), None)
        limit = around[1] if around else line.end
        closers = [k for k in marks if at < k < limit and _single_closes(text, line, k)]
        closers = [k for k in closers if not any(d[0] < k < d[1] for d in doubles if d[0] > at)]
        opener = next((k for k in marks if k > at and text[k] == "‘"), limit)
        end = _closer(text, line, closers, opener)
        if end is not None:
            pairs.append((at, end + 1, at + 1, True))
            done = end + 1
        elif text[at] == "‘" and around is None:
            runs_on = following[:1] == "‘"
            pairs.append((at, line.end, at + 1, runs_on))
            done = line.end
    return pairs


def _part_of_double(text: str, at: int) -> bool:
    same = text[at]
    return text[at - 1 : at] == same or text[at + 1 : at + 2] == same


def _single_opens(text: str, line: Span, at: int) -> bool:
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    if text[at] == "’" or _APOSTROPHE.match(text, at):
        return False
    return (before.isspace() or before in "([—–-“\"„") and (after.isalnum() or after in "[“\"…$£€")


def _single_closes(text: str, line: Span, at: int) -> bool:
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    return text[at] != "‘" and not before.isspace() and not after.isalnum()


def _closer(text: str, line: Span, closers: list[int], opener: int) -> int | None:
    """The mark that closes: the first that is no plural's apostrophe, or the last before another opens."""
    near = [k for k in closers if k < opener] or closers[:1]
    for number, at in enumerate(near):
        after = text[at + 1] if at + 1 < line.end else " "
        possessive = text[at - 1] in "sS" and after.isspace() and text[at + 2 : at + 3].islower()
        if text[at - 1] in _ENDS or not possessive or number == len(near) - 1:
            return at
    return None

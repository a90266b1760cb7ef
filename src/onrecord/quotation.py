"""Pairs of quotation marks: curly, straight, doubled apostrophes, single marks, marks that never close.

Every paragraph is paired on its own, so that one stray mark never turns the rest of an article inside out. A quotation
that is still open at a paragraph's end runs to that end; it counts as closed where the next paragraph opens one again,
as is usual for quotations of several paragraphs. Marks that face the wrong way, a common typing error, count as what
their place makes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING = "“„«‟"
CLOSING = "”»"
#: Of three marks in a row, a double and a single one, the double is the outer: the first two that open, the last two that close.
_DOUBLE = re.compile(r"(?<!\S)(?:''|’’)|''(?!')|’’(?!’)|``|‘‘|[“”„‟«»\"]")
_SINGLE = re.compile(r"[‘’']")
#: Words that begin with an apostrophe, and decades: no quotation opens there.
_APOSTROPHE = re.compile(
    r"['’‘](?:\d\ds|em|un|uns|im|tis|twas|cause|cos|til|n|round|bout|nuff|flu|burbs)(?![\w])(?!['’]\s)|['’‘]n['’]", re.IGNORECASE
)
#: A year of two digits, and the words before it that tell it from a number that begins a quotation.
_YEAR = re.compile(r"['’‘]\d\d\b(?!['’])")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:of|in|since|by|from|until|till|to|before|after|during|early|mid|late|and|or|the|spring|summer|autumn|fall|winter|back in"
    r"|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\.?\s|\d[-–—/])\Z",
    re.IGNORECASE,
)
#: Words that end with an apostrophe: no quotation closes there while another mark may close it.
_CLIPPED = re.compile(
    r"(?:\b(?:o|an|th|ol|wi)|\b(?:go|do|be|say|com|tak|mak|gett|runn|try|look|talk|tell|think|noth|someth|anyth|play|pay)in)\Z",
    re.IGNORECASE,
)
#: What follows a quotation that ends in "s", never a plural that owns something ("the workers' party").
_UNOWNED = re.compile(
    r"\s(?:(?:and|or)\b(?!\s+\w+s['’])|(?:but|a|an|the|in|on|at|to|for|of|as|by|with|from|into|about|against|when|while|because|than|that"
    r"|which|who|he|she|it|they|we|i|his|her|its|their|is|was|are|were|has|have|had|will|would|could|should|said|says|told|wrote|added)\b)(?!-)"
)
_ENDS = ".,!?…;:"
#: Single marks looked at for the one that closes another; keeps a text without line breaks from taking hours.
_LOOK = 200


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
        marks = list(_DOUBLE.finditer(text, line.start, line.end))
        doubles = _doubles(text, line, following, marks)
        singles = _singles(text, line, following, marks, doubles)
        pairs = sorted(doubles + singles, key=lambda pair: (pair[0], -pair[1]))
        outer_end = -1
        for start, end, inner, closed in pairs:
            found.append(Quotation(start, end, inner, closed, start < outer_end))
            if start >= outer_end:
                outer_end = end
    return tuple(found)


_Pair = tuple[int, int, int, bool]


@dataclass(slots=True)
class _Open:
    """A double mark that has opened; ``cut`` is where the next one opens, which ends it if nothing closes it."""

    start: int
    inner: int
    cut: int | None = None


def _sides(text: str, line: Span, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a mark; a space at the paragraph's ends."""
    return text[start - 1] if start > line.start else " ", text[end] if end < line.end else " "


def _doubles(text: str, line: Span, following: str, marks: Sequence[re.Match[str]]) -> list[_Pair]:
    """Double marks in pairs. One that opens within another is nested where both are closed, else the outer ends before it."""
    pairs: list[_Pair] = []
    opened: list[_Open] = []
    for number, mark in enumerate(marks):
        ahead = marks[number + 1] if number + 1 < len(marks) else None
        if _opens(text, line, mark, ahead, opened):
            if opened and opened[-1].cut is None:
                opened[-1].cut = mark.start()
            opened.append(_Open(mark.start(), mark.end()))
        elif opened:
            one = opened.pop()
            pairs.append((one.start, mark.end(), one.inner, True))
    runs_on = following[:1] in set(OPENING + '"') or following in ("''", "``", "‘‘")
    for one in opened:
        if one.cut is None:
            pairs.append((one.start, line.end, one.inner, bool(following) and runs_on))
        else:
            pairs.append((one.start, max(one.inner, _before(text, one.start, one.cut)), one.inner, False))
    return pairs


def _opens(text: str, line: Span, mark: re.Match[str], ahead: re.Match[str] | None, opened: Sequence[_Open]) -> bool:
    """Tells whether a double mark opens, by its shape and by what stands on either side."""
    shape = mark.group()
    before, after = _sides(text, line, mark.start(), mark.end())
    if shape == "“" and opened:
        wrong_way = not before.isspace() and not after.isalnum() and (after.isspace() or after in _ENDS + ")]")
        return not wrong_way and text[opened[-1].start] != "„"
    if shape in ("“", "``", "‘‘", "«", "‟", "„"):
        return True
    closes_next = ahead is not None and ahead.group() in ("”", "’’", '"', "''") and not text[ahead.start() - 1].isspace()
    if shape == "»":
        return False
    if shape in ("”", "’’"):
        return not opened and closes_next and before.isspace() and (after.isalnum() or mark.start() == line.start)
    if mark.start() == line.start and after.isspace():
        return closes_next
    could_open = not after.isspace() and (before.isspace() or before in "([—–-/‘'")
    if opened and opened[-1].cut is None:
        return could_open and before.isspace() and (after.isalnum() or after in "[‘'…$£€")
    return could_open or (not opened and before in ":," and after.isalnum())


def _before(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, line: Span, following: str, doubled: Sequence[re.Match[str]], doubles: list[_Pair]) -> list[_Pair]:
    """Single marks that quote, inside double ones or by themselves; apostrophes are left alone."""
    taken = {at for mark in doubled for at in range(mark.start(), mark.end())}
    marks = [m.start() for m in _SINGLE.finditer(text, line.start, line.end) if m.start() not in taken]
    holders = _holders(marks, doubles)
    last_double = max((end for _, end, _, _ in doubles), default=line.start - 1)
    pairs: list[_Pair] = []
    done = line.start
    for number, at in enumerate(marks):
        if at < done or not _single_opens(text, line, at):
            continue
        ahead = slice(number + 1, number + 1 + _LOOK)
        near = [k for k, holder in zip(marks[ahead], holders[ahead], strict=True) if holder == holders[number]]
        end = _closer(text, line, near)
        if end is not None:
            pairs.append((at, end + 1, at + 1, True))
            done = end + 1
        elif holders[number] is None and _runs_to_end(text, line, at, following, alone=at > last_double):
            pairs.append((at, line.end, at + 1, following[:1] == text[at]))
            done = line.end
    return pairs


def _holders(marks: Sequence[int], doubles: Sequence[_Pair]) -> list[int | None]:
    """The start of the innermost double quotation that each single mark stands in."""
    found: list[int | None] = []
    waiting = sorted(doubles, reverse=True)
    around: list[_Pair] = []
    for at in marks:
        while waiting and waiting[-1][0] < at:
            around.append(waiting.pop())
        while around and around[-1][1] <= at:
            around.pop()
        found.append(around[-1][0] if around else None)
    return found


def _runs_to_end(text: str, line: Span, at: int, following: str, *, alone: bool) -> bool:
    """True for a mark that nothing closes but that does open: it runs on, or it is curly and alone, with no double marks after it."""
    runs_on = following[:1] == text[at] and following[1:].isalnum()
    if text[at] == "'":
        return runs_on and at == line.start
    return runs_on or alone


def _single_opens(text: str, line: Span, at: int) -> bool:
    before, after = _sides(text, line, at, at + 1)
    if text[at] == "’" or _APOSTROPHE.match(text, at):
        return False
    if _YEAR.match(text, at) and _BEFORE_YEAR.search(text, max(line.start, at - 12), at):
        return False
    return (before.isspace() or before in "([—–-“\"„'") and (after.isalnum() or after in '[“"…$£€')


def _single_closes(text: str, line: Span, at: int) -> bool:
    before, after = _sides(text, line, at, at + 1)
    return text[at] != "‘" and not before.isspace() and not after.isalnum()


def _closer(text: str, line: Span, marks: Sequence[int]) -> int | None:
    """The mark that closes: the first that is no word's own apostrophe, or the last before another opens."""
    last: int | None = None
    for at in marks:
        if text[at] == "‘" or (last is not None and _single_opens(text, line, at)):
            if last is not None:
                break
            continue
        if _single_closes(text, line, at):
            last = at
            if not _own_apostrophe(text, line, at):
                break
    return last


def _own_apostrophe(text: str, line: Span, at: int) -> bool:
    """True where a mark at a word's end may belong to the word: a plural that owns something, a clipped word."""
    if text[at - 1] in _ENDS or not text[at + 1 : at + 2].isspace() or at + 1 >= line.end:
        return False
    if text[at - 1] in "sS":
        return text[at + 2 : at + 3].islower() and not _UNOWNED.match(text, at + 1)
    return _CLIPPED.search(text, max(line.start, at - 12), at) is not None

"""Letters → words, by the white between them, in whatever order and pieces they are drawn."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from onrecord.read.documents.pdf_page import Letter, Word, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: White of so much of the size, beyond what lies between letters anyway, parts words. Tuned on layouts of our own with moves for spaces.
LEAST_SPACE = 0.16
#: White of so much of the size ends a run of letters in which the white between letters is measured.
LEAST_BREAK = 1.2
#: Letters on one line whose sizes differ more are no word: a large initial, a raised mark.
MOST_DIFFERENT = 1.7
#: What is raised beside a word, the mark of a note or an ordinal's end, has so few characters.
LONGEST_RAISED = 4

_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|o|a)\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:^|[\d/.(])(?:[mk]?m|cm|ft|km|mi|in|10)$")
# What can follow an initial in one word, and mostly begins no word itself.
_BEGUN = {
    "A": re.compile(
        r"[stnm]$|ft|lt|cc|ct|d[dmv]|ff|gg|ll|l[mrsw]|m[bmp]|n[dgnxy]|pp|r[mrt]|ss|tt|bout|bs|cross|fri|gre|meri|mong|nother|gain|way"
    ),
    "I": re.compile(r"[nfst]$|ts|n[^aeiouy]|mm|mp|ll|rr|ss|s[rl]|t[’']|ran|raq|rel|tal"),
}  # fmt: skip
_MARK = re.compile(r"[\d*†‡§¶,–-]+$|^[a-z]$")


def words_of(letters: Iterable[Letter]) -> tuple[Word, ...]:
    """The words that the letters make, without the raised marks of notes."""
    plain = [word for row in _rows(letters) for run in _runs(row) for word in _words(run)]
    return tuple(_with_initials(_with_raised(plain)))


def _rows(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """The letters that stand on one line, whatever column they are in."""
    row: list[Letter] = []
    for letter in sorted(letters, key=lambda letter: letter.base):
        if row and letter.base - row[0].base > 0.12 * min(letter.size, row[0].size):
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _runs(row: list[Letter]) -> Iterator[list[Letter]]:
    """The letters of a line, from left to right, parted where the white is wide or the size changes."""
    run: list[Letter] = []
    for letter in _once(sorted(row, key=lambda letter: letter.left)):
        if run:
            last = run[-1]
            wide = letter.left - last.right > LEAST_BREAK * max(letter.size, last.size)
            if wide or max(letter.size, last.size) > MOST_DIFFERENT * min(letter.size, last.size):
                yield run
                run = []
        run.append(letter)
    if run:
        yield run


def _once(row: list[Letter]) -> Iterator[Letter]:
    """The letters of a line without those drawn twice, a little apart, for boldness or a shadow."""
    kept: list[Letter] = []
    for letter in row:
        if not any(_is_shadow(letter, other) for other in kept[-3:]):
            kept.append(letter)
            yield letter


def _is_shadow(letter: Letter, other: Letter) -> bool:
    """Whether two equal letters lie over each other; where they do so exactly they are pieces of a joined one, such as "ff"."""
    over = other.right - letter.left > 0.6 * (letter.right - letter.left)
    return letter.text == other.text and over and letter[1:4] != other[1:4]


def _words(run: list[Letter]) -> Iterator[Word]:
    letters = [letter for letter in run if not letter.text.isspace()]
    if not letters:
        return
    gaps = [b.left - a.right for a, b in pairwise(run) if not a.text.isspace() and not b.text.isspace()]
    usual = max(median(gaps), 0.0) if len(gaps) > 2 else 0.0  # noqa: PLR2004
    spelled = _is_spelled(run)
    word: list[Letter] = []
    spaced = False
    for letter in run:
        if letter.text.isspace():
            spaced = True
            continue
        if word:
            gap, size = letter.left - word[-1].right, max(letter.size, word[-1].size)
            wide = gap > (spelled or usual + LEAST_SPACE * size)
            if wide or (spaced and not spelled):
                yield _word(word)
                word = []
        word.append(letter)
        spaced = False
    yield _word(word)


def _is_spelled(run: list[Letter]) -> float:
    """Where a space is drawn after each letter ("T H E  B I L L"), the white that parts words; 0 elsewhere."""
    words = "".join(letter.text for letter in run).split()
    if len(words) < 4 or sum(len(word) == 1 for word in words) < 0.9 * len(words):  # noqa: PLR2004
        return 0.0
    letters = [letter for letter in run if not letter.text.isspace()]
    return 1.6 * median(b.left - a.right for a, b in pairwise(letters))


def _word(letters: list[Letter]) -> Word:
    return Word(
        text="".join(letter.text for letter in letters),
        left=letters[0].left,
        right=max(letter.right for letter in letters),
        base=letters[0].base,
        size=max(letter.size for letter in letters),
        bold=all(letter.bold for letter in letters),
        italic=all(letter.italic for letter in letters),
    )


def _with_raised(words: list[Word]) -> list[Word]:
    """The words with what is raised or lowered beside them put to them, or left out where it is the mark of a note."""
    found = list(words)
    order = sorted(range(len(words)), key=lambda at: words[at].base)
    largest = max((word.size for word in words), default=0.0)
    for place, at in enumerate(order):
        small = words[at]
        if len(small.text) > LONGEST_RAISED or small.size >= 0.8 * largest:
            continue
        host = _host(words, order, place)
        if host is None:
            continue
        raised = words[host].base - small.base > 0
        before = found[host]
        after = _MARK.search(small.text) if raised else None
        if not raised or _ORDINAL.match(small.text) or (small.text.isdigit() and _UNIT.search(before.text)):
            found[host] = before._replace(text=before.text + small.text, right=small.right)
        elif not after:
            continue
        found[at] = small._replace(text="")
    return [word for word in found if word.text]


def _host(words: list[Word], order: list[int], place: int) -> int | None:
    """The larger word that a small one hangs on: beside it, a little lower or higher."""
    small = words[order[place]]
    for step in (1, -1):
        near = place + step
        while 0 <= near < len(order):
            other = words[order[near]]
            drop = other.base - small.base
            if abs(drop) > 2 * small.size:
                break
            hangs = 0.45 * other.size < small.size < 0.8 * other.size and 0.12 * other.size < abs(drop) < 0.6 * other.size
            if hangs and -0.1 * other.size < small.left - other.right < 0.15 * other.size:
                return order[near]
            near += step
    return None


def _with_initials(words: list[Word]) -> list[Word]:
    """The words with large initials, which go down beside several lines, put to the word they begin, and those lines moved to the left."""
    found = list(words)
    for initial in [word for word in words if len(word.text.strip("\"'“‘")) == 1 and word.text[-1].isupper()]:
        rows = _beside(initial, found)
        if len(rows) < 2:  # noqa: PLR2004
            continue
        for number, row in enumerate(rows):
            first = row[0]
            start = "" if number else initial.text + (" " if _is_word(initial.text[-1], first.text, words) else "")
            found[found.index(first)] = first._replace(text=start + first.text, left=initial.left)
        found.remove(initial)
    return found


def _beside(initial: Word, words: list[Word]) -> list[list[Word]]:
    """The lines at the right of a large initial, from its top down."""
    near = [
        word
        for word in words
        if initial.size > MOST_DIFFERENT * word.size
        and initial.top - 0.6 * word.size < word.top
        and word.base <= initial.base + 0.3 * word.size
        and -0.3 * word.size <= word.left - initial.right < 0.9 * word.size + 0.15 * initial.size
    ]
    return rows_of(near)


def _is_word(initial: str, rest: str, words: list[Word]) -> bool:
    """Whether a large initial is a word by itself: "A report", "I never", but not "After" and "In"."""
    if initial not in "AI":
        return False
    plain = [word.text.strip(".,;:!?\"'”’").lower() for word in words]
    small = rest.strip(".,;:!?\"'”’").lower()
    if (initial.lower() + small) in plain:
        return False
    return plain.count(small) > 1 or not _BEGUN[initial].match(small)

"""Texts, names and days as Discourse Network Analyzer can hold them, and the way back.

DNA counts characters in two ways: its window in UTF-16 units, its tables in code points. What the two count differently, and what its
window turns into something else, is replaced one for one, so that both counts are right; what stood there is carried beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.exchange.characters import REPLACEMENT
from onrecord.exchange.dna.schema import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAIRS = re.compile("[\U00010000-\U0010ffff]")
_UNFIT = re.compile("\r\n?|[\x00\ud800-\udfff\U00010000-\U0010ffff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUMBERED = re.compile(r"(.*)( \(\d+\))", re.DOTALL)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = _EPOCH.replace(tzinfo=None)


@dataclass(frozen=True)
class DnaText:
    """A text as DNA holds it, with what was replaced in it.

    Attributes:
        text: of the characters that UTF-16 writes in one unit, with lines that end in a line feed alone.
        replaced: where in it something else stood, and what.
    """

    text: str
    replaced: tuple[tuple[int, str], ...] = ()

    @cached_property
    def _longer(self) -> list[int]:
        """Where two characters stood in the place of one."""
        return [at for at, was in self.replaced if len(was) > 1]

    @cached_property
    def _longer_before(self) -> list[int]:
        """The same places, counted in the original."""
        return [at + k for k, at in enumerate(self._longer)]

    @property
    def original(self) -> str:
        """The text that it was made of."""
        parts, at = [], 0
        for place, was in self.replaced:
            parts += [self.text[at:place], was]
            at = place + 1
        return "".join([*parts, self.text[at:]])

    def to_dna(self, offset: int) -> int:
        """Where in this text an offset into the original lies."""
        return offset - bisect_left(self._longer_before, offset)

    def from_dna(self, offset: int) -> int:
        """Where in the original an offset into this text lies."""
        return offset + bisect_left(self._longer, offset)


def fit(text: str) -> DnaText:
    """The text as DNA can hold it."""
    replaced, parts, at, size = [], [], 0, 0
    for found in _UNFIT.finditer(text):
        parts += [text[at : found.start()], "\n" if found[0][0] == "\r" else REPLACEMENT]
        size += found.start() - at
        replaced.append((size, found[0]))
        size += 1
        at = found.end()
    return DnaText("".join([*parts, text[at:]]), tuple(replaced))


def put_back(text: str, replaced: Sequence[tuple[int, str]]) -> DnaText:
    """The text with what was replaced in it; what does not go with the text, as after an edit in DNA, is left out."""
    if not all(at < following for (at, _), (following, _) in pairwise(replaced)):
        return DnaText(text)
    places = ((at, was) for at, was in replaced if 0 <= at < len(text) and _UNFIT.fullmatch(was))
    kept = tuple((at, was) for at, was in places if text[at] == ("\n" if was[0] == "\r" else REPLACEMENT))
    return DnaText(text, kept)


def code_points(text: str) -> Callable[[int], int | None]:
    """What turns an offset in UTF-16 units into one in code points: None for what lies outside or inside a character."""
    wide = [found.start() + k for k, found in enumerate(_PAIRS.finditer(text))]
    size = len(text) + len(wide)

    def point(unit: int) -> int | None:
        before = bisect_left(wide, unit)
        inside = before > 0 and wide[before - 1] + 1 == unit
        return None if inside or not 0 <= unit <= size else unit - before

    return point


def storable(words: str) -> str:
    """The words without what no SQLite text can hold."""
    return _UNSTORABLE.sub(REPLACEMENT, words)


def shorten(words: str, size: int = LONGEST) -> str:
    """The words, cut with an ellipsis where they have more characters than ``size``."""
    words = storable(words)
    return words if len(words) <= size else words[: size - 1] + "…"


class Names:
    """Distinct short names: also those that differ in letter case alone are told apart, by a number behind them."""

    def __init__(self) -> None:
        self._taken: set[str] = {""}

    def give(self, words: str) -> str:
        """A name that was not given before, as near to the words as can be."""
        name, number = shorten(words), 1
        while name.casefold() in self._taken:
            number += 1
            mark = f" ({number})"
            name = shorten(words, LONGEST - len(mark)) + mark
        self._taken.add(name.casefold())
        return name


def named_after(name: str, words: str) -> bool:
    """Whether a name is the one that was made of these words."""
    if name == shorten(words):
        return True
    numbered = _NUMBERED.fullmatch(name)
    return numbered is not None and numbered[1] == shorten(words, LONGEST - len(numbered[2]))


def seconds(published: str | None) -> int | None:
    """A date or a time as DNA counts it: the seconds from 1970 to what the clock on the wall showed; None for what is neither."""
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return int((when.replace(tzinfo=None) - _NAIVE_EPOCH).total_seconds() // 1)


def when(counted: int) -> str | None:
    """The date of a count of seconds, with the time where it is not midnight; None outside of the calendar."""
    try:
        moment = _NAIVE_EPOCH + timedelta(seconds=counted)
    except OverflowError:
        return None
    return moment.isoformat() if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day).isoformat()

"""What a newer version of an article changed: which words went and came, and where the others stand now.

Sentences are compared first, then the words of those that differ, so that a transcript takes no longer than it must. Typography and
letter case are no changes: words are compared as ``onrecord.repeats.marks.words_of`` has them.
"""

from __future__ import annotations

from bisect import bisect_left
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from onrecord.repeats.copies import Compared, likeness
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: At one address so much of the shorter text must stand in the other one for the two to be versions of one article.
AT_ADDRESS = 0.25
#: The same where both have one title.
SAME_TITLE = 0.1
#: The same where only a file's name tells, or where the two were published on different days: another export, and the next day's column,
#: are called like the one before.
ANOTHER_DAY = 0.5
#: Of the figures in sentences that both have, so many must be the same then: markets and polls are reported in the same words.
SAME_FIGURES = 0.5
#: Sentences less like the ones that took their place (share of words in both, in order) were not edited: they went, and others came.
EDITED = 0.4
#: A later text that has no more of the words than this only tells of the article: a digest, a page behind a paywall.
EXCERPT = 0.5


class Place(NamedTuple):
    """What else tells whether two texts that stood at one place are versions.

    Attributes:
        same_title: whether both have one title.
        same_day: whether both were published on one day, as far as they tell.
        at_address: whether the place is an address, or a name that the publisher gives, and no file.
    """

    same_title: bool = False
    same_day: bool = True
    at_address: bool = True


class Change(NamedTuple):
    """Words of the older version that the newer one has others for; one of the two may be empty."""

    old: Span
    new: Span


class Difference:
    """How two versions of a text differ.

    Args:
        old: the older text.
        new: the newer one.

    Attributes:
        changes: in the order of the text; spans from the first to the last word that differs.
    """

    def __init__(self, old: str, new: str) -> None:
        one, other = Compared.of(old), Compared.of(new)
        self._new = other.words
        self._starts = [word.at for word in one.words]
        self._places: dict[int, int] = {}  # of a word in the old text → of the same word in the new one
        changes = []
        for tag, i, j, k, m in _compared(one, other):
            if tag == "equal":
                self._places.update(zip(range(i, j), range(k, m), strict=True))
            else:
                changes.append(Change(_span(one, i, j, len(old)), _span(other, k, m, len(new))))
        self.changes = tuple(changes)

    def kept(self, spans: Iterable[Sequence[int]]) -> tuple[Span, ...] | None:
        """Where words of the older version stand in the newer one, span by span.

        None where one of them stands there no more, or another came between them.
        """
        found = []
        for start, end in spans:
            words = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
            places = [self._places[word] for word in words if word in self._places]
            if len(places) < len(words) or (places and places[-1] - places[0] >= len(words)):
                return None
            if places:
                found.append(Span(self._new[places[0]].at, self._new[places[-1]].end))
        return tuple(found)


def is_version(old: str, new: str, place: Place) -> bool:
    """Whether a text that stands where another stood is a newer version of it, and no other article."""
    found = likeness(Compared.of(old), Compared.of(new))
    if not place.at_address or not place.same_day:
        return found.shared >= ANOTHER_DAY and (found.figures is None or found.figures >= SAME_FIGURES)
    return found.shared >= (SAME_TITLE if place.same_title else AT_ADDRESS)


def is_excerpt(old: str, new: str) -> bool:
    """Whether the later of two texts at one place is too short to replace the other: it only tells of it."""
    return len(Compared.of(new).words) <= EXCERPT * len(Compared.of(old).words)


def _compared(one: Compared, other: Compared) -> Iterator[tuple[str, int, int, int, int]]:
    """Stretches of words that are equal or differ, as (what, from, to, from, to), in order; neighbours that differ are one stretch."""
    before, after = ([tuple(w.form for w in text.words[i:j]) for i, j in text.sentences] for text in (one, other))
    waiting: list[int] = []  # a stretch that differs, which the next may continue
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        start, end, new_start, new_end = *_words(one, i, j), *_words(other, k, m)
        pieces = [(tag, start, end, new_start, new_end)]
        if tag == "replace":
            left, right = ([w.form for w in text.words[a:b]] for text, a, b in ((one, start, end), (other, new_start, new_end)))
            inner = SequenceMatcher(None, left, right, autojunk=False)
            if inner.ratio() >= EDITED:
                pieces = [(t, start + a, start + b, new_start + c, new_start + d) for t, a, b, c, d in inner.get_opcodes()]
        for piece in pieces:
            if piece[0] != "equal":
                waiting = [waiting[0], piece[2], waiting[2], piece[4]] if waiting else list(piece[1:])
                continue
            if waiting:
                yield "replace", waiting[0], waiting[1], waiting[2], waiting[3]
                waiting = []
            yield piece
    if waiting:
        yield "replace", waiting[0], waiting[1], waiting[2], waiting[3]


def _words(text: Compared, first: int, last: int) -> tuple[int, int]:
    """The words of some sentences, as (from, to)."""
    starts = [*(start for start, _ in text.sentences), len(text.words)]
    return starts[first], starts[last]


def _span(text: Compared, start: int, end: int, length: int) -> Span:
    """The characters of some words; of none, the empty place before the next word."""
    if start == end:
        at = text.words[start].at if start < len(text.words) else length
        return Span(at, at)
    return Span(text.words[start].at, text.words[end - 1].end)

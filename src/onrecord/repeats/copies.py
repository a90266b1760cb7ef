"""Whether of two texts one is a copy of the other: lightly edited, cut, put in another order, with another head.

Each sentence of the shorter text is looked for in the longer one, wherever it stands, and counts as found where most of its words are
there in order. A copy has most of its sentences found. Three kinds of texts share much and are no copies, and are told by what else
they have: reports of one event share what is in quotation marks and little outside; issues of a recurring report (polls, markets,
weather) have the same sentences with other figures and names; a text that quotes another in full has in quotation marks what the other
says itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from onrecord.repeats.marks import words_of
from onrecord.spans import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.repeats.marks import Word

#: A sentence is found where so much of it stands in the other text, in order.
SENTENCE = 0.6
#: A copy has so much of the shorter text's words in sentences that are found, of all of them and of those outside quotation marks.
SHARED = 0.6
PLAIN = 0.55
#: Of the longer text at least this much stands in the shorter one: what is cut keeps two fifths, and a digest is no copy of a brief in it.
OF_LONGER = 0.25
#: Fewer words outside quotation marks than this tell nothing.
FEWEST_PLAIN = 30
#: Where so much of what is found is quoted in one text and not in the other, the one quotes the other.
QUOTING = 0.5
#: Of the figures in sentences that are found, so many must be the same, where there are at least so many.
FIGURES = 0.5
FEWEST_FIGURES = 4

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_DIGIT = re.compile(r"\d")
#: Sentences shorter than this are taken together with the next.
_SHORT = 6


class Likeness(NamedTuple):
    """How much of the shorter of two texts stands in the longer one.

    Attributes:
        shared: the share of its words in sentences that are found.
        plain: the same of its words outside quotation marks; None where they are too few to tell.
        of_longer: the share of the longer text that the found words are.
        quoting: by how much the share of found words in quotation marks differs between the two.
        figures: the share of figures in found sentences that are the same; None where they are too few to tell.
        reworded: the share of words in found sentences that differ.
    """

    shared: float
    plain: float | None
    of_longer: float
    quoting: float
    figures: float | None
    reworded: float

    @property
    def is_copy(self) -> bool:
        """Whether one of the two is a copy of the other."""
        return (
            self.shared >= SHARED
            and (self.plain is None or self.plain >= PLAIN)
            and self.of_longer >= OF_LONGER
            and self.quoting < QUOTING
            and (self.figures is None or self.figures >= FIGURES)
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """A text made ready to be compared: its words, and which of them are its sentences."""

    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Compared:
        """The text made ready."""
        return cls.of_words(text, words_of(text))

    @classmethod
    def of_words(cls, text: str, found: Sequence[Word]) -> Compared:
        """The text made ready, whose words are known."""
        words = tuple(found)
        ends = sorted({match.end() for match in _END.finditer(text)} | {one.end for one in paragraphs(text)})
        return cls(words, tuple(_sentences(words, ends)))


def _sentences(words: Sequence[Word], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = at = 0
    for end in ends:
        while at < len(words) and words[at].at < end:
            at += 1
        if at - start >= _SHORT:
            yield start, at
            start = at
    if len(words) > start:
        yield start, len(words)


def likeness(one: Compared, other: Compared) -> Likeness:
    """How much of the shorter of two texts stands in the longer one; it does not matter which is named first."""
    shorter, longer = (one, other) if (len(one.words), _forms(one)) <= (len(other.words), _forms(other)) else (other, one)
    pairs = _pairs(longer)
    found: list[tuple[int, int]] = []  # words of the shorter and the longer text that stand for each other
    inside: list[int] = []
    same_figures = figures = 0
    for start, end in shorter.sentences:
        matched, region = _found(shorter, start, end, longer, pairs)
        if len(matched) < SENTENCE * (end - start):
            continue
        inside += range(start, end)
        found += matched
        own = Counter(w.form for w in shorter.words[start:end] if _DIGIT.search(w.form))
        figures += own.total()
        same_figures += (own & Counter(w.form for w in longer.words[region[0] : region[1]] if _DIGIT.search(w.form))).total()
    plain = [number for number, word in enumerate(shorter.words) if not word.quoted]
    quoted = _share(shorter.words[i].quoted for i, _ in found), _share(longer.words[j].quoted for _, j in found)
    return Likeness(
        shared=len(inside) / max(len(shorter.words), 1),
        plain=sum(not shorter.words[i].quoted for i in inside) / len(plain) if len(plain) >= FEWEST_PLAIN else None,
        of_longer=len(found) / max(len(longer.words), 1),
        quoting=abs(quoted[0] - quoted[1]),
        figures=same_figures / figures if figures >= FEWEST_FIGURES else None,
        reworded=1 - len(found) / max(len(inside), 1),
    )


def _share(values: Iterator[bool]) -> float:
    all_ = list(values)
    return sum(all_) / max(len(all_), 1)


def _forms(one: Compared) -> tuple[str, ...]:
    return tuple(word.form for word in one.words[:50])


def _pairs(one: Compared) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (left, right) in enumerate(zip(one.words, one.words[1:], strict=False)):
        found[left.form, right.form].append(number)
    return found


def _found(
    shorter: Compared, start: int, end: int, longer: Compared, pairs: dict[tuple[str, str], list[int]]
) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """The words of a sentence and of the place in the longer text that is most like it, and where that place is."""
    length = end - start
    votes: Counter[int] = Counter()
    for at in range(start, end - 1):
        for place in pairs.get((shorter.words[at].form, shorter.words[at + 1].form), ())[:20]:
            votes[(place - (at - start)) // max(length // 2, 1)] += 1
    if not votes:
        return [], (0, 0)
    bucket = max(votes, key=lambda one: (votes[one] + votes[one + 1], -one))
    first = max(bucket * max(length // 2, 1) - 3, 0)
    last = min(first + 2 * length + 6, len(longer.words))
    matcher = SequenceMatcher(
        None, [w.form for w in shorter.words[start:end]], [w.form for w in longer.words[first:last]], autojunk=False
    )  # fmt: skip
    matched = [
        (start + block.a + i, first + block.b + i) for block in matcher.get_matching_blocks() for i in range(block.size)
    ]  # fmt: skip
    return matched, (first, last)

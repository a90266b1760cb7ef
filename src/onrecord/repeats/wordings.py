"""Whether two statements say the same in nearly the same words: one in a copy of an article, one quotation in two reports.

Words are compared in order, as they are in texts (see ``onrecord.repeats.marks.words_of``). Figures, negations and words that turn a sense
weigh more than their number: "16 dead" is no repeat of "14 dead", nor "opposes" of "supports".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from onrecord.repeats.marks import hash_of, is_common, words_of

#: Of the longer of two contents, so much stands in the other where one repeats the other in a copy that was edited.
EDITED = 0.6
#: Of the shorter one, so much stands in the other where it was cut, or trimmed at an end.
CUT = 0.9
#: Contents this like each other are one whoever is named, since copies shorten names ("the minister").
VERBATIM = 0.85
#: A quotation shorter than this many words may be anybody's.
FEWEST_QUOTED = 6
#: Two wordings of one quotation have so much of the shorter one in common, in order.
SAME_QUOTATION = 0.7
#: So many words in common, so like, are one quotation though two are named: a ministry and its minister.
FEWEST_ANYBODY = 10
#: Marks kept of a quotation, the smallest.
MOST_MARKS = 32

#: Words of number and direction: who changes one says something else.
_TURNING = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "half", "third", "quarter", "double",
    "triple", "halve", "dozen", "all", "most", "few", "both", "more", "less", "fewer", "higher", "lower",
    "better", "worse", "always", "everybody", "nobody", "support", "oppose", "reject", "accept", "refuse",
    "approve", "ban", "allow", "raise", "cut", "increase", "decrease", "reduce", "rise", "fall", "grow", "shrink", "win", "lose",
    "join", "leave", "stop", "expand", "strengthen", "weaken", "confirm", "deny", "success", "failure", "safe",
    "dangerous", "legal", "illegal", "impossible", "unlikely",
})  # fmt: skip
_ENDING = re.compile(r"(?:s|d|ed|ing|es)$")
_NEGATIONS = frozenset({"not", "no", "never", "nor", "none", "nobody", "nothing", "without", "cannot", "neither", "hardly"})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a content, made ready to be compared."""

    forms: tuple[str, ...]
    weighty: Counter[str]

    @classmethod
    def of(cls, words: str) -> Wording:
        """The words of a content."""
        return cls._made(tuple(word.form for word in words_of(words)))

    @classmethod
    def quoted_in(cls, words: str, form: str) -> Wording | None:
        """The words of a content that are quoted: all of a direct statement, those between marks of a mixed one; None for too few."""
        if form == "indirect":
            return None
        found = [word for word in words_of(words) if form == "direct" or word.quoted]
        return cls._made(tuple(word.form for word in found)) if len(found) >= FEWEST_QUOTED else None

    @classmethod
    def _made(cls, forms: tuple[str, ...]) -> Wording:
        weighty = Counter("no" if form in _NEGATIONS or form.endswith("n't") else form for form in forms)
        turning = Counter({form: number for form, number in weighty.items() if form == "no" or _DIGIT.search(form)})
        turning.update(Counter(stem for form in forms if (stem := _turning(form))))
        return cls(forms, turning)

    @property
    def marks(self) -> frozenset[int]:
        """What other wordings of it have in common with it: hashes of its triples of words."""
        triples = zip(self.forms, self.forms[1:], self.forms[2:], strict=False)
        return frozenset(sorted({hash_of(one) for one in triples if not is_common(one)})[:MOST_MARKS])


def _turning(form: str) -> str | None:
    """The word of number or direction that a form is of."""
    if form in _TURNING:
        return form
    stem = _ENDING.sub("", form)
    return next((one for one in (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else "") if one in _TURNING), None)


class Common(NamedTuple):
    """What two wordings have in common.

    Attributes:
        words: how many, in order.
        of_shorter: as a share of the shorter one.
        of_longer: as a share of the longer one.
        weighty: whether figures, negations and other words that turn a sense are the same.
    """

    words: int
    of_shorter: float
    of_longer: float
    weighty: bool


def in_common(one: Wording, other: Wording) -> Common:
    """What two wordings have in common; it does not matter which is named first."""
    shorter, longer = sorted((one.forms, other.forms), key=lambda forms: (len(forms), forms))
    if not shorter:
        return Common(0, 0.0, 0.0, weighty=one.weighty == other.weighty)
    if shorter == longer:
        return Common(len(shorter), 1.0, 1.0, weighty=True)
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    words = sum(block.size for block in blocks)
    return Common(words, words / len(shorter), words / len(longer), weighty=_same_weighty(one, other))


def _same_weighty(one: Wording, other: Wording) -> bool:
    """Whether figures and negations of the shorter stand in the longer, and both have as many negations where neither was cut much."""
    shorter, longer = (one, other) if len(one.forms) <= len(other.forms) else (other, one)
    if shorter.weighty - longer.weighty:
        return False
    return not longer.weighty - shorter.weighty or len(shorter.forms) < CUT * len(longer.forms)


def is_repeat(one: Wording, other: Wording, *, same_speaker: bool) -> bool:
    """Whether a statement in a copy of an article is the one of the original.

    Args:
        one: the words of the one's content.
        other: of the other's.
        same_speaker: whether both have the same speaker, or neither any.
    """
    common = in_common(one, other)
    if not common.weighty:
        return False
    if not same_speaker:
        return common.of_longer >= VERBATIM
    return common.of_longer >= EDITED or (common.of_shorter >= CUT and common.of_longer >= EDITED / 2)


def is_same_quotation(one: Wording, other: Wording, *, speakers: int) -> bool:
    """Whether two quotations are wordings of one.

    Args:
        one: the quoted words of the one.
        other: of the other.
        speakers: how many speakers the two name: one, or two different ones.
    """
    common = in_common(one, other)
    if common.words < FEWEST_QUOTED - 1 or common.of_shorter < SAME_QUOTATION:
        return False
    return speakers == 1 or (common.words >= FEWEST_ANYBODY and common.of_shorter >= VERBATIM)

"""Alpha for unitising compares where coders' marks begin and end, and what they call them, character by character.

Implemented are two members of the family of Krippendorff, Mathet, Bouvry and Widlöcher: ``u_alpha``, of marks and their values
together, and ``u_alpha_binary`` (written with a bar before the u), of marked against unmarked text whatever the value. The two
that look at shared characters alone (of coding given the marks, and of single values) are not.

Each coder cuts a text into marks and gaps (value 0). L(S) is the length of a stretch S, m the number of coders of a text::

    l(c, k) = sum over ordered pairs of coders i, j of L(what i calls c and j calls k) / (m - 1)
    l(c)    = sum over k of l(c, k): all that coders call c;  l = sum over c of l(c)
    s(c)    = sum of L(S)² over all marks S that are called c;  s(0) = l(0);  s = sum over c of s(c)
    e(c, k) = l * (l(c) l(k) - [c = k] s(c)) / (l² - s)
    alpha   = 1 - (l - sum of l(c, c)) / (l - sum of e(c, c))

What is expected is the pairing of any two characters of any coders, without those that pair a mark with itself: a mark is one
decision, however long. A gap is no decision, so that its characters stand alone. Several texts are one long continuum: their
sums are added. A text counts for those who coded it (as in alpha with missing values); with one coder it counts nowhere.

None where it is undefined: no text has two coders, or all coders call everything the same (for instance: nobody marked a thing).

Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. 2016. On the reliability of unitizing textual continua: further
developments. Quality & Quantity 50(6): 2347-2364, doi 10.1007/s11135-015-0266-1; also Krippendorff, K. 2019. Content Analysis,
fourth edition, section 12.6.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

_GAP = object()


class Mark(NamedTuple):
    """One stretch that a coder marked, and what it was called."""

    span: Span
    value: Hashable


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text and what each of its coders marked in it.

    Attributes:
        length: the text's length in characters.
        marks: coder → marks that do not overlap; an empty sequence for a coder who read the text and found nothing.
    """

    length: int
    marks: Mapping[str, Sequence[Mark]]


class Tally(NamedTuple):
    """What a text adds to the sums: enough to resample texts without reading their marks again.

    Attributes:
        agreed: the sum of l(c, c).
        lengths: l(c) by value; one of the keys stands for gaps.
        squares: s, the sum of all pairings of a mark with itself.
    """

    agreed: float
    lengths: Mapping[Hashable, int]
    squares: int


def u_alpha(texts: Iterable[CodedText]) -> float | None:
    """Alpha of marks and their values; None where it is undefined.

    Raises:
        ValueError: a mark is empty, reaches out of its text, or overlaps another of the same coder.
    """
    return tallied_alpha(tally(text) for text in texts)


def u_alpha_binary(texts: Iterable[CodedText]) -> float | None:
    """Alpha of marked against unmarked text, whatever the marks are called; None where it is undefined.

    Raises:
        ValueError: as ``u_alpha``.
    """
    return tallied_alpha(tally(unnamed(text)) for text in texts)


def unnamed(text: CodedText) -> CodedText:
    """The text with all marks called the same; marks that touch stay two."""
    return CodedText(text.length, {coder: [Mark(m.span, value=True) for m in marks] for coder, marks in text.marks.items()})


def tally(text: CodedText) -> Tally:
    """What one text adds to the sums; nothing where fewer than two coders coded it.

    Raises:
        ValueError: as ``u_alpha``.
    """
    cuts = [list(_cut(text.length, coder, marks)) for coder, marks in text.marks.items()]
    if len(cuts) < 2:  # noqa: PLR2004 - a pair
        return Tally(0.0, {}, 0)
    lengths: Counter[Hashable] = Counter()
    squares = 0
    for (start, end), value in (mark for cut in cuts for mark in cut):
        lengths[value] += end - start
        squares += end - start if value is _GAP else (end - start) ** 2
    return Tally(_agreed(cuts), lengths, squares)


def tallied_alpha(tallies: Iterable[Tally]) -> float | None:
    """Alpha of the texts that were tallied; None where it is undefined."""
    agreed, squares = 0.0, 0
    lengths: Counter[Hashable] = Counter()
    for one in tallies:
        agreed += one.agreed
        squares += one.squares
        lengths.update(one.lengths)
    whole = lengths.total()
    unlike = whole**2 - sum(length**2 for length in lengths.values())
    if unlike == 0:
        return None
    return 1 - (whole - agreed) * (whole**2 - squares) / (whole * unlike)


def _cut(length: int, coder: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """A coder's marks in order, with the gaps between them."""
    last = 0
    for mark in sorted(marks, key=lambda m: m.span):
        start, end = mark.span
        if not 0 <= start < end <= length:
            message = f"{coder}'s mark {start}-{end} is empty or reaches out of a text of {length} characters"
            raise ValueError(message)
        if start < last:
            message = f"{coder}'s mark {start}-{end} overlaps another of the same coder that ends at {last}"
            raise ValueError(message)
        if last < start:
            yield Mark(Span(last, start), _GAP)
        yield mark
        last = end
    if last < length:
        yield Mark(Span(last, length), _GAP)


def _agreed(cuts: Sequence[Sequence[Mark]]) -> float:
    """The sum of l(c, c), taken between each border of any coder and the next."""
    borders = sorted({border for cut in cuts for mark in cut for border in mark.span})
    at = [0] * len(cuts)
    agreed = 0
    for start, end in pairwise(borders):
        for coder, cut in enumerate(cuts):
            while cut[at[coder]].span.end <= start:
                at[coder] += 1
        called = Counter(cut[i].value for cut, i in zip(cuts, at, strict=True))
        agreed += (end - start) * sum(count * (count - 1) for count in called.values())
    return agreed / (len(cuts) - 1)

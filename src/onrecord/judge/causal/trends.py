"""Two quantities that move together: "the more A, the more B", "as A rises, B falls"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.judge.clauses import DETERMINERS, Word, owns
from onrecord.lexicon import direction_verbs, link_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.judge.causal.causes import Range

Sign = Literal[1, -1]

_DUMMY = frozenset(("it", "is", "becomes", "will", "be", "would", "was", "that", "to", "gets", "grows", "there"))
#: Words of the longest half.
_LONGEST = 14


class Found(NamedTuple):
    """A cause and its effect as ranges of words."""

    cause: Range
    effect: Range
    sign: Sign


def product(one: Sign, other: Sign) -> Sign:
    """1 where two ways are the same, else -1."""
    return 1 if one == other else -1


def comparative_links(words: Sequence[Word], first: int) -> Iterator[Found]:
    """The links of "the more A, the more B" among the words of a sentence."""
    last = len(words)
    for at in range(first, last - 3):
        if words[at].low != "the" or not is_comparative(words[at + 1].low) or (at > first and words[at - 1].low not in _MAY_PRECEDE):
            continue
        border = next((k for k in range(at + 2, last) if words[k].low in (",", "—", "–", ";") or words[k].stops), last)
        if border + 2 >= last or words[border].low == ";" or words[border + 1].low != "the" or not is_comparative(words[border + 2].low):
            continue
        end = next((k for k in range(border + 3, last) if _ends_half(words, k)), last)
        one, other = _measured(words, at + 1, border), _measured(words, border + 2, end)
        if one and other:
            yield Found(one[0], other[0], product(one[1], other[1]))


def _ends_half(words: Sequence[Word], k: int) -> bool:
    """True where the second half of a comparison ends before a word."""
    if not words[k].spoken:
        return words[k].low not in ("%", "$") and not owns(words, k)
    return words[k].low in _ENDS or (words[k].low == "and" and words[k + 1 : k + 2] != [] and words[k + 1].low == "that")


_MAY_PRECEDE = frozenset((",", "that", "and", "but", ":", "“", '"', "‘", "'", "''", "because", "—", "–", "so"))
_ENDS = frozenset(("because", "but", "although", "though", "said", "says", "while"))


def is_comparative(low: str) -> bool:
    """True for "more", "less", "worse" and words such as "longer"."""
    if low in ("other", "former", "latter", "over", "under", "after", "never", "ever", "water", "number", "order", "power", "matter"):
        return False
    return (
        low in link_words("more")
        or low in link_words("less")
        or low in ("worse", "better")
        or (low.endswith("er") and len(low) > len("user"))
    )


def _measured(words: Sequence[Word], begin: int, end: int) -> tuple[Range, Sign] | None:
    """What a comparative measures, and whether upwards; a comparative that names the quantity itself ("harder") stays in it."""
    low = words[begin].low
    sign: Sign = -1 if low in link_words("less") else 1
    if low in link_words("more") or low in link_words("less"):
        begin += 1
    elif begin + 1 < end and (words[begin + 1].low in ("and", "or") or not words[begin + 1].spoken):
        return None
    if begin < end and words[begin].low in link_words("likelier") | link_words("unlikelier") and begin + 1 < end:
        sign = product(sign, 1 if words[begin].low in link_words("likelier") else -1)
        begin += 1
        while begin < end and words[begin].low in _DUMMY:
            begin += 1
    end = _before_copula(words, begin, end)
    inner = words[begin:end]
    if not inner or len(inner) > _LONGEST or not inner[0].spoken or inner[0].low in ("and", "or", "who"):
        return None
    if any(w.low in ("not", "never", "i", "me", "i'm", "my") or w.low.endswith("n't") for w in inner):
        return None
    empty = all(w.low in DETERMINERS for w in inner) or (len(inner) == 1 and is_comparative(inner[0].low))
    return None if empty else ((begin, end), sign)


def _before_copula(words: Sequence[Word], begin: int, end: int) -> int:
    """The end of a half without the "is", "becomes", "is going to be" at its end."""
    cut = end
    while cut > begin and (
        words[cut - 1].low in link_words("copulas") or not words[cut - 1].spoken or (cut < end and words[cut - 1].low in ("to", "going"))
    ):
        cut -= 1
    return cut


def parallel_links(words: Sequence[Word], first: int) -> Iterator[Found]:
    """The links of "as A rises, B falls" and "B falls as A rises" among the words of a sentence."""
    last = len(words)
    for at in range(first, last - 2):
        if words[at].low != "as" or (
            at > first and words[at - 1].low in ("such", "well", "long", "soon", "much", "far", "even", "insofar", "same", "just")
        ):
            continue
        if any(w.low == "as" for w in words[at + 2 : at + 4]):
            continue
        end = next((k for k in range(at + 1, last) if words[k].low in (",", "—", "–", ";", ":") or words[k].stops), last)
        one = moving(words, at + 1, end)
        if one is None:
            continue
        begin = _clause_begin(words, first, at)
        if begin == at and end < last and words[end].low == ",":
            after = next((k for k in range(end + 1, last) if words[k].low in (",", "—", "–", ";", ":") or words[k].stops), last)
            other = moving(words, end + 1, after)
        else:
            other = moving(words, begin, at)
        if other:
            yield Found(one[0], other[0], product(one[1], other[1]))


def _clause_begin(words: Sequence[Word], first: int, at: int) -> int:
    """Where the clause that runs up to a word begins."""
    while (
        at > first
        and (words[at - 1].spoken or words[at - 1].low in ("%", "$"))
        and words[at - 1].low not in ("that", "because", "but", "while")
    ):
        at -= 1
    return at


def moving(words: Sequence[Word], begin: int, end: int) -> tuple[Range, Sign] | None:
    """The quantity that a clause says to rise or fall, and which way; None where the clause says anything else."""
    while begin < end and (not words[begin].spoken or words[begin].low in ("and", "but", "so", "then", "that", "also")):
        begin += 1
    verb = next((k for k in range(begin + 1, end) if words[k].low in direction_verbs() and _stands_alone(words, k, end)), None)
    if verb is None:
        return None
    group = verb
    while group > begin and (
        words[group - 1].finite
        or words[group - 1].low in ("to", "be", "been", "likely", "expected", "going")
        or words[group - 1].low.endswith("ly")
    ):
        if words[group - 1].low in link_words("refusing"):
            return None
        group -= 1
    phrase = words[begin:group]
    if not phrase or len(phrase) > _LONGEST or any(w.finite or (not w.spoken and w.low not in ("%", "$")) for w in phrase):
        return None
    return ((begin, group), direction_verbs()[words[verb].low]) if _names_quantity(words, phrase, group, verb) else None


def _stands_alone(words: Sequence[Word], at: int, end: int) -> bool:
    """True where a verb of movement has no object."""
    if at + 1 >= end:
        return True
    ahead = words[at + 1]
    return ahead.low in link_words("behind") or ahead.low.endswith("ly") or ahead.low in link_words("tails") or ahead.low[0].isdigit()


_POINTING = frozenset(("i", "we", "he", "she", "they", "you", "it", "who", "which", "that", "there"))


def _names_quantity(words: Sequence[Word], phrase: Sequence[Word], group: int, verb: int) -> bool:
    """True where the words before a verb of movement are a noun phrase that agrees with it."""
    head = phrase[0].low
    if any(w.low in link_words("other_verbs") or w.low in link_words("clause_verbs") for w in phrase[1:]) or head in link_words("denying"):
        return False
    if any(w.low in _POINTING for w in phrase) or head in ("in", "on", "at", "by", "for", "with"):
        return False
    if group == verb and verb and words[verb - 1].low in DETERMINERS:
        return False
    return not (len(phrase) == 1 and head in DETERMINERS)

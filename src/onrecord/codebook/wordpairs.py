"""What two sentences share by their words, and whether the words that differ turn the one into the opposite of the other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST_STEM = 3
_DOUBLED = re.compile(r"([bdfglmnprt])\1$")


class Shared(NamedTuple):
    """What two sentences share.

    Attributes:
        share: of the words that say what the two are about, the share that is in both, or has a word of the same or the opposite
            meaning in the other.
        contained: the same, of the words of the sentence that has fewer.
        fewest: how many words that sentence has.
        turned: whether the words that differ make the one the opposite of the other.
        by: the words that turn it.
    """

    share: float
    contained: float
    fewest: int
    turned: bool
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of a sentence that say what it is about.

    Attributes:
        stems: the words as stems.
        written: the words as written.
        different: the stems, each once.
        loose: those that have an opposite, or turn a sentence.
        again: how many words are there beside the first of each stem, and how many of those are loose.
    """

    stems: tuple[str, ...]
    written: tuple[str, ...]
    different: frozenset[str]
    loose: frozenset[str]
    again: tuple[int, int]

    @classmethod
    def of(cls, text: str) -> SentenceWords:
        """The words of a text."""
        lists = _lists()
        written = [form for word in _WORD.findall(text.lower()) for form in _parts(word)]
        found = [(s, w) for s, w in _joined([stem(word) for word in written], written, lists.phrases) if s not in lists.small]
        different = frozenset(s for s, _ in found)
        loose = frozenset(s for s in different if s in lists.sides or s in lists.turning)
        stems = tuple(s for s, _ in found)
        again = len(stems) - len(different), sum(s in loose for s in stems) - len(loose)
        return cls(stems, tuple(w for _, w in found), different, loose, again)


def shared_words(one: SentenceWords, other: SentenceWords) -> Shared:
    """What two sentences share; which is named first says nothing."""
    lists = _lists()
    left, right = Counter(one.stems), Counter(other.stems)
    both = left & right
    left, right = left - both, right - both
    matched, by = 0, []
    for wanted in (False, True):  # words of one meaning before opposites
        for word in list(left.elements()):
            partner = next((b for b in right if lists.opposed(word, b) is wanted), None)
            if partner is not None:
                left, right = left - Counter([word]), right - Counter([partner])
                matched += 1
                by += [word, partner] if wanted else []
    flips = len(by) // 2
    for rest in (left, right):
        for word in list(rest.elements()):
            if word in lists.turning:
                rest[word] -= 1
                flips += 1
                by.append(word)
    common = both.total() + matched
    sizes = sorted(common + (+rest).total() for rest in (left, right))
    written = {**dict(zip(other.stems, other.written, strict=True)), **dict(zip(one.stems, one.written, strict=True))}
    return Shared(
        share=common / max(sum(sizes) - common, 1),
        contained=common / max(sizes[0], 1),
        fewest=sizes[0],
        turned=flips % 2 == 1,
        by=tuple(sorted({written[word] for word in by})),
    )


def may_share(one: SentenceWords, other: SentenceWords, same: int, share: float) -> bool:
    """Whether two sentences that have so many different stems in common could reach this share, or the one contain the other.

    Quick, and never wrong where it says no: of many pairs few need be looked at.
    """
    twice = min(one.again[0], other.again[0])
    free = len(one.loose - other.different) + one.again[1], len(other.loose - one.different) + other.again[1]
    common = same + twice + min(free)
    sizes = len(one.stems) - free[0] + len(other.stems) - free[1]
    contained = same + twice + max(free) >= min(len(one.stems), len(other.stems))
    return contained or common >= share * max(sizes - common, 1)


def stem(word: str) -> str:
    """A word without the endings of number, person and time; rough, and the same for all forms of most words."""
    word = _forms().get(word, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(ending) + instead
            break
    word = _DOUBLED.sub(r"\1", word) if len(word) > _SHORTEST_STEM else word
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


@dataclass(frozen=True, slots=True)
class _Lists:
    small: frozenset[str]
    turning: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    sides: dict[str, frozenset[tuple[int, bool]]]

    def opposed(self, one: str, other: str) -> bool | None:
        """Whether two words are opposites; None where neither that nor of one meaning."""
        left, right = self.sides.get(one, frozenset()), self.sides.get(other, frozenset())
        if left & right:
            return False
        return True if any((group, not side) in right for group, side in left) else None


@cache
def _data() -> Any:  # noqa: ANN401 - YAML gives what it gives; callers give it its type
    data = files("onrecord.codebook").joinpath("opposites.yml").read_text(encoding="utf-8")
    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe loaders


@cache
def _forms() -> dict[str, str]:
    return dict(_data()["forms"])


@cache
def _lists() -> _Lists:
    row = _data()
    sides: dict[str, set[tuple[int, bool]]] = {}
    for number, group in enumerate(row["opposites"]):
        for name, words in group.items():
            for phrase in words:
                sides.setdefault(_stems(phrase), set()).add((number, name == "one"))
    turning = {_stems(phrase) for phrase in row["turning"]}
    return _Lists(
        small=frozenset(stem(word) for word in row["small"]),
        turning=frozenset(turning),
        phrases=frozenset(tuple(one.split()) for one in {*sides, *turning} if " " in one),
        sides={word: frozenset(some) for word, some in sides.items()},
    )


def _stems(phrase: str) -> str:
    return " ".join(stem(word) for word in phrase.split())


def _parts(word: str) -> Iterable[str]:
    """``isn’t`` is two words, ``city’s`` is one."""
    word = word.replace("’", "'")
    if word in {"cannot", "can't", "won't"}:
        return ["not"]
    return [word.removesuffix("n't"), "not"] if word.endswith("n't") else [word.removesuffix("'s").replace("'", "")]


def _joined(stems: Sequence[str], written: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The words with phrases made one, the longest first."""
    longest = max(map(len, phrases), default=1)
    at = 0
    while at < len(stems):
        length = next((n for n in range(longest, 1, -1) if tuple(stems[at : at + n]) in phrases), 1)
        yield " ".join(stems[at : at + length]), " ".join(written[at : at + length])
        at += length

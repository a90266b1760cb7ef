"""Words of certainty → their level, and the band that a named scale gives them.

The rules of composition follow Mosteller and Youtz 1990 (a booster moves a phrase half the way to its nearer end) and the
surveys that the scale ``readers`` cites; what has no source there is the project's own and says so.
A word that leaves open how likely something is (may, might, could, possible) is shown with its band, and never scored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.lexicon import CertaintyWord, certainty_modifiers, certainty_words
from onrecord.scales import Scale, scale
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Level

#: The name given for a scale where the source itself gives a number.
STATED = "stated"
#: What "not certain" and its like leave: anything up to this (the project's own).
BOUND = 0.9
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "even": 1}
_N = r"(\d+(?:\.\d+)?|" + "|".join(_NUMBERS) + ")"
_TENS = {
    "ten": 10,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}
_AMOUNT = r"(?:\d+(?:\.\d+)?|" + "|".join(_TENS) + ")"
_MORE, _LESS = "more than|over|above|at least|better than|upwards of", "less than|under|below|at most|no more than|up to"
_PERCENT = re.compile(
    rf"(?:\b(?P<more>{_MORE})|\b(?P<less>{_LESS}))?\s*(?:an? )?"
    rf"(?:(?P<low>{_AMOUNT})\s?(?:%|per ?cent)?\s?(?:to|and|-|–)\s?)?(?P<value>{_AMOUNT})[\s-]?(?:%|per ?cent)"
)
_ODDS = re.compile(rf"\b{_N}[\s-]?(?::|to)[\s-]?{_N}\b(?P<on>\s+(?:on|in favou?r))?")
_SHARE = re.compile(rf"\b{_N}(?:-| )(?:in|out of)(?:-| )(?:a )?{_N}\b")
_NUMBER_BEFORE = re.compile(
    rf"(?P<number>\b(?:(?:{_MORE}|{_LESS}) (?:an? )?)?(?:between )?(?:{_AMOUNT}\s?(?:to|and|-|–)\s?)?{_AMOUNT}[\s-]?(?:%|per ?cent)"
    r"|\b(?:one|two|three|\d+)[ -]in[ -](?:\w+|\d+))(?: |-)\Z",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    rf" (?:of |is |was |at |stands at |that \w+ \w+ (?:is|was) )?(?:about |around |{_MORE} |{_LESS} )?(?:between )?"
    rf"(?:{_AMOUNT}\s?(?:to|and|-|–)\s?)?{_AMOUNT}\s?(?:%|per ?cent)",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(r" not\b(?! only\b)")
_AUXILIARY_BEFORE = re.compile(r"\b(?:will|would|is|are|was|were|does|do|did) \Z", re.IGNORECASE)
_SPOKEN = re.compile(r"[\w’']+(?:-\w+)*")
_WORD = re.compile(r"n't\b|[\w']+(?:-\w+)*")
#: Auxiliaries: a "not" among them belongs to the verb, below the word of certainty.
_AUXILIARIES = frozenset(
    ["will", "would", "shall", "is", "are", "be", "been", "was", "were", "do", "does", "did", "has", "have", "had", "going", "to"]
)
#: The level of a phrase that a "not" turns.
_TURNED: dict[Level, Level] = {
    "likely": "unlikely",
    "certain": "remote",
    "possible": "remote",
    "unlikely": "possible",
    "remote": "possible",
    "hedged": "hedged",
}
_RANK = {"possible": 0, "hedged": 1}


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What some words say of how likely something is, as probabilities from 0 to 1.

    Attributes:
        median: the middle of a survey's answers, or the number that the source gives; None on a scale that sets bands by rule.
        possibility: True for words that leave open how likely it is.
        scale: the scale's name, or ``stated``.
    """

    low: float
    median: float | None
    high: float
    possibility: bool
    scale: str


class _Core(NamedTuple):
    """One word of certainty in a phrase: its entry, and the words before and behind it."""

    word: CertaintyWord
    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def normal(phrase: str) -> str:
    """The phrase in lower case with typewriter's apostrophes and single spaces."""
    return " ".join(phrase.lower().replace("’", "'").split()).strip(' ,.;:“”"')


@cache
def _entries() -> dict[str, CertaintyWord]:
    return {normal(word): entry for word, entry in certainty_words().items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in _entries())


def _cores(phrase: str) -> list[_Core]:
    """The words of certainty in a phrase, in its order, the longest at each place."""
    words = _WORD.findall(phrase)
    entries = _entries()
    found = []
    at = 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            text = " ".join(words[at : at + size])
            if text in entries:
                found.append(_Core(entries[text], text, tuple(words[:at]), tuple(words[at + size :])))
                at += size - 1
                break
        at += 1
    return found


def certainty_words_in(text: str, span: Span) -> list[Span]:
    """Where words of certainty stand in a stretch of text, the longest at each place; "probably", "cannot rule out"."""
    tokens = [(m.start(), m.end()) for m in _SPOKEN.finditer(text, span.start, span.end)]
    entries, found, at = _entries(), [], 0
    while at < len(tokens):
        opens = text[slice(*tokens[at])].lower().replace("’", "'") in _first_words()
        for size in range(min(6, len(tokens) - at) if opens else 0, 0, -1):
            stretch = Span(tokens[at][0], tokens[at + size - 1][1])
            if normal(text[stretch.start : stretch.end]) in entries:
                found.append(stretch)
                at += size - 1
                break
        at += 1
    return found


def stacked(text: str, span: Span, listed: Sequence[Span]) -> Span:
    """The span with the word of certainty right before or behind it: "could probably", "may possibly"."""
    for other in listed:
        gap = text[min(span.end, other.end) : max(span.start, other.start)]
        if not span.overlaps(other) and not gap.strip() and len(gap) <= 1:
            span = Span(min(span.start, other.start), max(span.end, other.end))
    return span


def widened(text: str, span: Span) -> Span:
    """The span with what turns, strengthens or weakens it: "not very" before "likely", "no" before "chance", "not" behind "probably"."""
    before = [m.span() for m in _SPOKEN.finditer(text, max(0, span.start - 60), span.start)]
    start = span.start
    for size in range(min(4, len(before)), 0, -1):
        longer = normal(text[before[-size][0] : span.end])
        if longer in _entries() or longer in certainty_modifiers("bounded"):
            start = before[-size][0]
            break
    else:
        while before and not text[before[-1][1] : start].strip(" ") and normal(text[slice(*before[-1])]) in _widening():
            start = before.pop()[0]
        if before and normal(text[slice(*before[-1])]).endswith("n't") and not text[before[-1][1] : start].strip(" "):
            start = before[-1][0]
    behind = _NOT_BEHIND.match(text, span.end)
    if behind is None:
        return Span(start, span.end)
    verb = _AUXILIARY_BEFORE.search(text[max(0, start - 12) : start])
    return Span(start - len(verb[0]) if verb else start, behind.end())


@cache
def _widening() -> frozenset[str]:
    return frozenset(
        (*certainty_modifiers("boosters"), *certainty_modifiers("softeners"), *certainty_modifiers("negations"), "little", "less")
    )


def with_number(text: str, span: Span) -> Span:
    """The span with the number that the source gives beside it: "more than a 70 percent" before "chance", "of 70 percent" behind it."""
    start = max(0, span.start - 60)
    before, behind = _NUMBER_BEFORE.search(text[start : span.start]), _NUMBER_BEHIND.match(text, span.end)
    return Span(start + before.start("number") if before else span.start, behind.end() if behind else span.end)


def _negated(words: tuple[str, ...]) -> bool:
    return any(w in ("not", "no", "never", "nor", "neither", "cannot", "hardly", "without") or w.endswith("n't") for w in words)


def stated_number(phrase: str) -> float | None:
    """The middle of ``stated_range``; of "more than" and "less than" the number itself."""
    found = stated_range(phrase)
    if found is None:
        return None
    low, high = found
    return low if high == 1 and low < 1 else high if low == 0 and high > 0 else (low + high) / 2


def stated_range(phrase: str) -> tuple[float, float] | None:
    """The probability that the source itself gives, by percent, share or odds, as a range; None where it gives none.

    Odds "a to b" are against unless "on" or "in favour" stands behind them: b / (a + b), else a / (a + b).
    """
    words = normal(phrase)
    if match := _PERCENT.search(words):
        value, low = _share(match["value"]), _share(match["low"] or match["value"])
        if not 0 <= low <= value <= 1:
            return None
        return (value, 1.0) if match["more"] else (0.0, value) if match["less"] else (low, value)
    if match := _SHARE.search(words):
        part, of = (_number(match[1]), _number(match[2]))
        return (part / of, part / of) if of and part <= of else None
    if (match := _ODDS.search(words)) and (":" in match[0] or "odds" in words or "against" in words or match["on"] or "-to-" in match[0]):
        a, b = _number(match[1]), _number(match[2])
        return None if not a + b else ((a if match["on"] else b) / (a + b),) * 2
    return None


def _share(word: str) -> float:
    return float(_TENS.get(word) or word) / 100


def _number(word: str) -> float:
    return float(_NUMBERS.get(word) or word)


def level_of(phrase: str) -> Level | None:
    """The guide's level of a phrase; None where no word of certainty is known in it."""
    number = stated_number(phrase)
    if number is not None:
        return _level_at(number)
    words = normal(phrase)
    if any(words.startswith(b) or f" {b}" in words for b in certainty_modifiers("bounded")) and words not in _entries():
        return "possible"
    cores = _cores(words)
    if not cores:
        return None
    core = min(cores, key=lambda c: _RANK.get(c.word.level, 2))
    level = core.word.level
    if _negated(core.before) or (_negated(core.after) and level in ("likely", "certain")):
        return "possible" if level == "certain" and _negated(core.before) else _TURNED[level]
    return level


def _level_at(value: float) -> Level:
    """The level of a number that a source gives; borders are the middles between the guide's words (the project's own)."""
    for least, level in ((0.95, "certain"), (0.55, "likely"), (0.4, "possible"), (0.05, "unlikely")):
        if value >= least:
            return level  # type: ignore[return-value]
    return "remote"


def likelihood(phrase: str, on: Scale) -> Likelihood | None:
    """What a phrase of certainty means on a scale.

    None where it has no place on it: hedges ("I think", "seems"), and on a scale without surveys the words of mere possibility.
    """
    stated = stated_range(phrase)
    if stated is not None:
        low, high = (round(v, 4) for v in stated)
        return Likelihood(low, low if low == high else None, high, possibility=False, scale=STATED)
    words = normal(phrase)
    if on.kind == "survey":
        return _surveyed(words, on)
    cores = _cores(words)
    for text in (words, *((c.word.phrase or "") for c in cores if not c.before and not c.after)):
        band = on.band_of(text) if text else None
        if band is not None:
            return Likelihood(band.low, None, band.high, possibility=False, scale=on.name)
    read = _surveyed(words, scale())
    if read is None or read.possibility or read.median is None:
        return None
    band = on.band_at(read.median)
    return None if band is None else Likelihood(band.low, None, band.high, possibility=False, scale=on.name)


def _surveyed(words: str, on: Scale) -> Likelihood | None:
    """Rules 1 to 9 on a scale of answers: look-up before computing, weakest of stacked words, boosters, softeners, negations."""
    if (found := _looked_up(words, on)) is not None:
        return found
    if any(b in words for b in certainty_modifiers("bounded")):
        return Likelihood(0.0, None, BOUND, possibility=True, scale=on.name)
    cores = [c for c in _cores(words) if c.word.level != "hedged"]
    if not cores:
        return None
    core = min(cores, key=lambda c: (not c.word.possibility, _distance(c, on)))
    return _composed(core, on)


def _looked_up(words: str, on: Scale) -> Likelihood | None:
    band = on.band_of(words)
    entry = _entries().get(words)
    if band is None and entry is not None and entry.phrase is not None:
        band = on.band_of(entry.phrase)
    if band is None:
        return None
    possibility = bool(entry and entry.possibility) or words in ("may", "might", "could", "not unlikely", "not impossible", "conceivable")
    return Likelihood(band.low, band.median, band.high, possibility=possibility, scale=on.name)


def _distance(core: _Core, on: Scale) -> float:
    """How far a word stands from one half, for the weakest of stacked ones."""
    band = on.band_of(core.word.phrase or core.text)
    return abs((band.median or 0.5) - 0.5) if band and band.median is not None else 0.0


def _composed(core: _Core, on: Scale) -> Likelihood | None:
    plain = _looked_up(core.text, on)
    if plain is None or plain.median is None:
        return None
    values = (plain.low, plain.median, plain.high)
    before = core.before
    nearest = next((w for w in reversed(before) if w not in _AUXILIARIES), "")
    with_modifier = _looked_up(f"{nearest} {core.text}", on) if nearest else None
    if with_modifier is not None and with_modifier.median is not None:
        values, before = (
            (with_modifier.low, with_modifier.median, with_modifier.high),
            before[: len(before) - 1 - before[::-1].index(nearest)],
        )
    elif nearest in certainty_modifiers("boosters") and not plain.possibility and not _negated(before):
        values = _boosted(values)
    elif nearest in certainty_modifiers("softeners"):
        values = tuple(v + (0.5 - v) / 3 for v in values)  # type: ignore[assignment] # three stay three
    if _negated(before):
        negative = _looked_up(f"not {core.text}", on)
        if negative is not None:
            return negative
        values = _turned(values) if core.word.raises else _halved(values)
        if core.word.level in ("unlikely", "remote"):
            return Likelihood(0.05, 0.2, 0.45, possibility=True, scale=on.name)  # "not improbable": never 1 - (1 - p)
    elif _negated(core.after):
        values = _turned(values)
    low, median, high = (round(v, 4) for v in values)
    return Likelihood(low, median, high, possibility=plain.possibility, scale=on.name)


def _boosted(values: tuple[float, float, float]) -> tuple[float, float, float]:
    """Half the way to the nearer end, the median's (Mosteller and Youtz 1990)."""
    if values[1] >= 0.5:  # noqa: PLR2004 - one half
        return (1 - (1 - values[0]) / 2, 1 - (1 - values[1]) / 2, 1 - (1 - values[2]) / 2)
    return (values[0] / 2, values[1] / 2, values[2] / 2)


def _turned(values: tuple[float, float, float]) -> tuple[float, float, float]:
    """A negation below: what is said is likely not to be."""
    return (1 - values[2], 1 - values[1], 1 - values[0])


def _halved(values: tuple[float, float, float]) -> tuple[float, float, float]:
    """A negation above, of a word whose own negative no survey asked for: half of what is left."""
    return ((1 - values[2]) / 2, (1 - values[1]) / 2, (1 - values[0]) / 2)

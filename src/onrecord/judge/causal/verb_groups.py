"""Verbs of cause with their auxiliaries: whether a word is one here, where its group begins, and which form it has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.judge.causal.causes import adverb, plural
from onrecord.lexicon import LinkVerb, link_verbs, link_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.judge.causal.causes import Range
    from onrecord.judge.clauses import Word

BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
FINITE_BE = frozenset(("is", "are", "was", "were"))
_HAVE = frozenset(("has", "have", "had", "having"))
_RISK = frozenset(("risk", "risks", "risked"))
BASE, THIRD, PAST, PARTICIPLE, ING = range(5)


class Verb(NamedTuple):
    """A verb of cause in a sentence.

    Attributes:
        entry: what the list says of it.
        begin: where its group begins.
        after: the word behind the verb and its tail.
        form: its place among the entry's forms, as its company has it.
        passive: whether "by" brings the cause.
    """

    entry: LinkVerb
    begin: int
    after: int
    form: int
    passive: bool = False


@cache
def entries() -> dict[str, tuple[LinkVerb, ...]]:
    """Verbs of cause by their forms, those with the longest tail first, and those that need a particle before those that do not."""
    rows: dict[str, list[LinkVerb]] = {}
    for entry in (*link_verbs("turning"), *link_verbs(), *link_verbs("reverse")):
        for form in set(entry.forms):
            rows.setdefault(form, []).append(entry)
    return {form: tuple(sorted(some, key=lambda e: -len(e.tail))) for form, some in rows.items()}


def verbs_at(words: Sequence[Word], first: int, at: int) -> Iterator[Verb]:
    """The readings of a word as a verb of cause, with its group."""
    for entry in entries().get(words[at].low, ()):
        after = at + 1
        if entry.tail and after < len(words) and words[after].low.endswith("ly"):
            after += 1
        if tuple(w.low for w in words[after : after + len(entry.tail)]) != entry.tail:
            continue
        read = group_before(words, first, at, entry)
        if read:
            yield Verb(entry, read[0], after + len(entry.tail), read[1], read[2])


def group_before(words: Sequence[Word], first: int, at: int, entry: LinkVerb) -> tuple[int, int, bool] | None:
    """Where a verb's group begins, its form, and whether it is passive; None where it is no assertion or no verb."""
    chain: list[str] = []
    begin = at
    while begin > first:
        low = words[begin - 1].low
        if low in link_words("refusing"):
            if low != "not" or words[begin].low not in ("only", "just", "merely"):
                return None
        elif low in link_words("auxiliaries"):
            chain.append(low)
        elif not adverb(low) and low not in link_words("adverbs"):
            break
        begin -= 1
        if low in link_words("modals") or low in FINITE_BE or low in ("has", "had"):
            break
    return _read(words, first, (begin, at), chain, entry)


def _read(words: Sequence[Word], first: int, place: Range, chain: Sequence[str], entry: LinkVerb) -> tuple[int, int, bool] | None:
    """The form of a verb behind its auxiliaries, which stand in ``chain`` from the last to the first."""
    begin, at = place
    low = words[at].low
    if not chain:
        form = _bare(words, first, place, entry)
        return (begin, form, False) if form is not None else None
    near = chain[0]
    if near in BE:
        if low == entry.forms[ING]:
            return (begin, ING, False) if not entry.modal else None
        return (begin, PARTICIPLE, True) if low == entry.forms[PARTICIPLE] else None
    if near in _HAVE:
        return (begin, PARTICIPLE, False) if low == entry.forms[PARTICIPLE] else None
    if near in _RISK:
        return (begin, ING, False) if low == entry.forms[ING] else None
    if low != entry.forms[BASE] or (near == "to" and len(chain) == 1):
        return None
    if near != "to" and near not in link_words("modals") and not near.startswith("help"):
        return None
    if near == "to" and chain[1] not in link_words("modal_adjectives") and chain[1] not in link_words("modal_verbs"):
        return None
    if near == "to" and chain[1] in link_words("modal_adjectives") and not any(c in BE or c in link_words("modals") for c in chain[2:]):
        return None
    return begin, BASE, False


def _bare(words: Sequence[Word], first: int, place: Range, entry: LinkVerb) -> int | None:
    """The form of a verb without auxiliary; None where it may be a noun or describe one."""
    begin, at = place
    if begin == first or entry.modal or at + 1 >= len(words):
        return None
    before, low, ahead = words[begin - 1], words[at].low, words[at + 1]
    if not before.spoken:
        return None
    firm = ahead.low in link_words("firm") or ahead.capital or (bool(entry.tail) and entry.forms[BASE] != "result")
    if low == entry.forms[THIRD] and low != entry.forms[BASE]:
        forced = entry.forms[BASE] == "force" and plural(ahead.low) and any(w.low == "to" for w in words[at + 2 : at + 5])
        sure = firm or forced or not entry.noun or (begin == first + 1 and before.low in link_words("nouns"))
        return THIRD if sure and not plural(before.low) and before.low not in link_words("firm") else None
    if low == entry.forms[PAST] and low != entry.forms[BASE]:
        loose = before.low in link_words("firm") or (low in link_words("attributive") and not firm)
        return None if loose else PAST
    return BASE if low == entry.forms[BASE] and not entry.noun and plural(before.low) and not words[first].low.endswith("ing") else None

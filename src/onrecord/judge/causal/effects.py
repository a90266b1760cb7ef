"""The noun phrase behind a verb of cause; none rather than a doubtful one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from onrecord.judge.causal.causes import AMOUNTS, JOINS, Range, adverb, broken, head_of, like_noun, plain_verbs, stripped
from onrecord.judge.causal.verb_groups import entries
from onrecord.judge.clauses import DETERMINERS, PRONOUNS, SUBJECTS, Word, owns
from onrecord.lexicon import direction_verbs, link_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 20


def object_after(words: Sequence[Word], at: int, last: int, *, third: bool = False) -> Range | None:
    """The noun phrase behind a verb; None where there is none or it is not surely all of it.

    Args:
        words: the words of the sentence.
        at: the word behind the verb and its tail.
        last: one past the last word that may belong to it.
        third: whether the verb is in the third person, so that words in -s may be verbs that go on with it.
    """
    if not _may_open(words, at, last):
        return None
    border = _walk_on(words, at, last, third=third)
    if border is None:
        return None
    begin, end = stripped(words, at, border)
    while end > begin + 1 and (words[end - 1].low in link_words("tails") or adverb(words[end - 1].low)):
        end -= 1
    while end > begin and (not words[end - 1].spoken or words[end - 1].low in JOINS or words[end - 1].low in link_words("prepositions")):
        end -= 1
    return (begin, end) if _is_effect(words[begin:end]) else None


def _is_effect(phrase: Sequence[Word]) -> bool:
    """True where words name something that can be more or less."""
    if not phrase or len(phrase) > _LONGEST or broken(phrase):
        return False
    first, head = phrase[0].low, head_of(phrase).low
    if first in link_words("idle") or head in link_words("idle") or head in link_words("hollow") or first in link_words("open_ends"):
        return False
    if len(phrase) == 1:
        return first not in DETERMINERS and first not in PRONOUNS and not adverb(first)
    return not (first in ("this", "that", "these", "those") and phrase[1].low in link_words("prepositions"))


def _may_open(words: Sequence[Word], at: int, last: int) -> bool:
    """True where an object can begin: no preposition, pronoun, denial, amount or further verb."""
    if at >= last or _time_begins(words, at, last):
        return False
    at += int(words[at].quotes and at + 1 < last)
    word = words[at]
    if not word.spoken and word.low != "[":
        return False
    jobs = ("prepositions", "empty", "clause_starts", "pointing", "other_verbs", "open_ends")
    if word.low in JOINS or word.finite or word.low in plain_verbs() or any(word.low in link_words(job) for job in jobs):
        return False
    return not (word.low == "a" and at + 1 < last and words[at + 1].low in ("couple", "bit", "little", "notch"))


def _walk_on(words: Sequence[Word], at: int, last: int, *, third: bool) -> int | None:
    """Where an object ends: at the border of its clause, a span of time, or an "and" behind which no noun stands."""
    held = False
    for k in range(at, last):
        word = words[k]
        if not word.spoken:
            found = _at_mark(words, at, k, last)
        elif held:
            found = "ends" if word.low in link_words("clause_starts") - {"by", "after", "before", "even", "only"} else "goes on"
        elif word.low == "that" and k > at and words[k - 1].low in link_words("holds_clause"):
            held, found = True, "goes on"
        else:
            found = _at_word(words, at, k, last, third=third)
        if found != "goes on":
            return k if found == "ends" else None
    return last


Step = Literal["goes on", "ends", "is lost"]


def _at_mark(words: Sequence[Word], at: int, k: int, last: int) -> Step:
    """Whether an object goes on at a mark of punctuation, ends before it, or is not all there."""
    if words[k].quotes:
        return "ends" if not owns(words, k) and _closes(words, at, k, last) else "goes on"
    if words[k].low == "," and describes_more(words, k + 1) and (k == at + 1 or _like_adjective(words[k - 1].low)):
        return "is lost"
    return "goes on" if words[k].low in AMOUNTS else "ends"


def _at_word(words: Sequence[Word], at: int, k: int, last: int, *, third: bool) -> Step:
    """The same at a word."""
    word = words[k]
    if _ends_at(words, at, k, last):
        return "is lost" if word.low in ("which", "whom", "whose") and words[k - 1].low in link_words("prepositions") else "ends"
    if word.finite or word.low in SUBJECTS or word.low in link_words("open_ends"):
        return "is lost"
    if word.low in ("and", "or") and not _noun_follows(words, k + 1, last, third=third):
        return "ends" if like_noun(words[k - 1].low) or _is_verb(words, k + 1, last) else "is lost"
    return "goes on"


def _like_adjective(low: str) -> bool:
    return low in link_words("adjectives") or low.endswith(("al", "ive", "ous", "ic", "ful", "ary", "able", "ible", "less", "ish"))


def _ends_at(words: Sequence[Word], at: int, k: int, last: int) -> bool:
    """True where a word begins what is no part of the object: a clause, "that" behind a noun, a span of time."""
    if k == at:
        return False
    low = words[k].low
    if low in link_words("clause_starts"):
        return not (low == "as" and words[k - 1].low in ("such", "well"))
    return low == "that" or _time_begins(words, k, last)


def _closes(words: Sequence[Word], at: int, k: int, last: int) -> bool:
    """True for a quotation mark that closes what was opened before the object."""
    opens = k + 1 < last and words[k + 1].start == words[k].end and any(w.quotes for w in words[k + 1 : last])
    return k > at and not opens and sum(w.quotes for w in words[at:k]) % 2 == 0


def describes_more(words: Sequence[Word], at: int) -> bool:
    """True where a word behind a comma goes on with the one before it: "severe, lasting burdens", "savings, investment and growth"."""
    if at >= len(words):
        return False
    word = words[at]
    if not word.spoken or word.capital or word.finite or adverb(word.low) or word.low in DETERMINERS or word.low in PRONOUNS:
        return False
    jobs = ("prepositions", "clause_starts", "leads", "supposed", "pointing", "clause_verbs", "other_verbs")
    return not any(word.low in link_words(job) for job in jobs)


def _time_begins(words: Sequence[Word], k: int, last: int) -> bool:
    """True where a span of time begins: "this year", "in the coming months", "by 2030"."""
    if words[k].low not in link_words("time_heads"):
        return False
    for j in range(k + 1, min(k + 5, last)):
        low = words[j].low
        if low in link_words("time_words") or (low.isdigit() and len(low) == len("2030") and low[:2] in ("19", "20")):
            return True
        if not words[j].spoken or low in link_words("prepositions"):
            return False
    return False


def _is_verb(words: Sequence[Word], at: int, last: int) -> bool:
    """True where a word is a known verb, so that an "and" before it joins verbs."""
    while at < last and (adverb(words[at].low) or words[at].low in ("also", "then", "thus")):
        at += 1
    if at >= last:
        return False
    low = words[at].low
    return words[at].finite or low.endswith("ing") or low in direction_verbs() or low in link_words("other_verbs") or low in entries()


def _noun_follows(words: Sequence[Word], at: int, last: int, *, third: bool) -> bool:
    """True where what "and" joins to an object is surely a noun phrase rather than a further verb."""
    if at >= last or _clause_follows(words, at, last):
        return False
    word, ahead = words[at], words[at + 1].low if at + 1 < last else ""
    if word.low in plain_verbs() or word.low in SUBJECTS or word.low in link_words("clause_starts"):
        return False
    if word.low in DETERMINERS or word.capital or word.low[0].isdigit():
        return True
    return ahead not in DETERMINERS and not _is_verb(words, at, last) and like_noun(word.low) and not (third and word.low.endswith("s"))


def _clause_follows(words: Sequence[Word], at: int, last: int) -> bool:
    """True where a finite verb stands before the next border, so that "and" joins a clause of its own."""
    for k in range(at, last):
        if words[k].finite:
            return True
        if (not words[k].spoken and not words[k].quotes) or words[k].low in link_words("clause_starts"):
            return False
    return False


def likely_effect(words: Sequence[Word], place: Range) -> Range:
    """The effect itself where an object begins with "the risk of" or its kind, else the object."""
    begin, end = place
    for k in range(begin, min(begin + 3, end - 2)):
        if words[k].low in link_words("chances") and words[k + 1].low in ("of", "that"):
            return k + 2, end
    return place

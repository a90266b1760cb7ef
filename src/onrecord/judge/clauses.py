"""The words of a stretch of text, its sentences, and what the small ones among them are: what rules about clauses stand on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.lexicon import condition_words, function_words
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: In this order: a letter put in brackets ("[I]f"), doubled quotation marks, abbreviations, numbers, words, single marks.
_TOKEN = re.compile(
    r"\[[A-Za-z]\][^\W_]+"
    r"|''|’’|‘‘|``"
    r"|(?:[A-Z]\.){2,}(?:-[^\W_]+)*|\b[A-Z]\.(?=\s?[A-Z])(?! (?:It|We|The|This|That|But|And|They|He|She|There|If|In|You)\b)"
    r"|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Adm|Sgt|Maj|Cmdr|Amb|Rev|St|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|vs|Jr|Sr|Inc|Corp|Ltd)\."
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W_]+(?:(?:['’‘&-]|–(?=[A-Z\d]))[^\W_]+)*"
    r"|\S"
)
_STOPS = frozenset(".!?…")
_MARKS = frozenset("\"“”„‟«»‘’'`")
#: Punctuation at which a clause ends, but for the comma.
_BREAKS = frozenset(";:—–-()")
#: A sentence of more words is none; keeps a text without full stops from taking hours.
LONGEST_SENTENCE = 250
MODALS = frozenset(
    (
        *("will", "would", "shall", "can", "could", "may", "might", "must", "should", "cannot", "won't", "wouldn't", "can't", "couldn't"),
        *("shan't", "mustn't", "shouldn't", "mightn't", "needn't"),
    )
)
AUXILIARIES = MODALS | frozenset(
    (
        *("is", "are", "was", "were", "be", "been", "am", "has", "have", "had", "does", "do", "did"),
        *("isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "doesn't", "don't", "didn't", "ain't"),
    )
)
#: Pronouns that can only be subjects, and those that may be.
SUBJECTS = frozenset(("i", "we", "he", "she", "they", "who", "nobody", "everybody", "everyone", "somebody", "someone"))
PRONOUNS = SUBJECTS | frozenset(("it", "you", "there", "this", "that", "these", "those", "anybody", "anyone", "nothing", "everything"))
_CONTRACTED = re.compile(r"(?:'ll|'d|'re|'ve|'m)$")
_WAITS = re.compile(r"(?:'ll|'d)$")
DETERMINERS = function_words("determiners") | frozenset(("no", "any", "all", "both", "such", "more", "other", "either", "neither"))


class Word(NamedTuple):
    """A word or a mark of punctuation: where it stands, in lower case with straight apostrophes, and whether it has a capital."""

    start: int
    end: int
    low: str
    capital: bool

    @property
    def spoken(self) -> bool:
        """True for a word or a number, False for punctuation."""
        return self.low[0].isalnum()

    @property
    def quotes(self) -> bool:
        """True for a quotation mark."""
        return self.low[0] in _MARKS or self.low == "'"

    @property
    def stops(self) -> bool:
        """True for what may end a sentence."""
        return self.low in _STOPS

    @property
    def breaks(self) -> bool:
        """True for punctuation at which a clause ends, the comma left out."""
        return self.low in _BREAKS or self.low in _STOPS

    @property
    def finite(self) -> bool:
        """True for auxiliaries and contractions that hold one ("they'll")."""
        return self.low in AUXILIARIES or bool(_CONTRACTED.search(self.low)) or self.low in ("it's", "that's", "there's", "he's", "she's")

    @property
    def modal(self) -> bool:
        """True for modal verbs and contractions that hold one."""
        return self.low in MODALS or bool(_WAITS.search(self.low))


def words_in(text: str, span: Span) -> list[Word]:
    """The words and marks of a span, clipped to the text."""
    return list(_words(text, span))


@lru_cache(maxsize=64)  # a claim is looked at for conditions and for links, one after the other
def _words(text: str, span: Span) -> tuple[Word, ...]:
    start, end = max(0, span.start), min(len(text), span.end)
    return tuple(Word(m.start(), m.end(), _plain(m[0]), m[0][0].isupper()) for m in _TOKEN.finditer(text, start, max(start, end)))


def _plain(word: str) -> str:
    """The word in lower case, with straight apostrophes; "[I]f" is "if"."""
    if word[0] == "[" and len(word) > 1:
        word = word[1] + word[3:]
    return (word.replace("’", "'").replace("‘", "'") if len(word) > 1 else word).lower()


def sentences(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The half-open ranges of words that are sentences."""
    first = 0
    for at, word in enumerate(words):
        ahead = words[at + 1] if at + 1 < len(words) else None
        if (
            ahead is None
            or _parted(text, words, first, at)
            or (word.stops and ahead.start > word.end and (ahead.capital or not ahead.spoken))
        ):
            yield first, at + 1
            first = at + 1


def _parted(text: str, words: Sequence[Word], first: int, at: int) -> bool:
    """True where a sentence ends between a word and the next: at a line's end, or behind the mark that closes a sentence's quotation."""
    word, ahead = words[at], words[at + 1]
    between = text[word.end : ahead.start]
    if "\n" in between:
        return True
    return word.quotes and at > first and words[at - 1].stops and bool(between) and ahead.capital


def sentence_around(text: str, span: Span, reach: int = 400) -> Span:
    """The sentence that a span begins in, as far as ``reach`` characters either way."""
    start = min(max(0, span.start), len(text))
    words = words_in(text, Span(start - reach, min(len(text), max(start, span.end)) + reach))
    for first, last in sentences(text, words):
        if words[last - 1].end > start or last == len(words):
            return Span(words[first].start, words[last - 1].end)
    return Span(start, start)


#: Words that begin something new behind a clause that ends a sentence.
_CUTS = frozenset(("because", "but", "although", "though", "whereas"))
_NOMINATIVE = frozenset(("i", "we", "he", "she", "they"))
#: Words of a subject that a relative clause may interrupt.
_SHORT_SUBJECT = 5


def in_front(words: Sequence[Word], first: int, at: int) -> bool:
    """True where a clause that begins at a word stands before what it belongs to rather than after it."""
    before = [w for w in words[first:at] if not w.quotes]
    if not before or before[-1].low in ("that", "and", "but", "because", "so", "yet", "or"):
        return True
    if before[-1].breaks:
        return True
    if before[-1].low == ",":
        return not any(w.finite for w in before)
    return len(before) == 1 and before[0].low in ("only", "especially", "then", "now", "maybe", "perhaps", "look", "well")


def clause_end(words: Sequence[Word], first: int, at: int, after: int) -> int:
    """One past the last word of a subordinate clause.

    Args:
        words: the words up to the end of the sentence.
        first: the sentence's first word.
        at: the connective's first word.
        after: the word behind the connective.
    """
    front = in_front(words, first, at)
    inside = False
    k = after
    while k < len(words):
        word = words[k]
        if word.quotes and not owns(words, k):
            if not inside and (not _opens(words, k) or _begins_next(words, after, k + 1, front=front)):
                break
            inside = not inside
        elif word.low == "," and (front or not inside):
            beyond = k + 1 if inside and not _may_begin(words[k + 1 : k + 2]) else _beyond_comma(words, after, k, front=front)
            if beyond is None:
                break
            k = min(beyond, len(words))
            continue
        elif not inside:
            if word.breaks or _begins_next(words, after, k, front=front):
                break
        k += 1
    while k > after and not _ends_well(words, at, k):
        k -= 1
    return k


def _ends_well(words: Sequence[Word], at: int, end: int) -> bool:
    """True where a clause may end: behind a word, a percent sign, a bracket, or a mark that closes what opened in it."""
    word = words[end - 1]
    if word.quotes and end - 1 > at and words[end - 2].spoken:
        return _balanced(words[at:end])
    return word.spoken or word.low in ("%", "]")


def owns(words: Sequence[Word], k: int) -> bool:
    """True for the apostrophe of a plural that owns something: "the students' fees"."""
    if words[k].low not in ("'", "’") or k == 0 or k + 1 >= len(words) or words[k - 1].end != words[k].start:
        return False
    ahead = words[k + 1]
    small = (
        ahead.low in DETERMINERS
        or ahead.low in PRONOUNS
        or ahead.low in condition_words("leads_on")
        or ahead.finite
        or ahead.low in ("said", "says", "into", "then")
    )
    return words[k - 1].low.endswith("s") and ahead.start > words[k].end and ahead.spoken and not small


def _may_begin(words: Sequence[Word]) -> bool:
    """True where the next word may be the first of a clause's subject."""
    return not words or words[0].capital or words[0].low.split("'")[0] in PRONOUNS or words[0].low in DETERMINERS


def _opens(words: Sequence[Word], k: int) -> bool:
    """True where a quotation mark stands before a word and behind a space."""
    ahead = k + 1 < len(words) and words[k + 1].start == words[k].end and words[k + 1].spoken
    return ahead and (k == 0 or words[k - 1].end < words[k].start)


def _balanced(words: Sequence[Word]) -> bool:
    return sum(w.quotes for w in words) % 2 == 0


def _beyond_comma(words: Sequence[Word], after: int, comma: int, *, front: bool) -> int | None:
    """Where a clause goes on behind a comma; None where it ends there."""
    if comma + 1 >= len(words):
        return None
    ahead = words[comma + 1]
    later = next((j for j in range(comma + 2, len(words)) if words[j].low == "," or words[j].breaks), None)
    closed = later is not None and words[later].low == ","
    if comma == after or (ahead.quotes and words[comma - 1].low in ("said", "says", "say")):
        return comma + 1
    so_far = words[after:comma]
    if closed and later is not None and ahead.low in ("who", "which", "whose") and len(so_far) <= _SHORT_SUBJECT:
        return later + 1
    if closed and later is not None and _is_name(so_far) and (ahead.low in DETERMINERS or ahead.low in ("who", "which", "now", "then")):
        return later + 1
    if front and closed and ahead.low in ("and", "or"):
        return comma + 1
    if not front and ahead.capital and words[comma - 1].capital and _listed(words, comma + 1):
        return comma + 1
    return None


def _is_name(words: Sequence[Word]) -> bool:
    """True where words are a name alone, so that the clause's verb is still to come."""
    return all(w.capital or w.low == "the" for w in words)


def _listed(words: Sequence[Word], at: int) -> bool:
    """True where names follow one another up to an "and" or "or" and one more name."""
    for k in range(at, min(at + 8, len(words) - 1)):
        if words[k].low in ("and", "or"):
            return words[k + 1].capital
        if not words[k].capital and words[k].low != ",":
            return False
    return False


def _begins_next(words: Sequence[Word], after: int, k: int, *, front: bool) -> bool:
    """True where the main clause begins without a comma, or something new behind a clause that ends a sentence."""
    word, ahead = words[k], words[k + 1] if k + 1 < len(words) else None
    if k <= after + 1 or ahead is None:
        return False
    waits = word.modal or ahead.modal
    if not front:
        new = (
            word.low in ("and", "or")
            and k + 2 < len(words)
            and ((ahead.low in PRONOUNS and words[k + 2].modal) or (ahead.modal and not ahead.low[0].isalpha()))
        )
        return word.low in _CUTS or new
    if word.low == "then":
        return words[k - 1].low not in ("since", "by", "until", "and", "even", "till")
    if words[k - 1].low in condition_words("leads_on") or words[k - 1].low == "not" or words[k - 2].low == "that":
        return False
    if word.low in DETERMINERS and word.low != "that" and not words[k - 1].finite and any(w.finite for w in words[after:k]):
        later = next((j for j in range(k + 2, min(k + 6, len(words))) if words[j].finite or not words[j].spoken), None)
        if later is not None and words[later].modal:
            return True
    stem = word.low.split("'")[0]
    if stem in _NOMINATIVE and (waits or words[k - 1].finite or stem != word.low):
        return True
    if stem in ("it", "there", "you", "this") and waits:
        return True
    return word.low in ("no", "nobody", "nothing") and any(w.modal for w in words[k + 1 : k + 7])

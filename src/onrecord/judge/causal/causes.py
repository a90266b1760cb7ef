"""The noun phrase before a verb of cause; none rather than a doubtful one.

What acts is an event, a state or a quantity: persons, governments and bodies, which act by will, are never a cause here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.judge.clauses import DETERMINERS, PRONOUNS, SUBJECTS, Word, owns
from onrecord.lexicon import country_words, institutions, link_verbs, link_words, noun_kinds, titles
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

Range = tuple[int, int]

_LONGEST = 20
#: Signs that belong to an amount or an insertion rather than end a phrase.
AMOUNTS = frozenset(("%", "$", "€", "£", "[", "]", "¥"))
JOINS = frozenset(("and", "or", "but"))
_ARTICLES = frozenset(("the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "my", "your"))
_NOUN_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "ity", "ities", "ness", "ism", "ship", "ships", "ing", "ings")


@cache
def plain_verbs() -> frozenset[str]:
    """All forms of verbs of cause that are no nouns as well."""
    return frozenset(form for verb in link_verbs() if not verb.noun for form in verb.forms)


def adverb(low: str) -> bool:
    """True for words in -ly that are no nouns."""
    return low.endswith("ly") and low not in link_words("no_adverbs")


def plural(low: str) -> bool:
    """True for words that look like a noun of several."""
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))


def like_noun(low: str) -> bool:
    """True for words whose ending is a noun's."""
    return plural(low) or (low.endswith(_NOUN_ENDINGS) and len(low) > len("nation"))


def spans_of(words: Sequence[Word], place: Range) -> tuple[Span, ...]:
    """The characters that a range of words covers, parted where quotation marks stand."""
    pieces: list[Span] = []
    parted = True
    for k in range(place[0], place[1]):
        if words[k].quotes and not owns(words, k):
            parted = True
        elif parted:
            pieces.append(Span(words[k].start, words[k].end))
            parted = False
        else:
            pieces[-1] = Span(pieces[-1].start, words[k].end)
    return tuple(pieces)


def subject_before(words: Sequence[Word], first: int, verb: int, text: str, *, agents: bool = False) -> Range | None:
    """The noun phrase that a verb group has as its subject; None where it is no event or quantity, or not surely all of it.

    Args:
        words: the words of the sentence.
        first: where the claim begins in it.
        verb: the verb group's first word.
        text: the article's text, which tells names from words that only begin a sentence.
        agents: whether persons and bodies count: they do as what is acted on.
    """
    if verb > first and words[verb - 1].low in JOINS:
        return None
    verb = _before_insertion(words, first, verb)
    begin = _walk_back(words, first, verb)
    if begin is None:
        return None
    begin, end = stripped(words, begin, verb)
    phrase = words[begin:end]
    if not phrase or len(phrase) > _LONGEST or not _is_phrase(phrase) or broken(phrase):
        return None
    if phrase[0].low in link_words("prepositions") or phrase[0].low in link_words("empty") or phrase[-1].low in JOINS:
        return None
    if phrase[0].low in link_words("hollow") or head_of(phrase).low in link_words("hollow") or (not agents and names_agent(phrase, text)):
        return None
    return begin, end


def _before_insertion(words: Sequence[Word], first: int, verb: int) -> int:
    """Where a subject ends that ", which opened in May," or ", he said," parts from its verb; else the verb group's first word."""
    if verb - 1 <= first or words[verb - 1].low != ",":
        return verb
    comma = next((k for k in range(verb - 2, first, -1) if words[k].low == "," or words[k].breaks), None)
    if comma is None or words[comma].low != ",":
        return verb
    told = words[verb - 2].low in link_words("insertions") or words[comma + 1].low in link_words("insertions")
    return comma if told or words[comma + 1].low == "which" else verb


def _walk_back(words: Sequence[Word], first: int, verb: int) -> int | None:
    """Where the subject of a verb group begins, looking back to the border of its clause; None in an if-clause and its kind."""
    at, marks = verb, 0
    while at > first:
        word = words[at - 1]
        if word.quotes:
            if not owns(words, at - 1):
                marks += 1
                if at < verb and marks % 2 and not any(w.quotes for w in words[first : at - 1]):
                    return at
        elif not word.spoken:
            if word.low not in AMOUNTS:
                return at
        elif word.low in link_words("supposed") or (word.low == "that" and not _begins_content(words, first, at - 1, verb)):
            return None
        elif word.low == "that" or _is_border(words, first, at - 1):
            return at
        elif word.finite:
            joint = next((k for k in range(verb - 1, at - 1, -1) if words[k].low in JOINS), None)
            return None if joint is None else joint + 1
        at -= 1
    return at


def _begins_content(words: Sequence[Word], first: int, at: int, verb: int) -> bool:
    """True where "that" begins a clause of its own rather than one that describes a noun."""
    if at + 1 >= verb:
        return False
    if at == first or not words[at - 1].spoken:
        return True
    return words[at - 1].low in link_words("before_that") or words[at - 1].low in link_words("clause_verbs")


def _is_border(words: Sequence[Word], first: int, at: int) -> bool:
    """True where a conjunction or a verb of saying ends the clause before."""
    low, before = words[at].low, words[at - 1].low if at > first else ","
    if low in ("since", "as", "so", "while"):
        return before == "," or (low == "as" and before not in ("such", "well") and at > first)
    if low in ("because", "although", "though", "whereas", "but"):
        return True
    return low in link_words("clause_verbs") and not _is_noun_here(words, at)


def _is_noun_here(words: Sequence[Word], at: int) -> bool:
    """True where a word such as "fears" or "hopes" is a noun: behind a determiner or an adjective, before "of" or "over"."""
    ahead = words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    return ahead in ("of", "over", "about", "among") or before in DETERMINERS or before.endswith("'s")


def stripped(words: Sequence[Word], begin: int, end: int) -> Range:
    """The range without the marks around it, without conjunctions and adverbs at its head and adverbs at its end."""
    while begin < end and words[begin].low not in AMOUNTS:
        if words[begin].spoken and words[begin].low not in link_words("leads") and not adverb(words[begin].low):
            break
        begin += 1
    while end > begin and not words[end - 1].spoken and words[end - 1].low not in ("%", "]"):
        end -= 1
    return begin, end


def _is_phrase(phrase: Sequence[Word]) -> bool:
    """True where words can be a noun phrase: no finite verb, no subject pronoun, nothing that a pronoun alone would name."""
    first = phrase[0].low
    if any(w.finite or w.low in SUBJECTS or w.low in ("not", "let", "letting") for w in phrase):
        return False
    if first in PRONOUNS and (len(phrase) == 1 or first not in DETERMINERS or phrase[1].low in link_words("prepositions")):
        return False
    for k, word in enumerate(phrase):
        verb = word.low in link_words("other_verbs") or (k and word.low in link_words("clause_verbs"))
        if verb and not _is_noun_here(phrase, k) and not _describes(phrase, k):
            return False
    joint = next((k for k, w in enumerate(phrase) if w.low in JOINS), None)
    return joint is None or not any(w.low in plain_verbs() for w in phrase[1:joint])


def broken(phrase: Sequence[Word]) -> bool:
    """True where a determiner stands behind a word that is neither a preposition nor joins: the words hold a clause."""
    for k in range(1, len(phrase)):
        before = phrase[k - 1]
        if phrase[k].low not in _ARTICLES or not before.spoken or before.low.endswith("ing"):
            continue
        if before.low in link_words("prepositions") or before.low in link_words("before_determiner"):
            continue
        if k == 1 or not any(w.low in ("to", "from") for w in phrase[max(0, k - 5) : k - 1]):
            return True
    return False


def _describes(phrase: Sequence[Word], at: int) -> bool:
    """True for a participle that describes the noun before it: "the cuts announced in May", "a law signed by"."""
    ahead = phrase[at + 1].low if at + 1 < len(phrase) else ""
    return bool(at) and phrase[at].low.endswith(("ed", "en", "t")) and ahead in ("by", "in", "last", "on", "for", "at", "under")


def head_of(phrase: Sequence[Word]) -> Word:
    """The head noun of a noun phrase: what stands before its first preposition or relative pronoun."""
    return _core(phrase)[-1]


def _core(phrase: Sequence[Word]) -> Sequence[Word]:
    borders = link_words("prepositions")
    phrase = [w for w in phrase if not w.quotes] or phrase
    until = next(
        (k for k, w in enumerate(phrase) if k and (w.low in borders or w.low in ("who", "which", "that") or not w.spoken)), len(phrase)
    )
    return phrase[:until]


def names_agent(phrase: Sequence[Word], text: str) -> bool:
    """True where a noun phrase names a person, a body, a country, or bears a name alone; "a stronger Kenya" is a state of affairs."""
    if phrase[0].low.endswith("ing") and len(phrase) > 1:
        return False
    core = _core(phrase)
    if core[0].low in ("a", "an") and core[-1].capital and not core[1:2][0].capital:
        return False
    head = core[-1]
    kinds = noun_kinds()
    for form in (head.low, head.low.removesuffix("s"), head.low.removesuffix("es"), head.low.replace("men", "man")):
        if kinds.get(form, frozenset()) & {"person", "organization", "group"} or form in titles().offices:
            return True
    if head.low in link_words("agents") or (head.capital and len(core) > 1):
        return True
    return head.capital and not _plain_noun(head, text)


def _plain_noun(word: Word, text: str) -> bool:
    """True for a single word with a capital that is a common noun at the head of a sentence."""
    written = text[word.start : word.end]
    if written in country_words() or written in institutions() or written.isupper():
        return False
    return word.low in link_words("nouns") or (len(word.low) > len("nation") and word.low.endswith(_NOUN_ENDINGS))

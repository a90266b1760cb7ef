"""What a claim hangs on: the type of a condition that is marked, and conditions that a rule is sure of.

``condition_spans`` completes a trained tagger. It is made to be right where it speaks: it leaves out concessions ("even if"),
questions told in another's words ("asked if"), asides ("if I may"), clauses of the past, and what "when", "until", "under" and "with"
begin, which are conditions only now and then. "As" counts only at the head of a sentence that looks ahead: "as president", "as seas
rise"; "without" there, or behind "could", "cannot" and the like.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.judge.clauses import DETERMINERS, LONGEST_SENTENCE, PRONOUNS, Word, clause_end, in_front, sentence_around, sentences, words_in
from onrecord.lexicon import Connective, condition_connectives, condition_words, direction_verbs, noun_kinds, titles
from onrecord.records import ConditionLogic
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Words before a connective that change nothing in its logic.
_LEADS = frozenset(
    ("and", "but", "or", "so", "especially", "particularly", "certainly", "perhaps", "maybe", "also", "just", "notably", "at", "least")
)
#: How many words into a marked condition its connective may stand, and how many before it.
_INTO, _BEFORE = 8, 5
#: Characters before a claim in which a word that asks, or "even", is looked for.
_CONTEXT = 160
_WOULD = frozenset(("would", "could", "might", "wouldn't", "couldn't", "should", "'d"))
_NOT = frozenset(("not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "cannot", "hardly", "refuse", "refused", "refuses"))


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], Connective], ...]]:
    """The connectives by their first word, the longest first."""
    rows: dict[str, list[tuple[tuple[str, ...], Connective]]] = {}
    for connective in condition_connectives():
        parts = tuple(connective.words.split())
        rows.setdefault(parts[0], []).append((parts, connective))
    return {first: tuple(sorted(some, key=lambda row: -len(row[0]))) for first, some in rows.items()}


def _connective(words: Sequence[Word], at: int) -> Connective | None:
    """The longest connective that begins at a word; one that points back only where nothing of its clause follows."""
    for parts, connective in _table().get(words[at].low, ()):
        end = at + len(parts)
        if tuple(w.low for w in words[at:end]) != parts:
            continue
        if connective.words in ("if so", "if not", "without that", "without this", "with that") and end < len(words) and words[end].spoken:
            continue
        return connective
    return None


def logic_of(text: str, condition: Sequence[Span]) -> ConditionLogic | None:
    """The connective of a condition and the type of its logic; None for a concession and where no connective is known.

    Args:
        text: the article's text; what stands around the condition tells a counterfactual, "only … if", "not … until".
        condition: the condition's pieces, with or without the connective.
    """
    for span in condition:
        words = words_in(text, span)
        if any(w.spoken for w in words):
            before = words_in(text, Span(span.start - 60, span.start))
            found = _logic(text, span, words, before)
            if found or _concedes(words, before):
                return found
    return None


def _concedes(words: Sequence[Word], before: Sequence[Word]) -> bool:
    last = before[-1].low if before else ""
    return (
        words[0].low in ("even", "though", "although") or last == "even" or [w.low for w in words[:2]] in (["as", "if"], ["as", "though"])
    )


def _logic(text: str, span: Span, words: Sequence[Word], before: Sequence[Word]) -> ConditionLogic | None:
    if _concedes(words, before):
        return None
    at = 0
    while at < len(words):
        found = _at(text, span, words, at)
        if found:
            only = found.connective in ("if", "when", "once") and at == 0 and bool(before) and before[-1].low == "only"
            return ConditionLogic(connective=f"only {found.connective}", type="necessary") if only else found
        if words[at].spoken and words[at].low not in _LEADS:
            break
        at += 1
    for back in range(min(_BEFORE, len(before)), 0, -1):
        found_before = _connective(before, len(before) - back)
        if found_before and len(found_before.words.split()) == back and found_before.finds != "never":
            return _typed(text, span, words, found_before)
    for at in range(1, min(_INTO, len(words))):
        inside = _connective(words, at)
        if inside and inside.finds in ("clause", "future") and words[at - 1].low not in condition_words("not_after"):
            return _typed(text, span, words[at:], inside)
    return None


def _at(text: str, span: Span, words: Sequence[Word], at: int) -> ConditionLogic | None:
    """What begins at one word: a comparative, an inverted verb, or a connective."""
    low = words[at].low
    if low == "the" and at + 1 < len(words) and _comparative(words[at + 1].low):
        return ConditionLogic(connective=f"the {words[at + 1].low}", type="trend")
    connective = _connective(words, at)
    if connective:
        return _typed(text, span, words[at:], connective)
    if low in ("should", "were", "had"):
        return _inverted(words, at)
    return None


def _comparative(low: str) -> bool:
    return low in ("more", "less", "fewer", "worse", "better", "further") or (low.endswith("er") and len(low) > len("her") + 1)


def _inverted(words: Sequence[Word], at: int) -> ConditionLogic | None:
    if words[at].low == "should":
        return ConditionLogic(connective="should", type="sufficient")
    if words[at].low == "had":
        return ConditionLogic(connective="had", type="counterfactual")
    inside = any(w.low == "to" for w in words[at + 1 :])
    return ConditionLogic(connective="were ... to" if inside else "were", type="sufficient")


def _typed(text: str, span: Span, words: Sequence[Word], connective: Connective) -> ConditionLogic:
    """The connective with its type as the sentence around it has it."""
    name, kind = connective.words, connective.type
    if name in ("as", "as a"):
        return ConditionLogic(connective="as", type="sufficient" if _names_office(words[1:]) else "trend")
    if name not in ("if", "if ever", "until", "till"):
        return ConditionLogic(connective=name, type=kind)
    around = sentence_around(text, span)
    outer = [*words_in(text, Span(around.start, span.start)), *words_in(text, Span(span.end, max(span.end, around.end)))]
    if name in ("until", "till"):
        negated = any(w.low in _NOT or w.low.endswith("n't") for w in outer)
        return ConditionLogic(connective=name, type="necessary" if negated else kind)
    if _had_been(words) and any(w.low in _WOULD or w.low.endswith("'d") for w in outer):
        return ConditionLogic(connective=name, type="counterfactual")
    return ConditionLogic(connective=name, type="necessary" if _only_way(outer, span.start) else kind)


def _names_office(words: Sequence[Word]) -> bool:
    """True for "as president", "as the party's nominee": what follows "as" ends in a noun for a person and holds no verb."""
    spoken = [w.low for w in words if w.spoken]
    until = next((k for k, low in enumerate(spoken) if low in ("of", "for", "in", "under")), len(spoken))
    head = spoken[until - 1] if until else ""
    offices = condition_words("offices")
    return head in offices or " ".join(spoken[:until]) in offices or head in titles().offices or "person" in noun_kinds().get(head, ())


def _had_been(words: Sequence[Word]) -> bool:
    """True where "had" and a participle make a clause one of a past that was not."""
    for at, word in enumerate(words):
        if word.low in ("had", "hadn't") or (word.low.endswith("'d") and at):
            ahead = [w.low for w in words[at + 1 : at + 4] if w.low not in ("not", "only", "never", "already", "just", "simply", "also")]
            if ahead and _participle(ahead[0]):
                return True
    return False


def _participle(low: str) -> bool:
    return low in condition_words("participles") or (low.endswith("ed") and len(low) > len("need"))


def _only_way(outer: Sequence[Word], start: int) -> bool:
    """True where "would only" and a verb stand before the condition: "will only sign if"."""
    for one, two, three in zip(outer, outer[1:], outer[2:], strict=False):
        if one.start >= start:
            return False
        if (one.modal or one.low == "to") and two.low == "only" and three.low in condition_words("only_verbs"):
            return True
    return False


def condition_spans(text: str, claim: Span) -> list[Span]:
    """Conditions inside a claim that a rule is sure of, in order, each with its connective and without the marks around it.

    A claim that is nothing but "if …" has none: it is a question told in another's words, or its main clause stands elsewhere.
    """
    heard = words_in(text, Span(claim.start - _CONTEXT, claim.end))
    asked = text[claim.end : claim.end + 1] == "?"
    found: list[Span] = []
    for start, last in sentences(text, heard):
        words = heard[start:last]
        first = next((k for k, w in enumerate(words) if w.start >= claim.start), len(words))
        if first == len(words) or len(words) > LONGEST_SENTENCE or words[first].low == "whether":
            continue
        asks = any(w.low == "?" for w in words[max(first, len(words) - 3) :]) or (asked and last == len(heard))
        at = first
        while at < len(words):
            end = None if asks and not in_front(words, first, at) else _span_end(words, first, at)
            if end is None or not any(w.spoken for w in (*words[first:at], *words[end:])):
                at += 1
                continue
            found.append(Span(words[at].start, words[end - 1].end))
            at = end
    return found


def _span_end(words: Sequence[Word], first: int, at: int) -> int | None:
    """One past the last word of the condition that begins at a word; None where none does.

    Args:
        words: the sentence.
        first: where the claim begins in it.
        at: the word.
    """
    if words[at].low in ("should", "were", "had"):
        return _inverted_end(words, first, at)
    if words[at].low == "the" and _is_the_more(words, at):
        return clause_end(words, first, at, at + 2)
    connective = _connective(words, at)
    if connective and connective.words in ("as", "as a"):
        return _office_end(words, first, at) or _development_end(words, first, at)
    if connective is None or connective.finds == "never":
        return None
    after = at + len(connective.words.split())
    if connective.finds == "phrase":
        return after if after == len(words) or not words[after].spoken or any(w.modal for w in words[after:]) else None
    if at and words[at - 1].low in condition_words("not_after"):
        return None
    end = clause_end(words, first, at, after)
    return end if end > after and _holds(words, first, (at, after, end), connective) else None


def _office_end(words: Sequence[Word], first: int, at: int) -> int | None:
    """The end of "as president" at the head of a sentence that says what its holder will do."""
    if not in_front(words, first, at) or not any(w.modal for w in words[first:]):
        return None
    begin = at + 2 if words[at + 1 : at + 2] and words[at + 1].low in ("the", "a", "our", "your") else at + 1
    for length in (3, 2, 1):
        end = begin + length
        if end < len(words) and " ".join(w.low for w in words[begin:end]) in condition_words("offices"):
            return end if words[end].low == "," or words[end].capital or words[end].low in PRONOUNS else None
    return None


def _development_end(words: Sequence[Word], first: int, at: int) -> int | None:
    """The end of a development at the head of a sentence that says what will come with it: "as Tokyo raises its share,"."""
    if not in_front(words, first, at) or words[at + 1 : at + 2] == [] or words[at + 1].low in condition_words("no_development"):
        return None
    end = clause_end(words, first, at, at + 1)
    moves = condition_words("developing") | direction_verbs().keys()
    if end >= len(words) or not any(w.low in moves for w in words[at + 2 : end]) or any(w.modal for w in words[at:end]):
        return None
    past = any(w.low in ("was", "were", "had", "did") for w in words[at:end])
    return end if words[end].low == "," and not past and any(w.modal or w.low == "possibility" for w in words[end:]) else None


def _holds(words: Sequence[Word], first: int, place: tuple[int, int, int], connective: Connective) -> bool:
    """False where the words around tell that a clause is no condition; ``place``: its connective, the word behind that, its end."""
    at, after, end = place
    if "if" in connective.words.split():
        return not _told_or_aside(words, at, end)
    ahead = any(w.modal or w.low in condition_words("forward") for w in (*words[first:at], *words[end:]))
    if connective.words == "once":
        return ahead and _begins_clause(words, first, at, after, end)
    if connective.words in ("provided", "assuming", "supposing", "assuming that", "supposing that"):
        return at == first or words[at - 1].low in (",", "-", "–", "—")
    if connective.words == "without" and not in_front(words, first, at):
        would = any(w.low in ("could", "might", "may", "cannot", "can't", "couldn't", "wouldn't") for w in words[first:at])
        return would and not words[after].low.endswith("ing")
    if connective.words in ("without", "barring", "absent", "failing"):
        return ahead and in_front(words, first, at)
    if connective.words.endswith("as long as"):
        return words[after].low not in condition_words("spans_of_time") and not words[after].low[0].isdigit()
    return connective.words != "in case" or words[after].low != "you"


def _told_or_aside(words: Sequence[Word], at: int, end: int) -> bool:
    """True for a question told in another's words, and for what is said to the listener rather than of the matter."""
    at = next(k for k in range(at, len(words)) if words[k].low == "if")
    rest = " ".join(w.low for w in words[at + 1 : at + 6])
    if any(rest == aside or rest.startswith(f"{aside} ") for aside in condition_words("asides")):
        return True
    before = [w.low for w in words[max(0, at - 8) : at] if not w.quotes]
    if before and (before[-1] in condition_words("asking") or before[-1] in condition_words("about")):
        return True
    for back, low in enumerate(reversed(before), start=1):
        if not low[0].isalnum() or low == "to":
            break
        if low in condition_words("asking_somebody") and back > 1:
            return True
    inner = [w.low for w in words[at + 1 : end]]
    if inner[:1] == ["not"]:
        return not (len(inner) == 1 and in_front(words, 0, at)) and not (len(inner) > 1 and _participle(inner[1]))
    return len(inner) == 1 and inner[0] not in condition_words("short") and not _participle(inner[0])


def _begins_clause(words: Sequence[Word], first: int, at: int, after: int, end: int) -> bool:
    """True where "once" begins a clause: no adverb ("once again", "was once"), no description between commas."""
    if at > first and (words[at - 1].low in condition_words("once_not_after") or words[at - 1].modal):
        return False
    ahead = words[after]
    if ahead.low in condition_words("once_not_before") or not ahead.spoken:
        return False
    if ahead.low in ("a", "per", "each") and after + 1 < end and words[after + 1].low in condition_words("spells"):
        return False
    described = at > first and words[at - 1].low == "," and not any(w.finite for w in words[after:end])
    return not described and end - after > 1


def _is_the_more(words: Sequence[Word], at: int) -> bool:
    """True for the first half of "the more …, the more …"."""
    if at + 3 >= len(words) or not _comparative(words[at + 1].low):
        return False
    comma = next((k for k in range(at + 2, len(words)) if words[k].low == ","), len(words))
    return comma + 2 < len(words) and words[comma + 1].low == "the" and _comparative(words[comma + 2].low)


def _inverted_end(words: Sequence[Word], first: int, at: int) -> int | None:
    """The end of a condition that an inverted verb begins: "should it fail", "were he to win", "had she signed"."""
    verb = words[at].low
    subject = words[at + 1] if at + 1 < len(words) else None
    if subject is None or not subject.spoken or (at and words[at - 1].low in condition_words("inverts_not_after")):
        return None
    if not (subject.capital or subject.low in DETERMINERS or subject.low in PRONOUNS) or any(w.low == "?" for w in words[-2:]):
        return None
    end = clause_end(words, first, at, at + 2)
    inner = [w.low for w in words[at + 1 : end]]
    outer = [*words[first:at], *words[end:]]
    if verb == "should" and at and (words[at - 1].low in PRONOUNS or subject.low in ("all", "both", "each")):
        return None  # "we should all be ready"
    if verb == "should":
        return end if end - at > len(("should", "it")) and any(w.modal or w.low in condition_words("forward") for w in outer) else None
    if not any(w.low in _WOULD or w.low.endswith("'d") for w in outer):
        return None
    if verb == "were":
        return end if "to" in inner[1:7] or inner[:3] == ["it", "not", "for"] else None
    before = [w.low for w in words[first:at]]
    held = any(one in _WOULD and two in ("have", "not") for one, two in pairwise(before))
    return end if (held or in_front(words, first, at)) and any(_participle(low) for low in inner[1:]) else None

"""Causal and trend links inside one claim: more of the cause brings more (1) or less (-1) of the effect.

Made to be right rather than complete, as each link may become a cell of a scenario board. What is denied ("would not lead to",
"doubts that"), asked, wished or demanded ("should reduce"), or only supposed in an if-clause gives no link; nor does what a person
or a body does by will ("the bank will raise rates"), nor a cause or effect that is only a pronoun. "Without A, B" is a condition.
The sign is about the words of the spans: "fewer trains would cut traffic" links "fewer trains" to "traffic" with -1.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.judge.causal.causes import AMOUNTS, head_of, names_agent, spans_of, subject_before
from onrecord.judge.causal.effects import describes_more, likely_effect, object_after
from onrecord.judge.causal.trends import Found, comparative_links, moving, parallel_links, product
from onrecord.judge.causal.verb_groups import BASE, BE, FINITE_BE, ING, THIRD, Verb, entries, group_before, verbs_at
from onrecord.judge.clauses import LONGEST_SENTENCE, PRONOUNS, Word, sentences, words_in
from onrecord.lexicon import LinkVerb, link_verbs, link_words
from onrecord.records import Link
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.judge.causal.causes import Range
    from onrecord.judge.causal.trends import Sign

#: Characters before a claim in which what denies it is looked for.
_CONTEXT = 160


class _Scene(NamedTuple):
    """A sentence: its words, where the claim begins in it, and the article's text."""

    words: Sequence[Word]
    first: int
    text: str


def links_in(text: str, claim: Span) -> tuple[Link, ...]:
    """The links that a claim asserts, in the order of the text.

    Args:
        text: the article's text; the words before the claim in its sentence may deny it.
        claim: the claim.
    """
    heard = words_in(text, Span(claim.start - _CONTEXT, claim.end))
    asked = text[claim.end : claim.end + 1] == "?"
    found: list[Link] = []
    for start, last in sentences(text, heard):
        words = heard[start:last]
        first = next((k for k, w in enumerate(words) if w.start >= claim.start), len(words))
        asks = any(w.low == "?" for w in words[max(first, len(words) - 3) :]) or (asked and last == len(heard))
        if first == len(words) or asks or len(words) > LONGEST_SENTENCE:
            continue
        for one in _found(_Scene(words, first, text)):
            apart = one.cause[1] <= one.effect[0] or one.effect[1] <= one.cause[0]
            cause, effect = spans_of(words, one.cause), spans_of(words, one.effect)
            if apart and cause and effect and not _denied(words, min(one.cause[0], one.effect[0])):
                found.append(Link(cause=cause, effect=effect, sign=one.sign))
    return tuple(sorted(dict.fromkeys(found), key=lambda link: (min(link.cause[0], link.effect[0]), link.cause, link.effect)))


def _found(scene: _Scene) -> Iterator[Found]:
    yield from comparative_links(scene.words, scene.first)
    yield from parallel_links(scene.words, scene.first)
    for at in range(scene.first, len(scene.words)):
        yield from _by_verb(scene, at)
        yield from _by_noun(scene, at)
        yield from _because(scene, at)


def _denied(words: Sequence[Word], begin: int) -> bool:
    """True where the words before a link, back to the last comma or stop, take it back: "doubts that", "no evidence that"."""
    for k in range(begin - 1, -1, -1):
        word = words[k]
        if word.low == "," or word.breaks:
            return False
        if word.low in link_words("denying") or word.low.endswith("n't"):
            return True
    return False


def _by_verb(scene: _Scene, at: int) -> Iterator[Found]:
    """The links of one verb, and of verbs that an "and" joins to it."""
    words, first, text = scene
    for verb in verbs_at(words, first, at):
        if verb.passive:
            found = _passive(scene, verb)
            if found:
                yield found
                return
            continue
        cause = subject_before(words, first, verb.begin, text, agents=verb.entry in link_verbs("reverse"))
        head = head_of(words[cause[0] : cause[1]]).low if cause else ""
        if (
            cause is None
            or (head in link_words("paths") and verb.entry.forms[BASE] == "lead")
            or (verb.form == ING and head in link_words("aims"))
        ):
            continue
        read = _active(scene, verb)
        if read is None:
            continue
        effect, sign = read
        if verb.entry in link_verbs("reverse"):
            if not names_agent(words[effect[0] : effect[1]], text):
                yield Found(effect, cause, 1)
            return
        yield Found(cause, likely_effect(words, effect), sign)
        yield from _joined(scene, verb, cause, effect[1])
        return


def _active(scene: _Scene, verb: Verb) -> tuple[Range, Sign] | None:
    """The effect behind an active verb, with the sign."""
    words = scene.words
    third = verb.form == THIRD
    if verb.entry not in link_verbs("turning"):
        effect = object_after(words, verb.after, len(words), third=third)
        return (effect, verb.entry.sign) if effect and not _other_sense(verb.entry, words[effect[0] : effect[1]]) else None
    near = words[verb.after].low if verb.after < len(words) else ""
    if near in ("up", "down"):
        effect = object_after(words, verb.after + 1, len(words), third=third)
        return (effect, 1 if near == "up" else -1) if effect else None
    effect = object_after(words, verb.after, len(words), third=third)
    if effect is None:
        return None
    for k in range(effect[0] + 1, min(effect[1] + 1, len(words))):
        if words[k].low in link_words("up") or words[k].low in link_words("down"):
            return (effect[0], k), 1 if words[k].low in link_words("up") else -1
        if words[k].low in ("toward", "towards") and verb.entry.forms[BASE] in ("push", "drive"):
            return effect, 1
    return None


def _other_sense(entry: LinkVerb, effect: Sequence[Word]) -> bool:
    """True for "raise $2 million" and "stop working"."""
    if entry.forms[BASE] == "raise":
        return any(w.low in ("$", "€", "£", "¥") for w in effect)
    return entry.forms[BASE] in ("stop", "end") and effect[0].low.endswith("ing")


def _joined(scene: _Scene, verb: Verb, cause: Range, end: int) -> Iterator[Found]:
    """The links of a further verb with the same subject: "would raise prices and cut demand"."""
    words = scene.words
    at = end
    while at < len(words) and (words[at].low in (",", "and", "or", "but", "also", "then", "thus") or words[at].low.endswith("ly")):
        at += 1
    if at == end or at >= len(words) or not any(w.low in ("and", "or", "but") for w in words[end:at]):
        return
    for entry in entries().get(words[at].low, ()):
        after = at + 1 + len(entry.tail)
        if (
            words[at].low != entry.forms[verb.form]
            or tuple(w.low for w in words[at + 1 : after]) != entry.tail
            or entry in link_verbs("reverse")
        ):
            continue
        read = _active(scene, Verb(entry, at, after, verb.form))
        if read:
            yield Found(cause, likely_effect(words, read[0]), read[1])
            return


def _passive(scene: _Scene, verb: Verb) -> Found | None:
    """The link of "B would be driven by A"."""
    words, first, text = scene
    after = verb.after
    while after < len(words) and words[after].low in _PARTLY:
        after += 1
    if after + 1 >= len(words) or words[after].low != "by" or words[after + 1].low[0].isdigit() or words[after + 1].low in _AMOUNTS:
        return None
    effect = subject_before(words, first, verb.begin, text, agents=True)
    cause = object_after(words, after + 1, len(words))
    if cause:
        border = next((k for k in range(cause[0] + 1, cause[1]) if words[k].low == "from"), cause[1])
        cause = (cause[0], border)
    if effect is None or cause is None or names_agent(words[cause[0] : cause[1]], text) or verb.entry in link_verbs("turning"):
        return None
    return Found(cause, likely_effect(words, effect), verb.entry.sign)


_PARTLY = frozenset(
    ("largely", "mainly", "partly", "chiefly", "mostly", "primarily", "in", "part", "directly", "also", "solely", "further", "again")
)
_AMOUNTS = frozenset(
    ("half", "nearly", "about", "around", "almost", "up", "one", "two", "three", "four", "five", "a", "more", "less", "at")
)


@cache
def _phrases(job: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The entries of a list by their first word, the longest first."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for entry in link_words(job):
        rows.setdefault(entry.split()[0], []).append(tuple(entry.split()))
    return {first: tuple(sorted(some, key=lambda parts: -len(parts))) for first, some in rows.items()}


def _words_at(words: Sequence[Word], at: int, job: str) -> int:
    """How many words of the longest entry of a list stand at a word; 0 where none does."""
    for parts in _phrases(job).get(words[at].low, ()):
        if tuple(w.low for w in words[at : at + len(parts)]) == parts:
            return len(parts)
    return 0


def _by_noun(scene: _Scene, at: int) -> Iterator[Found]:
    """The links of "B is the result of A", "A is the main driver of B", and "A makes B likely"."""
    words, first, text = scene
    if words[at].low in ("make", "makes", "made", "making"):
        yield from _making(scene, at)
    if words[at].low not in BE:
        return
    begin = at - 1 if at > first and words[at - 1].low in link_words("modals") else at
    after = at + 1
    while after < len(words) and words[after].low in _PARTLY:
        after += 1
    if after >= len(words) or (words[at].low not in FINITE_BE and begin == at):
        return
    result = _resulting(scene, begin, after)
    if result:
        yield result
    for job in ("caused_nouns", "causing_nouns"):
        length = _words_at(words, after, job)
        if not length:
            continue
        reverse = job == "caused_nouns"
        one = subject_before(words, first, begin, text, agents=reverse)
        other = object_after(words, after + length, len(words))
        if one and other and not (reverse and names_agent(words[other[0] : other[1]], text)):
            yield Found(other, one, 1) if reverse else Found(one, other, 1)


def _resulting(scene: _Scene, begin: int, after: int) -> Found | None:
    """The link of "the result of A would be B"; ``begin``: where the verb's group begins, ``after``: the word behind it."""
    words, first, text = scene
    whole = subject_before(words, first, begin, text, agents=True)
    if whole is None:
        return None
    at = next((k for k in range(whole[0], min(whole[0] + 4, whole[1] - 2)) if words[k].low in ("result", "consequence", "outcome")), None)
    effect = object_after(words, after, len(words))
    if at is None or words[at + 1].low != "of" or effect is None or names_agent(words[at + 2 : whole[1]], text):
        return None
    return Found((at + 2, whole[1]), effect, 1)


def _making(scene: _Scene, at: int) -> Iterator[Found]:
    """The link of "A makes B (more, less) likely" and "A makes it harder to B"."""
    words, first, text = scene
    entry = LinkVerb(("make", "makes", "made", "made", "making"), (), 1, noun=False, modal=False)
    read = group_before(words, first, at, entry)
    if read is None or read[2]:
        return
    cause = subject_before(words, first, read[0], text)
    if cause is None:
        return
    for k in range(at + 1, min(at + 14, len(words))):
        low = words[k].low
        if words[k].breaks or low == "," or (words[k].finite and low != "it"):
            return
        if low not in link_words("likelier") and low not in link_words("unlikelier"):
            continue
        sign: Sign = 1 if low in link_words("likelier") else -1
        border = k
        while border > at + 1 and words[border - 1].low in link_words("degrees"):
            border -= 1
        if any(w.low == "less" for w in words[border:k]):
            sign = product(sign, -1)
        effect = _made(words, at + 1, border, k + 1)
        if effect:
            yield Found(cause, effect, sign)
        return


def _made(words: Sequence[Word], begin: int, border: int, after: int) -> Range | None:
    """What is made likely: the words before the adjective, or those behind it where "it" holds their place."""
    if begin < border and not (border == begin + 1 and words[begin].low == "it"):
        inner = object_after(words, begin, border)
        return inner if inner and inner[1] == border else None
    if after + 1 >= len(words) or words[after].low not in ("to", "that", "for") or words[after + 1].low in link_words("telling"):
        return None
    if words[after].low == "for" and words[after + 1].low in ("me", "us", "you", "him", "her", "it", "them", "anyone"):
        return None
    end = next(
        (k for k in range(after + 1, len(words)) if (not words[k].spoken and words[k].low not in ("%", "$")) or words[k].low in _STOPS),
        len(words),
    )
    if words[end : end + 1] and words[end].low == "," and describes_more(words, end + 1):
        return None
    return (after + 1, end) if 0 < end - after - 1 <= _LONG else None


_STOPS = frozenset(("because", "but", "if", "unless", "while", "although", "though", "when", "which"))
_LONG = 20


def _because(scene: _Scene, at: int) -> Iterator[Found]:
    """The link of "because of A, B" and of "B because of A"."""
    words, first, text = scene
    length = _words_at(words, at, "because")
    said = at
    while said > first and words[said - 1].low in _PARTLY:
        said -= 1
    before = words[said - 1].low if said > first else ""
    if not length or before in BE or before in ("not", "just", "only", "simply") or before.endswith("n't"):
        return
    cause = object_after(words, at + length, len(words))
    if cause is None or names_agent(words[cause[0] : cause[1]], text):
        return
    begin = at
    while begin > first and (words[begin - 1].spoken or words[begin - 1].low in AMOUNTS) and not _opens_clause(words[begin - 1].low):
        begin -= 1
    if begin == at:
        ends = cause[1] < len(words) and words[cause[1]].low == "," and (at == first or words[at - 1].low != ",")
        effect = _event(words, cause[1] + 1, len(words)) if ends else None
    else:
        effect = _event(words, begin, at)
    if effect:
        yield Found(cause, effect[0], effect[1])


def _opens_clause(low: str) -> bool:
    return low in ("that", "because", "but") or low in link_words("clause_verbs")


def _event(words: Sequence[Word], begin: int, end: int) -> tuple[Range, Sign] | None:
    """What a clause tells: the quantity and which way it goes, where it is one that rises or falls, else the whole clause."""
    while begin < end and (not words[begin].spoken or words[begin].low in ("and", "but", "so", "that", "also")):
        begin += 1
    until = next((k for k in range(begin, end) if words[k].breaks or words[k].low == ","), end)
    while until > begin and (not words[until - 1].spoken or words[until - 1].low in _PARTLY or words[until - 1].low in link_words("tails")):
        until -= 1
    clause = words[begin:until]
    if not 1 < len(clause) <= _LONG or clause[0].low.split("'")[0] in PRONOUNS or clause[0].low in link_words("denying"):
        return None
    if any(w.low in link_words("refusing") or w.low in link_words("denying") or w.quotes for w in clause):
        return None
    if clause[0].finite or clause[0].low in link_words("prepositions") or any(w.low in ("who", "whose", "which", "that") for w in clause):
        return None
    moved = moving(words, begin, until)
    told = any((w.finite and w.low not in ("be", "been")) or w.low in link_words("other_verbs") or w.low.endswith("ed") for w in clause[1:])
    return moved or (((begin, until), 1) if told else None)

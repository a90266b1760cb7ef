"""A word broken at a line's end → the word, with or without the hyphen."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Parts of words as short as this stand in any text by themselves, which says nothing.
SHORT = 3
#: A document with a smaller share of lines that end with a hyphen, and none that certainly breaks a word, breaks none.
LEAST_BROKEN = 0.03

# Chosen by hand from what the news of PolNeAR's training part writes with a hyphen at least nine times in ten.
_FIRST = """
 non self anti two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred first second third
 fourth fifth high low hard half quasi all well ill fact full fast top once late later front small best early trade year left better
 government military more most single short much double party less least lower middle private public same deep open social voter higher
 percentage primary policy decision long large wide new newly cross court back gun home ever now off black so-and would-be law state world
 north south east west north-east south-east blue white red green far near grass bare multi hand time tax state-of out-of one often widely
"""
_LAST = """
 based related style born friendly backed funded sponsored owned led run controlled driven leaning dollar level term person made minded
 educated linked winning making makers maker heavy cutting haired priced paying expected income cost media called known held wide winner
 year years day week month hour mile page class type time out ups ins offs line scale sized rate free half life general elect chief
 century quarter generation runner runners goer goers party led looking thinking speaking being reaching standing term long old stage
 turned place point rich rated tier sharp like hit stricken prone bound ridden torn ravaged wing winger wingers card door hand right
"""
_BEFORE_WORDS = frozenset({"co", "ex", "mid", "multi", "super", "vice", "post", "inter", "neo"})
_LINKS = frozenset({"of", "to", "the", "and", "in", "by", "for", "a", "at", "on", "or", "as", "up"})
_FIRSTS, _LASTS = frozenset(_FIRST.split()), frozenset(_LAST.split())
_PARTICLES = frozenset({"up", "in", "on", "be", "to", "by"})  # nobody carries two letters over
_FIXED = frozenset({("so", "called"), ("re", "election"), ("fund", "raising")})
_CLOSED = frozenset({("with", "out"), ("over", "time"), ("some", "time"), ("when", "ever"), ("through", "out"), ("there", "after")})
_NO_LASTS = frozenset({"teen", "teens", "teenth", "ty", "ties", "tieth", "ths", "fold", "ful", "ness", "ish", "ing", "ings", "ally"})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Writing(NamedTuple):
    """How a document writes.

    Attributes:
        words: those that stand whole in its lines, in small letters.
        breaks: whether it breaks words at the ends of lines at all.
    """

    words: frozenset[str]
    breaks: bool = True


def writing_of(lines: Sequence[str]) -> Writing:
    """How a document writes, by its lines."""
    words = _vocabulary(lines)
    broken = [(line.split()[-1], after.split()[0]) for line, after in pairwise(lines) if _ends_broken(line) and after]
    sure = any(_is_sure(first, second, words) for first, second in broken)
    return Writing(words, sure or len(broken) >= LEAST_BROKEN * len(lines))


def joined(first: str, second: str, writing: Writing) -> str:
    """The word of which ``first`` stands at a line's end, with its hyphen, and ``second`` at the start of the next.

    What the document writes elsewhere decides; then how English writes such words.
    """
    head = first[:-1]
    if not head or not head[-1].isalpha() or not second[:1].isalpha():
        return first + second
    left, right = _last(head).lower(), _first(second).lower()
    whole, apart = left + right, f"{left}-{right}"
    if whole in writing.words and apart not in writing.words:
        return head + second
    keeps = (
        not writing.breaks
        or apart in writing.words
        or (second[0].isupper() and not head.isupper())
        or _is_compound(left, right, "-" in head, writing.words)
    )
    return first + second if keeps else head + second


def _vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of some lines, without those broken at a line's end."""
    found: set[str] = set()
    broken = False
    for line in lines:
        words = line.split()
        ends = _ends_broken(line)
        for word in words[1 if broken else 0 : -1 if ends else None]:
            for match in _WORD.findall(word.lower()):
                found |= {match, *match.split("-")}
        broken = ends
    return frozenset(found)


def _ends_broken(line: str) -> bool:
    return line.endswith("-") and line[-2:-1].isalpha()


def _is_sure(first: str, second: str, words: frozenset[str]) -> bool:
    """Whether a hyphen certainly breaks a word: the document has the word whole, or what follows is none."""
    left, right = _last(first[:-1]).lower(), _first(second).lower()
    if not second[:1].islower():
        return False
    return left + right in words or (right not in words and right not in _LASTS and left not in words and left not in _FIRSTS)


def _is_compound(left: str, right: str, hyphened: bool, words: frozenset[str]) -> bool:  # noqa: FBT001
    """Whether English writes a hyphen between two words, as far as can be told."""
    piece = right.partition("-")[0]
    if piece in _NO_LASTS:
        return False
    if (
        len(left) == 1
        or left in _FIRSTS
        or piece in _PARTICLES
        or (left, piece) in _FIXED
        or (hyphened and (left in words or left in _LINKS))
    ):
        return True
    if left in _BEFORE_WORDS:
        return piece in words and len(piece) > SHORT
    if piece != right and piece in _LASTS:  # seventeen-year-old
        return True
    return (
        left in words
        and len(left) > SHORT
        and (left, piece) not in _CLOSED
        and (piece in _LASTS or (piece in words and len(piece) > SHORT) or piece in _LINKS)
    )


def _last(head: str) -> str:
    found = re.findall(r"[^\W\d_]+", head)
    return found[-1] if found else ""


def _first(tail: str) -> str:
    found = _WORD.match(tail)
    return found[0] if found else ""

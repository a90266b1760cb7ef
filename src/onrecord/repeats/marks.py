"""A text's marks: a sample of its word triples by hash, the same sample in every text, by which copies find each other.

Sampling by hash keeps a triple in all texts or in none, so that two texts that share triples share marks, whichever was first, on
whatever machine ("modulo" sampling of fingerprints: Manber, Finding similar files in a large file system, USENIX 1994; Broder, On the
resemblance and containment of documents, 1997). Marks are few enough to be kept in an index of a database.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotation import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

#: One of so many triples is a mark.
RATE = 6
#: Texts shorter than this many words have no copies that could be told from a coincidence.
FEWEST_WORDS = 40
#: So many marks of a text are kept at most, the smallest of them: what bounds the index for transcripts and reports.
MOST_MARKS = 400

#: Two texts are compared where they share so many marks, and so large a part of the fewer marks of the two. A copy that keeps four
#: words of five unchanged keeps half of its triples; a paragraph of background in common is a tenth.
FEWEST_SHARED = 2
LEAST_SHARED = 0.15

#: Stands in the place of what breaks a word at a line's end.
_BREAK = "\u0001"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[^\W\d_]+(?:(?:['’]|{_BREAK}+)[^\W\d_]+)*")
_BROKEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\n\s*(?=[a-z])")
# Triples of these alone stand in every text.
_COMMON = frozenset({
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "many", "may", "more",
    "most", "new", "no", "not", "of", "on", "one", "only", "or", "other", "our", "out", "over", "said", "say", "says", "she",
    "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to", "up", "was", "we",
    "were", "what", "when", "where", "which", "who", "will", "with", "would", "year", "years", "you", "mr", "told",
})  # fmt: skip


class Word(NamedTuple):
    """A word of a text: how it is compared, where it begins and ends, and whether it stands in quotation marks."""

    form: str
    at: int
    end: int
    quoted: bool


def words_of(text: str) -> list[Word]:
    """The words of a text, in small letters, with typographic variants made one and words broken at a line's end whole again."""
    inside: list[tuple[int, int]] = [(q.start, q.end) for q in quotations(text) if not q.nested]
    text = _BROKEN.sub(lambda match: _BREAK * len(match[0]), text)  # places stay
    found: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        while at < len(inside) and inside[at][1] <= match.start():
            at += 1
        quoted = at < len(inside) and inside[at][0] <= match.start()
        form = match[0].lower()
        if not form.isascii() or _BREAK in form:
            form = unicodedata.normalize("NFKC", match[0]).lower().replace("’", "'").replace(_BREAK, "")
        form = form.removesuffix("'s")
        found.append(Word(form, match.start(), match.end(), quoted))
    return found


def marks_of(words: Sequence[Word]) -> frozenset[int]:
    """The marks of a text, as numbers of 63 bits; none for a text too short to be compared."""
    if len(words) < FEWEST_WORDS:
        return frozenset()
    forms = [word.form for word in words]
    hashes = {
        hash_of(triple)
        for triple in zip(forms, forms[1:], forms[2:], strict=False)
        if not is_common(triple)
    }  # fmt: skip
    return frozenset(sorted(h // RATE for h in hashes if h % RATE == 0)[:MOST_MARKS])


def worth_comparing(shared: int, one: int, other: int) -> bool:
    """Whether two texts with so many marks, and so many in common, may be copies."""
    return shared >= FEWEST_SHARED and shared >= LEAST_SHARED * min(one, other)


def is_common(forms: Sequence[str]) -> bool:
    """Whether words stand together in every text."""
    return _COMMON.issuperset(forms)


def hash_of(forms: Sequence[str]) -> int:
    """A number of 63 bits for words in order, the same everywhere."""
    return int.from_bytes(blake2b(" ".join(forms).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1

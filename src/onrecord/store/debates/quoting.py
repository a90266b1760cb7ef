"""Words that stand in an article ↔ references to where they stand, so that a record can be passed on without the article's words.

``⟦12:20⟧`` is what stands at these offsets of the article at hand, ``⟦0f3a…:12:20⟧`` what stands there in another; ``⟦⟧`` is the mark ⟦.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: As many words in a row, letter case and punctuation aside, are taken for a quotation.
RUN = 4
#: What stands for words that cannot be restored.
GAP = "…"
_TOKEN = re.compile(r"\w+|\W+")
_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"⟦(?:(?:([^⟦⟧:]*):)?(\d{1,9}):(\d{1,9}))?⟧")
#: Fields of the record whose values are classes or identifiers of the program's own, never an article's words.
_CLASSES = frozenset(["id", "reported_by", "form", "voice", "type", "kind", "level", "from", "to", "scale", "open", "issue", "stance"])


class LostError(Exception):
    """Words that cannot be restored, since their article is not there."""


def plain(words: str) -> str:
    """The words with the mark ⟦ written so that it starts no reference."""
    return words.replace("⟦", "⟦⟧")


def referred(words: str, text: str) -> str:
    """The words, all that stand in the text as references to where; the rest as it is."""
    tokens = _TOKEN.findall(words)
    found, at = [], 0
    while at < len(tokens):
        end, piece = at, ""
        for place in range(at, len(tokens)):
            if "".join(tokens[at : place + 1]) not in text:
                break
            if _WORD.match(tokens[place]):
                end, piece = place + 1, "".join(tokens[at : place + 1])
        if piece and _WORD.match(piece):
            start = text.index(piece)
            found.append(f"⟦{start}:{start + len(piece)}⟧")
            at = end
        else:
            found.append(plain(tokens[at]))
            at += 1
    return "".join(found)


def restored(words: str, text: str | None, other: Callable[[str], str | None]) -> str:
    """The words with every reference replaced by what it refers to.

    Args:
        words: with references.
        text: the article at hand; None where there is none.
        other: gives the text of another article by its id; None where it is not there.

    Raises:
        LostError: the article of a reference is not there, or shorter.
    """

    def put_back(match: re.Match[str]) -> str:
        if match[2] is None:
            return "⟦"
        source = text if match[1] is None else other(match[1])
        start, end = int(match[2]), int(match[3])
        if source is None or not start < end <= len(source):
            raise LostError
        return source[start:end]

    return _REFERENCE.sub(put_back, words)


def with_gaps(words: str, other: Callable[[str], str | None]) -> str:
    """Like ``restored``, with … for what cannot be."""

    def put_back(match: re.Match[str]) -> str:
        try:
            return restored(match[0], None, other)
        except LostError:
            return GAP

    return _REFERENCE.sub(put_back, words)


def each_string(data: Any, change: Callable[[str], str], *, classes: bool = False) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """JSON with every string changed, except keys, and except values that are classes unless these are to be changed too."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [each_string(value, change, classes=classes) for value in data]
    if isinstance(data, dict):
        return {
            key: value if isinstance(value, str) and key in _CLASSES and not classes else each_string(value, change, classes=classes)
            for key, value in data.items()
        }
    return data


class Quotations:
    """Finds what strings quote of articles, in two passes: the strings are noted, then the articles searched, then strings hidden.

    A run of characters without white space is never a quotation: identifiers stay whole.
    """

    def __init__(self) -> None:
        self._wanted: set[tuple[str, ...]] = set()
        self._found: dict[tuple[str, ...], tuple[str, list[tuple[int, int]]]] = {}

    def note(self, words: str) -> str:
        """Notes a string that may quote, and returns it."""
        for tokens in _stretches(words):
            self._wanted.update(_run(tokens[at : at + RUN]) for at in range(len(tokens) - RUN + 1))
        return words

    def search(self, texts: Iterable[tuple[str, str]]) -> None:
        """Looks for the strings noted in articles, given as ids and texts."""
        if not self._wanted:
            return
        for id_, text in texts:
            tokens = list(_WORD.finditer(text))
            folded = [t[0].casefold() for t in tokens]
            for at in range(len(tokens) - RUN + 1):
                run = tuple(folded[at : at + RUN])
                if run in self._wanted and run not in self._found:
                    self._found[run] = id_, [t.span() for t in tokens[at : at + RUN]]

    def hidden(self, words: str) -> str:
        """A string that was noted, with references for what it quotes."""
        pieces: list[str] = []
        done = 0
        for tokens in _stretches(words):
            at = 0
            while at <= len(tokens) - RUN:
                quoted = self._quoted(words, tokens, at)
                if quoted is None:
                    at += 1
                    continue
                reference, after = quoted
                pieces += [words[done : tokens[at].start()], reference]
                done = tokens[after - 1].end()
                at = after
        return "".join([*pieces, words[done:]])

    def _quoted(self, words: str, tokens: list[re.Match[str]], at: int) -> tuple[str, int] | None:
        """The reference for the longest quotation that starts at a word, and the number of the word after it."""
        first = self._found.get(_run(tokens[at : at + RUN]))
        if first is None:
            return None
        id_, spans = first
        after = at + RUN
        while after < len(tokens):
            more = self._found.get(_run(tokens[after - RUN + 1 : after + 1]))
            if more is None or more[0] != id_ or more[1][:-1] != spans[-RUN + 1 :]:
                break
            spans = [*spans, more[1][-1]]
            after += 1
        if not any(c.isspace() for c in words[tokens[at].start() : tokens[after - 1].end()]):
            return None
        return f"⟦{id_}:{spans[0][0]}:{spans[-1][1]}⟧", after


def _stretches(words: str) -> Iterator[list[re.Match[str]]]:
    """The words between references, stretch by stretch."""
    start = 0
    for match in [*_REFERENCE.finditer(words), None]:
        end = len(words) if match is None else match.start()
        yield list(_WORD.finditer(words, start, end))
        start = end if match is None else match.end()


def _run(tokens: Iterable[re.Match[str]]) -> tuple[str, ...]:
    return tuple(t[0].casefold() for t in tokens)

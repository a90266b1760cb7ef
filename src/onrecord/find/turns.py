"""Statements that the layout attributes: turns of a transcript (``NAME: …``), quotations signed with a dash (``― Name``)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.lexicon import function_words
from onrecord.records import Attribution
from onrecord.spans import Span, paragraphs, trim

if TYPE_CHECKING:
    from onrecord.quotation import Quotation

_TURN = re.compile(
    r"(?P<mark>[\"“”']?)(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|van|von|de|al|bin|el|der)){0,4})(?P<colon>:)\s+(?=\S)"
)
_SIGNED = re.compile(r"\s*(?P<dash>[―—–]|--?)\s*(?P<name>[A-Z][^\n]{1,80})(?=\n|$)")
#: Turns below which a colon is only a colon.
_LEAST_TURNS = 4
#: Score of what the layout gives, before calibration; chosen on PolNeAR dev.
_SCORE = 0.9
_SIGNATURE_WORDS = 12


def find_turns(text: str) -> list[Attribution]:
    """The turns of a transcript, each to the next one; none where the text is no transcript."""
    lines = list(paragraphs(text))
    heads = [_head(text, line) for line in lines]
    names = Counter(h["name"] for h in heads if h)
    if sum(names.values()) < _LEAST_TURNS or len(names) < 2 or names.most_common(2)[1][1] < 2:  # noqa: PLR2004
        return []
    last_head = max(h.start() for h in heads if h)
    found: list[Attribution] = []
    for head, line in zip(heads, lines, strict=True):
        if head is None:
            if found and not text[line.start : line.end].startswith(("(", "[")) and line.start < last_head:
                found[-1] = replace(found[-1], content=(*found[-1].content, line))
            continue
        content = trim(text, Span(head.end(), line.end))
        if content.end > content.start + 1 and head["mark"] and text[content.end - 1] in '"”':
            content = Span(content.start, content.end - 1)
        source, cue = Span(head.start("name"), head.end("name")), Span(head.start("colon"), head.end("colon"))
        found.append(Attribution(content=(content,), source=(source,), cue=(cue,), form="indirect", voice="document", score=_SCORE))
    return found


def _head(text: str, line: Span) -> re.Match[str] | None:
    """The name and colon that begin a turn; none for "Photo:", "Note:" and their like."""
    match = _TURN.match(text, line.start, line.end)
    return None if match is None or match["name"].lower() in function_words("no_turns") else match


def signature(text: str, quote: Quotation) -> tuple[Span, Span] | None:
    """The dash and the name that sign a quotation, behind it or on the next line; None where there is no such signature."""
    match = _SIGNED.match(text, quote.end)
    if match is None or len(match["name"].split()) > _SIGNATURE_WORDS or match["name"].rstrip()[-1:] in ".?!:":
        return None
    name = trim(text, Span(match.start("name"), match.end("name")))
    return Span(match.start("dash"), match.end("dash")), name

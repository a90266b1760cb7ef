"""When and where a statement was made, as the words around it tell."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.dates import past_interval
from onrecord.lexicon import institutions, occasions
from onrecord.records import Said
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.dates import DateInterval
    from onrecord.records import Attribution

_MONTHS = (
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WHEN = re.compile(
    rf"\b(?:(?:(?i:on|in|late|early|earlier|last|since)\s+)?(?:"
    rf"(?:(?i:last|this)\s+)?(?:{_DAYS})(?:\s+(?:morning|afternoon|evening|night))?|"
    rf"(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{4}})?\b|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})(?:\s+\d{{4}})?|"
    rf"(?i:yesterday|today|last\s+(?:week|month|year|night)|this\s+(?:week|month|year|morning|afternoon|evening))|"
    rf"(?:{_MONTHS})\s+\d{{4}}|(?i:last)\s+(?:{_MONTHS})|"
    rf"(?i:a|two|three|four|five|six|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier))"
    rf"|(?i:in|last|early|late|since)\s+(?:{_MONTHS})(?!\w))"
)
_TOLD = re.compile(r"\s+((?:The |the )?(?:[A-Z][\w.&’'-]*)(?:\s(?:of|the|for|and)\s[A-Z][\w.&’'-]*|\s[A-Z][\w.&’'-]*)*)")
#: Days after which a month without a year is taken for the one to come.
LONG_PAST = 200
_PAPERS = frozenset(
    [
        *(
            "News",
            "Times",
            "Post",
            "Herald",
            "Radio",
            "TV",
            "Television",
            "Journal",
            "Tribune",
            "Gazette",
            "Courier",
            "Standard",
            "Guardian",
        ),
        *(
            "Press",
            "Telegraph",
            "Mail",
            "Review",
            "Mirror",
            "Sun",
            "Star",
            "Observer",
            "Independent",
            "Monitor",
            "Today",
            "Weekly",
            "Daily",
        ),
    ]
)
_NO_OUTLET = frozenset(["him", "her", "them", "us", "me", "reporters", "journalists"])
_STOP = re.compile(r"[.!?]['’”\"]?\s+(?=[A-Z“\"‘])")


def said_when(text: str, one: Attribution, published: date | None) -> Said | None:
    """The words that tell when a statement was made, and the days they denote; None where nothing tells."""
    for around in _surroundings(text, one):
        for match in _WHEN.finditer(text, around.start, around.end):
            if _is_a_title(text, match):
                continue
            span = Span(match.start(), match.end())
            interval = past_interval(match.group(), published) if published else None
            if published is None or (interval is not None and not _is_to_come(match.group(), interval, published)):
                return Said(phrase=match.group(), span=span, interval=interval)
    return None


def _is_a_title(text: str, match: re.Match[str]) -> bool:
    """True for the day in a name: "the Sunday Times", "BBC’s Today programme"."""
    before, behind = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 2]
    named = before.lower() == "the " and behind[:1] == " " and behind[1:2].isupper()
    inside = match.group() in ("Today", "Yesterday", "Tonight") and before.strip()[-1:] not in ("", ".", "!", "?", "”", '"')
    return named or inside


def _is_to_come(words: str, interval: DateInterval, published: date) -> bool:
    """True for a bare month that more likely is to come than long past: "in March", written in February."""
    bare = re.fullmatch(rf"(?:(?:in|early|late)\s+)+(?:{_MONTHS})", words, re.IGNORECASE) is not None
    return bare and interval.start is not None and (published - interval.start).days > LONG_PAST


def said_where(text: str, one: Attribution) -> tuple[Span, ...]:
    """The words that name where a statement was made: a press conference, a post, the paper that it was told to."""
    for cue in one.cue:
        if re.search(r"\b(?:told|tells|telling)\b", text[cue.start : cue.end], re.IGNORECASE):
            match = _TOLD.match(text, cue.end)
            if match and _is_outlet(match[1]) and not _is_content(one, match.start(1)):
                return (Span(match.start(1), match.end(1)),)
    for around in _surroundings(text, one):
        match = _occasion().search(text, around.start, around.end)
        if match:
            return (Span(match.start(1), match.end(1)),)
    return ()


@cache
def _occasion() -> re.Pattern[str]:
    nouns = "|".join(re.escape(n) for n in occasions())
    return re.compile(
        rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Oo]n|[Vv]ia|[Tt]hrough)\s+(?:(?:a|an|the|his|her|their|its|this|that|last|one)\s+)?"
        rf"((?:[\w’'&-]+\s+){{0,4}}?(?:{nouns})(?:\s+(?:with|on|to|by|in|at|for|of)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)?)\b"
    )


def _is_outlet(name: str) -> bool:
    """True for what can be a paper or station: "The Valley Ledger", "CNN", "Reuters"; not for "Putin", "MPs"."""
    words = name.split()
    if words[0].lower() in _NO_OUTLET or (len(words) == 1 and re.fullmatch(r"[A-Z]+s", name)):
        return False
    return words[0].lower() == "the" or words[-1] in _PAPERS or name.isupper() or name in institutions() or len(words) > 2  # noqa: PLR2004


def _is_content(one: Attribution, at: int) -> bool:
    return any(s.start <= at < s.end for s in one.content)


def _surroundings(text: str, one: Attribution) -> Iterator[Span]:
    """The stretches of the cue's sentence that are neither content nor source."""
    if not one.cue:
        return
    cue = one.cue[0]
    line = text.rfind("\n", 0, cue.start) + 1
    end = text.find("\n", cue.end)
    end = len(text) if end < 0 else end
    for stop in _STOP.finditer(text, line, end):
        inside = any(s.start <= stop.start() < s.end for s in one.content)
        if stop.start() < cue.start and not inside:
            line = stop.end()
        elif stop.start() >= cue.end and not inside:
            end = stop.start() + 1
            break
    taken = sorted([*one.content, *one.source])
    at = line
    for span in taken:
        if span.end <= line or span.start >= end:
            continue
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < end:
        yield Span(at, end)

"""What a document says of its own: the paragraphs of an op-ed, a speech, a release that attribute their words to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.find.layout import HEAD_WORDS, ends_sentence, is_end, is_note, is_section, is_stage
from onrecord.find.masthead import DATED_FROM
from onrecord.find.turns import SCORE, turn_head
from onrecord.lexicon import function_words, genre_words, titles
from onrecord.quotation import quotations
from onrecord.records import Attribution
from onrecord.spans import Span, join_close, paragraphs, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.quotation import Quotation
    from onrecord.records import Genre

#: Words below which a paragraph, or what is left of it, says nothing.
LEAST_WORDS = 4
#: Words of the longest sentence that is only polite.
_POLITE_WORDS = 12
_BULLET = re.compile(r"\s*(?:[-–—•*▪◦·]|\d{1,2}[.)]|\([a-z\d]{1,3}\))\s+(?=\S)")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-ÖØ-Þ\d])")
_INITIALS = re.compile(r"(?:\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\Z")
_SHORT = frozenset(
    (
        "vs",
        "no",
        "nos",
        "etc",
        "e.g",
        "i.e",
        "cf",
        "approx",
        "inc",
        "ltd",
        "co",
        "corp",
        "st",
        "mt",
        "jan",
        "feb",
        "aug",
        "sept",
        "oct",
        "nov",
        "dec",
    )
)


def with_document(text: str, attributions: Sequence[Attribution], genre: Genre | None) -> tuple[Attribution, ...]:
    """The attributions in the order of the text, with what the document says of its own among them.

    Args:
        text: the article's text.
        attributions: what it attributes, each outer one before those that stand in it.
        genre: what kind of document it is; a report gets nothing more, a transcript speaks by its turns alone.
    """
    if genre is None or genre.kind in ("interview", "transcript"):
        return tuple(attributions)
    quotes = [q for q in quotations(text) if q.closed and not q.nested]
    given = [_in_own_name(text, a, quotes) for a in _of_the_body(text, attributions)]
    return _in_order(given, list(own_statements(text, given, genre, quotes)))


def _of_the_body(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those whose source or cue stands in a heading, a by-line or a salutation, and what stands in them."""
    kept: list[Attribution] = []
    places: dict[int, int] = {}
    for number, one in enumerate(attributions):
        parts = (*one.source, *one.cue)
        if one.within is not None and one.within not in places:
            continue
        if one.voice == "report" and not all(_says(text, _line_of(text, s)) for s in parts):
            continue
        places[number] = len(kept)
        kept.append(one if one.within is None else replace(one, within=places[one.within]))
    return kept


def own_statements(text: str, attributions: Sequence[Attribution], genre: Genre, quotes: Sequence[Quotation]) -> Iterator[Attribution]:
    """One for each paragraph of the body: its sentences in which nothing is attributed to anybody."""
    taken = _merged(s for a in attributions for s in (*a.content, *a.cue, *a.source))
    quoted = [q.span for q in quotes]
    spoken = genre.kind in ("speech", "testimony")
    for line in paragraphs(text):
        if not genre.body.holds(line) or not _says(text, line):
            continue
        stretch = Span(_beginning(text, line, genre), line.end)
        here, said = _touching(taken, line), _touching(quoted, line)
        free = [s for s in sentences(text, stretch, said) if _is_own(text, s, here, said) and not (spoken and _is_polite(text[slice(*s)]))]
        content = join_close(text, free)
        if sum(len(text[s:e].split()) for s, e in content) >= LEAST_WORDS:
            yield Attribution(content=content, form="indirect", voice="document", score=SCORE)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _touching(spans: Sequence[Span], line: Span) -> Sequence[Span]:
    """Those of some spans in order, none of which overlap, that share a character with a line."""
    return spans[bisect_right(spans, line.start, key=attrgetter("end")) : bisect_left(spans, line.end, key=attrgetter("start"))]


def _line_of(text: str, span: Span) -> Span:
    end = text.find("\n", span.start)
    return trim(text, Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text)))


def _says(text: str, line: Span) -> bool:
    """False for headings, names, greetings, notes, and for what happened in the room."""
    words = text[slice(*line)]
    if is_stage(words) or is_note(words) or is_section(words) or is_end(words):
        return False
    return ends_sentence(words) or len(words.split()) > HEAD_WORDS or _BULLET.match(words) is not None


def _beginning(text: str, line: Span, genre: Genre) -> int:
    """Where a paragraph's own words begin: behind a bullet, behind place and day in a release, behind the speaker's name in a speech."""
    bullet = _BULLET.match(text, line.start, line.end)
    start = bullet.end() if bullet else line.start
    if genre.kind in ("release", "statement"):
        dated = DATED_FROM.match(text, start, line.end)
        return dated.end() if dated else start
    label = turn_head(text, line) if genre.kind in ("speech", "testimony") else None
    return label.end() if label else start


def _is_own(text: str, sentence: Span, taken: Sequence[Span], quoted: Sequence[Span]) -> bool:
    """True for a sentence that no attribution touches, that is no stage direction, and that is not for the most part a quotation."""
    if any(span.overlaps(sentence) for span in taken) or is_stage(text[slice(*sentence)]):
        return False
    words = sum(len(text[max(q.start, sentence.start) : min(q.end, sentence.end)].split()) for q in quoted)
    return 2 * words <= len(text[slice(*sentence)].split())


def _is_polite(sentence: str) -> bool:
    """True for "Good morning, everyone" and "Thank you for the opportunity to testify"."""
    return _any("witnesses").search(sentence) is not None or (
        len(sentence.split()) <= _POLITE_WORDS and _any("courtesies").match(sentence) is not None
    )


@cache
def _any(job: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, genre_words(job)))})\b", re.IGNORECASE)


def sentences(text: str, span: Span, quoted: Sequence[Span]) -> Iterator[Span]:
    """The sentences of a paragraph; a quotation is never cut.

    Args:
        text: the article's text.
        span: a stretch of one paragraph.
        quoted: the outermost quotations in it.
    """
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if _abbreviates(text, start, stop.start()) or any(q.start < stop.end() - 1 < q.end - 1 for q in quoted):
            continue
        yield trim(text, Span(start, stop.end()))
        start = stop.end()
    if start < span.end:
        yield trim(text, Span(start, span.end))


def _abbreviates(text: str, start: int, stop: int) -> bool:
    """True for the point of an abbreviation or an initial: "Dr.", "J.", "U.S."."""
    word = re.search(r"\S*\Z", text[start:stop])
    before = word.group().strip("“\"'‘(") if word else ""
    low = before.lower()
    return text[stop] == "." and (low in _SHORT or f"{low}." in _dotted() or _INITIALS.search(before) is not None)


@cache
def _dotted() -> frozenset[str]:
    return frozenset(t for t in titles().honorifics | titles().offices | {s.lower() for s in titles().suffixes} if t.endswith("."))


def _in_own_name(text: str, one: Attribution, quotes: Sequence[Quotation]) -> Attribution:
    """The attribution in the document's voice where its source is the writer's or speaker's own "I" or "we"."""
    source = one.source[0] if one.source else None
    if source is None or one.within is not None or text[slice(*source)].lower() not in function_words("first_person"):
        return one
    return one if any(q.start < source.start < q.end for q in quotes) else replace(one, voice="document")


def _in_order(given: Sequence[Attribution], own: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Both in the order of the text, every outer one followed by those that stand in it."""
    groups: list[tuple[Span, list[int]]] = []
    for number, one in enumerate(given):
        if one.within is None or not groups:
            groups.append((one.content[0], [number]))
        else:
            groups[-1][1].append(number)
    found: list[Attribution] = []
    places: dict[int, int] = {}
    waiting = sorted(own, key=lambda a: a.content[0], reverse=True)
    for first, numbers in groups:
        while waiting and waiting[-1].content[0] < first:
            found.append(waiting.pop())
        for number in numbers:
            places[number] = len(found)
            within = given[number].within
            found.append(given[number] if within is None else replace(given[number], within=places[within]))
    return (*found, *reversed(waiting))

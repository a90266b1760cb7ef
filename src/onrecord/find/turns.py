"""Statements that the layout attributes: turns of a transcript (``NAME: …``, ``Q. …``), quotations signed with a dash (``― Name``)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.find.layout import is_end, is_note
from onrecord.lexicon import function_words
from onrecord.records import Attribution
from onrecord.spans import Span, paragraphs, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.quotation import Quotation

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
_BOLD = r"(?:\*\*|__)?"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|van|von|de|al|bin|el|der|of|for|the)){{0,6}}(?: \d{{1,2}})?"
#: "(through interpreter)" behind a name; "(00:12)" behind its colon.
_ASIDE = r"(?: ?[(\[][^)\]\n]{1,40}[)\]])?"
_TIME = r"(?: ?[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?)?"
_COLON = re.compile(rf"(?P<mark>[\"“”']?){_BOLD}(?P<name>{_NAME}){_ASIDE}{_BOLD}(?P<cue>:){_BOLD}{_TIME}(?:\s+(?=\S)|$)")
#: "Q. Did you?", and "Q    Thank you" as official press briefings write it.
_LETTER = re.compile(
    rf"(?P<mark>[\"“”']?){_BOLD}(?P<name>[QA])(?:(?P<cue>[.)]?){_BOLD}(?P<gap>\s+)(?=[A-ZÀ-ÖØ-Þ\d“\"‘'(\[—–-])|(?<=Q)(?=[A-Z][a-z’']))"
)
#: "Mr. DORN. I yield", "The CHAIRMAN. The committee will come to order", as parliaments' records write it.
_RECORD = re.compile(
    r"(?P<mark>)(?P<name>(?:The|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Chairman|Chairwoman|Chair|Senator|Representative|Secretary|Ambassador|General)"
    r"(?: [A-Z][A-Z'’-]+)+(?: of [A-Z]\w+)?)(?P<cue>\.)\s+(?=[A-Z“\"(\[])"
)
_DASH = re.compile(rf"(?P<mark>[\"“”']?)(?P<name>{_NAME}){_ASIDE}(?P<cue>\s+(?:--|—|–)\s+|--|—)(?=\S)")
_SIGNED = re.compile(r"\s*(?P<dash>[―—–]|--?)\s*(?P<name>[A-Z][^\n]{1,80})(?=\n|$)")
#: Turns below which a colon is only a colon.
_LEAST_TURNS = 4
#: Words of a turn that says something, and the share of turns that have as many; less is a list with colons. Not searched.
_SAYS_WORDS = 5
_SAYS_SHARE = 0.4
#: The share of lines, from the first to the last that begins a turn, that at least does so: by a colon, by a dash. Not searched.
_COLON_SHARE = 1 / 8
_DASH_SHARE = 1 / 3
#: Score of what the layout gives, before calibration; chosen on PolNeAR dev.
SCORE = 0.9
_SIGNATURE_WORDS = 12
_OWN = re.compile(r"\b(?:I|my|me)\b")

Heads = list[re.Match[str] | None]


def find_turns(text: str) -> list[Attribution]:
    """The turns of a transcript, each to the next one; none where the text is no transcript."""
    lines = list(paragraphs(text))
    heads = _by_colon(text, lines)
    if not _is_transcript(heads, _COLON_SHARE):
        heads = [None if _no_turn(h) else h for h in (_DASH.match(text, line.start, line.end) for line in lines)]
        if not _is_transcript(heads, _DASH_SHARE):
            return []
    if _is_one_quotation(text, lines, heads):
        return []
    turns = _turns(text, lines, heads)
    long = sum(sum(len(text[s:e].split()) for s, e in t.content) >= _SAYS_WORDS for t in turns)
    return turns if len(turns) >= _LEAST_TURNS and long >= _SAYS_SHARE * len(turns) else []


def _by_colon(text: str, lines: Sequence[Span]) -> Heads:
    """What begins a turn in each line: a name and a colon, Q and A, a name as a parliament's record has it."""
    letters = [_LETTER.match(text, line.start, line.end) for line in lines]
    asked = sum(m is not None and m["name"] == "Q" for m in letters)
    heads: Heads = []
    before = ""
    for line, letter in zip(lines, letters, strict=True):
        head = turn_head(text, line)
        if head is None and letter is not None and asked > 1 and (before == "Q" or not _is_article(letter)):
            head = letter
        heads.append(head)
        before = head["name"] if head else before
    return [None, *heads[1:]] if _is_headline(heads) else heads


def _is_headline(heads: Heads) -> bool:
    """True where the first line begins with a name that begins no other, and no turn follows on it: "Ruiz: We Will Pay"."""
    first = heads[0] if heads else None
    return first is not None and heads[1:2] == [None] and all(h is None or h["name"] != first["name"] for h in heads[1:])


def turn_head(text: str, line: Span) -> re.Match[str] | None:
    """The name (``name``), and the colon or full stop behind it (``cue``), that begin a paragraph as the turn of somebody."""
    head = _COLON.match(text, line.start, line.end) or _RECORD.match(text, line.start, line.end)
    return None if _no_turn(head) else head


def _is_article(letter: re.Match[str]) -> bool:
    """True for the "A" of "A Kenyan minister", which only a question before it could make an answer's."""
    return letter["name"] == "A" and not letter["cue"] and letter["gap"] == " "


def _no_turn(head: re.Match[str] | None) -> bool:
    """True for "Photo:", "Note:" and their like."""
    return head is None or head["name"].lower() in function_words("no_turns")


def _is_transcript(heads: Heads, least: float) -> bool:
    """True where two names at least begin turns twice, and turns begin in a large enough share of lines from the first to the last."""
    names = Counter(h["name"] for h in heads if h)
    first, last = _reach(heads)
    count = sum(names.values())
    return count >= _LEAST_TURNS and len(names) > 1 and names.most_common(2)[1][1] > 1 and count >= least * (last - first)


def _reach(heads: Heads) -> tuple[int, int]:
    """The first line that begins a turn, and one past the last; lines that follow it within the last turn not counted."""
    places = [k for k, head in enumerate(heads) if head]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _is_one_quotation(text: str, lines: Sequence[Span], heads: Heads) -> bool:
    """True where a mark opens before the first turn and closes behind a later one: a report quotes an exchange."""
    first, last = _reach(heads)
    start, end = lines[first].start, lines[last - 1].end
    opens = text[start] in "“\"'" and not re.search(r"[”\"]", text[start + 1 : lines[first].end])
    return opens and all(text[h.start()] not in "“\"'" for h in heads[first + 1 :] if h) and text[end - 1] in "”\"'"


def _turns(text: str, lines: Sequence[Span], heads: Heads) -> list[Attribution]:
    first, _ = _reach(heads)
    found: list[Attribution] = []
    for number, line in enumerate(lines[first : _end(text, lines, heads)], start=first):
        head = heads[number]
        if head is None:
            if not text.startswith(("(", "["), line.start):
                found[-1] = replace(found[-1], content=(*found[-1].content, line))
            continue
        content = trim(text, Span(head.end(), line.end))
        if content.end > content.start + 1 and head["mark"] and text[content.end - 1] in '"”':
            content = Span(content.start, content.end - 1)
        source = Span(*head.span("name"))
        cue = trim(text, Span(*head.span("cue"))) if head["cue"] else source
        found.append(
            Attribution(
                content=(content,) if content.start < content.end else (),
                source=(source,),
                cue=(cue,) if cue != source else (),
                form="indirect",
                voice="document",
                score=SCORE,
            )
        )
    return [turn for turn in found if turn.content]


def _end(text: str, lines: Sequence[Span], heads: Heads) -> int:
    """One past the last line of the last turn: the document's end where a line marks one, else what goes on with "I" or "my"."""
    _, last = _reach(heads)
    marked = next((k for k in range(last, len(lines)) if is_end(text[slice(*lines[k])])), None)
    if marked is not None:
        return marked
    head = heads[last - 1]
    if head is not None and head.end() >= lines[last - 1].end:  # the name has a line of its own
        last = min(last + 1, len(lines))
    while last < len(lines) and _OWN.search(text, *lines[last]) and not is_note(text[slice(*lines[last])]):
        last += 1
    return last


def signature(text: str, quote: Quotation) -> tuple[Span, Span] | None:
    """The dash and the name that sign a quotation, behind it or on the next line; None where there is no such signature."""
    match = _SIGNED.match(text, quote.end)
    if match is None or len(match["name"].split()) > _SIGNATURE_WORDS or match["name"].rstrip()[-1:] in ".?!:":
        return None
    name = trim(text, Span(match.start("name"), match.end("name")))
    return Span(match.start("dash"), match.end("dash")), name

"""Whom the head of a document names: who speaks, who issues it, who answers and who asks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.find.layout import CAPITAL, DATE, FULL_NAME, HEAD_WORDS, MONTH, bare, ends_sentence, is_block, is_end, is_section
from onrecord.lexicon import country_words, genre_words, noun_kinds, titles
from onrecord.spans import Span, trim

if TYPE_CHECKING:
    from onrecord.find.layout import Page

Spoken = Literal["speech", "testimony", "statement"]


class Naming(NamedTuple):
    """Words that name somebody, and where they stand in the text; nowhere where only what is known beside it has them."""

    words: str
    span: Span | None = None


class Heading(NamedTuple):
    """A line that says what a document is and whose: "Remarks by Ana Ruiz"."""

    kind: Spoken
    who: Naming | None


#: What ends the words that name a speaker: an occasion, a day, a subject.
_STOP = re.compile(
    r"\s+(?:at|before|during|following|after|regarding|concerning|about|delivered|given|in (?:response|reaction|support|honou?r|connection)"
    r"|upon|ahead of|marking|on(?! behalf)|as (?:prepared|delivered)|to (?:a|an|members|delegates|parliament|congress|reporters))\s"
    r"|\s[–—|-]{1,2}\s|[:;]\s|\s\(|,?\s\d|\n",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:the )?(?:full |complete |prepared |edited )?(?:text|transcript)(?: of|:)\s+|(?:video|watch|in full):\s+)?(?:the )?"
_BY = r"(?:issued |delivered |given |attributable |released |made )?(?:by|of|from|to(?= the spokes))"
_WHAT = r"(?P<what>speech|remarks|address|lecture|testimony|statement)"
#: "Here is the full text of Ana Ruiz’s speech"; "Ana Ruiz’s final remarks as minister"; "Ana Ruiz: speech to the forum".
_OWNERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf".*?\b(?:text|transcript)(?: of|:)\s+(?P<who>[^\n:.]{{3,80}}?)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){{0,3}}?{_WHAT}\b",
        rf"(?P<who>[^\n:.]{{3,70}}?)(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){{0,3}}?{_WHAT}(?:\s+(?:as|at)\b[^.\n]*)?\s*$",
        rf"(?P<who>[^\n:.]{{3,70}}):\s+(?:[\w-]+\s){{0,2}}?{_WHAT}\b",
    )
)
#: "Interview with Ana Ruiz", "We spoke with Ana Ruiz", "questions for Ana Ruiz".
_OBJECT = re.compile(
    r"(?:\b(?:[Ii]nterview|INTERVIEW)(?:\s+(?:with|WITH)|:)|\bQ\s?(?:&|and)\s?A(?:\s+with|:)|\b(?:[Cc]onversation|[Dd]iscussion)\s+with"
    r"|\b[Ii]nterviewed|\b[Qq]uestions\s+for|\b(?:[Ww]e|I|[Oo]ur\s+\w+)\s+(?:recently\s+)?(?:spoke|talked|sat\s+down|met|caught\s+up)\s+(?:to|with))"
    r"\s+(?P<who>[^\n]+)"
)
#: "Ana Ruiz spoke with the Herald".
_SUBJECT = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<who>[^.!?\n]{{0,80}}?{FULL_NAME}(?:,[^.!?\n]{{3,100}},)?)\s+(?:recently\s+)?"
    r"(?:spoke|speaks|talked|talks|sat\s+down|sits\s+down|answered\s+questions|answers\s+questions|took\s+questions|takes\s+questions)\b",
    re.MULTILINE,
)
_ASKER = re.compile(rf"(?i:\b(?:interview(?:ed)?|questions|conducted)\s+(?:conducted\s+)?by):?\s+(?P<who>{FULL_NAME})")
#: "Press briefing by Ana Ruiz", "Ana Ruiz’s regular press conference".
_PRESS = re.compile(
    r"(?:press|news|media|daily)\s+(?:conference|briefing|gaggle|availability)\s+(?:by|with|of)\s+(?P<by>[^\n]+)"
    r"|(?P<owner>[^\n]{3,80}?)(?:['’]s|(?<=s)['’])\s+(?:\w+\s+){0,2}(?:press|news)\s+(?:conference|briefing)",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    rf"(?P<who>(?:[Tt]he\s+)?{CAPITAL}(?:\s(?:{CAPITAL}|of|for|and|the|on|in|&|de)){{0,9}})(?:\s\([A-Z]{{2,10}}\))?(?:,[^,.]{{3,120}},)?\s+(?=[a-z])"
)
#: The place and day that a release is dated from: "NAIROBI, Kenya, 4 March 2026 — ", "(Geneva, 4 March 2026) ".
DATED_FROM = re.compile(
    rf"(?:[A-Z][A-Z .'’-]{{2,40}}(?:[,(/|][^\n–—:]{{0,60}}?)?"
    rf"|{CAPITAL}[\w .,'’/|()-]{{1,60}}?(?:\d\d? {MONTH}|{MONTH} \d\d?)\b[\w .,)]{{0,10}})"
    r"\s*(?:--?|–|—|:)\s+(?=\S)|\([A-Z][^)\n]{2,60}\d{4}\)\s*[-–—:]?\s*(?=\S)"
)
#: Words of the longest name of an issuer.
_ISSUER_WORDS = 9


def heading(page: Page) -> Heading | None:
    """What a line of the head, or the title, says of a speech, of testimony, of a statement, and of whose it is."""
    for number in page.head():
        start = page.lines[number].start
        found = _heading(page.line(number))
        if found is not None:
            kind, words = found
            span = trim(page.text, Span(start + words.start, start + words.end))
            return Heading(kind, _with_station(page, span, number) if span.start < span.end else _below(page, number))
    found = _heading(page.title)
    if found is None:
        return None
    words_there = page.title[slice(*found[1])].strip()
    return Heading(found[0], _in_head(page, words_there) if words_there else _by_line(page))


def _heading(line: str) -> tuple[Spoken, Span] | None:
    """The kind, and where the words stand that name who speaks; an empty stretch where another line may."""
    for kind, pattern in _headings():
        match = pattern.match(line)
        if match is None or (kind == "testimony" and not (match["sure"] or _before_body().search(line))):
            continue
        if match["by"] is not None:
            return kind, Span(match.end(), match.end() + _cut(line[match.end() :]))
        return kind, Span(len(line), len(line))
    owned = next((m for m in (pattern.match(line) for pattern in _OWNERS) if m), None)
    if owned is None:
        return None
    kind_of: dict[str, Spoken] = {"testimony": "testimony", "statement": "statement"}
    return kind_of.get(owned["what"].lower(), "speech"), Span(*owned.span("who"))


@cache
def _headings() -> tuple[tuple[Spoken, re.Pattern[str]], ...]:
    """What begins a line that says whose a document is; testimony before what may be that or a speech."""
    jobs: tuple[tuple[Spoken, str], ...] = (("testimony", "testimonies"), ("speech", "speeches"), ("statement", "statements"))
    found = []
    for kind, job in jobs:
        what = rf"(?:(?P<sure>[a-z ]*?(?:testimony|evidence))|{_any(job)})(?:,?\s+(?:as\s+)?(?:{_any('delivered')}))?"
        end = rf"(?:(?P<by>,?\s+{_BY}(?:\s+|\s*$))|\s*[:.]?\s*$|(?=,?\s+(?:before|to)\s+the\s))"
        found.append((kind, re.compile(_LEAD + what + end, re.IGNORECASE)))
    return tuple(found)


def _any(job: str) -> str:
    return "|".join(re.escape(word) for word in genre_words(job))


@cache
def _before_body() -> re.Pattern[str]:
    """A body that hears witnesses: "before the Committee on Energy"."""
    return re.compile(rf"\b(?:before|to|for)\s+(?:the\s+|a\s+)?(?:[\w.’'-]+\s+){{0,5}}?(?:{_any('bodies')})\b", re.IGNORECASE)


def _cut(words: str) -> int:
    """How far the words go on that name somebody."""
    stop = _STOP.search(words)
    return len(words[: stop.start() if stop else len(words)].rstrip(" ,."))


def _in_head(page: Page, words: str) -> Naming:
    """The words where the text's first lines have them too."""
    at = page.text.find(words, 0, page.lines[len(page.head())].end if len(page.head()) < len(page.lines) else len(page.text))
    return Naming(words, Span(at, at + len(words)) if at >= 0 else None)


def _below(page: Page, number: int) -> Naming | None:
    """Who is named in the lines below: "Testimony of", and "Dr. Lee Min-ho" on the next line."""
    for k in page.head():
        line = page.line(k)
        if k <= number or is_section(line) or DATE.search(line) or _before_body().match(line):
            continue
        match = re.match(rf"(?:(?i:by)\s+)?(?P<who>(?:[\w.]+\s+){{0,4}}?(?:{FULL_NAME}|[A-Z][A-Z .'’-]{{4,}}).*)", line)
        if match and not ends_sentence(line):
            start = page.lines[k].start + match.start("who")
            return _with_station(page, Span(start, start + _cut(match["who"])), k)
        if ends_sentence(line):
            break
    return _by_line(page)


def _by_line(page: Page) -> Naming | None:
    """The one author that the article is known to have."""
    return Naming(page.authors[0]) if len(page.authors) == 1 and " " in page.authors[0].strip() else None


def _with_station(page: Page, span: Span, number: int) -> Naming:
    """The name with the line below it that tells what the person is: "Director, Institute of Water Policy"."""
    following = page.line(number + 1) if number + 1 in page.head() else ""
    first = re.split(r",|\s(?:of|at|for|in|to)\s", following, maxsplit=1)[0].lower().split()
    is_role = bool(first) and "person" in noun_kinds().get(first[-1], ()) and not ends_sentence(following)
    if is_role and span.end >= page.lines[number].end - 1:
        start = page.lines[number + 1].start
        span = Span(span.start, start + _cut(following))
    return Naming(page.text[slice(*span)], span)


def named_above(page: Page) -> Naming | None:
    """A line of the head that is an office and a name: "President Ana Ruiz"."""
    for number in page.head():
        line = page.line(number)
        match = re.match(rf"(?:(?:The )?(?:{_offices()}) )+{FULL_NAME}", line)
        if match and not ends_sentence(line):
            return Naming(line, page.lines[number])
    return None


@cache
def _offices() -> str:
    """Offices as they are written before a name, the longest first."""
    offices = sorted(titles().offices, key=len, reverse=True)
    return "|".join(re.escape(written) for office in offices for written in (office.title(), office.upper()))


def interviewee(page: Page, first: int) -> Naming | None:
    """Who answers, as the title or the lines above tell: "Interview with Ana Ruiz", "Ana Ruiz spoke with the Herald".

    Args:
        page: the transcript.
        first: where its first turn begins.
    """
    above = page.text[:first]
    for pattern in (_PRESS, _OBJECT, _SUBJECT):
        for words, place in ((above, 0), (page.title, None)):
            match = pattern.search(words)
            if match is None:
                continue
            group = next(name for name, value in match.groupdict().items() if value)
            start = match.start(group)
            named = words[start : start + _cut(match[group])] if group in ("who", "by") and pattern is not _SUBJECT else match[group]
            named = re.split(r"[.!?]\s", named, maxsplit=1)[0].rstrip(" ,.")
            if re.search(FULL_NAME, named):
                return Naming(named, Span(start, start + len(named)) if place is not None else None)
    return None


def asker(page: Page) -> Span | None:
    """Who puts the questions, where the text names one: "Interview by Tom Reed"."""
    match = _ASKER.search(page.text)
    return Span(*match.span("who")) if match else None


def issuer(page: Page) -> Naming | None:
    """Who issues a release: the one it says it is from, its letterhead, who announces something first, "About Acme", the outlet."""
    for number in page.head():
        match = re.match(
            r"(?:press|news|media) (?:release|statement|note)\s+(?:from|by)\s+(?P<who>[^\n]+)", page.line(number), re.IGNORECASE
        )
        if match:
            start = page.lines[number].start + match.start("who")
            words = match["who"][: _cut(match["who"])].rstrip(" :")
            return Naming(words, Span(start, start + len(words)))
    letterhead = [k for k in page.head() if _is_institution(page.line(k)) and bare(page.line(k)) != bare(page.title)]
    announced = _announcing(page)
    about = _about(page)
    if letterhead:
        span = page.lines[letterhead[0]]
        return Naming(page.text[slice(*span)], span)
    if announced is not None and (about is None or about.words.lower() in announced.words.lower() or _is_institution(announced.words)):
        return announced
    return about or announced or (Naming(page.outlet) if page.outlet else None)


def _announcing(page: Page) -> Naming | None:
    """The subject of the first sentence that somebody announces something with."""
    for line in page.lines[:HEAD_WORDS]:
        words = page.text[slice(*line)]
        if len(words.split()) < _ISSUER_WORDS or is_block(words):
            continue
        dated = DATED_FROM.match(page.text, *line)
        match = _ISSUES.match(page.text, dated.end() if dated else line.start, line.end)
        if match and _announces().match(page.text, match.end()):
            return Naming(match["who"], Span(*match.span("who")))
    return None


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(
        r"(?:today |yesterday |this week |(?:on )?[A-Z][a-z]+day )?(?:has |have |is |are )?(?:today |proudly |formally )?"
        rf"(?:{_any('announcing')})\b"
    )


def _about(page: Page) -> Naming | None:
    """The issuer by the paragraph that a release ends with: "About Acme"."""
    for line in page.lines:
        match = re.match(r"(?i:about) (?:the )?(?P<who>[A-ZÀ-ÖØ-Þ][^.:\n]{1,80}?)(?::|\s*$)", page.text[slice(*line)])
        if match and is_block(page.text[slice(*line)]):
            return Naming(match["who"], Span(line.start + match.start("who"), line.start + match.end("who")))
    return None


def _is_institution(line: str) -> bool:
    """True for a line, or words, that are an institution's name: capitals throughout and a noun such as "ministry" among them."""
    words = re.findall(r"[\w’'&.-]+", line)
    if (
        not 1 < len(words) <= _ISSUER_WORDS
        or ends_sentence(line)
        or is_section(line)
        or is_end(line)
        or is_block(line)
        or DATE.search(line)
    ):
        return False
    small = ("of", "for", "and", "the", "on", "in", "de", "&", "to")
    capitals = all(w[0].isupper() or w.lower() in small for w in words)
    lows = [w.lower().rstrip(".") for w in words]
    firm = lows[-1] in ("inc", "ltd", "plc", "corp", "llc", "gmbh", "ag", "co", "group", "limited", "incorporated")
    return capitals and (firm or any("organization" in noun_kinds().get(w, ()) for w in lows)) and line.strip() not in country_words()

"""What kind of document an article is where it is no report: an op-ed, a speech, testimony, a release, a transcript.

Only strong signs count, since a report that is taken for an op-ed is worse than an op-ed that is taken for a report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from onrecord.find.layout import (
    HEAD_WORDS,
    NOTE_LINES,
    NOTE_WORDS,
    Page,
    author_note,
    bare,
    body_of,
    by_staff,
    is_block,
    is_end,
    menu_near,
    read_page,
    section_of,
)
from onrecord.find.masthead import Heading, Naming, asker, heading, interviewee, issuer, named_above
from onrecord.find.turns import find_turns, turn_head
from onrecord.lexicon import genre_marks, genre_words
from onrecord.records import Genre
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Attribution, GenreKind

#: Share of the text that turns have in a transcript.
TURNS_SHARE = 0.5
#: A reporter's words in a thousand above which a text is a report, whatever else speaks for a document: a section that says "opinion",
#: a note on an author whose name is known, a note on another one, its manner alone. Chosen on PolNeAR's training articles.
REPORTING_LABELLED = 15.0
REPORTING = 11.0
REPORTING_NOTED = 5.0
REPORTING_ALONE = 2.5
#: "I" and "we" in a thousand words below which nobody speaks in a speech.
OWN_SPEECH = 8.0
#: The same, and "must" and "should", of a text that urges in its own name; how often "I" stands in one that tells of its author.
OWN_URGES = 12.0
URGING = 5.0
#: "I", "we", "must" and "should" in a thousand words of a text that argues although it reports.
ARGUES = 2.0
SELF_LEAST = 8
SELF = 12.0
#: Words below which the manner of a text tells nothing, and the share in quotation marks above which it is others who speak.
LEAST_WORDS = 150
QUOTED = 0.3
_HEAD_SECTION_LINES = 6
_FIRST_LINES = 8
_FIRST_PARAGRAPHS = 3
_LETTER_LINES = 3
#: A reporter's words that a short text may have in any case.
_FEW_REPORTS = 3
_SELF_LINES = 3
#: Share of paragraphs that end with a question above which a text is an interview without labels.
_ASKED = 0.15
_LETTER = re.compile(
    r"(?:To the Editors?|Dear (?:Sir|Madam|Editors?|Mr\.? Editor|Ms\.? Editor)\b.{0,30}|SIR|Sir|Madam)\s*(?:[:,—–-].*)?\.?"
)
_TITLED = re.compile(r"(?P<first>[\w\s&’'-]{4,30}?)\s*[:|]\s|\s[|–—-]\s*(?P<last>[\w\s&’'-]{4,30})$")
_DISCLAIMER = re.compile(
    r"(?:views|opinions)\s(?:expressed|represented)?\b.{0,60}\b(?:own|alone|personal|solely|do not necessarily|not necessarily)\b"
    r"|^\W*(?:the (?:writer|author)s? (?:is|are|was|teach|serve))",
    re.IGNORECASE,
)


def genre_of(
    text: str, *, title: str | None = None, authors: Sequence[str] = (), url: str | None = None, outlet: str | None = None
) -> Genre | None:
    """The kind of document that a text is, whose it is, and where its own words begin and end; None for a report.

    Args:
        text: the article's text.
        title: its headline.
        authors: who wrote it.
        url: where it stands on the web.
        outlet: who published it.
    """
    page = read_page(text, title=title, authors=authors, url=url, outlet=outlet)
    if not page.lines:
        return None
    turns = find_turns(text)
    if (kind := _by_turns(page, turns)) is not None:
        headed = heading(page)
        who = interviewee(page, turns[0].source[0].start) or (headed.who if headed else None)
        return replace(_genre(page, kind, who), body=Span(page.lines[0].start, page.lines[-1].end), asker=asker(page))
    if (headed := _headed(page)) is not None:
        return _genre(page, headed.kind, headed.who)
    if _is_release(page):
        return _genre(page, "release", issuer(page))
    if (kind := _by_label(page)) is not None:
        return _genre(page, kind)
    if (kind := _by_manner_of_speech(page)) is not None:
        return _genre(page, kind, _speaker(page))
    return _genre(page, "op-ed") if _by_author(page) else None


def _genre(page: Page, kind: GenreKind, who: Naming | None = None) -> Genre:
    """The genre of a page: who speaks by a place in the text, or by words that stand beside it alone."""
    beside = who.words if who is not None and who.span is None else None
    return Genre(kind=kind, body=body_of(page), speaker=who.span if who else None, named=beside)


def _by_turns(page: Page, turns: Sequence[Attribution]) -> GenreKind | None:
    """An interview or another transcript, where turns make up most of the text."""
    if sum(e - s for t in turns for s, e in t.content) < TURNS_SHARE * len(page.text):
        return None
    labels = {page.text[slice(*t.source[0])].lower() for t in turns}
    above = f"{page.title}\n{page.text[: turns[0].source[0].start]}"
    told = re.search(r"\binterview|\bQ ?(?:&|and) ?A\b|\bin conversation\b|\b(?:spoke|talked|sat down) (?:with|to)\b", above, re.IGNORECASE)
    press = re.search(r"\b(?:press|news|media) (?:conference|briefing|gaggle)\b|\bhearing\b|\bdebate\b", above, re.IGNORECASE)
    pair = bool(labels & {"a", "answer"}) and len(labels) == 2  # noqa: PLR2004 - who asks and who answers
    return "interview" if (told or pair) and not press else "transcript"


def _is_release(page: Page) -> bool:
    """True for a release by its first lines, by its address, or by two of the things that releases end with."""
    for number in page.head():
        line = page.line(number)
        marked = _starts_with_section(line, "release") and len(line.split()) <= HEAD_WORDS / 2
        if number < _FIRST_LINES and marked and not menu_near(page):
            return True
    if _by_address(page) == "release":
        return True
    lines = [page.line(k) for k in range(len(page.lines))]
    contact = any(
        is_block(line) and re.search(r"contact|enquir|inquir|press office|media office", line[:40], re.IGNORECASE) for line in lines
    )
    notes = any(re.match(r"\W*notes? (?:to|for) editors?\b", line, re.IGNORECASE) for line in lines)
    about = any(is_block(line) and line.lower().startswith("about ") for line in lines)
    ended = any(is_end(line) and bare(line) != "end" for line in lines)
    return contact + notes + about + ended > 1 and page.self < SELF_LEAST


def _starts_with_section(line: str, kind: GenreKind) -> bool:
    low = bare(line)
    return any(
        k == kind and re.match(rf"{re.escape(word)}(?:\s*[:|–—,(-]|\s+(?:no|number|from|by|\d)|$)", low)
        for word, k in genre_marks("sections").items()
    )


def _is_calm(page: Page) -> bool:
    """True for a text in which a reporter is hardly heard, and others are hardly quoted."""
    return (page.reporting <= REPORTING_NOTED or page.reports < 2) and page.quoted <= QUOTED  # noqa: PLR2004 - one "said" in a short text


def _headed(page: Page) -> Heading | None:
    """A speech, testimony or a statement that a line of the head or the title announces; "we" and "I" must be heard in what is spoken."""
    if not _is_calm(page):
        return None
    found = heading(page)
    if found is not None and (found.kind == "statement" or page.own >= OWN_SPEECH):
        return found if found.who or found.kind != "statement" else found._replace(who=issuer(page))
    if any(_starts_with_section(page.line(k), "statement") for k in page.head() if k < _FIRST_LINES):
        return Heading("statement", issuer(page))
    return None


def _by_manner_of_speech(page: Page) -> GenreKind | None:
    """A speech or testimony by how it begins and by what is noted of the room."""
    if page.own < OWN_SPEECH or not _is_calm(page):
        return None
    start = body_of(page).start
    first = [page.plain[slice(*line)].strip() for line in page.lines if line.start >= start][:_FIRST_PARAGRAPHS]
    if any(_phrase("witnesses").search(line) for line in first):
        return "testimony"
    delivered = any(bare(page.line(k)).startswith(genre_words("delivered")) for k in page.head())
    staged = len(_staged().findall(page.plain)) > 1
    heads = [(turn_head(page.text, line), line) for line in page.lines[:_FIRST_LINES]]
    if len({head["name"] for head, _ in heads if head}) > 1:  # more than one speaks
        return None
    greeted = any(_greets(page.text[head.end() if head else line.start : line.end]) for head, line in heads)
    signs = greeted + staged + (_by_address(page) == "speech") + (page.own >= 2 * OWN_SPEECH)
    return "speech" if delivered or (signs > 1 and (greeted or staged)) else None


def _speaker(page: Page) -> Naming | None:
    """Who speaks where no heading says it: who stands above with an office, or before the first words ("Mr. DORN. I rise")."""
    label = next((h for h in (turn_head(page.text, line) for line in page.lines[:_FIRST_LINES]) if h), None)
    return named_above(page) or (Naming(label["name"], Span(*label.span("name"))) if label else None)


@cache
def _phrase(job: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, genre_words(job)))})\b", re.IGNORECASE)


@cache
def _staged() -> re.Pattern[str]:
    return re.compile(rf"[(\[](?:{'|'.join(map(re.escape, genre_words('stage')))})\.?[)\]]", re.IGNORECASE)


def _greets(line: str) -> bool:
    """True for "Good morning, everyone" and "Mr. President, …"; "Friends of the mayor" greets nobody."""
    match = re.match(rf"(?:{_phrase('greetings').pattern})(?P<more>[^,.!:;—–-]{{0,60}})[,.!:—–]", line, re.IGNORECASE)
    return match is not None and (" " in line[: match.start("more")] or not match["more"].strip())


def _by_label(page: Page) -> GenreKind | None:
    """An op-ed, an editorial, a letter, by what the page calls it: a line above it, its title, its address, its authors."""
    if page.quoted > 2 * QUOTED:
        return None
    by_address = _by_address(page)
    if by_address in ("op-ed", "editorial", "letter"):
        return by_address
    if page.reporting > REPORTING_LABELLED and page.reports > _FEW_REPORTS:
        return None
    if any(bare(name) in genre_words("boards") for name in page.authors):
        return "editorial"
    for number in page.head():
        kind = section_of(page.line(number))
        if kind in ("op-ed", "editorial", "letter") and number < _HEAD_SECTION_LINES and not menu_near(page):
            return kind
        if number < _LETTER_LINES and _LETTER.fullmatch(page.line(number)):
            return "letter"
    titled = _TITLED.search(page.title)
    words = [w for w in (titled["first"], titled["last"]) if w] if titled else []
    return next((k for k in (genre_marks("sections").get(bare(w)) for w in words) if k in ("op-ed", "editorial", "letter")), None)


def _by_address(page: Page) -> GenreKind | None:
    """The kind that a part of the web address tells; the last part is the headline's."""
    if not page.url:
        return None
    try:
        parts = urlsplit(page.url if "//" in page.url else f"//{page.url}")
        host = parts.hostname or ""
    except ValueError:
        return None
    words = [*host.split(".")[:-2], *parts.path.lower().replace("_", "-").split("/")[:-1]]
    words.reverse()  # "/opinion/letters/" is a letter
    return next((kind for word in words if (kind := genre_marks("addresses").get(word))), None)


def _by_author(page: Page) -> bool:
    """An op-ed by the note on its author, by how it urges, by how it tells of its author; never where a reporter is heard."""
    if page.words < LEAST_WORDS or page.quoted > QUOTED:
        return False
    noted = _noted(page)
    argues = noted == "known" and page.reporting <= REPORTING and page.own + page.urging >= ARGUES
    if argues or (noted and page.reporting <= REPORTING_NOTED):
        return True
    if sum(page.line(k).endswith("?") for k in range(len(page.lines))) > _ASKED * len(page.lines):
        return False
    if page.reporting > REPORTING_ALONE or page.quoted > QUOTED / 2:
        return False
    told = [line for line in page.lines if re.search(r"\b(?:I|my|me)\b", page.plain[slice(*line)])]
    by_self = page.self >= SELF_LEAST and 1000 * page.self >= SELF * page.words and len(told) >= _SELF_LINES
    return by_self or (page.own >= OWN_URGES and page.urging >= URGING)


def _noted(page: Page) -> Literal["known", "guessed"] | None:
    """Whether a line at the end tells who the author is, no reporter of the paper; and whether that is known from elsewhere."""
    for number in range(max(0, len(page.lines) - NOTE_LINES), len(page.lines)):
        line = page.line(number)
        if _DISCLAIMER.search(line) and len(line.split()) <= NOTE_WORDS:
            return "known"
        note = author_note(page, number)
        if note is not None and ("columnist" in line.lower() or not by_staff(line)):
            return "known" if note.known else "guessed"
    return None

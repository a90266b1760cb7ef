"""What the lines of a document are: its head, its own words, notes, contacts, the line at which it ends; and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.lexicon import genre_marks, genre_words, noun_kinds
from onrecord.quotation import quotations
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import GenreKind

#: Lines in which a document's head is looked for, and words of the longest line of one.
HEAD_LINES = 10
HEAD_WORDS = 30
CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*"
FULL_NAME = rf"{CAPITAL}(?: (?:{CAPITAL}|van|von|de|der|del|da|al|bin|el|ul)){{1,4}}"
MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d\d-\d\d)")
BY_LINE = re.compile(
    rf"(?:(?i:(?:words|written|posted|guest column|commentary|opinion)?\s*by):?\s+(?:the )?{CAPITAL}[^\n.!?]{{2,100}}|{FULL_NAME})\.?"
)
_END = re.compile(r"[-–—]?\s?END\b[\d:.\s]*(?:[AaPp]\.?[Mm]\.?)?\s?[A-Z]{0,4}\s?[-–—]?")
_STAGE = re.compile(r"[(\[][^)\]\n]{1,60}[)\]]\.?")
#: "Ana Ruiz is a lecturer in law at …", "Ana Ruiz, a former minister, teaches …".
_OF_AUTHOR = re.compile(
    rf"[*_•–—\s-]*(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Dame|Sen|Rep|Ambassador)\.? )?(?P<name>{FULL_NAME})"
    r"(?:,? (?:Jr\.?|Sr\.?|Ph\.?D\.?|M\.?D\.?|KC|QC|MP))*(?:,(?P<apposed>[^,]{3,100}),|,?) "
    r"(?P<verb>is|was|are|teaches|serves|served|works|writes|leads|heads|directs|chairs|covers|holds|practises|practices|owns|runs|founded|edits|farms)\b(?P<rest>[^\n]*)"
)
#: Words of the longest note on an author, and of how far the noun for a person may stand from the verb.
NOTE_WORDS = 70
NOTE_LINES = 4
#: Words of a line that is a headline's part.
_TITLE_WORDS = 3
_NOUN_WITHIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as it lies on the page, and what was said of it.

    Attributes:
        plain: the text with what stands in quotation marks blanked out, of the same length.
        lines: its paragraphs.
        words: how many words the text has.
        reporting: a reporter's words outside quotation marks, in a thousand of the text's.
        own: "I" and "we" and their forms outside quotation marks, in a thousand of the words there.
        self: "I" alone and its forms, counted.
        urging: "must", "should" and their like outside quotation marks, in a thousand of the words there.
        quoted: the share of words in quotation marks.
    """

    text: str
    title: str
    authors: tuple[str, ...]
    url: str
    outlet: str
    plain: str
    lines: tuple[Span, ...]
    words: int
    reporting: float
    reports: int
    own: float
    self: int
    urging: float
    quoted: float

    def line(self, number: int) -> str:
        """The words of a paragraph."""
        return self.text[slice(*self.lines[number])]

    def head(self) -> range:
        """The first paragraphs, as long as they are short ones."""
        count = 0
        while count < min(HEAD_LINES, len(self.lines)) and len(self.line(count).split()) <= HEAD_WORDS:
            count += 1
        return range(count)


_SELF = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|me|myself|mine)\b")
_OWN = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|me|myself|mine|[Ww]e|[Ww]e['’](?:re|ve|ll|d)|[Oo]ur|us|ourselves)\b")


def read_page(
    text: str, *, title: str | None = None, authors: Sequence[str] = (), url: str | None = None, outlet: str | None = None
) -> Page:
    """The page of a text.

    Args:
        text: the article's text.
        title: its headline.
        authors: who wrote it.
        url: where it stands on the web.
        outlet: who published it.
    """
    chars = list(text)
    for quote in quotations(text):
        if not quote.nested:
            chars[quote.start : quote.end] = ["\n" if c == "\n" else " " for c in chars[quote.start : quote.end]]
    plain = "".join(chars)
    words, outside = max(1, len(text.split())), max(1, len(plain.split()))
    reports = len(_words("reporting").findall(plain))
    return Page(
        text=text,
        title=" ".join((title or "").split()),
        authors=tuple(authors),
        url=url or "",
        outlet=outlet or "",
        plain=plain,
        lines=tuple(paragraphs(text)),
        words=words,
        reporting=1000 * reports / words,
        reports=reports,
        own=1000 * len(_OWN.findall(plain)) / outside,
        self=len(_SELF.findall(plain)),
        urging=1000 * len(_words("urging").findall(plain)) / outside,
        quoted=1 - outside / words,
    )


@cache
def _words(job: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, genre_words(job)))})\b", re.IGNORECASE)


def bare(line: str) -> str:
    """A line in lower case without marks and white space at its ends: what a label is compared by."""
    return line.lower().strip(" \t\u00a0*_#|[]()<>«».:·•-–—")


def is_end(line: str) -> bool:
    """True for a line that only says that the document ends: "###", "-ENDS-", "END 3:10 P.M. EDT"."""
    return line.strip().lower() in _set("ends") or _END.fullmatch(line.strip()) is not None


def is_note(line: str) -> bool:
    """True for a line that begins as notes on an author, a text or a picture do: "The writer is", "This interview has been", "Photo:"."""
    low = line.lower().strip("*_[( ")
    if any(low.startswith(word) and not low[len(word) : len(word) + 1].isalnum() for word in genre_words("notes")):
        return True
    return re.split(r"\s?:(?:\s|$)", low, maxsplit=1)[0] in _set("captions")


def is_block(line: str) -> bool:
    """True for a line that begins what an issuer adds: contacts, notes to editors, a line on itself ("About Acme")."""
    low = bare(line)
    label = re.split(r"\s?[:(]", low, maxsplit=1)[0]
    if label in _set("blocks") or any(" " in word and low.startswith(word + ",") for word in genre_words("blocks")):
        return True
    if re.match(r"(?i:about) (?:the )?[A-ZÀ-ÖØ-Þ]", line) is None:
        return False
    alone = len(line.split()) <= HEAD_WORDS / 3 and line.rstrip()[-1:] not in ".!?,;"
    return alone or re.match(r"(?i:about) [^.:]{2,60}: ", line) is not None


def is_stage(line: str) -> bool:
    """True for what only tells what happened in the room: "(Applause.)"."""
    return bare(line) in _set("stage") or _STAGE.fullmatch(line.strip()) is not None


def is_section(line: str) -> bool:
    """True for a line that names a kind of document: "Opinion", "PRESS RELEASE", "Opinion: …"."""
    return section_of(line) is not None or bare(line) in _set("delivered")


def section_of(line: str) -> GenreKind | None:
    """The kind of document that a line names, alone or before a colon."""
    label = re.match(r"[^:|]{4,24}(?=\s?[:|]\s)", line)
    return genre_marks("sections").get(bare(label.group() if label else line))


def is_head_line(page: Page, line: str) -> bool:
    """True for a line that stands above a document's own words: headline, section, by-line, date, place, contact."""
    words = line.split()
    titled = bare(line) in bare(page.title) if len(words) >= _TITLE_WORDS else bare(line) == bare(page.title)
    if titled or any(kind(line) for kind in (is_section, is_stage, is_note, is_block)):
        return True
    if BY_LINE.fullmatch(line) or (DATE.search(line) and len(words) <= HEAD_WORDS / 2 and not ends_sentence(line)):
        return True
    return len(words) <= HEAD_WORDS and not ends_sentence(line) and line.rstrip()[-1:] not in ",:;—"


def ends_sentence(line: str) -> bool:
    """True for a line that ends as sentences do."""
    return re.search(r"[.!?…][\"'”’»)\]*_]*$", line.rstrip()) is not None


class AuthorNote(NamedTuple):
    """A line that tells who an author is; ``known`` where the author's name is known from elsewhere, too."""

    words: str
    known: bool


def author_note(page: Page, number: int) -> AuthorNote | None:
    """The note on an author that a line at the end is: it names somebody by a noun, who stands nowhere else but in a by-line.

    Where the author's name is known the two must agree; else the line must be the last one.
    """
    line = page.line(number)
    match = _OF_AUTHOR.match(line)
    if match is None or len(line.split()) > NOTE_WORDS or number < len(page.lines) - NOTE_LINES:
        return None
    told = f"{match['apposed'] or ''} {match['rest']}"
    near = [w.strip(".,;").lower() for w in told.split()[:_NOUN_WITHIN]]
    if not any("person" in noun_kinds().get(w, ()) for w in near):
        return None
    name = match["name"]
    by_lines = [page.line(k) for k in page.head() if BY_LINE.fullmatch(page.line(k)) and name in page.line(k)]
    if page.text.count(name, 0, page.lines[number].start) > len(by_lines):
        return None
    authors = [a.lower() for a in page.authors if a.strip()]
    known = bool(by_lines) or any(name.split()[-1].lower() in a for a in authors)
    last = number == len(page.lines) - 1 and match["verb"] != "was" and not re.search(r"[“”\"]", line) and name.split()[0] != "The"
    return AuthorNote(line, known) if known or (last and not authors) else None


def by_staff(words: str) -> bool:
    """True for a note on one of a paper's own reporters."""
    return _words("staff").search(words) is not None


def body_of(page: Page) -> Span:
    """From the first paragraph of a document's own words to the last."""
    first = next((k for k in range(len(page.lines)) if not is_head_line(page, page.line(k))), 0)
    last = first
    while last < len(page.lines) and not is_end(page.line(last)) and not (last > first and is_block(page.line(last))):
        last += 1
    while last - 1 > first and (is_note(page.line(last - 1)) or is_stage(page.line(last - 1)) or author_note(page, last - 1)):
        last -= 1
    return Span(page.lines[first].start, page.lines[max(first, last - 1)].end) if page.lines else Span(0, 0)


@cache
def _set(job: str) -> frozenset[str]:
    return frozenset(bare(word) or word for word in genre_words(job)) | frozenset(genre_words(job))


def menu_near(page: Page) -> bool:
    """True where several sections of a news site stand near the top as a menu."""
    return sum(bare(page.line(k)) in _set("menu") for k in page.head()) > 1

"""What a reader is told about a statement, in words: who made it, how it is worded, how sure the reading is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.spans import paragraphs
from onrecord.wording import claim_words, joined, plain, translation_in_words

if TYPE_CHECKING:
    from onrecord.records import Article, Record, Said, Speaker, Statement

NOBODY = "No speaker named"
TYPE_WORDS = {
    "person": "person",
    "organization": "organisation",
    "country": "country",
    "group": "group",
    "unnamed": "unnamed source",
    "document": "document",
    "author": "author",
}
#: A confidence is the share of statements given with it that are right, so that below one half more are wrong than right.
UNSURE_BELOW = 0.5
SURE_FROM = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """A claim in words: its own, empty where the statement is this claim alone, and what is known of it."""

    words: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement in words.

    Attributes:
        number: its place among the article's statements, from 1.
        paragraph: the paragraph that it begins in, from 1.
        words: the content, its pieces joined by an ellipsis.
        name: the speaker's name.
        position: type, role and affiliation of the speaker; empty where nobody is named.
        reporter: who reports it, with the number of that statement; None where the article itself does.
        manner: form, said, occasion, cue and who reports it.
        confidence: in words and per cent.
        claims: its claims, in the order of the text.
    """

    number: int
    paragraph: int
    statement: Statement
    words: str
    cue: str
    name: str
    position: str
    reporter: str | None
    manner: str
    confidence: str
    claims: tuple[ToldClaim, ...] = ()

    @property
    def unsure(self) -> bool:
        """True where it is more likely wrong than right."""
        return self.statement.confidence < UNSURE_BELOW


def tell(record: Record) -> tuple[Told, ...]:
    """The statements of a record in words, in its order."""
    text = record.article.text
    starts = [line.start for line in paragraphs(text)]
    numbers = {s.id: number for number, s in enumerate(record.statements, start=1)}
    names = {s.id: name_of(s.speaker, record.article) for s in record.statements}
    told = []
    for number, statement in enumerate(record.statements, start=1):
        by = statement.reported_by
        reporter = None if by is None else f"{names[by]} ({numbers[by]})" if by in names else "somebody else"
        told.append(
            Told(
                number=number,
                paragraph=max(1, bisect_right(starts, first_character(statement))),
                statement=statement,
                words=joined(text, statement.content),
                cue=joined(text, statement.cue),
                name=names[statement.id],
                position=position_of(statement.speaker),
                reporter=reporter,
                manner=_manner(record.article, statement, reporter),
                confidence=_confidence(statement.confidence),
                claims=told_claims(text, statement),
            )
        )
    return tuple(told)


def told_claims(text: str, statement: Statement) -> tuple[ToldClaim, ...]:
    """A statement's claims in words; the words of a claim that is all of its statement are left out."""
    several = len(statement.claims) > 1
    return tuple(ToldClaim(words=joined(text, c.span) if several else "", known=claim_words(text, c)) for c in statement.claims)


def first_character(statement: Statement) -> int:
    """Where the statement's content begins; where there is none, the first of its other spans."""
    return min(statement.content or statement.source or statement.cue, default=(0, 0))[0]


def name_of(speaker: Speaker | None, article: Article) -> str:
    """The speaker's name; the authors' names for the article's own voice."""
    if speaker is None:
        return NOBODY
    if speaker.type == "author":
        return plain(f"The author: {', '.join(article.authors)}") if any(article.authors) else "The author"
    return plain(speaker.name)


def position_of(speaker: Speaker | None) -> str:
    """The speaker's type, role and affiliation, parted by commas."""
    if speaker is None:
        return ""
    return plain(", ".join(filter(None, (TYPE_WORDS[speaker.type], speaker.role, speaker.affiliation))))


def _manner(article: Article, statement: Statement, reporter: str | None) -> str:
    text, translation = article.text, translation_in_words(article)
    parts: list[str] = [statement.form, *([translation] if translation else [])]
    if statement.cue:
        parts.append(f"cue “{joined(text, statement.cue)}”")
    if statement.said:
        parts.append(f"said {_when(statement.said)}")
    if statement.occasion:
        parts.append(f"occasion: {joined(text, statement.occasion)}")
    if reporter:
        parts.append(f"as reported by {reporter}")
    if statement.voice == "document":
        parts.append("voice of the document")
    return " · ".join(parts)


def _when(said: Said) -> str:
    days = [day.isoformat() for day in said.interval or () if day is not None]
    phrase = plain(said.phrase)
    return f"{phrase} ({' to '.join(dict.fromkeys(days))})" if days else phrase


def _confidence(share: float) -> str:
    word = "unsure" if share < UNSURE_BELOW else "sure" if share >= SURE_FROM else "fairly sure"
    return f"{word}, {share:.0%}"

"""Records of a debate → the briefing: who spoke, and what each one said, every line with the place it was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.briefing.grouping import Place, grouped, variant_of
from onrecord.briefing.repeating import Repeats, repeats_of
from onrecord.spans import Span, join_close, paragraphs
from onrecord.variants.match import lone_key
from onrecord.wording import claim_words, joined, translation_in_words, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.records import Form, Kind, Record, Said, Speaker, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEntry:
    """An article as the briefing cites it, by its number.

    Attributes:
        statements: how many were read from it, reported ones included.
        repeats: the number of the article that it is a copy of, or another version.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    origin: str
    url: str | None
    statements: int
    repeats: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry:
    """What articles say a speaker is, and the numbers of those that say so."""

    role: str | None
    affiliation: str | None
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim as the briefing shows it.

    Attributes:
        text: its words; empty where it is all of its statement.
        known: kind, words of certainty with their band, condition, horizon, addressee, attitude.
    """

    claim_id: str
    kind: Kind
    text: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement as the briefing shows it.

    Attributes:
        statement_id: the statement that it shows.
        cue: the words that attribute it, which can turn it round ("denied").
        text: the content as the article has it, quotation marks included; pieces parted by `` … ``.
        article: the article's number in the briefing.
        paragraph: the paragraph of the article that the content begins in, from 1.
        said: the words for when it was said, and the days they denote.
        occasion: the words for where it was said.
        reported_by: the speaker in whose statement it stands; None where the article itself attributes it.
        translation: how its article was translated: its words are nobody's own, and bear no quotation marks.
        claims: its claims in the order of the text.
        repeated: the numbers of the articles that repeat it.
    """

    statement_id: str
    text: str
    cue: str | None
    form: Form
    article: int
    paragraph: int
    said: Said | None
    occasion: str | None
    confidence: float
    reported_by: str | None = None
    translation: str | None = None
    claims: tuple[ClaimLine, ...] = ()
    repeated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerEntry:
    """A speaker and what the speaker said.

    Attributes:
        speaker: as the first of the articles that use the name gives it; None for statements that name nobody.
        name: the name used most; for an article's own voice its authors.
        roles: what the articles say the speaker is, in the order of the articles.
        lines: the speaker's own statements, in the order of the articles and their texts.
        reported: what other speakers report of this one, in the same order; it counts in no figure.
    """

    speaker: Speaker | None
    name: str
    roles: tuple[RoleEntry, ...]
    lines: tuple[Line, ...]
    reported: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What was said in a debate.

    Attributes:
        articles: in the order of their dates, those without one last.
        dates: the first and the last date of publication; None where no article has one.
        speakers: those with most statements first.
    """

    title: str
    articles: tuple[ArticleEntry, ...]
    dates: tuple[str, str] | None
    speakers: tuple[SpeakerEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A line and whose it is, before lines are put together by speaker."""

    key: str
    speaker: Speaker | None
    name: str
    own: bool
    line: Line


def compose(records: Sequence[Record], *, title: str | None = None) -> Briefing:
    """The briefing of these records.

    Speakers of different articles are taken for one by the rules of ``onrecord.variants``, as in the record: by their names, unless
    their roles speak against it. Groups, unnamed sources, documents and authors stay apart. What articles repeat of each other is one
    line, of the article that was first; what a newer version of an article has no more is left out.

    Args:
        records: the debate's records; their order decides only between articles of one day.
        title: the debate's name; by default the title of its only article, or the number of articles.
    """
    ordered = sorted(records, key=lambda record: (record.article.published is None, record.article.published or ""))
    groups = grouped(ordered)
    repeats = repeats_of(ordered, groups)
    articles = tuple(_article(number, record, repeats) for number, record in enumerate(ordered, start=1))
    entries: dict[str, list[_Found]] = {}
    for number, record in enumerate(ordered, start=1):
        for found in _lines(number, record, groups):
            said = number, found.line.statement_id
            if said not in repeats.aside:
                line = replace(found.line, repeated=repeats.by.get(said, ()))
                entries.setdefault(found.key, []).append(replace(found, line=line))
    days = sorted(article.published for article in articles if article.published)
    default = (articles[0].title or "Untitled article") if len(articles) == 1 else f"{len(articles)} articles"
    return Briefing(
        title=title or default,
        articles=articles,
        dates=(days[0], days[-1]) if days else None,
        speakers=tuple(sorted((_entry(found) for found in entries.values()), key=_rank)),
    )


def _article(number: int, record: Record, repeats: Repeats) -> ArticleEntry:
    article = record.article
    return ArticleEntry(
        number=number,
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published,
        origin=article.origin,
        url=article.url,
        statements=len(record.statements),
        repeats=repeats.articles.get(number),
    )


def _lines(number: int, record: Record, groups: Mapping[Place, str]) -> Iterable[_Found]:
    text = record.article.text
    starts = [paragraph.start for paragraph in paragraphs(text)]
    names = {s.id: _name(s.speaker, record) for s in record.statements}
    for statement in sorted(record.statements, key=_place):
        reported_by = names.get(statement.reported_by) if statement.reported_by else None
        yield _Found(
            key=groups[number, statement.speaker.id] if statement.speaker else "",
            speaker=statement.speaker,
            name=names[statement.id],
            own=statement.reported_by is None,
            line=Line(
                statement_id=statement.id,
                text=unmarked(_words(text, statement.content)) if record.article.translation else _words(text, statement.content),
                cue=_words(text, statement.cue) or None,
                form=statement.form,
                article=number,
                paragraph=max(1, bisect_right(starts, _place(statement)[0])),
                said=statement.said,
                occasion=_words(text, statement.occasion) or None,
                confidence=statement.confidence,
                reported_by=reported_by,
                translation=translation_in_words(record.article),
                claims=tuple(
                    ClaimLine(
                        claim_id=claim.id,
                        kind=claim.kind,
                        text=joined(text, claim.span) if len(statement.claims) > 1 else "",
                        known=claim_words(text, claim),
                    )
                    for claim in statement.claims
                ),
            ),
        )


def _place(statement: Statement) -> Span:
    return min(statement.content, default=Span(0, 0))


def _words(text: str, spans: Iterable[Span]) -> str:
    """The words as they stand in the text, pieces parted by an ellipsis where other words stand between them.

    A comma left over from the words between ("The dam, she said, will hold") opens no piece.
    """
    return " … ".join(text[start:end].lstrip(",; ") for start, end in join_close(text, spans))


def _name(speaker: Speaker | None, record: Record) -> str:
    if speaker is None:
        return "No speaker named"
    if speaker.type == "author":
        authors = ", ".join(filter(None, record.article.authors))
        return f"The author: {authors}" if authors else "The author"
    return speaker.name


def _entry(found: Sequence[_Found]) -> SpeakerEntry:
    usual = _usual(found)
    return SpeakerEntry(
        speaker=usual.speaker,
        name=usual.name,
        roles=_roles(found),
        lines=tuple(one.line for one in found if one.own),
        reported=tuple(one.line for one in found if not one.own),
    )


def _usual(found: Sequence[_Found]) -> _Found:
    """The first line whose article calls the speaker by the name used most, a family name alone last."""
    counts = Counter(one.name for one in found)

    def rank(one: _Found) -> tuple[bool, int]:
        alone = one.speaker is not None and bool(lone_key(variant_of(one.speaker, None)))
        return not alone, counts[one.name]

    return max(found, key=rank)


def _roles(found: Sequence[_Found]) -> tuple[RoleEntry, ...]:
    """What the articles say the speaker is; two that differ in capitals alone are one, as first written."""
    stated: dict[tuple[str, str], RoleEntry] = {}
    for one in found:
        role, affiliation = (one.speaker.role, one.speaker.affiliation) if one.speaker else (None, None)
        if role or affiliation:
            key = ((role or "").casefold(), (affiliation or "").casefold())
            before = stated.get(key) or RoleEntry(role=role, affiliation=affiliation, articles=())
            stated[key] = replace(before, articles=tuple(dict.fromkeys((*before.articles, one.line.article))))
    return tuple(stated.values())


def _rank(entry: SpeakerEntry) -> tuple[int, int, str, str]:
    return (
        -len(entry.lines),
        -len({line.article for line in entry.lines}),
        entry.name.casefold(),
        entry.speaker.id if entry.speaker else "",
    )

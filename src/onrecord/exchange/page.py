"""Records as one HTML page that needs nothing else: each article's text with its statements marked, and the list of them."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from onrecord.exchange.told import Told, first_character, tell
from onrecord.spans import Span, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.records import Article, Record

Part = Literal["content", "source", "cue"]
#: What no HTML document may hold; shown by the replacement character, one for one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Mark(NamedTuple):
    """A part of a statement that a stretch of text belongs to."""

    number: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text that begins and ends no mark inside.

    Attributes:
        marks: the parts of statements that it belongs to, by number.
        begins: those of the marks that begin here.
        anchors: the numbers of the statements that links lead to here.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    anchors: tuple[int, ...] = ()

    @property
    def classes(self) -> str:
        """The parts it belongs to; ``nested`` where two contents or more lie over each other."""
        parts = [mark.part for mark in self.marks]
        names = [part for part in ("content", "source", "cue") if part in parts]
        return " ".join(["m", *names, *(["nested"] if parts.count("content") > 1 else [])])

    @property
    def numbers(self) -> tuple[int, ...]:
        """The statements that it belongs to, in order."""
        return tuple(dict.fromkeys(mark.number for mark in self.marks))

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers that stand before it: those of contents and sources that begin here."""
        return tuple(dict.fromkeys(mark.number for mark in self.begins if mark.part != "cue"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One speaker's statements in an article."""

    number: int
    name: str
    position: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """What the page shows of one record.

    Attributes:
        url: where it was published, if that is a web address.
        lines: the text, cut into segments, by paragraph.
        group_of: the number of the speaker's group, by the statement's number.
    """

    number: int
    article: Article
    title: str
    url: str | None
    model: str
    lines: tuple[tuple[Segment, ...], ...]
    groups: tuple[Group, ...]
    told: tuple[Told, ...]
    group_of: dict[int, int]

    def label(self, segment: Segment) -> str:
        """The numbers shown before a segment, with a question mark at those that are unsure."""
        return ",".join(f"{n}{'?' if self.told[n - 1].unsure else ''}" for n in segment.shown)

    def described_by(self, segment: Segment) -> str:
        """The ids of the elements that tell who and what a segment's statements are."""
        return " ".join(f"a{self.number}-g{self.group_of[n]} a{self.number}-d{n}" for n in segment.numbers)

    def note(self, segment: Segment) -> str:
        """Who and what, for each statement that a segment belongs to."""
        notes = []
        for number in segment.numbers:
            one = self.told[number - 1]
            parts = " and ".join(mark.part for mark in segment.marks if mark.number == number)
            position = f" ({one.position})" if one.position else ""
            notes.append(f"{number} {parts} — {one.name}{position}\n{one.manner} · {one.confidence}")
        return "\n".join(notes)


def render_page(records: Sequence[Record]) -> str:
    """One HTML document with the articles' texts, their statements marked, and the statements by speaker.

    It loads nothing and works without its script, which only lights up all pieces of a statement at once.
    """
    views = tuple(_view(number, record) for number, record in enumerate(records, start=1))
    environment = _environment()
    style, script = (_source(environment, name) for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    title = views[0].title if len(views) == 1 else f"Statements in {len(views)} articles"
    page = environment.get_template("page.html.j2")
    return page.render(views=views, title=title, style=Markup(style), script=Markup(script), digest=digest)  # noqa: S704 - our own files


def segments(text: str, marked: Sequence[tuple[Mark, Span]], anchors: Sequence[tuple[int, int]] = ()) -> tuple[tuple[Segment, ...], ...]:
    """The text cut at every border of a mark, by paragraph: laid end to end, the segments are the text.

    Args:
        text: what to cut.
        marked: marks and where they lie; they may overlap in any way.
        anchors: statements' numbers and the characters that links to them lead to.
    """
    size = len(text)
    spans = [(mark, Span(max(0, span.start), min(size, span.end))) for mark, span in marked if span.start < size]
    spans = [(mark, span) for mark, span in spans if span.start < span.end]
    lines = [line.start for line in paragraphs(text)][1:]  # what stands before the first paragraph belongs to it
    borders = {0, *lines, *(at for _, span in spans for at in span), *(at for _, at in anchors)}
    cuts = [*sorted(at for at in borders if at < size), size]
    found: list[list[Segment]] = [[]] if size else []
    opening, closing = _by_place((m, s.start) for m, s in spans), _by_place((m, s.end) for m, s in spans)
    leading = _by_place((Mark(n, "content"), at) for n, at in anchors)
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            active.remove(mark)
        active.extend(opening.get(start, ()))
        if start in lines:
            found.append([])
        marks = tuple(sorted(set(active)))
        begins = tuple(sorted(set(opening.get(start, ()))))
        found[-1].append(Segment(text=text[start:end], marks=marks, begins=begins, anchors=tuple(m.number for m in leading.get(start, ()))))
    return tuple(tuple(line) for line in found)


def _by_place(marks: Iterator[tuple[Mark, int]]) -> dict[int, list[Mark]]:
    places: dict[int, list[Mark]] = {}
    for mark, at in marks:
        places.setdefault(at, []).append(mark)
    return places


def _view(number: int, record: Record) -> ArticleView:
    article, told = record.article, tell(record)
    parts: tuple[Part, ...] = ("content", "source", "cue")
    marked = [(Mark(one.number, part), span) for one in told for part in parts for span in getattr(one.statement, part)]
    anchors = [(one.number, first_character(one.statement)) for one in told]
    by_speaker: dict[str | None, list[Told]] = {}
    for one in told:
        by_speaker.setdefault(one.statement.speaker.id if one.statement.speaker else None, []).append(one)
    groups = tuple(
        Group(number=n, name=some[0].name, position=some[0].position, told=tuple(some))
        for n, some in enumerate(by_speaker.values(), start=1)
    )
    return ArticleView(
        number=number,
        article=article,
        title=article.title or "Untitled article",
        url=article.url if article.url and re.match("https?://", article.url) else None,  # no script in a link
        model=record.model,
        lines=segments(article.text, marked, anchors),
        groups=groups,
        told=told,
        group_of={one.number: group.number for group in groups for one in group.told},
    )


@cache
def _environment() -> Environment:
    loader = PackageLoader("onrecord.exchange", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, finalize=_clean, trim_blocks=True, lstrip_blocks=True)


def _source(environment: Environment, name: str) -> str:
    if environment.loader is None:  # pragma: no cover - _environment gives one
        message = f"no loader for {name}"
        raise ValueError(message)
    return environment.loader.get_source(environment, name)[0]


def _clean(value: object) -> object:
    """The value as it can stand in a document: a parser would turn a bare carriage return into a line feed."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(str(escape(_FORBIDDEN.sub("\ufffd", value))).replace("\r", "&#13;"))  # noqa: S704 - escaped just before

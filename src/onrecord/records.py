"""The frozen types of every stage: data alone, no behaviour.

``Article`` (read) → ``Attribution`` (find) → ``Statement`` (resolve) → ``Claim`` (judge) → ``Record``.
All spans are half-open offsets, in code points, into ``Article.text``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.dates import DateInterval
    from onrecord.spans import Span

Form = Literal["direct", "indirect", "mixed"]
Voice = Literal["report", "document"]
SpeakerType = Literal["person", "organization", "country", "group", "unnamed", "document", "author"]
Kind = Literal["assessment", "prediction", "prescription", "commitment"]
ConditionType = Literal["sufficient", "unless", "necessary", "while", "milestone", "depends", "points_back", "counterfactual", "trend"]
GenreKind = Literal["op-ed", "editorial", "letter", "speech", "testimony", "statement", "release", "interview", "transcript"]
Level = Literal["certain", "likely", "possible", "unlikely", "remote", "hedged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and where it came from.

    Attributes:
        id: the first 16 hexadecimal digits of the SHA-256 of ``text``: the same text is the same article.
        text: the clean text that all spans point into.
        published: ISO date (``2026-02-10``), if known.
        modified: when it was last changed, if known: ISO date, or time in UTC. It tells which of two versions is the newer one.
        uri: what its publisher calls it in every version, where that is no address.
        sha256: of the raw bytes; of the row's or member's bytes in a container.
        origin: the file, or the file and the member, it was read from.
    """

    id: str
    text: str
    sha256: str
    origin: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str = "en"
    translation: Literal["human", "machine"] | None = None
    original_language: str | None = None
    url: str | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of attributing, as spans alone.

    Attributes:
        within: the index, among the article's attributions, of the one whose content this one stands in.
        voice: ``document`` for the turns of a transcript and for what a speech, an op-ed, a release says unattributed.
        score: how sure the finder is of content and source, 0 to 1, not yet calibrated.
        aliases: spans of names in the article that the reader takes to mean the same as the source, with scores.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    form: Form = "indirect"
    voice: Voice = "report"
    within: int | None = None
    score: float = 0.0
    aliases: tuple[tuple[Span, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name in the text: a person's, an organisation's, a place's."""

    span: Span
    type: Literal["person", "organization", "place", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Genre:
    """What an article is where it is no report but speaks in a voice of its own.

    Attributes:
        kind: what kind of document; an interview and a transcript speak by turns.
        body: what speaks, from its first paragraph to its last.
        speaker: the words of the text that name who speaks, who issues it, or who answers; None where it names nobody.
        named: the same where only the title, the outlet or the authors name it.
        asker: the words of the text that name who asks.
    """

    kind: GenreKind
    body: Span
    speaker: Span | None = None
    named: str | None = None
    asker: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markings:
    """What the finder read off an article.

    Attributes:
        genre: what kind of document the article is; None for a report.
        roles: spans that state what somebody is (role) and to what they belong (affiliation).
        occasions: spans that tell when (said) or where (occasion) something was said.
    """

    attributions: tuple[Attribution, ...]
    entities: tuple[Entity, ...] = ()
    roles: tuple[tuple[Literal["role", "affiliation"], Span], ...] = ()
    occasions: tuple[tuple[Literal["said", "occasion"], Span], ...] = ()
    genre: Genre | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a statement belongs to, as the article tells it.

    Attributes:
        id: the first 16 hexadecimal digits of a hash of type and plain name.
        name: the fullest name that the article gives, a substring of its text (``author`` for the writer).
        role: what the article says a person is; None where it says nothing.
        affiliation: the organisation, party or country that the article ties a person to.
    """

    id: str
    name: str
    type: SpeakerType
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When a statement was made: the words, where they stand, and the dates that they denote."""

    phrase: str
    span: Span
    interval: DateInterval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """The words by which a claim is marked as more or less sure.

    Attributes:
        level: the guide's word, whatever the scale.
        low: the lower end of the band that a scale gives to the words, as a probability from 0 to 1; None where they have no place on it.
        high: its upper end.
        scale: the scale's name; ``stated`` where the source itself gives a number; None without a band.
    """

    phrase: str
    span: tuple[Span, ...]
    level: Level
    low: float | None = None
    high: float | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLogic:
    """What a condition is to its claim: the connective as written in lower case, and the type of its logic."""

    connective: str
    type: ConditionType


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The words that say when a claim is to come true, and the days that they denote.

    Attributes:
        interval: from and to, both included; None where open.
        assumed: whether the days rest on a convention or on the date of publication standing for that of the statement.
        open: why there are no days, or not both of them.
    """

    phrase: str
    span: tuple[Span, ...]
    interval: DateInterval
    assumed: bool = False
    open: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A causal or trend link inside a claim: more of ``cause`` brings more (1) or less (-1) of ``effect``."""

    cause: tuple[Span, ...]
    effect: tuple[Span, ...]
    sign: Literal[1, -1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a statement puts forward, or a part of it.

    Attributes:
        id: fingerprint of the statement and the claim's place in it.
        main: whether it is the one that the speaker would be held to most.
        confidence: of the kind, 0 to 1.
        attitude: 1 for, -1 against, 0 neither; towards ``target``.
        addressee: who a prescription says should act.
    """

    id: str
    span: tuple[Span, ...]
    main: bool
    kind: Kind
    confidence: float
    certainty: Certainty | None = None
    condition: tuple[Span, ...] = ()
    condition_logic: ConditionLogic | None = None
    horizon: Horizon | None = None
    attitude: int | None = None
    target: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of attributing something to somebody.

    Attributes:
        id: fingerprint: the same text gives the same ids, in any order and company of articles.
        reported_by: the id of the statement that this one stands in.
        confidence: the share of statements given with this confidence whose content and source are right (IoU >= .5).
    """

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    form: Form
    voice: Voice = "report"
    said: Said | None = None
    occasion: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    reported_by: str | None = None
    confidence: float
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with the statements read from it, and the model that read them."""

    article: Article
    statements: tuple[Statement, ...]
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenClaim:
    """A claim in the words of its article, with who makes it.

    Attributes:
        statement: the id of its statement.
        place: its place in the statement, from 0.
        attitude: 1 for, -1 against, 0 neither; towards ``target``.
        speaker: by any name that tells speakers apart; None where nobody is named.
        reported: whether somebody else tells it of the speaker.
    """

    statement: str
    place: int
    words: str
    kind: Kind
    attitude: int
    target: str | None
    speaker: str | None
    reported: bool

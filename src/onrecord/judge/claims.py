"""A statement and what the judge reads of it → its claims."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from onrecord.infer.heads import KINDS, LEVELS
from onrecord.infer.reading import softmax
from onrecord.judge.causal.links import links_in
from onrecord.judge.certainty import level_of, likelihood, normal, stacked, widened, with_number
from onrecord.judge.conditions import condition_spans, logic_of
from onrecord.judge.cut import cut_claims, nothing_claimed, within
from onrecord.judge.phrases import CLEAR, Phrase, find_phrases, suspected
from onrecord.judge.uses import marking, says_how_sure
from onrecord.judge.when.horizons import horizon_dates
from onrecord.judge.when.stretches import belongs_to_noun, tells_of_what_is_to_come, time_of, urgent_times
from onrecord.judge.when.wordings import PAST, TIMES
from onrecord.lexicon import certainty_modifiers, certainty_words
from onrecord.records import Certainty, Claim, Horizon
from onrecord.spans import Span, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from onrecord.infer.judging import Judgement
    from onrecord.records import Kind, Level, Statement
    from onrecord.scales import Scale

OTHER = KINDS.index("other")
#: Chance of claiming nothing from which a content has no claim.
NOTHING = 0.5
_NAMES = r"(?:the )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
_AND_NAME = re.compile(rf" and {_NAMES}\b")
_NAME_AND = re.compile(rf"(?<![\w,] )\b{_NAMES} and $")
#: Least score of a condition that the judge marks and no rule finds.
CONDITION = 0.6


class Dates(NamedTuple):
    """What horizons count from: the day a statement was made, and the day its article came out."""

    said: date | None
    published: date | None


class Case(NamedTuple):
    """What is known of the statement whose claims are judged."""

    text: str
    statement: Statement
    judgement: Judgement
    phrases: dict[str, list[Phrase]]
    dates: Dates
    scale: Scale
    reported: Sequence[Span]


def judge_claims(
    text: str, statement: Statement, judgement: Judgement, dates: Dates, scale: Scale, *, reported: Sequence[Span] = ()
) -> tuple[Claim, ...]:
    """The claims of a statement, in the order of the text; none where its content claims nothing.

    Args:
        text: the article's text.
        statement: whose content is judged.
        judgement: the judge's scores of it.
        dates: when it was made and published.
        scale: the scale of certainty words.
        reported: contents of the statements that it reports of others; a word of certainty in them is their holder's.
    """
    content = statement.content
    if not len(judgement.marked("content")) or nothing_claimed(judgement, OTHER) >= NOTHING:
        return ()
    found = cut_claims(text, content, judgement) or [within(text, content, Span(content[0].start, content[-1].end)) or content]
    cue = judgement.rows_of(statement.cue)
    rows = [np.union1d(judgement.rows_of(spans), cue) for spans in found]
    main = int(np.argmax([judgement.pooled("main", r)[0] for r in rows]))
    case = Case(text, statement, judgement, find_phrases(text, judgement), dates, scale, reported)
    return tuple(_claim(case, number, spans, r, main=number == main) for number, (spans, r) in enumerate(zip(found, rows, strict=True)))


def _claim(case: Case, number: int, spans: tuple[Span, ...], rows: NDArray[np.int64], *, main: bool) -> Claim:
    kind, chance = _kind(case.judgement, rows)
    if kind == "assessment" and any(tells_of_what_is_to_come(case.text, span) for span in spans):
        kind = "prediction"
    own = {name: _belonging(some, spans, case.statement.cue) for name, some in case.phrases.items()}
    condition = _condition(case, spans, own["condition"])
    attitude = _attitude(case.judgement, rows)
    if kind != "assessment" and not own["horizon"]:
        times = [Span(*m.span()) for span in spans for m in TIMES.finditer(case.text, *span)]
        urgent = [Phrase(time, 1.0) for span in spans for time in urgent_times(case.text, span)]
        own["horizon"] = suspected(case.judgement, "horizon", times, CLEAR) or urgent
    key = f"{case.statement.id}\x00{number}\x00{words_of(case.text, spans)}"
    return Claim(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        span=spans,
        main=main,
        kind=kind,
        confidence=round(chance, 3),
        certainty=_certainty(case, spans, own["certainty"], rows),
        condition=condition,
        condition_logic=logic_of(case.text, condition) if condition else None,
        horizon=_horizon(case, spans, own["horizon"]) if kind != "assessment" else None,
        attitude=attitude,
        target=_best(own["target"]) if attitude else (),
        addressee=_addressee(case.text, own["addressee"]) if kind == "prescription" else (),
        links=tuple(link for span in spans for link in links_in(case.text, span)),
    )


def _kind(judgement: Judgement, rows: NDArray[np.int64]) -> tuple[Kind, float]:
    """The likeliest kind and its chance; where no chance can be told, an assessment with confidence 0."""
    chances = np.nan_to_num(softmax(judgement.pooled("kind", rows)))
    chances[OTHER] = 0
    best = int(chances.argmax())
    return ("assessment", 0.0) if not chances[best] else (cast("Kind", KINDS[best]), float(chances[best]))


def _belonging(phrases: Sequence[Phrase], spans: Sequence[Span], cue: Sequence[Span]) -> list[Phrase]:
    """The phrases in a claim; where it has none, those in its statement's cue, which hold for every claim."""
    inside = [p for p in phrases if any(p.span.overlaps(s) for s in spans)]
    return inside or [p for p in phrases if any(p.span.overlaps(s) for s in cue)]


def _condition(case: Case, spans: Sequence[Span], phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """The condition of a claim: the clause that the rules cut, of several the one that the judge marks most; else what the judge marks.

    The rules are the more exact of the two and miss what has no clear connective ("when", "until", "under").
    """
    ruled = [c for span in spans for c in condition_spans(case.text, span)]
    if not ruled:
        # what has no logic is a concession ("even if"), or no condition at all
        return _best([p for p in phrases if p.score >= CONDITION and logic_of(case.text, (p.span,)) is not None])
    chance = softmax(case.judgement.head("condition"))
    return (max(ruled, key=lambda c: 1 - float(chance[case.judgement.rows_of([c]), 0].mean())),)


def _best(phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    return (max(phrases, key=lambda p: p.score).span,) if phrases else ()


def _attitude(judgement: Judgement, rows: NDArray[np.int64]) -> int:
    """For (1), against (-1) or neither (0), which it is too where nothing can be told."""
    scores = judgement.pooled("attitude", rows)
    return int(scores.argmax()) - 1 if np.isfinite(scores).all() else 0


def _certainty(case: Case, spans: Sequence[Span], phrases: Sequence[Phrase], rows: NDArray[np.int64]) -> Certainty | None:
    """The words of certainty of a claim with their level: the lexicon's, else the judge's.

    What stands beside the surest phrase belongs to it: a negation, a booster, a number, another hedge ("could probably").
    """
    listed = [w for w in marking(case.text, spans) if not _reported(case, w)]
    clear = [w for w in listed if case.text[w.start : w.end].lower() in certainty_modifiers("clear")]
    in_cue = [p for p in phrases if any(p.span.overlaps(s) for s in case.statement.cue)]
    marked = [p for p in phrases if not _reported(case, p.span) and (p in in_cue or says_how_sure(case.text, p.span, p.score))]
    ruled = [Phrase(w, 1.0) for w in listed if normal(case.text[w.start : w.end]) in _not_ruled_out()]
    chosen = _best(
        ruled or marked or suspected(case.judgement, "certainty", listed) or suspected(case.judgement, "certainty", clear, CLEAR)
    )
    if not chosen:
        return None
    span = (with_number(case.text, widened(case.text, stacked(case.text, chosen[0], listed))),)
    words = words_of(case.text, span)
    scores = case.judgement.pooled("level", rows)
    level = level_of(words) or cast("Level", LEVELS[1 + int(scores[1:].argmax())])
    found = likelihood(words, case.scale)
    if found is None:
        return Certainty(phrase=words, span=span, level=level)
    return Certainty(phrase=words, span=span, level=level, low=found.low, high=found.high, scale=found.scale)


@cache
def _not_ruled_out() -> frozenset[str]:
    """Words that govern the other words of certainty in their claim: "cannot rule out that he could"."""
    return frozenset(normal(word) for word, entry in certainty_words().items() if entry.phrase == "cannot rule out")


def _reported(case: Case, span: Span) -> bool:
    """True for words in a view that the statement reports of somebody else."""
    return any(other.holds(span) for other in case.reported)


def _horizon(case: Case, spans: Sequence[Span], phrases: Sequence[Phrase]) -> Horizon | None:
    """The words of time of a claim with their days; None where they belong to a noun ("next week's vote") or are of the past."""
    best = _best([p for p in phrases if not belongs_to_noun(case.text, p.span)])
    span = time_of(case.text, best[0], spans) if best else None
    if span is None:
        return None
    words = case.text[span.start : span.end]
    found = horizon_dates(words, said=case.dates.said, published=case.dates.published)
    made = case.dates.said or case.dates.published
    if found.open == PAST or (made and found.interval and found.interval.end and found.interval.end < made):
        return None
    return Horizon(phrase=words, span=(span,), interval=found.interval, assumed=found.assumed, open=found.open)


def _addressee(text: str, phrases: Sequence[Phrase]) -> tuple[Span, ...]:
    """Who should act, with those named beside it: "Seoul and Tokyo"."""
    best = _best(phrases)
    if not best:
        return ()
    start, end = best[0]
    if behind := _AND_NAME.match(text, end):
        end = behind.end()
    if before := _NAME_AND.search(text[max(0, start - 60) : start]):
        start -= len(before[0])
    return (Span(start, end),)

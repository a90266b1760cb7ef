"""Attributions with their speakers, times and occasions → the statements of a record."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from onrecord.records import Article, Attribution, Markings, Said, Speaker, Statement
from onrecord.resolve.occasions import said_when, said_where
from onrecord.resolve.speakers import resolve_speakers
from onrecord.spans import Span, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def make_statements(article: Article, markings: Markings, curve: Sequence[tuple[float, float]]) -> tuple[Statement, ...]:
    """The statements of an article, in the order of its attributions.

    Args:
        article: where they stand.
        markings: what the finder read off it.
        curve: (raw score, share right), rising in both; maps the finder's scores to confidence.
    """
    text = article.text
    published = date.fromisoformat(article.published) if article.published else None
    speakers = resolve_speakers(text, markings)
    ids = fingerprints(text, markings.attributions)
    when = [said_when(text, a, published) for a in markings.attributions]
    where = [said_where(text, a) for a in markings.attributions]
    _carry_over(text, markings.attributions, speakers, when, where)
    others = [k for k, a in enumerate(markings.attributions) if a.within is None or _of_another(speakers[k], speakers[a.within])]
    return tuple(
        Statement(
            id=ids[k],
            content=a.content,
            source=a.source,
            cue=a.cue,
            form=a.form,
            voice=a.voice,
            said=when[k],
            occasion=where[k],
            speaker=speakers[k],
            reported_by=ids[a.within] if a.within is not None else None,
            confidence=confidence(a.score, curve),
        )
        for k in others
        for a in (markings.attributions[k],)
    )


def _of_another(holder: Speaker | None, reporter: Speaker | None) -> bool:
    """False for what speakers say of themselves ("I think …"), which is no statement within their statement."""
    return holder is None or reporter is None or holder.id != reporter.id


def _carry_over(
    text: str,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker | None],
    when: list[Said | None],
    where: list[tuple[Span, ...]],
) -> None:
    """Two statements of one speaker in one sentence were made at one time and place ("said …, calling for …")."""
    for k in range(1, len(attributions)):
        one, before = attributions[k], attributions[k - 1]
        if one.within is not None or before.within is not None or speakers[k] is None or speakers[k] != speakers[k - 1]:
            continue
        between = text[before.content[-1].end : one.content[0].start]
        if one.cue and before.cue and "\n" not in between and not any(mark in between for mark in (". ", "? ", "! ")):
            when[k] = when[k] or when[k - 1]
            where[k] = where[k] or where[k - 1]


def fingerprints(text: str, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """Ids that the same text always gives: of the text, the content's words, the source's place, and which occurrence it is."""
    whole = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    seen: Counter[str] = Counter()
    found = []
    for one in attributions:
        words = words_of(text, one.content)
        place = f"{one.source[0].start}-{one.source[0].end}" if one.source else "-"
        layer = "outer" if one.within is None else "nested"
        key = f"{whole}\x00{words}\x00{place}\x00{layer}"
        seen[key] += 1
        found.append(hashlib.sha256(f"{key}\x00{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return tuple(found)


def confidence(score: float, curve: Sequence[tuple[float, float]]) -> float:
    """The share right that a curve gives to a raw score, by straight lines between its points."""
    if not curve:
        return round(score, 3)
    xs = [x for x, _ in curve]
    at = bisect_right(xs, score)
    if at == 0:
        return round(curve[0][1], 3)
    if at == len(curve):
        return round(curve[-1][1], 3)
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return round(y0 + (y1 - y0) * (score - x0) / max(1e-9, x1 - x0), 3)

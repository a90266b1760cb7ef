"""Statements and what the judge reads of each → the statements with their claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.judge.claims import Dates, judge_claims
from onrecord.lexicon import position_words
from onrecord.spans import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.judging import Judgement
    from onrecord.records import Article, Statement
    from onrecord.scales import Scale
    from onrecord.spans import Span


def judge_statements(
    article: Article, statements: Sequence[Statement], judgements: Sequence[Judgement], scale: Scale
) -> tuple[Statement, ...]:
    """The statements with their claims.

    A reported statement without a time of its own was made, for all the article tells, when it was reported.

    Args:
        article: where they stand.
        statements: in any order.
        judgements: one for each.
        scale: the scale of certainty words.
    """
    published = date.fromisoformat(article.published) if article.published else None
    made = {s.id: _day(s) for s in statements}
    reported: dict[str, list[Span]] = {}
    for s in statements:
        if words_of(article.text, s.cue).lower() in position_words("viewpoints"):
            continue  # the speaker's own estimate of another's view
        reported.setdefault(s.reported_by or "", []).extend(s.content)
    found = []
    for s, judgement in zip(statements, judgements, strict=True):
        dates = Dates(made[s.id] or made.get(s.reported_by or ""), published)
        found.append(replace(s, claims=judge_claims(article.text, s, judgement, dates, scale, reported=reported.get(s.id, ()))))
    return tuple(found)


def _day(statement: Statement) -> date | None:
    """The day on which a statement was made, where the article tells the one day."""
    interval = statement.said.interval if statement.said else None
    return interval.start if interval and interval.start == interval.end else None

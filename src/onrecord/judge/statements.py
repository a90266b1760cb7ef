"""Statements and what the judge reads of each → the statements with their claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.judge.claims import Dates, judge_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.infer.judging import Judgement
    from onrecord.records import Article, Statement
    from onrecord.scales import Scale


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
    return tuple(
        replace(s, claims=judge_claims(article.text, s, judgement, Dates(made[s.id] or made.get(s.reported_by or ""), published), scale))
        for s, judgement in zip(statements, judgements, strict=True)
    )


def _day(statement: Statement) -> date | None:
    """The last of the days on which a statement may have been made."""
    interval = statement.said.interval if statement.said else None
    return (interval.end or interval.start) if interval else None

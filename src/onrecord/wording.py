"""What people are told of a record, in words of one line: contents, claims, bands, days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.spans import join_close

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.dates import DateInterval
    from onrecord.records import Article, Certainty, Claim, Horizon
    from onrecord.spans import Span

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_MARKS = re.compile(r"[“”„‟«»\"]|''|``|(?<!\w)[‘’](?=\w)|(?<=[.,!?…])[’](?!\w)")
#: What a spreadsheet takes for the start of a formula, the wide forms of East Asian keyboards among them.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TOWARDS = {1: "for", -1: "against"}


def plain(text: str) -> str:
    """The text on one line, without characters that a terminal would obey."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def joined(text: str, spans: Iterable[Span]) -> str:
    """The words that the spans cover, on one line, pieces parted by an ellipsis."""
    return " … ".join(plain(text[start:end]).lstrip(",; ") for start, end in join_close(text, spans))


def unmarked(words: str) -> str:
    """The words without quotation marks: those of a translation are not verbatim."""
    return _MARKS.sub("", words)


def translation_in_words(article: Article) -> str | None:
    """How an article was translated: ``translated by a machine from de``; None for one that is no translation."""
    if article.translation is None:
        return None
    by = " by a machine" if article.translation == "machine" else ""
    return f"translated{by}" + (f" from {plain(article.original_language)}" if article.original_language else "")


def days(interval: DateInterval) -> str:
    """The days of an interval: ``2026-01-01 to 2026-12-31``, ``from …``, ``until …``; empty where both ends are open."""
    start, end = interval
    if start and end:
        return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
    return f"from {start.isoformat()}" if start else f"until {end.isoformat()}" if end else ""


def certainty_words(certainty: Certainty) -> str:
    """The words as written, and behind them what a scale takes them to mean: ``likely [67–80 % readers]``."""
    phrase = f"“{plain(certainty.phrase)}”"
    if certainty.low is None or certainty.high is None:
        return f"{phrase} [{certainty.level}]"
    low, high = (f"{value * 100:.0f}" for value in (certainty.low, certainty.high))
    return f"{phrase} [{low if low == high else f'{low}–{high}'} %, {certainty.scale}]"


def horizon_words(horizon: Horizon) -> str:
    """The words as written, and the days that they denote, marked where these are assumed."""
    shown = days(horizon.interval)
    note = f"{shown}, assumed" if shown and horizon.assumed else shown or horizon.open or ""
    return f"“{plain(horizon.phrase)}”" + (f" ({note})" if note else "")


def claim_words(text: str, claim: Claim) -> str:
    """What is known of a claim but its own words: kind, certainty, condition, horizon, addressee, attitude."""
    parts: list[str] = [claim.kind]
    if claim.certainty:
        parts.append(certainty_words(claim.certainty))
    if claim.condition:
        parts.append(f"condition: “{joined(text, claim.condition)}”")
    if claim.horizon:
        parts.append(f"when: {horizon_words(claim.horizon)}")
    if claim.addressee:
        parts.append(f"to act: {joined(text, claim.addressee)}")
    if claim.attitude:
        towards = joined(text, claim.target)
        parts.append(f"{_TOWARDS[claim.attitude]}{f': {towards}' if towards else ''}")
    return " · ".join(parts)

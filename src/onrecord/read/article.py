"""A text with what is known of it → an article, or the reason why it is none."""

from __future__ import annotations

import hashlib

from onrecord.dates import parse_day
from onrecord.errors import InputError
from onrecord.read.language import english
from onrecord.records import Article

#: Characters above which a text is no article.
MOST = 2_000_000


def article_from_text(
    text: str,
    *,
    origin: str,
    raw: bytes | None = None,
    title: str | None = None,
    outlet: str | None = None,
    authors: tuple[str, ...] = (),
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """The article of a text, which stays as it is.

    Args:
        text: its words.
        origin: where it was read from.
        raw: the bytes that it was read from; the text's own in UTF-8 unless told.
        title: its headline.
        outlet: who published it.
        authors: who wrote it.
        published: the date, in any form that ``onrecord.dates.parse_day`` reads.
        url: its address.
        language: its language as the input names it; guessed from the text unless told.

    Raises:
        InputError: the text is empty, too large or not English, or the date is none.
    """
    if not text.strip():
        raise InputError(origin, "empty", "there is no text in it", advice="remove it or look at how it was saved")
    if len(text) > MOST:
        message = f"its text has {len(text):,} characters, more than an article of {MOST:,} can have"
        raise InputError(origin, "too-large", message, advice="split it into articles")
    if language is not None:
        code, is_english = language, language.lower().startswith("en")
    else:
        is_english, code = english(text)
    if not is_english:
        message = f"its language seems to be {code!r}, not English"
        raise InputError(origin, "not-english", message, advice="give an English translation of it")
    day = None
    if published is not None:
        day = parse_day(published)
        if day is None:
            raise InputError(origin, "date", f"{published!r} is no date", advice="write it as 2026-02-10")
    encoded = text.encode("utf-8", "surrogatepass")
    return Article(
        id=hashlib.sha256(encoded).hexdigest()[:16],
        text=text,
        sha256=hashlib.sha256(encoded if raw is None else raw).hexdigest(),
        origin=origin,
        title=title or None,
        outlet=outlet or None,
        authors=authors,
        published=day.isoformat() if day else None,
        url=url or None,
    )

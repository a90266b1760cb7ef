"""A text and what is known of it → an article, or the reason why there is none."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from onrecord.dates import parse_day
from onrecord.errors import InputError
from onrecord.read.language import english
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Longer texts are books or dumps, not articles.
LONGEST_TEXT = 2_000_000
DATE_ADVICE = "write it as 2026-02-10, 10 February 2026 or February 10, 2026, or leave it out"

_YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_BY = re.compile(r"^by\b:?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|md|phd)\.?$", re.IGNORECASE)


def article_from_text(  # noqa: PLR0913  (the fields of an article)
    text: str,
    *,
    origin: str,
    raw: bytes | None = None,
    title: str | None = None,
    outlet: str | None = None,
    authors: Iterable[str] = (),
    published: str | None = None,
    modified: str | None = None,
    url: str | None = None,
    uri: str | None = None,
    translation: Literal["human", "machine"] | None = None,
    original_language: str | None = None,
    check_language: bool = True,
) -> Article:
    """The article of a text, which stays as it is.

    Args:
        text: what is to be read, as it is: all spans will point into it.
        origin: the file, or the file and the member.
        raw: the bytes that the text was read from, for the hash; the text's own where there are none.
        title: the headline.
        outlet: who published it.
        authors: their names, one by one; ``split_authors`` parts a byline.
        published: in any form that ``iso_day`` knows.
        modified: when it was last changed, in any form that ``iso_time`` knows; what it does not know is left out.
        url: where it stands on the web.
        uri: what its publisher calls it in every version.
        translation: who translated it, where it is no original.
        original_language: the code of the language that it was translated from.
        check_language: False where it is known that the text is English.

    Raises:
        InputError: the text is empty, too long or not English, or the date is none.
    """
    if not text.strip():
        raise InputError(origin, "empty", "holds no text", advice="give it a text, or leave it out")
    if len(text) > LONGEST_TEXT:
        raise too_long(origin, len(text))
    if check_language:
        is_english, language = english(text)
        if not is_english:
            raise not_english(origin, language)
    encoded = text.encode("utf-8", errors="surrogatepass")
    return Article(
        id=hashlib.sha256(encoded).hexdigest()[:16],
        text=text,
        sha256=hashlib.sha256(encoded if raw is None else raw).hexdigest(),
        origin=origin,
        title=_words(title),
        outlet=_words(outlet),
        authors=tuple(name for name in map(_words, authors) if name),
        published=_day(published, origin),
        modified=iso_time(modified) if modified else None,
        url=_words(url),
        uri=_words(uri),
        translation=translation,
        original_language=_words(original_language),
    )


def _day(published: str | None, origin: str) -> str | None:
    if not published or not published.strip():
        return None
    day = iso_day(published)
    if day is None:
        raise InputError(origin, "date", f"{_short(published)!r} is no date", advice=DATE_ADVICE)
    return day


def too_long(origin: str, length: int) -> InputError:
    """The error of a text that is no article but many."""
    message = f"the text has {length:,} characters, more than {LONGEST_TEXT:,}"
    return InputError(origin, "too-large", message, advice="split it into its articles, one a file or one a line of JSON")


def not_english(origin: str, language: str) -> InputError:
    """The error of a text in another language."""
    advice = "onrecord reads English alone: translate it, or leave it out"
    return InputError(origin, "not-english", f"the text is not English but, it seems, {language}", advice=advice)


def iso_day(words: str) -> str | None:
    """The day, as an ISO date, that the words denote: a date or time in ISO form, or a date written out; None where they denote none.

    Example: ``iso_day("2026-02-10T09:30:00Z")`` is ``"2026-02-10"``.
    """
    words = words[:200]
    match = _YEAR_FIRST.match(words)
    day = parse_day(f"{match[1]}-{match[3]}-{match[4]}" if match else words)
    return day.isoformat() if day else None


def iso_time(words: str) -> str | None:
    """The moment that the words denote, as ISO time in UTC; the day alone where they tell no more; None where they denote none.

    Example: ``iso_time("2026-02-10T09:30:00+01:00")`` is ``"2026-02-10T08:30:00+00:00"``.
    """
    day = iso_day(words)
    if day is None or not re.search(r"\d:\d", words):
        return day
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return day
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment.tzinfo else moment.isoformat(timespec="seconds") + "+00:00"


def split_authors(names: str) -> list[str]:
    """The names in a byline, in order: parted by semicolons, or else by commas, "and" and "&"."""
    names = _BY.sub("", " ".join(names.split()))
    if ";" in names:
        return [name for part in names.split(";") if (name := _BY.sub("", part.strip()))]
    parts = [part for part in _BETWEEN.split(names) if part]
    if len(parts) == 2 and "," in names and not any(" " in part for part in parts):  # noqa: PLR2004  ("Bergan, Lotte" is one)
        return [names]
    split: list[str] = []
    for part in parts:
        if split and _SUFFIX.match(part):
            split[-1] += f", {part}"
        else:
            split.append(part)
    return split


def _words(value: str | None) -> str | None:
    return (" ".join(value.split()) or None) if value else None


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60] + "…"  # noqa: PLR2004

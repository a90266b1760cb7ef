"""A line below or above a headline → the authors, the outlet and the day that it states; None where it is no such line."""

from __future__ import annotations

import re
from typing import NamedTuple

from onrecord.read.article import iso_day, split_authors
from onrecord.read.press.entry import DATE_LINE

#: A line of more characters is text.
LONGEST = 120

_BY = re.compile(r"(?i:by):?\s+(?=[A-Z])[^.!?]{3,100}(?:\b[A-Z]\.[^.!?]{1,60})?")
_BETWEEN = re.compile(
    r"\s*[|·•;–—]\s*|,\s+(?=\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:,\s[^—–(]{2,30})?\s*(?:\([A-Z][\w /.-]{1,30}\)\s*)?\s[—–-]{1,2}\s*(?=\S)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class Byline(NamedTuple):
    """What a line states of the article below or above it."""

    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None


def byline_of(text: str) -> Byline | None:
    """What a line states: ``By NAMES``, a date, or an outlet and a date, parted by a comma or a stroke.

    Example: ``byline_of("The Harbour Post, 10 February 2026")`` has the outlet and the day.
    """
    if len(text) > LONGEST:
        return None
    pieces = [piece for piece in _BETWEEN.split(text.strip()) if piece]
    whole = _day(text)
    if whole or not pieces:
        return Byline(published=whole) if whole else None
    days = [at for at, piece in enumerate(pieces) if _day(", ".join(pieces[at:])) or _day(piece)]
    day = next((_day(", ".join(pieces[at:])) or _day(pieces[at]) for at in days), None)
    if _BY.fullmatch(pieces[0]):
        return Byline(authors=tuple(split_authors(pieces[0])), published=day)
    if not days or days[0] != 1 or not pieces[0][:1].isupper():
        return None
    is_place = " " not in pieces[0] and text.startswith(f"{pieces[0]},")  # "Nairobi, 10 February 2026"
    return Byline(outlet=None if is_place else pieces[0], published=day)


def has_dateline(text: str) -> bool:
    """Whether a text begins with a dateline: ``SEOUL (Agency) — …``."""
    return _DATELINE.match(text) is not None


def _day(words: str) -> str | None:
    words = words.strip()
    return iso_day(words) if DATE_LINE.fullmatch(words) or _ISO.fullmatch(words) else None

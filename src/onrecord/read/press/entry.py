"""What an export of a press database holds, as its own marks say; and the marks that several databases share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.read.part import Stated

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
#: A line that is a date, with or without its day of the week and the time.
DATE_LINE = re.compile(
    rf"(?:{_DAY},? )?(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH},? \d{{4}})(?:,? {_DAY})?"
    r"(?: \d{1,2}:\d\d(?: ?[ap]m)?(?: [a-z]{2,4})?)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(\d{1,4})\.(?:\s+\S.*)?")
_LEADERS = re.compile(r"\S.*?(?:\s?\.){4,}\s*\d{1,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of an export.

    Attributes:
        lines: all that the export has of it.
        text: the lines of its text alone.
        fault: what is wrong where there is no text: the reason's code, and in words.
    """

    lines: tuple[str, ...]
    stated: Stated
    text: tuple[str, ...] = ()
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export.

    Attributes:
        database: its name.
        entries: its articles, in order.
        said: how many there are, as its cover or list says; None where it says nothing.
    """

    database: str
    entries: tuple[Entry, ...]
    said: int | None


def listed(cover: Sequence[str]) -> int | None:
    """How many titles the list before the first article has: numbered from 1 without a gap, or each with its page; None without a list."""
    count = 0
    for line in cover:
        match = _NUMBERED.fullmatch(line.strip())
        if match and int(match[1]) == count + 1:
            count += 1
    return count or sum(1 for line in cover if _LEADERS.fullmatch(line.strip())) or None


def ended(lines: Sequence[str], last: re.Pattern[str]) -> tuple[list[list[str]], list[str]]:
    """The lines parted after each that is the last of an article, that line left out; and those after the last of them."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        if last.fullmatch(line.strip()):
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces[:-1], pieces[-1]

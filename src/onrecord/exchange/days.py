"""The day that an article was published, where what is known of it is one."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")


def day_of(published: str | None) -> str | None:
    """The ISO date of an ISO date or time; None for what is neither."""
    match = _DAY.fullmatch(published or "")
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None

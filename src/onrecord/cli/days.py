"""Days that options give."""

from __future__ import annotations

import click


def day(_context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The day as ISO date; None where none is given. For options as ``callback``.

    Raises:
        BadParameter: it is no date.
    """
    from onrecord.dates import parse_day  # noqa: PLC0415 - `--help` needs no dates

    if value is None:
        return None
    found = parse_day(value)
    if found is None:
        message = f"{value!r} is no date; write it as 2026-02-10"
        raise click.BadParameter(message, param=parameter)
    return found.isoformat()

"""Small debates that several tests draw."""

from __future__ import annotations

from datetime import date

from onrecord.debate.stances import DebateStance


def row(document: str, day: str, actor: str, issue: str, side: int | str | None, *, ident: str) -> DebateStance:
    return DebateStance(document, date.fromisoformat(day), actor, issue, side, statements=(ident,))


#: Three actors who agree on some and split on other issues.
THREE = (
    row("1", "2020-01-06", "A", "x", 1, ident="s1"),
    row("1", "2020-01-06", "A", "y", 0, ident="s2"),
    row("2", "2020-01-20", "B", "x", 1, ident="s3"),
    row("2", "2020-01-20", "B", "y", 1, ident="s4"),
    row("3", "2020-02-10", "C", "x", 0, ident="s5"),
    row("3", "2020-02-10", "C", "z", 1, ident="s6"),
)
#: The same said again, withdrawn, said a year later, and said about nothing that was coded.
AGAIN = (
    *THREE,
    row("1", "2020-01-06", "A", "x", 1, ident="s7"),
    row("4", "2020-02-24", "A", "x", 0, ident="s8"),
    row("5", "2021-01-11", "B", "x", 1, ident="s9"),
    row("5", "2021-01-11", "B", "", 1, ident="s10"),
    row("5", "2021-01-11", "D", "", 1, ident="s11"),
)
#: Two camps of three: one for all, one against all.
CAMPS = tuple(
    row("1", "2020-01-01", actor, issue, int(actor in "ABC"), ident=f"{actor}{issue}") for actor in "ABCDEF" for issue in ("x", "y", "z")
)

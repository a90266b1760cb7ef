"""The last thing that somebody did, taken back: a ruling, or a merge or split of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from onrecord.errors import UnknownError
from onrecord.store.ruling.merging import undo_speaker_ruling
from onrecord.store.ruling.rulings import undo
from onrecord.store.schema import rulings, speaker_rulings, speakers, statements

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from sqlalchemy import Connection

    from onrecord.store.database import Database
    from onrecord.store.ruling.rows import Ruled


class Parted(NamedTuple):
    """A merge or split that was taken back, in the words of people.

    Attributes:
        ruling: its number.
        same: whether it had made one speaker of two, or two of one.
        speaker: the name of the speaker that had been kept.
        other: the name of the one that had been merged into it, or made of a part of it.
        coder: who had ruled.
    """

    ruling: int
    same: bool
    speaker: str
    other: str
    coder: str


def undo_last(database: Database, coder: str | None = None, within: Collection[str] | None = None) -> list[Ruled] | Parted:
    """Takes back the last thing that anybody did and that stands, or the last of a coder: a ruling, a merge or a split.

    Args:
        database: that holds them.
        coder: whose; anybody's unless told.
        within: the articles of which it must be; a merge or split is of those in which it moved a name.

    Raises:
        UnknownError: nothing stands.
    """
    with database.read() as connection:
        ruled = _last_ruling(connection, coder, within)
        moved = _last_move(connection, coder, within)
        if ruled is None and moved is None:
            what = "nothing that can be taken back stands: no ruling, merge or split"
            advice = "`onrecord log` lists what was done" + (f", and by whom; is it {coder!r}?" if coder else "")
            raise UnknownError(coder or database.name, what, advice=advice)
        names = _names(connection, moved) if moved is not None else {}
    if moved is None or (ruled is not None and ruled.ruled_at > moved.ruled_at):
        return undo(database, coder, within)
    undo_speaker_ruling(database, coder=coder, ruling=moved.id)
    one, other = (names.get(id_, id_) for id_ in (moved.speaker_a, moved.speaker_b))
    if one == other:
        one, other = f"{one} ({moved.speaker_a})", f"{other} ({moved.speaker_b})"
    return Parted(moved.id, bool(moved.same), one, other, moved.coder)


def _last_ruling(connection: Connection, coder: str | None, within: Collection[str] | None) -> Any:  # noqa: ANN401 - a row
    """The last ruling that stands, by number, as ``undo`` goes by."""
    last = (
        select(rulings.c.ruled_at, statements.c.text_id)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(rulings.c.undone_at.is_(None))
        .order_by(rulings.c.id.desc())
    )
    if coder is not None:
        last = last.where(rulings.c.coder == coder)
    if within is None:
        last = last.limit(1)
    return next((row for row in connection.execute(last) if within is None or row.text_id in within), None)


def _last_move(connection: Connection, coder: str | None, within: Collection[str] | None) -> Any:  # noqa: ANN401 - a row
    """The last merge or split that stands."""
    last = select(speaker_rulings).where(speaker_rulings.c.undone_at.is_(None)).order_by(speaker_rulings.c.id.desc())
    if coder is not None:
        last = last.where(speaker_rulings.c.coder == coder)
    for row in connection.execute(last):
        if within is None or any(one["text"] in within for one in row.moved or ()):
            return row
    return None


def _names(connection: Connection, moved: Any) -> dict[str, str]:  # noqa: ANN401 - a row of speaker_rulings
    found = select(speakers.c.id, speakers.c.name).where(speakers.c.id.in_((moved.speaker_a, moved.speaker_b)))
    return {id_: name for id_, name in connection.execute(found)}  # noqa: C416 - rows are no pairs to a type checker

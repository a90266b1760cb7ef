"""What people ruled on speakers, as it stands: two are one, two are not, and one government follows another from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select, update

from onrecord.store.schema import appearances, speaker_rulings, variants

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

#: Where the evidence of a name that a day moved says whose it was before that day.
BEFORE = "before"


class Standing(NamedTuple):
    """The rulings on speakers that stand.

    Attributes:
        into: the speaker into which people merged another, by the other's id.
        apart: pairs that people told apart.
        since: the days from which another speaker follows, by the speaker it follows, in the order of the days.
        chosen: speakers that a ruling keeps or names, and whose name the program leaves as it is.
    """

    into: dict[str, str]
    apart: set[frozenset[str]]
    since: dict[str, list[tuple[str, str]]]
    chosen: set[str]

    @classmethod
    def read(cls, connection: Connection) -> Standing:
        """What stands in a database; of rulings on one pair the last says whether it is one speaker."""
        table = speaker_rulings.c
        columns = (table.same, table.speaker_a, table.speaker_b, table.since)
        rows = connection.execute(select(*columns).where(table.undone_at.is_(None)).order_by(table.id))
        last: dict[frozenset[str], tuple[bool, str, str]] = {}
        days: dict[frozenset[str], list[tuple[str, str, str]]] = {}
        chosen: set[str] = set()
        for same, a, b, day in rows:
            chosen |= {a, b} if day else {a}
            pair = frozenset((a, b))
            last[pair] = same, a, b
            if same:
                days.pop(pair, None)
            elif day:
                days.setdefault(pair, []).append((day, a, b))
        made = cls({b: a for same, a, b in last.values() if same}, {p for p, (same, _, _) in last.items() if not same}, {}, chosen)
        for day, a, b in sorted(one for some in days.values() for one in some):
            made.since.setdefault(made.end(a), []).append((day, made.end(b)))
        return made

    def end(self, id_: str) -> str:
        """The speaker into which one was merged in the end; itself where it was not."""
        seen: set[str] = set()
        while id_ in self.into and id_ not in seen:
            seen.add(id_)
            id_ = self.into[id_]
        return id_

    def later(self, id_: str) -> set[str]:
        """The speakers that follow one, those that follow them included, itself not."""
        found: set[str] = set()
        todo = [id_]
        while todo:
            for _, later in self.since.get(todo.pop(), ()):
                if later not in found and later != id_:
                    found.add(later)
                    todo.append(later)
        return found

    def on(self, id_: str, day: str | None) -> str:
        """The speaker that one is on a day: the last that follows it by then; the first one where no day is known."""
        seen: set[str] = set()
        while day and id_ not in seen:
            seen.add(id_)
            id_ = next((later for since, later in reversed(self.since.get(id_, ())) if since <= day), id_)
        return id_

    def before(self, evidence: Mapping[str, Any] | None) -> str | None:
        """The speaker whose name one was before a day moved it; None for one that no day moved."""
        first = (evidence or {}).get(BEFORE)
        return self.end(first) if first else None


class Moved(NamedTuple):
    """A name in a text that a day moved, and whose it was."""

    text: str
    local: str
    of: str


def settle(connection: Connection) -> list[Moved]:
    """Gives every name of a government that another follows to the one of its article's day; returns what moved.

    A name that a person put back by a later ruling stays where it is.
    """
    table = speaker_rulings.c
    pairs = connection.execute(select(table.speaker_a, table.speaker_b).where(table.since.is_not(None))).all()
    if not pairs:
        return []
    standing = Standing.read(connection)
    ids = {one for pair in pairs for id_ in pair for one in (id_, standing.end(id_))}
    day = select(func.min(appearances.c.published)).where(appearances.c.text_id == variants.c.text_id).scalar_subquery()
    own = (variants.c.text_id, variants.c.local_id, variants.c.speaker_id, variants.c.evidence)
    moved = []
    for text_id, local, id_, evidence, published in connection.execute(
        select(*own, day).where(variants.c.speaker_id.in_(sorted(ids)))
    ).all():
        first = standing.before(evidence) or id_
        if id_ == first and BEFORE in (evidence or {}):
            continue
        now = standing.on(first, published)
        if now != id_:
            why = {key: value for key, value in (evidence or {}).items() if key != BEFORE}
            values = {"speaker_id": now, "evidence": why | ({BEFORE: first} if now != first else {})}
            row = variants.c.text_id == text_id, variants.c.local_id == local
            connection.execute(update(variants).where(*row).values(**values))
            moved.append(Moved(text_id, local, id_))
    return moved

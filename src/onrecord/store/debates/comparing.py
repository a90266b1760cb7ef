"""Two states of a debate compared: new speech, a new model, new rulings, another tie to a speaker, and what is gone, told apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import select

from onrecord.store.batches import BATCH
from onrecord.store.debates.freezing import NOW, frozen
from onrecord.store.debates.sets import find_debate
from onrecord.store.schema import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: Why a statement is not as it was. What both a ruling and a model changed counts as a ruling's, which outranks the model.
Cause = Literal["new speech", "new model", "new ruling", "new naming", "gone"]
CAUSES: tuple[Cause, ...] = ("new speech", "new model", "new ruling", "new naming", "gone")


#: Why a statement counts no more, or counts again.
_ASIDE: dict[str | None, tuple[Cause, str]] = {
    "withdrawn": ("gone", "its article was changed and has it no more"),
    "repeat": ("gone", "an article that has come since said it first, and it counts there"),
    None: ("new speech", "it counts here again"),
}


class Change(NamedTuple):
    """A statement that is not as it was.

    Attributes:
        statement: its id.
        cause: the kind of change.
        why: the same in words.
        text: the id of its article.
        day: when it was said, else when the article was published.
        later: whether that is after everything in the earlier state.
        speaker: who said it, as it stands now; None where it is gone.
        content_text: its words, likewise.
    """

    statement: str
    cause: Cause
    why: str
    text: str
    day: str | None
    later: bool
    speaker: str | None = None
    content_text: str | None = None


class Comparison(NamedTuple):
    """What differs between two states of a debate.

    Attributes:
        changes: the statements, by cause and day.
        same: how many statements are as they were.
        articles: how many articles came and how many went.
        forgotten: how many statements of the earlier state were deleted on request since.
        other: what else differs: ``codebook``, ``question``, ``options``.
    """

    changes: tuple[Change, ...]
    same: int
    articles: tuple[int, int]
    forgotten: int
    other: tuple[str, ...]

    def counts(self) -> dict[Cause, int]:
        """How many statements changed, by cause; those deleted on request are gone too."""
        found = Counter(c.cause for c in self.changes)
        found["gone"] += self.forgotten
        return {cause: found[cause] for cause in CAUSES}


def compare(database: Database, name: str, before: str, after: str = NOW) -> Comparison:
    """What differs between two freezes of a debate, or between one and the present state.

    Args:
        database: that holds the debate.
        name: the debate's.
        before: the earlier freeze.
        after: the later one, or ``now``.

    Raises:
        UnknownError: there is no such debate or freeze.
    """
    with database.read() as connection:
        debate = find_debate(connection, database.name, name)
        old, new = (frozen(connection, database.name, debate, version) for version in (before, after))
        found = _compared(old, new)
        return found._replace(changes=tuple(_shown(connection, found.changes)))


def _compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    was, is_ = ({e["id"]: e for e in state["entries"]} for state in (old, new))
    causes = _Causes(old, new)
    last = max((e["day"] for e in was.values() if e["day"]), default="")
    changes = []
    for id_ in {*was, *is_}:
        found = causes.of(was.get(id_), is_.get(id_))
        if found is not None:
            entry = is_.get(id_) or was[id_]
            changes.append(Change(id_, *found, entry["text"], entry["day"], later=bool(last and entry["day"] and entry["day"] > last)))
    changes.sort(key=lambda c: (CAUSES.index(c.cause), c.day or "", c.text, c.statement))
    texts_old, texts_new = ({t["id"] for t in state["texts"]} for state in (old, new))
    lost = [state["counts"].get("entries", 0) - len(state["entries"]) for state in (old, new)]
    other = [key for key in ("codebook", "question") if old["about"].get(key) != new["about"].get(key)]
    other += ["options"] if new["options"] is not None and old["options"] != new["options"] else []
    return Comparison(
        tuple(changes), len({*was} & {*is_}) - sum(c.statement in was and c.statement in is_ for c in changes),
        (len(texts_new - texts_old), len(texts_old - texts_new)), max(0, lost[0] - lost[1]), tuple(other),
    )  # fmt: skip


class _Causes:
    """Tells why an entry of two states is not the same."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self.runs = [{t["id"]: t["run"] for t in state["texts"]} for state in (old, new)]
        self.ruled = [_rulings_of(state) for state in (old, new)]
        ids = [{r["id"] for r in state["speaker_rulings"]} for state in (old, new)]
        both = {r["id"]: r for state in (old, new) for r in state["speaker_rulings"]}
        self.merged = {both[id_][side] for id_ in ids[0] ^ ids[1] for side in ("a", "b")}

    def of(self, was: Mapping[str, Any] | None, is_: Mapping[str, Any] | None) -> tuple[Cause, str] | None:
        """The cause and the words for it; None where the entry is as it was."""
        if was is None:
            return self._come(is_ or {})
        if is_ is None:
            return self._gone(was)
        if was.get("aside") != is_.get("aside"):
            return _ASIDE[is_.get("aside")]
        if (was["values"], was["content"], was["speaker"]) == (is_["values"], is_["content"], is_["speaker"]):
            return None
        if self._ruled(was["id"]):
            return "new ruling", "ruled on, or a ruling taken back"
        if was["run"] != is_["run"]:
            return "new model", "the other model reads it otherwise"
        if was["speaker"] != is_["speaker"]:
            if {was["speaker"], is_["speaker"]} & self.merged:
                return "new ruling", "somebody merged or parted its speaker"
            return "new naming", "the program ties it to another speaker"
        return "new model", "the program takes the same reading otherwise"

    def _come(self, is_: Mapping[str, Any]) -> tuple[Cause, str]:
        if is_["text"] not in self.runs[0]:
            return "new speech", "its article is new to the debate"
        if is_["added"]:
            return "new ruling", "a coder added it"
        if self._ruled(is_["id"]):
            return "new ruling", "it was ruled to be no statement, and is no longer"
        return "new model", "the other model finds it"

    def _gone(self, was: Mapping[str, Any]) -> tuple[Cause, str]:
        if was["text"] not in self.runs[1]:
            return "gone", "its article is no longer in the debate"
        if self._ruled(was["id"]):
            return "new ruling", "it was ruled to be no statement"
        if self.runs[0][was["text"]] != self.runs[1][was["text"]]:
            return "gone", "the other model does not find it"
        return "gone", "it was taken back"

    def _ruled(self, statement: str) -> bool:
        return self.ruled[0].get(statement) != self.ruled[1].get(statement)


def _rulings_of(state: Mapping[str, Any]) -> dict[str, list[int]]:
    """The rulings that count, by statement."""
    found: dict[str, list[int]] = {}
    for ruling in state["rulings"]:
        if not ruling["blind"]:
            found.setdefault(ruling["statement"], []).append(ruling["id"])
    return found


def _shown(connection: Connection, changes: tuple[Change, ...]) -> Iterator[Change]:
    """The changes with speakers and words, where the entries are still there."""
    columns = (entries.c.statement_id, entries.c.speaker_name, entries.c.content_text)
    for start in range(0, len(changes), BATCH):
        some = changes[start : start + BATCH]
        rows = connection.execute(select(*columns).where(entries.c.statement_id.in_([c.statement for c in some])))
        there = {row.statement_id: row for row in rows}
        for change in some:
            row = there.get(change.statement)
            yield change if row is None else change._replace(speaker=row.speaker_name, content_text=row.content_text)

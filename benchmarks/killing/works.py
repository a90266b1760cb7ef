"""What a child may be doing when it is killed, how the database is prepared for it, and what must be there afterwards.

Each ``lost`` compares a database with what the child told, and does once more what the child did not finish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from benchmarks.killing import changing, copying
from benchmarks.killing.made import PAIRS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.killing.bench import Bench, Told
    from onrecord.store.database import Database


class Act(Protocol):
    """Does a work once."""

    def __call__(self, bench: Bench, database: Database, number: int) -> object:
        """The number counts from 0."""


class Work(NamedTuple):
    """One work.

    Attributes:
        act: does it once.
        lost: what is wrong after a kill.
        prepare: makes what must be there before, beside the articles.
        most: how often it can be done in a row.
        copies: whether it needs files, as an SQLite database is.
        old: whether it needs databases at an older schema.
    """

    act: Act
    lost: Callable[[Bench, Told], list[str]]
    prepare: Callable[[Path, Database], None] = lambda _folder, _database: None
    most: int = 40
    copies: bool = False
    old: bool = False


WORKS = {
    "add": Work(changing.add, changing.lost_by_add),
    "rule": Work(changing.rule_once, changing.lost_by_rule),
    "undo": Work(changing.undo_once, changing.lost_by_undo, changing.ruled_before, most=changing.RULED),
    "merge": Work(changing.merge, changing.lost_by_merge, most=len(PAIRS)),
    "reread": Work(changing.reread, changing.lost_by_reread),
    "forget": Work(changing.forget_once, changing.lost_by_forget, most=2 * len(PAIRS)),
    "migrate": Work(copying.migrate, copying.lost_by_migrate, most=copying.OLD, old=True),
    "backup": Work(copying.back_up, copying.lost_by_backup, copies=True),
    "restore": Work(copying.restore_once, copying.lost_by_restore, copying.backed_up_before, copies=True),
    "dump": Work(copying.dump_once, copying.lost_by_dump),
}

"""What is left of a database when the program is killed: nothing that was finished is lost, nothing is doubled, all is sound.

A child process adds articles, rules, makes new databases or backs one up, over and over, and tells what it has finished; it is
killed (SIGKILL) at a random moment, and the database is compared with what it told.

    python -m benchmarks.kills --kills 200
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select

from onrecord.store.database import Database, note, now
from onrecord.store.keeping.checking import problems
from onrecord.store.keeping.copies import backup
from onrecord.store.migrate import HEAD, version_of
from onrecord.store.schema import appearances, log, rulings, statements, texts
from onrecord.store.writing.articles import add_record, refresh

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: What a child may be doing when it is killed.
WORKS = ("add", "rule", "migrate", "backup")
#: Seconds within which a child is killed, counted from the first thing it has finished.
WITHIN = {"add": 0.3, "rule": 0.3, "migrate": 0.5, "backup": 0.3}
#: Articles that are there before rulings and backups begin.
BEFORE = 20


class Outcome(NamedTuple):
    """What one kill left: things finished, and what is wrong with the database."""

    finished: int
    wrong: list[str]


def killed_once(work: str, folder: Path, moment: float) -> Outcome:
    """Starts a child at its work, kills it, and compares the database with what the child told.

    Args:
        work: one of ``WORKS``.
        folder: an empty folder.
        moment: when to kill, as a share of ``WITHIN``.
    """
    _prepared(work, folder)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["onrecord.store.keeping.copies", "onrecord.store.writing.articles"])
    told, tells = processes.Pipe(duplex=False)
    child = processes.Process(target=_work, args=(work, str(folder), tells), daemon=True)
    child.start()
    tells.close()
    finished = [told.recv()]
    time.sleep(moment * WITHIN[work])
    child.kill()
    child.join()
    child.close()
    try:
        while told.poll():
            finished.append(told.recv())
    except (EOFError, OSError):
        pass  # the last word was cut off: it was not finished
    finally:
        told.close()
    return Outcome(len(finished), _COMPARED[work](folder, finished))


def article(number: int) -> dict[str, Any]:
    """The record of one article, told apart by its number, with two statements."""
    content = f"that dam {number} will hold in year {number}"
    text = f"Ana Ruiz said {content}. " * 2 + "The lake is deep. " * 50
    first = text.index(content)
    whole = [(first, first + len(content)), (text.index(content, first + 1), text.index(content, first + 1) + len(content))]
    person = {"id": f"{1:016x}", "name": "Ana Ruiz", "type": "person", "role": None, "affiliation": None}
    return {
        "schema": 1, "model": "made",
        "article": {
            "id": f"{number:016x}", "text": text, "title": f"Dam {number}", "outlet": "Post", "authors": [], "published": "2026-02-10",
            "language": "en", "translation": None, "original_language": None, "url": None, "sha256": f"{number:064x}", "origin": "made",
        },
        "statements": [
            {
                "id": f"{number:08x}{place:08x}", "source": [[0, 8]], "cue": None, "content": [list(span)], "form": "indirect",
                "voice": "report", "said": None, "occasion": None, "speaker": person, "reported_by": None, "confidence": 0.9, "claims": [],
            }
            for place, span in enumerate(whole)
        ],
    }  # fmt: skip


def _prepared(work: str, folder: Path) -> None:
    database = Database.open(str(folder / "record.db"))
    if work in ("rule", "backup"):
        for number in range(BEFORE):
            add_record(database, article(number))
    database.close()


def _work(work: str, folder: str, tells: Connection) -> None:
    """The child: does one thing after another, and tells its number when it is finished."""
    database = Database.open(str(Path(folder) / "record.db"))
    number = 0
    while True:
        if work == "add":
            add_record(database, article(number))
        elif work == "rule":
            _rule(database, number)
        elif work == "migrate":
            Database.open(str(Path(folder) / f"new{number}.db")).close()
        else:
            backup(database, Path(folder) / "copy.db")
        tells.send(number)
        number += 1


def _rule(database: Database, number: int) -> None:
    text_id = f"{number % BEFORE:016x}"
    with database.begin() as connection:
        id_ = f"{number % BEFORE:08x}{0:08x}"
        row = {"statement_id": id_, "field": "form", "new": "mixed", "coder": "eva", "reason": str(number), "ruled_at": now()}
        connection.execute(insert(rulings).values(row))
        refresh(connection, text_id)
        note(connection, "rule", id_, details={"number": number})


def _added(folder: Path, finished: list[int]) -> list[str]:
    database = Database.open(str(folder / "record.db"))
    try:
        with database.read() as connection:
            there = {int(id_, 16) for id_ in connection.execute(select(texts.c.id)).scalars()}
            seen, lines, said = (
                Counter(connection.execute(query).scalars())
                for query in (select(appearances.c.text_id), select(log.c.object), select(statements.c.text_id))
            )
        wrong = [f"article {number} is lost" for number in finished if number not in there]
        wrong += [f"article {id_:016x} was not asked for" for id_ in there if id_ > max(finished) + 1]
        for id_ in (f"{one:016x}" for one in there):
            if (seen[id_], lines[id_], said[id_]) != (1, 1, 2):
                wrong.append(f"article {id_} has {seen[id_]} appearances, {lines[id_]} lines in the log, {said[id_]} statements")
        return wrong + problems(database)
    finally:
        database.close()


def _ruled(folder: Path, finished: list[int]) -> list[str]:
    database = Database.open(str(folder / "record.db"))
    try:
        with database.read() as connection:
            there = [int(one) for one in connection.execute(select(rulings.c.reason).order_by(rulings.c.id)).scalars()]
            lines = connection.execute(select(func.count()).where(log.c.action == "rule")).scalar_one()
        wrong = [f"ruling {number} is lost" for number in finished if number not in there]
        if there != list(range(len(there))) or len(there) > len(finished) + 1 or lines != len(there):
            wrong.append(f"{len(there)} rulings and {lines} lines in the log, where {len(finished)} were finished")
        return wrong + problems(database)
    finally:
        database.close()


def _migrated(folder: Path, finished: list[int]) -> list[str]:
    wrong = [f"database {number} is lost" for number in finished if not (folder / f"new{number}.db").exists()]
    for path in sorted(folder.glob("new*.db")):
        database = Database.open(str(path))
        try:
            if version_of(database.engine) != HEAD:
                wrong.append(f"{path.name} is at {version_of(database.engine)}")
            wrong += problems(database)
        finally:
            database.close()
    return wrong


def _backed_up(folder: Path, _finished: list[int]) -> list[str]:
    wrong = []
    for name in ("record.db", "copy.db"):
        database = Database.open(str(folder / name), create=False)
        try:
            with database.read() as connection:
                there = connection.execute(select(func.count()).select_from(texts)).scalar_one()
            wrong += [f"{name} holds {there} articles"] * (there != BEFORE) + problems(database)
        finally:
            database.close()
    return wrong


_COMPARED = {"add": _added, "rule": _ruled, "migrate": _migrated, "backup": _backed_up}


def main() -> None:
    """Kills as often as asked for, and prints what was finished and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how often to kill, the works in turn")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    moments = random.Random(asked.seed)  # noqa: S311 - moments, no secrets
    finished: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(asked.kills):
        work = WORKS[number % len(WORKS)]
        with tempfile.TemporaryDirectory() as folder:
            outcome = killed_once(work, Path(folder), moments.random())
        finished[work] += outcome.finished
        wrong += [f"kill {number}, {work}: {one}" for one in outcome.wrong]
    print("\n".join(wrong))
    print(f"{asked.kills} kills; finished before them: {dict(finished)}; wrong: {len(wrong)}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()

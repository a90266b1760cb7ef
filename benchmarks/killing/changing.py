"""Works that change a database: adding, ruling, taking back, merging, reading again, forgetting."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from benchmarks.killing.made import BEFORE, NEWER, PAIRS, STATEMENTS, article, article_id, statement_id, word_of
from benchmarks.killing.soundness import unsound
from onrecord.errors import UnknownError
from onrecord.store.database import Database, logged
from onrecord.store.keeping.forgetting import forget
from onrecord.store.ruling.merging import merge_speakers
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import entries, rulings, runs, speaker_rulings, statements, texts
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.rereading import reread_text

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from benchmarks.killing.bench import Bench, Told

#: Rulings that are there before they are taken back.
RULED = 30
#: Statements of the articles that are added.
LONG = 12
CODER = "eva"
#: What is ruled in turn: a field of the statement, one of its claim, and a speaker whom nobody knew.
_FIELDS = ("form", "kind", "speaker")
_VALUES = {"form": ("mixed", "direct"), "kind": ("assessment", "commitment")}


def add(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Adds an article."""
    return add_record(database, article(BEFORE + number, LONG))


def lost_by_add(bench: Bench, told: Told) -> list[str]:
    """Every article that was told is there, once, with all its statements."""
    with Database.open(bench.database) as database:
        with database.read() as connection:
            wrong = _miscounted(len(logged(connection, "add")) - BEFORE, told)
            wrong += _articles_wrong(connection, told.finished)
        if add_record(database, article(BEFORE + told.finished, LONG)) not in ("new", "unchanged"):
            wrong.append("the article cannot be added again")
        with database.read() as connection:
            wrong += _articles_wrong(connection, told.finished + 1)
        return wrong + unsound(database)


def rule_once(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Rules on a field of a statement."""
    return _rule(database, number)


def lost_by_rule(bench: Bench, told: Told) -> list[str]:
    """Every ruling that was told is there, once, with its line in the log, and its entry shows it."""
    with Database.open(bench.database) as database:
        wrong = _rulings_wrong(database, told)
        with database.read() as connection:
            there = connection.execute(select(func.count()).select_from(rulings)).scalar_one()
        _rule(database, there)
        return wrong + _rulings_wrong(database, told._replace(finished=there + 1, begun=False)) + unsound(database)


def ruled_before(folder: Path, database: Database) -> None:  # noqa: ARG001 - as every work is prepared
    """Rules so often that it can be taken back."""
    for number in range(RULED):
        _rule(database, number)


def undo_once(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Takes the last ruling back."""
    return undo(database, CODER)


def lost_by_undo(bench: Bench, told: Told) -> list[str]:
    """The last rulings are taken back, as many as were told, and the others stand."""
    with Database.open(bench.database) as database:
        with database.read() as connection:
            taken = list(connection.execute(select(rulings.c.undone_at.is_not(None)).order_by(rulings.c.id)).scalars())
            lines = len(logged(connection, "undo"))
        number = sum(map(bool, taken))
        wrong = _miscounted(number, told)
        if list(map(bool, taken)) != [False] * (RULED - number) + [True] * number or lines != number:
            wrong.append(f"{lines} lines in the log for {number} rulings taken back, in the order {taken}")
        if number < RULED:
            wrong += [] if int(undo(database, CODER)[0].id) == RULED - number else ["another ruling was taken back than the last"]
        return wrong + unsound(database)


def merge(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Merges two speakers of many articles."""
    one, other = PAIRS[number]
    return merge_speakers(database, one, other, coder=CODER)


def lost_by_merge(bench: Bench, told: Told) -> list[str]:
    """Who was merged speaks in all of the articles, who was not in none."""
    with Database.open(bench.database) as database:
        with database.read() as connection:
            there = connection.execute(select(func.count()).select_from(speaker_rulings)).scalar_one()
            wrong = _miscounted(there, told) + _merges_wrong(connection, there)
        if there < len(PAIRS):
            merge(bench, database, there)
        with database.read() as connection:
            wrong += _merges_wrong(connection, min(there + 1, len(PAIRS)))
        return wrong + unsound(database)


def reread(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Stores a newer reading of an article."""
    return reread_text(database, article(number, model=NEWER))


def lost_by_reread(bench: Bench, told: Told) -> list[str]:
    """The newer reading is the present one of as many articles as were told, and their statements kept their ids."""
    with Database.open(bench.database) as database:
        with database.read() as connection:
            there = _newer(connection)
            wrong = _miscounted(len(there), told) + _readings_wrong(connection, there)
        reread(bench, database, told.finished)
        with database.read() as connection:
            there = _newer(connection)
            wrong += _readings_wrong(connection, there)
        if there != list(range(told.finished + 1)):
            wrong.append(f"read again are {there}, {told.finished + 1} were asked for")
        return wrong + unsound(database)


def forget_once(bench: Bench, database: Database, number: int) -> object:  # noqa: ARG001 - as every work is called
    """Deletes an article and a speaker in turn."""
    return forget(database, _forgotten(number), reason="asked for")


def lost_by_forget(bench: Bench, told: Told) -> list[str]:
    """Who and what was forgotten is gone, also from the file, and all the others are there."""
    with Database.open(bench.database) as database:
        with database.read() as connection:
            wrong = _miscounted(len(logged(connection, "forget")), told)
        with suppress(UnknownError):  # it is gone already
            forget(database, _forgotten(told.finished), reason="asked for")
        with database.read() as connection:
            ids = set(connection.execute(select(texts.c.id)).scalars())
            names = set(connection.execute(select(entries.c.speaker_name).distinct()).scalars())
        gone = [_forgotten(number) for number in range(told.finished + 1)]
        expected = {article_id(number) for number in range(BEFORE)} - set(gone)
        wrong += [f"{id_} is lost or came back" for id_ in sorted(ids ^ expected)]
        expected = {name for pair in PAIRS for name in pair} - set(gone)
        wrong += [f"{name} is lost or came back" for name in sorted(names ^ expected)]
        wrong += unsound(database)
        is_file = database.is_sqlite
    if is_file:
        whole = b"".join(path.read_bytes() for path in sorted(bench.folder.glob("record.db*")))
        words = [word_of(int(id_, 16)) for id_ in gone[::2]]
        wrong += [f"the word {word} is still in the file" for word in words if word.encode() in whole]
    return wrong


def _forgotten(number: int) -> str:
    return PAIRS[number // 2][0] if number % 2 else article_id(number)


def _miscounted(there: int, told: Told) -> list[str]:
    return [] if there in told.possible else [f"{there} are there, {told.finished} were finished"]


def _articles_wrong(connection: Connection, finished: int) -> list[str]:
    of_text = select(entries.c.text_id, func.count()).group_by(entries.c.text_id)
    said = {id_: number for id_, number in connection.execute(of_text)}  # noqa: C416 - rows are no pairs to a type checker
    numbers = range(BEFORE + finished)
    expected = {article_id(number): STATEMENTS if number < BEFORE else LONG for number in numbers}
    return [f"article {id_} has {said.get(id_)} statements" for id_, number in expected.items() if said.get(id_) != number]


def _rule(database: Database, number: int) -> Any:  # noqa: ANN401 - what ``rule`` returns
    field = _FIELDS[number % len(_FIELDS)]
    return rule(database, statement_id(number // 2 % BEFORE, number % 2), field, _value(field, number), by=By(CODER, str(number)))


def _value(field: str, number: int) -> str:
    return _VALUES[field][number // 7 % 2] if field in _VALUES else f"Nobody Known{number}"


def _rulings_wrong(database: Database, told: Told) -> list[str]:
    with database.read() as connection:
        there = connection.execute(select(rulings).order_by(rulings.c.id)).all()
        lines = len(logged(connection, "rule"))
        shown = {row.statement_id: row for row in connection.execute(select(entries))}
    wrong = _miscounted(len(there), told)
    if [row.reason for row in there] != [str(number) for number in range(len(there))] or lines != len(there):
        wrong.append(f"{lines} lines in the log for the rulings {[row.reason for row in there]}")
    for number, row in enumerate(there):
        entry = shown[row.statement_id]
        value = {"form": entry.form, "kind": entry.kind, "speaker": entry.speaker_name}[row.field]
        later = any(one.statement_id == row.statement_id and one.field == row.field for one in there[number + 1 :])
        if not later and value != _value(row.field, number):
            wrong.append(f"ruling {number} is not in its entry: {value}")
    return wrong


def _merges_wrong(connection: Connection, there: int) -> list[str]:
    of_name = select(entries.c.speaker_name, func.count()).group_by(entries.c.speaker_name)
    said = {name: number for name, number in connection.execute(of_name)}  # noqa: C416 - rows are no pairs to a type checker
    each = BEFORE // len(PAIRS) * STATEMENTS // 2
    expected = {one: 2 * each if place < there else each for place, (one, _) in enumerate(PAIRS)}
    expected |= {other: each for _, other in PAIRS[there:]}
    return [] if said == expected else [f"statements by speaker are {said}"]


def _newer(connection: Connection) -> list[int]:
    present = select(texts.c.id).join(runs, runs.c.id == texts.c.run_id).where(runs.c.model == NEWER).order_by(texts.c.id)
    return [int(id_, 16) for id_ in connection.execute(present).scalars()]


def _readings_wrong(connection: Connection, newer: list[int]) -> list[str]:
    query = select(entries.c.text_id, entries.c.statement_id).order_by(entries.c.statement_id)
    ids: dict[int, list[str]] = {}
    for text_id, id_ in connection.execute(query):
        ids.setdefault(int(text_id, 16), []).append(id_)
    expected = {n: [statement_id(n, place) for place in range(STATEMENTS - (n in newer))] for n in range(BEFORE)}
    wrong = [f"article {number} has the statements {ids.get(number)}" for number in expected if ids.get(number) != expected[number]]
    gone = set(connection.execute(select(statements.c.id).where(statements.c.gone_at.is_not(None))).scalars())
    return wrong + ([] if gone == {statement_id(n, STATEMENTS - 1) for n in newer} else [f"gone are {sorted(gone)}"])

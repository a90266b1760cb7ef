"""Whether a database is sound: as its engine sees it, and as onrecord means it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, Text, cast, column, func, or_, select, table, text

from onrecord.errors import StoreError
from onrecord.store import words
from onrecord.store.batches import BATCH
from onrecord.store.database import translated
from onrecord.store.schema import appearances, claims, entries, forgotten, rulings, speakers, statements, texts, variants, versions
from onrecord.store.writing.tallying import miscounted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: How many of one kind are named; the others are counted.
SHOWN = 5
#: What each index of words is of.
_INDEXED = {"text_words": (texts, texts.c.text), "entry_words": (entries, entries.c.content_text)}


class _Rule(NamedTuple):
    """What must not be found, and how it is told."""

    told: str
    offenders: Select[Any]


def problems(database: Database) -> list[str]:
    """What is wrong with a database, one line each; empty where it is sound."""
    try:
        with translated(database.name), database.engine.connect() as connection:
            found = _engine_problems(connection)
            for rule in (*_rules(), *_rules_of_repeats()):
                found += _told(rule.told, list(connection.execute(rule.offenders).scalars()))
            found += _told("not ruled out, but has no entry", sorted(_entryless(connection)))
            found += _told("number for the balance that is not that of its entries", miscounted(connection))
            for name, (of, words_of) in _INDEXED.items():
                found += _index_problems(connection, name, of, words_of)
            return found
    except StoreError as error:
        return [str(error)]


def _told(words_of: str, offenders: list[Any]) -> list[str]:
    if not offenders:
        return []
    named = ", ".join(map(str, offenders[:SHOWN]))
    more = len(offenders) - SHOWN
    return [f"{words_of}: {named}" + (f" and {more} more" if more > 0 else "")]


def _engine_problems(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row) for row in connection.execute(text("PRAGMA integrity_check")).scalars() if row != "ok"]
    lost = [f"{row[0]} row {row[1]} → {row[2]}" for row in connection.execute(text("PRAGMA foreign_key_check"))]
    return found + _told("leads to a row that is not there", lost)


def _present() -> ColumnElement[bool]:
    """Whether a version, joined to its statement and text, belongs to the present reading or to a coder."""
    return or_(versions.c.run_id == texts.c.run_id, statements.c.added_by.is_not(None))


def _rules() -> Iterator[_Rule]:
    """Every invariant that one query can look for."""
    present = (
        select(versions.c.statement_id)
        .join(statements, statements.c.id == versions.c.statement_id)
        .join(texts, texts.c.id == statements.c.text_id)
        .where(_present())
    )
    yield _Rule("entry of a statement that the present reading does not have", select(entries.c.statement_id).where(
        entries.c.statement_id.not_in(present)
    ))  # fmt: skip
    yield _Rule("statement that is neither in the present reading nor marked as gone", select(statements.c.id).where(
        statements.c.gone_at.is_(None), statements.c.id.not_in(present)
    ))  # fmt: skip
    yield _Rule("entry of a statement that is gone", select(entries.c.statement_id).join(
        statements, statements.c.id == entries.c.statement_id
    ).where(statements.c.gone_at.is_not(None)))  # fmt: skip
    yield _Rule("ruling on a statement that is not there", select(rulings.c.id).where(
        rulings.c.statement_id.not_in(select(statements.c.id))
    ))  # fmt: skip
    yield _Rule("text that appeared nowhere", select(texts.c.id).where(texts.c.id.not_in(select(appearances.c.text_id))))
    yield _Rule("name without its speaker", select(variants.c.local_id).where(variants.c.speaker_id.not_in(select(speakers.c.id))))
    yield _Rule("entry whose speaker is not there", select(entries.c.statement_id).where(
        entries.c.speaker_id.is_not(None), entries.c.speaker_id.not_in(select(speakers.c.id))
    ))  # fmt: skip
    made = select(func.count()).where(claims.c.statement_id == entries.c.statement_id).scalar_subquery()
    yield _Rule("entry with another number of claims than it tells", select(entries.c.statement_id).where(entries.c.claims != made))
    yield _Rule(
        "claim without its entry", select(claims.c.statement_id).where(claims.c.statement_id.not_in(select(entries.c.statement_id)))
    )
    yield _Rule("article that was deleted on request, and is there", select(appearances.c.text_id).where(
        appearances.c.sha256.in_(select(forgotten.c.hash))
    ))  # fmt: skip


def _rules_of_repeats() -> Iterator[_Rule]:
    """What must hold of what counts once."""
    first, shown = entries.alias(), texts.alias()
    aside = or_(entries.c.repeat_of.is_not(None), entries.c.withdrawn.is_not(None))
    wrong = select(entries.c.statement_id).where(entries.c.counted == aside)
    yield _Rule("entry that counts though it is a repeat or withdrawn, or does not though it is neither", wrong)
    roots = select(first.c.statement_id).where(or_(first.c.counted, first.c.withdrawn.is_not(None)))
    none = select(rulings.c.statement_id).where(rulings.c.field == "statement", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
    repeats = entries.c.repeat_of.is_not(None), entries.c.repeat_of.not_in(roots), entries.c.repeat_of.not_in(none)
    yield _Rule("repeat of an entry that does not count", select(entries.c.statement_id).where(*repeats))
    it = select(shown.c.id).where(shown.c.id == texts.c.repeat_of, shown.c.group_id == texts.c.group_id, shown.c.repeat_of.is_(None))
    yield _Rule("text that repeats none of its group", select(texts.c.id).where(texts.c.repeat_of.is_not(None), ~it.exists()))
    yield _Rule("quotation that was first in an entry that is not there", select(entries.c.statement_id).where(
        entries.c.quotation_id.is_not(None), entries.c.quotation_id.not_in(select(first.c.statement_id))
    ))  # fmt: skip


def _entryless(connection: Connection) -> set[str]:
    """The present statements that have no entry although nobody ruled that they are none."""
    missing = set(
        connection.execute(
            select(versions.c.statement_id)
            .join(statements, statements.c.id == versions.c.statement_id)
            .join(texts, texts.c.id == statements.c.text_id)
            .where(_present(), versions.c.statement_id.not_in(select(entries.c.statement_id)))
        ).scalars()
    )
    if not missing:
        return missing
    ruled = connection.execute(
        select(rulings.c.statement_id, rulings.c.new)
        .where(rulings.c.field == "statement", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
        .order_by(rulings.c.id)
    )
    last = {id_: new for id_, new in ruled}  # noqa: C416 - later rows replace earlier ones
    return {id_ for id_ in missing if last.get(id_) != "no"}


def _index_problems(connection: Connection, name: str, of: Table, words_of: ColumnElement[str]) -> list[str]:
    """Where an index of words does not hold exactly the words of its table."""
    if connection.dialect.name == "sqlite":
        index = table(f"{name}_docsize", column("id"))
        number = index.c.id
    else:
        index = table(name, column("number"))
        number = index.c.number
    lacking = select(of.c.number).where(of.c.number.not_in(select(number)))
    stale = select(number).where(number.not_in(select(of.c.number)))
    found = _told(f"{name} lacks", list(connection.execute(lacking).scalars()))
    found += _told(f"{name} holds what is not there", list(connection.execute(stale).scalars()))
    if found:
        return found
    wrong = _sqlite_words if connection.dialect.name == "sqlite" else _postgres_words
    return _told(f"{name} holds other words than its texts", wrong(connection, name, _rows(connection, of, words_of)))


def _rows(connection: Connection, of: Table, words_of: ColumnElement[str]) -> Iterator[list[tuple[int, str]]]:
    """Numbers and words of a table, a batch at a time."""
    last = -1
    while True:
        batch = select(of.c.number, words_of).where(of.c.number > last).order_by(of.c.number).limit(BATCH)
        rows = [(number, found) for number, found in connection.execute(batch)]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _sqlite_words(connection: Connection, name: str, batches: Iterator[list[tuple[int, str]]]) -> list[str]:
    """Words whose counts differ between the index and one made anew beside it, which goes with the end of the transaction."""
    anew = f"{name}_anew"
    connection.execute(text(words.MAKE["sqlite"][0].format(name=anew).replace("TABLE ", "TABLE temp.", 1)))
    for rows in batches:
        words.put(connection, anew, rows)
    for place, of in (("main", name), ("temp", anew)):
        connection.execute(text(f"CREATE VIRTUAL TABLE temp.{of}_vocabulary USING fts5vocab('{place}', '{of}', 'row')"))
    here, there = (f"SELECT term, doc, cnt FROM temp.{of}_vocabulary" for of in (name, anew))  # noqa: S608 - one of NAMES
    return [
        str(term)
        for query in (f"{here} EXCEPT {there}", f"{there} EXCEPT {here}")
        for term in connection.execute(text(f"SELECT term FROM ({query})")).scalars()  # noqa: S608
    ]


def _postgres_words(connection: Connection, name: str, batches: Iterator[list[tuple[int, str]]]) -> list[int]:
    """Numbers of the texts whose words differ from those in the index."""
    index = table(name, column("number"), column("words"))
    found: list[int] = []
    for rows in batches:
        own = select(index.c.number, cast(index.c.words, Text)).where(index.c.number.in_([number for number, _ in rows]))
        stored = {number: of for number, of in connection.execute(own)}  # noqa: C416 - rows are no pairs to a type checker
        made = text("SELECT CAST(to_tsvector('simple', :words) AS text)")
        found += [n for n, of in rows if connection.execute(made, {"words": words.spaced(of)}).scalar() != stored[n]]
    return found

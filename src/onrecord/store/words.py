"""The index of words over texts and entries: the one place where SQLite (FTS5) and PostgreSQL (tsvector) differ.

Chinese, Japanese and Korean are written without spaces between words, or with endings grown on: each of their characters is indexed
as a word of its own, and a query's run of them is a phrase, so that words of two letters are found.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    ScalarSelect,
    TableClause,
    and_,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_CJK = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0002fa1f"
_ONE = re.compile(f"([{_CJK}])")
_WORD = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])\w)+")
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|(\S+)")
#: Bits of a number that tell apart what has one date.
BITS = 40

#: Statements of each dialect that make the index; ``{name}`` is ``text_words`` or ``entry_words``.
MAKE = {
    "sqlite": ("CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')",),
    "postgresql": (
        "CREATE TABLE {name} (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_{name} ON {name} USING GIN (words)",
    ),
}
NAMES = ("text_words", "entry_words")


def number_of(id_: str, published: str | None) -> int:
    """A number that rises with the date, and tells apart what has one date: the newest is found first without sorting."""
    day = date.fromisoformat(published).toordinal() if published else 0
    return (day << BITS) | (int(hashlib.sha256(id_.encode()).hexdigest()[:10], 16) & ((1 << BITS) - 1))


def spaced(words: str) -> str:
    """The text as it is indexed: a space around every Chinese, Japanese or Korean character."""
    return _ONE.sub(r" \1 ", words)


def put(connection: Connection, name: str, rows: Iterable[tuple[int, str]]) -> None:
    """Puts texts into an index, by their number."""
    found = [{"number": number, "words": spaced(words)} for number, words in rows]
    if not found:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {name}(rowid, words) VALUES (:number, :words)"), found)  # noqa: S608 - one of NAMES
    else:
        connection.execute(text(f"INSERT INTO {name}(number, words) VALUES (:number, to_tsvector('simple', :words))"), found)  # noqa: S608


def drop(connection: Connection, name: str, rows: Iterable[tuple[int, str]]) -> None:
    """Takes texts out of an index; the texts must be those that were put in."""
    found = [{"number": number, "words": spaced(words)} for number, words in rows]
    if not found:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"INSERT INTO {name}({name}, rowid, words) VALUES ('delete', :number, :words)"), found)  # noqa: S608
    else:
        connection.execute(text(f"DELETE FROM {name} WHERE number = :number"), found)  # noqa: S608


class Match(NamedTuple):
    """The texts that an index holds for a query: what to join, the column of their numbers, and the condition."""

    table: TableClause
    number: ColumnElement[int]
    condition: ColumnElement[bool]


def found_by(dialect: str, name: str, query: str) -> Match | None:
    """What finds the texts with all words and all quoted phrases of a query; None for a query without a word."""
    phrases = [_WORD.findall(spaced(a or b)) for a, b in _QUOTED.findall(query)]
    phrases = [p for p in phrases if p]
    if not phrases:
        return None
    if dialect == "sqlite":
        match = " AND ".join('"' + " ".join(p) + '"' for p in phrases)
        index = table(name, column("rowid", BigInteger))
        return Match(index, index.c.rowid, text(f"{name} MATCH :match_{name}").bindparams(**{f"match_{name}": match}))  # type: ignore[arg-type]
    index = table(name, column("number", BigInteger), column("words"))
    queries = [func.phraseto_tsquery(literal_column("'simple'"), " ".join(p)) for p in phrases]
    return Match(index, index.c.number, and_(*(index.c.words.op("@@")(one) for one in queries)))


def matching(dialect: str, name: str, query: str) -> ScalarSelect[int] | None:
    """A subquery of the numbers of the texts that ``found_by`` finds."""
    match = found_by(dialect, name, query)
    return None if match is None else select(match.number).select_from(match.table).where(match.condition).scalar_subquery()

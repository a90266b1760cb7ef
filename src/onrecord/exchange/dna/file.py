"""A file of Discourse Network Analyzer, opened without trust: what its tables hold, each value of the kind that it must be.

The file is opened read-only and as one that nobody changes, so that nothing is written beside it; it may have no views, triggers, or
columns that are computed, so that reading runs nothing of its own.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from onrecord.codebook.issues import shown
from onrecord.errors import ExchangeError
from onrecord.exchange.dna.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Far above any file of hand-made codings (the largest texts of a million articles are a few gigabytes).
MOST_BYTES: Final = 4_000_000_000
#: The longest value that is read, in bytes: no article is a hundredth of it.
LONGEST_VALUE: Final = 100_000_000
_MAGIC = b"SQLite format 3\x00"
#: Where the header says that changes lie in a file beside it.
_WRITE_AHEAD = slice(18, 20)
#: The tables that are read; the others say how DNA looks.
_READ: Final = (
    *("SETTINGS", "CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "VARIABLELINKS", "REGEXES", "STATEMENTS", "ENTITIES"),
    *("DATASHORTTEXT", "DATALONGTEXT", "DATAINTEGER", "DATABOOLEAN", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES"),
)

Row = dict[str, Any]
#: Rows by their number, for each table; those of SETTINGS and REGEXES by their name.
DnaTables = dict[str, dict[Any, Row]]


def read_tables(path: Path) -> DnaTables:
    """The rows of a file's tables.

    Raises:
        ExchangeError: it is no such file, of another version, in use, damaged, or holds what runs when it is read.
    """
    place = str(path)
    _check_header(path, place)
    try:
        _check_unlocked(path, place)
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            _check_schema(connection, place)
            _check_version(connection, place)
            _check_columns(connection, place)
            tables = {table: _rows(connection, table, place) for table in _READ}
            _check_whole(connection, place)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ExchangeError(place, f"is damaged or no file of DNA: {shown(error)}") from error
    return tables


def _check_header(path: Path, place: str) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise ExchangeError(place, f"cannot be read: {error.strerror or error}") from error
    if not head.startswith(_MAGIC):
        raise ExchangeError(place, "is no .dna file: it does not begin as an SQLite database does")
    if size > MOST_BYTES:
        raise ExchangeError(place, f"is larger than {MOST_BYTES:,} bytes")
    for ending in ("-journal", "-wal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            message = f"is in use, or was not closed: changes to it are still in {beside.name}; open and close it in DNA first"
            raise ExchangeError(place, message)


def _check_unlocked(path: Path, place: str) -> None:
    """Refuses a file that another program is writing to."""
    with path.open("rb") as file:
        ahead = file.read(100)[_WRITE_AHEAD] != b"\x01\x01"
    if ahead:  # to ask for its lock would write beside it, and without changes beside it nobody is writing
        return
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise ExchangeError(place, "is locked: another program is writing to it; close it in DNA and try again") from error
            raise


def _check_schema(connection: sqlite3.Connection, place: str) -> None:
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind in {"trigger", "view"}:
            message = f"holds the {kind} {shown(name)!r}, which DNA never makes and which is not run; remove it first (DROP {kind.upper()})"
            raise ExchangeError(place, message)
        if kind == "table" and str(sql).upper().lstrip().startswith("CREATE VIRTUAL"):
            raise ExchangeError(place, f"holds the virtual table {shown(name)!r}, which DNA never makes; remove it first")


def _check_version(connection: sqlite3.Connection, place: str) -> None:
    names = {str(name).upper() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "SETTINGS" not in names:
        raise ExchangeError(place, "is a database, but none of DNA: it has no table SETTINGS; files of DNA 3 are read")
    found = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    version = str(found[0]) if found else ""
    if version.startswith("2") or "ATTRIBUTES" in names:
        message = (
            f"is of DNA {shown(version) or '2'}, whose files have other tables; files of DNA 3 are read: import it into a new one there"
        )
        raise ExchangeError(place, message)
    if not version.startswith("3."):
        told = f"is of DNA {shown(version)}" if version else "does not say which version of DNA it is of"
        raise ExchangeError(place, f"{told}; files of DNA 3 are read")


def _check_columns(connection: sqlite3.Connection, place: str) -> None:
    for table in _READ:
        found = {name.upper(): hidden for _, name, _, _, _, _, hidden in connection.execute(f"PRAGMA table_xinfo({table})")}
        if not found:
            raise ExchangeError(place, f"has no table {table}, which files of DNA 3 have")
        missing = next((column.name for column in TABLES[table] if column.name.upper() not in found), None)
        if missing:
            message = f"the table {table} has no column {missing}, which files of DNA 3 have"
            raise ExchangeError(place, message)
        computed = next((name for name, hidden in found.items() if hidden), None)
        if computed:
            message = f"the table {table} computes its column {shown(computed)}, which DNA never does"
            raise ExchangeError(place, message)


def _rows(connection: sqlite3.Connection, table: str, place: str) -> dict[Any, Row]:
    columns = TABLES[table]
    names = [column.name for column in columns]
    rows: dict[Any, Row] = {}
    for values in connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1"):  # noqa: S608 - our own names
        row = dict(zip(names, values, strict=True))
        for column, value in zip(columns, values, strict=True):
            row[column.name] = _value(value, column.words, f"{place}, {table} {shown(values[0])}", column.name)
        rows[values[0]] = row
    return rows


#: What may be empty; an empty word is meant there, or no number.
_MAY_BE_EMPTY: Final = frozenset({"Coder", "ChildOf", "Red", "Green", "Blue", "PopupWidth"})


def _value(value: object, words: bool, place: str, column: str) -> object:  # noqa: FBT001 - what the column holds
    if value is None and (words or column in _MAY_BE_EMPTY):
        return "" if words else None
    if type(value) is not (str if words else int):
        wanted = "words" if words else "a whole number"
        raise ExchangeError(place, f"{column} is {shown(value)!r}, and not {wanted}")
    return value


def _check_whole(connection: sqlite3.Connection, place: str) -> None:
    problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise ExchangeError(place, f"is damaged: {shown(problem)}")


def rows_by(rows: Mapping[Any, Row], column: str) -> dict[Any, list[Row]]:
    """Rows by their value in a column, in order."""
    found: dict[Any, list[Row]] = {}
    for row in rows.values():
        found.setdefault(row[column], []).append(row)
    return found


def there(rows: Mapping[Any, Row], key: object, place: str, what: str) -> Row:
    """The row of a number that another row points to.

    Raises:
        ExchangeError: there is none.
    """
    row = rows.get(key)
    if row is None:
        raise ExchangeError(place, f"points to {what} {shown(key)}, which is not there")
    return row

"""Attributes that users define, of speakers, outlets and issues, in and out as CSV.

They come from users' files alone: the program never infers gender, ethnicity, religion or anything else of a person. Those of outlets
called domain, feed and masthead are what articles are recognised by (see ``onrecord.outlets``).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml
from sqlalchemy import delete, insert, select

from onrecord.dates import parse_day
from onrecord.errors import StoreError, UnknownError
from onrecord.outlets import DOMAIN, SIGNS, folded, signs_of
from onrecord.store.database import Database, note
from onrecord.store.schema import appearances, attributes, debates, speakers
from onrecord.store.writing.outlets import renew, shared_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

#: What has attributes.
Of = Literal["speaker", "outlet", "issue"]
KINDS: tuple[Of, ...] = ("speaker", "outlet", "issue")
#: Columns that are no attributes.
KEY, SINCE, UNTIL, OF = "key", "since", "until", "of"
#: What a spreadsheet takes for a formula, behind any number of the apostrophes that keep it from doing so.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


class Skip(NamedTuple):
    """A line of the file that was not put in, and why."""

    line: int
    reason: str


class Result(NamedTuple):
    """What came of a file.

    Attributes:
        new: how many attributes are new or have another value.
        same: how many were there.
        skipped: the lines left out.
        moved: how many articles are now known to be another outlet's.
        shared: domains, feeds and mastheads that several outlets have, so that nothing is recognised by them, each with these outlets.
    """

    new: int
    same: int
    skipped: tuple[Skip, ...]
    moved: int = 0
    shared: tuple[tuple[str, list[str]], ...] = ()


def import_attributes(database: Database, path: Path, of: Of | None = None) -> Result:
    """Puts the attributes of a CSV file into the database, in one transaction; the same file again changes nothing.

    The file has a column ``key`` (of a speaker the id or the exact name, of an outlet the name, of an issue the id in a codebook), one
    column an attribute, and if need be ``since`` and ``until``, the days from and to which they hold. An empty cell says nothing. An
    outlet may be one of which no article is there yet, if the file tells what it is recognised by.

    Args:
        database: that holds what the keys name.
        path: the file.
        of: what the keys are; where it is not told, a column ``of`` says it row by row, or the column of the keys is called so.

    Raises:
        StoreError: the file cannot be read, or its head is not as it must be.
    """
    names, rows, of = _table(path, of)
    skipped: list[Skip] = []
    new = same = moved = 0
    shared: list[tuple[str, list[str]]] = []
    with database.begin() as connection:
        known = _Keys(connection, [row[KEY] for _, row in rows if any(row.get(name) for name in names if name.casefold() in SIGNS)])
        for line, row in rows:
            found = _understood(row, known, of)
            if isinstance(found, str):
                skipped.append(Skip(line, found))
                continue
            for name in names:
                if row[name]:
                    changed = _put(connection, found | {"name": name, "value": row[name]})
                    new, same = (new + 1, same) if changed else (new, same + 1)
        if new:
            note(connection, "attributes", of or OF, details={"changed": new})
        if new and of in (None, "outlet"):
            moved, shared = renew(connection), shared_signs(connection)
    return Result(new, same, tuple(skipped), moved, tuple(shared))


def remove_attributes(database: Database, of: Of, key: str, name: str | None = None) -> int:
    """Takes away an attribute of a speaker, an outlet or an issue, for all days, or all of its attributes; returns how many.

    Args:
        database: that holds them.
        of: what the key is.
        key: as in a file.
        name: the attribute; all of them unless told.

    Raises:
        UnknownError: there is no such attribute.
    """
    with database.begin() as connection:
        kept = _Keys(connection).found(of, key)[0] if of == "speaker" else key
        own = [attributes.c.of == of, attributes.c.key == kept]
        there = sorted(connection.execute(select(attributes.c.name).where(*own).distinct()).scalars())
        if not there:
            raise UnknownError(database.name, f"no {of} {key!r} has an attribute", advice="`onrecord attributes list` shows them")
        if name is not None and name not in there:
            raise UnknownError(database.name, f"{key!r} has no attribute {name!r}", advice=f"it has {', '.join(there)}")
        gone = connection.execute(delete(attributes).where(*own, *([] if name is None else [attributes.c.name == name]))).rowcount
        note(connection, "attributes", of, details={"removed": gone})
        if of == "outlet":
            renew(connection)
    return gone


def list_attributes(database: Database, of: Of | None = None) -> list[dict[str, Any]]:
    """The attributes, each with whom or what it is of, in words."""
    with database.read() as connection:
        named = dict(connection.execute(select(speakers.c.id, speakers.c.name)).all())
        order = (attributes.c.of, attributes.c.key, attributes.c.name, attributes.c.since, attributes.c.id)
        every = select(attributes).order_by(*order)
        if of is not None:
            every = every.where(attributes.c.of == of)
        return [
            {
                "id": str(row.id), "of": row.of, "key": row.key, "called": named.get(row.key) if row.of == "speaker" else row.key,
                "name": row.name, "value": row.value, "since": row.since, "until": row.until,
            }
            for row in connection.execute(every)
        ]  # fmt: skip


def attributes_csv(database: Database, of: Of | None = None) -> str:
    """The attributes as the CSV that ``import_attributes`` reads; cells that would start a formula have an apostrophe before them."""
    rows: dict[tuple[str, str, str | None, str | None], dict[str, str]] = {}
    found = list_attributes(database, of)
    for one in found:
        rows.setdefault((one["of"], one["key"], one["since"], one["until"]), {})[one["name"]] = one["value"]
    names = sorted({one["name"] for one in found})
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([neutral(cell) for cell in (OF, KEY, SINCE, UNTIL, *names)])
    for (kind, key, since, until), values in rows.items():
        writer.writerow([neutral(cell or "") for cell in (kind, key, since, until, *(values.get(name) for name in names))])
    return made.getvalue()


def neutral(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before ``neutral``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _table(path: Path, of: Of | None) -> tuple[list[str], list[tuple[int, dict[str, str]]], Of | None]:
    """The names of the attributes, the rows by their lines, and what the keys are."""
    try:
        words = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoreError(str(path), "is no UTF-8 text", advice="save it as CSV in UTF-8") from error
    except OSError as error:
        raise StoreError(str(path), f"cannot be read: {error.strerror}") from error
    first = words.partition("\n")[0]
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=";" if ";" in first and "," not in first else ",", strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        head, of = _with_key([restored(cell.strip()) for cell in next(reader, [])], of)
        _check_head(path, head, of)
        while (cells := next(reader, None)) is not None:
            if any(cell.strip() for cell in cells):
                row = {name: restored(cell.strip()) for name, cell in zip(head, cells, strict=False)}
                rows.append((reader.line_num, row if len(cells) == len(head) else {}))
    except csv.Error as error:
        raise StoreError(str(path), f"line {reader.line_num} is no CSV: {error}", advice="nothing was changed") from error
    return [name for name in head if name not in (KEY, SINCE, UNTIL, OF)], rows, of


def _with_key(head: list[str], of: Of | None) -> tuple[list[str], Of | None]:
    """The names of the columns with that of the keys, which may be called by what they are: ``outlet``."""
    called = [kind for kind in KINDS if kind in head]
    if KEY in head or OF in head or len(called) != 1 or of not in (None, called[0]):
        return head, of
    return [KEY if name == called[0] else name for name in head], called[0]


def _check_head(path: Path, head: list[str], of: Of | None) -> None:
    if KEY not in head:
        advice = f"the first line names the columns: {KEY} (or {', '.join(KINDS)}), and one an attribute"
        raise StoreError(str(path), f"has no column {KEY!r}", advice=advice)
    if of is None and OF not in head:
        raise StoreError(str(path), "does not say what the keys are", advice=f"give --of {'|'.join(KINDS)}, or a column {OF!r}")
    twice = sorted({name for name in head if head.count(name) > 1 or not name})
    if twice:
        raise StoreError(str(path), f"has a column without a name, or two called {twice[0]!r}", advice="give each column a name of its own")
    if not set(head) - {KEY, SINCE, UNTIL, OF}:
        raise StoreError(str(path), "has no attribute", advice="give it a column for each, with its name in the first line")


class _Keys:
    """What a key may stand for.

    Args:
        connection: of the database.
        told: outlets of which a file tells what they are recognised by; they may be new.
    """

    def __init__(self, connection: Connection, told: Iterable[str] = ()) -> None:
        self._connection = connection
        self._told = {folded(name) for name in told}
        self._known: dict[str, set[str]] = {}
        self._table: dict[str, str] = {}

    def found(self, of: str, key: str) -> tuple[str | None, str]:
        """The key as it is kept; None and the reason where nothing has it."""
        if of == "speaker":
            return self._speaker(key)
        if of not in self._known:
            self._known[of] = self._outlets() if of == "outlet" else self._issues()
        if of == "outlet":
            return self._outlet(key)
        return (key, "") if key in self._known[of] else (None, f"there is no {of} {key!r}")

    def _outlet(self, key: str) -> tuple[str | None, str]:
        """The outlet in the spelling of the table that is there, which articles take too."""
        form = folded(key)
        if form not in self._known["outlet"] | self._told:
            signs = f"{', '.join(SIGNS[:-1])} or {SIGNS[-1]}"
            return None, f"there is no outlet {key!r}; add its articles first, or tell its {signs}"
        return self._table.get(key) or self._table.setdefault(form, key), ""

    def _speaker(self, key: str) -> tuple[str | None, str]:
        named = select(speakers.c.id).where((speakers.c.id == key) | (speakers.c.name == key)).order_by(speakers.c.id)
        ids = list(self._connection.execute(named).scalars())
        if key in ids or len(ids) == 1:
            return (key if key in ids else ids[0]), ""
        if ids:
            return None, f"{len(ids)} speakers are called {key!r}; give an id: {', '.join(ids)}"
        return None, f"there is no speaker {key!r}"

    def _outlets(self) -> set[str]:
        """The forms of all names of outlets."""
        own = select(attributes.c.key).where(attributes.c.of == "outlet").distinct().order_by(attributes.c.key)
        table = list(self._connection.execute(own).scalars())
        self._table = {folded(name): name for name in table} | {name: name for name in table}
        printed = select(appearances.c.outlet).where(appearances.c.outlet.is_not(None)).distinct()
        return {folded(name) for name in (*table, *self._connection.execute(printed).scalars())}

    def _issues(self) -> set[str]:
        books = self._connection.execute(select(debates.c.codebook).where(debates.c.codebook.is_not(None))).scalars()
        return {id_ for book in books for id_ in _issues_of(book)}


def _issues_of(codebook: str) -> Iterator[str]:
    """The ids of a codebook's issues; none of one that is no codebook."""
    try:
        found = yaml.safe_load(codebook)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    listed = found.get("issues") if isinstance(found, dict) else None
    for issue in listed if isinstance(listed, list) else ():
        if isinstance(issue, dict) and "id" in issue:
            yield str(issue["id"])


def _understood(row: Mapping[str, str], known: _Keys, of: Of | None) -> dict[str, Any] | str:
    """What a row is of and when it holds; the reason where it cannot be put in."""
    if not row:
        return "has not as many cells as the first line"
    if any("\x00" in cell for cell in row.values()):
        return "holds a NUL character"
    kind = row.get(OF) or of
    if kind not in KINDS:
        return f"cannot be of {kind!r}; choose {', '.join(KINDS)}"
    if of is not None and kind != of:
        return f"is of {kind!r}, not of {of!r}"
    days: dict[str, str | None] = {}
    for end in (SINCE, UNTIL):
        day = parse_day(row[end]) if row.get(end) else None
        if row.get(end) and day is None:
            return f"{row[end]!r} is no date; write it as 2026-02-10"
        days[end] = day.isoformat() if day else None
    since, until = days[SINCE], days[UNTIL]
    if since and until and since > until:
        return f"{since} is after {until}"
    if not row[KEY]:
        return "has no key"
    signs = [(name, cell) for name, cell in row.items() if name.casefold() in SIGNS and cell]
    wrong = next((cell for name, cell in signs if signs_of(name, cell) is None), None)
    if kind == "outlet" and wrong is not None:
        return f"{wrong!r} is no {DOMAIN}; write it as post.example, several with semicolons between"
    key, reason = known.found(kind, row[KEY])
    return reason if key is None else {"of": kind, "key": key, **days}


def _put(connection: Connection, one: dict[str, Any]) -> bool:
    """Keeps an attribute in the place of the one of the same days; False where that has the value."""
    same = [getattr(attributes.c, column).is_(None) if one[column] is None else getattr(attributes.c, column) == one[column]
            for column in ("of", "key", "name", "since", "until")]  # fmt: skip
    if list(connection.execute(select(attributes.c.value).where(*same)).scalars()) == [one["value"]]:
        return False
    connection.execute(delete(attributes).where(*same))
    connection.execute(insert(attributes).values(**one))
    return True

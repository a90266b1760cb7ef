"""The balance of sources: who is quoted how often and how long. A text counts once, whatever outlets it appeared in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Integer, and_, case, func, literal_column, or_, select

from onrecord.errors import UnknownError
from onrecord.store.asking.filtering import Filter, conditions, days_of, kind_of
from onrecord.store.schema import attributes, entries

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, FromClause, Select

    from onrecord.store.database import Database

#: What statements can be counted by, besides attributes; the outlet is that of a text's first appearance.
_FIELDS: dict[str, ColumnElement[Any]] = {
    "outlet": entries.c.outlet,
    "type": entries.c.speaker_type,
    "role": entries.c.role,
    "speaker": entries.c.speaker_name,
    "kind": entries.c.kind,
}
FIELDS = tuple(_FIELDS)
#: How many characters of an ISO date name a stretch of time.
_STRETCHES = {"month": "7", "year": "4"}
#: Words of a content: it has single spaces between them but for line breaks, which are rare enough not to matter for a balance.
_WORDS = func.length(func.trim(entries.c.content_text)) - func.length(func.replace(func.trim(entries.c.content_text), " ", "")) + 1


def balance_of(
    database: Database, by: str, *, over: Literal["month", "year"] | None = None, wanted: Filter | None = None, ids: bool = False
) -> list[dict[str, Any]]:
    """How many statements each outlet, type, role, speaker, kind or value of an attribute has, and how many words.

    Args:
        database: that holds them.
        by: one of ``FIELDS``, or the name of an attribute of speakers or outlets.
        over: the stretch of time for which each is counted.
        wanted: which statements; its words are not looked at.
        ids: whether the ids of the statements are told with them.

    Returns:
        Rows with ``value``, ``time`` (where asked for), ``statement_count``, ``checked_count``, ``words``, ``quoted_words`` (of direct
        statements), ``share`` of the statements and ``word_share`` of the words: of all, or of those in the stretch of time. What has
        no such value, or no date, stands under None.

    Raises:
        UnknownError: nothing can be counted by that; it lists the attributes that there are.
    """
    wanted = wanted or Filter()
    with database.read() as connection:
        asked = [*days_of(wanted, entries.c.number), *conditions(connection, database.name, wanted), *kind_of(wanted)]
        value, source = (_FIELDS[by], entries) if by in _FIELDS else _attribute(connection, database.name, by)
        parts: list[ColumnElement[Any]] = [value.label("value")]
        if by == "speaker":  # namesakes are two
            parts.append(entries.c.speaker_id)
        if over is not None:
            parts.append(func.substr(entries.c.published, literal_column("1"), literal_column(_STRETCHES[over])).label("time"))
        rows = connection.execute(_counted(parts, source).where(*asked)).all()
        found = [_row(row) for row in rows]
        if ids:
            _tell_statements(connection, found, select(*parts, entries.c.statement_id).select_from(source).where(*asked))
    _share(found)
    return sorted(found, key=lambda r: (r.get("time") or "", -r["statement_count"], r["value"] or "", r["id"]))


def _attribute(connection: Connection, of: str, name: str) -> tuple[ColumnElement[Any], FromClause]:
    """The column of an attribute's value, and entries joined with it; where several hold on a day the statement counts for each."""
    kinds = list(connection.execute(select(attributes.c.of).where(attributes.c.name == name).distinct()).scalars())
    usable = [kind for kind in ("speaker", "outlet") if kind in kinds]
    if not usable:
        query = select(attributes.c.name).where(attributes.c.of.in_(("speaker", "outlet"))).distinct()
        there = sorted(connection.execute(query).scalars())
        told = f"the attributes are {', '.join(there)}" if there else "no speaker and no outlet has an attribute yet"
        raise UnknownError(of, f"nothing can be counted by {name!r}", advice=f"take {', '.join(FIELDS)}; {told}")
    kind = usable[0]
    key = attributes.c.key
    same = or_(key == entries.c.speaker_id, key == entries.c.speaker_name) if kind == "speaker" else key == entries.c.outlet
    holds = and_(
        attributes.c.of == kind,
        attributes.c.name == name,
        same,
        or_(attributes.c.since.is_(None), attributes.c.since <= entries.c.published),
        or_(attributes.c.until.is_(None), attributes.c.until >= entries.c.published),
    )
    return attributes.c.value, entries.outerjoin(attributes, holds)


def _counted(parts: list[ColumnElement[Any]], source: FromClause) -> Select[Any]:
    numbers = (
        func.count().label("statement_count"),
        func.sum(entries.c.checked.cast(Integer)).label("checked_count"),
        func.sum(case((entries.c.form == "direct", _WORDS), else_=0)).label("quoted_words"),
        func.sum(_WORDS).label("words"),
    )
    return select(*parts, *numbers).select_from(source).group_by(*parts)


def _row(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of the query
    stretch = {"time": row.time} if hasattr(row, "time") else {}
    counted = ("statement_count", "checked_count", "quoted_words", "words")
    return {"id": _key(row), "value": row.value} | stretch | {name: int(getattr(row, name)) for name in counted}


def _key(row: Any) -> str:  # noqa: ANN401 - a row of the query
    """What tells a row apart: the speaker's id or the value, and the stretch of time."""
    return " ".join(filter(None, (getattr(row, "speaker_id", None) or row.value, getattr(row, "time", None))))


def _share(rows: list[dict[str, Any]]) -> None:
    """Puts the shares into rows, of all rows or of those of one stretch of time."""
    sums: dict[Any, list[int]] = {}
    for row in rows:
        whole = sums.setdefault(row.get("time"), [0, 0])
        whole[0] += row["statement_count"]
        whole[1] += row["words"]
    for row in rows:
        statements, words = sums[row.get("time")]
        row["share"] = round(row["statement_count"] / statements, 4)
        row["word_share"] = round(row["words"] / words, 4) if words else 0.0


def _tell_statements(connection: Connection, rows: list[dict[str, Any]], query: Select[Any]) -> None:
    """Puts the ids of the statements into rows."""
    said: dict[str, list[str]] = {row["id"]: [] for row in rows}
    for one in connection.execute(query):
        said[_key(one)].append(one.statement_id)
    for row in rows:
        row["statements"] = said[row["id"]]

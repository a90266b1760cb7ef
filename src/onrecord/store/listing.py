"""The lists that users ask for: statements, speakers, articles, the log. Each gives plain rows, a page of them.

Numbers of entries rise with the date, so the newest rows are read off an index without sorting, and a search is walked in that order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, Select, distinct, false, func, or_, select

from onrecord.errors import UnknownError
from onrecord.store import words as index
from onrecord.store.debates import find_debate
from onrecord.store.schema import appearances, debate_texts, entries, log, runs, speakers, texts, variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from onrecord.store.database import Database

Sort = Literal["newest", "oldest", "speaker", "doubt"]
#: Names that an error offers.
SHOWN = 5
#: Names that are looked through for those.
LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements are meant; everything asked for must hold.

    Attributes:
        speaker: an id, a name, or a variant of a name.
        issue: an issue's id in the codebook.
        since: first day of publication, as ISO date.
        until: last day of publication.
        text: words, and phrases in quotation marks, that the content holds.
        reported: whether statements that others report are left out, kept, or the only ones.
        debate: the name of a debate whose articles alone count.
    """

    speaker: str | None = None
    issue: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    outlet: str | None = None
    checked_only: bool = False
    reported: Literal["exclude", "include", "only"] = "include"
    debate: str | None = None


def list_statements(
    database: Database, wanted: Filter, *, sort: Sort = "newest", limit: int | None = 50, page: int = 1
) -> list[dict[str, Any]]:
    """The statements that a filter lets through: the contract's fields, with the content's words and the article.

    Args:
        database: that holds them.
        wanted: which.
        sort: by what.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: the database knows no such speaker, issue or debate.
    """
    with database.read() as connection:
        query = _chosen(connection, database.name, wanted, sort)
        if limit is not None:
            query = query.limit(limit).offset((page - 1) * limit)
        rows = connection.execute(query).all()
        return [_statement(row) for row in rows]


def _chosen(connection: Connection, of: str, wanted: Filter, sort: Sort) -> Select[Any]:
    query: Select[Any] = select(entries)
    number: ColumnElement[Any] = entries.c.number
    if wanted.text is not None:
        match = index.found_by(connection.dialect.name, "entry_words", wanted.text)
        if match is None:
            return query.where(false())
        query = query.select_from(match.table.join(entries, entries.c.number == match.number)).where(match.condition)
        number = match.number
    query = query.where(*conditions(connection, of, wanted))
    orders: dict[Sort, tuple[Any, ...]] = {
        "newest": (number.desc(),),
        "oldest": (number,),
        "speaker": (entries.c.speaker_name, number.desc()),
        "doubt": (entries.c.doubt.desc(), number.desc()),
    }
    return query.order_by(*orders[sort])


def conditions(connection: Connection, of: str, wanted: Filter) -> list[ColumnElement[bool]]:
    """What a filter asks of ``entries``, but for the words of the content.

    Raises:
        UnknownError: the database knows no such speaker, issue or debate.
    """
    found: list[ColumnElement[bool]] = []
    if wanted.speaker is not None:
        found.append(entries.c.speaker_id.in_(speaker_ids(connection, of, wanted.speaker)))
    if wanted.issue is not None:
        raise UnknownError(of, f"no codebook has been applied, so there is no issue {wanted.issue!r}")
    if wanted.debate is not None:
        number = find_debate(connection, of, wanted.debate).id
        found.append(entries.c.text_id.in_(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == number)))
    if wanted.reported != "include":
        found.append(entries.c.reported_by.is_(None) if wanted.reported == "exclude" else entries.c.reported_by.is_not(None))
    if wanted.checked_only:
        found.append(entries.c.checked)
    if wanted.since is not None:
        found.append(entries.c.number >= index.number_of("", wanted.since) >> index.BITS << index.BITS)
    if wanted.until is not None:
        found += [
            entries.c.number < ((index.number_of("", wanted.until) >> index.BITS) + 1) << index.BITS,
            entries.c.published.is_not(None),
        ]
    same = {entries.c.kind: wanted.kind, entries.c.outlet: wanted.outlet}
    return found + [column == value for column, value in same.items() if value is not None]


def speaker_ids(connection: Connection, of: str, asked: str) -> list[str]:
    """The speakers that an id, a name or a variant of one means, whatever its case.

    Raises:
        UnknownError: none is known; the nearest names are offered.
    """
    low = asked.lower()
    found = set(
        connection.execute(
            select(speakers.c.id).where(or_(speakers.c.id == asked, speakers.c.name == asked, func.lower(speakers.c.name) == low))
        )
        .scalars()
        .all()
    )
    found |= set(
        connection.execute(select(variants.c.speaker_id).where(or_(variants.c.name == asked, func.lower(variants.c.name) == low))).scalars()
    )
    if found:
        return sorted(found)
    names = connection.execute(select(distinct(speakers.c.name)).limit(LOOKED_THROUGH)).scalars().all()
    parts = {part: name for name in names for part in (name, *name.split())}
    near = dict.fromkeys(parts[p] for p in get_close_matches(asked, list(parts), n=SHOWN, cutoff=0.6))
    advice = f"did you mean {', '.join(near)}?" if near else "`onrecord speakers` lists them"
    raise UnknownError(of, f"no speaker {asked!r}", advice=advice)


def _statement(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``entries``
    data = dict(row.data)
    speaker = data.get("speaker")
    if speaker is not None:
        data["speaker"] = {**speaker, "id": row.speaker_id or speaker["id"], "name": row.speaker_name, "type": row.speaker_type}
    article = {"article": row.text_id, "outlet": row.outlet, "published": row.published}
    return {"id": row.statement_id, **article, "content_text": row.content_text, "source_text": row.source_text, "kind": row.kind} | {
        key: value for key, value in data.items() if key != "id"
    }


def list_speakers(
    database: Database,
    *,
    text: str | None = None,
    type_: str | None = None,
    debate: str | None = None,
    limit: int | None = 50,
    page: int = 1,
) -> list[dict[str, Any]]:
    """The speakers with how often they speak, since when and until when, and the roles and names that articles give them.

    Those with most statements come first.

    Args:
        database: that holds them.
        text: letters that the name holds.
        type_: person, organization, country, ...
        debate: whose articles alone count.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: there is no such debate.
    """
    with database.read() as connection:
        number = func.count().label("statements")
        query = select(
            entries.c.speaker_id,
            number,
            func.count(distinct(entries.c.text_id)),
            func.min(entries.c.published),
            func.max(entries.c.published),
        ).where(entries.c.speaker_id.is_not(None), *conditions(connection, database.name, Filter(debate=debate)))
        if text or type_:
            asked = select(speakers.c.id)
            asked = asked.where(func.lower(speakers.c.name).contains(text.lower(), autoescape=True)) if text else asked
            asked = asked.where(speakers.c.type == type_) if type_ else asked
            query = query.where(entries.c.speaker_id.in_(asked))
        query = query.group_by(entries.c.speaker_id).order_by(number.desc(), entries.c.speaker_id)
        if limit is not None:
            query = query.limit(limit).offset((page - 1) * limit)
        counted = connection.execute(query).all()
        told = _told(connection, [row[0] for row in counted])
    return [
        {"id": id_, **told[id_][0], "statements": n, "articles": articles, "first": first, "last": last, **told[id_][1]}
        for id_, n, articles, first, last in counted
    ]


def _told(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Name and type of speakers, and the roles, affiliations and variants that articles give them."""
    named = {r.id: {"name": r.name, "type": r.type} for r in connection.execute(select(speakers).where(speakers.c.id.in_(ids)))}
    more: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: {"roles": {}, "affiliations": {}, "variants": {}})
    for row in connection.execute(select(variants).where(variants.c.speaker_id.in_(ids))):
        for name, value in (("roles", row.role), ("affiliations", row.affiliation), ("variants", row.name)):
            if value:
                more[row.speaker_id][name].setdefault(value)
    return {id_: (named[id_], {name: list(values) for name, values in more[id_].items()}) for id_ in ids}


def list_articles(
    database: Database, *, text: str | None = None, wanted: Filter | None = None, limit: int | None = 50, page: int = 1
) -> list[dict[str, Any]]:
    """The articles, newest first, with where they appeared, how many statements they hold, and which model read them.

    Args:
        database: that holds them.
        text: words, and phrases in quotation marks, that the article holds.
        wanted: outlet, days and debate; the rest of the filter is of statements.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: there is no such debate.
    """
    wanted = wanted or Filter()
    with database.read() as connection:
        plain: Select[Any] = select(texts.c.id, texts.c.language, runs.c.model)
        query = plain.outerjoin(runs, runs.c.id == texts.c.run_id)
        number: ColumnElement[Any] = texts.c.number
        if text is not None:
            match = index.found_by(connection.dialect.name, "text_words", text)
            if match is None:
                return []
            query = plain.select_from(match.table.join(texts, texts.c.number == match.number).outerjoin(runs, runs.c.id == texts.c.run_id))
            query, number = query.where(match.condition), match.number
        query = query.where(*_of_articles(connection, database.name, wanted)).order_by(number.desc())
        if limit is not None:
            query = query.limit(limit).offset((page - 1) * limit)
        rows = connection.execute(query).all()
        return _articles(connection, rows)


def _of_articles(connection: Connection, of: str, wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.debate is not None:
        number = find_debate(connection, of, wanted.debate).id
        found.append(texts.c.id.in_(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == number)))
    asked = select(appearances.c.text_id)
    if wanted.outlet is not None:
        found.append(texts.c.id.in_(asked.where(appearances.c.outlet == wanted.outlet)))
    if wanted.since is not None:
        found.append(texts.c.id.in_(asked.where(appearances.c.published >= wanted.since)))
    if wanted.until is not None:
        found.append(texts.c.id.in_(asked.where(appearances.c.published <= wanted.until)))
    return found


def _articles(connection: Connection, rows: Sequence[Any]) -> list[dict[str, Any]]:
    ids = [row.id for row in rows]
    places: dict[str, list[Any]] = defaultdict(list)
    for one in connection.execute(select(appearances).where(appearances.c.text_id.in_(ids)).order_by(appearances.c.id)):
        places[one.text_id].append(one)
    counted = select(entries.c.text_id, func.count()).where(entries.c.text_id.in_(ids)).group_by(entries.c.text_id)
    numbers = {id_: n for id_, n in connection.execute(counted)}  # noqa: C416 - rows are no pairs to a type checker
    found = []
    for row in rows:
        first = min(places[row.id], key=lambda a: (a.published is None, a.published or "", a.id))
        found.append(
            {
                "id": row.id,
                "title": first.title,
                "outlet": first.outlet,
                "published": first.published,
                "authors": first.authors,
                "url": first.url,
                "origin": first.origin,
                "appearances": len(places[row.id]),
                "statements": numbers.get(row.id, 0),
                "model": row.model,
                "language": row.language,
            }
        )
    return found


def list_log(database: Database, *, action: str | None = None, limit: int | None = 50, page: int = 1) -> list[dict[str, Any]]:
    """What was done with the record, the latest first.

    Args:
        database: whose log is read.
        action: add, rule, undo, ...; all of them unless told.
        limit: how many a page; None for all.
        page: from 1.
    """
    query = select(log).order_by(log.c.id.desc())
    query = query.where(log.c.action == action) if action else query
    if limit is not None:
        query = query.limit(limit).offset((page - 1) * limit)
    with database.read() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - how SQLAlchemy names it

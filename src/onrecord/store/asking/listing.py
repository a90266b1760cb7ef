"""Lists of statements, articles and the log: plain rows, a page of them.

A page's numbers are found first, then its rows. Numbers rise with the date, so that the newest are read off an index without sorting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import func, or_, select

from onrecord.store import words as index
from onrecord.store.asking.filtering import Filter, conditions, days_of, kind_of, speakers_named, texts_of_debate, texts_of_outlet
from onrecord.store.batches import batches
from onrecord.store.schema import appearances, entries, log, runs, statements, texts, variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from onrecord.store.database import Database

Sort = Literal["newest", "oldest", "speaker", "doubt"]
#: How many rows are looked at first for a page, in the order of the list: what is frequent is found there without a search through all.
WINDOW = 4_000
#: So few rows with a word are told by their numbers: PostgreSQL takes a rare word for a more frequent one, and would go through all.
TOLD = 500
#: So many rows with a word are sorted by speaker or doubt; of more, those that are first in that order are looked at.
HITS = 20_000

_ORDERS: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    "newest": (entries.c.number.desc(),),
    "oldest": (entries.c.number,),
    "speaker": (entries.c.speaker_name.nulls_last(), entries.c.number),
    "doubt": (entries.c.doubt.desc(), entries.c.number.desc()),
}


class Page(NamedTuple):
    """A page of a list: how many rows, None for all, and which, from 1."""

    limit: int | None
    number: int = 1

    def of(self, query: Select[Any]) -> Select[Any]:
        """The query of this page alone."""
        return query if self.limit is None else query.limit(self.limit).offset((self.number - 1) * self.limit)


def list_statements(
    database: Database, wanted: Filter, *, sort: Sort = "newest", limit: int | None = 50, page: int = 1
) -> Iterator[dict[str, Any]]:
    """The statements that a filter lets through: the contract's fields, with the content's words and the article.

    The speaker is the one over all articles. The rows are fetched as they are taken: the database must stay open until then.

    Args:
        database: that holds them.
        wanted: which.
        sort: by what.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: the database knows no such speaker, issue, outlet or debate.
    """
    with database.read() as connection:
        asked = conditions(connection, database.name, wanted)
        numbers = _Search(connection, wanted, asked, sort=sort, page=Page(limit, page)).numbers()
        for some in batches(numbers):
            rows = {row.number: row for row in connection.execute(select(entries).where(entries.c.number.in_(some)))}
            told = _Repeats.of(connection, list(rows.values()))
            yield from (_statement(rows[number]) | told.of_statement(rows[number]) for number in some)


def _statement(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``entries``
    speaker = row.data.get("speaker")
    if speaker is not None:
        speaker = {**speaker, "id": row.speaker_id, "name": row.speaker_name, "type": row.speaker_type}
    return {
        **row.data,
        "speaker": speaker,
        "content_text": row.content_text,
        "source_text": row.source_text,
        "article": row.text_id,
        "outlet": row.outlet,
        "published": row.published,
        "kind": row.kind,
        "doubt": row.doubt,
        **{name: getattr(row, name) for name in ("repeat_of", "withdrawn", "replaced_by")},
    }


class _Repeats(NamedTuple):
    """What else is told of statements on a page: how many repeat each, where its quotation was first, and who translated it."""

    number: Mapping[str, int]
    first: Mapping[str, dict[str, Any]]
    translated: Mapping[str, Any]

    @classmethod
    def of(cls, connection: Connection, rows: Sequence[Any]) -> _Repeats:
        """What is told of some rows of ``entries``."""
        ids = [row.statement_id for row in rows]
        counted = select(entries.c.repeat_of, func.count()).where(entries.c.repeat_of.in_(ids)).group_by(entries.c.repeat_of)
        columns = (
            entries.c.statement_id,
            entries.c.outlet,
            entries.c.published,
            entries.c.text_id.label("article"),
            entries.c.content_text,
        )
        firsts = {row.quotation_id for row in rows if row.quotation_id is not None}
        first = connection.execute(select(*columns).where(entries.c.statement_id.in_(firsts))).mappings() if firsts else ()
        number = {id_: many for id_, many in connection.execute(counted)}  # noqa: C416 - rows are no pairs to a type checker
        own = select(texts.c.id, texts.c.translation, texts.c.original_language).where(texts.c.id.in_({row.text_id for row in rows}))
        translated = {row.id: row for row in connection.execute(own.where(texts.c.translation.is_not(None)))}
        return cls(number, {row["statement_id"]: {"id": row["statement_id"], **row} for row in first}, translated)

    def of_statement(self, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``entries``
        """What is told of one."""
        first = self.first.get(row.quotation_id or "")
        said = first and {name: value for name, value in first.items() if name != "statement_id"}
        about = self.translated.get(row.text_id)
        return {
            "repeat_count": self.number.get(row.statement_id, 0),
            "first_quoted": said,
            "translation": about.translation if about else None,
            "original_language": about.original_language if about else None,
        }


def list_articles(
    database: Database, wanted: Filter, *, sort: Literal["newest", "oldest"] = "newest", limit: int | None = 50, page: int = 1
) -> Iterator[dict[str, Any]]:
    """The articles, each with its appearances, the first of which gives title, outlet and date, and its statements.

    Args:
        database: that holds them; it must stay open until the rows are taken.
        wanted: speaker, outlet, days, debate, and words of the article; what else a filter can ask is asked of statements alone.
        sort: by what.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: the database knows no such speaker, outlet or debate.
    """
    with database.read() as connection:
        asked = _of_articles(connection, database.name, wanted)
        numbers = _Search(connection, wanted, asked, sort=sort, page=Page(limit, page), number=texts.c.number).numbers()
        for some in batches(numbers):
            plain = select(texts.c.id, texts.c.number, texts.c.language, texts.c.added_at, texts.c.repeat_of, runs.c.model)
            found = connection.execute(plain.outerjoin(runs, runs.c.id == texts.c.run_id).where(texts.c.number.in_(some)))
            rows = {row.number: row for row in found}
            ids = [row.id for row in rows.values()]
            repeating = {} if wanted.repeats else _repeating(connection, ids)
            appeared = _appearances(connection, [*ids, *repeating])
            for text_id, shown in repeating.items():
                appeared[shown] += appeared[text_id]
            said = _statements(connection, ids)
            yield from (_article(rows[number], appeared[rows[number].id], said[rows[number].id]) for number in some)


def _of_articles(connection: Connection, of: str, wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [] if wanted.repeats else [texts.c.repeat_of.is_(None)]
    if wanted.speaker:
        ids = speakers_named(connection, of, wanted.speaker)
        found.append(_shown(select(variants.c.text_id).where(variants.c.speaker_id.in_(ids)), wanted))
    if wanted.outlet or wanted.since or wanted.until:
        printed = texts_of_outlet(connection, of, wanted.outlet) if wanted.outlet else select(appearances.c.text_id)
        if wanted.since:
            printed = printed.where(appearances.c.published >= wanted.since)
        if wanted.until:
            printed = printed.where(appearances.c.published <= wanted.until)
        found.append(_shown(printed, wanted))
    if wanted.debate:
        found.append(_shown(texts_of_debate(connection, of, wanted.debate), wanted))
    return found


def _shown(ids: Select[tuple[str]], wanted: Filter) -> ColumnElement[bool]:
    """That a text is one of these, or is shown for one of these that repeats it."""
    if wanted.repeats:
        return texts.c.id.in_(ids)
    meant = texts.alias()
    return texts.c.id.in_(select(func.coalesce(meant.c.repeat_of, meant.c.id)).where(meant.c.id.in_(ids)))


def _repeating(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The texts that repeat some that are shown, by their ids."""
    rows = connection.execute(select(texts.c.id, texts.c.repeat_of).where(texts.c.repeat_of.in_(ids), texts.c.group_id.is_not(None)))
    return {id_: shown for id_, shown in rows}  # noqa: C416 - rows are no pairs to a type checker


def _appearances(connection: Connection, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The appearances of texts, the first one first."""
    names = ("outlet", "published", "title", "url", "origin", "replaced_by", "replaced_on")
    rows = connection.execute(
        select(appearances.c.text_id, *(appearances.c[name] for name in names))
        .where(appearances.c.text_id.in_(ids))
        .order_by(appearances.c.published.is_(None), appearances.c.published, appearances.c.id)
    )
    found: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in ids}
    for row in rows:
        found[row.text_id].append({"article": row.text_id, **{name: getattr(row, name) for name in names}})
    return found


def _statements(connection: Connection, ids: Sequence[str]) -> dict[str, list[Any]]:
    """The statements of texts, in the order of the text: id, checked."""
    rows = connection.execute(
        select(entries.c.text_id, entries.c.statement_id, entries.c.checked).where(entries.c.text_id.in_(ids)).order_by(entries.c.place)
    )
    found: dict[str, list[Any]] = {id_: [] for id_ in ids}
    for row in rows:
        found[row.text_id].append(row)
    return found


def _article(row: Any, appeared: list[dict[str, Any]], said: list[Any]) -> dict[str, Any]:  # noqa: ANN401 - a row of ``texts``
    first = appeared[0] if appeared else {}
    return {
        "id": row.id,
        **{name: first.get(name) for name in ("title", "outlet", "published", "url")},
        "language": row.language,
        "appearance_count": len(appeared),
        "appearances": appeared,
        "statement_count": len(said),
        "checked_count": sum(one.checked for one in said),
        "statements": [one.statement_id for one in said],
        "repeat_of": row.repeat_of,
        "model": row.model,
        "added_at": row.added_at,
    }


def list_log(
    database: Database,
    *,
    action: str | None = None,
    who: str | None = None,
    wanted: Filter | None = None,
    limit: int | None = 50,
    page: int = 1,
) -> list[dict[str, Any]]:
    """What was done with the record, the latest first.

    Args:
        database: whose log is read.
        action: add, rule, undo, ...; all of them unless told.
        who: the person who did it.
        wanted: days, and a debate: lines on it, on its articles or on their statements.
        limit: how many a page; None for all.
        page: from 1.

    Raises:
        UnknownError: there is no such debate.
    """
    wanted = wanted or Filter()
    query = select(log).order_by(log.c.id.desc())
    query = query.where(log.c.action == action) if action else query
    query = query.where(log.c.who == who) if who else query
    query = query.where(log.c.at >= wanted.since) if wanted.since else query
    query = query.where(log.c.at < wanted.until + "U") if wanted.until else query  # behind every time of that day, which has a "T"
    with database.read() as connection:
        if wanted.debate is not None:
            within = texts_of_debate(connection, database.name, wanted.debate)
            own = select(statements.c.id).where(statements.c.text_id.in_(within))
            query = query.where(or_(log.c.object == wanted.debate, log.c.object.in_(within), log.c.object.in_(own)))
        rows = connection.execute(Page(limit, page).of(query)).all()
    return [{**row._mapping, "id": str(row.id)} for row in rows]  # noqa: SLF001 - how SQLAlchemy names it


class _Search:
    """Looks for the numbers of the entries, or texts, on a page, in order.

    What is frequent is found among the first rows of the order; only what is not found there is searched for in all of them. Of words
    that few rows hold, these rows are taken and sorted.

    Args:
        connection: of the database.
        wanted: whose days, kind and words are asked of entries, and whose words are asked of texts.
        asked: the other conditions.
        sort: texts are sorted by date alone.
        page: which page.
        number: the column of entries or texts.
    """

    def __init__(
        self,
        connection: Connection,
        wanted: Filter,
        asked: list[ColumnElement[bool]],
        *,
        sort: Sort,
        page: Page,
        number: ColumnElement[int] = entries.c.number,
    ) -> None:
        self.connection = connection
        self.words = wanted.text
        self.page = page
        self.number = number
        self.by_date = sort in ("newest", "oldest")
        self.oldest = sort == "oldest"
        self.of_entries = number is entries.c.number
        self.order = _ORDERS[sort] if self.of_entries else _ordered(number, oldest=self.oldest)
        self.wanted = wanted if self.of_entries else Filter()
        kinds = self.of_entries and wanted.kind is not None
        self.asked = [*asked, *kind_of(wanted, row_by_row=wanted.speaker is not None)] if kinds else asked
        self.asked_of_few = [*asked, *kind_of(wanted, row_by_row=True)] if kinds else asked

    def numbers(self) -> Sequence[int]:
        """The numbers on the page."""
        every = select(self.number).where(*days_of(self.wanted, self.number)).order_by(*self.order)
        if self.words is None:
            return self._found(self._among(_first(every))) or self._page(every.where(*self.asked))
        match = index.found_by(self.connection.dialect.name, "entry_words" if self.of_entries else "text_words", self.words)
        if match is None:
            return []
        hits = select(match.number).select_from(match.table).where(match.condition, *days_of(self.wanted, match.number))
        told = self.connection.execute(hits.limit(TOLD + 1)).scalars().all()
        if len(told) <= TOLD:
            return self._page(self._among(told)) if told else []
        if self._at_most(few := WINDOW if self.by_date else HITS, hits):
            return self._page(self._among(_first(hits, few)))
        listed = match.number + 0 if self.connection.dialect.name == "sqlite" else match.number  # its index is slow for frequent words
        both = hits.where(listed.in_(every.order_by(None).where(*self.asked))) if self.asked else hits
        if self.by_date:  # the index of words gives them in this order
            order = _ordered(match.number, oldest=self.oldest)
            return self._found(self._among(_first(hits.order_by(*order)))) or self._page(both.order_by(*order))
        return self._found(self._among(hits.where(listed.in_(_first(every))))) or self._page(every.where(self.number.in_(both)))

    def _among(self, numbers: Select[Any] | Sequence[int]) -> Select[Any]:
        """Those of the numbers that meet what is asked, in order."""
        return select(self.number).where(self.number.in_(numbers), *self.asked_of_few).order_by(*self.order)

    def _found(self, query: Select[Any]) -> Sequence[int]:
        """The page, where the first rows are enough to fill it."""
        if self.page.limit is None or not (self.asked or (self.words and not self.by_date)):
            return []
        found = self._page(query)
        return found if len(found) == self.page.limit else []

    def _page(self, query: Select[Any]) -> Sequence[int]:
        return self.connection.execute(self.page.of(query)).scalars().all()

    def _at_most(self, few: int, numbers: Select[Any]) -> bool:
        counted = select(func.count()).select_from(numbers.limit(few + 1).subquery())
        return int(self.connection.execute(counted).scalar_one()) <= few


def _ordered(number: ColumnElement[int], *, oldest: bool) -> tuple[ColumnElement[Any], ...]:
    return (number if oldest else number.desc(),)


def _first(query: Select[Any], number: int = WINDOW) -> Select[Any]:
    """The first numbers of a query in order."""
    return select(query.limit(number).subquery().c[0])

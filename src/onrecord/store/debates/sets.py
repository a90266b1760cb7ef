"""Debates: named sets of articles with a question and a codebook.

An article can be in several; all of its statements come with it, and all articles that repeat it.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, distinct, func, insert, select

from onrecord.errors import StoreError, UnknownError
from onrecord.store import words as index
from onrecord.store.batches import batches
from onrecord.store.codebooks.books import keep_words
from onrecord.store.database import Database, note, now
from onrecord.store.schema import appearances, debate_texts, debates, entries, freezes, texts
from onrecord.store.writing.grouping import with_repeats

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection, Select

#: How many names an error offers.
SHOWN = 8


class Choice(NamedTuple):
    """Which articles are meant: those listed, or else those that meet everything asked; an empty choice is no article.

    Attributes:
        articles: their ids.
        outlets: the names of the outlets, one of which printed it.
        since: the first day of publication, as ISO date.
        until: the last one.
        text: words and quoted phrases that the text holds.
        within: the name of a debate that they are in.
    """

    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    text: str | None = None
    within: str | None = None


def make_debate(
    database: Database, name: str, *, question: str | None = None, codebook: str | None = None, choice: Choice | None = None
) -> int:
    """Makes a debate and returns how many articles it has.

    Args:
        database: that holds the articles.
        name: nothing else in the database may be called so.
        question: what it is about.
        codebook: the text of its codebook.
        choice: the articles it starts with.

    Raises:
        StoreError: a debate of that name is there, or the name is none.
        UnknownError: an article that was listed is not there.
    """
    if not name.strip() or "\x00" in name:
        raise StoreError(database.name, f"{name!r} is no name for a debate", advice="give it a word or two")
    with database.begin() as connection:
        insert_debate(connection, database.name, name, question=question, codebook=codebook)
        ids = chosen(connection, database.name, choice or Choice())
        return put_texts(connection, database.name, name, ids)


def insert_debate(connection: Connection, of: str, name: str, *, question: str | None, codebook: str | None) -> int:
    """Makes a debate without articles, in the transaction of what it is made for, and returns its number.

    Raises:
        StoreError: a debate of that name is there.
    """
    if connection.execute(select(debates.c.id).where(debates.c.name == name)).first():
        raise StoreError(of, f"there is a debate {name!r} already", advice="give another name, or `onrecord debate add` articles to it")
    made = insert(debates).values(name=name, question=question, codebook=codebook, added_at=now()).returning(debates.c.id)
    number = int(connection.execute(made).scalar_one())
    note(connection, "debate", name, details={"made": True})
    if codebook is not None:
        keep_words(connection, number, codebook)
    return number


def debate_number(database: Database, name: str | None) -> int | None:
    """The number of a debate; None for the whole record, which has no name.

    Raises:
        UnknownError: there is no such debate.
    """
    if name is None:
        return None
    with database.read() as connection:
        return int(find_debate(connection, database.name, name).id)


def find_debate(connection: Connection, of: str, name: str) -> Any:  # noqa: ANN401 - a row of ``debates``
    """The row of a debate.

    Args:
        connection: of the database.
        of: the database's name, for the error.
        name: the debate's.

    Raises:
        UnknownError: there is none of that name; it lists those that there are.
    """
    found = connection.execute(select(debates).where(debates.c.name == name)).first()
    if found is None:
        there = list(connection.execute(select(debates.c.name).order_by(debates.c.name)).scalars())
        advice = "there are: " + ", ".join(there) if there else "there is none yet; make it with `onrecord debate new`"
        raise UnknownError(of, f"there is no debate {name!r}", advice=advice)
    return found


def put_into_debate(database: Database, name: str, ids: Collection[str]) -> int:
    """Puts articles into a debate and returns how many were not in it; ids of articles that are not stored are left out.

    Raises:
        UnknownError: there is no such debate.
    """
    with database.begin() as connection:
        return put_texts(connection, database.name, name, ids)


def put_texts(connection: Connection, of: str, name: str, ids: Collection[str]) -> int:
    """``put_into_debate`` within a transaction that writes."""
    debate = find_debate(connection, of, name).id
    there = set(connection.execute(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate)).scalars())
    fresh = sorted(with_repeats(connection, _stored(connection, ids)) - there)
    if fresh:
        moment = now()
        connection.execute(insert(debate_texts), [{"debate_id": debate, "text_id": i, "added_at": moment} for i in fresh])
        note(connection, "debate", name, details={"added": len(fresh)})
    return len(fresh)


def take_out_of_debate(database: Database, name: str, choice: Choice) -> int:
    """Takes the chosen articles out of a debate and returns how many were in it; the articles stay in the database.

    Raises:
        UnknownError: there is no such debate, or an article that was listed is not there.
    """
    with database.begin() as connection:
        debate = find_debate(connection, database.name, name).id
        number = 0
        for some in batches(with_repeats(connection, chosen(connection, database.name, choice))):
            number += connection.execute(
                delete(debate_texts).where(debate_texts.c.debate_id == debate, debate_texts.c.text_id.in_(some))
            ).rowcount
        if number:
            note(connection, "debate", name, details={"removed": number})
        return number


def add_chosen(database: Database, name: str, choice: Choice) -> int:
    """Puts the chosen articles into a debate and returns how many were not in it.

    Raises:
        UnknownError: there is no such debate, or an article that was listed is not there.
    """
    with database.begin() as connection:
        return put_texts(connection, database.name, name, chosen(connection, database.name, choice))


def texts_of_debate(database: Database, name: str) -> set[str]:
    """The ids of a debate's articles.

    Raises:
        UnknownError: there is no such debate.
    """
    with database.read() as connection:
        debate = find_debate(connection, database.name, name)
        return set(connection.execute(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate.id)).scalars())


def list_debates(database: Database, name: str | None = None) -> list[dict[str, Any]]:
    """The debates, or one, with how many articles and statements they have, the days these span, and the freezes.

    Raises:
        UnknownError: there is no debate of that name.
    """
    with database.read() as connection:
        rows = (
            [find_debate(connection, database.name, name)] if name else connection.execute(select(debates).order_by(debates.c.name)).all()
        )
        return [_described(connection, row) for row in rows]


def _described(connection: Connection, debate: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of ``debates``
    own = select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate.id)
    days = select(func.min(appearances.c.published), func.max(appearances.c.published)).where(appearances.c.text_id.in_(own))
    first, last = connection.execute(days).one()
    alone = select(articles_alone()).where(texts.c.id.in_(own))
    counted = select(func.count()).select_from(entries).where(entries.c.text_id.in_(own), entries.c.counted)
    versions = select(freezes.c.name).where(freezes.c.debate_id == debate.id).order_by(freezes.c.id)
    return {
        "id": str(debate.id),
        "name": debate.name,
        "question": debate.question,
        "article_count": connection.execute(alone).scalar_one(),
        "statement_count": connection.execute(counted).scalar_one(),
        "first_published": first,
        "last_published": last,
        "codebook": debate.codebook is not None,
        "freezes": list(connection.execute(versions).scalars()),
        "added_at": debate.added_at,
    }


def articles_alone() -> ColumnElement[int]:
    """The number of articles among some texts: those that repeat each other are one."""
    return func.count(distinct(func.coalesce(texts.c.group_id, texts.c.id)))


def chosen(connection: Connection, of: str, choice: Choice) -> set[str]:
    """The ids of the articles that a choice means.

    Raises:
        UnknownError: an article that was listed is not there, or the debate to choose from.
    """
    if choice.articles:
        unknown = sorted(set(choice.articles) - _stored(connection, set(choice.articles)))
        if unknown:
            more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
            raise UnknownError(of, f"there is no article {unknown[0]!r}{more}", advice="`onrecord articles` lists the ids")
    if choice._replace(articles=()) == Choice():
        return set(choice.articles)
    _known_outlets(connection, of, choice.outlets)
    found = _asked(connection, of, choice)
    if found is None:
        return set()
    ids: set[str] = set(connection.execute(found).scalars())
    return ids & set(choice.articles) if choice.articles else ids


def _known_outlets(connection: Connection, of: str, outlets: tuple[str, ...]) -> None:
    if not outlets:
        return
    every = select(appearances.c.outlet).where(appearances.c.outlet.is_not(None)).distinct()
    there = sorted(connection.execute(every).scalars())
    for outlet in outlets:
        if outlet not in there:
            near = ", ".join(get_close_matches(outlet, there, n=SHOWN, cutoff=0)) or "none"
            more = " …" if len(there) > SHOWN else ""
            raise UnknownError(of, f"there is no outlet {outlet!r}", advice=f"there are: {near}{more}")


def _asked(connection: Connection, of: str, choice: Choice) -> Select[Any] | None:
    """The query of a choice's conditions; None where the words asked for are none."""
    found = select(texts.c.id)
    printed: list[ColumnElement[bool]] = []
    if choice.outlets:
        printed.append(appearances.c.outlet.in_(choice.outlets))
    if choice.since:
        printed.append(appearances.c.published >= choice.since)
    if choice.until:
        printed.append(appearances.c.published <= choice.until)
    if printed:
        found = found.where(texts.c.id.in_(select(appearances.c.text_id).where(*printed)))
    if choice.within:
        debate = find_debate(connection, of, choice.within)
        found = found.where(texts.c.id.in_(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate.id)))
    if choice.text is not None:
        match = index.matching(connection.dialect.name, "text_words", choice.text)
        if match is None:
            return None
        found = found.where(texts.c.number.in_(match))
    return found


def _stored(connection: Connection, ids: Collection[str]) -> set[str]:
    """Those of the ids that are articles'."""
    return {id_ for some in batches(ids) for id_ in connection.execute(select(texts.c.id).where(texts.c.id.in_(some))).scalars()}

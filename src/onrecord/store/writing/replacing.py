"""A changed article is a newer version: it replaces the text that stood at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, select, update

from onrecord.repeats.copies import Compared, likeness
from onrecord.repeats.versions import Place, is_excerpt, is_version
from onrecord.store.database import note, now
from onrecord.store.schema import appearances, texts
from onrecord.store.writing.grouping import join, tie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


class _Dates(NamedTuple):
    """When a version was published and last changed, as far as it tells."""

    published: str | None
    modified: str | None

    def is_after(self, other: _Dates) -> bool:
        """Whether a version that came later is newer too: unless it tells of an earlier time."""
        mine, its = self.modified or self.published, other.modified or other.published
        if not mine or not its:
            return True
        length = min(len(mine), len(its))  # of a day and a time of that day neither is earlier
        return mine[:length] >= its[:length]

    def since(self, older: _Dates) -> str:
        """The day from which a newer version has stood in the place of an older one: of its change, else the present day."""
        if self.modified:
            return self.modified[:10]
        return self.published if self.published and older.published and self.published > older.published else now()[:10]


def replace_older(connection: Connection, article: Mapping[str, Any], appearance: int) -> set[str]:
    """Lets an article that has just appeared replace the texts that stood at its place, or be replaced by a newer one that stands there.

    Which of two is newer, the times of their last change tell, or their dates of publication; where they do not, the one that came later
    is. What only tells of the article that stands there, as a digest does, is grouped with it and replaces nothing, unless it says when
    it was changed.

    Args:
        connection: of the transaction that stores it.
        article: the contract's article.
        appearance: the number of its appearance.

    Returns:
        The texts that are versions of it, or that it tells of.
    """
    found = set()
    own = _Dates(article["published"], article.get("modified"))
    for row in _standing_there(connection, article, appearance):
        same_day = not (row.published and own.published) or row.published == own.published
        place = Place(bool(row.title) and row.title == article["title"], same_day, bool(article["url"] or article.get("uri")))
        if not is_version(row.text, article["text"], place):
            continue
        found.add(row.text_id)
        its = _Dates(row.published, row.modified)
        newer = own.is_after(its)
        old, new = (row.text_id, article["id"]) if newer else (article["id"], row.text_id)
        like = likeness(Compared.of(row.text), Compared.of(article["text"]))
        pair = (row.text, article["text"]) if newer else (article["text"], row.text)
        if is_excerpt(*pair) and not (own if newer else its).modified:
            tie(connection, old, new, "copy", shared=like.shared, reworded=like.reworded)
            continue
        tie(connection, old, new, "version", shared=like.shared, reworded=like.reworded)
        _replace(connection, row.place, old, new, own.since(its) if newer else its.since(own))
    if found:
        join(connection, [article["id"], *found])
    return found


def restore(connection: Connection, article: Mapping[str, Any]) -> bool:
    """Lets a text stand again that a file has had before, and has now: what had replaced it there is replaced by it.

    Returns:
        Whether it had been replaced in that file.
    """
    later = _replacing_in_file(connection, article["sha256"], article["origin"])
    if not later:
        return False
    own = and_(appearances.c.sha256 == article["sha256"], appearances.c.origin == article["origin"])
    connection.execute(update(appearances).where(own).values(replaced_by=None, replaced_on=None, added_at=now()))
    day = now()[:10]
    connection.execute(update(appearances).where(appearances.c.id.in_(later)).values(replaced_by=article["id"], replaced_on=day))
    note(connection, "version", article["id"], details={"restored": True, "on": day})
    return True


def was_reverted(connection: Connection, sha256: str, origin: str) -> bool:
    """Whether a file has bytes again that it had before others of the same article: then it must be looked at, though it is known."""
    return bool(_replacing_in_file(connection, sha256, origin))


def _replacing_in_file(connection: Connection, sha256: str, origin: str) -> list[int]:
    """The appearances that stand where these bytes stood before in the same file; none where these tell of an earlier time than those.

    An archive has several versions of a page under one name, and tells their times.
    """
    columns = [appearances.c[name] for name in ("id", "published", "modified", "replaced_by", "text_id")]
    own = connection.execute(select(*columns).where(appearances.c.sha256 == sha256, appearances.c.origin == origin)).first()
    if own is None or own.replaced_by is None:
        return []
    others = select(*columns).where(appearances.c.origin == origin, appearances.c.sha256 != sha256, appearances.c.replaced_by.is_(None))
    its = _Dates(own.published, own.modified)
    return [
        row.id for row in connection.execute(others) if its.is_after(_Dates(row.published, row.modified)) and row.text_id != own.text_id
    ]


def _standing_there(connection: Connection, article: Mapping[str, Any], appearance: int) -> list[Any]:
    """The appearances of other texts at the place of one; parts of the same file stand beside each other, not in each other's place."""
    place = connection.execute(select(appearances.c.place).where(appearances.c.id == appearance)).scalar()
    columns = [appearances.c[name] for name in ("id", "text_id", "title", "published", "modified", "place", "origin")]
    query = (
        select(*columns, texts.c.text)
        .join(texts, texts.c.id == appearances.c.text_id)
        .where(appearances.c.place == place, appearances.c.text_id != article["id"], appearances.c.replaced_by.is_(None))
        .order_by(appearances.c.id)
    )
    return [row for row in connection.execute(query) if not _are_parts(row.origin, article["origin"])]


def _are_parts(one: str, other: str) -> bool:
    file, _, part = one.rpartition("#")
    its_file, _, its_part = other.rpartition("#")
    return bool(file) and file == its_file and part != its_part


def _replace(connection: Connection, place: str, old: str, new: str, day: str) -> None:
    there = appearances.c.place == place, appearances.c.text_id == old, appearances.c.replaced_by.is_(None)
    connection.execute(update(appearances).where(*there).values(replaced_by=new, replaced_on=day))
    note(connection, "version", old, details={"replaced_by": new, "on": day})

"""A changed article is a newer version: it replaces the text that stood at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select, update

from onrecord.repeats.copies import Compared, likeness
from onrecord.repeats.versions import is_teaser, is_version
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
        """Whether a version that came later is newer too."""
        for mine, its in ((self.modified, other.modified), (self.published, other.published)):
            if mine and its and mine != its:
                return mine > its
        return True

    def since(self, older: _Dates) -> str:
        """The day from which a newer version has stood in the place of an older one: of its change, else the present day."""
        if self.modified:
            return self.modified[:10]
        return self.published if self.published and older.published and self.published > older.published else now()[:10]


def replace_older(connection: Connection, article: Mapping[str, Any], appearance: int) -> set[str]:
    """Lets an article that has just appeared replace the texts that stood at its place, or be replaced by a newer one that stands there.

    Which of two is newer, the times of their last change tell, else their dates of publication; where they do not, the one that came later
    is. What only announces the article at that address is grouped with it, and replaces nothing.

    Args:
        connection: of the transaction that stores it.
        article: the contract's article.
        appearance: the number of its appearance.

    Returns:
        The texts that are versions of it, or announce it.
    """
    place = connection.execute(select(appearances.c.place).where(appearances.c.id == appearance)).scalar()
    columns = [appearances.c[name] for name in ("id", "text_id", "title", "published", "modified")]
    standing = (
        select(*columns, texts.c.text)
        .join(texts, texts.c.id == appearances.c.text_id)
        .where(appearances.c.place == place, appearances.c.text_id != article["id"], appearances.c.replaced_by.is_(None))
        .order_by(appearances.c.id)
    )
    found = set()
    for row in connection.execute(standing).all():
        same_title = bool(row.title) and row.title == article["title"]
        if not is_version(row.text, article["text"], same_title=same_title, at_address=bool(article["url"])):
            continue
        like = likeness(Compared.of(row.text), Compared.of(article["text"]))
        found.add(row.text_id)
        if article["url"] and is_teaser(row.text, article["text"]):
            tie(connection, row.text_id, article["id"], "copy", shared=like.shared, reworded=like.reworded)
            continue
        own, its = _Dates(article["published"], article.get("modified")), _Dates(row.published, row.modified)
        newer = own.is_after(its)
        old, new, at = (row.text_id, article["id"], row.id) if newer else (article["id"], row.text_id, appearance)
        when = own.since(its) if newer else its.since(own)
        connection.execute(update(appearances).where(appearances.c.id == at).values(replaced_by=new, replaced_on=when))
        tie(connection, old, new, "version", shared=like.shared, reworded=like.reworded)
        note(connection, "version", old, details={"replaced_by": new, "on": when})
    if found:
        join(connection, [article["id"], *found])
    return found

"""A changed article is a newer version: it replaces the text that stood at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from onrecord.repeats.copies import Compared, likeness
from onrecord.repeats.versions import is_teaser, is_version
from onrecord.store.database import note, now
from onrecord.store.schema import appearances, texts
from onrecord.store.writing.grouping import join, tie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def replace_older(connection: Connection, article: Mapping[str, Any], appearance: int) -> set[str]:
    """Lets an article that has just appeared replace the texts that stood at its place, or be replaced by a newer one that stands there.

    Which of two is newer, their dates of publication tell; where they do not, the one that came later is. What only announces the article
    at that address is grouped with it, and replaces nothing.

    Args:
        connection: of the transaction that stores it.
        article: the contract's article.
        appearance: the number of its appearance.

    Returns:
        The texts that are versions of it, or announce it.
    """
    own = connection.execute(select(appearances.c.place).where(appearances.c.id == appearance)).scalar()
    standing = (
        select(appearances.c.id, appearances.c.text_id, appearances.c.title, appearances.c.published, texts.c.text)
        .join(texts, texts.c.id == appearances.c.text_id)
        .where(appearances.c.place == own, appearances.c.text_id != article["id"], appearances.c.replaced_by.is_(None))
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
        newer = not (article["published"] and row.published) or article["published"] >= row.published
        old, new, at = (row.text_id, article["id"], row.id) if newer else (article["id"], row.text_id, appearance)
        day = (article["published"], row.published) if newer else (row.published, article["published"])
        when = day[0] if day[0] and day[1] and day[0] > day[1] else now()[:10]
        connection.execute(update(appearances).where(appearances.c.id == at).values(replaced_by=new, replaced_on=when))
        tie(connection, old, new, "version", shared=like.shared, reworded=like.reworded)
        note(connection, "version", old, details={"replaced_by": new, "on": when})
    if found:
        join(connection, [article["id"], *found])
    return found

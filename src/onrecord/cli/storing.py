"""Articles on their way into a database: known there already, or stored as soon as they are read; and what became of them in words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.records import Article, Record
    from onrecord.store.database import Database
    from onrecord.store.writing.articles import Outcome

#: What became of an article, in the order of the report.
_OUTCOMES = {
    "new": "added",
    "repeat": "added: copies of other articles, counted once with them",
    "version": "added: other versions of articles, counted once with them",
    "appeared": "known from elsewhere: one more appearance",
    "unchanged": "unchanged",
    "forgotten": "left out: deleted on request before",
}


def outcomes_in_words(counts: Mapping[str, int]) -> list[str]:
    """What became of articles: ``["3 added", "1 unchanged"]``."""
    return [f"{counts[outcome]} {words}" for outcome, words in _OUTCOMES.items() if counts.get(outcome)]


class Storing:
    """Puts articles into a database and, where one is named, into a debate.

    Attributes:
        counts: what became of all articles so far.
    """

    def __init__(self, database: Database, *, debate: str | None, settings: str) -> None:
        self.counts = Counter[str]()
        self._database = database
        self._debate = debate
        self._settings = settings

    def known(self, article: Article) -> Outcome | None:
        """Why an article need not be read: the database has it, or is to have it no more; None where it must be read.

        Raises:
            InputError: no database can keep it.
        """
        from onrecord.store.writing.articles import is_forgotten, seen, storable, text_hash  # noqa: PLC0415 - `--help` needs none

        if not storable(article.text, article.title, article.outlet, article.origin, article.url, *article.authors):
            advice = "repair the file; `onrecord extract` reads it as it is"
            message = "it holds halves of characters or NUL, which no database keeps"
            raise InputError(article.origin, "not-storable", message, advice=advice)
        with self._database.read() as connection:
            unchanged = seen(connection, article.sha256, article.origin)
            gone = is_forgotten(connection, article.sha256, text_hash(article.text))
        if not (unchanged or gone):
            return None
        if not gone:
            self._put_into_debate(article)
        outcome: Outcome = "forgotten" if gone else "unchanged"
        self.counts[outcome] += 1
        return outcome

    def store(self, record: Record) -> Outcome:
        """Stores a record at once, and says what became of it.

        Raises:
            StoreError: the database cannot be written to.
        """
        from onrecord.exchange.record_json import record_as_dict  # noqa: PLC0415
        from onrecord.store.writing.articles import add_record  # noqa: PLC0415

        outcome = add_record(self._database, record_as_dict(record), settings=self._settings)
        self.counts[outcome] += 1
        self._put_into_debate(record.article)
        return outcome

    def report(self) -> None:
        """Prints on standard error what became of the articles."""
        for line in outcomes_in_words(self.counts):
            click.echo(line, err=True)

    def files_within(self, folders: Iterable[Path]) -> list[Path]:
        """The database's own files, where they lie in one of the folders, by the names that they have there."""
        if not self._database.is_sqlite or not self._database.engine.url.database:
            return []
        file = Path(self._database.engine.url.database).resolve()
        inside = [folder / file.relative_to(folder.resolve()) for folder in folders if file.is_relative_to(folder.resolve())]
        return [path.with_name(path.name + ending) for path in inside for ending in ("", "-wal", "-shm", "-journal")]

    def _put_into_debate(self, article: Article) -> None:
        from onrecord.store.debates.sets import put_into_debate  # noqa: PLC0415

        if self._debate:
            put_into_debate(self._database, self._debate, [article.id])

"""``onrecord add`` and ``onrecord reread``: articles into the database, and stored ones read again."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

import click

from onrecord.cli.databases import database_options, open_database, texts_within
from onrecord.cli.inputs import Progress, Skipped, articles_in, reading_options, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.errors import InputError
    from onrecord.records import Article
    from onrecord.store.database import Database

#: What became of an article, in the order of the report.
_OUTCOMES = {
    "new": "added",
    "appeared": "known from elsewhere: one more appearance",
    "unchanged": "unchanged",
    "forgotten": "left out: deleted on request before",
}


@click.command()
@reading_options
@database_options
def add(paths: tuple[Path, ...], db: str | None, db_file: Path | None, debate: str | None, **options: Any) -> None:  # noqa: ANN401 - the reading options
    """Reads articles and puts them into the database.

    What is there already is not read again. Every article is kept as soon as it is read: a run that was broken off goes on where it
    stopped.
    Exit code: 0 if every input was read, 3 if some were skipped (they are named on standard error), 2 on wrong usage.

    \b
    Examples:
      onrecord add articles/
      onrecord add export.jsonl --text-field body --debate "Barrage"
      onrecord add articles/ --db postgresql://localhost/record
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.exchange.record_json import record_as_dict  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.pipeline import extract_all  # noqa: PLC0415
    from onrecord.store.debates.sets import put_into_debate  # noqa: PLC0415
    from onrecord.store.writing.articles import add_record  # noqa: PLC0415

    settings, scale = settings_of(options)
    skipped, counts = Skipped(), Counter[str]()
    try:
        with open_database(db, db_file, create=True) as database:
            texts_within(database, debate)  # one that does not exist is told of before anything is read
            known = _Known(database, counts, debate)
            progress = Progress(skipped)
            for one in extract_all(
                known.unknown(articles_in([p.absolute() for p in paths], options)), scale=scale, workers=settings.workers
            ):
                record = progress.counted(one)
                if record is not None:
                    counts[add_record(database, record_as_dict(record), settings=f"scale {scale.name}")] += 1
                    progress.tell(record)
                    if debate:
                        put_into_debate(database, debate, [record.article.id])
    finally:
        for outcome, words in _OUTCOMES.items():
            if counts[outcome]:
                click.echo(f"{counts[outcome]} {words}", err=True)
    skipped.report()
    sys.exit(skipped.exit_code)


class _Known:
    """Leaves out what the database has, so that nothing is read twice."""

    def __init__(self, database: Database, counts: Counter[str], debate: str | None) -> None:
        self.database = database
        self.counts = counts
        self.debate = debate

    def unknown(self, articles: Iterator[Article | InputError]) -> Iterator[Article | InputError]:
        """The articles that must be read, and the errors."""
        from onrecord.errors import InputError  # noqa: PLC0415
        from onrecord.records import Article  # noqa: PLC0415
        from onrecord.store.debates.sets import put_into_debate  # noqa: PLC0415
        from onrecord.store.writing.articles import is_forgotten, seen, storable, text_hash  # noqa: PLC0415

        for one in articles:
            if isinstance(one, Article):
                if not storable(one.text, one.title, one.outlet, one.origin, one.url, *one.authors):
                    advice = "repair the file; `onrecord extract` reads it as it is"
                    yield InputError(
                        one.origin, "not-storable", "it holds halves of characters or NUL, which no database keeps", advice=advice
                    )
                    continue
                with self.database.read() as connection:
                    unchanged = seen(connection, one.sha256, one.origin)
                    gone = is_forgotten(connection, one.sha256, text_hash(one.text))
                if unchanged or gone:
                    self.counts["forgotten" if gone else "unchanged"] += 1
                    if self.debate and not gone:
                        put_into_debate(self.database, self.debate, [one.id])
                    continue
            yield one


@click.command()
@click.option("--workers", type=int, metavar="N", help="Articles read at once; the number of cores unless told.")
@click.option("--scale", metavar="NAME", help="Scale of certainty words (`onrecord bands` lists them).  [default: readers]")
@database_options
def reread(db: str | None, db_file: Path | None, debate: str | None, **options: Any) -> None:  # noqa: ANN401 - two options of reading
    """Reads stored articles again with the present model.

    What is found again keeps its id and all rulings; what is not becomes a tombstone, and rulings on it go to the queue. What this model
    has read is left alone, so that a run that was broken off goes on where it stopped.

    \b
    Example:
      onrecord reread
    """  # noqa: D301
    from dataclasses import fields  # noqa: PLC0415

    from onrecord.exchange.record_json import record_as_dict  # noqa: PLC0415
    from onrecord.pipeline import bundled_reader, extract_all  # noqa: PLC0415
    from onrecord.records import Article  # noqa: PLC0415
    from onrecord.store.writing.rereading import reread_text, unread  # noqa: PLC0415

    settings, scale = settings_of(options)
    skipped, total = Skipped(), Counter[str]()
    names = {field.name for field in fields(Article)}
    try:
        with open_database(db, db_file) as database:
            within = texts_within(database, debate)
            progress, run = Progress(skipped), f"scale {scale.name}"
            stored = (
                Article(**cast("Any", {k: tuple(v) if k == "authors" else v for k, v in one.items() if k in names}))
                for one in unread(database, bundled_reader().model.name, run)
                if within is None or one["id"] in within
            )
            for one in extract_all(stored, scale=scale, workers=settings.workers):
                record = progress.counted(one)
                if record is not None:
                    change = reread_text(database, record_as_dict(record), settings=run)
                    progress.tell(record)
                    total.update(change._asdict() if change else {"unchanged": 1})
    finally:
        click.echo(
            f"{skipped.read} articles read again: {total['kept']} statements kept, {total['new']} new, {total['gone']} gone, "
            f"{total['homeless']} rulings without a home",
            err=True,
        )

"""``onrecord add`` and ``onrecord reread``: articles into the database, and stored ones read again."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import click

from onrecord.cli.databases import compare_older, database_options, open_database, texts_within
from onrecord.cli.inputs import Progress, Skipped, articles_in, reading_options, settings_of
from onrecord.cli.stopping import Stop, stop_on_signals
from onrecord.cli.storing import Storing
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from onrecord.records import Article, Record


@click.command()
@reading_options
@click.option("--follow", is_flag=True, help="Folders: then wait, and add every file that arrives or changes, until Ctrl-C.")
@database_options
def add(paths: tuple[Path, ...], db: str | None, db_file: Path | None, debate: str | None, **options: Any) -> None:  # noqa: ANN401 - the reading options
    """Reads articles and puts them into the database.

    What is there already is not read again. Every article is kept as soon as it is read: a run that was broken off goes on where it
    stopped. With --follow, a file is read once it has not changed for two seconds, and a name that is hidden or ends in .part, .tmp,
    .crdownload or the like is left alone until the file gets another.
    Exit code: 0 if every input was read, 3 if some were skipped (they are named on standard error), 2 on wrong usage.

    \b
    Examples:
      onrecord add articles/
      onrecord add export.jsonl --text-field body --debate "Barrage"
      onrecord add articles/ --db postgresql://localhost/record
      onrecord add --follow inbox/
    """  # noqa: D301 - \b is click's sign for lines to keep
    follow = options.pop("follow")
    if follow:
        _refuse_all_but_folders(paths)
    skipped = Skipped()
    with stop_on_signals() if follow else nullcontext(Stop()) as stop:
        from onrecord.pipeline import extract_all  # noqa: PLC0415 - `--help` does not need it

        settings, scale = settings_of(options)
        places, read = [path.absolute() for path in paths], partial(articles_in, options=options)
        extract = partial(extract_all, scale=scale, workers=settings.workers)
        with open_database(db, db_file, create=True) as database:
            texts_within(database, debate)  # one that does not exist is told of before anything is read
            compare_older(database)
            storing = Storing(database, debate=debate, settings=f"scale {scale.name}")
            try:
                if follow:
                    from onrecord.cli.following import Following  # noqa: PLC0415

                    Following(places, storing, Progress(skipped), read=read, extract=extract).until(stop)
                else:
                    _add(read(places), storing, Progress(skipped), extract)
            finally:
                storing.report()
    skipped.report()
    sys.exit(skipped.exit_code)


def _refuse_all_but_folders(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.is_dir():
            what = "a file" if path.exists() else "not there"
            message = f"{path} is {what}; name folders to follow, or leave --follow out"
            raise click.BadParameter(message, param_hint="--follow")


def _add(
    articles: Iterator[Article | InputError],
    storing: Storing,
    progress: Progress,
    extract: Callable[[Iterator[Article | InputError]], Iterator[Record | InputError]],
) -> None:
    for one in extract(_unknown(articles, storing)):
        record = progress.counted(one)
        if record is not None:
            storing.store(record)
            progress.tell(record)


def _unknown(articles: Iterable[Article | InputError], storing: Storing) -> Iterator[Article | InputError]:
    """What must be read, and the errors, without what the database has."""
    for one in articles:
        try:
            if isinstance(one, InputError) or storing.known(one) is None:
                yield one
        except InputError as error:
            yield error


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
            compare_older(database)
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

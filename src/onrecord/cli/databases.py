"""What the commands that use the database share: which one, and which debate of it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.store.database import Database

#: Seconds without a sign of life that nobody is left to.
PATIENCE = 2.0
_OPTIONS = (
    click.option("--db", metavar="URL", help="A file, or postgresql://HOST/NAME.  [default: ONRECORD_DB, else the user's data folder]"),
    click.option("--db-file", type=click.Path(dir_okay=False, path_type=Path), help="A file that holds the URL, for one with a password."),
    click.option("--debate", metavar="NAME", help="Only the articles of a debate; `onrecord debate list` names them."),
)


def database_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds ``--db``, ``--db-file`` and ``--debate`` to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def database_url(db: str | None, db_file: Path | None) -> str | None:
    """The URL or file that a command's options name; None where they name none.

    Raises:
        BadParameter: the URL holds a password, which would show in lists of processes, or the file cannot be read.
        StoreError: it is no URL, or of a database that onrecord does not know.
    """
    if db is not None and db_file is not None:
        message = "give one of them"
        raise click.BadParameter(message, param_hint="--db and --db-file")
    if db_file is not None:
        try:
            db = db_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            message = f"{db_file} cannot be read as text"
            raise click.BadParameter(message, param_hint="--db-file") from error
        if not db:
            message = f"{db_file} holds no URL"
            raise click.BadParameter(message, param_hint="--db-file")
    elif db is not None and _has_password(db):
        message = "a URL with a password shows in lists of processes; write it into a file and give --db-file FILE"
        raise click.BadParameter(message, param_hint="--db")
    return db


def _has_password(db: str) -> bool:
    from onrecord.store.database import url_of  # noqa: PLC0415 - `--help` needs none of it

    url = url_of(db)
    return url.password is not None or "password" in url.query


def open_database(db: str | None, db_file: Path | None, *, create: bool = False) -> Database:
    """The database that a command's options name.

    Raises:
        BadParameter: see ``database_url``.
        StoreError: it is missing, newer than this program, no database, or cannot be reached.
    """
    from onrecord.store.database import Database  # noqa: PLC0415

    return Database.open(database_url(db, db_file), create=create)


def compare_older(database: Database) -> None:
    """Looks for the copies of articles that were stored by an older version, and tells how many are left where it takes long."""
    from onrecord.store.writing.catching_up import catch_up  # noqa: PLC0415

    told = time.monotonic()
    for left in catch_up(database):
        if left and time.monotonic() - told >= PATIENCE:
            told = time.monotonic()
            click.echo(f"looking for copies among the stored articles: {left:,} left", err=True)


def texts_within(database: Database, debate: str | None) -> set[str] | None:
    """The texts of the debate that ``--debate`` names; None, which is all, where it names none.

    Raises:
        UnknownError: there is no such debate.
    """
    from onrecord.store.debates.sets import texts_of_debate  # noqa: PLC0415

    return texts_of_debate(database, debate) if debate else None

"""``onrecord backup``, ``restore``, ``check``, ``dump``, ``load``, ``forget``: the whole database, and what must go from it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.databases import database_options, open_database

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@database_options
def backup(file: Path, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Copies the whole database into FILE while others may go on writing.

    The copy is checked before it gets its name; an earlier backup of that name is replaced. Backups hold everything: keep them as
    safe as the database. For PostgreSQL use pg_dump, or `onrecord dump`.

    \b
    Example:
      onrecord backup record-monday.db
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.keeping import copies  # noqa: PLC0415 - `--help` needs no database

    _no_debate(debate)
    with open_database(db, db_file) as database:
        copies.backup(database, file)
    click.echo(f"backed up to {file}, {file.stat().st_size:,} bytes, checked", err=True)


@click.command()
@click.argument("file", type=_FILE)
@database_options
def restore(file: Path, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Puts the backup FILE in the place of the database.

    FILE is checked first; where it is broken nothing changes. The database that was there is kept beside, as NAME.before-restore.

    \b
    Example:
      onrecord restore record-monday.db
    """  # noqa: D301
    from onrecord.store.keeping import copies  # noqa: PLC0415

    _no_debate(debate)
    try:
        given = db_file.read_text(encoding="utf-8").strip() if db_file else db  # what is there may be too broken to be opened
    except (OSError, UnicodeDecodeError) as error:
        message = f"{db_file} cannot be read as text"
        raise click.BadParameter(message, param_hint="--db-file") from error
    kept = copies.restore(file, given)
    click.echo(f"restored {file}" + (f"; what was there is kept as {kept}" if kept else ""), err=True)


@click.command()
@database_options
def check(db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Looks whether the database is sound, and prints what is wrong.

    Exit code: 0 where it is sound, 1 where it is not, 2 where there is none.

    \b
    Example:
      onrecord check
    """  # noqa: D301
    from sqlalchemy.exc import DatabaseError, OperationalError  # noqa: PLC0415

    from onrecord.errors import StoreError  # noqa: PLC0415
    from onrecord.store.keeping.checking import problems  # noqa: PLC0415

    _no_debate(debate)
    try:
        database = open_database(db, db_file)
    except StoreError as error:
        if not isinstance(error.__cause__, DatabaseError) or isinstance(error.__cause__, OperationalError):  # locked, full, unreachable
            raise
        click.echo(f"{error.name}: it is broken: {error.__cause__.orig}")
        sys.exit(1)
    with database:
        found = problems(database)
    for one in found:
        click.echo(one)
    if found:
        sys.exit(1)
    click.echo("the database is sound", err=True)


@click.command()
@click.argument("folder", metavar="DIR", type=_FILE)
@database_options
def dump(folder: Path, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Writes the whole database into the new folder DIR: one JSON Lines file a table, and a manifest with their hashes.

    Nothing is lost: `onrecord load` makes the same database of it, on SQLite or PostgreSQL.

    \b
    Example:
      onrecord dump record-2026-02/
    """  # noqa: D301
    from onrecord.store.keeping import dumping  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        numbers = dumping.dump(database, folder)
    click.echo(f"dumped {_counted(numbers)} into {folder}", err=True)


@click.command()
@click.argument("folder", metavar="DIR", type=_FILE)
@database_options
def load(folder: Path, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Fills an empty database from the dump in DIR, all of it or nothing.

    \b
    Examples:
      onrecord load record-2026-02/ --db copy.db
      onrecord load record-2026-02/ --db postgresql://localhost/record
    """  # noqa: D301
    from onrecord.store.keeping import dumping  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file, create=True) as database:
        numbers = dumping.load(database, folder)
    click.echo(f"loaded {_counted(numbers)}", err=True)


@click.command()
@click.argument("what", metavar="ARTICLE|SPEAKER")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept, so do not repeat the words that must go.")
@click.option("--who", metavar="NAME", help="Who asked for it; kept in the log.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@database_options
def forget(what: str, reason: str, *, who: str | None, yes: bool, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Deletes an article (by id, address or file) or a speaker (by id or name) for ever.

    An article goes with its text, readings, rulings and the words in the log; a speaker with all statements, while the articles'
    texts stay: forget them too where they must go. Hashes stay, so that `onrecord add` does not bring it back. Earlier backups and
    dumps still hold what they held.

    \b
    Examples:
      onrecord forget 3f2a9c0d11e84b77 --reason "licence ended"
      onrecord forget "Ana Ruiz" --reason "asked for by her" --yes
    """  # noqa: D301
    from onrecord.store.keeping import forgetting  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        if not yes:
            click.confirm(f"Delete {what} for ever?", abort=True, err=True)
        gone = forgetting.forget(database, what, reason=reason, who=who)
    click.echo(f"deleted {gone.kind} {gone.id}: {gone.statements} statements, {gone.rulings} rulings", err=True)
    if gone.texts:
        click.echo(f"the texts of these articles are as they were, and may hold the name: {', '.join(gone.texts)}", err=True)
    if not gone.scrubbed:
        click.echo("the words are in the database's files until the other programs that use it are closed", err=True)
    click.echo("earlier backups and dumps still hold it", err=True)


def _no_debate(debate: str | None) -> None:
    if debate is not None:
        message = "this command is about the whole database"
        raise click.BadParameter(message, param_hint="--debate")


def _counted(numbers: dict[str, int]) -> str:
    return f"{numbers.get('texts', 0):,} texts, {numbers.get('statements', 0):,} statements, {numbers.get('rulings', 0):,} rulings"

"""Brings a database to the present schema, one migration after another, all in one transaction.

Who opens an old database while another program brings it to the present schema waits, and finds it there. There is no way back:
a backup is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import DatabaseError

from onrecord.errors import StoreError
from onrecord.store.schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_FOLDER = Path(__file__).parent / "migrations"
#: How databases tell that one may only read.
_READ_ONLY = ("readonly", "read-only", "permission denied", "must be owner")
#: The name of the lock that one migration on a server holds: any number that no other program takes.
_LOCK = 5_206_318_944


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


#: The newest migration.
HEAD = ScriptDirectory.from_config(_config()).get_current_head()


def versions_known() -> set[str]:
    """The migrations that this program has."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def version_of(engine: Engine) -> str | None:
    """The migration that a database stands at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def fill(connection: Connection, made_at: str) -> None:
    """Fills what later schemas have besides, for rows that were made at an older one and loaded at the newest."""
    for script in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions(made_at, "head"))):
        if script.revision != made_at and hasattr(script.module, "fill"):
            script.module.fill(connection)


def upgrade(engine: Engine, name: str) -> None:
    """Runs the migrations that a database lacks.

    Raises:
        StoreError: it was made by a newer program, or by another one, or may only be read.
    """
    with engine.connect() as connection:
        found = _refuse(connection, name)
    config = _config()
    try:
        with engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name != "sqlite":  # SQLite lets one write at a time
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            _refuse(connection, name)  # another program may have been here meanwhile
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DatabaseError as error:
        if found is None or not any(sign in str(error.orig).lower() for sign in _READ_ONLY):
            raise
        message = f"is at the older schema {found}, which must be brought to {HEAD}, and it is read-only"
        raise StoreError(name, message, advice="open it once with the right to write, or copy it") from error


def _refuse(connection: Connection, name: str) -> str | None:
    """The migration that a database stands at; another program's is left alone.

    On a server that others use too, only tables of the same names are in the way. Tables are looked for before the version, which is
    written last where another program makes the database just now.
    """
    there = set(inspect(connection).get_table_names())
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in versions_known():
        raise StoreError(name, f"was made by a newer version of onrecord (schema {found}, this one knows {HEAD})", advice="update onrecord")
    in_the_way = (there if connection.dialect.name == "sqlite" else there & set(metadata.tables)) - {"alembic_version"}
    if found is None and in_the_way:
        raise StoreError(name, f"is the database of another program (it has {min(in_the_way)})", advice="give another name")
    return found

"""Brings a database to the present schema, one migration after another, each in a transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from onrecord.errors import StoreError
from onrecord.store.schema import metadata

if TYPE_CHECKING:
    from sqlalchemy import Engine

_FOLDER = Path(__file__).parent / "migrations"


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


def upgrade(engine: Engine, name: str) -> None:
    """Runs the migrations that a database lacks.

    Raises:
        StoreError: it was made by a newer program, or by another one.
    """
    found = version_of(engine)
    if found is not None and found not in versions_known():
        raise StoreError(name, f"was made by a newer version of onrecord (schema {found}, this one knows {HEAD})", advice="update onrecord")
    _refuse_foreign(engine, name, found)
    config = _config()
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_foreign(engine: Engine, name: str, found: str | None) -> None:
    """Leaves another program's database alone; on a server that others use too, only tables of the same names are in the way."""
    there = set(inspect(engine).get_table_names())
    in_the_way = there if engine.dialect.name == "sqlite" else there & set(metadata.tables)
    if found is None and in_the_way - {"alembic_version"}:
        raise StoreError(name, f"is the database of another program (it has {min(in_the_way)})", advice="give another name")

"""Runs migrations on the connection that ``onrecord.store.migrate`` opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()

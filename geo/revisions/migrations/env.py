"""The environment that Alembic runs the steps in: the connection that `geo.revisions.database` gives it."""

from __future__ import annotations

from alembic import context

from geo.revisions.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Alembic's entry: one connection, one transaction for the whole upgrade."""

from alembic import context
from sqlalchemy import create_engine

from store.tables import Table

OURS = frozenset(Table.metadata.tables)


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """The queue and the checkpointer keep their own tables; leave those alone."""
    return kind != "table" or name in OURS


engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Table.metadata, include_name=ours)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()

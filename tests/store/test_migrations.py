"""Migrations go up, down and up again, and end where the tables say."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL

from runtime.database import alembic_config, migrate
from store.tables import Table


def test_down_and_up_again(empty_database: URL) -> None:
    command.downgrade(alembic_config(empty_database), "base")
    engine = create_engine(empty_database)
    left = set(inspect(engine).get_table_names()) & set(Table.metadata.tables)
    assert left == set()
    engine.dispose()
    migrate(empty_database)
    migrate(empty_database)


def test_migrations_end_where_the_tables_say(empty_database: URL) -> None:
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _parents: (
                    kind != "table" or name in Table.metadata.tables
                )
            },
        )
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_every_row_of_a_company_is_fenced(empty_database: URL) -> None:
    open_to_all = {"person", "message"}
    engine = create_engine(empty_database)
    with engine.connect() as connection:
        fenced = set(
            connection.exec_driver_sql(
                "select relname from pg_class where relrowsecurity and relkind = 'r'"
            ).scalars()
        )
    engine.dispose()
    owned = {name for name, table in Table.metadata.tables.items() if "company_id" in table.columns}
    assert owned - open_to_all == fenced

"""Bringing a database to this version, one process at a time, and never an old one on a new."""

from dataclasses import dataclass

from alembic.script import ScriptDirectory
from psycopg import Connection
from sqlalchemy.engine import URL

from runtime import database

LOCK = 7_402
"""Processes that start together wait here for the first of them."""


class DatabaseNewer(Exception):
    """A newer Sopwith made this database. Update this one, or point it at another database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationState:
    """Which revision the database is at, and which this code wants."""

    found: str | None
    wanted: str
    known: frozenset[str]

    @property
    def is_newer(self) -> bool:
        return self.found is not None and self.found not in self.known

    @property
    def is_current(self) -> bool:
        return self.found == self.wanted


def migration_state(url: URL) -> MigrationState:
    scripts = ScriptDirectory.from_config(database.alembic_config(url))
    with Connection.connect(database.plain(url)) as connection:
        made = connection.execute("select to_regclass('alembic_version')").fetchone()
        row = (
            connection.execute("select version_num from alembic_version").fetchone()
            if made and made[0]
            else None
        )
    return MigrationState(
        found=row[0] if row else None,
        wanted=scripts.get_current_head() or "",
        known=frozenset(script.revision for script in scripts.walk_revisions()),
    )


def bring_up_to_date(url: URL) -> None:
    """Migrate to this version. Raises `DatabaseNewer` rather than touch a newer database."""
    with Connection.connect(database.plain(url), autocommit=True) as waiting:
        waiting.execute("select pg_advisory_lock(%s)", [LOCK])
        state = migration_state(url)
        if state.is_newer:
            raise DatabaseNewer(f"It is at {state.found}, this version ends at {state.wanted}.")
        database.migrate(url)

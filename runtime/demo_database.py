"""The demo's own database, made afresh beside the others, and the settings its processes share."""

import shutil
from datetime import datetime

from psycopg import Connection, sql

from runtime import database
from runtime.office import Office
from runtime.sample import wants_again
from runtime.settings import Settings
from store import clock

NAME = "sopwith_demo"


def fresh(settings: Settings) -> Settings:
    """Drop and make the demo's database; everybody else's data are left alone."""
    url = database.address(settings)
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        name = sql.Identifier(NAME)
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        admin.execute(sql.SQL("create database {}").format(name))
    ours = url.set(database=NAME)
    database.migrate(ours)
    folder = settings.home / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "heads", ignore_errors=True)  # of a history that is no more
    wants_again(settings.model_copy(update={"home": folder}))  # asked of a story that is no more
    return as_lived(settings)


def as_lived(settings: Settings) -> Settings:
    """What the demo's processes share, and whoever looks at its database afterwards."""
    ours, folder = database.address(settings).set(database=NAME), settings.home / "demo"
    return settings.model_copy(
        update={
            "database_url": ours.render_as_string(hide_password=False),
            "clock": "shifted",
            "environment": "development",
            "home": folder,
            "heads_folder": folder / "heads",
            "signing_key": None,
            "smtp_host": None,
        }
    )


def turn_clock(office: Office, to: datetime) -> None:
    """Move the demo's clock; time runs on from there."""
    with office.unfenced() as session:
        clock.move_ahead(session, to - clock.shifted_time(session))
